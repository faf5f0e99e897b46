"""Who speaks of leaving a treaty or an organisation without having left it."""

from __future__ import annotations

import re

from cislex import patterns

_TALK_OF_LEAVING = patterns.of(
    r"\b(?:about|of|over|against|for|without|before|from|instead of|(?:debat|discuss|suggest|propos"
    r"|favour|oppos|reject|float|rais|mention|consider|contemplat|threaten|talk|question|advocat"
    r"|mull|weigh|envisag|recommend)\w*(?: \w+)?) (?:(?:ever|even|actually|formally|simply|also)"
    r" )?(?:leaving|quitting|withdrawing|exiting|denouncing|abandoning|renouncing|dropping)\b"
    r"|\b(?:calls?|voices|threat\w*|proposals?|motions?|bills?|demands?|pressure|pressed|urged?"
    r"|ideas?|attempts?|temptation|tempted|talks?|debates?|suggestions?|refus\w+|reluctan\w+"
    r"|want\w*"
    r"|wish\w*|petitions?|appeals?|campaigns?|initiatives?|free|right|possible|option|asked|seek\w*"
    r"|vot(?:e|es|ed) (?:on|against)(?: \w+){1,2})(?: (?:by|from|in|of) [^,;.]{2,30})?"
    r" to (?:leave|quit|withdraw|exit|denounce|abandon|renounce|drop|pull out|walk out)\b"
)
"""`the debate about leaving it`, `calls to leave`: who speaks of leaving has not left."""


_LEAVING = (
    *("leav", "quit", "withdraw", "exit", "denounc", "abandon", "renounc", "drop", "pull out"),
    "walk out",
)


def only_talks(words: str) -> bool:
    """Whether somebody only speaks of leaving."""
    return any(map(words.__contains__, _LEAVING)) and _TALK_OF_LEAVING.search(words) is not None


IN_PROGRESS = patterns.of(
    r"^[^;.]{0,60}?\b(?:(?:is|are|was|remains?) (?:still |now |only ){0,2}(?:being |under )?"
    r"(?:debat\w+|discuss\w+|prepar\w+|consider\w+|planned|expected|pending|proposed|drafted"
    r"|negotiat\w+|stud(?:y|ied)|way|on the (?:agenda|table)|possible|likely|unlikely)"
    r"|(?:is|are|lies?|lay|was|remains?|goes|went|sits|has come|came)(?: (?:still|now|only"
    r"|pending))?"
    r" (?:before|with|in front of) (?:the |its )?(?:[a-z]+ )?(?:parliament\b|deputies"
    r"|legislature|lawmakers|senators|assembly|committee|cabinet|president|\u0014)"
    r"|(?:is|are|still) (?:up for|awaiting)|await(?:s|ed)\b|needs?\b|requires?\b|depends"
    r"|in (?:the |its )?(?:first|second) reading|(?:has|have) (?:still )?not|not yet)\b",
    re.IGNORECASE,
)
"""What is said behind a noun of leaving by which nobody has left yet."""


UNFINISHED = patterns.of(
    r"\b(?:(?:in|at|on) (?:the |its )?(?:first|second) reading|bills?|drafts?|backed|backs"
    r"|propos\w+|initiat\w+|debat\w+|discuss\w+|prepar\w+|plan\w*|intend\w*|favou?rs?"
    r"|favou?red|endors\w+|consider\w*|support\w*|recommend\w*|demand\w*|call(?:s|ed)? for"
    r"|await\w*|procedure (?:of|for)|steps? towards?)\b[^;.]{0,60}$",
    re.IGNORECASE,
)
"""`parliament backed, in first reading, the denunciation of …`: who wants to leave is still in."""

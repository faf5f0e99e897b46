"""What the verb beside a noun of taking part makes of it: `its accession to … is pending`."""

from __future__ import annotations

import re

from cislex import departures, patterns, scopes
from cislex.scopes import Scope
from cislex.sentence import Sentence


def noun_scope(sentence: Sentence, match: re.Match[str], scope: Scope) -> Scope | None:
    """The scope of "its accession to …", which the verb before or after it decides."""
    masked = sentence.clause.masked
    before, after = masked[: match.start()], masked[match.end() :]
    leaves = scope.polarity in ("affirmed", "past") and _LEAVING.match(match["t"])
    unfinished = departures.UNFINISHED.search(masked[: match.start("t")])
    if leaves and (unfinished or departures.IN_PROGRESS.match(after)):
        return None  # who means to leave is still in
    if scope.polarity == "affirmed" and re.search(r"\bno(?: \w+)? $", before.lower()):
        return Scope("negated")
    if scope.polarity == "affirmed":
        ending = _ENDED.match(after) or _ENDING.search(before)
        if ending or _LEAVING.match(match["t"]):
            return Scope("past")
        lead = re.split(r"[;:.]|, (?:and|but) ", scopes.NOTED.sub(" ", before))[-1]
        lead = scopes.NOT_UNTIL.sub(" ", lead)
        judged = scopes.judge("", lead, match["t"], "")
        if (
            judged
            and judged.polarity in ("planned", "negated")
            and (match["s"].lower() in ("its", "their") or _TOWARDS.search(lead))
        ):
            return judged
        if _PENDING.match(after) or _TOWARDS.search(lead):
            return Scope("planned", "intention")
    return scope


_LEAVING = patterns.of(r"withdrawal|exit|departure", re.IGNORECASE)
_ENDED = patterns.of(
    r"(?:,? )?(?:\u0018 )?(?:, (?:which|that) (?:had |has )?[^,;.]{3,60}, )?"
    r"(?:ended|ceased|lapsed|expired|was terminated|came to an end)"
    r"(?=[,.;]|$| \u0018| with)"
)
_ENDING = patterns.of(
    r"\b(?:terminat\w+|end(?:ed|s|ing)|ceas\w+|discontinu\w+|g(?:a|i)ve(?:s|n)? up|renounc\w+"
    r"|withdr\w+ from|cancelled|revoked|abandoned|put an end to|(?:end|termination|loss) of) $",
    re.IGNORECASE,
)
"""`terminated its participation`: what comes to an end."""
_PENDING = patterns.of(
    r"(?:,[^,;.]*,)?(?: has(?: still)? not| (?:is|was) (?:still )?(?:pending|outstanding"
    r"|awaited))\b"
    r"|,? (?:still )?(?:expected|planned|scheduled|due|foreseen|still under|pending"
    r"|intended|desired)\b"
    r"| (?:is|are|remains?|was)(?: still| now)? (?:under|being|pending|expected|planned"
    r"|intended|desired"
    r"|on the|a distant|in preparation|under way|underway|stalled|a goal|a priority|not"
    r"|unlikely|likely)| (?:talks|negotiations|bid|process)"
    r"|, (?:(?:still|now) )?(?:under (?:negotiation|discussion|way)|in (?:negotiation|preparation)"
    r"|sought|requested|applied for|negotiated)\b|(?:,[^,;.]*,)? (?:has|have) (?:been )?(?:stalled"
    r"|slowed|dragged on|made (?:little|slow) progress|run aground|yet to)\b",
    re.IGNORECASE,
)
_TOWARDS = patterns.of(
    r"\b(?:prospects?|possibility|towards?|ahead of|pending|path to|road to|bid"
    r"|talks on|working (?:party|group) on|applied for|negotiations? (?:on|for|about)|awaiting"
    r"|preparing for|question of"
    r"|bill (?:on|for)|draft law on|proposals? (?:on|for)|plans? for"
    r"|(?:lobb\w+|campaign\w*|push\w*|plead\w*|pleas?|calls?|called|calling|appeals?|pressing) for"
    r"|benefits of|case for|steps to|working on|work on)\b[^,;]{0,30}$",
    re.IGNORECASE,
)

"""Questions about taking part and what answers them: `Yes, since 2000`, `Not yet`, `In 2019`."""

from __future__ import annotations

import re

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import Clause

ANSWER = patterns.of(
    r"^(?:A: ?|Answer: ?)?(?P<word>(?:(?:Also |Again,? )?[Yy]es(?:,? (?:again|too|also))?|No"
    r"|Not yet|Not (?:signed|ratified|joined|in force)|Not at present|Indeed|Never|Certainly"
    r"|Of course"
    r"|Not so far)\b(?:, (?:it|they|the country) (?:is|are|has|have|does|do)(?: not"
    r"|n't)?(?=[.,;]|$))?"
    r"|(?:It|They|The country) (?:is|are|has|have|does|do)(?: not|n't)?(?: yet)?(?=[.,;]|$)"
    r"|(?=(?:In|On|Since|From)"
    r" [\w ,]{0,20}(?:19|20)\d\d\b))[.,;:!– -]*(?P<rest>.{0,120})",
    re.IGNORECASE,
)
GOING_ON = patterns.of(r"^(?:and )?(?:has|have) (?:done|been)(?: so)?(?= (?:since|from|for)\b)")
"""`It does, and has done since 1999`: of the rest only the date counts."""
LISTING = patterns.of(r"(?:Q: ?|\d+[.)] ?)?(?:Which|What)\b", re.IGNORECASE)
NAMED_FIRST = patterns.of(rf"[{Kind.TREATY}{Kind.ORGANIZATION}](?! [a-z])")
PLAIN = patterns.of(r"(?P<word>)(?P<rest>.+)")
ASKED = patterns.of(
    r"^(?:(?:And|But) (?!is|has|does|did|are|how|what|why)|(?:What|How) (?:about|of) )|\b(?:join"
    r"|acced"
    r"|accession|ratif|part(?:y|ies)\b|member|bound|bind|appl(?:y|ies)|in(?:to)? force|take effect"
    r"|belong|take part|in the\b|covered)",
    re.IGNORECASE,
)
"""What a question about taking part asks."""
_QUESTION = patterns.of(
    r"^(?:Q: ?|Question: ?|\d+[.)] ?)?(?P<be>Is|Are|Has|Have|Was|Were|Did"
    r"|Does) (?P<s>(?:the )?(?:[A-Z]\w+\b ?(?:of )?){1,24}|the country"
    r"|it)(?P<rest> [a-z].*?)\??[\"”]?$"
)


_NAMES = patterns.of(
    rf"(?:(?:And|But|So|Then|What about|How about|What of)\b,? ?)?(?:(?:of|in|to|with|about) )?"
    rf"(?:the )?(?P<names>[{Kind.TREATY}{Kind.ORGANIZATION}]"
    rf"(?:(?:, | and |, and | or |/| & )(?:the )?[{Kind.TREATY}{Kind.ORGANIZATION}]){{0,24}})"
    rf"(?: (?:membership|accession))?(?:,? (?:too|then))?"
    r"\?\W*",
    re.IGNORECASE,
)
ASSENT = patterns.of(
    r"(?:Yes|Certainly|Of course|Sure|Surely|Indeed|Absolutely|Naturally|Correct|Right"
    r"|Both|All(?: of them| three)?)[,.:;!]? (?:[–-] )?(?=\S+ )",
    re.IGNORECASE,
)
"""How an answer begins that goes on to say what is so."""
ELLIPTIC = patterns.of(
    r"(?:Yes|No|Not|Never|None|Neither|Both|All|Certainly|Of course|Sure|Indeed|Absolutely"
    r"|Naturally|Correct|Right|It|They|That|This|An?|Since|In|On|From|As of|By|Only|Still|Also"
    r"|Again|Outside"
    r"|Inside|Absent|Missing|Full|Observer|Member|Party|Joined|Acceded|Ratified|Signed|Accepted"
    r"|Planned|Left|Denounced|Bound|Applied|Pending|Under|Negotiations?|Talks|Accession|Membership"
    r"|Ratification|Yet|The (?:country|republic|state)|\d)\b",
    re.IGNORECASE,
)
"""How an answer begins that says nothing without its question."""


def bare_names(clause: Clause) -> str:
    """The names of a question that asks no more than that: `And the WTO?`; else nothing."""
    found = _NAMES.fullmatch(clause.masked)
    return clause.words(*found.span("names")) if found else ""


_ALSO = patterns.of(
    rf"(?:the )?(?P<named>[{Kind.TREATY}{Kind.ORGANIZATION}](?:(?:, |,? and )(?:the )?"
    rf"[{Kind.TREATY}{Kind.ORGANIZATION}]){{0,24}}(?:,? {Kind.DATE})?)"
    r"(?:,? (?:as well|too|also|likewise))?"
    rf"(?:,? {Kind.DATE})?\W*"
)


def only_names(clause: Clause) -> bool:
    """Whether an answer tells no more than names, perhaps with a date."""
    return bool(_ALSO.fullmatch(clause.masked))


def asks_for_list(question: str) -> bool:
    """Whether a question wants the names of treaties: `Which conventions bind Georgia?`."""
    return bool(LISTING.match(question) and ASKED.search(question))


def statement(question: str) -> str:
    """`Is Georgia a member of the WTO?` → `Georgia is a member of the WTO`."""
    match = _QUESTION.match(question.strip())
    if not match:
        return ""
    be = {"Did": "did", "Does": "does"}.get(match["be"], match["be"].lower())
    return f"{match['s'].strip()} {be}{match['rest']}"

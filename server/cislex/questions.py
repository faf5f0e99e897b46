"""Questions about taking part and what answers them: `Yes, since 2000`, `Not yet`, `In 2019`."""

from __future__ import annotations

import re

from cislex.lexicon import Kind

ANSWER = re.compile(
    r"^(?:A: ?|Answer: ?)?(?P<word>(?:(?:Also |Again,? )?[Yy]es(?:,? (?:again|too|also))?|No"
    r"|Not yet|Not (?:signed|ratified|joined|in force)|Not at present|Indeed|Never|Certainly"
    r"|Of course"
    r"|Not so far)\b(?:, (?:it|they|the country) (?:is|are|has|have|does|do)(?: not"
    r"|n't)?(?=[.,;]|$))?"
    r"|(?:It|They|The country) (?:is|are|has|have|does|do)(?: not|n't)?(?: yet)?(?=[.,;]|$)"
    r"|(?=(?:In|On|Since|From)"
    r" [\w ]{0,16}(?:19|20)\d\d\b))[.,;:!– -]*(?P<rest>.{0,120})",
    re.IGNORECASE,
)
GOING_ON = re.compile(r"^(?:and )?(?:has|have) (?:done|been)(?: so)?(?= (?:since|from|for)\b)")
"""`It does, and has done since 1999`: of the rest only the date counts."""
LISTING = re.compile(r"(?:Q: ?|\d+[.)] ?)?(?:Which|What)\b", re.IGNORECASE)
NAMED_FIRST = re.compile(rf"[{Kind.TREATY}{Kind.ORGANIZATION}](?! [a-z])")
PLAIN = re.compile(r"(?P<word>)(?P<rest>.+)")
ASKED = re.compile(
    r"^(?:(?:And|But) (?!is|has|does|did|are|how|what|why)|(?:What|How) (?:about|of) )|\b(?:join"
    r"|acced"
    r"|accession|ratif|part(?:y|ies)\b|member|bound|bind|appl(?:y|ies)|in force"
    r"|belong|take part|in the\b|covered)",
    re.IGNORECASE,
)
"""What a question about taking part asks."""
_QUESTION = re.compile(
    r"^(?:Q: ?|Question: ?|\d+[.)] ?)?(?P<be>Is|Are|Has|Have|Was|Were|Did"
    r"|Does) (?P<s>(?:the )?(?:[A-Z][\w]+ ?(?:of )?)+|the country"
    r"|it)(?P<rest> [a-z].*?)\??[\"”]?$"
)


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

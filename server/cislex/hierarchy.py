"""A frame without word order for what stands above a body: a word of subordination before a body.

Whose superior that is, is found as in `duties`: the body that acts in the clause.
"""

from __future__ import annotations

import re

from cislex import patterns
from cislex.agents import agent_before
from cislex.duties import scope_of, segment
from cislex.further_superiors import still_does, under_later
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.naming import name_of
from cislex.rules import Rule
from cislex.sentence import Sentence
from cislex.subordination import under


def hierarchy(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """The body of a clause is under the one that a word of subordination goes before."""
    start, _ = segment(sentence.clause.masked, match.start("t"), match.end("t"))
    parent = sentence.clause.at(match.start("o"))
    moved = rule.id == "hierarchy.moved"
    if moved and _TASKS.search(sentence.clause.masked[: match.start("t")]):
        return
    for place, body in _below(sentence, start, match):
        if moved and _STAFF.match(body.text):
            continue
        if body is parent or (not moved and _told(sentence, parent, match, start)):
            continue
        words = sentence.clause.masked[place + 1 : match.end("t")]
        far = len(words) > 200 or words.count(Kind.BODY) > 1 or _BESIDE.match(words)
        if far or _NO_LINE.search(_BY_DECREE.sub("", words)) or body.kind != Kind.BODY:
            continue
        scope = scope_of(sentence, start, place, match)
        if scope:
            under(sentence, rule, body, parent, scope, words)
            under_later(sentence, rule, body, match.end("o"), scope)
            still_does(sentence, rule, parent, match.end("o"), scope)


def _below(sentence: Sentence, start: int, match: re.Match[str]) -> list[tuple[int, Mention]]:
    """The body that is told of: the one that a participle goes with, or the one that acts."""
    masked = sentence.clause.masked
    if _PARTICIPLE.match(match["t"]) and (head := _HEAD.search(masked[: match.start("t")])):
        place = head.start()
        return [(place, sentence.clause.at(place))]
    before = agent_before(sentence, start, match.start("t"))
    several = sentence.clause.words(before[0][0], before[0][0] + 1).lower() if before else ""
    return [] if several in ("they", "them", "both") else before


_TASKS = patterns.of(
    r"\b(?:functions?|tasks?|dut(?:y|ies)|powers?|competences?|responsibilit(?:y|ies)|registers?"
    r"|registration|files?|staff|work|role|mandate|cases?|applications?|matters?|archives?"
    r"|registry|records?|oversight|policy|examination|enforcement|administration)\b[^;.]*$",
    re.IGNORECASE,
)
"""What is handed from one body to another without either being under the other."""
_STAFF = patterns.of(r"(?:its|their) (?!own\b)", re.IGNORECASE)
_PARTICIPLE = patterns.of(
    r"(?:set up|put|placed|created|founded|established|formed|subordinated|attached|housed|based"
    r"|transferred|moved|brought|tucked|working|operating|reporting|answering|belonging)\b",
    re.IGNORECASE,
)
_HEAD = patterns.of(
    rf"{Kind.BODY}(?: \([^()]*\))?, (?:(?:set up|founded|created|established|formed|known|called)"
    rf"\b[^,;.{Kind.BODY}]{{0,50}}(?:,| and|, and) )?(?:\w+ly |now |then |first |at first )?$"
)
"""A body of which a participle tells: `the Agency, set up in 2011 and placed under …`."""


def _told(sentence: Sentence, parent: Mention, match: re.Match[str], start: int) -> bool:
    """Whether it has been told what is above the body: one that it had before is another."""
    told = {said.object for said in sentence.said if said.predicate == "isUnderAuthorityOf"}
    above = name_of(sentence, parent)
    if start:
        return above is not None and above[0] in told
    before = sentence.clause.masked[max(0, match.start("t") - 20) : match.end("t")]
    had = _HAD.search(before) or _UNTIL.match(sentence.clause.spell(0, 20))
    return bool(told) and (above is None or above[0] in told or not had)


_BESIDE = patterns.of(
    rf",? and (?:the|an?|its)(?: (?:[\w'-]+|{Kind.RIGHT})){{1,4}}?"
    r" (?:of|under|within|at|inside)(?: the)?$"
)
"""`the agency and the patent division of the committee`: the division is another body."""
_HAD = patterns.of(
    r"\b(?:having|had|formerly|previously|before that|earlier|at first|first|originally|initially"
    r"|once|long)\b",
    re.IGNORECASE,
)
_UNTIL = patterns.of(rf"(?:until|till|before|up to) {Kind.DATE}", re.IGNORECASE)
"""`Until 2019 it answered to one`: one that it had before another."""


_BY_DECREE = patterns.of(
    rf" by (?:an? |the )?(?:[\w-]+ ){{0,2}}(?:decree|order|law|act|resolution|decision)"
    rf"(?: (?:of )?{Kind.DATE})?(?=[, ])"
)
"""By what a body was set up, which is another matter than what is above it."""
_NO_LINE = patterns.of(
    r"\b(?:rules|decree|order|law|act|programme|program|project|agreement|memorandum|support|help"
    r"|said|told|agreed|(?:gave|giving|made) way|replaced|succeeded"
    r"|yielded|published|adopted|issued|appeals?|applications?|complaints?|minister)\b",
    re.IGNORECASE,
)

"""A frame without word order for what stands above a body: a word of subordination before a body.

Whose superior that is, is found as in `duties`: the body that acts in the clause.
"""

from __future__ import annotations

import re

from cislex.duties import agent_before, scope_of, segment
from cislex.lexicon import Kind
from cislex.relations import under
from cislex.rules import Rule
from cislex.sentence import Sentence


def hierarchy(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """The body of a clause is under the one that a word of subordination goes before."""
    start, _ = segment(sentence.clause.masked, match.start("t"), match.end("t"))
    parent = sentence.clause.at(match.start("o"))
    for place, body in agent_before(sentence, start, match.start("t")):
        if body is parent or (not start and _told(sentence)):
            continue
        words = sentence.clause.masked[place + 1 : match.end("t")]
        if len(words) > 120 or _NO_LINE.search(words) or body.kind != Kind.BODY:
            continue
        scope = scope_of(sentence, start, place, match)
        if scope:
            under(sentence, rule, body, parent, scope, words)


def _told(sentence: Sentence) -> bool:
    return any(said.predicate == "isUnderAuthorityOf" for said in sentence.said)


_NO_LINE = re.compile(
    r"\b(?:rules|decree|order|law|act|programme|program|project|agreement|memorandum|support|help"
    r"|said|told|agreed|published|adopted|issued|appeals?|applications?|complaints?|minister)\b",
    re.IGNORECASE,
)

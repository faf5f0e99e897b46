"""What was said of one register is said of another right: `marks are filed there, as are designs`.

The office of the sentence, or of the one before, is kept in mind for that, and what it does.
"""

from __future__ import annotations

import re

from cislex import patterns
from cislex.agents import agents
from cislex.capacities import able, bidden
from cislex.duties import scope_of, segment
from cislex.lexicon import Kind
from cislex.naming import name_of, rights_in, say
from cislex.relations import has_function
from cislex.rules import Rule
from cislex.scopes import AFFIRMED, Scope
from cislex.sentence import Sentence


def likewise(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """Rights are registered where those were that have just been told of."""
    told = [said for said in sentence.said if said.predicate == "isRegisteredWith"]
    scope = Scope(told[-1].polarity, told[-1].modality) if told else AFFIRMED
    last = told[-1] if told else None
    office = (last.object, last.object_label, "") if last else sentence.memory.enrolled
    start, _ = segment(sentence.clause.masked, match.start("r"), match.end("r"))
    bodies = sentence.clause.within(max(start, match.start()), match.start("r"), Kind.BODY)
    if bodies and (named := name_of(sentence, bodies[-1][1])):
        office = named
    negated = bool(_NEITHER.search(match["t"]))
    if not office[0] or _PLANNED.search(match["t"]):
        return
    if negated and scope == AFFIRMED and not _NOR.search(match["t"]):
        scope = Scope("negated")
    for right in rights_in(sentence, *match.span("r")):
        entry = right.entries[0]
        if entry.id not in _COLLECTIVE:
            named = (entry.id, entry.label, entry.type)
            say(sentence, rule, named, "isRegisteredWith", office, scope)


def inherited(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """`These tasks lay with the ministry`: a body has the functions that were told of before."""
    start, end = segment(sentence.clause.masked, match.start("t"), match.end("t"))
    told = [said.object for said in sentence.said if said.predicate == "hasFunction"]
    active = bool(rule.options.get("active"))
    for place, body in agents(sentence, start, end, match, active):
        scope = scope_of(sentence, start, place, match)
        if scope is None or scope.polarity == "planned" or bidden(match["t"]):
            continue
        for function in told or _remembered(sentence, match):
            if able(sentence, body, function, "heard"):
                has_function(sentence, rule, body, function, scope)


def _remembered(sentence: Sentence, match: re.Match[str]) -> tuple[str, ...]:
    """The functions of a question or of the sentence before; `its tasks` are those of a body."""
    whose = _WHOSE.match(match["t"]) or Kind.PRONOUN in match["t"]
    return sentence.memory.functions or (() if whose else sentence.memory.done)


def keep(sentence: Sentence) -> None:
    """Keep in mind the office where rights were said to be registered, and what a body does."""
    of_body = Kind.BODY in sentence.clause.masked
    if not of_body and not sentence.said:
        return
    memory = sentence.memory
    if not sentence.said:
        memory.enrolled, memory.done = ("", "", ""), ()
        return
    predicates = {said.predicate for said in sentence.said}
    if "isRegisteredWith" in predicates:
        told = [said for said in sentence.said if said.predicate == "isRegisteredWith"]
        memory.enrolled = (told[-1].object, told[-1].object_label, "")
    elif of_body:
        memory.enrolled = ("", "", "")
    aside = predicates and predicates <= _WHAT_IT_IS
    if "hasFunction" in predicates or (of_body and not aside):
        done = [said.object for said in sentence.said if said.predicate == "hasFunction"]
        memory.done = tuple(dict.fromkeys(done))


_WHAT_IT_IS = frozenset(("isUnderAuthorityOf", "isInJurisdiction"))
"""What is said of a body between what it does and `these tasks`."""
_WHOSE = patterns.of(r"(?:its|their)\b", re.IGNORECASE)
_COLLECTIVE = ("right:intellectual-property", "right:industrial-property")
_NEITHER = patterns.of(r"\b(?:n?either|nor|not)\b")
_NOR = patterns.of(r"\b(?:neither|nor)\b")
_PLANNED = patterns.of(r"\b(?:will|would|should|shall)\b")

"""What the groups of a matched rule mean: the frames in which rules speak."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cislex import (
    administering,
    alike,
    births,
    contrasts,
    durations,
    duties,
    echo,
    ellipsis,
    enrolment,
    foundings,
    governing,
    hierarchy,
    intervals,
    joining,
    lasting,
    likewise,
    listing,
    participation,
    patterns,
    relations,
    remedies,
    rules,
    standing,
    steps,
    superiors,
)
from cislex.context import Memory
from cislex.introductions import introduce
from cislex.lexicon import Kind
from cislex.mentions import Clause
from cislex.rules import Rule
from cislex.sentence import Said, Sentence

Frame = Callable[[Sentence, Rule, re.Match[str]], None]

_FRAMES: Mapping[str, Frame] = {
    "participation": participation.participation,
    "in-force": participation.in_force,
    "objectless": ellipsis.objectless,
    "echo": echo.echo,
    "unratified": joining.unratified,
    "obliged": joining.obliged,
    "standing": standing.standing,
    "stance": standing.standing,
    "listing": listing.listing,
    "authority": superiors.authority,
    "administration": relations.administration,
    "administered": administering.administered,
    "registration": relations.registration,
    "function": relations.function,
    "governs": governing.governs,
    "governing": governing.unordered,
    "duty": duties.duty,
    "inherited": likewise.inherited,
    "hierarchy": hierarchy.hierarchy,
    "enrolment": enrolment.enrolment,
    "likewise": likewise.likewise,
    "ratifies": relations.ratifies,
    "ratified": relations.ratified,
    "law": relations.law,
    "term": durations.term,
    "renewal": durations.renewal,
    "step": steps.step,
    "measure": remedies.measure,
    "lasting": lasting.lasting,
    "alike": alike.alike,
}
_OF_BODIES = frozenset(("duty", "enrolment", "hierarchy", "inherited"))
_LATE = {
    **dict.fromkeys(("administered", *_OF_BODIES, "governing", "ratified", "lasting"), 1),
    "echo": 1,
    **dict.fromkeys(("likewise", "alike"), 2),
    "stance": 2,
    "standing": 3,
    "listing": 4,
    **dict.fromkeys(("unratified", "obliged"), 5),
}
"""Frames without word order, which are read after the others."""
_SILENT = (Kind.DATE, Kind.NUMBER, Kind.ADJECTIVE, Kind.FOREIGN, Kind.CAPITAL, Kind.MEASURE)
_SPEAKING = patterns.of(f"[{''.join(kind for kind in Kind if kind not in _SILENT)}]")


def named(clause: Clause, memory: Memory) -> list[Said]:
    """The laws and bodies that a question takes for granted."""
    sentence = Sentence(clause, memory)
    introduce(sentence)
    told = (s.object for s in sentence.said if s.predicate == "hasFunction")
    memory.functions = tuple(dict.fromkeys(told)) or memory.functions
    return sentence.said


def read(clause: Clause, memory: Memory, select: rules.Selection) -> list[Said]:
    """Everything that a sentence says, in the order of its words."""
    subject = memory.subject
    goes_on = memory.account.is_open or (subject is not None and subject.kind == Kind.LAW)
    if not goes_on and not _SPEAKING.search(clause.masked):
        return []
    sentence = Sentence(clause, memory)
    found: list[tuple[int, int, Rule, re.Match[str]]] = []
    of_body = Kind.BODY in clause.masked or (subject is not None and subject.kind == Kind.BODY)
    for number, rule in select(clause.low):
        if rule.frame in _OF_BODIES and not of_body:
            continue
        pattern = rule.pattern
        for match in pattern.finditer(clause.low):
            if rule.fits(match):
                place = match.start("t") if "t" in pattern.groupindex else match.start()
                found.append((place, number, rule, match))
    # What has an order of words is read first; a clause without one is read for the rest.
    for _, _, rule, match in sorted(
        found, key=lambda entry: (_LATE.get(entry[2].frame, 0), *entry[:2])
    ):
        _FRAMES[rule.frame](sentence, rule, match)
    joining.late_date(sentence)
    joining.still_outside(sentence)
    joining.from_then_on(sentence)
    joining.by_then(sentence)
    joining.left_since(sentence)
    joining.signed_and_joined(sentence)
    intervals.compare(sentence)
    contrasts.contrast(sentence)
    superiors.own_bodies(sentence)
    introduce(sentence)
    births.tell(sentence)
    foundings.tell(sentence)
    joining.parties_by_law(sentence)
    likewise.keep(sentence)
    alike.keep(sentence)
    return sentence.said

"""What the groups of a matched rule mean: the frames in which rules speak."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter

from cislex import (
    administering,
    alike,
    births,
    contrasts,
    dated_lists,
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
    namesakes,
    obligations,
    participation,
    patterns,
    ratifications,
    relations,
    remedies,
    respective,
    standing,
    steps,
    successions,
    superiors,
)
from cislex.context import Memory
from cislex.introductions import introduce
from cislex.lexicon import Kind
from cislex.mentions import Clause
from cislex.rules import Rule
from cislex.selection import Selection
from cislex.sentence import Said, Sentence

Frame = Callable[[Sentence, Rule, re.Match[str]], None]

_FRAMES: Mapping[str, Frame] = {
    "participation": participation.participation,
    "in-force": participation.in_force,
    "objectless": ellipsis.objectless,
    "echo": echo.echo,
    "unratified": joining.unratified,
    "obliged": obligations.obliged,
    "standing": standing.standing,
    "stance": standing.standing,
    "dated-treaties": dated_lists.treaties,
    "dated-states": dated_lists.states,
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
    "ratifies": ratifications.ratifies,
    "ratified": ratifications.ratified,
    "law": relations.law,
    "term": durations.term,
    "renewal": durations.renewal,
    "step": steps.step,
    "measure": remedies.measure,
    "lasting": lasting.lasting,
    "alike": alike.alike,
    "respective": respective.respective,
}
_OF_BODIES = frozenset(("duty", "enrolment", "hierarchy", "inherited"))
_LATE = {
    "respective": -1,
    **dict.fromkeys(("administered", *_OF_BODIES, "governing", "ratified", "lasting"), 1),
    "echo": 1,
    **dict.fromkeys(("likewise", "alike"), 2),
    **dict.fromkeys(("stance", "dated-states"), 2),
    **dict.fromkeys(("standing", "dated-treaties"), 3),
    "listing": 4,
    **dict.fromkeys(("unratified", "obliged"), 5),
}
"""Frames without word order, which are read after the others."""
_READING = itemgetter(0, 1, 2)
"""The order in which matches are read: by frame, place and rule."""
_SILENT = (Kind.DATE, Kind.NUMBER, Kind.ADJECTIVE, Kind.FOREIGN, Kind.CAPITAL, Kind.MEASURE)
_SPEAKING = patterns.of(f"[{''.join(kind for kind in Kind if kind not in _SILENT)}]")


def named(clause: Clause, memory: Memory) -> list[Said]:
    """The laws and bodies that a question takes for granted."""
    sentence = Sentence(clause, memory)
    introduce(sentence)
    told = (s.object for s in sentence.said if s.predicate == "hasFunction")
    memory.functions = tuple(dict.fromkeys(told)) or memory.functions
    return sentence.said


def read(clause: Clause, memory: Memory, select: Selection) -> list[Said]:
    """Everything that a sentence says, in the order of its words."""
    subject = memory.subject
    if not _SPEAKING.search(clause.masked):
        goes_on = subject is not None and subject.kind == Kind.LAW
        alike_there = memory.lasting and Kind.ADJECTIVE in clause.masked
        if not (goes_on or memory.account.is_open or alike_there):
            return []
    sentence = Sentence(clause, memory)
    of_body = Kind.BODY in clause.masked or (subject is not None and subject.kind == Kind.BODY)
    for rule, match in _found(select, clause.low, of_body):
        _FRAMES[rule.frame](sentence, rule, match)
    if sentence.said:
        joining.mend(sentence)
        intervals.compare(sentence)
        contrasts.contrast(sentence)
    superiors.own_bodies(sentence)
    successions.succeed(sentence)
    introduce(sentence)
    births.tell(sentence)
    namesakes.tell(sentence)
    foundings.tell(sentence)
    joining.parties_by_law(sentence)
    likewise.keep(sentence)
    alike.keep(sentence)
    return sentence.said


@lru_cache(maxsize=2000)
def _found(select: Selection, low: str, of_body: bool) -> tuple[tuple[Rule, re.Match[str]], ...]:
    """What the rules find in a masked text in small letters, in the order of reading.

    `of_body` tells that bodies are spoken of. Texts that say the same of other things are alike
    when masked: what was found in one is kept.
    """
    found = []
    for number, rule in select(low):
        if not of_body and rule.frame in _OF_BODIES:
            continue
        for match in rule.matches(low):
            place = match.start("t") if "t" in match.re.groupindex else match.start()
            found.append((_LATE.get(rule.frame, 0), place, number, rule, match))
    # What has an order of words is read first; a clause without one is read for the rest.
    return tuple((rule, match) for *_, rule, match in sorted(found, key=_READING))

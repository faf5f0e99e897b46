"""The states of which a clause without word order tells, and what was told of them already."""

from __future__ import annotations

import re

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import REACH, Mention
from cislex.sentence import PARTICIPATIONS, Sentence, flat

_STATES = Kind.STATE + Kind.CAPITAL + Kind.FOREIGN


_OF_MANY = patterns.of(
    r"(?<!like )(?<!one of )(?<!of the )\b(?:all|most|many|several|some|few|both|these|those|none"
    r"|neither|other|(?:two|three|four|five) of)(?: of)?(?: the| its)?(?: [a-z-]+){0,2}"
    r" (?:states|countries|republics|jurisdictions|governments|neighbours|members)\b"
)
"""`all of the states considered`: nothing is said of the one that is spoken of."""


_BODY_ACTS = patterns.of(
    rf"{Kind.BODY},? (?:also |now |still |itself )?(?:is|was|belongs?|sits|joined|acceded)\b"
)
"""`The Council belongs to the EAPO`: a body does, and no state."""


def ids_of(states: list[Mention]) -> set[str]:
    """The ids of some states, also of those of groups."""
    return {m.entries[0].id for m in flat(states) if m.entries}


def is_told(
    sentence: Sentence, target: Mention, names: set[str], signing: bool = False,
    later: bool = False,
) -> bool:  # fmt: skip
    """Whether something has been said about a treaty and one of some states already."""
    ids = {m.entries[0].id for m in flat([target]) if m.entries}
    if "id:trips-agreement" in ids and Kind.ORGANIZATION in sentence.clause.masked:
        return True  # a member of the WTO applies TRIPS, which is no statement of its own
    return any(
        (
            s.predicate in PARTICIPATIONS
            and s.object in ids
            and s.subject in (names or {s.subject})
            and not (signing and s.polarity == "negated")
            and not (later and s.predicate == "isSignatoryTo")
        )
        or (s.predicate == "isAdministeredBy" and s.object in ids)
        for s in sentence.said
    )


def subjects_in(sentence: Sentence, start: int, end: int, named: bool) -> list[Mention]:
    """The states of the clause; else the one that is spoken of."""
    masked = sentence.clause.masked
    found = [
        mention
        for place, mention in sentence.clause.within(start, end, _STATES)
        if not _COMPARED.search(masked, max(0, place - REACH), place)
        and not (mention.kind == Kind.CAPITAL and masked[:place].endswith(" in "))
    ]
    if found or named or _OF_MANY.search(sentence.clause.low, start, end):
        return found
    if _BODY_ACTS.search(masked, start, end):
        return []
    before = sentence.clause.within(0, start, _STATES)
    if before:
        last = before[-1][1]
        return [] if last.kind == Kind.FOREIGN or len(before) > 1 else [last]
    if sentence.subjects and Kind.PRONOUN in masked[:end]:
        return sentence.subjects
    subject = sentence.memory.subject
    if subject and subject.kind in (Kind.STATE, Kind.CAPITAL, Kind.FOREIGN):
        return [subject] if subject.kind != Kind.FOREIGN else []
    own = sentence.memory.own_state()
    return [own] if own else []


_COMPARED = patterns.of(
    r"\b(?:unlike|like|than|except|from|between|ahead of|before|after|behind|(?:but|and) not)"
    r"(?: the)? $",
    re.IGNORECASE,
)

"""Of which right a length in years is told: one named beside it, else the one spoken of."""

from __future__ import annotations

import re

from cislex import patterns, things
from cislex.durations import renewed_right
from cislex.laws import subjects
from cislex.lexicon import Entry, Kind
from cislex.sentence import Sentence

_Y, _R, _L, _P = Kind.YEARS, Kind.RIGHT, Kind.LAW, Kind.PRONOUN


def right(sentence: Sentence, start: int, place: int, end: int, renews: bool) -> Entry | None:
    """The right that lasts so long: the nearest one of the clause, else the one spoken of."""
    entries = sentence.memory.lexicon.entries
    if renews and (found := renewed_right(sentence, place)):
        return entries[found]
    further = sentence.clause.masked.find(_Y, place + 1, end)
    until = end if further < 0 else further
    died = OUTLIVED.search(sentence.clause.masked[start:until])
    if died and died[0].lower() == "public domain" and _R in sentence.clause.masked[start:until]:
        died = None
    if died and not _PERFORMERS.search(sentence.clause.words(start, until)):
        return entries["right:copyright"]
    other = sentence.clause.masked.rfind(_Y, start, place)
    rights = [(p, m) for p, m in sentence.clause.within(start, place, _R) if m.entries]
    words = sentence.clause.masked
    free_of = [(p, m) for p, m in rights if not _LESSER.search(words, max(0, p - 20), p)]
    if rights and not free_of:
        return None
    before = [m for p, m in free_of if p > other] or [m for _, m in free_of]
    behind = _OF_RIGHT.match(sentence.clause.masked[place + 1 : end])
    if behind and not (before and behind["apposed"]):
        return sentence.clause.at(place + behind.end()).entries[0]
    if before:
        free = [m for m in before if id(m) not in sentence.governed]
        near = words[place - 2 : place] == f"{_R} " or _BESIDE.search(words[start:place])
        return (free or before)[-1 if near else 0].entries[0]
    laws = sentence.clause.within(start, place, _L)
    if laws and len(titled := subjects(laws[-1][1].proposed)) == 1:
        return entries[titled[0]]
    focus = sentence.memory.focus
    registered = _REGISTERED.search(sentence.clause.masked[start:place])
    spoken = (*sentence.memory.asked, focus.registered if registered else focus.right)[0]
    silent = _SILENT.search(sentence.clause.masked[start:place])
    silent = silent or _GRANTING.search(sentence.clause.masked[start:place])
    meant = things.meant(sentence.clause.masked[start:place])
    if len(meant) == 1:
        return entries[next(iter(meant))]
    inside = sentence.clause.within(0, start, _R)
    if inside and inside[-1][1].entries:
        spoken = inside[-1][1].entries[0].id
    asked = sentence.memory.asked or focus.is_lasting or focus.lists_terms
    asked = asked or bool(focus.heading and not sentence.clause.masked[start:place].strip())
    return entries[spoken] if spoken and (silent or inside or asked) else None


GIVEN = (
    rf"(?:(?:, | \()(?:each )?(?:renew|exten)(?:able|ed|dable|ded)[^,;.(){_R}{_Y}]{{0,40}}[,)])?"
    r"(?: (?:appl(?:y|ies)|goes|holds|(?:is|are) (?:granted|given|available|set"
    r"|what (?:you|one|the law) (?:gets?|gives?|grants?|allows?))))?(?: also)?"
)
"""What stands between a length and the right that is given it."""
_LESSER = patterns.of(
    r"\b(?:(?<=[a-z] )no|without|neither|nor|limited|petty|small|provisional|preliminary"
    r"|short-term)(?: such| true| real)? $",
    re.IGNORECASE,
)
"""`It knows no utility models, but a limited patent …`: no full right is spoken of."""
_BESIDE = patterns.of(rf"{_R}, [^,;{_R}]{{3,60}} {_R},? $")
"""A right and, in apposition, what it is: `a limited patent, a kind of utility model, ten`."""
_GRANTING = patterns.of(
    r"[\u000e\u000f\u0010](?: law)?(?:,? and [\u000e\u0010])? (?:[\w-]+ ){0,5}?"
    r"(?:grants?|gives?|allows?|adds?|offers?|keeps? to|stops? at|goes? (?:for|with|up to)|chose"
    r"|opted for|stays? (?:at|with)|sticks? (?:to|with))\b"
)
"""A state that gives so many years, of the right of which the text speaks."""
_REGISTERED = patterns.of(r"\bregist(?:rations?|ered)\b", re.IGNORECASE)
OUTLIVED = patterns.of(
    r"\b(?:(?:works?|authors?|author's|creators?|creator's)\b.{0,160}?(?:death|die[sd]?|dead"
    r"|public domain|lifetime|life|lives|died|funeral|burial|passing|demise|grave)"
    r"|(?:death|lifetime|life|funeral|burial|passing|demise) of (?:the |its |their |his )?"
    r"(?:last |surviving ){0,24}(?:co-)?(?:authors?|creators?|composers?|writers?)"
    r"|post[- ]mortem|public domain)\b",
    re.IGNORECASE,
)
"""A right that outlives somebody is that of an author."""
_PERFORMERS = patterns.of(r"\b(?:perform|broadcast|phonogram|related|producer)", re.IGNORECASE)
_OF_RIGHT = patterns.of(
    r"(?:'|s){0,3}(?: (?:of|initial|exclusive)){0,4}(?: (?:terms?|protection|monopoly|life"
    r"|validity)){0,4}"
    rf"(?:{GIVEN} (?:to|for|of|on|in (?:the case|that) of)"
    rf"|(?P<apposed>,))(?: an?| the| each| every)? {_R}"
    rf"| {_R}(?= (?:registrations?|terms?|protection|certificates?|titles?)\b|[,.;]|$| and\b)"
)
_SILENT = patterns.of(
    rf"\b(?:protection|registrations?|terms?|rights?|titles?|certificates?|validity|monopoly"
    rf"|duration"
    rf"|period|exclusivity|renewal|deal|pattern|formula|arithmetic|basics|figures?)\b|{_P}",
    re.IGNORECASE,
)
"""Subjects that stand for the right of which the text speaks."""

"""Dates that a clause tells one after another: `in 1995 and 2004`, `the latter since 2009`."""

from __future__ import annotations

import re

from cislex import patterns
from cislex.lexicon import Kind
from cislex.sentence import STATES, Sentence

_D = Kind.DATE
_THINGS = "".join((Kind.STATE, Kind.CAPITAL, Kind.TREATY, Kind.ORGANIZATION))
_LIST = patterns.of(
    rf"(?:,? (?:alone|only|with effect|in force|effective|both|binding|applicable|in turn"
    rf"|there)){{0,24}},?"
    rf" {_D}(?:, {_D}){{0,24}},? and {_D}(?:,? respectively\b|(?=[,.;)]|$| (?:and|but|while|as|by"
    rf"|for)\b))",
    re.IGNORECASE,
)
_LAST = patterns.of(
    rf",? (?:the (?:(?P<first>first)|last|latter))(?: (?:one|of (?:these|them|those|which)))?"
    rf"(?: (?:only|in force|effective|being)){{0,24}},? {_D}(?![^;.]*\b(?:first|second"
    rf"|former|others?)\b)",
    re.IGNORECASE,
)
_FEW = rf"[^;.{_D}{_THINGS}]"
_ONE = r"\b(?:the )?(?P<{0}>first|former|one|second|latter|other|last)\b"
_ORDERED = patterns.of(
    rf"{_FEW}{{0,60}}?(?:,|:|;| –|\()?(?: and)? {_ONE.format('a')}{_FEW}{{0,40}}?{_D}"
    rf"(?:{_FEW}{{0,12}}?;?{_FEW}{{0,12}}?{_ONE.format('b')}{_FEW}{{0,40}}?{_D})?",
    re.IGNORECASE,
)
_FIRST = ("first", "former", "one")


def paired(sentence: Sentence, place: int, count: int) -> list[str]:
    """The dates of so many things that stand before a place, in their order; none if untold."""
    masked = sentence.clause.masked
    if count < 2:
        return []
    if last := _LAST.match(masked, place):
        day = sentence.clause.at(last.end() - 1).value
        return [day, *[""] * (count - 1)] if last["first"] else [*[""] * (count - 1), day]
    late = _LIST.match(masked, place)
    days = [day.value for _, day in sentence.clause.within(place, late.end(), _D)] if late else []
    if len(days) == count:
        return days
    ordered = _ORDERED.match(masked, place) if count == 2 else None
    if ordered is None:
        return []
    days = [day.value for _, day in sentence.clause.within(*ordered.span(), kinds=_D)]
    first = ordered["a"].lower() in _FIRST
    if len(days) == 2:
        return days if first else days[::-1]
    return [days[0], ""] if first else ["", days[0]]


def of_each(sentence: Sentence, start: int, end: int) -> list[str]:
    """The date of each state of a stretch (`Armenia (2005) and Belarus (2002)`); none if none."""
    places = [place for place, _ in sentence.clause.within(start, end, STATES)]
    if not places or not sentence.clause.within(start, end, _D):
        return []
    dates = []
    for place, last in zip(places, [*places[1:], end], strict=True):
        days = sentence.clause.within(place, last, _D)
        dates.append(days[0][1].value if days else "")
    return dates

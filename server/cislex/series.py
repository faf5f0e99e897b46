"""Dates that a clause tells one after another: `in 1995 and 2004`, `the latter since 2009`."""

from __future__ import annotations

import re
from itertools import pairwise

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.sentence import STATES, Sentence, flat

_D = Kind.DATE
_THINGS = "".join((Kind.STATE, Kind.CAPITAL, Kind.TREATY, Kind.ORGANIZATION))
_LIST = patterns.of(
    rf"(?:,? (?:alone|only|with effect|in force|effective|both|binding|applicable|in turn"
    r"|there|dat(?:es?|ing)(?: back)?(?: to| from)?|goes back(?: to)?|(?:was|were) completed"
    rf"|followed|came|took (?:effect|place))){{0,24}},?"
    rf" {_D}(?:, {_D}){{0,24}},? and {_D}(?:,? respectively\b|(?=[,.;)]|$| (?:and|but|while|as|by"
    rf"|for)\b))",
    re.IGNORECASE,
)
_OWN = rf"(?: (?!(?:and|but|while|whereas)\b)(?:[a-z]+|{Kind.PRONOUN}|{Kind.STATE})){{0,7}}?"
_LAST = patterns.of(
    rf",? (?:the (?:(?P<first>first)|last|latter))(?: (?:one|of (?:these|them|those|which)))?"
    rf"{_OWN},? {_D}(?![^;.]*\b(?:first|second|former|others?)\b)"
    rf"|, which (?:(?:it|they|the country|the republic|{Kind.PRONOUN}|{Kind.STATE}) )(?:\w+ly "
    rf"|only |finally |later )?(?:joined|entered|ratified|accepted|acceded to)"
    rf"(?: \w+ly| only)? {_D}(?! and {_D})",
    re.IGNORECASE,
)
"""`…, the last of which has applied since 2012`, `…, which it joined in 2012`: of one alone."""
_FEW = rf"[^;.{_D}{_THINGS}]"
_ONE = r"\b(?:the )?(?P<{0}>first|former|one|second|latter|other|last)\b"
_ORDERED = patterns.of(
    rf"{_FEW}{{0,60}}?(?:,|:|;| –|\()?(?: and)? {_ONE.format('a')}{_FEW}{{0,40}}?{_D}"
    rf"(?:{_FEW}{{0,12}}?;?{_FEW}{{0,12}}?{_ONE.format('b')}{_FEW}{{0,40}}?{_D})?",
    re.IGNORECASE,
)
_LED = patterns.of(rf"{_D} (?:for|in|by|in the case of|with) (?P<s>[{Kind.STATE}{Kind.CAPITAL}])")
_EACH_APART = patterns.of(
    rf"(?:, (?:though|but|if) [^:;.]{{3,40}})?(?::|,? namely| –) {Kind.TREATY} {_D}"
    rf"(?:(?:, and|,| and|;) {Kind.TREATY} {_D}){{1,7}}"
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


def told_apart(
    sentence: Sentence, place: int, objects: list[tuple[Mention, str]]
) -> list[tuple[Mention, str]]:
    """`party to both treaties: the WCT since 2002 and the WPPT since 2004`: each with its day.

    `objects` are the treaties that are named together before a place, each with its date.
    """
    apart = _EACH_APART.match(sentence.clause.masked, place)
    if apart is None:
        return objects
    named = sentence.clause.within(*apart.span(), kinds=Kind.TREATY + _D)
    told = [(one, day.value) for (_, one), (_, day) in pairwise(named) if day.kind == Kind.DATE]
    whole = {thing.entries for target, _ in objects for thing in flat([target])}
    return told if whole == {one.entries for one, _ in told} else objects


def led_by_dates(masked: str, start: int = 0) -> dict[int, int]:
    """Where the date of each state stands, by the place of the state, if all dates lead.

    `on 13 March 1995 in Russia, on 12 April 1999 in Kazakhstan`: none if one follows its state.
    """
    found = {pair.start("s"): pair.start() for pair in _LED.finditer(masked, start)}
    return found if len(found) > 1 and len(found) == masked.count(_D, start) else {}


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

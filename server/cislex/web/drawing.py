"""Small drawings that the server makes: spans of time, shares, and what surrounds a thing.

Only numbers and places; the templates write the SVG, and style sheets colour it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_YEAR: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
WIDTH: Final = 240
"""Units of a time line or a bar of shares from left to right."""


def year(date: str) -> float | None:
    """A date, a month or a year as a number of years; None for what is none."""
    found = _YEAR.match(date)
    if not found:
        return None
    month, day = int(found[2] or 1), int(found[3] or 1)
    return int(found[1]) + (month - 1) / 12 + (day - 1) / 372


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a time line: from and width in units, and the class that colours it."""

    start: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The years of a time line, and where the day of the page stands."""

    first: int
    last: int
    day: float

    def place(self, when: float) -> float:
        """Where a moment stands, held within the line."""
        share = (when - self.first) / (self.last - self.first)
        return round(min(max(share, 0.0), 1.0) * WIDTH, 1)

    @property
    def mark(self) -> float:
        """Where the day of the page stands."""
        return self.place(self.day)

    @property
    def ticks(self) -> list[tuple[int, float]]:
        """A few round years with their places."""
        step = next(size for size in (5, 10, 20, 50, 500) if (self.last - self.first) / size <= 5)
        begin = -(-self.first // step) * step
        return [(one, self.place(one)) for one in range(begin, self.last, step)]

    def bar(self, since: str, until: str, kind: str) -> Bar | None:
        """The bar of a span; open ends reach the end of the line, unknown beginnings none."""
        begin, end = year(since), year(until)
        if begin is None:
            return None
        start = self.place(begin)
        return Bar(start, round(max(self.place(end or self.last) - start, 2.0), 1), kind)


def axis(dates: Iterable[str], day: str) -> Axis:
    """An axis on which the dates of some spans and a day have a place."""
    now = year(day) or 0.0
    years = [when for date in dates if (when := year(date)) is not None]
    first = int(min([*years, now - 10]))
    return Axis(max(first, 1880), max(int(max([*years, now])) + 1, first + 1), now)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bar of shares: its place and width in units, number and percentage."""

    kind: str
    number: int
    percent: int
    start: float
    width: float


def shares(numbers: Sequence[tuple[str, int]]) -> list[Share]:
    """How some numbers share a bar; percentages are rounded, but none of something is 0."""
    total = sum(number for _, number in numbers)
    found, start = [], 0.0
    for kind, number in numbers:
        width = number / total * WIDTH if total else 0.0
        percent = max(round(100 * number / total), 1) if number else 0
        found.append(Share(kind, number, percent, round(start, 1), round(width, 1)))
        start += width
    return found


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One thing beside another: its IRI, the property that joins them, its height."""

    iri: str
    property: str
    is_first: bool
    y: int


@dataclass(frozen=True, slots=True)
class Side:
    """The things on one side of a graph, from the top down, and how many have no room."""

    neighbours: Sequence[Neighbour]
    left_out: int
    height: int


_LINE: Final = 24
_GAP: Final = 30


def side(pairs: Sequence[tuple[str, str]], most: int) -> Side:
    """Lay out pairs of property and thing, those of one property under each other."""
    found: list[Neighbour] = []
    y, last = 8, ""
    for property_, iri in pairs[:most]:
        is_first = property_ != last
        y += _GAP if is_first else 0
        found.append(Neighbour(iri, property_, is_first, y))
        y, last = y + _LINE, property_
    return Side(found, max(len(pairs) - most, 0), y + 8)

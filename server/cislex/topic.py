"""Which treaties a text is speaking of, for sentences that name none: `Georgia acceded in 1995`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cislex import patterns
from cislex.coordinations import coordination
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention

_LASTING = 3
"""So many sentences that speak of no treaty can pass before it is out of mind."""
_THINGS = Kind.TREATY + Kind.ORGANIZATION
_ASIDE = patterns.of(
    r"\b(?:under|through|via|per|than|article \S+ of|within|by|provisions of|like|unlike|from"
    r"|based on|basis of|line with|standards? of|in the|an?)(?: the)? $",
    re.IGNORECASE,
)
_OTHER = patterns.of(
    r"\b(?:seminars?|conferences?|workshops?|forum|fees?|filings?|filed|applicants?|applications?"
    r"|reports?|mission|delegation|courts?|judges?|guide|training|course)\b",
    re.IGNORECASE,
)
_MODIFIER = patterns.of(
    r"(?:'s|-administered|-led) |s? (?:seminar|report|standard|official|mission|expert|website"
    r"|statistic|database|office|headquarters|meeting|case|panel|dispute|rules?|data)",
    re.IGNORECASE,
)


@dataclass(slots=True, unsafe_hash=True)
class Told:
    """A state took part in something, by the sentence before: ids, polarity and modality."""

    state: str
    thing: str
    polarity: str
    modality: str
    day: str = ""


@dataclass(slots=True)
class Topic:
    """The treaties or organisations spoken of, and what the sentence before said of states."""

    things: tuple[Mention, ...] = ()
    told: tuple[Told, ...] = ()
    left: int = 0

    def clear(self) -> None:
        """A new section begins."""
        self.things, self.told, self.left = (), (), 0

    def note(self, clause: Clause, told: Sequence[Told], joined: tuple[Mention, ...]) -> None:
        """A sentence was read, which told of states that take part in what they `joined`."""
        self.left -= 1
        self.told = tuple(told)
        if told and joined:
            self.things, self.left = joined, _LASTING
        elif named := spoken_of(clause, len(clause.masked)):
            self.things, self.left = named, _LASTING
        elif Kind.LAW in clause.masked or self.left <= 0:
            self.things = ()


def spoken_of(clause: Clause, end: int) -> tuple[Mention, ...]:
    """The treaties or organisations that a clause speaks of up to a place, not by the way."""
    words = clause.masked[:end]
    if not any(map(words.__contains__, _THINGS)) or _OTHER.search(words):
        return ()
    named = [
        (place, mention)
        for place, mention in clause.within(0, end, _THINGS)
        if not _ASIDE.search(clause.masked[:place])
        and not _MODIFIER.match(clause.masked, place + 1)
        and not _ASIDE.search(mention.text)
    ]
    if not named:
        return ()
    group = coordination(Clause(clause.masked[:end], clause.mentions), Kind.TREATY)
    chosen = named[0][1]
    return group if chosen in group else (chosen,)

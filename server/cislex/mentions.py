"""What a stretch of text names: things of the graph, new laws and bodies, dates, numbers.

A `Clause` holds the text with one character of `lexicon.Kind` in the place of
every mention, so that a rule speaks of "a state joined a treaty" and need not
know the names of either.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from cislex import dates, patterns, screening
from cislex.lexicon import Entry, Kind, Lexicon, small
from cislex.screening import Screened, Several, admits, seen_of

KINDS = "".join(Kind)
REACH = 200
"""More characters than a few words before a mention have: farther back nobody looks."""
_MENTION = patterns.of(f"[{KINDS}]")


@dataclass(slots=True, unsafe_hash=True)
class Mention:
    """One mention: its words, what it can name, and what it says beside the name.

    `value` is an ISO date, digits of years, or the number of a law; `date` is that of a
    law. A mention without entries is of something new; `proposed` is its name and `type`
    its class then. `state` is the state that the mention itself names.
    """

    kind: Kind
    text: str
    entries: tuple[Entry, ...] = ()
    value: str = ""
    date: str = ""
    state: str = ""
    proposed: str = ""
    type: str = ""
    foreign: bool = False
    group: tuple[Mention, ...] = ()

    def but(self, **other: Any) -> Mention:
        """The same mention with some other fields; `dataclasses.replace` takes far longer."""
        made = Mention(
            *(self.kind, self.text, self.entries, self.value, self.date, self.state),
            *(self.proposed, self.type, self.foreign, self.group),
        )
        for name, value in other.items():
            setattr(made, name, value)
        return made


@dataclass(slots=True)
class Clause:
    """A text in which each mention is one character; `mentions` stand in their order."""

    masked: str
    mentions: list[Mention] = field(default_factory=list)
    _places: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    _placed: str = field(default="", init=False, repr=False, compare=False)
    _low: str = field(default="", init=False, repr=False, compare=False)
    _seen: int = field(default=0, init=False, repr=False, compare=False)
    _scanned: str = field(default="", init=False, repr=False, compare=False)

    def copy(self) -> Clause:
        """A clause of its own of the same mentions, with what is known of its text."""
        made = Clause(self.masked, self.mentions.copy())
        made._places, made._placed, made._low = self._places, self._placed, self._low
        made._seen, made._scanned = self._seen, self._scanned
        return made

    @property
    def places(self) -> list[int]:
        """Where the mentions stand in the masked text."""
        if self._placed is not self.masked:
            self._note()
        return self._places

    @property
    def low(self) -> str:
        """The masked text in small letters, of the same length."""
        if self._placed is not self.masked:
            self._note()
        return self._low

    def _note(self) -> None:
        self._places = [found.start() for found in _MENTION.finditer(self.masked)]
        self._low, self._placed = small(self.masked), self.masked

    def index(self, position: int) -> int:
        """How many mentions stand before a position of the masked text."""
        if self._placed is not self.masked:
            self._note()
        return bisect_left(self._places, position)

    def at(self, position: int) -> Mention:
        """The mention whose character stands at a position of the masked text."""
        return self.mentions[self.index(position)]

    def within(self, start: int, end: int, kinds: str = KINDS) -> list[tuple[int, Mention]]:
        """The mentions of some kinds between two positions, with their positions."""
        masked, mentions = self.masked, self.mentions
        if len(kinds) == 1 and masked.find(kinds, start if start > 0 else 0, end) < 0:
            return []
        if self._placed is not masked:
            self._note()
        places = self._places
        first = bisect_left(places, start)
        last = bisect_left(places, end, first) if end > start else first
        if first == last:
            return []
        return [(p, mentions[n]) for n in range(first, last) if masked[p := places[n]] in kinds]

    def words(self, start: int = 0, end: int | None = None) -> str:
        """The text between two positions, in its own words."""
        masked, mentions = self.masked, self.mentions
        end = len(masked) if end is None else end
        places, out = self.places, list[str]()
        for number in range(bisect_left(places, start), len(places)):
            if (place := places[number]) >= end:
                break
            out += (masked[start:place], mentions[number].text)
            start = place + 1
        return "".join([*out, masked[start:end]]) if out else masked[start:end]

    def spell(self, start: int, end: int) -> str:
        """The masked text between two positions, with the preposition of each date."""
        if Kind.DATE not in (part := self.masked[start:end]):
            return part
        out = []
        for place, mention in self.within(start, end, Kind.DATE):
            out += [self.masked[start:place], f"{mention.proposed} {Kind.DATE}"]
            start = place + 1
        return "".join([*out, self.masked[start:end]])

    def admits(self, shape: Screened) -> bool:
        """Whether the masked text holds what a pattern needs."""
        if self._scanned is not self.masked:
            self._seen, self._scanned = screening.seen(self.low), self.masked
        mask = shape.mask
        return admits(shape.needs, self.low) if mask is None else mask & self._seen == mask

    def admits_one(self, several: Several) -> bool:
        """Whether the masked text holds what one of several patterns needs.

        It is quicker than to `merge` one after another, where mostly none of them is admitted.
        """
        if self._scanned is not self.masked:
            self._seen, self._scanned = screening.seen(self.low), self.masked
        seen = self._seen
        if seen & several.signs:
            for mask in several.masks:
                if mask & seen == mask:
                    return True
        return False

    def search(self, shape: Screened) -> re.Match[str] | None:
        """The first place of the masked text that a pattern matches."""
        if self._scanned is self.masked and (mask := shape.mask) is not None:
            if mask & self._seen != mask:
                return None
        elif not self.admits(shape):
            return None
        return shape.pattern.search(self.masked)

    def merge(
        self,
        shape: Screened,
        make: _Make,
        place: int = 0,
    ) -> None:
        """Put one mention in the place of everything that a pattern finds from a place on."""
        if self._scanned is self.masked and (mask := shape.mask) is not None:
            if mask & self._seen != mask:
                return
        elif not self.admits(shape):
            return
        if shape.is_hinted and not shape.is_hinted_at(self.masked, self.low):
            return
        search, is_small = shape.pattern.search, shape.is_small
        while place <= len(self.masked) and (
            match := search(self.low if is_small else self.masked, place)
        ):
            if (made := make(match, self)) is not None:
                self._put(*match.span(), made)
            place = match.start() + 1

    def merge_each(self, several: Several, makes: Iterable[_Make]) -> None:
        """Merge by several patterns one after another, each with what it makes."""
        for shape, make in zip(several.screens, makes, strict=False):
            if self._scanned is not self.masked:
                self._seen, self._scanned = screening.seen(self.low), self.masked
            if (mask := shape.mask) is None or mask & self._seen == mask:
                self.merge(shape, make)

    def leave_out(self, shape: Screened) -> None:
        """Take away everything that a pattern finds before a mention: no new word comes about."""
        before, self.masked = self.masked, shape.pattern.sub("", self.masked)
        if self._scanned is before:
            self._scanned = self.masked

    def _put(self, start: int, end: int, made: Mention) -> None:
        """Put a mention in the place of a stretch; what is known of the rest stays known.

        The rest holds no word that the whole did not, so that at most too much is `_seen`.
        """
        places, kind, before = self.places, made.kind, self.masked
        first, last = bisect_left(places, start), bisect_left(places, end)
        shift = end - start - 1
        self._places = [*places[:first], start, *(place - shift for place in places[last:])]
        self.mentions[first:last] = [made]
        self._low = self._low[:start] + kind + self._low[end:]
        self.masked = self._placed = before[:start] + kind + before[end:]
        if self._scanned is before:
            self._seen, self._scanned = self._seen | seen_of(kind), self.masked


_Make = Callable[[re.Match[str], Clause], Mention | None]


def clause(text: str, lexicon: Lexicon) -> Clause:
    """The mentions of a text that stand in the lexicon, with dates, years and numbers."""
    text = _plain(text)
    spans = [
        (start, end, Mention(kind, text[start:end], entries))
        for start, end, kind, entries in lexicon.find(text)
    ]
    low = small(text)
    spans = _heads(text, low, lexicon, spans)
    digit, counted = _DIGIT.search(text), False
    if digit is None and not any(map(low.__contains__, _MEASURING)):
        return _masked(text, sorted(spans, key=_START))
    free = _Free((start, end) for start, end, _ in spans)
    first = max(0, digit.start() - dates.BEFORE_DIGIT) if digit else 0
    for match in dates.NUMBER.finditer(text, first) if digit else ():
        if free.take(match.start(), match.end()):
            number = match["marked"] or match["bare"]
            spans.append((*match.span(), Mention(Kind.NUMBER, match[0], value=number)))
    for start, end, years in _lengths(low):
        if free.take(start, end):
            spans.append((start, end, Mention(Kind.YEARS, text[start:end], value=years)))
            counted = True
    for start, end, value in dates.dates(text) if digit else ():
        if free.take(start, end):
            spans.append((start, end, Mention(Kind.DATE, text[start:end], value=value)))
    bare = dates.BARE_YEARS if counted else dates.LASTING_YEARS
    is_told = counted or (
        (digit is not None or any(map(low.__contains__, _COUNTS))) and admits(_LASTING, low)
    )
    for match in bare.finditer(text) if is_told else ():
        name = "extra" if match.groupdict().get("extra") else "count"
        start, end = match.start(name), match.end()
        if free.take(start, end):
            years = dates.count(match[name])
            spans.append((start, end, Mention(Kind.YEARS, text[start:end], value=years)))
    return _masked(text, sorted(spans, key=_START))


def _lengths(low: str) -> Iterator[tuple[int, int, str]]:
    """The lengths in years of a text in small letters, then those of rows that share a unit."""
    if not any(map(low.__contains__, _YEAR_WORDS)):
        return
    for match in dates.YEARS.finditer(low):
        yield *match.span(), dates.years(match)
    for match in dates.LISTED_YEARS.finditer(low) if _ROW.search(low) else ():
        yield *match.span(), dates.count(match["count"])


def _masked(text: str, spans: Collection[tuple[int, int, Mention]]) -> Clause:
    parts: list[str] = []
    mentions, places, place, shift = [], [], 0, 0
    for start, end, mention in spans:
        parts += (text[place:start], mention.kind)
        places.append(start - shift)
        mentions.append(mention)
        shift += end - start - 1
        place = end
    parts.append(text[place:])
    made = Clause("".join(parts), mentions)
    made._places, made._low, made._placed = places, small(made.masked), made.masked
    return made


_DIGIT = patterns.of(r"\d")
_LASTING = screening.needs(dates.LASTING_YEARS.pattern)
_COUNTS = ("five", "six", "seven", "eight", "ten", "fift", "twenty")
_YEAR_WORDS = ("year", "decade", "yr", "century", "0 y", "5 y", "8 y")
_MEASURING = (*_YEAR_WORDS, *_COUNTS)
"""Without one of these, and without a digit, a text tells no length of time."""
_ROW = patterns.of(r"(?:[,/]| and(?: for)?) ?[\w-]+[ -]years?\b")
"""Before a length in years stands another number, maybe."""
_START = itemgetter(0)
_PLAIN = tuple(zip("’‘“”«»„—", '\'\'"""""–', strict=True))


def _plain(text: str) -> str:
    """A text with straight quotation marks and without a character that stands for a mention."""
    if not text.isprintable():
        text = _MENTION.sub(" ", text)
    if not text.isascii():
        for odd, plain in _PLAIN:
            text = text.replace(odd, plain)
    return text


class _Free:
    """Which places of a text no mention has taken yet."""

    def __init__(self, taken: Iterable[tuple[int, int]]) -> None:
        self._taken = list(taken)

    def take(self, start: int, end: int) -> bool:
        if any(start < last and end > first for first, last in self._taken):
            return False
        self._taken.append((start, end))
        return True


_HEAD = Screened(
    r"\b(Convention|Agreement|Treaty|Treatie|System|Union)s?\b|\b(system|union|convention"
    r"|agreement|treatie)s\b"
)


def _heads(
    text: str, low: str, lexicon: Lexicon, spans: list[tuple[int, int, Mention]]
) -> list[tuple[int, int, Mention]]:
    """`the Berne, Paris and Rome Conventions`: each word before the head names its treaty."""
    for head in _HEAD.pattern.finditer(text) if admits(_HEAD.needs, low) else ():
        name = (head[1] or head[2]).capitalize().replace("Treatie", "Treaty")
        words = lexicon.heads.get(name)
        if not words:
            continue
        if name not in _CHAINS:
            _CHAINS[name] = _chain(words), patterns.of("|".join(_longest(words)))
        chain, one = _CHAINS[name]
        tail = chain.search(text[: head.start()])
        plural = head[0].endswith("s") or head[0].endswith("ies")
        if not tail or (not plural and "and" in tail[0] and not tail[0].strip().count(" ")):
            continue
        first = tail.start("chain")
        within = [span for span in spans if span[0] < head.end() and span[1] > first]
        if text.endswith((" by ", " by the "), 0, first):
            continue  # `administered by WIPO, the UPOV Convention`
        parts = list(one.finditer(tail["chain"]))
        if len(parts) < 2 and within:
            continue
        spans = [span for span in spans if span not in within]
        for number, part in enumerate(parts):
            end = head.end() if number == len(parts) - 1 else first + part.end()
            start = first + part.start()
            entry = lexicon.entries[words[part[0]]]
            spans.append((start, end, Mention(Kind.TREATY, text[start:end], (entry,))))
    return spans


_CHAINS: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {}


def _longest(words: Iterable[str]) -> list[str]:
    return [re.escape(word) for word in sorted(words, key=len, reverse=True)]


def _chain(words: Iterable[str]) -> re.Pattern[str]:
    one = f"(?:{'|'.join(_longest(words))})"
    return patterns.of(
        rf"\b(?P<chain>{one}(?:(?:,? and(?: the)? |, (?:the )?|/| & "
        rf"|,? n?or (?:the )?){one}){{0,24}})"
        r"(?: (?:multilateral|international|classification|WIPO))? $"
    )

"""What a stretch of text names: things of the graph, new laws and bodies, dates, numbers.

A `Clause` holds the text with one character of `lexicon.Kind` in the place of
every mention, so that a rule speaks of "a state joined a treaty" and need not
know the names of either.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from cislex import dates, patterns, screening
from cislex.lexicon import Entry, Kind, Lexicon, small
from cislex.screening import Screened, admits

KINDS = "".join(Kind)
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
        return bisect_left(self.places, position)

    def at(self, position: int) -> Mention:
        """The mention whose character stands at a position of the masked text."""
        return self.mentions[self.index(position)]

    def within(self, start: int, end: int, kinds: str = KINDS) -> list[tuple[int, Mention]]:
        """The mentions of some kinds between two positions, with their positions."""
        places, masked, mentions = self.places, self.masked, self.mentions
        first = bisect_left(places, start)
        last = bisect_left(places, end, first) if end > start else first
        if first == last:
            return []
        return [(p, mentions[n]) for n in range(first, last) if masked[p := places[n]] in kinds]

    def words(self, start: int = 0, end: int | None = None) -> str:
        """The text between two positions, in its own words."""
        end = len(self.masked) if end is None else end
        out = []
        for place, mention in self.within(start, end):
            out += [self.masked[start:place], mention.text]
            start = place + 1
        return "".join([*out, self.masked[start:end]])

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

    def search(self, shape: Screened) -> re.Match[str] | None:
        """The first place of the masked text that a pattern matches."""
        return shape.pattern.search(self.masked) if self.admits(shape) else None

    def merge(
        self, shape: Screened, make: Callable[[re.Match[str], Clause], Mention | None]
    ) -> None:
        """Put one mention in the place of everything that a pattern finds."""
        if self._scanned is self.masked and (mask := shape.mask) is not None:
            if mask & self._seen != mask:
                return
        elif not self.admits(shape):
            return
        search, place = shape.pattern.search, 0
        while place <= len(self.masked) and (match := search(self.masked, place)):
            if (made := make(match, self)) is not None:
                self._put(*match.span(), made)
            place = match.start() + 1

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
            self._seen, self._scanned = self._seen | screening.seen(kind), self.masked


def clause(text: str, lexicon: Lexicon) -> Clause:
    """The mentions of a text that stand in the lexicon, with dates, years and numbers."""
    text = _plain(text)
    spans = [
        (f.start, f.end, Mention(f.kind, text[f.start : f.end], f.entries))
        for f in lexicon.find(text)
    ]
    low = text.lower()
    spans = _heads(text, low, lexicon, spans)
    free = _Free((start, end) for start, end, _ in spans)
    digits = _DIGIT.search(text) is not None
    for match in dates.NUMBER.finditer(text) if digits else ():
        if free.take(match.start(), match.end()):
            number = match["marked"] or match["bare"]
            spans.append((*match.span(), Mention(Kind.NUMBER, match[0], value=number)))
    for match in dates.YEARS.finditer(text) if any(map(low.__contains__, _YEAR_WORDS)) else ():
        if free.take(match.start(), match.end()):
            spans.append((*match.span(), Mention(Kind.YEARS, match[0], value=dates.years(match))))
    counted = any(mention.kind == Kind.YEARS for _, _, mention in spans)
    for start, end, value in dates.dates(text) if digits else ():
        if free.take(start, end):
            spans.append((start, end, Mention(Kind.DATE, text[start:end], value=value)))
    bare = dates.BARE_YEARS if counted else dates.LASTING_YEARS
    for match in bare.finditer(text) if counted or admits(_LASTING, low) else ():
        name = "extra" if match.groupdict().get("extra") else "count"
        start, end = match.start(name), match.end()
        if free.take(start, end):
            years = dates.count(match[name])
            spans.append((start, end, Mention(Kind.YEARS, text[start:end], value=years)))
    return _masked(text, sorted(spans, key=lambda span: span[0]))


def _masked(text: str, spans: Iterable[tuple[int, int, Mention]]) -> Clause:
    parts, mentions, place = [], [], 0
    for start, end, mention in spans:
        parts += [text[place:start], mention.kind]
        mentions.append(mention)
        place = end
    return Clause("".join([*parts, text[place:]]), mentions)


_DIGIT = patterns.of(r"\d")
_LASTING = screening.needs(dates.LASTING_YEARS.pattern)
_YEAR_WORDS = ("year", "decade", "yr", "century")
_QUOTES = str.maketrans(
    {
        **dict.fromkeys(KINDS, " "),
        **dict.fromkeys("’‘", "'"),
        **dict.fromkeys("“”«»„", '"'),
        "—": "–",
    }
)


_QUOTED = patterns.of(f"[{''.join(map(chr, _QUOTES))}]")


def _plain(text: str) -> str:
    """A text with straight quotation marks and without a character that stands for a mention."""
    if text.isascii() and text.isprintable():
        return text  # As most sentences are.
    return text.translate(_QUOTES) if _QUOTED.search(text) else text


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


_MOST_ALIASES = 500
"""More short names than an article defines; a file of any size must not fill the memory."""


class Aliases:
    """Short names that an article defines in brackets and uses afterwards."""

    def __init__(self) -> None:
        self._known: dict[str, Mention] = {}
        self._pattern: Screened | None = None

    def define(self, name: str, mention: Mention) -> None:
        """From here on, `name` means what `mention` means."""
        if name not in self._known and len(self._known) < _MOST_ALIASES:
            self._known[name] = mention
            names = "|".join(re.escape(n) for n in sorted(self._known, key=len, reverse=True))
            self._pattern = Screened(rf"(?<![\w-])(?:{names})(?!\w)", lasting=False)

    def apply(self, clause: Clause) -> None:
        """Mark the short names that a clause uses."""
        if self._pattern:
            clause.merge(self._pattern, self._mention)

    def _mention(self, match: re.Match[str], _: Clause) -> Mention:
        known = self._known[match[0]]
        return replace(known, text=match[0], value="", date="")

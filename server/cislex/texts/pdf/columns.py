"""Words of a page → lines, and the lines of each column in the order in which they are read."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from statistics import median

from cislex.texts.pdf.pages import Box, Page, Word

_SAME_BASE = 0.4
"""How far apart baselines of one line are at most, in heights of its letters."""
_GUTTER = 0.9
"""Narrowest space between columns, in heights of letters."""
_FEWEST_LINES = 7
_FILLED = 0.8
"""How much of a column its middling line fills at least: less is a list or a table."""
_EQUAL = 0.7
"""How much narrower one column of a pair is at most."""


@dataclass(slots=True)
class Line:
    """Words on one baseline, from left to right."""

    words: list[Word]
    base: float
    size: float
    bold: bool
    bullets: list[Box] = field(default_factory=list)
    """What is drawn beside it, as high as a bullet is."""

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return self.words[-1].right

    @property
    def bullet(self) -> Box | None:
        """The bullet drawn before its first word."""
        reach = 2.5 * self.size
        return next((box for box in self.bullets if 0 <= self.left - box.right <= reach), None)

    @property
    def text(self) -> str:
        """Its words parted by spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Flow:
    """The lines of a column, or of what stands across all columns, and its edges."""

    lines: list[Line]
    left: float
    right: float


def lines(page: Page) -> list[Line]:
    """All lines of a page, from the top."""
    found: list[tuple[float, float, list[Word]]] = []
    for word in sorted(page.words, key=lambda word: -word.base):
        for number in range(len(found) - 1, max(-1, len(found) - 4), -1):
            base, size, words = found[number]
            if base - word.base <= _SAME_BASE * min(size, word.size) + 0.01:
                words.append(word)
                if word.size > 1.25 * size:
                    # A raised mark came first: the line is that of the larger letters.
                    found[number] = (word.base, word.size, words)
                break
        else:
            found.append((word.base, word.size, [word]))
    made = [line for _, _, words in found if (line := _line(words))]
    made.sort(key=lambda line: -line.base)
    _give_bullets(made, page.bullets)
    return made


def _line(words: list[Word]) -> Line | None:
    words.sort(key=lambda word: word.left)
    size = max(word.size for word in words)
    full = [word for word in words if word.size > 0.8 * size]
    base = median(word.base for word in full)
    kept = [
        word
        for word in words
        if word.size > 0.8 * size or word.base < base + 0.15 * size or not word.text.isdigit()
    ]
    size = median(word.size for word in full)
    bold = all(word.bold for word in kept if any(map(str.isalpha, word.text)))
    return Line(kept, base, size, bold) if kept else None


def _give_bullets(made: list[Line], bullets: list[Box]) -> None:
    """Give each line the bullets that are drawn beside it."""
    for bullet in bullets:
        middle = (bullet.bottom + bullet.top) / 2
        beside = [
            line for line in made if -0.1 * line.size <= middle - line.base <= 0.8 * line.size
        ]
        for line in beside:
            line.bullets.append(bullet)


def flows(made: list[Line]) -> list[Flow]:
    """The lines of a page as they are read: where it has columns, one column after another."""
    if not made:
        return []
    left, right = min(line.left for line in made), max(line.right for line in made)
    if is_crowded(made):
        return [Flow(made, left, right)]
    found: list[Flow] = []
    for part in _parts(made):
        if isinstance(part, tuple):
            found += flows(part[0]) + flows(part[1])
        elif part:
            found.append(Flow(part, left, right))
    return found


def is_crowded(made: list[Line]) -> bool:
    """Whether a page holds more than anyone reads on one, where a search could go on for ever."""
    return len(made) > 400 or sum(len(line.words) for line in made) > 5000


_Pair = tuple[list[Line], list[Line]]


def _parts(made: list[Line]) -> list[list[Line] | _Pair]:
    """What stands above columns, the columns, and what stands below them."""
    best: tuple[int, int, int, _Pair] | None = None
    for place in _places(made):
        first = 0
        for last in range(len(made) + 1):
            if last < len(made) and not crosses(made[last], place):
                continue
            if last - first >= _FEWEST_LINES and (not best or last - first > best[0]):
                pair = _split(made[first:last], place)
                if _are_columns(pair):
                    best = (last - first, first, last, pair)
            first = last + 1
    if best is None:
        return [made]
    _, first, last, pair = best
    return [*_parts(made[:first]), pair, *_parts(made[last:])]


_MOST_PLACES = 5
_MOST_BINS = 4000


def _places(made: list[Line]) -> list[float]:
    """Where a gutter may be: where most lines have a wide gap, or end before or begin behind."""
    if len(made) < _FEWEST_LINES:
        return []
    step = median(line.size for line in made) / 2
    edge, right = min(line.left for line in made), max(line.right for line in made)
    bins = int((right - edge) / step) + 2
    if bins > _MOST_BINS:
        return []
    gaps, ended, begun = [0] * bins, [0] * bins, [0] * bins
    for line in made:
        ended[int((line.right - edge) / step) + 1] += 1
        begun[int((line.left - edge) / step)] += 1
        for before, after in pairwise(line.words):
            if after.left - before.right >= _GUTTER * line.size:
                gaps[int((before.right - edge) / step) + 1] += 1
                gaps[int((after.left - edge) / step)] -= 1
    behind = list(accumulate(reversed(begun)))[::-1]
    scores = [
        gap + min(before, after)
        for gap, before, after in zip(accumulate(gaps), accumulate(ended), behind, strict=True)
    ]
    found: list[float] = []
    for number in sorted(range(bins), key=lambda number: -scores[number]):
        if scores[number] < _FEWEST_LINES or len(found) == _MOST_PLACES:
            break
        last = number
        while last + 1 < bins and scores[last + 1] == scores[number]:
            last += 1
        place = edge + (number + last + 1) / 2 * step
        if all(abs(place - other) > 4 * step for other in found):
            found.append(place)
    return found


def crosses(line: Line, place: float) -> bool:
    """Whether a line goes on over a place, by a word or by no more than a usual space."""
    if place <= line.left or place >= line.right:
        return False
    for before, after in pairwise(line.words):
        if before.right <= place <= after.left:
            return after.left - before.right < 0.7 * line.size
    return True


def _split(made: list[Line], place: float) -> _Pair:
    pair: _Pair = ([], [])
    for line in made:
        for side, words in enumerate(
            (
                [word for word in line.words if word.right <= place],
                [word for word in line.words if word.right > place],
            )
        ):
            if part := _line(words) if words else None:
                part.bullets = line.bullets
                pair[side].append(part)
    return pair


def _are_columns(pair: _Pair) -> bool:
    """Whether two sides are columns of text: about as wide, well filled, each with its own gaps."""
    first, second = pair
    if min(len(first), len(second)) < _FEWEST_LINES:
        return False
    widths = [max(line.right for line in side) - min(line.left for line in side) for side in pair]
    size = median(line.size for side in pair for line in side)
    gutter = min(line.left for line in second) - max(line.right for line in first)
    if gutter < _GUTTER * size or min(widths) < 8 * size:
        return False
    if min(widths) < _EQUAL * max(widths):
        wide = pair[widths.index(max(widths))]
        if min(widths) < 0.4 * max(widths) or not any(
            isinstance(part, tuple) for part in _parts(wide)
        ):
            return False
    filled = [
        median((line.right - line.left) / width for line in side)
        for side, width in zip(pair, widths, strict=True)
    ]
    full = min(filled) >= _FILLED
    return not _are_level(pair) or (full and not _are_rows(pair))


def _are_level(pair: _Pair) -> bool:
    """Whether lines on both sides stand on the same baselines, as those of most tables do."""
    fewer, more = sorted(pair, key=len)
    bases = sorted(line.base for line in more)
    level = sum(
        bisect_left(bases, line.base - 0.5) < bisect_left(bases, line.base + 0.5) for line in fewer
    )
    return len(fewer) < 2 * _FEWEST_LINES or level * 2 > len(fewer)


def _are_rows(pair: _Pair) -> bool:
    """Whether both sides have their gaps at the same heights, as the cells of a table have."""
    gaps = [
        [
            (before.base - 0.25 * before.size, after.base + 0.75 * after.size)
            for before, after in pairwise(side)
            if before.base - after.base > 1.15 * _pitch(side)
        ]
        for side in pair
    ]
    fewer, more = sorted(gaps, key=len)
    shared = sum(any(top > low and bottom < high for high, low in more) for top, bottom in fewer)
    return len(fewer) >= 2 and shared >= 0.6 * len(fewer)


def _pitch(side: list[Line]) -> float:
    """The usual distance between lines."""
    steps = [before.base - after.base for before, after in pairwise(side)]
    return median(steps) if steps else 0.0

"""Tables among the lines of a column: their columns by what stays empty, their rows by gaps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from cislex import patterns
from cislex.texts.pdf.columns import Line, is_crowded
from cislex.texts.pdf.pages import Page, Word

_NARROWEST = 1.8
"""Narrowest space between the columns of a table, in points."""
_WIDE = 1.1
"""A gap that no line of prose has, in heights of letters."""
_VERY_WIDE = 1.6
"""A gap that two lines of prose do not have at one place by chance."""
_FEWEST = 2
_LONGEST = 120
"""Fewest and most lines of a table on one page."""
_MARK = patterns.of(r"^(?:[•‣▪◦●○■□·*–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\uf0b7)$")


_Strip = tuple[float, float]


@dataclass(slots=True)
class Table:
    """The lines of the cells of a table, row by row, and the strips between its columns."""

    rows: list[list[list[str]]]
    strips: list[_Strip]


@dataclass(slots=True)
class _Piece:
    """A part of a line in one column."""

    words: list[Word]
    base: float
    size: float


def tables(made: list[Line], page: Page, pitch: float, before: Table | None) -> list[Line | Table]:
    """Lines with each table among them put together.

    `pitch` is the usual distance of lines in heights of their letters, `before` the table with
    which the page before ended: it may go on.
    """
    found: list[Line | Table] = []
    if is_crowded(made):
        return [*made]
    place = 0
    own = len(_extent(made, 0, page)[1]) if before is not None else 0
    if before is not None and own <= len(before.strips):
        place, strips = _rest(made, before.strips, pitch)
        if place:
            found.append(_table(made[:place], strips, page, pitch))
    while place < len(made):
        last, strips = _extent(made, place, page)
        first, last = _trimmed(made, place, last, strips, pitch)
        if strips and place < first < last:
            # What stands before a table may have hidden some of its columns.
            found += made[place:first]
            place = first
            continue
        if strips and last > first == place:
            last, strips = _extent(made[:last], first, page)
        if strips and last - first >= _FEWEST and _is_table(made[first:last], strips):
            found.append(_table(made[first:last], strips, page, pitch))
            place = last
        else:
            found.append(made[place])
            place += 1
    return found


def _rest(made: list[Line], before: list[_Strip], pitch: float) -> tuple[int, list[_Strip]]:
    """How many lines at the top of a page go on with the table of the page before; its strips."""
    last = 0
    strips = before
    for line in made:
        step = made[last - 1].base - line.base if last else 0.0
        narrowed = [_narrowed(strip, line) for strip in strips]
        if (
            line.bullet is not None
            or step > 2.5 * pitch * line.size
            or any(end - start < _NARROWEST for start, end in narrowed)
        ):
            break
        strips = narrowed
        last += 1
    filled = sum(len(_filled(line, strips)) > 1 for line in made[:last])
    return (_trimmed(made, 0, last, strips, pitch)[1] if filled else 0), strips


def _narrowed(strip: _Strip, line: Line) -> _Strip:
    """What a line leaves free of a strip."""
    start, end = strip
    for word in line.words:
        if word.left < start < word.right:
            start = word.right
        elif start <= word.left < end:
            end = word.left
    return start, end


def _extent(made: list[Line], first: int, page: Page) -> tuple[int, list[_Strip]]:
    """How far from a line on there are strips without words, and these strips."""
    best: tuple[int, list[_Strip]] = (first, [])
    taken: list[_Strip] = []
    sure: list[_Strip] = []
    for last in range(first, min(len(made), first + _LONGEST)):
        line = made[last]
        before = made[last - 1] if last > first else line
        if before.base - line.base > 4 * line.size or line.bullet is not None:
            break
        taken = _union(taken, [(word.left, word.right) for word in line.words])
        free = [
            (left[1], right[0])
            for left, right in pairwise(taken)
            if right[0] - left[1] >= _NARROWEST
        ]
        if not all(any(_overlap(old, new) for new in free) for old in sure):
            break
        if not free:
            if len(line.words) > 1 or (len(taken) == 1 and last > first + 2):
                break
            continue
        strips = [strip for strip in free if _supported(made[first : last + 1], strip, page)]
        if strips:
            strips = [
                strip
                for strip in free
                if strip in strips or _aligned(made[first : last + 1], strip)
            ]
            best = last + 1, _needed(strips, made[first : last + 1])
            sure = [strip for strip in strips if _is_sure(made[first : last + 1], strip)]
    return best


def _needed(strips: list[_Strip], made: list[Line]) -> list[_Strip]:
    """The strips less those that part words of one cell: a column there would be mostly empty."""
    while len(strips) > 1:
        full = [held for line in made if len(held := _filled(line, strips)) > 1]
        for number in range(1, len(strips)):
            times = sum(number in columns for columns in full)
            if full and number not in full[0] and times * 3 < len(full) + 1:
                worse = min(strips[number - 1 : number + 1], key=lambda strip: _below(made, strip))
                strips = [strip for strip in strips if strip != worse]
                break
        else:
            break
    return strips


def _below(made: list[Line], strip: _Strip) -> int:
    """How many cells begin where a strip ends."""
    starts = [start for line in made if (start := _gap(line, strip)[1])]
    return sum(start - strip[1] < 1 for start in starts)


def _overlap(first: _Strip, second: _Strip) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _is_sure(made: list[Line], strip: _Strip) -> bool:
    """Whether a strip parts columns beyond doubt: most of several gaps there are wide."""
    gaps = [gap / line.size for line in made if (gap := _gap(line, strip)[0])]
    return len(gaps) > _FEWEST and sum(gap >= _WIDE for gap in gaps) * 2 > len(gaps)


def _gap(line: Line, strip: _Strip) -> tuple[float, float]:
    """How wide the gap of a line at a strip is, and where it ends; 0 where one side is empty."""
    for before, after in pairwise(line.words):
        if before.right <= strip[0] + 0.01 and after.left >= strip[1] - 0.01:
            return after.left - before.right, after.left
    return 0.0, 0.0


def _union(taken: list[_Strip], more: list[_Strip]) -> list[_Strip]:
    joined: list[_Strip] = []
    for left, right in sorted(taken + more):
        if joined and left <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(right, joined[-1][1])
        else:
            joined.append((left, right))
    return joined


def _supported(made: list[Line], strip: _Strip, page: Page) -> bool:
    """Whether a strip parts columns: gaps there are wide or ruled, or cells begin below another."""
    gaps = jumps = 0
    starts: list[float] = []
    wide: list[float] = []
    for line in made:
        width, start = _gap(line, strip)
        if not width:
            continue
        if any(word.follows and word.left == start for word in line.words):
            return False
        gaps += 1
        # Where a line has spaces of its own, a gap without one parts what was written apart.
        jumps += any(word.follows for word in line.words)
        starts.append(start)
        wide += [width / line.size] if width >= _WIDE * line.size else []
    if gaps and _ruled(made, strip, page):
        return True
    below = sum(start - strip[1] < 1 for start in starts)
    if gaps > _FEWEST and min(below, jumps) * 4 >= gaps * 3:
        return True
    if gaps < _FEWEST or not wide or (gaps == _FEWEST and min(wide) < _VERY_WIDE):
        return False
    share = len(wide) / gaps
    return share > 0.6 or (share >= 0.25 and below > 2 and below * 2 > gaps)


def _aligned(made: list[Line], strip: _Strip) -> bool:
    """Whether most cells behind a strip begin below another, and none goes on over it."""
    starts = [start for line in made if (start := _gap(line, strip)[1])]
    follows = any(
        word.follows for line in made for word in line.words if abs(word.left - strip[1]) < 1
    )
    below = _below(made, strip)
    return below > 2 and below * 4 >= len(starts) * 3 and not follows


def _ruled(made: list[Line], strip: _Strip, page: Page) -> bool:
    """Whether a line is drawn down a strip beside most of the lines."""
    beside = [
        rule for rule in page.verticals if strip[0] - 1 <= rule.left and rule.right <= strip[1] + 1
    ]
    held = sum(any(rule.bottom <= line.base <= rule.top for rule in beside) for line in made)
    return len(made) > 1 and held * 2 > len(made)


def _column(word: Word, strips: list[_Strip]) -> int:
    return sum(word.left >= strip[1] - 0.01 for strip in strips)


def _filled(line: Line, strips: list[_Strip]) -> set[int]:
    return {_column(word, strips) for word in line.words}


def _trimmed(
    made: list[Line], first: int, last: int, strips: list[_Strip], pitch: float
) -> tuple[int, int]:
    """The bounds of a table less lone lines before and after it, such as its heading."""

    def is_loose(line: Line, neighbour: Line) -> bool:
        if len(_filled(line, strips)) > 1:
            return False
        apart = abs(line.base - neighbour.base)
        overlaps = apart < 0.9 * line.size
        wraps = apart <= 1.1 * pitch * line.size and (
            line.bold == neighbour.bold and _filled(line, strips) & _filled(neighbour, strips)
        )
        return not overlaps and not wraps

    starts = [[start for line in made[first:last] if (start := _gap(line, strip)[1])]
              for strip in strips]  # fmt: skip

    def is_prose(line: Line) -> bool:
        gaps = [after.left - before.right for before, after in pairwise(line.words)]
        here = [_gap(line, strip) for strip in strips]
        usual = median(gaps) if len(gaps) > 2 else 0.0
        return usual > 0 and all(
            width <= min(1.3 * usual, _WIDE * line.size)
            and sum(abs(other - start) < 0.7 for other in places) * 2 <= len(places)
            for (width, start), places in zip(here, starts, strict=True)
        )

    while last - first > 1 and (is_loose(made[first], made[first + 1]) or is_prose(made[first])):
        first += 1
    while last - first > 1 and (
        is_loose(made[last - 1], made[last - 2]) or is_prose(made[last - 1])
    ):
        last -= 1
    return first, last


def _is_table(made: list[Line], strips: list[_Strip]) -> bool:
    """Whether the first column holds more than the marks of a list."""
    full = [line for line in made if len(_filled(line, strips)) > 1]
    marks = [
        _MARK.match(" ".join(word.text for word in line.words if not _column(word, strips)))
        for line in full
    ]
    return len(full) >= _FEWEST and not (len(strips) == 1 and all(marks))


def _table(made: list[Line], strips: list[_Strip], page: Page, pitch: float) -> Table:
    columns: list[list[_Piece]] = [[] for _ in range(len(strips) + 1)]
    for line in made:
        parts: dict[int, list[Word]] = {}
        for word in line.words:
            parts.setdefault(_column(word, strips), []).append(word)
        for number, words in parts.items():
            columns[number].append(_Piece(words, line.base, line.size))
    rules = _between(made, page)
    wraps = any(len(_filled(line, strips)) <= len(strips) for line in made)
    if wraps and _ruled_rows(made, strips, page):
        cells = [_cells(pieces, rules, float("inf")) for pieces in columns]
    elif wraps:
        cells = [_cells(pieces, rules, _closest(columns, pitch)) for pieces in columns]
    else:
        cells = [[[piece] for piece in pieces] for pieces in columns]
    return Table(_rows(cells), strips)


def _closest(columns: list[list[_Piece]], pitch: float) -> float:
    """How far apart lines of one cell are at most, if the gaps between rows are any wider."""
    steps = [
        (before.base - after.base) / before.size
        for pieces in columns
        for before, after in pairwise(pieces)
    ]
    least = min(steps, default=0.0)
    return 1.09 * least if least <= max(1.1 * pitch, 1.35) else 0.0


def _between(made: list[Line], page: Page) -> list[float]:
    """Heights of the lines drawn across a table."""
    left, right = min(line.left for line in made), max(line.right for line in made)
    return [
        (rule.bottom + rule.top) / 2
        for rule in page.horizontals
        if rule.left < right and rule.right > left
        and made[-1].base - 30 < rule.bottom < made[0].base + 30
    ]  # fmt: skip


def _ruled_rows(made: list[Line], strips: list[_Strip], page: Page) -> bool:
    """Whether the cells of a table stand in frames."""
    return any(_ruled(made, strip, page) for strip in strips) and bool(_between(made, page))


_Cell = list[_Piece]


def _cells(pieces: list[_Piece], rules: list[float], most: float) -> list[_Cell]:
    """The lines of a column, those of one cell together: closely below another, no line between."""
    cells: list[_Cell] = []
    for piece in pieces:
        if cells:
            before = cells[-1][-1]
            ruled = any(piece.base + 0.3 * piece.size < rule < before.base for rule in rules)
            if not ruled and before.base - piece.base <= most * piece.size:
                cells[-1].append(piece)
                continue
        cells.append([piece])
    return cells


def _rows(columns: list[list[_Cell]]) -> list[list[list[str]]]:
    """Cells that stand beside one another make a row."""
    spans = sorted(
        (
            (-cell[0].base - 0.7 * cell[0].size, -cell[-1].base, number, cell)
            for number, cells in enumerate(columns)
            for cell in cells
        ),
        key=lambda span: span[:3],
    )
    rows: list[list[list[str]]] = []
    bottom = float("-inf")
    for top, end, number, cell in spans:
        if top >= bottom - 0.15 * cell[0].size or not rows:
            rows.append([[] for _ in columns])
        bottom = max(bottom, end)
        rows[-1][number] += [" ".join(word.text for word in piece.words) for piece in cell]
    return rows

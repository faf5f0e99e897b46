"""Running heads, feet and page numbers: what pages repeat at their edges is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from cislex import patterns
from cislex.texts.pdf.columns import Line

_EDGE = 2
"""Lines at the top and at the bottom of a page among which running heads are looked for."""

_NUMBER = patterns.of(
    r"^[\W_]*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?[\W_]*$", re.IGNORECASE
)
_PRINTED = patterns.of(
    r"^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}\b"
    r"|^(?:file|https?|about):\S*\s+\d{1,4}\s?/\s?\d{1,4}$",
    re.IGNORECASE,
)
"""What a browser prints at the edges of each page."""
_CHANGING = patterns.of(
    r"\d+|\b(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b\.?"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b[ap]\.?m\b\.?",
    re.IGNORECASE,
)


def without_heads(lines: Iterable[list[Line]]) -> list[list[Line]]:
    """The lines of each page, less those that stand at the edge of most pages or number them."""
    pages = list(lines)
    often = {
        key
        for key, count in Counter(
            key for page in pages for key in {_key(line) for line in _edges(page)}
        ).items()
        if count > 1 and (count > 2 or len(pages) == 2) and count * 3 > len(pages)
    }
    placed = _placed(pages)
    kept = []
    for page in pages:
        edges = {id(line) for line in _edges(page)}
        outer = [line for line in page if not _is_head(line, page, edges, often, placed)]
        kept.append(outer)
    return kept


def _is_head(
    line: Line, page: list[Line], edges: set[int], often: set[tuple[str, int]], placed: set[int]
) -> bool:
    if id(line) not in edges:
        return False
    outermost = line is page[0] or line is page[-1]
    return (
        _key(line) in often
        or bool(_PRINTED.search(line.text))
        or (outermost and bool(_NUMBER.match(line.text)))
        or (outermost and round(line.base) in placed)
    )


def _edges(page: list[Line]) -> list[Line]:
    return page[:_EDGE] + page[max(_EDGE, len(page) - _EDGE) :]


def _key(line: Line) -> tuple[str, int]:
    """What a line says, whatever its numbers and days, and where it stands."""
    return _CHANGING.sub("#", line.text), round(line.base / 4)


def _placed(pages: list[list[Line]]) -> set[int]:
    """Heights at which most pages begin or end with a line that stands clear of the others."""
    places: Counter[int] = Counter()
    for page in pages:
        if len(page) < 4:
            continue
        usual = median(before.base - after.base for before, after in pairwise(page))
        for outer, inner in ((page[0], page[1]), (page[-1], page[-2])):
            apart = abs(outer.base - inner.base) - 1.5 * usual
            if apart > 0.3 * inner.size and not outer.bold and outer.size <= inner.size:
                places[round(outer.base)] += 1
    return {place for place, count in places.items() if count > 2 and count * 2 > len(pages)}

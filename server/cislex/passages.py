"""Passages: where in a document something is said.

A passage is a title, notice, heading, sentence, list item or row of a table (a line whose cells are
parted by ` | `, a tab or three spaces). A heading is marked by `#`, or a short line without a full
stop. It is known by `section.paragraph.sentence` (section 0 stands before the first heading,
paragraph 0 is the heading itself) and found again by offset and SHA-256.
Offsets count gaps between Unicode code points, as NIF 2.0 does; the passage
itself is never stored, at most its five opening words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise

import sentencex

from cislex import patterns
from cislex.documents import Document, sha256

MAXIMUM_OPENING_WORDS = 5


class Kind(StrEnum):
    """What a passage is in the layout of its document."""

    TITLE = "title"
    NOTICE = "notice"
    HEADING = "heading"
    SENTENCE = "sentence"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"
    NAVIGATION = "navigation"


@dataclass(frozen=True, slots=True)
class Passage:
    """The locator of one passage.

    `start` and `end` are code-point offsets into the normalised text,
    `opening` the fewest opening words (five at most) that occur in only this
    passage, or empty where five are not enough.
    """

    section: int
    paragraph: int
    sentence: int
    kind: Kind
    start: int
    end: int
    sha256: str
    opening: str

    @property
    def locator(self) -> str:
        """`section.paragraph.sentence`."""
        return f"{self.section}.{self.paragraph}.{self.sentence}"


def split(document: Document, language: str = "en", openings: bool = True) -> list[Passage]:
    """Divide a document into its passages, in the order of the text.

    Without `openings` every `opening` is empty, which saves most of the time and memory.
    """
    text = document.text
    spans: Iterable[_Span] = _spans(text, language)
    opening = _nothing
    if openings:
        spans = list(spans)
        opening = _Openings(text, ((start, end) for *_, start, end in spans))
    return [
        Passage(*place, kind, start, end, sha256(text[start:end]), opening(text[start:end]))
        for place, kind, start, end in spans
    ]


def find(document: Document, passage: Passage) -> str | None:
    """The text of a passage, or None when the document does not hold it at its place."""
    text = document.text[passage.start : passage.end]
    return text if sha256(text) == passage.sha256 else None


_Span = tuple[tuple[int, int, int], Kind, int, int]
_Line = tuple[int, int]

_LINE = patterns.of(r"^[^\n]*\S[^\n]*", re.MULTILINE)
_LIST_ITEM = patterns.of(
    r"^[ \t]*(?:[•‣▪◦●○■·✓✔➢►*+–-]|\d{1,3}[.)]|\(\d{1,2}\)|[a-z]\))[ \t]+"
    r"|^[ \t]*(?=[✅❌☑✗✘✖])",
    re.MULTILINE,
)
_HEADING = patterns.of(r"[ \t]*#{1,6}[ \t]+")
_RULE = patterns.of(r"[ \t]*+(?:\|[ \t]*+)?:?--(?=[-: \t]*\|)[-:| \t]*")
"""The line between the head of a table and its rows, as Markdown writes it."""
_NOTICE = patterns.of(r"^\W*(?:notice|disclaimer)\s*:", re.IGNORECASE)
_NAVIGATION = patterns.of(
    r"^(?:see also\b|read (?:also|more)\b|similar posts$|related (?:posts|articles)$|share this\b)",
    re.IGNORECASE,
)
_MAXIMUM_HEADING_WORDS = 16
_MAXIMUM_WRAPPED = 200
"""Lines longer than this are not wrapped: each is a paragraph."""


def _spans(text: str, language: str) -> Iterator[_Span]:
    section = paragraph = 0
    seen_title = False
    for first, last in _blocks(text):
        start, end = _strip(text, first, last)
        block = text[start:end]
        mark = _HEADING.match(block)
        if _NAVIGATION.match(block):
            paragraph += 1
            yield (section, paragraph, 1), Kind.NAVIGATION, start, end
        elif _is_table(block):
            paragraph += 1
            yield from _rows(text, start, end, section, paragraph)
        elif _LIST_ITEM.match(text, first) or _LIST_ITEM.match(block):
            paragraph += 1
            yield from _list_items(text, first, end, section, paragraph)
        elif mark or _is_heading(block):
            if seen_title:
                section, paragraph = section + 1, 0
            kind = Kind.HEADING if seen_title else Kind.TITLE
            yield (section, 0, 0), kind, start + (mark.end() if mark else 0), end
            seen_title = True
        else:
            paragraph += 1
            kind = Kind.NOTICE if _NOTICE.match(block) else Kind.SENTENCE
            for number, (head, tail) in enumerate(_sentences(block, language), 1):
                yield (section, paragraph, number), kind, start + head, start + tail


def _blocks(text: str) -> Iterator[_Line]:
    """Stretches of lines that belong together: parted by empty lines and by hard breaks."""
    width = _width(text, _lines(text))
    begun: _Line | None = None
    for before, line in pairwise(chain([(0, 0)], _lines(text))):
        if begun and _joins(text, begun, before, line, width):
            begun = begun[0], line[1]
            continue
        if begun:
            yield begun
        begun = line
    if begun:
        yield begun


def _lines(text: str) -> Iterator[_Line]:
    return (line.span() for line in _LINE.finditer(text))


def _width(text: str, lines: Iterable[_Line]) -> int:
    """How wide the lines of a wrapped text are, from those that another one follows.

    The rows of a table are as long as they are, whatever the width of the text around them.
    """
    followed = sorted(
        end - start
        for (start, end), (after, _) in pairwise(lines)
        if "\n" not in text[end + 1 : after] and not _is_row(text[start:end])
    )
    return followed[len(followed) * 9 // 10] if followed else 0


def _joins(text: str, block: _Line, before: _Line, line: _Line, width: int) -> bool:
    """Whether a line goes on with the block that the line before it belongs to."""
    if "\n" in text[before[1] + 1 : line[0]]:
        return False
    last, this = text[before[0] : before[1]], text[line[0] : line[1]]
    if _HEADING.match(last) or _HEADING.match(this) or _is_row(last) != _is_row(this):
        return False
    if _is_row(this):
        return True
    if _LIST_ITEM.match(text, block[0]):
        return not (_set_out(text, block, this) and _breaks(last.rstrip(), this, width))
    return not _LIST_ITEM.match(this) and not _breaks(last.rstrip(), this.lstrip(), width)


def _set_out(text: str, block: _Line, line: str) -> bool:
    """Whether a line begins at the margin below a list that is set in."""
    return text[block[0]] in " \t" and line[0] not in " \t" and not _LIST_ITEM.match(line)


def _breaks(last: str, this: str, width: int) -> bool:
    """Whether a line ends because something ends, and not because the line was full."""
    if len(last) > _MAXIMUM_WRAPPED:
        return True
    fits = len(last) + 1 + len(this.split(maxsplit=1)[0]) <= width
    return fits and not this[0].islower()


def _is_table(block: str) -> bool:
    return all(map(_is_row, block.split("\n")))


def _is_row(line: str) -> bool:
    if ("\t" in line.strip() or is_columned(line)) and not _LIST_ITEM.match(line):
        return True
    return " | " in line or _RULE.fullmatch(line) is not None


def is_columned(line: str) -> bool:
    """Whether a line is a few short cells with three spaces or more between them."""
    if "   " not in (words := line.strip()):
        return False
    cells = _GAP.split(words)
    longest = _LONGEST_CELL if len(cells) == 2 else _LONGEST_OF_SEVERAL
    return len(cells) <= _MOST_COLUMNS and all(
        len(cell) <= longest and "  " not in cell and cell[-1] not in ".,;" for cell in cells
    )


_GAP = patterns.of(r" {3,}+")
_MOST_COLUMNS = 6
_LONGEST_CELL, _LONGEST_OF_SEVERAL = 60, 100
"""Characters; what is longer, or has more gaps, is text that was set to a width."""


def _rows(text: str, start: int, end: int, section: int, paragraph: int) -> Iterator[_Span]:
    lines = [one for one in _LINE.finditer(text[start:end]) if not _RULE.fullmatch(one[0])]
    for number, line in enumerate(lines, 1):
        first, last = _strip(text, start + line.start(), start + line.end())
        yield (section, paragraph, number), Kind.TABLE_ROW, first, last


def _list_items(text: str, start: int, end: int, section: int, paragraph: int) -> Iterator[_Span]:
    starts = [item.start() for item in _LIST_ITEM.finditer(text, start, end)]
    if not starts:
        return  # a mark at the end of the text, without words
    for number, (first, last) in enumerate(zip(starts, [*starts[1:], end], strict=True), 1):
        mark = _LIST_ITEM.match(text, first)
        inside = mark.end() if mark else first
        yield (section, paragraph, number), Kind.LIST_ITEM, *_strip(text, inside, last)


def _is_heading(block: str) -> bool:
    return (
        "\n" not in block
        and block[-1] not in ".!?:;,…"
        and len(block.split()) <= _MAXIMUM_HEADING_WORDS
    )


def _sentences(block: str, language: str) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for boundary in sentencex.get_sentence_boundaries(language, block):
        start, end = boundary["start_index"], boundary["end_index"]
        first = start if first is None else first
        if _SHORTENED.search(block, max(first, end - 12), end) and _GOES_ON.match(block, end):
            continue
        start, end = _strip(block, first, end)
        first = None
        if start < end:
            yield start, end


_SHORTENED = patterns.of(r"\b(?:max|min|approx|incl|excl|resp|yrs?|mos?)\.\s*$", re.IGNORECASE)
_GOES_ON = patterns.of(r"[a-z0-9(]")
"""`max. 20 years`, `20 yrs. from filing`: the full stop ends a word, and no sentence."""


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _nothing(passage: str) -> str:
    return ""


class _Openings:
    """Finds the fewest opening words of a passage that stand in the document once.

    Compared without case, because browsers match text fragments without case.
    """

    def __init__(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        # Only what opens a passage is counted, so that a long text does not fill the memory.
        wanted = {
            head for start, end in spans for head in _heads(_folded(text[start : start + 500]))
        }
        self._counts = dict.fromkeys(wanted, 0)
        words = _folded(text)
        for index in range(len(words)):
            for head in _heads(words[index : index + MAXIMUM_OPENING_WORDS]):
                if head in self._counts:
                    self._counts[head] += 1

    def __call__(self, passage: str) -> str:
        words = passage.split()
        # A passage of five words or fewer must not be stored whole.
        limit = min(MAXIMUM_OPENING_WORDS, len(words) - 1)
        for size in range(1, limit + 1):
            if self._counts.get(tuple(_folded(" ".join(words[:size])))) == 1:
                return " ".join(words[:size])
        return ""


def _folded(text: str) -> list[str]:
    return text.casefold().split()


def _heads(words: list[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, min(MAXIMUM_OPENING_WORDS, len(words)) + 1):
        yield tuple(words[:size])

"""Passages: where in a document something is said.

A passage is a title, notice, heading, sentence or list item. It is known by
`section.paragraph.sentence` (section 0 stands before the first heading,
paragraph 0 is the heading itself) and found again by offset and SHA-256.
Offsets count gaps between Unicode code points, as NIF 2.0 does; the passage
itself is never stored, at most its five opening words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import sentencex

from cislex.documents import Document, sha256

MAXIMUM_OPENING_WORDS = 5


class Kind(StrEnum):
    """What a passage is in the layout of its document."""

    TITLE = "title"
    NOTICE = "notice"
    HEADING = "heading"
    SENTENCE = "sentence"
    LIST_ITEM = "list-item"
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


def split(document: Document, language: str = "en") -> list[Passage]:
    """Divide a document into its passages, in the order of the text."""
    spans = list(_spans(document.text, language))
    texts = [document.text[start:end] for *_, start, end in spans]
    opening = _Openings(document.text)
    return [
        Passage(*place, kind, start, end, sha256(text), opening(text))
        for (place, kind, start, end), text in zip(spans, texts, strict=True)
    ]


def find(document: Document, passage: Passage) -> str | None:
    """The text of a passage, or None when the document does not hold it at its place."""
    text = document.text[passage.start : passage.end]
    return text if sha256(text) == passage.sha256 else None


_Span = tuple[tuple[int, int, int], Kind, int, int]

_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n(?![^\S\n]*(?:\n|\Z))|\Z)?)+")
_LIST_ITEM = re.compile(r"^[ \t]*(?:[•‣▪*+–-]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_NOTICE = re.compile(r"^\W*(?:notice|disclaimer)\s*:", re.IGNORECASE)
_NAVIGATION = re.compile(
    r"^(?:see also\b|read (?:also|more)\b|similar posts$|related (?:posts|articles)$|share this\b)",
    re.IGNORECASE,
)
_MAXIMUM_HEADING_WORDS = 16


def _spans(text: str, language: str) -> Iterator[_Span]:
    section = paragraph = 0
    seen_title = False
    for match in _BLOCK.finditer(text):
        start, end = _strip(text, match.start(), match.end())
        block = text[start:end]
        if _NAVIGATION.match(block):
            paragraph += 1
            yield (section, paragraph, 1), Kind.NAVIGATION, start, end
        elif _LIST_ITEM.match(text, match.start()) or _LIST_ITEM.match(block):
            paragraph += 1
            yield from _list_items(text, match.start(), end, section, paragraph)
        elif _is_heading(block):
            if seen_title:
                section, paragraph = section + 1, 0
            yield (section, 0, 0), Kind.HEADING if seen_title else Kind.TITLE, start, end
            seen_title = True
        else:
            paragraph += 1
            kind = Kind.NOTICE if _NOTICE.match(block) else Kind.SENTENCE
            for number, (first, last) in enumerate(_sentences(block, language), 1):
                yield (section, paragraph, number), kind, start + first, start + last


def _list_items(text: str, start: int, end: int, section: int, paragraph: int) -> Iterator[_Span]:
    starts = [item.start() for item in _LIST_ITEM.finditer(text, start, end)]
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
    for boundary in sentencex.get_sentence_boundaries(language, block):
        start, end = _strip(block, boundary["start_index"], boundary["end_index"])
        if start < end:
            yield start, end


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


class _Openings:
    """Finds the fewest opening words of a passage that stand in the document once.

    Compared without case, because browsers match text fragments without case.
    """

    def __init__(self, text: str) -> None:
        words = text.casefold().split()
        self._counts = Counter(
            tuple(words[index : index + size])
            for size in range(1, MAXIMUM_OPENING_WORDS + 1)
            for index in range(len(words) - size + 1)
        )

    def __call__(self, passage: str) -> str:
        words = passage.split()
        # A passage of five words or fewer must not be stored whole.
        limit = min(MAXIMUM_OPENING_WORDS, len(words) - 1)
        for size in range(1, limit + 1):
            if self._counts[tuple(" ".join(words[:size]).casefold().split())] == 1:
                return " ".join(words[:size])
        return ""

"""The pages of a PDF as PDFium sees them: words with places and sizes, bullets and drawn lines."""

from __future__ import annotations

import ctypes
import math
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

LOCK = threading.RLock()
"""Held while anything is asked of PDFium, which knows no threads."""

_MAXIMUM_CHARACTERS = 200_000
_MAXIMUM_OBJECTS = 50_000
_MAXIMUM_DRAWN = 2_000
"""Most characters and shapes of a page that are looked at: no page of an article has more."""
_LARGEST_PAGE = 15_000
"""In points; a PDF cannot have a larger one."""


@dataclass(slots=True)
class Word:
    """A word: its ends from the left, its baseline from the bottom, the height of its letters."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    follows: bool
    """Whether a space of the file's own parts it from the word before, as within a sentence."""


@dataclass(slots=True)
class Box:
    """Something drawn: a bullet, or a line between the cells of a table."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Page:
    """What is on one page."""

    words: list[Word] = field(default_factory=list)
    bullets: list[Box] = field(default_factory=list)
    verticals: list[Box] = field(default_factory=list)
    horizontals: list[Box] = field(default_factory=list)


def pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    """The pages in their order; a page is let go when the next is asked for."""
    for number in range(len(document)):
        with LOCK:
            page = document[number]
            text = page.get_textpage()
            try:
                seen = Page(_upright(_words(text)))
                _draw(page, seen)
            finally:
                text.close()
                page.close()
        yield seen


_HYPHENS = frozenset((0x02, 0xAD, 0xFFFE))
"""How PDFium gives a hyphen at the end of a line, which may be none of the word's own."""
_Turned = tuple[int, Word]


def _words(text: Any) -> list[_Turned]:
    """The words in the order of the file, each with the quarter turns in which it is written."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    across, along = ctypes.c_double(), ctypes.c_double()
    found: list[_Turned] = []
    turn, word, space = 0, None, float("-inf")
    for index in range(min(text.count_chars(), _MAXIMUM_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        character = _character(code)
        if character.isspace():
            word, space = None, float("-inf")
            if code == 32 and not pdfium.FPDFText_IsGenerated(text, index):
                pdfium.FPDFText_GetLooseCharBox(text, index, box)
                space = box.right
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, across, along)
        if word is not None and not turn and _is_apart(word, box.left, along.value):
            word = None
        if word is None:
            turn = round(pdfium.FPDFText_GetCharAngle(text, index) / (math.pi / 2)) % 4
            pdfium.FPDFText_GetMatrix(text, index, matrix)
            size = abs(pdfium.FPDFText_GetFontSize(text, index)) * math.hypot(matrix.c, matrix.d)
            follows = abs(box.left - space) < 0.2 * size
            bold = _is_bold(text, index)
            word = Word("", box.left, box.right, along.value, size, bold, follows)
            found.append((turn, word))
        if turn:
            _turn(word, box, turn)
        else:
            word.left, word.right = min(word.left, box.left), max(word.right, box.right)
        word.text += character
    for _, word in found:
        if word.text == "\u00ad":
            word.text = "-"
    return found


def _character(code: int) -> str:
    """What a code stands for, controls as spaces; PDFium gives the letters of a ligature."""
    if code in _HYPHENS:
        return "\u00ad"
    if code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return " "
    return chr(code)


def _is_apart(word: Word, left: float, base: float) -> bool:
    """Whether a character stands too far from a word to belong to it."""
    return abs(base - word.base) > word.size * 0.1 or not (
        word.left - word.size * 0.5 <= left <= word.right + word.size * 0.5
    )


def _turn(word: Word, box: Any, turn: int) -> None:
    """Place a word that runs up, down or upside down as if the page were turned upright."""
    ends = {
        1: (box.bottom, box.top, -box.right),
        2: (-box.right, -box.left, -box.top),
        3: (-box.top, -box.bottom, box.left),
    }[turn]
    if not word.text:
        word.left, word.right, word.base = ends
    word.left, word.right = min(word.left, ends[0]), max(word.right, ends[1])


def _upright(words: list[_Turned]) -> list[Word]:
    """The words of the direction in which most of a page is written."""
    turns = Counter(turn for turn, _ in words)
    most = turns.most_common(1)[0][0] if turns else 0
    return [word for turn, word in words if turn == most and _is_plausible(word)]


def _is_plausible(word: Word) -> bool:
    """Whether a word is on paper and can be read there; what is not a number is never less."""
    far = max(abs(word.left), abs(word.right), abs(word.base))
    return far < _LARGEST_PAGE and 0.5 < word.size < _LARGEST_PAGE / 10


_BOLD = (b"bold", b"black", b"heavy", b"semibold", b"demi")


def _is_bold(text: Any, index: int) -> bool:
    name = ctypes.create_string_buffer(100)
    pdfium.FPDFText_GetFontInfo(text, index, name, 100, None)
    said = name.value.lower()
    return any(mark in said for mark in _BOLD)


_THIN = 2.5
_BULLET = 8.0
"""How thick a drawn line and how large a drawn bullet is at most, in points."""


def _draw(page: Any, seen: Page) -> None:
    """Sort what is drawn on a page into bullets and lines; each side of a frame is a line."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    drawn = 0
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MAXIMUM_OBJECTS)):
        shape = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            continue
        drawn += 1
        if drawn > _MAXIMUM_DRAWN:
            break
        box = Box(left.value, bottom.value, right.value, top.value)
        width, height = box.right - box.left, box.top - box.bottom
        if width <= _THIN < height:
            seen.verticals.append(box)
        elif height <= _THIN < width:
            seen.horizontals.append(box)
        elif max(width, height) <= _BULLET:
            seen.bullets.append(box)
        elif min(width, height) > _BULLET:
            seen.verticals += [
                Box(box.left, box.bottom, box.left, box.top),
                Box(box.right, box.bottom, box.right, box.top),
            ]
            seen.horizontals += [
                Box(box.left, box.bottom, box.right, box.bottom),
                Box(box.left, box.top, box.right, box.top),
            ]

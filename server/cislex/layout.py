"""Passages → units of text as a reader takes them: clean, with lead-in, cells and header.

Marks of Markdown and line breaks inside a sentence are taken away; a row of a
table is parted into its cells; a list item knows the sentence that leads to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cislex import patterns
from cislex.documents import Document
from cislex.passages import Passage, is_columned

_MARKS = patterns.of(
    r"\*\*|__|`|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<!\w)_(?=\w)|(?<=[\w.,;:!?])_(?!\w)"
    r"|\A[*_]{1,3}(?= )|!?\[(?=[^\]]{0,1000}+\]\([^)]{0,2000}+\))|\]\([^)]{0,2000}+\)"
    r"|^[^\S\n]*+#+\s+|^[^\S\n]*+>\s*",
    re.MULTILINE,
)
_MARK_SIGNS = "*_`[]#>"
_MARK = patterns.of(r"[*_`\[\]#>]")
_RULE_LINE = patterns.of(r"^[\s|:+=-]*$")
_CELL = patterns.of(
    r"(?<!\s)\s*+\|\s*|\t++|(?<=\S) {3,400}(?=\S)|(?<=[\w)]) (?:\.{3,400}|\.(?= ))(?: ?\.){0,400} "
)
_LED = 60
"""As long as a name that dots lead from; dots behind more are those of a sentence."""
_INSIDE = patterns.of(r"[.!?](?P<marks>[*_`]*)\s+(?=[*_`\[]*[A-Z\"“])")
_ENDED = patterns.of(r"(?:[a-z\d)\]\"”’]|[A-Z]{2})[.!?]$")
_ABBREVIATION = patterns.of(r"\b(?:No|Nos|Nr|Art|St|Dr|Mr|Ms|Mrs|vs|cf|approx|ca|e\.g|i\.e)\.$")

LONGEST = 3000
"""More characters than a sentence, a heading or a cell has; what is longer is not read."""
READ = 1000
"""So many characters of a sentence are read at most.

What a sentence costs grows with the square of its length; the longest one of the articles that
cislex is measured by has 356.
"""
_LONGEST_LEAD = 300
"""More than the lead of a list has, which is read again with each of its items."""
_MOST_LED = 6000
"""So many characters of a lead are read again: that of a list of a hundred items."""
_LONGEST_HEAD = 200
"""More than the head of a column has, which is read again with each of its cells."""
_MOST_CELLS = 60
_ENDLESS = patterns.of(r"[\w'-]{101,}")
_LONGEST_WORD = 100

Span = tuple[int, int]
"""Where something starts and ends, in code points of the normalised text."""


@dataclass(slots=True, unsafe_hash=True)
class Unit:
    """A passage as it is read; `cells` and `header` are empty outside tables.

    `sentences` are the clean sentences of the passage, mostly one, `spans` where they
    stand; `lead` is the sentence with a colon that leads to a list.
    """

    section: int
    paragraph: int
    sentence: int
    start: int
    end: int
    kind: str
    sentences: tuple[str, ...]
    lead: str = ""
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


def clean(text: str) -> str:
    """A text without marks of Markdown, with single spaces; endless words are cut."""
    words = (_MARKS.sub("", text) if any(map(text.__contains__, _MARK_SIGNS)) else text).split()
    plain = " ".join(words)
    if len(plain) > _LONGEST_WORD and max(map(len, words)) > _LONGEST_WORD:
        return _ENDLESS.sub(lambda word: word[0][:_LONGEST_WORD], plain)
    return plain


def cut(words: str) -> str:
    """As much of a clean sentence as is read, up to a comma or semicolon, else a space."""
    if len(words) <= READ:
        return words
    end = max(words.rfind(", ", READ // 2, READ), words.rfind("; ", READ // 2, READ))
    return words[: end if end > 0 else max(words.rfind(" ", 0, READ), 0) or READ]


def units(document: Document, passages: Iterable[Passage]) -> Iterator[Unit]:
    """All units of a document, in order; titles and headings among them."""
    lead, led = "", 0
    nested, named = ("", 0), ("", 0)
    header: tuple[str, ...] = ()
    table = (-1, -1)
    passages = list(passages)
    for number, passage in enumerate(passages):
        text = document.text[passage.start : passage.end]
        kind = str(passage.kind)
        is_item = kind == "list-item"
        margin = _margin(document.text, passage.start) if is_item else 0
        nested = nested if margin > nested[1] else ("", 0)
        named = named if margin > named[1] else ("", 0)
        is_headed = is_item and _is_numbered_heading(document, passages, number)
        kind = "numbered-heading" if is_headed else kind
        place = (passage.section, passage.paragraph, passage.sentence)
        for start, end in _lines(text):
            line = text[start:end]
            span = (passage.start + start, passage.start + end)
            if kind in ("title", "heading") and _RULE_LINE.match(line):
                table = (place[0], place[1] + 1)
                continue
            if kind not in ("title", "heading") and _is_row(line):
                if _RULE_LINE.match(line):
                    continue
                cells = tuple(map(_cell, _CELL.split(line.strip().strip("|"), _MOST_CELLS)))
                if table != place[:2]:
                    table, header = place[:2], ()
                header = _cornered(header, cells)
                yield Unit(*place, *span, "row", (), cells=cells, header=header, lead=lead)
                header = header or tuple(c if len(c) <= _LONGEST_HEAD else "" for c in cells)
                continue
            led += len(lead)
            lead = lead if led <= _MOST_LED else ""
            if found := list(_sentences(line)):
                sentences = tuple([_with_name(named[0], words) for words, _, _ in found])
                spans = tuple([(span[0] + first, span[0] + last) for _, first, last in found])
                above = nested[0] or lead
                yield Unit(*place, *span, kind, sentences, lead=above, spans=spans)
        nested = _leading(text, margin) or nested
        named = _name(text, margin) or named
        if kind in ("title", "heading"):
            lead = ""
        elif kind == "sentence" and not _is_row(text):
            words = clean(text) if ":" in text and len(text) <= _LONGEST_LEAD else ""
            lead, led = (words if words.endswith(":") else ""), 0


def _name(text: str, margin: int) -> tuple[str, int] | None:
    """The name that is all of an item, for those set in below it, with the margin of the item."""
    match = _NAME.fullmatch(clean(text)) if margin else None
    return (match["name"], margin) if match else None


def _with_name(name: str, words: str) -> str:
    """`signed on 9 September 1994` below `Eurasian Patent Convention` as one line of both."""
    return f"{name}: {words}" if name and words[:1].islower() else words


def _margin(text: str, place: int) -> int:
    """How far an item is set in, its bullet included."""
    start = max(0, place - _SHORT)
    return place - max(text.rfind("\n", start, place) + 1, start)


def _leading(text: str, margin: int) -> tuple[str, int] | None:
    """The lead that an item gives to those set in below it, with its own margin."""
    if not margin or len(text) >= _SHORT or not _STATUS.fullmatch(words := clean(text)):
        return None
    return f"{words.rstrip(':')}:", margin


_SHORT = 60
_STATUS = patterns.of(
    r"(?:(?:treaties|conventions|agreements|instruments) )?(?:still |as yet )?(?:not(?: yet)?"
    r" (?:joined|ratified|signed|(?:a )?part(?:y|ies)(?: to)?|acceded(?: to)?|in force|accepted"
    r"|bound by)|never (?:joined|ratified)|outside|missing|absent|unratified|no longer in force"
    r"|left|denounced|former(?:ly)?|planned|under (?:consideration|discussion)|joined|ratified"
    r"|in force|part(?:y|ies) to|bound by|acceded to|repealed|superseded|replaced|out of force"
    r"|defunct|abolished|dissolved|forerunners?|predecessors?)\b:?"
    r"|(?:(?:earlier|former|previous|old|past|defunct|abolished|dissolved|repealed|superseded) "
    r"(?:names?|bod(?:y|ies)|offices?|agenc(?:y|ies)|institutions?|authorities|laws?|acts?"
    r"|statutes?|legislation|texts?)):?",
    re.IGNORECASE,
)
"""An item that leads to those set in below it: `Not joined`."""


def _cell(text: str) -> str:
    return cut(clean(text)) if len(text) <= LONGEST else ""


def _cornered(header: tuple[str, ...], cells: tuple[str, ...]) -> tuple[str, ...]:
    """The head of a table with its corner, where that is empty."""
    return ("", *header) if header and header[0] and len(cells) == len(header) + 1 else header


def _is_numbered_heading(document: Document, passages: Sequence[Passage], number: int) -> bool:
    """Whether an item is the only one of its list and short: `2. Georgia` above what is told of it.

    The bullets of a list before it are no items of the same list.
    """
    passage = passages[number]
    text = document.text[passage.start : passage.end]
    if len(text) >= _LONGEST_HEADING:
        return False
    beside = [passages[n] for n in (number - 1, number + 1) if 0 <= n < len(passages)]
    if any(
        str(other.kind) == "list-item"
        and (other.paragraph == passage.paragraph or _is_numbered(document, other))
        for other in beside
    ):
        return False
    followed = number + 1 < len(passages)
    return followed and text.rstrip()[-1:] not in ".;:,!?|"


_LONGEST_HEADING = 60


def _is_numbered(document: Document, passage: Passage) -> bool:
    """Whether an item of a list has a number, and no bullet."""
    before = document.text[max(0, passage.start - 8) : passage.start]
    return any(character.isdigit() for character in before.rpartition("\n")[2])


def _is_row(line: str) -> bool:
    if " ..." in line or " . " in line:
        found = _CELL.search(line.strip())
        return found is not None and found.start() <= _LED and line.rstrip()[-1] != "."
    return " | " in line or line.lstrip().startswith("|") or "\t" in line or is_columned(line)


def _lines(text: str) -> list[tuple[int, int]]:
    """The rows of a table and the lines of a profile one by one, other text whole."""
    lines = [match.span() for match in _LINE.finditer(text)] if "\n" in text else []
    if len(lines) > 1 and (
        any(_is_row(text[start:end]) for start, end in lines) or _is_profile(text, lines)
    ):
        return lines
    return [(0, len(text))]


_LINE = patterns.of(r"[^\n]+")
_KEY_LINE = patterns.of(r"\s*[^:.]{2,60}: \S|\s*[^.:]{2,40}:?\s*$")


def _is_profile(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines are those of a profile, each a key with its value, perhaps headed."""
    keyed = sum(bool(re.match(r"\s*[^:.]{2,60}: \S", text[start:end])) for start, end in lines)
    ended = all(re.search(r"[.;:]\s*$", text[start:end]) for start, end in lines[1:-1])
    return keyed == len(lines) or (
        keyed >= 2
        and (ended or keyed >= 3)
        and all(_KEY_LINE.match(text[start:end]) for start, end in lines[:1])
        and 3 * keyed >= 2 * (len(lines) - 1)
    )


def _sentences(text: str) -> Iterator[tuple[str, int, int]]:
    """The sentences of a passage, clean, with their places; a list item may hold several."""
    start = 0
    for border in _INSIDE.finditer(text) if _has_end_inside(text) else ():
        end = border.start("marks")
        tail = _MARK.sub("", text[max(start, end - 12) : end])
        if _ENDED.search(tail) and not _ABBREVIATION.search(tail):
            yield clean(text[start : border.end("marks")]), start, border.end("marks")
            start = border.end()
    if words := clean(text[start:]):
        yield words, start, len(text)


def _has_end_inside(text: str) -> bool:
    """Whether a mark that can end a sentence stands before the end of a text."""
    last = len(text) - 1
    return text.find(".", 0, last) >= 0 or "!" in text or "?" in text


_NAME = patterns.of(
    r"(?=.{4,120}$)(?P<name>[A-Z][\w'’-]*+(?: (?:\(?[A-Z][\w'’-]*+\)?,?|of|and|on|for|the|in|to|&))"
    r"{1,16}?)(?: (?:under|at|within) the [A-Z][\w' -]*)?"
)
"""An item that is a name and no more: those set in below it speak of it."""

"""Lines and tables of a PDF → light Markdown: headings, items, paragraphs and rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from cislex import patterns
from cislex.texts.lines import Lines
from cislex.texts.pdf.columns import Line
from cislex.texts.pdf.hyphens import Hyphens
from cislex.texts.pdf.tables import Table

_ITEM = patterns.of(
    r"^([•‣▪◦●○■□·∙\uf0b7\uf0a7*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\([ivx]{1,5}\))\s+(?=\S)"
)
_ENDS = patterns.of(r"[.!?:;]['\"”’)\]]*$")
_SENTENCE_ENDS = patterns.of(r"[.!?]['\"”’)\]]*$")
_LARGER = 1.08
_MOST_HEADING_WORDS = 25


@dataclass(slots=True)
class _Block:
    """Lines that make one heading, item or paragraph."""

    lines: list[Line] = field(default_factory=list)
    is_item: bool = False


class Blocks:
    """Puts lines together, over the ends of columns and pages too, and writes what they make."""

    def __init__(self, into: Lines, body: float, pitch: float) -> None:
        self.body = body
        self.pitch = pitch
        self.hyphens = Hyphens()
        self._into = into
        self._block = _Block()
        self._levels: list[float] = []
        self._right = 0.0
        self._head: list[list[str]] = []
        self._began = False

    def flow(self, parts: list[Line | Table], right: float) -> None:
        """Take the lines and tables of a column."""
        first = True
        for part in parts:
            if isinstance(part, Table):
                self.end()
                self._table(part)
                continue
            if self._block.lines and self._begins(part, first):
                self.end()
            if not self._block.lines:
                self._block.is_item = part.bullet is not None or bool(_ITEM.match(part.text))
            self._block.lines.append(part)
            self._right = right
            first = False

    def end(self) -> None:
        """Write the block that was gathered."""
        if self._block.lines:
            self._write(self._block)
            self._block = _Block()

    def _begins(self, line: Line, first: bool) -> bool:
        """Whether a line begins something new after those before it."""
        before = self._block.lines[-1]
        if line.bullet is not None or not 0.93 < line.size / before.size < 1.08:
            return True
        if before.text.endswith("\u00ad"):
            return False
        room = self._right - before.right
        forced = room > line.words[0].right - line.words[0].left + 0.6 * line.size
        if line.bold != before.bold and (forced or first):
            return True
        apart = before.base - line.base
        if not first and not 0.5 * line.size < apart <= 1.18 * self.pitch * line.size:
            return True
        if _ITEM.match(line.text) and (forced or _ENDS.search(before.text) or self._block.is_item):
            return True
        if self._is_heading(self._block.lines):
            return False
        if first:
            return forced or bool(_SENTENCE_ENDS.search(before.text))
        return self._is_shifted(line, forced) or (
            forced and bool(_ENDS.search(before.text) or not line.text[0].islower())
        )

    def _is_shifted(self, line: Line, forced: bool) -> bool:
        """Whether a line begins farther left than an item, or farther right than a paragraph."""
        before = self._block.lines[-1]
        ended = bool(_ENDS.search(before.text))
        if self._block.is_item:
            start = _text_left(self._block.lines[0])
            outer = line.left < min(start, before.left) - 0.6 * line.size
            return outer and (forced or ended)
        return ended and line.left > before.left + 0.8 * line.size

    def _is_heading(self, lines: list[Line]) -> bool:
        words = sum(len(line.words) for line in lines)
        if words > _MOST_HEADING_WORDS or not any(map(str.isalpha, lines[0].text)):
            return False
        if lines[0].size > _LARGER * self.body:
            return True
        text = lines[-1].text
        return all(line.bold for line in lines) and text[-1] not in ".,;:" and words <= 16

    def _write(self, block: _Block) -> None:
        lines = block.lines
        text = self.hyphens.joined([line.text for line in lines])
        first = lines[0]
        if self._is_heading(lines) and first.bullet is None:
            self._into.heading(text, self._level(first))
        elif item := _ITEM.match(text):
            mark = item[1] if item[1][-1] in ".)" else "-"
            self._into.item(text[item.end() :], self._indent(first.left) + mark)
        elif first.bullet is not None:
            self._into.item(text, self._indent(first.bullet.left) + "-")
        else:
            self._into.paragraph(text)
        if not block.is_item:
            self._levels.clear()
        self._began = True

    def _level(self, line: Line) -> int:
        if not self._began:
            return 1
        return 2 if line.size > 1.2 * self.body else 3

    def _indent(self, left: float) -> str:
        """Spaces for the depth of an item, by how far it is indented among its neighbours."""
        while self._levels and left < self._levels[-1] - 0.4 * self.body:
            self._levels.pop()
        if not self._levels or left > self._levels[-1] + 0.4 * self.body:
            self._levels.append(left)
        return "  " * (len(self._levels) - 1)

    def _table(self, table: Table) -> None:
        rows = table.rows
        if self._head == rows[0]:
            rows = rows[1:]
        else:
            self._head = rows[0]
        for row in rows:
            self._into.row([self.hyphens.joined(cell) for cell in row])
        self._levels.clear()
        self._began = True


def _text_left(line: Line) -> float:
    """Where the text of an item begins, behind its mark."""
    if line.bullet is None and len(line.words) > 1 and _ITEM.match(line.text):
        return line.words[1].left
    return line.left

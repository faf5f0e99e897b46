"""Markdown (CommonMark with tables) → light Markdown without its inline marks."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cislex import patterns
from cislex.texts import days, plain
from cislex.texts.lines import Content, Lines

_FRONT = patterns.of(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIELD = patterns.of(r"^(\w+)[ \t]*:[ \t]*[\"']?(.{0,1000}?)[\"']?[ \t]*$", re.MULTILINE)


def read(content: bytes) -> Content:
    """Read Markdown; a head of `title:` and `date:` lines between `---` is metadata."""
    text = plain.decode(content).replace("\r\n", "\n").replace("\r", "\n")
    fields: dict[str, str] = {}
    if front := _FRONT.match(text):
        fields = {name.lower(): value for name, value in _FIELD.findall(front[1])}
        text = text[front.end() :]
    lines = Lines()
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    walk = _Walk(lines)
    for token in parser.parse(text):
        walk.take(token)
    published = next(
        (fields[name] for name in ("published", "date", "issued") if name in fields), ""
    )
    body = str(lines)
    title = fields.get("title", "")
    if title and not body.startswith("# "):
        body = f"# {title}\n\n{body}"
    return Content(body, days.iso(published), title)


class _Walk:
    """Goes through the tokens once and writes a line for each run of text."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._marks: list[str] = []
        self._level = 0
        self._fresh = False
        self._cells: list[str] | None = None

    def take(self, token: Token) -> None:
        """Take one token."""
        match token.type:
            case "heading_open" | "heading_close":
                self._level = int(token.tag[1:]) if token.nesting == 1 else 0
            case "list_item_open":
                self._marks.append(f"{token.info}." if token.info else "-")
                self._fresh = True
            case "list_item_close":
                self._marks.pop()
            case "tr_open":
                self._cells = []
            case "tr_close":
                self._lines.row(self._cells or [])
                self._cells = None
            case "inline":
                said = _inline(token) if self._prose else [" ".join(_inline(token))]
                listed = self._prose and (len(said) > 1 or _MARKED.match(said[0]))
                if not listed or self._marks:
                    self._write(said.pop(0))
                for line in said:
                    self._lines.item(_BULLET.sub("", line))

    @property
    def _prose(self) -> bool:
        """Whether what comes next is neither a heading nor a cell."""
        return self._cells is None and not self._level

    def _write(self, said: str) -> None:
        if self._cells is not None:
            self._cells.append(said)
        elif self._level:
            self._lines.heading(said, self._level)
        elif self._marks and self._fresh:
            self._lines.item(said, "  " * (len(self._marks) - 1) + self._marks[-1])
            self._fresh = False
        elif self._marks:
            self._lines.more(said)
        else:
            self._lines.paragraph(said)


def _inline(token: Token) -> list[str]:
    """The lines of a paragraph: emphasis, links and pictures leave nothing but their text.

    What was wrapped is one line; a line of its own has a bullet or a key in bold type.
    """
    parts = list(token.children or ())
    said: list[list[str]] = [[]]
    keyed = bool(parts) and _is_key(parts, 0)
    for number, part in enumerate(parts):
        match part.type:
            case "softbreak" | "hardbreak":
                following = parts[number + 1] if number + 1 < len(parts) else None
                bulleted = following is not None and _MARKED.match(following.content)
                if bulleted or (keyed and _is_key(parts, number + 1)):
                    said.append([])
                else:
                    said[-1].append(" ")
            case "image" | "html_inline":
                continue
            case _:
                said[-1].append(part.content)
    return ["".join(line) for line in said]


def _is_key(parts: list[Token], number: int) -> bool:
    """Whether a line begins with words in bold type and a colon: `**WTO:** member`."""
    opened = next((n for n in range(number, min(number + 2, len(parts)))
                   if parts[n].type in ("strong_open", "em_open")), -1)  # fmt: skip
    if opened < 0 or any(parts[n].content.strip() for n in range(number, opened)):
        return False
    closed = next((n for n in range(opened, len(parts)) if parts[n].type.endswith("_close")), -1)
    words = "".join(part.content for part in parts[opened:closed])
    after = parts[closed + 1].content if 0 < closed < len(parts) - 1 else ""
    return words.endswith((":", "?", ".")) or after.lstrip()[:1] in (":", "–", "—")


_BULLET = patterns.of(r"^\s*[•‣▪◦●○■·✓✔➢►]\s*")
_MARKED = patterns.of(_BULLET.pattern + r"|^\s*[✅❌☑✗✘✖]")
"""A line of its own: with a bullet, or a mark that says yes or no, which stays."""

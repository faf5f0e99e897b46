"""Markdown (CommonMark with tables) → light Markdown without its inline marks."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cislex.texts import days, plain
from cislex.texts.lines import Content, Lines

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)


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
                self._write(_inline(token))

    def _write(self, said: str) -> None:
        if self._cells is not None:
            self._cells.append(said)
        elif self._level:
            self._lines.heading(said, self._level)
        elif self._marks and self._fresh:
            self._lines.item(said, self._marks[-1])
            self._fresh = False
        elif self._marks:
            self._lines.more(said)
        else:
            self._lines.paragraph(said)


def _inline(token: Token) -> str:
    """The words of a paragraph: emphasis, links and pictures leave nothing but their text."""
    said = []
    for part in token.children or ():
        match part.type:
            case "softbreak" | "hardbreak":
                said.append(" ")
            case "image" | "html_inline":
                continue
            case _:
                said.append(part.content)
    return "".join(said)

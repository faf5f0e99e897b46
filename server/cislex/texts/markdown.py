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
    _walk(parser.parse(text), lines)
    published = next(
        (fields[name] for name in ("published", "date", "issued") if name in fields), ""
    )
    body = str(lines)
    title = fields.get("title", "")
    if title and not body.startswith("# "):
        body = f"# {title}\n\n{body}"
    return Content(body, days.iso(published), title)


def _walk(tokens: list[Token], lines: Lines) -> None:
    marks: list[str] = []
    level = 0
    fresh = False
    cells: list[str] | None = None
    for token in tokens:
        match token.type:
            case "heading_open":
                level = int(token.tag[1:])
            case "heading_close":
                level = 0
            case "list_item_open":
                marks.append(f"{token.info}." if token.info else "-")
                fresh = True
            case "list_item_close":
                marks.pop()
            case "tr_open":
                cells = []
            case "tr_close":
                lines.row(cells or [])
                cells = None
            case "inline":
                said = _inline(token)
                if cells is not None:
                    cells.append(said)
                elif level:
                    lines.heading(said, level)
                elif marks and fresh:
                    lines.item(said, marks[-1])
                    fresh = False
                elif marks:
                    lines.more(said)
                else:
                    lines.paragraph(said)


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

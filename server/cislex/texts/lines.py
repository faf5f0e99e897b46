"""What every reader makes: light Markdown, one line for one heading, item, row or paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field

from cislex import patterns
from cislex.errors import CislexError


class Unreadable(CislexError):
    """A content that cannot be read; says in words what it is and what to do."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: its text, and the day and title that its metadata plainly states."""

    text: str
    published: str = ""
    title: str = ""


_EMPTY = "—"
"""What stands for an empty cell, so that the others stay in their columns."""


@dataclass(slots=True)
class Lines:
    """Gathers the parts of an article into its text."""

    _parts: list[tuple[str, list[str]]] = field(default_factory=list)

    def heading(self, text: str, level: int = 2) -> None:
        """A heading; level 1 is the title."""
        self._add("heading", text, "#" * max(1, min(6, level)) + " ")

    def paragraph(self, text: str) -> None:
        """A paragraph of prose."""
        self._add("paragraph", text, "")

    def item(self, text: str, mark: str = "-") -> None:
        """An item of a list; `mark` is a hyphen, or a number with a full stop."""
        self._add("item", text, mark + " ")

    def more(self, text: str) -> None:
        """A further paragraph of the item before it."""
        said = flat(text)
        if said and self._parts and self._parts[-1][0] == "item":
            pieces = self._parts[-1][1]
            pieces += [" " if pieces[-1][-1] in ".!?:;," else ": ", said]
        else:
            self.paragraph(text)

    def row(self, cells: list[str]) -> None:
        """A row of a table; a dash stands for an empty cell between or before others."""
        plain = [flat(cell) for cell in cells]
        while plain and not plain[-1]:
            plain.pop()
        if len(filled := [cell for cell in plain if cell]) > 1:
            self._add("row", " | ".join(cell or _EMPTY for cell in plain), "")
        elif filled:
            self.paragraph(filled[0])

    def __str__(self) -> str:
        """The whole text: items of a list and rows of a table stand close, the rest apart."""
        text: list[str] = []
        before = ""
        for kind, pieces in self._parts:
            if before:
                text.append("\n" if kind == before and kind in ("item", "row") else "\n\n")
            text += pieces
            before = kind
        return "".join(text) + "\n" if text else ""

    def _add(self, kind: str, text: str, mark: str) -> None:
        if line := flat(text):
            self._parts.append((kind, [mark + line]))


_SPACE = patterns.of(r"[\s\u00ad\u200b\u2060\ufeff]+")


def flat(text: str) -> str:
    """A text on one line, without soft hyphens and characters without width."""
    return " ".join(_SPACE.sub(lambda space: "" if _is_invisible(space[0]) else " ", text).split())


def _is_invisible(text: str) -> bool:
    return all(character in "\u00ad\u200b\u2060\ufeff" for character in text)

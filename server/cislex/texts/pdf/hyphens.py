"""Words parted at the end of a line are whole again, by what else the text says."""

from __future__ import annotations

from collections.abc import Iterable

from cislex import patterns
from cislex.texts.pdf.columns import Line

_PARTED = patterns.of(r"(\w+)[-\u2010\u00ad]$")
_WORD = patterns.of(r"[a-z]+(?:-[a-z]+)*")


class Hyphens:
    """Knows the words of a text, so that it can tell a hyphen from one that a line end put in."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def learn(self, lines: Iterable[Line]) -> None:
        """Take the words of lines, less those at line ends that may be parts of words."""
        self._known = {
            found
            for line in lines
            for word in line.words[:-1]
            for found in _WORD.findall(word.text.lower())
        }

    def joined(self, lines: list[str]) -> str:
        """Lines as one."""
        text = ""
        for line in lines:
            if text and (parted := _PARTED.search(text)):
                hyphen = "-" if self._is_own(parted[1], line) else ""
                text = text[:-1] + hyphen + line
            else:
                text = f"{text} {line}" if text else line
        return text

    def _is_own(self, first: str, line: str) -> bool:
        """Whether a word has a hyphen wherever it stands: `well-known`, `ZR-23`."""
        rest = _WORD.match(line)
        if rest is None or not first.isalpha():
            return True
        start, end = first.lower(), rest[0]
        if f"{start}-{end}" in self._known:
            return True
        return start + end not in self._known and {start, end} <= self._known

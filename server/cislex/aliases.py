"""Short names that an article gives to what it names: `(the "Office")`, put in place of each."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from cislex.mentions import Clause, Mention
from cislex.screening import Screened

_MOST_ALIASES = 500
"""More short names than an article defines; a file of any size must not fill the memory."""


class Aliases:
    """Short names that an article defines in brackets and uses afterwards."""

    def __init__(self) -> None:
        self._known: dict[str, Mention] = {}

    def __len__(self) -> int:
        return len(self._known)

    def define(self, name: str, mention: Mention) -> None:
        """From here on, `name` means what `mention` means."""
        if name not in self._known and len(self._known) < _MOST_ALIASES:
            self._known[name] = mention

    def apply(self, clause: Clause) -> None:
        """Mark the short names that a clause uses."""
        masked = clause.masked
        if used := [name for name in self._known if name in masked]:
            clause.merge(_any_of(tuple(used)), self._mention)

    def _mention(self, match: re.Match[str], _: Clause) -> Mention:
        known = self._known[match[0]]
        return replace(known, text=match[0], value="", date="")


@lru_cache(maxsize=64)
def _any_of(names: tuple[str, ...]) -> Screened:
    """A pattern of short names, each as a word of its own."""
    longest = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return Screened(rf"(?<![\w-])(?:{longest})(?!\w)", lasting=False)

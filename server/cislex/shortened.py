"""`the Convention`, `the Organization`: what a word with a capital means throughout an article.

A comparative article names its treaty in full once and then only so, in every section.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import Mention

_NOUN = patterns.of(
    r"\b(?:convention|treaty|agreement|protocol|act|organi[sz]ation|union|commonwealth)\b",
    re.IGNORECASE,
)
_OFTEN = 2
"""So many times as often as any other must a thing be named to be what the word means."""


@dataclass(slots=True)
class Shortened:
    """How often an article has named each treaty and organisation, by the noun of its name."""

    named: dict[str, Counter[str]] = field(default_factory=dict)
    known: dict[str, Mention] = field(default_factory=dict)
    titled: set[str] = field(default_factory=set)

    def note(self, mentions: Iterable[Mention], titled: bool = False) -> None:
        """A sentence or heading has named these; it is about what it names alone."""
        found = [m for m in mentions if m.kind in _KINDS and len(m.entries) == 1 and not m.group]
        for mention in found:
            if sum(mention.kind == other.kind for other in found) > 1:
                continue  # one of a list
            entry = mention.entries[0]
            self.known.setdefault(entry.id, mention)
            self.named.setdefault(noun(entry.label), Counter())[entry.id] += 1
            if titled:
                self.titled.add(entry.id)

    def meant(self, words: str) -> Mention | None:
        """What `the Convention` means where its section has named nothing of the kind."""
        counts = self.named.get(noun(words), Counter())
        of_title = [name for name in counts if name in self.titled]
        ranked = counts.most_common(2)
        clear = len(ranked) == 1 or (ranked and ranked[0][1] >= _OFTEN * ranked[1][1])
        chosen = of_title[0] if len(of_title) == 1 else ranked[0][0] if clear else ""
        return self.known.get(chosen)


@lru_cache(maxsize=512)
def noun(words: str) -> str:
    """The noun of a name, in small letters: `convention` of `Berne Convention for the …`."""
    found = _NOUN.search(words)
    return found[0].lower().replace("organis", "organiz") if found else ""


def is_capital(words: str) -> bool:
    """Whether some words for a thing are written as its name: `the Convention`."""
    found = _NOUN.search(words)
    return found is not None and found[0][0].isupper()


_KINDS = (Kind.TREATY, Kind.ORGANIZATION)

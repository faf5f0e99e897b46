"""Which right a text is speaking of where a sentence names none, and of which state it was asked.

`Protection lasts ten years` is said of the right of the sentence before or of the heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cislex import patterns, things
from cislex.laws import subjects
from cislex.lexicon import Kind
from cislex.mentions import Clause

_GENERAL = frozenset(("right:intellectual-property", "right:industrial-property"))
UNREGISTERED = ("right:copyright", "right:related-rights", "right:trade-secret")
"""Rights that no office registers."""
_ANSWERED = 3
"""So many sentences after a question are about what it asks."""


@dataclass(slots=True)
class Focus:
    """The right of the title, of the heading and of what was said last; what a question asks.

    `before` is the last right that is registered, where copyright was spoken of since; `listed`
    are the rights that a sentence named together, which "all of these" means.

    `is_lasting` tells whether it asks how long something lasts, `is_renewing` whether it can be
    renewed, `is_governed` whether it
    asks by what law something is governed; `lists_terms` whether a heading is one of terms.
    """

    title: str = ""
    heading: str = ""
    last: str = ""
    before: str = ""
    listed: tuple[str, ...] = ()
    state: str = ""
    left: int = 0
    is_lasting: bool = False
    is_renewing: bool = False
    is_governed: bool = False
    lists_terms: bool = False

    @property
    def right(self) -> str:
        """The id of the right that is spoken of; empty if none or several are."""
        return self.last or self.heading or self.title

    @property
    def registered(self) -> str:
        """The id of the right that is spoken of and registered, which copyright is not."""
        return self.right if self.right not in UNREGISTERED else self.before

    def head(self, clause: Clause, is_title: bool) -> None:
        """A new section begins."""
        found = _rights(clause) or list(things.meant(clause.masked))
        one = found[0] if len(found) == 1 else ""
        if is_title:
            self.title = one
        self.heading, self.last, self.left = ("" if is_title else one), "", 0
        self.lists_terms = bool(_LASTING.search(clause.masked))

    def lead(self, words: str) -> None:
        """A list begins, which `words` lead to."""
        self.lists_terms = self.lists_terms or bool(_LASTING.search(words))

    def note(self, clause: Clause) -> None:
        """A sentence was read."""
        self.left -= 1
        self.is_lasting = self.is_lasting and self.left > 0
        self.is_renewing = self.is_renewing and self.left > 1
        self.is_governed = self.is_governed and self.left > 1
        laws = [mention for mention in clause.mentions if mention.kind == Kind.LAW]
        if found := _rights(clause):
            self.last = found[0] if len(found) == 1 else ""
            self.listed = tuple(found)
            if registered := [right for right in found if right not in UNREGISTERED]:
                self.before = registered[0]
        elif len(laws) == 1 and (titled := subjects(laws[0].proposed)):
            self.last = titled[0]

    def ask(self, clause: Clause) -> None:
        """A question was read, whose state the answer is about."""
        self.is_lasting = bool(_LASTING.search(clause.masked))
        self.is_renewing = bool(_RENEWING.search(clause.masked))
        self.is_governed = bool(_GOVERNED.search(clause.masked))
        states = {
            mention.entries[0].id
            for mention in clause.mentions
            if mention.kind in (Kind.STATE, Kind.ADJECTIVE, Kind.CAPITAL) and mention.entries
        }
        self.state = states.pop() if len(states) == 1 else ""
        self.left = _ANSWERED

    @property
    def asked_state(self) -> str:
        """The state that the question before is about, while it is being answered."""
        return self.state if self.left > 0 else ""


_LASTING = patterns.of(
    r"\b(?:how long|terms?|duration|lasts?|validity|periods? of protection|lifespan)\b",
    re.IGNORECASE,
)
_RENEWING = patterns.of(r"\b(?:renew|exten[ds]|prolong)", re.IGNORECASE)
_GOVERNED = patterns.of(
    r"\b(?:(?:which|what) (?:\w+ )?(?:laws?|statutes?|acts?|legislation)|legal basis"
    r"|governs?|governed|regulated?|regulates|where (?:can|do|does|are|is|must|should) [^?]{0,60}"
    r"\b(?:rules?|law|provisions|legislation|laid down|set out))\b",
    re.IGNORECASE,
)


def _rights(clause: Clause) -> list[str]:
    """The rights that a clause names, each once, without the names of all together."""
    found = (m.entries[0].id for m in clause.mentions if m.kind == Kind.RIGHT and m.entries)
    return [right for right in dict.fromkeys(found) if right not in _GENERAL]

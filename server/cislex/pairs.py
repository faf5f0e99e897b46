"""Two treaties that one phrase names: both of Madrid, and the two that WIPO made in 1996."""

from __future__ import annotations

import re

from cislex.lexicon import Kind, Lexicon
from cislex.mentions import Clause, Mention
from cislex.screening import Screened

_MADRID_TREATIES = ("id:madrid-agreement", "id:madrid-protocol")
_MADRID = Screened(
    rf"{Kind.TREATY}(?:,? (?:\(|through |under |by |via )+(?:both )?(?:the )?(?:older |original )?"
    rf"(?:Agreement and (?:of )?(?:the |its )?(?:later )?Protocol|(?P<one>Protocol|Agreement)"
    rf"(?! (?:of|on|on|and|to)\b))(?: alone| only)?\)?"
    rf"|,? and (?:the |its |of its )?(?:later )?Protocol\b(?! (?:of|on|to)\b))"
)
"""`the Madrid system under both the Agreement and the Protocol`: both of its treaties."""
_INTERNET_TREATIES = ("id:wipo-copyright-treaty", "id:wipo-performances-and-phonograms-treaty")
_INTERNET = Screened(
    rf"(?:the )?(?:(?:two|both|twin|so-called) )*(?P<o>{Kind.ORGANIZATION})(?:'s)? (?:(?:two"
    rf"|twin) )?"
    rf"\"?(?:[Ii]nternet\"? \"?[Tt]reaties\"?"
    rf"|treaties(?: of {Kind.DATE})? on {Kind.RIGHT} and (?:on )?"
    rf"performances and phonograms)"
)
"""The two treaties that WIPO concluded in 1996."""


def mark(clause: Clause, lexicon: Lexicon) -> None:
    """Put one mention of a group in the place of each such phrase."""

    def pair(ids: tuple[str, str]) -> tuple[Mention, ...]:
        entries = (lexicon.entries[one] for one in ids)
        return tuple(Mention(Kind.TREATY, entry.label, (entry,)) for entry in entries)

    def madrid(match: re.Match[str], clause: Clause) -> Mention | None:
        head = clause.at(match.start())
        if not head.entries or head.entries[0].id not in _MADRID_TREATIES:
            return None
        both = pair(_MADRID_TREATIES)
        if match["one"]:
            return both["rotocol" in match["one"]]
        return Mention(Kind.TREATY, clause.words(*match.span()), group=both)

    def internet(match: re.Match[str], clause: Clause) -> Mention | None:
        organization = clause.at(match.start("o"))
        if not organization.entries or organization.entries[0].id != "id:wipo":
            return None
        return Mention(Kind.TREATY, match[0], group=pair(_INTERNET_TREATIES))

    clause.merge(_MADRID, madrid)
    clause.merge(_INTERNET, internet)

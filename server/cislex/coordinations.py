"""Names told one after another as one list: `A, B and C`."""

from __future__ import annotations

import re
from functools import cache

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention


def coordination(clause: Clause, kind: Kind) -> tuple[Mention, ...]:
    """The last list of mentions of a kind in a clause (`A, B and C`)."""
    if clause.masked.count(kind) < 2:
        return ()
    for chain in reversed(list(_chain(kind).finditer(clause.masked))):
        members = tuple(m for _, m in clause.within(*chain.span(), kinds=kind))
        if len({id(m.entries) for m in members}) > 1:
            return members
    return ()


@cache
def _chain(kind: Kind) -> re.Pattern[str]:
    return patterns.of(
        rf"{kind}(?:(?:[^\w{kind}]|\band\b|\bor\b|\bto\b|\bin\b"
        rf"|\bthe\b"
        rf"|\bsince\b|\bon\b|\bboth\b|\bfor\b|\bfrom\b|\bnor\b"
        rf"|\bof(?= {Kind.DATE})|(?<=and )of(?= (?:the )?{kind})){{0,24}}{kind}){{0,24}}"
    )

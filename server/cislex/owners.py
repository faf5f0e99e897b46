"""Whose a law or a body is: the state before its name (`Georgia's`) or after it (`of Georgia`)."""

from __future__ import annotations

import re

from cislex.lexicon import Kind
from cislex.mentions import Clause

_S, _A, _X = Kind.STATE, Kind.ADJECTIVE, Kind.FOREIGN

OF_STATE = rf"(?:,? (?:of|in) (?:the )?(?:Republic of )?[{_S}{_X}])"
"""A state behind the name."""

OWNER = (
    rf"(?:(?P<owner>[{_S}{_X}](?:'s?)?|[{_A}]) (?:(?:new|current|revised|own|amended"
    rf"|special|old|main|first|present|updated|basic) )*)?"
)
"""A state before the name, as the group `owner`."""


def owner(match: re.Match[str], clause: Clause) -> tuple[str, bool]:
    """The state that the words of a law or body name, and whether it is another country."""
    for name in ("owner", "of1", "of2", "of3", "of4"):
        if (match.groupdict().get(name)) is not None and match.start(name) >= 0:
            for _, mention in clause.within(*match.span(name), kinds=_S + _A + _X):
                if mention.kind == Kind.FOREIGN:
                    return "", True
                return mention.entries[0].id, False
    return "", False

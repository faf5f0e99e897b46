"""Whose a law or a body is: the state before its name (`Georgia's`) or after it (`of Georgia`)."""

from __future__ import annotations

import re

from cislex.lexicon import Kind
from cislex.mentions import Clause

_S, _A, _X = Kind.STATE, Kind.ADJECTIVE, Kind.FOREIGN

FOREIGN_ADJECTIVES = (
    r"(?:Turkish|German|French|Italian|Spanish|Polish|Romanian|Bulgarian|Hungarian|Austrian|Swiss"
    r"|American|British|English|UK|US|U\.S\.|Irish|Portuguese|Greek|Estonian|Latvian|Lithuanian"
    r"|Finnish|Swedish|Norwegian|Danish|Dutch|Belgian|Czech|Slovak|Serbian|Chinese|Japanese|Korean"
    r"|Mongolian|Indian|Iranian|Israeli|Saudi|Canadian|Australian|Singapore|Baltic|Benelux|EU"
    r"|European|Soviet)"
)
"""Adjectives of other countries, which have laws and bodies of their own."""
OF_STATE = rf"(?:,? (?:of|in) (?:the )?(?:Republic of )?[{_S}{_X}]| \([{_S}{_X}]\))"
"""A state behind the name."""

OWNER = (
    rf"(?:(?P<owner>[{_S}{_X}](?:'s?)?|[{_A}]) (?:(?:new|current|revised|own|amended"
    rf"|special|old|main|first|present|updated|basic) ){{0,24}})?"
)
"""A state before the name, as the group `owner`."""


def owner(match: re.Match[str], clause: Clause) -> tuple[str, bool]:
    """The state that the words of a law or body name, and whether it is another country."""
    groups = match.re.groupindex
    for name in ("owner", "of1", "of2", "of3", "of4"):
        if name in groups and match[name] is not None:
            for _, mention in clause.within(*match.span(name), kinds=_S + _A + _X):
                if mention.kind == Kind.FOREIGN:
                    return "", True
                return mention.entries[0].id, False
    return "", False

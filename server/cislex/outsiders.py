"""Organisations that the graph does not hold, where a clause says who looks after a treaty.

An article may name a wrong one (`administered by the World Health Organization`), and a
claim must tell which.
"""

from __future__ import annotations

import re

from cislex.lexicon import Entry, Kind
from cislex.mentions import Clause, Mention
from cislex.screening import Screened

_X, _R = Kind.FOREIGN, Kind.RIGHT
_NAME = Screened(
    r"(?:(?<!\w)(?:[Tt]he|[Aa]n?) )?(?<![\w-])(?P<name>(?:UNESCO|UNIDO|UNCTAD|ILO|FAO|WHO|OECD|ITU"
    r"|IOC|EPO|EUIPO|OAPI|ARIPO|INTERPOL|UN)(?![\w-])"
    rf"|(?:International|World|European|United|Universal|Food|African|Global|Interstate|Benelux"
    rf"|Council|Nordic|Arab|Asian|American|Hague|Customs|Olympic|{_X})(?! Bureau of)"
    rf"(?: (?:of|for|and|on|[A-Z][\w-]+|[{_R}{_X}])){{0,6}}?"
    r" (?:Organi[sz]ation|Office|Union|Bureau|Commission|Council|Committee|Secretariat|Agency"
    r"|Institute|Association|Fund|Bank|Chamber|Programme|Authority|Nations|Europe)(?![\w-])"
    r"(?: Secretariat)?(?! (?:Convention|Agreement|Treaty|Law|Act)\b))"
)
_HOLDING = Screened(
    r"administ|manage|overse|run by|\bruns\b|look|in the hands|in the care|out of the hands"
    r"|out of the care|take care|custod"
    r"|guardian|steward|secretariat|responsib|supervis|servic|aegis|auspices|remit|entrust|deposit"
    r"|kept by|handle|home at|charge of"
    r"|(?:organi[sz]ation|office|union|committee|nations|unesco|ilo)(?:'s)?"
    r" (?:instrument|treat|conven)"
)


_EUROPEAN = Screened(
    rf"(?:(?<!\w)[Tt]he )?(?P<name>European (?:Patent|{_R}) "
    r"(?:(?P<treaty>Convention)|Organi[sz]ation))(?!\w)"
)
"""What states of the region may take part in beside the things of the graph."""


def mark(clause: Clause) -> None:
    """Put mentions in the place of names of another world: what is joined, who looks after it."""
    clause.merge(_EUROPEAN, _european)
    if (
        Kind.TREATY in clause.masked
        and clause.admits(_HOLDING)
        and _HOLDING.pattern.search(clause.low)
    ):
        clause.merge(_NAME, _outsider)


def _outsider(match: re.Match[str], clause: Clause) -> Mention:
    name = clause.words(*match.span("name"))
    return Mention(Kind.ORGANIZATION, clause.words(*match.span()), proposed=name)


def _european(match: re.Match[str], clause: Clause) -> Mention:
    name = clause.words(*match.span("name"))
    kind = Kind.TREATY if match["treaty"] else Kind.ORGANIZATION
    entry = Entry(
        f"new:{name}", name, "InternationalTreaty" if match["treaty"] else "Organization", kind
    )
    return Mention(kind, clause.words(*match.span()), (entry,))

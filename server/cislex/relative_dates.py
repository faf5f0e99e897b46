"""Dates that are told by another one: `on the same day`, `two years before that`."""

from __future__ import annotations

import re

from cislex.dates import dates
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.screening import Screened, admits

_SAME_DAY = Screened(
    r"\b(?P<prep>on|since|from) (?:the|that)(?: very)? same (?:day|date)\b", re.IGNORECASE
)
_SAME_YEAR = Screened(
    r"(?P<day>\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December))"
    r"(?: of| in)? (?:the same|that|the) (?:year)\b|(?<=\bin )(?:the same year"
    r"|that year|the very same year)\b(?!,? \ue00a)|(?P<next>(?<=\bin )the following year"
    r"|the year after|(?P<n>one|a|two|three|four|five|six|seven|eight|nine|ten) years? later"
    r"(?!,? (?:(?:on|in) )?\ue00a))"
    r"|\b(?P<bare>\d{1,2} (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December))(?=[,;.)]| and\b| for\b| but\b|$)"
    r"|\b(?P<ago>one|a|two|three|four|five|six|seven|eight|nine|ten) years?"
    r" (?:before that|before then|earlier)\b"
)
_MORE = re.compile(
    rf"(?:(?:,|,? and|,? for) (?:[{Kind.STATE}{Kind.TREATY}{Kind.ORGANIZATION}] )?(?:on )?"
    rf"(?:(?P<one>{Kind.DATE})|\d{{1,2}} [A-Z][a-z]+))+"
)
_SAME = Screened(r"\((?:on )?(?:the )?same (?:date|day)\)", re.IGNORECASE)
_SMALL = {
    "one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip


def _told_year(match: re.Match[str], before: str) -> Mention | None:
    """A date that is told by the one `before` it."""
    if not before:
        return None
    value = before[:4]
    if match["day"]:
        found = next(iter(dates(f"{match['day']} {value}")), None)
        value = found[2] if found else value
    elif match["next"]:
        value = str(int(value) + _SMALL.get(match["n"] or "one", 1))
    elif match["ago"]:
        value = str(int(value) - _SMALL.get(match["ago"], 1))
    return Mention(Kind.DATE, match[0], value=value)


def _of_year(match: re.Match[str], clause: Clause) -> Mention | None:
    """A day of the year that another date of the clause tells: `16 May and 25 October 1995`."""
    inside = clause.within(0, match.start(), kinds=Kind.DATE)
    if not inside and (more := _MORE.match(clause.masked, match.end())) and more["one"]:
        inside = [(0, clause.at(more.start("one")))]
    found = (
        next(iter(dates(f"{match['bare']} {inside[-1][1].value[:4]}")), None) if inside else None
    )
    return Mention(Kind.DATE, match[0], value=found[2]) if found else None


_OF_DAY = Screened(
    rf"(?<={Kind.NUMBER} of )(?:(?P<day>\d{{1,2}} (?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December)) of )?(?:that|the same)(?: very| same)?"
    r" (?P<unit>day|date|year)\b"
)


def of_days(clause: Clause, known: str) -> None:
    """`Law No. 1 of the same day`, `of 31 May of that year` → the date that is meant."""

    def told(match: re.Match[str], clause: Clause) -> Mention | None:
        inside = clause.within(0, match.start(), kinds=Kind.DATE)
        last = inside[-1][1].value if inside else known
        if match["day"]:
            found = next(iter(dates(f"{match['day']} {last[:4]}")), None) if last else None
            last = found[2] if found else ""
        elif match["unit"] == "year":
            last = last[:4]
        return Mention(Kind.DATE, match[0], value=last) if last else None

    clause.merge(_OF_DAY, told)


def same_dates(clause: Clause, known: str) -> None:
    """`on the same day`, `18 August of the same year` → the date that is meant.

    `known` is the last date that was told before.
    """

    def last(place: int) -> str:
        inside = clause.within(0, place, kinds=Kind.DATE)
        return inside[-1][1].value if inside else known

    def year(match: re.Match[str], clause: Clause) -> Mention | None:
        return _of_year(match, clause) if match["bare"] else _told_year(match, last(match.start()))

    def same(match: re.Match[str], _: Clause) -> Mention | None:
        before = last(match.start())
        return Mention(Kind.DATE, match[0], value=before, proposed="(") if before else None

    clause.merge(_SAME_YEAR, year)
    clause.merge(_SAME, same)
    if not admits(_SAME_DAY.needs, clause.low):
        return
    day = _SAME_DAY.pattern
    while (match := day.search(clause.masked)) and (value := last(match.start())):
        number = clause.index(match.start())
        clause.masked = (
            f"{clause.masked[: match.start()]}{match['prep']}"
            f" {Kind.DATE}{clause.masked[match.end() :]}"
        )
        clause.mentions.insert(number, Mention(Kind.DATE, match[0], value=value))

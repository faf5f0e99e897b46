"""Dates that are told by another one: `on the same day`, `two years before that`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from cislex import patterns
from cislex.dates import count, dates
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.screening import Screened, Several

_D, _Y = Kind.DATE, Kind.YEARS
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY = rf"\b(?:\d{{1,2}} )?{_MONTHS}"
_TOLD = (
    r"(?:(?:,| \(|,? (?:namely|that is|that is to say|to be (?:exact|precise)),?)"
    rf" ?(?:(?:on|in|with effect from|since|as of) )?{_D}\)?)"
)
"""A date told in full beside one told by another: `a year later, on 2 May 1996`."""
_BESIDE = rf"(?:{_TOLD}|, on (?P<beside>\d{{1,2}} {_MONTHS})(?! \d))"
"""Such a date, or a day of the year that is meant: `three months later, on 14 July`."""
NUMBER = (
    r"(?:one|an?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|\d{1,2})"
)
LENGTH = (
    rf"(?:(?P<n>{NUMBER}) (?:full |whole |more |further )?(?P<unit>day|week|month|year|decade)s?"
    rf"|(?P<y>{_Y}))"
)
"""A length of time in words, or as the mention that it has become."""
_OF_YEAR = Screened(
    rf"(?P<day>{_DAY})(?: of| in)? (?:the|that)(?: very)? (?:(?P<which>same|following|next"
    rf"|previous|preceding) )?year\b(?P<after> (?:after|before)\b(?! \w))?"
    r"|(?:(?:an? (?:little|bit|few (?:days|weeks|months))|(?:some|several) (?:days|weeks|months)"
    r"|somewhat|slightly|shortly) (?:later|earlier|before|afterwards)"
    r"(?:,? in (?:the same|that) year)?"
    rf"|in (?:the same|that) year),? on (?P<day2>\d{{1,2}} {_MONTHS})(?! \d)",
    hint=_MONTHS,
)
"""`16 May of the same year`, `in March of the following year`."""
_AWAY = Screened(
    rf"(?<![\w-]){LENGTH}(?P<half> and a half)? (?:(?P<later>later(?! than)|afterwards|thereafter"
    r"|after (?:it|them|this one|which)(?=[,.;]|$)"
    r"|on(?=,)|after (?:that|this|then)(?: (?:date|step|accession))?"
    r"(?! (?:convention|treaty|agreement|protocol|law|act|decision|declaration|event)\b))"
    r"|(?:earlier(?! than)|before (?:that|this|then)\b|before(?=[,.;)]|$)|previously"
    rf"|beforehand)){_BESIDE}?",
    re.IGNORECASE,
)
_TOLD_LATER = Screened(
    r"(?<![\w-])(?:(?:only )?(?:almost|nearly|about|some|roughly|around|approximately|over|barely"
    r"|a good|not quite|close to|hardly|scarcely|more than|less than|just over|just under"
    r"|well over) "
    rf"(?:(?:{NUMBER}|half|an?|a few|several) (?:\w+ )?"
    rf"(?:day|week|month|year|decade|generation)s?|{_Y})"
    r"|(?:only )?(?:very )?(?:much|a (?:good|great) (?:deal|while)|considerably|significantly"
    r"|far|long|rather|a lot|quite (?:a|some) (?:while|time)"
    rf"|(?:{NUMBER}|a few|several) (?:decade|generation)s?"
    r"|(?:many|some|several) (?:months|years))) "
    rf"(?:later|earlier|afterwards|thereafter|before)(?: still)?{_TOLD}",
    re.IGNORECASE,
)
"""A date told in full beside a vague length: `nearly two decades later, on 6 August 2015`."""
_NEXT = Screened(
    r"(?<![\w'-])(?:the (?:(?P<next>following|next|subsequent|ensuing)|previous|preceding)"
    r" (?P<nunit>day|month|year)\b|the (?P<bunit>day|month|year) (?:(?P<after>after)|before)"
    rf"(?: (?:that|this)\b|(?=[,.;)]|$))){_BESIDE}?",
    re.IGNORECASE,
)
_SAME_DAY = Screened(
    rf"(?<![\w'-])(?:the|that|this)(?: very)? same (?:day|date)\b(?! as\b)(?:{_TOLD}"
    r"|(?P<which> (?:on which|that|when)(?= [\u000e\u0012\u0013]| it\b| they\b| the\b| its\b)))?"
    r"|(?<=, )(?:a|the) (?:date|day) (?:from|on|since|as of) which\b"
    r"|(?:(?<=from )|(?<=since )|(?<=as of ))the (?:latter|last|second) (?:day|date)\b"
    r"|\bthat very day(?=[,.;]|$)|(?:(?<=\b[Oo]n )|(?<=since )|(?<=from ))"
    r"(?:that(?: very)?|the very) (?:day|date)\b"
    r"(?: (?:on which|that|when|as)(?= \u000e| it\b| they\b| the\b))?",
    re.IGNORECASE,
    hint=r" da(?:y|te)\b",
)
_SAME_YEAR = Screened(
    r"(?:(?<=\bin )|(?<=, ))(?:the|that) same (?P<month>month)\b(?! as)|"
    rf"(?<=\bin )(?:the same|that|the very same|that same) year\b(?! as (?!well))(?!,? {_D})"
    r"(?: (?:in which|that|when)(?= \u000e| it\b| they\b| the\b))?"
    rf"|(?:^|(?<=; )|(?<=and ))that (?:same )?year(?=,? (?:it|they|{Kind.STATE}|the|also|came"
    r"|saw)\b)"
    rf"|(?:^|(?<=, )|(?<=and ))the same year(?=,? (?:it|they|{Kind.STATE}|the)\b)",
    re.IGNORECASE,
    hint=r"(?:month|year)\b",
)
_STEPS = r"\b(?P<verb>signed|signature|ratified|ratification|acceded|accession|joined|deposited)\b"
_VERB_OF_DAY = patterns.of(_STEPS + rf"(?: it| too| also| likewise|,)?[^;.,{_D}]{{0,20}}$")
_VERB_AND_DAY = patterns.of(_STEPS + rf"[^;.{_D}]{{0,60}}{_D}")
_BARE = Screened(
    rf"\b(?P<bare>\d{{1,2}} {_MONTHS})(?=[,;.)]| and\b| for\b| but\b|$)"
    rf"|^[Oo]n (?P<first>\d{{1,2}} {_MONTHS})(?=,? [a-z\u000e-\u001b])"
)
_MONTH_OF = Screened(rf"(?<=\bin ){_MONTHS}(?=[,.;]| and\b|$)")
"""`In 1995 it came into force for Russia in March`: of the year at the head."""
_SINCE_THEN = Screened(
    r"\b(?:since then|ever since)(?=[.,;]|$| \w| [\u000e\u0012\u0013\u001b])", re.I
)
_LASTING = (
    r"ha(?:s|ve)(?: also| thus| \w+ly)? (?:been (?:an? (?:full )?(?:member|party)|bound|in force"
    r"|in effect|effective|binding|part of|in the|in \u0013|under|subject)|applied|bound"
    r"|belonged)\b"
)
_LASTS = patterns.of(rf"\b{_LASTING}[^;.,]{{0,40}}$")
_LASTS_AFTER = patterns.of(rf",? [^;.,]{{0,40}}\b{_LASTING}")
"""What has been so since a day that was told; what was done since then has no day."""
_MORE = patterns.of(
    rf"(?:(?:,|,? and|,? for) (?:[{Kind.STATE}{Kind.TREATY}{Kind.ORGANIZATION}] )?(?:on )?"
    rf"(?:(?P<one>{Kind.DATE})|\d{{1,2}} [A-Z][a-z]+)){{1,24}}"
)
_SAME = Screened(r"\((?:on )?(?:the )?same (?:date|day)\)", re.IGNORECASE)
VAGUE = patterns.of(
    r"\b(?:almost|nearly|about|some|roughly|around|approximately|over|than|under|barely|a good"
    r"|not quite|close to|every|within|for|at least|up to|the|first|last|next) $",
    re.IGNORECASE,
)
"""Before a length of time: no date can be reckoned from it."""
_OF_TERM = patterns.of(r"\b(?:life|lifetime|death|author|lasts?|protect\w*|term|valid\w*)\b")
"""`the life of the author and seventy years thereafter`: how long a right lasts."""
_FULL, _MONTH = 10, 7
"""So many letters a full day has, and a month."""


def away(value: str, length: int, unit: str) -> str:
    """The ISO date that is so many days, weeks, months or years after (before) another.

    It is as exact as the words are; empty where the other date is not exact enough.
    """
    if unit == "year":
        return str(int(value[:4]) + length)
    if unit == "month":
        if len(value) < _MONTH:
            return ""
        months = int(value[:4]) * 12 + int(value[5:7]) - 1 + length
        return f"{months // 12}-{months % 12 + 1:02}"
    if len(value) < _FULL:
        return ""
    try:
        return str(date.fromisoformat(value) + timedelta(length * (7 if unit == "week" else 1)))
    except (ValueError, OverflowError):
        return ""


def length_of(match: re.Match[str], clause: Clause) -> tuple[int, str]:
    """How long the time is that a match of `LENGTH` tells, and in which unit."""
    if match["y"]:
        return int(clause.at(match.start("y")).value), "year"
    word = match["n"].lower()
    number = 1 if word in ("a", "an") else int(count(word))
    unit = match["unit"].lower()
    return (number * 10, "year") if unit == "decade" else (number, unit)


def _of_year(match: re.Match[str], clause: Clause) -> Mention | None:
    """A day of the year that another date of the clause tells: `16 May and 25 October 1995`."""
    inside = clause.within(0, match.start(), kinds=Kind.DATE)
    if not inside and (more := _MORE.match(clause.masked, match.end())) and more["one"]:
        inside = [(0, clause.at(more.start("one")))]
    found = (
        next(iter(dates(f"{match['bare']} {inside[-1][1].value[:4]}")), None) if inside else None
    )
    return Mention(Kind.DATE, match[0], value=found[2]) if found else None


_DAY_OF_MONTH = rf"\d{{1,2}} {_MONTHS}"
_OF_DAY = Screened(
    rf"(?<={Kind.NUMBER} of )(?:(?:(?P<day>{_DAY_OF_MONTH}) of )?(?:that|the same)"
    rf"(?: very| same)? (?P<unit>day|date|year)\b|(?P<bare>{_DAY_OF_MONTH})(?! \d))"
    rf"|(?<=\()(?P<ahead>{_DAY_OF_MONTH})(?=,? {Kind.NUMBER}\))"
    rf"|(?<={Kind.NUMBER}, )(?P<behind>{_DAY_OF_MONTH})(?=\))"
)


def of_days(clause: Clause, known: str) -> None:
    """`Law No. 1 of the same day`, `in 2018 (Law No. 1 of 31 May)` → the date that is meant.

    `known` is the last date of a law that was told before; there must be a number.
    """

    def told(match: re.Match[str], clause: Clause) -> Mention | None:
        inside = clause.within(0, match.start(), kinds=Kind.DATE)
        bare = match["bare"] or match["ahead"] or match["behind"]
        last = inside[-1][1].value if inside else "" if bare else known
        if day := match["day"] or bare:
            found = next(iter(dates(f"{day} {last[:4]}")), None) if last else None
            last = found[2] if found else ""
        elif match["unit"] == "year":
            last = last[:4]
        return Mention(Kind.DATE, match[0], value=last) if last else None

    clause.merge(_OF_DAY, told)


def same_dates(clause: Clause, known: str, near: str = "") -> None:
    """`on the same day`, `18 August of the same year`, `two years later` → the date that is meant.

    `known` is the last date that was told before, `near` that of the sentence before, else
    that of the article.
    """
    if not clause.admits_one(_TELLING):
        return
    telling = _Telling(known, near)
    makes = (
        *(telling.of_year, telling.told, telling.away, telling.next, telling.same_year),
        *(telling.bare, telling.month, telling.bracketed, telling.same, telling.since),
    )
    clause.merge_each(_TELLING, makes)


_TELLING = Several(
    _OF_YEAR, _TOLD_LATER, _AWAY, _NEXT, _SAME_YEAR, _BARE, _MONTH_OF, _SAME, _SAME_DAY,
    _SINCE_THEN,
)  # fmt: skip


class _Telling:
    """The date that a phrase means after the dates told before it."""

    def __init__(self, known: str, near: str) -> None:
        self._known, self._near = known, near

    def _last(self, clause: Clause, place: int) -> str:
        inside = clause.within(0, place, kinds=Kind.DATE)
        return inside[-1][1].value if inside else self._known

    def _done(self, clause: Clause, place: int) -> str:
        """The last date, or that of the same verb: `signed …, bound since … (it signed on …)`."""
        if verb := _VERB_OF_DAY.search(clause.masked[:place]):
            earlier = [
                found
                for found in _VERB_AND_DAY.finditer(clause.masked[: verb.start()])
                if found["verb"] == verb["verb"]
            ]
            if earlier:
                return clause.at(earlier[-1].end() - 1).value
        return self._last(clause, place)

    def _said(self, match: re.Match[str], clause: Clause, value: str) -> Mention | None:
        """A mention of what is told in full, else of a value."""
        start = match.start()
        told = clause.within(*match.span(), kinds=Kind.DATE)
        value = told[-1][1].value if told else value
        if value and match.groupdict().get("beside"):
            found = next(iter(dates(f"{match['beside']} {value[:4]}")), None)
            value = found[2] if found else value
        if not value:
            return None
        return Mention(Kind.DATE, clause.words(start, match.end()), value=value)

    def told(self, match: re.Match[str], clause: Clause) -> Mention | None:
        return self._said(match, clause, "")

    def of_year(self, match: re.Match[str], clause: Clause) -> Mention | None:
        before = self._last(clause, match.start())
        if not before:
            return None
        day = match["day"] or match["day2"]
        word = (match["which"] or match["after"] or "").strip()
        turned = {"following": 1, "next": 1, "after": 1, "previous": -1, "preceding": -1}
        year = int(before[:4]) + (-1 if word == "before" else turned.get(word, 0))
        found = next(iter(dates(f"{day} {year}")), None)
        return Mention(Kind.DATE, match[0], value=found[2] if found else str(year))

    def away(self, match: re.Match[str], clause: Clause) -> Mention | None:
        before = self._last(clause, match.start())
        length, unit = length_of(match, clause)
        round_number = (match["unit"] or "").lower() == "decade"
        vague = match["half"] or round_number or VAGUE.search(clause.masked[: match.start()])
        vague = vague or (match["y"] and _OF_TERM.search(clause.low))
        value = away(before, length if match["later"] else -length, unit) if before else ""
        return self._said(match, clause, "" if vague else value)

    def next(self, match: re.Match[str], clause: Clause) -> Mention | None:
        before = self._last(clause, match.start())
        turned = 1 if match["next"] or match["after"] else -1
        unit = (match["nunit"] or match["bunit"]).lower()
        return self._said(match, clause, away(before, turned, unit) if before else "")

    def same_year(self, match: re.Match[str], clause: Clause) -> Mention | None:
        before = self._last(clause, match.start())
        value = before[:_MONTH] if match["month"] else before[:4]
        return Mention(Kind.DATE, match[0], value=value) if before else None

    def same(self, match: re.Match[str], clause: Clause) -> Mention | None:
        day = self._said(match, clause, self._done(clause, match.start()))
        return replace(day, proposed="on") if day and match["which"] else day

    def since(self, match: re.Match[str], clause: Clause) -> Mention | None:
        masked, last = clause.masked, self._last(clause, match.start())
        lasts = _LASTS.search(masked[: match.start()]) or _LASTS_AFTER.match(masked, match.end())
        return (
            Mention(Kind.DATE, match[0], value=last, proposed="since") if lasts and last else None
        )

    def bracketed(self, match: re.Match[str], clause: Clause) -> Mention | None:
        before = self._last(clause, match.start())
        return Mention(Kind.DATE, match[0], value=before, proposed="(") if before else None

    def month(self, match: re.Match[str], clause: Clause) -> Mention | None:
        told = {m.value for _, m in clause.within(0, match.start(), kinds=Kind.DATE)}
        years = {value[:4] for value in told}
        if len(years) != 1 or not any(len(value) == 4 for value in told):
            return None
        found = next(iter(dates(f"{match[0]} {years.pop()}")), None)
        return Mention(Kind.DATE, match[0], value=found[2]) if found else None

    def bare(self, match: re.Match[str], clause: Clause) -> Mention | None:
        if match["bare"]:
            return _of_year(match, clause)
        found = next(iter(dates(f"{match['first']} {self._near[:4]}")), None)
        return Mention(Kind.DATE, match[0], value=found[2], proposed="on") if found else None

"""Numbers and days of laws that stand apart from their titles, brought to the law they belong to.

`The Patent Law bears the number 427-I and was adopted on 16 July 1999`: the titles of
laws take what stands beside them; what the sentence says of them farther off comes here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from cislex import patterns
from cislex.laws import topics
from cislex.lexicon import Kind
from cislex.mentions import Clause
from cislex.screening import Screened

_L, _D, _N, _B, _R = Kind.LAW, Kind.DATE, Kind.NUMBER, Kind.BODY, Kind.RIGHT
_FAR = 90
"""More characters than stand between a law and what is said of its number or day."""


def bring(clause: Clause) -> None:
    """Give every law of a clause the number and the day of adoption that stand apart from it."""
    if _L not in clause.masked:
        return
    _both(clause)
    if _D in clause.masked:
        _share(clause)
        _deal_out(clause)
    if (named := _NAMED.match(clause.masked)) and len(clause.mentions) > 1:
        _name(clause, named)
    for found in _NUMBER.finditer(clause.masked):
        if not _OTHER_NUMBER.search(clause.masked[: found.start()]):
            _give(clause, found.start(), "value")
    for pattern in _told_days(clause) if _D in clause.masked else ():
        for found in pattern.finditer(clause.masked):
            if not _OTHER_DAY.search(found[0]):
                law, place = clause.masked.find(_L, *found.span()), found.end()
                _give(clause, found.start("day"), "date", law)
                while other := _LIKEWISE.match(clause.masked, place):
                    _give(clause, other.start("day"), "date", other.start("law"))
                    place = other.end()


def _told_days(clause: Clause) -> Iterator[re.Pattern[str]]:
    yield from _DAYS
    yield from (rarer.pattern for rarer in _RARER if clause.admits(rarer))


def _share(clause: Clause) -> None:
    """`two statutes of 23 October 2008: Law No. 220-III and Law No. 221-III`: both are of it."""
    shared = chain.from_iterable(pattern.finditer(clause.masked) for pattern in _SHARED)
    for found in shared if clause.masked.count(_L) > 1 else ():
        if _OTHER_DAY.search(found[0]):
            continue
        day = clause.at(found.start("day")).value
        for place, law in clause.within(*found.span("laws"), kinds=_L):
            if not law.date:
                clause.mentions[clause.index(place)] = replace(law, date=day)


def _both(clause: Clause) -> None:
    """`A, No. 1, and B, No. 2, both of 22 June 1999`: the day that B has taken is that of A too."""
    if clause.masked.count(_L) == 1:
        return
    for number, law in enumerate(clause.mentions):
        if not (law.kind == _L and law.date and _BOTH_OF.search(law.text)):
            continue
        place = clause.places[number]
        for before in range(number - 1, -1, -1):
            known, start = clause.mentions[before], clause.places[before]
            if known.kind == Kind.RIGHT:
                continue
            joined = _JOINED.fullmatch(clause.masked, start + 1, place)
            if known.kind != _L or known.date or not joined:
                break
            clause.mentions[before], place = replace(known, date=law.date), start


_BOTH_OF = patterns.of(
    r", (?:both|all|each)(?: (?:three|four|dated|adopted|passed))? (?:of|on|in|from)"
)
_JOINED = patterns.of(
    rf",?(?: and| &| while| whereas)?(?: (?:for )?{Kind.RIGHT}(?: (?:are|is))?(?: [a-z]+)?"
    r" (?:by|under|in|to))?(?: the)? "
)


def _deal_out(clause: Clause) -> None:
    """`The laws A and B date from 1997 and 1998 respectively`: each has its own day."""
    for found in _RESPECTIVELY.finditer(clause.masked):
        laws = clause.within(0, found.start(), _L) or clause.within(
            found.end(), len(clause.masked), _L
        )
        days = clause.within(*found.span(), kinds=_D)
        if len(laws) == len(days) and not any(law.date for _, law in laws):
            for (place, law), (_, day) in zip(laws, days, strict=True):
                clause.mentions[clause.index(place)] = replace(law, date=day.value)


def _name(clause: Clause, named: re.Match[str]) -> None:
    """`Law No. 8 of 14 January 1998 is the Patent Law`: the number and the title are of one law."""
    one, other = clause.at(named.start("one")), clause.at(named.start("other"))
    if topics(other.proposed) and not (topics(one.proposed) or other.value or other.date):
        place = clause.index(named.start("one"))
        clause.mentions[place] = replace(one, proposed=other.proposed, type=other.type)


def _give(clause: Clause, place: int, what: str, own: int = -1) -> None:
    """Give a number or day to its `own` law, else to that before it or, without one, behind it."""
    masked = clause.masked
    start = max(masked.rfind(mark, 0, place) for mark in ("; ", ". ")) + 1
    stops = [p for mark in ("; ", ". ") if (p := masked.find(mark, place)) >= 0]
    end = min(stops, default=len(masked))
    before, after = masked.rfind(_L, start, place), masked.find(_L, place, end)
    if before < 0 and after < 0 and _ITS.match(masked, start):
        before = masked.rfind(_L, 0, start)  # `the law was adopted in 1999; its number is 427-I`
    near = before if before >= 0 and place - before < _FAR else after
    law = own if own >= 0 else near
    between = _AS_NUMBER.sub("", masked[place + 1 : law])
    if law < 0 or abs(place - law) > _FAR or (law > place and _N in between):
        return
    number = clause.index(law)
    mention, given = clause.mentions[number], clause.at(place).value
    if what == "value" and not mention.value:
        clause.mentions[number] = replace(mention, value=given)
    elif what == "date" and not mention.date and mention.value != "anaphor":
        clause.mentions[number] = replace(mention, date=given)


_LIKEWISE = patterns.of(
    rf"(?:,|;)?(?: and| while| but)?(?: the)? (?P<law>{_L})(?:, {_L})?,?"
    rf" (?P<day>{_D})(?!,? (?:{_L}|and {_L}))"
)
"""`…, and the Special Part, Law No. 409, on 1 July 1999`: another law made on another day."""
_AS_NUMBER = patterns.of(rf"^,? as (?:[A-Z][a-z]+ ){{0,2}}(?:number )?{_N}(?=,)")
"""`Adopted on 4 May 1999 as Law No. 1, the Patent Law`: the number is of the same law."""
_ITS = patterns.of(rf" (?:and )?(?:its|{Kind.PRONOUN})\b", re.IGNORECASE)
_RESPECTIVELY = patterns.of(
    rf"\b(?:dates?|adopted|enacted|passed|signed|approved|issued)\b[^.;{_D}]{{0,12}}"
    rf"{_D}(?:, {_D}){{0,24}},? and (?:from |on |in )?{_D},? respectively\b",
    re.IGNORECASE,
)
_NAMED = patterns.of(rf"(?P<one>{_L}) (?:is|was)(?: called| known as)?(?: the)? (?P<other>{_L})")
_LIST = rf"(?P<laws>{_L}(?:(?:,|;|,? and|; and)(?: the)? {_L}){{1,24}})"
_BRACKETED = (
    rf"(?P<laws>\({_L}\)(?:(?:,|;|,? and|; and)(?: for| on)?"
    rf"(?:,? {Kind.RIGHT}|,? and {Kind.RIGHT}){{1,4}} \({_L}\)){{1,12}})"
)
"""`inventions (No. 1), designs (No. 2) and trademarks (No. 3)`."""
_NUMBER = patterns.of(_N)
_OTHER_NUMBER = patterns.of(
    r"\b(?:articles?|rules?|rooms?|chapters?|forms?|cases?|class(?:es)?|pages?|annex|part|sections?"
    rf"|paragraphs?|book|{_B})(?: of \w+)? \(?$",
    re.IGNORECASE,
)
"""What has a number besides laws."""

_AND = r"[,;](?: and| while| whereas)? "
_RIGHTS = rf"(?:{_R}(?:,? and |, )){{0,3}}{_R}"
_ADOPTED = (
    r"(?:adopt(?:ed|ing)|enact(?:ed|ing)|pass(?:ed|ing)|sign(?:ed|ing)|approv(?:ed|ing)"
    r"|promulgat(?:ed|ing)|issued|voted(?: it)?|introduc(?:ed|ing)|added(?! to))"
)
_DAYS = tuple(
    patterns.of(pattern)
    for pattern in (
        rf"{_L}[^;.:{_L}]{{0,{_FAR}}}?\b(?:{_ADOPTED}|dates?|dated|dating|goes back|went back"
        rf"|(?:is|was)(?= of {_D})"
        rf"|(?<!was )(?<!were )followed(?=(?: soon| later| only| then)? {_D}(?!,? by\b)))\b"
        rf"[^;.{_L}{_D}]{{0,40}}(?P<day>{_D})",
        rf"{_L}[^;.{_L}]{{0,{_FAR}}}?(?:{_N},? |old )\(?(?:of |on |dated )?(?P<day>{_D})",
        rf"(?:^|; )[^;{_D}{_L}]{{0,80}}{_L}[^;.:{_L}{_D}]{{0,30}}"
        rf"\b(?:bears|carries|shares|wears|has) (?:the )?(?P<day>{_D})",
        rf"(?P<day>{_D}),? when (?:[a-z]+ ){{0,2}}{_L}[^;.{_L}{_D}]{{0,30}}\b{_ADOPTED}\b",
        rf"{_L} (?:came|arrived|appeared)(?! (?:in|under|back|to|from|with)\b)[^;.{_L}{_D}]{{0,30}}"
        rf"(?P<day>{_D})",
        rf"(?P<day>{_D}),? (?:came|followed|arrived|appeared)(?: [a-z]+){{0,2}} {_L}",
        rf"{_L}: (?P<day>{_D})",
        rf"{_N} (?:of|dated) (?P<day>{_D}),? [^;.{_D}{_L}]{{0,12}}{_L}",
        rf"\b(?i:{_ADOPTED}|dated)\b[^;.{_L}{_D}]{{0,40}}(?P<day>{_D})[^;.{_D}{_L}]{{0,40}}, {_L}",
        rf"(?P<day>{_D}),? [^;.{_L}{_D}]{{0,40}}\b{_ADOPTED}\b[^;.{_L}{_D}]{{0,30}} {_L}",
        rf"\b(?i:{_ADOPTED})\b[^;.{_L}{_D}]{{0,30}} {_L}(?:,? [a-z]+){{0,4}},? (?P<day>{_D})",
    )
)
_RARER = tuple(
    Screened(pattern)
    for pattern in (
        r"\b(?:followed|joined|complemented|supplemented|completed)(?: [a-z]+){0,2}"
        rf" (?P<day>{_D}),? by {_L}",
        rf"\b(?:followed|came|arrived|appeared), (?P<day>{_D}), {_L}",
        rf"(?:^|[;:] |, and )(?P<day>{_D}),? {_L}(?: \([^()]{{0,60}}\))?"
        r" (?:came|followed|arrived|appeared)\b",
        rf"{_AND}{_RIGHTS} (?P<day>{_D}) (?:by|under|in) {_L}",
        rf"{_AND}(?P<day>{_D}),? {_RIGHTS} (?:by|under|in) {_L}",
    )
)
"""Days told in ways of which most clauses with a law hold no word."""
_SHARED = (
    patterns.of(
        rf"{_BRACKETED},? (?:(?:both|all|each) )?(?:were|are|have been)\b[^;.{_L}{_D}{_N}]{{0,25}}"
        rf"\b{_ADOPTED}\b[^;.{_L}{_D}{_N}]{{0,25}} (?P<day>{_D})(?!,? and {_D})"
    ),
    patterns.of(
        rf"\b(?:laws|acts|statutes|codes)(?: (?:of|dated|adopted|passed|enacted|from"
        rf"|on)){{0,24}}(?: the)? ?(?P<day>{_D})(?: [^.;:,{_L}{_D}]{{1,40}}(?=:))?"
        rf"[:,](?: namely)? {_LIST}"
    ),
    patterns.of(
        rf"^(?P<day>{_D}),?(?: both| all)? {_LIST} (?:were|have been)\b[^;.{_L}{_D}]{{0,25}}"
        rf"\b{_ADOPTED}\b"
    ),
    patterns.of(
        rf"{_LIST},? (?:(?:both|all|each) )?(?:(?:were|are|have been)\b[^;.{_L}{_D}{_N}]{{0,25}}"
        rf"\b{_ADOPTED}|(?:both|all|each) (?:dates?|stem|come|go(?:es)? back|followed|(?=of)"
        rf"|from(?= ))|date|stem"
        rf"|go back)\b[^;.{_L}{_D}{_N}]{{0,25}} (?P<day>{_D})(?!(?:,|,? and) (?:[a-z]+ )?{_D})"
    ),
    patterns.of(
        rf"(?P<day>{_D}),? [^;.{_L}{_D}]{{0,40}}\b{_ADOPTED}\b[^;.{_L}{_D}]{{0,30}} {_LIST}"
        rf"(?!,? {_D}| (?:was|were|is|are|has|had|have|came|followed|[a-z]+ed)\b)"
    ),
    patterns.of(
        rf"(?:^|[.;:] )[^.;:{_D}{_L}]{{0,{_FAR}}}\b{_ADOPTED}(?: both)? {_LIST} (?P<day>{_D})"
    ),
    patterns.of(
        rf"\b(?:followed|came|appeared|arrived),? (?P<day>{_D}),? (?:both )?(?:the )?{_LIST}"
        rf"(?!,? {_D}| (?:was|were|is|are|has|had|have|[a-z]+ed)\b)"
    ),
    patterns.of(
        rf"(?P<day>{_D}),? (?:brought|saw|produced|gave|yielded|(?:was|is) the (?:day|date) of"
        rf"|(?:came|followed)(?: both)?)(?: [a-z]+){{0,4}}:?(?: the)? {_LIST}"
        rf"(?!,? {_D}| (?:was|were|is|are|has|had|have)\b)"
    ),
)
"""A day that several laws have in common."""
_OTHER_DAY = patterns.of(
    r"\b(?:between|(?:set|series|number) of|amend\w*|replac\w*|repeal\w*|revis\w*|last|version"
    r"|in force|effect\w*|appl\w*|bill|draft|treaty|convention|agreement)\b",
    re.IGNORECASE,
)
"""Words beside a day that is not that of the law's adoption."""

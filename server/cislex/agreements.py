"""Agreements that are called by their day and matter: `the CIS agreement of 6 March 1998 on …`.

The agreements of the Commonwealth have long titles that nobody writes out; an article
gives the organisation or the year and a word or two of what they are about.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cislex import patterns
from cislex.lexicon import Entry, Kind, Lexicon
from cislex.mentions import Clause, Mention
from cislex.screening import Screened, Several

_D, _O, _R = Kind.DATE, Kind.ORGANIZATION, Kind.RIGHT
_WORD = (
    r"(?!(?:which|that|was|were|is|are|has|had|have|ratified|signed|approved|by|to|since|until"
    rf"|after|entered|came|with)\b)(?:[\w'-]+|{_R})"
)
_END = (
    rf"(?=,|;|:|\.|\)|$| \(| and, | and (?:since|to|of|in)\b"
    rf"|(?: (?:of|from|dated|since|in|on))? {_D}"
    r"| (?:was|were|is|has|had|have|which|that|by|ratified|signed|since|to|entered|came|after"
    r"|with|took"
    r"|takes?|enters|bound|binds|applie[sd]|became|becomes|ceased?|ceases|still|remains?|will|into"
    r"|until|when)\b)"
)
_AGREEMENT = Screened(
    rf"(?:(?P<year>{_D}) |(?P<of>{_O}|Commonwealth)(?:'s)? ){{0,4}}"
    rf"(?:(?P<matter>{_R}) (?=[a-z]+ (?:of|dated|from|concluded|signed|\()))?"
    r"(?:[Aa]greement|[Aa]ccord|[Pp]act|(?:(?<=and )|(?<=, ))another(?= (?:on|about|against) )"
    rf"|\b(?:[Tt]he )?(?P<one>one(?= (?:of|dated|from|on|about|concluded|signed)\b)"
    rf"|that(?= of {_D} (?:on|about|against) )))"
    rf"(?: (?:of|dated|signed on|concluded on|from) (?P<first>{_D}))?(?: of (?:the )?(?P<by>{_O}))?"
    rf"(?: (?:on|about|against) (?:the )?(?P<about>{_WORD}(?: {_WORD}){{0,13}}?)"
    rf"{_END})?"
    rf"(?:(?: (?:of|dated|from)|,? (?:concluded|signed)(?: within (?:the )?\w+)? (?:in|on))"
    rf" (?P<last>{_D})| \((?P<bracket>{_D})\))?"
)
_OF_THESE = patterns.of(r"\b(?:agreements|accords|pacts)\b")
"""`Of the agreements made within the Commonwealth, the one of 1993 on copyright …`."""
_WHOSE = Screened(f"(?:{_O}(?:'s)?|{_D}) (?P<treaty>{Kind.TREATY})")
_CALLED = Several(_AGREEMENT, _WHOSE)
_MARKS = rf"{_R}(?:s?,? (?:and )?(?:service marks|{_R})){{0,3}}"
_OF_UNION = Screened(
    rf"(?:(?P<of>{_O})'s|(?<=bound by )its|(?<=party to )its|(?<=ratified )its|(?<=joined )its)"
    rf" (?:[a-z]+ )?(?:{_R} [Tt]reaty"
    rf"|[Tt]reaty on {_MARKS})"
    rf"|(?:[Tt]he )?(?:[Tt]reaty|[Aa]greement)"
    rf" (?:on {_MARKS} (?:of|within|in) (?:the )?(?P<by>{_O})"
    rf"|(?:of|within|in) (?:the )?(?P<by2>{_O}) on {_MARKS})"
)
_FOUNDING = Screened(
    rf"(?:(?P<of>{_O})'s |(?<=, whose )|\bits )(?:founding|constituent|constitutive|basic)"
    rf" [Tt]reaty(?: of {_D})?|(?P<of2>{_O})'s (?:own )?[Tt]reaty of {_D}"
    rf"|(?:[Tt]he )?(?:founding|constituent|constitutive) [Tt]reaty of (?:the )?(?P<by>{_O})"
)
"""`the Union, whose founding treaty …`."""
_OWN = Several(_OF_UNION, _FOUNDING)
_MATTERS = (
    *("offen", "false", "copyright", "industrial property", "customs", "counterfeit"),
    *("market", "database", "network", "council", "principles", "register"),
)
"""Words that tell the agreements from each other."""
_DAY = patterns.of(r"agreement-(\d{4}-\d\d-\d\d)-")


def mark(clause: Clause, lexicon: Lexicon) -> None:
    """Put a mention in the place of every agreement that is called by its day and matter."""
    if not clause.admits_one(_CALLED):
        return

    def take(match: re.Match[str], clause: Clause) -> Mention | None:
        places = [match.start(name) for name in ("year", "first", "last", "bracket") if match[name]]
        days = [clause.at(place).value for place in places]
        about = clause.words(*match.span("about")).lower() if match["about"] else ""
        about = about or clause.words(*match.span("matter")).lower() if match["matter"] else about
        if match["one"] and not _OF_THESE.search(clause.masked, 0, match.start()):
            return None
        if not days and about:
            later = clause.within(match.end(), len(clause.masked), _D)
            near = [*later, *clause.within(0, match.start(), _D)]
            told = [m.value for _, m in near if len(m.value) == 10]
            days = [day for day in told if any(day == known for known, _ in _dated(lexicon))][:1]
        if not days and not (about and (match["of"] or match["by"])):
            return None
        if match[0].startswith("another") and not clause.within(0, match.start(), Kind.TREATY):
            return None
        found = [
            entry
            for day, entry in _dated(lexicon)
            if all(day.startswith(given) for given in days) and _matters(about, entry)
        ]
        if len(found) != 1 or not (about or any(len(day) == 10 for day in days)):
            return None
        return Mention(Kind.TREATY, clause.words(*match.span()), (found[0],))

    clause.merge(_AGREEMENT, take)
    clause.merge(_WHOSE, _of_its_own)


def _of_its_own(match: re.Match[str], clause: Clause) -> Mention | None:
    """`the CIS Agreement on …` by its title: whose it is and of which year."""
    first, treaty = clause.at(match.start()), clause.at(match.start("treaty"))
    name = treaty.entries[0].id if treaty.entries else ""
    day = _DAY.search(name)
    if first.kind == _D:
        own = day is not None and day[1].startswith(first.value)
    else:
        own = bool(first.entries) and name.startswith(first.entries[0].id)
    words = clause.words(*match.span())
    return Mention(Kind.TREATY, words, treaty.entries) if own else None


def of_union(clause: Clause, lexicon: Lexicon) -> None:
    """Put a mention in the place of `the Union's treaty on trademarks`."""
    if not clause.admits_one(_OWN):
        return

    def take(match: re.Match[str], clause: Clause) -> Mention | None:
        groups = match.groupdict()
        whose = next((group for group in groups if match[group]), "")
        named = clause.within(0, match.end(whose) if whose else match.start(), _O)
        entries = named[-1][1].entries if named else ()
        if not entries or entries[0].id != "id:eaeu":
            return None
        founding = match.re is _FOUNDING.pattern
        entry = lexicon.entries["id:eaeu-treaty" if founding else "id:eaeu-trademark-treaty"]
        return Mention(Kind.TREATY, clause.words(*match.span()), (entry,))

    clause.merge(_OF_UNION, take)
    clause.merge(_FOUNDING, take)


def _matters(about: str, entry: Entry) -> bool:
    """Whether an agreement is about what some words say; without such words it may be."""
    told = [matter for matter in _MATTERS if matter in about]
    label = f"{entry.label} {entry.id.replace('-', ' ')}".lower()
    return all(matter in label for matter in told) and bool(told or not about)


@lru_cache(maxsize=4)
def _dated(lexicon: Lexicon) -> tuple[tuple[str, Entry], ...]:
    return tuple(
        (found[1], entry)
        for entry in lexicon.entries.values()
        if entry.kind is Kind.TREATY and (found := _DAY.search(entry.id))
    )

"""Titles of laws: found by their shape, with the number, the day and the state that stand by."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import repeat

from cislex import patterns
from cislex.laws import topics
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.owners import FOREIGN_ADJECTIVES, owner
from cislex.title_forms import LAW_WORD, WITH_DECREE, WITHOUT_DECREE

_A, _S, _B = Kind.ADJECTIVE, Kind.STATE, Kind.BODY
_D, _N, _R = Kind.DATE, Kind.NUMBER, Kind.RIGHT


def mark(clause: Clause) -> None:
    """Put a mention in the place of every title of a law in a clause."""
    told = _N in clause.masked or _D in clause.masked
    if (told and _NUMBERED_FIRST.match(clause.masked)) or clause.search(LAW_WORD):
        clause.merge_each(WITH_DECREE if told else WITHOUT_DECREE, repeat(_law))


def _law(match: re.Match[str], clause: Clause) -> Mention | None:
    groups = match.groupdict()
    state, foreign = owner(match, clause)
    number, date = _number_and_date(match, clause)
    whole = clause.words(*match.span())
    found = Mention(Kind.LAW, whole, value=number, date=date, state=state, foreign=foreign)
    if groups.get("treaty"):
        treaty = clause.at(match.start("treaty"))
        proposed = clause.words(match.start("head"), match.end("treaty")).replace(" the ", " ")
        return replace(found, proposed=proposed, type="RatificationLaw", group=(treaty,))
    if groups.get("act"):
        return _decree(match, clause, found)
    if groups.get("name") is not None:
        return _named(match, clause, found)
    if groups.get("first"):
        return _first(match, clause, found)
    if groups.get("bare"):
        number = clause.at(match.start("bare")).value
        is_law = _LAW_IS.search(clause.masked[: match.start()])
        if not is_law and not (len(date) > 7 and _OF_RIGHTS.match(clause.masked[: match.start()])):
            return None
        return replace(found, value=number, proposed=f"Law {whole}")
    return _told(match, clause, found)


def _first(match: re.Match[str], clause: Clause, found: Mention) -> Mention | None:
    """A law whose number opens a line, with its title behind the day or without one."""
    number = clause.at(match.start("first"))
    if len(found.date) <= 7 or not (match["title"] or _OF_LAW.search(number.value)):
        return None
    title = clause.words(*match.span("title")).strip('" ') if match["title"] else ""
    rights = tuple(right for _, right in clause.within(*match.span("title"), kinds=_R))
    proposed = f"Law on {re.sub('^[Oo]n ', '', title)}" if title else f"Law {found.text}"
    group = rights if title[:1].islower() else ()
    return replace(found, value=number.value, proposed=proposed, type="NationalLaw", group=group)


_OF_LAW = patterns.of(r"-(?:[IVX]+|FZ|FKZ|Z|З|ФЗ|ФКЗ|IIS|IQ)\b|^(?:ZRU|ZR|HO|ЗРУ)-")
"""The letters of a number that only laws have."""
_NUMBERED_FIRST = patterns.of(rf"\(?{_N}|(?:{_R}(?:,? and |, )){{0,12}}{_R}: {_N}")
_OF_RIGHTS = patterns.of(rf"(?:{_R}(?:,? and |, )){{0,5}}{_R}: $")


def _told(match: re.Match[str], clause: Clause, found: Mention) -> Mention | None:
    """A law by its title, by what it is about, or only by its number and day."""
    groups, number, date = match.groupdict(), found.value, found.date
    title = clause.words(*match.span("title")).strip('" ') if groups.get("title") else ""
    head = groups.get("head") or groups["small"]
    if groups.get("topic"):
        title = clause.words(*match.span("topic")).strip()
    dated = len(date) >= 7 and head not in _PRONOUNS
    if head in _SMALL_HEADS and not title and not number and not dated:
        return None
    vague = head in ("Decree", "Edict") or (head in ("law", "act") and not groups.get("owner"))
    if vague and not (number or date or groups.get("small")):
        return None
    kind = groups.get("kind") or ""
    spoken = title[:1].islower() and not title.startswith(("the ", "legal ", "protection "))
    if "kind" in groups or (title and (groups.get("small") or spoken) and not groups.get("open")):
        # "the copyright statute, No. 6-I": what it is about is told, and no name.
        told = "topic" if groups.get("topic") else "title" if title else "kind"
        rights = tuple(right for _, right in clause.within(*match.span(told), kinds=_R))
        found = replace(found, group=rights)
    if title:
        proposed = f"{head[:1].upper()}{head[1:]} on {re.sub('^[Oo]n ', '', title)}"
    else:
        proposed = f"Law No. {number}" if head in _PRONOUNS else _bare(found.text)
    return found.but(proposed=proposed, type=_law_type(f"{kind}{proposed}"))


def _decree(match: re.Match[str], clause: Clause, found: Mention) -> Mention | None:
    """A decree, resolution or order, which has a number and somebody who issued it.

    What has a day alone is how something came about, and no act with a name.
    """
    if not found.value or "Court" in clause.words(*match.span()):
        return None
    before = clause.masked[: match.start()]
    issued = match["issuer"] or match["by"] or _ISSUING.search(before)
    binding = match["act"].lower() in ("decree", "edict", "resolution")
    if not issued and (re.search(rf"{_B}(?:'s)? $", before) or not binding):
        return None
    numbers = clause.within(*match.span("meta1"), kinds=_N)
    end = max(match.end("by"), numbers[0][0] + 1 if numbers else 0)
    name = clause.words(match.start(), end) if numbers else found.text
    return replace(found, proposed=_bare(name), type="LegalInstrument")


_ISSUING = patterns.of(
    rf"\b(?:[Gg]overnment|[Cc]abinet(?: of Ministers)?|[Mm]inistry|[Pp]resident)"
    rf"(?: of (?:the )?{_S})?,?(?: (?:has|had|also|since|now|then|recently|in {_D})){{0,3}}"
    r" (?:approved|adopted|issued|passed|signed)(?: the| its| a| a new)? $"
)
"""`The government approved Decision No. 5`: it has an issuer, which makes it binding."""


def _named(match: re.Match[str], clause: Clause, found: Mention) -> Mention | None:
    """A law with its own name, such as `Trademark Law` or `Customs Code`."""
    name = match["name"] or "Civil Code"
    if _NO_NAME.match(name):
        return None
    if match.groupdict().get("head") in ("Law", "Act") and len(name.split()) == 1:
        return None
    named = clause.words(*match.span("name")).strip() or name
    if _OF_A_STATE.match(name):
        return None  # "the Uzbek Law No. 1": the adjective is no title
    if _LEVEL.fullmatch(named):
        return None
    if _ABROAD.match(named):
        return replace(found, proposed=named, foreign=True)
    is_told = found.value or found.date or topics(named) or named in _CODES
    if _ends_in_no_law(named) or not is_told:
        return None
    part = match.groupdict().get("part")
    proposed = f"{part} of the {named}" if part else named
    return found.but(proposed=proposed, type=_law_type(proposed))


_CODES = ("Commercial Code", "Economic Code", "Entrepreneurial Code")
"""Names that tell a law although they tell of no right."""
_NO_NAME = patterns.of(
    r"(?:This|That|The|These|Those|Under|Model|Its|Our|Such|With|By|In|Through|Besides|Since|After"
    r"|Before|Until|When|While|And|But|For|From|Of|Another|One|Each|Both|See|Read|Also|As|If|Where"
    r"|Per|Via|Despite|Following|Unlike|Like|Only|Even|Instead|Today|Now|Then|First|Finally|Later"
    r"|An?|Their|Next|Or|So|Yet|Here"
    r"|There) "
)
"""Words that begin a sentence and no name of a law."""
_LEVEL = patterns.of(
    r"(?:(?:Federal|Constitutional|Organic|Basic|Special|National) ){1,24}(?:Law"
    r"|Act)"
)
"""What a law is, and no name of one."""
_OF_A_STATE = patterns.of(rf"[{_A}{_S}] (?:Law|Act|Statute)$")
_ABROAD = patterns.of(rf"{FOREIGN_ADJECTIVES}\b")


def _bare(words: str) -> str:
    return re.sub(r"^(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Tt]his|[Oo]ne) ", "", words).strip()


_LAW_IS = patterns.of(
    r"\b(?:[Ll]aw|[Aa]ct|[Ss]tatute|[Ll]egislation|basis)\b[^.;:]{0,40}:? (?:is )?$"
)
"""What stands before a number that is one of a law."""
_SMALL_HEADS = (
    "law",
    "act",
    "statute",
    "ordinance",
    "namesake",
    "predecessor",
    "forerunner",
    "counterpart",
    "equivalent",
    "one",
    "that",
)


_PRONOUNS = ("one", "that")


def _ends_in_no_law(name: str) -> bool:
    return bool(
        re.search(
            r"(?:^|\b)(?:Rule|Murphy's|Corporate|Business|International|IP|European|Public"
            r"|Private) (?:of )?(?:Law|Act)$",
            name,
        )
    )


@lru_cache(maxsize=1000)
def _law_type(name: str) -> str:
    low = name.lower()
    if re.search(r"\bratif", low):
        return "RatificationLaw"
    if re.search(r"\bamend|changes and additions", low):
        return "AmendingLaw"
    return "Code" if re.search(r"\bcode\b", low) else "NationalLaw"


_OF_ANOTHER = patterns.of(r"amend|last|version|replac|repeal")
_FROM_WHEN = patterns.of(r"in force|effect")
"""Words before a day that is not that of a law's adoption."""


def _number_and_date(match: re.Match[str], clause: Clause) -> tuple[str, str]:
    number = date = in_force = ""
    groups = match.re.groupindex
    for name in ("year", "meta1", "meta2"):
        if name in groups and match[name]:
            start, end = match.span(name)
            for place, mention in clause.within(start, end, kinds=_N + _D):
                before = clause.masked[start:place]
                if _OF_ANOTHER.search(before):
                    continue
                if mention.kind == Kind.DATE and _FROM_WHEN.search(before):
                    in_force = in_force or mention.value
                    continue
                if mention.kind == Kind.NUMBER:
                    number = number or mention.value
                elif mention.value.startswith(date):  # `a law in 2022 (No. 1 of 28 July 2022)`
                    date = mention.value
    of_act = "act" in groups and match["act"]
    if (of_year := _OF_YEAR.fullmatch(number)) and not of_act:
        return of_year[1], date or of_year[2]
    return number, date or in_force


_OF_YEAR = patterns.of(r"(\d{1,4})/((?:19|20)\d\d)")
"""`No. 38/2008`: a number and the year in which it was given."""

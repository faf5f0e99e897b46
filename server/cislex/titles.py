"""Titles of laws: found by their shape, with the number, the day and the state that stand by."""

from __future__ import annotations

import re

from cislex.laws import topics
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.owners import OF_STATE, OWNER, owner

_A, _D, _N, _R, _T, _O = (
    *(Kind.ADJECTIVE, Kind.DATE, Kind.NUMBER, Kind.RIGHT, Kind.TREATY, Kind.ORGANIZATION),
)
_S, _X = Kind.STATE, Kind.FOREIGN

_DATED = (
    r"(?:of|dated|from|adopted(?: on| in)?|enacted(?: on| in)?|passed(?: on| in)?"
    r"|signed(?: on| in)?|as of|promulgated on)"
)
_META = (
    rf"(?:,? \((?:[^()]{{0,60}}[{_N}{_D}][^()]{{0,90}})\)|,? (?:under )?[{_N}]"
    rf"|,? {_DATED} (?:the )?{_D}|, {_D})"
)
_JOIN = (
    r"(?:,? (?:and|or|of|for|to|on|the|as|with|by|from|certain|other|their|its"
    r"|in the field of|in)){1,4} |, | "
)
_NOT_LAW = rf"(?!(?:(?:[A-Z]\w+|{_R}) ){{0,3}}(?:Code|Law|Act|Convention|Agreement|Treaty)\b)"
_CAPITAL = rf"(?:[A-ZÀ-Þ][\w'/-]*|[{_R}{_O}](?:'s)?)"
_TITLE = (
    rf"\"?(?:[Tt]he )?(?:[Ss]ome "
    rf"|[Cc]ertain )?(?:(?:[Ll]egal )?[Pp]rotection of (?:the )?(?:[Rr]ights (?:to"
    rf"|in) )?)?"
    rf"(?:{_NOT_LAW}{_CAPITAL}(?:{_JOIN}){_NOT_LAW})*{_CAPITAL}"
    rf"(?: for (?:the )?[Gg]oods and [Ss]ervices| of (?:[Gg]oods"
    rf"|[Oo]rigin)(?: of [Gg]oods)?| and other [a-z]+)*\"?"
)
_LOWER_TITLE = (
    rf"\"?(?:the )?(?:(?:legal )?protection of (?:the )?(?:rights (?:to|in) )?)?"
    rf"(?:{_R}(?:, | and |, and | or ))*{_R}(?: of goods)?\"?"
)
_HEAD = r"(?:Constitutional |Federal |Organic |Model )*(?:Law|Act|Statute|Ordinance|Decree|Edict)"
_YEAR = rf"(?:(?P<year>{_D}) )?"

_LAWS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[Tt]he |[Ii]ts )?{OWNER}(?P<head>{_HEAD}"
        rf"|law)(?P<of1>{OF_STATE})?(?P<meta1>{_META}*)(?: (?:on"
        rf"|\"?[Oo]n) (?:the )?[Rr]atification of"
        rf"| ratifying) (?:the )?(?P<treaty>{_T})\"?(?P<meta2>{_META}*)",
        # Law of X No. 1 of D on Trademarks; Law on Trademarks of X (No. 1 of D)
        rf"(?:[Tt]he |[Ii]ts |[Tt]heir )?{OWNER}{_YEAR}(?P<head>{_HEAD}|law"
        rf"|act)(?P<of1>{OF_STATE})?(?P<meta1>{_META}*)"
        rf",?(?P<of2>{OF_STATE})?(?: (?:on|concerning|about|On) "
        rf"| \"(?:[Oo]n )?)(?P<title>\"?(?:[Oo]n )?(?:{_TITLE}|{_LOWER_TITLE}))\"?"
        rf"(?P<of3>{OF_STATE})?(?P<meta2>{_META}*)(?P<of4>{OF_STATE})?",
        # Civil Code, Part Four; Part Four of the Civil Code
        rf"(?:[Tt]he )?(?P<part>(?:Part (?:Four|IV|4)|Fourth Part|part four|Special Part"
        rf"|General Part)) of (?:the |its |their )?{OWNER}"
        rf"(?P<name>Civil Code)(?P<of3>{OF_STATE})?(?P<meta2>{_META}*)",
        rf"(?:[Tt]he "
        rf"|[Ii]ts )?{OWNER}(?P<name>Civil Code)(?P<of1>{OF_STATE})?(?:,? \(?(?P<part>"
        rf"(?:Part (?:Four|IV|4)|part four|Fourth Part|Special Part|special part"
        rf"|General Part))\)?)"
        rf"(?P<of3>{OF_STATE})?(?P<meta2>{_META}*)",
        # X's Trademark Law; the 2004 Copyright Act; Customs Code of X; Code on Offences
        rf"(?:[Tt]he |[Ii]ts )?{OWNER}{_YEAR}(?P<name>(?:(?:{_CAPITAL})(?:,? and | "
        rf"|, )){{1,6}}(?P<head>Law|Act|Code|Statute)"
        rf"|Code (?:on|of|for) (?:the )?(?:[A-Z]\w+(?: and | of | )?)+(?<! )|Constitution)"
        rf"(?P<of3>{OF_STATE})?(?P<meta2>{_META}*)",
        # law without a title, but with a number: Law No. 70 of 24 March 2023
        rf"(?:[Tt]he |[Ii]ts )?{OWNER}(?P<head>{_HEAD}"
        rf"|law)(?P<of1>{OF_STATE})?(?P<meta1>,? \(?[{_N}]\)?{_META}*)"
        rf"(?P<of3>{OF_STATE})?",
        # law with only the year or day: the Law of 26 July 1999, a separate act of 3 May 2000
        rf"(?:[Tt]he "
        rf"|[Ii]ts )?{OWNER}(?P<head>{_HEAD})(?P<of1>{OF_STATE})? (?P<meta1>{_DATED} "
        rf"(?:the )?{_D}{_META}*)",
        rf"(?:[Tt]he|[Ii]ts|[Aa]n?) {OWNER}(?:(?:separate|dedicated|special|own|stand-alone"
        rf"|single|distinct|new|specific|further|later|self-standing) )*(?P<head>law|act"
        rf"|statute)(?:,| that was| which was)? (?P<meta1>{_DATED} (?:the )?{_D}{_META}*)",
    )
)

_LAW_WORD = re.compile(r"(?:[Ll]aw|[Aa]ct|Code|Statute|Constitution|Decree|Edict|Ordinance)\b")


def mark(clause: Clause) -> None:
    """Put a mention in the place of every title of a law in a clause."""
    if _LAW_WORD.search(clause.masked):
        for pattern in _LAWS:
            clause.merge(pattern, _law)


def _law(match: re.Match[str], clause: Clause) -> Mention | None:
    groups = match.groupdict()
    name = groups.get("name") or ""
    if name and name.split()[0] in ("This", "That", "The", "Under", "Model", "Its", "Our", "Such"):
        return None
    if name and groups.get("head") in ("Law", "Act") and len(name.split()) == 1:
        return None
    state, foreign = owner(match, clause)
    number, date = _number_and_date(match, clause)
    title = clause.words(*match.span("title")).strip('" ') if groups.get("title") else ""
    named = clause.words(*match.span("name")).strip() if name else ""
    if groups.get("treaty"):
        treaty = clause.at(match.start("treaty"))
        proposed = clause.words(match.start("head"), match.end("treaty")).replace(" the ", " ")
        return Mention(
            *(Kind.LAW, clause.words(*match.span())),
            value=number, date=date, state=state, foreign=foreign, proposed=proposed,
            type="RatificationLaw", group=(treaty,),
        )  # fmt: skip
    vague = groups.get("head") in ("law", "act", "Decree", "Edict") and not (number or date)
    if groups.get("head") in _SMALL_HEADS and not title and not number and len(date) < 10:
        return None
    if vague and (groups["head"] in ("Decree", "Edict") or not title or not groups.get("owner")):
        return None
    if name and (_ends_in_no_law(named) or not (number or date or topics(named))):
        return None
    head = (groups.get("head") or "").strip()
    if title:
        proposed = f"{head[:1].upper()}{head[1:]} on {re.sub('^[Oo]n ', '', title)}"
    elif named:
        part = groups.get("part")
        proposed = f"{part} of the {named}" if part else named
    else:
        proposed = clause.words(*match.span()).removeprefix("the ").removeprefix("The ").strip()
    return Mention(
        *(Kind.LAW, clause.words(*match.span())),
        value=number,
        date=date,
        state=state,
        foreign=foreign,
        proposed=proposed,
        type=_law_type(proposed),
    )


_SMALL_HEADS = ("law", "act", "statute")


def _ends_in_no_law(name: str) -> bool:
    return bool(
        re.search(
            r"(?:^|\b)(?:Rule|Murphy's|Corporate|Business|International|IP|European|Public"
            r"|Private) (?:of )?(?:Law|Act)$",
            name,
        )
    )


def _law_type(name: str) -> str:
    low = name.lower()
    if re.search(r"\bratif", low):
        return "RatificationLaw"
    if re.search(r"\bamend|changes and additions", low):
        return "AmendingLaw"
    return "Code" if re.search(r"\bcode\b", low) else "NationalLaw"


def _number_and_date(match: re.Match[str], clause: Clause) -> tuple[str, str]:
    number = date = ""
    for name in ("year", "meta1", "meta2"):
        if match.groupdict().get(name):
            start, end = match.span(name)
            for place, mention in clause.within(start, end, kinds=_N + _D):
                before = clause.masked[start:place]
                if re.search(r"amend|in force|effective|last|version|replac|repeal", before):
                    continue
                if mention.kind == Kind.NUMBER:
                    number = number or mention.value
                else:
                    date = date or mention.value
    return number, date

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
from cislex.owners import FOREIGN_ADJECTIVES, OF_STATE, OWNER, owner
from cislex.screening import Screened, Several

_A, _D, _N, _R, _T, _O = (
    *(Kind.ADJECTIVE, Kind.DATE, Kind.NUMBER, Kind.RIGHT, Kind.TREATY, Kind.ORGANIZATION),
)
_S, _X, _B = Kind.STATE, Kind.FOREIGN, Kind.BODY

_DATED = (
    r"(?:of|dated|from|dating (?:from|back to)|adopted(?: on| in)?"
    r"|enacted(?: on| in)?|passed(?: on| in)?"
    r"|signed(?: on| in)?|as of|promulgated on)"
)
_NUMBERED = (
    r"(?:under|numbered|registered (?:as|under)|as (?:Federal )?(?:[Ll]aw|[Aa]ct|[Dd]ecree)|with"
    r"|bearing)"
)
_META = (
    rf"(?:,? \((?![^()]*(?:replac|repeal|supersed))"
    rf"(?:[^()]{{0,60}}[{_N}{_D}][^()]{{0,90}})\)|,? (?:{_NUMBERED} (?:the )?)?[{_N}]"
    rf"|,? (?:also |both )?{_DATED} (?:the )?{_D}|, {_D}|(?<={_N}) on {_D}"
    rf"| (?:itself|proper)(?= \([{_N}{_D}]))"
)
_JOIN = (
    r"(?:,? (?:and|or|of|for|to|on|the|as|with|by|from|against|into|certain|other|their|its"
    r"|in the field of|in)){1,4} |, | "
)
_NOT_LAW = rf"(?!(?:(?:[A-Z]\w+|{_R}) ){{0,3}}(?:Code|Law|Act|Convention|Agreement|Treaty)\b)"
_CAPITAL = rf"(?:[A-ZÀ-Þ][\w'/-]*|[{_R}{_O}{_A}](?:'s)?)"
_PART = (
    r"(?:[Pp]art (?:[Ff]our|IV|4|[Oo]ne|[Tt]wo|[Tt]hree|I{1,3}|[1-3])\b"
    r"|(?:[Ff]ourth|[Ff]irst|[Ss]econd) [Pp]art)"
)
_OF_CODE = (
    r"(?:[Tt]he )?(?:(?:Introduction|Entry|Enactment|Implementation|Commencement|Putting|Bringing"
    r"|[Ii]ntroduction|[Ee]ntry|[Ee]nactment|[Ii]mplementation|[Cc]ommencement|[Pp]utting"
    r"|[Bb]ringing)(?: [Ii]nto (?:[Oo]peration|[Ee]ffect|[Ff]orce|[Aa]ction))?)(?: of)?"
    rf" (?:the )?(?:{_PART} of )?(?:the )?Civil Code"
)
"""The law by which a code or a part of it begins to apply."""
_TITLE = (
    rf"{_OF_CODE}|\"?(?:[Tt]he )?(?:[Ss]ome "
    rf"|[Cc]ertain )?(?:(?:[Ll]egal )?[Pp]rotection of (?:the )?(?:[Rr]ights (?:to"
    rf"|in) )?)?"
    rf"(?:{_NOT_LAW}{_CAPITAL}(?!,?(?: and)? {_R} (?:by|under)\b)(?:{_JOIN}){_NOT_LAW}){{0,24}}"
    rf"{_CAPITAL}"
    rf"(?: for (?:the )?[Gg]oods and [Ss]ervices| of (?:[Gg]oods"
    rf"|[Oo]rigin)(?: of [Gg]oods)?| and other [a-z]+){{0,24}}\"?"
)
_ONE = rf"{_R}(?=,(?: and)? {_R} (?:by|under) (?:the )?[A-Z])"
"""`inventions by the Law on Inventions, and designs by the Law on Designs`."""
_LOWER_TITLE = (
    rf"\"?(?:the )?(?:(?:legal )?protection of (?:the )?(?:rights (?:to|in) )?)?"
    rf"(?:(?:{_R}|algorithms)(?:, | and |, and | or )){{0,24}}{_R}(?: of goods)?\"?"
)
_HEAD = (
    r"(?:Constitutional |Federal |Organic |Model ){0,24}(?:Law|Act|Statute|Ordinance|Decree"
    r"|Edict)"
)
_YEAR = rf"(?:(?P<year>{_D}) )?"

_ISSUER = (
    rf"(?P<issuer>(?:[Pp]residential|[Pp]resident's|[Gg]overnment(?:al|'s)?|[Cc]abinet|[Mm]inisterial"
    rf"|(?:Council|Cabinet) of Ministers|{_B}(?:'s)?) )?"
)
_BY_ISSUER = (
    rf"(?P<by>,? (?:of|by) (?:the |its )?(?:[Pp]resident|[Gg]overnment|[Cc]abinet(?: of Ministers)?"
    rf"|Council of Ministers|[Mm]inister(?: of [A-Z]\w+)?|[Mm]inistry(?: of [A-Z]\w+)?|{_B}))?"
)
_SMALL_WORD = (
    r"(?!(?:of|in|on|by|to|an?|the|and|or|was|is|are|were|has|had|under|with|for|from|as|that"
    r"|which|signed|adopted|passed|enacted|its|their|draft|proposed|planned|foreign|model"
    r"|replaced|repealed|superseded|displaced|succeeded|absorbed|follows?|followed)\b)"
    r"[a-z][\w-]+"
)

_CODE = (
    r"(?:^|(?<=; )|(?<=, )|(?<=\. )|(?<=[Tt]he )|(?<= by )|(?<= to )|(?<= with )|(?<= of )"
    r"|(?<=and )|(?<=new ))Code"
)
"""`It gave way to Code No. 95`: a code told by its number alone."""

_LAWS = tuple(
    Screened(pattern)
    for pattern in (
        rf"(?:[Tt]he |[Ii]ts )?{OWNER}(?P<head>{_HEAD}"
        rf"|law)(?P<of1>{OF_STATE})?(?P<meta1>{_META}{{0,12}})(?: (?:on"
        rf"|\"?[Oo]n) (?:the )?[Rr]atification of"
        rf"| ratifying) (?:the )?(?P<treaty>{_T})\"?(?P<meta2>{_META}{{0,12}})",
        # Law of X No. 1 of D on Trademarks; Law on Trademarks of X (No. 1 of D)
        rf"(?=[TtIi{_S}{_X}{_A}{_D}CFOMLASEDla])(?<!{_R} )"
        rf"(?:[Tt]he |[Ii]ts |[Tt]heir )?{OWNER}{_YEAR}(?P<head>{_HEAD}|law"
        rf"|act)(?P<of1>{OF_STATE})?(?P<meta1>{_META}{{0,12}})"
        rf",?(?P<of2>{OF_STATE})?(?: (?:on|concerning|about|On|Concerning|About|for the) "
        rf"| \"(?:[Oo]n )?)(?P<title>\"?(?:[Oo]n )?(?:{_ONE}|{_TITLE}|{_LOWER_TITLE}|the {_B}))\"?"
        rf"(?P<of3>{OF_STATE})?(?P<meta2>{_META}{{0,12}})(?P<of4>{OF_STATE})?",
        # Civil Code, Part Four; Part Four of the Civil Code
        rf"(?:[Tt]he )?(?P<part>(?:{_PART}|part four|Special [Pp]art"
        rf"|General [Pp]art)) of (?:the |its |their )?{OWNER}"
        rf"(?P<name>Civil Code)(?P<of3>{OF_STATE})?(?P<meta2>{_META}{{0,12}})",
        rf"(?:[Tt]he "
        rf"|[Ii]ts )?{OWNER}(?P<name>Civil Code)(?P<of1>{OF_STATE})?(?:,? \(?(?P<part>"
        rf"(?:{_PART}|part four|Special Part|special part|General Part))\)?)"
        rf"(?P<of3>{OF_STATE})?(?P<meta2>{_META}{{0,12}})",
        # Its Special Part (No. 409 of 1 July 1999)
        rf"(?P<name>)(?:[Ii]ts |[Tt]he |^(?=Part ))(?P<part>Special Part|General Part"
        rf"|special part(?=[^.;]{{0,40}}{_N})|Part (?:Four|IV)(?= [\w ]+{_META}))(?! of)"
        rf"(?P<meta2>(?:{_META}|, {_HEAD} {_N}){{0,12}})",
        # X's Trademark Law; the 2004 Copyright Act; Customs Code of X; Code on Offences
        rf"(?:[Tt]he |[Ii]ts )?{OWNER}{_YEAR}(?P<name>(?:(?:{_CAPITAL})(?:,? and | "
        rf"|, )){{0,5}}{_CAPITAL} (?P<head>Law|Act|Code|Statute)"
        rf"|Code(?P<of1>{OF_STATE})? (?:on|of|for) (?:the )?(?:[A-Z]\w+(?: and | of "
        rf"| )?){{1,24}}(?<! )"
        rf"|Constitution)"
        rf"(?P<of3>{OF_STATE})?(?P<meta2>{_META}{{0,12}})",
        # a presidential decree of 8 May 2018, Resolution No. 5 of the Government
        rf"(?:[Tt]he |[Ii]ts |[Aa]n? )?{OWNER}{_ISSUER}(?P<act>[Dd]ecree|[Ee]dict|[Rr]esolution"
        rf"|[Oo]rder|[Dd]ecision|[Rr]egulation|[Ii]nstruction)s?(?P<of1>{OF_STATE})?"
        rf"(?P<meta1>{_META}{{0,12}}){_BY_ISSUER}(?P<of2>{OF_STATE})?(?P<meta2>{_META}{{0,12}})",
        # an item of a list: Law No. 221-I of 26 April 1996 on the protection of consumers
        rf"^{OWNER}(?P<head>{_HEAD})(?P<of1>{OF_STATE})?"
        rf"(?P<meta1>,? (?:\([{_N}]\)|[{_N}]){_META}{{0,12}}),?"
        rf" (?P<open>on|about|concerning) (?P<title>[a-z](?:[\w' -]|{_R}){{4,110}})(?=[.;]?$)",
        # law without a title, but with a number: Law No. 70 of 24 March 2023
        rf"(?<!\bas )(?<!\bas Federal )(?:[Tt]he |[Ii]ts )?{OWNER}(?P<head>{_HEAD}"
        rf"|(?<!{_R} )law|{_CODE})(?P<of1>{OF_STATE})?"
        rf"(?P<meta1>,? (?:\([{_N}]\)|[{_N}]){_META}{{0,12}})"
        rf"(?P<of3>{OF_STATE})?",
        # law with only the year or day: the Law of 26 July 1999
        rf"(?:[Tt]he "
        rf"|[Ii]ts )?{OWNER}(?P<head>{_HEAD})(?P<of1>{OF_STATE})? (?P<meta1>{_DATED} "
        rf"(?:the )?{_D}{_META}{{0,12}})",
        # the copyright statute, No. 6-I; an earlier law on marks, of 14 January 1998
        rf"(?<![\w-])(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|[Tt]his|[Aa]nother|[Oo]ne|[Oo]wn) )?"
        rf"{OWNER}{_YEAR}(?P<kind>"
        rf"(?:{_SMALL_WORD} ){{0,3}}?)(?P<topic>(?:{_R}(?:,? and |, )){{0,3}}{_R} )?"
        rf"(?P<head>law|act|statute|ordinance|namesake|predecessor|forerunner|counterpart|equivalent"
        rf"|that(?= of {_D},? \(?{_N})"
        rf"|one(?=,? (?:adopted|passed|enacted|numbered|under|{_N}|of {_D},? \(?{_N})))"
        rf"(?P<of1>{OF_STATE}(?=,? \(?{_N}))?"
        rf"(?: (?:on|for|about|concerning|governing)"
        rf" (?:the )?(?:(?P<title>{_LOWER_TITLE})|(?:same|whole) [a-z]+)| of (?:the same|similar)"
        rf" [a-z]+| of (?:its|their) own)?(?:,? that was|,? which was| was"
        rf"|,? having been| dates(?= from)"
        rf"| (?:that|which) it (?:replaced|repealed|superseded|displaced))?"
        rf"(?P<meta1>(?:{_META}|, (?:{_HEAD}|law|statute|act) {_N}"
        rf"|(?<!one) (?:in|on) {_D}(?=,|;| \(|\.$)){{1,24}})",
        # the 1998 trademark law
        rf"(?<![\w-])(?:[Tt]he|[Ii]ts|[Tt]heir|[Tt]his|[Aa]n?) {OWNER}(?P<year>{_D})"
        rf" (?P<kind>)(?P<topic>(?:{_R}(?:,? and |, )){{0,3}}{_R} )(?P<head>law|act|statute)\b"
        r"(?! (?:firm|conference|school|treaty|reform|amend|change|revis|package|draft|seminar))",
        # a separate statute on combating piracy, No. 365-IVQ, which dates from 22 May 2012
        rf"(?<![\w-])(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|[Aa]nother) )?{OWNER}"
        rf"(?:{_SMALL_WORD} ){{0,3}}?(?P<head>law|act|statute) (?P<open>on|about|concerning)"
        rf" (?P<title>[a-z](?:[\w' -]|{_R}|, (?=[a-z]+ing\b)){{4,110}}?)(?: was)?"
        rf"(?P<meta1>(?=[^;.{_T}]{{0,40}}{_N}){_META}{{1,12}})(?:,? dates (?P<meta2>from {_D}))?",
        # the corresponding statute is No. 504-IQ of 12 June 1998; Law: No. 504-IQ
        rf"(?:(?<=is )|(?<=: ))(?P<bare>{_N})(?P<meta1>{_META}{{0,12}})",
        # an item of a list: No. 70 of 24 March 2023 on Trademarks; 98-FZ of 29 July 2004 protects
        rf"^\(?(?P<first>{_N})(?P<meta1>{_META}{{1,12}}),?(?: (?:on|concerning|about)"
        rf" (?P<title>{_TITLE}|{_LOWER_TITLE})(?=[.;,)]|$)|(?= [a-z]+s\b))\)?",
        rf"(?:[Aa]|[Ii]ts|[Tt]heir|[Oo]wn) {OWNER}(?:separate|companion|sister|parallel|dedicated"
        rf"|special|specific|own|stand-alone|new) (?P<small>law|act|statute)"
        rf" on (?:the )?(?P<title>{_LOWER_TITLE})",
    )
)

_DECREE = next(pattern for pattern in _LAWS if "(?P<act>" in pattern.source)
"""Nothing without a number or day."""
_WITH_DECREE = Several(*_LAWS)
_WITHOUT_DECREE = Several(*(pattern for pattern in _LAWS if pattern is not _DECREE))

_LAW_WORD = Screened(
    r"(?:Law|law|Act|act|Code|Statute|statute|Constitution|Decree|decree|Edict|Ordinance|ordinance"
    r"|Resolution|resolution|Decision|decision|Order|order|Regulation|Instruction|namesake|predecessor|forerunner"
    r"|counterpart|equivalent|Part|one|that(?= of \u0018))\b"
)


def mark(clause: Clause) -> None:
    """Put a mention in the place of every title of a law in a clause."""
    told = _N in clause.masked or _D in clause.masked
    if (told and _NUMBERED_FIRST.match(clause.masked)) or clause.search(_LAW_WORD):
        clause.merge_each(_WITH_DECREE if told else _WITHOUT_DECREE, repeat(_law))


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

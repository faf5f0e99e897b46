"""Clauses made simpler before the rules see them: what says nothing goes, what is one is joined."""

from __future__ import annotations

import re
from dataclasses import replace

from cislex import fullnames
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.screening import Screened, Several

_S, _A, _X, _D, _R, _T, _O, _B, _L, _C = (
    *(Kind.STATE, Kind.ADJECTIVE, Kind.FOREIGN, Kind.DATE, Kind.RIGHT),
    *(Kind.TREATY, Kind.ORGANIZATION, Kind.BODY, Kind.LAW, Kind.CAPITAL),
)

_GOVERNMENT = Screened(
    rf"(?:[Tt]he )?(?:[Pp]arliament|[Gg]overnment|[Ll]awmakers|[Aa]uthorities"
    rf"|[Dd]eputies|[Ll]egislators|[Oo]fficials|[Ll]eaders)"
    rf" (?:in|of) (?:the )?(?P<of>[{_S}{Kind.CAPITAL}])"
    rf"|(?:[Tt]he )?(?P<own>[{_A}{_S}])(?:'s?)? (?:parliament|government|authorities"
    rf"|lawmakers|side|legislature|leadership|Parliament)\b"
)


def _governing(match: re.Match[str], clause: Clause) -> Mention | None:
    named = clause.at(match.start("of") if match["of"] else match.start("own"))
    return Mention(Kind.STATE, clause.words(*match.span()), named.entries)


def normalise(clause: Clause) -> None:
    """Take away what rules need not see: articles before mentions, a name and its abbreviation."""
    fullnames.governments(clause)
    clause.merge(_GOVERNMENT, _governing)
    _drop(clause, _ARTICLE)
    _drop(clause, _FILLER)
    if clause.admits_one(_SELDOM):
        _drop(clause, _OF_ALL)
        _drop(clause, _NOT_FULL)
        _drop(clause, _IN_EACH_CASE)
        if "sign" not in clause.masked:  # who signed is bound from another day
            _drop(clause, _EVER_SINCE)
        _drop(clause, _NOR_ASIDE)
        if found := clause.search(_UNLIKE_WHICH):
            _apart(clause, found)
    if "(" in clause.masked or "– " in clause.masked:
        clause.merge(_TWICE, _doubled)
    clause.merge(_CALLED, _called)
    if found := clause.search(_ELSEWHERE):
        clause.masked = clause.masked[found.end() :]
        del clause.mentions[0]


_ELSEWHERE = Screened(
    rf"^(?:Outside|Beyond)(?: of)? (?:the )?{_O} (?:family|system|framework|stable|house|treaties"
    r"|instruments|conventions|universe|orbit), "
)
"""`Outside the WIPO family, Georgia is a member of the WTO` tells nothing of WIPO."""


_CALLED = Screened(
    rf"([{_B}{_T}{_O}]),? (?:(?:which|that) is )?(?:(?:also|commonly|usually|better|widely"
    r"|generally|often|simply|mostly) ){1,2}(?:known|called|referred to)(?: (?:as|by|under|the"
    r"|its|an?|short|shorter|abbreviated|common|popular|name|abbreviation|acronym|of)){0,6}"
    rf" ([{_B}{_T}{_O}])(?:,(?= (?!which\b|that\b|who\b)))?"
)
"""`the Committee, usually known by the short name X, …`: both names are of one."""
_TWICE = Screened(
    rf"([{_S}{_T}{_O}{_B}{_R}{_L}])\"?,? (?:\(|– )(?:the |or |also |known as |hereinafter "
    rf"|hereafter |\"|, ){{0,24}}([{_T}{_O}{_B}{_R}{_L}])\"?(?:\)| –)"
)


_ARTICLE = Screened(
    rf"[TtAain](?<!\w.)(?:(?:(?<=[Tt])he|(?<=[Aa])n?) (?=[{_S}{_X}{_T}{_O}{_B}{_L}{_C}])"
    rf"|(?<!'.)(?:(?<=t)he n|(?<=n))eighbouring (?=[{_S}{_C}])"
    rf"|(?<={_T} and i)ts (?={_T}))"
)
_FILLERS = (
    *("both", "all", "the", "landmark", "two", "three", "four", "five", "revised", "so-called"),
    *("original", "modern", "earlier", "previous", "preceding", "separate", "first", "regional"),
    *("later", "newer", "older", "old", "new", "younger", "global", "international"),
    *("multilateral", "main", "key", "important", "major"),
    *("related", "famous", "well-known", "basic", "classic", "central", "core"),
)
_FILLER = Screened(
    rf"(?<![\w'])(?:(?:{'|'.join(_FILLERS)}|(?!(?:ap|sup|im|com|re)ply|rely|only)[a-z]+ly)"
    rf" ){{1,24}}(?=[{_T}])|(?<![\w'])(?:(?<!\()both|the) (?=[{_O}])",
    hint=rf"[{_T}{_O}](?:{'|'.join(f'(?<={word} .)' for word in (*_FILLERS, 'ly'))})",
)


_OF_ALL = Screened(
    rf"(?:(?<=and {_T})|(?<=, {_T})) (?:instruments|treaties|agreements|systems"
    r"|conventions|accords|pacts|texts)(?![\w'-])"
)
"""`the Nice and Budapest instruments` names both already."""
_NOT_FULL = Screened(
    r", (?:but |and )?not (?:yet )?(?:an? )?(?:full|ordinary|regular|equal|voting),(?= member)"
)
"""`an associate, not a full, member`."""
_IN_EACH_CASE = Screened(
    rf",? (?:in (?:both|each|all|either|every)(?: (?:two|three|four))? (?:cases?|instances?)"
    rf"|(?:both|all|all three|each)(?: of them)?(?= (?:since|with effect from|as of|from) {_D})),?"
    rf"(?= (?:since |on |in |from |with effect from |as of )?{_D})"
)
"""`…, in both cases since 1999`: the date is that of all."""
_EVER_SINCE = Screened(
    rf",? and (?:it )?has (?:been|done)(?: so| one| a member| a party| bound)?,?(?= since {_D})"
)
"""`is a party and has been since 1999`."""

_UNLIKE_WHICH = Screened(
    rf"\b(?:[Uu]nlike|[Ii]n contrast to) ({_S}), which ([^,;.{_S}]*{_T}[^,;.{_S}]*), (?=[{_S}{_C}])"
)
"""`Unlike Georgia, which joined …, Moldova …`: it is said of Georgia that it joined."""
_NOR_ASIDE = Screened(
    rf"(?<=\b[Nn]or), [^,;.{_S}{_T}{_O}{_D}]{{3,60}},"
    r"(?= (?:has|have|is|are|was|were|did|does|will)\b)"
)
_SELDOM = Several(_OF_ALL, _NOT_FULL, _IN_EACH_CASE, _EVER_SINCE, _UNLIKE_WHICH, _NOR_ASIDE)


def _apart(clause: Clause, found: re.Match[str]) -> None:
    """Put what is said of the other behind what is said of the first, as a clause of its own."""
    masked, start, end = clause.masked, found.start(), found.end()
    stops = [at for sign in ";." if (at := masked.find(sign, end)) >= 0]
    stop = min(stops, default=len(masked))
    first, middle, last = (clause.index(place) for place in (start, end, stop))
    told = f"{found[1]} {found[2]}"
    clause.masked = f"{masked[:start]}{masked[end:stop]}; {told}{masked[stop:]}"
    mentions = clause.mentions
    mentions[first:last] = [*mentions[middle:last], *mentions[first:middle]]


def _drop(clause: Clause, pattern: Screened) -> None:
    if clause.admits(pattern) and (
        not pattern.is_hinted or pattern.is_hinted_at(clause.masked, clause.low)
    ):
        clause.leave_out(pattern)


_DATED_PHRASE = Screened(
    rf"(?P<all>(?:(?<=[\s(–])|^)(?:(?:(?<!to )(?<!of )(?<!by )(?<!ratified )(?<!joined )"
    rf"(?<!signed )(?<!accepted )both|only|already|back|again|finally"
    rf"|no earlier than|not earlier than|at the end of|shortly|early|late|formally"
    rf"|officially|effectively|as early as|as late as|as recently as|as far back as) ){{0,24}}"
    r"(?P<prep>in|on|since|from|as of|as from|effective(?: from| as of| on)?"
    r"|with effect (?:from|as of)|(?:at|by|towards) the (?:very )?(?:end|start|beginning"
    r"|close) of|as late as|as recently as|by|during|until|till|after|before|up to|as early as"
    r"|as far back as) "
    rf"(?:the (?:end|start|beginning|summer|autumn|spring|winter) of |the year |early "
    rf"|late |mid-|about |around |only ){{0,24}}{Kind.DATE})"
    rf"|(?P<paren>\((?:[^(){_T}{_O}]{{0,60}}[^()\w{_T}{_O}])?{Kind.DATE}[^(){_T}{_O}]{{0,60}}\))",
    small=True,
)


def join_dates(clause: Clause) -> None:
    """`since 1999`, `(1999)` → one mention, whose `proposed` keeps the preposition."""
    if _D not in clause.masked:
        return
    clause.merge(_DATED_PHRASE, _dated_phrase)
    clause.merge(_EXACTLY, _exactly)


_EXACTLY = Screened(f"{_D} ({_D})")
"""`in 1999 (in force on 12 April 1999)`: the day that a year or month means is told beside it."""


def _exactly(match: re.Match[str], clause: Clause) -> Mention | None:
    date, day = clause.at(match.start()), clause.at(match.start(1))
    if day.proposed[:1] != "(" or not day.value.startswith(f"{date.value}-"):
        return None
    return replace(date, text=clause.words(*match.span()), value=day.value)


_CLEFT = Screened(
    rf"\bIt (?:was|is) (?:not |only )?({Kind.DATE}),? (?:that|when|before) "
    rf"(?=[{_S}{Kind.CAPITAL}]|the |its )"
)


_TOGETHER = Screened(
    rf"\b((?:[Tt]ogether|[Aa]long|[Jj]ointly) with {_S}(?:, {_S}){{0,24}}(?:,? and {_S})?)"
    r" (?=(?:it|they) )"
)


_COMPANY = Screened(
    r"(?:(?<=ogether with )|(?<=long with )|(?<=ointly with )|(?<=longside )|(?<=[Ll]ike ))"
    rf"{_S}(?:, {_S}){{1,12}},? and {_S}(?=, (?:it\b|they\b|{_S}))"
)


def _company(match: re.Match[str], clause: Clause) -> Mention:
    """`Together with A, B and C, it joined`: the others are no part of the list of who does."""
    others = tuple(state for _, state in clause.within(*match.span(), kinds=_S))
    return Mention(Kind.STATE, clause.words(*match.span()), group=others)


_ENTRY = Screened(
    rf"^({Kind.DATE})(?: \([^()]*\))?(?: [–-]|:) (?=[{_S}{_X}{_T}{_O}{_B}{_L}{_C}]|[A-Z][a-z]+ )"
)
"""`8 December 1991 – Georgia joins …`: the line of a timeline."""
_TURNED = Several(_COMPANY, _TOGETHER, _CLEFT)


def uncleave(clause: Clause) -> None:
    """`It was not until 1999 that Georgia joined …` → `1999, Georgia joined …`."""
    ended = bool(clause.mentions) and clause.mentions[0].proposed in ("until", "till", "before")
    if not ended and clause.masked[:1] == Kind.DATE and clause.admits(_ENTRY):
        clause.masked = _ENTRY.pattern.sub(r"\1, ", clause.masked)
    if not clause.admits_one(_TURNED):
        return
    clause.merge(_COMPANY, _company)
    if clause.admits(_TOGETHER):
        clause.masked = _TOGETHER.pattern.sub(r"\1, ", clause.masked)
    if not (cleft := clause.search(_CLEFT)):
        return
    number = clause.index(cleft.start(1))
    date = clause.mentions[number]
    if date.proposed in ("until", "till", "before", "on", "in"):
        clause.mentions[number] = replace(date, proposed="on")
        head = clause.masked[: cleft.start()]
        clause.masked = f"{head}{Kind.DATE}, {clause.masked[cleft.end() :]}"


def _dated_phrase(match: re.Match[str], clause: Clause) -> Mention | None:
    start, end = match.span()
    inside = clause.masked[start:end]
    if any(map(inside.__contains__, _NAMES)) or (match["paren"] and inside.count(_D) != 1):
        return None
    place = start + inside.index(_D)
    date = clause.at(place)
    prep = match["prep"] if match["prep"] else clause.masked[start:place].lower()
    if date.proposed and not match["paren"]:
        return None
    return date.but(text=clause.words(start, end), proposed=prep)


_NAMES = (_T, _O, _L, _B, _S)


def _called(match: re.Match[str], clause: Clause) -> Mention | None:
    """The short name where it alone tells which one is meant: `the State Agency, known as X`."""
    both, short = _doubled(match, clause), clause.at(match.start(2))
    if both is None or both.state or both.value or both.date or " under " in both.text:
        return both  # a longer name tells more
    return short if len(short.entries) == 1 else both


def _doubled(match: re.Match[str], clause: Clause) -> Mention | None:
    one, other = clause.at(match.start(1)), clause.at(match.start(2))
    if one.kind != other.kind:
        return None
    ids = {entry.id for entry in one.entries}
    if not ids & {entry.id for entry in other.entries} and one.entries and other.entries:
        return None
    better = one if one.state or one.value or one.date else other
    both = replace(one, entries=one.entries or other.entries, state=one.state or better.state)
    if one.kind != _L or (one.value and other.value):
        return both
    day = other.date if other.date.startswith(one.date) else one.date
    return replace(both, value=one.value or other.value, date=day)

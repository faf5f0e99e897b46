"""Laws of a list that bear but numbers: `two laws of 4 May 2010: No. 1 on patents and No. 2`.

What they are is said once, by a plural before the list; so may the day be, and whose they are.
Number and day together tell whose any law is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cislex import patterns
from cislex.laws import Laws
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.owners import OF_STATE
from cislex.screening import Screened

_A, _D, _L, _N, _R, _S = (
    *(Kind.ADJECTIVE, Kind.DATE, Kind.LAW, Kind.NUMBER, Kind.RIGHT, Kind.STATE),
)
_PLURAL = r"\b(?:[Ll]aws|[Ss]tatutes|[Aa]cts)\b"
_ADOPTED = r"(?:of|dated|from|dates? (?:back to|from)|adopted|enacted|passed|signed|approved)"
_ONE_DAY = (
    r"(?:bears?|carr(?:y|ies)|shares?|ha(?:s|ve)|wears?) (?:the|one|an?|the same|one and the same"
    r"|a (?:single|common)) (?:date|day)(?: of(?: adoption)?)?[,:]?"
)
"""`The three laws all bear one date, 4 May 2010: No. 1 …`."""
_RIGHTS = rf"{_R}(?:(?:,? and |, |,? or ){_R}(?! (?:is|are|has|have|was|were)\b)){{0,5}}"
_NUMBERED = Screened(
    rf"(?:(?<=: )|(?<=, )|(?<=; )|(?<=and )|(?<=\()|(?<=[Ll]aws )|(?<=[Ll]aws[{_S}] )"
    rf"|(?<=[Ss]tatutes )|(?<=[Aa]cts )|(?<= are )|(?<=namely )|(?<=including ))(?P<number>{_N})"
    rf"(?:,? (?:of |dated |from |adopted |passed )?(?P<day>{_D})|,? \((?:of )?(?P<day2>{_D})\))?"
    rf"(?:,? (?:on|for|about|concerning) (?:the )?(?P<rights>{_RIGHTS}))?"
)
_ANOTHER = Screened(
    r"(?<= )(?:the |an? |yet )?(?:another|other|second|third|separate|different)"
    r"(?: (?:one|law|act|statute))?(?:,|:| –| \()(?: ?(?:[Ll]aw|[Aa]ct))?"
    rf" ?(?P<number>{_N})(?:,? (?:of |dated |from |adopted |passed )?(?P<day>{_D})"
    rf"|,? \((?:of )?(?P<day2>{_D})\))?\)?"
)
"""`topographies by another, No. 2 of 4 May 2010`."""
_OPENED = patterns.of(
    rf"(?:(?P<owner>[{_A}{_S}])(?:'s?)? (?:[a-z]+ )?)?{_PLURAL}(?P<of>{OF_STATE})?"
    rf"(?P<shared>(?:[^.;:(){_D}{_L}{_N}]{{0,40}}\b(?:{_ADOPTED}|{_ONE_DAY}))?"
    rf" (?:on )?{_D})?[^.)]*$"
)
"""What stands before a number of such a list, back to the word that says what they are."""
_ON_DAY = patterns.of(rf"{_D},? [^.;:{_D}]{{0,60}}\b(?:passed|adopted|enacted|signed|approved)\b")
_BRACKETS = patterns.of(r"\([^()]*\)")
_FIRST = patterns.of(rf"(?:^|[{_N}{_L}])[^{_N}{_L}]{{0,120}}$")


def mark(clause: Clause) -> None:
    """Put a law in the place of every number of a list of laws."""
    if _N in clause.masked and _PLURAL_WORD.search(clause.masked):
        clause.merge(_NUMBERED, _law)
    if _N in clause.masked and _L in clause.masked:
        clause.merge(_ANOTHER, _other)


def own(clause: Clause, laws: Laws) -> None:
    """Tell of each law whose it is that the words around it do not, where number and day do."""
    for number, law in enumerate(clause.mentions):
        if law.kind != _L or law.state or not law.value or len(law.date) != _DAY:
            continue
        if known := laws.numbered(law.value, law.date):
            clause.mentions[number] = replace(law, state=known.state)


_DAY = len("2000-01-31")
_PLURAL_WORD = patterns.of(_PLURAL)


def _law(match: re.Match[str], clause: Clause) -> Mention | None:
    before = _BRACKETS.sub(_blank, clause.masked[: match.start()])
    opened = _OPENED.search(before)
    if opened is None or not _FIRST.search(before[opened.start() :]):
        return None
    number = clause.at(match.start("number"))
    day = next((clause.at(match.start(n)).value for n in ("day", "day2") if match[n]), "")
    return Mention(
        Kind.LAW,
        clause.words(*match.span()),
        value=number.value,
        date=day or _shared(clause, opened),
        state=_owner(clause, opened),
        proposed=f"Law No. {number.value}",
        type="AmendingLaw" if "amending" in opened.string[: opened.end()] else "NationalLaw",
        group=tuple(right for _, right in clause.within(*match.span("rights"), kinds=_R))
        if match["rights"]
        else (),
    )


def _other(match: re.Match[str], clause: Clause) -> Mention | None:
    """The law that another of a sentence is told from: `marks by one act, designs by another`."""
    if _L not in clause.masked[: match.start()]:
        return None
    number = clause.at(match.start("number")).value
    day = next((clause.at(match.start(n)).value for n in ("day", "day2") if match[n]), "")
    words = clause.words(*match.span())
    return Mention(
        _L, words, value=number, date=day, proposed=f"Law No. {number}", type="NationalLaw"
    )


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _shared(clause: Clause, opened: re.Match[str]) -> str:
    """The day that is told once for all the laws of a list, the empty string if none is."""
    if opened["shared"]:
        return clause.at(opened.end("shared") - 1).value
    told = _ON_DAY.search(clause.masked, 0, opened.start())
    return clause.at(told.start()).value if told else ""


def _owner(clause: Clause, opened: re.Match[str]) -> str:
    """The state whose laws a list names, the empty string if its words name none."""
    place = opened.start("owner") if opened["owner"] else opened.end("of") - 1
    if not (opened["owner"] or opened["of"]) or clause.masked[place] == Kind.FOREIGN:
        return ""
    return clause.at(place).entries[0].id

"""When a law was made and what number it bears, where a sentence speaks of it by no title.

`Born on 16 July 1999, it covers inventions`; `the latter bears the number 985-XV`; `Its number
is 427-I`: the law is the one that was spoken of last.
"""

from __future__ import annotations

import re

from cislex import patterns, scopes
from cislex.introductions import exists
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.naming import law_in, nearby_state
from cislex.predecessors import replaced
from cislex.repealed import IS_GONE
from cislex.scopes import Scope
from cislex.screening import Screened
from cislex.sentence import Sentence

_L, _D, _N, _P = Kind.LAW, Kind.DATE, Kind.NUMBER, Kind.PRONOUN


def tell(sentence: Sentence) -> None:
    """The number and the day of a law that a sentence speaks of as `it`, `its` or `the latter`."""
    masked = sentence.clause.masked
    if _N not in masked and _D not in masked:
        return
    told = _tell_replaced(sentence)
    laws = sentence.clause.within(0, len(masked), _L)
    if not laws and not told:
        spoken = sentence.memory.spoken_law(bool(_MADE_FIRST.match(masked)))
        if spoken and (_OF_IT.match(masked) or _MADE_FIRST.match(masked)):
            _tell(sentence, spoken, 0, len(masked))
        return
    for number, (place, law) in enumerate(laws):
        start, end = _segment(masked, place)
        before = place if number and laws[number - 1][0] >= start else 0
        after = laws[number + 1][0] if number + 1 < len(laws) else len(masked)
        if law.value == "anaphor":
            _tell(sentence, law, max(start, before), min(end, after))


def _tell_replaced(sentence: Sentence) -> bool:
    """Tell the laws without a name that have been replaced by a known one; whether there are."""
    told = False
    for pattern in (_OLD_LAW, _PREDECESSOR, _ENDED):
        if found := sentence.clause.search(pattern):
            if pattern is _ENDED and not IS_GONE.pattern.match(sentence.clause.masked, found.end()):
                continue
            place = found.start("day" if found["day"] else "year")
            day = sentence.clause.at(place).value
            if old := replaced(sentence, found.start(), day):
                named = (old[0].id, old[0].label, old[0].type)
                number = found.groupdict().get("number")
                value = (
                    f"{sentence.clause.at(found.start('number')).value} {day}" if number else day
                )
                exists(sentence, named, old[1], value, Scope("past"), "law.predecessor")
                told = True
    return told


def _tell(sentence: Sentence, law: Mention, start: int, end: int) -> None:
    value = " ".join(filter(None, (_number(sentence, start, end), _day(sentence, start, end))))
    state = law.state or nearby_state(sentence, start)
    if not value or not state or law.foreign:
        return
    named = law_in(sentence, law, state)
    ended = named[0] in sentence.memory.lexicon.ended
    exists(sentence, named, state, value, Scope("past") if ended else scopes.AFFIRMED, "law.born")


def _number(sentence: Sentence, start: int, end: int) -> str:
    """The number of a law in a stretch, the empty string if none is told."""
    masked = sentence.clause.masked
    found = [
        number.value
        for place, number in sentence.clause.within(start, end, _N)
        if _NUMBERED.search(masked[start:place])
    ]
    return found[0] if len(found) == 1 else ""


def _day(sentence: Sentence, start: int, end: int) -> str:
    """The day on which a law was made that a stretch tells, the empty string if none."""
    masked = sentence.clause.masked
    for place, day in sentence.clause.within(start, end, _D):
        before = masked[start:place].rpartition(_D)[2]
        if _OTHER.search(before) or _OTHER.match(masked, place + 2):
            continue
        if _MADE.search(before) or before.endswith((f"{_N} of ", f"{_N}, ", f"{_N} ")):
            return day.value
    return ""


def _segment(masked: str, place: int) -> tuple[int, int]:
    start = max(masked.rfind(mark, 0, place) for mark in ("; ", ". ")) + 1
    stops = [p for mark in ("; ", ". ") if (p := masked.find(mark, place)) >= 0]
    return start, min(stops, default=len(masked))


_KINDS = (
    r"(?:[Ll]aw|[Aa]ct|[Ss]tatute|text|one|version|instrument|enactment|regulation|legislation"
    r"|[Cc]ode)"
)
_OLDER = r"(?:(?:old|older|earlier|previous|former|first|original|outdated|soviet-era|prior) ){0,6}"
_SINCE = (
    r"(?:,? (?:that was|which was|which|that))?,? (?:(?:of|from|dating from|dating back to|dated"
    r"|passed|adopted|enacted|in force since) )?(?:in |on )?"
)
_OLD_LAW = Screened(
    r"\b(?:replac(?:ed|es|ing)|supersed(?:ed|es|ing)|displac(?:ed|es|ing)|supplanted|succeeded"
    r"|repeal(?:ed|s|ing)|(?:took|taken|takes|taking) the place of|in (?:the )?place of"
    rf"|instead of|successor (?:to|of))(?: the| an?| its| their)? {_OLDER}"
    rf"(?:{_KINDS}{_SINCE}(?P<day>{_D})|(?:of )?(?P<year>{_D}) {_OLDER}{_KINDS}\b)"
)
_PREDECESSOR = Screened(
    rf"\b(?:(?:[Ii]ts|[Tt]he|[Tt]heir) (?:predecessor|forerunner|(?:earlier|previous|former|older"
    rf"|old) {_KINDS})|an (?:earlier|older) {_KINDS})(?:,| \()?{_SINCE}(?P<day>{_D})(?P<year>)"
)
"""Laws of which only the year is told: `it replaced an act of 1996`."""
_ENDED = Screened(
    rf"\b(?:(?:[Tt]he one|[Tt]hat|[Tt]he {_KINDS}) (?:(?:of|from|dating from) )?(?P<day>{_D})"
    rf"(?:,? \(?(?P<number>{_N})[,)])?"
    rf"|[Tt]he (?P<year>{_D}) {_KINDS}\b)"
)
"""`The new code applies since the one of 1996 lapsed`: a law of which the end is told."""
_OF_IT = patterns.of(rf"\"?(?:{_P}|[Ii]ts\b|[Tt]he (?:number|date)[\w ]{{0,30}} its\b)")
"""How a sentence begins that goes on speaking of something."""
_MADE_FIRST = patterns.of(
    r"\"?(?:(?:[Aa]lso|[Oo]riginally|[Ff]irst|[Ff]ormally|[\w]+ly),? )?(?:[Aa]dopted|[Ee]nacted"
    r"|[Pp]assed|[Ss]igned|[Aa]pproved|[Pp]romulgated|[Ii]ssued|[Ii]ntroduced|[Bb]orn|[Dd]at(?:ed|ing)"
    r"|[Vv]oted|[Ii]n (?:force|effect)|[Ee]ffective|[Nn]umbered|[Bb]earing|[Rr]egistered"
    r"|[Uu]nder|(?:[Aa]n? )?(?:\w+ )?(?:child|product|creature|work|daughter|offspring|fruit|law"
    rf"|act|statute) of|[Kk]nown as)\b[^;.]*{_P}"
)
"""How a sentence begins that goes on speaking of a law."""
_MADE = patterns.of(
    r"\b(?:adopted|enacted|passed|signed|approved|promulgated|issued|introduced|born|voted"
    r"|child|product|creature|work|daughter|offspring|fruit|dates?|dated|dating|goes back"
    r"|stems|came|entered|took|in force|force|effect|effective|saw|appeared|arrived|adoption"
    r"|number|applied|applies|law|act|statute|operative)\b[^;.]{0,40}$",
    re.IGNORECASE,
)
_OTHER = patterns.of(
    r"\b(?:amend\w*|replac\w*|repeal\w*|revis\w*|last|version|bill|draft|treaty|convention"
    r"|agreement|changed?|updat\w*|overhaul\w*|recast|rewritten|reform\w*|supersed\w*|ceas\w*|laps\w*"
    r"|expir\w*|ended|abolish\w*|out of force|lost|until|till|disappear\w*|gone)\b",
    re.IGNORECASE,
)
"""Words beside a day that is not that on which a law was made."""
_NUMBERED = patterns.of(
    r"(?:\b(?:under|as|number(?:ed)?|bears|bearing|carries|carrying|has|wears|with|is|law|act|statute"
    r"|code|registered|and)(?: the| its)?(?: (?:number|law|act))?|\(|,"
    rf"|^{_L})[ ]?$",
    re.IGNORECASE,
)

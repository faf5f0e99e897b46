"""In which states a term holds: those named beside it, else those that are spoken of."""

from __future__ import annotations

import re

from cislex import patterns
from cislex.lexicon import Entry, Kind
from cislex.mentions import Mention
from cislex.sentence import Sentence, flat

_NAMES = Kind.STATE + Kind.ADJECTIVE + Kind.CAPITAL


def states_of(sentence: Sentence, match: re.Match[str]) -> list[Entry]:
    """The states in which a term holds: named in the clause, else those spoken of."""
    masked = sentence.clause.masked
    start = max(masked.rfind(mark, 0, match.start()) for mark in _STARTS) + 1
    stops = [p for mark in _STOPS if (p := masked.find(mark, match.end())) > 0]
    end = min(stops, default=len(masked))
    first = match.start()
    if masked[first : first + 1] == Kind.STATE and (more := _COORDINATED.search(masked[:first])):
        first = more.start()
    if (own := sentence.memory.own_state()) and (like := _LIKE.search(masked[: match.start()])):
        return _entries([(0, own), (0, sentence.clause.at(like.start("s")))])
    if _WHERE.search(masked[start : match.start()]):
        return []
    inside = sentence.clause.within(first, match.end(), _NAMES)
    zones = (
        (first, match.end(), [pair for pair in inside if not _UNLIKE.search(masked[: pair[0]])]),
        (match.end(), end, _behind(sentence, match.end(), end)),
        (start, match.start(), _before(sentence, start, match.start())),
    )
    for low, high, part in zones:
        if found := _entries(part):
            return list({entry.id: entry for entry in found}.values())
        if any(
            not _BESIDE.search(masked[:place])
            and not (low == match.end() and _OTHER.search(masked[low:place]))
            for place, _ in sentence.clause.within(low, high, Kind.FOREIGN)
        ):
            return []
    earlier = (
        _before(sentence, 0, match.start())
        if sentence.memory.state
        else (sentence.clause.within(0, match.start(), Kind.STATE + Kind.ADJECTIVE))
    )
    return _entries(earlier[-1:]) or _spoken_of(sentence)


def _entries(part: list[tuple[int, Mention]]) -> list[Entry]:
    return [one.entries[0] for _, mention in part for one in flat([mention]) if one.entries]


def _behind(sentence: Sentence, low: int, high: int) -> list[tuple[int, Mention]]:
    """The states behind a term, unless they have terms of their own: `…, in Ukraine 70 years`."""
    masked = sentence.clause.masked
    other = masked.find(Kind.YEARS, low, high)
    whole = sentence.clause.within(low, high, _NAMES)
    part = [pair for pair in whole if other < 0 or pair[0] < other]
    if not part:
        return []
    gap = masked[low : part[0][0]]
    if _TOO.match(masked, part[-1][0] + 1):
        return []
    if len(gap) > 60 or _OTHER.search(gap) or not _PLACED.search(gap):
        return []
    return [] if _AHEAD.search(masked[part[0][0] : high]) else part


def _before(sentence: Sentence, low: int, high: int) -> list[tuple[int, Mention]]:
    """The states before a term: the last ones, from the term before them on."""
    part = [
        (place, mention)
        for place, mention in sentence.clause.within(low, high, _NAMES)
        if not (_AS_IN.search(sentence.clause.masked[:place]) and sentence.memory.state)
        or sentence.clause.masked.startswith(", where ", place + 1)
    ]
    other = sentence.clause.masked.rfind(Kind.YEARS, low, part[-1][0]) if part else -1
    return [pair for pair in part if pair[0] > other]


def _spoken_of(sentence: Sentence) -> list[Entry]:
    memory = sentence.memory
    laws = [m.state for m in sentence.clause.mentions if m.kind == Kind.LAW and m.state]
    bodies = [m for m in sentence.clause.mentions if m.kind == Kind.BODY and len(m.entries) == 1]
    homes = [*laws, *(m.state or m.entries[0].state for m in bodies)]
    own = memory.focus.asked_state or memory.state or next(filter(None, homes), "")
    if not own and (last := memory.latest((Kind.STATE, Kind.FOREIGN, Kind.CAPITAL))):
        own = last.entries[0].id if last.entries else ""
    return [memory.lexicon.entries[own]] if own else []


_STARTS = (";", ". ", ": ", ", while ", ", whereas ")
_STOPS = (
    *("; ", ". ", ", whereas", ", while", " but ", " against ", " compared ", " versus "),
    *(" and so ", " and the same ", ", as do", f", as {Kind.PRONOUN} do"),
)
_WHERE = patterns.of(rf"{Kind.FOREIGN},? where\b[^;{Kind.STATE}{Kind.YEARS}]*$")
_TOO = patterns.of(r",? (?:likewise|too|as well)\b")
_UNLIKE = patterns.of(r"\bunlike(?: in| that of)?(?: the)? $", re.IGNORECASE)
_OTHER = patterns.of(f"[{Kind.YEARS}{Kind.RIGHT}]")
_COORDINATED = patterns.of(rf"(?:{Kind.STATE}, ){{0,24}}{Kind.STATE},? and (?:in )?$")
_BESIDE = patterns.of(
    r"\b(?:than|unlike|like|as|against|compared (?:to|with))"
    r"(?: (?:in|that of|those of))?(?: the)? $",
    re.IGNORECASE,
)
"""Another country with which a term is compared is not the one that it holds in."""
_AS_IN = patterns.of(
    r"(?:^|, |; )(?:(?:just |much )?(?:as|like)|similarly to|unlike)(?: it is)?(?: in)?"
    r"(?: (?:neighbouring|nearby|the rest of))?(?: the)? $",
    re.IGNORECASE,
)
"""`As in Georgia, registration lasts …` is said of the state that the text is about."""
_LIKE = patterns.of(rf"(?:^|[,;] )(?:just )?(?:as|like) in (?P<s>{Kind.STATE}),[^;.:]*$", re.I)
"""`As in Georgia, …`: there too."""
_AHEAD = patterns.of(
    rf"^(?:(?! \((?:plus|\+|renew|exten|prolong|with|and|max|{Kind.STATE})"
    rf"| and (?:(?:for|only|just|up|to|a|an|term|of) ){{0,5}}{Kind.YEARS}"
    r"|renew|exten|prolong)"
    rf"[^,;{Kind.RIGHT}]){{0,40}}{Kind.YEARS}"
)
_PLACED = patterns.of(
    r"\b(?:in|of|for|under|across|throughout|within|by|both|from|at|on)(?: the| both)? $|[(–] ?$",
    re.IGNORECASE,
)

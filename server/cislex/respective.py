"""Lengths told in a row for rights or states in a row: `20, 8 and 10 years respectively`."""

from __future__ import annotations

import re

from cislex import patterns, scopes
from cislex.couples import AND, named
from cislex.durations import add_term
from cislex.jurisdictions import states_of
from cislex.lasting import is_of_other
from cislex.lexicon import Entry, Kind
from cislex.rules import Rule
from cislex.sentence import Sentence

_R, _S, _Y = Kind.RIGHT, Kind.STATE, Kind.YEARS


def respective(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """Lengths told in a row, each of the right or of the state that has its place in a row."""
    masked = sentence.clause.masked
    start = max(masked.rfind(mark, 0, match.start()) for mark in ("; ", ". ")) + 1
    stops = (masked.find(mark, match.end()) for mark in ("; ", ". "))
    end = min((stop for stop in stops if stop >= 0), default=len(masked))
    if is_of_other(masked[start : match.start()], masked[match.end() : end]):
        return
    scope = scopes.judge(masked[start : match.start()], "", "", masked[match.end() : end][:40])
    lengths = [m for _, m in sentence.clause.within(*match.span(), kinds=_Y)]
    rights, states = (
        _row(sentence, start, end, kind, len(lengths), match.start()) for kind in (_R, _S)
    )
    if scope is None or scope.polarity == "negated" or bool(rights) == bool(states):
        return
    if states:
        spoken = named(sentence.clause.within(start, end, _R))
        right = spoken[0].entries[0].id if len(spoken) == 1 else sentence.memory.focus.right
        if len(spoken) > 1 or not right:
            return
        rights = [sentence.memory.lexicon.entries[right]] * len(states)
    sentence.timed.update(map(id, lengths))
    for number, years in enumerate(lengths):
        for state in states[number : number + 1] or states_of(sentence, match):
            add_term(sentence, rule, rights[number], "termYears", years.value, state, scope)


def _row(
    sentence: Sentence, start: int, end: int, kind: Kind, count: int, place: int
) -> list[Entry]:
    """The rights or states that stand in a row of so many: the nearest before, else behind."""
    masked = sentence.clause.masked
    rows = [
        [m.entries[0] for _, m in sentence.clause.within(*found.span(), kinds=kind) if m.entries]
        for found in _ROWS[kind].finditer(masked, start, end)
        if (found.end() <= place) or found.start() > place
    ]
    fitting = [one for one in rows if len(one) == count]
    return fitting[0] if len(fitting) == 1 else []


_ROWS = {
    kind: patterns.of(rf"(?<!{kind} ){kind}(?:{AND} ?(?:in |for |an? |the )?{kind}){{0,12}}")
    for kind in (_R, _S)
}
"""Things of a kind in a row."""

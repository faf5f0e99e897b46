"""Rows of tables on bodies, as sentences: a column for each state, or a history of offices.

`Supervising authority | Ministry of Justice | Government` under two states tells of the office
that an earlier row gave each of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention

_STATES = (Kind.STATE, Kind.CAPITAL)


def by_state(
    header: Sequence[Clause], cells: Sequence[Clause], words: Sequence[str], offices: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """The states of the columns, each with what a row says of it as a sentence.

    `offices` keeps the name of the office of each state from row to row.
    """
    states = [_state(column) for column in header[1 : len(cells)]]
    if len(states) < 2 or not all(states) or not any(_bodies(c) for c in cells[1:]):
        return
    above = bool(_ABOVE.search(words[0]))
    for state, cell, text in zip(states, cells[1:], words[1:], strict=False):
        if not above and Kind.RIGHT in cells[0].masked and not _NAMED.search(words[0]):
            yield state, f"{words[0]}: {text}"
        elif not above and _bodies(cell):
            if _OFFICE.search(words[0]):
                offices[state] = _ASIDE.split(text)[0]
            yield state, text
        elif above and (office := offices.get(state)):
            yield state, f"{office} is under the {_ARTICLE.sub('', text)}."


def history(
    header: Sequence[Clause],
    cells: Sequence[Clause],
    words: Sequence[str],
    is_over: Callable[[Mention], bool],
) -> str:
    """A row of a table of bodies, their times and what was above them, as a sentence."""
    above = [n for n, column in enumerate(header) if _ABOVE.search(column.words())]
    if len(above) != 1 or above[0] >= len(cells):
        return ""
    rest = [n for n in range(len(cells)) if n != above[0]]
    bodies = [n for n in rest if _bodies(cells[n])]
    parent = words[above[0]]
    if not bodies or not parent[:1].isupper():
        return ""
    times = [words[n] for n in rest if Kind.DATE in cells[n].masked]
    over = any(_OVER.search(time) for time in times) or any(
        is_over(body) for body in cells[bodies[0]].mentions if body.kind == Kind.BODY
    )
    verb = "formerly stood" if over else "is"
    return f"{words[bodies[0]]} {verb} under the {_ARTICLE.sub('', parent)}."


def _state(column: Clause) -> str:
    found = [m for m in column.mentions if m.kind in _STATES and m.entries]
    return found[0].entries[0].id if len(found) == 1 else ""


def _bodies(cell: Clause) -> bool:
    return Kind.BODY in cell.masked


_ABOVE = re.compile(
    r"\b(?:supervis\w+|parent|superior|superordinate|subordinat\w+|accountable|answerable"
    r"|line ministry"
    r"|reports? to|reporting to|under|oversight|overseen|hierarchy)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\b(?:office|authority|registry|agency|institution|body)\b", re.IGNORECASE)
_NAMED = re.compile(rf"{_OFFICE.pattern}|\bcourt\b|\bcustoms\b", re.IGNORECASE)
_ASIDE = re.compile(r" \(|, ")
_ARTICLE = re.compile(r"^[Tt]he ")
_OVER = re.compile(r"\d(?: ?[–—-] ?| (?:to|until|till) )(?:[A-Za-z]+ )?\d|\b(?:until|till) ")
"""A time that has ended."""

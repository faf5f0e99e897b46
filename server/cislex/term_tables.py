"""Tables of terms with states or rights above the columns: `Trademark | 10 years | 10 (+10)`.

A cell tells the length of the row and the column that cross there: a right and a state, either
of which may be that of the heading. A cell may tell of renewals, too, and remark on exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cislex import dates, patterns
from cislex.context import Memory
from cislex.lexicon import Entry, Kind
from cislex.mentions import Clause
from cislex.sentence import Said

_STATES = Kind.STATE + Kind.CAPITAL + Kind.ADJECTIVE


def row(
    words: Sequence[str], cells: Sequence[Clause], header: Sequence[Clause], memory: Memory
) -> list[Said]:
    """What a row of such a table says; nothing where it is a row of another one."""
    if len(header) != len(cells) or len(cells) < 2:
        return []
    own = _entry(memory.own_state())
    spoken = memory.lexicon.entries.get(memory.focus.right)
    key = _only(cells[0], Kind.RIGHT), _only(cells[0], _STATES)
    renews = bool(_RENEWAL.search(words[0]))
    if any(_OTHER.search(above.masked) for above in header):
        return []
    if not any(key) and not renews and not _TERM.match(words[0]):
        return []
    attribute = "" if any(key) else words[0]
    is_counted = memory.focus.lists_terms or any(map(_HINT.search, (attribute, header[0].masked)))
    is_counted = is_counted or any(Kind.YEARS in cell.masked for cell in cells[1:])
    is_counted = is_counted or any(_LASTS.fullmatch(above.masked) for above in header[1:])
    said = []
    for number, (cell, above) in enumerate(zip(words[1:], header[1:], strict=True), 1):
        heads = _only(above, Kind.RIGHT), _only(above, _STATES)
        again = bool(_RENEWAL.match(above.masked))
        if key[0] and not any(heads) and (again or _LASTS.fullmatch(above.masked)):
            if state := key[1] or next((s for h in header if (s := _only(h, _STATES))), None):
                said += _told(cell, key[0], state, again, is_counted)
            continue
        if not any(heads) or Kind.LAW in cells[number].masked:
            continue
        right = key[0] or heads[0] or (spoken if heads[1] else None)
        state = key[1] or heads[1] or own
        if right and state and not (key[0] and heads[0]):
            said += _told(cell, right, state, renews, is_counted)
    return said


def _told(cell: str, right: Entry, state: Entry, renews: bool, is_counted: bool) -> list[Said]:
    term, renewal = _lengths(cell, is_counted)
    found = {"renewalYears": term} if renews else {"termYears": term, "renewalYears": renewal}
    return [
        Said(
            right.id, predicate, "", years, jurisdiction=state.id, subject_label=right.label,
            subject_type=right.type, rule="table.crossing",
        )
        for predicate, years in found.items()
        if years
    ]  # fmt: skip


def _lengths(cell: str, is_counted: bool) -> tuple[str, str]:
    """The term and the renewal that a cell tells, as digits; either may be empty."""
    low = _NOTE.sub("", cell.lower().replace("’", "'"))
    found = _LENGTH.match(low)
    if found is None or not (found["unit"] or is_counted):
        return "", ""
    term, rest = dates.count(found["count"]), low[found.end() :]
    if _SAME.search(rest):
        return term, term
    more = _MORE.search(rest)
    return term, "" if more is None or _TOTAL.search(rest) else dates.count(more["count"])


def _only(clause: Clause, kinds: str) -> Entry | None:
    """The one thing of some kinds that a cell names."""
    found = [m for m in clause.mentions if m.kind in kinds]
    return _entry(found[0]) if len(found) == 1 else None


def _entry(mention: object) -> Entry | None:
    entries = getattr(mention, "entries", ())
    return entries[0] if entries else None


_NUMBER = (
    r"(?P<count>five|seven|eight|ten|fifteen|twenty-five|twenty|thirty|fifty|seventy|100|[1-9]\d?)"
)
_RENEWAL = patterns.of(r"^(?:\w+ )?(?:renew|exten|prolong)", re.IGNORECASE)
_TERM = patterns.of(r"(?:\w+ )?(?:term|duration|length|validity|period)\b", re.IGNORECASE)
_LASTS = patterns.of(
    r"(?:(?:how|the|first|initial|basic|maximum|full|lasts?|years?|protected|valid|in) ){0,3}"
    r"(?:terms?|duration|length|long|validity|period|protection|years?|life|lasts?|for)"
    r"(?: (?:of|for|in|protection|validity|years|lasts?|it)){0,3}(?: \([^()]{0,40}\))?",
    re.IGNORECASE,
)
"""What stands above a column of terms."""
_HINT = patterns.of(r"\b(?:years?|yrs?|terms?|duration|validity)\b", re.IGNORECASE)
_OTHER = patterns.of(
    r"\b(?:fees?|costs?|prices?|filed|filings|applications?|granted|number of|months|days|cases)\b",
    re.IGNORECASE,
)
"""Heads of tables that tell of something else."""
_NOTE = patterns.of(r" ?\((?![^()]{0,80}(?:renew|exten|prolong|plus|\+))[^()]{0,120}\)")
"""A remark in brackets that tells of no renewal: `20 years (25 for medicines)`."""
_LENGTH = patterns.of(
    r"(?:(?:up to|at most|max\.?|maximum|initial(?:ly)?|first|life(?:time)?|of|the|an?"
    r"|author(?:'s)?|p\.?m\.?a\.?|\+|plus|and|for|term|valid|period)[ ,:]*){0,8}"
    rf"{_NUMBER}\b(?! ?(?:[%.:/\d]|,\d|months?|days?|weeks?|x\b))(?: ?\([a-z-]+\))?"
    r"(?P<unit>[ -]?(?:years?|yrs?)\b)?"
)
"""The length with which a cell begins: `life + 70`, `up to 25 years`."""
_SAME = patterns.of(
    r"(?:renew|exten|prolong)\w*(?: \w+){0,3} (?:same|equal|like|identical) (?:term|period)"
)
_MORE = patterns.of(
    rf"(?:(?:renew|exten|prolong)\w*|\+|\bplus\b|\bthen\b)[^.;\d]{{0,40}}?{_NUMBER}\b"
)
_TOTAL = patterns.of(
    r"\b(?:total|maximum|max|overall|altogether|times)\b|(?:able|ed|wal|sion):? up to \d\d\b"
)
"""The whole with its renewals, or how often, is not the length of one."""

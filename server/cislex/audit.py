"""What the reference layer rests on: rows by table, basis and source; conflicts; gaps; age."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cislex import records, terms
from cislex.inputs import Inputs
from cislex.reference import Record

UNKNOWN = terms.expand("status:unknown")


@dataclass(frozen=True, slots=True)
class Audit:
    """Figures and lists about the rows of the reference tables.

    `unknown` are rows that say that nothing was found; `conflicts` rows that
    state another value than the one followed; `old` rows looked up before the
    given day; `pages` every source page with the rows that rest on it. A row
    is written `file:line`.
    """

    tables: dict[str, int]
    bases: dict[str, int]
    sources: dict[str, int]
    unknown: tuple[str, ...]
    conflicts: tuple[tuple[str, str], ...]
    old: tuple[str, ...]
    pages: dict[str, tuple[str, ...]]


def audit(read: Inputs, before: str = "") -> Audit:
    """Count and list; `before` is a day (YYYY-MM-DD), empty for no list of old rows."""
    known = [record for record in read.records if record.page]
    pages: dict[str, list[str]] = {}
    for record in known:
        pages.setdefault(record.page, []).append(_row(record))
    return Audit(
        tables=_tally([record.table.name for record in read.records]),
        bases=_tally([read.bases[record.source] for record in known]),
        sources=_tally([terms.compact(record.source) for record in known]),
        unknown=tuple(_row(record) for record in read.records if _is_unknown(record)),
        conflicts=tuple(
            (_row(record), value)
            for record, value in records.disagreements(read.records, read.bases)
        ),
        old=tuple(_row(record) for record in known if record.looked_up < before),
        pages={page: tuple(rows) for page, rows in sorted(pages.items())},
    )


def _is_unknown(record: Record) -> bool:
    return any(getattr(value, "value", "") == UNKNOWN for _, value in record.values)


def _row(record: Record) -> str:
    file, line = record.origin
    return f"{file}:{line}"


def _tally(names: Sequence[str]) -> dict[str, int]:
    """How often each name occurs, the most frequent first."""
    return dict(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))

"""Who administers a treaty, in lines of profiles and in tables: `Nice Agreement (WIPO): 2005`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.sentence import Said


def behind(value: Clause) -> Clause:
    """What a value tells behind the organisation whose treaty it is."""
    holder = _ADMINISTRATOR.match(value.masked)
    if holder is None:
        return value
    return Clause(value.masked[holder.end() :], value.mentions[value.index(holder.end()) :])


_ADMINISTRATOR = patterns.of(
    rf"(?:(?:administered|managed|run) by )?(?:the )?{Kind.ORGANIZATION}(?:;|,| [–-]|\.) (?=\S)",
    re.I,
)
"""`Hague Agreement: WIPO; 13 July 2007`: whose treaty it is goes before the day."""
WHOSE = patterns.of(
    rf"\b(?:administered|managed|run) by (?:the )?$|{Kind.TREATY}s? \((?:all |both )?(?:the )?$"
)
"""`Nice Agreement (WIPO): in force`: whose treaty it is says of no membership."""
HEAD = patterns.of(
    r"\b(?:administ\w+|secretariat|depositary|managed|run by|kept by)", re.IGNORECASE
)
"""The head of a column that tells who looks after a treaty."""


CELL = patterns.of(rf"(?:administered|managed|run) by (?:the )?{Kind.ORGANIZATION}$", re.IGNORECASE)


def told(cell: Clause, treaties: Iterable[Mention]) -> list[Said]:
    """Who looks after the treaty of a row, by a cell of its own."""
    named = [m.entries[0] for m in cell.mentions if m.kind == Kind.ORGANIZATION and m.entries]
    found = [(holder.id, holder.label) for holder in named]
    if not cell.mentions and _NAME.fullmatch(cell.masked):
        found = [(f"new:{cell.masked.removeprefix('the ')}", cell.masked.removeprefix("the "))]
    return [
        Said(
            treaty.entries[0].id, "isAdministeredBy", holder, object_label=label,
            subject_label=treaty.entries[0].label, subject_type="InternationalTreaty",
            rule="table.holder",
        )
        for treaty in treaties
        for holder, label in found
    ]  # fmt: skip


_NAME = patterns.of(r"(?:the )?(?:[A-Z]{3,}|[A-Z]\w+(?: (?:of|for|and|the|[A-Z]\w+)){1,6})")
"""The name of an organisation that the graph does not know."""

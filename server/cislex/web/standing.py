"""How things stood on a day: the rules of `queries/treaty-matrix.rq`, for pages that show spans.

A date that is only a year or a month counts from its first day, as texts compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cislex import terms
from cislex.sparql import Term

UNKNOWN: Final = "unknown"
"""Instead of a day that no source gives."""
_PARTY, _SIGNATORY, _WITHDRAWN, _UNKNOWN, _REPEALED = (
    terms.expand(f"status:{name}")
    for name in ("party", "signatory", "withdrawn", "unknown", "repealed")
)


class Kind(StrEnum):
    """Where a state stands towards a treaty, or another relation on a day."""

    PARTY = "party"
    SIGNATORY = "signatory"
    LEFT = "left"
    NOT_PARTY = "not party"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """A standing and its first day; the day is UNKNOWN where no source gives it."""

    kind: Kind
    since: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One node of a reference table: its values by the local name of the property.

    `parts` are the IRIs that it joins or is about, `days` its dates, `types` its classes.
    """

    node: str
    values: Mapping[str, str]
    types: frozenset[str] = frozenset()

    def value(self, name: str) -> str:
        """The value of a property, or an empty text."""
        return self.values.get(name, "")

    @property
    def status(self) -> str:
        """The IRI of the participation's status, or an empty text."""
        return self.value("participationStatus")


def local(iri: str) -> str:
    """The last part of a property's IRI."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def facts(rows: Iterable[Mapping[str, Term]]) -> list[Fact]:
    """Facts from rows of node, property and value; the first value of a property counts."""
    values: dict[str, dict[str, str]] = {}
    types: dict[str, set[str]] = {}
    for row in rows:
        name = local(row["property"].value)
        have = values.setdefault(row["node"].value, {})
        if name == "type":
            types.setdefault(row["node"].value, set()).add(row["value"].value)
        else:
            have.setdefault(name, row["value"].value)
    return [Fact(node, have, frozenset(types.get(node, ()))) for node, have in values.items()]


def flat(rows: Iterable[Mapping[str, Term]]) -> list[Fact]:
    """Facts from rows with one column for each property, beside that of the node."""
    return [
        Fact(
            row["node"].value,
            {name: term.value for name, term in row.items() if name != "node"},
        )
        for row in rows
    ]


def standing(cell: Fact, day: str) -> Standing:
    """Where the state of a participation stands towards its treaty on a day."""
    if cell.status in ("", _UNKNOWN):
        return Standing(Kind.UNKNOWN)
    since, until, signed = (
        cell.value(name) for name in ("validFrom", "validUntil", "signatureDate")
    )
    begun = (since or cell.value("consentDate")) <= day
    if cell.status in (_PARTY, _WITHDRAWN) and begun:
        ended = until <= day if until else cell.status == _WITHDRAWN
        if ended:
            return Standing(Kind.LEFT, until or UNKNOWN)
        return Standing(Kind.PARTY, since or UNKNOWN)
    if signed <= day if signed else cell.status == _SIGNATORY:
        return Standing(Kind.SIGNATORY, signed or UNKNOWN)
    return Standing(Kind.NOT_PARTY)


def first_day(fact: Fact) -> str:
    """The first day of a fact: entry into force, else adoption; empty where no source gives it."""
    return fact.value("validFrom") or fact.value("entryIntoForceDate") or fact.value("adoptionDate")


def counts(fact: Fact, day: str, seen: str = "") -> bool:
    """Whether a role, a law, a body or a term counts on a day.

    `seen` is the day on which a source was seen that calls a law repealed: before it, it counts.
    """
    if first_day(fact) > day:
        return False
    if until := fact.value("validUntil"):
        return until > day
    return fact.value("legalStatus") != _REPEALED or seen > day

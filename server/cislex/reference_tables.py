"""The forms of the reference tables, as data.

A new table is a new entry of `TABLES`; nothing else changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

EVIDENCE_COLUMNS = ("source", "page", "looked_up", "note")
"""The columns that close every table: who states the row, where, seen on which day."""

FOLDER = "data/reference/"
"""Where the tables are, as shown in messages."""

OTHER_FILE = "verdicts.csv"
"""The one file beside the tables; see `cislex.verification`."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the property that its cells give, and how a cell is written.

    `kind` is `entity`, `class`, `date`, `integer`, `boolean`, `page`, `text`,
    `text@LANGUAGE`, or the name of a SKOS scheme; several entities or concepts
    in one cell are parted by `|`.
    """

    name: str
    property: str
    kind: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The form of one reference table.

    `key` names the columns that tell one thing from another. A table with one
    key column describes that entity itself; one with several makes a node of
    class `node`. `defines` is the class of entities that the table may bring
    in ("" where the column `kind` gives it, None where it brings in none);
    the column `label` is then their name.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    node: str = ""
    defines: str | None = None
    label: str = ""

    @property
    def head(self) -> tuple[str, ...]:
        """The head line."""
        own = dict.fromkeys((*self.key, *(column.name for column in self.columns)))
        return (*own, *EVIDENCE_COLUMNS)

    def owns(self, file: str) -> bool:
        """Whether a file of this name belongs to the table: `NAME.csv` or `NAME-….csv`."""
        return re.fullmatch(rf"{self.name}(-[\w-]+)?\.csv", file) is not None


TABLES: tuple[Table, ...] = (
    Table(
        "agreements",
        ("agreement",),
        (
            Column("title_en", "dct:title", "text@en"),
            Column("title_ru", "dct:title", "text@ru"),
            Column("concluded_on", "lex:conclusionDate", "date"),
            Column("concluded_at", "lex:conclusionPlace", "text"),
            Column("in_force", "lex:entryIntoForceDate", "date"),
        ),
        defines="lex:InternationalTreaty",
        label="title_en",
    ),
    Table(
        "laws",
        ("law",),
        (
            Column("jurisdiction", "lex:isInJurisdiction", "entity", required=True),
            Column("kind", "rdf:type", "class", required=True),
            Column("title_en", "dct:title", "text@en"),
            Column("title_ru", "dct:title", "text@ru"),
            Column("number", "lex:officialNumber", "text"),
            Column("adopted", "lex:adoptionDate", "date"),
            Column("in_force", "lex:entryIntoForceDate", "date"),
            Column("status", "lex:legalStatus", "status"),
            Column("governs", "lex:governs", "right"),
            Column("ratifies", "lex:ratifies", "entity"),
            Column("identifier", "dct:identifier", "text"),
        ),
        defines="",
        label="title_en",
    ),
    Table(
        "bodies",
        ("body",),
        (
            Column("jurisdiction", "lex:isInJurisdiction", "entity"),
            Column("kind", "rdf:type", "class", required=True),
            Column("name_en", "schema:legalName", "text@en"),
            Column("name_ru", "schema:legalName", "text@ru"),
            Column("name_kk", "schema:legalName", "text@kk"),
            Column("site", "foaf:homepage", "page"),
            Column("from", "lex:validFrom", "date"),
            Column("until", "lex:validUntil", "date"),
            Column("predecessor", "dct:replaces", "entity"),
        ),
        defines="",
        label="name_en",
    ),
    Table(
        "treaties",
        ("treaty", "fact"),
        (Column("value", "", "fact", required=True),),
    ),
    Table(
        "participation",
        ("state", "treaty"),
        (
            Column("state", "lex:participant", "entity", required=True),
            Column("treaty", "lex:inTreaty", "entity", required=True),
            Column("status", "lex:participationStatus", "status", required=True),
            Column("signed", "lex:signatureDate", "date"),
            Column("consent", "lex:consentKind", "consent"),
            Column("consent_date", "lex:consentDate", "date"),
            Column("in_force", "lex:validFrom", "date"),
            Column("ended", "lex:validUntil", "date"),
        ),
        node="lex:TreatyParticipation",
    ),
    Table(
        "membership",
        ("state", "organization", "role"),
        (
            Column("state", "org:member", "entity", required=True),
            Column("organization", "org:organization", "entity", required=True),
            Column("role", "org:role", "role", required=True),
            Column("from", "lex:validFrom", "date"),
            Column("until", "lex:validUntil", "date"),
        ),
        node="org:Membership",
    ),
    Table(
        "subordination",
        ("body", "authority"),
        (
            Column("body", "lex:subordinateBody", "entity", required=True),
            Column("authority", "lex:authority", "entity", required=True),
            Column("from", "lex:validFrom", "date"),
            Column("until", "lex:validUntil", "date"),
        ),
        node="lex:Subordination",
    ),
    Table(
        "terms",
        ("state", "right"),
        (
            Column("state", "lex:isInJurisdiction", "entity", required=True),
            Column("right", "lex:termOf", "right", required=True),
            Column("years", "lex:termYears", "integer"),
            Column("starts", "lex:termStartsFrom", "event"),
            Column("renewable", "lex:isRenewable", "boolean"),
            Column("renewal_years", "lex:renewalYears", "integer"),
            Column("law", "lex:isBasedOn", "entity"),
            Column("article", "lex:articleNumber", "text"),
        ),
        node="lex:ProtectionTerm",
    ),
)
"""Every table, in the order of reading: tables that bring in entities first.

The files of a table are `NAME.csv` and `NAME-….csv`.
"""

FACTS: Mapping[str, Column] = {
    "administered_by": Column("value", "lex:isAdministeredBy", "entity"),
    "concluded_on": Column("value", "lex:conclusionDate", "date"),
    "concluded_at": Column("value", "lex:conclusionPlace", "text"),
    "in_force": Column("value", "lex:entryIntoForceDate", "date"),
    "depositary": Column("value", "lex:depositary", "text"),
    "title_ru": Column("value", "dct:title", "text@ru"),
    "title_kk": Column("value", "dct:title", "text@kk"),
}
"""What a row of `treaties` may say."""

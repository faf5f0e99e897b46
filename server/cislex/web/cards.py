"""Statement cards: what is said, how firmly, where, and what the official source says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from flask import Flask, request

from cislex import terms
from cislex.sparql import Table, Term
from cislex.web import days, rendering, texts
from cislex.web.language import translated
from cislex.web.serving import ask_page, site, snapshot

Row = Mapping[str, Term]
ON_PAGE: Final = 6
"""Statement cards on one page."""
MOST: Final = 1000
"""The limit in queries/pages/statements.rq."""


@dataclass(frozen=True, slots=True)
class Said:
    """One passage that makes a statement; `text` is empty where the operator has none."""

    row: Row
    qualifiers: Sequence[Row]
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """What official sources record instead or also, with their pages."""

    expected: str
    notes: Sequence[str]
    sources: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Card:
    """One statement; `parts` is its first row."""

    parts: Row
    said: Sequence[Said]
    checks: Sequence[Check]

    @property
    def iri(self) -> str:
        """The IRI of the statement."""
        return self.parts["statement"].value

    @property
    def query(self) -> str:
        """The SPARQL query that traces it."""
        return site().pages["trace"].fill({"statement": self.iri})


def register(app: Flask) -> None:
    """Give the templates what the cards say of themselves."""
    app.template_filter("footnote")(footnote)
    app.template_filter("permalink")(permalink)
    app.template_filter("place")(place)


def about(iri: str, statements: Table) -> list[list[Row]]:
    """The rows of each statement: those of the thing first, then those about it, then others."""
    order = {"subject": 0, "object": 1}

    def place(rows: list[Row]) -> int:
        return min((order[name] for name in order if rows[0][name].value == iri), default=2)

    return sorted(grouped(statements.rows), key=place)


def grouped(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of each statement, in the order of the first of them."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["statement"].value].append(row)
    return list(found.values())


def of_thing(iri: str, groups: Iterable[list[Row]]) -> list[Card]:
    """Cards of some of the statements that the page of a thing shows."""
    groups = list(groups)
    if not groups:
        return []
    qualifiers = ask_page("qualifiers", thing=iri)
    return cards(groups, qualifiers.rows, ask_page("checks", thing=iri).rows)


def cards(
    groups: Iterable[list[Row]], qualifiers: Sequence[Row], checks: Sequence[Row]
) -> list[Card]:
    """Cards of statements, with the rows of their qualifiers and checks among others."""
    by_attestation, by_statement = _by("attestation", qualifiers), _by("statement", checks)
    found = []
    for rows in groups:
        iri = rows[0]["statement"].value
        said = [
            Said(row, by_attestation.get(row["attestation"].value, ()), texts.passage(row))
            for row in rows
        ]
        found.append(Card(rows[0], said, _checks(by_statement.get(iri, ()))))
    rendering.know(
        term.value
        for card in found
        for row in (
            *(one.row for one in card.said),
            *(row for one in card.said for row in one.qualifiers),
            *(row for check in card.checks for row in check.sources),
        )
        for term in row.values()
        if term.kind == "uri"
    )
    return found


def claim(parts: Row) -> str:
    """A statement in words, in the language of the names."""
    words = [_words(parts[name]) for name in ("subject", "predicate", "object")]
    polarity = rendering.words(parts["polarity"]) if "polarity" in parts else "affirmed"
    mark = "" if polarity == "affirmed" else f" ({rendering.name(parts['polarity']).text})"
    return " ".join(words) + mark


def place(row: Row) -> str:
    """Section, paragraph and sentence of a passage."""
    return ".".join(row[name].value for name in ("section", "paragraph", "sentence"))


def footnote(card: Card) -> str:
    """A footnote that cites a statement: words, place, verdict with its source, permalink."""
    first = card.said[0].row
    where = f"{_words(first['document'])}, § {place(first)}"
    if "page" in first:
        where += f", {first['page'].value}"
    verdict = rendering.badge(card.parts.get("verdict")).label
    sources = [row for check in card.checks for row in check.sources if "page" in row]
    if sources:
        one = sources[0]
        verdict += f" ({_words(one['source'])}, {one['page'].value})"
    return translated(
        "“%(claim)s”: %(where)s. Verdict: %(verdict)s. cislex, release %(release)s, "
        "%(permalink)s, seen on %(day)s."
    ) % {
        "claim": claim(card.parts),
        "where": where,
        "verdict": verdict,
        "release": snapshot().identifier,
        "permalink": permalink(card.iri),
        "day": days.in_words(days.today()),
    }


def permalink(iri: str) -> str:
    """The public address of a thing, without languages or days."""
    base = site().settings.base_url or request.url_root
    return base.rstrip("/") + "/" + iri.removeprefix(terms.BASE)


def _words(term: Term) -> str:
    return rendering.name(term).text if term.kind == "uri" else term.value


def _checks(rows: Sequence[Row]) -> list[Check]:
    found = []
    ordered = sorted(rows, key=lambda row: _value(row, "expected"))
    for expected, members in groupby(ordered, key=lambda row: _value(row, "expected")):
        own = list(members)
        notes = list(dict.fromkeys(row["note"].value for row in own if "note" in row))
        pages = {
            (_value(row, "source"), _value(row, "page")): row for row in own if "source" in row
        }
        found.append(Check(expected, notes, list(pages.values())))
    return found


def _value(row: Row, name: str) -> str:
    return row[name].value if name in row else ""


def _by(name: str, rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[name].value].append(row)
    return found

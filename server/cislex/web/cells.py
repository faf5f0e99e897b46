"""How an answer looks on a page: names and links for things, badges for verdicts.

The questions answer with English labels, so that their files are good to read. On a page
a label that is that of one thing and no other becomes a link to it, in the reader's
language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from flask import Flask

from cislex import terms
from cislex.names import Name
from cislex.sparql import Table, Term
from cislex.web import rendering
from cislex.web.language import interface, translated
from cislex.web.serving import snapshot

_VERDICTS: Final = terms.PREFIXES["verification"]
_LONGEST_ADDRESS: Final = 36
_DAY: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_NUMBERS: Final = tuple(
    terms.expand(f"xsd:{name}") for name in ("integer", "decimal", "double", "float")
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `kind` is text, number, date, link, badge, or empty.

    A link to elsewhere is of the kind address, and its `title` is the whole IRI.
    """

    kind: str = ""
    text: str = ""
    language: str = ""
    address: str | None = None
    title: str = ""


def register(app: Flask) -> None:
    """Give the templates the filters `cells` and `column`."""
    app.template_filter("cells")(cells)
    app.template_filter("column")(column)


def cells(table: Table, start: int, most: int) -> list[list[Cell]]:
    """Some rows of an answer, from a place on, each with a cell for every column."""
    rows = table.rows[start : start + most]
    labels = {term.value for row in rows for term in row.values() if term.language == "en"}
    called = snapshot().names.called(labels)
    iris = (term.value for row in rows for term in row.values() if term.kind == "uri")
    rendering.know({*called.values(), *iris})
    blank = Term("", "")
    return [[_cell(row.get(name, blank), called) for name in table.columns] for row in rows]


def column(variable: str) -> Name:
    """What a column is called: known variables in the reader's language, others as words."""
    said = _columns().get(variable)
    if said:
        return Name(said, interface())
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", variable.replace("_", " ")).lower()
    return Name(words, "en")


def _columns() -> dict[str, str]:
    """The variables that most questions answer with."""
    return {
        "adopted": translated("adopted"),
        "basis": translated("basis"),
        "body": translated("body"),
        "bound": translated("bound since"),
        "case": translated("case"),
        "challenge": translated("challenge"),
        "claim": translated("statement"),
        "concept": translated("concept"),
        "concluded": translated("concluded"),
        "definition": translated("definition"),
        "document": translated("document"),
        "expected": translated("expected"),
        "fact": translated("fact"),
        "firmness": translated("firmness"),
        "goal": translated("goal"),
        "hedge": translated("hedge"),
        "kazakh": translated("in Kazakh"),
        "kind": translated("kind"),
        "law": translated("law"),
        "measure": translated("measure"),
        "number": translated("number"),
        "organization": translated("organisation"),
        "page": translated("page of the source"),
        "paragraph": translated("paragraph"),
        "passage": translated("passage"),
        "passages": translated("passages"),
        "procedure": translated("procedure"),
        "recorded": translated("recorded"),
        "right": translated("right"),
        "role": translated("role"),
        "russian": translated("in Russian"),
        "section": translated("section"),
        "sector": translated("sector"),
        "seen": translated("looked up on"),
        "sentence": translated("sentence"),
        "signed": translated("signed"),
        "since": translated("since"),
        "source": translated("source"),
        "standing": translated("standing"),
        "state": translated("state"),
        "statements": translated("statements"),
        "thing": translated("thing"),
        "treaty": translated("treaty"),
        "until": translated("until"),
        "value": translated("value"),
        "verdict": translated("verdict"),
        "years": translated("years"),
    }


def _cell(term: Term, called: dict[str, str]) -> Cell:
    if term.kind == "uri":
        return _thing(term.value)
    if term.language == "en" and term.value in called:
        return _thing(called[term.value])
    if term.kind == "bnode":
        return Cell("text", rendering.short(term))
    if term.datatype in _NUMBERS:
        return Cell("number", term.value)
    if term.kind and _DAY.fullmatch(term.value):
        return Cell("date", term.value)
    return Cell("text", term.value, term.language) if term.kind else Cell()


def _thing(iri: str) -> Cell:
    if iri.startswith(_VERDICTS):
        return Cell("badge", iri)
    target = rendering.address(iri)
    name = rendering.name(iri)
    if target and not name.language and not iri.startswith(terms.BASE):
        return Cell("address", _shortened(iri), "", target, iri)
    return Cell("link" if target else "text", name.text, name.language, target)


def _shortened(address: str) -> str:
    """An address for people: its host, and as much of its path as there is room for."""
    parts = urlsplit(address)
    text = parts.netloc.removeprefix("www.") + parts.path.rstrip("/")
    return text if len(text) <= _LONGEST_ADDRESS else text[: _LONGEST_ADDRESS - 1] + "…"

"""How terms look on a page: links, short names, badges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from flask import Flask, request

from cislex import terms
from cislex.sparql import Term

_BADGES: Final = {
    "confirmed": "✓",
    "imprecise": "≈",
    "contradicted": "✕",
    "unverified": "○",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A verdict as icon, word and the class that colours it."""

    icon: str
    word: str


def register(app: Flask) -> None:
    """Give the templates their filters."""
    app.template_filter("address")(address)
    app.template_filter("short")(short)
    app.template_filter("badge")(badge)
    app.template_filter("words")(words)
    app.template_filter("size")(size)


def address(iri: str) -> str | None:
    """Where a link to an IRI leads: its own things are here; None for what is no web address."""
    if iri.startswith(terms.BASE):
        return request.script_root + "/" + quote(iri.removeprefix(terms.BASE), safe="/#:%~")
    return iri if iri.startswith(("http://", "https://")) else None


def short(term: Term | str) -> str:
    """The name of a term without a label: the CURIE of an IRI, the text of a literal."""
    if isinstance(term, Term) and term.kind != "uri":
        return term.value if term.kind == "literal" else f"_:{term.value}"
    return terms.compact(term if isinstance(term, str) else term.value)


def words(term: Term | str) -> str:
    """The last part of a concept's IRI as words."""
    iri = term if isinstance(term, str) else term.value
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1].replace("-", " ")


def badge(term: Term | None) -> Badge:
    """The badge of a verification status; a status that nobody drew is unverified."""
    word = words(term) if term else "unverified"
    return Badge(_BADGES.get(word, "○"), word)


def size(number: int) -> str:
    """A size in bytes for people: 1.4 MB."""
    amount = float(number)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"

"""How terms look on a page: links, names in the reader's language, badges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from flask import Flask, g, request
from markupsafe import Markup, escape

from cislex import terms
from cislex.names import Name
from cislex.sparql import Table, Term
from cislex.web import days, language
from cislex.web.serving import snapshot

_BADGES: Final = {
    "confirmed": "✓",
    "imprecise": "≈",
    "contradicted": "✕",
    "unverified": "○",
}
_LONGEST: Final = 80
_STANDINGS: Final = {"party": "●", "signatory": "◐", "left": "✕", "not party": "—", "unknown": "?"}


@dataclass(frozen=True, slots=True)
class Badge:
    """A verdict as icon, word (the class that colours it), and the word as readers see it."""

    icon: str
    word: str
    label: str


def register(app: Flask) -> None:
    """Give the templates their filters."""
    app.template_filter("address")(address)
    app.template_filter("link")(link)
    app.template_filter("name")(name)
    app.template_filter("short")(short)
    app.template_filter("badge")(badge)
    app.template_filter("words")(words)
    app.template_filter("standing")(standing)
    app.template_filter("basis")(basis)
    app.template_filter("curie")(terms.compact)
    app.template_filter("size")(size)


def address(iri: str) -> str | None:
    """Where a link to an IRI leads: its own things are here; None for what is no web address."""
    if not iri.startswith(terms.BASE):
        return iri if iri.startswith(("http://", "https://")) else None
    path, sign, fragment = quote(iri.removeprefix(terms.BASE), safe="/#:%~").partition("#")
    if "asked_of_links" not in g:
        chosen = language.chosen() | days.chosen()
        g.asked_of_links = f"?{urlencode(chosen)}" if chosen else ""
    asked: str = g.asked_of_links
    return f"{request.script_root}/{path}{asked}{sign}{fragment}"


def link(thing: Term | str) -> Markup:
    """A thing by its name, as a link to its page; the same as the macro `thing`, but faster."""
    iri = thing if isinstance(thing, str) else thing.value
    called, target = name(iri), address(iri)
    if not target:
        return escape(iri)
    # An IRI without a name can be as long as it likes.
    is_long = not called.language and len(called.text) > _LONGEST
    text = called.text[: _LONGEST - 1] + "…" if is_long else called.text
    spoken = called.language if called.language != language.interface() else ""
    more = f' lang="{escape(spoken)}"' if spoken else ""
    more += "" if target.startswith("/") else ' rel="noreferrer"'
    return Markup(f'<a href="{escape(target)}"{more}>{escape(text)}</a>')


def know(iris: Iterable[str]) -> None:
    """Look up the names of many things at once, for the page of this request."""
    known = _known()
    missing = {iri for iri in iris if iri not in known}
    found = snapshot().names.labels(missing, language.content())
    known.update({iri: found.get(iri) for iri in missing})


def know_table(table: Table) -> Table:
    """Look up the names of all things in a table, and give it back."""
    know(term.value for row in table.rows for term in row.values() if term.kind == "uri")
    return table


def name(thing: Term | str) -> Name:
    """What a thing is called in the language of the page; its CURIE where nobody says."""
    iri = thing if isinstance(thing, str) else thing.value
    known = _known()
    if iri not in known:
        know([iri])
    return known[iri] or Name(terms.compact(iri), "")


def _known() -> dict[str, Name | None]:
    if "known_names" not in g:
        g.known_names = {}
    found: dict[str, Name | None] = g.known_names
    return found


def short(term: Term | str) -> str:
    """The name of a term without a label: the CURIE of an IRI, the text of a literal."""
    if isinstance(term, Term) and term.kind != "uri":
        return term.value if term.kind == "literal" else f"_:{term.value}"
    return terms.compact(term if isinstance(term, str) else term.value)


def words(term: Term | str) -> str:
    """The last part of a concept's IRI as words."""
    iri = term if isinstance(term, str) else term.value
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1].replace("-", " ")


def badge(term: Term | str | None) -> Badge:
    """The badge of a verification status; a status that nobody drew is unverified."""
    word = words(term) if term else "unverified"
    said = {
        "confirmed": language.translated("confirmed"),
        "imprecise": language.translated("imprecise"),
        "contradicted": language.translated("contradicted"),
        "unverified": language.translated("unverified"),
    }
    return Badge(_BADGES.get(word, "○"), word, said.get(word, word))


def standing(kind: str) -> Badge:
    """The badge of where a state stands towards a treaty."""
    if "standings" not in g:
        g.standings = {
            one: Badge(_STANDINGS[one], one.replace(" ", "-"), word)
            for one, word in _standing_words().items()
        }
    found: Badge = g.standings[kind]
    return found


def _standing_words() -> dict[str, str]:
    return {
        "party": language.translated("party"),
        "signatory": language.translated("signed"),
        "left": language.translated("left"),
        "not party": language.translated("not party"),
        "unknown": language.translated("unknown"),
    }


def basis(word: str) -> str:
    """What a source rests on, in the reader's language."""
    said = {
        "depositary": language.translated("depositary"),
        "official": language.translated("official source"),
        "mirror": language.translated("copy of an official source"),
        "secondary": language.translated("secondary source"),
    }
    return said.get(word, word)


def size(number: int) -> str:
    """A size in bytes for people: 1.4 MB."""
    amount = float(number)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"

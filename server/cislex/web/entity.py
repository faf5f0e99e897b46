"""The page of a thing: names, statement cards, dated facts, links in both directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import render_template
from werkzeug.exceptions import BadRequest, NotFound

from cislex import terms
from cislex.formats import GraphFormat
from cislex.names import Name
from cislex.sparql import Term
from cislex.web import (
    cards,
    days,
    drawing,
    graphs,
    language,
    profiles,
    protocol,
    rendering,
    schema_org,
)
from cislex.web.cards import Row
from cislex.web.language import translated
from cislex.web.profiles import Answer
from cislex.web.serving import ask_page, site, snapshot

_LABEL: Final = terms.expand("rdfs:label")
_TYPE: Final = terms.expand("rdf:type")
_NAMES: Final = tuple(terms.expand(f"skos:{name}") for name in ("prefLabel", "altLabel"))
_NOTES: Final = tuple(
    terms.expand(name) for name in ("skos:definition", "skos:scopeNote", "dct:description")
)
_DRAFT: Final = terms.expand("lex:draftLanguage")
_IN_HEAD: Final = {_LABEL, _TYPE, _DRAFT, *_NAMES, *_NOTES}
_RECORDED: Final = terms.expand("lex:isRecordedIn")
_MOST_INCOMING: Final = 2000
"""The limit in queries/pages/incoming.rq."""
_IN_GROUP: Final = 12
_ON_PAGE: Final = 200
_BESIDE: Final = 14
_IN_TABLE: Final = 50
VIEWS: Final = ("thing", "graph", "outgoing", "incoming")


@dataclass(frozen=True, slots=True)
class Group:
    """One property of a thing with some of its values, and how many there are in all."""

    property: str
    values: Sequence[Term]
    total: int


@dataclass(frozen=True, slots=True)
class Thing:
    """What the graph says of a thing in both directions."""

    iri: str
    values: Mapping[str, Sequence[Term]]
    incoming: Mapping[str, Sequence[Term]]

    @property
    def types(self) -> set[str]:
        """The IRIs of its classes."""
        return {term.value for term in self.values.get(_TYPE, ())}

    @property
    def outgoing(self) -> dict[str, Sequence[Term]]:
        """Its properties but those that its head shows."""
        return {name: found for name, found in self.values.items() if name not in _IN_HEAD}


def page(iri: str, files: Sequence[tuple[GraphFormat, str]]) -> str:
    """The page of a thing that is known, in the view that the address asks for."""
    parameters = protocol.parameters()
    view = parameters.at_most_one("view") or ""
    if view not in ("", *VIEWS):
        raise BadRequest(
            translated("There is no view %(view)s: take one of %(known)s")
            % {"view": repr(view[:40]), "known": ", ".join(VIEWS)}
        )
    thing = _thing(iri)
    answer = profiles.answer(iri, thing.types, days.asked())
    head = _head(thing, files, answer)
    if view == "graph":
        return render_template("neighbours.html", **head, **_neighbours(thing))
    if view in ("outgoing", "incoming"):
        wanted = parameters.at_most_one("property") or ""
        return render_template("values.html", **head, **_values(thing, view, wanted))
    return render_template("thing.html", **head, **_body(thing, answer))


def number(name: str, most: int) -> int:
    """The number of a part of a long list in the address, from 1; its first part by default.

    Raises:
        NotFound: there is no such part.
    """
    text = protocol.parameters().at_most_one(name) or "1"
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:9]) <= max(most, 1):
        raise NotFound(
            translated("There is no part %(number)s: there are %(most)s")
            % {"number": repr(text[:20]), "most": most}
        )
    return int(text[:9])


def pages(total: int, size: int) -> int:
    """How many parts a list has."""
    return -(-total // size)


def _thing(iri: str) -> Thing:
    values = _by_property(ask_page("properties", thing=iri).rows)
    incoming = _by_property(ask_page("incoming", thing=iri).rows)
    rendering.know([iri, *values, *incoming])
    return Thing(iri, values, incoming)


def _by_property(rows: Iterable[Row]) -> dict[str, list[Term]]:
    found: dict[str, list[Term]] = defaultdict(list)
    for row in rows:
        found[row["property"].value].append(row["value"])
    return dict(found)


def _head(
    thing: Thing, files: Sequence[tuple[GraphFormat, str]], answer: Answer | None
) -> dict[str, Any]:
    name = rendering.name(thing.iri)
    if answer and name.language != language.content():
        # Nodes of reference tables are named in English only; what they join has more names.
        both = " – ".join(rendering.name(part).text for part in answer.parts)
        name = Name(both, language.content())
    names = {term for key in _NAMES for term in thing.values.get(key, ())}
    names |= set(thing.values.get(_LABEL, ()))
    languages = {"en": 0, "ru": 1, "kk": 2}
    return {
        "iri": thing.iri,
        "name": name,
        "names": sorted(
            (term for term in names if term.value != name.text),
            key=lambda term: (languages.get(term.language, 3), term.language, term.value),
        ),
        "drafts": {term.value for term in thing.values.get(_DRAFT, ())},
        "types": rendering.know_table(ask_page("types", thing=thing.iri)).rows,
        "files": files,
        "query": site().pages["describe"].fill({"thing": thing.iri}),
    }


def _body(thing: Thing, answer: Answer | None) -> dict[str, Any]:
    found = (
        ask_page("between", one=answer.parts[0], other=answer.parts[1])
        if answer
        else ask_page("statements", thing=thing.iri)
    )
    groups = cards.about(thing.iri, found)
    part = number("part", pages(len(groups), cards.ON_PAGE))
    shown = groups[(part - 1) * cards.ON_PAGE : part * cards.ON_PAGE]
    if answer:
        statements = [card for rows in shown for card in _between(rows)]
    else:
        statements = cards.of_thing(thing.iri, shown)
    profile = profiles.profile(thing.iri, thing.types, days.asked())
    hidden = profiles.SHOWN if profile else frozenset()
    records = _records(thing)
    itself = len(statements) == 1 and statements[0].iri == thing.iri
    return {
        "notes": [term for key in _NOTES for term in thing.values.get(key, ())],
        "answer": answer,
        "profile": profile,
        "is_timeless": not (answer or profile or days.asked().is_today),
        "records": records,
        "outgoing": _grouped(thing.outgoing, {_RECORDED} if records else frozenset()),
        "incoming": _grouped(thing.incoming, hidden),
        "is_cut": sum(map(len, thing.incoming.values())) >= _MOST_INCOMING,
        "statements": statements,
        "statement_count": len(groups),
        "part": part,
        "parts_of_all": pages(len(groups), cards.ON_PAGE),
        "itself": itself,
        "structured": schema_org.review(statements[0])
        if itself
        else schema_org.thing(thing.iri, rendering.name(thing.iri).text, thing.types, thing.values),
        "triples": graphs.counts(site(), snapshot()).get(thing.iri),
    }


def _between(rows: list[Row]) -> list[cards.Card]:
    return cards.of_thing(rows[0]["statement"].value, [rows])


def _records(thing: Thing) -> list[dict[str, Any]]:
    """Every record of a thing, with the properties that it gives and where it disagrees."""
    if _RECORDED not in thing.values:
        return []
    found: dict[str, dict[str, Any]] = {}
    rows = rendering.know_table(ask_page("evidence", thing=thing.iri)).rows
    for row in rows:
        one = found.setdefault(row["record"].value, {"row": row, "recorded": [], "stated": []})
        for key in ("recorded", "stated"):
            if key in row and row[key].value not in (*one[key], _TYPE):
                one[key].append(row[key].value)
    return [found[iri] for iri in sorted(found, key=lambda iri: (len(iri), iri))]


def _grouped(by_property: Mapping[str, Sequence[Term]], hidden: Iterable[str]) -> list[Group]:
    left = set(hidden)
    groups = [
        Group(name, values[:_IN_GROUP], len(values))
        for name, values in by_property.items()
        if name not in left
    ]
    _know(term for group in groups for term in group.values)
    return sorted(groups, key=lambda group: rendering.name(group.property).text.casefold())


def _values(thing: Thing, view: str, wanted: str) -> dict[str, Any]:
    """All values of one property, part by part."""
    side = thing.outgoing if view == "outgoing" else thing.incoming
    try:
        values = side.get(terms.expand(wanted) if "://" not in wanted else wanted, ())
    except terms.UnknownPrefix:
        values = ()
    if not values:
        raise NotFound(
            translated("Nothing here has the property %(property)s: see the page of the thing")
            % {"property": repr(wanted[:80])}
        )
    property_ = terms.expand(wanted) if "://" not in wanted else wanted
    part = number("part", pages(len(values), _ON_PAGE))
    shown = values[(part - 1) * _ON_PAGE : part * _ON_PAGE]
    _know(shown)
    return {
        "view": view,
        "property": property_,
        "values": shown,
        "total": len(values),
        "part": part,
        "parts_of_all": pages(len(values), _ON_PAGE),
    }


def _neighbours(thing: Thing) -> dict[str, Any]:
    """What is one step away in each direction, for a drawing and for its table."""
    sides = []
    for by_property in (thing.incoming, thing.outgoing):
        pairs = [
            (name, term.value)
            for name, values in by_property.items()
            for term in values
            if term.kind == "uri" and term.value.startswith(terms.BASE) and name != _RECORDED
        ]
        rendering.know(iri for _, iri in pairs)
        pairs.sort(key=lambda pair: tuple(rendering.name(one).text.casefold() for one in pair))
        sides.append(pairs)
    left, right = (drawing.side(_spread(pairs, _BESIDE), _BESIDE) for pairs in sides)
    return {
        "left": left,
        "right": right,
        "hidden": sum(map(len, sides)) - len(left.neighbours) - len(right.neighbours),
        "height": max(left.height, right.height, 80),
        "pairs": {"incoming": sides[0][:_IN_TABLE], "outgoing": sides[1][:_IN_TABLE]},
        "is_cut": max(map(len, sides)) > _IN_TABLE,
    }


def _spread(pairs: Sequence[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """As many pairs as there is room for, a few of each property before many of one."""
    ranks: dict[str, int] = defaultdict(int)
    ranked = []
    for place, pair in enumerate(pairs):
        ranks[pair[0]] += 1
        ranked.append((ranks[pair[0]], place, pair))
    chosen = sorted(ranked)[:most]
    return [pair for _, _, pair in sorted(chosen, key=lambda one: one[1])]


def _know(values: Iterable[Term]) -> None:
    rendering.know(term.value for term in values if term.kind == "uri")

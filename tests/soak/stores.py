"""Releases that differ a little, the right answers of each, and the switch from one to the next."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from cislex import build, dumps, queries, releases, resources, store, terms
from soak.questions import QUESTIONS, Question

MARK: Final = "https://w3id.org/cislex/soak/"
Answer = tuple[tuple[str, ...], ...]
"""Sorted rows or triples, each as the texts of its terms."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release that is ready to be switched to, and what is right while it is served."""

    identifier: str
    folder: Path
    answers: dict[str, Answer]


def questions(named: dict[str, str]) -> list[Question]:
    """All questions: ours, and some of the gallery."""
    return [*QUESTIONS, *(Question(name, text) for name, text in named.items())]


def gallery() -> dict[str, str]:
    """Questions of the gallery that can be asked without parameters: name → SPARQL."""
    found = queries.load(resources.folder("queries"))
    chosen = ("what-weakens", "treaties-said-and-recorded", "registration-steps", "states")
    return {name: found[name].fill({}) for name in chosen}


def prepare(folder: Path, count: int) -> Iterator[Prepared]:
    """Build the graph of this checkout, and some variants with other marks and counts."""
    built = build.build(folder / "built", resources.folder("ontology"), resources.folder("data"))
    quads = list(Store.read_only(str(built.store_path)))
    asked = questions(gallery())
    for number in range(count):
        content = dumps.Content.of(store.Workbench([*quads, *_marks(number)]))
        target = folder / f"prepared-{number}"
        target.mkdir()
        files = dumps.write(content, target / "dumps")
        shutil.copy(built.dumps_path / "void.ttl", target / "dumps" / "void.ttl")
        quads_there = content.dataset.count(b"\n")
        manifest = {
            **built.manifest,
            "identifier": content.identifier,
            "counts": {**built.manifest["counts"], "quads": quads_there},
            "files": [file.as_json() for file in files],
        }
        (target / "manifest.json").write_text(json.dumps(manifest), "utf-8")
        store.fill(target / "store", content.dataset)
        engine = Store.read_only(str(target / "store"))
        answers = {one.name: right_answer(engine, one) for one in asked}
        yield Prepared(content.identifier, target, answers)


def switch(root: Path, prepared: Prepared, announce: Callable[[], object] = lambda: None) -> None:
    """Make it the release that is served, as a build does; announced just before."""
    with releases.workshop(root) as folder:
        shutil.copytree(prepared.folder, folder, dirs_exist_ok=True)
        announce()
        releases.publish(root, folder, prepared.identifier)


def right_answer(engine: Store, question: Question) -> Answer:
    """What the engine says in this process, without server, workers or cache."""
    found = engine.query(question.text, base_iri=terms.BASE)
    if isinstance(found, QueryTriples):
        return read_answer(found.serialize(format=RdfFormat.TURTLE) or b"", "text/turtle")
    body = found.serialize(format=QueryResultsFormat.JSON) or b""
    return read_answer(body, "application/sparql-results+json")


def read_answer(body: bytes, media_type: str) -> Answer:
    """Take an answer apart, whatever its format.

    Raises:
        ValueError, SyntaxError: it is broken.
    """
    if media_type in _TABLES:
        solutions = parse_query_results(body, format=_TABLES[media_type])
        if not isinstance(solutions, QuerySolutions):
            return ((str(bool(solutions)),),)
        rows = [tuple("" if one is None else str(one) for one in row) for row in solutions]
    else:
        triples = set(parse(body, format=_GRAPHS[media_type]))
        rows = [tuple(map(str, (one.subject, one.predicate, one.object))) for one in triples]
    return tuple(sorted(rows))


_TABLES: Final = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
_GRAPHS: Final = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


def _marks(number: int) -> Iterator[Quad]:
    """What only this release says: its number, and things with labels, the more the later."""
    label = NamedNode(terms.expand("rdfs:label"))
    release = NamedNode(MARK + "release")
    yield Quad(release, label, Literal(f"release {number}"), DefaultGraph())
    for thing in range(100 * number):
        node = NamedNode(f"{MARK}thing/{thing}")
        yield Quad(node, label, Literal(f"thing {thing}", language="en"), DefaultGraph())

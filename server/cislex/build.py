"""The street: documents, entities, reference tables and ontology → one release.

read → statements and records as quads → rules → verdicts → shapes → dumps and store → switch
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from cislex import (
    __version__,
    dumps,
    evidence,
    inference,
    inputs,
    names,
    records,
    releases,
    store,
    terms,
    verification,
)
from cislex.errors import InputError, Problem
from cislex.inputs import DocumentData, Inputs
from cislex.store import Workbench

if TYPE_CHECKING:
    from cislex import shapes

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a document is read: passages with statements, with content, and all."""

    slug: str
    stating: int
    content: int
    passages: int
    statements: int

    @classmethod
    def of(cls, document: DocumentData) -> Coverage:
        """Count a document."""
        every = len(document.passages)
        content = every - len(document.omissions)
        return cls(
            *(document.source.slug, len(document.stating), content, every),
            len(document.statements),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What checking the input found."""

    coverage: tuple[Coverage, ...]
    problems: tuple[Problem, ...]


def build(
    root: Path,
    ontology: Traversable,
    data: Traversable,
    texts: Path | None = None,
    progress: Progress = lambda step: None,
) -> releases.Release:
    """Make a new release under `root` and switch to it.

    Raises:
        InputError: the input has faults; what is served stays as it was.
        ReleaseError: the release cannot be written.
    """
    progress("Reading the input")
    read = inputs.read(ontology, data, texts)
    if not read.documents:
        raise InputError(read.problems)
    bench = assemble(read, ontology, progress)
    progress("Writing the dumps, applying the shapes")
    from cislex import shapes  # The validator is loaded only by what applies the shapes.

    applied = shapes.applied(bench.triples(), read.shapes)
    with applied as violations, releases.workshop(root) as folder:
        identifier = _fill(folder, bench, read)
        if problems := _problems(read, violations()):
            raise InputError(problems)
        return releases.publish(root, folder, identifier)


def check(ontology: Traversable, data: Traversable, texts: Path | None = None) -> Report:
    """Read and check everything, without making a release."""
    read = inputs.read(ontology, data, texts)
    if not read.documents:
        return Report((), tuple(read.problems))
    bench = assemble(read, ontology)
    from cislex import shapes

    with shapes.applied(bench.triples(), read.shapes) as violations:
        problems = _problems(read, violations())
    return Report(tuple(map(Coverage.of, read.documents)), tuple(problems))


def assemble(
    read: Inputs, ontology: Traversable, progress: Progress = lambda step: None
) -> Workbench:
    """Put all quads together, run the rules, write the current view."""
    progress("Joining the graphs")
    bench = Workbench(_quads(read))
    progress("Running the rules")
    inference.run(inference.read(ontology / "rules" / "verification"), bench)
    # What is contradicted must not lead to conclusions: the graphs of what
    # documents say stand aside while the other rules run.
    raw = [quad for name in bench.graphs() if _is_raw(name) for quad in bench.quads(name)]
    bench.remove(name for name in bench.graphs() if _is_raw(name))
    inference.run(inference.read(ontology / "rules"), bench)
    bench.show(bench.graphs())
    bench.add(raw)
    return bench


def counts(read: Inputs, view: list[Triple]) -> dict[str, Any]:
    """The figures of a release, from the triples of its current view."""
    kind = terms.expand("rdf:type")
    types: dict[str, set[str]] = {}
    for quad in view:
        if quad.predicate.value == kind and isinstance(quad.subject, NamedNode):
            types.setdefault(getattr(quad.object, "value", ""), set()).add(quad.subject.value)

    def own(curie: str, space: str = "lex") -> int:
        members = types.get(terms.expand(curie), set())
        return sum(name.startswith(terms.PREFIXES[space]) for name in members)

    verdict = terms.expand("lex:verificationStatus")
    return {
        "classes": own("owl:Class"),
        "properties": own("owl:ObjectProperty") + own("owl:DatatypeProperty"),
        "concepts": len(types.get(terms.expand("skos:Concept"), ())),
        "entities": len({name for names in types.values() for name in names if _is_entity(name)}),
        "statements": own("lex:Statement", "statement"),
        "attestations": own("lex:Attestation", "attestation"),
        "attestations_by_document": {
            document.source.slug: len(document.statements) for document in read.documents
        },
        "attestations_by_modality": _tally(
            row.modality for document in read.documents for row in document.statements
        ),
        "statements_by_verdict": _tally(
            getattr(quad.object, "value", "") for quad in view if quad.predicate.value == verdict
        ),
        "documents": len(read.documents),
        "passages": sum(len(document.passages) for document in read.documents),
        "reference_records": len(read.records),
        "triples": len(view),
    }


def _quads(read: Inputs) -> Iterator[Quad]:
    for name, triples in read.graphs.items():
        graph = NamedNode(terms.graph(*name.split("/")))
        yield from (Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    for document in read.documents:
        rows, vocabulary = document.statements, read.vocabulary
        yield from chain(
            evidence.asserted(rows, document.source.slug, vocabulary),
            evidence.provenance(rows, document.passages, document.source, vocabulary),
        )
    yield from verification.quads(read.verdicts)
    yield from records.quads(read.records, read.brought_in, read.bases)


def _fill(folder: Path, bench: Workbench, read: Inputs) -> str:
    """Write a release into a folder and say its identifier."""
    content = dumps.Content.of(bench)
    view = [quad.triple for quad in parse(content.view, format=RdfFormat.N_TRIPLES)]
    files = dumps.write(content, folder / "dumps")
    manifest = {
        "identifier": content.identifier,
        "version": __version__,
        "counts": counts(read, view) | {"quads": content.dataset.count(b"\n")},
        "graphs": content.graphs,
        "files": [file.as_json() for file in files],
    }
    described = dumps.describe(view, files, content.identifier, __version__, terms.BASE + "dumps/")
    (folder / "dumps" / "void.ttl").write_bytes(described)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    names.write(view, folder / releases.NAMES)
    store.fill(folder / "store", content.dataset)
    return content.identifier


def _problems(read: Inputs, violations: list[shapes.Violation]) -> list[Problem]:
    return read.problems + [_problem(read, violation) for violation in violations]


def _problem(read: Inputs, violation: shapes.Violation) -> Problem:
    """A violation, at the place where the thing at fault is described."""
    focus, value = violation.focus, violation.value
    if focus == terms.ONTOLOGY and value:
        # Shapes over the whole graph have the ontology as focus and the culprit as value.
        focus, value = value, ""
    file, line = read.origin(focus)
    about = f"{terms.compact(focus)}: " if line else ""
    return Problem(
        file, line, f"{about}{violation.message}" + (f" [{terms.compact(value)}]" if value else "")
    )


def _is_raw(graph: str) -> bool:
    """Whether a graph holds what a document says, as it says it."""
    return graph.startswith(terms.graph("document") + "/")


def _is_entity(iri: str) -> bool:
    return iri.startswith(terms.PREFIXES["id"])


def _tally(iris: Iterator[str]) -> dict[str, int]:
    """How often each concept occurs, by its local name, in order."""
    return dict(sorted(Counter(iri.rsplit("/", 1)[-1] for iri in iris).items()))

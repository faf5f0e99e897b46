"""Everything that a graph is made of, read and checked: ontology, entities, documents, reference.

Faults are gathered, so that a person sees all of them at once; rows and
files with a fault are left out of what is handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

from pyoxigraph import Triple

from cislex import reference, tables, terms, turtle, verification
from cislex.documents import read_document
from cislex.errors import InputError, Problem
from cislex.evidence import Source, attestation_iri, statement_iri
from cislex.passages import Passage, find
from cislex.tables import StatementRow
from cislex.turtle import Origin
from cislex.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class DocumentData:
    """What is known of one source document, but not its text."""

    source: Source
    sha256: str
    passages: tuple[Passage, ...]
    statements: tuple[StatementRow, ...]
    omissions: Mapping[str, str]

    @property
    def stating(self) -> frozenset[str]:
        """Locators of the passages that make a statement."""
        return frozenset(row.passage for row in self.statements)


@dataclass(slots=True)
class Inputs:
    """All input that has no fault, and all faults."""

    graphs: dict[str, list[Triple]] = field(default_factory=dict)
    shapes: list[str] = field(default_factory=list)
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary.of([]))
    documents: list[DocumentData] = field(default_factory=list)
    records: list[reference.Record] = field(default_factory=list)
    verdicts: list[verification.Verdict] = field(default_factory=list)
    brought_in: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def origin(self, iri: str) -> Origin:
        """Where a thing is described; the thing itself where that is not known."""
        return self.origins.get(iri, (terms.compact(iri), 0))


def read(ontology: Traversable, data: Traversable, texts: Path | None = None) -> Inputs:
    """Read all input; with `texts`, a folder of `SLUG.txt`, verify every locator against them."""
    inputs = Inputs()
    _read_graphs(inputs, ontology, data)
    if inputs.problems:
        # What a broken file describes would be unknown everywhere else: mend it first.
        return inputs
    everything = [triple for graph in inputs.graphs.values() for triple in graph]
    inputs.bases = dict(turtle.objects(everything, "lex:basis"))
    described = Vocabulary.of(everything)
    folder = data / "reference"
    inputs.brought_in = reference.defined(folder, described)
    inputs.vocabulary = described.with_entities(inputs.brought_in)
    inputs.records = reference.read(folder, inputs.vocabulary, inputs.bases, inputs.problems)
    for record in inputs.records:
        inputs.origins.setdefault(record.node, record.origin)
    for path in _folders(data / "documents"):
        _read_document(inputs, path)
    if not inputs.problems:
        # A verdict is about a statement, which a row with a fault does not make.
        statements = [
            statement_iri(row, inputs.vocabulary)
            for document in inputs.documents
            for row in document.statements
        ]
        inputs.verdicts = verification.read(
            folder, inputs.vocabulary, statements, inputs.bases, inputs.problems
        )
    if texts:
        for document in inputs.documents:
            inputs.problems += verify(document, texts)
    return inputs


def verify(document: DocumentData, texts: Path) -> list[Problem]:
    """Find every passage of a document again in its text, by offset and hash."""
    slug = document.source.slug
    try:
        text = read_document(texts / f"{slug}.txt")
    except InputError as error:
        return list(error.problems)
    shown_as = f"data/documents/{slug}/passages.tsv"
    if text.sha256 != document.sha256:
        words = (
            f"the SHA-256 of the text is {text.sha256}, but the document gives "
            f"{document.sha256 or 'none'}: use the very text, or locate its passages anew"
        )
        return [Problem(f"data/documents/{slug}/document.ttl", 0, words)]
    return [
        Problem(
            *(shown_as, line),
            f"passage {passage.locator} is not at {passage.start}-{passage.end} of the text: "
            "locate the passages anew",
        )
        for line, passage in enumerate(document.passages, 2)
        if find(text, passage) is None
    ]


def _read_graphs(inputs: Inputs, ontology: Traversable, data: Traversable) -> None:
    """The graphs that are written in Turtle."""
    folders = {
        "ontology": (ontology, "ontology"),
        "schemes": (ontology / "schemes", "ontology/schemes"),
        "entities": (data / "entities", "data/entities"),
        "sources": (data / "reference", "data/reference"),
    }
    for graph, (folder, shown_as) in folders.items():
        for file in turtle.files(folder, ".ttl"):
            _add(inputs, graph, turtle.read(file, f"{shown_as}/{file.name}"))
    for file in turtle.files(ontology / "shapes", ".ttl"):
        shape = turtle.read(file, f"ontology/shapes/{file.name}")
        inputs.problems += shape.problems
        if not shape.problems:
            inputs.shapes.append(file.read_text("utf-8"))
    for path in _folders(data / "documents"):
        shown_as = f"data/documents/{path.name}/document.ttl"
        _add(inputs, f"provenance/{path.name}", turtle.read(path / "document.ttl", shown_as))
        # What `cislex add` proposes stands here until a curator moves it to data/entities/.
        proposed = path / "proposed.ttl"
        if proposed.is_file():
            name = f"data/documents/{path.name}/proposed.ttl"
            _add(inputs, "entities", turtle.read(proposed, name))


def _add(inputs: Inputs, graph: str, read: turtle.Graph) -> None:
    inputs.graphs.setdefault(graph, []).extend(read.triples)
    inputs.problems += read.problems
    for iri, origin in read.origins.items():
        inputs.origins.setdefault(iri, origin)


def _read_document(inputs: Inputs, folder: Traversable) -> None:
    slug = folder.name
    shown_as = f"data/documents/{slug}"
    about = inputs.graphs.get(f"provenance/{slug}", [])
    iri = terms.document(slug)
    source = Source(
        slug,
        dict(turtle.objects(about, "rdfs:label")).get(iri, slug),
        dict(turtle.objects(about, "foaf:page")).get(iri, ""),
    )
    faults = inputs.problems
    passages = tables.read_passages(folder / "passages.tsv", f"{shown_as}/passages.tsv", faults)
    name = f"{shown_as}/statements.tsv"
    statements = tables.read_statements(
        folder / "statements.tsv", name, passages, inputs.vocabulary, faults
    )
    name = f"{shown_as}/omissions.tsv"
    omissions = tables.read_omissions(folder / "omissions.tsv", name, passages, faults)
    sha256 = dict(turtle.objects(about, "lex:documentSha256")).get(iri, "")
    document = DocumentData(source, sha256, tuple(passages), tuple(statements), omissions)
    inputs.documents.append(document)
    inputs.problems += _uncovered(document, shown_as)
    for line, passage in enumerate(passages, 2):
        origin = (f"{shown_as}/passages.tsv", line)
        inputs.origins.setdefault(terms.passage(slug, passage.locator), origin)
    for row in statements:
        for made in (
            statement_iri(row, inputs.vocabulary),
            attestation_iri(row, slug, inputs.vocabulary),
        ):
            inputs.origins.setdefault(made, (row.file, row.line))


def _uncovered(document: DocumentData, shown_as: str) -> Iterable[Problem]:
    """Passages that are neither read into statements nor left out with a reason, or both."""
    stating = document.stating
    for line, passage in enumerate(document.passages, 2):
        if passage.locator not in stating and passage.locator not in document.omissions:
            words = (
                f"passage {passage.locator} has neither a statement nor a reason for none: "
                "add a row to statements.tsv or omissions.tsv"
            )
            yield Problem(f"{shown_as}/passages.tsv", line, words)
        if passage.locator in stating and passage.locator in document.omissions:
            words = (
                f"passage {passage.locator} is left out but has statements: remove one of the two"
            )
            yield Problem(f"{shown_as}/omissions.tsv", 0, words)


def _folders(folder: Traversable) -> list[Traversable]:
    if not folder.is_dir():
        return []
    # A folder that is being added has a dot before its name.
    found = (path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    return sorted(found, key=lambda path: path.name)

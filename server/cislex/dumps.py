"""Dumps: sorted, repeatable files of a release, with checksums and a true description.

Formats for datasets (N-Quads, TriG, JSON-LD) hold every graph; formats for
one graph (N-Triples, Turtle, RDF/XML) hold the current view, which is the
default graph. All are gzip files without a time stamp, so that the same
graph gives the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Protocol, Self, cast

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from cislex import terms

DATASET_FORMATS = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
GRAPH_FORMATS = {"nt": RdfFormat.N_TRIPLES, "ttl": RdfFormat.TURTLE, "rdf": RdfFormat.RDF_XML}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class File:
    """One dump: its name, media type (before compression), size in bytes, and SHA-256."""

    name: str
    media_type: str
    bytes: int
    sha256: str
    holds: str

    def as_json(self) -> dict[str, object]:
        """The form in the manifest."""
        return asdict(self)


class Graphs(Protocol):
    """A store that writes its graphs as N-Triples."""

    def graphs(self) -> list[str]:
        """The names of the graphs that hold something, sorted."""

    def triples(self, graph: str | None = None) -> bytes:
        """A graph, or the default graph, as N-Triples."""


@dataclass(frozen=True, slots=True)
class Content:
    """A dataset in its one order: the lines of each graph sorted, the default graph first.

    `view` is the default graph as N-Triples, `dataset` everything as N-Quads; `graphs` are the
    named graphs with the number of triples in each.
    """

    view: bytes
    dataset: bytes
    graphs: Mapping[str, int]

    @classmethod
    def of(cls, store: Graphs) -> Self:
        """The content of a store."""
        view = _sorted(store.triples())
        named = {name: _sorted(store.triples(name)) for name in store.graphs()}
        quads = (
            line[:-1] + b"<" + name.encode() + b"> ."
            for name, lines in named.items()
            for line in lines
        )
        sizes = {name: len(lines) for name, lines in named.items()}
        return cls(_joined(view), _joined([*view, *quads]), sizes)

    @property
    def identifier(self) -> str:
        """12 hexadecimal digits of the SHA-256 of the sorted N-Quads."""
        return hashlib.sha256(self.dataset).hexdigest()[:12]


def write(
    content: Content, folder: Path, progress: Callable[[str], None] = lambda name: None
) -> list[File]:
    """Write every format; `progress` hears each file's name."""
    folder.mkdir()
    written = []
    for suffix, form in (GRAPH_FORMATS | DATASET_FORMATS).items():
        name = f"cislex.{suffix}.gz"
        progress(name)
        whole = suffix in DATASET_FORMATS
        source = content.dataset if whole else content.view
        holds = "every graph" if whole else "the current view"
        written.append(_write(folder / name, source, form, holds))
    return written


def describe(
    view: Sequence[Triple], files: Iterable[File], release: str, version: str, base: str
) -> bytes:
    """VoID and DCAT of a release as sorted Turtle; `base` is the address of the dumps."""
    kind = NamedNode(terms.expand("rdf:type"))
    classes = Counter(triple.object for triple in view if triple.predicate == kind)
    properties = Counter(triple.predicate for triple in view)
    said = _Description(NamedNode(terms.BASE + "dataset"))
    said.add("rdf:type", _node("void:Dataset"), _node("dcat:Dataset"))
    said.add("dct:title", Literal("cislex", language="en"))
    said.add("dct:license", NamedNode(LICENCE))
    said.add("dcat:version", Literal(version))
    said.add("dct:identifier", Literal(release))
    said.add("void:uriSpace", Literal(terms.BASE))
    said.add("void:triples", Literal(len(view)))
    said.add("void:distinctSubjects", Literal(len({triple.subject for triple in view})))
    said.add("void:distinctObjects", Literal(len({triple.object for triple in view})))
    said.add("void:classes", Literal(len(classes)))
    said.add("void:properties", Literal(len(properties)))
    said.partition("void:classPartition", "void:class", "void:entities", classes)
    said.partition("void:propertyPartition", "void:property", "void:triples", properties)
    for file in files:
        said.file(NamedNode(base + file.name), file)
    lines = sorted(said.triples, key=str)
    return bytes(serialize(lines, format=RdfFormat.TURTLE, prefixes=dict(terms.PREFIXES)) or b"")


class _Description:
    """Triples about the dataset, its partitions and its distributions."""

    def __init__(self, subject: NamedNode) -> None:
        self.subject = subject
        self.triples: list[Triple] = []

    def add(self, predicate: str, *values: NamedNode | Literal) -> None:
        self.triples += [Triple(self.subject, _node(predicate), value) for value in values]

    def partition(self, link: str, what: str, count: str, counts: Counter[Any]) -> None:
        for thing, number in counts.items():
            if isinstance(thing, NamedNode):
                mark = hashlib.sha256(thing.value.encode()).hexdigest()[:12]
                part = NamedNode(f"{self.subject.value}#{what.split(':')[1]}-{mark}")
                self.triples += [
                    Triple(self.subject, _node(link), part),
                    Triple(part, _node(what), thing),
                    Triple(part, _node(count), Literal(number)),
                ]

    def file(self, address: NamedNode, file: File) -> None:
        self.add("void:dataDump", address)
        part = NamedNode(f"{self.subject.value}#{file.name}")
        self.add("dcat:distribution", part)
        for predicate, value in (
            ("rdf:type", _node("dcat:Distribution")),
            ("dcat:downloadURL", address),
            ("dcat:mediaType", Literal(file.media_type)),
            ("dcat:compressFormat", Literal("application/gzip")),
            ("dcat:byteSize", Literal(file.bytes)),
            ("dct:license", NamedNode(LICENCE)),
            ("dct:description", Literal(file.holds, language="en")),
            ("dct:identifier", Literal(f"sha256:{file.sha256}")),
        ):
            self.triples.append(Triple(part, _node(predicate), value))


def _write(path: Path, source: bytes, form: RdfFormat, holds: str) -> File:
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
        if form in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS):
            packed.write(source)
        else:
            content = parse(source, format=RdfFormat.N_QUADS)
            if form in GRAPH_FORMATS.values():
                triples = (quad.triple for quad in content)
                _serialize(triples, packed, form)
            else:
                _serialize(content, packed, form)
    with path.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    return File(path.name, form.media_type, path.stat().st_size, digest, holds)


def _serialize(content: Any, packed: gzip.GzipFile, form: RdfFormat) -> None:
    serialize(content, cast(IO[bytes], packed), format=form, prefixes=dict(terms.PREFIXES))


def _sorted(lines: bytes) -> list[bytes]:
    return sorted(lines.splitlines())


def _joined(lines: Sequence[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _node(curie: str) -> NamedNode:
    return NamedNode(terms.expand(curie))

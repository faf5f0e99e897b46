"""Turtle files → quads, with the line at which each subject begins.

Blank nodes get canonical names (RDF Dataset Canonicalization 1.0), so that
the same file always gives the same quads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from cislex import terms
from cislex.errors import Problem

Origin = tuple[str, int]
"""File and line (from 1) at which a thing is described."""


@dataclass(frozen=True, slots=True)
class Graph:
    """What one file says: triples without a graph name, origins, and faults."""

    triples: tuple[Triple, ...]
    origins: Mapping[str, Origin]
    problems: tuple[Problem, ...] = ()


def read(file: Traversable, shown_as: str) -> Graph:
    """Read one Turtle file; faults are returned, not raised, so that all files are read.

    `shown_as` is the name of the file in messages.
    """
    try:
        text = file.read_bytes().decode("utf-8")
        triples = [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]
    except UnicodeDecodeError as error:
        return _fault(shown_as, 0, f"is not UTF-8 at byte {error.start}: save it as UTF-8")
    except OSError as error:
        return _fault(shown_as, 0, f"cannot be read ({error.strerror})")
    except SyntaxError as error:
        reason = re.sub(r"^Parser error .*?: ", "", error.msg)
        return _fault(shown_as, error.lineno or 0, f"is not Turtle: {reason}; mend this line")
    named = _name_blank_nodes(triples, re.sub(r"\W+", "-", shown_as))
    return Graph(tuple(named), _origins(text, shown_as))


def files(folder: Traversable, suffix: str) -> list[Traversable]:
    """The files of a folder that end in `suffix`, by name."""
    return sorted(
        (file for file in folder.iterdir() if file.is_file() and file.name.endswith(suffix)),
        key=lambda file: file.name,
    )


def _fault(file: str, line: int, message: str) -> Graph:
    return Graph((), {}, (Problem(file, line, message),))


def _name_blank_nodes(triples: Iterable[Triple], mark: str) -> Iterable[Triple]:
    dataset = Dataset(Quad(*triple) for triple in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)

    def named(term: object) -> object:
        return BlankNode(f"{mark}-{term.value}") if isinstance(term, BlankNode) else term

    for quad in dataset:
        yield Triple(named(quad.subject), quad.predicate, named(quad.object))  # type: ignore[arg-type]


_SUBJECT = re.compile(r"^(?:([\w-]*):([^\s;,.]*(?:\.[^\s;,.]+)*)|<([^>\s]+)>)(?=\s)")
_PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w-]*):\s*<([^>]+)>", re.IGNORECASE)


def _origins(text: str, shown_as: str) -> dict[str, Origin]:
    """Where each subject begins, for subjects that start a line (ours all do)."""
    prefixes: dict[str, str] = {}
    origins: dict[str, Origin] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if declared := _PREFIX.match(line):
            prefixes[declared[1]] = declared[2]
        elif subject := _SUBJECT.match(line):
            iri = subject[3] or prefixes.get(subject[1], "") + subject[2].replace("\\", "")
            origins.setdefault(iri, (shown_as, number))
    return origins


def objects(triples: Iterable[Triple], predicate: str) -> Iterable[tuple[str, str]]:
    """Subject and object, as plain strings, of the triples with a predicate (a CURIE)."""
    node = NamedNode(terms.expand(predicate))
    for triple in triples:
        if triple.predicate == node and isinstance(triple.subject, NamedNode):
            yield triple.subject.value, getattr(triple.object, "value", "")

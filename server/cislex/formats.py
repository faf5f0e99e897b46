"""The formats that answers come in: media type, extension, engine format, and the choice.

One table serves the SPARQL endpoint, the pages of things, the named queries and
the dumps. `choose` reads an Accept header as RFC 9110 (section 12.5.1) says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeVar

from pyoxigraph import QueryResultsFormat, RdfFormat


class Kind(StrEnum):
    """What a format can hold."""

    RESULTS = "results"
    """The rows of SELECT, or the yes or no of ASK."""
    GRAPH = "graph"
    """Triples: the answer of CONSTRUCT and DESCRIBE, or one thing."""


@dataclass(frozen=True, slots=True, eq=False)
class Representation:
    """A form that a client can ask for, by media type or by the extension of an address.

    `aliases` are other media types that clients ask for and mean this one. Each form is
    there once and equals only itself.
    """

    label: str
    extension: str
    media_type: str
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type as sent: text says that it is UTF-8."""
        return self.media_type + ("; charset=utf-8" if self.media_type.startswith("text/") else "")


@dataclass(frozen=True, slots=True, eq=False)
class ResultsFormat(Representation):
    """A form of SELECT and ASK answers that the engine writes."""

    engine: QueryResultsFormat = QueryResultsFormat.JSON
    kind: Kind = Kind.RESULTS


@dataclass(frozen=True, slots=True, eq=False)
class GraphFormat(Representation):
    """A form of triples that the engine writes; those for quads put them in the default graph."""

    engine: RdfFormat = RdfFormat.TURTLE
    kind: Kind = Kind.GRAPH


Format = ResultsFormat | GraphFormat

_J, _X = ("application/json", "text/json"), ("application/xml", "text/xml")

JSON = ResultsFormat("JSON", "json", "application/sparql-results+json", _J, QueryResultsFormat.JSON)
RESULTS: tuple[ResultsFormat, ...] = (
    JSON,
    ResultsFormat("XML", "xml", "application/sparql-results+xml", _X, QueryResultsFormat.XML),
    ResultsFormat("CSV", "csv", "text/csv", (), QueryResultsFormat.CSV),
    ResultsFormat("TSV", "tsv", "text/tab-separated-values", (), QueryResultsFormat.TSV),
)
"""Formats of SELECT and ASK, in the order in which the server prefers them."""

TURTLE = GraphFormat("Turtle", "ttl", "text/turtle", ("application/x-turtle",), RdfFormat.TURTLE)
GRAPHS: tuple[GraphFormat, ...] = (
    TURTLE,
    GraphFormat("N-Triples", "nt", "application/n-triples", ("text/plain",), RdfFormat.N_TRIPLES),
    GraphFormat("JSON-LD", "jsonld", "application/ld+json", _J, RdfFormat.JSON_LD),
    GraphFormat("RDF/XML", "rdf", "application/rdf+xml", _X, RdfFormat.RDF_XML),
    GraphFormat("TriG", "trig", "application/trig", ("application/x-trig",), RdfFormat.TRIG),
    GraphFormat("N-Quads", "nq", "application/n-quads", ("text/x-nquads",), RdfFormat.N_QUADS),
)
"""Formats of triples, in the order in which the server prefers them."""

HTML = Representation("HTML", "html", "text/html", ("application/xhtml+xml",))
PLAIN_TEXT = Representation("text", "txt", "text/plain")
PLAIN_JSON = Representation(
    "JSON", "json", "application/json", ("text/json", "application/sparql-results+json")
)


def of_kind(kind: Kind) -> Sequence[Format]:
    """The formats that hold one kind of answer, the preferred one first."""
    return RESULTS if kind is Kind.RESULTS else GRAPHS


def with_extension(extension: str, kind: Kind) -> Format | None:
    """The format of a kind whose addresses end in `.extension`."""
    return next((entry for entry in of_kind(kind) if entry.extension == extension), None)


def with_media_type(media_type: str) -> Format:
    """The format that is sent as a media type; KeyError when there is none."""
    return _BY_MEDIA_TYPE[media_type]


_EVERY: tuple[Format, ...] = (*RESULTS, *GRAPHS)
_BY_MEDIA_TYPE = {entry.media_type: entry for entry in _EVERY}

_Offer = TypeVar("_Offer", bound=Representation)


def choose(accept: str, offered: Sequence[_Offer]) -> _Offer | None:
    """The representation that an Accept header likes best; the server's order breaks ties.

    The most specific range that names a representation decides its quality. An
    empty header accepts everything; several header lines are joined with commas.
    None stands for 406.
    """
    if len(accept) <= _LONGEST_KEPT:
        return _remembered(accept, tuple(offered))
    return _choice(accept, offered)


def _choice(accept: str, offered: Sequence[_Offer]) -> _Offer | None:
    ranges = list(_ranges(accept)) if accept.strip() else [_Range("*", "*", 1.0, 0)]
    liking, _, best = max(
        ((_liking(entry, ranges), -place, entry) for place, entry in enumerate(offered)),
        key=lambda ranked: ranked[:2],
    )
    return best if liking > 0 else None


_LONGEST_KEPT: Final = 400
"""Characters of a header whose choice is remembered."""
_remembered = lru_cache(maxsize=512)(_choice)


def quality(text: str) -> float | None:
    """The value of a parameter `q`, 0 to 1, or None where it has no such value."""
    text = text.strip()
    return min(float(text), 1.0) if _WEIGHT.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class _Range:
    type: str
    subtype: str
    quality: float
    parameters: int

    def matches(self, media_type: str) -> bool:
        kind, _, subtype = media_type.partition("/")
        return self.type in ("*", kind) and self.subtype in ("*", subtype)

    @property
    def specificity(self) -> tuple[bool, bool, int]:
        return self.type != "*", self.subtype != "*", self.parameters


_PIECE = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*+"?)++')
_PARAMETER = re.compile(r';\s*+([^\s;="]*+)\s*+(?:=\s*+("(?:[^"\\]|\\.)*+"?|[^;]*+))?')
_WEIGHT = re.compile(r"[01](?:\.[0-9]*)?|\.[0-9]+")
_NAME = re.compile(r"\s*+([^\s;/]++)(?:/([^\s;]++))?")


def _ranges(header: str) -> Iterator[_Range]:
    """The media ranges of a header; a malformed one, or one we cannot meet, is left out."""
    for piece in _PIECE.findall(header.lower()):
        name = _NAME.match(piece)
        if not name:
            continue
        parameters = [
            (key, value.strip().strip('"'))
            for key, value in _PARAMETER.findall(piece, name.end())
            # A profile asks for a flavour of the same media type (RFC 6906).
            if key not in ("", "profile")
        ]
        keys = [key for key, _ in parameters]
        place = keys.index("q") if "q" in keys else len(keys)
        weight = quality(parameters[place][1]) if place < len(keys) else 1.0
        if weight is None:
            continue
        if any(pair != ("charset", "utf-8") for pair in parameters[:place]):
            continue
        # Old Java clients write a lone * for */*.
        yield _Range(name[1], name[2] or "*", weight, place)


def _liking(entry: Representation, ranges: Sequence[_Range]) -> float:
    matching = [
        (candidate.specificity, candidate.quality)
        for candidate in ranges
        if candidate.matches(entry.media_type)
        # text/* must not mean the text/json that somebody once asked for.
        or (candidate.subtype != "*" and any(candidate.matches(alias) for alias in entry.aliases))
    ]
    return max(matching, default=((), 0.0))[1]

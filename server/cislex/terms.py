"""Namespaces, and the only makers of cislex IRIs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cislex.errors import CislexError

BASE: Final = "https://w3id.org/cislex/"
ONTOLOGY: Final = BASE + "ont"

SCHEMES: Final = (
    *("modality", "polarity", "verification", "status", "right", "infringement", "measure"),
    *("function", "procedure-kind", "criterion", "title", "document-kind", "sector", "goods"),
    *("event", "trait", "actor", "subject", "timeframe", "policy", "consent", "role"),
)
"""The SKOS schemes; each has the prefix of its name."""

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "lex": ONTOLOGY + "#",
        **{
            name: f"{BASE}{name}/"
            for name in (
                *("id", "document", "passage", "statement", "attestation", "check"),
                *("source", "reference", "graph"),
                *SCHEMES,
            )
        },
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "void": "http://rdfs.org/ns/void#",
        "wd": "http://www.wikidata.org/entity/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Prefix → namespace, for every name that cislex writes or reads."""


class UnknownPrefix(CislexError):
    """A CURIE whose prefix is not in `PREFIXES`."""


def expand(curie: str) -> str:
    """The IRI of a CURIE such as `id:kazakhstan`.

    Raises:
        UnknownPrefix: the text has no colon or its prefix is not in `PREFIXES`.
    """
    prefix, colon, local = curie.partition(":")
    if not colon or prefix not in PREFIXES:
        raise UnknownPrefix(f"{curie!r} is no CURIE with a known prefix")
    return PREFIXES[prefix] + local


def compact(iri: str) -> str:
    """The CURIE of an IRI, or the IRI itself where no prefix fits."""
    best = max(
        ((prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space)),
        key=lambda pair: len(pair[1]),
        default=None,
    )
    return f"{best[0]}:{iri[len(best[1]) :]}" if best else iri


def document(slug: str) -> str:
    """The IRI of a source document."""
    return PREFIXES["document"] + slug


def passage(slug: str, locator: str) -> str:
    """The IRI of a passage of a document."""
    return f"{PREFIXES['passage']}{slug}-{locator}"


def statement(subject: str, predicate: str, value: str, polarity: str = "affirmed") -> str:
    """The IRI of a statement: a hash of what it says, so that it never changes.

    `value` is the N-Triples form of the object. An affirmed statement and its
    negation are two statements.
    """
    said = "|".join((subject, predicate, value, *([polarity] if polarity != "affirmed" else [])))
    return PREFIXES["statement"] + hashlib.sha256(said.encode("utf-8")).hexdigest()[:16]


def attestation(statement_iri: str, passage_iri: str) -> str:
    """The IRI of the making of a statement by a passage."""
    return (
        PREFIXES["attestation"]
        + statement_iri.removeprefix(PREFIXES["statement"])
        + "-"
        + passage_iri.removeprefix(PREFIXES["passage"])
    )


def check(statement_iri: str, ground: str) -> str:
    """The IRI of the checking of a statement against one ground (a reference node or page)."""
    mark = hashlib.sha256(ground.encode("utf-8")).hexdigest()[:8]
    return f"{PREFIXES['check']}{statement_iri.removeprefix(PREFIXES['statement'])}-{mark}"


def reference(table: str, *key: str) -> str:
    """The IRI of the node that a row of a reference table describes."""
    return PREFIXES["reference"] + "-".join((table, *(part for part in key if part)))


def graph(*path: str) -> str:
    """The IRI of a named graph, such as `graph("document", slug)`."""
    return PREFIXES["graph"] + "/".join(path)

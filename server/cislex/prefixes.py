"""The prefixes that make a graph in Turtle or TriG short: the asker's, or ours as it uses them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from cislex import terms

_DECLARED: Final = re.compile(
    r"""\bPREFIX\s++([a-z][a-z0-9_-]*+|):\s*+<([^<>"{}|^`\\\x00-\x20]++)>""", re.IGNORECASE
)
_NAMES: Final = {space: name for name, space in terms.PREFIXES.items()}
_FIRST: Final = 1000
"""Triples that are looked at before the first is written."""


def declared(query: str) -> dict[str, str]:
    """The prefixes that a query declares."""
    found = {}
    for name, space in _DECLARED.findall(query.partition("{")[0]):
        with contextlib.suppress(ValueError):  # one that is relative to a BASE
            found[name] = NamedNode(space).value
    return found


def used(triples: Iterable[Triple]) -> tuple[dict[str, str], Iterator[Triple]]:
    """Our prefixes that the first triples use; all triples, to be written with them."""
    rest = iter(triples)
    first = list(islice(rest, _FIRST))
    # A set would have another order in each process, and the same graph other bytes.
    iris = dict.fromkeys(chain.from_iterable(map(_iris, first)))
    spaces = map(_space, iris)
    return {_NAMES[space]: space for space in spaces if space in _NAMES}, chain(first, rest)


def _iris(triple: Triple) -> list[str]:
    return [
        term.value if isinstance(term, NamedNode) else term.datatype.value
        for term in triple
        if isinstance(term, (NamedNode, Literal))
    ]


def _space(iri: str) -> str:
    """An IRI up to its last # or /."""
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]

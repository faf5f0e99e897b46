"""RDF files of any syntax → one file of N-Quads, for serving graphs that have no release.

Blank nodes of different files stay different, and relative IRIs are resolved against the
address of their own file.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

from pyoxigraph import Quad, RdfFormat, parse, serialize

from cislex.errors import InputError, Problem

_FORMATS: Final = {
    "nt": RdfFormat.N_TRIPLES,
    "ttl": RdfFormat.TURTLE,
    "n3": RdfFormat.N3,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "owl": RdfFormat.RDF_XML,
    "xml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the files hold: how many quads, and what stands for just these."""

    quads: int
    identifier: str


def gather(
    paths: Sequence[Path], target: Path, progress: Callable[[str], object] = lambda step: None
) -> Gathered:
    """Write all quads of some files into one file.

    `progress` hears the name of each file as it is begun.

    Raises:
        InputError: files that cannot be read, each with its line and what is wrong there.
    """
    problems: list[Problem] = []
    quads = 0

    def counted() -> Iterator[Quad]:
        nonlocal quads
        for path in paths:
            progress(f"Reading {path.name}")
            for quad in _read(path, problems):
                quads += 1
                yield quad

    with target.open("wb") as output:
        serialize(counted(), cast(IO[bytes], output), format=RdfFormat.N_QUADS)
    if problems:
        raise InputError(problems)
    with target.open("rb") as content:
        return Gathered(quads, hashlib.file_digest(content, "sha256").hexdigest()[:_DIGITS])


def _read(path: Path, problems: list[Problem]) -> Iterator[Quad]:
    """The quads of a file up to its first fault, which is added to the problems."""
    is_packed = path.suffix == ".gz"
    suffix = (path.with_suffix("") if is_packed else path).suffix
    form = _FORMATS.get(suffix.lower().removeprefix("."))
    if form is None:
        known = ", ".join(f".{name}" for name in _FORMATS)
        words = f"what it holds is not known: its name should end in {known} (and .gz)"
        problems.append(Problem(str(path), 0, words))
        return
    try:
        with gzip.open(path) if is_packed else path.open("rb") as content:
            yield from cast(
                Iterator[Quad],
                parse(
                    cast(IO[bytes], content),
                    format=form,
                    base_iri=path.absolute().as_uri(),
                    rename_blank_nodes=True,
                ),
            )
    except SyntaxError as error:
        column = f" (column {error.offset})" if error.offset else ""
        words = f"{error.msg.rpartition(': ')[2]}{column}: mend the file"
        problems.append(Problem(str(path), error.lineno or 0, words))
    except (OSError, EOFError, ValueError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        problems.append(Problem(str(path), 0, f"it cannot be read ({reason})"))

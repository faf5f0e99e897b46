"""The passages themselves, where the operator has the texts of the source documents.

A passage is shown only when its SHA-256 is the one in the graph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from cislex import documents, terms
from cislex.errors import InputError
from cislex.sparql import Term
from cislex.web.serving import site

_SLUG: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)


def passage(row: Mapping[str, Term]) -> str:
    """The text of a passage, from a row with document, start, end and hash; or an empty text."""
    return of_document(row["document"].value, row)


def of_document(iri: str, row: Mapping[str, Term]) -> str:
    """The text of a passage of a document, from a row with start, end and hash."""
    folder = site().settings.documents
    if folder is None or not {"start", "end", "hash"} <= row.keys():
        return ""
    slug = iri.removeprefix(terms.PREFIXES["document"])
    if not _SLUG.fullmatch(slug):
        return ""
    text = _text(folder / f"{slug}.txt")
    found = text[int(row["start"].value) : int(row["end"].value)]
    return found if documents.sha256(found) == row["hash"].value else ""


def _text(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return ""
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int, _size: int) -> str:
    """The normalised text of a file, or nothing where it is no text."""
    try:
        return documents.read_document(path).text
    except InputError:
        return ""

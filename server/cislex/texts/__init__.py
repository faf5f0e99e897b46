"""Any article file → `Article`: normalised text, its passages, its title and its day.

The text is light Markdown, whatever the file was: headings begin with `#`, list items with `-`
or a number, a row of a table is one line of cells parted by ` | `. A plain text file stays as
it is, but for its Unicode form (NFC) and its line ends, so that offsets can be used on the file
itself. Nothing is executed and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from cislex.documents import MAXIMUM_BYTES, Document, from_text
from cislex.errors import InputError, Problem
from cislex.passages import Kind, Passage, split
from cislex.texts import days, language
from cislex.texts.lines import Content, Unreadable

__all__ = ["SUFFIXES", "Article", "from_string", "read", "read_bytes", "read_stream"]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read.

    `document.slug` names it in its claims; `published` is the ISO day, month or year that the
    article itself states, or ''; `title` is its first heading, or ''.
    """

    document: Document
    passages: tuple[Passage, ...]
    published: str = ""
    title: str = ""


_READERS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "markup",
    ".htm": "markup",
    ".xhtml": "markup",
    ".pdf": "pdf",
    ".docx": "docx",
}
SUFFIXES = frozenset(_READERS)
"""The endings of the files that can be read."""


def read(path: Path, maximum_bytes: int = MAXIMUM_BYTES) -> Article:
    """Read one article file.

    Raises:
        InputError: the file cannot be read, or is no article in English; says why and what to do.
    """
    try:
        if path.is_dir():
            raise _fault(str(path), "is a folder: name the files in it")
        with path.open("rb") as stream:
            content = stream.read(maximum_bytes + 1)
    except OSError as error:
        words = f"cannot be read ({error.strerror}): check the path and its rights"
        raise _fault(str(path), words) from error
    return read_bytes(content, path.name, maximum_bytes, shown_as=str(path))


def read_stream(stream: BinaryIO, maximum_bytes: int = MAXIMUM_BYTES) -> Article:
    """Read one article from a stream such as standard input; its kind is told by its content."""
    return read_bytes(stream.read(maximum_bytes + 1), "standard-input", maximum_bytes)


def read_bytes(
    content: bytes, name: str, maximum_bytes: int = MAXIMUM_BYTES, shown_as: str = ""
) -> Article:
    """Read one article from memory; `name` is its file name, `shown_as` its name in messages.

    Raises:
        InputError: the content cannot be read, or is no article in English.
    """
    shown_as = shown_as or name
    try:
        if len(content) > maximum_bytes:
            raise Unreadable(
                f"has more than {maximum_bytes} bytes: split it, or raise the limit (article_bytes)"
            )
        if not content.strip():
            raise Unreadable("is empty: there is nothing to read")
        found = _reader(content, name)(content)
        return from_string(found.text, slug(name), found.published, found.title)
    except Unreadable as error:
        raise _fault(shown_as, str(error)) from error


def from_string(text: str, name: str, published: str = "", title: str = "") -> Article:
    """The article of a text that is at hand, such as one that was pasted into a form.

    Raises:
        Unreadable: it is empty, binary or not in English.
    """
    if "\0" in text:
        raise Unreadable("holds NUL characters, so it is no text: extract its text first")
    if not text.strip():
        raise Unreadable("holds no text: where it is scanned, run text recognition on it first")
    document = from_text(name, text)
    language.check(document.text)
    passages = split(document, openings=False)
    headings = (passage for passage in passages[:3] if passage.kind is Kind.TITLE)
    first = next(headings, None)
    return Article(
        document,
        tuple(passages),
        published or days.stated(document.text, passages),
        title or (document.text[first.start : first.end] if first else ""),
    )


def slug(name: str) -> str:
    """The slug of a file name: lower case, letters and digits parted by hyphens."""
    stem = re.sub(r"\.(?:gold|[a-z]{2,8})$", "", name.lower())
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "article"


_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "docx"),
)
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article)\b", re.I | re.S
)


def _reader(content: bytes, name: str) -> Callable[[bytes], Content]:
    """The reader for a content, told by how it begins, then by its name."""
    kind = next((kind for magic, kind in _MAGIC if content.startswith(magic)), "")
    kind = kind or _READERS.get(Path(name).suffix.lower(), "")
    if not kind:
        head = content[:2000].removeprefix(b"\xef\xbb\xbf")
        kind = "markup" if _PAGE.match(head) else "plain"
    # A reader and its libraries are loaded only for a file that needs them.
    return import_module(f"cislex.texts.{kind}").read  # type: ignore[no-any-return]


def _fault(name: str, message: str) -> InputError:
    return InputError([Problem(name, 0, message)])

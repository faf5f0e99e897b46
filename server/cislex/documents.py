"""A source document as read: one normalised, hashed text.

The text lives where its publisher or the operator keeps it; cislex stores
only its SHA-256 and the positions of its passages.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from cislex.errors import InputError, Problem

MAXIMUM_BYTES = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one source document.

    `slug` names the document in `data/documents/`; `text` is NFC with `\\n`
    line ends; `sha256` is the hex digest of its UTF-8 form.
    """

    slug: str
    text: str
    sha256: str


def read_document(path: Path) -> Document:
    """Read a UTF-8 text file whose name without extension is the document's slug.

    Raises:
        InputError: the file is missing, empty, too large or not UTF-8 text.
    """

    def fault(message: str) -> InputError:
        return InputError([Problem(str(path), 0, message)])

    try:
        size = path.stat().st_size
        if size > MAXIMUM_BYTES:
            raise fault(f"has {size} bytes, more than {MAXIMUM_BYTES}: split it and read the parts")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fault(
            f"is not UTF-8 at byte {error.start}: save it as UTF-8 text and try again"
        ) from error
    except OSError as error:
        raise fault(f"cannot be read ({error.strerror}): check the path") from error
    if "\0" in text:
        raise fault("holds NUL characters, so it is not text: extract its text first")
    if not text.strip():
        raise fault("is empty: there is nothing to read")
    return from_text(path.stem, text)


def from_text(slug: str, text: str) -> Document:
    """Normalise a text: NFC, `\\n` line ends."""
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return Document(slug, normal, sha256(normal))


def sha256(text: str) -> str:
    """The hex SHA-256 of the UTF-8 form of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

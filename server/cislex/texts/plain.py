"""Plain text, and the encoding of any text file."""

from __future__ import annotations

import codecs

from cislex.texts.lines import Content, Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b")
_SAMPLE = 64 * 1024


def read(content: bytes) -> Content:
    """A plain text, as it stands."""
    return Content(decode(content))


def decode(content: bytes) -> str:
    """The text of a file that is UTF-8, or says by its first bytes that it is UTF-16 or UTF-32.

    Raises:
        Unreadable: it is something else.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise Unreadable(
                    f"begins as {encoding.upper()} but is not at byte {error.start}: "
                    "save it as UTF-8 text and try again"
                ) from error
    if is_binary(content):
        raise Unreadable("is binary, not text: give text, Markdown, HTML, PDF or DOCX")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"is not UTF-8 at byte {error.start}: save it as UTF-8 text and try again"
        ) from error


def is_binary(content: bytes) -> bool:
    """Whether a content holds what no text holds: NUL, or many control characters."""
    sample = content[:_SAMPLE]
    return b"\0" in sample or sum(byte in _CONTROL for byte in sample) * 100 > len(sample)

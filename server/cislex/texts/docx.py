"""DOCX → light Markdown; no more is unpacked than an article can hold."""

from __future__ import annotations

import io
import re
import zipfile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from cislex import patterns
from cislex.texts.lines import Content, Lines, Unreadable

_MAXIMUM = 200 * 1024 * 1024
_MAXIMUM_PARTS = 5000
_MAIN = "word/document.xml"
_HEADING = patterns.of(r"heading (\d)", re.IGNORECASE)
_LIST = patterns.of(r"list (bullet|number|paragraph)", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(content: bytes) -> Content:
    """Read the text of a DOCX file.

    Raises:
        Unreadable: it is damaged, encrypted, no text document, or unpacks to too much.
    """
    if content.startswith(_OLE):
        raise Unreadable("is an old or password-protected Word file: save it as DOCX without one")
    _check(content)
    try:
        document = Document(io.BytesIO(content))
        lines = Lines()
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                _table(block, lines)
            else:
                _paragraph(block, lines)
    except Unreadable:
        raise
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        etree.LxmlError,
        zipfile.BadZipFile,
    ) as error:
        raise Unreadable(f"is a damaged DOCX file ({_brief(error)}): save it anew") from error
    except Exception as error:
        # A hostile file makes a reader of packed XML fail in any way; each is a fault of the file.
        words = f"is a DOCX file that cannot be read ({type(error).__name__}): save it as text"
        raise Unreadable(words) from error
    return Content(str(lines))


def _check(content: bytes) -> None:
    """Look at the directory of the package before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable(f"is a damaged DOCX file ({_brief(error)}): save it anew") from error
    if len(entries) > _MAXIMUM_PARTS or sum(entry.file_size for entry in entries) > _MAXIMUM:
        raise Unreadable(f"unpacks to more than {_MAXIMUM} bytes, so it is no article: not read")
    if not any(entry.filename == _MAIN for entry in entries):
        raise Unreadable("is a packed file but no DOCX: give text, Markdown, HTML, PDF or DOCX")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("is a packed file with a password: save it without one and try again")


def _paragraph(paragraph: Paragraph, lines: Lines) -> None:
    style = (paragraph.style.name if paragraph.style is not None else None) or ""
    text = paragraph.text
    if style.lower() == "title":
        lines.heading(text, 1)
    elif heading := _HEADING.match(style):
        lines.heading(text, int(heading[1]) + 1)
    elif _LIST.match(style) or _is_numbered(paragraph):
        lines.item(text)
    else:
        lines.paragraph(text)


def _is_numbered(paragraph: Paragraph) -> bool:
    properties = paragraph._p.pPr
    return properties is not None and properties.numPr is not None


def _table(table: Table, lines: Lines) -> None:
    for row in table.rows:
        cells: list[str] = []
        before = None
        for cell in row.cells:
            # A cell that spans several columns is given once for each of them.
            if cell._tc is not before:
                cells.append(cell.text)
            before = cell._tc
        lines.row(cells)


def _brief(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:80]

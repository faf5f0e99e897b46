"""PDF → light Markdown: lines are put together again, running heads and page numbers left out."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import PdfReadError

from cislex import patterns
from cislex.texts.lines import Content, Lines, Unreadable

_MAXIMUM_PAGES = 5000
_EDGE = 2
"""Lines at the top and bottom of a page among which running heads are looked for."""

_ITEM = patterns.of(r"^\s*([•‣▪◦●○■–]|\d{1,2}[.)])\s+(?=\S)")
_ENDS = patterns.of(r"[.!?:;]['\"”’)\]]*$")
_HYPHEN = patterns.of(r"(?<=[a-z])[-\u2010\u00ad]$")

# It reports each fault of a file that it can mend; what it cannot mend it raises.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read(content: bytes) -> Content:
    """Read the text of a PDF.

    Raises:
        Unreadable: it is damaged, needs a password, or holds pictures of text only.
    """
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("is a PDF with a password: save it without one and try again")
        if len(reader.pages) > _MAXIMUM_PAGES:
            raise Unreadable(f"is a PDF of more than {_MAXIMUM_PAGES} pages: split it")
        pages = [_lines(page.extract_text() or "") for page in reader.pages]
    except Unreadable:
        raise
    except PdfReadError as error:
        raise Unreadable(f"is a damaged PDF ({error}): save it anew and try again") from error
    except Exception as error:
        # A hostile file makes a PDF reader fail in any way; each is a fault of the file.
        words = f"is a PDF that cannot be read ({type(error).__name__}): save its text, read that"
        raise Unreadable(words) from error
    lines = Lines()
    _reflow(_without_running_heads(pages), lines)
    if not str(lines).strip():
        raise Unreadable("is a PDF without text, perhaps scanned: run text recognition on it first")
    return Content(str(lines))


def _lines(page: str) -> list[str]:
    return [line.rstrip() for line in page.replace("\0", "").split("\n")]


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """All lines, less page numbers and what stands at the edge of most pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line.strip()]
        edges.update({_masked(line) for line in filled[:_EDGE] + filled[-_EDGE:]})
    often = {line for line, count in edges.items() if count > 2 and count * 2 > len(pages)}
    kept: list[str] = []
    for page in pages:
        places = [number for number, line in enumerate(page) if line.strip()]
        edge = {*places[:_EDGE], *places[-_EDGE:]}
        kept += [
            line
            for number, line in enumerate(page)
            if number not in edge or not (_masked(line) in often or line.strip().isdigit())
        ]
    return kept


def _reflow(lines: list[str], into: Lines) -> None:
    """Put the lines of each paragraph together again."""
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[len(lengths) * 3 // 4] if lengths else 0
    block: list[str] = []
    for line in lines:
        if block and (not line.strip() or _begins(line, block[-1], width)):
            _write(block, into)
            block = []
        if line.strip():
            block.append(line.strip())
    _write(block, into)


def _begins(line: str, before: str, width: int) -> bool:
    """Whether a line begins something new after the line before it."""
    if _ITEM.match(line):
        return True
    short = len(before) < 0.8 * width
    return short and (bool(_ENDS.search(before)) or line.lstrip()[:1].isupper())


def _write(block: list[str], into: Lines) -> None:
    if not block:
        return
    text = block[0]
    for line in block[1:]:
        hyphenated = _HYPHEN.search(text) and line[:1].islower()
        text = _HYPHEN.sub("", text) + line if hyphenated else f"{text} {line}"
    if item := _ITEM.match(text):
        mark = item[1] if item[1][0].isdigit() else "-"
        into.item(text[item.end() :], mark)
    else:
        into.paragraph(text)

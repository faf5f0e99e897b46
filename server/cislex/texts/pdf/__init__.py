"""PDF → light Markdown: headings, lists, tables and columns are found by where words stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from cislex.texts.lines import Content, Lines, Unreadable
from cislex.texts.pdf import columns, heads
from cislex.texts.pdf.blocks import Blocks
from cislex.texts.pdf.columns import Flow, Line
from cislex.texts.pdf.pages import LOCK, Page, pages
from cislex.texts.pdf.tables import Table, tables

_MAXIMUM_PAGES = 5000
_TOGETHER = 60
"""Pages that are looked at together, for what they repeat; no more are held in memory."""


def read(content: bytes) -> Content:
    """Read the text of a PDF.

    Raises:
        Unreadable: it is damaged, needs a password, or holds pictures of text only.
    """
    lines = Lines()
    try:
        with LOCK:
            document = pypdfium2.PdfDocument(content)
        try:
            if len(document) > _MAXIMUM_PAGES:
                raise Unreadable(f"is a PDF of more than {_MAXIMUM_PAGES} pages: split it")
            _read(pages(document), lines)
        finally:
            with LOCK:
                document.close()
    except Unreadable:
        raise
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            words = "is a PDF with a password: save it without one and try again"
        else:
            words = "is a damaged PDF: save it anew and try again"
        raise Unreadable(words) from error
    except Exception as error:
        # A hostile file makes a PDF reader fail in any way; each is a fault of the file.
        words = f"is a PDF that cannot be read ({type(error).__name__}): save its text, read that"
        raise Unreadable(words) from error
    if not str(lines).strip():
        raise Unreadable("is a PDF without text, perhaps scanned: run text recognition on it first")
    return Content(str(lines))


def _read(all_pages: Iterator[Page], into: Lines) -> None:
    blocks: Blocks | None = None
    last: Line | Table | None = None
    while some := list(islice(all_pages, _TOGETHER)):
        made = [columns.flows(lines) for lines in heads.without_heads(map(columns.lines, some))]
        body, pitch = _usual(flow for flows in made for flow in flows)
        if blocks is None:
            blocks = Blocks(into, body, pitch)
        blocks.body, blocks.pitch = body, pitch
        blocks.hyphens.learn(line for flows in made for flow in flows for line in flow.lines)
        for page, flows in zip(some, made, strict=True):
            for flow in flows:
                parts = tables(flow.lines, page, pitch, last if isinstance(last, Table) else None)
                blocks.flow(parts, flow.right)
                last = parts[-1]
    if blocks is not None:
        blocks.end()


def _usual(flows: Iterable[Flow]) -> tuple[float, float]:
    """The size of most letters, and the usual distance of lines in such sizes."""
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    for flow in flows:
        full = flow.left + 0.8 * (flow.right - flow.left)
        for line in flow.lines:
            sizes[round(line.size, 1)] += len(line.text)
        for before, after in pairwise(flow.lines):
            step = (before.base - after.base) / after.size
            if 0.9 < step < 2.6 and abs(before.size - after.size) < 0.5 and before.right > full:
                steps[round(step, 1)] += 1
    return (
        max(sizes, key=sizes.__getitem__, default=1.0),
        max(steps, key=steps.__getitem__, default=1.2),
    )

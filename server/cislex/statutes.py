"""Rows of tables of laws, where the title, the number and the day have cells of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cislex import patterns


def joined(header: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row with number and day in the cell of the law, which then is called one.

    `On Trademarks | No. 1 | 5 May 1999` below `Law | Number | Adopted` becomes
    `Law On Trademarks, No. 1, 5 May 1999`; the cells that were joined are left empty.
    """
    heads = [_role(head) for head in header]
    if "law" not in heads or len(cells) != len(header):
        return tuple(cells)
    place = heads.index("law")
    if not (name := _called(cells[place])):
        return tuple(cells)
    more = [n for n, head in enumerate(heads) if head == "detail" and _DETAIL.search(cells[n])]
    whole = ", ".join([name, *(_plain(cells[n], header[n]) for n in more)])
    left = ["" if n in more else cell for n, cell in enumerate(cells)]
    return *left[:place], whole, *left[place + 1 :]


def _role(head: str) -> str:
    if _DETAILS.search(head):
        return "detail"
    return "law" if _LAW.search(head) and not _TREATY.search(head) else ""


def _called(cell: str) -> str:
    """A cell as the name of a law, the empty string if it is none."""
    if _NAMED.search(cell):
        return cell
    if re.match(r"On |\W*No\.? ?\d|[A-Z]{0,4}-?\d", cell):
        return f"Law {cell}"
    return ""


def _plain(cell: str, head: str) -> str:
    """A number as one is written in a title: `456-I` below `No.` → `No. 456-I`."""
    bare = re.fullmatch(r"[A-Z]{0,4}-?\d[\w/-]*", cell) and not re.fullmatch(r"(?:19|20)\d\d", cell)
    return f"No. {cell}" if bare and re.search(r"\bnumber|\bno\b", head, re.IGNORECASE) else cell


_LAW = patterns.of(
    r"\b(?:laws?|statutes?|acts?|legislation|title|legal basis|code)\b", re.IGNORECASE
)
_TREATY = patterns.of(r"\b(?:treaty|agreement|convention|protocol)\b", re.IGNORECASE)
"""`Geneva Act of the Hague Agreement` heads a column of days, not of laws."""
_DETAILS = patterns.of(
    r"\b(?:numbers?|no|dates?|dated|adopted|adoption|passed|enacted|year)\b", re.IGNORECASE
)
_NAMED = patterns.of(r"\b(?:Laws?|Acts?|Codes?|Statutes?|Decrees?|Edicts?|Constitution)\b")
_DETAIL = patterns.of(r"\d")

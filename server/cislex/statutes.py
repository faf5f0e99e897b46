"""Rows of tables of laws, where the title, the number and the day have cells of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cislex import patterns


def joined(header: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row with number and day in the cell of the law, which then is called one.

    `On Trademarks | No. 1 | 5 May 1999` below `Law | Number | Adopted` becomes
    `Law On Trademarks, No. 1, 5 May 1999`; the cells that were joined are left empty. A law and
    its day are known by their form, too, where the heads do not tell.
    """
    heads = tuple(header) if len(header) == len(cells) else ("",) * len(cells)
    roles = [_role(head) for head in heads]
    place = roles.index("law") if "law" in roles else _by_form(heads, cells)
    if place < 0 or not (name := _called(cells[place])):
        return tuple(cells)
    more = [
        n for n, cell in enumerate(cells)
        if n != place and _is_detail(heads[n], roles[n], cell)
    ]  # fmt: skip
    whole = ", ".join([name, *(_plain(cells[n], heads[n]) for n in more)])
    left = ["" if n in more else cell for n, cell in enumerate(cells)]
    return *left[:place], whole, *left[place + 1 :]


def _role(head: str) -> str:
    if _LATER.search(head):
        return "other"
    if _DETAILS.search(head):
        return "detail"
    return "law" if _LAW.search(head) and not _TREATY.search(head) else ""


def _by_form(heads: Sequence[str], cells: Sequence[str]) -> int:
    """Where the one cell is that is the title of a law and no more; -1 if there is none."""
    if any(map(_TREATY.search, heads)) or any(map(_TREATY.search, cells)):
        return -1
    found = [n for n, cell in enumerate(cells) if _TITLE.fullmatch(cell)]
    return found[0] if len(found) == 1 else -1


def _is_detail(head: str, role: str, cell: str) -> bool:
    """Whether a cell tells the number or the day of the law of its row."""
    if role == "detail":
        return bool(_DETAIL.search(cell))
    return role != "other" and bool(NUMBER_AND_DAY.fullmatch(cell))


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
_LATER = patterns.of(
    r"\b(?:force|effect\w*|appl\w+|amend\w*|expir\w*|repeal\w*|end(?:ed|s)?|until|terms?|last"
    r"|latest|published|updated|checked|verified|renew\w*|duration|protection|ratif\w+|access\w+)\b",
    re.IGNORECASE,
)
"""Heads of columns of days that are not those of the making of a law."""
_TITLE = patterns.of(
    r"(?:The )?(?:Law|Act|Statute|Decree)s?\b(?: of [\w ]{3,40}?)? [Oo]n (?:the )?[A-Z]"
    r"[^;:.\d]{3,120}|(?:The )?(?:[A-Z][\w-]+ (?:and )?){1,5}(?:Law|Act|Code)"
)
_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)"
)
_NUMBER = r"(?:No\.?|Nr\.?|N|№) ?[A-Z]{0,4}-?\d[\w/-]*"
NUMBER_AND_DAY = patterns.of(
    rf"(?:dated |of |adopted )?{_DAY}(?:,? ?\(?{_NUMBER}\)?)?"
    rf"|{_NUMBER}(?:,? (?:of |dated |from )?\(?{_DAY}\)?)?"
)
"""A cell that is a number, a day or both: `No. 38-XVI, 29.02.2008`."""

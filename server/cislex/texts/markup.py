"""HTML → light Markdown: the article without navigation, scripts and advertising.

trafilatura finds the article; where it finds too little of what the page itself marks as its
article, that is taken as it stands. Nothing is executed, no entity of the file's own is expanded,
and nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import trafilatura
from charset_normalizer import from_bytes
from lxml import etree, html

from cislex import patterns
from cislex.texts import days, plain
from cislex.texts.lines import Content, Lines, Unreadable, flat

_MAXIMUM = 20 * 1024 * 1024
_DEEPEST = 2000
"""Longest page and deepest nesting: a page beyond is no article, and its tree fills the memory."""

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_SILENT = frozenset(
    (
        *("script", "style", "noscript", "template", "nav", "footer", "aside", "iframe"),
        *("svg", "button", "select", "textarea", "object", "embed", "head"),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "blockquote", "quote", "pre", "address"),
        *("dd", "dt", "figcaption", "body", "ul", "ol", "dl", "list", "table", "tbody"),
        *("thead", "tfoot", "caption", "details", "summary", "center"),
    )
)
_BREAK = "\x0b"
_BREAKS = patterns.of(r"\x0b\s*\x0b")
"""Two line breaks in a row end a paragraph; one does not."""

_BULLET = patterns.of(r"^\s*[•‣▪◦●○■·✓✔➢►]\s*")
_KEYED = patterns.of(r"\s*(?:[•‣▪◦●○■·✓✔➢►]|[^:.\n]{2,60}: \S)")
_ITEMS = frozenset(("li", "item"))
_STRUCTURAL = frozenset((*_ITEMS, "head", *(level for level in _HEADINGS if level != "h1")))
_STRUCTURED = 3
"""So many list items and headings of a page are not lost by chance."""
_MARK = patterns.of(r"^(?:[-*] |\d+\. |#+ )")
"""What stands before an item or heading in light Markdown."""
_ROWS = frozenset(("tr", "row"))
_CELLS = frozenset(("td", "th", "cell"))


def read(content: bytes) -> Content:
    """Read a page.

    Raises:
        Unreadable: it is too large, binary, or holds no article.
    """
    if len(content) > _MAXIMUM:
        raise Unreadable(f"is a page of more than {_MAXIMUM} bytes: save its text and read that")
    text = _decode(content)
    try:
        tree = html.document_fromstring(_without_declarations(text), parser=_parser())
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable(f"is no HTML ({error}): save the page anew") from error
    published, title = _published(tree), _title(tree)
    _pair(tree)
    body = _body(tree)
    if title and flat(title).casefold() not in body[:2000].casefold():
        body = f"# {flat(title)}\n\n{body}"
    return Content(body, published, title)


def _pair(tree: html.HtmlElement) -> None:
    """Make a list of terms and what is said of them one of items: `Term: what is said of it`."""
    for terms in list(tree.iter("dl")):
        if any(child.tag not in ("dt", "dd") for child in terms):
            continue
        term, items = "", list[str]()
        for child in terms:
            said = flat(child.text_content())
            if child.tag == "dt":
                term = said.rstrip(":")
            elif said:
                items.append(f"{term}: {said}" if term else said)
        tail = terms.tail
        terms.clear()
        terms.tag, terms.tail = "ul", tail
        for item in items:
            etree.SubElement(terms, "li").text = item


def _parser() -> html.HTMLParser:
    return html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)


def _decode(content: bytes) -> str:
    """The text of a page: by its mark or as UTF-8, as it declares, or as its bytes suggest."""
    declared = _DECLARED.search(content[:4096])
    try:
        return plain.decode(content)
    except Unreadable:
        if plain.is_binary(content):
            raise
    if declared:
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    best = from_bytes(content[:200_000]).best()
    if best is None:
        raise Unreadable("is in no known encoding: save it as UTF-8 and try again")
    return content.decode(best.encoding, errors="replace")


def _without_declarations(text: str) -> str:
    """Drop what declares an encoding or entities: the text is decoded, entities are not its own."""
    text = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", text)
    return re.sub(r"<!DOCTYPE\b[^<>\[]*(?:\[.*?\]\s*)?>", "", text, count=1, flags=re.I | re.S)


def _body(tree: html.HtmlElement) -> str:
    """The text of the article; where its lists and headings were lost, with those of the page."""
    marked = _marked(tree)
    article = _article(tree, marked)
    lines = Lines()
    _render(article, lines)
    lost = _headings(marked) - _headings(article)
    lost = lost if len(lost) > len(_headings(article)) and len(lost) > 1 else frozenset()
    if not lost and (_structure(article) or _structure(marked) < _STRUCTURED):
        return str(lines)
    kept = frozenset(_MARK.sub("", flat(line)) for line in str(lines).splitlines())
    structured = Lines()
    _render(marked, structured, kept | lost)
    same = len(str(structured).split()) >= 0.9 * len(str(lines).split())
    return str(structured if same else lines)


def _headings(element: etree._Element) -> frozenset[str]:
    """The headings of an element, without the main one."""
    found = (one for one in element.iter() if one.tag in _STRUCTURAL and one.tag not in _ITEMS)
    return frozenset(flat("".join(map(str, one.itertext()))) for one in found)


def _structure(element: etree._Element) -> int:
    """How many list items and headings an element holds."""
    return sum(1 for one in element.iter() if one.tag in _STRUCTURAL)


def _article(tree: html.HtmlElement, marked: etree._Element) -> etree._Element:
    """The element that holds the article."""
    found = trafilatura.bare_extraction(
        etree.tostring(tree, encoding="unicode", method="html"),
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=False,
    )
    body = getattr(found, "body", None)
    enough = 0.25 if marked.tag == "body" else 0.75
    if body is None or len(_words(body)) < enough * len(_words(marked)):
        return marked
    return body


def _marked(tree: html.HtmlElement) -> etree._Element:
    """What the page itself marks as its article, else its whole body."""
    for path in (".//article", ".//main", ".//*[@role='main']"):
        found = tree.findall(path)
        if len(found) == 1:
            return found[0]
    body = tree.find(".//body")
    return body if body is not None else tree


def _words(element: etree._Element) -> list[str]:
    lines = Lines()
    _render(element, lines)
    return str(lines).split()


def _render(element: etree._Element, lines: Lines, kept: frozenset[str] = frozenset()) -> None:
    if any(depth > _DEEPEST for depth in _depths(element)):
        raise Unreadable("is nested too deeply to be an article: save its text and read that")
    _Renderer(lines, kept).render(element)


def _depths(element: etree._Element) -> Iterator[int]:
    depth = 0
    for event, _ in etree.iterwalk(element, events=("start", "end")):
        depth += 1 if event == "start" else -1
        yield depth


class _Renderer:
    """Walks a tree once, without recursion, and writes a line wherever a block ends.

    Of the blocks only the `kept` ones are written, or all if none are told.
    """

    def __init__(self, lines: Lines, kept: frozenset[str]) -> None:
        self._lines = lines
        self._kept = kept
        self._words: list[str] = []
        self._items: list[str] = []
        self._numbers: list[int] = []
        self._cells: list[str] | None = None
        self._level = 0

    def render(self, root: etree._Element) -> None:
        """Write all of an element."""
        skipped: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if skipped is None and event == "start" and _is_silent(element, tag, root):
                skipped = element
            elif skipped is None and event == "start":
                self._start(tag, element)
                self._words.append(element.text or "")
            elif skipped is None:
                self._end(tag)
            if event == "end":
                if skipped is element:
                    skipped = None
                if skipped is None and element is not root:
                    self._words.append(element.tail or "")
        self._flush()

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag in ("br", "lb"):
            self._words.append(_BREAK)
        elif tag == "hr" or tag in _BLOCKS:
            self._flush()
        elif tag in _HEADINGS or tag == "head":
            self._flush()
            self._level = _HEADINGS.get(tag) or _HEADINGS.get(element.get("rend", ""), 2)
        elif tag in _ITEMS:
            self._flush()
            self._items.append("-")
        elif tag in _ROWS:
            self._flush()
            self._cells = []
        if tag in ("ol", "list", "ul"):
            self._numbers.append(0 if tag == "ol" or element.get("rend") == "ol" else -1)
        if tag in _ITEMS and self._numbers and self._numbers[-1] >= 0:
            self._numbers[-1] += 1
            self._items[-1] = f"{self._numbers[-1]}."

    def _end(self, tag: str) -> None:
        if tag in _CELLS and self._cells is not None:
            self._cells.append(flat("".join(self._words)))
            self._words.clear()
        elif tag in _ROWS and self._cells is not None:
            self._lines.row([*self._cells, flat("".join(self._words))])
            self._words.clear()
            self._cells = None
        elif tag in _HEADINGS or tag == "head":
            self._flush()
            self._level = 0
        elif tag in _ITEMS:
            self._flush()
            if self._items:
                self._items.pop()
        elif tag in _BLOCKS:
            self._flush()
        if tag in ("ol", "list", "ul") and self._numbers:
            self._numbers.pop()

    def _flush(self) -> None:
        """Write the words that were gathered, as what they stand in; cells wait for their row."""
        if self._cells is not None:
            self._words.append(" ")
            return
        said = "".join(self._words)
        self._words.clear()
        if not said.strip() or (self._kept and flat(said) not in self._kept):
            return
        if self._level:
            self._lines.heading(said, self._level)
        elif self._items and self._items[-1]:
            self._lines.item(said, "  " * (len(self._items) - 1) + self._items[-1])
            self._items[-1] = ""
        elif self._items:
            self._lines.more(said)
        else:
            for part in _BREAKS.split(said):
                self._broken(part)

    def _broken(self, said: str) -> None:
        """A paragraph; where each of its lines has a key or a bullet, so many items."""
        parts = [part for part in said.split(_BREAK) if part.strip()]
        if len(parts) > 1 and all(map(_KEYED.match, parts)):
            for part in parts:
                self._lines.item(_BULLET.sub("", part))
        else:
            self._lines.paragraph(said)


def _is_silent(element: etree._Element, tag: str, root: etree._Element) -> bool:
    """Whether an element holds no part of the article; `head` is a heading in what was found."""
    if element is root or (tag == "head" and element.get("rend")):
        return False
    return tag in _SILENT or (tag == "header" and root.tag == "body")


_META = (
    ".//meta[@property='article:published_time']/@content",
    ".//meta[@itemprop='datePublished']/@content",
    ".//*[@itemprop='datePublished']/@datetime",
    ".//meta[translate(@name, 'DCTERMS', 'dcterms')='dc.date']/@content",
    ".//meta[translate(@name, 'DCTERMSISU', 'dctermsisu')='dcterms.issued']/@content",
    ".//meta[@name='date' or @name='pubdate' or @name='publish-date' "
    "or @name='citation_publication_date']/@content",
    ".//time[@pubdate]/@datetime",
    ".//article//time/@datetime",
    ".//header//time/@datetime",
)


def _published(tree: html.HtmlElement) -> str:
    """The day that the head of the page, its structured data or its one `time` states, or ''."""
    for path in _META:
        for value in tree.xpath(path):
            if day := days.iso(str(value).replace("/", "-")):
                return day
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        if day := days.iso(_structured(script.text or "")):
            return day
    return ""


def _structured(text: str) -> str:
    """`datePublished` of structured data, wherever it stands in it."""
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError):
        return ""
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(day := value.get("datePublished"), str):
                return day
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return ""


def _title(tree: html.HtmlElement) -> str:
    """The only main heading of the page, else what it calls itself."""
    headings = [flat(str(h.text_content())) for h in tree.iterfind(".//h1")]
    headings = [heading for heading in headings if heading]
    if len(headings) == 1:
        return headings[0]
    for value in (
        *tree.xpath(".//meta[@property='og:title']/@content"),
        *tree.xpath("string(.//head/title)").split(" | ")[:1],
    ):
        if flat(str(value)):
            return flat(str(value))
    return ""

"""The fact-check report: one page that stands alone, or its body for another page.

The page needs no script and asks nothing of a network: its style is in it, and its security
policy allows that style alone. What an article says is always escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from cislex import phrases
from cislex.checking import VERDICTS, Finding
from cislex.claims import Claim
from cislex.passages import Kind
from cislex.texts import Article

STYLE = (files("cislex.report") / "report.css").read_text("utf-8")
"""The style of the report."""

STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
"""The hash of the style, for a Content-Security-Policy."""


_CLAIM = tuple(one.name for one in fields(Claim))


@dataclass(slots=True)
class Card:
    """One finding as shown, with its number on the page."""

    number: int
    finding: Finding
    claimed: str

    @property
    def icon(self) -> str:
        """The sign of the verdict."""
        return phrases.ICONS[self.finding.verdict]

    @property
    def page(self) -> str:
        """The page of the source, where it is a web address."""
        page = self.finding.page
        return page if page.startswith(("https://", "http://")) else ""


@dataclass(slots=True)
class Piece:
    """A stretch of the article; with cards it is marked by the gravest of their verdicts."""

    text: str
    cards: list[Card] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """The gravest verdict, or ''."""
        return min((card.finding.verdict for card in self.cards), key=VERDICTS.index, default="")


@dataclass(slots=True)
class Block:
    """A heading, paragraph, list or table of the article with the cards that stand beside it."""

    kind: Kind
    lines: list[list[Piece]] = field(default_factory=list)

    @property
    def cards(self) -> list[Card]:
        """All cards, in the order of the text."""
        return [card for line in self.lines for piece in line for card in piece.cards]


def html(article: Article, findings: Sequence[Finding], name: str = "") -> str:
    """The whole page; `name` is the file that was checked."""
    return _template("page.html").render(
        **_context(article, findings), name=name, style=Markup(STYLE), style_hash=STYLE_HASH
    )


def fragment(article: Article, findings: Sequence[Finding]) -> Markup:
    """The body of the report, for a page that has the style already."""
    return Markup(_template("body.html").render(**_context(article, findings)))


def title(article: Article) -> str:
    """What an article is called: its title, else its name."""
    return phrases.clean(article.title or article.document.slug)


def as_json(finding: Finding) -> dict[str, Any]:
    """One finding as an object of JSON: the fields of its claim, and what was found."""
    return {name: getattr(finding.claim, name) for name in _CLAIM} | {
        "statement": finding.statement,
        "verdict": finding.verdict,
        "expected": finding.expected,
        "source": finding.page,
        "source_label": finding.source,
        "checked_on": finding.checked_on,
        "as_of": finding.as_of,
    }


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each verdict, the gravest first."""
    tally = Counter(finding.verdict for finding in findings)
    return {verdict: tally[verdict] for verdict in VERDICTS}


_ENVIRONMENT = Environment(
    loader=PackageLoader("cislex", "report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _template(name: str) -> Template:
    return _ENVIRONMENT.get_template(name)


def _context(article: Article, findings: Sequence[Finding]) -> dict[str, object]:
    return {
        "title": title(article),
        "published": article.published,
        "as_of": findings[0].as_of if findings else "",
        "blocks": _shown(article, _blocks(article, findings)),
        "counts": counts(findings),
        "icons": phrases.ICONS,
        "total": len(findings),
    }


def _shown(article: Article, blocks: list[Block]) -> list[Block]:
    """The blocks without the title, which the page gives as its own."""
    title = blocks[0] if blocks else None
    if title and title.kind is Kind.TITLE and not title.cards:
        words = "".join(piece.text for piece in title.lines[0])
        if words == phrases.clean(article.title):
            return blocks[1:]
    return blocks


def _blocks(article: Article, findings: Sequence[Finding]) -> list[Block]:
    """The article in blocks, each claim at its place."""
    cards = [
        Card(number, finding, phrases.claimed(finding.claim))
        for number, finding in enumerate(sorted(findings, key=lambda f: f.claim.start), 1)
    ]
    blocks: list[Block] = []
    place: tuple[int, int, Kind] | None = None
    waiting = iter([*cards, None])
    card = next(waiting)
    for passage in article.passages:
        here: list[Card] = []
        while card is not None and card.finding.claim.start < passage.end:
            here.append(card)
            card = next(waiting)
        at = (passage.section, passage.paragraph, passage.kind)
        if at != place:
            blocks.append(Block(passage.kind))
            place = at
        line = list(_pieces(article.document.text, passage.start, passage.end, here))
        if passage.kind in (Kind.SENTENCE, Kind.NOTICE) and blocks[-1].lines:
            blocks[-1].lines[0] += [Piece(" "), *line]
        else:
            blocks[-1].lines.append(line)
    return blocks


def _pieces(text: str, start: int, end: int, cards: list[Card]) -> Iterator[Piece]:
    """A passage in pieces: claims, and what stands between; claims that overlap are one."""
    at = start
    while cards:
        first = max(at, cards[0].finding.claim.start)
        last = first
        group: list[Card] = []
        while cards and (not group or cards[0].finding.claim.start < last):
            group.append(cards.pop(0))
            last = max(last, min(end, group[-1].finding.claim.end))
        if at < first:
            yield Piece(phrases.clean(text[at:first]))
        yield Piece(phrases.clean(text[first:last]), group)
        at = max(at, last)
    if at < end:
        yield Piece(phrases.clean(text[at:end]))

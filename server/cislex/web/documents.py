"""`/documents`: what each document says, section by section, and how much of it is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, render_template, url_for
from werkzeug.exceptions import BadRequest, NotFound

from cislex import terms
from cislex.queries import ParameterError
from cislex.web import cards, protocol, rendering, texts
from cislex.web.cards import Card, Row
from cislex.web.drawing import Share, shares
from cislex.web.entity import number, pages
from cislex.web.language import translated
from cislex.web.serving import ask_page

blueprint = Blueprint("documents", __name__)

VERDICTS: Final = ("confirmed", "imprecise", "contradicted", "unverified")
_ON_PAGE: Final = 30
"""Statements on one page."""
_HEADINGS: Final = ("heading", "title")


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its number, its heading where the text is at hand, its statements by verdict."""

    number: int
    title: str
    shares: Sequence[Share]
    total: int


@dataclass(frozen=True, slots=True)
class Place:
    """One passage with what it states; `text` is empty where the operator has none."""

    row: Row
    text: str
    cards: Sequence[Card]


@blueprint.get("/documents")
def listing() -> str:
    """Every document with the shares of its verdicts."""
    rows = list(_documents().values())
    return render_template(
        "documents.html", documents=[(row, _slug(row), _verdicts(row)) for row in rows]
    )


@blueprint.get("/documents/<slug>")
def page(slug: str) -> str:
    """One document: its sections, or its statements of one verdict or modality."""
    return of(slug, [])


def of(slug: str, files: Sequence[Any]) -> str:
    """The page of a document, with the addresses of its RDF."""
    row = _document(slug)
    parameters = protocol.parameters()
    chosen = {name: parameters.at_most_one(name) or "" for name in ("verdict", "modality")}
    counts = [one for one in ask_page("document-counts").rows if one["document"] == row["document"]]
    modalities = sorted({rendering.words(one["modality"]) for one in counts})
    for name, known in (("verdict", VERDICTS), ("modality", modalities)):
        if chosen[name] not in ("", *known):
            raise BadRequest(
                translated("%(name)s: there is no %(value)s; take one of %(known)s")
                % {"name": name, "value": repr(chosen[name][:40]), "known": ", ".join(known)}
            )
    rendering.know(one["modality"].value for one in counts)
    shared = {
        "row": row,
        "iri": row["document"].value,
        "slug": slug,
        "files": files,
        "shares": _verdicts(row),
        "verdicts": VERDICTS,
        "modalities": modalities,
        "chosen": chosen,
        "audit": _audit(slug),
    }
    if any(chosen.values()):
        return render_template("said.html", **shared, **_filtered(row["document"].value, chosen))
    return render_template("document.html", **shared, sections=_sections(row, counts))


@blueprint.get("/documents/<slug>/<int:section>")
def section(slug: str, section: int) -> str:
    """What one section says, passage by passage."""
    row = _document(slug)
    iri = row["document"].value
    passages = ask_page("passages", document=iri).rows
    numbers = sorted({int(one["section"].value) for one in passages})
    if section not in numbers:
        raise NotFound(
            translated("There is no section %(section)s: the document has %(first)s to %(last)s")
            % {"section": section, "first": numbers[0], "last": numbers[-1]}
        )
    own = [one for one in passages if one["section"].value == str(section)]
    parts = _portions(iri, section, own)
    part = number("part", len(parts))
    at = numbers.index(section)
    return render_template(
        "section.html",
        row=row,
        slug=slug,
        section=section,
        title=_title(iri, own),
        places=parts[part - 1],
        part=part,
        parts_of_all=len(parts),
        before=numbers[at - 1] if at else None,
        after=numbers[at + 1] if at + 1 < len(numbers) else None,
    )


def is_known(iri: str) -> bool:
    """Whether passages of a document are in the graph."""
    return iri in _documents()


def _documents() -> dict[str, Row]:
    """IRI → the first row of each document."""
    found: dict[str, Row] = {}
    for row in rendering.know_table(ask_page("documents")).rows:
        found.setdefault(row["document"].value, row)
    return found


def _document(slug: str) -> Row:
    row = _documents().get(terms.document(slug))
    if row is None:
        raise NotFound(
            translated("There is no document %(slug)s: see all of them at %(address)s")
            % {"slug": repr(slug[:80]), "address": url_for("documents.listing")}
        )
    return row


def _slug(row: Row) -> str:
    return row["document"].value.removeprefix(terms.PREFIXES["document"])


def _verdicts(row: Row) -> list[Share]:
    rows = [one for one in ask_page("document-verdicts").rows if one["document"] == row["document"]]
    return _shares((rendering.words(one["verdict"]), int(one["statements"].value)) for one in rows)


def _shares(numbers: Iterable[tuple[str, int]]) -> list[Share]:
    counted: Counter[str] = Counter()
    for verdict, size in numbers:
        counted[verdict] += size
    return shares([(verdict, counted[verdict]) for verdict in VERDICTS])


def _sections(row: Row, counts: Sequence[Row]) -> list[Part]:
    iri = row["document"].value
    by_section: dict[int, list[Row]] = {}
    for passage in ask_page("passages", document=iri).rows:
        by_section.setdefault(int(passage["section"].value), []).append(passage)
    found = []
    for at, passages in sorted(by_section.items()):
        own = [one for one in counts if one["section"].value == str(at)]
        numbers = _shares(
            (rendering.words(one["verdict"]), int(one["statements"].value)) for one in own
        )
        total = sum(share.number for share in numbers)
        found.append(Part(at, _title(iri, passages), numbers, total))
    return found


def _title(iri: str, passages: Iterable[Row]) -> str:
    """The heading of a section, where the operator has the text."""
    for passage in passages:
        if "kind" in passage and passage["kind"].value in _HEADINGS:
            return texts.of_document(iri, passage)
    return ""


def _portions(iri: str, section: int, passages: Sequence[Row]) -> list[list[Place]]:
    """The passages of a section in portions, each with about as many statements as a page holds."""
    said = ask_page("said", document=iri, section=str(section)).rows
    by_passage: dict[str, list[list[Row]]] = {}
    for row in said:
        by_passage.setdefault(row["passage"].value, []).append([row])
    qualifiers = ask_page("said-qualifiers", document=iri, section=str(section)).rows
    checks = ask_page("said-checks", document=iri).rows
    portions: list[list[Place]] = [[]]
    size = 0
    for passage in passages:
        groups = by_passage.get(passage["passage"].value, [])
        if size and size + len(groups) > _ON_PAGE:
            portions.append([])
            size = 0
        size += len(groups)
        found = cards.cards(groups, qualifiers, checks)
        portions[-1].append(Place(passage, texts.of_document(iri, passage), found))
    return portions


def _filtered(iri: str, chosen: Mapping[str, str]) -> dict[str, Any]:
    """The statements of one verdict or modality, part by part."""
    values = {name: f"{'verification' if name == 'verdict' else name}:{value}"
              for name, value in chosen.items() if value}  # fmt: skip
    try:
        groups = cards.grouped(ask_page("said", document=iri, **values).rows)
    except ParameterError as error:
        raise BadRequest(str(error)) from error
    part = number("part", pages(len(groups), _ON_PAGE))
    shown = groups[(part - 1) * _ON_PAGE : part * _ON_PAGE]
    qualifiers = ask_page("said-qualifiers", document=iri).rows
    checks = ask_page("said-checks", document=iri).rows
    return {
        "statements": cards.cards(shown, qualifiers, checks),
        "total": len(groups),
        "part": part,
        "parts_of_all": pages(len(groups), _ON_PAGE),
    }


def _audit(slug: str) -> list[tuple[str, str]]:
    return [
        (
            label,
            url_for(
                "questions.download",
                name="audit-of-a-document",
                extension=extension,
                document=f"document:{slug}",
            ),
        )
        for label, extension in (("CSV", "csv"), ("JSON", "json"))
    ]

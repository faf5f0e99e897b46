"""A new source document: an article file → a folder of `data/documents/`, whole or not at all.

    document.ttl     what is known of it: title, publisher, page, day, hash; never its text
    passages.tsv     where its passages are
    statements.tsv   what the rules found in it, for review
    omissions.tsv    the passages in which they found nothing
    proposed.ttl     new entities, for the curator to check and move to data/entities/

The build reads `proposed.ttl` as long as it is there, so that the document can be built at once.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from cislex import documents, inputs, numbering, resources, tables, terms
from cislex.claims import Claim
from cislex.errors import InputError, Problem
from cislex.passages import Kind, Passage, split
from cislex.proposals import as_tsv, as_turtle, entities, rows, state_codes
from cislex.tables import OMISSION_COLUMNS, StatementRow
from cislex.texts import Article
from cislex.vocabulary import Vocabulary, literal

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RIGHTS = (
    "The publisher holds the copyright. The text is not stored here; only facts taken from it and "
    "locators are."
)
_RECIPE = (
    "The text is what cislex reads from the file (`cislex.texts`): Unicode form NFC, lines ended "
    "by a line feed, light Markdown where the file was marked up. Offsets count Unicode code "
    "points from 0; the hash is the SHA-256 of the UTF-8 bytes of the whole text."
)
_NOTHING = {
    Kind.NAVIGATION: "navigation only",
    Kind.HEADING: "heading; the rules found no statement",
    Kind.TITLE: "title; the rules found no statement",
}


@dataclass(frozen=True, slots=True)
class About:
    """What the person who adds a document knows of it."""

    slug: str
    title: str = ""
    page: str = ""
    publisher: str = ""
    is_ai_generated: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What was added: where, and how much of it."""

    folder: Path
    passages: int
    statements: int
    entities: int
    left_out: tuple[str, ...]


def add(
    article: Article,
    claims: Iterable[Claim],
    about: About,
    data: Path | None = None,
    texts: Path | None = None,
) -> Added:
    """Write the folder of a new document under `data` (the checkout's by default).

    With `texts`, the normalised text is kept in that folder outside the project, as `SLUG.txt`,
    where `cislex validate --documents` looks for it.

    Raises:
        InputError: the slug cannot be used or is taken, or the folder cannot be written to.
    """
    root = data or _checkout()
    folder = root / "documents" / about.slug
    _check(about, folder)
    codes = state_codes()
    passages = split(documents.Document(about.slug, article.document.text, article.document.sha256))
    read = inputs.read(resources.folder("ontology"), root)
    known = read.vocabulary
    stated = (row for document in read.documents for row in document.statements)
    found, unnumbered = numbering.consistent(claims, stated, codes)
    new = [entity for entity in entities(found, codes) if entity.iri not in known.types]
    vocabulary = known.with_entities(
        {entity.iri: terms.expand(f"lex:{entity.kind}") for entity in new}
    )
    kept, left_out = _usable(rows(found, codes), vocabulary, passages)
    written = {
        "document.ttl": _description(article, about),
        "passages.tsv": tables.write_passages(passages),
        "statements.tsv": as_tsv(kept),
        "omissions.tsv": _omissions(passages, {row.passage for row in kept}),
        **({"proposed.ttl": as_turtle(new)} if new else {}),
    }
    if texts is not None:
        _write_text(texts / f"{about.slug}.txt", article.document.text)
    _write(folder, written)
    return Added(folder, len(passages), len(kept), len(new), (*unnumbered, *left_out))


def _checkout() -> Path:
    """The folder `data`, where it is one of files and can be written to."""
    data = resources.folder("data")
    if not isinstance(data, Path) or not os.access(data, os.W_OK) or "_resources" in data.parts:
        words = "belongs to an installed cislex: name a folder of your own with --data"
        raise InputError([Problem(str(data), 0, words)])
    return data


def _check(about: About, folder: Path) -> None:
    faults = []
    if not _SLUG.fullmatch(about.slug):
        faults.append(f"--slug {about.slug!r}: use small letters, digits and hyphens")
    elif folder.exists():
        faults.append(f"{folder} is there already: choose another --slug, or remove it first")
    if not folder.parent.parent.is_dir():
        faults.append(f"{folder.parent.parent} is no folder: name the data folder of a checkout")
    if about.page and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", about.page):
        faults.append(f"--page {about.page!r} is no web address")
    if faults:
        raise InputError([Problem(str(folder), 0, fault) for fault in faults])


def _usable(
    proposed: list[StatementRow], vocabulary: Vocabulary, passages: list[Passage]
) -> tuple[list[StatementRow], list[str]]:
    """The rows that the build would accept, and in words why the others are left out."""
    locators = {passage.locator for passage in passages}
    kept, left_out = [], []
    for row in proposed:
        fault = vocabulary.fault(row.subject, row.predicate, row.value)
        fault = fault or next(
            (
                f"{terms.compact(target)} is not known"
                for name, target in row.qualifiers
                if name != tables.DATE_QUALIFIER and target not in vocabulary.types
            ),
            None,
        )
        if row.passage not in locators:
            fault = "its passage is not in the document"
        if fault:
            said = " ".join(map(terms.compact, (row.subject, row.predicate)))
            left_out.append(f"{row.passage}: {said} {row.value}: {fault}")
        else:
            kept.append(row)
    return kept, left_out


def _omissions(passages: list[Passage], stating: set[str]) -> str:
    lines = ["\t".join(OMISSION_COLUMNS)]
    lines += [
        f"{passage.locator}\t{_NOTHING.get(passage.kind, 'the rules found no statement; to read')}"
        for passage in passages
        if passage.locator not in stating
    ]
    return "\n".join(lines) + "\n"


def _description(article: Article, about: About) -> str:
    subject = NamedNode(terms.document(about.slug))
    label = Literal(" ".join((about.title or article.title or about.slug).split()), language="en")
    said: list[tuple[str, NamedNode | Literal]] = [
        ("rdf:type", NamedNode(terms.expand("lex:SourceDocument"))),
        ("rdfs:label", label),
        ("skos:prefLabel", label),
        ("dct:language", Literal("en")),
        ("dct:rights", Literal(_RIGHTS, language="en")),
        ("lex:documentSha256", Literal(article.document.sha256)),
        ("lex:extractionRecipe", Literal(_RECIPE, language="en")),
    ]
    if about.publisher:
        said.append(("dct:publisher", Literal(about.publisher)))
    if about.page:
        said.append(("foaf:page", NamedNode(about.page)))
    if article.published:
        said.append(("dct:issued", literal(article.published)))
    if about.is_ai_generated:
        said.append(("lex:isAiGenerated", Literal(True)))
    triples = [Triple(subject, NamedNode(terms.expand(name)), value) for name, value in said]
    used = ("dct", "document", "foaf", "lex", "rdfs", "skos", "xsd")
    prefixes = {name: terms.PREFIXES[name] for name in used}
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def _write(folder: Path, files: dict[str, str]) -> None:
    """Write a folder beside its place, then put it there in one step."""
    try:
        folder.parent.mkdir(exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".adding-", dir=folder.parent))
    except OSError as error:
        words = f"cannot be written to ({error.strerror}): name another with --data"
        raise InputError([Problem(str(folder.parent), 0, words)]) from error
    try:
        made.chmod(0o755)
        for name, text in files.items():
            (made / name).write_text(text, "utf-8", newline="\n")
        made.rename(folder)
    except OSError as error:
        words = f"cannot be written ({error.strerror}): nothing was added"
        raise InputError([Problem(str(folder), 0, words)]) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _write_text(path: Path, text: str) -> None:
    if path.exists() and path.read_text("utf-8") != text:
        words = "is there already with another text: choose another --slug"
        raise InputError([Problem(str(path), 0, words)])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")

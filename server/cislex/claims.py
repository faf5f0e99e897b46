"""What an article claims: one flat form for every relation, whatever nodes the graph makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from cislex.documents import Document
from cislex.passages import Passage


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that an extractor has found in an article.

    `subject` and `object` are compact IRIs of the graph, or `new:…` for an entity that is
    proposed; `predicate`, `modality` and `polarity` are local names. `value` holds what a
    relation says beside its object: a date (ISO 8601, perhaps only a year), the number and
    date of a law, the day on which a body was founded, or years of protection. `start` and `end`
    count Unicode code points of the normalised text; `confidence` lies between 0 and 1.
    """

    doc: str
    subject: str
    subject_label: str
    subject_type: str
    predicate: str
    object: str
    object_label: str
    value: str
    jurisdiction: str
    modality: str
    polarity: str
    section: int
    paragraph: int
    sentence: int
    start: int
    end: int
    rule: str
    confidence: float


class Article(Protocol):
    """What an extractor reads: a document and its passages (`texts.Article` is one).

    `published` is the day, month or year that the article itself states, or empty.
    """

    @property
    def document(self) -> Document:
        """The normalised text; its slug is the `doc` of a claim."""

    @property
    def passages(self) -> Sequence[Passage]:
        """The passages of the document, in order."""

    @property
    def published(self) -> str:
        """ISO 8601 day, month or year, or empty."""

    @property
    def title(self) -> str:
        """The title, or empty."""


class Extractor(Protocol):
    """Anything that finds claims in an article."""

    @property
    def name(self) -> str:
        """What the extractor is called in the `rule` of its claims."""

    def extract(self, article: Article) -> Iterator[Claim]:
        """The claims of an article, in the order of its text."""

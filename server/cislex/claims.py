"""What an article claims: one flat form for all relations, whatever nodes a graph makes of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that an extractor has found in an article.

    `subject` and `object` are compact IRIs of the graph, or `new:…` for an entity that is
    proposed; `predicate`, `modality` and `polarity` are local names. `value` holds what a
    relation says beside its object: a date (ISO 8601, perhaps only a year), the number and
    date of a law, or years of protection. `start` and `end` count Unicode code points of the
    normalised text; `confidence` lies between 0 and 1.
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

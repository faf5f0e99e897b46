"""What innocent people ask in the soak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_PREFIXES: Final = """PREFIX lex: <https://w3id.org/cislex/ont#>
PREFIX id: <https://w3id.org/cislex/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A question by its name."""

    name: str
    text: str

    @property
    def is_graph(self) -> bool:
        """Whether its answer is a graph, and not a table."""
        return "CONSTRUCT" in self.text


def _ours(name: str, text: str) -> Question:
    return Question(name, _PREFIXES + text)


QUESTIONS: Final = (
    _ours("which release", "SELECT ?l { <https://w3id.org/cislex/soak/release> rdfs:label ?l }"),
    _ours("how many labels", "SELECT (COUNT(*) AS ?n) { ?thing rdfs:label ?label }"),
    _ours("one thing", "SELECT ?p ?o { id:kazakhstan ?p ?o FILTER(!isBlank(?o)) }"),
    _ours("parties", "SELECT ?state ?treaty { ?state lex:isPartyTo ?treaty } ORDER BY ?state"),
    _ours("kinds", "SELECT ?kind (COUNT(*) AS ?n) { ?s a ?kind } GROUP BY ?kind"),
    _ours("names in order", "SELECT ?l { ?s rdfs:label ?l } ORDER BY ?l LIMIT 50"),
    _ours("text", 'SELECT ?s { ?s rdfs:label ?l FILTER(CONTAINS(STR(?l), "patent")) }'),
    _ours("is there", "ASK { id:kazakhstan lex:isPartyTo ?treaty }"),
    _ours("graph", "CONSTRUCT { ?state lex:isPartyTo ?t } WHERE { ?state lex:isPartyTo ?t }"),
    _ours("all labels", "SELECT ?s ?l { ?s rdfs:label ?l }"),
)

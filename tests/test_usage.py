"""Every class and property of the ontology is used: by the data, a question or a rule."""

from __future__ import annotations

import re
from pathlib import Path

from cislex import terms
from cislex.store import Engine

ROOT = Path(__file__).resolve().parents[1]

TERMS = """
SELECT ?term WHERE {
  VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
  ?term a ?kind FILTER(STRSTARTS(STR(?term), STR(lex:)))
}"""
USED = """
SELECT DISTINCT ?term WHERE {
  { ?thing a ?term } UNION { ?thing ?term ?value }
  FILTER(STRSTARTS(STR(?term), STR(lex:)))
}"""


def names(engine: Engine, query: str) -> set[str]:
    prefixes = "".join(f"PREFIX {name}: <{space}>\n" for name, space in terms.PREFIXES.items())
    rows = engine.query(prefixes + query)
    return {terms.compact(row["term"].value) for row in rows}  # type: ignore[union-attr]


def test_every_term_of_the_ontology_is_used(engine: Engine) -> None:
    # A rule may speak of what only the claims of an article that is checked have.
    asked = {
        name
        for folder in ("queries", "ontology/rules")
        for path in (ROOT / folder).rglob("*.rq")
        for name in re.findall(r"lex:\w+", path.read_text("utf-8"))
    }
    unused = names(engine, TERMS) - names(engine, USED) - asked
    assert not unused, f"neither data nor a question or rule uses {sorted(unused)}"

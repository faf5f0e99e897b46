"""Every class and property of the ontology is used: by the data or by a question."""

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


def test_every_term_of_the_ontology_is_used_by_the_data_or_a_question(engine: Engine) -> None:
    asked = {
        name
        for path in (ROOT / "queries").rglob("*.rq")
        for name in re.findall(r"lex:\w+", path.read_text("utf-8"))
    }
    unused = names(engine, TERMS) - names(engine, USED) - asked
    assert not unused, f"neither data nor a question uses {sorted(unused)}"

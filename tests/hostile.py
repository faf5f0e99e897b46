"""The hostile list: queries that harm a naive server, for tests of the pool and for the soak."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from pools import BOMB, DOUBLINGS, ENDLESS

DEEP = (2_000, 20_000, 100_000, 1_000_000)

NESTED = {
    "braces": ("SELECT * ", "{", "", "}", ""),
    "parentheses": ("SELECT (", "(", "1", ")", " AS ?x) {}"),
    "lists": ("SELECT * { ", "(", "1", ")", " ?p ?o }"),
    "blank nodes": ("SELECT * { ", "[<a:b> ", "1", "]", " }"),
    "paths": ("SELECT * { ?s ", "(", "<a:b>", ")*", " ?o }"),
    "not": ("SELECT * { FILTER(", "!", "true", "", ") }"),
    "CONCAT": ("SELECT (", "CONCAT(", "'a'", ")", " AS ?x) {}"),
    "IF": ("SELECT (", "IF(true, ", "1", ", 2)", " AS ?x) {}"),
    "EXISTS": ("SELECT * { ", "FILTER EXISTS { ", "?s ?p ?o", " }", " }"),
    "OPTIONAL": ("SELECT * { ", "OPTIONAL { ", "?s ?p ?o", " }", " }"),
    "MINUS": ("SELECT * { ?s ?p ?o ", "MINUS { ?s ?p ?o ", "", " }", " }"),
    "UNION": ("SELECT * { ", "{ ?a ?b ?c } UNION { ", "?s ?p ?o", " }", " }"),
    "subqueries": ("SELECT * { ", "{ SELECT * { ", "?s ?p ?o", " } }", " }"),
}


def _joined(piece: str, count: int, between: str = " ") -> str:
    return between.join(piece.replace("#", str(number)) for number in range(count))


ENDLESS_WORK = {
    "a sum of 100 000 terms": "SELECT (" + "+".join(["1"] * 100_000) + " AS ?x) {}",
    "50 000 alternatives": "SELECT * { ?s ?p ?o FILTER(" + "||".join(["?s=?o"] * 50_000) + ") }",
    "1 000 patterns": "SELECT * { " + _joined("?s# ?p# ?o#", 1000, " . ") + " }",
    "1 000 patterns in a chain": "SELECT * { " + _joined("?s# ?p ?s#0", 1000, " . ") + " }",
    "1 000 OPTIONAL": "SELECT * { ?s ?p ?o " + _joined("OPTIONAL { ?o# ?p# ?s }", 1000) + " }",
    "1 000 steps": "SELECT * { ?s " + "/".join(["(!<a:b>)"] * 1000) + " ?o }",
    "100 stars": "SELECT * { ?s " + "(" * 100 + "(!<a:b>)*" + ")*" * 100 + " ?o }",
    "cartesian": ENDLESS,
    "cartesian in order": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "cartesian and distinct": "SELECT DISTINCT ?c ?f ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cartesian in one text": "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cartesian triples": "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "doubled texts": BOMB,
    "doubled texts as a row": 'SELECT ?v21 { VALUES ?v0 { "aaaaaaaa" } ' + DOUBLINGS + " }",
    "replaced texts": 'SELECT (REPLACE(REPLACE(REPLACE("{a}", "a", "{b}"), "b", "{c}"), "c", "{d}")'
    " AS ?x) {{}}".format(a="a" * 1000, b="b" * 1000, c="c" * 1000, d="d" * 1000),
    "a greedy regex": 'SELECT * { ?s ?p ?o FILTER(REGEX("' + "a" * 50_000 + '!", "^(a+)+$")) }',
    "a large regex": "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "
    '"((((((((a{1,100}){1,100}){1,100}){1,100}))))){1,100}$")) }',
    "a deep regex": 'SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "'
    + "(" * 100_000
    + ")" * 100_000
    + '")) }',
    "long paths everywhere": "SELECT * { ?s (!<a:b>)* ?o . ?o (!<a:c>)* ?x }",
    "1 000 aggregates": "SELECT ?s " + _joined("(COUNT(?o) AS ?c#)", 1000) + " { ?s ?p ?o } "
    "GROUP BY ?s",
}


def _random_text(characters: str) -> str:
    return "".join(random.Random(7).choices(characters, k=1_000_000))


GARBAGE = {
    "letters": _random_text("abc {}()?\"'<>:#\n;.,@^_-"),
    "bytes": random.Random(7).randbytes(1_000_000).decode("latin-1"),
    "zeros": "\0" * 1_000_000,
    "words": "abc " * 250_000,
    "comments": "#\n" * 500_000,
    "quotes": '"' * 1_000_000,
    "prefixes": "PREFIX a: <b:> " * 66_000,
    "one long name": "SELECT * { " + "a" * 1_000_000 + ":b ?p ?o }",
    "never closed": "SELECT * " + "{" * 20_000,
}


SERVICES = (
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service SILENT <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 1SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 1SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p true.SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "PREFIX : <{0}> SELECT * {{ {{}} SERVICE SILENT :x {{ ?s ?p ?o }} }}",
    "PREFIX : <{0}> SELECT * {{ {{}} SERVICE:x {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ VALUES ?x {{ <{0}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
    "BASE <{0}> SELECT * {{ # a comment\n SeRvIcE <x> {{ ?s ?p ?o }} }}",
)


UPDATES = ("LOAD <{0}>", "LOAD SILENT <{0}>", "DROP ALL", "INSERT DATA {{ <a:a> <a:b> <{0}> }}")
DATASETS = (
    "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """One query of the list, and its kind for a table."""

    kind: str
    text: str


def nested(what: str, depth: int) -> str:
    """A query that nests something so deeply."""
    head, opening, core, closing, tail = NESTED[what]
    return head + opening * depth + core + closing * depth + tail


def everything(address: str, file: str) -> Iterator[Hostile]:
    """The whole list; `address` and `file` are IRIs that nobody may fetch."""
    for what in NESTED:
        for depth in DEEP:
            yield Hostile(f"nested {what}", nested(what, depth))
    yield from (Hostile(what, text) for what, text in ENDLESS_WORK.items())
    yield from (Hostile(f"garbage: {what}", text) for what, text in GARBAGE.items())
    yield from (Hostile("SERVICE", text.format(address)) for text in SERVICES)
    yield from (Hostile("update", text.format(address)) for text in UPDATES)
    for text in DATASETS:
        yield Hostile("FROM http", text.format(address))
        yield Hostile("FROM file", text.format(file))

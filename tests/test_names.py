"""Names: finding things by what they are called, and calling them in the reader's language."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from cislex import terms
from cislex.errors import ReleaseError
from cislex.names import Name, Names, write


def _named(curie: str, property_: str, text: str, language: str = "") -> Triple:
    value = Literal(text, language=language) if language else Literal(text)
    return Triple(NamedNode(terms.expand(curie)), NamedNode(terms.expand(property_)), value)


def _linked(subject: str, predicate: str, value: str) -> Triple:
    return Triple(*(NamedNode(terms.expand(one)) for one in (subject, predicate, value)))


TRIPLES = [
    _named("id:kazakhstan", "rdfs:label", "Kazakhstan", "en"),
    _named("id:kazakhstan", "skos:prefLabel", "Kazakhstan", "en"),
    _named("id:kazakhstan", "skos:prefLabel", "Казахстан", "ru"),
    _named("id:kazakhstan", "skos:altLabel", "Republic of Kazakhstan", "en"),
    _linked("id:kazakhstan", "rdf:type", "lex:State"),
    _linked("id:kazakhstan", "rdf:type", "skos:Concept"),
    _named("id:kz-patent-law", "rdfs:label", "Patent Law of Kazakhstan", "en"),
    _named("id:berne-convention", "rdfs:label", "Berne Convention", "en"),
    _named("id:convention-fair", "rdfs:label", "Convention fair"),
    _linked("id:kazakhstan", "lex:isPartyTo", "id:berne-convention"),
    _named("statement:1", "rdfs:label", "Kazakhstan is party to the Berne Convention", "en"),
]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Names:
    path = tmp_path_factory.mktemp("names") / "names.sqlite"
    write(TRIPLES, path)
    return Names(path)


def _found(names: Names, text: str, language: str = "en") -> list[str]:
    return [terms.compact(hit.iri) for hit in names.search(text, language)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Kazakhstan", "id:kazakhstan"),
        ("kaz", "id:kazakhstan"),
        ("казах", "id:kazakhstan"),
        ("КАЗАХСТАН", "id:kazakhstan"),
        ("Kazahkstan", "id:kazakhstan"),
        ("Казхстан", "id:kazakhstan"),
        ("law pat", "id:kz-patent-law"),
        ("bern conv", "id:berne-convention"),
        ("Convension", "id:berne-convention"),
    ],
)
def test_a_thing_is_found_by_name_beginning_other_script_or_misspelt(
    names: Names, text: str, first: str
) -> None:
    assert _found(names, text)[0] == first


def test_a_name_that_begins_so_comes_first_and_each_thing_once(names: Names) -> None:
    assert _found(names, "conv") == ["id:convention-fair", "id:berne-convention"]
    assert _found(names, "kazakhstan") == ["id:kazakhstan", "id:kz-patent-law"]


def test_statements_have_names_but_are_not_looked_for(names: Names) -> None:
    iri = terms.expand("statement:1")
    assert names.labels([iri], "en")[iri].text.startswith("Kazakhstan is party")
    assert "statement:1" not in _found(names, "party")


@pytest.mark.parametrize(
    "text",
    ["", " ", "x", '"', "*", "NEAR(", "a AND", "' OR 1=1 --", "\0", "-", "word:kaz", "🜲" * 5000],
)
def test_hostile_input_finds_nothing_or_something_but_never_fails(names: Names, text: str) -> None:
    assert isinstance(names.search(text, "en"), list)


def test_a_narrow_class_is_told_rather_than_a_general_one(names: Names) -> None:
    assert names.search("kazakhstan", "en")[0].type == terms.expand("lex:State")


def test_a_label_is_in_the_reader_s_language_or_english_or_any(names: Names) -> None:
    state, fair = terms.expand("id:kazakhstan"), terms.expand("id:convention-fair")
    assert names.labels([state, fair], "ru") == {
        state: Name("Казахстан", "ru"),
        fair: Name("Convention fair", ""),
    }
    assert names.labels([state], "kk")[state] == Name("Kazakhstan", "en")
    assert names.labels(["urn:unknown", *["urn:x"] * 3000], "en") == {}


def test_threads_may_ask_at_once(names: Names) -> None:
    found: list[list[str]] = []
    threads = [Thread(target=lambda: found.append(_found(names, "kaz"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["id:kazakhstan", "id:kz-patent-law"]] * 8


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    write(TRIPLES, tmp_path / "one")
    write(reversed(TRIPLES), tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("content", [None, b"", b"no database" * 1000])
def test_a_missing_or_damaged_database_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "names.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReleaseError, match="build"):
        Names(path)


def test_a_label_leads_to_a_thing_only_where_no_other_has_it(tmp_path: Path) -> None:
    twins = [
        _named("id:one", "rdfs:label", "Twin", "en"),
        _named("id:two", "rdfs:label", "Twin", "en"),
        _named("id:three", "skos:altLabel", "Third", "en"),
        _named("id:four", "rdfs:label", "Fourth", "en"),
        _named("id:four", "skos:prefLabel", "Fourth", "en"),
        _named("id:five", "skos:prefLabel", "Пятая", "ru"),
    ]
    write(twins, tmp_path / "names.sqlite")
    names = Names(tmp_path / "names.sqlite")
    asked = ["Twin", "Third", "Fourth", "Пятая", "Nobody", "' OR 1=1 --", *map(str, range(2000))]
    assert names.called(asked) == {"Fourth": terms.expand("id:four")}
    assert names.called([]) == {}


def test_things_are_listed_by_class_and_by_the_beginning_of_their_iri(names: Names) -> None:
    kazakhstan = terms.expand("id:kazakhstan")
    assert names.type_of(kazakhstan) == terms.expand("lex:State")
    assert names.type_of(terms.expand("id:nobody")) == ""
    assert names.members(terms.expand("lex:State"), 10) == [kazakhstan]
    space = terms.PREFIXES["id"]
    assert len(names.beginning(space, 10)) == 4
    assert names.beginning(space, 1) == [terms.expand("id:berne-convention")]
    assert names.count_within([space]) == 4
    assert names.count_within([space, terms.PREFIXES["statement"]]) == 5
    parts = [*names.within([space], 0, 3), *names.within([space], 3, 3)]
    assert parts == sorted(names.beginning(space, 10))

"""The ontology, its schemes, shapes and rules, by what they do with a small graph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SH

import ontology_profile
from cislex import shapes
from ontology_profile import Finding

ROOT = Path(__file__).parents[1]
ONTOLOGY = ROOT / "ontology"
SAMPLES = Path(__file__).parent / "data" / "ontology"
MODULES = ("core", "enforcement", "evidence", "ip", "legal", "policy")
SCHEMES = sorted((ONTOLOGY / "schemes").glob("*.ttl"))
RULES = [*sorted((ONTOLOGY / "rules").glob("*.rq"))]
LATER_RULES = sorted((ONTOLOGY / "rules" / "verification").glob("*.rq"))
DERIVING = [
    *RULES,
    *(path for path in LATER_RULES if "INSERT { GRAPH graph:inferred" in path.read_text("utf-8")),
]
SHAPES = sorted((ONTOLOGY / "shapes").glob("*.ttl"))

BASE = "https://w3id.org/cislex/"
ONT = URIRef(BASE + "ont")
LEX = Namespace(BASE + "ont#")
ID = Namespace(BASE + "id/")
INFERRED = NamedNode(BASE + "graph/inferred")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def read(paths: Iterable[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read(sorted(ONTOLOGY.glob("*.ttl")))


@pytest.fixture(scope="module")
def schemes() -> Graph:
    return read(SCHEMES)


def terms(graph: Graph) -> set[URIRef]:
    return {
        term
        for kind in KINDS
        for term in graph.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and term.startswith(LEX)
    }


# The files


@pytest.mark.parametrize("module", MODULES)
def test_a_module_holds_its_own_terms_and_no_others(module: str) -> None:
    graph = read([ONTOLOGY / f"{module}.ttl"])
    found = terms(graph)
    assert found
    assert {graph.value(term, DCTERMS.isPartOf) for term in found} == {URIRef(f"{ONT}/{module}")}
    assert {graph.value(term, RDFS.isDefinedBy) for term in found} == {ONT}


def test_the_head_names_all_modules_and_one_version(ontology: Graph) -> None:
    files = {path.stem for path in ONTOLOGY.glob("*.ttl")}
    assert files == {"cislex", *MODULES}
    assert set(ontology.objects(ONT, DCTERMS.hasPart)) == {URIRef(f"{ONT}/{m}") for m in MODULES}
    version = ontology.value(ONT, OWL.versionInfo)
    assert ontology.value(ONT, OWL.versionIRI) == URIRef(f"{ONT}/{version}")


def test_no_term_is_described_twice(ontology: Graph) -> None:
    twice = [term for term in terms(ontology) if len(set(ontology.objects(term, RDFS.label))) != 1]
    assert twice == []


def test_drafted_labels_are_marked(ontology: Graph, schemes: Graph) -> None:
    both = ontology + schemes
    for thing in {*terms(ontology), *schemes.subjects(SKOS.definition)}:
        labels = both.objects(thing, SKOS.prefLabel)
        languages = {label.language for label in labels if isinstance(label, Literal)}
        drafts = {str(language) for language in both.objects(thing, LEX.draftLanguage)}
        assert languages == {"en", "ru", "kk"}, thing
        assert drafts == {"ru", "kk"}, thing


def test_every_domain_and_range_is_declared(ontology: Graph) -> None:
    declared = {term for kind in KINDS for term in ontology.subjects(RDF.type, kind)}
    ends = {
        end
        for relation in (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf)
        for end in ontology.objects(None, relation)
    }
    assert {end for end in ends if end not in declared and "XMLSchema#" not in str(end)} == set()


def test_what_program_and_questions_name_is_a_term(ontology: Graph) -> None:
    known = {term.removeprefix(LEX) for term in terms(ontology)}
    named = defaultdict(set)
    for folder in ("server/cislex", "queries", "ontology/rules", "ontology/shapes"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".rq", ".ttl"}:
                for name in re.findall(r"\blex:([A-Za-z]\w*)", path.read_text("utf-8")):
                    named[name].add(path.name)
    assert named
    assert {name: files for name, files in named.items() if name not in known} == {}


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_a_scheme_file_holds_one_scheme_of_its_name(path: Path) -> None:
    graph = read([path])
    scheme = URIRef(BASE + path.stem)
    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {scheme}
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts
    assert all(str(concept).startswith(f"{scheme}/") for concept in concepts)
    assert set(graph.subjects(SKOS.inScheme, scheme)) == concepts
    assert graph.value(scheme, DCTERMS.title)


def test_modalities_are_ordered_by_strength(schemes: Graph) -> None:
    pairs = schemes.subject_objects(SKOS.notation)
    order = sorted((int(str(number)), str(concept).rsplit("/", 1)[-1]) for concept, number in pairs)
    assert order == list(
        enumerate(
            [
                *("asserted", "intention", "example", "evaluation"),
                *("generalisation", "recommendation", "projection"),
            ],
            1,
        )
    )


def test_labels_of_concepts_begin_in_lower_case_unless_they_are_names(schemes: Graph) -> None:
    names = {"IP", "IPR"}
    odd = {
        str(label)
        for property_ in (RDFS.label, SKOS.prefLabel, SKOS.altLabel)
        for label in schemes.objects(None, property_)
        if str(label)[0].isupper() and str(label).split()[0] not in names
    }
    assert odd == set()


# What the reasoner says


def planted(ontology: Graph, *triples: tuple[URIRef | BNode, URIRef, URIRef | BNode]) -> Graph:
    graph = Graph()
    graph += ontology
    for triple in triples:
        graph.add(triple)
    return graph


@pytest.fixture(scope="module")
def found(
    ontology: Graph, schemes: Graph, tmp_path_factory: pytest.TempPathFactory
) -> list[Finding]:
    if reason := ontology_profile.why_unavailable():
        pytest.skip(reason)
    union, members = BNode(), BNode()
    graphs = {
        "ontology": ontology,
        "with-schemes": ontology + schemes,
        "with-entities": ontology + schemes + read((ROOT / "data" / "entities").glob("*.ttl")),
        "state-that-is-a-passage": planted(
            ontology, (ID.odd, RDF.type, LEX.State), (ID.odd, RDF.type, LEX.Passage)
        ),
        "challenge-out-of-range": planted(
            ontology, (ID.one, LEX.facesChallenge, ID.two), (ID.two, RDF.type, LEX.Court)
        ),
        "empty-class": planted(
            ontology,
            (LEX.Odd, RDF.type, OWL.Class),
            (LEX.Odd, RDFS.subClassOf, LEX.State),
            (LEX.Odd, RDFS.subClassOf, LEX.Person),
        ),
        "not-dl": planted(ontology, (LEX.isUnderAuthorityOf, RDF.type, OWL.IrreflexiveProperty)),
        "not-rl": planted(
            ontology,
            (LEX.Odd, RDF.type, OWL.Class),
            (LEX.Odd, RDFS.subClassOf, union),
            (union, RDF.type, OWL.Class),
            (union, OWL.unionOf, members),
            (members, RDF.first, LEX.State),
            (members, RDF.rest, RDF.nil),
        ),
    }
    return ontology_profile.findings(graphs, tmp_path_factory.mktemp("ontologies"))


@pytest.mark.parametrize("graph", ["ontology", "with-schemes", "with-entities"])
def test_it_is_owl_2_dl_and_rl_and_consistent(found: list[Finding], graph: str) -> None:
    assert [finding for finding in found if finding.graph == graph] == []


@pytest.mark.parametrize(
    ("graph", "kind", "detail"),
    [
        ("state-that-is-a-passage", "INCONSISTENT", ""),
        ("challenge-out-of-range", "INCONSISTENT", ""),
        ("empty-class", "UNSATISFIABLE", "#Odd"),
        ("not-dl", "DL", "isUnderAuthorityOf"),
        ("not-rl", "RL", "#Odd"),
    ],
)
def test_a_planted_fault_is_found(found: list[Finding], graph: str, kind: str, detail: str) -> None:
    assert any(
        finding.graph == graph and finding.kind == kind and detail in finding.detail
        for finding in found
    )


# What the rules derive


def load(store: Store, paths: Iterable[Path], graph: str) -> None:
    name = NamedNode(f"{BASE}graph/{graph}")
    for path in paths:
        store.load(path=path, format=RdfFormat.TURTLE, to_graph=name)


def sample() -> Store:
    store = Store()
    load(store, sorted(ONTOLOGY.glob("*.ttl")), "ontology")
    load(store, SCHEMES, "schemes")
    store.load(path=SAMPLES / "sample.trig", format=RdfFormat.TRIG)
    return store


def inferred(store: Store) -> set[Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, INFERRED)}


def is_about_the_sample(triple: Triple) -> bool:
    subject = str(triple.subject).strip("<>").removeprefix(BASE)
    kinds = {"right/": "narrower", "reference/": "label"}
    wanted = next((word for kind, word in kinds.items() if subject.startswith(kind)), None)
    if wanted:
        return wanted in triple.predicate.value
    return subject.startswith(("id/", "statement/", "attestation/"))


@pytest.fixture(scope="module")
def derived() -> tuple[Store, dict[str, set[Triple]]]:
    """The sample after all rules, and what each rule added to graph:inferred."""
    store = sample()
    added = {}
    before = inferred(store)
    for rule in (*RULES, *LATER_RULES):
        store.update(rule.read_text("utf-8"))
        after = inferred(store)
        added[rule.stem] = set(filter(is_about_the_sample, after - before))
        before = after
    return store, added


def expected() -> dict[str, set[Triple]]:
    rules: dict[str, set[Triple]] = {}
    for quad in parse(path=SAMPLES / "inferred.trig", format=RdfFormat.TRIG):
        assert isinstance(quad.graph_name, NamedNode)
        rules.setdefault(quad.graph_name.value.removeprefix("rule:"), set()).add(quad.triple)
    return rules


def test_every_rule_has_an_expectation() -> None:
    assert {path.stem for path in DERIVING} == set(expected())


@pytest.mark.parametrize("rule", sorted(expected()))
def test_a_rule_derives_what_it_should_and_no_more(
    derived: tuple[Store, dict[str, set[Triple]]], rule: str
) -> None:
    assert derived[1][rule] == expected()[rule]


@pytest.mark.parametrize("path", DERIVING, ids=lambda path: path.stem)
def test_a_rule_writes_only_inferences_and_says_what_for(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("# Derives ")
    code = re.sub(r"(?m)^\s*#.*$", "", text)
    targets = re.findall(r"\b(?:INSERT|DELETE)\b[^}]*?GRAPH (\S+)", code)
    assert set(targets) == {"graph:inferred"}
    assert not re.search(r"\b(NOW|RAND|UUID|STRUUID|BNODE)\s*\(|_:|\[\s*\]", code)


def test_rules_run_twice_add_nothing(derived: tuple[Store, dict[str, set[Triple]]]) -> None:
    again = sample()
    for _ in range(2):
        for rule in RULES:
            again.update(rule.read_text("utf-8"))
    once = sample()
    for rule in RULES:
        once.update(rule.read_text("utf-8"))
    assert inferred(again) == inferred(once) != set()


def test_what_a_source_contradicts_leads_to_nothing(
    derived: tuple[Store, dict[str, set[Triple]]],
) -> None:
    store, _ = derived
    party = NamedNode(LEX.isPartyTo)
    lemuria, moon = NamedNode(ID.lemuria), NamedNode(ID["moon-treaty"])
    document = NamedNode(f"{BASE}graph/document/sample")
    assert Quad(lemuria, party, moon, document) in store
    assert Triple(lemuria, party, moon) not in inferred(store)


# What the shapes find


def view(store: Store) -> Store:
    """The current view, in the default graph: all but what documents say unchecked."""
    raw = f"{BASE}graph/document/"
    shown = Store()
    shown.bulk_extend(
        Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
        for quad in store
        if not str(quad.graph_name).strip("<>").startswith(raw)
    )
    return shown


def violations(store: Store) -> list[shapes.Violation]:
    names = sorted(str(name) for name in read(SHAPES).subjects(RDF.type, SH.NodeShape))
    return shapes.apply(store, [path.read_text("utf-8") for path in SHAPES], names)


def messages() -> list[str]:
    graph = read(SHAPES)
    return sorted({str(message) for message in graph.objects(None, SH.message)})


@pytest.fixture(scope="module")
def faults(derived: tuple[Store, dict[str, set[Triple]]]) -> list[shapes.Violation]:
    store = view(derived[0])
    store.load(path=SAMPLES / "faults.ttl", format=RdfFormat.TURTLE)
    return violations(store)


def test_the_valid_sample_breaks_no_shape(
    derived: tuple[Store, dict[str, set[Triple]]],
) -> None:
    assert violations(view(derived[0])) == []


@pytest.mark.parametrize("message", messages(), ids=lambda message: message[:60])
def test_each_shape_finds_its_planted_fault(faults: list[shapes.Violation], message: str) -> None:
    pattern = re.sub(r"\\\{\\\?\w+\\\}", ".+", re.escape(message))
    hits = [fault for fault in faults if re.search(pattern, fault.message)]
    things = {str(thing) for thing in read([SAMPLES / "faults.ttl"]).subjects()}
    things.add(str(LEX.isMadeUp))
    assert hits
    for fault in hits:
        assert things & {fault.focus, fault.value, *re.findall(r"https://\S+\w", fault.message)}


@pytest.mark.parametrize(
    ("focus", "part"),
    [
        ("passage/wordy", "At most five opening words"),
        ("passage/wordy", "no text above all"),
        ("passage/wordy", "starts at one offset from 0, before its end"),
        ("reference/participation-bare", "The end lies before the start"),
        ("reference/terms-bare", "1 to 200 years"),
        ("id/nameless", "one rdfs:label, in English"),
        ("id/registration-twin", "the same number"),
        ("ont", "reference/record-sourceless has no source"),
        ("ont", "ont#isMadeUp is used as a predicate"),
        ("ont", "“Atlantean Republic” names"),
    ],
)
def test_a_fault_is_found_where_it_is(
    faults: list[shapes.Violation], focus: str, part: str
) -> None:
    assert any(fault.focus == BASE + focus and part in fault.message for fault in faults)


def test_every_shape_says_in_words_what_to_do() -> None:
    graph = read(SHAPES)
    silent = [
        node
        for constraint in (SH.property, SH.sparql)
        for node in graph.objects(None, constraint)
        if graph.value(node, SH.message) is None
    ]
    assert silent == []
    for message in graph.objects(None, SH.message):
        assert isinstance(message, Literal)
        assert ":" in message, f"{message!r} says what is wrong but not what to do"
        assert message.endswith(".")

"""A toy release and toy questions: small and made up, so that tests need no data."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from flask import Flask
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from cislex import dumps, names, queries, releases, store, terms
from cislex.settings import Settings

HOSTILE = '<script>alert("x")</script>'
MAXIMUM = 20_000
"""The longest query that the toy server takes, in bytes."""

TOY = """
id:atlantis a lex:State ;
    rdfs:label "Atlantis"@en ;
    skos:prefLabel "Atlantis"@en, "Атлантида"@ru ;
    lex:draftLanguage "ru" ;
    foaf:homepage <javascript:alert(1)> ;
    skos:note "<script>alert(\\"x\\")</script>"@en ;
    lex:isPartyTo id:pact .
id:pact a lex:InternationalTreaty, lex:LegalSource ; rdfs:label "Pact"@en .
lex:State a owl:Class ; rdfs:label "state"@en ; skos:definition "A made-up state."@en .
lex:LegalSource a owl:Class ; rdfs:label "legal source"@en .
lex:InternationalTreaty a owl:Class ; rdfs:label "treaty"@en ;
    rdfs:subClassOf lex:LegalSource .
lex:isPartyTo a owl:ObjectProperty ; rdfs:label "is party to"@en ; rdfs:domain lex:State .
lex:inPlace a owl:ObjectProperty ; rdfs:label "in place"@en ; rdfs:subPropertyOf lex:qualifier .
<https://w3id.org/cislex/ont> a owl:Ontology ; rdfs:label "ontology"@en .
document:tale a lex:SourceDocument ; rdfs:label "A tale"@en .
passage:tale-1.2.3 a lex:Passage ; lex:ofDocument document:tale ; lex:sectionNumber 1 ;
    lex:paragraphNumber 2 ; lex:sentenceNumber 3 ;
    foaf:page <https://example.org/tale#:~:text=Once%20upon> .
statement:abc a lex:Statement ; rdf:subject id:atlantis ; rdf:predicate lex:isPartyTo ;
    rdf:object id:pact ; lex:polarity polarity:affirmed ; lex:isAttestedBy attestation:abc-1 ;
    lex:statedIn passage:tale-1.2.3 ; lex:verificationStatus verification:contradicted .
attestation:abc-1 a lex:Attestation ; lex:inPassage passage:tale-1.2.3 ;
    lex:modality modality:generalisation ; lex:hedge "often" ; lex:inPlace id:atlantis .
check:abc-1 a lex:Verification ; lex:verifies statement:abc ;
    lex:verdict verification:contradicted ; lex:checkedAgainst source:gazette ;
    lex:restsOn reference:row-1 ; skos:note "It never signed."@en .
reference:row-1 dct:source <https://example.org/gazette/1> ;
    prov:hadPrimarySource source:gazette .
source:gazette a lex:ReferenceSource ; rdfs:label "The Gazette"@en .
"""

QUESTIONS = {
    "treaties-of-a-state": """#+ summary: Which treaties bind a state?
#+ description: By the made-up data.
#+ order: 1
#+ tags:
#+   - treaties
#+ defaults:
#+   - state: id:atlantis
PREFIX lex: <https://w3id.org/cislex/ont#>
SELECT ?treaty WHERE { ?_state_iri lex:isPartyTo ?treaty }
""",
    "is-there-anything": "#+ summary: Is there anything?\nASK { ?s ?p ?o }\n",
    "map-of-treaties": """#+ summary: A small map
PREFIX lex: <https://w3id.org/cislex/ont#>
CONSTRUCT { ?state lex:isPartyTo ?treaty } WHERE { ?state lex:isPartyTo ?treaty }
""",
    "things-called": """#+ summary: What is called so?
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?thing WHERE { ?thing rdfs:label ?_name_en }
""",
}


def publish(root: Path, text: str = TOY) -> releases.Release:
    """Make a release of some Turtle (without prefixes), the same in a named graph."""
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in terms.PREFIXES.items())
    graphs = ("toy", "ontology")
    default = list(parse(head + text, format=RdfFormat.TURTLE))
    named = (
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(terms.graph(name)))
        for name in graphs
        for quad in default
    )
    content = dumps.Content.of(store.Workbench([*default, *named]))
    with releases.workshop(root) as folder:
        files = dumps.write(content, folder / "dumps")
        (folder / "dumps" / "void.ttl").write_text("", "utf-8")
        manifest = {
            "identifier": content.identifier,
            "version": "0",
            "counts": {
                "triples": len(default),
                "quads": content.dataset.count(b"\n"),
                "classes": 3,
                "properties": 2,
                "statements": 1,
            },
            "graphs": content.graphs,
            "files": [file.as_json() for file in files],
        }
        (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
        names.write((quad.triple for quad in default), folder / releases.NAMES)
        store.fill(folder / "store", content.dataset)
        return releases.publish(root, folder, content.identifier)


def no_names(folder: Path) -> names.Names:
    """A database without any name, in a folder that has none yet or has it already."""
    path = folder / "no-names.sqlite"
    if not path.exists():
        names.write((), path)
    return names.Names(path)


def settings(root: Path) -> Settings:
    """Settings of the toy server."""
    return Settings(store=root, port=0, maximum_query_bytes=MAXIMUM)


def with_toy_questions(app: Flask) -> Flask:
    """Swap the gallery for the toy questions."""
    found = {name: queries.read(name, text, f"{name}.rq") for name, text in QUESTIONS.items()}
    app.extensions["cislex"] = dataclasses.replace(app.extensions["cislex"], questions=found)
    return app

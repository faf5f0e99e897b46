"""A toy release and toy questions: small and made up, so that tests need no data."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from flask import Flask
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from cislex import documents, dumps, names, queries, releases, store, terms
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

TALE = "The first tale.\n\nOnce upon a time <b>Atlantis</b> left.\n"
"""The text of the document of the toy release, which its operator has."""
WORLD = (
    (
        TOY
        + """
passage:tale-1.2.3 lex:passageKind "sentence" ; lex:charStart 17 ; lex:charEnd 55 ;
    lex:textSha256 "%HASH%" .
passage:tale-1.0.0 a lex:Passage ; lex:ofDocument document:tale ; lex:sectionNumber 1 ;
    lex:paragraphNumber 0 ; lex:sentenceNumber 0 ; lex:passageKind "heading" ;
    lex:charStart 0 ; lex:charEnd 15 ; lex:textSha256 "%TITLE%" .
passage:tale-2.1.1 a lex:Passage ; lex:ofDocument document:tale ; lex:sectionNumber 2 ;
    lex:paragraphNumber 1 ; lex:sentenceNumber 1 ; lex:charStart 0 ; lex:charEnd 9 ;
    lex:textSha256 "of another text" .
statement:def a lex:Statement ; rdf:subject id:lemuria ; rdf:predicate lex:isPartyTo ;
    rdf:object id:pact ; lex:polarity polarity:negated ; lex:isAttestedBy attestation:def-1 ;
    lex:statedIn passage:tale-2.1.1 ; lex:verificationStatus verification:unverified .
attestation:def-1 a lex:Attestation ; lex:inPassage passage:tale-2.1.1 ;
    lex:modality modality:asserted .
source:gazette lex:basis "official" .
id:lemuria a lex:State ; rdfs:label "Lemuria"@en .
id:pact lex:conclusionDate "1990-01-01"^^xsd:date ; lex:isAdministeredBy id:league .
id:truce a lex:InternationalTreaty ; rdfs:label "Truce"@en ; lex:conclusionDate "2001"^^xsd:gYear .
id:league a lex:Organization, lex:IntergovernmentalOrganization ; rdfs:label "League"@en .
reference:participation-atlantis-pact a lex:TreatyParticipation ;
    rdfs:label "Atlantis in Pact"@en ; lex:participant id:atlantis ; lex:inTreaty id:pact ;
    lex:participationStatus status:withdrawn ; lex:signatureDate "1990-05-01"^^xsd:date ;
    lex:validFrom "1995-06-01"^^xsd:date ; lex:validUntil "2010-03-01"^^xsd:date ;
    lex:isRecordedIn reference:record-1, reference:record-2 .
reference:record-1 a lex:ReferenceRecord ; dct:source <https://example.org/gazette/2> ;
    prov:hadPrimarySource source:gazette ; lex:lookedUpOn "2020-02-02"^^xsd:date ;
    lex:recordsProperty lex:participationStatus ; skos:note "By telegram."@en .
reference:record-2 a lex:ReferenceRecord ; dct:source <https://example.org/gazette/3> ;
    prov:hadPrimarySource source:gazette ; lex:lookedUpOn "2020-02-03"^^xsd:date ;
    lex:recordsProperty lex:validFrom ; lex:disagreesOn lex:validUntil ;
    lex:statedValue "lex:validUntil 2011" .
reference:participation-lemuria-pact a lex:TreatyParticipation ;
    rdfs:label "Lemuria in Pact"@en ; lex:participant id:lemuria ; lex:inTreaty id:pact ;
    lex:participationStatus status:not-party ; lex:isRecordedIn reference:record-3 .
reference:record-3 a lex:ReferenceRecord ; dct:source <javascript:alert(3)> ;
    prov:hadPrimarySource source:gazette ; lex:lookedUpOn "2020-02-04"^^xsd:date .
reference:membership-atlantis-league a org:Membership ; rdfs:label "Atlantis in League"@en ;
    org:member id:atlantis ; org:organization id:league ; org:role role:member ;
    lex:validFrom "2000"^^xsd:gYear ; lex:isRecordedIn reference:record-4 .
reference:record-4 a lex:ReferenceRecord ; dct:source <https://example.org/gazette/4> ;
    prov:hadPrimarySource source:gazette ; lex:lookedUpOn "2020-02-05"^^xsd:date .
role:member a skos:Concept ; rdfs:label "member"@en .
id:old-code a lex:NationalLaw, lex:LegalInstrument ; rdfs:label "Old Code"@en ;
    lex:isInJurisdiction id:atlantis ; lex:adoptionDate "1980-01-01"^^xsd:date ;
    lex:officialNumber "7" ; lex:legalStatus status:repealed ; lex:isRecordedIn reference:record-5 .
reference:record-5 a lex:ReferenceRecord ; dct:source <https://example.org/gazette/5> ;
    prov:hadPrimarySource source:gazette ; lex:lookedUpOn "2006-01-01"^^xsd:date .
id:old-office a lex:PublicBody, lex:Organization ; rdfs:label "Old Office"@en ;
    lex:isInJurisdiction id:atlantis ; lex:isRecordedIn reference:record-6 .
reference:record-6 a lex:ReferenceRecord ; dct:source <https://example.org/gazette/6> ;
    prov:hadPrimarySource source:gazette ; lex:lookedUpOn "2006-01-01"^^xsd:date .
id:new-office a lex:PublicBody, lex:Organization ; rdfs:label "New Office"@en ;
    lex:isInJurisdiction id:atlantis ; lex:validFrom "2003-01-01"^^xsd:date ;
    dct:replaces id:old-office ; lex:isRecordedIn reference:record-6 .
reference:subordination-new-office-league a lex:Subordination ;
    rdfs:label "New Office under League"@en ; lex:subordinateBody id:new-office ;
    lex:authority id:league ; lex:validFrom "2004-01-01"^^xsd:date .
reference:term-atlantis-song a lex:ProtectionTerm ; rdfs:label "term of song in Atlantis"@en ;
    lex:isInJurisdiction id:atlantis ; lex:termOf id:song ; lex:termYears 50 ;
    lex:isRecordedIn reference:record-6 .
id:song a skos:Concept ; rdfs:label "song"@en ; skos:exactMatch <https://example.org/song> .
"""
    )
    .replace("%HASH%", documents.sha256(TALE[17:55]))
    .replace("%TITLE%", documents.sha256(TALE[:15]))
)
"""The toy graph with days, records, roles, bodies and laws: what pages of things show."""

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
    """Settings of the toy server, which has the text of its document beside the release."""
    (root / "tale.txt").write_text(TALE, "utf-8")
    return Settings(store=root, port=0, maximum_query_bytes=MAXIMUM, documents=root)


def with_toy_questions(app: Flask) -> Flask:
    """Swap the gallery for the toy questions, and keep those that pages lead to."""
    found = {name: queries.read(name, text, f"{name}.rq") for name, text in QUESTIONS.items()}
    real = app.extensions["cislex"].questions
    found |= {name: real[name] for name in ("treaty-matrix", "audit-of-a-document")}
    app.extensions["cislex"] = dataclasses.replace(app.extensions["cislex"], questions=found)
    return app

"""`/help`: the model with a picture, a cookbook, how to use it from programs, how to cite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template, request

from cislex import settings, terms
from cislex.queries import NamedQuery, ParameterError
from cislex.sparql import Term
from cislex.web import questions, rendering
from cislex.web.language import interface, translated
from cislex.web.serving import ask_page, endpoint_address, public_address, site, snapshot

blueprint = Blueprint("guide", __name__, url_prefix="/help")

_SCHEMES: Final = ("verification", "modality", "polarity")
_RECIPES: Final = 3
"""Recipes of each kind that the cookbook shows whole; the gallery has the others."""
_LINES: Final = re.compile(r"(?m)^PREFIX.*\n")


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the picture of the model: its place, its words, and the class it stands for."""

    x: int
    y: int
    width: int
    text: str
    term: str

    @property
    def address(self) -> str:
        """Where the class is explained."""
        return rendering.address(terms.expand(self.term)) or ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One property in the picture: a line with an arrow head, and its name beside it."""

    path: str
    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept with its definition and the language of that."""

    iri: str
    definition: str = ""
    language: str = ""


@blueprint.get("")
def overview() -> str:
    """What there is to learn, the signs, how to cite."""
    return render_template("help.html", release=snapshot(), concepts=_concepts("verification"))


@blueprint.get("/model")
def model() -> str:
    """The model on one page."""
    concepts = {name: _concepts(name) for name in _SCHEMES}
    return render_template(
        "help_model.html", boxes=_boxes(), arrows=_ARROWS, concepts=concepts, graphs=_graphs()
    )


@blueprint.get("/cookbook")
def cookbook() -> str:
    """Queries to begin with, by what they are about."""
    recipes = {
        title: [(question, said, runnable(question)) for question, said in members[:_RECIPES]]
        for title, members in questions.groups().items()
    }
    return render_template("help_cookbook.html", recipes=recipes)


@blueprint.get("/programs")
def programs() -> str:
    """The endpoint from Python, R and the shell; its limits; what errors look like."""
    example = example_question()
    return render_template(
        "help_programs.html",
        endpoint=endpoint_address(site(), request.environ),
        base=public_address(site(), request.environ),
        query=runnable(example).strip() if example else "",
        question=example,
        limits=_limits(),
    )


def example_question() -> NamedQuery | None:
    """The shortest question of the gallery that has rows to show and needs nothing filled in."""
    able = [
        one
        for one in site().questions.values()
        if "SELECT" in one.text and all(parameter.default for parameter in one.parameters)
    ]
    return min(able, key=lambda one: (len(_LINES.sub("", one.text)), one.name), default=None)


def runnable(question: NamedQuery) -> str:
    """The query of a question with its defaults, or with its parameters where there are none."""
    try:
        return question.fill({})
    except ParameterError:
        return question.text


def _concepts(scheme: str) -> list[Concept]:
    """The concepts of a scheme with their definitions, in the order of their notation."""
    iri = terms.BASE + scheme
    said = _definitions()
    rows = rendering.know_table(ask_page("concepts", scheme=iri)).rows
    return [_concept(row["concept"].value, row.get("definition"), said) for row in rows]


def _concept(iri: str, definition: Term | None, said: Mapping[str, str]) -> Concept:
    spoken = said.get(iri.removeprefix(terms.BASE), "")
    if spoken and interface() != "en":
        return Concept(iri, spoken, interface())
    return Concept(iri, definition.value, definition.language) if definition else Concept(iri)


def _definitions() -> dict[str, str]:
    """The definitions of the concepts that a reader has to know, in the reader's language.

    The data has them in English only; a test holds that these are the same.
    """
    return {
        "verification/confirmed": translated("A reference source says the same."),
        "verification/imprecise": translated(
            "A reference source says something near, but the wording of the statement is loose."
        ),
        "verification/contradicted": translated("A reference source says the opposite."),
        "verification/unverified": translated(
            "No reference source has been found that decides it."
        ),
        "modality/asserted": translated("The passage states it as a fact."),
        "modality/intention": translated("The passage tells of an aim or commitment of somebody."),
        "modality/example": translated("The passage gives it as an instance of something wider."),
        "modality/evaluation": translated("The passage judges weight or worth."),
        "modality/generalisation": translated(
            "The passage says what is so as a rule or what can be so."
        ),
        "modality/recommendation": translated("The passage says what ought to be done."),
        "modality/projection": translated("The passage says what is expected to come."),
        "polarity/affirmed": translated("The proposition is said to hold."),
        "polarity/negated": translated("The proposition is said not to hold."),
        "polarity/planned": translated(
            "The proposition is said to be planned and not yet to hold."
        ),
        "polarity/past": translated(
            "The proposition is said to have held once and to hold no more."
        ),
    }


def _limits() -> list[tuple[str, str]]:
    """What the endpoint allows, in words, from the settings of this server."""
    allowed = site().settings
    return [
        (translated("Longest time of a query"), f"{allowed.query_seconds:g} s"),
        (translated("Most memory of a query"), settings.in_words(allowed.query_memory_bytes)),
        (translated("Longest query"), settings.in_words(allowed.maximum_query_bytes)),
        (translated("Longest answer"), settings.in_words(allowed.answer_bytes)),
        (translated("Queries that may wait for their turn"), f"{allowed.queue_length:,}"),
    ]


def _boxes() -> list[Box]:
    return [
        Box(8, 10, 176, translated("document"), "lex:SourceDocument"),
        Box(8, 92, 176, translated("passage"), "lex:Passage"),
        Box(8, 174, 176, translated("attestation"), "lex:Attestation"),
        Box(8, 256, 176, translated("statement"), "lex:Statement"),
        Box(8, 338, 176, translated("verification"), "lex:Verification"),
        Box(8, 420, 176, translated("reference record"), "lex:ReferenceRecord"),
        Box(8, 502, 176, translated("reference source"), "lex:ReferenceSource"),
        Box(232, 190, 118, translated("subject"), "rdf:subject"),
        Box(232, 326, 118, translated("object"), "rdf:object"),
    ]


_ARROWS: Final = (
    Arrow("M88 92V58", 96, 80, "lex:ofDocument"),
    Arrow("M88 174V140", 96, 162, "lex:inPassage"),
    Arrow("M88 256V222", 96, 244, "lex:isAttestedBy"),
    Arrow("M88 338V304", 96, 326, "lex:verifies"),
    Arrow("M88 384V418", 96, 406, "lex:restsOn"),
    Arrow("M88 466V500", 96, 488, "prov:hadPrimarySource"),
    Arrow("M184 272H291V238", 204, 266, "rdf:subject"),
    Arrow("M184 288H291V324", 204, 306, "rdf:object"),
)
"""The properties of the model, in the coordinates of its picture (360 × 560)."""


def _graphs() -> list[tuple[str, str]]:
    """Named graph → what it holds."""
    return [
        ("document/…", translated("what one document says, as plain triples, right or wrong")),
        ("provenance/…", translated("its passages, statements and attestations")),
        ("reference/…", translated("the official tables, one graph for each")),
        ("sources", translated("the reference sources themselves")),
        ("verification", translated("the verdicts and what they rest on")),
        ("accepted", translated("the plain triples of statements that stand")),
        ("inferred", translated("what follows from the rules of the ontology")),
        ("entities", translated("the entities with their names")),
        ("schemes", translated("the concept schemes")),
        ("ontology", translated("classes and properties")),
    ]

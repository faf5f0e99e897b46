"""The cases of a check: what claims become beside the reference layer, for the rules to decide.

All claims that say the same in the same words are one case: what is asked of them is asked once,
however often an article repeats itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from cislex import dates, propositions, terms
from cislex.claims import Claim
from cislex.propositions import Proposition
from cislex.sentence import PARTICIPATIONS
from cislex.vocabulary import literal

GRAPH = terms.graph("provenance", "article")
"""The graph that holds what an article says."""

_DOCUMENT = NamedNode(terms.document("article"))

_UNREAL = frozenset(("recommendation", "projection", "intention"))
_PLANNABLE = frozenset(("isPartyTo", "isMemberStateOf"))

Key = tuple[object, ...]
"""What claims have in common that are one case."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be decided: propositions, with what the words of their passage add to them.

    `statement` is the IRI of what is claimed, or ''; `nodes` are the IRIs of its propositions on
    the bench.
    """

    claim: Claim
    statement: str
    said: tuple[Proposition, ...] = ()
    nuances: tuple[tuple[str, str], ...] = ()
    nodes: tuple[str, ...] = ()

    def quads(self) -> Iterator[Quad]:
        """The nodes with all that they say."""
        for node, one in zip(self.nodes, self.said, strict=True):
            yield from _quads(node, one, self.claim)
            yield from _nuanced(node, self.nuances)


def term(claim: Claim) -> tuple[int, int, str, str]:
    """The passage of a claim of a term, the right that it is of, and the state."""
    return claim.start, claim.end, claim.subject, claim.jurisdiction


def key(claim: Claim, words: str, alone: bool, renewed: bool) -> Key:
    """What makes a claim of some words one case with others.

    `alone` tells that these words claim nothing of anything else, `renewed` that they give the
    length of the renewals of a term besides.
    """
    return (
        *(claim.subject, claim.subject_type, claim.predicate, claim.object, claim.value),
        *(claim.jurisdiction, claim.modality, claim.polarity, words, alone, renewed),
        _is_standing(claim),
    )


def of(claim: Claim, words: str, alone: bool, renewed: bool, codes: dict[str, str]) -> Case:
    """The case of a claim of some words, as for `key`.

    `codes` maps the IRI of a state to its two letters.
    """
    plain = list(propositions.of(claim, codes))
    statement = _statement_iri(plain[0], claim) if plain else ""
    if claim.modality in _UNREAL:
        if claim.predicate not in _PLANNABLE or claim.polarity in ("negated", "past"):
            return Case(claim, statement)
        claim = replace(claim, polarity="planned")
    said = [_as_said(one, words) for one in plain]
    said += _in_force(said, words) if alone and claim.predicate == "isInJurisdiction" else []
    nuances = tuple(_nuances(claim, words, renewed))
    told = hashlib.sha256(repr((said, claim.polarity, nuances)).encode()).hexdigest()[:16]
    nodes = (f"{terms.PREFIXES['statement']}{told}-{number}" for number in range(len(said)))
    return Case(claim, statement, tuple(said), nuances, tuple(nodes))


def issued(as_of: str) -> Iterator[Quad]:
    """The day (ISO 8601) as of which an article is checked."""
    # A month or year that is all that is known of the day: everything in it may have happened.
    day = as_of + {4: "-12-31", 7: "-31"}.get(len(as_of), "")
    yield Quad(_DOCUMENT, _node("dct:issued"), Literal(day), NamedNode(GRAPH))


_EMPHASES = {
    "affirmed": re.compile(
        r"\b(?:still|remains?|ha(?:s|ve) remained|continues?|to (?:this day|the present|date)"
        r"|until today"
        r"|(?:is|are)(?: |, )(?:currently|today|now|these days|nowadays|at present))\b", re.I
    ),
    "negated": re.compile(r"\bnever\b", re.I),
    "past": re.compile(
        r"\b(?:no longer|left|leav(?:es|ing)|withdr[ae]w\w*|denounc\w+|quit|ceased?|any ?more"
        r"|used to|(?<!waited )(?<!took )(?<!not )until)\b", re.I
    ),
}  # fmt: skip
"""Polarity → how a passage insists that a participation lasts, never was, or ended."""
_AT_PRESENT = re.compile(
    r"\b(?:is|are)(?: (?:also|itself|both|all|one of the|among the|an?|the|full|contracting)){0,4}"
    r" (?:members?|part(?:y|ies))\b|(?::| –) (?:yes|(?:full )?member|party)\b",
    re.IGNORECASE,
)
"""How a passage says of the present that a state takes part, which is more than that it joined."""
_STANDINGS = ("participation.noun", "participation.compound", "standing.status", "profile.treaty")
"""Rules that read who is a member, where others read who became one."""
_TOTAL = (
    r"up to|maximum|max|at (?:the )?most|in (?:all|total|sum)|altogether|overall|total"
    r"|no (?:more|longer) than|not exceed\w*|longest"
)
_HEDGE = re.compile(rf"\b(?:{_TOTAL}|renew\w+|extend\w*|extension\w*|prolong\w*)\b", re.IGNORECASE)
"""How a passage says that a length of years is that of a term with its renewals."""
_WHOLE = re.compile(rf"\b(?:{_TOTAL})\b", re.IGNORECASE)
"""How it does where it tells the length of the renewals besides."""
_AFTER_LIFE = re.compile(
    r"\b(?:life|lifetime|lives|death|dies|died|posthum\w+|post mortem|p\.?m\.?a|surviv\w+|outliv\w+"
    r"|heirs?)\b",
    re.IGNORECASE,
)
"""How a passage says that it gives the term of authors, and not that of works without one."""
_INITIAL = re.compile(r"\b(?:initial\w*|first)\b", re.IGNORECASE)


def _nuances(claim: Claim, words: str, renewed: bool) -> Iterator[tuple[str, str]]:
    """The properties of an attestation that a passage's own words give, with their values."""
    emphasis = _EMPHASES.get(claim.polarity)
    if claim.polarity == "affirmed" and _is_standing(claim) and not _found(emphasis, words):
        emphasis = _AT_PRESENT
    lasts = claim.predicate in PARTICIPATIONS or (
        claim.predicate == "isUnderAuthorityOf" and claim.polarity == "affirmed"
    )
    if lasts and emphasis and (told := _found(emphasis, words)):
        yield "lex:emphasis", told
    if claim.subject == "right:copyright" and (told := _found(_AFTER_LIFE, words)):
        yield "lex:emphasis", told
    hedge = _WHOLE if renewed and claim.predicate == "termYears" else _HEDGE
    is_length = claim.predicate in propositions.TERMS and not _found(_INITIAL, words)
    if is_length and (told := _found(hedge, words)):
        yield "lex:hedge", told


def _is_standing(claim: Claim) -> bool:
    return claim.rule in _STANDINGS and not claim.value


_IN_FORCE = re.compile(
    r"\b(?:(?:in|into) (?:force|effect|operation)|t(?:ook|akes|aking) effect|effective|operative"
    r"|appli(?:ed|cable))(?: there| again| only| in full| in [A-Z]\w+)*"
    r"(?: (?:on|since|from|as (?:of|from)|in|with effect from))?(?: early| late| about)? $"
)
"""Before a date: from when on a law is in force, which is seldom the day of its adoption."""
_OF_LAW = ("lex:adoptionDate", "lex:officialNumber")
_BEGAN = terms.expand("lex:entryIntoForceDate")


def _as_said(one: Proposition, words: str) -> Proposition:
    """The date of a law as that of its entry into force, where the passage says so."""
    if one.predicate != terms.expand(_OF_LAW[0]):
        return one
    starts = [start for start, _, day in _days(words) if day == one.value.value]
    if not starts or not all(_IN_FORCE.search(words, 0, start) for start in starts):
        return one
    return replace(one, predicate=_BEGAN)


def _in_force(said: list[Proposition], words: str) -> Iterator[Proposition]:
    """The day on which a law entered into force, where its passage tells that beside its own."""
    days = [day for start, _, day in _days(words) if _IN_FORCE.search(words, 0, start)]
    if len(days) == 1 and {one.predicate for one in said} & {terms.expand(p) for p in _OF_LAW}:
        one = replace(said[0], predicate=_BEGAN, value=literal(days[0]), place="")
        if one.value not in [other.value for other in said]:
            yield one


@lru_cache(maxsize=64)
def _days(words: str) -> tuple[tuple[int, int, str], ...]:
    """The dates in a passage, of which a dense one makes many claims."""
    return tuple(dates.dates(words))


@lru_cache(maxsize=64)
def _found(pattern: re.Pattern[str], words: str) -> str:
    """What a pattern first finds in a passage, in small letters, or ''."""
    match = pattern.search(words)
    return match[0].lower() if match else ""


def _quads(node: str, said: Proposition, claim: Claim) -> Iterator[Quad]:
    graph = NamedNode(GRAPH)
    statement = NamedNode(node)
    attestation = NamedNode(node.replace("/statement/", "/attestation/"))
    passage = NamedNode(terms.passage("article", node.rsplit("/", 1)[-1].rpartition("-")[0]))
    subject = NamedNode(said.subject)
    yield Quad(statement, _node("rdf:type"), _node("lex:Statement"), graph)
    yield Quad(statement, _node("rdf:subject"), subject, graph)
    yield Quad(statement, _node("rdf:predicate"), NamedNode(said.predicate), graph)
    yield Quad(statement, _node("rdf:object"), said.value, graph)
    yield Quad(statement, _node("lex:polarity"), _node(f"polarity:{claim.polarity}"), graph)
    yield Quad(statement, _node("lex:isAttestedBy"), attestation, graph)
    yield Quad(attestation, _node("lex:inPassage"), passage, graph)
    yield Quad(passage, _node("lex:ofDocument"), _DOCUMENT, graph)
    if said.date:
        yield Quad(attestation, _node("lex:validFrom"), literal(said.date), graph)
    if said.place:
        yield Quad(attestation, _node("lex:inPlace"), NamedNode(said.place), graph)
        if claim.predicate in propositions.TERMS:
            right = NamedNode(propositions.iri(claim.subject))
            yield Quad(subject, _node("lex:termOf"), right, graph)
        yield Quad(subject, _node("lex:isInJurisdiction"), NamedNode(said.place), graph)


def _nuanced(node: str, nuances: Iterable[tuple[str, str]]) -> Iterator[Quad]:
    attestation = NamedNode(node.replace("/statement/", "/attestation/"))
    for name, words in nuances:
        yield Quad(attestation, _node(name), Literal(words), NamedNode(GRAPH))


def _statement_iri(said: Proposition, claim: Claim) -> str:
    return terms.statement(said.subject, said.predicate, str(said.value), claim.polarity)


@cache
def _node(curie: str) -> NamedNode:
    return NamedNode(terms.expand(curie))

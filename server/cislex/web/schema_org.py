"""What search engines read: a thing as schema.org JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from cislex import terms
from cislex.sparql import Term
from cislex.web import cards, rendering
from cislex.web.cards import Card

_TYPES: Final = {
    terms.expand(name): kind
    for name, kind in (
        ("lex:LegalInstrument", "Legislation"),
        ("lex:InternationalTreaty", "Legislation"),
        ("lex:State", "Country"),
        ("lex:Region", "AdministrativeArea"),
        ("lex:PublicBody", "GovernmentOrganization"),
        ("lex:IntergovernmentalOrganization", "Organization"),
        ("lex:Organization", "Organization"),
        ("lex:Person", "Person"),
        ("lex:SourceDocument", "CreativeWork"),
        ("skos:Concept", "DefinedTerm"),
    )
}
"""Class → type of schema.org; the first that fits is taken."""
_VALUES: Final = {
    "Legislation": {
        "dct:identifier": "legislationIdentifier",
        "lex:officialNumber": "legislationIdentifier",
        "lex:adoptionDate": "legislationDate",
        "lex:conclusionDate": "legislationDate",
        "lex:entryIntoForceDate": "legislationDateVersion",
        "lex:isInJurisdiction": "legislationJurisdiction",
    },
    "GovernmentOrganization": {
        "foaf:homepage": "url",
        "lex:isUnderAuthorityOf": "parentOrganization",
        "lex:validFrom": "foundingDate",
        "lex:validUntil": "dissolutionDate",
        "schema:legalName": "legalName",
    },
    "Country": {"dct:identifier": "identifier"},
    "Organization": {"foaf:homepage": "url"},
    "DefinedTerm": {"skos:inScheme": "inDefinedTermSet"},
    "CreativeWork": {
        "foaf:page": "url",
        "dct:publisher": "publisher",
        "dct:issued": "datePublished",
    },
}
"""Type → property → property of schema.org."""
_RATINGS: Final = {"contradicted": 1, "imprecise": 2, "confirmed": 3}
_CONTEXT: Final = "https://schema.org"


def thing(
    iri: str, name: str, types: Iterable[str], values: Mapping[str, Sequence[Term]]
) -> dict[str, Any] | None:
    """A thing with its names and identifiers; None where schema.org has no type for it."""
    types = set(types)
    kind = next((kind for class_, kind in _TYPES.items() if class_ in types), None)
    if kind is None:
        return None
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": kind,
        "@id": iri,
        "mainEntityOfPage": cards.permalink(iri),
        "name": name,
    }
    others = [
        {"@language": term.language, "@value": term.value} if term.language else term.value
        for property_ in ("skos:prefLabel", "skos:altLabel")
        for term in values.get(terms.expand(property_), ())
        if term.value != name
    ]
    notes = [
        term.value
        for property_ in ("skos:definition", "skos:scopeNote", "dct:description")
        for term in values.get(terms.expand(property_), ())
    ]
    same = [term.value for term in values.get(terms.expand("skos:exactMatch"), ())]
    for key, have in (("alternateName", others), ("description", notes), ("sameAs", same)):
        if have:
            found[key] = have[0] if len(have) == 1 else have
    for property_, key in _VALUES.get(kind, {}).items():
        for term in values.get(terms.expand(property_), ())[:1]:
            found.setdefault(key, _value(term, key))
    return found


def review(card: Card) -> dict[str, Any]:
    """A statement as a claim, and as a review of it where an official source was asked."""
    first = card.said[0].row
    work: dict[str, Any] = {"@type": "CreativeWork", "name": rendering.name(first["document"]).text}
    if "page" in first:
        work["url"] = first["page"].value
    claim: dict[str, Any] = {"@type": "Claim", "text": cards.claim(card.parts), "appearance": work}
    verdict = rendering.badge(card.parts.get("verdict")).word
    if verdict not in _RATINGS:
        return {"@context": _CONTEXT, "@id": card.iri, **claim}
    rating = {
        "@type": "Rating",
        "ratingValue": _RATINGS[verdict],
        "worstRating": min(_RATINGS.values()),
        "bestRating": max(_RATINGS.values()),
        "alternateName": verdict,
    }
    return {
        "@context": _CONTEXT,
        "@type": "ClaimReview",
        "@id": card.iri,
        "url": cards.permalink(card.iri),
        "claimReviewed": claim["text"],
        "itemReviewed": claim,
        "reviewRating": rating,
        "author": {"@type": "Organization", "name": "cislex"},
    }


def _value(term: Term, key: str) -> Any:
    if term.kind != "uri" or key == "url":
        return term.value
    return {"@id": term.value, "name": rendering.name(term).text}

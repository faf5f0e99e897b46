"""The flat claims of an article → the propositions that the graph makes of them.

One claim may be several propositions: a law of a state with number and date is three, a body with
the day of its founding or a step with its number two. A date of a participation or membership stays
beside its proposition, as does the state that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from cislex import terms
from cislex.claims import Claim
from cislex.vocabulary import literal

NEW = "new:"
"""The prefix of entities that are proposed."""

TERMS = frozenset(("termYears", "renewalYears"))
"""Relations about the term of a right, whose subject in the graph is a node of its own."""

BODIES = frozenset(("PublicBody", "IpOffice", "Court", "EnforcementBody"))
"""Classes of bodies, of which `isInJurisdiction` tells when they were founded."""

_DATED = frozenset(("isPartyTo", "isSignatoryTo", "isMemberStateOf"))
_PLACED = frozenset(("isInJurisdiction", "hasStep", "providesMeasure"))
"""Relations of things that are themselves of a state."""
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Proposition:
    """Subject, predicate and object, with the date and the state that the passage adds.

    `subject` and `predicate` are IRIs; `date` is ISO 8601 or ''; `place` is an IRI or ''.
    """

    subject: str
    predicate: str
    value: NamedNode | Literal
    date: str = ""
    place: str = ""


def of(claim: Claim, codes: dict[str, str]) -> Iterator[Proposition]:
    """The propositions of a claim; `codes` maps the IRI of a state to its two letters."""
    predicate = terms.PREFIXES["lex"] + claim.predicate
    state = iri(claim.jurisdiction) if claim.jurisdiction else ""
    if claim.predicate in TERMS:
        if state and claim.value.isdigit():
            integer = NamedNode(terms.expand("xsd:integer"))
            years = Literal(claim.value, datatype=integer)
            yield Proposition(term(claim.subject, state, codes), predicate, years, place=state)
        return
    if not claim.object:
        return
    value = iri(claim.object, codes.get(state, ""))
    place = value if claim.predicate == "isInJurisdiction" else state
    subject = iri(claim.subject, codes.get(place, ""))
    date = claim.value if claim.predicate in _DATED and _DATE.fullmatch(claim.value) else ""
    stands = "" if claim.predicate in _PLACED else state
    yield Proposition(subject, predicate, NamedNode(value), date, stands)
    if claim.predicate == "isInJurisdiction" and claim.value:
        number, day = numbered(claim.value)
        if claim.subject_type in BODIES:
            if day:
                yield Proposition(subject, terms.expand("lex:validFrom"), literal(day))
            return
        if number:
            yield Proposition(subject, terms.expand("lex:officialNumber"), Literal(number))
        if day:
            yield Proposition(subject, terms.expand("lex:adoptionDate"), literal(day))
    if claim.predicate == "hasStep" and claim.value.isdecimal():
        count = Literal(claim.value, datatype=NamedNode(terms.expand("xsd:integer")))
        yield Proposition(value, terms.expand("lex:stepNumber"), count)


def numbered(value: str) -> tuple[str, str]:
    """Number and date of a law, from `456-I 1999-07-26`; either may lack."""
    first, _, last = value.strip().rpartition(" ")
    if _DATE.fullmatch(last):
        return first.strip(), last
    return value.strip(), ""


def iri(name: str, code: str = "") -> str:
    """The IRI of a compact name, or the one that a proposed entity would get.

    `code` is the two letters of its state, with which the names of laws and bodies begin.
    """
    if not name.startswith(NEW):
        return terms.expand(name)
    local = slug(name.removeprefix(NEW))
    return terms.PREFIXES["id"] + (f"{code}-{local}" if code else local)


def term(right: str, state: str, codes: dict[str, str]) -> str:
    """The IRI of the node for the term of a right in a state."""
    code = codes.get(state, state.rsplit("/", 1)[-1])
    return f"{terms.PREFIXES['id']}{code}-{right.rsplit(':', 1)[-1]}-term"


def slug(label: str) -> str:
    """A label as the local part of an IRI: ASCII letters and digits parted by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")[:80] or "unnamed"

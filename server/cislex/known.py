"""What the reference layer knows by name: which known thing a proposed one is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Self

from pyoxigraph import Literal, NamedNode, Quad

from cislex import propositions, terms
from cislex.claims import Claim

_IDLE = frozenset(
    ("a", "about", "an", "and", "for", "in", "law", "of", "on", "republic", "state", "the", "to")
)
_ENDS = re.compile(r"(?<=[a-z]{3})s\b")


@dataclass(slots=True)
class _Index:
    """The things of a state (IRIs) by the words of their names, and by the digits of their numbers.

    An article may name new laws by the thousand: none is held against each known one.
    """

    names: dict[frozenset[str], list[str]] = field(default_factory=dict)
    numbers: dict[tuple[str, ...], list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """Names, states, numbers and dates of the laws and bodies of the reference layer.

    `codes` maps the IRI of a state to its two letters, `labels` an IRI to its English label.
    """

    codes: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    _names: dict[str, set[str]] = field(default_factory=dict)
    _states: dict[str, str] = field(default_factory=dict)
    _numbers: dict[str, set[str]] = field(default_factory=dict)
    _days: dict[str, set[str]] = field(default_factory=dict)
    _indexes: dict[str, _Index] = field(default_factory=dict)

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Self:
        """Gather the names from the quads of the reference layer and the entities."""
        known = cls()
        gathered = {
            "rdfs:label": known._names,
            "skos:altLabel": known._names,
            "dct:title": known._names,
            "schema:legalName": known._names,
            "lex:officialNumber": known._numbers,
            "lex:adoptionDate": known._days,
        }
        into = {terms.expand(name): values for name, values in gathered.items()}
        place, code, label = (
            terms.expand(name) for name in ("lex:isInJurisdiction", "dct:identifier", "rdfs:label")
        )
        for quad in quads:
            if not isinstance(quad.subject, NamedNode):
                continue
            subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object
            if isinstance(value, NamedNode) and predicate == place:
                known._states.setdefault(subject, value.value)
            elif isinstance(value, Literal) and value.language in (None, "en"):
                if predicate in into:
                    into[predicate].setdefault(subject, set()).add(value.value)
                if predicate == label:
                    known.labels.setdefault(subject, value.value)
                elif predicate == code and re.fullmatch(r"[A-Z]{2}", value.value):
                    known.codes[subject] = value.value.lower()
        return known

    def resolve(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims with known things in the place of proposed ones, where it is plain which.

        A proposed law is a known one of the same state where number or day fits, or where one
        law alone has its title; a proposed body where it has the name of one.
        """
        claims = list(claims)
        states = self._said_states(claims)
        told: dict[str, str] = {}
        for claim in claims:
            if claim.predicate == "isInJurisdiction":
                told.setdefault(claim.subject, claim.value)
        names = dict.fromkeys(name for claim in claims for name in (claim.subject, claim.object))
        meant = {
            name: found
            for name in names
            if name.startswith(propositions.NEW)
            and (found := self._same(name, states.get(name, ""), told.get(name, "")))
        }
        return [self._meant(claim, meant, states) for claim in claims]

    def _meant(self, claim: Claim, meant: dict[str, str], states: dict[str, str]) -> Claim:
        """A claim with what is meant in the place of what it names; itself where that is the same.

        An article may make the same claims a hundred thousand times: no copies of them are made.
        """
        subject = meant.get(claim.subject, claim.subject)
        thing = meant.get(claim.object, claim.object)
        state = claim.jurisdiction or self._state(claim, states)
        if (subject, thing, state) == (claim.subject, claim.object, claim.jurisdiction):
            return claim
        return replace(claim, subject=subject, object=thing, jurisdiction=state)

    def _said_states(self, claims: list[Claim]) -> dict[str, str]:
        """Proposed thing → the state (IRI) in which the article puts it."""
        states: dict[str, str] = {}
        for claim in claims:
            if claim.predicate == "isInJurisdiction" and not claim.object.startswith(
                propositions.NEW
            ):
                states.setdefault(claim.subject, terms.expand(claim.object))
        for claim in claims:
            state = self._state(claim, states)
            for name in (claim.subject, claim.object):
                if name.startswith(propositions.NEW) and state:
                    states.setdefault(name, terms.expand(state))
        return states

    def _state(self, claim: Claim, states: dict[str, str]) -> str:
        """The state (compact) that a claim about a law or body is set in, or ''."""
        if claim.jurisdiction:
            return claim.jurisdiction
        if claim.predicate in ("isPartyTo", "isSignatoryTo", "isMemberStateOf", "isInJurisdiction"):
            return ""
        for name in (claim.subject, claim.object):
            if name in states:
                return terms.compact(states[name])
            if name and not name.startswith(propositions.NEW):
                state = self._states.get(terms.expand(name), "")
                if state and claim.predicate != "isRegisteredWith":
                    return terms.compact(state)
        return ""

    def _same(self, name: str, state: str, value: str) -> str:
        """The known thing (compact) that a proposed name of a state stands for, or ''."""
        if not state:
            return ""
        index = self._index(state)
        words = _words(name.removeprefix(propositions.NEW), self.labels.get(state, ""))
        number, day = propositions.numbered(value)
        numbered = [
            thing
            for thing in (index.numbers.get(_digits(number), ()) if number else ())
            if not day or any(_agree(day, known) for known in self._days.get(thing, (day,)))
        ]
        named = index.names.get(words, []) if words else []
        dated = [
            thing
            for thing in named
            if day and any(_agree(day, k) for k in self._days.get(thing, ()))
        ]
        for found in (numbered, dated, named):
            if len(found) == 1:
                return terms.compact(found[0])
        return ""

    def _index(self, state: str) -> _Index:
        """The laws and bodies of a state (IRI), made when one of them is first looked for."""
        if state in self._indexes:
            return self._indexes[state]
        index, label = _Index(), self.labels.get(state, "")
        for thing, place in self._states.items():
            if place == state:
                for words in {_words(name, label) for name in self._names.get(thing, ())}:
                    index.names.setdefault(words, []).append(thing)
                for digits in {_digits(number) for number in self._numbers.get(thing, ())}:
                    index.numbers.setdefault(digits, []).append(thing)
        # Only a whole one is kept: others may check at the same time.
        self._indexes[state] = index
        return index


@lru_cache(maxsize=4096)
def _words(label: str, state: str) -> frozenset[str]:
    """The words that tell one name from another, in the singular, without that of the state."""
    plain = _ENDS.sub("", re.sub(r"\([^()]*\)", " ", label.lower()))
    own = set(re.findall(r"\w+", _ENDS.sub("", state.lower())))
    return frozenset(re.findall(r"\w+", plain)) - _IDLE - own


@lru_cache(maxsize=4096)
def _digits(number: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", number))


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)

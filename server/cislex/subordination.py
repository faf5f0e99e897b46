"""The claim that one body is, or was, under another one."""

from __future__ import annotations

import re
from dataclasses import replace

from cislex import eras, patterns
from cislex.lexicon import Entry, Kind
from cislex.mentions import Mention
from cislex.naming import body_of, name_of, place_of, relate
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Sentence


def under(
    sentence: Sentence, rule: Rule, body: Mention, parent: Mention, scope: Scope, words: str
) -> None:
    """A body is, or by the tense of some words was, under another one."""
    own = body_of(sentence, body)
    parent = _of_one_state(sentence, parent, own)
    one, other = name_of(sentence, body), name_of(sentence, parent)
    if own and own.state and parent.kind == Kind.ORGANIZATION and _BELONGS.search(words):
        return  # it is the state that belongs to an organisation
    if one and other and _HIGHEST.match(one[1]) and not _HIGHEST.match(other[1]):
        return  # a head of government stands under no ministry
    if (
        one
        and other
        and any(
            (s.predicate, s.subject, s.object) == ("isUnderAuthorityOf", other[0], one[0])
            for s in sentence.said
        )
    ):
        return  # who is above cannot be below
    if scope.polarity == "affirmed":
        place, masked = place_of(sentence, body), sentence.clause.masked
        if (
            _EARLIEST.search(masked[:place])
            or (
                _STOOD.search(words)
                and not _STANDS.search(words)
                and not (_HAD_BEEN.match(words) and _is_by_then(sentence, place))
            )
            or eras.is_past(masked, place, own, sentence.memory.lexicon.ended)
        ):
            scope = Scope("past")
    relate(sentence, rule, body, "isUnderAuthorityOf", parent, scope)


def _is_by_then(sentence: Sentence, place: int) -> bool:
    """Whether a day by which something had been done stands before a place."""
    found = _BY_THEN.search(sentence.clause.masked[:place])
    if found is None:
        return False
    return sentence.clause.words(found.start(), place).lower().startswith("by ")


_HIGHEST = patterns.of(
    r"(?:the )?(?:Prime Minister|President|Government|Parliament|Cabinet of Ministers"
    r"|Council of Ministers)(?: of\b|$)"
)


def _of_one_state(sentence: Sentence, parent: Mention, own: Entry | None) -> Mention:
    """The mention of a body above another one, which is of the same state unless it names one."""
    if own is None or not own.state or parent.kind != Kind.BODY or parent.state:
        return parent
    named = body_of(sentence, parent)
    place = place_of(sentence, parent)
    if place >= len(sentence.clause.masked) or (named and own.state == named.state):
        return parent
    if named and all(entry.state != own.state for entry in parent.entries):
        return parent
    told = replace(parent, state=own.state)
    sentence.clause.mentions[sentence.clause.index(place)] = told
    return told


_BELONGS = patterns.of(r"\b(?:belong\w*|part of)")
_STOOD = patterns.of(
    r"\b(?:stood|having (?:been|\w+ed)|had (?:been|\w+ed|started|begun)|sat"
    r"|(?<!has )(?<!have )(?:answered|reported|belonged)(?: \w+ly| only)? to|(?:was|were)"
    r" (?:\w+ly |then |once |long |at first |first ){0,24}(?:under|subordinate|subordinated|part"
    r"|an? |the |accountable|answerable|responsible)|used to|worked under|operated under"
    r"|existed (?:under|within|at|in)"
    r"|functioned (?:under|within)|came under|fell under"
    r"|(?:began|begin|started|start|commenced|spent|lived|passed|led)(?: out| off)?"
    r"(?: (?:its|their)(?: \w+){0,2})? (?:life|days|existence|career|years|history))\b"
)
"""A body that stood under another one stands there no longer."""
_STANDS = patterns.of(
    r"\b(?:has|have)(?: (?:\w+ly|long|since|always|also|now)){0,2}"
    r" (?:stood|sat|belonged|answered|reported)\b"
)
"""A body that has stood under another one still does."""

_BY_THEN = patterns.of(rf"(?:by )?{Kind.DATE},? (?:the )?$", re.IGNORECASE)
_HAD_BEEN = patterns.of(r" *had (?:already |meanwhile |again )?been ")
"""`By 2017 it had been placed under …`: what was done by then still holds."""
_EARLIEST = patterns.of(
    r"\b(?:earliest|original|former|earlier|previous|predecessor)\b[^.;]{0,30}$", re.IGNORECASE
)

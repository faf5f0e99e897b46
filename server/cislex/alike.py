"""A term that is told of one state or right and then of others: `the same term applies in Ukraine`.

The terms that were told last are kept in mind until another sentence says something else.
"""

from __future__ import annotations

import re

from cislex import patterns
from cislex.durations import add_term
from cislex.lexicon import Entry, Kind
from cislex.naming import rights_in
from cislex.rules import Rule
from cislex.scopes import AFFIRMED
from cislex.sentence import Sentence, flat

_STATES = Kind.STATE + Kind.CAPITAL


def alike(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """The terms that were told last hold in other states, too, or for another right."""
    start, end = _segment(sentence.clause.masked, match)
    own = Kind.YEARS in sentence.clause.masked[: match.start()]
    told = (_told(sentence) if own else ()) or sentence.memory.lasting
    words = sentence.clause.masked[start : match.start("t")]
    words += sentence.clause.masked[match.end("t") : end]
    if not told or _OTHERWISE.search(words) or Kind.YEARS in words:
        return
    entries = sentence.memory.lexicon.entries
    last = told[-1][2]
    terms = {right: years for right, years, state in told if state == last}
    states = _states(sentence, start, end)
    named = [right.entries[0].id for right in rights_in(sentence, start, end)]
    if not states and not (named and match.groupdict().get("term")):
        return
    if named and not terms.keys() & set(named):
        terms = dict.fromkeys(named, told[-1][1]) if len(set(terms.values())) == 1 else {}
    elif named:
        terms = {right: years for right, years in terms.items() if right in named}
    for state in states or [entries[last]]:
        for right, years in terms.items():
            add_term(sentence, rule, entries[right], "termYears", years, state, AFFIRMED)


def keep(sentence: Sentence) -> None:
    """Keep in mind the terms that a sentence tells; what else it says puts them out of mind."""
    if not sentence.said:
        return
    if told := _told(sentence):
        sentence.memory.lasting = told
    elif any(said.predicate not in ("renewalYears", "isInJurisdiction") for said in sentence.said):
        sentence.memory.lasting = ()


def _told(sentence: Sentence) -> tuple[tuple[str, str, str], ...]:
    """The right, the years and the state of every term that a sentence affirms."""
    return tuple(
        (said.subject, said.value, said.jurisdiction)
        for said in sentence.said
        if said.predicate == "termYears" and said.polarity == "affirmed"
    )


def _states(sentence: Sentence, start: int, end: int) -> list[Entry]:
    """The states of which a stretch speaks, without those with which it compares them."""
    masked = sentence.clause.masked
    found = [
        one.entries[0]
        for place, mention in sentence.clause.within(start, end, _STATES)
        if not _AS_IN.search(masked[:place])
        for one in flat([mention])
        if one.entries
    ] or [
        mention.entries[0]
        for place, mention in sentence.clause.within(start, end, Kind.ADJECTIVE)
        if mention.entries and _LAWS.match(masked, place + 1)
    ]
    return list({entry.id: entry for entry in found}.values())


def _segment(masked: str, match: re.Match[str]) -> tuple[int, int]:
    """The part of a clause around a match, from the length in years before it on."""
    start, end = masked.rfind(Kind.YEARS, 0, match.start()) + 1, len(masked)
    for parting in _PARTING.finditer(masked):
        if parting.end() <= match.start():
            start = max(start, parting.end())
        elif parting.start() >= match.end():
            end = parting.start()
            break
    return start, end


_PARTING = patterns.of(r"; |\. |,? (?:while|whereas|but|although|though|except) ")
_OTHERWISE = patterns.of(
    r"\b(?:not|never|nor|neither|hardly|barely|scarcely|no longer|no|would|could|should|if|whether"
    r"|renew\w*|exten[ds]\w*|prolong\w*|had|was|were|once|formerly|previously|until|licen[cs]\w*"
    r"|fees?|oppos\w*|appeals?|months?|days)\b|n't\b",
    re.IGNORECASE,
)
"""Words of clauses that say something else of a length of time."""
_LAWS = patterns.of(
    r" (?:law|legislation|statute|code|lawmakers?|legislators?|copyright|heirs|authors?|terms?"
    r"|periods?|rules?|owners?|holders?|one)\b"
)
"""`under Russian law`, `Russian heirs`: the state is told by its adjective."""
_AS_IN = patterns.of(
    r"\b(?:as|like|than|with|unlike)(?: (?:in|that of|those of))?(?: the)? $", re.I
)

"""Lists of who joined when: `from Armenia (2000) through Georgia (2003) to Russia (2004)`.

It comes after all other frames. What they said without a date, it dates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cislex import patterns, scopes
from cislex.coordinations import coordination
from cislex.joining import join
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.rules import Rule
from cislex.sentence import PARTICIPATIONS, Sentence, flat
from cislex.topic import spoken_of

_D, _S = Kind.DATE, f"[{Kind.STATE}{Kind.CAPITAL}]"
_THINGS = Kind.TREATY + Kind.ORGANIZATION
_STATE_DATE = patterns.of(rf"(?P<s>{_S}),? (?P<d>{_D})(?! (?:of|and {_D}))")
_DATE_STATE = patterns.of(rf"(?P<d>{_D}) (?:for|in the case of|in) (?P<s>{_S})")
_DATE_BRACKET = patterns.of(rf"(?P<d>{_D}) \((?:for )?(?P<s>{_S})\)")
_FOR_STATE = patterns.of(
    rf"\b(?:[Ff]or|[Ii]n the case of|[Aa]s (?:for|regards)|[Ii]n) (?P<s>{_S}),?"
    r"(?P<that> (?:the [a-z ]{0,24}(?:date|day|year) (?:is|was|came|being)|(?:this|that|\u001b"
    r"|the same) (?:happened|came|was|took place|occurred|followed)(?: only| later| about)?))?"
    rf" (?P<d>{_D})"
)
_DATE_THING = patterns.of(
    rf"(?P<d>{_D}) (?:for|in the case of|saw|brought|marks|marked)(?: the)? (?P<s>[{_THINGS}])"
)
_ONE = patterns.of(rf": {_S} {_D}[.;]?$")
_LAST = 8
"""More characters than such an end has."""
_DAYS = patterns.of(rf"{_D}(?:, {_D}){{0,24}},? and {_D}")
_BLOCKED = patterns.of(
    r"\b(?:edition|seminars?|conference|draft|revis\w+|amend\w*|adopt\w*|fil(?:ed|ing|ings)|if"
    r"|would"
    r"|could|plan\w*|intend\w*|hop\w+|expect\w*|left|withdr\w+|not|never|neither|nor|no|observer"
    r"|former|denounced|ceased|talks|visit\w*|mission|courts?|version|laws?|codes?|statutes?"
    r"|amounts?|fees?|offices?|opened|launch\w*|held|rose|fell|grew|applications?|designations?"
    r"|signed|signature|translat\w*|classes|cases?|judg\w+|rul(?:ed|ing)|per cent|articles?)\b"
    rf"|[{Kind.FOREIGN}{Kind.LAW}{Kind.YEARS}]"
)
_CASE = patterns.of(r"\b[Ii]n the case of\b")
_JOINING = patterns.of(
    r"\b(?:join|acced|access|ratif|member|enter|entr|accept|follow|bound|embrac|reach|in force"
    r"|into force|took effect|came|adher|part(?:y|ies)\b|dates?\b)",
    re.IGNORECASE,
)


def listing(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """Who joined when, of states or treaties that a sentence lists each with its date."""
    masked = sentence.clause.masked
    if _D in masked[: match.start("t")] or not _is_told(masked):
        return
    if _BLOCKED.search(_CASE.sub("", masked).lower()):
        return
    for pairs in (_FOR_STATE, _DATE_STATE, _DATE_BRACKET, _STATE_DATE):
        found = list(pairs.finditer(masked))
        told = any(pair.groupdict().get("that") for pair in found)
        if len(found) < 2 and not told and not _is_one(masked):
            continue
        if found and (things := _things(sentence, found)):
            _head(sentence, rule, found[0].start(), things)
            for pair in found:
                state = sentence.clause.at(pair.start("s"))
                day = sentence.clause.at(pair.start("d")).value
                _tell(sentence, rule, [state], things, day)
            return
    if _of_own(sentence, rule):
        return
    _parallel(sentence, rule)


def _is_told(masked: str) -> bool:
    """Whether a clause has several dates, or one that can stand for a list."""
    if masked.count(_D) > 1 or "date" in masked or _is_one(masked):
        return True
    return any(pair["that"] for pair in _FOR_STATE.finditer(masked))


def _is_one(masked: str) -> bool:
    """Whether a clause ends with one state and its date."""
    return _ONE.search(masked, max(0, len(masked) - _LAST)) is not None


def _head(sentence: Sentence, rule: Rule, end: int, things: list[Mention]) -> None:
    """`Georgia sent a letter in 1994, Armenia in 1995 and …`: the first of a list has a verb."""
    start = max(sentence.clause.masked.rfind(sign, 0, end) + 1 for sign in ";:")
    days = sentence.clause.within(start, end, _D)
    states = sentence.clause.within(start, end, Kind.STATE + Kind.CAPITAL)
    if len(days) == len(states) == 1 and states[0][0] < days[0][0]:
        _tell(sentence, rule, [states[0][1]], things, days[0][1].value)


def _things(sentence: Sentence, found: Sequence[re.Match[str]]) -> list[Mention]:
    """What a list is of: a treaty that the sentence names, or the one spoken of before."""
    masked, end = sentence.clause.masked, found[0].start()
    if found[0].groupdict().get("that") and (told := _just_told(sentence)):
        return told
    days = [sentence.clause.at(p.start("d")) for p in found if "d" in p.groupdict()]
    named = {m.entries[0].id for m in _named(sentence) if m.entries}
    here = spoken_of(sentence.clause, end)
    if not here and _JOINING.search(masked):
        here = spoken_of(sentence.clause, len(masked))
    if here and len(named) <= len(list(flat(here))):
        return list(here)
    since = days and all(day.proposed in ("since", "from", "as of") for day in days)
    if len(named) == 1 and since:
        return _named(sentence)[:1]
    if not named and _JOINING.search(masked):
        return list(sentence.memory.topic.things)
    return []


def _just_told(sentence: Sentence) -> list[Mention]:
    """All that the sentence has said a state takes part in, before it names another's day."""
    entries = sentence.memory.lexicon.entries
    said = [s for s in sentence.said if s.predicate in PARTICIPATIONS and s.polarity == "affirmed"]
    ids = dict.fromkeys(s.object for s in said if s.subject == said[0].subject)
    return [Mention(entries[i].kind, entries[i].label, (entries[i],)) for i in ids if i in entries]


def _named(sentence: Sentence) -> list[Mention]:
    found = sentence.clause.within(0, len(sentence.clause.masked), _THINGS)
    return list(flat(m for _, m in found))


def _of_own(sentence: Sentence, rule: Rule) -> bool:
    """`1999 for the Berne Convention and 2003 for the Rome Convention`: of one state."""
    masked = sentence.clause.masked
    found = list(_DATE_THING.finditer(masked))
    if len(found) < 2 and not (found and re.search(r"\bdates?\b", masked)):
        return False
    states = [m for _, m in sentence.clause.within(0, len(masked), Kind.STATE + Kind.CAPITAL)]
    own = states[0] if len(states) == 1 else None if states else sentence.memory.own_state()
    if own is None:
        return False
    for pair in found:
        thing = sentence.clause.at(pair.start("s"))
        _tell(sentence, rule, [own], [thing], sentence.clause.at(pair.start("d")).value)
    return True


def _parallel(sentence: Sentence, rule: Rule) -> None:
    """As many states, or treaties, as dates in a row, told apart from them: in their order."""
    masked = sentence.clause.masked
    row = next(iter(_DAYS.finditer(masked)), None)
    if row is None or masked.count(_D) != row[0].count(_D):
        return
    days = [day.value for _, day in sentence.clause.within(*row.span(), kinds=_D)]
    before = Clause(masked[: row.start()], sentence.clause.mentions)
    states = coordination(before, Kind.STATE)
    if len(states) == len(days) and (things := _things(sentence, [row])):
        for state, day in zip(states, days, strict=True):
            _tell(sentence, rule, [state], things, day)


def _tell(
    sentence: Sentence, rule: Rule, states: Sequence[Mention], things: Sequence[Mention], day: str
) -> None:
    """A state joined on a day; a day that was told of several alike gives way to it."""
    ids = {m.entries[0].id for m in flat(states) if m.entries}
    aims = {m.entries[0].id for m in flat(things) if m.entries}
    known = False
    for number, one in enumerate(sentence.said):
        if one.predicate in PARTICIPATIONS and one.subject in ids and one.object in aims:
            known = True
            others = [
                s for s in sentence.said if (s.object, s.value) == (one.object, one.value)
                and s.subject not in ids
            ]  # fmt: skip
            if one.polarity == "affirmed" and (not one.value or others):
                sentence.said[number] = replace(one, value=day)
    if not known:
        join(sentence, rule, list(states), [(t, "") for t in things], scopes.AFFIRMED, day)

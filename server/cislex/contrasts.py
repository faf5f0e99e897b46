"""What is said of some by saying it of others: `only Armenia`, `unlike Georgia`, `all but one`.

It comes after the frames: what they have said of a state is turned for those that the sentence
sets it against.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cislex import patterns
from cislex.coordinations import coordination
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.screening import Screened, Several
from cislex.sentence import Said, Sentence, flat

_S = f"[{Kind.STATE}{Kind.CAPITAL}]"
_THINGS = Kind.TREATY + Kind.ORGANIZATION
_STATES = rf"{_S}(?:(?:,? and |,? or |, |,? nor ){_S}){{0,24}}"
_ALONE = Screened(
    rf"(?<!not )(?<!Not )\b[Oo]nly (?:does |do |has |have |is |are |(?:one|two) of"
    rf" (?:them|these|the [a-z]+),? )?(?P<only>{_STATES})(?! signed)"
    rf"|(?P<alone>{_STATES}),? alone\b(?! not| signed)"
    rf"|\b[Aa]lone (?:among|of|in|amongst) (?:the |all )?{_S}[^;.{_THINGS}]{{0,20}}?"
    rf"(?P<among>{_S})"
    r"|\b(?:the|its|their) (?:only|sole|single|one) (?P<one>(?:one|state|country|republic|nation"
    r"|jurisdiction|exception|absentee|outsider|non-(?:party|member)))\b"
    rf"|(?P<member>\b(?:the|its|their) (?:only|sole|single) (?:party|member|{_S} (?:party|member)"
    rf"|of {_S}))"
)
"""Words that say of some what is not so of the others spoken of."""
_EXCEPT = Screened(
    r"\b(?:[Ee]xcept(?:ing)?(?: for)?|[Ww]ith the (?:sole |single |only )?exceptions? of"
    r"|[Aa]part from|[Oo]ther than|[Ss]ave(?: for)?|[Ee]xcluding|[Ll]eaving aside|all but|with "
    rf"(?=[^;.]{{1,30}} (?:as|being) the (?:sole|only) exception)) (?P<except>{_STATES})"
)
_UNLIKE = Screened(
    r"\b(?:[Uu]nlike|[Ii]n contrast (?:to|with)|[Bb]y contrast (?:to|with)|[Aa]s opposed to"
    r"|[Cc]ontrary to|[Aa]s distinct from)(?: both| neighbouring| nearby| (?:its|their)"
    rf"(?: (?:\w+ern|big|bigger|larger|smaller|immediate|close|two|Caucasian|Asian|northern))?"
    rf" (?:neighbours?|partners?|peers?)(?: both)?,?)? (?P<other>[{Kind.STATE}{_THINGS}]"
    rf"(?:(?:, [{Kind.STATE}{_THINGS}]){{0,24}},? (?:and|or) [{Kind.STATE}{_THINGS}])?)"
)
_NOT_FOR = Screened(
    r"(?:,|;| –)?(?: but| though| yet| although| while| whereas| and|,)(?: (?:it|this|that|\u001b)"
    r"(?: is| does| has))? (?:not|neither)(?: yet| so far| however)?,?"
    rf"(?: [^;.{_S[1:-1]}{_THINGS}]{{3,30}},)?"
    rf"(?: (?:for|in|on|by|to|upon))? (?P<not>{_S}(?:(?:,? and|,? or|,|,? nor)"
    rf"(?: (?:for|in|on|by|to))? {_S}){{0,24}})(?=[,.;)]|$| –| and (?:has|is|so)\b)"
)
_BUT_DOES = Screened(
    rf"(?:,|;| –)(?: but| though| yet| although| while| whereas)? (?P<does>{_STATES})"
    r" (?:has|have|did|does|do|is|are)(?: indeed| already)?(?=[,.;)]|$)"
)
"""`Georgia has not joined it, but Russia has`: what was denied of the one is so of the other."""
_WITHIN = patterns.of(r"\b(?:but|and|while|whereas|though),? $")
"""`…, but, unlike Georgia, not …`: it is said of what follows."""
_IS_IN = patterns.of(r"\b(?:is|are|belongs?|applies|remains?|sits)\b")
"""`Unlike Belarus, Armenia is bound by it, having acceded in 1993`: the day is told beside."""
_HAS_DONE = patterns.of(
    r"\b(?:has|have) (?:(?:also|already|since|now|long|even|meanwhile|formally) ){0,3}"
    r"(?:acceded|adhered|joined|ratified|accepted|signed up|become|embraced|taken up)\b"
)
"""`Unlike Georgia, Armenia has adhered to it, on 17 June 2013`: so it stands for both today."""
_NOT_THING = Screened(
    r"(?:,| –| \()?(?: and| but| though| yet)? not (?:(?:yet|also|to|of|by|through|under|in|with"
    rf"|via|old|older|the) ){{0,24}}(?P<thing>[{_THINGS}])(?=[,.;)]|$| –)"
)
_ONE_THING = Screened(
    rf"\b[Oo]nly (?:(?:to|of|by|in) )?(?P<first>[{_THINGS}])"
    rf"|(?P<last>[{_THINGS}]),? (?:alone|only)\b"
)
_TURNING = Several(_NOT_FOR, _BUT_DOES, _NOT_THING, _ONE_THING, _UNLIKE, _ALONE, _EXCEPT)
_TURNED = {"affirmed": "negated", "negated": "affirmed"}
_MOST = 6
"""Larger groups are seldom meant when they are not named."""
_JOINING = ("isPartyTo", "isMemberStateOf")


def contrast(sentence: Sentence) -> None:
    """Say of others what follows from what is said of some alone, or unlike them."""
    clause, told = sentence.clause, _told(sentence)
    if not told or not clause.admits_one(_TURNING):
        return
    if clause.admits(_NOT_FOR):
        for match in _NOT_FOR.pattern.finditer(clause.masked):
            _deny(sentence, match)
    if told[-1].polarity == "negated" and (does := clause.search(_BUT_DOES)):
        for state in _within(sentence, *does.span("does"), Kind.STATE + Kind.CAPITAL):
            _add(sentence, replace(told[-1], modality="asserted"), state, "affirmed")
    _of_things(sentence, told)
    if clause.admits(_UNLIKE):
        for match in _UNLIKE.pattern.finditer(clause.masked):
            _unlike(sentence, match)
    for shape in (_ALONE, _EXCEPT):
        if found := clause.search(shape):
            _others(sentence, found)


def _of_things(sentence: Sentence, told: list[Said]) -> None:
    """What is denied of a treaty, and of those beside one that is joined alone."""
    clause = sentence.clause
    if (thing := clause.search(_NOT_THING)) and told[-1].polarity == "affirmed":
        for known in [s for s in told if s.object == told[-1].object]:
            _turn_objects(sentence, known, [clause.at(thing.start("thing"))])
    if alone := clause.search(_ONE_THING):
        _other_things(sentence, alone)


def _told(sentence: Sentence) -> list[Said]:
    return [
        one for one in sentence.said if one.predicate in _JOINING and one.polarity in _TURNED
    ]  # fmt: skip


def _ids(mentions: Iterable[Mention]) -> set[str]:
    return {m.entries[0].id for m in flat(mentions) if m.entries}


def _within(sentence: Sentence, start: int, end: int, kinds: str) -> list[Mention]:
    return [m for _, m in sentence.clause.within(start, end, kinds)]


def _add(sentence: Sentence, known: Said, state: Mention, polarity: str) -> None:
    """Say of a state what is said of another, by another polarity, unless it has been said."""
    for one in flat([state]):
        if one.kind not in (Kind.STATE, Kind.CAPITAL) or not one.entries:
            continue
        entry = one.entries[0]
        if any(
            s.subject == entry.id and s.object == known.object and s.predicate in _JOINING
            for s in sentence.said
        ):
            continue
        sentence.said.append(
            replace(known, subject=entry.id, subject_label=entry.label, polarity=polarity, value="")
        )


def _others(sentence: Sentence, match: re.Match[str]) -> None:
    """`Only Armenia belongs to it`: of the others of its group the opposite is so."""
    masked = sentence.clause.masked
    start, end = _segment(masked, match)
    names = [name for name in match.groupdict() if match[name]]
    spans = [match.span(name) for name in names if name in ("only", "alone", "among", "except")]
    chosen: set[str] = set()
    for span in spans:
        chosen |= _ids(_within(sentence, *span, Kind.STATE + Kind.CAPITAL))
    here = _ids(_within(sentence, start, end, _THINGS))
    told = [s for s in _told(sentence) if not here or s.object in here]
    if not spans:
        subjects = {s.subject for s in told}
        chosen = subjects if len(subjects) == 1 else set()
    told = [s for s in told if s.subject in chosen]
    group = _group(sentence, chosen, "except" in names)
    if "except" in names and any(s.polarity == "affirmed" for s in told):
        return
    for known in told:
        for state in group:
            if not _ids([state]) & chosen:
                _add(sentence, known, state, _TURNED[known.polarity])


def _group(sentence: Sentence, chosen: set[str], named: bool) -> Sequence[Mention]:
    """The states among which some are alone: those that the sentence or the article names."""
    groups = [
        m.group for m in sentence.clause.mentions if m.kind == Kind.STATE and len(m.group) > 1
    ]
    memory = sentence.memory
    named_here = coordination(sentence.clause, Kind.STATE)
    near = (memory.headed, memory.prominent, named_here, memory.together.last)
    if spoken := memory.together.spoken(sentence.clause, near[:2]):
        groups.append(spoken)
    if groups:
        fitting = [g for g in groups if chosen <= _ids(g) or named]
        return fitting[0] if fitting else ()
    if named or not chosen:
        return ()
    return next((g for g in near if 1 < len(g) <= _MOST and chosen < _ids(g)), ())


def _segment(masked: str, match: re.Match[str]) -> tuple[int, int]:
    """The sentence, as far as a semicolon, around a match."""
    start = max(masked.rfind(sign, 0, match.start()) + 1 for sign in (";", ". "))
    ends = [at for sign in (";", ". ") if (at := masked.find(sign, match.end())) >= 0]
    return start, min(ends, default=len(masked))


def _unlike(sentence: Sentence, match: re.Match[str]) -> None:
    """`Unlike Georgia, Armenia is in it`: Georgia is not."""
    masked = sentence.clause.masked
    start, end = _segment(masked, match)
    others = _within(sentence, *match.span("other"), Kind.STATE + _THINGS)
    here = _ids(_within(sentence, start, end, _THINGS))
    told = [s for s in _told(sentence) if not here or s.object in here]
    aside_from = masked.find(", having ", match.end(), end)
    until = aside_from if aside_from > 0 and _IS_IN.search(masked, match.end(), aside_from) else end
    days = [m for m in _within(sentence, start, until, Kind.DATE) if m.proposed != "since"]
    aside = _WITHIN.search(masked[start : match.start()])
    chosen = told[-1 if aside else 0] if told else None
    still = _HAS_DONE.search(masked, match.end(), until)
    if chosen is None or (days and not still and chosen.polarity == "affirmed"):
        return
    told = [s for s in told if s.polarity == chosen.polarity]
    things = [m for m in others if m.kind != Kind.STATE]
    for known in told:
        if not things and known.subject not in _ids(others):
            for state in others:
                _add(sentence, known, state, _TURNED[known.polarity])
        if things and known.object not in _ids(things):
            _turn_objects(sentence, known, things)


def _turn_objects(sentence: Sentence, known: Said, things: Sequence[Mention]) -> None:
    """Say of other treaties the opposite of what is said of one, for the same state."""
    for thing in flat(things):
        if not thing.entries:
            continue
        entry = thing.entries[0]
        if any(s.object == entry.id and s.subject == known.subject for s in sentence.said):
            continue
        of_treaty = entry.kind == Kind.TREATY
        sentence.said.append(
            replace(
                known, object=entry.id, object_label=entry.label, value="",
                predicate="isPartyTo" if of_treaty else "isMemberStateOf",
                polarity=_TURNED[known.polarity],
            )
        )  # fmt: skip


def _other_things(sentence: Sentence, match: re.Match[str]) -> None:
    """`Russia is in both, Georgia in the Protocol alone`: Georgia is not in the other."""
    place = match.start("first" if match["first"] else "last")
    chosen = _ids([sentence.clause.at(place)])
    before = Clause(sentence.clause.masked[:place], sentence.clause.mentions)
    groups = [m.group for _, m in before.within(0, place, Kind.TREATY) if len(m.group) > 1]
    group = next((g for g in (*groups, coordination(before, Kind.TREATY)) if chosen < _ids(g)), ())
    others = [m for m in group if not _ids([m]) & chosen]
    for known in _told(sentence):
        if known.object in chosen and known.polarity == "affirmed":
            _turn_objects(sentence, known, others)


def _deny(sentence: Sentence, match: re.Match[str]) -> None:
    """`…, but not for Georgia`: what was said last is denied of another."""
    told = [s for s in _told(sentence) if s.polarity == "affirmed"]
    before = _ids(_within(sentence, 0, match.start(), _THINGS))
    told = [s for s in told if not before or s.object in before]
    last = {s.object for s in told if s.subject == told[-1].subject} if told else set()
    for known in told:
        if known.object in last:
            for state in _within(sentence, *match.span("not"), Kind.STATE + Kind.CAPITAL):
                _add(sentence, known, state, "negated")

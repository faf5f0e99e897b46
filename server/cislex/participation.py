"""Frames of taking part: a state joins a treaty or is a member of an organisation."""

from __future__ import annotations

import re
from functools import cache

from cislex import patterns, rules, scopes, series
from cislex.arguments import (
    NEITHER,
    is_adjective,
    objects_in,
    scope_of,
    state_at,
    subjects_of,
)
from cislex.context import PERSONS
from cislex.dating import date_of, tail
from cislex.joining import GRANTED, join, of_unions
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.nominal import noun_scope
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import JOINED, STATES, Sentence, flat
from cislex.sequels import gapped, more_objects, pair_gapped, paused, with_it


def participation(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A state joins a treaty or an organisation: subject first."""
    if not match["s"] and match.start("t") in sentence.triggers:
        return
    scope = _told(sentence, rule, match)
    subjects = subjects_of(sentence, rule, match)
    if subjects is None or _OR_NOT.match(match[0]):
        return
    if scopes.AIM.match(match["t"]) and _OF_ITS_OWN.search(match["v"]):
        return
    sentence.triggers.add(match.start("t"))
    sentence.subjects, sentence.supposed = subjects, scope is None
    if scope is None and not scopes.AIM.match(match["t"]):
        sentence.supposing.update(range(*match.span("t")))
    objects = objects_in(sentence, *match.span("o"), match)
    if "member" in match["t"]:
        objects = of_unions(sentence, objects)
    if match["o"] == Kind.PRONOUN and "ratif" in match["t"]:
        objects = _treaties_only(sentence, objects)
    objects = series.told_apart(sentence, match.end(), objects)
    scope = _turned(sentence, rule, match, scope) if objects else None
    if scope is None:
        return
    ended = scope.polarity == "past" and _end_after(sentence, match)
    if ended or rule.options.get("apart"):
        objects = [(target, "") for target, _ in objects]
    if not _one_by_one(sentence, rule, match, subjects, objects, scope):
        join(sentence, rule, subjects, objects, scope, _date(sentence, rule, match, scope))
    _further(sentence, rule, match, objects, scope)


def _treaties_only(
    sentence: Sentence, objects: list[tuple[Mention, str]]
) -> list[tuple[Mention, str]]:
    """`signed the Treaty, which WIPO administers, without ratifying it`: that treaty."""
    if all(target.kind != Kind.ORGANIZATION for target, _ in objects):
        return objects
    named = sentence.clause.within(0, len(sentence.clause.masked), Kind.TREATY)
    return [(named[0][1], objects[0][1])] if len(named) == 1 else []


def _told(sentence: Sentence, rule: Rule, match: re.Match[str]) -> Scope | None:
    """The scope of a match; `With its accession in 1998, Georgia …` tells what has come about."""
    scope = scope_of(sentence, match)
    if scope is None and rule.options.get("fact") and Kind.DATE in match[0]:
        to_come = _TO_COME.match(sentence.clause.masked, match.end("s"))
        return Scope("planned", "projection") if to_come else scopes.AFFIRMED
    return scope


_TO_COME = patterns.of(
    r",? (?:will|would|shall|should|must|may|might|could|can|hopes?|plans?|intends?|expects?"
    r"|wants?|aims?|is to|needs?)\b"
)
"""`On its accession to the WTO in 2027, Uzbekistan will …`: it has not acceded."""


def _further(
    sentence: Sentence, rule: Rule, match: re.Match[str], objects: list[tuple[Mention, str]],
    scope: Scope,
) -> None:  # fmt: skip
    """What the words behind add: more states, more treaties, those of which it is not so."""
    subjects = sentence.subjects
    if scope.polarity in ("affirmed", "planned"):
        with_it(sentence, rule, match, subjects, scope, objects[-1][1])
        paused(sentence, rule, match, subjects, scope)
        gapped(sentence, rule, match, objects, scope)
        pair_gapped(sentence, rule, match, objects, scope)
    if scope.polarity == "affirmed":
        with_it(sentence, rule, match, subjects, scope)
    place = tail(sentence, match.end())
    if scope.polarity == "affirmed" and (less := _but_not().match(sentence.clause.masked, place)):
        denied = objects_in(sentence, *less.span("o"), None)
        join(sentence, rule, subjects, denied, Scope("negated"), "")


def _turned(
    sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope | None
) -> Scope | None:
    """The scope with what `neither`, `except` and the verb beside a noun make of it."""
    opening = sentence.clause.masked[:1] == Kind.DATE and sentence.clause.at(0).proposed
    apart = ";" in sentence.clause.masked[: match.start("t")]
    if scope == scopes.AFFIRMED and opening in ("until", "till") and not apart:
        scope = Scope("past")
    if scope is None or (scope.polarity == "negated" and opening in ("until", "till", "before")):
        return None
    if NEITHER.search(sentence.clause.words(match.start("t"), match.end("o"))):
        scope = Scope("negated")
    excepted = match["s"] and _ALL_BUT.search(sentence.clause.masked, 0, match.start("s"))
    if excepted or rule.options.get("reversed"):
        if scope.polarity not in ("affirmed", "negated"):
            return None
        if scope == scopes.AFFIRMED and _NO_OTHER.search(sentence.clause.masked, 0, match.start()):
            return scope
        scope = Scope("negated") if scope.polarity == "affirmed" else scopes.AFFIRMED
    return noun_scope(sentence, match, scope) if rule.options.get("noun") else scope


_BEGAN = patterns.of(
    r", which (?:began|started|commenced)(?: (?:to (?:operate|function|work|exist)|operating"
    r"|operations?|functioning|working|its? work|life))?,? \u0018"
)
"""`a founding member of the Union, which began to operate on 1 January 2015`: so did the state."""
_ALL_BUT = patterns.of(
    r"\b(?:all|every(?:body|one)?|(?:the )?(?:states|countries|republics|members|others|neighbours"
    r"|jurisdictions))(?: of them)? (?:but|except(?: for)?|save(?: for)?) $",
    re.IGNORECASE,
)
"""`All but Georgia are parties`: Georgia is none."""


_NO_OTHER = patterns.of(
    r"\b(?:[Nn]o(?: (?!doubt|wonder|later|longer)\S+){1,3}|[Nn]obody|[Nn]one)"
    r"(?: (?:of|in|among) [^;,.]{1,40})? $"
)
"""`No state except Georgia is a party`: Georgia is one."""


def _date(sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope) -> str:
    """The date of a match; of what is past, where it has none, the day on which it ended."""
    if scope.polarity == "past" and (over := _OVER.match(sentence.clause.masked, match.end())):
        return sentence.clause.at(over.end() - 1).value
    date = "" if rule.options.get("undated") else date_of(sentence, match)
    if scope.polarity == "past" and (to := _end_after(sentence, match)):
        return sentence.clause.at(to.end() - 1).value
    if (
        not date
        and "found" in match["t"]
        and (began := _BEGAN.match(sentence.clause.masked, match.end()))
    ):
        return sentence.clause.at(began.end() - 1).value
    if date or scope.polarity != "past":
        return date
    end = _END.match(sentence.clause.masked, match.end())
    return sentence.clause.within(*end.span(), kinds=Kind.DATE)[0][1].value if end else ""


def _end_after(sentence: Sentence, match: re.Match[str]) -> re.Match[str] | None:
    """The end of a time that is told after its beginning: `from 1996 until 2012`."""
    masked, place = sentence.clause.masked, match.end()
    if masked[place - 1] == Kind.DATE and (to := _TO.match(masked, place)):
        return to
    return _TO.match(masked, tail(sentence, place))


def _one_by_one(
    sentence: Sentence, rule: Rule, match: re.Match[str], subjects: list[Mention],
    objects: list[tuple[Mention, str]], scope: Scope,
) -> bool:  # fmt: skip
    """`joined A and B in 1999 and 2003`, `A (1999) and B (2003) joined`: each its own date."""
    own = series.of_each(sentence, *match.span("s"))
    states = list(flat(subjects))
    place = max(p for p, _ in sentence.clause.within(*match.span("o"), kinds=JOINED)) + 1
    told = [(thing, day) for target, day in objects for thing in flat([target])]
    things = [thing for thing, _ in told]
    if len(own) != len(states):
        own = []
        if days := series.paired(sentence, place, len(things)):
            each = [(thing, day or before) for (thing, before), day in zip(told, days, strict=True)]
            join(sentence, rule, subjects, each, scope, "")
            return True
    days = own or series.paired(sentence, place, len(states))
    for subject, day in zip(states, days, strict=bool(days)):
        join(sentence, rule, [subject], [(thing, day) for thing in things], scope, "")
    return bool(days)


def in_force(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A treaty is in force for states: the treaty first, each state with its own date."""
    scope = scope_of(sentence, match)
    objects = _in_force_objects(sentence, match)
    if scope and rule.options.get("reached") and scope.polarity == "past":
        scope = scopes.AFFIRMED
    before = sentence.clause.masked[: match.start("o")]
    if not objects or scope is None or re.search(r"\b(?:for|in) which (?:the )?$", before):
        return
    if match["t"].startswith("appl") and _is_request(sentence, match, objects[0][0]):
        return
    if NEITHER.search(sentence.clause.words(*match.span("o"))):
        scope = Scope("negated")
    if rule.options.get("since") and not _SINCE.match(
        f" {sentence.clause.spell(*match.span('d')).strip()}"
    ):
        return
    things = list(flat(target for target, _ in objects))
    span = match.span("s") if match["s"] else (0, 0)
    zone = [
        (p, m)
        for p, m in sentence.clause.within(*span, kinds=STATES)
        if not is_adjective(sentence, p)
    ]
    place = zone[0][0] + 1 if len(zone) == 1 else max(match.end("t"), match.end("s"))
    if days := series.paired(sentence, place, len(things)):
        objects = list(zip(things, days, strict=True))
    if zone or not rule.options.get("silent"):
        states = _for_each(sentence, rule, match, objects, scope, zone)
        sentence.subjects = states
        gapped(sentence, rule, match, objects, scope)
        more_objects(sentence, rule, match, states, scope)
        with_it(sentence, rule, match, states, scope)
    elif (own := _unnamed(sentence, match)) and not _by_the_way(sentence, match, own, things):
        join(sentence, rule, [own], objects, scope, date_of(sentence, match))
        more_objects(sentence, rule, match, [own], scope)
        with_it(sentence, rule, match, [own], scope)


def _in_force_objects(sentence: Sentence, match: re.Match[str]) -> list[tuple[Mention, str]]:
    """The treaties of which a match tells that they are in force."""
    if _OF_ITS_NEXT.search(match["v"] or ""):
        return []
    if _AND_BY_IT.match(match["v"] or "") and match["s"][:1] == Kind.PRONOUN:
        return []
    objects = objects_in(sentence, *match.span("o"), match)
    again = objects and any(target.entries == objects[-1][0].entries for target, _ in objects[:-1])
    if objects and (again or re.search(rf" {Kind.PRONOUN}$", match["o"])):
        objects = [(objects[-1][0], "")]  # `signed it on …, and it entered into force …`
    within = _WITHIN.search(sentence.clause.masked[: match.start("o")])
    if within or "ratif" in match["t"]:  # which organisations are not
        objects = [pair for pair in objects if pair[0].kind != Kind.ORGANIZATION] or objects
    if one := _OF_ONE.search(match["v"] or ""):
        objects = objects[:1] if one["first"] else objects[-1:]
    return objects


def _is_request(sentence: Sentence, match: re.Match[str], target: Mention) -> bool:
    """Whether a state applied for membership: no organisation applies to one, no treaty once."""
    if target.kind == Kind.ORGANIZATION:
        return True
    days = sentence.clause.within(match.end("t"), match.end(), kinds=Kind.DATE)
    once = any(day.proposed in ("in", "on") for _, day in days)
    return match["o"] == Kind.PRONOUN and match["t"] == "applied" and once


def _by_the_way(
    sentence: Sentence, match: re.Match[str], state: Mention, things: list[Mention]
) -> bool:
    """`Armenia joined in 2013, although the treaty entered into force in 2005`: not for it."""
    told = {(s.subject, s.object) for s in sentence.said if s.predicate != "isSignatoryTo"}
    meant = {(e.id, m.entries[0].id) for e in state.entries for m in things if m.entries}
    return bool(meant & told and GRANTED.search(sentence.clause.masked[: match.start()]))


def _unnamed(sentence: Sentence, match: re.Match[str]) -> Mention | None:
    """The state for which a treaty is in force that names none."""
    masked = sentence.clause.masked
    if label := _LABEL.match(masked):
        return sentence.clause.at(label.end() - 1)
    named = re.search(r"\b(?:for|in) [\u000e-\u0011],? $", masked[: match.start()], re.IGNORECASE)
    if named or sentence.clause.within(match.end(), min(match.end() + 12, len(masked)), STATES):
        return None
    earlier = sentence.memory.latest(PERSONS)
    subjects = list(flat(sentence.subjects))
    if len(subjects) == 1 and subjects[0].kind == Kind.STATE and " which " not in match[0]:
        return subjects[0]
    own = (
        sentence.memory.own_state()
        or sentence.memory.spoken_state()
        or (earlier if earlier and earlier.kind == Kind.STATE else None)
    )
    acting = {entry.id for one in subjects for entry in one.entries}
    others = own and len(subjects) > 1 and not {entry.id for entry in own.entries} & acting
    return None if others else own


def _for_each(
    sentence: Sentence, rule: Rule, match: re.Match[str], objects: list[tuple[Mention, str]],
    scope: Scope, zone: list[tuple[int, Mention]],
) -> list[Mention]:  # fmt: skip
    """The states of a stretch, of each of which it has been said when they take part."""
    found = [(place, state_at(sentence, place, mention)) for place, mention in zone]
    states = [(place, state) for place, state in found if state is not None]
    last = zone[-1][0] + 1 if zone else 0
    if told := series.paired(sentence, last, len(states)):
        for (_, state), day in zip(states, told, strict=True):
            join(sentence, rule, [state], [(thing, day) for thing, _ in objects], scope, "")
        return [state for _, state in states]
    pending: list[Mention] = []
    masked = sentence.clause.masked
    if led := series.led_by_dates(masked, match.end("t")):
        for place, on in led.items():
            one, date = sentence.clause.at(place), sentence.clause.at(on).value
            join(sentence, rule, [one], [(thing, "") for thing, _ in objects], scope, date)
        return [sentence.clause.at(place) for place in led]
    for number, (place, state) in enumerate(states):
        if ahead := _AHEAD.search(masked[:place]):
            if pending:
                join(sentence, rule, pending, objects, scope, "")
            day = sentence.clause.at(ahead.start("d")).value
            join(sentence, rule, [state], objects, scope, day)
            pending = []
            continue
        further = number + 1 < len(states)
        end = states[number + 1][0] if further else tail(sentence, match.end("s"))
        next_led = further and _AHEAD.search(masked[: states[number + 1][0]])
        end = next_led.start() if next_led else end
        days = sentence.clause.within(place, end, Kind.DATE)
        pending.append(state)
        if days:
            join(sentence, rule, pending, objects, scope, days[0][1].value)
            pending = []
    if pending:
        join(sentence, rule, pending, objects, scope, date_of(sentence, match))
    return [state for _, state in states]


_OF_ONE = patterns.of(r",? the (?:(?P<first>first)|last|latter)\b")
"""`…, the last of which has applied there`: it alone."""
_LABEL = patterns.of(r"\W*[\u000e\u0010](?=(?::| [–-]) )")
"""`Ukraine: the treaty took effect …`: whose line it is."""
_OR_NOT = patterns.of(r",? or (?:ha\w+ )?(?:never|not)\b")
"""`have left or never joined`: one or the other, which tells neither."""
_WITHIN = patterns.of(r"\b(?:(?:within|inside|under)(?: the)? |with)$")
"""`agreements made within the Commonwealth, …`: that is no matter of who is in it."""
_AND_BY_IT = patterns.of(r",?(?: and| but)(?: (?:has|have|is|was|been|later|then|\w+ly)){0,4}$")
"""`signed the treaty and has been bound by it`: the subject of the second verb is the state."""
_OF_ITS_NEXT = patterns.of(r"\b(?:and|but|while) (?:its|their) ")
"""`…, and its instrument followed`: what follows is not the treaty."""
_OF_ITS_OWN = patterns.of(r", (?:and|but) (?:its|their)$")
_AHEAD = patterns.of(r"\band,? (?:since (?:its|their) [a-z]+ )?(?P<d>\u0018),(?: (?:for|in|by))? $")
"""`and, since 2018, Kazakhstan`: the date of a state stands before it."""
_TO = patterns.of(
    r"(?:(?: too| as well)?,? (?:but|though|yet|if)(?= \u0018(?:[.;,]|$)))?"
    r"(?: (?:to|until|till|and)| ?–)? ?\u0018"
)
"""The end of a time of which the beginning is told first."""
_SINCE = patterns.of(r" (?:since|from|as (?:of|from))", re.IGNORECASE)
_OVER = patterns.of(
    r", (?:which|that) [^,;.]{3,60}, (?:ended|ceased|lapsed|expired|was terminated"
    r"|came to an end),? \u0018"
)
"""`membership, which had begun in 1996, came to an end in 2012`: the later day."""
_END = patterns.of(
    r"[^.\u0018\u000e\u0012\u0013]{0,40}?\b(?:it|\u001b|withdr[ae]w\w*|denounc\w+|denunciation|exit|departure|participation"
    r"|membership"
    r"|took effect|became effective|effective|ended|came to an end|ceased|lapsed|terminated|left"
    r"|out"
    r"|to be one|with effect)\b[^.;\u0018\u000e\u0012\u0013]{0,40}?\u0018",
    re.IGNORECASE,
)
"""`is no longer part of the CIS: its withdrawal took effect in 2009`: when it ended."""


@cache
def _but_not() -> re.Pattern[str]:
    return rules.compiled(
        "(?:(?:,| –)?(?: but| though| yet| and) (?:not|never) (?:yet |so far |\\(yet\\) )?"
        "(?:to |of |by |in |through |via |under )?|(?:,| –) (?:not|never) (?:to|of|by|in) )"
        "(?P<o>{objects})"
    )

"""Frames of taking part: a state joins a treaty or is a member of an organisation."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from cislex import rules, scopes, series
from cislex.arguments import (
    NEITHER,
    date_of,
    is_adjective,
    objects_in,
    scope_of,
    state_at,
    subjects_of,
    tail,
)
from cislex.context import PERSONS
from cislex.lexicon import Entry, Kind
from cislex.mentions import Mention
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import JOINED, PARTICIPATIONS, STATES, Said, Sentence, flat


def participation(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A state joins a treaty or an organisation: subject first."""
    if not match["s"] and match.start("t") in sentence.triggers:
        return
    scope = scope_of(sentence, match)
    subjects = subjects_of(sentence, rule, match)
    if subjects is None:
        return
    sentence.triggers.add(match.start("t"))
    sentence.subjects, sentence.supposed = subjects, scope is None
    objects = objects_in(sentence, *match.span("o"), match)
    if not objects or scope is None:
        return
    if NEITHER.search(sentence.clause.words(match.start("t"), match.end("o"))):
        scope = Scope("negated")
    if rule.options.get("reversed"):
        if scope.polarity not in ("affirmed", "negated"):
            return
        scope = Scope("negated") if scope.polarity == "affirmed" else scopes.AFFIRMED
    if rule.options.get("noun"):
        scope = noun_scope(sentence, match, scope)
    date = "" if rule.options.get("undated") else date_of(sentence, match)
    if (
        scope.polarity == "past"
        and not date
        and (end := _END.match(sentence.clause.masked, match.end()))
    ):
        date = sentence.clause.within(*end.span(), kinds=Kind.DATE)[0][1].value
    if not _one_by_one(sentence, rule, match, subjects, objects, scope):
        join(sentence, rule, subjects, objects, scope, date)
    if scope.polarity in ("affirmed", "planned"):
        gapped(sentence, rule, match, objects, scope)


def _one_by_one(
    sentence: Sentence, rule: Rule, match: re.Match[str], subjects: list[Mention],
    objects: list[tuple[Mention, str]], scope: Scope,
) -> bool:  # fmt: skip
    """`joined A and B in 1999 and 2003`, `A (1999) and B (2003) joined`: each its own date."""
    own = series.of_each(sentence, *match.span("s"))
    states = list(flat(subjects))
    place = max(p for p, _ in sentence.clause.within(*match.span("o"), kinds=JOINED)) + 1
    things = list(flat(target for target, _ in objects))
    if len(own) != len(states):
        own = []
        if days := series.paired(sentence, place, len(things)):
            join(sentence, rule, subjects, list(zip(things, days, strict=True)), scope, "")
            return True
    days = own or series.paired(sentence, place, len(states))
    for subject, day in zip(states, days, strict=bool(days)):
        join(sentence, rule, [subject], [(thing, day) for thing in things], scope, "")
    return bool(days)


def noun_scope(sentence: Sentence, match: re.Match[str], scope: Scope) -> Scope:
    """The scope of "its accession to …", which the verb before or after it decides."""
    masked = sentence.clause.masked
    before, after = masked[: match.start()], masked[match.end() :]
    if scope.polarity == "affirmed":
        ending = _ENDED.match(after)
        if ending or re.match(r"(?:withdrawal|exit|departure)", match["t"], re.IGNORECASE):
            return Scope("past")
        lead = re.split(r"[;:.]|, (?:and|but) ", before)[-1]
        judged = scopes.judge("", lead, match["t"], "")
        if (
            judged
            and judged.polarity in ("planned", "negated")
            and (match["s"].lower() in ("its", "their") or _TOWARDS.search(lead))
        ):
            return judged
        if _PENDING.match(after) or _TOWARDS.search(lead):
            return Scope("planned", "intention")
    return scope


def join(
    sentence: Sentence, rule: Rule, subjects: list[Mention], objects: list[tuple[Mention, str]],
    scope: Scope, date: str,
) -> None:  # fmt: skip
    """Every subject takes part in every object; an own date wins over the common one."""
    for subject in flat(subjects):
        if subject.kind == Kind.FOREIGN or not subject.entries:
            continue
        for target, own in objects:
            for part in flat([target]):
                one_participation(sentence, rule, subject.entries[0], part, scope, own or date)
    sentence.memory.last_objects = tuple(o for o, _ in objects)


def one_participation(
    sentence: Sentence, rule: Rule, state: Entry, target: Mention, scope: Scope, date: str
) -> None:
    if not target.entries:
        return
    entry = target.entries[0]
    predicate = rule.predicate
    if entry.kind == Kind.ORGANIZATION:
        predicate = "isMemberStateOf"
    elif predicate == "isMemberStateOf":
        predicate = "isPartyTo"
    for number, known in enumerate(sentence.said):
        if (known.predicate, known.subject, known.object, known.polarity) == (
            *(predicate, state.id, entry.id),
            scope.polarity,
        ):
            if date and not known.value and scope.polarity != "negated":
                sentence.said[number] = replace(known, value=date)
            return
    sentence.said.append(
        Said(
            state.id, predicate, entry.id, "" if scope.polarity == "negated" else date,
            scope.polarity, scope.modality, subject_label=state.label, subject_type="State",
            object_label=entry.label, rule=rule.id,
        )
    )  # fmt: skip


def gapped(
    sentence: Sentence,
    rule: Rule,
    match: re.Match[str],
    objects: list[tuple[Mention, str]],
    scope: Scope,
) -> None:
    """`…, Uzbekistan on 16 July 2024`: more subjects for the same objects."""
    place = tail(sentence, match.end())
    while more := _gap().match(sentence.clause.masked, place):
        states = [m for _, m in sentence.clause.within(*more.span("s"), kinds=STATES)]
        days = sentence.clause.within(*more.span("d"), kinds=Kind.DATE)
        plain = [(target, "") for target, _ in objects]
        join(sentence, rule, states, plain, scope, days[0][1].value)
        place = more.end()


def in_force(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A treaty is in force for states: the treaty first, each state with its own date."""
    scope = scope_of(sentence, match)
    objects = objects_in(sentence, *match.span("o"), match)
    before = sentence.clause.masked[: match.start("o")]
    if not objects or scope is None or re.search(r"\b(?:for|in) which (?:the )?$", before):
        return
    start, end = match.span("s")
    zone = [
        (p, m)
        for p, m in sentence.clause.within(start, end, STATES)
        if not is_adjective(sentence, p)
    ]
    general = date_of(sentence, match)
    things = [thing for thing in flat(target for target, _ in objects)]
    if days := series.paired(sentence, max(match.end("t"), match.end("s")), len(things)):
        objects = list(zip(things, days, strict=True))
    if not zone and rule.options.get("silent"):
        own = sentence.memory.own_state()
        earlier = sentence.memory.latest(PERSONS)
        own = own or (earlier if earlier and earlier.kind == Kind.STATE else None)
        if re.search(
            r"\b(?:for|in) [\ue000-\ue003],? $",
            sentence.clause.masked[: match.start()],
            re.IGNORECASE,
        ):
            return
        if own and not sentence.clause.within(
            match.end(), min(match.end() + 12, len(sentence.clause.masked)), STATES
        ):
            join(sentence, rule, [own], objects, scope, general)
            more_objects(sentence, rule, match, [own], scope)
        return
    found: list[Mention] = []
    pending: list[Mention] = []
    plain = list(objects)
    states = [m for p, m in zone if state_at(sentence, p, m) is m]
    if days := series.paired(sentence, zone[-1][0] + 1 if zone else 0, len(states)):
        for state, day in zip(states, days, strict=True):
            join(sentence, rule, [state], [(thing, day) for thing in things], scope, "")
    for number, (place, mention) in enumerate(zone):
        last = zone[number + 1][0] if number + 1 < len(zone) else tail(sentence, end)
        days = sentence.clause.within(place, last, Kind.DATE)
        resolved = state_at(sentence, place, mention)
        if resolved is None:
            continue
        pending.append(resolved)
        found.append(resolved)
        if days:
            join(sentence, rule, pending, plain, scope, days[0][1].value)
            pending = []
    if pending:
        join(sentence, rule, pending, plain, scope, general)
    sentence.subjects = found
    gapped(sentence, rule, match, objects, scope)
    more_objects(sentence, rule, match, found, scope)


def more_objects(
    sentence: Sentence, rule: Rule, match: re.Match[str], states: list[Mention], scope: Scope
) -> None:
    """`…, and the Rome Convention since 2004`: more treaties for the same states."""
    place = match.end()
    while more := _gap_objects().match(sentence.clause.masked, place):
        objects = objects_in(sentence, *more.span("o"), None)
        days = sentence.clause.within(*more.span("d"), kinds=Kind.DATE)
        join(sentence, rule, states, objects, scope, days[0][1].value)
        place = more.end()


def objectless(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """`Kyrgyzstan followed in 2002`: the treaty is the one spoken of before."""
    scope = scope_of(sentence, match)
    subjects = subjects_of(sentence, rule, match)
    if rule.options.get("same") and not match["s"]:
        subjects = subjects or sentence.subjects or None
    if subjects is None or scope is None:
        return
    wanted = rule.options.get("object")
    if wanted == "fitting":
        wanted = "O" if "member" in match["t"].lower() else "T"
    targets = list(sentence.memory.last_objects)
    if rule.options.get("same") and not any(s.predicate in PARTICIPATIONS for s in sentence.said):
        return
    if wanted != "last":
        kinds = [Kind.ORGANIZATION] if wanted == "O" else [Kind.TREATY]
        before = [m for _, m in sentence.clause.within(0, match.start("t"))]
        if head := _KEYED.match(sentence.clause.masked):
            before = [m for _, m in sentence.clause.within(0, head.end())]
            kinds = [Kind.TREATY, Kind.ORGANIZATION]
        elif wanted == "T" and not any(m.kind == Kind.TREATY for m in before):
            kinds += [Kind.ORGANIZATION] * any(m.kind == Kind.ORGANIZATION for m in before)
        target = sentence.memory.latest(kinds, before)
        if target is None and sentence.memory.section_treaty:
            target = sentence.memory.section_treaty
        targets = [target] if target else []
    if not targets:
        return
    sentence.subjects = subjects
    place = match.start("s")
    pending: list[Mention] = []
    zone = sentence.clause.within(place, match.end("s"), STATES)
    if len(subjects) > 1 and len(zone) == len(subjects):
        pending = subjects
    join(
        sentence,
        rule,
        pending or subjects,
        [(t, "") for t in targets],
        scope,
        date_of(sentence, match),
    )
    gapped(sentence, rule, match, [(t, "") for t in targets], scope)


_ENDED = re.compile(
    r"(?:,? )?(?:\ue00a )?(?:ended|ceased|lapsed|expired|was terminated|came to an end)"
    r"(?=[,.;]|$| \ue00a| with)"
)


_PENDING = re.compile(
    r"(?:,[^,;.]*,)?(?: has(?: still)? not| (?:is|was) (?:still )?(?:pending|outstanding"
    r"|awaited))\b"
    r"|,? (?:still )?(?:expected|planned|scheduled|due|foreseen|still under|pending)\b"
    r"| (?:is|are|remains?|was)(?: still| now)? (?:under|being|pending|expected|planned"
    r"|on the|a distant|in preparation|under way|underway|stalled|a goal|a priority|not"
    r"|unlikely|likely)| (?:talks|negotiations|bid|process)",
    re.IGNORECASE,
)


_TOWARDS = re.compile(
    r"\b(?:prospects?|possibility|towards?|ahead of|pending|path to|road to|bid"
    r"|talks on|working (?:party|group) on|applied for|negotiations? (?:on|for|about)|awaiting"
    r"|preparing for|question of"
    r"|bill (?:on|for)|draft law on|proposals? (?:on|for)|plans? for"
    r"|benefits of|case for|steps to|working on|work on)\b[^,;]{0,30}$",
    re.IGNORECASE,
)


def unratified(sentence: Sentence, rule: Rule, _: re.Match[str]) -> None:
    """`signed …, but ratification did not follow`: who only signed is no party."""
    parties = {(s.subject, s.object) for s in sentence.said if s.predicate == "isPartyTo"}
    for one in [s for s in sentence.said if s.predicate == "isSignatoryTo"]:
        if one.polarity == "affirmed" and (one.subject, one.object) not in parties:
            denied = replace(one, predicate="isPartyTo", value="", polarity="negated", rule=rule.id)
            sentence.said.append(denied)


def late_date(sentence: Sentence) -> None:
    """The only date of a sentence, told later than who takes part: `…, on an accession of 1995`."""
    masked = sentence.clause.masked
    if masked.count(Kind.DATE) != 1 or Kind.LAW in masked:
        return
    told = [s for s in sentence.said if s.predicate in PARTICIPATIONS]
    place = masked.index(Kind.DATE)
    if (
        not told
        or any(s.value or s.polarity != "affirmed" for s in told)
        or len({s.object for s in told} | {s.subject for s in told}) > 1 + max(
            len({s.object for s in told}), len({s.subject for s in told}))
        or not _DATING.search(masked[:place])
    ):  # fmt: skip
        return
    value = sentence.clause.at(place).value
    for number, known in enumerate(sentence.said):
        if known.predicate in PARTICIPATIONS:
            sentence.said[number] = replace(known, value=value)


_DATING = re.compile(
    r"\b(?:in force|into force|effect|effective|accession|ratification|instruments?|came to life|dated"
    r"|bound|binds|applie[sd]|joined|acceded|declaration|notification|binding|operative|dates|reached"
    r"|counted?|party|member|membership|adherence|admitted|succession)\b[^.;:\ue000\ue004\ue005]{0,30}$"
)


_KEYED = re.compile(r"[\ue004\ue005](?: \([^()]*\))?(?::| –)(?= [\ue000\ue00d])")
"""`Berne Convention – Uzbekistan became a member …`: what a line is about."""


_END = re.compile(
    r"[^.\ue00a\ue000\ue004\ue005]{0,40}?\b(?:it|\ue00d|withdrawal|exit|departure|participation|membership"
    r"|took effect|became effective|effective|ended|came to an end|ceased|lapsed|terminated|left|out"
    r"|to be one|with effect)\b[^.;\ue00a\ue000\ue004\ue005]{0,40}?\ue00a",
    re.IGNORECASE,
)
"""`is no longer part of the CIS: its withdrawal took effect in 2009`: when it ended."""


@cache
def _gap() -> re.Pattern[str]:
    return rules.compiled(
        "(?:,|;)?(?: and| while| whereas| with| but)*(?: that of| those of| on| upon| for"
        "| by)? (?P<s>[<S><C>](?:(?:, | and "
        "|, and )[<S><C>])*)(?:,? (?:having|been|effected|completed|being|one|two|three|a|week"
        "|weeks|month|months|year|years|earlier|made|coming|did|came|in turn|followed(?: suit)?"
        "|did so|did the same|doing so"
        "|following|joined|acceded|too|only|later|also))*(?P<d>{dated})"
    )


@cache
def _gap_objects() -> re.Pattern[str]:
    return rules.compiled(
        "(?:,|;)?(?: and| while| but)*(?: in)? (?P<o>(?:the )?[<T><O>](?:(?:, | and "
        "|, and )<T>)*)(?: only| also| likewise)*(?P<d>{dated})"
    )

"""What frames of taking part say in the end: claims of states, each once, with their dates."""

from __future__ import annotations

import re
from dataclasses import replace

from cislex.lexicon import Entry, Kind
from cislex.mentions import Mention
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import PARTICIPATIONS, Said, Sentence, flat


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
    same = [
        s.polarity
        for s in sentence.said
        if (s.predicate, s.subject, s.object) == (predicate, state.id, entry.id)
    ]
    if scope.polarity == "planned" and "affirmed" in same:
        return  # it has acceded, and the treaty will enter into force
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


def left_since(sentence: Sentence) -> None:
    """`inherited the Agreement, left it`: who is out again is not said to be in."""
    gone = {(s.subject, s.object) for s in sentence.said if s.polarity == "past"}
    late = {
        (s.subject, s.object)
        for s in sentence.said
        if s.polarity == "affirmed" and s.value and s.predicate != "isSignatoryTo"
    }
    sentence.said[:] = [
        s
        for s in sentence.said
        if s.predicate not in PARTICIPATIONS
        or s.polarity != "affirmed"
        or s.value
        or (s.subject, s.object) not in gone
    ]
    sentence.said[:] = [
        s for s in sentence.said
        if s.predicate not in PARTICIPATIONS or s.predicate == "isSignatoryTo"
        or s.polarity != "negated" or (s.subject, s.object) not in late
    ]  # fmt: skip


def unratified(sentence: Sentence, rule: Rule, _: re.Match[str]) -> None:
    """`signed …, but ratification did not follow`: who only signed is no party."""
    parties = {(s.subject, s.object) for s in sentence.said if s.predicate == "isPartyTo"}
    for one in [s for s in sentence.said if s.predicate == "isSignatoryTo"]:
        if one.polarity == "affirmed" and (one.subject, one.object) not in parties:
            denied = replace(one, predicate="isPartyTo", value="", polarity="negated", rule=rule.id)
            sentence.said.append(denied)


def parties_by_law(sentence: Sentence) -> None:
    """A state whose law ratifies a treaty is a party to it."""
    ratifying = [s for s in sentence.said if s.predicate == "ratifies"]
    if not ratifying or _CEASED.search(sentence.clause.masked):
        return
    homes = {s.subject: s.object for s in sentence.said if s.predicate == "isInJurisdiction"}
    known = {(s.subject, s.object) for s in sentence.said if s.predicate in PARTICIPATIONS}
    entries = sentence.memory.lexicon.entries
    for one in [s for s in ratifying if s.polarity == "affirmed"]:
        law = entries.get(one.subject)
        home = entries.get(homes.get(one.subject) or (law.state if law else ""))
        if home and (home.id, one.object) not in known:
            sentence.said.append(
                replace(
                    one, subject=home.id, subject_label=home.label, subject_type="State",
                    predicate="isPartyTo", value="", jurisdiction="",
                )
            )  # fmt: skip


_CEASED = re.compile(r"\b(?:ceased|no longer|denounced|withdrew|until|lapsed|left)\b")


def obliged(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """`… belongs to the WTO and is held to TRIPS`: who is a member is bound by what it brings."""
    treaty = sentence.clause.at(match.start("o"))
    if not any(entry.id == "id:trips-agreement" for entry in treaty.entries):
        return
    masked = sentence.clause.masked
    denied = _DENIED.search(masked[max(0, match.start() - 20) : match.end()])
    wanted = "negated" if denied else "affirmed"
    for one in [s for s in sentence.said if s.object == "id:wto" and s.polarity == wanted]:
        known = {(s.subject, s.object) for s in sentence.said}
        if (one.subject, treaty.entries[0].id) not in known:
            same_day = _SAME_DAY.search(masked)
            bound = replace(
                one, predicate="isPartyTo", object=treaty.entries[0].id, rule=rule.id,
                value=one.value if same_day else "",
                object_label=treaty.entries[0].label,
            )  # fmt: skip
            sentence.said.append(bound)


_DENIED = re.compile(r"\b(?:not|nor|neither|never|free from|exempt)\b|n't\b")
_SAME_DAY = re.compile(
    r"\b(?:ever since|from (?:the same|that) (?:day|date|moment)|(?:the|on the) same (?:day|date)"
    r"|on that (?:day|date)|since then|from then on|simultaneously)\b"
)
"""What came with a membership came when it did."""


def late_date(sentence: Sentence) -> None:
    """The only date of a sentence, told later than who takes part: `…, on an accession of 1995`."""
    masked = sentence.clause.masked
    if masked.count(Kind.DATE) != 1 or Kind.LAW in masked:
        return
    told = [s for s in sentence.said if s.predicate in PARTICIPATIONS]
    place = masked.index(Kind.DATE)
    if (
        not told
        or any(s.polarity != "affirmed" for s in told)
        or len({s.object for s in told} | {s.subject for s in told}) > 1 + max(
            len({s.object for s in told}), len({s.subject for s in told}))
        or not (
            _DATING.search(masked[:place])
            or sentence.clause.at(place).proposed.startswith(("effective", "with effect"))
        )
    ):  # fmt: skip
        return
    value = sentence.clause.at(place).value
    if any(s.value for s in told) or len({s.rule for s in told}) > 1:
        return
    for number, known in enumerate(sentence.said):
        if known.predicate in PARTICIPATIONS:
            sentence.said[number] = replace(known, value=value)


_DATING = re.compile(
    r"\b(?:in force|into force|effect|effective|accession|ratification|instruments?|came to life"
    r"|dated"
    r"|bound|binds|applie[sd]|joined|acceded|declar\w+|notification|binding|operative|dates"
    r"|reached"
    r"|has been so|beginning|outset|start|first day|counted?|party|member|membership|adherence"
    r"|admitted|succession)\b[^.;:\ue000\ue004]{0,30}$"
)

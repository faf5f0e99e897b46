"""Names of treaties with a date at the head of a line: `Madrid Protocol (1997): the usual route`.

Below a heading of treaties such a line says that the state takes part since then, whatever the
words behind it are, unless they deny it. A line may have a label and list several treaties, each
with its own date or none: `Trademarks: Madrid Agreement, Madrid Protocol (19 October 2000)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from cislex import labels, patterns
from cislex.context import Memory
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.sentence import PARTICIPATIONS, Said
from cislex.statuses import AFFIRMED, Status

_JOINED = Kind.TREATY + Kind.ORGANIZATION
_T, _D = f"[{_JOINED}]", Kind.DATE
_STATES = Kind.STATE + Kind.CAPITAL
_HEAD = patterns.of(
    rf"(?:(?P<label>[^:{_JOINED}{_STATES}{_D}]{{1,60}}): )?(?:[Tt]he )?(?P<list>{_T}(?:(?:,|:"
    rf"| –)? {_D})?"
    rf"(?:(?:, |,? and |/| & |; )(?:the )?{_T}(?:,? {_D})?){{0,24}})"
    r"(?P<rest>(?:[.;:,]| [–-] ).*)?$"
)
_DAY_FIRST = patterns.of(
    rf"(?:(?P<label>[A-Za-z ]{{2,30}}?) )?(?P<day>{_D})"
    r"(?:,? (?:by|through) (?:succession|continuation|continuity|(?:a )?declaration\b[^:;]*))?"
    rf"(?::|,| –| -) (?:[Tt]he )?(?P<list>{_T}(?:(?:, |; |,? and |/"
    rf"| & )(?:the )?{_T}){{0,24}})[.;]?$"
)
"""`25 December 1991, by succession: Paris Convention; PCT`."""
_FIRST = "1990"
"""Before, no state of the region took part in anything: an earlier day is that of a treaty."""
_TOGETHER = patterns.of(r"(?: and |/| & )(?:the )?$")
_SHARED = patterns.of(r"\b(?:both|all|each)\b")
_KEYED = patterns.of(
    rf"(?:[Tt]he )?(?P<thing>{_T})(?::| –) (?P<state>[{_STATES}])(?P<rest>,?(?: [a-z]+){{0,6}},?"
    rf" (?P<day>{_D})[^{_STATES}]*)$"
)
"""`Madrid Protocol: Georgia was the pioneer, in 1998`."""
_ASIDE = patterns.of(r",? (?:unlike|in contrast to|as opposed to)\b.*")
_TOPIC = patterns.of(
    r"treat|convention|member|agreement|commitment|international|accession|organi[sz]ation"
    r"|participation|part(?:y|ies)\b|multilateral|joined|world",
    re.IGNORECASE,
)
DENIED = patterns.of(
    r"\b(?:not|never|no|neither|nor|none|outside|absent|without|missing|observer|plan\w*|intend\w*"
    r"|will|would|should|could|may|might|if|draft|negotiat\w*|talks|appl(?:ied|ication|icant)"
    r"|candida\w+|pending|expected|signed|signator\w+|signature|left|withdr\w+|denounc\w+|until"
    r"|former\w*|ceased?|ended|unratified|awaits?|awaited|outstanding|yet|adopted|concluded"
    r"|conference|edition|revis\w+|amend\w+|considered|consider\w*|hop\w+|aim\w*|preparing"
    r"|preparation|prospect\w*|seminar\w*|text|drawn|opened|launch\w*)\b"
    rf"|[{Kind.LAW}{Kind.FOREIGN}{Kind.YEARS}]",
    re.IGNORECASE,
)
"""Words of a line that do not let it be one of taking part, or tell another date."""


def dated(clause: Clause, memory: Memory, topic: str, said: Sequence[Said]) -> list[Said]:
    """What is said, with the dates and treaties at the head of a line."""
    if _D not in clause.masked:
        return list(said)
    if keyed := _KEYED.match(clause.masked):
        return _of_state(clause, keyed, said)
    own = memory.own_state()
    if own and _TOPIC.search(topic) and (led := _DAY_FIRST.match(clause.masked)):
        return _of_day(clause, led, own, said)
    head = _HEAD.match(clause.masked)
    if head is None or own is None:
        return list(said)
    found = _members(clause, *head.span("list"))
    rest = _ASIDE.sub("", head["rest"] or "")
    others = clause.within(head.end("list"), len(clause.masked), _STATES)
    foreign = any(m.entries and m.entries[0].id != own.entries[0].id for _, m in others)
    if foreign or not found:
        return list(said)
    out = list(said)
    label = head["label"] or ""
    status = labels.status(label) or AFFIRMED
    if status == AFFIRMED and DENIED.search(label):
        return list(said)
    known = _TOPIC.search(topic) and not DENIED.search(rest.replace(Kind.FOREIGN, ""))
    days = {day.value for _, day in found if day}
    for thing, day in found:
        over = day is not None and "until" in day.proposed
        if not _date(out, own, thing, day, days) and (known or over):
            value = day.value if day else ""
            told = replace(status, polarity="past") if over else status
            out += _said(own, thing, value, "profile.dated", told)
    return out


def _of_day(clause: Clause, led: re.Match[str], own: Mention, said: Sequence[Said]) -> list[Said]:
    """`1 December 1997: Madrid Protocol, Nice Agreement`: each of them since that day."""
    day, status = clause.at(led.start("day")), labels.status(led["label"] or "") or AFFIRMED
    if (led["label"] and status == AFFIRMED) or day.value < _FIRST:
        return list(said)
    out = list(said)
    for _, thing in clause.within(*led.span("list"), kinds=_JOINED):
        if not _date(out, own, thing, day, set()):
            out += _said(own, thing, day.value, "profile.day-first", status)
    return out


def _members(clause: Clause, start: int, end: int) -> list[tuple[Mention, Mention | None]]:
    """The treaties of a list, each with its date; of no list without a date any."""
    found: list[tuple[Mention, Mention | None]] = []
    waiting: list[tuple[int, Mention]] = []
    dates = len(clause.within(start, end, _D))
    for place, mention in clause.within(start, end, _JOINED + _D):
        if mention.kind != _D:
            waiting.append((place, mention))
            continue
        after = place
        ended = dates == 1 and place + 1 >= end and len(waiting) > 1
        shared = bool(_SHARED.search(mention.text)) or (
            ended and bool(_TOGETHER.search(clause.masked[waiting[-2][0] + 1 : waiting[-1][0]]))
        )
        own: list[tuple[Mention, Mention | None]] = []
        for where, thing in reversed(waiting):
            near = not own or shared
            near = near or bool(own[-1][1] and _TOGETHER.search(clause.masked[where + 1 : after]))
            own.append((thing, mention if near else None))
            after = where
        found += reversed(own)
        waiting = []
    return [*found, *((thing, None) for _, thing in waiting)] if dates else []


def _of_state(clause: Clause, keyed: re.Match[str], said: Sequence[Said]) -> list[Said]:
    out = list(said)
    state, thing, day = (clause.at(keyed.start(name)) for name in ("state", "thing", "day"))
    if not _date(out, state, thing, day, set()) and not DENIED.search(keyed["rest"]):
        out += _said(state, thing, day.value, "profile.keyed-state", AFFIRMED)
    return out


def _date(
    said: list[Said], state: Mention, thing: Mention, day: Mention | None, others: Set[str]
) -> bool:
    """Whether a state was said to take part; its own date is put in place of none or another's."""
    if not state.entries or not thing.entries:
        return True
    known = False
    for number, one in enumerate(said):
        if one.predicate in PARTICIPATIONS and (one.subject, one.object) == (
            *(state.entries[0].id, thing.entries[0].id),
        ):
            known = True
            if one.polarity == "affirmed" and (not one.value or one.value in others):
                said[number] = replace(one, value=day.value if day else "")
    return known


def _said(state: Mention, thing: Mention, day: str, rule: str, status: Status) -> list[Said]:
    entry, target = state.entries[0], thing.entries[0]
    predicate = "isMemberStateOf" if target.kind == Kind.ORGANIZATION else "isPartyTo"
    return [
        Said(
            entry.id, "isSignatoryTo" if status.signed else predicate, target.id, day,
            status.polarity, status.modality, subject_label=entry.label,
            subject_type="State", object_label=target.label, rule=rule,
        )
    ]  # fmt: skip

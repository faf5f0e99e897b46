"""Frames of time: how long a right lasts in a state, and for how long it can be renewed."""

from __future__ import annotations

import re

from cislex import dates
from cislex.lexicon import Entry, Kind
from cislex.mentions import Mention
from cislex.naming import plain_scope, rights_in
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Said, Sentence, flat


def term(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """How long a right lasts in a state."""
    scope = plain_scope(sentence, match)
    years = sentence.clause.within(*match.span("y"), kinds=Kind.YEARS)
    rights = rights_in(sentence, *match.span("r"))
    if fixed := rule.options.get("right"):
        entry = sentence.memory.lexicon.entries[fixed]
        rights = [Mention(Kind.RIGHT, entry.label, (entry,))]
    rights = [r for r in rights if id(r) not in sentence.governed]
    if match["r"] and match["r"][0] == Kind.PRONOUN:
        earlier = earlier_rights(sentence, match.start())
        rights = [Mention(Kind.RIGHT, "", (sentence.memory.lexicon.entries[r],)) for r in earlier]
    if rule.options.get("earlier") or (rule.options.get("answer") and sentence.memory.asked):
        asked = sentence.memory.asked if rule.options.get("answer") else ()
        ids = list(asked) or earlier_rights(sentence, match.start())
        rights = [Mention(Kind.RIGHT, "", (sentence.memory.lexicon.entries[r],)) for r in ids]
    if match.groupdict().get("n"):
        years = [(0, Mention(Kind.YEARS, "", value=dates.count(match["n"])))]
    stray = rule.options.get("further") and not sentence.memory.last_rights
    if scope is None or not years or stray:
        return  # a bare number is one of years only in a list of terms
    states = states_of(sentence, match)
    if "r" in match.re.groupindex and rights:
        sentence.memory.last_rights = tuple(r.entries[0].id for r in rights)
    for state in states:
        for right in rights:
            if right.entries[0].id not in _TERMLESS:
                add_term(
                    sentence, rule, right.entries[0], "termYears", years[0][1].value, state, scope
                )


def renewal(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """For how long a right can be renewed in a state."""
    scope = plain_scope(sentence, match)
    years = sentence.clause.within(*match.span("y"), kinds=Kind.YEARS)
    same = match.groupdict().get("same")
    until = match.start("y") if match["y"] else match.end() + 12
    words = sentence.clause.masked[match.start() : until]
    if _ALTOGETHER.match(sentence.clause.masked, match.end()):
        return
    if scope is None or scope.polarity == "negated" or _IN_TOTAL.search(words):
        return
    rights = rights_in(sentence, *match.span("r")) if match.groupdict().get("r") else []
    ids = [r.entries[0].id for r in rights] or earlier_rights(sentence, match.start())
    value = years[0][1].value if years else ""
    if same:
        earlier = [s.value for s in sentence.said if s.predicate == "termYears"]
        value = earlier[-1] if earlier else ""
    if number := match.groupdict().get("n") or match.groupdict().get("n2"):
        value = dates.count(number)
    for state in states_of(sentence, match):
        for right in ids:
            entry = sentence.memory.lexicon.entries[right]
            if value and right not in _TERMLESS:
                add_term(sentence, rule, entry, "renewalYears", value, state, scope)


def earlier_rights(sentence: Sentence, place: int) -> list[str]:
    """The right that a term or renewal without one is about, as a list of one id or none."""
    said = [s.subject for s in sentence.said if s.predicate == "termYears"]
    if said:
        return [said[-1]]
    inside = [m.entries[0].id for _, m in sentence.clause.within(0, place, Kind.RIGHT)]
    inside = [right for right in inside if right not in _TERMLESS]
    return inside[-1:] or list(sentence.memory.last_rights[-1:])


def add_term(
    sentence: Sentence,
    rule: Rule,
    right: Entry,
    predicate: str,
    value: str,
    state: Entry,
    scope: Scope,
) -> None:
    said = Said(
        right.id, predicate, "", value, scope.polarity, scope.modality, state.id,
        subject_label=right.label, subject_type=right.type, rule=rule.id,
    )  # fmt: skip
    for other in sentence.said:
        if (other.subject, other.predicate, other.jurisdiction) == (right.id, predicate, state.id):
            return
    sentence.said.append(said)


def states_of(sentence: Sentence, match: re.Match[str]) -> list[Entry]:
    """The states in which a term holds: named in the clause, else those spoken of."""
    masked = sentence.clause.masked
    start = max(masked.rfind(mark, 0, match.start()) for mark in (";", ". ", ": "))
    stops = [
        p
        for mark in (
            "; ",
            ". ",
            ", whereas",
            ", while",
            " but ",
            " against ",
            " compared ",
            " versus ",
        )
        if (p := masked.find(mark, match.end())) > 0
    ]
    end = min(stops, default=len(masked))
    for low, high in ((match.start(), match.end()), (match.end(), end), (start + 1, match.start())):
        part = [
            (p, m)
            for p, m in sentence.clause.within(
                max(low, 0), high, Kind.STATE + Kind.ADJECTIVE + Kind.CAPITAL
            )
        ]
        if low == match.end() and part:
            gap = masked[match.end() : part[0][0]]
            if len(gap) > 60 or re.search(r"[\ue00b\ue008]", gap):
                part = []
        found = [e.entries[0] for _, m in part for e in flat([m]) if e.entries]
        if found:
            return list({e.id: e for e in found}.values())
        if any(
            m.kind == Kind.FOREIGN
            for _, m in sentence.clause.within(max(low, 0), high, Kind.FOREIGN)
        ):
            return []
    earlier = [
        e.entries[0]
        for _, m in sentence.clause.within(0, match.start(), Kind.STATE + Kind.ADJECTIVE)
        for e in flat([m]) if e.entries
    ]  # fmt: skip
    if earlier:
        return earlier[-1:]
    laws = [m.state for m in sentence.clause.mentions if m.kind == Kind.LAW and m.state]
    own = sentence.memory.state or (laws[0] if laws else "")
    if not own and (last := sentence.memory.latest((Kind.STATE, Kind.FOREIGN))):
        own = last.entries[0].id if last.entries else ""
    return [sentence.memory.lexicon.entries[own]] if own else []


_ALTOGETHER = re.compile(r",? (?:in total|altogether|overall|at most|in all)\b")
_IN_TOTAL = re.compile(
    r"(?<!by )(?<!for )(?<!of )\bup to\b|\bmaximum|\btotal\b|\baltogether\b", re.IGNORECASE
)
"""What is told is the whole term with its renewals, not the length of a renewal."""
_TERMLESS = {"right:intellectual-property", "right:industrial-property"}

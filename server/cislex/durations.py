"""Frames of time: how long a right lasts in a state, and for how long it can be renewed."""

from __future__ import annotations

import re

from cislex import dates, scopes
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
    rights = _lasting(sentence, rule, match)
    if match.groupdict().get("n"):
        years = [(0, Mention(Kind.YEARS, "", value=dates.count(match["n"])))]
    if scope == scopes.AFFIRMED and ONCE.search(sentence.clause.masked[: match.end()]):
        scope = Scope("past")
    stray = rule.options.get("further") and not sentence.memory.last_rights
    stray = stray or _ABOUT.search(sentence.clause.masked[: match.start("r")])
    if scope is None or not years or stray or not rights:
        return  # a bare number is one of years only in a list of terms
    sentence.timed.update(id(mention) for _, mention in years)
    if "r" in match.re.groupindex:
        sentence.memory.last_rights = tuple(r.id for r in rights)
    for state in states_of(sentence, match):
        for right in rights:
            if right.id not in _TERMLESS:
                add_term(sentence, rule, right, "termYears", years[0][1].value, state, scope)


def _lasting(sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Entry]:
    """The rights that last so long: named in the match or by its rule, or spoken of before."""
    entries = sentence.memory.lexicon.entries
    if rule.options.get("earlier") or (rule.options.get("answer") and sentence.memory.asked):
        asked = sentence.memory.asked if rule.options.get("answer") else ()
        return [entries[r] for r in asked or earlier_rights(sentence, match.start())]
    if match["r"] and match["r"][0] == Kind.PRONOUN:
        return [entries[r] for r in earlier_rights(sentence, match.start())]
    if fixed := rule.options.get("right"):
        return [entries[fixed]]
    rights = rights_in(sentence, *match.span("r"))
    return [right.entries[0] for right in rights if id(right) not in sentence.governed]


def renewal(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """For how long a right can be renewed in a state."""
    scope = plain_scope(sentence, match)
    years = sentence.clause.within(*match.span("y"), kinds=Kind.YEARS)
    same = match.groupdict().get("same")
    until = match.start("y") if match["y"] else match.end() + 12
    words = sentence.clause.masked[match.start() : until]
    if _ALTOGETHER.match(sentence.clause.masked, match.end()):
        return
    before = sentence.clause.masked[max(0, match.start() - 40) : match.start()]
    if scope is None or scope.polarity == "negated" or _IN_TOTAL.search(words):
        return
    if _OTHER_RENEWAL.search(before):
        return
    rights = rights_in(sentence, *match.span("r")) if match.groupdict().get("r") else []
    ids = [r.entries[0].id for r in rights] or earlier_rights(sentence, match.start())
    if ids:
        sentence.timed.update(id(mention) for _, mention in years)
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
    spoken = sentence.memory.focus.right
    return inside[-1:] or ([spoken] if spoken else list(sentence.memory.last_rights[-1:]))


def renewed_right(sentence: Sentence, place: int) -> str:
    """The id of the right that is renewed at a place of a sentence; empty if none is known."""
    return next(iter(earlier_rights(sentence, place)), "")


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
        part = sentence.clause.within(max(low, 0), high, Kind.STATE + Kind.ADJECTIVE + Kind.CAPITAL)
        if low == start + 1:
            other = masked.rfind(Kind.YEARS, start + 1, match.start())
            part = [pair for pair in part if pair[0] > other] or part
        if low == match.end() and part:
            gap = masked[match.end() : part[0][0]]
            if len(gap) > 60 or re.search(r"[\ue00b\ue008]", gap):
                part = []
            elif _AHEAD.search(masked[part[0][0] : end]) or not _PLACED.search(gap):
                part = []  # "…, in Uzbekistan for 50 years", "…, an Armenian design"
        found = [e.entries[0] for _, m in part for e in flat([m]) if e.entries]
        if found:
            return list({e.id: e for e in found}.values())
        if any(
            not _BESIDE.search(masked[:p])
            for p, _ in sentence.clause.within(max(low, 0), high, Kind.FOREIGN)
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
    own = sentence.memory.focus.asked_state or sentence.memory.state or (laws[0] if laws else "")
    if not own and (last := sentence.memory.latest((Kind.STATE, Kind.FOREIGN))):
        own = last.entries[0].id if last.entries else ""
    return [sentence.memory.lexicon.entries[own]] if own else []


_ABOUT = re.compile(
    r"\b(?:programmes?|projects?|disputes?|cases?|funds?|campaigns?|strateg\w+|contracts?"
    r"|licen[cs]es?|courses?|plans?) (?:for|on|of|over|about|to)(?: an?| the)? $",
    re.IGNORECASE,
)
"""What is about a right lasts for a time of its own."""
_BESIDE = re.compile(
    r"\b(?:than|unlike|like|as|against|compared (?:to|with))"
    r"(?: (?:in|that of|those of))?(?: the)? $",
    re.IGNORECASE,
)
"""Another country with which a term is compared is not the one that it holds in."""
_AHEAD = re.compile(rf"^[^,;]{{0,40}}{Kind.YEARS}")
_PLACED = re.compile(
    r"\b(?:in|of|for|under|across|throughout|within|by|both|from|at)(?: the| both)? $|[(–] ?$",
    re.IGNORECASE,
)
ONCE = re.compile(
    r"\b(?:once|formerly|previously|used to) (?:last|ran|run|was|were|be|protected|expire|had)"
    r"|\b(?:was|were|had) (?:at first|formerly|previously|initially|originally)\b",
    re.IGNORECASE,
)
"""A term that is no longer that of the law."""
_OTHER_RENEWAL = re.compile(
    r"\b(?:recordals?|recordation|licen[cs]es?|contracts?|customs|entry|entries)\b[^;.]{0,25}$",
    re.IGNORECASE,
)
_ALTOGETHER = re.compile(r",? (?:in total|altogether|overall|at most|in all)\b")
_IN_TOTAL = re.compile(
    r"(?<!by )(?<!for )(?<!of )\bup to\b|\bmaximum|\btotal\b|\baltogether\b", re.IGNORECASE
)
"""What is told is the whole term with its renewals, not the length of a renewal."""
_TERMLESS = {"right:intellectual-property", "right:industrial-property"}

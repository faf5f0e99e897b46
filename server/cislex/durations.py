"""Frames of time: how long a right lasts in a state, and for how long it can be renewed."""

from __future__ import annotations

import re

from cislex import dates, patterns, scopes, things
from cislex.couples import AND
from cislex.jurisdictions import states_of
from cislex.laws import subjects
from cislex.lexicon import Entry, Kind
from cislex.mentions import Mention
from cislex.naming import rights_in
from cislex.plain_scopes import plain_scope
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Said, Sentence


def term(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """How long a right lasts in a state."""
    scope = plain_scope(sentence, match)
    years = sentence.clause.within(*match.span("y"), kinds=Kind.YEARS)
    rights = _lasting(sentence, rule, match)
    if match.groupdict().get("n"):
        years = [(0, Mention(Kind.YEARS, "", value=dates.count(match["n"])))]
    is_over = rule.options.get("was") or ONCE.search(sentence.clause.masked[: match.end()])
    if scope == scopes.AFFIRMED and is_over:
        scope = Scope("past")
    stray = rule.options.get("further") and not sentence.memory.last_rights
    before = sentence.clause.masked[: match.end()]
    stray = stray or _NO_TERM.search(match[0]) or "had been" in match["v"]
    stray = stray or _ABOUT.search(before[: match.start("r")]) or LAID_DOWN.search(before)
    stray = stray or (rule.id == "term.gapped" and bool(_WAITING.search(before)))
    stray = stray or _IDLE.match(sentence.clause.masked, match.end())
    stray = stray or is_proposed(sentence.clause.masked, match.start(), match.end())
    if scope is None or not years or stray or not rights:
        return  # a bare number is one of years only in a list of terms
    sentence.timed.update(id(mention) for _, mention in years)
    if "r" in match.re.groupindex:
        sentence.memory.last_rights = tuple(r.id for r in rights)
    for state in states_of(sentence, match):
        for right in rights:
            if right.id not in _TERMLESS:
                value = years[0][1].value
                add_term(sentence, rule, right, "termYears", value, state, scope)
                if AT_A_TIME.match(sentence.clause.masked, match.end()):
                    add_term(sentence, rule, right, "renewalYears", value, state, scope)


def is_proposed(masked: str, start: int, end: int) -> bool:
    """Whether what stands between two places is only to come: `95 years if the bill passes`."""
    first = max(masked.rfind("; ", 0, start), masked.rfind(". ", 0, start)) + 1
    last = masked.find(";", end)
    return _IF_PASSED.search(masked, first, last if last >= 0 else len(masked)) is not None


_IF_PASSED = patterns.of(
    r"\b(?:if|should) (?:the|this|that|a) (?:[a-z]+ )?(?:bill|draft|reform|proposal)\b",
    re.IGNORECASE,
)


def _lasting(sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Entry]:
    """The rights that last so long: named in the match or by its rule, or spoken of before."""
    entries = sentence.memory.lexicon.entries
    if rule.options.get("earlier") or (rule.options.get("answer") and sentence.memory.asked):
        asked = sentence.memory.asked if rule.options.get("answer") else ()
        return [entries[r] for r in asked or earlier_rights(sentence, match.start())]
    if match["r"] and match["r"][0] == Kind.PRONOUN:
        both = both_before(sentence, match.start("r"))
        return both or [entries[r] for r in earlier_rights(sentence, match.start())]
    if fixed := rule.options.get("right"):
        return [entries[fixed]]
    rights = rights_in(sentence, *match.span("r"))
    return [right.entries[0] for right in rights if id(right) not in sentence.governed]


def both_before(sentence: Sentence, place: int) -> list[Entry]:
    """The rights that `both` or `all` at a place takes up: those of the list before it."""
    word = sentence.clause.at(place).text.lower()
    chain = _CHAIN.search(sentence.clause.masked[:place]) if word in _ALL else None
    if chain is None:
        return []
    found = sentence.clause.within(*chain.span(), kinds=Kind.RIGHT)
    return [mention.entries[0] for _, mention in found if mention.entries]


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
    total = not rule.options.get("added") and _IN_TOTAL.search(words)
    if scope is None or scope.polarity == "negated" or total:
        return
    if _OTHER_RENEWAL.search(before):
        return
    rights = rights_in(sentence, *match.span("r")) if match.groupdict().get("r") else []
    ids = [r.entries[0].id for r in rights] or earlier_rights(sentence, match.start())
    if ids and ids[0] not in NEVER_RENEWED:
        sentence.timed.update(id(mention) for _, mention in years)
    value = years[0][1].value if years else ""
    if same:
        told = [s.value for s in sentence.said if s.predicate == "termYears"]
        told += [m.value for _, m in sentence.clause.within(0, match.start(), Kind.YEARS)][-1:]
        value = told[0] if len(told) == 1 else told[-1] if told else ""
    if number := match.groupdict().get("n") or match.groupdict().get("n2"):
        value = dates.count(number)
    for state in states_of(sentence, match):
        for right in ids:
            entry = sentence.memory.lexicon.entries[right]
            if value and right not in _TERMLESS and right not in NEVER_RENEWED:
                add_term(sentence, rule, entry, "renewalYears", value, state, scope)


def earlier_rights(sentence: Sentence, place: int) -> list[str]:
    """The right that a term or renewal without one is about, as a list of one id or none."""
    said = [s.subject for s in sentence.said if s.predicate == "termYears"]
    named = [(p, m.entries[0].id) for p, m in sentence.clause.within(0, place, Kind.RIGHT)]
    named = [(p, right) for p, right in named if right not in _TERMLESS]
    inside = [right for _, right in named]
    if named and Kind.YEARS in sentence.clause.masked[named[-1][0] : place]:
        return inside[-1:]  # it has a term of its own
    masked = sentence.clause.masked
    since = max(masked.rfind(mark, 0, place) for mark in ("; ", ". ")) + 1
    if since and not inside and len(meant := things.meant(masked[since:place])) == 1:
        return list(meant)
    if said and not (inside and inside[-1] in said):
        return [said[-1]]
    laws = sentence.clause.within(0, place, Kind.LAW)
    if laws and not inside and len(titled := subjects(laws[-1][1].proposed)) == 1:
        return titled
    focus = sentence.memory.focus
    spoken = focus.registered if "egistration" in masked[:place] else focus.right
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
        known = other.subject, other.predicate, other.jurisdiction, other.polarity
        if known == (right.id, predicate, state.id, scope.polarity):
            return
    sentence.said.append(said)


AT_A_TIME = patterns.of(r" at a time\b")
"""`Ten years at a time`: the first time and each time that it is renewed."""
_ALL = ("both", "each", "all", "all of them", "both of them", "each of them")
_CHAIN = patterns.of(rf"{Kind.RIGHT}(?:{AND} ?(?:an? |the )?{Kind.RIGHT}){{1,6}},? $")
_IDLE = patterns.of(r"(?: in a row| running)? (?:of|without) (?:[a-z]+ ){0,2}?(?:non-?)?use\b")
"""`lapses after five years of non-use`: what is not used lasts no longer."""
_NO_TERM = patterns.of(
    rf"\b(?:licen[cs]es?|disputes?|backlog|clerks?)\b"
    rf"|\b(?:expires?|ends?|lapses?)(?: only)? in {Kind.YEARS}$",
    re.IGNORECASE,
)
"""What lasts is something else, or what is left of it."""
_WAITING = patterns.of(
    r"\b(?:takes?|took|taking|waits?|waited) (?:[a-z]+ ){0,3}"
    rf"(?:{Kind.YEARS}|years?\b|months?\b|weeks?\b)"
)
"""`A mark takes a year, a patent three`: so long the office needs."""
_ABOUT = patterns.of(
    r"\b(?:programmes?|projects?|disputes?|cases?|funds?|campaigns?|strateg\w+|contracts?"
    r"|licen[cs]es?|courses?|plans?|backlogs?|exhibitions?|conferences?|seminars?|registers?"
    r"|search(?:es)?|stud(?:y|ies)|talks?) (?:for|on|of|over|about|to)(?: an?| the)? $",
    re.IGNORECASE,
)
"""What is about a right lasts for a time of its own."""
LAID_DOWN = patterns.of(
    rf"[{Kind.TREATY}{Kind.ORGANIZATION}][^;.]{{0,40}}\b(?:requires?|prescribes?|demands?|obliges?"
    r"|sets?|minimum|at least|floor|calls? for|imposes?|provides?)\b"
    r"|\baverage\b|\bportfolios?\b",
    re.IGNORECASE,
)
"""A term that a treaty asks for is not that of a state."""
ONCE = patterns.of(
    r"\b(?:once|formerly|previously|used to) (?:last|ran|run|was|were|be|protected|expire|had)"
    r"|\b(?:former|previous|earlier) (?:terms?|periods?|durations?|limits?|figures?)\b"
    r"|\b(?:was|were|had) (?:at first|formerly|previously|initially|originally)\b",
    re.IGNORECASE,
)
"""A term that is no longer that of the law."""
_OTHER_RENEWAL = patterns.of(
    r"\b(?:compan(?:y|ies)|firms?|clients?|recordals?|recordation|licen[cs]es?|contracts?|customs|entry|entries)\b[^;.]{0,25}$",
    re.IGNORECASE,
)
_ALTOGETHER = patterns.of(r",? (?:in total|altogether|overall|at most|in all)\b")
_IN_TOTAL = patterns.of(
    r"(?<!by )(?<!for )(?<!of )\bup to\b|\bmaximum|\btotal\b|\baltogether\b", re.IGNORECASE
)
"""What is told is the whole term with its renewals, not the length of a renewal."""
NEVER_RENEWED = ("right:copyright", "right:related-rights", "right:trade-secret")
"""Rights of which a further term is the rest of the only one: `seventy more years`."""
_TERMLESS = {"right:intellectual-property", "right:industrial-property"}

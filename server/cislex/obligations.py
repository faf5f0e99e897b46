"""What binds a state besides: `it belongs to the WTO and owes TRIPS protection`."""

from __future__ import annotations

import re
from dataclasses import replace

from cislex import patterns
from cislex.lexicon import Kind
from cislex.rules import Rule
from cislex.sentence import Said, Sentence, flat


def obliged(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """`… belongs to the WTO and is held to TRIPS`: who is a member is bound by what it brings."""
    treaty = sentence.clause.at(match.start("o"))
    if not any(entry.id == "id:trips-agreement" for entry in treaty.entries):
        return
    masked = sentence.clause.masked
    denied = _DENIED.search(masked[max(0, match.start() - 20) : match.end()])
    wanted = "negated" if denied else "affirmed"
    start = max((p.end() for p in _CLAUSE.finditer(masked, 0, match.start())), default=0)
    stop = _CLAUSE.search(masked, match.end())
    span = (start, stop.start() if stop else len(masked))
    near = [
        (place, mention)
        for place, mention in sentence.clause.within(*span, kinds=Kind.STATE + Kind.CAPITAL)
        if not _THAN.search(masked[:place])
    ]
    names = {e.id for m in flat(m for _, m in near) for e in m.entries}
    if Kind.PRONOUN in masked[span[0] : match.start()]:
        names = set()
    others = _compared(sentence)
    outside = ("negated", "planned") if denied else ("affirmed",)
    members = [s for s in sentence.said if s.predicate == "isMemberStateOf"]
    if not members and _WITH_IT.match(match["t"]):
        members = _told_before(sentence)
    for one in [s for s in members if s.object == "id:wto" and s.polarity in outside]:
        if (names and one.subject not in names) or (one.subject in others - names):
            continue
        known = {(s.subject, s.object) for s in sentence.said}
        if (one.subject, treaty.entries[0].id) not in known:
            words = sentence.clause.words(*span)
            same_day = _SAME_DAY.search(words)
            bound = replace(
                one, predicate="isPartyTo", object=treaty.entries[0].id, rule=rule.id,
                value=one.value if same_day else "", polarity=wanted, modality="asserted",
                object_label=treaty.entries[0].label,
            )  # fmt: skip
            sentence.said.append(bound)


_CLAUSE = patterns.of(
    rf"[;.]|,? (?:while|whereas|but) (?=[{Kind.STATE}{Kind.CAPITAL}])"
    rf"|, and (?=[{Kind.STATE}{Kind.CAPITAL}] (?:is|was|has|must|applies)\b)"
)
"""Where a clause with a state of its own begins."""


def _told_before(sentence: Sentence) -> list[Said]:
    """The memberships of the WTO of which the sentence before told."""
    states = sentence.memory.lexicon.entries
    return [
        Said(
            one.state, "isMemberStateOf", one.thing, one.day, one.polarity,
            subject_label=states[one.state].label, subject_type="State",
        )
        for one in sentence.memory.topic.told
        if one.thing == "id:wto" and one.state in states
    ]  # fmt: skip


_WITH_IT = patterns.of(
    r"with (?!out)|membership|accession|entry|admission|this |(?:there(?:by|fore)|thus"
    r"|consequently|accordingly|hence)\b",
    re.IGNORECASE,
)
"""`With membership came TRIPS`: with the one of which the sentence before told."""


def _compared(sentence: Sentence) -> set[str]:
    """The states with which a sentence only compares."""
    masked = sentence.clause.masked
    found = sentence.clause.within(0, len(masked), kinds=Kind.STATE + Kind.CAPITAL)
    return {e.id for place, m in found if _THAN.search(masked[:place]) for e in m.entries}


_THAN = patterns.of(r"\b(?:ahead of|before|after|behind|than|unlike)(?: the| neighbouring)? $")


_DENIED = patterns.of(r"\b(?:not?|nor|neither|never|nothing|free from|exempt)\b|n't\b")


_SAME_DAY = patterns.of(
    r"\b(?:ever since|(?:from|since) (?:the same|that) (?:very )?(?:day|date|moment)"
    r"|(?:the|on the) same (?:day|date)"
    r"|on that (?:day|date)|(?:a|the) (?:date|day) (?:from|on) which|since then|from then on"
    r"|simultaneously)\b"
)
"""What came with a membership came when it did."""

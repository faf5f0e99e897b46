"""The treaty or organisation that a mention means, a pronoun by what stands before it."""

from __future__ import annotations

from cislex import patterns
from cislex.coordinations import coordination
from cislex.lexicon import Kind
from cislex.mentions import REACH, Clause, Mention
from cislex.sentence import Sentence

_PAIR = 2


def target_at(sentence: Sentence, place: int, mention: Mention) -> Mention | None:
    """What a mention at a place means; None for a pronoun with nothing to stand for."""
    if mention.kind != Kind.PRONOUN:
        return mention
    word = mention.text.lower()
    before = [m for _, m in sentence.clause.within(0, place, Kind.TREATY + Kind.ORGANIZATION)]
    if word in ("them", "they", "both", "neither"):
        group = coordination(
            Clause(sentence.clause.masked[:place], sentence.clause.mentions), Kind.TREATY
        )
        alone = {m.entries[0].id: m for m in before if m.entries and m.kind == Kind.TREATY}
        pairing = word in ("both", "neither")
        group = next((m.group for m in reversed(before) if len(m.group) > 1), group)
        if len(group) < 2 and pairing and len(alone) == _PAIR:
            group = tuple(alone.values())
        group = group if len(group) > 1 else sentence.memory.groups.get(Kind.TREATY, ())
        if len(group) < 2 and len(sentence.memory.topic.things) == _PAIR:
            group = sentence.memory.topic.things
        if len(group) < 2 and pairing and len(alone) == 1:
            spoken = sentence.memory.topic.things
            alone = {m.entries[0].id: m for m in spoken if m.entries} | alone
            group = tuple(alone.values()) if len(alone) == _PAIR else ()
        return Mention(Kind.TREATY, word, group=group) if len(group) > 1 else None
    masked = sentence.clause.masked
    near = [
        (p, m)
        for p, m in sentence.clause.within(0, place, Kind.TREATY + Kind.ORGANIZATION)
        if not (m.kind == Kind.ORGANIZATION and _HOLDS.search(masked, max(0, p - REACH), p))
    ]
    if near:
        return near[-1][1]
    return _spoken_of(sentence, masked[:place])


def _spoken_of(sentence: Sentence, before: str) -> Mention | None:
    """The treaty or organisation of earlier sentences that a pronoun after some words means."""
    memory = sentence.memory
    kinds: tuple[Kind, ...] = (Kind.TREATY, Kind.ORGANIZATION)
    if _OF_TREATY.search(before) and memory.latest((Kind.TREATY,)):
        kinds = (Kind.TREATY,)
    if memory.subject and memory.subject.kind in kinds:
        return memory.subject
    recent = [m for m in memory.recent if m.kind in kinds]
    plain = [m for m in recent if m not in memory.oblique]
    if found := plain or recent:
        return found[-1]
    return memory.headed_treaty


_HOLDS = patterns.of(
    r"\b(?:by|(?:in the (?:hands|care)|under the (?:auspices|aegis|administration)) of)(?: the)? $"
)
"""`The Treaty is in the hands of WIPO, and Georgia joined it`: the treaty."""
_OF_TREATY = patterns.of(r"\b(?:acced\w+ to|ratif\w+|part(?:y|ies) to|bound by|signed) $")
"""Words after which `it` is a treaty."""

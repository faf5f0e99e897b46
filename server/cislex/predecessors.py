"""Laws that others have replaced, known by what the new ones are about and by their year."""

from __future__ import annotations

from cislex.lexicon import Entry, Kind
from cislex.mentions import Mention
from cislex.naming import law_in, nearby_state
from cislex.sentence import Sentence


def replaced(sentence: Sentence, place: int, day: str) -> tuple[Entry, str] | None:
    """The repealed law that stood before the one of which a sentence speaks, and its state.

    `day` is the day or year that the text gives for it, empty if none; `place` is where it is
    spoken of.
    """
    successor = _successor(sentence, place)
    state = successor and (successor.state or nearby_state(sentence, place))
    if successor is None or not state or successor.foreign:
        return None
    memory = sentence.memory
    known = memory.lexicon.entries.get(law_in(sentence, successor, state)[0])
    if known is None or known.id in memory.lexicon.ended:
        return None
    old = memory.laws.former(known, memory.lexicon.ended, day)
    return (old, state) if old else None


def _successor(sentence: Sentence, place: int) -> Mention | None:
    """The law that took the place of another one: before it, behind it, or spoken of last."""
    before = sentence.clause.within(0, place, Kind.LAW)
    behind = sentence.clause.within(place + 1, len(sentence.clause.masked), Kind.LAW)
    if near := before[-1:] or behind[:1]:
        return near[0][1]
    return sentence.memory.latest((Kind.LAW,))

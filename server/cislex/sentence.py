"""One sentence as the frames read it: its clause, what has been said, what is still supposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cislex.context import Memory
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention

PARTICIPATIONS = ("isPartyTo", "isMemberStateOf", "isSignatoryTo")
OFFICES = ("hasFunction", "isRegisteredWith")
PROCEDURAL = ("hasStep", "providesMeasure")
"""What is said of procedures."""
STATES = "".join((Kind.STATE, Kind.CAPITAL, Kind.FOREIGN, Kind.PRONOUN, Kind.ADJECTIVE))
"""Kinds of mention that can be a state."""
JOINED = "".join((Kind.TREATY, Kind.ORGANIZATION, Kind.PRONOUN))
"""Kinds of mention that a state can take part in."""


@dataclass(slots=True, unsafe_hash=True)
class Said:
    """One relation that a sentence states; the fields are those of a claim."""

    subject: str
    predicate: str
    object: str = ""
    value: str = ""
    polarity: str = "affirmed"
    modality: str = "asserted"
    jurisdiction: str = ""
    subject_label: str = ""
    subject_type: str = ""
    object_label: str = ""
    rule: str = ""
    confidence: float = 0.9


@dataclass(slots=True)
class Sentence:
    """One clause with its article's memory, and what has been read of it so far.

    `subjects` are those of the verb read last, `supposed` tells whether it was only
    supposed; `about`, `adopted`, `ratifying` and `governed` keep, by the identity of a
    mention, what the rules found out about a law or a right, and `timed` which lengths of
    time have been read. `spans` are the places of the steps and measures that were said, with
    their predicate.
    """

    clause: Clause
    memory: Memory
    said: list[Said] = field(default_factory=list)
    subjects: list[Mention] = field(default_factory=list)
    supposed: bool = False
    about: dict[int, tuple[str, ...]] = field(default_factory=dict)
    adopted: dict[int, str] = field(default_factory=dict)
    ratifying: set[int] = field(default_factory=set)
    governed: set[int] = field(default_factory=set)
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    timed: set[int] = field(default_factory=set)
    triggers: set[int] = field(default_factory=set)
    supposing: set[int] = field(default_factory=set)


def flat(found: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions with those of a group (`both states`) one by one."""
    for mention in found:
        if mention.group:
            yield from flat(mention.group)
        else:
            yield mention

"""Two rights that were named are taken up: `the former 20 years, the latter ten`."""

from __future__ import annotations

from cislex.context import Memory
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.screening import Screened

_R, _Y = Kind.RIGHT, Kind.YEARS
_PAIR = 2


def mark(clause: Clause, memory: Memory) -> None:
    """Put rights in the place of `the former` and `the latter` of the two spoken of."""
    _all(clause, memory)
    while match := clause.search(_FORMER):
        inside = named(clause.within(0, match.start(), _R))
        listed = memory.focus.listed if not inside else ()
        pair = inside or tuple(
            Mention(Kind.RIGHT, entry.label, (entry,))
            for entry in map(memory.lexicon.entries.__getitem__, listed)
        )
        if len(pair) != _PAIR or _two_others(clause, match.start()):
            return
        meant = pair[match["which"].lower() == "latter"]
        number = clause.index(match.start())
        clause.masked = f"{clause.masked[: match.start()]}{_R}{clause.masked[match.end() :]}"
        clause.mentions.insert(number, Mention(Kind.RIGHT, match[0], meant.entries))


def _all(clause: Clause, memory: Memory) -> None:
    """`…, and the code covers all three`: put the rights of the list in the place of the words."""
    match = clause.search(_ALL)
    if match is None:
        return
    inside = named(clause.within(0, match.start("all"), _R))
    listed = inside or tuple(
        Mention(Kind.RIGHT, entry.label, (entry,))
        for entry in map(memory.lexicon.entries.__getitem__, memory.focus.listed)
    )
    wanted = _COUNTS.get(match["count"] or match["all"], 0)
    if len(listed) < _PAIR or (wanted and len(listed) != wanted):
        return
    start, end = match.span("all")
    number = clause.index(start)
    row = ", ".join(_R * len(listed))
    clause.masked = f"{clause.masked[:start]}{row}{clause.masked[end:]}"
    clause.mentions[number:number] = [
        Mention(Kind.RIGHT, match["all"], one.entries) for one in listed
    ]


_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_ALL = Screened(
    r"\b(?:covers?|governs?|regulates?|protects?|deals? with|applies to|apply to)"
    r" (?P<all>both|all (?P<count>two|three|four|five)|all of (?:them|these))"
    r"(?: of (?:them|these))?(?=[,.;]|$| alike| together)"
)
"""`Part Four now covers all three`."""


def named(found: list[tuple[int, Mention]]) -> tuple[Mention, ...]:
    """The different rights among mentions, in their order; none where one has several senses."""
    return tuple({m.entries[0].id: m for _, m in found if m.entries}.values())


def _two_others(clause: Clause, place: int) -> bool:
    """Whether two laws, states, treaties or bodies can be the former and the latter as well."""
    return any(
        len({m.entries or m.text for _, m in clause.within(0, place, kind)}) >= _PAIR
        for kind in (Kind.LAW, Kind.TREATY, Kind.BODY, Kind.STATE)
    )


_FORMER = Screened(
    r"\b[Tt]he (?P<which>former|latter)\b(?='s? |,? (?:for|is|are|was|were|have|has|can|may|only"
    r"|just|lasts?|runs?|gets?|enjoys?|lives?|expires?|ends?|remains?|being|with"
    rf"|always|usually|also|to|too)\b| \(?{_Y}|: |[,.;)]|$)"
)
"""`Patents differ from utility models: the former last for 20 years`."""

AND = r"(?:,|,? and(?: the| for)?|/| /|,? as well as)"
"""What stands between things in a row."""

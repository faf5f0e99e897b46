"""What the reference tables say of a state, treaty, organisation or body as of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cislex import terms
from cislex.sparql import Term
from cislex.web import rendering
from cislex.web.cards import Row
from cislex.web.days import Day
from cislex.web.drawing import Axis, Bar, axis
from cislex.web.serving import ask_page
from cislex.web.standing import Fact, Kind, Standing, counts, facts, first_day, standing

_PARTICIPATION, _MEMBERSHIP, _SUBORDINATION, _LAW, _BODY, _TERM = (
    terms.expand(name)
    for name in (
        *("lex:TreatyParticipation", "org:Membership", "lex:Subordination"),
        *("lex:NationalLaw", "lex:PublicBody", "lex:ProtectionTerm"),
    )
)
_STATE, _TREATY, _ORGANIZATION = (
    terms.expand(f"lex:{name}") for name in ("State", "InternationalTreaty", "Organization")
)
RELATIONS: Final = {
    _PARTICIPATION: ("participant", "inTreaty"),
    _MEMBERSHIP: ("member", "organization"),
    _SUBORDINATION: ("subordinateBody", "authority"),
}
"""Classes of nodes that join two things, and the properties that name these."""
SHOWN: Final = frozenset(
    terms.expand(name)
    for name in (
        *("lex:participant", "lex:inTreaty", "org:member", "org:organization"),
        *("lex:subordinateBody", "lex:authority"),
    )
)
"""Properties whose values a profile shows, so that the list of links need not."""
_ORDER: Final = (Kind.PARTY, Kind.SIGNATORY, Kind.LEFT, Kind.NOT_PARTY, Kind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Line:
    """One relation of a profile: to what, how and since when, and who states it."""

    thing: str
    node: str
    since: str
    until: str = ""
    standing: Standing | None = None
    detail: str = ""
    role: str = ""
    bars: Sequence[Bar] = ()
    source: Row | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Relations of one kind: those that count on the day, and the others."""

    name: str
    lines: Sequence[Line]
    others: Sequence[Line]
    axis: Axis | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that is dated around a thing, as of a day."""

    day: Day
    sections: Sequence[Section]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether two things are related on a day: the sentence of a page about a relation."""

    day: Day
    kind: str
    parts: tuple[str, str]
    fact: Fact
    standing: Standing
    is_made: bool = True
    source: Row | None = None


def profile(iri: str, types: Iterable[str], day: Day) -> Profile | None:
    """The dated facts around a state, treaty or organisation; None for other things."""
    if not {_STATE, _TREATY, _ORGANIZATION} & set(types):
        return None
    around = _Around(iri, day.value)
    rendering.know(around.named())
    sections = [section for section in around.sections() if section.lines or section.others]
    return Profile(day, sections) if sections else None


def answer(iri: str, types: Iterable[str], day: Day) -> Answer | None:
    """How the two things of a participation, membership or subordination stand on a day."""
    kind = next((one for one in RELATIONS if one in set(types)), None)
    if kind is None:
        return None
    fact = next((one for one in facts(ask_page("dated", thing=iri).rows) if one.node == iri), None)
    first, second = RELATIONS[kind]
    if fact is None or not fact.value(first) or not fact.value(second):
        return None
    stands = standing(fact, day.value) if kind == _PARTICIPATION else _plain(fact, day.value)
    source = _sources(iri, [fact]).get(iri)
    made = _made().get(fact.value(second), "") <= day.value
    parts = fact.value(first), fact.value(second)
    return Answer(day, kind.rsplit("#", 1)[-1], parts, fact, stands, made, source)


def _plain(fact: Fact, day: str) -> Standing:
    """The standing of what has only a first and a last day."""
    if counts(fact, day):
        return Standing(Kind.PARTY, first_day(fact))
    until = fact.value("validUntil")
    return Standing(Kind.LEFT, until) if until and until <= day else Standing(Kind.NOT_PARTY)


@dataclass
class _Around:
    """The facts around one thing, sorted into sections."""

    iri: str
    day: str
    facts: list[Fact] = field(init=False)
    sources: dict[str, Row] = field(init=False)

    def __post_init__(self) -> None:
        self.facts = facts(ask_page("dated", thing=self.iri).rows)
        self.sources = _sources(self.iri, self.facts)

    def named(self) -> set[str]:
        """Everything whose name the page says."""
        values = (value for fact in self.facts for value in fact.values.values())
        sources = (row["source"].value for row in self.sources.values() if "source" in row)
        nodes = (fact.node for fact in self.facts)
        return {one for one in (*values, *nodes, *sources) if one.startswith("http")}

    def sections(self) -> list[Section]:
        replaced = _replaced(self.day)
        return [
            self._participations("treaties", "participant", "inTreaty"),
            self._participations("states", "inTreaty", "participant"),
            self._spans("organisations", "member", "organization", _MEMBERSHIP),
            self._spans("members", "organization", "member", _MEMBERSHIP),
            self._spans("authorities", "subordinateBody", "authority", _SUBORDINATION),
            self._spans("subordinates", "authority", "subordinateBody", _SUBORDINATION),
            self._own("laws", _LAW, lambda fact: fact.value("officialNumber")),
            self._own("bodies", _BODY, lambda fact: "", hidden=replaced),
            self._terms(),
        ]

    def _participations(self, name: str, mine: str, theirs: str) -> Section:
        made = _made()
        own = [
            fact
            for fact in self.facts
            if fact.value(mine) == self.iri and made.get(fact.value("inTreaty"), "") <= self.day
        ]
        dates = [fact.value(day) for fact in own for day in ("validFrom", "signatureDate")]
        line = axis(dates, self.day)
        lines = sorted(
            (self._participation(fact, fact.value(theirs), line) for fact in own), key=_place
        )
        shown = (Kind.PARTY, Kind.SIGNATORY, Kind.LEFT)
        counted = [one for one in lines if one.standing and one.standing.kind in shown]
        return Section(name, counted, [one for one in lines if one not in counted], line)

    def _participation(self, fact: Fact, thing: str, line: Axis) -> Line:
        stands = standing(fact, self.day)
        signed, since = fact.value("signatureDate"), fact.value("validFrom")
        until = fact.value("validUntil")
        # A party of which no source gives the first day is drawn from its consent.
        begin = since or (fact.value("consentDate") if stands.kind is Kind.PARTY else "")
        bars = (
            line.bar(signed, begin or until, "signatory") if signed else None,
            line.bar(begin, until, "party"),
        )
        return Line(
            thing,
            fact.node,
            signed if stands.kind is Kind.SIGNATORY else since,
            until,
            stands,
            bars=[bar for bar in bars if bar],
            source=self.sources.get(fact.node),
        )

    def _spans(self, name: str, mine: str, theirs: str, class_: str) -> Section:
        own = [f for f in self.facts if class_ in f.types and f.value(mine) == self.iri]
        line = axis([d for f in own for d in (first_day(f), f.value("validUntil"))], self.day)
        return self._split(name, own, lambda fact: self._span(fact, fact.value(theirs), line), line)

    def _own(
        self,
        name: str,
        class_: str,
        detail: Callable[[Fact], str],
        hidden: frozenset[str] = frozenset(),
    ) -> Section:
        """Laws and bodies: things that have days of their own."""
        # What only documents speak of is among the links, not in the tables.
        own = [f for f in self.facts if class_ in f.types and f.node in self.sources]
        own = [f for f in own if f.node != self.iri]
        return self._split(
            name, own, lambda fact: self._span(fact, fact.node, None, detail(fact)), None, hidden
        )

    def _terms(self) -> Section:
        own = [fact for fact in self.facts if _TERM in fact.types]
        return self._split(
            "terms",
            own,
            lambda fact: self._span(fact, fact.value("termOf"), None, fact.value("termYears")),
            None,
        )

    def _span(self, fact: Fact, thing: str, line: Axis | None, detail: str = "") -> Line:
        since, until = first_day(fact), fact.value("validUntil")
        bar = line.bar(since, until, "party") if line else None
        return Line(
            thing,
            fact.node,
            since,
            until,
            detail=detail,
            role=fact.value("role"),
            bars=[bar] if bar else [],
            source=self.sources.get(fact.node),
        )

    def _split(
        self,
        name: str,
        own: Iterable[Fact],
        line: Callable[[Fact], Line],
        scale: Axis | None,
        hidden: frozenset[str] = frozenset(),
    ) -> Section:
        counted: list[Line] = []
        others: list[Line] = []
        for fact in own:
            source = self.sources.get(fact.node)
            is_on = counts(fact, self.day, source["seen"].value if source else "")
            (counted if is_on and fact.node not in hidden else others).append(line(fact))
        has_bars = any(one.bars for one in counted)
        return Section(
            name,
            sorted(counted, key=_place),
            sorted(others, key=_place),
            scale if has_bars else None,
        )


def _place(line: Line) -> tuple[int, str, str]:
    rank = _ORDER.index(line.standing.kind) if line.standing else 0
    return rank, line.since or "9999", rendering.name(line.thing).text


def _sources(iri: str, all_facts: Iterable[Fact]) -> dict[str, Row]:
    """Node → the record to name for it: the most trusted that gives the first day, or any."""
    dated = {fact.node for fact in all_facts if fact.value("validFrom")}

    def trust(row: Mapping[str, Term]) -> tuple[bool, int, str]:
        record = row["record"].value
        is_silent = row["node"].value in dated and row["isDated"].value != "true"
        return is_silent, len(record), record

    found: dict[str, Row] = {}
    for row in sorted(ask_page("records", thing=iri).rows, key=trust):
        found.setdefault(row["node"].value, row)
    return found


def _made() -> dict[str, str]:
    """Treaty → the day on which it was concluded."""
    rows = ask_page("treaties").rows
    return {row["treaty"].value: row["made"].value for row in rows if "made" in row}


def _replaced(day: str) -> frozenset[str]:
    """Bodies whose place another one had taken by a day."""
    rows = ask_page("replaced").rows
    return frozenset(
        row["old"].value for row in rows if (row["from"].value if "from" in row else "") <= day
    )

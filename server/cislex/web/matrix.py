"""`/matrix`: where each state stands towards each treaty on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template, url_for
from werkzeug.exceptions import BadRequest

from cislex import terms
from cislex.web import days, protocol, rendering
from cislex.web.language import translated
from cislex.web.serving import ask_page
from cislex.web.standing import UNKNOWN, Fact, Kind, counts, flat, standing

blueprint = Blueprint("matrix", __name__)

SORTS: Final = ("name", "number", "year")
OTHER: Final = "other"
"""The group of treaties that no organisation administers."""
_MEMBER: Final = terms.expand("role:member")
_PREFIX: Final = terms.PREFIXES["id"]
_PARAMETERS: Final = ("on", "sort", "treaties", "states", "state")


@dataclass(frozen=True, slots=True)
class Cell:
    """One state and one treaty: the standing, its year, and the node that states it, if any."""

    kind: Kind
    year: str = ""
    node: str = ""


@dataclass(frozen=True, slots=True)
class Treaty:
    """A row: the treaty, its year and organisation (or empty), its cells in order of states."""

    iri: str
    made: str
    keeper: str
    cells: Sequence[Cell]

    @property
    def parties(self) -> int:
        """How many of the states are bound."""
        return sum(cell.kind is Kind.PARTY for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks for."""

    sort: str
    treaties: str
    states: str
    state: tuple[str, ...]

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.treaties or self.states or self.state)


@blueprint.get("/matrix")
def page() -> str:
    """The whole matrix, or some states or treaties of it."""
    day = days.asked()
    known = rendering.know_table(ask_page("states")).rows
    names = [row["state"].value for row in known]
    made = _treaties(day.value)
    groups = [*sorted({keeper for _, keeper in made.values() if keeper}), OTHER]
    members = _members(day.value)
    choice = _choice(groups, sorted(members), names)
    states = [
        one
        for one in names
        if (not choice.states or one in members[choice.states])
        and (not choice.state or one.removeprefix(_PREFIX) in choice.state)
    ]
    rows, order = _rows(made, states, choice, day.value)
    rendering.know([_PREFIX + group for group in [*groups, *members] if group != OTHER])
    return render_template(
        "matrix.html",
        day=day,
        rows=rows,
        states=order,
        numbers=_numbers(rows, order),
        choice=choice,
        groups=groups,
        organizations=sorted(members),
        all_states=sorted(names, key=lambda iri: rendering.name(iri).text.casefold()),
        kinds=list(Kind),
        downloads=_downloads(day.value),
    )


def _choice(
    groups: Collection[str], organizations: Collection[str], states: Sequence[str]
) -> Choice:
    parameters = protocol.parameters()
    unknown = parameters.names() - set(_PARAMETERS)
    if unknown:
        raise _wrong("parameter", sorted(unknown)[0], _PARAMETERS)
    sort = parameters.at_most_one("sort") or SORTS[0]
    treaties = parameters.at_most_one("treaties") or ""
    members = parameters.at_most_one("states") or ""
    own = tuple(one for one in parameters.all("state") if one)
    slugs = [iri.removeprefix(_PREFIX) for iri in states]
    for name, value, known in (
        ("sort", sort, SORTS),
        ("treaties", treaties, ("", *groups)),
        ("states", members, ("", *organizations)),
        *(("state", one, slugs) for one in own),
    ):
        if value not in known:
            raise _wrong(name, value, known)
    return Choice(sort, treaties, members, own)


def _wrong(name: str, value: str, known: Collection[str]) -> BadRequest:
    return BadRequest(
        translated("%(name)s: there is no %(value)s; take one of %(known)s")
        % {"name": name, "value": repr(value[:40]), "known": ", ".join(filter(None, known))}
    )


def _treaties(day: str) -> dict[str, tuple[str, str]]:
    """Treaty → its day of conclusion and the slug of who administers it, if made by the day."""
    found: dict[str, tuple[str, str]] = {}
    for row in rendering.know_table(ask_page("treaties")).rows:
        made = row["made"].value if "made" in row else ""
        keeper = row["keeper"].value.removeprefix(_PREFIX) if "keeper" in row else ""
        if made <= day:
            found.setdefault(row["treaty"].value, (made, keeper))
    return found


def _members(day: str) -> dict[str, set[str]]:
    """Slug of an organisation → the states that were its members on a day."""
    found: dict[str, set[str]] = {}
    for fact in flat(ask_page("memberships").rows):
        members = found.setdefault(fact.value("organization").removeprefix(_PREFIX), set())
        if fact.value("role") == _MEMBER and counts(fact, day):
            members.add(fact.value("member"))
    return {slug: members for slug, members in found.items() if members}


def _rows(
    made: Mapping[str, tuple[str, str]], states: Sequence[str], choice: Choice, day: str
) -> tuple[list[Treaty], list[str]]:
    """The rows and the order of the states."""
    facts: dict[tuple[str, str], Fact] = {
        (fact.value("participant"), fact.value("inTreaty")): fact
        for fact in flat(ask_page("cells").rows)
    }
    wanted = {
        iri: (when, keeper)
        for iri, (when, keeper) in made.items()
        if choice.treaties in ("", keeper or OTHER)
    }

    def title(iri: str) -> str:
        return rendering.name(iri).text.casefold()

    cells = {
        (state, treaty): _cell(facts.get((state, treaty)), day)
        for state in states
        for treaty in wanted
    }
    number = Counter(state for (state, _), cell in cells.items() if cell.kind is Kind.PARTY)
    order = sorted(
        states, key=lambda iri: (-number[iri] if choice.sort == "number" else 0, title(iri))
    )
    rows = [
        Treaty(iri, when[:4], keeper, [cells[state, iri] for state in order])
        for iri, (when, keeper) in wanted.items()
    ]
    keys: dict[str, Callable[[Treaty], tuple[str | int, ...]]] = {
        "name": lambda row: (title(row.iri),),
        "number": lambda row: (-row.parties, title(row.iri)),
        "year": lambda row: (row.made or "9999", title(row.iri)),
    }
    return sorted(rows, key=keys[choice.sort]), order


def _cell(fact: Fact | None, day: str) -> Cell:
    if fact is None:
        return Cell(Kind.UNKNOWN)
    found = standing(fact, day)
    return Cell(found.kind, "" if found.since in ("", UNKNOWN) else found.since[:4], fact.node)


def _numbers(rows: Sequence[Treaty], states: Sequence[str]) -> list[int]:
    """How many treaties bind each state."""
    return [sum(row.cells[at].kind is Kind.PARTY for row in rows) for at in range(len(states))]


def _downloads(day: str) -> list[tuple[str, str]]:
    return [
        (label, url_for("questions.download", name="treaty-matrix", extension=extension, day=day))
        for label, extension in (("CSV", "csv"), ("JSON", "json"))
    ]

"""Writes down what was measured: Markdown tables for people, JSON for programs."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from benchmark.measuring import Cell, Column, Query, Table

_OURS: Final = "cislex"
_YARDSTICK: Final = "oxigraph"
_FLOOR: Final = "engine, memory"
_ENGINES: Final = ("engine, disk", _FLOOR)
_CHEAP_SECONDS: Final = 0.001
_GOALS: Final = (("first time", True, 0.7), ("repeated", False, 0.15))
_OVER_FLOOR: Final = 0.35


@dataclass(frozen=True, slots=True)
class Circumstances:
    """On what it was measured, and what the client itself costs."""

    machine: str
    load: float
    """Processes that wanted to run at the start, of us and of others, over a minute."""
    client_milliseconds: float
    clients: int
    client_rate: float


def markdown(where: Circumstances, asked: Sequence[Query], tables: Iterable[Table]) -> str:
    """All tables."""
    parts = [
        "# Benchmark\n",
        f"{where.machine}, load {where.load:.1f}. The client alone, with a server that does "
        f"nothing: {where.client_milliseconds:.3f} ms an answer, and {where.client_rate:.0f} "
        f"answers a second with {where.clients} clients.\n",
        "First time: each request has a new number in a comment at the end of its query, so that "
        "no cache has seen the text and the work is the same. Repeated: the same text again. "
        "In brackets: the 95th percentile. Geometric means are over queries that all systems of "
        "a ratio answer; * marks the ten that the goals are about.\n",
    ]
    for table in tables:
        parts += [f"## {table.triples:,} triples\n".replace(",", " "), _readiness(table)]
        for title, is_new, _ in _GOALS:
            parts += [f"### One client, {title}: median in ms\n", _times(table, asked, is_new)]
        for title, is_new, _ in _GOALS:
            head = f"### {where.clients} clients, {title}: answers a second\n"
            parts += [head, _rates(table, asked, is_new)]
        parts += ["### Goals\n", "\n".join(f"- {line}" for line in goals(table, asked)) + "\n"]
    return "\n".join(parts)


def as_json(where: Circumstances, tables: Iterable[Table]) -> dict[str, Any]:
    """Everything, with all single times in seconds."""
    return {"circumstances": asdict(where), "tables": [asdict(table) for table in tables]}


def ratio(
    table: Table, asked: Sequence[Query], names: tuple[str, str], is_new: bool
) -> float | None:
    """The geometric mean of the ratios of two systems' medians, over what both answer."""
    above, below = (_column(table, name) for name in names)
    if not above or not below:
        return None
    pairs = [
        (above.cells[query.name].median(is_new), below.cells[query.name].median(is_new))
        for query in asked
    ]
    found = [one / other for one, other in pairs if one is not None and other is not None]
    return statistics.geometric_mean(found) if found else None


def goals(table: Table, asked: Sequence[Query]) -> list[str]:
    """Each goal for speed, and how far we are."""
    ten = [query for query in asked if query.is_goal]
    lines = []
    for title, is_new, limit in _GOALS:
        found = ratio(table, ten, (_OURS, _YARDSTICK), is_new)
        words = f"{title}, geometric mean of {_OURS} / {_YARDSTICK} over the {len(ten)} queries"
        lines.append(f"{words}: {_verdict(found, limit)}")
    lines.append(_cheap(table, asked))
    ours, peers = _column(table, _OURS), _peers(table)
    if ours and peers:
        behind = [
            query.name
            for query in asked
            for best in [max(one.cells[query.name].rate_first for one in peers)]
            if 0 < ours.cells[query.name].rate_first < best
        ]
        words = "many clients, first time, queries where a peer gives more answers a second: "
        lines.append(words + (", ".join(behind) or "none"))
    return lines


def _cheap(table: Table, asked: Sequence[Query]) -> str:
    ours, floor = _column(table, _OURS), _column(table, _FLOOR)
    over: list[tuple[float, str]] = []
    for query in asked if ours and floor else ():
        assert ours
        assert floor
        own, least = ours.cells[query.name].median(True), floor.cells[query.name].median(True)
        if own is not None and least is not None and least < _CHEAP_SECONDS:
            over.append((1000 * (own - least), query.name))
    words = "cheap queries, most over the engine's own time in memory, in ms"
    if not over:
        return f"{words}: not measured"
    most, name = max(over)
    return f"{words}: {_verdict(most, _OVER_FLOOR)} ({name})"


def _verdict(found: float | None, limit: float) -> str:
    if found is None:
        return "not measured"
    return f"**{found:.2f}**, at most {limit:g}: {'reached' if found <= limit else 'missed'}"


def _readiness(table: Table) -> str:
    words = [
        f"{column.name} {column.missing or f'{column.ready_seconds:.1f} s'}"
        for column in table.columns
    ]
    return "Ready after: " + ", ".join(words) + ".\n"


def _times(table: Table, asked: Sequence[Query], is_new: bool) -> str:
    def cell(found: Cell) -> str:
        median, high = found.median(is_new), found.high(is_new)
        if median is None or high is None:
            return found.fault or "–"
        return f"{_number(1000 * median)} ({_number(1000 * high)})"

    columns = table.columns
    rows = [
        [
            query.name + (" *" if query.is_goal else ""),
            str(max((one.cells[query.name].rows for one in columns if not one.missing), default=0)),
            *(one.missing or cell(one.cells[query.name]) for one in columns),
            _share(ratio(table, [query], (_OURS, _YARDSTICK), is_new)),
        ]
        for query in asked
    ]
    ten = [query for query in asked if query.is_goal]
    for words, which in ((f"mean of the {len(ten)} *", ten), (f"mean of all {len(asked)}", asked)):
        shares = [
            "" if one.missing else _share(ratio(table, which, (one.name, _YARDSTICK), is_new))
            for one in columns
        ]
        whole = _share(ratio(table, which, (_OURS, _YARDSTICK), is_new))
        rows.append([f"{words}, / {_YARDSTICK}", "", *shares, whole])
    names = [one.name for one in columns]
    return _table(["query", "rows", *names, f"{_OURS} / {_YARDSTICK}"], rows)


def _rates(table: Table, asked: Sequence[Query], is_new: bool) -> str:
    columns = [one for one in table.columns if one.name not in _ENGINES]

    def row(name: str, rate: Callable[[Column], float]) -> list[str]:
        rates = {one.name: rate(one) for one in columns if not one.missing}
        best = max((found for other, found in rates.items() if other != _OURS), default=0.0)
        share = rates.get(_OURS, 0.0) / best if best else None
        shown = [
            one.missing or (f"{rates[one.name]:.0f}" if rates[one.name] else "–") for one in columns
        ]
        return [name, *shown, _share(share or None)]

    def of_query(name: str) -> Callable[[Column], float]:
        return lambda one: one.cells[name].rate_first if is_new else one.cells[name].rate_again

    rows = [row(query.name, of_query(query.name)) for query in asked]
    rows.append(row("all in turn", lambda one: one.mix_first if is_new else one.mix_again))
    return _table(["query", *(one.name for one in columns), f"{_OURS} / best peer"], rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _column(table: Table, name: str) -> Column | None:
    return next((one for one in table.columns if one.name == name and not one.missing), None)


def _peers(table: Table) -> list[Column]:
    ours = (_OURS, *_ENGINES)
    return [one for one in table.columns if one.name not in ours and not one.missing]


def _share(found: float | None) -> str:
    return "–" if found is None else f"{found:.2f}"


def _number(found: float) -> str:
    """Three digits that count."""
    return f"{found:.0f}" if found >= 100 else f"{found:.1f}" if found >= 10 else f"{found:.2f}"

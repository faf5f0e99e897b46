"""What the soak found: figures as JSON, and a page of Markdown."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from soak.attackers import Attacks
from soak.innocents import Record
from soak.watching import Sample

_BAD: Final = ("no answer", "no answer in time", "500")
"""Outcomes of an attack that are no clear answer."""
_ROLES: Final = ("server", "nursery", "worker")
_LONG_ENOUGH: Final = 1200.0
_SETTLED: Final = 0.25
"""The part of the run after which memory is expected to be flat."""


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that was noted; `idle` are looks at the server alone, before and after."""

    seconds: float
    records: Sequence[Record]
    attacks: Attacks
    samples: Sequence[Sample]
    idle: tuple[Sample, Sample]
    switches: Sequence[float]
    killed: dict[str, int]
    server_ended: bool
    settings: dict[str, object]


def faults(run: Run) -> list[str]:
    """What was not as it must be; empty when all went well."""
    found = [f"{one.name} at {one.when:.0f} s: {one.fault}" for one in run.records if one.fault]
    found += run.attacks.leaks
    for kind, fate in sorted(run.attacks.fates.items()):
        for outcome in _BAD:
            if times := fate.outcomes.get(outcome):
                found.append(f"{kind}: {outcome}, {times} times; {fate.words}")
    if run.server_ended:
        found.append("the server has ended")
    if {one.release for one in run.records} - {-1} != set(range(len(run.switches) + 1)):
        found.append("not every release was seen")
    return found


def as_json(run: Run) -> dict[str, Any]:
    """All figures but the single answers."""
    first, last = _quarter(run, 0), _quarter(run, 3)
    return {
        "seconds": run.seconds,
        "settings": run.settings,
        "innocent": {
            "questions": len(run.records),
            "right": sum(not one.fault for one in run.records),
            "faults": Counter(one.fault for one in run.records if one.fault),
            "asked to come back": sum(one.busy > 0 for one in run.records),
            "milliseconds": _times([one.seconds for one in run.records if not one.fault]),
            "milliseconds, with coming back": _times([one.waited for one in run.records]),
            "milliseconds, first quarter": _times(first),
            "milliseconds, last quarter": _times(last),
            "by question": {
                name: _times([one.seconds for one in run.records if one.name == name])
                for name in sorted({one.name for one in run.records})
            },
        },
        "hostile": {kind: asdict(fate) for kind, fate in sorted(run.attacks.fates.items())},
        "leaks": run.attacks.leaks,
        "switches": [_switch(run, number) for number in range(len(run.switches))],
        "killed": run.killed,
        "memory": {
            "MiB an hour, server": _slope(run, lambda one: one.resident.get("server", 0.0)),
            "MiB an hour, all": _slope(run, lambda one: sum(one.proportional.values())),
            "idle before": run.idle[0].as_json(),
            "idle after": run.idle[1].as_json(),
            "samples": [one.as_json() for one in run.samples],
        },
        "faults": faults(run),
    }


def markdown(run: Run) -> str:
    """A page for people."""
    found = as_json(run)
    innocent, memory = found["innocent"], found["memory"]
    problems = found["faults"]
    lines = [
        "# Soak",
        "",
        f"{run.seconds / 60:.1f} minutes; "
        f"{', '.join(f'{name} {value}' for name, value in run.settings.items())}.",
        "",
        f"**{innocent['right']} of {innocent['questions']} innocent questions answered right**; "
        f"{innocent['asked to come back']} of them were asked to come back first.",
        "",
        *_rows(
            ["ms", "median", "p95", "p99", "most"],
            [
                [words.removeprefix("milliseconds").strip(", ") or "all", *_cells(innocent[words])]
                for words in innocent
                if words.startswith("milliseconds")
            ],
        ),
        f"Killed at random: {', '.join(f'{count} {role}' for role, count in run.killed.items())}.",
        "",
        *(f"Switch at {one['at']:.0f} s: {one['words']}." for one in found["switches"]),
        "",
        "## Memory, MiB",
        "",
        *_rows(
            ["", *(f"{role}, resident" for role in _ROLES), "all, proportional", "files"],
            [_weights(words, one) for words, one in _looks(run)],
        ),
        "Slope after the first quarter, MiB an hour: "
        f"server {memory['MiB an hour, server']:.1f}, all {memory['MiB an hour, all']:.1f}"
        f"{'' if run.seconds >= _LONG_ENOUGH else ' (too short a run to mean anything)'}.",
        "",
        "## Hostile",
        "",
        *_rows(
            ["what", "times", "outcomes", "longest, s"],
            [
                [
                    kind,
                    str(sum(fate.outcomes.values())),
                    ", ".join(f"{end}: {count}" for end, count in sorted(fate.outcomes.items())),
                    f"{fate.slowest:.1f}",
                ]
                for kind, fate in sorted(run.attacks.fates.items())
            ],
        ),
        "## Faults",
        "",
        *(f"- {_cell(problem)}" for problem in problems[:50]),
        "none" if not problems else f"{len(problems)} in all",
        "",
    ]
    return "\n".join(lines)


def _quarter(run: Run, number: int) -> list[float]:
    start, end = run.seconds * number / 4, run.seconds * (number + 1) / 4
    return [one.seconds for one in run.records if start <= one.when < end and not one.fault]


def _times(seconds: Sequence[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile and maximum, in ms."""
    if not seconds:
        return {}
    ordered = sorted(seconds)
    last = len(ordered) - 1
    return {
        "median": 1000 * statistics.median(ordered),
        "p95": 1000 * ordered[round(0.95 * last)],
        "p99": 1000 * ordered[round(0.99 * last)],
        "most": 1000 * ordered[-1],
    }


def _switch(run: Run, number: int) -> dict[str, Any]:
    """When the new release was first, and the old one last, seen after a switch, in seconds."""
    at = run.switches[number]
    new = [one.when + one.waited - at for one in run.records if one.release == number + 1]
    old = [one.when - at for one in run.records if one.release == number and one.when > at]
    first = f"the new release was first seen after {min(new):.1f} s" if new else "never seen"
    last = f"the old one last after {max(old):.1f} s" if old else "the old one no more"
    return {"at": at, "first": min(new, default=None), "last": max(old, default=0.0)} | {
        "words": f"{first}, {last}"
    }


def _slope(run: Run, weight: Any) -> float:
    """Of a line through the samples after the first quarter, an hour."""
    points = [(one.when, weight(one)) for one in run.samples if one.when > run.seconds * _SETTLED]
    if len(points) < 3:
        return 0.0
    times, weights = zip(*points, strict=True)
    return 3600 * statistics.linear_regression(times, weights).slope


def _looks(run: Run) -> list[tuple[str, Sample]]:
    def middle(part: Sequence[Sample]) -> list[Sample]:
        return sorted(part, key=lambda one: one.resident.get("server", 0.0))[
            len(part) // 2 : len(part) // 2 + 1
        ]

    quarter = max(1, len(run.samples) // 4)
    parts = [
        ("idle before", [run.idle[0]]),
        ("first quarter, median", middle(run.samples[:quarter])),
        ("last quarter, median", middle(run.samples[-quarter:])),
        ("most", sorted(run.samples, key=lambda one: sum(one.proportional.values()))[-1:]),
        ("idle after", [run.idle[1]]),
    ]
    return [(words, one) for words, found in parts for one in found]


def _weights(words: str, one: Sample) -> list[str]:
    resident = [
        f"{one.resident.get(role, 0):.0f} ({one.processes.get(role, 0)})" for role in _ROLES
    ]
    return [words, *resident, f"{sum(one.proportional.values()):.0f}", str(one.files)]


def _cells(times: dict[str, float]) -> list[str]:
    return [f"{times[name]:.1f}" if times else "–" for name in ("median", "p95", "p99", "most")]


def _cell(words: str) -> str:
    return words.replace("|", "/").replace("\n", " ")[:400]


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return ["| " + " | ".join(map(_cell, line)) + " |" for line in lines] + [""]

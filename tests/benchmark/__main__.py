"""`python -m benchmark`: see `--help`. Writes `var/bench/bench.md` and `.json`."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import statistics
import sys
import time
from pathlib import Path
from typing import Final

import pyoxigraph

from benchmark import data, report, systems
from benchmark.client import Connection, Crowd, Server, echo
from benchmark.measuring import FULL, QUICK, Bench, Limits, Table, queries
from benchmark.virtuoso import VIRTUOSO

SYSTEMS: Final = (
    *(systems.DISK, systems.MEMORY, systems.OURS, systems.OXIGRAPH, systems.RDFLIB),
    VIRTUOSO,
)
_SIZES: Final = (100_000, 1_000_000)
_CLIENTS: Final = 8
_FOLDER: Final = systems.ROOT / "var" / "bench"


def main() -> None:
    """Measure, then write and print the tables."""
    parser = argparse.ArgumentParser(prog="make bench", description=main.__doc__)
    parser.add_argument("--size", type=int, action="append", help="triples; may be repeated")
    parser.add_argument("--quick", action="store_true", help="100 000 triples, under two minutes")
    parser.add_argument(
        "--only", action="append", help=f"a system: {', '.join(one.name for one in SYSTEMS)}"
    )
    parser.add_argument("--folder", type=Path, default=_FOLDER, help="where the tables go")
    chosen = parser.parse_args()
    folder: Path = chosen.folder
    sizes = chosen.size or (_SIZES[:1] if chosen.quick else _SIZES)
    limits = QUICK if chosen.quick else FULL
    names = chosen.only or [one.name for one in SYSTEMS]
    folder.mkdir(parents=True, exist_ok=True)
    with Crowd(_CLIENTS) as crowd:
        where = _circumstances(crowd)
        tables = [_measure(folder, size, names, limits, crowd) for size in sizes]
    text = report.markdown(where, queries(), tables)
    found = json.dumps(report.as_json(where, tables), indent=1)
    for name, written in (("bench.md", text), ("bench.json", found)):
        partial = folder / f".{name}.partial"
        partial.write_text(written, "utf-8")
        partial.replace(folder / name)
    print(text)
    _say(f"written to {folder}/bench.md and bench.json")


def _measure(folder: Path, size: int, names: list[str], limits: Limits, crowd: Crowd) -> Table:
    _say(f"{size} triples")
    with (
        systems.prepared(folder / "work", data.write, size) as made,
        contextlib.ExitStack() as stack,
    ):
        bench = Bench(made, limits, queries(), _say)
        bench.start([one for one in SYSTEMS if one.name in names], stack)
        bench.check()
        bench.measure_one_client()
        bench.measure_crowd(crowd)
        return bench.table


def _circumstances(crowd: Crowd) -> report.Circumstances:
    with echo() as port, Connection(port, 10) as connection:
        request = Server(port).request("ASK {}")
        times = [connection.ask(request.numbered(number)).seconds for number in range(2000)]
        rate, _ = crowd.rate(port, [request], 1.0, 10.0, True)
    cores = len(os.sched_getaffinity(0))
    engine = f"pyoxigraph {pyoxigraph.__version__}"
    return report.Circumstances(
        f"{platform.machine()}, {cores} cores, Python {platform.python_version()}, {engine}",
        os.getloadavg()[0],
        1000 * statistics.median(times),
        crowd.clients,
        rate,
    )


def _say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

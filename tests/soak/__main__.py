"""`python -m soak`: see `--help`. Writes `soak.md`, `soak.json` and `answers.csv`."""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any, Final

import servers
from servers import Program
from soak import stores, summary, watching
from soak.attackers import Attacks, attack
from soak.innocents import History, Innocent, Record
from soak.stores import Prepared
from soak.summary import Run
from soak.watching import Killer, Sample

_FOLDER: Final = Path(__file__).resolve().parents[2] / "var" / "soak"
_SWITCHES: Final = 3
_CLIENTS: Final = 4
_IDLE_SECONDS: Final = 5.0
_LOOK_SECONDS: Final = 10.0
_SETTINGS: Final[dict[str, object]] = {"query_seconds": 10.0, "cache_bytes": 32 * 1024**2}
"""A short limit, so that there are many attacks; a small cache, so that it is full early."""


def main() -> None:
    """Serve a real release under mixed load; exit code 1 when an innocent question was lost."""
    parser = argparse.ArgumentParser(prog="make soak", description=main.__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--rate", type=float, default=20.0, help="innocent questions a second")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=_FOLDER, help="where the record goes")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=chosen.folder) as work:
        _say("building the releases")
        releases = list(stores.prepare(Path(work), _SWITCHES + 1))
        root = Path(work) / "store"
        stores.switch(root, releases[0])
        run = Soak(root, releases, 60 * chosen.minutes, chosen.rate, chosen.seed).run()
        shutil.copy(Path(work) / "server.log", chosen.folder / "server.log")
    _write(chosen.folder, run)
    print(summary.markdown(run))
    sys.exit(1 if summary.faults(run) else 0)


class Soak:
    """One run: server, innocents, attackers, switches, kills, looks."""

    def __init__(
        self, root: Path, releases: Sequence[Prepared], seconds: float, rate: float, seed: int
    ) -> None:
        self._root, self._releases = root, releases
        self._seconds, self._rate, self._seed = seconds, rate, seed
        self._port = servers.free_port()
        self._records: list[Record] = []
        self._samples: list[Sample] = []
        self._stop = threading.Event()
        self._start = 0.0

    def run(self) -> Run:
        """Do it all."""
        program = servers.cislex(
            self._port,
            self._root.parent / "server.log",
            *("--production", "--store", self._root),
            **_SETTINGS,
        )
        try:
            return self._run(program)
        finally:
            program.close()

    def _run(self, program: Program) -> Run:
        history = History([one.answers for one in self._releases])
        killer = Killer(program.process_id, self._seed)
        time.sleep(_IDLE_SECONDS)
        before = watching.look(program.process_id, 0.0)
        self._start = time.monotonic()
        _say(f"{self._seconds:.0f} s of load on port {self._port}")
        with _attackers(self._port, self._root.parent, self._seed) as attacked:
            threads = [
                *self._innocents(history),
                threading.Thread(target=killer.run, args=(self._stop,)),
            ]
            for thread in threads:
                thread.start()
            due = [self._seconds * (n + 1) / (_SWITCHES + 1) for n in range(_SWITCHES)]
            while self._clock() < self._seconds and program.is_running:
                if len(due) > len(history.switches) and self._clock() > due[len(history.switches)]:
                    release = self._releases[len(history.switches) + 1]
                    stores.switch(self._root, release, lambda: history.switched(self._clock()))
                    _say(f"switched to release {len(history.switches)}")
                self._look(program)
                self._stop.wait(min(_LOOK_SECONDS, self._seconds / 20))
            seconds = self._clock()
            self._stop.set()
            for thread in threads:
                thread.join()
        time.sleep(_IDLE_SECONDS)
        idle = before, watching.look(program.process_id, self._clock())
        ended, settings = not program.is_running, {**_SETTINGS, "innocent rate": self._rate}
        attacks = attacked[0] if attacked else Attacks(leaks=["the attackers have ended"])
        return Run(
            *(
                seconds,
                self._records,
                attacks,
                self._samples,
                idle,
                history.switches,
                killer.killed,
            ),
            *(ended, settings),
        )

    def _clock(self) -> float:
        return time.monotonic() - self._start

    def _innocents(self, history: History) -> Iterator[threading.Thread]:
        asked = stores.questions(stores.gallery())
        for number in range(_CLIENTS):
            person = Innocent(
                self._port, asked, history, self._records.append, self._seed * 100 + number
            )
            pause = _CLIENTS / self._rate
            yield threading.Thread(target=person.run, args=(self._clock, self._stop, pause))

    def _look(self, program: Program) -> None:
        self._samples.append(watching.look(program.process_id, self._clock()))
        if random.random() < 0.1:
            wrong = sum(bool(one.fault) for one in self._records)
            _say(f"{self._clock():.0f} s: {len(self._records)} answers, {wrong} faults")


@contextmanager
def _attackers(port: int, folder: Path, seed: int) -> Iterator[list[Attacks]]:
    """The attackers in a process of their own; what came of it is in the list afterwards."""
    context = multiprocessing.get_context("spawn")
    stop: Event = context.Event()
    here, there = context.Pipe(duplex=False)
    seconds = float(str(_SETTINGS["query_seconds"]))
    arguments = (port, folder, seconds, stop, there, seed)
    process = context.Process(target=attack, args=arguments, daemon=True)
    process.start()
    there.close()
    found: list[Attacks] = []
    try:
        yield found
    finally:
        stop.set()
        if here.poll(4 * seconds + 120):
            found.append(here.recv())
        process.kill()
        process.join()


def _write(folder: Path, run: Run) -> None:
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer: Any = csv.writer(file)
        writer.writerow(Record.__dataclass_fields__)
        writer.writerows(asdict(record).values() for record in run.records)
    found = json.dumps(summary.as_json(run), indent=1)
    (folder / "soak.json").write_text(found, "utf-8")
    (folder / "soak.md").write_text(summary.markdown(run), "utf-8")


def _say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

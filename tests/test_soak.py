"""The soak notices what it is there for: wrong and lost answers, leaks, processes of others."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from cislex import formats, releases, sparql
from cislex.store import Engine
from pools import wait_until
from soak import attackers, innocents, summary, watching
from soak.attackers import Attacks, Fate
from soak.innocents import History, Innocent, Record
from soak.questions import Question
from soak.stores import Answer, read_answer
from soak.summary import Run
from soak.watching import Killer, Member, Sample
from web_toy import publish

pytest_plugins = ["web_fixtures"]

QUESTION = Question("labels", "SELECT ?s ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l }")


@pytest.fixture
def right(toy_root: Path) -> Answer:
    engine = sparql.InProcess(Engine(releases.current(toy_root).store_path))
    body = sparql.answer(engine, sparql.Question(QUESTION.text, formats.JSON)).read()
    return read_answer(body, "application/sparql-results+json")


def asked(live: str, history: History, monkeypatch: pytest.MonkeyPatch, count: int) -> list[Record]:
    """What an innocent notes of some questions."""
    monkeypatch.setattr(innocents, "_PAGES", {"/health": b"release"})
    notes: list[Record] = []
    stop = threading.Event()

    def note(record: Record) -> None:
        notes.append(record)
        if len(notes) == count:
            stop.set()

    Innocent(urlsplit(live).port or 0, [QUESTION], history, note, 1).run(
        time.monotonic, stop, 0.001
    )
    return notes


def test_right_answers_are_right_in_every_format(
    live: str, right: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = asked(live, History([{"labels": right}]), monkeypatch, 40)
    assert [one.fault for one in notes] == [""] * 40
    assert {one.status for one in notes} == {200}
    assert {one.name for one in notes} == {"labels", "/health"}


def test_a_wrong_answer_is_noticed(
    live: str, right: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = asked(live, History([{"labels": right[1:]}]), monkeypatch, 10)
    assert {one.fault[:6] for one in notes if one.name == "labels"} == {"wrong:"}


def test_a_lost_answer_is_noticed(right: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = asked("http://127.0.0.1:1", History([{"labels": right}]), monkeypatch, 3)
    assert all("no answer" in one.fault for one in notes)


def test_an_answer_belongs_to_a_release_that_is_served() -> None:
    old: Answer = (("1",),)
    new: Answer = (("2",),)
    history = History([{"n": old, "same": old}, {"n": new, "same": old}])
    assert history.which("n", old, 1, 2) == 0
    assert history.which("n", new, 1, 2) is None
    history.switched(100)
    assert history.which("n", new, 98, 99) is None
    assert history.which("n", new, 99, 101) == 1
    assert history.which("n", old, 101, 102) == 0
    assert history.which("n", old, 300, 301) is None
    assert history.which("same", old, 300, 301) == -1
    assert history.which("same", new, 300, 301) is None


def test_answers_in_all_formats_are_the_same() -> None:
    forms = {
        "application/sparql-results+json": QueryResultsFormat.JSON,
        "application/sparql-results+xml": QueryResultsFormat.XML,
        "text/tab-separated-values": QueryResultsFormat.TSV,
    }
    answers = set()
    for media_type, form in forms.items():
        found = Store().query('SELECT ?a ?b { VALUES (?a ?b) { (1 "x"@en) (<a:b> UNDEF) } }')
        assert isinstance(found, QuerySolutions)
        answers.add(read_answer(found.serialize(format=form) or b"", media_type))
    assert len(answers) == 1


@pytest.fixture
def parent() -> Iterator[subprocess.Popen[str]]:
    """A process that stands for a server, with one that stands for a nursery and a worker."""
    worker = "import time; time.sleep(60)"
    nursery = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {worker!r}])"
    program = (
        "import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-c', {nursery!r}, 'cislex.nursery'])\n"
        "time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", program], text=True)
    wait_until(lambda: len(watching.family(process.pid)) == 3)
    yield process
    for member in watching.family(process.pid):
        os.kill(member.process_id, 9)
    process.wait()


def test_a_family_is_known_by_its_roles(parent: subprocess.Popen[str]) -> None:
    found = watching.family(parent.pid)
    assert [one.role for one in found] == ["server", "nursery", "worker"]
    sample = watching.look(parent.pid, 5.0)
    assert sample.processes == {"server": 1, "nursery": 1, "worker": 1}
    assert all(size > 1 for size in sample.resident.values())
    assert sample.files >= 6


def test_only_members_of_the_family_are_killed(parent: subprocess.Popen[str]) -> None:
    killer = Killer(parent.pid, 1)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as other:
        try:
            assert not killer._kill(Member(other.pid, "worker"))
            assert other.poll() is None
        finally:
            other.kill()
    [worker] = [one for one in watching.family(parent.pid) if one.role == "worker"]
    assert killer._kill(worker)
    wait_until(lambda: worker not in watching.family(parent.pid))


def run(**changes: object) -> Run:
    """A run in which all went well, with some changes."""
    sample = Sample(0.0, {"server": 1}, {"server": 50.0}, {"server": 40.0}, 10)
    records = [Record(n, "labels", 200, 0.01, 0.01, 0, "", int(n > 50)) for n in range(100)]
    samples = [
        Sample(float(n), {"server": 1}, {"server": 50.0 + n}, {"server": 40.0 + n}, 10)
        for n in range(100)
    ]
    attacks = Attacks({"cartesian": Fate({"503": 3}, 10.2, "too long")})
    values: dict[str, object] = {
        "seconds": 100.0,
        "records": records,
        "attacks": attacks,
        "samples": samples,
        "idle": (sample, sample),
        "switches": [50.0],
        "killed": {"worker": 2, "nursery": 0},
        "server_ended": False,
        "settings": {},
    }
    return Run(**{**values, **changes})  # type: ignore[arg-type]


def test_a_good_run_has_no_faults() -> None:
    assert summary.faults(run()) == []
    text = summary.markdown(run())
    assert "**100 of 100 innocent questions answered right**" in text
    assert "| cartesian | 3 | 503: 3 | 10.2 |" in text
    assert summary.as_json(run())["memory"]["MiB an hour, server"] == pytest.approx(3600)
    assert summary.as_json(run())["switches"][0]["first"] == pytest.approx(1.01)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"server_ended": True}, "the server has ended"),
        ({"attacks": Attacks(leaks=["a call"])}, "a call"),
        ({"attacks": Attacks({"x": Fate({"no answer": 1})})}, "x: no answer, 1 times"),
        ({"attacks": Attacks({"x": Fate({"500": 2})})}, "x: 500, 2 times"),
        ({"switches": [50.0, 60.0]}, "not every release was seen"),
        ({"records": [Record(1, "q", 0, 0, 0, 0, "no answer", 0)]}, "q at 1 s: no answer"),
    ],
)
def test_what_is_not_as_it_must_be_is_told(changes: dict[str, object], words: str) -> None:
    assert any(words in fault for fault in summary.faults(run(**changes)))


def test_a_leak_is_noticed(live: str, tmp_path: Path) -> None:
    publish(tmp_path)
    mob = attackers._Mob(
        urlsplit(live).port or 0, 5.0, multiprocessing.get_context("spawn").Event()
    )
    mob._query("harmless", "SELECT * { VALUES ?x { 'nothing' } }")
    assert mob.found.leaks == []
    mob._query("a leak", f"SELECT * {{ VALUES ?x {{ '{attackers.SECRET}' }} }}")
    [leak] = mob.found.leaks
    assert leak.startswith("a leak: ")
    assert mob.found.fates["a leak"].outcomes == {"200": 1}

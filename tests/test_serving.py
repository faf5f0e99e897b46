"""Releases change under load: nothing is dropped, the old one ends, a bad one is not served."""

from __future__ import annotations

import contextlib
import dataclasses
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn, cast

import pytest

from cislex.answers import Remembering
from cislex.errors import (
    AnswerTooLarge,
    QueryError,
    QueryKilled,
    QueryTimedOut,
    ReleaseError,
    ServerBusy,
)
from cislex.pool import Pool
from cislex.settings import Settings
from cislex.sparql import Question, table
from cislex.web import create_app, serving
from cislex.web.serving import Releases, Snapshot
from pools import wait_until
from web_toy import TOY, no_names, publish

KNOWN = "SELECT ?x { <https://w3id.org/cislex/id/newcomer> ?p ?x }"


@pytest.fixture
def releases(tmp_path: Path) -> Iterator[Releases]:
    publish(tmp_path)
    found = Releases(Settings(store=tmp_path, workers=2, cache_bytes=0))
    yield found
    found.close()


def newcomer(number: int) -> str:
    return TOY + f'id:newcomer rdfs:label "Newcomer {number}"@en .\n'


def processes(snapshot: Snapshot) -> list[Path]:
    pool = cast(Remembering, snapshot.engine)._asked
    return [Path(f"/proc/{process}") for process in cast(Pool, pool).process_ids]


def ask_now(releases: Releases) -> str:
    """The newest newcomer, from one snapshot that is asked twice."""
    snapshot = releases.current()
    first, second = table(snapshot.engine, KNOWN), table(snapshot.engine, KNOWN)
    assert first.rows == second.rows
    return first.rows[0]["x"].value if first.rows else "nobody"


def test_releases_change_under_load(releases: Releases, tmp_path: Path) -> None:
    stop, faults, seen = threading.Event(), list[str](), list[str]()

    def ask_always() -> None:
        while not stop.is_set():
            try:
                seen.append(ask_now(releases))
            except Exception as error:
                faults.append(repr(error))

    first = processes(releases.current())
    threads = [threading.Thread(target=ask_always) for _ in range(3)]
    with contextlib.ExitStack() as ending:
        for thread in threads:
            thread.start()
            ending.callback(thread.join)
        ending.callback(stop.set)
        for number in range(3):
            publish(tmp_path, newcomer(number))
            wait_until(lambda: seen[-1:] == [f"Newcomer {number}"])  # noqa: B023
    assert faults == []
    assert list(dict.fromkeys(seen)) == ["nobody", "Newcomer 0", "Newcomer 1", "Newcomer 2"]
    wait_until(lambda: not any(path.exists() for path in first))


def test_a_request_keeps_its_release(releases: Releases, tmp_path: Path) -> None:
    held = releases.current()
    publish(tmp_path, newcomer(1))
    wait_until(lambda: ask_now(releases) == "Newcomer 1")
    assert table(held.engine, KNOWN).rows == ()
    old = processes(held)
    del held
    wait_until(lambda: not any(path.exists() for path in old))


def test_a_release_that_cannot_be_opened_is_not_served(
    releases: Releases,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(serving, "_RETRY_SECONDS", 0.3)
    before = releases.current()
    bad = publish(tmp_path, newcomer(1))
    dump = bad.dumps_path / "cislex.nq.gz"
    content = dump.read_bytes()
    dump.write_bytes(content[:100])
    wait_until(lambda: ask_now(releases) == "nobody" and "is not served" in caplog.text)
    assert releases.current() is before
    dump.write_bytes(content)
    wait_until(lambda: ask_now(releases) == "Newcomer 1")


def test_a_large_graph_is_served_from_disk(tmp_path: Path) -> None:
    release = publish(tmp_path)
    (release.dumps_path / "cislex.nq.gz").unlink()
    settings = Settings(store=tmp_path, workers=1)
    with contextlib.closing(Releases(settings)) as found, pytest.raises(ReleaseError):
        found.current()
    on_disk = dataclasses.replace(settings, memory_quads=10)
    with contextlib.closing(Releases(on_disk)) as found:
        assert ask_now(found) == "nobody"


def test_to_look_for_a_new_release_costs_little(releases: Releases) -> None:
    releases.current()
    start = time.perf_counter()
    for _ in range(1000):
        releases.current()
    assert time.perf_counter() - start < 10


class Refusing:
    """Asks nobody, and raises an error."""

    def __init__(self, error: QueryError) -> None:
        self._error = error

    def ask(self, question: Question) -> NoReturn:
        """Raise it."""
        raise self._error


@dataclasses.dataclass
class Fixed:
    """Always the same release."""

    snapshot: Snapshot

    def current(self) -> Snapshot:
        """That release."""
        return self.snapshot


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ServerBusy("come again"), 503),
        (QueryTimedOut("too long"), 503),
        (QueryKilled("too deep"), 400),
        (AnswerTooLarge("too large"), 400),
    ],
)
def test_a_limit_is_told_over_http(tmp_path: Path, error: QueryError, status: int) -> None:
    snapshot = Snapshot("1", Refusing(error), {}, tmp_path, no_names(tmp_path))
    client = create_app(Settings(), Fixed(snapshot)).test_client()
    response = client.get("/sparql?query=ASK{}", headers={"Accept": "application/json"})
    assert response.status_code == status
    assert response.get_json() == {"error": {"status": status, "message": str(error)}}
    assert response.headers.get("Retry-After") == ("5" if status == 503 else None)

"""Innocent people: they ask at a steady rate, do as they are told, and check every answer."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from benchmark.client import Broken, Connection, Response
from soak.questions import Question
from soak.stores import Answer, read_answer

_TIMEOUT: Final = 120.0
_ATTEMPTS: Final = 10
_LONGEST_WAIT: Final = 10.0
_SETTLED_SECONDS: Final = 60.0
"""So long after a switch the release before it may still answer: a new one has to be loaded."""
_BUSY: Final = (429, 503)
_PAGES: Final = {
    "/id/kazakhstan": b"Kazakhstan",
    "/queries/what-weakens.csv": b"deterrence",
    "/": b"cislex",
    "/health": b"release",
}
"""Path → what its answer always holds."""
_TABLES: Final = (
    *("application/sparql-results+json", "application/sparql-results+xml"),
    "text/tab-separated-values",
)
_GRAPHS: Final = ("text/turtle", "application/n-triples", "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class Record:
    """One question and what became of it; `when` and the others in seconds.

    `fault` is empty when the answer is right; `busy` counts how often the server asked to come
    back; `seconds` is the time of the answer itself, `waited` the time with coming back; `release`
    is -1 where the answer does not tell.
    """

    when: float
    name: str
    status: int
    seconds: float
    waited: float
    busy: int
    fault: str
    release: int


class History:
    """Which release has been served since when, by the switches that were made."""

    def __init__(self, answers: Sequence[dict[str, Answer]]) -> None:
        self.answers = answers
        self.switches: list[float] = []

    def switched(self, when: float) -> None:
        """The next release is served from now on."""
        self.switches.append(when)

    def is_right(self, release: int, start: float, end: float) -> bool:
        """Whether this release may answer a question that was asked and answered then."""
        began = [0.0, *self.switches][release]
        ended = [*self.switches, float("inf")][release]
        return began <= end and start <= ended + _SETTLED_SECONDS

    def which(self, name: str, answer: Answer, start: float, end: float) -> int | None:
        """The release that this is the right answer of: -1 where of several, None where of none."""
        found = [
            release
            for release in range(len(self.switches) + 1)
            if self.answers[release][name] == answer
        ]
        if not any(self.is_right(release, start, end) for release in found):
            return None
        return found[0] if len(found) == 1 else -1


class Innocent:
    """One of them: asks every `pause` seconds until told to stop; `note` hears of each answer."""

    def __init__(
        self,
        port: int,
        questions: Sequence[Question],
        history: History,
        note: Callable[[Record], object],
        seed: int,
    ) -> None:
        self._port, self._questions, self._history, self._note = port, questions, history, note
        self._random = random.Random(seed)
        self._number = 0

    def run(self, clock: Callable[[], float], stop: threading.Event, pause: float) -> None:
        """Ask; whoever is late asks at once, so that the rate stays."""
        due = clock() + self._random.random() * pause
        with Connection(self._port, _TIMEOUT) as connection:
            while not stop.wait(max(0.0, due - clock())):
                due += pause
                self._note(self._ask(connection, clock))

    def _ask(self, connection: Connection, clock: Callable[[], float]) -> Record:
        start = clock()
        name, request, check = self._choose()
        busy, status, fault, release, seconds = 0, 0, "", -1, 0.0
        for _ in range(_ATTEMPTS):
            try:
                response = connection.ask(request)
            except TimeoutError:
                fault = f"no answer in {_TIMEOUT:g} s"
                break
            except (Broken, OSError) as error:
                fault = f"no answer: {error}"
                break
            status, seconds = response.status, response.seconds
            if status in _BUSY:
                busy += 1
                fault = f"still busy after {busy} attempts: {response.body[:120]!r}"
                time.sleep(_wait_of(response))
                continue
            release, fault = check(response, clock() - seconds, clock())
            break
        return Record(start, name, status, seconds, clock() - start, busy, fault, release)

    def _choose(
        self,
    ) -> tuple[str, bytes, Callable[[Response, float, float], tuple[int, str]]]:
        self._number += 1
        if self._random.random() < 0.15:
            path = self._random.choice(list(_PAGES))
            return path, self._request(path, "*/*"), _page_check(_PAGES[path])
        question = self._random.choice(self._questions)
        form = self._random.choice(_GRAPHS if question.is_graph else _TABLES)
        if "ASK" in question.text:
            form = _TABLES[0]
        text = question.text
        if self._random.random() < 0.5:  # half of the questions are in no cache
            text += f"\n# {self._random.random()}"
        request = self._request("/sparql?query=" + quote(text, safe=""), form)
        return question.name, request, self._answer_check(question.name, form)

    def _request(self, path: str, accept: str) -> bytes:
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nAccept: {accept}\r\n\r\n"
        return head.encode("ascii")

    def _answer_check(
        self, name: str, form: str
    ) -> Callable[[Response, float, float], tuple[int, str]]:
        def check(response: Response, start: float, end: float) -> tuple[int, str]:
            if response.status != 200:
                return -1, f"status {response.status}: {response.body[:200]!r}"
            try:
                answer = read_answer(response.body, form)
            except (ValueError, SyntaxError, KeyError) as error:
                return -1, f"the answer is broken: {error}"
            release = self._history.which(name, answer, start, end)
            if release is None:
                return -1, f"wrong: {len(answer)} rows, {str(answer)[:200]}"
            return release, ""

        return check


def _page_check(words: bytes) -> Callable[[Response, float, float], tuple[int, str]]:
    def check(response: Response, start: float, end: float) -> tuple[int, str]:
        if response.status != 200:
            return -1, f"status {response.status}: {response.body[:200]!r}"
        return -1, "" if words in response.body else f"wrong: {words.decode()} is not in it"

    return check


def _wait_of(response: Response) -> float:
    """The seconds that Retry-After asks for; a second where it is missing."""
    for line in response.head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"retry-after" and value.strip().isdigit():
            return min(float(value), _LONGEST_WAIT)
    return 1.0

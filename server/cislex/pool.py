"""Who runs when: short queries first, long ones beside them, and nobody waits for ever.

A query begins in the fast lane, which has few places. When it turns out to be long it
moves, as it is, to the slow lane, which has many, and there it lets others go first,
the more so the longer it runs. So fifty endless queries that come at once delay a short
one by a second or two, and those that come after it not at all.
"""

from __future__ import annotations

import threading
import weakref
from collections import Counter, deque
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final

from cislex import wire
from cislex.errors import QueryError, QueryKilled, ServerBusy
from cislex.settings import Settings, in_words
from cislex.sparql import Question
from cislex.workers import SLICE, Nursery, Vanished, Worker

_LONG_SECONDS: Final = SLICE / 2
"""A query that has used so much processor time is long; on a busy machine that takes a while."""
_VERY_LONG_SECONDS: Final = 0.5
"""So is one that has only waited, for a disk perhaps, but so long."""
_POLITE_SECONDS: Final = 1.0
"""A query that runs longer lets others go first; where many run, every long one does at once.

There is no way back, so that its worker ends with it: not worth it for less."""
_CROWD: Final = 4
"""Many: more than so many for each place in the fast lane."""
_LAST: Final = 19
"""Behind all other processes: see nice(1)."""
_MOST_IDLE: Final = 2
"""Workers that are kept for each place in the fast lane."""
_ATTEMPTS: Final = 3


class Lane:
    """Places that are taken in the order of coming, and left again."""

    def __init__(self, places: int, most_waiting: int) -> None:
        self._lock = threading.Lock()
        self._free = places
        self._most_waiting = most_waiting
        self._queue: deque[threading.Event] = deque()

    @property
    def waiting(self) -> int:
        """How many wait for a place."""
        return len(self._queue)

    def try_enter(self) -> bool:
        """Take a place if one is free."""
        with self._lock:
            return self._take()

    def enter(self, seconds: float) -> None:
        """Take a place, perhaps after waiting.

        Raises:
            ServerBusy: too many wait already, or no place came free in time.
        """
        with self._lock:
            if self._take():
                return
            if len(self._queue) >= self._most_waiting:
                raise ServerBusy(
                    f"{len(self._queue)} queries wait already, as many as may: "
                    "ask again in a few seconds"
                )
            turn = threading.Event()
            self._queue.append(turn)
        if turn.wait(seconds):
            return
        with self._lock:
            if turn.is_set():
                return
            self._queue.remove(turn)
        raise ServerBusy(f"No worker was free for {seconds:g} s: ask again in a few seconds")

    def leave(self) -> None:
        """Give the place to whoever waits longest, or free it."""
        with self._lock:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._free += 1

    def _take(self) -> bool:
        if self._free:
            self._free -= 1
            return True
        return False


class Pool:
    """Workers over one graph: a store folder, or RDF files that are read into memory.

    Its processes end with `close`, or when nobody holds the pool any more.
    """

    def __init__(
        self, paths: Sequence[Path], settings: Settings, failures: Counter[str] | None = None
    ) -> None:
        """Start the nursery and the first workers; count in `failures` how queries fail.

        Raises:
            ReleaseError: the graph cannot be loaded.
        """
        self._paths = paths
        self._settings = settings
        self._failures = Counter() if failures is None else failures
        places = settings.places
        self._fast = Lane(places, settings.queue_length)
        self._slow = Lane(settings.long_queries, 0)
        self._places = places
        self._idle: deque[Worker] = deque()
        self._running: set[Worker] = set()
        self._forking = threading.Lock()
        self._processes = _Processes(Nursery(paths, settings), self._idle)
        self._end = weakref.finalize(self, self._processes.close)
        self._idle.extend(self._fork() for _ in range(places))

    def ask(self, question: Question) -> IO[bytes]:
        """The whole answer, as a file at its beginning.

        Raises:
            QueryError: of every kind: see `cislex.sparql.answer`.
        """
        try:
            return self._ask(wire.ask(question))
        except QueryError as error:
            self._failures[type(error).__name__] += 1
            raise

    def close(self) -> None:
        """End all processes; queries that still run are lost."""
        self._end()

    @property
    def figures(self) -> dict[str, int]:
        """How many queries run and wait, and how many workers are ready."""
        return {
            "running": len(self._running),
            "waiting": self._fast.waiting,
            "ready": len(self._idle),
        }

    @property
    def process_ids(self) -> list[int]:
        """The processes: the nursery, then its workers."""
        crew = [*self._idle, *self._running]
        return [self._processes.nursery.process_id, *(one.process_id for one in crew)]

    def _ask(self, message: bytes) -> IO[bytes]:
        place = _Place(self._fast, self._slow)
        self._fast.enter(self._settings.queue_seconds)
        try:
            for _ in range(_ATTEMPTS):
                try:
                    return self._run(message, place)
                except Vanished:
                    continue
            raise QueryKilled(
                "The processes that ran the query were ended from outside, perhaps for want of "
                "memory: ask for less, or ask again later"
            )
        finally:
            place.leave()

    def _run(self, message: bytes, place: _Place) -> IO[bytes]:
        worker = self._hire()
        self._running.add(worker)
        before = worker.processor_seconds

        def look(seconds: float) -> None:
            used = worker.processor_seconds - before
            if used > _LONG_SECONDS or seconds > _VERY_LONG_SECONDS:
                place.look()
                self._restock()
                worker.slow_down(self._manners(seconds))
            self._check_memory(worker)

        try:
            return worker.ask(message, self._settings, look)
        finally:
            self._running.discard(worker)
            self._release(worker)

    def _hire(self) -> Worker:
        while True:
            try:
                worker = self._idle.pop()
            except IndexError:
                return self._fork()
            if worker.is_waiting:
                return worker
            worker.kill()

    def _release(self, worker: Worker) -> None:
        has_room = len(self._idle) < _MOST_IDLE * self._places
        if worker.is_fresh and has_room and self._end.alive:
            self._idle.append(worker)
            return
        worker.kill()
        self._restock()

    def _restock(self) -> None:
        """Fork a worker for the next query, unless another thread is at it."""
        if len(self._idle) < self._places and self._forking.acquire(blocking=False):
            try:
                self._idle.append(self._processes.nursery.fork())
            except (Vanished, ServerBusy):
                pass  # the next query sees to it
            finally:
                self._forking.release()

    def _fork(self) -> Worker:
        with self._forking:
            try:
                return self._processes.nursery.fork()
            except Vanished:
                self._restart()
                return self._processes.nursery.fork()

    def _restart(self) -> None:
        """Start a nursery again that somebody has killed."""
        self._processes.close()
        if self._end.alive:
            self._processes.nursery = Nursery(self._paths, self._settings)
        if not self._end.alive:
            self._processes.close()
            raise ServerBusy("The server is stopping: ask again in a few seconds")

    def _manners(self, seconds: float) -> int:
        """How far a long query steps back."""
        if len(self._running) > _CROWD * self._places:
            return _LAST
        return 0 if seconds < _POLITE_SECONDS else min(_LAST, int(4 * seconds))

    def _check_memory(self, worker: Worker) -> None:
        """Stop the largest queries when all of them together need too much."""
        worker.weigh()
        weights = [one.bytes for one in list(self._running)]
        limit = self._settings.memory_bytes
        excess = sum(weights) - limit
        if excess > sum(weight for weight in weights if weight > worker.bytes):
            raise QueryKilled(
                f"The queries that run now need more than {in_words(limit)} of memory, the "
                "limit for all together, and this one much of it: ask for less, or later"
            )


class _Place:
    """Where one query stands."""

    def __init__(self, fast: Lane, slow: Lane) -> None:
        self._fast, self._slow, self._lane = fast, slow, fast

    def look(self) -> None:
        """Move to the slow lane; where that is full, stay as long as nobody waits."""
        if self._lane is self._slow:
            return
        if self._slow.try_enter():
            self._lane = self._slow
            self._fast.leave()
        elif self._fast.waiting:
            raise ServerBusy(
                "Too many long queries run already, and others wait: ask again in a few seconds"
            )

    def leave(self) -> None:
        """Give the place back."""
        self._lane.leave()


class _Processes:
    """What outlives the pool until it is ended: it must not hold the pool itself."""

    def __init__(self, nursery: Nursery, idle: deque[Worker]) -> None:
        self.nursery = nursery
        self._idle = idle

    def close(self) -> None:
        """End everything."""
        while self._idle:
            self._idle.pop().kill()
        self.nursery.close()

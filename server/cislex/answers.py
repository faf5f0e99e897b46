"""Answers that are given again: by release, query, dataset and format, bounded in bytes."""

from __future__ import annotations

import io
import re
import threading
from collections import OrderedDict
from typing import IO, Final

from cislex.sparql import Asks, Question

_Key = tuple[str, Question]

_CHANGING: Final = re.compile(r"\b(?:now|rand|uuid|struuid)\s*+\(", re.IGNORECASE)
"""Functions whose value is another one each time."""
_OVERHEAD: Final = 1000
"""Bytes that an entry takes beside its texts."""
_SHARE: Final = 8
"""No answer takes more than one part in so many of the cache."""


class Cache:
    """The answers that were asked for last, for all releases together."""

    def __init__(self, capacity_bytes: int) -> None:
        self._capacity = capacity_bytes
        self._lock = threading.Lock()
        self._answers: OrderedDict[_Key, tuple[bytes, int]] = OrderedDict()
        self.bytes = 0
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, release: str, question: Question) -> bytes | None:
        """The answer, if it is kept."""
        with self._lock:
            found = self._answers.get((release, question))
            if found is None:
                self.misses += 1
                return None
            self.hits += 1
            self._answers.move_to_end((release, question))
            return found[0]

    def put(self, release: str, question: Question, answer: bytes) -> None:
        """Keep an answer, and let go of those that were not asked for the longest time."""
        texts = (question.query, *question.default_graphs, *question.named_graphs)
        size = len(answer) + 4 * sum(map(len, texts)) + _OVERHEAD
        if size * _SHARE > self._capacity or _CHANGING.search(question.query):
            return
        with self._lock:
            if (release, question) in self._answers:
                return
            self._answers[release, question] = answer, size
            self.bytes += size
            while self.bytes > self._capacity:
                self.bytes -= self._answers.popitem(last=False)[1][1]


class Remembering:
    """Asks the cache, then whoever knows."""

    def __init__(self, asked: Asks, cache: Cache, release: str) -> None:
        self._asked, self._cache, self._release = asked, cache, release

    def ask(self, question: Question) -> IO[bytes]:
        """The whole answer, as a file at its beginning; raises what the other one raises."""
        found = self._cache.get(self._release, question)
        if found is not None:
            return io.BytesIO(found)
        body = self._asked.ask(question)
        # What waits on disk is too large to be kept.
        if isinstance(body, io.BytesIO):
            self._cache.put(self._release, question, body.getvalue())
        return body

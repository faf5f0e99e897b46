"""Answers that are given again: bounded in bytes, for all releases together.

Two things are kept under one bound: answers, by release and question (query, format,
dataset), and whole replies, by release and the request's own words, so that a request
that comes again word for word is answered without being read.
"""

from __future__ import annotations

import io
import re
import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import IO, Any, Final

from cislex.sparql import Asks, Question

_CHANGING: Final = re.compile(r"(?:now|rand|uuid|struuid)(?:\s|\#[^\n\r]*+[\n\r])*+\(")
"""Functions whose value is another one each time; blanks and comments may follow their names.

The engine reads `1NOW()` as two words, so whatever ends like such a name counts."""
_NAMES: Final = ("now", "rand", "uuid")
_OVERHEAD: Final = 1000
"""Bytes that an entry takes beside its texts."""
_SHARE: Final = 8
"""No entry takes more than one part in so many of the cache."""


def is_changing(query: str) -> bool:
    """Whether the answer may be another one each time, though the release stays the same."""
    spoken = query.lower()
    # The words alone are found ten times faster.
    return any(word in spoken for word in _NAMES) and _CHANGING.search(spoken) is not None


class Cache:
    """What was asked for last."""

    def __init__(self, capacity_bytes: int) -> None:
        self._capacity = capacity_bytes
        self._lock = threading.Lock()
        self._entries: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self.bytes = 0
        self.hits = 0
        self.misses = 0
        """Questions that had to be asked."""

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Hashable) -> Any:
        """What is kept under a key, or None."""
        with self._lock:
            found = self._entries.get(key)
            if found is None:
                return None
            self.hits += 1
            self._entries.move_to_end(key)
            return found[0]

    def missed(self) -> None:
        """Count a question that had to be asked."""
        with self._lock:
            self.misses += 1

    def put(self, key: Hashable, value: Any, size: int) -> None:
        """Keep something of so many bytes, and let go of what was not asked for the longest time.

        `size` counts the texts of the key as well.
        """
        size += _OVERHEAD
        if size * _SHARE > self._capacity:
            return
        with self._lock:
            if key in self._entries:
                return
            self._entries[key] = value, size
            self.bytes += size
            while self.bytes > self._capacity:
                self.bytes -= self._entries.popitem(last=False)[1][1]


class Remembering:
    """Asks the cache, then whoever knows."""

    def __init__(self, asked: Asks, cache: Cache, release: str) -> None:
        self._asked, self._cache, self._release = asked, cache, release

    def ask(self, question: Question) -> IO[bytes]:
        """The whole answer, as a file at its beginning; raises what the other one raises."""
        key = self._release, question
        found = self._cache.get(key)
        if found is not None:
            return io.BytesIO(found)
        self._cache.missed()
        body = self._asked.ask(question)
        # What waits on disk is too large to be kept.
        if isinstance(body, io.BytesIO) and not is_changing(question.query):
            answer = body.getvalue()
            texts = (question.query, *question.default_graphs, *question.named_graphs)
            self._cache.put(key, answer, len(answer) + 4 * sum(map(len, texts)))
        return body

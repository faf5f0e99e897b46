"""What is worked out of the program itself and kept from one run to the next.

To read the patterns of the rules takes a good part of a command that reads one article, and what
comes of it is always the same. So it is kept in the user's cache folder, as Python keeps the code
of its modules (PEP 3147). The file is a help and no more: where it is missing, broken or cannot be
written, everything is worked out as ever.
"""

from __future__ import annotations

import atexit
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from cislex import writing

MOST = 16 * 1024**2
"""Bytes; a longer file, which holds much of the past, is begun anew."""


def value(made: str, of: str, make: Callable[[], Any]) -> Any:
    """What is made of a text, kept or made now: lists, texts and numbers, as JSON has them.

    `made` names what it is; whoever changes how it is made changes the name.
    """
    return _kept().value(made, of, make)


class Kept:
    """The values of the file, and those that it lacks, which it gets at the end of the run.

    Its first line is a digest of the rest: what is not as it was written is not used. Each other
    line is a key and a value, which is read when it is wanted.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: dict[str, str] = {}
        with suppress(OSError, ValueError):
            if path.stat().st_size <= MOST:
                written, _, text = path.read_text("utf-8").partition("\n")
                if written == digest(text):
                    self._lines = dict(line.split("\t", 1) for line in text.splitlines())
        self.known = len(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def value(self, made: str, of: str, make: Callable[[], Any]) -> Any:
        """A value of the file, or one made now."""
        key = f"{made} {digest(of)}"
        line = self._lines.get(key)
        if line is None:
            self._lines[key] = line = json.dumps(make())
        return json.loads(line)

    def write(self) -> None:
        """Write the file if it lacks a value and can be written."""
        if len(self) == self.known:
            return
        text = "".join(f"{key}\t{line}\n" for key, line in self._lines.items())
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with writing.whole(self._path) as target:
                target.write(f"{digest(text)}\n{text}")


def digest(text: str) -> str:
    """A text in 32 characters."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@cache
def _kept() -> Kept:
    """The file of this Python, as the code of one is not that of another."""
    name = f"packed-{sys.implementation.name}-{sys.hexversion:x}-{sys.byteorder}.json"
    kept = Kept(user_cache_path("cislex", appauthor=False) / name)
    atexit.register(kept.write)
    return kept

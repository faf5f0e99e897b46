"""Output that survives an interruption: a file written whole, or one that can be gone on with.

    OUT         the lines of every file that is done
    OUT.done    for each of them its name, and how long OUT was after it

What an interrupted run has written of a file that it did not finish is cut off again.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cislex.errors import InputError, Problem


@contextlib.contextmanager
def whole(path: Path) -> Iterator[IO[str]]:
    """A text file that appears under its name only once all of it is written."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as target:
            yield target
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


class Resumable:
    """An output file to which finished files are added, and the list of them beside it."""

    def __init__(self, path: Path) -> None:
        """Open both, and cut off what was not finished.

        Raises:
            InputError: there is such a file, but no list beside it.
        """
        self._path, self._list = path, path.with_name(path.name + ".done")
        if path.exists() and not self._list.exists():
            words = f"was not begun with --resume: name another file, or remove {path.name} first"
            raise InputError([Problem(str(path), 0, words)])
        self.done: set[str] = set()
        length = 0
        if self._list.exists():
            # A line without its end was cut off by the interruption.
            for line in self._list.read_text("utf-8").splitlines(keepends=True):
                size, _, name = line.rstrip("\n").partition("\t")
                if line.endswith("\n") and size.isdigit():
                    self.done.add(name)
                    length = int(size)
        with path.open("ab") as target:
            target.truncate(length)
        lines = "".join(f"{length}\t{name}\n" for name in sorted(self.done))
        with whole(self._list) as target:
            target.write(lines)
        self._current, self._length = "", length
        self._target = path.open("ab")
        self._names = self._list.open("a", encoding="utf-8", newline="\n")

    def add(self, name: str, output: str, last: bool = True) -> None:
        """Write the output of one file or of a part of it; after the last that it is done."""
        if name != self._current:
            # What was written of a file that came to no end.
            self._target.truncate(self._length)
            self._current = name
        self._target.write(output.encode("utf-8"))
        self._target.flush()
        if not last:
            return
        self._current, self._length = "", self._target.seek(0, os.SEEK_END)
        self._names.write(f"{self._length}\t{name}\n")
        self._names.flush()
        self.done.add(name)

    def close(self) -> None:
        """Close both files."""
        self._target.truncate(self._length)
        self._target.close()
        self._names.close()

"""The check of one article that a stranger sends: in a process of its own, which can be killed.

    server → process   a line of JSON (how to check), the bytes of the article
    process → server   JSON: the report, or what is wrong with the article

The process has no network, little memory and a bounded time, and its file is gone with it.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from cislex import extractors, isolation, report, texts
from cislex.checking import Checker
from cislex.errors import CislexError, ExaminationFailed, InputError, Problem, ServerBusy
from cislex.settings import Settings, in_words

_MEMORY_BYTES: Final = 2 * 1024**3
_PLACES: Final = 2
_NAME: Final = "article"


@dataclass(frozen=True, slots=True)
class Examined:
    """The report on an article: its body as HTML, its findings as `check -f jsonl` has them."""

    title: str
    body: str
    counts: dict[str, int] = field(default_factory=dict)
    findings: list[dict[str, Any]] = field(default_factory=list)


class Examiner:
    """Checks articles, few at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._places = threading.Semaphore(_PLACES)

    def examine(self, content: bytes, suffix: str, on: str = "") -> Examined:
        """Check an article; `suffix` says what its bytes are, such as `.html`.

        Raises:
            InputError: the article cannot be read; says why.
            ServerBusy: too many are being checked.
            ExaminationFailed: it takes too long or too much memory.
        """
        if not self._places.acquire(timeout=self._settings.queue_seconds):
            raise ServerBusy("Other articles are being checked: send yours again in a few seconds")
        try:
            return self._run(content, suffix, on)
        finally:
            self._places.release()

    def _run(self, content: bytes, suffix: str, on: str) -> Examined:
        settings = self._settings
        order = {
            "suffix": suffix,
            "on": on,
            "store": str(settings.store),
            "bytes": settings.check_bytes,
            "extractors": settings.extractor_names,
        }
        try:
            ended = subprocess.run(
                [sys.executable, "-P", "-m", "cislex.examination", str(os.getpid())],
                input=json.dumps(order).encode() + b"\n" + content,
                capture_output=True,
                timeout=settings.check_seconds,
            )
        except subprocess.TimeoutExpired:
            raise ExaminationFailed(
                f"The article takes longer than {settings.check_seconds:g} s to check, the limit "
                "here: send a part of it, or run 'cislex check' on your own machine"
            ) from None
        try:
            said = json.loads(ended.stdout)
        except ValueError:
            raise ExaminationFailed(
                f"The article needs more than {in_words(_MEMORY_BYTES)} of memory, or cannot be "
                "read: save it as plain text and send that"
            ) from None
        if "problem" in said:
            raise InputError([Problem(f"article{suffix}", 0, said["problem"])])
        return Examined(**said)


def main() -> None:
    """Read an order and an article from standard input, write the report to standard output."""
    isolation.leave_network()
    isolation.confine(_MEMORY_BYTES, int(sys.argv[1]), opens_files=True)
    order = json.loads(sys.stdin.buffer.readline())
    try:
        said = asdict(_examined(order, sys.stdin.buffer.read()))
    except InputError as error:
        said = {"problem": "; ".join(problem.message for problem in error.problems)}
    except (CislexError, MemoryError, RecursionError) as error:
        said = {"problem": str(error) or "it needs too much memory: send a part of it"}
    json.dump(said, sys.stdout)


def _examined(order: dict[str, Any], content: bytes) -> Examined:
    with _file(content, order["suffix"]) as path:
        article = texts.read(path, order["bytes"])
    using = extractors.extractors(order["extractors"], installed=True)
    claims = extractors.extract(article, using)
    findings = Checker.of_release(Path(order["store"])).check(article, claims, order["on"])
    return Examined(
        report.title(article),
        str(report.fragment(article, findings)),
        report.counts(findings),
        [report.as_json(finding) for finding in findings],
    )


@contextlib.contextmanager
def _file(content: bytes, suffix: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{_NAME}{suffix}"
        path.write_bytes(content)
        yield path


if __name__ == "__main__":
    main()

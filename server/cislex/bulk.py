"""Articles by the thousand: read, extracted and checked over all cores, one result a file.

Files are handed out as results come in, so that memory does not grow with their number; results
come in the order of the files. A file that kills its process is one bad file, not the end.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cislex import extractors, phrases, texts
from cislex.claims import Claim, Extractor
from cislex.errors import InputError
from cislex.texts import Article

if TYPE_CHECKING:
    from cislex.checking import Checker, Finding

FORMATS = ("text", "jsonl", "tsv", "trig", "html")
"""How claims and findings are written."""

_PART = 1000
"""Claims that are handed on together, so that those of a huge file need not all be kept."""

_ALLOCATIONS = 50_000
"""Objects between two looks for cycles, of which reading makes next to none."""

_WAITING = 4
"""Files that are under way or wait to be written, for each process."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is done with each file.

    With `store` the claims are checked against its release, as of the day `on` or that of the
    article; without it they are only extracted. `many` puts the name of the file into each line.
    """

    form: str
    maximum_bytes: int
    store: Path | None = None
    on: str = ""
    extractors: tuple[str, ...] = ()
    many: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one file or, before the `last`, of a part of it: text to write, or a problem."""

    file: str
    output: str = ""
    problem: str = ""
    claims: int = 0
    contradicted: int = 0
    listed: tuple[tuple[Claim | Finding, str], ...] = field(default=(), repr=False)
    """For a terminal: each claim or finding with the words of the article."""
    last: bool = True


def find(paths: Iterable[Path]) -> list[Path]:
    """The files that are named, and those in the folders that are named, by name."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (
                entry
                for entry in path.rglob("*")
                if entry.suffix.lower() in texts.SUFFIXES
                and not any(part.startswith(".") for part in entry.relative_to(path).parts)
                and entry.is_file()
            )
            found.update(dict.fromkeys(sorted(inside)))
        else:
            found[path] = None
    return list(found)


def run(job: Job, files: Iterable[Path], processes: int = 0) -> Iterator[Result]:
    """Work through files over all cores (or so many processes), in their order."""
    waiting = iter(files)
    first = list(islice(waiting, 2))
    count = processes or os.cpu_count() or 1
    if count == 1 or len(first) < 2:
        for path in (*first, *waiting):
            yield from parts(job, path)
        return
    rest = iter((*first, *waiting))
    pending: deque[Path] = deque()
    while True:
        pending.extend(islice(rest, count * _WAITING - len(pending)))
        if not pending:
            return
        yield from _round(job, pending, rest, count)


def one(job: Job, path: Path) -> Result:
    """Work through one file."""
    *before, last = parts(job, path)
    if last.problem or not before:
        return last
    every = (*before, last)
    return replace(
        last,
        output="".join(part.output for part in every),
        claims=sum(part.claims for part in every),
        contradicted=sum(part.contradicted for part in every),
    )


def parts(job: Job, path: Path) -> Iterator[Result]:
    """Work through one file, and hand on what is found part by part."""
    try:
        yield from _written(job, texts.read(path, job.maximum_bytes), str(path))
    except InputError as error:
        yield Result(str(path), problem=str(error))
    except (MemoryError, RecursionError) as error:
        words = f"needs too much memory ({type(error).__name__}): split it and read the parts"
        yield Result(str(path), problem=f"{path}: {words}")


def stream(job: Job, content: BinaryIO) -> Iterator[Result]:
    """Work through standard input, and hand on what is found part by part."""
    try:
        yield from _written(job, texts.read_stream(content, job.maximum_bytes), "-")
    except InputError as error:
        yield Result("-", problem=str(error))


def _round(
    job: Job, pending: deque[Path], rest: Iterator[Path], processes: int
) -> Iterator[Result]:
    """Work with one set of processes until all is done or one of them dies."""
    with _pool(processes) as pool:
        running: deque[Future[Result]] = deque(pool.submit(one, job, path) for path in pending)
        while running:
            try:
                result = running[0].result()
            except BrokenProcessPool:
                break
            running.popleft()
            pending.popleft()
            for path in islice(rest, 1):
                pending.append(path)
                try:
                    running.append(pool.submit(one, job, path))
                except BrokenProcessPool:
                    break
            yield result
        else:
            return
    # One of the files under way has killed its process: each of them gets one of its own.
    while pending:
        yield _alone(job, pending.popleft())


def _pool(processes: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("forkserver")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Have this process end once the one that gives it work is killed, not wait for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _alone(job: Job, path: Path) -> Result:
    with _pool(1) as pool:
        try:
            return pool.submit(one, job, path).result()
        except BrokenProcessPool:
            words = "ended the process that read it: it is damaged or needs too much memory"
            return Result(str(path), problem=f"{path}: {words}")


class Works:
    """What one process needs for every file, made once."""

    def __init__(self, job: Job) -> None:
        self._job = job

    @cached_property
    def extractors(self) -> list[Extractor]:
        """The rules of cislex, and what else was named or installed."""
        return extractors.extractors(self._job.extractors, installed=True)

    @cached_property
    def checker(self) -> Checker | None:
        """The reference layer, where claims are checked."""
        if self._job.store is None:
            return None
        from cislex.checking import Checker  # Claims alone need no store.

        return Checker.of_release(self._job.store)

    @cached_property
    def codes(self) -> dict[str, str]:
        """The letters of the states."""
        from cislex import proposals

        return proposals.state_codes()

    def claims(self, article: Article) -> Iterator[Claim]:
        """What all extractors find, each claim of one sentence once, in the order of the text."""
        return extractors.extract(article, self.extractors)


@cache
def works(job: Job) -> Works:
    """The works of a process for a job."""
    gc.set_threshold(_ALLOCATIONS)
    return Works(job)


def _written(job: Job, article: Article, file: str) -> Iterator[Result]:
    own = works(job)
    found = own.claims(article)
    if job.form != "jsonl":
        yield _whole(job, article, file, list(found))
        return
    shown: Iterator[Claim | Finding] = found
    if own.checker:
        shown = iter(own.checker.check(article, found, job.on))
    while some := list(islice(shown, _PART)):
        wrong = sum(_is_wrong(item) for item in some)
        yield Result(file, _lines(job, file, some), "", len(some), wrong, last=False)
    yield Result(file)


def _is_wrong(item: Claim | Finding) -> bool:
    return not isinstance(item, Claim) and item.verdict == "contradicted"


def _whole(job: Job, article: Article, file: str, claims: list[Claim]) -> Result:
    from cislex import proposals, report  # Claims as lines of JSON need neither.

    own = works(job)
    findings = own.checker.check(article, claims, job.on) if own.checker else None
    shown: list[Claim] | list[Finding] = claims if findings is None else findings
    output = ""
    listed: tuple[tuple[Claim | Finding, str], ...] = ()
    match job.form:
        case "tsv":
            output = proposals.as_tsv(proposals.rows(claims, own.codes))
        case "trig":
            slug = article.document.slug
            output = proposals.as_trig(slug, claims, article.passages, own.codes)
        case "html":
            output = report.html(article, findings or [], Path(file).name if file != "-" else "")
        case _:
            listed = tuple((item, _words(article, item)) for item in shown)
    return Result(file, output, "", len(claims), sum(map(_is_wrong, shown)), listed)


def _lines(job: Job, file: str, shown: Iterable[Claim | Finding]) -> str:
    head = {"file": file} if job.many else {}
    return "".join(f"{_encode(head | _fields(item))}\n" for item in shown)


def _fields(item: Claim | Finding) -> dict[str, object]:
    """One object of `jsonl`."""
    if isinstance(item, Claim):
        return dict(zip(_CLAIM, _values(item), strict=True))
    from cislex import report

    return report.as_json(item)


_CLAIM = tuple(one.name for one in fields(Claim))
_values = attrgetter(*_CLAIM)
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def _words(article: Article, item: Claim | Finding) -> str:
    claim = item if isinstance(item, Claim) else item.claim
    text = article.document.text[claim.start : claim.end]
    return phrases.clean(" ".join(text.split()))

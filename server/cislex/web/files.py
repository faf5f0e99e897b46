"""Serves RDF files that somebody names, in place of a release."""

from __future__ import annotations

import logging
import multiprocessing
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from pyoxigraph import parse

from cislex import gathering, queries, releases, resources, sparql, store
from cislex.errors import QueryError, ReleaseError
from cislex.names import Names
from cislex.names import write as write_names
from cislex.pool import Pool
from cislex.settings import Settings
from cislex.sparql import Asks
from cislex.web.serving import Figures, NotingCache, Snapshot

_LOG = logging.getLogger(__name__)


class Files:
    """A graph that was read from files once; it does not change while it is served."""

    def __init__(
        self,
        paths: Sequence[Path],
        settings: Settings,
        progress: Callable[[str], object] = lambda step: None,
    ) -> None:
        """Read the files, count what they hold, start the query workers.

        Raises:
            InputError: a file cannot be read; says where and why.
            ReleaseError: the graph cannot be kept.
        """
        self._cache = NotingCache(settings.cache_bytes)
        self._failures: Counter[str] = Counter()
        self._folder = Path(tempfile.mkdtemp(prefix="cislex-"))
        try:
            content = self._folder / "graph.nq"
            found = gathering.gather(paths, content, progress)
            progress("Reading the names")
            names = _named(content, self._folder / releases.NAMES, found.quads, settings)
            if found.quads > settings.memory_quads:
                progress("Writing a store on disk")
                content = _filled(content, self._folder / "store")
            progress("Starting the query workers")
            self._pool = Pool([content], settings, self._failures)
            manifest = {
                "identifier": found.identifier,
                "counts": {"quads": found.quads, **_counts(self._pool)},
                "sources": [path.name for path in paths],
            }
            self._snapshot = Snapshot.of(
                *(found.identifier, self._pool, manifest, self._folder),
                names,
                self._cache,
            )
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def current(self) -> Snapshot:
        """The graph."""
        return self._snapshot

    @property
    def figures(self) -> Figures:
        """What is known of the queries so far."""
        identifier = self._snapshot.identifier
        return Figures(identifier, self._pool.figures, self._failures, self._cache)

    def close(self) -> None:
        """End the workers and remove what was written."""
        self._pool.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _named(content: Path, target: Path, quads: int, settings: Settings) -> Names:
    """The names of things, for a graph that is served from memory; a larger one has none here."""
    known = parse(path=content) if quads <= settings.memory_quads else ()
    write_names((quad.triple for quad in known), target)
    return Names(target)


def _filled(content: Path, target: Path) -> Path:
    """A store on disk, filled by a process of its own: its memory goes with it."""
    process = multiprocessing.get_context("spawn").Process(
        target=store.fill, args=(target, content)
    )
    process.start()
    process.join()
    if process.exitcode:
        raise ReleaseError(f"The store at {target} could not be filled: see that its disk has room")
    content.unlink()
    return target


def _counts(pool: Asks) -> dict[str, int]:
    question = queries.load(resources.folder("queries") / "pages")["statistics"]
    try:
        [row] = sparql.table(pool, question.fill({})).rows
    except QueryError as error:
        _LOG.warning("what the files hold cannot be counted: %s", error)
        return {}
    return {name: int(term.value) for name, term in row.items()}

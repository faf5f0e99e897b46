"""What the pages share: the release that is served, the questions, the settings."""

from __future__ import annotations

import logging
import threading
import time
import weakref
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol, Self

from flask import current_app, g
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Request

from cislex import releases, sparql
from cislex.answers import Cache, Remembering
from cislex.errors import CislexError
from cislex.names import Names
from cislex.pool import Pool
from cislex.queries import NamedQuery
from cislex.releases import Release
from cislex.settings import Settings
from cislex.sparql import Asks, Table

_RETRY_SECONDS: Final = 10.0
_MOST_TABLES: Final = 100
_MOST_CELLS: Final = 10_000
_LOG = logging.getLogger(__name__)


class Tables:
    """The last answers of page queries as rows: a page asks the same again for every reader."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Table] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, asked: Asks, query: str) -> Table:
        """The answer of a query; raises what `sparql.table` raises."""
        with self._lock:
            if query in self._kept:
                self._kept.move_to_end(query)
                return self._kept[query]
        found = sparql.table(asked, query)
        # Yes and no is asked anew: whether the graph answers is such a question.
        if found.boolean is None and len(found.rows) * len(found.columns) <= _MOST_CELLS:
            with self._lock:
                self._kept[query] = found
                if len(self._kept) > _MOST_TABLES:
                    self._kept.popitem(last=False)
        return found


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One release, open for questions as long as somebody holds it."""

    identifier: str
    engine: Asks
    manifest: Mapping[str, Any]
    dumps: Path
    names: Names
    cache: Cache = field(default_factory=lambda: Cache(0))
    tables: Tables = field(default_factory=Tables)

    @classmethod
    def of(
        cls,
        identifier: str,
        pool: Asks,
        manifest: Mapping[str, Any],
        dumps: Path,
        names: Names,
        cache: Cache,
    ) -> Self:
        """The release that a pool answers for, with the answers that a cache keeps."""
        engine = Remembering(pool, cache, identifier)
        return cls(identifier, engine, manifest, dumps, names, cache)


@dataclass(frozen=True, slots=True)
class Figures:
    """What operators want to know: the release, the queries now, and counts since the start."""

    release: str = ""
    queries: Mapping[str, int] = field(default_factory=dict)
    failures: Mapping[str, int] = field(default_factory=dict)
    cache: Cache = field(default_factory=lambda: Cache(0))


class _Noted(threading.local):
    """What happened in the request of this thread."""

    hit: bool | None = None


noted = _Noted()


class NotingCache(Cache):
    """A cache that notes whether the request of this thread found its answer."""

    def get(self, *key: Any) -> Any:
        found = super().get(*key)
        noted.hit = found is not None or bool(noted.hit)
        return found


class Snapshots(Protocol):
    """Where the pages get the release from; tests bring their own."""

    def current(self) -> Snapshot:
        """The release that is served now; ReleaseError when there is none."""


class Observed(Snapshots, Protocol):
    """What a server gets the release from, and its figures."""

    @property
    def figures(self) -> Figures:
        """What is known of the queries so far."""


class Releases:
    """Opens the current release, and the next one beside it when the link leads there.

    Requests that hold the old one finish with it; its workers end when the last has gone.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._cache = NotingCache(settings.cache_bytes)
        self._failures: Counter[str] = Counter()
        self._pool: Callable[[], Pool | None] = lambda: None
        self._lock = threading.Lock()
        self._held: Snapshot | None = None
        self._link = ""
        self._change: threading.Thread | None = None
        self._failed = "", 0.0

    def current(self) -> Snapshot:
        """The release that is served now; a new one once its workers are ready.

        Raises:
            ReleaseError: there is none, or the first one cannot be opened.
        """
        held = self._held
        if held is None:
            with self._lock:
                return self._held or self._open()
        if releases.link(self._settings.store) not in ("", self._link):
            self._begin_change()
        return held

    @property
    def figures(self) -> Figures:
        """What is known of the queries so far."""
        held, pool = self._held, self._pool()
        return Figures(
            held.identifier if held else "",
            pool.figures if pool else {},
            self._failures,
            self._cache,
        )

    def close(self) -> None:
        """Let go of the release; its workers end when the last request has gone."""
        if self._change:
            self._change.join()
        self._held = None

    def _open(self) -> Snapshot:
        link = releases.link(self._settings.store)
        release = releases.current(self._settings.store)
        if not self._held or self._held.identifier != release.identifier:
            self._held = self._snapshot(release)
        self._link = link
        return self._held

    def _snapshot(self, release: Release) -> Snapshot:
        quads = release.manifest.get("counts", {}).get("quads")
        in_memory = quads is not None and quads <= self._settings.memory_quads
        source = release.dumps_path / "cislex.nq.gz" if in_memory else release.store_path
        names = Names(release.names_path)
        pool = Pool([source], self._settings, self._failures)
        self._pool = weakref.ref(pool)
        return Snapshot.of(
            *(release.identifier, pool, release.manifest, release.dumps_path),
            names,
            self._cache,
        )

    def _begin_change(self) -> None:
        link, when = self._failed
        is_known_bad = link == releases.link(self._settings.store)
        with self._lock:
            if self._change and self._change.is_alive():
                return
            if is_known_bad and time.monotonic() - when < _RETRY_SECONDS:
                return
            self._change = threading.Thread(target=self._replace, daemon=True)
            self._change.start()

    def _replace(self) -> None:
        link = releases.link(self._settings.store)
        try:
            self._open()
        except CislexError as error:
            self._failed = link, time.monotonic()
            _LOG.error("the new release is not served: %s", error)


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that a view needs: `questions` are for people, `pages` make the pages."""

    settings: Settings
    snapshots: Snapshots
    questions: Mapping[str, NamedQuery]
    pages: Mapping[str, NamedQuery]
    is_own: bool = True
    """Whether it serves the graph of cislex, and not somebody else's."""


def site() -> Site:
    """The site of the app that answers this request."""
    found: Site = current_app.extensions["cislex"]
    return found


def snapshot() -> Snapshot:
    """The release for this request: one page never mixes two."""
    if "snapshot" not in g:
        g.snapshot = site().snapshots.current()
    found: Snapshot = g.snapshot
    return found


def public_address(site: Site, environ: dict[str, Any]) -> str:
    """The public address of the site, without a slash at its end; BadRequest without a host."""
    base = site.settings.base_url
    if not base:
        request = Request(environ)
        if not request.host:
            raise BadRequest("The header Host is no name of a host: name the one that you ask")
        base = request.url_root
    return base.rstrip("/")


def endpoint_address(site: Site, environ: dict[str, Any]) -> str:
    """The public address of the SPARQL endpoint; BadRequest when the client names no host."""
    return public_address(site, environ) + "/sparql"


def ask_page(name: str, **values: str) -> Table:
    """The answer of the query `queries/pages/NAME.rq`, with its parameters filled."""
    held = snapshot()
    return held.tables.get(held.engine, site().pages[name].fill(values))

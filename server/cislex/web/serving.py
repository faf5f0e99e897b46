"""What the pages share: the release that is served, the questions, the settings."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from flask import current_app, g, request

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
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One release, open for questions as long as somebody holds it."""

    identifier: str
    engine: Asks
    manifest: Mapping[str, Any]
    dumps: Path
    names: Names


class Snapshots(Protocol):
    """Where the pages get the release from; tests bring their own."""

    def current(self) -> Snapshot:
        """The release that is served now; ReleaseError when there is none."""


class Releases:
    """Opens the current release, and the next one beside it when the link leads there.

    Requests that hold the old one finish with it; its workers end when the last has gone.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._cache = Cache(settings.cache_bytes)
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
        pool = Pool([source], self._settings)
        engine = Remembering(pool, self._cache, release.identifier)
        names = Names(release.names_path)
        return Snapshot(release.identifier, engine, release.manifest, release.dumps_path, names)

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


def public_address() -> str:
    """The public address of the site, without a slash at its end."""
    return (site().settings.base_url or request.url_root).rstrip("/")


def endpoint_address() -> str:
    """The public address of the SPARQL endpoint."""
    return public_address() + "/sparql"


def ask_page(name: str, **values: str) -> Table:
    """The answer of the query `queries/pages/NAME.rq`, with its parameters filled."""
    return sparql.table(snapshot().engine, site().pages[name].fill(values))

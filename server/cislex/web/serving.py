"""What the pages share: the release that is served, the questions, the settings."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from flask import current_app, g, request

from cislex import releases, sparql
from cislex.queries import NamedQuery
from cislex.settings import Settings
from cislex.sparql import Asks, Table
from cislex.store import Engine


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One release, open for questions."""

    identifier: str
    engine: Asks
    manifest: Mapping[str, Any]
    dumps: Path


class Snapshots(Protocol):
    """Where the pages get the release from; tests bring their own."""

    def current(self) -> Snapshot:
        """The release that is served now; ReleaseError when there is none."""


class Releases:
    """Opens the current release, and the next one as soon as the link leads to it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._held: Snapshot | None = None

    def current(self) -> Snapshot:
        """The release that is served now.

        Raises:
            ReleaseError: there is none, or it cannot be opened.
        """
        release = releases.current(self._root)
        held = self._held
        if held and held.identifier == release.identifier:
            return held
        with self._lock:
            if not self._held or self._held.identifier != release.identifier:
                engine = Engine(release.store_path)
                identifier, dumps = release.identifier, release.dumps_path
                self._held = Snapshot(identifier, engine, release.manifest, dumps)
            return self._held


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


def endpoint_address() -> str:
    """The public address of the SPARQL endpoint."""
    base = site().settings.base_url or request.url_root
    return base.rstrip("/") + "/sparql"


def ask_page(name: str, **values: str) -> Table:
    """The answer of the query `queries/pages/NAME.rq`, with its parameters filled."""
    return sparql.table(snapshot().engine, site().pages[name].fill(values))

"""Releases: immutable directories, and the one that is served.

    STORE/releases/IDENTIFIER/   store/  dumps/  names.sqlite  manifest.json
    STORE/current                a symbolic link to one of them

A release is put together beside the others and comes in by one rename; the
link is replaced by another. A build that fails or is killed at any moment
leaves what is served untouched. The identifier is the first 12 hexadecimal
digits of the SHA-256 of the sorted N-Quads, so the same input gives the same
release.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cislex.errors import ReleaseError

NAMES = "names.sqlite"
_KEEP = 2
"""Releases that stay: the served one, and the one before it for servers that still read it."""


@dataclass(frozen=True)
class Release:
    """One finished release."""

    identifier: str
    directory: Path

    @property
    def store_path(self) -> Path:
        """The folder of the engine's store."""
        return self.directory / "store"

    @property
    def dumps_path(self) -> Path:
        """The folder of the dumps."""
        return self.directory / "dumps"

    @property
    def names_path(self) -> Path:
        """The database of names."""
        return self.directory / NAMES

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the release holds: version, counts, files."""
        try:
            manifest = json.loads((self.directory / "manifest.json").read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise ReleaseError(
                f"The release at {self.directory} is damaged ({error}): run 'cislex build' again"
            ) from error
        if not isinstance(manifest, dict):
            raise ReleaseError(f"The manifest of {self.directory} is damaged: build again")
        return manifest


def current(root: Path) -> Release:
    """The release that is served.

    Raises:
        ReleaseError: there is none yet, or the link leads nowhere.
    """
    try:
        directory = (root / "current").resolve(strict=True)
    except OSError as error:
        raise ReleaseError(
            f"There is no release in {root}: run 'cislex build' first, "
            "or name the right folder with --store"
        ) from error
    return Release(directory.name, directory)


def link(root: Path) -> str:
    """Where the link to the served release leads, read at the cost of one system call.

    Empty where there is none; different from before when another release is served.
    """
    try:
        # Each request asks, and the same through Path takes as long as all else of a kept reply.
        return os.readlink(f"{root}/current")  # noqa: PTH115
    except OSError:
        return ""


@contextlib.contextmanager
def workshop(root: Path) -> Iterator[Path]:
    """A new folder beside the releases, removed at the end unless it became one.

    Raises:
        ReleaseError: the folder cannot be made.
    """
    releases = root / "releases"
    try:
        releases.mkdir(parents=True, exist_ok=True)
        _sweep(releases)
        folder = Path(tempfile.mkdtemp(prefix=f".building-{os.getpid()}-", dir=releases))
    except OSError as error:
        raise ReleaseError(f"{root} cannot be written to ({error.strerror})") from error
    # mkdtemp gives 0700; a server may run as another user.
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(root: Path, folder: Path, identifier: str) -> Release:
    """Make a finished folder the release that is served, in one atomic step."""
    directory = root / "releases" / identifier
    if directory.exists() and not _is_whole(Release(identifier, directory)):
        directory.rename(folder.with_name(f".damaged-{identifier}-{os.getpid()}"))
    if not directory.exists():
        _flush(folder)
        folder.rename(directory)
    new = root / f".current-{os.getpid()}"
    new.unlink(missing_ok=True)
    new.symlink_to(Path("releases") / identifier)
    before = (root / "current").resolve() if (root / "current").exists() else None
    new.replace(root / "current")
    _flush(root)
    # The newest use counts, so that a release that came back is not the oldest.
    os.utime(directory)
    _remove_old(root / "releases", keep={directory, before})
    return Release(identifier, directory)


def _is_whole(release: Release) -> bool:
    try:
        files = release.manifest["files"]
        return (
            release.store_path.is_dir()
            and release.names_path.is_file()
            and all(
                (release.dumps_path / file["name"]).stat().st_size == file["bytes"]
                for file in files
            )
        )
    except (ReleaseError, OSError, KeyError, TypeError):
        return False


def _remove_old(releases: Path, keep: set[Path | None]) -> None:
    finished = [path for path in releases.iterdir() if not path.name.startswith(".")]
    newest = sorted(finished, key=lambda path: path.stat().st_mtime, reverse=True)
    for path in newest[_KEEP:]:
        if path.resolve() not in {kept.resolve() for kept in keep if kept}:
            shutil.rmtree(path, ignore_errors=True)


def _sweep(releases: Path) -> None:
    """Remove what killed builds left, unless the process that builds there still lives."""
    for path in releases.glob(".building-*"):
        owner = path.name.split("-")[1]
        if owner.isdigit() and not _lives(int(owner)):
            shutil.rmtree(path, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _flush(folder: Path) -> None:
    """Bring a folder's entries to disk before anything points to them."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

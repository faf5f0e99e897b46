"""One release for the whole suite, built from the checkout by the real build."""

from __future__ import annotations

from pathlib import Path

import pytest

from cislex import build, resources
from cislex.releases import Release
from cislex.store import Engine

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT.parent / "shared" / "documents"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of releases with the graph of this checkout in it."""
    root = tmp_path_factory.mktemp("cislex")
    build.build(root, resources.folder("ontology"), resources.folder("data"))
    return root


@pytest.fixture(scope="session")
def release(store: Path) -> Release:
    """The release of this checkout."""
    from cislex import releases

    return releases.current(store)


@pytest.fixture(scope="session")
def engine(release: Release) -> Engine:
    """The engine over the release of this checkout."""
    return Engine(release.store_path)


@pytest.fixture(scope="session")
def texts() -> Path:
    """The folder of the source texts; tests that need it are skipped where it is absent."""
    if not TEXTS.is_dir():
        pytest.skip(f"the texts of the source documents are not at {TEXTS}")
    return TEXTS

"""No text of a source document stands in the project, its dumps or its pages."""

from __future__ import annotations

import gzip
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cislex.documents import read_document
from cislex.passages import MAXIMUM_OPENING_WORDS, split
from cislex.releases import Release

ROOT = Path(__file__).resolve().parents[1]
RUN = 10
"""Words in a row that count as copied."""

TITLES = ("Berne Convention for the Protection of Literary and Artistic Works",)
"""Official titles that are as long as that; a title is nobody's text."""


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", text.casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    every = words(text)
    return {tuple(every[index : index + RUN]) for index in range(len(every) - RUN + 1)}


@pytest.fixture(scope="module")
def forbidden(texts: Path) -> set[tuple[str, ...]]:
    """Every run of ten words of the source texts."""
    found: set[tuple[str, ...]] = set()
    for path in sorted(texts.glob("*.txt")):
        found |= runs(path.read_text("utf-8"))
    return found - {run for title in TITLES for run in runs(title)}


def project_files() -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git checkout")
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.is_file() and path.suffix not in (".png", ".ico"):
            yield path


def test_no_file_of_the_project_holds_a_run_of_a_source_text(
    forbidden: set[tuple[str, ...]],
) -> None:
    for path in project_files():
        copied = runs(path.read_text("utf-8")) & forbidden
        assert not copied, f"{path.relative_to(ROOT)}: {[' '.join(run) for run in copied]}"


def test_no_dump_holds_a_run_of_a_source_text(
    forbidden: set[tuple[str, ...]], release: Release
) -> None:
    with gzip.open(release.dumps_path / "cislex.nt.gz", "rt", encoding="utf-8") as dump:
        for line in dump:
            copied = runs(line) & forbidden
            assert not copied, line


def test_opening_words_are_few_and_never_a_whole_passage(texts: Path) -> None:
    for path in sorted(texts.glob("*.txt")):
        document = read_document(path)
        for passage in split(document):
            whole = document.text[passage.start : passage.end]
            assert len(passage.opening.split()) <= MAXIMUM_OPENING_WORDS
            assert passage.opening != whole


def test_the_search_for_copies_finds_a_planted_one(
    texts: Path, forbidden: set[tuple[str, ...]]
) -> None:
    text = next(iter(sorted(texts.glob("*.txt")))).read_text("utf-8")
    assert runs("Our words, then: " + " ".join(text.split()[40:60])) & forbidden

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
from cislex.settings import Settings
from cislex.web import create_app

ROOT = Path(__file__).resolve().parents[1]
RUN = 10
"""Words in a row that count as copied."""

TITLES = ("the Berne Convention for the Protection of Literary and Artistic Works",)
"""Official titles that are as long as that, with their article; a title is nobody's text."""


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


def copied_passages(text: str, sentences: set[str]) -> set[str]:
    """Whole passages of six words or more that stand in a text."""
    line = f" {' '.join(words(text))} "
    return {sentence for sentence in sentences if f" {sentence} " in line}


@pytest.fixture(scope="module")
def sentences(texts: Path) -> set[str]:
    """The words of every passage of six words or more."""
    found = set()
    for path in sorted(texts.glob("*.txt")):
        document = read_document(path)
        for passage in split(document):
            own = words(document.text[passage.start : passage.end])
            if len(own) > MAXIMUM_OPENING_WORDS:
                found.add(" ".join(own))
    return found


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
    forbidden: set[tuple[str, ...]], sentences: set[str]
) -> None:
    for path in project_files():
        text = path.read_text("utf-8")
        copied = runs(text) & forbidden
        assert not copied, f"{path.relative_to(ROOT)}: {[' '.join(run) for run in copied]}"
        assert not copied_passages(text, sentences), path.relative_to(ROOT)


def test_no_dump_holds_a_run_of_a_source_text(
    forbidden: set[tuple[str, ...]], sentences: set[str], release: Release
) -> None:
    with gzip.open(release.dumps_path / "cislex.nq.gz", "rt", encoding="utf-8") as dump:
        text = " ".join(literal for line in dump for literal in re.findall(r'"(.*)"', line))
    assert not runs(text) & forbidden
    assert not copied_passages(text, sentences)


def test_no_page_holds_a_passage_of_a_source_text(
    forbidden: set[tuple[str, ...]], sentences: set[str], store: Path
) -> None:
    client = create_app(Settings(store=store)).test_client()
    for path in ("/", "/queries", "/id/kazakhstan", "/document/kazakhstan-ip-enforcement"):
        page = client.get(path, headers={"Accept": "text/html"}).text
        assert not runs(page) & forbidden, path
        assert not copied_passages(page, sentences), path


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


def test_the_search_for_whole_passages_finds_a_planted_one(sentences: set[str]) -> None:
    shortest = min(sentences, key=len)
    assert copied_passages(f"Before it. {shortest.upper()}! After it.", sentences) == {shortest}

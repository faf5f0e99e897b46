"""Patterns are the same whether they were kept or compiled, and a spoilt file harms nobody."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

import attacks
from cislex import kept, lexicon, patterns, rules, screening
from cislex.kept import Kept
from cislex.mentions import clause

SENTENCE = "Georgia joined the World Trade Organization in 2000.\n"


def run(folder: Path, text: str = SENTENCE) -> str:
    """What `cislex extract` writes of a text when the cache folder of the user is another one."""
    done = cislex(folder, "extract", "-f", "jsonl", "-", text=text)
    assert done.stderr == ""
    return done.stdout


def cislex(folder: Path, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """A command that ends well, with a cache folder of its own."""
    environment: Mapping[str, str] = {**os.environ, "XDG_CACHE_HOME": str(folder)}
    command = [sys.executable, "-m", "cislex.cli", *arguments]
    done = subprocess.run(
        command, input=text, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done


def file_in(folder: Path) -> Path:
    (file,) = (folder / "cislex").iterdir()
    return file


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A cache folder after a first run, and the output of that run."""
    folder = tmp_path_factory.mktemp("cache")
    return folder, run(folder)


def test_every_pattern_comes_back_from_the_file_as_it_was(tmp_path: Path) -> None:
    sources = [(one.pattern, one.flags & ~re.UNICODE) for one in attacks.patterns().values()]
    first = Kept(tmp_path / "kept.json")
    for source, flags in sources:
        first.value(f"code {flags} packed", source, partial(patterns.compiled, source, flags))
    first.write()
    second = Kept(tmp_path / "kept.json")
    assert second.known == len(set(sources)) > 500
    for source, flags in sources:
        form = second.value(f"code {flags} packed", source, pytest.fail)
        assert patterns.made(source, *form) == patterns.of(source, flags)
        assert form[:3] == list(_told(re.compile(source, flags)))


def _told(pattern: re.Pattern[str]) -> tuple[int, int, Mapping[str, int]]:
    return pattern.flags, pattern.groups, dict(pattern.groupindex)


def test_every_pattern_finds_what_the_engine_finds_by_itself() -> None:
    texts = [example.text for rule in rules.load()[::8] for example in rule.examples]
    masked = [clause(text, lexicon.load()).masked for text in texts]
    texts = [*texts, *masked, *map(str.lower, masked), "İstanbul, 1999; K ſ É", ""]
    for plain in attacks.patterns().values():
        pattern = patterns.of(plain.pattern, plain.flags)
        for text in texts:
            assert [one.span() for one in pattern.finditer(text)] == [
                one.span() for one in plain.finditer(text)
            ]


@pytest.mark.parametrize(
    ("source", "flags", "texts"),
    [
        (r"\b(?:of|In)x", re.IGNORECASE, ("a OFx", "inX", "ofx")),
        (r"\bk|ſ", re.IGNORECASE, ("K", "s", "k")),
        (r"(?i:[^a]b)|\Bc", 0, ("Ab", "xB", "cc")),
        (r"(?=[ab])\w|(?<=x)\d?é", 0, ("cab", "xé", "x1é")),
        (r"(?:x?|y)(?P<z>z)|(?a:\w)\s", 0, ("yz", "z", "é z ", "a ")),
        (r"(?P<a>a)?(?(a)b|c)", 0, ("ab", "c", "b")),
        (r"^a|\Ab", re.MULTILINE, ("x\na", "b", "xb")),
    ],
)
def test_first_characters_of_parts_of_every_kind(
    source: str, flags: int, texts: tuple[str, ...]
) -> None:
    for text in texts:
        found, plain = patterns.of(source, flags), re.compile(source, flags)
        assert [m.span() for m in found.finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_what_rules_need_comes_back_from_the_file_as_it_was() -> None:
    for rule in rules.load():
        assert rule.needs == screening.needs(rule.source)
        assert rule.order == screening.order(rule.source)


def test_a_second_run_finds_all_patterns_and_says_the_same(full: tuple[Path, str]) -> None:
    folder, output = full
    before = file_in(folder).stat().st_mtime_ns
    assert run(folder) == output
    assert "id:georgia" in output
    assert file_in(folder).stat().st_mtime_ns == before


def test_a_build_keeps_the_patterns_of_all_rules(full: tuple[Path, str], tmp_path: Path) -> None:
    cislex(tmp_path, "build", "--store", str(tmp_path / "store"))
    of_one_sentence, of_all = (len(Kept(file_in(folder))) for folder in (full[0], tmp_path))
    assert of_all > of_one_sentence + len(rules.load())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: b"\xff\xfe\x00binary",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"A", b"B"),
        lambda content: content.partition(b"\n")[0] + b"\n[]",
        lambda content: b"0\n" * 100,
    ],
    ids=["empty", "binary", "cut off", "changed", "another", "lines"],
)
def test_a_spoilt_file_is_made_anew(
    full: tuple[Path, str], tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    file = file_in(full[0])
    (tmp_path / "cislex").mkdir()
    spoilt = tmp_path / "cislex" / file.name
    spoilt.write_bytes(spoil(file.read_bytes()))
    assert run(tmp_path) == full[1]
    assert len(Kept(spoilt)) == len(Kept(file))


def test_a_file_grown_too_long_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    first = Kept(file)
    assert first.value("length", "old", lambda: 3) == 3
    first.write()
    assert Kept(file).value("length", "old", pytest.fail) == 3
    with file.open("a") as target:
        target.truncate(kept.MOST + 1)
    second = Kept(file)
    assert second.known == 0
    second.value("length", "newer", lambda: 5)
    second.write()
    third = Kept(file)
    assert third.known == 1
    assert third.value("length", "newer", pytest.fail) == 5


def test_a_folder_that_cannot_be_written_is_done_without(
    full: tuple[Path, str], tmp_path: Path
) -> None:
    (tmp_path / "cislex").write_text("a file where the folder should be")
    assert run(tmp_path) == full[1]


def test_what_is_no_regular_expression_is_refused() -> None:
    with pytest.raises(re.error, match="unterminated"):
        patterns.of("(open")
    with pytest.raises(re.error, match="unterminated"):
        patterns.of("(open")

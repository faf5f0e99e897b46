"""Records of reference tables: merging, trust, disagreement, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from cislex import inputs, records, reference, terms
from cislex.errors import Problem
from cislex.inputs import Inputs

ROOT = Path(__file__).resolve().parents[1]
HEAD = "state,treaty,status,signed,consent,consent_date,in_force,ended,source,page,looked_up,note"
BASES = {"d": "depositary", "o": "official", "m": "mirror", "s": "secondary"}
PAGE = "https://example.org/list"


@pytest.fixture(scope="module")
def read() -> Inputs:
    return inputs.read(ROOT / "ontology", ROOT / "data")


def participation(
    read: Inputs, folder: Path, *rows: str
) -> tuple[dict[str, set[str]], list[Problem]]:
    """Property → values of Kazakhstan in Berne and its records, after reading these rows."""
    bases = {terms.PREFIXES["source"] + name: basis for name, basis in BASES.items()}
    (folder / "participation.csv").write_text("\n".join([HEAD, *rows]) + "\n", "utf-8")
    faults: list[Problem] = []
    found = reference.read(folder, read.vocabulary, bases, faults)
    said: dict[str, set[str]] = {}
    for quad in records.quads(found, (), bases):
        value = terms.compact(getattr(quad.object, "value", ""))
        said.setdefault(terms.compact(quad.predicate.value), set()).add(value)
    return said, faults


def row(status: str, source: str, in_force: str = "", ended: str = "") -> str:
    cells = ("kazakhstan", "berne-convention", status, "", "", "", in_force, ended)
    return ",".join((*cells, source, PAGE if source else "", "2026-11-22", ""))


@pytest.mark.parametrize(
    ("rows", "since", "disagrees"),
    [
        ([row("party", "s", "1999-04-13"), row("party", "d", "1999-04-12")], "1999-04-12", True),
        ([row("party", "s", "1999-04-13"), row("party", "m", "1999-04-12")], "1999-04-12", True),
        ([row("party", "m", "1999-04-13"), row("party", "o", "1999-04-12")], "1999-04-12", True),
        ([row("party", "o", "1999"), row("party", "s", "1999-04-12")], "1999-04-12", False),
        ([row("party", "o", "1999-04-12"), row("party", "s", "1999")], "1999-04-12", False),
        ([row("unknown", ""), row("party", "s", "1999-04-12")], "1999-04-12", False),
    ],
)
def test_the_better_basis_is_followed_and_the_more_exact_date(
    read: Inputs, tmp_path: Path, rows: list[str], since: str, disagrees: bool
) -> None:
    for order in (rows, rows[::-1]):
        said, faults = participation(read, tmp_path, *order)
        assert not faults
        assert said["lex:validFrom"] == {since}
        assert said["lex:participationStatus"] == {"status:party"}
        assert ("lex:disagreesOn" in said) is disagrees


def test_a_state_that_left_is_no_party_whoever_says_so(read: Inputs, tmp_path: Path) -> None:
    said, _ = participation(read, tmp_path, row("party", "m", "1999"), row("withdrawn", "s"))
    assert said["lex:participationStatus"] == {"status:withdrawn"}
    assert said["lex:statedValue"] == {"lex:participationStatus status:party"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (row("party", ""), "has no source"),
        (row("member", "o"), "status:member is not known"),
        (row("party", "x"), "source 'x' is not in sources.ttl"),
        (row("party", "o", "12.04.1999"), "is not a date"),
        (row("party", "o", "1999-13-01"), "is not a date"),
        (row("party", "o").replace("kazakhstan", "berne-convention"), "is no lex:State"),
        (row("party", "o").replace("kazakhstan", "atlantis"), "id:atlantis is not known"),
        (row("party", "o").replace("kazakhstan", ""), "must not be empty"),
        (row("party", "o").replace(PAGE, "somewhere"), "is no web address"),
        (row("party", "o").replace("2026-11-22", "yesterday"), "looked_up is no day"),
        ("too,few", "has 2 cells instead of 12"),
        ('"never closed', "cannot be read"),
    ],
)
def test_a_row_that_cannot_be_used_is_reported_with_its_line(
    read: Inputs, tmp_path: Path, line: str, words: str
) -> None:
    said, faults = participation(read, tmp_path, line)
    assert not said
    assert any(words in fault.message for fault in faults), faults
    assert {(fault.file, fault.line) for fault in faults} == {
        ("data/reference/participation.csv", 2)
    }


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"wrong,head\n", b"\0" * 1000])
def test_a_file_that_is_no_table_is_reported(read: Inputs, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "participation.csv").write_bytes(content)
    faults: list[Problem] = []
    assert reference.read(tmp_path, read.vocabulary, {}, faults) == []
    assert len(faults) == 1


def test_a_table_of_another_name_is_reported(read: Inputs, tmp_path: Path) -> None:
    (tmp_path / "rumours.csv").write_text("a,b\n", "utf-8")
    faults: list[Problem] = []
    reference.read(tmp_path, read.vocabulary, {}, faults)
    assert "is no reference table" in faults[0].message

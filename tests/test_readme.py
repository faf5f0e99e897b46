"""The README shows answers that the questions really give."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")

EXAMPLES = re.findall(r"\(`/queries/([\w-]+)`[^)]*\)\n\n((?:\|.*\n)+)", README)
"""Name of the question → its table in the README."""


def cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def test_there_are_three_examples() -> None:
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize(("name", "table"), EXAMPLES)
def test_an_example_is_part_of_the_answer(name: str, table: str) -> None:
    head, _, *rows = map(cells, table.splitlines())
    with (ROOT / "tests" / "answers" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        answer = [tuple(row) for row in csv.reader(file)]
    assert head == answer[0]
    assert rows
    assert set(rows) <= set(answer[1:])


def test_the_layout_names_every_folder_at_the_top() -> None:
    for folder in ("ontology", "data", "queries", "server", "tests"):
        assert f"| `{folder}/` |" in README

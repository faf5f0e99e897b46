"""The evaluation of the fact-check: it counts what is caught, what is missed, what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cislex import check_evaluation
from cislex.checking import Checker


def _gold(treaty: str, sentence: str, verdict: str, planted: bool = False) -> str:
    claim = {"subject": "id:kazakhstan", "predicate": "isPartyTo", "object": f"id:{treaty}"}
    kind = {"polarity": "affirmed", "modality": "asserted", "verdict": verdict}
    return json.dumps({**claim, **kind, "sentence": sentence, "planted": planted})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article with a true claim, an error that shows, one that does not, and a false gold."""
    sentences = [
        "Kazakhstan joined the Berne Convention in 1999.",
        "Kazakhstan is a party to the Beijing Treaty.",
        "Kazakhstan has long felt close to the Rome Convention.",
        "Kazakhstan acceded to the Paris Convention in 1950.",
    ]
    text = "Kazakhstan\n\n" + " ".join(sentences) + "\n"
    (tmp_path / "one.txt").write_text(text, "utf-8")
    golds = [
        _gold("berne-convention", sentences[0], "confirmed"),
        _gold("beijing-treaty", sentences[1], "contradicted", planted=True),
        _gold("rome-convention", sentences[2], "contradicted", planted=True),
        _gold("paris-convention", sentences[3], "confirmed"),
    ]
    (tmp_path / "one.gold.jsonl").write_text("\n".join(golds), "utf-8")
    return tmp_path


def test_what_is_caught_missed_and_wrong_is_counted(folder: Path, store: Path) -> None:
    judged = check_evaluation.judge(folder, Checker.of_release(store))
    assert (judged.planted, judged.caught, judged.recall) == (2, 1, 0.5)
    assert (judged.true, judged.false_alarms, judged.false_share) == (2, 1, 0.5)
    assert judged.verdicts["confirmed", "confirmed"] == 1
    assert judged.verdicts["confirmed", "contradicted"] == 1
    assert [error.partition(":")[2].split()[0] for error in judged.errors] == ["NOT", "FALSE"]


def test_it_is_printed_for_each_folder(
    folder: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_evaluation.main([str(folder), "--store", str(store), "--errors"]) == 0
    printed = capsys.readouterr().out
    assert "planted errors contradicted 1/2 (0.500)" in printed
    assert "gold confirmed, found contradicted: 1" in printed
    assert "NOT CAUGHT (not found)" in printed

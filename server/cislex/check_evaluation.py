"""How well fact-checking does on articles whose verdicts are known.

Counts, over the claims that extraction finds by itself: how many of the planted errors are
contradicted, how many true claims are contradicted by mistake, and how often the verdict is
that of the reader who wrote the gold file.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cislex import evaluation
from cislex.checking import Checker, Finding
from cislex.evaluation import Gold
from cislex.extraction import RuleExtractor
from cislex.texts import read


@dataclass(slots=True)
class Judged:
    """What became of the claims of some articles."""

    planted: int = 0
    """Errors that were planted."""
    caught: int = 0
    """Of these, contradicted."""
    true: int = 0
    """Findings on claims that are no planted errors."""
    false_alarms: int = 0
    """Of these, contradicted."""
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Verdict of the gold, verdict found → how often."""
    errors: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the planted errors that is contradicted."""
        return self.caught / self.planted if self.planted else 1.0

    @property
    def false_share(self) -> float:
        """The share of the true claims that is contradicted."""
        return self.false_alarms / self.true if self.true else 0.0


def judge(folder: Path, checker: Checker) -> Judged:
    """Check every article of a folder and compare with its gold."""
    judged = Judged()
    extractor = RuleExtractor()
    for path, golds in evaluation.articles(folder):
        article = read(path)
        findings = checker.check(article, extractor.extract(article))
        _compare(judged, path.stem, article.document.text, golds, findings)
    return judged


def _compare(
    judged: Judged, name: str, text: str, golds: Sequence[Gold], findings: Sequence[Finding]
) -> None:
    claims = [finding.claim for finding in findings]
    pairs = evaluation.matched(text, claims, golds)
    planted = {number for number, gold in enumerate(golds) if gold.is_planted}
    of_planted = {index for number, index in pairs.items() if number in planted}
    for number in sorted(planted):
        judged.planted += 1
        index = pairs.get(number)
        if index is not None and findings[index].verdict == "contradicted":
            judged.caught += 1
        else:
            verdict = findings[index].verdict if index is not None else "not found"
            judged.errors.append(f"{name}: NOT CAUGHT ({verdict}): {golds[number].sentence}")
    for number, index in pairs.items():
        judged.verdicts[golds[number].verdict, findings[index].verdict] += 1
    for index, finding in enumerate(findings):
        if index in of_planted:
            continue
        judged.true += 1
        if finding.verdict == "contradicted":
            judged.false_alarms += 1
            judged.errors.append(f"{name}: FALSE ALARM: {_words(finding)}")


def _words(finding: Finding) -> str:
    claim = finding.claim
    said = f"{claim.subject} {claim.polarity} {claim.predicate} {claim.object} {claim.value}"
    return f"{said}; expected {finding.expected}"


def _report(name: str, judged: Judged) -> Iterator[str]:
    yield f"{name}: planted errors contradicted {judged.caught}/{judged.planted}" + (
        f" ({judged.recall:.3f}); true claims contradicted {judged.false_alarms}/{judged.true}"
        f" ({judged.false_share:.3f})"
    )
    same = sum(number for (gold, found), number in judged.verdicts.items() if gold == found)
    yield f"  verdict as in the gold: {same}/{judged.verdicts.total()}"
    for (gold, found), number in sorted(judged.verdicts.items()):
        if gold != found:
            yield f"    gold {gold}, found {found}: {number}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what became of the claims of each folder of articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--store", type=Path, default=Path(".cislex"))
    parser.add_argument("--errors", action="store_true", help="list every error")
    chosen = parser.parse_args(arguments)
    checker = Checker.of_release(chosen.store)
    for folder in chosen.folders:
        judged = judge(folder, checker)
        print("\n".join(_report(folder.name, judged)))
        if chosen.errors:
            print("\n".join(judged.errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How well extraction does on articles whose claims are known: precision, recall, F1, errors.

A gold file stands beside each article: one JSON object a line with subject,
predicate, object, value, polarity, modality, sentence.

What procedures consist of (`PROCEDURAL`) is annotated apart from all other relations. A gold file
judges a claim of the one or the other sort only if it has a line of that sort; one without any
line says that there is nothing of the other relations.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cislex import extraction, resources
from cislex.claims import Claim
from cislex.laws import same
from cislex.sentence import PROCEDURAL
from cislex.texts import read


@dataclass(frozen=True, slots=True)
class Gold:
    """A claim that a reader found in an article."""

    subject: str
    predicate: str
    object: str
    value: str
    polarity: str
    modality: str
    jurisdiction: str
    sentence: str
    verdict: str = ""
    is_planted: bool = False


@dataclass(slots=True)
class Score:
    """Claims found and right, found and wrong, and missed; and those right with their value."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    valued: int = 0
    value_right: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Result:
    """The scores of a set of articles, by relation and by rule, and every error in words."""

    relations: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    rules: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[str] = field(default_factory=list)
    articles: int = 0

    @property
    def total(self) -> Score:
        """All relations together."""
        total = Score()
        for score in self.relations.values():
            for name in ("right", "wrong", "missed", "valued", "value_right"):
                setattr(total, name, getattr(total, name) + getattr(score, name))
        return total


def evaluate(folder: Path) -> Result:
    """Extract every article of a folder and compare with its gold."""
    result = Result()
    for path, golds in articles(folder):
        article = read(path)
        claims = list(extraction.extract(article))
        compare(result, path.stem, article.document.text, claims, golds)
        result.articles += 1
    return result


def articles(folder: Path) -> Iterator[tuple[Path, list[Gold]]]:
    """The articles of a folder, each with its gold."""
    for gold_file in sorted(folder.glob("*.gold.jsonl")):
        stem = gold_file.name.removesuffix(".gold.jsonl")
        for suffix in (".txt", ".md", ".html"):
            path = folder / f"{stem}{suffix}"
            if path.is_file():
                yield path, list(read_gold(gold_file))


def coverage(texts: Path, data: Path) -> dict[str, tuple[int, int]]:
    """Predicate → curated statements that extraction finds by itself, and all of them.

    `texts` holds `SLUG.txt` of the source documents, `data` the folder `data/documents`.
    """
    counts: dict[str, tuple[int, int]] = {}
    for folder in sorted(path for path in data.iterdir() if path.is_dir()):
        text = texts / f"{folder.name}.txt"
        if not text.is_file():
            continue
        claims = list(extraction.extract(read(text)))
        found = {(claim.subject, f"lex:{claim.predicate}", claim.object) for claim in claims}
        found |= {
            (claim.object, "lex:stepNumber", claim.value)
            for claim in claims
            if claim.predicate == "hasStep"
        }
        rows = (folder / "statements.tsv").read_text("utf-8").splitlines()[1:]
        curated = {tuple(row.split("\t")[1:4]) for row in rows}
        for subject, predicate, target in curated:
            right, total = counts.get(predicate, (0, 0))
            counts[predicate] = right + ((subject, predicate, target) in found), total + 1
    return counts


def read_gold(file: Path) -> Iterator[Gold]:
    """The claims of a gold file."""
    for line in file.read_text("utf-8").splitlines():
        if line.strip():
            given = json.loads(line)
            yield Gold(
                *(given["subject"], given["predicate"], given.get("object", "")),
                *(str(given.get("value", "")), given["polarity"], given["modality"]),
                *(given.get("jurisdiction", ""), given["sentence"]),
                *(given.get("verdict", ""), bool(given.get("planted"))),
            )


def compare(
    result: Result, name: str, text: str, claims: Sequence[Claim], golds: Sequence[Gold]
) -> None:
    """Count what was found of the gold of one article, and what beside it."""
    claims = judged(claims, golds)
    found = matched(text, claims, golds)
    free = sorted(set(range(len(claims))) - set(found.values()))
    for number, gold in enumerate(golds):
        score = result.relations[gold.predicate]
        if number in found:
            claim = claims[found[number]]
            score.right += 1
            result.rules[claim.rule]["right"] += 1
            if gold.value:
                score.valued += 1
                if _same_value(gold.value, claim.value):
                    score.value_right += 1
                else:
                    result.errors.append(
                        f"{name}: VALUE {claim.rule} {claim.value!r} for {gold.value!r}: "
                        f"{gold.subject} {gold.predicate} {gold.object} | {gold.sentence}"
                    )
        else:
            score.missed += 1
            result.errors.append(
                f"{name}: MISSED {gold.subject} {gold.predicate} {gold.object} {gold.value} "
                f"{gold.polarity} {gold.jurisdiction} | {gold.sentence}"
            )
    for index in free:
        claim = claims[index]
        result.relations[claim.predicate].wrong += 1
        result.rules[claim.rule]["wrong"] += 1
        said = " ".join(text[claim.start : claim.end].split())
        result.errors.append(
            f"{name}: WRONG {claim.rule} {claim.subject} {claim.predicate} {claim.object} "
            f"{claim.value} {claim.polarity} {claim.jurisdiction} | {said}"
        )


def judged(claims: Iterable[Claim], golds: Sequence[Gold]) -> list[Claim]:
    """The claims of those sorts, procedural or not, about which a gold file says anything."""
    sorts = {gold.predicate in PROCEDURAL for gold in golds} or {False}
    return [claim for claim in claims if (claim.predicate in PROCEDURAL) in sorts]


def matched(text: str, claims: Sequence[Claim], golds: Sequence[Gold]) -> dict[int, int]:
    """Number of a gold claim → number of the claim that was found for it, each at most once."""
    spans = list(_places(text, golds))
    free = list(range(len(claims)))
    found: dict[int, int] = {}
    for exact in (True, False):
        for number, gold in enumerate(golds):
            if number in found:
                continue
            fitting = [
                index
                for index in free
                if _agree(gold, claims[index]) and _overlap(spans[number], claims[index])
                and (not exact or _same_value(gold.value, claims[index].value))
            ]  # fmt: skip
            if fitting:
                found[number] = fitting[0]
                free.remove(fitting[0])
    return found


def _places(text: str, golds: Iterable[Gold]) -> Iterator[tuple[int, int] | None]:
    """Where the sentence of each gold claim stands; None where it is not found.

    Gold claims are in the order of the text: of a sentence that stands there twice, such as
    `Patent: 20 years` for each of two states, the next one is meant.
    """
    last = 0
    for gold in golds:
        words = (re.escape(word) for word in re.findall(r"\w+", gold.sentence))
        sentence = re.compile(r"\W+".join(words))
        match = sentence.search(text, last) or sentence.search(text)
        last = match.start() if match else last
        yield match.span() if match else None


def _overlap(span: tuple[int, int] | None, claim: Claim) -> bool:
    return span is None or (claim.start < span[1] and claim.end > span[0])


def _agree(gold: Gold, claim: Claim) -> bool:
    return (
        gold.predicate == claim.predicate
        and gold.polarity == claim.polarity
        and _same_thing(gold.subject, claim.subject)
        and _same_thing(gold.object, claim.object)
        and (not gold.jurisdiction or gold.jurisdiction == claim.jurisdiction)
        and (
            gold.predicate not in ("termYears", "renewalYears")
            or gold.value == claim.value
        )
    )  # fmt: skip


def _same_thing(one: str, other: str) -> bool:
    return one == other or (
        one.startswith("new:") and other.startswith("new:") and _name(one) == _name(other)
    )


def _name(new: str) -> str:
    """What tells a proposed thing from others of its state: its title, without one its number."""
    whole = " ".join(re.sub(r"^(?:the|a) ", "", new.removeprefix("new:").lower()).split())
    name = " ".join(_BESIDE_TITLE.sub("", whole).split())
    name = re.sub(r"\blaw (?:of [\w ]+ )?on (?:the )?|\blegal |\bprotection of (?:the )?", "", name)
    if _UNTITLED.fullmatch(name) and (number := _NUMBER.search(whole)):
        return number[1]
    return re.sub(r"\W+", " ", name).strip()


_STATES = (
    "armenia|azerbaijan|belarus|georgia|kazakhstan|kyrgyzstan|moldova|russian federation|russia"
    "|tajikistan|turkmenistan|ukraine|uzbekistan"
)
_NUMBER = re.compile(r"\bno\.? ?([\w/-]*\d[\w/-]*)")
_BESIDE_TITLE = re.compile(
    rf"\b(?:of|in) (?:the )?(?:(?:kyrgyz )?republic\b(?: of)? ?)?(?:(?:{_STATES})\b)?(?<! )(?!\w)"
    rf"|[,( ]*{_NUMBER.pattern}\)?|,? \bof (?:\d{{1,2}} \w+ )?\d{{4}}\b|\bfederal (?=law\b)"
)
"""What stands beside the title of a law or the name of a body: state, number, day, level."""
_UNTITLED = re.compile(r"(?:\w+ )?(?:law|act|code|decree|decision|resolution|order|statute)")


def _same_value(gold: str, found: str) -> bool:
    if gold == found or not gold:
        return True
    wanted, given = gold.split(), found.split()
    return len(wanted) == len(given) and all(
        one == other or same(one, other) for one, other in zip(wanted, given, strict=True)
    )


def table(result: Result) -> str:
    """The scores as a table for people."""
    lines = [f"{'relation':<20} right wrong missed  prec.  recall   F1   value"]
    total = result.total
    rows: Mapping[str, Score] = {**dict(sorted(result.relations.items())), "all": total}
    for name, s in rows.items():
        value = f"{s.value_right}/{s.valued}" if s.valued else ""
        counts = f"{name:<20} {s.right:5} {s.wrong:5} {s.missed:6}"
        lines.append(f"{counts}  {s.precision:.3f}  {s.recall:.3f}  {s.f1:.3f}  {value}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of `FOLDER…`; with `--errors` every error, with `--rules` the rules.

    `--documents=FOLDER` also prints the share of the curated statements that is found.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = {word for word in given if word.startswith("--")}
    for word in options:
        if word.startswith("--documents="):
            _print_coverage(Path(word.partition("=")[2]))
    for folder in (Path(word) for word in given if word not in options):
        result = evaluate(folder)
        print(f"{folder.parent.name}/{folder.name}: {result.articles} articles\n{table(result)}\n")
        if "--rules" in options:
            for rule, counts in sorted(result.rules.items(), key=lambda r: -r[1]["wrong"]):
                print(f"  {rule:<36} right {counts['right']:4}  wrong {counts['wrong']:4}")
        if "--errors" in options:
            print("\n".join(result.errors))
    return 0


def _print_coverage(texts: Path) -> None:
    if not texts.is_dir():
        print(f"curated statements: skipped, the texts are not at {texts}\n")
        return
    counts = coverage(texts, Path(str(resources.folder("data") / "documents")))
    print("curated statements found, by predicate (only those with one found)")
    for predicate, (right, total) in sorted(counts.items()):
        if right:
            print(f"  {predicate:<28} {right}/{total}")
    right, total = (sum(column) for column in zip(*counts.values(), strict=True))
    print(f"  all {right}/{total}\n")


if __name__ == "__main__":
    raise SystemExit(main())

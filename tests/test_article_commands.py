"""extract, check and add as their users meet them: in processes of their own."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import article_files as made
from cislex import build, bulk, claims, extraction, extractors, resources, texts, writing
from cislex.bulk import Job
from cislex.claims import Claim
from cislex.errors import InputError, SettingError
from cislex.extraction import RuleExtractor
from cislex.extractors import Plugin
from cislex.texts import Article

ROOT = Path(__file__).resolve().parents[1]
FIELDS = (
    "doc subject subject_label subject_type predicate object object_label value jurisdiction "
    "modality polarity section paragraph sentence start end rule confidence"
)
GOOD = "Copyright\n\nKazakhstan is a party to the Berne Convention. It is so for all of the works."
FOUNDED = (
    "AGEPI was founded on 13 September 2004 in the capital of Moldova.\n\n"
    "In Georgia a Mediation Center was opened in 2015 for all of the parties.\n"
)
BAD = "Copyright\n\nKazakhstan is not a party to the Berne Convention. It is so for all of them."


def cislex(*arguments: str | Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command."""
    return subprocess.run(
        [sys.executable, "-m", "cislex.cli", *map(str, arguments)],
        *(),
        input=text,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles, one of them with an error, and three bad files."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name, content in {
        "good.txt": GOOD.encode(),
        "deep/wrong.md": BAD.encode(),
        "empty.txt": b"",
        "locked.pdf": made.locked_pdf(),
        "russian.txt": "Казахстан участвует в конвенции об авторском праве.".encode(),
        "ignored.png": b"\x89PNG",
    }.items():
        (tmp_path / "in" / name).write_bytes(content)
    return tmp_path / "in"


def test_a_pipe_gets_one_object_for_each_claim(tmp_path: Path) -> None:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, "utf-8")
    done = cislex("extract", path)
    assert (done.returncode, done.stderr) == (0, "")
    (said,) = map(json.loads, done.stdout.splitlines())
    assert list(said) == FIELDS.split()
    assert (said["subject"], said["predicate"]) == ("id:kazakhstan", "isPartyTo")
    assert GOOD[said["start"] : said["end"]].startswith("Kazakhstan is a party")
    piped = cislex("extract", "-", text=GOOD)
    assert [json.loads(line)["object"] for line in piped.stdout.splitlines()] == [said["object"]]


def test_rows_and_graphs_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "good.txt"
    path.write_text(GOOD.replace(" Convention.", " Convention since 1999."), "utf-8")
    rows = cislex("extract", path, "-f", "tsv").stdout.splitlines()
    assert rows[0].split("\t")[0] == "passage"
    assert rows[1].split("\t")[:4] == [
        "0.1.1",
        "id:kazakhstan",
        "lex:isPartyTo",
        "id:berne-convention",
    ]
    assert "validFrom=1999" in rows[1]
    from pyoxigraph import RdfFormat, parse

    trig = cislex("extract", path, "-f", "trig").stdout
    predicates = {
        quad.predicate.value.rsplit("#")[-1] for quad in parse(trig, format=RdfFormat.TRIG)
    }
    assert {"isPartyTo", "isAttestedBy", "validFrom", "charStart"} <= predicates


def test_the_founding_date_of_a_body_is_in_every_output(tmp_path: Path) -> None:
    path = tmp_path / "office.txt"
    path.write_text("Moldova\n\nAGEPI was founded on 13 September 2004 in the capital.\n", "utf-8")
    (said,) = map(json.loads, cislex("extract", path).stdout.splitlines())
    assert (said["subject"], said["value"]) == ("id:md-agepi", "2004-09-13")
    rows = [
        row.split("\t")[1:4] for row in cislex("extract", path, "-f", "tsv").stdout.splitlines()
    ]
    assert ["id:md-agepi", "lex:validFrom", "2004-09-13"] in rows
    trig = cislex("extract", path, "-f", "trig").stdout
    assert "rdf:predicate lex:validFrom" in trig
    assert '"2004-09-13"^^' in trig


def test_a_check_ends_with_1_where_something_is_contradicted(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text(BAD, "utf-8")
    done = cislex("check", path, "--store", store)
    (said,) = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, said["verdict"]) == (1, "contradicted")
    assert list(said)[: len(FIELDS.split())] == FIELDS.split()
    assert {"statement", "expected", "source", "checked_on"} <= said.keys()
    shown = cislex("check", path, "--store", store, "-f", "text").stdout
    assert "✕ contradicted" in shown
    assert "https://" in shown
    page = tmp_path / "report.html"
    assert cislex("check", path, "--store", store, "-f", "html", "-o", page).returncode == 1
    assert page.read_text("utf-8").startswith("<!doctype html>")
    path.write_text(GOOD, "utf-8")
    assert cislex("check", path, "--store", store).returncode == 0
    assert cislex("check", path, "--store", store, "--on", "1995-01-01").returncode == 1


def test_bad_files_are_a_line_each_and_the_others_go_on(store: Path, folder: Path) -> None:
    done = cislex("check", folder, "--store", store)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(Path(s["file"]).name, s["verdict"]) for s in said] == [
        ("wrong.md", "contradicted"),
        ("good.txt", "confirmed"),
    ]
    lines = sorted(Path(line.split(":")[0]).name for line in done.stderr.splitlines())
    assert lines == ["empty.txt", "locked.pdf", "russian.txt"]
    assert done.returncode == 3


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["extract", "none.txt"], 3, "none.txt: cannot be read"),
        (["extract"], 2, "Missing argument"),
        (["extract", "a", "b", "-f", "tsv"], 2, "one file at a time"),
        (["extract", "a", "--resume"], 2, "--resume needs --output"),
        (["extract", "-", "a"], 2, "stands alone"),
        (["extract", "a", "--extractors", "no.such:Thing"], 1, "no.such:Thing"),
        (["check", "a", "--store", "nowhere"], 1, "cislex build"),
        (["check", "a", "--on", "tomorrow"], 2, "--on"),
        (["add", "none.txt", "--slug", "x"], 1, "cannot be read"),
    ],
)
def test_wrong_usage_is_explained(
    tmp_path: Path, arguments: list[str], code: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        Path(name).write_text(GOOD, "utf-8")
    done = cislex(*arguments)
    assert done.returncode == code, done
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_interrupted_run_goes_on_where_it_was(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    first = folder / "deep" / "wrong.md"
    assert cislex("extract", first, "-o", output, "--resume").returncode == 0
    whole = output.read_text("utf-8")
    with output.open("a", encoding="utf-8") as target:
        target.write('{"half a line')
    with (tmp_path / "out.jsonl.done").open("a", encoding="utf-8") as target:
        target.write("99999\t/half/a/na")
    assert cislex("extract", folder, "-o", output, "--resume").returncode == 3
    text = output.read_text("utf-8")
    assert text.startswith(whole)
    assert [json.loads(line)["doc"] for line in text.splitlines()] == ["wrong", "good"]
    assert cislex("extract", folder, "-o", output, "--resume").returncode == 3
    assert output.read_text("utf-8") == text
    (tmp_path / "out.jsonl.done").unlink()
    with pytest.raises(InputError, match="was not begun with --resume"):
        writing.Resumable(output)


def _descendants(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()
    return [one for child in map(int, children) for one in (child, *_descendants(child))]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="lists processes by /proc")
def test_a_killed_run_loses_nothing_and_does_nothing_twice(tmp_path: Path) -> None:
    folder, output = tmp_path / "many", tmp_path / "out.jsonl"
    folder.mkdir()
    files = [folder / f"{number:03}.txt" for number in range(100)]
    for path in files:
        path.write_text(GOOD * 40, "utf-8")
    listed = tmp_path / "out.jsonl.done"
    command = [sys.executable, "-m", "cislex.cli", "extract", folder, "-o", output, "--resume"]
    with subprocess.Popen(list(map(str, command))) as process:
        while process.poll() is None and not (listed.exists() and listed.read_text("utf-8")):
            time.sleep(0.01)
        workers = _descendants(process.pid)
        process.kill()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < deadline, "the workers of a killed run live on"
        time.sleep(0.05)
    assert workers
    before = listed.read_text("utf-8").count("\n")
    assert 0 < before < len(files)
    assert cislex("extract", folder, "-o", output, "--resume").returncode == 0
    text = output.read_text("utf-8")
    whole = cislex("extract", folder, "--format", "jsonl").stdout
    assert text == whole
    assert listed.read_text("utf-8").count("\n") == len(files)


def test_the_claims_of_a_huge_file_are_handed_on_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "three.txt"
    path.write_text("\n\n".join((GOOD, BAD, GOOD)), "utf-8")
    job = Job("jsonl", 10_000)
    whole = bulk.one(job, path)
    monkeypatch.setattr(bulk, "_PART", 2)
    found = list(bulk.run(job, [path]))
    assert [result.last for result in found] == [False, False, True]
    assert "".join(result.output for result in found) == whole.output
    assert [result.claims for result in found] == [2, 1, 0]
    assert whole.claims == 3


def test_the_findings_of_a_huge_file_are_handed_on_in_parts(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "three.txt"
    path.write_text("\n\n".join((GOOD, BAD, BAD)), "utf-8")
    job = Job("jsonl", 10_000, store)
    whole = bulk.one(job, path)
    monkeypatch.setattr(bulk, "_PART", 2)
    found = list(bulk.run(job, [path]))
    assert "".join(result.output for result in found) == whole.output
    assert [result.claims for result in found] == [2, 1, 0]
    assert [result.contradicted for result in found] == [1, 1, 0]
    assert (whole.claims, whole.contradicted) == (3, 2)


def test_what_was_written_of_an_unfinished_file_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "out"
    kept = writing.Resumable(path)
    kept.add("a", "1\n")
    kept.add("b", "2\n", last=False)
    kept.add("c", "3\n", last=False)
    kept.add("c", "")
    kept.add("d", "4\n", last=False)
    kept.close()
    assert path.read_text() == "1\n3\n"
    with contextlib.closing(writing.Resumable(path)) as again:
        assert again.done == {"a", "c"}


def test_an_output_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("before")
    with pytest.raises(UnicodeEncodeError), writing.whole(path) as target:
        target.write("half" * 100_000 + "\ud800")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


class Deadly:
    """An extractor that ends its process at one article."""

    name = "deadly"

    def extract(self, article: Article) -> list[object]:
        """Nothing, or the end."""
        if "DEADLY" in article.document.text:
            import os

            os._exit(9)
        return []


def test_a_file_that_kills_its_process_is_one_bad_file(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number:02}.txt" for number in range(12)]
    for path in paths:
        path.write_text(GOOD + (" DEADLY" if path.stem == "05" else ""), "utf-8")
    job = Job("jsonl", 10_000, extractors=("test_article_commands:Deadly",), many=True)
    results = list(bulk.run(job, iter(paths), processes=2))
    assert [result.file for result in results] == list(map(str, paths))
    assert [Path(r.file).stem for r in results if r.problem] == ["05"]
    assert "ended the process" in results[5].problem
    assert all(result.claims == 1 for result in results if not result.problem)


class Echo:
    """An extractor that says what the rules say, and more, in no order."""

    name = "echo"

    def extract(self, article: claims.Article) -> Iterator[Claim]:
        """The claims of the rules, backwards; with a shorter end, and once more as planned."""
        found = [replace(claim, end=claim.end - 1) for claim in extraction.extract(article)]
        yield from found[::-1]
        yield from (replace(claim, polarity="planned") for claim in found)


def test_claims_of_several_extractors_stand_in_order_and_once(tmp_path: Path) -> None:
    path = tmp_path / "three.txt"
    path.write_text("\n\n".join((GOOD, BAD, GOOD)), "utf-8")
    article = texts.read(path)
    rules = list(extraction.extract(article))
    both = list(extractors.extract(article, [RuleExtractor(), Plugin("echo", Echo())]))
    assert [claim for claim in both if claim.polarity != "planned"] == rules
    assert len(both) == 2 * len(rules)
    assert both == sorted(both, key=lambda claim: (claim.start, claim.end))


def test_an_extractor_must_be_one() -> None:
    for name in ("json:JSONDecoder", "json", "nothing.here:X"):
        with pytest.raises(SettingError, match="extractor"):
            assert bulk.works(Job("jsonl", 1, extractors=(name,))).extractors


def test_an_added_document_is_accepted_by_the_build(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    path = tmp_path / "article.txt"
    path.write_text(GOOD + "\n\nBelarus joined the WTO in 2001.\n\n" + FOUNDED, "utf-8")
    about = ("--title", "On copyright", "--page", "https://example.org/a?b=1", "--publisher", "X")
    arguments = ("add", path, "--slug", "on-copyright", *about, "--data", data)
    done = cislex(*arguments, "--documents", tmp_path / "texts")
    assert done.returncode == 0, done.stderr
    added = data / "documents" / "on-copyright"
    assert GOOD.splitlines()[2] not in "".join(f.read_text("utf-8") for f in added.iterdir())
    again = cislex(*arguments)
    assert again.returncode == 1
    assert "is there already" in again.stderr
    for slug in ("kazakhstan-ip-enforcement", "cis-copyright-cooperation-law"):
        shutil.rmtree(data / "documents" / slug)
    (data / "reference" / "verdicts.csv").unlink()
    report = build.check(resources.folder("ontology"), data, tmp_path / "texts")
    assert [problem for problem in report.problems if "on-copyright" in problem.file] == []
    (coverage,) = report.coverage
    assert (coverage.slug, coverage.statements) == ("on-copyright", 6)
    stated = (added / "statements.tsv").read_text("utf-8")
    assert "lex:validFrom\t2004-09-13" in stated
    assert "id:ge-mediation-center\tlex:validFrom\t2015" in stated


@pytest.mark.parametrize(
    ("slug", "more", "words"),
    [
        ("../x", (), "use small letters"),
        ("x", ("--page", "javascript:alert(1)"), "no web address"),
        ("x", ("--data", "nowhere"), "no folder"),
    ],
)
def test_a_document_that_cannot_be_added_leaves_nothing(
    tmp_path: Path, slug: str, more: tuple[str, ...], words: str
) -> None:
    (tmp_path / "data" / "documents").mkdir(parents=True)
    path = tmp_path / "a.txt"
    path.write_text(GOOD, "utf-8")
    done = cislex("add", path, "--slug", slug, "--data", tmp_path / "data", *more)
    assert (done.returncode, words in done.stderr) == (1, True), done
    assert list((tmp_path / "data" / "documents").iterdir()) == []

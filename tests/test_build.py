"""The street: faults reported with file and line, repeatable releases, atomic switch."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from cislex import build, inputs, releases
from cislex.errors import InputError, Problem
from cislex.releases import Release
from cislex.store import Engine

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = "cis-copyright-cooperation-law"


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of ontology and data that tests may spoil after copying it again."""
    folder = tmp_path_factory.mktemp("input")
    for name in ("ontology", "data"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def spoiled(copied: Path, target: Path) -> Path:
    shutil.copytree(copied, target, dirs_exist_ok=True)
    return target


def append(path: Path, text: str) -> int:
    """Add a line to a file and say which line it is."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text + "\n")
    return path.read_text("utf-8").count("\n")


def statement(**cells: str) -> str:
    row = {
        "passage": "2.1.1",
        "subject": "id:kazakhstan",
        "predicate": "lex:isPartyTo",
        "object": "id:berne-convention",
        "modality": "asserted",
        "polarity": "affirmed",
        "hedge": "",
        "qualifiers": "",
        "taken_by": "test",
    }
    return "\t".join({**row, **cells}.values())


@pytest.fixture(scope="module")
def faults(copied: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Problem]:
    """Every fault of the issue planted at once: name → the problem that must be reported."""
    folder = spoiled(copied, tmp_path_factory.mktemp("faults"))
    document = folder / "data" / "documents" / DOCUMENT
    rows = document / "statements.tsv"
    name = f"data/documents/{DOCUMENT}/statements.tsv"
    expected: dict[str, tuple[str, int]] = {}

    def plant(fault: str, **cells: str) -> None:
        expected[fault] = (name, append(rows, statement(**cells)))

    plant("unknown predicate", predicate="lex:isFondOf")
    plant("unknown entity", subject="id:atlantis")
    plant("unknown prefix", object="nowhere:berne")
    plant("wrong domain", subject="id:wipo")
    plant("wrong range", object="id:wipo")
    plant("unknown modality", modality="shouted")
    plant("unknown qualifier", qualifiers="isPartyTo=id:kazakhstan")
    plant("unknown passage", passage="99.9.9")
    append(rows, statement())
    plant("duplicate row")
    expected["malformed row"] = (name, append(rows, "only\tthree\tcells"))
    literal = statement(predicate="lex:termYears", subject="id:kz-patent-term", object="twenty")
    expected["wrong literal"] = (name, append(rows, literal))

    entities = folder / "data" / "entities"
    unnamed = entities / "zz-unnamed.ttl"
    head = (
        "@prefix id: <https://w3id.org/cislex/id/> .\n"
        "@prefix lex: <https://w3id.org/cislex/ont#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    )
    append(unnamed, head)
    expected["label missing"] = (
        "data/entities/zz-unnamed.ttl",
        append(unnamed, "id:nameless a lex:PublicBody ."),
    )
    twin = 'id:twin a lex:Person ; rdfs:label "a twin"@en ; skos:altLabel "WIPO"@en .'
    expected["shared alternative label"] = ("data/entities/zz-unnamed.ttl", append(unnamed, twin))

    reference = folder / "data" / "reference" / "membership.csv"
    row = "kazakhstan,wco,member,1992-06-30,,,,2026-11-22,"
    expected["reference without source"] = ("data/reference/membership.csv", append(reference, row))
    row = "wipo,kazakhstan,member,1992-13-40,,adilet,https://adilet.zan.kz/,2026-11-22,"
    expected["reference of the wrong class"] = (
        "data/reference/membership.csv",
        append(reference, row),
    )

    report = build.check(folder / "ontology", folder / "data")
    found: dict[str, Problem] = {}
    for fault, (file, line) in expected.items():
        at_place = [p for p in report.problems if (p.file, p.line) == (file, line)]
        if at_place:
            found[fault] = at_place[0]
    missing = expected.keys() - found.keys()
    assert not missing, f"not reported: {missing}; reported: {report.problems}"
    return found


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("unknown predicate", "lex:isFondOf is no property of the ontology"),
        ("unknown entity", "id:atlantis is not known"),
        ("unknown prefix", "'nowhere:berne' is no CURIE with a known prefix"),
        ("wrong domain", "the domain of lex:isPartyTo is lex:State"),
        ("wrong range", "the range of lex:isPartyTo is lex:InternationalTreaty"),
        ("unknown modality", "modality:shouted is no lex:Modality"),
        ("unknown qualifier", "lex:isPartyTo is no qualifier"),
        ("unknown passage", "'99.9.9' is not in passages.tsv"),
        ("duplicate row", "repeats line"),
        ("malformed row", "has 3 cells instead of 9"),
        ("wrong literal", "'twenty' is not a whole number"),
        ("label missing", "label"),
        ("shared alternative label", "WIPO"),
        ("reference without source", "has no source"),
        ("reference of the wrong class", "is not a date"),
    ],
)
def test_a_fault_is_reported_with_file_line_and_what_to_do(
    faults: dict[str, Problem], fault: str, words: str
) -> None:
    assert words in faults[fault].message


def test_broken_turtle_is_the_only_thing_reported_until_it_is_mended(
    copied: Path, tmp_path: Path
) -> None:
    folder = spoiled(copied, tmp_path)
    states = folder / "data" / "entities" / "states.ttl"
    lines = states.read_text("utf-8").splitlines()
    broken = next(number for number, line in enumerate(lines, 1) if "rdfs:label" in line)
    lines[broken - 1] = lines[broken - 1].replace(" ;", "")
    states.write_text("\n".join(lines) + "\n", "utf-8")
    [problem] = inputs.read(folder / "ontology", folder / "data").problems
    assert problem.file == "data/entities/states.ttl"
    assert broken <= problem.line <= broken + 1
    assert "is not Turtle" in problem.message


def test_a_broken_statement_does_not_break_the_verdict_on_it(copied: Path, tmp_path: Path) -> None:
    folder = spoiled(copied, tmp_path)
    rows = folder / "data" / "documents" / DOCUMENT / "statements.tsv"
    text = rows.read_text("utf-8")
    rows.write_text(text.replace("\tlex:isAdoptedBy\t", "\tlex:isAdoptedFrom\t"), "utf-8")
    found = inputs.read(folder / "ontology", folder / "data").problems
    assert {problem.file for problem in found} == {f"data/documents/{DOCUMENT}/statements.tsv"}


def test_a_locator_that_does_not_fit_its_text_is_reported(copied: Path, tmp_path: Path) -> None:
    """A text of our own in the place of a document's, with one passage moved."""
    folder = spoiled(copied, tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / f"{DOCUMENT}.txt").write_text("Quite another text.\n", "utf-8")
    read = inputs.read(folder / "ontology", folder / "data")
    document = next(d for d in read.documents if d.source.slug == DOCUMENT)
    [problem] = inputs.verify(document, tmp_path / "texts")
    assert problem.file == f"data/documents/{DOCUMENT}/document.ttl"
    assert "locate its passages anew" in problem.message


def test_a_hash_that_does_not_match_is_reported_with_its_line(
    copied: Path, tmp_path: Path, texts: Path
) -> None:
    folder = spoiled(copied, tmp_path)
    passages = folder / "data" / "documents" / DOCUMENT / "passages.tsv"
    lines = passages.read_text("utf-8").splitlines()
    cells = lines[3].split("\t")
    lines[3] = "\t".join([*cells[:4], "0" * 64, cells[5]])
    passages.write_text("\n".join(lines) + "\n", "utf-8")
    read = inputs.read(folder / "ontology", folder / "data", texts)
    assert [(problem.file, problem.line) for problem in read.problems] == [
        (f"data/documents/{DOCUMENT}/passages.tsv", 4)
    ]


def test_the_checkout_has_no_fault_and_every_passage_is_accounted_for(release: Release) -> None:
    report = build.check(ROOT / "ontology", ROOT / "data")
    assert report.problems == ()
    for entry in report.coverage:
        assert entry.stating == entry.content
        assert entry.content >= 0.95 * entry.passages
    assert release.manifest["counts"]["documents"] == len(report.coverage)


def test_every_locator_is_found_in_the_texts(texts: Path) -> None:
    assert inputs.read(ROOT / "ontology", ROOT / "data", texts).problems == []


def test_the_same_input_gives_byte_identical_dumps(release: Release, tmp_path: Path) -> None:
    again = build.build(tmp_path, ROOT / "ontology", ROOT / "data")
    assert again.identifier == release.identifier
    for name in sorted(path.name for path in release.dumps_path.iterdir()):
        one, two = release.dumps_path / name, again.dumps_path / name
        assert sha256(one.read_bytes()).digest() == sha256(two.read_bytes()).digest(), name


def test_the_manifest_tells_the_size_and_checksum_of_every_dump(release: Release) -> None:
    files = release.manifest["files"]
    assert {file["name"] for file in files} == {
        f"cislex.{suffix}.gz" for suffix in ("nt", "ttl", "rdf", "nq", "trig", "jsonld")
    }
    for file in files:
        content = (release.dumps_path / file["name"]).read_bytes()
        assert (len(content), sha256(content).hexdigest()) == (file["bytes"], file["sha256"])


def test_input_with_a_fault_leaves_the_served_release_as_it_was(
    copied: Path, tmp_path: Path, release: Release
) -> None:
    folder = spoiled(copied, tmp_path / "input")
    root = tmp_path / "store"
    shutil.copytree(release.directory, root / "releases" / release.identifier)
    (root / "current").symlink_to(Path("releases") / release.identifier)
    append(folder / "data" / "documents" / DOCUMENT / "statements.tsv", "spoiled")
    with pytest.raises(InputError):
        build.build(root, folder / "ontology", folder / "data")
    assert releases.current(root).identifier == release.identifier
    assert [path.name for path in (root / "releases").iterdir()] == [release.identifier]


def test_a_build_that_is_killed_leaves_the_served_release_whole(
    tmp_path: Path, release: Release
) -> None:
    root = tmp_path / "store"
    shutil.copytree(release.directory, root / "releases" / release.identifier)
    (root / "current").symlink_to(Path("releases") / release.identifier)
    command = [sys.executable, "-m", "cislex.cli", "build", "--store", str(root)]
    for moment in killing_moments(root):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        moment()
        helpers = children(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert all(map(has_ended, helpers)), "the helpers of a killed build end with it"
        served = releases.current(root)
        assert served.identifier == release.identifier
        result = Engine(served.store_path).query("ASK { ?s ?p ?o }")
        assert bool(result)
        assert json.loads((served.directory / "manifest.json").read_text("utf-8"))
    with releases.workshop(root):
        pass
    left = [path.name for path in (root / "releases").iterdir() if path.name.startswith(".")]
    assert left == [], "the next build sweeps up what killed builds left"


def children(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(number) for number in path.read_text().split()] if path.exists() else []


def has_ended(process: int) -> bool:
    """Whether a process is gone, or gone within ten seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def killing_moments(root: Path) -> Iterator[Callable[[], None]]:
    """Waits, one for each kill: while reading, while writing dumps, while filling the store."""

    def until(pattern: str) -> Callable[[], None]:
        def wait() -> None:
            end = time.monotonic() + 60
            while time.monotonic() < end and not list((root / "releases").glob(pattern)):
                time.sleep(0.002)

        return wait

    yield lambda: time.sleep(0.3)
    yield until(".building-*/dumps/*.gz")
    yield until(".building-*/store/*")

"""The command line, run as a person runs it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cislex import cli, settings
from cislex.errors import SettingError


def run(*arguments: str, environment: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(cli.main, arguments, env=environment)


@pytest.mark.parametrize("command", [(), *((name,) for name in sorted(cli.COMMANDS))])
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage: " in result.output


def test_an_unknown_command_or_option_is_wrong_usage() -> None:
    assert run("frobnicate").exit_code == 2
    assert run("build", "--frobnicate").exit_code == 2


def test_without_a_release_each_command_says_to_build_first(tmp_path: Path) -> None:
    for command in (("query", "what-weakens"), ("dump", "nt"), ("serve", "--port", "0")):
        result = run(*command, "--store", str(tmp_path))
        assert result.exit_code == 1
        assert "run 'cislex build' first" in result.output


def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    result = run("query", "x", environment={"CISLEX_PORT": "many"})
    assert result.exit_code == 1
    assert "CISLEX_PORT 'many' cannot be used: a port is a number" in result.output
    result = run("serve", "--port", "99999", "--store", str(tmp_path))
    assert result.exit_code == 1
    assert "--port '99999' cannot be used" in result.output
    with pytest.raises(SettingError):
        settings.Settings.from_environment({}, nonsense=1)


def test_an_option_goes_before_the_environment(tmp_path: Path) -> None:
    chosen = settings.Settings.from_environment({"CISLEX_PORT": "1", "CISLEX_HOST": "::1"}, port=2)
    assert (chosen.port, chosen.host) == (2, "::1")


def test_a_question_of_the_gallery_is_answered_in_each_format(store: Path) -> None:
    csv = run("query", "what-weakens", "--store", str(store))
    assert csv.output.splitlines()[0] == "factor,weakens"
    answer = run("query", "what-weakens", "--format", "json", "--store", str(store))
    assert json.loads(answer.output)["head"]["vars"] == ["factor", "weakens"]
    other = run("query", "what-weakens", "-p", "goal=policy:innovation", "--store", str(store))
    assert other.exit_code == 0
    assert other.output != csv.output


def test_a_query_from_a_file_or_standard_input_is_answered(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text("SELECT (1 + 1 AS ?two) {}", "utf-8")
    assert run("query", str(file), "--store", str(store)).output.split() == ["two", "2"]
    piped = CliRunner().invoke(cli.main, ["query", "-", "--store", str(store)], input="ASK {}")
    assert "true" in piped.output


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ("SELECT ?x WHERE { ?x ", 1, "line 1"),
        ("nowhere.rq", 2, "neither a question of the gallery nor a readable file"),
        ("DELETE WHERE { ?s ?p ?o }", 1, "update"),
    ],
)
def test_a_query_that_cannot_be_answered_is_explained(
    store: Path, tmp_path: Path, query: str, code: int, words: str
) -> None:
    name = query
    if " " in query:
        path = tmp_path / "question.rq"
        path.write_text(query, "utf-8")
        name = str(path)
    result = run("query", name, "--store", str(store))
    assert result.exit_code == code
    assert words in result.output
    assert "Traceback" not in result.output


def test_a_dump_goes_whole_to_a_file_or_to_standard_output(store: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.nt"
    assert run("dump", "nt", "--output", str(target), "--store", str(store)).exit_code == 0
    assert target.read_text("utf-8") == run("dump", "nt", "--store", str(store)).output
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nt"]


def test_locating_a_text_prints_its_passages(tmp_path: Path) -> None:
    text = tmp_path / "article.txt"
    text.write_text("A Title\n\nOne sentence here. Another one.\n", "utf-8")
    lines = run("locate", str(text)).output.splitlines()
    assert lines[0].split("\t")[:2] == ["passage", "kind"]
    assert [line.split("\t")[0] for line in lines[1:]] == ["0.0.0", "0.1.1", "0.1.2"]


def test_get_prints_what_the_server_would_answer(store: Path) -> None:
    turtle = run("get", "/id/kazakhstan", "--accept", "text/turtle", "--store", str(store))
    assert "kazakhstan" in turtle.output
    missing = run("get", "/id/atlantis", "--store", str(store))
    assert missing.exit_code == 1
    assert "404" in missing.output


def test_validate_reports_coverage_as_json() -> None:
    result = run("validate", "--json")
    assert result.exit_code == 0
    report = json.loads(result.output)
    assert {entry["slug"] for entry in report["coverage"]} == {
        "kazakhstan-ip-enforcement",
        "cis-copyright-cooperation-law",
    }


def test_serve_prints_its_address_and_answers_until_it_is_stopped(store: Path) -> None:
    command = [sys.executable, "-m", "cislex.cli", "serve", "--port", "0", "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().rsplit(" ", 1)[-1].strip()
            with urllib.request.urlopen(address + "/health", timeout=10) as answer:
                assert answer.status == 200
        finally:
            process.terminate()


def test_an_address_in_use_is_explained(store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve", "--port", port, "--store", str(store))
    assert result.exit_code == 1
    assert "choose another --port" in result.output


def test_the_reference_audit_counts_lists_and_names_every_page_once() -> None:
    result = run("validate", "--reference", "--json", "--before", "2100-01-01")
    assert result.exit_code == 0
    report = json.loads(result.output)
    rows = [row for rows in report["pages"].values() for row in rows]
    assert len(rows) == len(set(rows)) == sum(report["bases"].values()) == len(report["old"])
    assert all(row.split(":")[0].endswith(".csv") for row in report["unknown"])
    assert any(row.startswith("data/reference/treaties.csv:") for row, _ in report["conflicts"])
    assert json.loads(run("validate", "--reference", "--json").output)["old"] == []

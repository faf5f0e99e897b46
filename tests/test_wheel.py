"""The wheel, installed in an empty environment outside the checkout, does the whole job."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    made = run(*pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    assert made.returncode == 0, made.stderr
    [path] = folder.glob("cislex-*.whl")
    return path


def test_the_wheel_holds_the_resources_and_nothing_stray(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "cislex/cli.py",
        "cislex/py.typed",
        "cislex/_resources/ontology/cislex.ttl",
        "cislex/_resources/data/entities/states.ttl",
        "cislex/_resources/queries/what-weakens.rq",
        "cislex/_resources/queries/pages/statements.rq",
        "cislex/web/templates/base.html",
        "cislex/web/static/build/site.js",
        "cislex/web/static/build/query.js",
        "cislex/web/static/build/licences.txt",
    ):
        assert needed in names
    tops = {name.split("/")[0] for name in names}
    assert not [name for name in names if "node_modules" in name or "frontend" in name]
    assert {top for top in tops if not top.endswith(".dist-info")} == {"cislex"}


def test_an_installed_wheel_builds_validates_and_answers(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    run(sys.executable, "-m", "venv", environment, cwd=tmp_path)
    pip = (environment / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--quiet")
    installed = run(*pip, "install", "-c", ROOT / "constraints.txt", wheel, cwd=tmp_path)
    if installed.returncode and "No matching distribution" in installed.stderr:
        pytest.skip("the package index cannot be reached")
    assert installed.returncode == 0, installed.stderr
    cislex = environment / "bin" / "cislex"
    built = run(cislex, "build", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / ".cislex" / "current" / "dumps" / "cislex.ttl.gz").is_file()
    answer = run(cislex, "query", "what-weakens", cwd=tmp_path)
    assert "low risk of penalties,deterrence" in answer.stdout
    page = run(cislex, "get", "/id/kazakhstan", "--accept", "text/html", cwd=tmp_path)
    assert "Kazakhstan" in page.stdout

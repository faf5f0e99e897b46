"""Runs `java/OntologyCheck.java`: OWL 2 profiles and HermiT, from the archive inside owlready2."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from rdflib import Graph

SOURCE = Path(__file__).parent / "java" / "OntologyCheck.java"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: the name of the graph, the kind of fault, and what it is."""

    graph: str
    kind: str
    detail: str


def why_unavailable() -> str:
    """The reason why the check cannot run here, or an empty text."""
    if shutil.which("java") is None:
        return "no java on this machine: the OWL profile and consistency were not checked"
    if not _archive().is_file():
        return "owlready2 is not installed: the OWL profile and consistency were not checked"
    return ""


def findings(graphs: Mapping[str, Graph], folder: Path) -> list[Finding]:
    """What is wrong with some graphs, checked in one run; `folder` takes the files for it."""
    paths = []
    for name, graph in graphs.items():
        path = folder / f"{name}.rdf"
        graph.serialize(path, format="xml", encoding="utf-8")
        paths.append(str(path))
    run = subprocess.run(
        ["java", "-XX:+UseSerialGC", "-cp", str(_archive()), str(SOURCE), *paths],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    if run.returncode:
        raise RuntimeError(f"{SOURCE.name} failed:\n{run.stderr}")
    rows = (line.split("\t", 2) for line in run.stdout.splitlines())
    return [Finding(file.removesuffix(".rdf"), kind, detail) for file, kind, detail in rows]


def _archive() -> Path:
    spec = find_spec("owlready2")
    if spec is None or spec.origin is None:
        return Path("owlready2")
    return Path(spec.origin).parent / "hermit" / "HermiT.jar"

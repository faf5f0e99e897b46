"""Runs the rules of `ontology/rules/`: SPARQL updates, in the order of their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Protocol

from cislex.errors import InputError, Problem
from cislex.turtle import files


class Updatable(Protocol):
    """A store that a rule can write into."""

    def update(self, text: str) -> None:
        """Run one SPARQL update."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule file: its name without extension, and its SPARQL."""

    name: str
    text: str


def read(folder: Traversable) -> Iterator[Rule]:
    """The rules of a folder, in the order in which they run."""
    for file in files(folder, ".rq"):
        yield Rule(file.name.removesuffix(".rq"), file.read_text("utf-8"))


def run(rules: Iterator[Rule], store: Updatable) -> None:
    """Run rules one after the other.

    Raises:
        InputError: a rule is no SPARQL update.
    """
    for rule in rules:
        try:
            store.update(rule.text)
        except SyntaxError as error:
            fault = Problem(
                f"{rule.name}.rq", error.lineno or 0, f"is no SPARQL update: {error.msg}"
            )
            raise InputError([fault]) from error

"""The rules that the tables of functions, steps and measures in `data/rules` stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_SIDES = {"verbs": "does", "nouns": "charge", "passive": "by"}
"""What a function's patterns stand beside: see `rules.sides`."""


def function_rules(functions: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rules for each function: a body does it, is in charge of it, it is done by a body."""
    for function in functions:
        for part in ("acts", "deeds"):
            if pattern := function.get(part):
                yield {
                    "id": f"{function['id']}.{part}", "frame": "duty", "active": part == "acts",
                    "words": function["clues"], "pattern": rf"(?<!\w)(?P<t>{pattern})",
                    "function": function["function"],
                    **({"border": function["border"]} if "border" in function else {}),
                }  # fmt: skip
        for part, side in (*_SIDES.items(), ("nouns", "done")):
            if pattern := function.get(part):
                yield {
                    "id": function["id"] + ("" if part == "verbs" else f".{side}"),
                    "frame": "function", "words": function["words"], "side": side,
                    "pattern": rf"(?<!\w)(?P<t>{pattern})", "function": function["function"],
                    "examples": function["examples"] if part == "verbs" else [],
                }  # fmt: skip


_FORM_OPTIONS = ("label", "patent", "measure", "usual", "only", "of")


def form_rules(frame: str, kinds: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rules for each kind of step or measure: its noun, participle, verb, and head of an item."""
    for kind in kinds:
        options = {name: kind[name] for name in _FORM_OPTIONS if name in kind}
        for form in ("noun", "part", "act", "head"):
            if pattern := kind.get(form):
                yield {
                    "id": kind["id"] if form == "noun" else f"{kind['id']}.{form}",
                    "frame": frame, "words": kind["words"], "form": form, **options,
                    "pattern": rf"(?<!\w)(?P<t>{pattern})(?!\w)",
                    "examples": kind["examples"] if form == "noun" else [],
                }  # fmt: skip

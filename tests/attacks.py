"""Texts that are hard for a pattern: made from the pattern itself, and lists of anything."""

from __future__ import annotations

import ast
import importlib
import random
import re
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from types import FrameType, ModuleType
from typing import Any

from cislex import extraction, rules, screening
from cislex.screening import Screened

_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_ASSERTIONS = (_constants.ASSERT, _constants.ASSERT_NOT)
_CHARACTERS = (_constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY, _constants.IN)
_ANY = " ,ae1A"
_FEW = 4
"""More repetitions can be many."""


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every module that reading an article needs, outside `texts`."""
    found = {"extraction": extraction}
    waiting: list[ModuleType] = [extraction]
    while waiting:
        tree = ast.parse(Path(str(waiting.pop().__file__)).read_text("utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("cislex"):
                continue
            home = (node.module or "").removeprefix("cislex").removeprefix(".")
            for name in [home] if home else [alias.name for alias in node.names]:
                if name not in found and not name.startswith("texts"):
                    found[name] = importlib.import_module(f"cislex.{name}")
                    waiting.append(found[name])
    return tuple(found.values())


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of the rules and of the modules, each once, by where they stand.

    Those of `screening` read patterns, and name again those of other modules.
    """
    found: dict[tuple[str, int], str] = {}
    for rule in rules.load():
        found.setdefault((rule.pattern.pattern, rule.pattern.flags), rule.id)
    for name, pattern in rules.sides().items():
        found.setdefault((pattern.pattern, pattern.flags), f"side {name}")
    for module in (one for one in modules() if one is not screening):
        for name, value in vars(module).items():
            for pattern in patterns_in(value):
                if isinstance(pattern.pattern, str):
                    found.setdefault((pattern.pattern, pattern.flags), f"{module.__name__}.{name}")
    return {
        f"{where} {number}": re.compile(*one) for number, (one, where) in enumerate(found.items())
    }


def patterns_in(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The patterns of a value, or of what it holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Screened):
        yield value.pattern
    elif isinstance(value, dict) and depth < _FEW:
        for one in value.values():
            yield from patterns_in(one, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset) and depth < _FEW:
        for one in value:
            yield from patterns_in(one, depth + 1)


def repetitions(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts that begin to match and then go round in each of the repetitions of a pattern."""
    maker = _Maker()
    for before, body in maker.repeats(_parser.parse(pattern.pattern, pattern.flags), ""):
        for round_ in (maker.text(body), maker.text(body) + maker.text(body)):
            if round_:
                yield f"{before}{round_ * (length // len(round_) + 1)}"[:length] + "\0"


def repeats_without_end(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern repeats more than one character as often as a text allows."""
    parsed = _parser.parse(pattern.pattern, pattern.flags)
    return any(
        kind in _REPEATS[:2] and value[1] == _constants.MAXREPEAT and not _is_character(value[2])
        for kind, value in _parts(parsed)
    )


def _parts(parsed: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for kind, value in parsed:
        yield kind, value
        for one in _inner(kind, value):
            yield from _parts(one)


def _is_character(parsed: Sequence[Any]) -> bool:
    return len(parsed) == 1 and parsed[0][0] in _CHARACTERS


def _inner(kind: Any, value: Any) -> Sequence[Any]:
    """The parts of a part of a pattern."""
    if kind in _REPEATS:
        return (value[2],)
    if kind is _constants.BRANCH:
        return tuple(value[1])
    if kind is _constants.SUBPATTERN:
        return (value[3],)
    if kind in _ASSERTIONS:
        return (value[1],)
    return (value,) if kind is _constants.ATOMIC_GROUP else ()


class _Maker:
    """Makes texts that a parsed pattern matches, the same ones each time."""

    def __init__(self) -> None:
        self._random = random.Random(5)
        self._groups: dict[int, str] = {}

    def repeats(self, parsed: Iterable[Any], before: str) -> Iterator[tuple[str, Any]]:
        """What can be repeated often, each with a text that leads to it."""
        for kind, value in parsed:
            if kind in _REPEATS and value[1] > _FEW:
                yield before, value[2]
            for one in _inner(kind, value):
                yield from self.repeats(one, before)
            before += self._one(kind, value)

    def text(self, parsed: Iterable[Any]) -> str:
        """A text that a parsed pattern matches, but for what it asks of the surroundings."""
        return "".join(self._one(kind, value) for kind, value in parsed)

    def _one(self, kind: Any, value: Any) -> str:
        match kind:
            case _constants.LITERAL:
                return chr(value)
            case _constants.NOT_LITERAL:
                return "b" if value == ord("a") else "a"
            case _constants.ANY:
                return self._random.choice(_ANY)
            case _constants.IN:
                return self._of_set(value)
            case _constants.BRANCH:
                return self.text(self._random.choice(value[1]))
            case _constants.SUBPATTERN:
                self._groups[value[0]] = self.text(value[3])
                return self._groups[value[0]]
            case _constants.ATOMIC_GROUP:
                return self.text(value)
            case _constants.GROUPREF:
                return self._groups.get(value, "")
            case _ if kind in _REPEATS:
                times = min(value[1], value[0] + self._random.randint(0, 1))
                return "".join(self.text(value[2]) for _ in range(times))
        return ""

    def _of_set(self, items: Sequence[Any]) -> str:
        inside = re.compile(_set_source(items))
        if items[0][0] is _constants.NEGATE:
            return self._random.choice([one for one in _ANY + "x(" if inside.match(one)] or ["z"])
        kind, value = self._random.choice(items)
        if kind is _constants.LITERAL:
            return chr(value)
        if kind is _constants.RANGE:
            return chr(self._random.randint(value[0], value[1]))
        return self._random.choice([one for one in _ANY if inside.match(one)] or ["z"])


def _set_source(items: Sequence[Any]) -> str:
    classes = {
        _constants.CATEGORY_DIGIT: r"\d", _constants.CATEGORY_NOT_DIGIT: r"\D",
        _constants.CATEGORY_SPACE: r"\s", _constants.CATEGORY_NOT_SPACE: r"\S",
        _constants.CATEGORY_WORD: r"\w", _constants.CATEGORY_NOT_WORD: r"\W",
    }  # fmt: skip
    source = ""
    for kind, value in items:
        match kind:
            case _constants.NEGATE:
                source += "^"
            case _constants.LITERAL:
                source += re.escape(chr(value)).replace("^", r"\^")
            case _constants.RANGE:
                source += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
            case _constants.CATEGORY:
                source += classes[value]
    return f"[{source}]"


class Endless(Exception):
    """A search has taken longer than it may."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End what takes more time of the processor: a busy machine is no fault of it.

    Raises:
        Endless: it took longer.
    """

    def end(_: int, __: FrameType | None) -> None:
        raise Endless(f"more than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds(pattern: re.Pattern[str], text: str, limit: float) -> float:
    """How long a search takes, in seconds of the processor; infinite above the limit."""
    begun = time.process_time()
    try:
        with at_most(limit):
            pattern.search(text)
    except Endless:
        return float("inf")
    return time.process_time() - begun

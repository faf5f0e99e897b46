"""Hostile text: no pattern takes long on it, and none looks for what it cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

import attacks
from cislex import layout, rules

PARTS = 8
PATTERNS = tuple(attacks.patterns().items())
S, T, ORGANIZATION, B, L, R, D = (rules.TOKENS[letter] for letter in "STOBLRD")
LISTS = (
    f"{S}, ", f"{S} and {S}, ", f"{T}, ", f"{T} and {D} ", f"{B}, ", f"{B} and ", f"{L}, ",
    f"{R} and ", f"{ORGANIZATION} ", f"{S} joined {T} in {D}, ", "it has ", "also, ", "only ",
    "and, ", ", ", "State Office of the ", "Law of ",
)  # fmt: skip
"""What a hostile sentence may say again and again."""


def slow(texts: Iterable[str], pattern: re.Pattern[str], limit: float) -> list[str]:
    return [text for text in texts if attacks.seconds(pattern, text, limit) > limit][:1]


@pytest.mark.parametrize("part", range(PARTS))
def test_no_repetition_in_a_pattern_takes_long(part: int) -> None:
    found = {
        name: text
        for name, pattern in PATTERNS[part::PARTS]
        for text in slow(attacks.repetitions(pattern, 300), pattern, 0.5)
    }
    assert found == {}


@pytest.mark.parametrize("part", range(PARTS))
def test_no_pattern_takes_long_on_a_list(part: int) -> None:
    texts = [(words * layout.LONGEST)[: layout.LONGEST] for words in LISTS]
    found = {
        name: text[:40]
        for name, pattern in PATTERNS[part::PARTS]
        for text in slow(texts, pattern, 2)
    }
    assert found == {}


def test_no_group_is_repeated_without_end() -> None:
    endless = [name for name, pattern in PATTERNS if attacks.repeats_without_end(pattern)]
    assert endless == []

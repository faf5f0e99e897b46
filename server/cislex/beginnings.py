"""Which characters a match of a pattern can begin with: read off its tree.

`re` itself looks for the first character of a match, and tries the pattern nowhere else, only
where the pattern begins with plain letters or a set. Most of ours begin with a border of a word,
a group, or a choice of words in letters of either case: told their first characters, a search of
them takes half the time. Only ASCII is told apart: any other character can begin any match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as known  # type: ignore[attr-defined]
from typing import Any

_ALL = (1 << 128) - 1
"""The characters of ASCII as bits."""
_INFO = 5
"""So many words tell the engine what it needs to know of a pattern, before its first characters."""
_REPEATS = (known.MAX_REPEAT, known.MIN_REPEAT, known.POSSESSIVE_REPEAT)


def told(code: list[int], tree: Any, flags: int) -> list[int]:
    """The code of a pattern with its first characters, where those are not all or told already."""
    is_told, shortest, start = code[2], code[3], 1 + code[1]
    if is_told or not shortest or (code[start] == known.AT and code[start + 1] in _HEADS):
        return code
    first, _ = _first(tree, flags)
    if first == _ALL:
        return code
    others = _ALL & ~first
    words = (others >> shift & 0xFFFFFFFF for shift in range(0, 256, 32))
    chosen = [int(known.NEGATE), int(known.CHARSET), *words, int(known.FAILURE)]
    return [
        *(code[0], code[1] + len(chosen), known.SRE_INFO_CHARSET, *code[3:_INFO]),
        *(*chosen, *code[_INFO:]),
    ]


_HEADS = (known.AT_BEGINNING, known.AT_BEGINNING_STRING)
"""Such a pattern is tried at the beginning only."""


def _first(items: Iterable[tuple[Any, Any]], flags: int) -> tuple[int, bool]:
    """The first characters of a sequence, at most, and whether it can match nothing."""
    found, limit = 0, _ALL
    for op, value in items:
        if op is known.ASSERT and value[0] > 0:
            ahead, is_empty = _first(value[1], flags)
            limit &= _ALL if is_empty else ahead
        elif op not in (known.ASSERT, known.ASSERT_NOT, known.AT):
            first, is_empty = _of_one(op, value, flags)
            found |= first & limit
            if not is_empty:
                return found, False
    return found, True


def _of_one(op: Any, value: Any, flags: int) -> tuple[int, bool]:
    """The same of one part of a pattern that matches characters."""
    if op is known.BRANCH:
        branches = [_first(branch, flags) for branch in value[1]]
        found = 0
        for first, _ in branches:
            found |= first
        return found, any(is_empty for _, is_empty in branches)
    if op is known.SUBPATTERN:
        _, added, removed, inside = value
        return _first(inside, (flags | added) & ~removed)
    if op in _REPEATS:
        least, _, inside = value
        first, is_empty = _first(inside, flags)
        return first, is_empty or not least
    if op is known.ATOMIC_GROUP:
        return _first(value, flags)
    if op is known.LITERAL:
        return _set([(op, value)], flags), False
    if op is known.IN:
        return _set(value, flags), False
    return _ALL, op in (known.GROUPREF, known.GROUPREF_EXISTS)


def _set(items: Iterable[tuple[Any, Any]], flags: int) -> int:
    """The characters of a set, at most; where case is ignored, of the simple ones."""
    found, is_negated, any_case = 0, False, flags & re.IGNORECASE
    for op, value in items:
        if op is known.NEGATE:
            is_negated = True
            continue
        first, last = value if op is known.RANGE else (value, value)
        if op is known.CATEGORY and not flags & re.ASCII:
            found |= _CATEGORIES[value]
        elif op is known.CATEGORY or (any_case and (is_negated or last > _LAST)):
            return _ALL
        elif first <= _LAST:
            found |= (2 << min(last, _LAST)) - (1 << first)
    if any_case:
        found |= (found & _SMALL) >> _APART | (found & _CAPITAL) << _APART
    return _ALL & ~found if is_negated else found


_LAST = 127
_APART = ord("a") - ord("A")
_CAPITAL = (2 << ord("Z")) - (1 << ord("A"))
_SMALL = _CAPITAL << _APART
_CATEGORIES = {
    category: sum(1 << n for n in range(_LAST + 1) if re.match(escape, chr(n)))
    for category, escape in {
        known.CATEGORY_DIGIT: r"\d", known.CATEGORY_NOT_DIGIT: r"\D",
        known.CATEGORY_SPACE: r"\s", known.CATEGORY_NOT_SPACE: r"\S",
        known.CATEGORY_WORD: r"\w", known.CATEGORY_NOT_WORD: r"\W",
    }.items()
}  # fmt: skip

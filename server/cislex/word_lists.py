"""The lists of `data/rules/words.toml`: what may stand where, word by word.

Long lists are sets: as patterns they take longer to compile than to use.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from cislex import patterns, resources


class Linking:
    """Words in small letters that may stand between two mentions that a verb or noun links.

    Those are the words of a list, adverbs and negations, and what begins with one of some stems.
    """

    def __init__(self, words: Iterable[str], stems: Iterable[str] = ()) -> None:
        self._words = frozenset(words)
        begins = "|".join(map(re.escape, stems))
        self._forms = patterns.of(r"\w+(?:ly|n't)" + (rf"|(?:{begins})\w*" if begins else ""))

    def __contains__(self, word: str) -> bool:
        return word in self._words or self._forms.fullmatch(word) is not None


@lru_cache(maxsize=1)
def verb_group() -> Linking:
    """What a simple verb group may hold."""
    return Linking(_lists()["simple"].split())


@lru_cache(maxsize=1)
def plans() -> Linking:
    """What a verb group that tells of plans may hold."""
    lists = _lists()
    return Linking(f"{lists['simple']} {lists['group']}".split(), lists["stems"].split())


@lru_cache(maxsize=8)
def of_field(name: str) -> Linking:
    """What may stand between two mentions that a verb or noun of some field links."""
    lists = _lists()
    return Linking(f"{lists['simple']} {lists[name]}".split())


@lru_cache(maxsize=1)
def labels() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Labels of the lines of a body's profile, and how the sentence begins that a line makes."""
    return tuple(
        (patterns.of(rf"(?:{label}) ?: ", re.IGNORECASE), words)
        for label, words in _lists()["labels"].items()
    )


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Any]:
    return tomllib.loads((resources.folder("data") / "rules" / "words.toml").read_text("utf-8"))

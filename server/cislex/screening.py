"""What a text must hold for a pattern to match it: read off the pattern, and cheap to look for.

Understood are the parts of regular expressions that the rules and the engine use; a pattern with
any other kind of group is taken to need nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from cislex import kept, patterns

Needs = tuple[tuple[str, ...], ...]
"""Sets of words, in small letters, and of characters of kinds: one of each must occur."""
Order = tuple[tuple[frozenset[str], ...], ...]
"""Such sets one after another: what stands together in one can occur in any order."""

_TOKEN = re.compile(
    r"(?P<anchor>\\[bBAZ]|[$^])|(?P<any>\.)|(?P<escape>\\(?:x..|\d+|.))"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<without>\(\?<?!)"
    r"|(?P<open>\((?:\?(?:P<\w+>|i?:|>|<?=)|(?!\?)))|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<macro>\{[a-z_]+\})|(?P<count>[*+?]\??|\{\d*,?\d*\}\??)"
    r"|(?P<plain>[\w ',-]+(?![*+?{])|.)",
    re.DOTALL,
)
_STRANGE = re.compile(r"(?<!\\)\(\?(?!P<|i?:|>|<?[=!])")
"""A kind of group that is not understood, such as `(?x:…)`."""
_KINDS = "\u000e", "\u001b"
"""The first and the last of the characters that stand for a mention."""
_SHORTEST, _MANY, _MOST = 3, 24, 120
"""Shorter words occur anyway; many are no cheaper to look for one by one than the pattern."""

_Macro = Callable[[str], str]
_OWN = kept.digest(Path(__file__).read_text("utf-8"))
"""What this module made when it was another is not what it makes now."""


class _Part(NamedTuple):
    """Sets that a part of a pattern needs, in any order; `ahead` are those not read past."""

    sets: tuple[frozenset[str], ...]
    ahead: bool = False


_Item = str | list[_Part]
"""Letters of a word, or what a part of a pattern needs; the empty list parts two words."""


def needs(pattern: str, macro: _Macro | None = None, most: int = _MANY) -> Needs:
    """What any match of a pattern holds; `macro` gives the pattern that a `{name}` stands for.

    Sets of more than `most` words are left out.
    """
    parts = _parts(pattern, macro)
    found = {words for part in parts for words in part.sets if len(words) <= most}
    return tuple(
        sorted((tuple(sorted(words)) for words in found), key=lambda words: (len(words), words))
    )


def order(pattern: str, macro: _Macro | None = None) -> Order:
    """What any match of a pattern holds, in the order in which it does."""
    return tuple(part.sets for part in _parts(pattern, macro) if not part.ahead)


def kept_needs(source: str, pattern: str, macro: _Macro | None = None, most: int = _MANY) -> Needs:
    """What `needs` gives, kept between runs; `source` is the pattern with its macros put in."""
    found = kept.value(f"needs {_OWN} {most}", source, lambda: needs(pattern, macro, most))
    return tuple(map(tuple, found))


def kept_order(source: str, pattern: str, macro: _Macro) -> Order:
    """What `order` gives, kept between runs; `source` is the pattern with its macros put in."""
    found = kept.value(
        f"order {_OWN}",
        source,
        lambda: [[sorted(words) for words in sets] for sets in order(pattern, macro)],
    )
    return tuple(tuple(map(frozenset, sets)) for sets in found)


@lru_cache(maxsize=1024)
def _parts(pattern: str, macro: _Macro | None) -> list[_Part]:
    if _STRANGE.search(pattern):
        return []
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), pattern)
    return _group(_TOKEN.finditer(plain), macro)


def follows(ordered: Order, low: str) -> bool:
    """Whether a text in small letters holds what is needed one after another."""
    place = 0
    for sets in ordered:
        reached = place
        for words in sets:
            ends = [found + len(w) for w in words if (found := low.find(w, place)) >= 0]
            if not ends:
                return False
            reached = max(reached, min(ends))
        place = reached
    return True


def admits(needed: Needs, low: str) -> bool:
    """Whether a text in small letters holds what is needed."""
    for words in needed:
        for word in words:
            if word in low:
                break
        else:
            return False
    return True


class Screened:
    """A pattern that is tried only on texts that hold what it needs.

    What the `lasting` ones need, which are those of modules, is looked for in one go; what a
    pattern needs that comes and goes is looked for word by word. `hint` is a pattern that matches
    wherever the whole one does, and is quicker to look for: in small letters if case is ignored.
    A `small` pattern is one for texts in small letters, which is quicker than to ignore case.
    """

    def __init__(
        self, pattern: str, flags: int = 0, lasting: bool = True, hint: str = "",
        small: bool = False,
    ) -> None:  # fmt: skip
        self.source, self._flags, self.is_small = pattern, flags, small
        self._is_of_low = small or bool(flags & re.IGNORECASE)
        self._hint, self.is_hinted = hint, bool(hint)
        self.needs = kept_needs(pattern, pattern, most=_MOST if lasting else _MANY)
        self.mask: int | None = None
        """What it needs as bits of `seen`; None if that does not tell."""
        if lasting and not _scanner.cache_info().currsize:
            _screens.append(self)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a text first holds what it needs."""
        return patterns.of(self.source, self._flags)

    @cached_property
    def hint(self) -> re.Pattern[str]:
        """The pattern of the hint, compiled as late."""
        return patterns.of(self._hint)

    def is_hinted_at(self, text: str, low: str) -> bool:
        """Whether a text holds the hint; `low` is the text in small letters."""
        return self.hint.search(low if self._is_of_low else text) is not None

    def search(self, text: str, low: str) -> re.Match[str] | None:
        """The first match in a text, which `low` is in small letters."""
        return self.pattern.search(text) if admits(self.needs, low) else None


class Several:
    """Patterns that a text is asked about together, as it mostly admits none of them."""

    def __init__(self, *screens: Screened) -> None:
        self.screens = screens
        self.signs = -1
        """Bits of `seen`, of which a text that admits one of the patterns holds some."""
        self.masks: tuple[int, ...] = (0,)
        """What each pattern needs as bits of `seen`, if that can be told."""
        if not _scanner.cache_info().currsize:
            _several.append(self)

    def settle(self, numbers: Mapping[tuple[str, ...], int]) -> None:
        """Take note of the bits, whose `numbers` are told by the words that they stand for."""
        self.masks = tuple(screen.mask or 0 for screen in self.screens)
        if all(self.masks):
            rarest = [max(screen.needs, key=_rarest) for screen in self.screens]
            self.signs = sum({1 << numbers[words] for words in rarest})


_screens: list[Screened] = []
_several: list[Several] = []


@cache
def seen_of(kind: str) -> int:
    """What `seen` gives for one kind of mention."""
    return seen(kind)


def seen(low: str) -> int:
    """Which of the sets of words that patterns need a text in small letters holds, as bits."""
    automaton, bits = _scanner()
    found = 0
    for word in automaton.find_matches_as_strings(low, overlapping=True):
        found |= bits[word]
    return found


@cache
def _scanner() -> tuple[AhoCorasick, dict[str, int]]:
    """A look for all words at once, and the bits of the sets that each word is in."""
    numbers: dict[tuple[str, ...], int] = {}
    bits: dict[str, int] = {}
    for screen in _screens:
        screen.mask = 0
        for words in screen.needs:
            bit = 1 << numbers.setdefault(words, len(numbers))
            screen.mask |= bit
            for word in words:
                bits[word] = bits.get(word, 0) | bit
    for several in _several:
        several.settle(numbers)
    return AhoCorasick(list(bits), store_patterns=True), bits


def _group(tokens: Iterator[re.Match[str]], macro: _Macro | None) -> list[_Part]:
    """What a group needs, up to the bracket that closes it."""
    branches: list[list[_Item]] = [[]]
    for token in tokens:
        part, words = branches[-1], token[0]
        match token.lastgroup:
            case "close":
                break
            case "bar":
                branches.append([])
            case "count" if words[0] in "?*" or words.startswith(("{0", "{,")):
                part[-1:] = [[]]
            case "count":
                part.append([])
            case "anchor":
                continue
            case _:
                part.append(_item(token, tokens, macro))
    return _common([_sequence(part) for part in branches])


def _item(token: re.Match[str], tokens: Iterator[re.Match[str]], macro: _Macro | None) -> _Item:
    words = token[0]
    match token.lastgroup:
        case "open" if words.endswith("="):
            return [_Part(part.sets, ahead=True) for part in _group(tokens, macro)]
        case "open":
            return _group(tokens, macro)
        case "without":
            _group(tokens, macro)
            return []
        case "macro" if macro:
            return _named(words[1:-1], macro)
        case "set":
            return _set(words[1:-1])
        case "escape":
            return [] if words[1].isalnum() else words[1]
        case "any":
            return []
    return [_Part((frozenset(words),))] if _is_kind(words) else words.lower()


def _sequence(part: list[_Item]) -> list[_Part]:
    found: list[_Part] = []
    for is_word, items in groupby(part, lambda item: isinstance(item, str)):
        if is_word:
            word = "".join(map(str, items))
            found += [_Part((frozenset((word,)),))] if len(word.strip()) >= _SHORTEST else []
        else:
            found += [one for item in items for one in item if isinstance(one, _Part)]
    return found


def _common(branches: list[list[_Part]]) -> list[_Part]:
    """What one of several alternatives needs: kinds of all of them, words of all, else both."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    found: list[frozenset[str]] = []
    every = [[words for part in branch for words in part.sets] for branch in branches]
    kinds = [[words for words in sets if _is_kinds(words)] for sets in every]
    plain = [[words for words in sets if not _is_kinds(words)] for sets in every]
    for chosen in (kinds, plain, every):
        if all(chosen) and not (chosen is every and any(len(words) <= _MANY for words in found)):
            words = frozenset[str]().union(*(max(sets, key=_rarity) for sets in chosen))
            words = _shortest(words)
            found += [words] if len(words) <= _MOST else []
    ahead = any(part.ahead for branch in branches for part in branch)
    return [_Part(tuple(found), ahead)] if found else []


def _shortest(words: frozenset[str]) -> frozenset[str]:
    """Words without those that hold another one."""
    found: list[str] = []
    for word in sorted(words, key=len):
        if not any(map(word.__contains__, found)):
            found.append(word)
    return frozenset(found)


def _is_kinds(words: frozenset[str]) -> bool:
    return all(map(_is_kind, words))


def _rarity(words: frozenset[str]) -> tuple[bool, float]:
    """Few words are rarer than many, and long ones than short ones."""
    return len(words) <= _MANY, sum(map(len, words)) / len(words)


def _rarest(words: tuple[str, ...]) -> tuple[bool, float]:
    """Any word is rarer than a kind of mention, of which most sentences have some."""
    return not _is_kinds(frozenset(words)), sum(map(len, words)) / len(words) ** 2


def _set(inside: str) -> _Item:
    """`[Tt]` is a letter, a set of kinds one of them; any other set makes no demand."""
    if len(inside) == 2 and inside[0].lower() == inside[1].lower():
        return inside[0].lower()
    return [_Part((frozenset(inside),))] if inside and _is_kinds(frozenset(inside)) else []


def _is_kind(words: str) -> bool:
    return _KINDS[0] <= words <= _KINDS[1]


@lru_cache(maxsize=256)
def _named(name: str, macro: _Macro) -> list[_Part]:
    return _group(_TOKEN.finditer(macro(name)), macro)

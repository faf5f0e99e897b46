"""Which rules can match a clause at all, from its words and kinds of mention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick

from cislex import screening
from cislex.rules import KINDS, NEEDS, Rule


class Selection:
    """Which rules can match a clause at all, from its words and kinds of mention.

    A rule that is not selected need not even be compiled. So the order of the words is looked at
    until a rule is selected for the first time; from then on the pattern itself is as quick.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._by_word: dict[str, int] = {}
        self._by_frame: dict[str, int] = {}
        self._always = 0
        self._selected: set[int] = set()
        for number, rule in enumerate(self._rules):
            for word in rule.words:
                self._by_word[word] = self._by_word.get(word, 0) | 1 << number
            if not rule.words:
                self._always |= 1 << number
            self._by_frame[rule.frame] = self._by_frame.get(rule.frame, 0) | 1 << number
        self._automaton = AhoCorasick(list(self._by_word), store_patterns=True)
        self._worded: dict[int, screening.Needs] = {}
        self._kinded: dict[int, list[frozenset[str]]] = {}
        self._possible: dict[str, tuple[int, int]] = {}

    def __call__(self, low: str) -> list[tuple[int, Rule]]:
        """The rules worth trying on a masked text in small letters, with their places in order."""
        words, numbers = self._by_word, self._always
        for word in self._automaton.find_matches_as_strings(low, overlapping=True):
            numbers |= words[word]
        numbers = self._of_kinds("".join([kind for kind in KINDS if kind in low]), numbers)
        found, admits, worded, selected = [], screening.admits, self._worded, self._selected
        for number in _bits(numbers):
            if not (needed := worded[number]) or admits(needed, low):
                rule = self._rules[number]
                if number in selected or screening.follows(rule.order, low):
                    selected.add(number)
                    found.append((number, rule))
        return found

    def _of_kinds(self, kinds: str, numbers: int) -> int:
        """Those of some rules, as bits, that can speak of mentions of some kinds.

        What a rule needs is asked once for each set of kinds, and not before it is wanted.
        """
        possible, asked = self._possible.get(kinds) or (self._of_frames(kinds), 0)
        numbers &= possible
        if unasked := numbers & ~asked:
            possible &= ~sum(1 << number for number in _bits(unasked) if self._lacks(number, kinds))
            self._possible[kinds] = possible, asked | unasked
        return numbers & possible

    def _lacks(self, number: int, kinds: str) -> bool:
        """Whether a rule needs other kinds of mention; the words that it needs are noted."""
        if (of_kinds := self._kinded.get(number)) is None:
            needs = self._rules[number].needs
            of_kinds = [frozenset(one) for one in needs if KINDS.issuperset(one)]
            self._kinded[number] = of_kinds
            self._worded[number] = tuple(one for one in needs if not KINDS.issuperset(one))
        return any(one.isdisjoint(kinds) for one in of_kinds)

    def _of_frames(self, kinds: str) -> int:
        """The rules whose frames can speak of mentions of some kinds, as bits."""
        return sum(
            numbers
            for frame, numbers in self._by_frame.items()
            if all(needed.intersection(kinds) for needed in NEEDS[frame])
        )


def _bits(number: int) -> Iterator[int]:
    """The places of the bits of a number that are set, from the lowest on."""
    digits = f"{number:b}"[::-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)

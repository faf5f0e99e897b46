"""Whether a text is in English, judged by the share of its most common words."""

from __future__ import annotations

from cislex import patterns
from cislex.texts.lines import Unreadable

_COMMON = frozenset(
    (
        *("the", "of", "and", "to", "is", "for", "that", "with", "by", "are", "it", "from"),
        *("be", "which", "has", "this", "not", "have", "its", "were", "their", "been", "at"),
        *("as", "or", "also", "since", "law", "treaty", "agreement", "party", "member", "years"),
        *("january", "february", "march", "may", "june", "july", "october", "december"),
    )
)
"""Common words, also of bare lists of treaties, that other languages write otherwise."""
_SHARE = 0.04
"""English prose has a quarter; lists of names have less, other languages next to none."""

_ENOUGH_WORDS = 15
_SAMPLE = 200_000
_WORD = patterns.of(r"[^\W\d_]+")


def check(text: str) -> None:
    """Let English pass; a text of a few words is judged by its script alone.

    Raises:
        Unreadable: the text is in another language.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    if not words:
        raise Unreadable("holds no words: there is nothing to read")
    latin = sum(["a" <= word < "{" for word in words]) / len(words)
    share = sum([word in _COMMON for word in words]) / len(words)
    if latin < 0.5:
        raise Unreadable(
            f"is not English: {1 - latin:.0%} of its words are in another script; "
            "only English is read so far"
        )
    if len(words) >= _ENOUGH_WORDS and share < _SHARE:
        raise Unreadable(
            f"is not English: common English words make up {share:.1%} of it; "
            "only English is read so far"
        )

"""Rights told by the things and people that they are for: books are works, brands are marks."""

from __future__ import annotations

from functools import lru_cache

from cislex import patterns


@lru_cache(maxsize=1000)
def meant(words: str) -> frozenset[str]:
    """The ids of the rights in the things and people that some words name."""
    low = words.lower()
    return frozenset(right for right, pattern in _THINGS.items() if pattern.search(low))


_THINGS = {
    right: patterns.of(rf"\b(?:{words})\b")
    for right, words in {
        "right:copyright": "(?<!on the )(?<!statute )(?<!off the )books?|music|songs?|films?"
        "|works of|works(?= (?:are|is|enjoy|may|can)|,? and |$)"
        "|(?:creative|literary|artistic|protected|their|foreign) works|authors?|writers?|artists?"
        "|composers?|publishers?|musicians?|literary|software|databases?|programs?|programmes?"
        "|programmers?|creative|photographs?|paintings?",
        "right:related-rights": "performers?|performances?|broadcast\\w*|recordings?|producers?"
        "|phonograms?|actors?|singers?",
        "right:trademark": "brands?(?!-)|logos?",
        "right:patent": "inventors?|patentees?|technical solutions?",
        "right:industrial-design": "designers?|aesthetics?|appearance",
        "right:plant-variety": "breed(?:ers?|ing)?|seeds?|varieties",
        "right:layout-design": "chips?|microchips?|semiconductors?",
        "right:geographical-indication": "origin|wines?|cheeses?|winemakers?|brandy",
    }.items()
}

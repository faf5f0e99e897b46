"""Rights told by the things and people that they are for: books are works, brands are marks."""

from __future__ import annotations

import re


def meant(words: str) -> set[str]:
    """The ids of the rights in the things and people that some words name."""
    return {right for right, pattern in _THINGS.items() if pattern.search(words)}


_THINGS = {
    right: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for right, words in {
        "right:copyright": "books?|music|songs?|software|programs?|programmes?|works?"
        "|authors?|writers?|artists?|films?|literary",
        "right:related-rights": "performers?|performances?|broadcast\\w*|recordings?|producers?",
        "right:trademark": "brands?|logos?",
        "right:patent": "inventors?|technical solutions?",
        "right:plant-variety": "breeders?|seeds?|varieties|crops?",
        "right:layout-design": "chips?|semiconductors?",
        "right:geographical-indication": "origin|wines?|cheeses?",
    }.items()
}

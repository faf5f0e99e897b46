"""Articles → claims: a stand-in until the rules of `data/rules/` are merged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cislex.claims import Article, Claim

_STATES = "Armenia|Azerbaijan|Belarus|Georgia|Kazakhstan|Moldova|Russia|Ukraine|Uzbekistan"
_THINGS = {
    "Berne Convention": ("isPartyTo", "id:berne-convention"),
    "Paris Convention": ("isPartyTo", "id:paris-convention"),
    "WTO": ("isMemberStateOf", "id:wto"),
}
_PATTERN = re.compile(
    rf"({_STATES}) (?:is (not )?a (?:party to|member of)|joined) the ({'|'.join(_THINGS)})"
    r"(?: (?:in|since) (\d{4}))?"
)


@dataclass(frozen=True, slots=True)
class RuleExtractor:
    """The extractor that comes with cislex."""

    name: str = "rules"

    def extract(self, article: Article) -> Iterator[Claim]:
        """The claims of an article, in the order of its text."""
        for passage in article.passages:
            text = article.document.text[passage.start : passage.end]
            for found in _PATTERN.finditer(text):
                predicate, thing = _THINGS[found[3]]
                place = (passage.section, passage.paragraph, passage.sentence)
                span = (passage.start, passage.end)
                polarity = "negated" if found[2] else "affirmed"
                yield Claim(
                    article.document.slug,
                    *(f"id:{found[1].lower()}", found[1], "State", predicate, thing, found[3]),
                    *(found[4] or "", "", "asserted", polarity),
                    *(*place, *span),
                    rule="stand-in",
                    confidence=1.0,
                )

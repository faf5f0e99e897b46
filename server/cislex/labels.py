"""What the label of a line, or the heading of a list, says of all the treaties that it names."""

from __future__ import annotations

import re

from cislex import patterns
from cislex.statuses import Status

_STATUSES = tuple(
    (status, patterns.of(words, re.IGNORECASE))
    for status, words in (
        (
            Status("affirmed", "asserted", "", signed=True),
            r"\b(?:signed,? (?:only|(?:but|and)? ?not|without)|(?:only|merely|just) signed"
            r"|signator(?:y|ies) only)\b",
        ),
        (
            Status("negated", "asserted", ""),
            r"\b(?:not (?:yet )?(?:a )?(?:joined|ratified|signed|part(?:y|ies)|members?"
            r"|in force|acceded|bound|binding|accepted|covered)|outside|missing|gaps?|absent"
            r"|unratified|never (?:joined|ratified|acceded|signed)|non-(?:members?|part(?:y|ies))"
            r"|(?<!member and )observers?)\b",
        ),
        (
            Status("planned", "intention", ""),
            r"\b(?:planned|under (?:consideration|negotiation|discussion)|in preparation"
            r"|next steps|candidates?|candidacy|pending|awaiting (?:accession|ratification)"
            r"|(?:expected|intended|future|envisaged|prospective) (?:accessions?|ratifications?"
            r"|memberships?)|(?:accession|ratification|membership)s? (?:expected|intended|envisaged"
            r"|under way))\b",
        ),
        (
            Status("past", "asserted", ""),
            r"\b(?:left|former|formerly|denounced|no longer|withdrawn|withdrew|withdrawals?|exited"
            r"|(?:out|gone)(?= since\b|$)"
            r"|past (?:memberships?|participation)|ended|renounced)\b",
        ),
        (
            Status("affirmed", "asserted", ""),
            r"\b(?:(?:treaties|conventions|agreements|instruments)"
            r"(?: (?:now|currently|that are|which are))? (?:in force|ratified|joined|binding"
            r"|accepted)|part(?:y|ies) to|bound by|member of|acceded to|joined|ratified"
            r"|memberships?|treaty (?:commitments|obligations)|belongs to)\b",
        ),
    )
)


def status(words: str) -> Status | None:
    """How a label or heading puts taking part; None where it tells nothing of it."""
    return next((status for status, pattern in _STATUSES if pattern.search(words)), None)

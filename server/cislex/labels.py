"""What the label of a line, or the heading of a list, says of all that it names.

That are treaties that a state takes part in, or does not, and laws and bodies that are no more.
"""

from __future__ import annotations

import re

from cislex import patterns
from cislex.lexicon import Kind
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


def tells_end(words: str) -> bool:
    """Whether a label or heading is one of laws or bodies that are no more: `Repealed acts`."""
    return bool(_ENDED.fullmatch(words))


_ENDED = patterns.of(
    r"\W*(?:\d+[.)]? ?)?(?:(?:the|its|laws?|acts?|statutes?|codes?|texts|bodies|offices?|agenc(?:y|ies)"
    r"|institutions?|legislation),? ){0,2}(?:(?:which|that) (?:is|are) |(?:now|since|long|already) )?"
    r"(?:no longer (?:in (?:force|effect|existence|use)|valid|exist(?:s|ing)?|active|applicable"
    r"|with us|applied|law)"
    r"|not (?:in force|valid) any ?(?:more|longer)|out of force|off the (?:statute )?books?|repealed"
    r"|replaced|superseded|abolished|dissolved|defunct|disbanded|liquidated|discontinued|wound up"
    r"|closed(?: down)?|formerly|former|past|previous(?:ly)?|earlier|old|lapsed|expired"
    r"|ended|historical|obsolete|gone|dead|merged(?: away)?|struck off|forerunners?"
    r"|predecessors?|precursors?|ceased to (?:exist|apply|be in force))"
    r"(?! (?:background|overview|notes?|outline|sketch|context|development|remarks?|survey|roots)\b)"
    r"(?:(?: (?!by\b|with\b|into\b|to\b|as\b|of\b|and\b|or\b)[\w-]+){0,3}? (?:laws?|acts?|statutes?"
    r"|codes?|texts?|legislation|instruments?|names?|bod(?:y|ies)|offices?|agenc(?:y|ies)"
    r"|institutions?|authorit(?:y|ies)|ministr(?:y|ies)|departments?|services?|versions?|rules"
    r"|organi[sz]ations?|titles?|provisions?)|,? (?:now|today|since|in|as of|meanwhile|long ago))?"
    rf"(?: {Kind.DATE})?(?: ?\([^()]*\))?\W*",
    re.IGNORECASE,
)

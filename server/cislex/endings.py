"""Labels, leads and headings that tell of the laws and bodies behind them that they are no more."""

from __future__ import annotations

import re

from cislex import patterns
from cislex.lexicon import Kind
from cislex.sentence import Sentence


def labelled(sentence: Sentence, place: int) -> bool:
    """Whether the label of a line, its lead or its heading tells the end of what is at a place.

    `Repealed: …; …`, the lead `No longer in force:`, the heading `Former bodies`.
    """
    masked, memory = sentence.clause.masked, sentence.memory
    before = masked[:place]
    if _BESIDE.search(before):
        return False
    label = _LABEL.match(before)
    if label and _tells_end(label["label"]):
        return not _NOW.search(before, label.end())
    above = memory.lead.rstrip(": ") or memory.section_title
    return _tells_end(above) and bool(_FIRST.fullmatch(before))


def _tells_end(words: str) -> bool:
    """Whether a label or heading is one of what is no more: `Repealed acts`."""
    return bool(_ENDED.fullmatch(words))


_LABEL = patterns.of(rf"(?P<label>[^:;.{Kind.LAW}{Kind.BODY}–—]{{2,60}})(?:: | [–—-] )")
_BESIDE = patterns.of(
    r"\b(?:by|under|in|of|with|to|through|within|at|from|into|for|→)(?: the| an?| its| same){0,2} $"
)
"""What goes before a law or a body that is not the one of which a line tells."""
_NOW = patterns.of(
    r"\b(?:now|today|current(?:ly)?|in force|at present|instead|new)\b", re.IGNORECASE
)
_FIRST = patterns.of(r"\W{0,8}(?:\d+[.)] )?(?:The )?")
"""What goes before that of which an item of a list tells."""
_ENDED = patterns.of(
    r"\W{0,8}(?:\d+(?:\.\d+){0,4}[.)]? ?)?(?:(?:the|its|laws?|acts?|statutes?|codes?|texts|bodies"
    r"|offices?|agenc(?:y|ies)|institutions?|legislation|what is|what has),? ){0,2}"
    r"(?:(?:which|that) (?:is|are) |(?:now|since|long|already) )?"
    r"(?:no longer (?:in (?:force|effect|existence|use)|valid|exist(?:s|ing)?|active|applicable"
    r"|with us|applied|law)|no more|scrapped|outdated|dead letters?|gone for good"
    r"|not (?:in force|valid) any ?(?:more|longer)|out of (?:force|use)|off the (?:statute )?books?"
    r"|repealed|replaced|superseded|abolished|dissolved|defunct|disbanded|liquidated"
    r"|discontinued|wound up"
    r"|closed(?: down)?|formerly|former|past|previous(?:ly)?|earlier|old|lapsed|expired"
    r"|ended|historical|obsolete|gone|dead|merged(?: away)?|struck off|forerunners?"
    r"|predecessors?|precursors?|ceased to (?:exist|apply|be in force))"
    r"(?! (?:background|overview|notes?|outline|sketch|context|development|remarks?|survey"
    r"|roots)\b)"
    r"(?:(?: (?!by\b|with\b|into\b|to\b|as\b|of\b|and\b|or\b)[\w-]+){0,3}? (?:laws?|acts?"
    r"|statutes?|codes?|texts?|legislation|instruments?|names?|bod(?:y|ies)|offices?|agenc(?:y|ies)"
    r"|institutions?|authorit(?:y|ies)|ministr(?:y|ies)|departments?|services?|versions?|rules"
    r"|organi[sz]ations?|titles?|provisions?)|,? (?:now|today|since|in|as of|meanwhile|long ago))?"
    rf"(?: {Kind.DATE})?(?: ?\([^()]{{0,60}}\)|, [^:]{{3,40}})?\W{{0,8}}",
    re.IGNORECASE,
)

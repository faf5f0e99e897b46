"""What the value of a line of a profile says: `since 2015`, `not yet`, `left in 2012`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import Clause

_NO = patterns.of(
    r"^(?:no\b(?=\W*$|[.,;:(]| [–-]| \(|(?: \w+)? (?:member|part|access|ratif|sign|yet|long))|not\b"
    r"|(?:an? |only |merely ){0,24}observer|never|none\b"
    r"|non-?(?:member|party)|nothing|outside|absent|neither"
    r"|(?:accession|ratification|membership|entry|signature) (?:is |still "
    r"|remains ){0,24}(?:outstanding"
    r"|missing|awaited|lacking)|has not|is not|does not|✗|✘|❌|yet to|n/?a\b"
    r"|[^.;]*\b(?:not a (?:full )?(?:member|party)"
    r"|no full"
    r" membership|not (?:yet )?(?:bound|joined|ratified|acceded)|never (?:joined|acceded))\b)",
    re.IGNORECASE,
)
_PLANNED = patterns.of(
    r"^(?:planned|plans?|intends?|intention|accession (?:planned|expected|under"
    r"|in progress|talks|pending|negotiations)|(?:accession|ratification|adherence|membership|entry"
    r"|signature|joining)(?: (?:to which|to it|is|are|being|remains?|still|now|currently)){0,4}"
    r" (?:planned|expected|intended|foreseen|envisaged|scheduled|announced|discussed|prepared|due"
    r"|under (?:consideration|negotiation|discussion|preparation|study|way)|in preparation|pending"
    r"|on the agenda|a goal|awaited)\b|negotiat|candidate"
    r"|under (?:consideration|negotiation|discussion)|pending|expected|applicant"
    r"|in (?:accession )?(?:talks|negotiations)|to be|will |working party|preparing"
    r"|considering|accession process|accession (?:announced|planned|foreseen|envisaged"
    r"|as a goal|goal"
    r"|bid|under way|underway|in preparation|draft|prepared)|announced|goal|on the agenda|draft"
    r"|in (?:preparation|negotiation)|next|soon|under preparation|foreseen|scheduled|due)",
    re.IGNORECASE,
)
_PAST = patterns.of(
    r"^(?:left|withdr\w+|denounced|former|until|was |exited|ended|member until"
    r"|party until|membership ended)",
    re.IGNORECASE,
)
_SIGNED = patterns.of(r"^(?:only )?(?:signator(?:y|ies)|signed|signature)(?! up)", re.IGNORECASE)
_YES = patterns.of(
    r"^\(?(?:status:? |now |today |legally |an? (?=full|member|party|contracting|founding)){0,24}"
    r"(?:yes\b|✓|✔|member|party|parties|acceded|accedes"
    r"|accession|joined|ratifi\w+|by (?:(?:way of |an? |its )?(?:declaration|succession|continu\w+"
    r"|accession)|virtue of succession)"
    r"|in force|in effect|since\b|bound|contracting|full|founding|state party"
    r"|signed (?:and|in)|signed\b|adhered|accepted|succession|succeeded|continu|applies"
    r"|applied|entered|entry|effective|binding|membership|declaration|deposited|became"
    r"|has (?:applied|bound)|has been|remains"
    r"|still (?:an? )?(?:full )?(?:member|party)|is a|is bound|from\b|also\b"
    r"|binds|applicable|instrument|original|by succession"
    r"|in\b(?=,|$|;| since| from)|inside|on board|valid|active|operative|adherence|ratification"
    r"|as of|date of|admitted|protocol only|both\b|took effect|act of|notified|inherited"
    r"|among (?:its|the)|one of the (?:founders|founding|original|first members|members|parties)"
    r"|(?:an? )?founders?\b|followed|(?:remains?|still|continues|listed|counted)(?: [\w-]+){0,5}?"
    r" (?:members?|party|parties|bound|in force)\b|(?:the )?\d+(?:st|nd|rd|th) member)",
    re.IGNORECASE,
)
_RATIFYING = patterns.of(
    r"ratified (?:by|through|under) (?:an? |the )?(?:\w+ )?(?:\u0015|decree|law|act)", re.IGNORECASE
)
"""A law or decree that ratifies, and its date, which is not that of taking part."""
_ONLY_DATE = patterns.of(
    rf"^(?:both |each |all )?(?:in |since |on |from )?{Kind.DATE}(?: \([^()]*\)"
    rf"| {Kind.DATE})?[.;]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Status:
    """How a value puts taking part: polarity, modality, date, whether it tells of signing."""

    polarity: str
    modality: str
    date: str
    signed: bool = False


AFFIRMED = Status("affirmed", "asserted", "")


def status_of(value: Clause, bare: bool) -> Status | None:
    """Polarity and date that the value of a profile gives; None where it is something else."""
    text = _RANKED.sub("", value.masked.strip(" .;"))
    date = _date(value)
    if _RATIFYING.match(text):
        return None
    if _NO.match(text):
        return Status("negated", "asserted", "")
    if _PLANNED.match(text):
        return Status("planned", "intention", date)
    if (left := _LEFT_LATER.search(value.masked)) and not _NO.match(text):
        days = value.within(left.end(), len(value.masked), Kind.DATE)
        return Status("past", "asserted", days[0][1].value if days else "")
    if _FROM_TO.match(value.spell(0, len(value.masked))):
        return Status("past", "asserted", value.mentions[-1].value)
    spelled = value.spell(0, len(value.masked)).lstrip(" (")
    if _PAST.match(text) or _PAST.match(spelled) or _UNTIL.match(spelled):
        return Status("past", "asserted", date)
    if _SIGNED.match(text):
        return Status("affirmed", "asserted", _date(value, signed=True), signed=True)
    if (
        _YES.match(text)
        or (bare and _ONLY_DATE.match(text))
        or re.match(rf"^\({Kind.DATE}|^{Kind.DATE}\)?$", text)
    ):
        return Status("affirmed", "asserted", date)
    return None


_RANKED = patterns.of(
    r"^(?:the |its |an? )?(?:(?:very|most|by far the) )?(?:latest|newest|recent|oldest|earliest"
    r"|youngest|last|first|second|third|fourth)\b[^,;:.–\u000e-\u001b]{0,40}(?:[,;:]| –) ",
    re.IGNORECASE,
)
"""`the latest arrival, in force since 2025`: which of them a treaty is, before its status."""
_LEFT_LATER = patterns.of(
    r"(?:,|;| –|\band|\bbut|\bthen)(?: (?:and|but|then|later|since|it|has|was)){0,24}"
    r" (?:withdr[ae]wn?|left|denounced|quit|exited|terminated|ceased to)\b"
    r"(?!.*\b(?:re-?join|return))"
    r"(?! (?:it|them|this|that|both) (?:open|to)\b)",
    re.IGNORECASE,
)
"""`bound from independence, withdrew in 2008`: what came after the joining."""
_UNTIL = patterns.of(
    r"(?:an? )?(?:full |contracting )?(?:member(?: state)?|party) \S* ?(?:until|till)\b",
    re.IGNORECASE,
)
_FROM_TO = patterns.of(
    rf"^(?:an? )?(?:full )?(?:member|party)\b[^;]*{Kind.DATE} ?(?:[–-]|to|until|till) ?{Kind.DATE}",
    re.IGNORECASE,
)


def _date(value: Clause, signed: bool = False) -> str:
    """The date of a value that has several: that of joining, not that of signing."""
    days = value.within(0, len(value.masked), Kind.DATE)
    if signed:
        return days[0][1].value if days else ""
    for place, day in days:
        if not re.search(r"sign\w*[^,;]*$", value.masked[:place], re.IGNORECASE):
            return day.value
    return days[0][1].value if days else ""

"""Whether a sentence speaks of a law that is known to be repealed as of something past.

What the graph knows to be repealed is past wherever a sentence looks back, however it does so;
only a sentence in the present says that it is still there.
"""

from __future__ import annotations

import re

from cislex import patterns


def looks_back(masked: str, place: int) -> bool:
    """Whether the mention at a place of a masked text is spoken of as of something past."""
    start = max(masked.rfind("; ", 0, place), masked.rfind(". ", 0, place)) + 1
    stops = [p for mark in ("; ", ". ") if (p := masked.find(mark, place)) > 0]
    before, after = masked[start:place], masked[place + 1 : min(stops, default=len(masked))]
    before, after = _DONE_BY.sub(" by", before), _AMENDED.sub("", after)
    if _LISTED.match(masked):
        return True
    if _SHOWN.search(before) and not _PAST.search(after):
        return False
    if not (_PAST.search(before) or _PAST.search(after) or _DEALT.match(after)):
        return False
    if _IS.match(after):
        return bool(_INSIDE.search(before)) and after.startswith(",")
    by = _BY.search(before)
    return bool(_PAST.search(_AGED.sub("", before) if by else before)) or not by


def none_left(words: str) -> bool:
    """Whether some words behind a law say of all that was named that it is no more."""
    return any(_NONE_LEFT.match(words, found.end()) for found in _NEXT_CLAUSE.finditer(words))


_NEXT_CLAUSE = patterns.of(
    r"; |, (?=(?:but|and|though|yet|none|neither|both|all) )| – |\((?=both |all )"
)
_NONE_LEFT = patterns.of(
    r"(?:and |but |though |yet )?(?:today |now |by now |since then )?(?:(?:none|neither)(?: one)?"
    r"(?: of (?:them|these|those|which|the (?:two|three|four|five)))?(?: (?:laws|acts|statutes))?"
    r" (?:(?:now|today|still|ever) )?(?:survive[sd]?|has survived|remains?\b|lives on|lived on"
    r"|lasted|exists?|outlived|is (?:still )?(?:in force|valid|alive|on the books|left|with us|law)"
    r"|(?:is|remained) in force|applies (?:today|now|any))"
    r"|(?:both|all|they)(?: (?:two|three|four|five))?(?: of (?:them|these|those|which))?"
    r"(?: (?:laws|acts|statutes))?(?: are| have| were|(?= (?:since|now|long|later) ))(?: (?:both"
    r"|all|now|since|long|later|already"
    r"|meanwhile|by now)){0,3} (?:been )?(?:gone|history|dead|lapsed|expired|repealed|replaced"
    r"|superseded|abolished|disappeared|swept away|no longer (?:in force|valid)|off the books"
    r"|out of force|fallen away))\b",
    re.IGNORECASE,
)
"""`…; none of the three survives`, `…; both have been repealed`."""
_DEALT = patterns.of(r"(?:[^a-z;.]| of the same (?:date|day)){0,6} dealt\b")
"""`the law, of the same day, dealt with trademarks`; what `is dealt with` is so now."""
_SHOWN = patterns.of(
    r"\b(?:we|i|you) (?:were|was) (?:handed|given|shown|told of|referred to|pointed to)(?: the)? $",
    re.IGNORECASE,
)
"""`We were handed the law`: of that day it is told, and nothing of the law's end."""
_INSIDE = patterns.of(
    r", (?:which|that|who|whose|once|formerly|previously|earlier)\b[^,;]*"
    r"\b(?:was|were|had|used to)\b[^,;]*$"
)
"""The mention ends a clause put between the subject and its verb: `patents, which had …, are`."""
_PAST = patterns.of(
    r"\b(?:was|were|had|did|used to|ago|old|older|oldest|earlier|earliest|former|formerly|previous"
    r"|previously|predecessors?|forerunners?|first|came|took|began|became|kept|gave|stood|ran|held"
    r"|lay|lost|led|split|bore|wore|went|grew|made|until|till|then|repealed"
    r"|(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bnow )(?<!ly )(?!need|exceed|proceed|succeed)"
    r"[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
"""Words of sentences that tell of what was; `is handled` is none."""
_DONE_BY = patterns.of(
    r"(?<!\bwas )(?<!\bwere )(?<!\bhad )(?<!\bbeen )(?<![a-z]ly )\b[a-z]{3,}ed by\b"
)
"""`both covered by the Law of 1994`: what leaves out its auxiliary tells no time."""
_AMENDED = patterns.of(
    r",? (?:as )?(?:last |most recently |since |subsequently |repeatedly )?"
    r"(?:amended|overhauled|revised|updated|supplemented|modified)\b"
)
"""What was amended is in force, as far as that goes."""
_AGED = patterns.of(r"\b(?:old|older|oldest|earlier|earliest|first)\b", re.IGNORECASE)
_LISTED = patterns.of(
    r"\W{0,8}(?:predecessors?|forerunners?|formerly|former|earlier)\b[^:.]{0,30}:", re.I
)
"""A line of a profile that names what was there before."""
_IS = patterns.of(
    r"(?: \([^()]*\))?,?(?: (?:which|that))?(?: (?:also|still|now|today|[a-z]+ly)){0,24} "
    r"(?:(?:is|are|has|have)(?! (?:\w+ )?(?:been|since|gone|ceased|disappeared|no longer|history"
    r"|repealed|lapsed|expired|died|vanished|fallen|outlived|withdrawn|left))"
    r"|(?!was\b|always\b|perhaps\b|towards\b|its\b|this\b|as\b)[a-z]{3,}s(?= ))\b"
)
"""A verb in the present behind the mention."""
_BY = patterns.of(
    r"\b(?:is|are|be)\b[^;.]{0,80}\b(?:by|with|to|at|in|under|of|from)"
    r"(?: the| its| an?)?(?: much| far| even)?(?: (?:old|older|oldest|earlier))? $"
)
"""Something is done by it, under it or with it."""

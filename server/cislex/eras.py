"""Which bodies a sentence tells of as gone, by the tense of its verbs and the words beside them.

A body that is known to be no more is one of the past wherever the verb of its clause is,
even if nothing else says so: `filings went to the Copyright Agency`.
"""

from __future__ import annotations

import re

from cislex import patterns
from cislex.lexicon import Entry, Kind
from cislex.mentions import REACH

_B = Kind.BODY


def is_past(masked: str, place: int, entry: Entry | None, ended: frozenset[str]) -> bool:
    """Whether the body at a place is told of as one that is no more; `entry` is what it means."""
    listed = list_start(masked, place)
    if _NONE_LEFT.search(masked, max(0, place - REACH), place) and _ANY_MORE.match(
        masked, place + 1
    ):
        return True
    if _IT_IS_GONE.match(masked, place + 1) and not _OBLIQUE.search(masked[:place]):
        return True
    forerunner = _FORERUNNER.search(masked, max(0, listed - REACH), listed)
    if _BEFORE_THAT.search(masked, max(0, listed - REACH), listed) and not _DOES.match(
        masked, place + 1
    ):
        return True
    if forerunner or _EXISTED.match(masked, place + 1):
        return True
    return entry is not None and entry.id in ended and _told_of_past(masked, place)


def is_closed(masked: str, place: int) -> bool:
    """Whether a line on a body ends in its end: `Patent Department, under it; discontinued`."""
    return bool(_KEY.fullmatch(masked[:place]) and _CLOSED.match(masked, place + 1))


def list_start(masked: str, place: int) -> int:
    """Where the list of bodies begins in which one stands: what is said before is said of all."""
    chain = _CHAIN.search(masked, max(0, place - REACH), place + 1)
    return chain.start() if chain else place


def _told_of_past(masked: str, place: int) -> bool:
    """Whether the clause of a body is in the past tense, and the body does nothing now."""
    before = masked[:place]
    if _HEIR.search(before):
        return True
    if _ACTS.match(masked, place + 1) or _ACTED_ON.search(before):
        return False
    start = max(before.rfind("; "), before.rfind(". ")) + 1
    ends = [found for mark in ("; ", ". ") if (found := masked.find(mark, place)) >= 0]
    return bool(_PAST.search(masked[start : min(ends, default=len(masked))]))


_CHAIN = patterns.of(rf"{_B}(?:(?:,|,? and|,? or|;)(?: of)?(?: the| an?)? {_B}){{1,24}}$")
_FORERUNNER = patterns.of(
    r"(?:\b(?:predecessors?|forerunners?|precursors?|ancestors?|(?:former|earlier|previous|older)"
    r" (?:bod(?:y|ies)|offices?|agenc(?:y|ies)|authorit(?:y|ies)|institutions?|ministr(?:y|ies)))"
    r"(?: (?!of\b)\w+)?(?:,|:| (?:was|were|is|are|being)(?: called| named)?)?"
    r"|\bused to be(?: called| known as)?|\b(?:merger|fusion) (?:of|between)"
    r"|\b(?:created|formed|built|made) (?:out of|from)"
    r"|\b(?:merging|absorbed|dissolved|abolished|successor (?:to|of)|liquidation of"
    r"|heirs? (?:to|of)|(?:grew|grown|came|developed|emerged|arose|evolved|born|carved) out of"
    r"|descend(?:s|ed|ant)? (?:from|of)))"
    r"(?: both| two)?(?: the| an?| its)? $",
    re.IGNORECASE,
)
"""What goes before a list of bodies that are no more."""
_BEFORE_THAT = patterns.of(
    r"(?:^|[;,(–—] ?)(?:and )?(?:before that|until then|prior to that|earlier still|before then)"
    r"[,:]? (?:(?:it was|this was|there was|came|as|an?|the) ){0,2}$",
    re.IGNORECASE,
)
_DOES = patterns.of(r" (?:is|has|had|does|do|will|can|may|[a-z]+(?:s|ed)) (?!it)")
"""`before that, a Patent Department`: it is gone; one that did something then may be still."""
_EXISTED = patterns.of(
    r"(?: \([^()]*\))? existed(?! since| from)\b|(?:,(?: an?| the)? [^,;.]{1,40})? (?:that|which)"
    r" (?:existed (?:before|until|then|earlier)|(?:came|went) before)"
    r"|(?:,(?: an?| the| once an?) [^,;.]{1,60}| was an? [^,;.]{1,40}?)?,? (?:which|that)"
    r" (?:no longer exists|is no more|is (?:now |long )?(?:gone|defunct)|has (?:since |now |long"
    r" )?(?:ceased to exist|disappeared|vanished|gone"
    r"|been (?:since )?(?:abolished|dissolved|disbanded|wound up|closed|liquidated)))\b"
    r"| (?:has|had) not existed (?:since|for)|,? which does not exist any (?:more|longer)"
    r"| existed\b(?! (?:since|already|even|long before)\b)"
    rf"|(?:(?:,|,? and|,? or)(?: the)? {_B}){{0,24}}(?:,[^,;.]{{2,60}},)? (?:(?:which "
    rf"|that )?no longer exists?\b"
    r"|(?:(?:is|are) (?:now )?(?:gone|no more|history|defunct)|(?:has|have) (?:since |now |long )?"
    r"(?:ceased to exist|disappeared|gone)|(?:was|were|been) (?:then |later )?(?:merged"
    r"|abolished|dissolved|disbanded|wound up|folded|closed))\b)",
    re.IGNORECASE,
)
_NONE_LEFT = patterns.of(r"\b(?:is|are) no (?:longer an? |more )?$")
_ANY_MORE = patterns.of(r" (?:any (?:more|longer)|anymore|today|now)\b")
"""`There is no office any more.`"""
_IT_IS_GONE = patterns.of(
    rf"(?:(?!; ?)[^.{_B}]|{_B}(?!;)){{0,120}}; (?:it|{Kind.PRONOUN}) (?:(?:has|had)(?: since| now"
    r"| long){0,2} been|is(?: now| long){0,2}|was(?: later| then| finally){0,2})"
    r" (?:abolished|dissolved"
    r"|disbanded|wound up|closed down|liquidated|gone|defunct|no more)\b"
)
"""`A stood under B; it has since been abolished`: said of the one that acts."""
_KEY = patterns.of(
    rf"(?:[^:;.{_B}]{{2,60}}(?:: | – ))?(?:{_B}, (?:i\.e\.|that is,?) )?(?:[Tt]he )?"
)
_CLOSED = patterns.of(
    rf"(?:(?: \(|, )[^;:]{{1,160}})?(?:; |, | [–-] |: )(?:(?:now|since|long|later|then|today"
    rf"|already|meanwhile|finally) ){{0,2}}(?:discontinued|abolished|dissolved|disbanded|defunct"
    rf"|liquidated"
    rf"|closed(?: down)?|wound up|merged away|gone|extinct|no more|no longer (?:in existence"
    rf"|exist(?:s|ing)|active|operating|functioning|there)|ceased to exist|does not exist any more)"
    rf"(?=[.,;)]|$| (?:in|on|since|as of)\b| {Kind.DATE})",
    re.IGNORECASE,
)
"""What tells the end of a body behind its name, and perhaps behind more that is told of it."""
_OBLIQUE = patterns.of(r"\b(?:under|within|to|by|of|at|in|from|with)(?: the| its| an?)? $")
_HEIR = patterns.of(
    r"\b(?:predecessors?|forerunners?|precursors?|until|till|took over|inherit\w+|merg\w+"
    r"|absorb\w+|once (?:done|handled|kept|held|run|performed|issued|called|known)"
    r"|former(?:ly)?|previous(?:ly)?|earlier|old|back then)\b[^.;]*$",
    re.IGNORECASE,
)
_ACTS = patterns.of(
    r"(?: \([^()]*\)|,[^,;.]{2,80},| –[^–]{2,80}–)?(?: (?:also|now|still|today|itself"
    r"|currently)){0,24}"
    r" (?:is|are|has|have|can|may|must|will|(?!was|does|dates)[a-z]+[^s\W]s)\b(?! (?:been|ceased))",
    re.IGNORECASE,
)
"""A body that acts now, whatever was before."""
_ACTED_ON = patterns.of(
    r"(?:\b(?:is|are|(?:must|may|can|should|will|has to|have to) be)\b(?: \w+ly| now| all){0,24}"
    r" [a-z]+(?:ed|n|t)\b[^,;.]{0,50} |^(?:[a-z]+ )?(?:file|apply|write|turn|contact|go|address)\b"
    r"[^,;.]{0,50} |\b(?:goes|go|belongs?|lies|falls?|rests?) )(?:by|with|at|to|before|in|of|on)"
    r"(?: the| its)? $",
    re.IGNORECASE,
)
"""What is done now by a body, or with it."""
_PAST = patterns.of(
    r"\b(?:was|were|had|did|began|arose|took|came|went|stood|lay|kept|ran|gave|became|grew|held|sat|fell"
    r"|led|made|met|brought|rose|left|put|built|drew|set up|used to|until|till|spoke|bore"
    r"|no longer|no more|gone|ceased"
    r"|(?!(?:relat|limit|unit|ne|dedicat|specialis|specializ|so-call|register|protect|inde|bas"
    r"|licen[cs]|suspect)ed\b)[a-z]{2,}ed)\b",
    re.IGNORECASE,
)

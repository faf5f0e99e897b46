"""The bodies that a stretch of a sentence speaks of, and which of them acts."""

from __future__ import annotations

import re

from cislex import patterns
from cislex.context import body_type
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.sentence import Sentence

_HEAD_BODY = patterns.of(rf"{Kind.BODY} (?:under|of|within|at|in|attached to) $")
"""In "the committee under the ministry does …" it is the committee that does it."""
_APPOSED = patterns.of(
    rf"{Kind.BODY}(?:,|:| –| \([^()]*\),?)"
    r"(?: (?:(?!\b(?:heirs?|replac\w+|succe\w+|place|took over|inherit\w*|instead|merg\w+"
    r"|out of)\b)"
    rf"[^;.(){Kind.BODY}]){{2,60}})?"
    r" (?:under|of|within|at|in|to)(?: the)? $"
)
"""What comes before the body above another one: `the Institute, an enterprise of the Ministry`."""
_GOES_ON = patterns.of(r",? (?:(?:by|with|to|at|in|before) )?(?:which|where|who)\b")
"""A relative clause, which tells of the body that is spoken of, not of the one above it."""


def _spoken_of(sentence: Sentence) -> Mention | None:
    """The body that "it" means where none was a subject: an office before others."""
    bodies = [m for m in reversed(sentence.memory.recent) if m.kind == Kind.BODY]
    special = [m for m in bodies if body_type(m) != "PublicBody"]
    return next(iter([*special, *bodies]), None)


def spoken_before(sentence: Sentence, place: int) -> list[Mention]:
    """The body that "its" at a place means: one of the clause, or the one last spoken of."""
    before = [m for _, m in sentence.clause.within(0, place, Kind.BODY)]
    subject = sentence.memory.subject
    if before:
        return before[-1:]
    last = subject if subject and subject.kind == Kind.BODY else _spoken_of(sentence)
    return [last] if last else []


_OBLIQUE = patterns.of(
    rf"\A[^{Kind.BODY}{Kind.PRONOUN}]*+[{Kind.BODY}{Kind.PRONOUN}].*\b(?:of|under|within|to|at|with|in|from|for"
    r"|(?:supervised|overseen|controlled|managed|headed|coordinated|run) by)(?: the)? $",
    re.DOTALL,
)
_FRONTED = patterns.of(
    r"(?:^|[.;] )(?:under|within|subordinated? to|reporting to|part of|attached to)\b[^,;]*$",
    re.IGNORECASE,
)
_UNDER = patterns.of(r"\b(?:of|under|within|to|at|with|in|from|by)(?: the)? $")
_TWO = patterns.of(rf"{Kind.BODY}, {Kind.BODY}")
"""`Under the ministry, the service registers …`: the second one acts."""
_WHO_DOES = patterns.of(
    r",? (?:which|that|who)\b|, (?:an?|itself|part)\b"
    r"|, (?:(?:then|now|at first|first|itself|long|newly) )?(?:placed|housed|located|seated|lodged"
    r"|set up|created|established|formed|founded|attached|subordinated?|embedded|accountable"
    r"|answerable|operating|working|acting|reporting|answering|belonging)\b"
    r"|, (?:once|formerly|previously|until recently)\b|,? \(?(?:itself|in turn|in its turn)\b"
)
_PANEL = patterns.of(
    r"\b(?:panel|board|body|unit|department|court|chamber|division|agency|office|institut\w+|arm)"
    r" (?:of|at|within|under|in)(?: the)? $"
)


_BELOW = patterns.of(
    r"\b(?:(?:to|with|by|from)|(?:operates|works|acts|stands|sits|functions|runs|comes|falls)"
    r" (?:under|within|at|in)|\b(?!(?:agency|office|institution|committee|arm|department|enterprise"
    r"|unit|division|service|entity|structure|subdivision|part|branch|cent(?:er|re)|authority"
    r"|institute|body|court|chamber|board|panel|organi[sz]ation|organ|section|subsidiary|one)\b)"
    r"[a-z]+,? of)(?: the| an?| both)? $"
)
"""`It works under the ministry, which …` tells of the ministry, unlike `the office under it`."""


def acting_in(sentence: Sentence, start: int, end: int) -> list[Mention]:
    """The bodies that do something: in "an office under a ministry that does …" the office."""
    masked = sentence.clause.masked
    before = masked[:start]
    if _PANEL.search(before) and masked[start + 1 : start + 4] == f", {Kind.BODY}":
        return bodies_in(sentence, start + 3, start + 4)
    if _FRONTED.search(before):
        start = masked.rindex(Kind.BODY, start, end) if Kind.BODY in masked[start:end] else start
        return bodies_in(sentence, start, end)
    if _UNDER.search(before) and _TWO.fullmatch(masked, start, end):
        return bodies_in(sentence, end - 1, end)
    goes_on = _WHO_DOES.match(masked, start + 1) and _BELOW.search(before)
    if _OBLIQUE.search(before) and not goes_on and not re.search(r"[;.]", before):
        first = re.search(f"[{Kind.BODY}{Kind.PRONOUN}]", before)
        return bodies_in(sentence, first.start(), first.end()) if first else []
    return bodies_in(sentence, start, end)


def bodies_in(sentence: Sentence, start: int, end: int) -> list[Mention]:
    masked = sentence.clause.masked
    head = _HEAD_BODY.search(masked[:start])
    if head is None and _GOES_ON.match(masked, end):
        head = _APPOSED.search(masked[:start])
    if head and len(sentence.clause.within(start, end, Kind.BODY)) == 1:
        start, end = head.start(), head.start() + 1
    if Kind.BODY in masked[start : (anew := masked.rfind(Kind.PRONOUN, start, end)) + 1]:
        start = anew  # `under the ministry, and it registers`: no list
    found = []
    for place, mention in sentence.clause.within(start, end, Kind.BODY + Kind.PRONOUN):
        if mention.kind == Kind.PRONOUN:
            before = [m for _, m in sentence.clause.within(0, place, Kind.BODY)]
            subject = sentence.memory.subject
            last = _spoken_of(sentence)
            goes_on = _BEGUN.match(sentence.clause.masked, 0, place)
            if goes_on and subject and subject.kind == Kind.BODY:
                found.append(subject)
            elif before:
                found.append(before[0])
            elif subject and subject.kind == Kind.BODY:
                found.append(subject)
            elif last:
                found.append(last)
        else:
            found.append(mention)
    return found


_BEGUN = patterns.of(rf"(?:[^{Kind.BODY}{Kind.PRONOUN}{Kind.STATE}]{{0,30}} )?{Kind.PRONOUN}")
"""`Until 2019 it answered to the cabinet; since then it …`: who is spoken of all along."""


def placed_at(masked: str, start: int, end: int) -> bool:
    """Whether a body is only where something is done: `With the office are registered marks`."""
    return bool(_AT.search(masked[:start])) and not _RELATIVE.match(masked, end)


_AT = patterns.of(r"\b(?:with|at|through|before)(?: the)? $", re.IGNORECASE)
_RELATIVE = patterns.of(r"[^.;:]{0,120}?,? (?:which|that|who|it|\x1b)\b")

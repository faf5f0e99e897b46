"""Which of two bodies above one was above it before: `put under A in 1998, and since 2010 under B`.

Where one sentence tells of both with a word for another time between them, the first is past.
"""

from __future__ import annotations

from dataclasses import replace

from cislex import patterns
from cislex.lexicon import Kind
from cislex.naming import name_of
from cislex.sentence import Sentence

_ABOVE = "isUnderAuthorityOf"


def succeed(sentence: Sentence) -> None:
    """What was above a body before another one came in its place is so no longer."""
    told = [one for one in sentence.said if one.predicate == _ABOVE and one.polarity == "affirmed"]
    if len(told) < _BOTH:
        return
    places = _places(sentence)
    for number, said in enumerate(sentence.said):
        later = [
            places[one.object] for one in told
            if one.subject == said.subject and one.object != said.object and one.object in places
        ]  # fmt: skip
        place = places.get(said.object)
        if said not in told or place is None:
            continue
        if any(_is_before(sentence, place, other) for other in later):
            sentence.said[number] = replace(said, polarity="past")


def _places(sentence: Sentence) -> dict[str, int]:
    """Where each body of a sentence is first named, by its id."""
    places: dict[str, int] = {}
    for place, body in sentence.clause.within(0, len(sentence.clause.masked), Kind.BODY):
        if named := name_of(sentence, body):
            places.setdefault(named[0], place)
    return places


def _is_before(sentence: Sentence, place: int, other: int) -> bool:
    """Whether a body is told to have been above before the one at another place came."""
    if place > other:
        return False
    masked = sentence.clause.masked
    put = _PUT.search(masked[:place])
    between = sentence.clause.spell(place + 1, other)
    return put is not None and _MOVED.search(between) is not None and not _ADDED.search(between)


_BOTH = 2
_PUT = patterns.of(
    r"\b(?:was|were|had been|placed|put|created|set up|founded|established|formed|moved|came|fell"
    r"|went|passed|began|started|at first|first|initially|originally)\b"
    r"(?:(?! has been )[^;.]){0,90}$"
)
"""How a body came under the one that it was under before."""
_ADDED = patterns.of(r"\b(?:also|too|as well|both|(?:it|\u001b) and)\b")
"""What tells that another authority has come beside the first."""
_MOVED = patterns.of(
    rf"\b(?:since(?: then)? {Kind.DATE}|since then|(?:moved|transferred|handed|passed|shifted)\b"
    rf"|now\b|today\b|then\b|later\b|did not last"
    rf"|(?:from|in|on) {Kind.DATE}[^;.]{{0,30}}\b(?:it|to|under)\b)"
)
"""What tells that another time has come."""

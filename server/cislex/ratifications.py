"""Frames of laws that ratify treaties."""

from __future__ import annotations

import re

from cislex import patterns, scopes
from cislex.arguments import objects_in
from cislex.laws import topics
from cislex.lexicon import Kind
from cislex.naming import name_of, relate
from cislex.plain_scopes import plain_scope
from cislex.rules import Rule
from cislex.sentence import Sentence, flat


def ratifies(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A law ratifies a treaty."""
    scope = plain_scope(sentence, match)
    if scope is None:
        return
    for _, law in sentence.clause.within(*match.span("l"), kinds=Kind.LAW):
        for target, _ in objects_in(sentence, *match.span("o"), None):
            for part in flat([target]):
                if part.kind == Kind.TREATY and part.entries:
                    sentence.ratifying.add(id(law))
                    relate(sentence, rule, law, "ratifies", part, scope)
    place = match.end()
    while scope == scopes.AFFIRMED and (more := _further(sentence.clause.masked, place)):
        law, treaty = sentence.clause.at(more.start("l")), sentence.clause.at(more.start("o"))
        sentence.ratifying.add(id(law))
        relate(sentence, rule, law, "ratifies", treaty, scope)
        place = more.end()


def _further(masked: str, place: int) -> re.Match[str] | None:
    """Another law with its treaty, of which the verb before a place tells as well."""
    return next((found for pattern in _ALSO if (found := pattern.match(masked, place))), None)


_AND = r"(?:,|;)?(?: and| while| whereas| but)?"
_ENDS = r"(?=[,;.]|$| and | while )"
_ALSO = tuple(
    patterns.of(pattern)
    for pattern in (
        rf"(?:,|;|,? and|; and) (?P<l>{Kind.LAW})"
        r"(?:,| (?:did|was passed) (?:so|the same|likewise|to the same end) for| for"
        rf"| followed(?: suit)? for| ratified)? (?:the )?(?P<o>{Kind.TREATY}){_ENDS}",
        rf"{_AND} (?:the )?(?P<o>{Kind.TREATY})(?: (?:was|were)(?: ratified| approved)?)?"
        rf"(?: {Kind.DATE},?)? (?:by|through|with|under) (?P<l>{Kind.LAW}){_ENDS}",
        rf"{_AND} (?:by|through|with|under) (?P<l>{Kind.LAW}),? (?:the )?(?P<o>{Kind.TREATY})"
        r"(?=[;.]|$| and | while )",
    )
)
"""`Law No. 1 ratified one treaty, Law No. 2 another`; `the one by Law No. 1, the other by …`."""


def ratified(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A law without a title ratifies the treaty of its clause, in whatever order they stand."""
    masked = sentence.clause.masked
    marks = [masked.rfind(mark, 0, match.start("t")) for mark in ("; ", ". ", ": ")]
    start = 0 if _KEY.match(masked[: match.start("t")]) else max(marks) + 1
    ends = [p for mark in ("; ", ". ") if (p := masked.find(mark, match.end("t"))) >= 0]
    end = min(ends, default=len(masked))
    laws = [
        law
        for _, law in sentence.clause.within(start, end, Kind.LAW)
        if (law.value or law.date) and not topics(law.proposed) - {"ratification"}
    ]
    scope = plain_scope(sentence, match)
    told = {s.subject for s in sentence.said if s.predicate == "ratifies"}
    if scope is None or len(laws) != 1 or _WITHOUT_LAW.search(masked[start:end]):
        return
    law = laws[0]
    named = name_of(sentence, law)
    treaties = sentence.clause.within(start, end, Kind.TREATY)
    treaties = treaties or sentence.clause.within(0, end, Kind.TREATY)[-1:]
    if named is None or named[0] in told or named[2] == "Code":
        return
    nearest = sorted(treaties, key=lambda pair: abs(pair[0] - match.start("t")))[:1]
    between = masked[slice(*sorted((masked.find(Kind.LAW, start), match.start("t"))))]
    if _OTHER_MATTER.search(between):
        return
    for _, target in nearest:
        for part in flat([target]):
            if part.entries:
                sentence.ratifying.add(id(law))
                relate(sentence, rule, law, "ratifies", part, scope)


_KEY = patterns.of(rf"{Kind.LAW}(?: \([^()]*\))?: (?:the )?$")
"""`Law No. 1 of 5 May 1999: ratification of the convention`."""
_OTHER_MATTER = patterns.of(r"\b(?:govern|regulat|protect|cover|deal)\w*\b", re.IGNORECASE)


_WITHOUT_LAW = patterns.of(
    r"\b(?:amend\w*|standards?|in line with|brought|implement\w*|draft|bill|replac\w*)\b",
    re.IGNORECASE,
)

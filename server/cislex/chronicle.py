"""Lines of a chronicle, `8 December 1991 – Georgia joins the WTO`, as sentences of the past."""

from __future__ import annotations

import re

from cislex import patterns


def told(text: str) -> str:
    """`May 2001 – Armenia ratifies it` → `In May 2001, Armenia ratified it`; else as it is."""
    head = text[:40]
    begun = _DATED.match(text) if ": " in head or " – " in head or " — " in head else None
    if begun is None:
        return text
    rest = text[begun.end() :]
    rest = rest[:1].lower() + rest[1:] if _SMALL.match(rest) else rest
    if re.fullmatch(r"\d{4}", begun["date"]) and (day := _DAY.search(rest)):
        year = begun["date"]
        return past(f"{rest[: day.start()]}{day[0]} {year}{rest[day.end() :]}")
    date = begun["date"][:1].lower() + begun["date"][1:] if begun["about"] else begun["date"]
    return f"{'On' if begun['day'] else 'In'} {date}, {past(rest)}"


def past(text: str) -> str:
    """A sentence in the present of a chronicle, told in the past."""
    text = _APPLYING.sub(lambda match: "took effect for" if match["to"] else "took effect", text)
    text = _PRESENT.sub(lambda match: _PAST[match[0]], text)
    return _IS.sub(lambda match: "was" if match[0] == "is" else "were", text)


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATED = patterns.of(
    r"(?:(?:[Oo]n|[Ii]n) )?(?P<date>(?P<about>(?:Early|Late|Mid)[ -])?"
    rf"(?:(?P<day>\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? |{_MONTH} \d{{1,2}},? )|{_MONTH} )?"
    r"(?:19|20)\d\d)(?: [–—]|:) (?=\S+ \S+ \S)"
)
_DAY = patterns.of(
    rf"^(?:on \d{{1,2}}|in) {_MONTH}\b(?!,? \d)|\b(?:on \d{{1,2}}|in) {_MONTH}(?=[.;]?$)"
)
"""A day of the year that stands at the head of its line."""
_SMALL = patterns.of(r"(?:The|An?|Its?|This|These|Both|All|Two|Three|Four|Five|At|In|With)\b")
_VERBS = (
    "found founded", "join joins joined", "accede accedes acceded", "signs signed",
    "ratify ratifies ratified", "become becomes became", "enter enters entered",
    "take takes took", "comes came", "leaves left", "withdraw withdraws withdrew",
    "denounce denounces denounced", "cease ceases ceased", "deposits deposited",
    "adopt adopts adopted", "enact enacts enacted", "accept accepts accepted",
    "adhere adheres adhered", "follow follows followed", "starts started",
    "establish establishes established", "create creates created", "obtain obtains obtained",
    "receive receives received", "gain gains gained", "begin begins began",
    "replaces replaced", "abolish abolishes abolished", "repeal repeals repealed",
    "introduce introduces introduced", "opens opened", "closes closed",
    "start started", "apply applied", "applies applied", "goes went",
    "go went", "does did", "approve approves approved", "passes passed", "gets got",
    "announce announces announced", "binds bound", "lose loses lost",
    "complete completes completed", "conclude concludes concluded",
    "terminate terminates terminated", "succeed succeeds succeeded", "launches launched",
    "brings brought", "exits exited", "embrace embraces embraced", "moves moved",
    "transfers transferred", "dissolves dissolved", "absorbs absorbed",
)  # fmt: skip
"""The forms of verbs of joining, making and ending in the present, and that in the past last."""
_PAST = {form: forms.split()[-1] for forms in _VERBS for form in forms.split()[:-1]}
_PRESENT = patterns.of(
    r"(?<!\bto )(?<!\bwill )(?<!\bwould )(?<!\bcan )(?<!\bmay )(?<!\bmust )(?<!\bshould )"
    r"(?<!\bnot )(?<!\bdid )(?<!\bcould )(?<!\bshall )(?<!\bthe )(?<!\ba )"
    rf"\b(?:{'|'.join(_PAST)})\b(?! of\b)"
)
_APPLYING = patterns.of(r"\b(?:starts?|begins?) to apply(?P<to> (?:to|for|in))?\b")
_IS = patterns.of(r"\b(?:is|are)\b(?= (?:\w+ly |also |only |then |finally )?(?:\w{3,}ed|set up)\b)")

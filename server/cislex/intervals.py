"""Dates of one that are told by another's: `two years before Armenia`, `the same day as the PCT`.

It comes after the frames: what they have said of a state and a day gives the day of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from cislex import patterns
from cislex.lexicon import Entry, Kind
from cislex.mentions import Mention
from cislex.relative_dates import LENGTH, VAGUE, away, length_of
from cislex.screening import Screened
from cislex.sentence import Said, Sentence, flat

_S = f"{Kind.STATE}{Kind.CAPITAL}"
_THINGS = Kind.TREATY + Kind.ORGANIZATION
_APART = Screened(
    rf"(?<![\w-])(?:{LENGTH}(?P<half> and a half)? (?:(?P<before>before|ahead of|earlier than"
    r"|sooner than|prior to)|after|behind|later than)"
    r"|(?:the )?(?:very )?same (?P<like>day|date|month|year) as|(?P<at>at the same time as"
    r"|simultaneously with))"
    r"(?: (?:\u001b|it|they|this|that|the same)(?: had| did| does| was| has)?(?: done| been"
    r"| happened)?(?: so| the same)?(?: for| in| by)?)?(?: joining| acceding to| for| in| by)?"
    r"(?: (?:\u001b|it|they|the country|that state)(?: had)? (?:entered|joined|acceded to|ratified"
    r"|accepted|was admitted to|(?:became|becoming) (?:an? )?(?:member of|party to)))?(?: the)?"
    rf"(?: its neighbour)? (?P<o>[{_S}](?:(?:, | and |, and )[{_S}]){{0,24}}"
    rf"|[{_THINGS}](?:(?:, | and |, and )[{_THINGS}]){{0,24}})",
    re.IGNORECASE,
)
_END = patterns.of(
    r"[,.;:)]|$| (?:did|had(?= done so| followed|[,.;])|does|and|but|while|whereas"
    r"|followed(?: suit)?|itself|in turn|made the|took the|joined(?=[,.;])|acceded(?=[,.;])"
    r"|did so|came in|entered into force|took effect)\b"
)
_JOINING = ("isPartyTo", "isMemberStateOf")


def compare(sentence: Sentence) -> None:
    """Say of another when it joined, where a day and the time between are told."""
    if not sentence.clause.admits(_APART):
        return
    for match in _APART.pattern.finditer(sentence.clause.masked):
        others = [m for _, m in sentence.clause.within(*match.span("o"))]
        told, day = _told(sentence, match, _ids(others))
        if told and len({m.kind in _S for m in others}) == 1:
            before = {
                e.id
                for _, m in sentence.clause.within(0, match.start(), _THINGS)
                for one in flat([m])
                for e in one.entries[:1]
            }
            told = [s for s in told if s.object in before] or told
            _say(sentence, match, told, others, day)


def _told(sentence: Sentence, match: re.Match[str], others: set[str]) -> tuple[list[Said], str]:
    """What was said of taking part on the day that the words compare with, and the day."""
    said = [
        s for s in sentence.said
        if s.predicate in _JOINING and s.polarity == "affirmed" and s.value
        and s.rule != "participation.binds-too"
        and not {s.subject, s.object} & others
    ]  # fmt: skip
    for _, day in reversed(sentence.clause.within(0, match.start(), Kind.DATE)):
        if found := [s for s in said if s.value == day.value]:
            return found, day.value
    values = {s.value for s in said}
    return (said, values.pop()) if len(values) == 1 else ([], "")


def _day(sentence: Sentence, match: re.Match[str], day: str) -> str:
    """The day of the other; empty where the words are too vague."""
    if match["like"] or match["at"]:
        return {"month": day[:7], "year": day[:4]}.get((match["like"] or "").lower(), day)
    round_number = (match["unit"] or "").lower() == "decade"
    if match["half"] or round_number or VAGUE.search(sentence.clause.masked[: match.start()]):
        return ""
    length, unit = length_of(match, sentence.clause)
    return away(day, length if match["before"] else -length, unit)


def _say(
    sentence: Sentence, match: re.Match[str], told: list[Said], others: list[Mention], day: str
) -> None:
    """Date what has been said of the others, or say it."""
    value = _day(sentence, match, day)
    ends = _END.match(sentence.clause.masked, match.end())
    days = {s.value for s in told}
    for entry in (m.entries[0] for m in flat(others) if m.entries):
        for one in _like(told, entry):
            key = (one.subject, one.predicate, one.object)
            same = [
                n for n, s in enumerate(sentence.said)
                if (s.subject, s.predicate, s.object) == key
            ]  # fmt: skip
            for number in same:
                known = sentence.said[number]
                guessed = known.rule.startswith("standing.") and known.value in days
                guessed = guessed or (known.value == day and value != day)
                if (not known.value or guessed) and known.polarity == "affirmed":
                    sentence.said[number] = replace(known, value=value)
            if not same and ends:
                sentence.said.append(replace(one, value=value))


def _like(told: list[Said], entry: Entry) -> list[Said]:
    """What was said, with a state or a treaty in the place of that of which it was said."""
    if entry.kind == Kind.STATE:
        return [replace(s, subject=entry.id, subject_label=entry.label) for s in told]
    predicate = "isMemberStateOf" if entry.kind == Kind.ORGANIZATION else "isPartyTo"
    return [
        replace(s, object=entry.id, object_label=entry.label, predicate=predicate) for s in told
    ]


def _ids(mentions: Iterable[Mention]) -> set[str]:
    return {m.entries[0].id for m in flat(mentions) if m.entries}

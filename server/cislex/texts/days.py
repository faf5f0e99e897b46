"""The day on which an article says that it was published."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from cislex import patterns
from cislex.passages import Passage

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *(("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr")),
            *(("may",), ("june", "jun"), ("july", "jul"), ("august", "aug")),
            *(("september", "sep", "sept"), ("october", "oct"), ("november", "nov")),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_FORMS = tuple(
    patterns.of(rf"{_WEEKDAY}{form}(?:[T,\s]\s*\d{{1,2}}:\d{{2}}\S*(?:\s*[ap]m)?)?", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        r"(?P<day>\d{1,2})\.(?P<number>\d{2})\.(?P<year>\d{4})",
        rf"{_MONTH},?\s+(?P<year>\d{{4}})",
        r"(?P<year>\d{4})-(?P<number>\d{2})",
    )
)
_YEAR = patterns.of(r"\d{4}")
_LABEL = patterns.of(
    r"^\W*(?:(?:issue|no\.?|number|vol\.?) \d+,\s+)?(?:first\s+)?"
    r"(?:published|posted|publication date|date of publication|date|issued|dated)"
    r"(?:\s+on)?\s*[:–—-]?\s*",
    re.IGNORECASE,
)
_UPDATED = patterns.of(
    r"^\W*(?:this \w+ was\s+)?(?:last\s+)?(?:full\s+)?"
    r"(?:(?:updated|reviewed|revised|modified|review|update|revision)(?:\s+on)?"
    r"|status|(?:state of play|law|position)(?:\s+(?:is\s+)?(?:stated|reviewed))?"
    r"(?:\s+(?:as (?:of|at)|on))?"
    r"|the law is stated as (?:of|at)|version of|(?:[^.:]{1,60}, )?edition of|as (?:of|at))"
    r"\s*[:–—-]?\s*(?=[\dA-Z])",
    re.IGNORECASE,
)
"""What a text says of the day up to which it holds."""
_DATELINE = patterns.of(
    r"^[A-Z][\w./\s-]{1,40}?,\s+(?=\S)(.{6,30}?)(?:\s+\([^()]{1,40}\))?\s+[–—-]+\s+"
)
_OF_SOMETHING = patterns.of(
    r"convention|treat(?:y|ies)|agreement|protocol|\blaws?\b|\bacts?\b|code|decree|member"
    r"|part(?:y|ies)"
    r"|sign|ratif|acce|since|force|adopt|join|trips|[:.?!]",
    re.IGNORECASE,
)
"""Before a date: words that make it the day of something else than the article."""
_ENTRY = patterns.of(r"^\W*(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}\W* [–—:-] .{20,}\.\W*$")
"""A line of a chronicle: `8 December 1991 – Belarus, Russia and Ukraine found the union.`"""
_PARTS = patterns.of(r"\s*[|·•–—]\s*|\s+-\s+|,?\s+\bby\s+|(?<=[a-z])\.\s+(?=\d)")
_SENTENCES = patterns.of(r"(?<=[.;|])\s+(?=[A-Z])|\s+(?=(?:Status|Date): )")
_COMMA = patterns.of(r",\s+")
_COLUMNS = patterns.of(r"\s*[|·]\s*")
_HEAD = 12
"""Passages at the top of an article among which its day may stand on a line of its own."""

_LONGEST = 120


def iso(text: str) -> str:
    """The ISO form of a date that is all of a text: day, month or year; '' where it is none."""
    text = text.strip().strip("().,;")
    if re.match(r"\d{4}-\d{2}-\d{2}T", text):
        text = text[:10]
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _iso(found.groupdict())
    return text if _YEAR.fullmatch(text) and 1900 <= int(text) <= 2100 else ""


def stated(text: str, passages: Sequence[Passage]) -> str:
    """The day that a text states for itself: on a line about it, or in a dateline; else ''."""
    updated = ""
    for number, passage in enumerate(passages):
        words = text[passage.start : min(passage.end, passage.start + _LONGEST)]
        lines = [words]
        if number < _HEAD and passage.sentence <= 1:
            lines = text[passage.start : min(passage.end, passage.start + 3 * _LONGEST)].split("\n")
            for line in lines:
                if day := _of_line(line, passage.kind):
                    return day
            lines = [part for line in lines for part in _SENTENCES.split(line)]
        for line in lines:
            if (marked := _LABEL.match(line)) and (day := _first(line[marked.end() :])):
                return day
            if not updated and (marked := _UPDATED.match(line)):
                updated = _first(line[marked.end() :])
    return updated


def _of_line(line: str, kind: str) -> str:
    """The day that a line at the top gives by itself, or as its dateline."""
    if (dateline := _DATELINE.match(line)) and (day := iso(dateline[1])):
        return day
    if len(line) >= _LONGEST:
        return ""
    if _ENTRY.match(line) or (kind == "list-item" and not iso(line)):
        return ""
    return _alone(line) or next(filter(None, (_last(p, kind) for p in _COLUMNS.split(line))), "")


def _alone(line: str) -> str:
    """A date that is the whole of a line, or of one part of it: `By A. Author | 3 March 2019`."""
    found = [day for part in _PARTS.split(line) if (day := iso(part)) and len(day) > 4]
    return found[0] if len(found) == 1 else ""


def _last(line: str, kind: str) -> str:
    """The date with which a line at the top ends: `Ashgabat, 12 June 2024`, `Issue 3, May 2026`."""
    commas = [] if kind == "list-item" else [place.end() for place in _COMMA.finditer(line)]
    for place in commas:
        if day := "" if _OF_SOMETHING.search(line[:place]) else iso(line[place:]):
            return day
    return ""


def _first(rest: str) -> str:
    """The date with which a text begins."""
    for form in _FORMS:
        if found := form.match(rest):
            return _iso(found.groupdict())
    return ""


def _iso(parts: dict[str, str | None]) -> str:
    month = parts.get("number") or str(_MONTHS[(parts.get("month") or "").lower()])
    year, day = int(parts["year"] or 0), int(parts.get("day") or 1)
    try:
        date = datetime.date(year, int(month), day)
    except ValueError:
        return ""
    if not 1900 <= year <= 2100:
        return ""
    return date.isoformat() if parts.get("day") else date.isoformat()[:7]

"""Dates, years of protection and numbers of laws, as articles write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cislex import patterns

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = (
    r"(?P<month{0}>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?P<year{0}>(?:18|19|20)\d\d)(?![\d]|-\d|-[IVX]|/\d|'?s\b|-FZ|-?year)"
_FORMS = (
    rf"(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format(1)},? {_YEAR.format(1)}",
    rf"{_MONTH.format(2)} (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR.format(2)}",
    r"(?P<year3>(?:18|19|20)\d\d)-(?P<month3>[01]\d)-(?P<day3>[0-3]\d)(?!\d)",
    r"(?P<day4>\d{1,2})[./](?P<month4>\d{1,2})[./](?P<year4>(?:19|20)\d\d)(?!\d)",
    rf"{_MONTH.format(5)}(?: of)?,? {_YEAR.format(5)}",
    rf"(?:(?:[Ee]arly|[Ll]ate|[Mm]id|[Tt]he year)[ -])?{_YEAR.format(6)}",
)
# Most characters begin no date: one look at each saves trying every form there.
DATE = patterns.of(rf"(?=[\dJFMASONDELTelmt])(?:{'|'.join(_FORMS)})")
"""A date in any of the usual forms; not `1990s`, and not the year inside a law's number."""
_BEFORE_YEAR = 24
"""More characters than a date has before its year."""
_FULL_YEAR = patterns.of(r"(?:18|19|20)\d\d")

NUMBER = patterns.of(
    r"(?=[№nA-ZА-Я\d])(?:(?:(?:\bNos?\.?|№|\b[Nn]r\.?|\b[Nn]umber|\bno\.|\bN) ?)"
    r"(?P<marked>(?:[A-ZА-Я]{1,4}-)?\d[\w/]*(?:[-–][\w]+){0,24})"
    r"|\b(?P<bare>(?:[A-ZА-Я]{2,4}[- ]\d{1,4}(?:-N\b)?|\d{1,5}-(?:[IVX]+[A-Z]?|FZ|FKZ"
    r"|F3|Z|З|ФЗ|ФКЗ|"
    r"[IVX]*IS|IIS|[IVX]+Q|IQ)(?:Q)?\b"
    r"|(?:(?<=Law )|(?<=Act )|(?<=Decree ))\d{1,5}(?:-\d{1,2})?(?= (?:of|from|dated|on)\b)"
    r"|(?:(?<=Law )|(?<=Act )|(?<=law ))\d{1,4}/(?:19|20)\d\d\b"
    r"|(?:(?<=Law \()|(?<=Act \())\d{1,5}(?:-\d{1,2})?(?=, (?:of )?(?:\d{1,2} [JFMASOND][a-z]"
    r"|[JFMASOND][a-z]+ \d|(?:19|20)\d\d\))))))"
)

BEFORE_DIGIT = 16
"""More characters than a number of a law has before its first digit."""
_UNITS = {
    word: number
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
            *("seventeen", "eighteen", "nineteen"),
        )
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
_ORDINALS = {
    "fifth": "5", "eighth": "8", "tenth": "10", "fifteenth": "15", "twentieth": "20",
    "twenty-fifth": "25", "fiftieth": "50", "seventieth": "70",
}  # fmt: skip
_WORD = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS)}))?|(?:{'|'.join(reversed(_UNITS))})"
    r"|a hundred|one hundred)"
)
_COUNT = rf"(?:\d{{1,3}}|{_WORD})"
YEARS = patterns.of(
    rf"\b(?P<count>{_COUNT})(?: ?\({_COUNT}\))?"
    r"(?: (?:more|further|additional|extra|full|consecutive|calendar|successive|whole))?"
    r"(?:[ -]|-)(?:years?|yrs?|y(?=[,;)]|\.?$))(?!\w)"
    r"(?! ago|-old| old| later| earlier| before (?:that|then)| after the soviet)"
    r"|\bthe (?:end|close) of the (?P<ordinal>fifth|eighth|tenth|fifteenth|twentieth|fiftieth"
    r"|seventieth|twenty-fifth|\d{1,2}th) (?:calendar )?year\b"
    r"|\b(?P<decade>(?:(?:an?|one|the|another|every|each)(?: (?:usual|standard|full"
    r"|(?:more )?modest|mere|whole|customary|single|initial|further|typical|ordinary|classic"
    r"|shorter|short|successive|statutory|renewable|familiar))?) decade)"
    r"\b(?! of| ago| later| earlier)|\b(?P<decades>two|three) decades\b"
    r"|\b(?P<century>quarter of a|half a) century\b(?! ago| later| earlier| of)",
)
"""A length in years, in small letters: `ten years`, `10-year`, `20 (twenty) years`, `a decade`."""

_NUMBER_OF_YEARS = (
    r"(?:two|three|four|five|six|seven|eight|ten|twelve|fifteen|twenty|twenty-five|thirty|fifty"
    r"|sixty|seventy|\d{1,2})"
)
BARE_YEARS = patterns.of(
    rf"(?:(?P<extra>(?<=\(\+)\d{{1,2}}|(?<=[a-z] \(){_NUMBER_OF_YEARS}(?=\)))(?=[,)])"
    r"|(?:\b(?:for|by|to|of|at|on|only|just|every|another|against|versus|been|further|owners"
    r"|holders|inventors|authors|breeders|runs?"
    r"|lasts?|but|then|again|unless|lives|at the"
    r"|get|gets|gives?|grants?|buys|brings|with|adds?|steps of|periods of|plus|and|is|are|a further"
    r"|an additional|up to|at most|the next|s|after|you|models?|designs?|patents?|marks?"
    r"|trademarks?|inventions?|ones?|achievements|indications|circuits|topolog(?:y|ies)|than"
    r"|varieties|copyright|topographies|rights|latter|former|[A-Z][a-z]+(?:stan|ia|us|va|ine|an))"
    rf"|[,:–+-]) (?P<count>{_NUMBER_OF_YEARS})(?: (?:more|further|again|additional))?"
    r"(?=[,;.)]|$| (?:but (?:can|may|is|are|it|they|with|then)"
    r"|renewable|extendable|any number|indefinitely|without limit|whenever"
    r"|and (?:an?|the|that|those|its|one|for|to|then|industrial|utility|copyright|trade"
    r"|designs|patents|trademarks|marks|plant|[A-Z]\w+)|for an?"
    r"|for the (?:former|latter)|(?:can|may) be added|for (?:industrial|utility|plant)|for [a-z]+s"
    r"|up to|with (?:an?|one|two|each|every|renewals?|extensions?)|can be"
    r"|(?:up)?on (?:request|application|renewal|(?:each|every|any|its) (?:renewal|extension))"
    r"|as often|as many|each|and so|if|(?:are|is) (?:paid|bought|asked)|that|which"
    r"|from|in (?!(?:January|February|March|April|May|June|July|August|September|October"
    r"|November"
    r"|December)\b)[A-Z]\w+|in the (?:former|latter|first|second|other)|more|at a time|at once"
    r"|after (?:death|registration)|thereafter|until)\b| \())",
)
"""A number that stands for years where the sentence has counted in years already."""

LISTED_YEARS = patterns.of(
    rf"(?<![\w.,/-])(?P<count>{_NUMBER_OF_YEARS})"
    rf"(?=(?:(?:,|,? and(?: for)?| /|/) ?{_NUMBER_OF_YEARS}){{0,6}}?"
    rf"(?:,|,? and(?: for)?| /|/) ?{_NUMBER_OF_YEARS}[ -]years?\b)"
)
"""Numbers before another with the unit of all: `20, 8 and 10 years`."""
LASTING_YEARS = patterns.of(
    r"\b(?:(?i:lasts?|runs? for|expires? after|(?:valid|protected|renewed|renewable|good) for"
    r"|kept for|extend(?:ed|able) by|extensions? of|gives?|grants?|allows?|affords?|buys?|gets?"
    r"|the (?:figure|term|number) is"
    r"|life(?:time)?(?: of the (?:author|creator))? (?:plus|and|\+))|renew (?:it|them) for)"
    r" (?:you |it |them |one |owners |holders |authors |the \w+ |an? \w+ )?"
    r"(?:only |just |up to |another |a further )?(?P<count>five|six|seven|eight|ten|fifteen|twenty"
    r"|twenty-five|fifty|seventy|[1257]0|[12]5)(?: (?:more|again))?(?=[,;.)]|$| and\b| with an?\b)",
)
"""A number that stands for years by the verb before it."""
COUNT = patterns.of(rf"^{_COUNT}$", re.IGNORECASE)


def count(words: str) -> str:
    """A number as digits: `twenty-five` → `25`."""
    words = words.lower()
    if words.isdigit():
        return str(int(words))
    if "hundred" in words:
        return "100"
    first, _, second = words.replace("-", " ").partition(" ")
    return str(_TENS.get(first, _UNITS.get(first, 0)) + _UNITS.get(second, 0))


def years(match: re.Match[str]) -> str:
    """The number of years that a match of `YEARS` tells, as digits."""
    if match["decade"]:
        return "10"
    if match["ordinal"]:
        return _ORDINALS.get(match["ordinal"]) or match["ordinal"].removesuffix("th")
    if match["century"]:
        return "25" if match["century"].lower().startswith("q") else "50"
    return f"{count(match['decades'])}0" if match["decades"] else count(match["count"])


def dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Every date with its place, as ISO 8601: a day, a month or a year."""
    place = 0
    while year := _FULL_YEAR.search(text, place):
        if (match := DATE.search(text, max(place, year.start() - _BEFORE_YEAR))) is None:
            return
        place = match.end()
        before = text[max(0, match.start() - 5) : match.start()]
        glued = before[-1:].isalnum() or before[-1:] in ("-", "/")
        # The second half of a range ("1994-2008") counts, the tail of a number does not.
        if glued and not re.search(r"(?:18|19|20)\d\d[-/]$", before):
            continue
        found = [match[name] for name in _OF_FORM[match.lastgroup or ""]]
        if (value := _iso(*found)) is not None:
            yield match.start(), match.end(), value


_OF_FORM = {
    "year1": ("year1", "month1", "day1"), "year2": ("year2", "month2", "day2"),
    "day3": ("year3", "month3", "day3"), "year4": ("year4", "month4", "day4"),
    "year5": ("year5", "month5"), "year6": ("year6",),
}  # fmt: skip
"""The last group of each form of a date → its year, month and day."""
_NUMBER_OF_MONTH = {name[:3]: str(number) for number, name in enumerate(_MONTHS, 1)}


def _iso(year: str, month: str = "", day: str = "") -> str | None:
    if not month:
        return year
    if not month.isdigit():
        month = _NUMBER_OF_MONTH[month.lower()[:3]]
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")

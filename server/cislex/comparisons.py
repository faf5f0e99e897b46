"""Lines that compare states: `WTO: Russia, since 2012; Belarus is still negotiating`.

Such a line has one key and several values. It is read as several lines, each with the key.
A line that counts treaties and names them at its end is read with their names in that place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.screening import Screened

_STATES = Kind.STATE + Kind.CAPITAL
_KEY = patterns.of(r"(?P<key>[^ :;.|]{1,80}+(?: [^ :;.|]{1,80}+){0,5}) ?: (?=\S)")
_THING = patterns.of(f"[{Kind.TREATY}{Kind.ORGANIZATION}{Kind.RIGHT}]")
_STATE = patterns.of(rf"(?:[Ii]n |[Ff]or )?[{_STATES}]")
_ALL = patterns.of(
    r"(?:both|all(?: (?:two|three|four|five))?)\b(?: (?:of them|states|countries))?", re.I
)
_SEMICOLON = patterns.of(r" ?; (?:and |while |but |whereas )?")
_COMMA = patterns.of(rf" ?[;,] (?:and |while |but |whereas )?(?=(?:[Ii]n |[Ff]or )?[{_STATES}])")
_OWN_KEY = patterns.of(
    rf"(?:[Tt]he )?[{Kind.TREATY}{Kind.ORGANIZATION}](?:(?: and |/"
    rf"|, )[{Kind.TREATY}{Kind.ORGANIZATION}]){{0,24}}"
    r"(?: \([^()]*\))?(?: ?:| –) (?=\S)"
)
_ENDING = patterns.of(rf"^(?P<said>.+?),? (?:in|for) (?P<state>[{_STATES}])\.?$")


def lines(clause: Clause, compared: Sequence[Mention]) -> list[str]:
    """The lines that a line of comparison stands for; none where it is no such line.

    `compared` are the states of which the document speaks together.
    """
    is_keyed = ": " in clause.masked
    is_marked = is_keyed or " – " in clause.masked
    if is_marked and (acts := _acts(clause.words())):
        return acts
    if (is_marked or "namely" in clause.masked) and (named := _named(clause)):
        return [named]
    if is_marked and (denied := _DENIED.match(clause.masked)):
        state, more = (clause.words(*denied.span(name)) for name in ("state", "more"))
        return [clause.words(0, denied.end("told")), f"{state[:1].upper()}{state[1:]}, {more}"]
    head = _KEY.match(clause.masked) if is_keyed else None
    if head is None:
        return []
    key, end = head["key"], head.end()
    if several := _several(clause):
        return several
    if compared and _ALL.fullmatch(key):
        names = " and ".join(state.entries[0].label for state in compared)
        return [f"{names}: {clause.words(end)}"]
    own = bool(re.search(f"[{_STATES}]", key))
    if own == bool(_THING.search(key)):
        return []
    spans = _spans(clause.masked, end, _SEMICOLON if own else _COMMA)
    if len(spans) < 2:
        spans = _spans(clause.masked, end, _SEMICOLON)
    told = [clause.masked[slice(*span)] for span in spans]
    if len(spans) < 2 or not (own or all(_is_of_state(words) for words in told)):
        return []
    return [f"{clause.words(0, head.end('key'))}: {_counted(clause, *span)}" for span in spans]


def _counted(clause: Clause, start: int, end: int) -> str:
    """The words of a stretch, with the unit of a length that leaves it to the one before."""
    out = []
    for place, length in clause.within(start, end, Kind.YEARS):
        unit = "" if _UNIT.search(length.text) else " years"
        out.append(f"{clause.words(start, place + 1)}{unit}")
        start = place + 1
    return "".join([*out, clause.words(start, end)])


_UNIT = patterns.of(r"year|yr|decade|century")


def _named(clause: Clause) -> str:
    """`Two treaties bind it: the PCT and the PLT`, with the treaties in place of their number."""
    listed = clause.search(_NAMED_LAST)
    counted = listed and _COUNTED.search(clause.masked, 0, listed.start())
    if not listed or not counted or counted.end() >= listed.start() - 1:
        return ""
    if set(clause.masked[: listed.start()]) & set(_JOINED):
        return ""
    head, rest = clause.words(0, counted.start()), clause.words(counted.end(), listed.start())
    return f"{head}{clause.words(*listed.span('list'))}{rest}."


_JOINED = Kind.TREATY + Kind.ORGANIZATION
_COUNTED = patterns.of(
    r"\b(?:several|some|a few|many|a number of|a handful of|an?other|further|the following|one|two"
    r"|three|four|five|six|seven|eight|nine|ten)(?: (?!of\b|which\b|that\b)[\w'-]+){0,4}?"
    r" (?:treat(?:y|ies)|conventions?|agreements?|instruments?|accords?|pacts?|protocols?|texts?)"
    rf"(?: of the (?:Soviet|transitional) (?:period|era|times?)| on {Kind.RIGHT})?\b(?! on\b)",
    re.IGNORECASE,
)
"""`several instruments of the Soviet period`: what is named at the end of the line."""
_NAMED_LAST = Screened(
    rf"(?: ?:|,? namely:?| –) (?P<list>(?:the )?[{_JOINED}](?: {Kind.DATE})?"
    rf"(?:(?:, and |, | and |; | as well as )(?:the )?[{_JOINED}](?: {Kind.DATE})?){{0,24}})\.?$"
)
_DENIED = patterns.of(
    rf"(?P<told>(?:The )?[{Kind.TREATY}{Kind.ORGANIZATION}](?::| –) "
    rf"(?P<state>(?:the )?[{_STATES}]|(?:the |this )(?:country|state|republic)|it)"
    r" (?:has|have|is|are|did|does|was) (?:not|never) [a-z ]{2,30}), "
    rf"(?P<more>(?:[a-z]+ing|but|while|although|whereas) .*[{Kind.TREATY}{Kind.ORGANIZATION}].*)$"
)
"""`Trademark Law Treaty: the country has not joined, preferring another one that …`."""


def _acts(text: str) -> list[str]:
    """`Madrid system: Agreement since 1995; Protocol since 2004`: a line for each act."""
    head = _SYSTEM.match(text)
    if head is None:
        return []
    place = head["place"]
    return [
        f"{place if one['name'] != 'Geneva Act' else f'{place} Agreement'} {one['name']}:"
        f" {_ONLY.sub('', one['told']).strip(' ;,.')}"
        for one in _ACT.finditer(text, head.end())
    ]


_SYSTEM = patterns.of(
    r"(?:The )?(?P<place>Madrid|Hague|Lisbon)(?: [Ss]ystem| [Uu]nion)?(?::| –) (?=(?:the )?"
    r"(?:Agreement|Protocol|Geneva Act|Hague Act)\b)"
)
_ONLY = patterns.of(r"^ (?:only|alone|(?:of |\()(?:1960|1999|2015)\)?)(?=\W)")
_ACT = patterns.of(
    r"(?:the |[;,] |,? and ){0,24}\b(?P<name>Agreement|Protocol|Geneva Act|Hague Act)"
    r"(?P<told> (?:(?!\b(?:Agreement|Protocol|Geneva Act|Hague Act)\b).){1,400})"
)


def _several(clause: Clause) -> list[str]:
    """`WTO: since 2000; WIPO: since 1993`: lines that stand in one."""
    spans = _spans(clause.masked, 0, _SEMICOLON)
    if len(spans) < 2 or not all(_OWN_KEY.match(clause.masked, start) for start, _ in spans):
        return []
    return [clause.words(*span) for span in spans]


def _is_of_state(words: str) -> bool:
    return bool(_STATE.match(words) or _ENDING.match(words))


def _spans(masked: str, start: int, parting: re.Pattern[str]) -> list[tuple[int, int]]:
    spans, place = [], start
    for sign in parting.finditer(masked, start):
        spans.append((place, sign.start()))
        place = sign.end()
    return [*spans, (place, len(masked.rstrip(" .")))]

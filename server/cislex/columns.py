"""Tables of bodies: a column for each state, or one for the body and one for what it is under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import Clause


@dataclass(slots=True)
class Columns:
    """Reads the rows of such tables one after another; `offices` are those of the columns."""

    offices: dict[int, str] = field(default_factory=dict)

    def by_state(
        self, header: Sequence[Clause], cells: Sequence[Clause], words: Sequence[str]
    ) -> Iterator[tuple[str, str]]:
        """The state and the sentence of each cell with a body below a state."""
        states = [_only_state(above) for above in header]
        if len(header) != len(cells) or sum(map(bool, states)) < 2 or states[0]:
            return
        if not any(Kind.BODY in cell.masked for cell in cells[1:]):
            return
        above = _ABOVE.search(words[0])
        for number, cell in enumerate(words[1:], 1):
            office = self.offices.get(number)
            if above and office and states[number] and re.match(r"[A-Z]\w{3}", cell):
                yield states[number], f"The {office} is subordinate to the {cell}."
            if above or not states[number] or Kind.BODY not in cells[number].masked:
                continue
            if _OFFICE.search(words[0]):
                self.offices[number] = re.sub(r" \([^()]*\)|,.*", "", cell)
            yield states[number], f"{words[0]}: {cell}"


def of_roles(header: Sequence[str], words: Sequence[str]) -> str:
    """What a row says below `Name | Role | Subordinate to`, with `Period` too; else nothing."""
    if len(header) != len(words):
        return ""
    above = next((n for n, head in enumerate(header) if _ABOVE.search(head)), -1)
    role = next((n for n, head in enumerate(header) if n != above and _ROLE.search(head)), -1)
    named = next(
        (n for n, head in enumerate(header) if n not in (above, role) and _NAMED.search(head)),
        0 if above >= 0 else -1,
    )
    time = next((n for n, head in enumerate(header) if _TIME.search(head)), -1)
    if named in (-1, time, role) or not re.match(r"[A-Z]\w", words[named]):
        return ""
    body = _with_article(words[named])
    deed = _deed(words[role]) if role >= 0 else ""
    if above < 0 or not re.match(r"[A-Z]\w+ ?\w*", words[above]):
        return f"{body[:1].upper()}{body[1:]} {deed}." if deed else ""
    under = _under(body, _with_article(words[above]), words[time] if time >= 0 else "")
    return f"{under}; it {deed}." if deed else f"{under}."


def _deed(cell: str) -> str:
    """What a cell says that a body does, as a predicate: `Seizures`, `registers trademarks`."""
    words = f"{cell[:1].lower()}{cell[1:]}".rstrip(".") if cell[1:2].islower() else cell.rstrip(".")
    if _DOES.match(cell):
        return words
    return f"is responsible for {words}" if re.match(r"[A-Za-z]\w+ \w+", cell) else ""


def _under(body: str, parent: str, time: str) -> str:
    if ended := _ENDED.search(time):
        return f"Until {ended['end']}, {body} was subordinate to {parent}"
    if begun := re.match(r"(?:from|since) (?P<day>.*\d{4})$", time, re.IGNORECASE):
        return f"Since {begun['day']}, {body} has been subordinate to {parent}"
    return f"{body[:1].upper()}{body[1:]} is subordinate to {parent}"


def further(header: Sequence[str], words: Sequence[str]) -> list[str]:
    """The cells of such a row that tell what the body does, as lines of their own."""
    plain = [
        cell for head, cell in zip(header, words, strict=True)
        if not (_ABOVE.search(head) or _NAMED.search(head) or _TIME.search(head))
    ]  # fmt: skip
    return [cell for cell in plain if re.match(r"[A-Z][a-z]+s \w+", cell)]


def founded(header: Sequence[str], words: Sequence[str]) -> str:
    """What a row says of a body below `Body | Founded`; else nothing."""
    if len(header) != len(words) or not re.match(r"[A-Z]\w", words[0]):
        return ""
    day = next((cell for head, cell in zip(header, words, strict=True) if _FOUNDED.match(head)), "")
    told = re.match(r"(?:(?:in|on|since) )?(?P<day>(?:[\w.]+ ){0,2}\d{4})\b", day)
    return f"{_with_article(words[0])}, founded in {told['day']}." if told else ""


_FOUNDED = patterns.of(
    r"(?:(?:date|day|year) )?(?:founded|established|created|set up|formed|opened|est\.?|since"
    r"|(?:date|day|year) of (?:foundation|founding|creation|establishment)"
    r"|(?:foundation|founding|creation|establishment)(?: (?:date|day|year))?"
    r"|(?:in operation|operating|existing|active) since)\W*$",
    re.IGNORECASE,
)


def adopted(header: Sequence[Clause], cells: Sequence[Clause], words: Sequence[str]) -> list[str]:
    """When the laws of a state were made, by a row below heads such as `Trademark law`."""
    state = _only_state(cells[0]) if len(header) == len(cells) else ""
    if not state or not _DAY_OR_NUMBER.match("".join(cell.masked[:1] for cell in cells[1:])):
        return []
    return [
        f"The {above.words().title()} of {words[0]} ({cell})."
        for above, cell, clause in zip(header[1:], words[1:], cells[1:], strict=True)
        if _LAW_HEAD.fullmatch(above.masked) and _DAY_OR_NUMBER.match(clause.masked)
    ]


OF_LAWS = patterns.of(r"\w (?:law|act|statute|code)\b", re.IGNORECASE)
"""Heads of columns that may be laws on a right."""
_LAW_HEAD = patterns.of(rf"{Kind.RIGHT} (?:law|act|statute|code)", re.IGNORECASE)
_DAY_OR_NUMBER = patterns.of(rf"(?:(?:[Ll]aw|[Oo]f|[Aa]dopted) )?[{Kind.DATE}{Kind.NUMBER}]")


def ratified(header: Sequence[str], words: Sequence[str]) -> str:
    """What a row says of the law by which its treaty was ratified, below `Ratified by`."""
    if len(header) != len(words) or not words[0]:
        return ""
    cells = (
        cell for head, cell in zip(header[1:], words[1:], strict=True) if _RATIFIED.match(head)
    )
    law = next((cell for cell in cells if _IS_LAW.search(cell)), "")
    return f"{_with_article(words[0])} was ratified by {law}." if law else ""


_RATIFIED = patterns.of(
    r"(?:ratified (?:by|through|under)|(?:ratification|ratifying|approving|accession) (?:law|act"
    r"|statute|instrument|decree)|(?:law|act|statute|instrument) (?:of|ratifying|on) (?:it"
    r"|ratification|accession))",
    re.IGNORECASE,
)
_IS_LAW = patterns.of(r"\b(?:[Ll]aw|[Aa]ct|[Dd]ecree|[Ee]dict|[Rr]esolution)\b.{0,40}\d")


def measured(header: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row with the unit that the heads tell: `7` below `Term (years)`."""
    row_wide = bool(cells and _UNIT.search(cells[0]))
    if len(header) != len(cells) or not (row_wide or any(map(_UNIT.search, header))):
        return tuple(cells)
    return tuple(
        _BARE_COUNT.sub(r"\g<0> years", cell)
        if number and (row_wide or _LASTING.search(head) or _UNIT.search(head))
        else cell
        for number, (head, cell) in enumerate(zip(header, cells, strict=True))
    )


_UNIT = patterns.of(r"[(,] ?(?:in )?(?:full )?(?:years|yrs\.?)\)?$|\bin years$|^years\b", re.I)
_LASTING = patterns.of(r"\b(?:terms?|duration|protection|validity|renew\w*|exten\w+)\b", re.I)
_BARE_COUNT = patterns.of(
    r"^(?:[A-Za-z'’]+ |[+~] ?){0,5}"
    r"(?:\d{1,2}|100|ten|twenty|five|fifty|seventy|seven|eight|fifteen)\b"
    r"(?![.,/:–-]?\d|[ -]?(?:years?|yrs?|months?|days?|weeks?|more|further|%|[Ii][Vv]|times?)\b)"
)
"""A number without a unit with which a cell begins: `20 from filing`, `life + 70`."""


def _with_article(name: str) -> str:
    return name if name.startswith(("the ", "The ")) else f"the {name}"


def _only_state(clause: Clause) -> str:
    found = [m for m in clause.mentions if m.kind == Kind.STATE and m.entries]
    return found[0].entries[0].id if len(found) == 1 else ""


_ABOVE = patterns.of(
    r"\b(?:subordinat\w+|supervis\w+|parent|superior|reports? to|answer(?:s|able) to|attached to"
    r"|belongs? to|accountable to|placed under|under(?: the| which)?|overse\w+|in charge of it"
    r"|above(?: it)?|line ministry|reporting to|controlled by|affiliation|higher body|part of)\b",
    re.IGNORECASE,
)
_OFFICE = patterns.of(
    r"\b(?:office|authority|agency|register|registry|registration|patents|body)\b", re.I
)
_NAMED = patterns.of(r"\b(?:name|body|bodies|office|institution|authority|agency|organ)\b", re.I)
_ROLE = patterns.of(
    r"\b(?:roles?|tasks?|functions?|does|duties|remit|mandate|competences?|responsib\w+|work)\b",
    re.IGNORECASE,
)
_DOES = patterns.of(
    r"(?!Tasks?\b)(?:[A-Z][a-z]+s (?!of\b)"
    r"|(?:registers|grants|keeps|maintains|hears|examines|checks|issues|detains|oversees|decides"
    r"|implements|investigates|prosecutes|handles|receives|runs|conducts|carries) )"
)
"""`Registers trademarks`: what a body does, in words that begin with the verb."""
_TIME = patterns.of(r"\b(?:period|years?|when|dates?|time|stage)\b", re.IGNORECASE)
_ENDED = patterns.of(
    r"(?:\d.{0,60}(?:–|-|\bto\b|\buntil\b|\btill\b)|\b(?:until|till|before)) ?"
    r"(?P<end>[\w ]{0,40}\d{4})"
)

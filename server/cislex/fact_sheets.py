"""Lines of fact sheets that stand alone like headings, and rows of tables."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from cislex import (
    chronicle,
    columns,
    pairs,
    patterns,
    profiles,
    reduction,
    statutes,
    steps,
    term_tables,
)
from cislex.columns import Columns
from cislex.discourse import Discourse
from cislex.interpretation import Interpreter, once, participations
from cislex.layout import Unit, cut
from cislex.lexicon import Kind
from cislex.mentions import Clause
from cislex.sentence import PROCEDURAL, Said


class FactSheets:
    """Reads what an article says without sentences, in the order of its text."""

    def __init__(self, interpreter: Interpreter, discourse: Discourse) -> None:
        self._interpreter = interpreter
        self._memory = interpreter.memory
        self._discourse = discourse
        self._columns = Columns()
        self._above: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._head: tuple[tuple[str, ...], list[Clause]] = ((), [])
        self._place_above: tuple[tuple[str, ...], int, str] = ((), 0, "")

    def line(self, words: str) -> list[Said]:
        """What a line such as `WTO: member since 2015` says; nothing if it is a heading."""
        if _FACT.search(words) and (said := self._fact(words)):
            return once(said)
        return self._procedure(words) if _LINE.match(words) else []

    def office(self, words: str) -> list[Said]:
        """Whose a body is that the first line of a fact sheet names: `National office: …`."""
        found = _OFFICE_LINE.match(words)
        return self._interpreter.told(words, ("isInJurisdiction",)) if found else []

    def named_steps(self, text: str) -> list[Said]:
        """The steps of a procedure that a few words name."""
        said = self._interpreter.read(self._interpreter.clause(text))
        return [one for one in said if one.predicate in PROCEDURAL]

    def row(self, unit: Unit) -> list[Said]:
        """What one row of a table says: cell by cell, or as one sentence."""
        if any(map(statutes.NUMBER_AND_DAY.fullmatch, unit.header)):
            unit = replace(unit, header=())  # the first row of a table without heads
        if placed := self._of_state(unit):
            own, self._memory.section_state = self._memory.section_state, placed[0]
            said = self.row(placed[1])
            self._memory.section_state = own
            return said
        if unit.header and columns.OF_LAWS.search(" | ".join(unit.header)):
            read = [self._interpreter.clause(cell) for cell in unit.cells]
            if laws := columns.adopted(self._heads(unit.header), read, unit.cells):
                return [one for text in laws for one in self._discourse.sentence(text)]
        cells = columns.measured(unit.header, statutes.joined(unit.header, unit.cells))
        unit = replace(unit, cells=cells)
        cells = self._repeated(unit)
        if cells == unit.cells:
            return self._row(unit)
        said = self._row(replace(unit, cells=cells))
        return [one for one in said if one.predicate != "isInJurisdiction"]

    def _of_state(self, unit: Unit) -> tuple[str, Unit] | None:
        """The state that a cell of a row on a right or a law is, and the row without that cell."""
        header, cells = unit.header, unit.cells
        if len(cells) < _FEWEST or (header and len(header) != len(cells)):
            return None
        for number in (0, 1):
            rest = self._interpreter.clause(cells[1 - number])
            if not _SUBJECT.match(rest.masked) or Kind.YEARS in rest.masked:
                continue
            state = self._place(number, unit)
            if state:
                heads = (*header[:number], *header[number + 1 :])
                if any(Kind.RIGHT in head.masked for head in self._heads(heads)):
                    return None
                self._place_above = header, number, state
                left = (*cells[:number], *cells[number + 1 :])
                return state, replace(unit, header=heads, cells=left)
        return None

    def _place(self, number: int, unit: Unit) -> str:
        """The state that a cell names, or the one above it where it is empty."""
        cell = unit.cells[number]
        if not cell or _SAME.fullmatch(cell):
            header, place, state = self._place_above
            return state if (header, place) == (unit.header, number) and number == 0 else ""
        found = self._interpreter.clause(cell).mentions if len(cell) < _LONGEST_STATE else ()
        one = found[0] if len(found) == 1 and found[0].text == cell else None
        return one.entries[0].id if one and one.kind == Kind.STATE and one.entries else ""

    def _repeated(self, unit: Unit) -> tuple[str, ...]:
        """The cells of a row, with what stands above in the place of `same law` and `ditto`."""
        header, above = self._above
        cells = unit.cells
        if header == unit.header and len(above) == len(cells):
            cells = tuple(
                said if _SAME.fullmatch(cell) else cell
                for cell, said in zip(cells, above, strict=True)
            )
        self._above = (unit.header, cells)
        return cells

    def _row(self, unit: Unit) -> list[Said]:
        """What a row with words in all its cells says."""
        header = self._heads(unit.header)
        cells = [self._interpreter.clause(cell) for cell in unit.cells]
        pairs.mark(cells[0], self._memory.lexicon, ())
        if (told := self._memory.account.row(unit.cells, unit.header)) and (
            told_steps := self._step_row(told, header, unit.cells)
        ):
            return told_steps
        if told := columns.founded(unit.header, unit.cells):
            return [*self._cells(unit, header, cells), *self._discourse.sentence(told)]
        own = self._memory.section_state
        if not self._memory.own_state():
            self._memory.section_state = _state_of_law(cells) or own
        found = self._cells(unit, header, cells)
        self._memory.section_state = own
        return found

    def _heads(self, header: tuple[str, ...]) -> list[Clause]:
        """The heads of the columns: read once for all rows of a table."""
        if header != self._head[0]:
            self._head = header, [self._interpreter.clause(cell) for cell in header]
        return self._head[1]

    def _cells(self, unit: Unit, header: list[Clause], cells: list[Clause]) -> list[Said]:
        """What a row says that tells neither of a step nor of the founding of a body."""
        if tabled := self._tabled(unit, header, cells):
            return tabled
        if (told := columns.ratified(unit.header, unit.cells)) and Kind.TREATY in cells[0].masked:
            ratified = self._discourse.sentence(told)
            return [one for one in ratified if one.predicate in ("ratifies", "isInJurisdiction")]
        if unit.lead:
            self._memory.focus.lead(unit.lead)
        if crossing := term_tables.row(unit.cells, cells, header, self._memory):
            self._memory.focus.note(cells[0])
            return crossing
        said = profiles.row(cells, header, self._memory)
        self._memory.focus.note(cells[0])
        for cell in cells:
            reduction.normalise(cell)
        if any(mention.kind == Kind.RIGHT for mention in cells[0].mentions):
            known = {one.predicate for one in said}
            said += [one for one in self._of_right(unit, cells) if one.predicate not in known]
        return said or self._joined(unit.cells)

    def _tabled(self, unit: Unit, header: Sequence[Clause], cells: Sequence[Clause]) -> list[Said]:
        """What a row of a table of bodies says, for each state or of a body and its parent."""
        if not unit.header:
            self._columns = Columns()
        if told := columns.of_roles(unit.header, unit.cells):
            more = columns.further(unit.header, unit.cells)
            return [one for text in (told, *more) for one in self._discourse.sentence(text)]
        own, said = self._memory.section_state, list[Said]()
        for state, told in self._columns.by_state(header, cells, unit.cells):
            self._memory.section_state = state
            said += self._discourse.sentence(told)
        self._memory.section_state = own
        return said

    def _fact(self, words: str) -> list[Said]:
        """A line of a fact sheet that stands alone like a heading: `WTO: member since 2015`."""
        clause = self._interpreter.clause(words)
        kinds = {mention.kind for mention in clause.mentions}
        if ": " in words and (predicates := _of_value(clause, kinds)):
            introduced = set(self._memory.introduced)
            said = self._discourse.sentence(words)
            if any(one.predicate in predicates for one in said):
                return said
            self._memory.introduced = introduced
            return []
        if not kinds & {Kind.TREATY, Kind.ORGANIZATION} or (
            kinds & {Kind.STATE, Kind.FOREIGN} and ", which " not in words
        ):
            return []
        return participations(self._discourse.sentence(words))

    def _procedure(self, words: str) -> list[Said]:
        """A line of a fact sheet about a procedure: `Civil remedies: injunction, damages`."""
        self._memory.account.hear(words, steps.rights_in(self._interpreter.clause(words)))
        return self._interpreter.told(words, PROCEDURAL)

    def _step_row(self, text: str, header: list[Clause], cells: Sequence[str]) -> list[Said]:
        """The step of a row, for each state that heads a column unless its cell says no."""
        states = [
            mention.entries[0].id
            for clause, cell in zip(header[1:], cells[1:], strict=False)
            for mention in clause.mentions
            if mention.kind == Kind.STATE and mention.entries and not _NONE.match(cell)
        ]
        own, said = self._memory.section_state, list[Said]()
        for state in states or [own]:
            self._memory.section_state = state
            said += self.named_steps(text)
        self._memory.section_state = own
        return said

    def _of_right(self, unit: Unit, cells: list[Clause]) -> list[Said]:
        """What the cells of a row on a right say of its law and term, each read as a line."""
        said: list[Said] = []
        for number, (words, cell) in enumerate(zip(unit.cells, cells, strict=True)):
            head = unit.header[number] if number < len(unit.header) else ""
            told = _TOLD + Kind.BODY * bool(_OFFICE_COLUMN.search(head))
            if number and any(mention.kind in told for mention in cell.mentions):
                clause = self._interpreter.resolved(f"{unit.cells[0]}: {words}")
                found = self._interpreter.read(clause)
                renewing = _RENEWAL.search(head) and not _RENEWAL.search(words)
                said += [s for s in found if not renewing or s.predicate != "termYears"]
        return said

    def _joined(self, cells: Sequence[str]) -> list[Said]:
        """What the cells of a row say as one sentence, and each that is a sentence itself."""
        text = f"{cells[0]}: {' '.join(cells[1:])}" if len(cells) > 1 else cells[0]
        text = cut(text)
        if chronicle.told(text) != text:
            return self._discourse.sentence(text)
        clause = self._interpreter.resolved(self._discourse.of_body(text))
        said = self._interpreter.read(clause)
        for words in cells[1:]:
            if re.search(r"\w+ \w+ \w+", words):
                said += self._discourse.sentence(words)
        self._memory.note(clause)
        return said


def _state_of_law(cells: Sequence[Clause]) -> str:
    """The state of the laws that a row names by number; empty if there are none or several."""
    states = {m.state for cell in cells for m in cell.mentions if m.kind == Kind.LAW and m.value}
    return states.pop() if len(states) == 1 else ""


def _of_value(clause: Clause, kinds: Container[Kind]) -> tuple[str, ...]:
    """What a line with a key and a value must say to be no heading, if it tells no treaty."""
    if Kind.STATE in kinds or Kind.TREATY in kinds or Kind.ORGANIZATION in kinds:
        return ()
    if Kind.RIGHT in kinds and Kind.YEARS in kinds:
        return ("termYears", "renewalYears")
    if any(m.kind == Kind.LAW and (m.value or m.date) for m in clause.mentions):
        return ("governs", "isInJurisdiction", "ratifies")
    return _OF_BODIES if Kind.BODY in kinds else ()


_FEWEST = 3
"""So many cells has a row that tells of a state, a right and a law."""
_LONGEST_STATE = 40
_SUBJECT = patterns.of(rf"(?:The )?[{Kind.RIGHT}{Kind.LAW}]")
_OF_BODIES = ("hasFunction", "isRegisteredWith", "isUnderAuthorityOf")
_FACT = patterns.of(
    r": |\((?:since |from )?[\w ]*(?:19|20)\d\d\)|^(?:Signed|Joined|Acceded|Ratified|Party to"
    r"|Member of"
    r"|Not (?:yet )?(?:a )?(?:party|member)|Left|Withdrew|Bound by)\b|, which [A-Z]\w+ \w+ed\b"
)
"""What a fact has and a heading has not: a key and a value, or a date in brackets."""
_LINE = patterns.of(
    r"[^:]{0,40}\b(?:civil|criminal|administrative|customs|border|registration|procedure|process"
    r"|steps|stages)\b[^:]{0,30}: \S",
    re.IGNORECASE,
)
"""A line of a fact sheet that stands alone like a heading and may tell of a procedure."""
_OFFICE_LINE = patterns.of(
    r"(?:[A-Z]\w+ ){0,2}(?:[Oo]ffice|[Aa]uthority|[Rr]egistry|[Aa]gency|[Cc]ourt|[Cc]ustoms): [A-Z]"
)
"""The first line of a fact sheet, taken for a heading: `National office: …`."""
_TOLD = Kind.LAW + Kind.YEARS
_OFFICE_COLUMN = patterns.of(
    r"\b(?:office|registry|register(?:ed)?|registrar|filed?|where|granted|issued)\b", re.IGNORECASE
)
_RENEWAL = patterns.of(r"\b(?:renew|exten|prolong)", re.IGNORECASE)
_SAME = patterns.of(
    r"(?:(?:by|under|in|with|is|governed by) )?(?:the )?same(?: (?:law|act|statute|code|text|decree"
    r"|instrument|office|body|authority|agency|term|period|duration|as above))?[.*]?"
    r"|(?:ditto|idem|ibid(?:em)?|id|as above|see above|likewise|do)\.?|[\"″〃”„‟]",
    re.IGNORECASE,
)
"""A cell that says what the one above it says."""
_NONE = patterns.of(r"(?:no|none|not|without|[-–—✗✕x]*)(?!\w)", re.IGNORECASE)

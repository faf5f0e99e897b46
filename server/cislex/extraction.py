"""Articles → claims, by the rules of `data/rules/`.

Each sentence becomes a clause of mentions, names and pronouns are resolved, the
rules match in the order of the text, and the frame of a rule says what its
groups mean. What is only supposed gives no claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cislex import hearsay, layout, run_ins, steps
from cislex.claims import Article, Claim
from cislex.context import main_state
from cislex.dialogue import is_question
from cislex.discourse import Discourse
from cislex.documents import Document, from_text
from cislex.fact_sheets import FactSheets
from cislex.interpretation import Interpreter, once
from cislex.layout import LONGEST, Span, Unit
from cislex.lexicon import Kind
from cislex.sentence import Said


@dataclass(frozen=True, slots=True)
class RuleExtractor:
    """The extractor that comes with cislex."""

    name: str = "rules"

    def extract(self, article: Article) -> Iterator[Claim]:
        """The claims of an article, in the order of its text."""
        reader = Reader(article)
        for unit in layout.units(article.document, article.passages):
            for span, said in reader.read(unit):
                yield _claim(article.document.slug, unit, span, said)


def extract(article: Article) -> Iterator[Claim]:
    """The claims of an article by the rules that come with cislex."""
    return RuleExtractor().extract(article)


def claims_of(text: str, state: str = "") -> Iterable[Said]:
    """What one sentence says, for the examples of the rules; `state` is that of its section."""
    reader = Reader(_Bare(from_text("example", "")))
    reader.memory.section_state = state
    span = (0, len(text))
    unit = Unit(0, 1, 1, *span, "sentence", (text,), spans=(span,))
    return [said for _, said in reader.read(unit)]


class Reader:
    """Reads the units of one article one after another, keeping in mind what went before."""

    def __init__(self, article: Article) -> None:
        self._interpreter = Interpreter()
        self._discourse = Discourse(self._interpreter)
        self._sheets = FactSheets(self._interpreter, self._discourse)
        self.memory = self._interpreter.memory
        self.memory.published = article.published
        self._text = article.document.text
        self._label: tuple[str, Kind, tuple[int, int]] | None = None
        states = self._states(self._text[:20_000])
        self._guess = main_state(states)
        self.memory.prominent = self.memory.states(
            state
            for state, often in states.most_common()
            if often * 4 >= states.most_common(1)[0][1] and often > 1
        )
        if article.title:
            self._head(article.title, title=True)
        self.memory.document_state = self.memory.document_state or self._guess

    def read(self, unit: Unit) -> list[tuple[Span, Said]]:
        """What one unit says and where, each relation once in a sentence."""
        if unit.kind == "numbered-heading":
            clause = self._interpreter.clause(unit.sentences[0])
            if any(m.kind in _SECTIONED for m in clause.mentions):
                self.memory.heading(clause, title=False, words=unit.sentences[0])
                self.memory.account.head(unit.sentences[0], steps.rights_in(clause))
                return []
        whole = (unit.start, unit.end)
        if unit.kind in ("title", "heading"):
            headed = [one for w in unit.sentences for one in self._head(w, unit.kind == "title")]
            self.memory.document_state = self.memory.document_state or self._guess
            return [(whole, one) for one in headed]
        before = self._text[max(0, unit.start - 8) : unit.start]
        place, is_item = (unit.section, unit.paragraph), unit.kind in _ITEMS
        self.memory.account.begin(place, unit.lead, is_item, before)
        own, label = self.memory.section_state, self._state_label(unit)
        self.memory.section_state = label or own
        told = [(whole, self._sheets.row(unit))] if unit.cells else list(self._passage(unit))
        self.memory.section_state = own
        return [(span, one) for span, said in told for one in once(said)]

    def _state_label(self, unit: Unit) -> str:
        """The state that a row or an item begins with as its label: `Astana – the institute …`."""
        text = unit.cells[0] if unit.cells else unit.sentences[0] if unit.kind in _ITEMS else ""
        label = text if unit.cells else run_ins.name_before_sign(text)
        found = self._interpreter.clause(label).mentions if 0 < len(label) < _SHORT else ()
        one = found[0] if len(found) == 1 and found[0].text == label else None
        return one.entries[0].id if one and one.kind in _PLACES and one.entries else ""

    def _states(self, sample: str) -> Counter[str]:
        """How often the words of a text name each state, or a body of only one."""
        found = self._interpreter.lexicon.find(sample)
        states = Counter(f.entries[0].id for f in found if f.kind in (Kind.STATE, Kind.CAPITAL))
        bodies = (f.entries[0].state for f in found if f.kind == Kind.BODY and len(f.entries) == 1)
        states.update(state for state in bodies if state)
        return states

    def _passage(self, unit: Unit) -> Iterator[tuple[Span, list[Said]]]:
        first = None  # where the label of the next sentence starts
        for number, (text, (start, end)) in enumerate(zip(unit.sentences, unit.spans, strict=True)):
            if len(text) > LONGEST:
                continue
            if self._is_label(unit, number):
                first = start
                continue
            start, first = start if first is None else first, None
            text = self._labelled(unit, layout.cut(text))
            lead = unit.lead if unit.kind == "list-item" or len(text) < 200 else ""
            if unit.sentence == 1 and text.endswith("?"):
                self.memory.account.head(text, steps.rights_in(self._interpreter.clause(text)))
            if rest := self.memory.account.begin_sentence(text, unit.sentence == 1):
                said = self._discourse.sentence(rest, lead)
                yield (start, end), [] if hearsay.is_myth(text) else said
                self.memory.account.end_item()

    def _is_label(self, unit: Unit, number: int) -> bool:
        """Whether a sentence is but the label of what follows: `The Patent Law. Born in …`."""
        text, is_item = unit.sentences[number], unit.kind in _ITEMS
        first = number == 0 and (is_item or unit.sentence == 1)
        if first and not is_item:
            self.memory.label_treaty = None
        followed = number + 1 < len(unit.sentences) or not is_item
        if not first or not followed or text[-1] != "." or len(text) > run_ins.LONGEST:
            return False
        if run_ins.has_verb(text):
            return False
        clause = self._interpreter.clause(text)
        if of := run_ins.kind(clause):
            self._label = (text, of, (unit.section, unit.paragraph))
            joined = [m for m in clause.mentions if m.kind in _JOINED]
            self.memory.label_treaty = joined[0] if len(joined) == 1 and of in _JOINED else None
            self.memory.focus.note(clause)
        return of is not None

    def _labelled(self, unit: Unit, text: str) -> str:
        """A sentence with the label that stands before it, if any."""
        label, self._label = self._label, None
        self.memory.label = ""
        if label is None and (parts := run_ins.parted(text)):
            of = run_ins.kind(self._interpreter.clause(parts[0]))
            line = run_ins.sentence(parts[0], of, parts[1]) if of in _COVERED else text
            self.memory.label = of if of == Kind.LAW else ""
            return text if line == parts[1] else line
        if label is None or label[2] != (unit.section, unit.paragraph):
            return text
        self.memory.label = label[1]
        return run_ins.sentence(*label[:2], text)

    def _head(self, words: str, title: bool) -> list[Said]:
        """Take note of a heading; one such as `Step 2: filing` says something itself."""
        if len(words) > LONGEST:
            return []
        words = layout.cut(words)
        if not title and (said := self._sheets.line(words)):
            return said
        memory, clause = self.memory, self._interpreter.clause(words)
        memory.heading(clause, title=title, words=words)
        self._discourse.dialogue.question = words if is_question(words) else ""
        if is_question(words):
            memory.asked = (memory.focus.right,) if memory.focus.right else ()
            memory.focus.ask(clause)
        rest = memory.account.head(words, steps.rights_in(clause), title)
        offices = self._sheets.office(words)
        return [*offices, *(self._sheets.named_steps(rest) if rest else [])]


_ITEMS = ("list-item", "numbered-heading")
_JOINED = (Kind.TREATY, Kind.ORGANIZATION)
_PLACES = (Kind.STATE, Kind.CAPITAL)
_SHORT = 40
_COVERED = (Kind.LAW, Kind.RIGHT)
_SECTIONED = (Kind.STATE, Kind.ADJECTIVE, Kind.CAPITAL, Kind.RIGHT)
"""What a short line with a number names if the text below it is about that."""


def _claim(doc: str, unit: Unit, span: Span, said: Said) -> Claim:
    return Claim(
        doc, said.subject, said.subject_label, said.subject_type, said.predicate,
        said.object, said.object_label, said.value, said.jurisdiction, said.modality,
        said.polarity, unit.section, unit.paragraph, unit.sentence, *span,
        said.rule, said.confidence,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Bare:
    """An article of nothing but its text."""

    document: Document
    passages: tuple[()] = ()
    published: str = ""
    title: str = ""

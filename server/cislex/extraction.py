"""Articles → claims, by the rules of `data/rules/`.

Each sentence becomes a clause of mentions, names and pronouns are resolved, the
rules match in the order of the text, and the frame of a rule says what its
groups mean. What is only supposed gives no claim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from cislex import (
    agreements,
    bodies,
    comparisons,
    frames,
    laws,
    layout,
    lexicon,
    mentions,
    outsiders,
    pairs,
    particulars,
    places,
    profiles,
    questions,
    reduction,
    replies,
    rules,
    statutes,
    steps,
    titles,
)
from cislex.anaphors import resolve
from cislex.claims import Article, Claim
from cislex.context import Memory, main_state
from cislex.documents import Document, from_text
from cislex.layout import Unit
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.relative_dates import same_dates
from cislex.screening import Screened
from cislex.sentence import OFFICES, PARTICIPATIONS, PROCEDURAL, Said
from cislex.topic import Told


@dataclass(frozen=True, slots=True)
class RuleExtractor:
    """The extractor that comes with cislex."""

    name: str = "rules"

    def extract(self, article: Article) -> Iterator[Claim]:
        """The claims of an article, in the order of its text."""
        reader = Reader(article)
        for unit in layout.units(article.document, article.passages):
            for said in reader.read(unit):
                yield _claim(article.document.slug, unit, said)


def extract(article: Article) -> Iterator[Claim]:
    """The claims of an article by the rules that come with cislex."""
    return RuleExtractor().extract(article)


class Reader:
    """Reads the units of one article one after another, keeping in mind what went before."""

    def __init__(self, article: Article) -> None:
        self._lexicon = lexicon.load()
        self._rules = _selection()
        self.memory = Memory(self._lexicon, _laws())
        self._question = ""
        self._lead: tuple[str, Clause] | None = None
        sample = article.document.text[:20_000]
        found = self._lexicon.find(sample)
        states = Counter(f.entries[0].id for f in found if f.kind in (Kind.STATE, Kind.CAPITAL))
        bodies = (f.entries[0].state for f in found if f.kind == Kind.BODY and len(f.entries) == 1)
        states.update(state for state in bodies if state)
        self._guess = main_state(states)
        self._text = article.document.text
        self.memory.prominent = tuple(
            Mention(Kind.STATE, entry.label, (entry,))
            for state, often in states.most_common()
            if often * 4 >= states.most_common(1)[0][1] and often > 1
            and (entry := self._lexicon.entries.get(state))
        )  # fmt: skip
        if article.title:
            self._head(article.title, title=True)
        self.memory.document_state = self.memory.document_state or self._guess

    def read(self, unit: Unit) -> list[Said]:
        """What one unit says, each relation once."""
        if unit.kind == "numbered-heading":
            clause = self._clause(unit.sentences[0])
            if any(m.kind in _SECTIONED for m in clause.mentions):
                self.memory.heading(clause, title=False, words=unit.sentences[0])
                self.memory.account.head(unit.sentences[0], steps.rights_in(clause))
                return []
        if unit.kind in ("title", "heading"):
            headed = [one for w in unit.sentences for one in self._head(w, unit.kind == "title")]
            self.memory.document_state = self.memory.document_state or self._guess
            return headed
        before = self._text[max(0, unit.start - 8) : unit.start]
        place, is_item = (unit.section, unit.paragraph), unit.kind in _ITEMS
        self.memory.account.begin(place, unit.lead, is_item, before)
        said = self._row(unit) if unit.cells else self._passage(unit)
        return _once(said)

    def _fact(self, words: str) -> list[Said]:
        """A line of a fact sheet that stands alone like a heading: `WTO: member since 2015`."""
        clause = self._clause(words)
        kinds = {mention.kind for mention in clause.mentions}
        if not kinds & {Kind.TREATY, Kind.ORGANIZATION} or (
            kinds & {Kind.STATE, Kind.FOREIGN} and ", which " not in words
        ):
            return []
        return [one for one in self._sentence(words, "") if one.predicate in PARTICIPATIONS]

    def _passage(self, unit: Unit) -> list[Said]:
        said: list[Said] = []
        for text in unit.sentences:
            if len(text) > 3000:
                continue
            lead = unit.lead if unit.kind == "list-item" or len(text) < 200 else ""
            if unit.sentence == 1 and text.endswith("?"):
                self.memory.account.head(text, steps.rights_in(self._clause(text)))
            if rest := self.memory.account.begin_sentence(text, unit.sentence == 1):
                said += self._sentence(rest, lead)
                self.memory.account.end_item()
        return said

    def _head(self, words: str, title: bool) -> list[Said]:
        """Take note of a heading; one such as `Step 2: filing` says something itself."""
        if not title and _FACT.search(words) and (said := self._fact(words)):
            return _once(said)
        if not title and _LINE.match(words) and (said := self._line(words)):
            return said
        clause = self._clause(words)
        self.memory.heading(clause, title=title, words=words)
        self._question = words if words.rstrip("\"'”’ ").endswith("?") else ""
        if self._question:
            self.memory.asked = (self.memory.focus.right,) if self.memory.focus.right else ()
            self.memory.focus.ask(clause)
        rest = self.memory.account.head(words, steps.rights_in(clause), title)
        offices = self._told(words, ("isInJurisdiction",)) if _OFFICE_LINE.match(words) else []
        return [*offices, *(self._steps(rest) if rest else [])]

    def _line(self, words: str) -> list[Said]:
        """A line of a fact sheet about a procedure: `Civil remedies: injunction, damages`."""
        self.memory.account.hear(words, steps.rights_in(self._clause(words)))
        return self._told(words, PROCEDURAL)

    def _steps(self, text: str) -> list[Said]:
        """The steps of a procedure that a few words name."""
        clause = self._clause(text)
        said = frames.read(clause, self.memory, self._rules)
        return [one for one in said if one.predicate in PROCEDURAL]

    def _step_row(self, text: str, header: list[Clause], cells: Sequence[str]) -> list[Said]:
        """The step of a row, for each state that heads a column unless its cell says no."""
        states = [
            mention.entries[0].id
            for clause, cell in zip(header[1:], cells[1:], strict=False)
            for mention in clause.mentions
            if mention.kind == Kind.STATE and mention.entries and not _NONE.match(cell)
        ]
        own, said = self.memory.section_state, list[Said]()
        for state in states or [own]:
            self.memory.section_state = state
            said += self._steps(text)
        self.memory.section_state = own
        return said

    def _sentence(self, text: str, lead: str) -> list[Said]:
        text = _short_names(_MARK.sub("", text))
        text = self._about_body(text)
        clause = self._clause(text)
        if lines := comparisons.lines(clause, self.memory.headed):
            return [one for line in lines for one in self._sentence(line, lead)]
        self.memory.account.hear(text, steps.rights_in(clause))
        question, self._question = self._question, ""
        if text.rstrip("\"'”’ ").endswith("?"):
            self._question = text
            self.memory.asked = tuple(
                {m.entries[0].id: 1 for m in clause.mentions if m.kind == Kind.RIGHT and m.entries}
            )[:1]
            resolve(clause, self.memory)
            self.memory.note(clause)
            self._note_told(clause, [])
            self.memory.focus.ask(clause)
            return frames.named(clause, self.memory)
        answers = lead or (question and questions.ANSWER.match(text)) or self.memory.account.is_open
        if not clause.mentions and not _BACKWARD.search(text) and not answers:
            return []
        reply = replies.statement(question, self._rights(question), clause)
        resolve(clause, self.memory)
        said = frames.read(clause, self.memory, self._rules)
        if not any(s.predicate in PARTICIPATIONS for s in said):
            said += profiles.key_value(clause, self.memory, f"{self.memory.section_title} {lead}")
        if not any(s.predicate in PARTICIPATIONS for s in said):
            said += profiles.listed(clause, self.memory, self.memory.section_title)
        if lead and all(s.predicate == "isInJurisdiction" for s in said):
            said += self._with_lead(lead, text)
        if reply:
            said += self._told(reply, OFFICES)
        if not any(s.predicate in PARTICIPATIONS for s in said):
            said += self._answer(question, text)
        self.memory.asked = ()
        self.memory.note(clause)
        self._note_told(clause, said)
        self.memory.spoken = next(
            (s.subject for s in said if s.predicate in PARTICIPATIONS), self.memory.spoken
        )
        return said

    def _note_told(self, clause: Clause, said: Sequence[Said]) -> None:
        """Keep in mind what a sentence said of states that take part in something."""
        told = [
            Told(s.subject, s.object, s.polarity, s.modality)
            for s in said
            if s.predicate in PARTICIPATIONS
        ]
        self.memory.topic.note(clause, told, self.memory.last_objects)

    def _about_body(self, text: str) -> str:
        """A line of a profile of a body as a sentence: `Keeps the register` → `It keeps …`."""
        if self.memory.latest((Kind.BODY,)) is None or len(text) > 300:
            return text
        for label, words in rules.labels() if ": " in text else ():
            if match := label.match(text):
                return f"{words} {text[match.end() :]}"
        if match := _TASKS.match(text):
            return f"It is responsible for {text[match.end() :]}"
        if match := _WITHOUT_SUBJECT.match(text):
            be = "" if match["does"] else "is "
            return f"It {be}{text[:1].lower()}{text[1:]}"
        return text

    def _with_lead(self, lead: str, text: str) -> list[Said]:
        """What a list item says with the sentence that leads to the list."""
        item = self._clause(text)
        stem = lead.rstrip(": ")
        if not item.mentions and not _OF_BODY.search(stem):
            return []
        clause = self._clause(
            f"{stem} {text[:1].lower() + text[1:] if text[1:2].islower() else text}"
        )
        resolve(clause, self.memory)
        return [
            replace(one, rule=one.rule)
            for one in frames.read(clause, self.memory, self._rules)
            if one.predicate != "isInJurisdiction"
        ]

    def _rights(self, question: str) -> str:
        """The rights that a question asks about, as a list in words."""
        found = self._clause(question).mentions if question else []
        return " and ".join(m.text for m in found if m.kind == Kind.RIGHT)

    def _told(self, text: str, predicates: Container[str]) -> list[Said]:
        """What a sentence made of several says by some predicates."""
        clause = self._clause(text)
        resolve(clause, self.memory)
        said = frames.read(clause, self.memory, self._rules)
        return [one for one in said if one.predicate in predicates]

    def _answer(self, question: str, text: str) -> list[Said]:
        """What "Yes, since 2000", "Not yet" or "In 2019" says after a question."""
        answer = questions.ANSWER.match(text) if question else None
        if answer is None and questions.asks_for_list(question):
            states = [m for m in self._clause(question).mentions if m.kind == Kind.STATE]
            owner = next(iter(states), self.memory.own_state())
            if owner and owner.entries and questions.NAMED_FIRST.match(self._clause(text).masked):
                answer = questions.PLAIN.match(text)
                question = f"Is {owner.entries[0].label} a party to?"
        if answer is None:
            return []
        word = answer["word"].lower().rstrip(" .,;:!")
        if word in ("yes", "indeed", "certainly", "of course") and not answer["rest"]:
            self._question = question  # the next sentence says what is so
            return []
        for statement in self._statements(question):
            rest = questions.GOING_ON.sub("", answer["rest"]) if word else text
            said = self._told(f"{statement} {rest}", PARTICIPATIONS)
            if word.startswith(("no", "never")) or word.endswith(("not", "n't")):
                said = [replace(one, polarity="negated", value="") for one in said]
            if said:
                return said
        return []

    def _statements(self, question: str) -> Iterator[str]:
        """A question as a statement: word for word, else by what it asks about."""
        if statement := questions.statement(question):
            yield statement
        if questions.ASKED.search(question):
            clause = self._clause(question)
            resolve(clause, self.memory)
            own = self.memory.own_state()
            states = [m for m in clause.mentions if m.kind == Kind.STATE and m.entries]
            state = next(iter(states), own)
            joined = [m for m in clause.mentions if m.kind in (Kind.TREATY, Kind.ORGANIZATION)]
            if state and state.entries and joined and joined[0].entries:
                name = joined[0].entries[0].label
                role = "a party to" if joined[0].kind == Kind.TREATY else "a member of"
                yield f"{state.entries[0].label} is {role} the {name}"

    def _row(self, unit: Unit) -> list[Said]:
        """What one row of a table says: cell by cell, or as one sentence."""
        unit = replace(unit, cells=statutes.joined(unit.header, unit.cells))
        header = [self._clause(cell) for cell in unit.header]
        cells = [self._clause(cell) for cell in unit.cells]
        pairs.mark(cells[0], self._lexicon, ())
        if (told := self.memory.account.row(unit.cells, unit.header)) and (
            told_steps := self._step_row(told, header, unit.cells)
        ):
            return told_steps
        said = profiles.row(cells, header, self.memory)
        self.memory.focus.note(cells[0])
        for cell in cells:
            reduction.normalise(cell)
        if any(mention.kind == Kind.RIGHT for mention in cells[0].mentions):
            known = {one.predicate for one in said}
            said += [one for one in self._of_right(unit, cells) if one.predicate not in known]
        if not said:
            text = (
                f"{unit.cells[0]}: {' '.join(unit.cells[1:])}"
                if len(unit.cells) > 1
                else unit.cells[0]
            )
            clause = self._clause(self._about_body(text))
            resolve(clause, self.memory)
            said = frames.read(clause, self.memory, self._rules)
            for words in unit.cells[1:]:
                if re.search(r"\w+ \w+ \w+", words):
                    said += self._sentence(words, "")
            self.memory.note(clause)
        return said

    def _of_right(self, unit: Unit, cells: list[Clause]) -> list[Said]:
        """What the cells of a row on a right say of its law and term, each read as a line."""
        said: list[Said] = []
        for words, cell in zip(unit.cells[1:], cells[1:], strict=True):
            if any(mention.kind in (Kind.LAW, Kind.YEARS) for mention in cell.mentions):
                clause = self._clause(f"{unit.cells[0]}: {words}")
                resolve(clause, self.memory)
                said += frames.read(clause, self.memory, self._rules)
        return said

    def _clause(self, text: str) -> Clause:
        clause = mentions.clause(text, self._lexicon)
        places.mark(clause, self._lexicon)
        agreements.mark(clause, self._lexicon)
        self.memory.aliases.apply(clause)
        titles.mark(clause)
        outsiders.mark(clause)
        bodies.mark(clause)
        reduction.normalise(clause)
        _define(clause, self.memory)
        same_dates(clause, self.memory.date)
        reduction.join_dates(clause)
        reduction.uncleave(clause)
        places.drop_own_years(clause, self._lexicon)
        particulars.bring(clause)
        return clause


_LINE = re.compile(
    r"[^:]{0,40}\b(?:civil|criminal|administrative|customs|border|registration|procedure|process"
    r"|steps|stages)\b[^:]{0,30}: \S",
    re.IGNORECASE,
)
"""A line of a fact sheet that stands alone like a heading and may tell of a procedure."""
_ITEMS = ("list-item", "numbered-heading")
_NONE = re.compile(r"(?:no|none|not|without|[-–—✗✕x]*)(?!\w)", re.IGNORECASE)
_OFFICE_LINE = re.compile(
    r"(?:[A-Z]\w+ ){0,2}(?:[Oo]ffice|[Aa]uthority|[Rr]egistry|[Aa]gency|[Cc]ourt|[Cc]ustoms): [A-Z]"
)
"""The first line of a fact sheet, taken for a heading: `National office: …`."""

_OF_BODY = re.compile(
    r"\b(?:[Aa]gency|[Oo]ffice|[Mm]inistry|[Cc]ommittee|[Cc]ent(?:er|re)|[Ii]nstitute|[Ss]ervice"
    r"|[Ii]ts?|[Tt]hey|[Bb]ody|[Aa]uthority|functions|tasks|[A-Z]\w+patent\w*|AGEPI|NC[IP]+"
    r"|UANIPIO|FIPS)\b"
)
"""A lead that speaks of a body, whose tasks the items are."""

_FACT = re.compile(
    r": |\((?:since |from )?[\w ]*(?:19|20)\d\d\)|^(?:Signed|Joined|Acceded|Ratified|Party to"
    r"|Member of"
    r"|Not (?:yet )?(?:a )?(?:party|member)|Left|Withdrew|Bound by)\b|, which [A-Z]\w+ \w+ed\b"
)
"""What a fact has and a heading has not: a key and a value, or a date in brackets."""

_SECTIONED = (Kind.STATE, Kind.ADJECTIVE, Kind.CAPITAL, Kind.RIGHT)
"""What a short line with a number names if the text below it is about that."""


def _once(said: Iterable[Said]) -> list[Said]:
    """Each relation once, with its date where one is told."""
    unique: dict[tuple[str, ...], Said] = {}
    for one in said:
        key = (one.subject, one.predicate, one.object, one.polarity, one.jurisdiction)
        known = unique.get(key)
        if known is None or (one.value and not known.value):
            unique[key] = one
    return list(unique.values())


_MARK = re.compile(r"^(?:A|Answer)[.:] (?=[A-Z])")
"""How an answer is marked."""

_PLACES = {
    "Berne": "Convention", "Bern": "Convention", "Marrakesh": "Treaty", "Marrakech": "Treaty",
    "Beijing": "Treaty", "Budapest": "Treaty", "Rome": "Convention", "Nairobi": "Treaty",
    "Nice": "Agreement", "Locarno": "Agreement", "Strasbourg": "Agreement",
}  # fmt: skip
_PLACE = re.compile(
    rf"^(?P<place>{'|'.join(_PLACES)})"
    r"(?= (?:in force|since|binds|applies|joined|ratified)\b|: |, for one\b|\? )"
)
_SOME_MARK = re.compile(
    r"\b((?:(?:[Aa]n?|[Tt]he|[Ee]ach|[Ee]very|[Aa]ny|[Yy]our|[Tt]his) )"
    r"(?:(?!trade|service|question|quality|certification|collective|control|high|water|book|land"
    r"|tax|excise)[\w-]+ )?|[Rr]egistered )mark\b(?! (?:of|that|on|up|in|for|an?|the)\b)"
)
"""`A Russian mark is good for ten years`: a mark of other kinds has its name beside it."""
_IN_LINE = re.compile(r"(?P<sign>[:;]) [-–•*] (?=[a-z])")
"""The items of a list that a document has run together in one line."""

_MINISTRY = re.compile(
    r"\b(Justice|Finance|Economy|Culture|Agriculture|Education|Health|Interior) Ministry\b"
)
_NUMBERED_TOO = re.compile(r"((?:,|,? and|,? or) )(?=Nos?\. ?\d)")
"""`Laws No. 1 and No. 2`: each number is one of a law."""
_ONE_MARK = re.compile(r"(?:^|(?<=\. ))Mark(?=: )")


def _short_names(text: str) -> str:
    """`Berne in force 12 April 1999` → `Berne Convention in force …`, where a line begins so."""
    if ": " in text or "; " in text:
        text = _IN_LINE.sub(lambda match: ", " if match["sign"] == ";" else " ", text)
    if "Laws No" in text:
        text = _NUMBERED_TOO.sub(r"\1Law ", text.replace("Laws No", "Law No"))
    text = _SOME_MARK.sub(r"\1trademark", text) if "mark" in text else text
    text = _ONE_MARK.sub("Trademark", text) if "Mark: " in text else text
    if " Ministry" in text:
        text = _MINISTRY.sub(r"Ministry of \1", text).replace("of Interior", "of Internal Affairs")
    return _PLACE.sub(lambda match: f"{match[0]} {_PLACES[match['place']]}", text)


_TASKS = re.compile(
    r"(?:Its|The (?:agency|office|service|cent(?:er|re)|institute|ministry|authority|body)'s)"
    r"(?: \w+)? (?:tasks?|functions?|duties|responsibilities|remit|mandate|role|work|job"
    r"|competences?)"
    r" (?:also )?(?:includes?|are|is|covers?|comprises?|consists? (?:of|in))(?: to)? "
)
_WITHOUT_SUBJECT = re.compile(
    r"^(?:(?P<does>Keeps|Maintains|Registers|Grants|Issues|Examines|Carries out|Conducts"
    r"|Performs|Handles|Implements|Publishes|Receives|Administers|Runs|Provides|Offers|Hears"
    r"|Reports to|Answers to|Belongs to|Operates|Works under|Acts)"
    r"|Placed|Subordinated?|Set up by|Established by|Created by|Founded|Responsible for"
    r"|Attached to|Part of|Accountable to|In charge of|Charged with|Tasked with|Under the"
    r"|Supervised by)\b"
)
"""How a line begins that leaves out the body of which it speaks."""

_BACKWARD = re.compile(
    r"\b(?:its?|they|their|both|ministry|service|institute|committee|cent(?:er|re)|board|department"
    r"|authority|institution|registry|organi[sz]ation|union|parliament|government"
    r"|statute|country|republic|state|agency|office|body|court|treaty|convention"
    r"|agreement"
    r"|protocol|law|act|code|yes|no|states|countries|republics|nations|neighbours?|none|neither"
    r"|conventions|treaties|agreements|instruments|two|three|four|five)\b",
    re.IGNORECASE,
)
"""Words that can speak of something named before; without one, or a name, nothing is said."""

_ALIAS = Screened(
    rf"(?P<of>[{Kind.BODY}{Kind.LAW}{Kind.TREATY}{Kind.ORGANIZATION}]),? (?:\((?:the "
    rf"|hereinafter |hereafter |or |known as |also |abbreviated |\"|, )*|(?:also "
    rf"|commonly |better |usually )?(?:known|called|abbreviated"
    rf"|referred to) (?:locally |simply |as |to as |the |\")*)"
    r"(?P<name>[A-Z][\w-]+(?: (?:Law|Act|Code|Office|Agency|Center|Centre|Patent))?)\"?\)?"
)


def _define(clause: Clause, memory: Memory) -> None:
    """Take note of an abbreviation in brackets, and leave it out of the clause."""

    def take(match: re.Match[str], clause: Clause) -> Mention | None:
        named = clause.at(match.start("of"))
        if match["name"] in ("The", "Law", "No", "See", "In", "As"):
            return None
        memory.aliases.define(match["name"], named)
        return named

    clause.merge(_ALIAS, take)


@cache
def _selection() -> rules.Selection:
    return rules.Selection(rules.load())


@cache
def _laws() -> laws.Laws:
    names = lexicon.load()
    return laws.Laws(names, names.records)


def _claim(doc: str, unit: Unit, said: Said) -> Claim:
    return Claim(
        doc, said.subject, said.subject_label, said.subject_type, said.predicate,
        said.object, said.object_label, said.value, said.jurisdiction, said.modality,
        said.polarity, unit.section, unit.paragraph, unit.sentence, unit.start, unit.end,
        said.rule, said.confidence,
    )  # fmt: skip


def claims_of(text: str, state: str = "") -> Iterable[Said]:
    """What one sentence says, for the examples of the rules; `state` is that of its section."""
    reader = Reader(_Bare(from_text("example", "")))
    reader.memory.section_state = state
    return reader.read(Unit(0, 1, 1, 0, len(text), "sentence", (text,)))


@dataclass(frozen=True, slots=True)
class _Bare:
    """An article of nothing but its text."""

    document: Document
    passages: tuple[()] = ()
    published: str = ""
    title: str = ""

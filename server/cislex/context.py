"""What an article has spoken of so far, as far as a reader keeps it in mind.

What "it", "the agency" or "the Law" mean by that is told in the rooms of anaphors above.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from cislex import patterns
from cislex.accounts import Account
from cislex.aliases import Aliases
from cislex.coordinations import coordination
from cislex.focus import Focus
from cislex.groups import Groups
from cislex.laws import Laws
from cislex.lexicon import Entry, Kind, Lexicon
from cislex.mentions import Clause, Mention
from cislex.shortened import Shortened
from cislex.topic import Topic

PERSONS = (Kind.STATE, Kind.CAPITAL, Kind.FOREIGN)
"""Kinds of mention that can act as a state does."""


@dataclass(slots=True)
class Memory:
    """What a reader of an article keeps in mind; most of it is out of mind in a new section."""

    lexicon: Lexicon
    laws: Laws
    document_state: str = ""
    section_state: str = ""
    section_title: str = ""
    lead: str = ""
    label: str = ""
    label_treaty: Mention | None = None
    section_treaty: Mention | None = None
    spoken: str = ""
    aliases: Aliases = field(default_factory=Aliases)
    recent: list[Mention] = field(default_factory=list)
    groups: dict[Kind, tuple[Mention, ...]] = field(default_factory=dict)
    headed: tuple[Mention, ...] = ()
    prominent: tuple[Mention, ...] = ()
    oblique: list[Mention] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    named: dict[str, Entry] = field(default_factory=dict)
    archive: list[Mention] = field(default_factory=list)
    house: Mention | None = None
    subject: Mention | None = None
    date: str = ""
    near_date: str = ""
    published: str = ""
    introduced: set[tuple[str, str, str]] = field(default_factory=set)
    last_objects: tuple[Mention, ...] = ()
    last_rights: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    enrolled: tuple[str, str, str] = ("", "", "")
    lasting: tuple[tuple[str, str, str], ...] = ()
    focus: Focus = field(default_factory=Focus)
    together: Groups = field(init=False)
    topic: Topic = field(default_factory=Topic)
    untitled: dict[tuple[str, str], Entry] = field(default_factory=dict)
    account: Account = field(default_factory=Account)
    shortened: Shortened = field(default_factory=Shortened)

    def __post_init__(self) -> None:
        self.together = Groups(self.lexicon)

    @property
    def headed_treaty(self) -> Mention | None:
        """The treaty or organisation that the label of a paragraph names, or the heading."""
        return self.label_treaty or self.section_treaty

    @property
    def state(self) -> str:
        """The state that a sentence without one speaks of, as an id; empty if none."""
        return self.section_state or self.document_state

    def heading(self, clause: Clause, title: bool, words: str = "") -> None:
        """A new section begins: what was said before it is out of mind."""
        self.section_title = words
        self.together.hear(words)
        self.together.run = ()
        self.focus.head(clause, title)
        self.shortened.note(clause.mentions, titled=title)
        states = {
            m.entries[0].id
            for m in clause.mentions
            if m.kind in (Kind.STATE, Kind.CAPITAL, Kind.ADJECTIVE)
        }
        states |= {m.state for m in clause.mentions if m.state}
        if title and len(states) == 1:
            self.document_state = states.pop()
        elif len(states) == 1:
            self.section_state = states.pop()
        elif states or _CLOSING.search(clause.masked):
            self.section_state = ""
        if len(states) > 1:
            self.headed = self.states(sorted(states))
        treaties = [m for m in clause.mentions if m.kind in (Kind.TREATY, Kind.ORGANIZATION)]
        self.section_treaty = treaties[0] if len(treaties) == 1 else None
        self.label_treaty = None
        self.archive += [m for m in self.recent if m.kind == Kind.BODY and m.value != "anaphor"]
        del self.archive[:-20]
        self.recent.clear()
        self.named.clear()
        self.oblique.clear()
        self.groups.clear()
        bodies = [m for m in clause.mentions if m.kind == Kind.BODY]
        laws = [m for m in clause.mentions if m.kind == Kind.LAW]
        named = bodies or laws
        self.subject = named[0] if len(named) == 1 else None
        self.recent += named[:1] if self.subject else []
        self.last_objects = ()
        self.topic.clear()
        self.spoken = ""
        if not words.endswith("?"):
            self.functions = ()
        self.done, self.enrolled, self.lasting = (), ("", "", ""), ()

    def note(self, clause: Clause) -> None:
        """Keep in mind what a sentence spoke of."""
        of_body = self.subject is not None and self.subject.kind == Kind.BODY
        self.focus.note(clause)
        self.shortened.note(clause.mentions)
        first = self._note_mentions(clause)
        last = clause.masked.rfind(Kind.DATE)
        self.near_date = clause.at(last).value if last >= 0 else ""
        self._note_bodies(clause)
        self.together.note(clause)
        for kind in (Kind.STATE, Kind.TREATY, Kind.BODY):
            if kind in clause.masked and len(group := coordination(clause, kind)) > 1:
                self.groups[kind] = group
            elif kind == Kind.BODY:
                self.groups.pop(kind, None)
        if Kind.TREATY in clause.masked:
            self._note_treaties(clause)
        if first is None and (aside := _aside(clause, of_body)):
            of_states = self.subject is not None and self.subject.kind not in _JOINED
            first = None if of_states and aside.kind == Kind.TREATY else aside
        if first is not None and not (self.subject and _CARRIED_ON.match(clause.masked)):
            self.subject = first
        del self.recent[:-40], self.oblique[:-40]

    def _note_treaties(self, clause: Clause) -> None:
        """Keep in mind which treaties a sentence spoke of together, if not as a list."""
        treaties = [m for m in clause.mentions if m.kind == Kind.TREATY]
        named = {m.entries[0].id: m for m in treaties if m.entries}
        pairs = [m.group for m in treaties if m.group]
        if len(pairs) == 1 and not named:
            self.groups[Kind.TREATY] = pairs[0]
        if len(named) > 1 and not coordination(clause, Kind.TREATY):
            self.groups[Kind.TREATY] = tuple(named.values())

    def _note_mentions(self, clause: Clause) -> Mention | None:
        """Keep in mind what a sentence names; the first that is not only where something is."""
        first, masked, low = None, clause.masked, clause.low
        for place, mention in zip(clause.places, clause.mentions, strict=False):
            character = masked[place]
            if character in _NOTED:
                self.recent.append(mention)
                follows = low.endswith(_BEFORE, 0, place)
                placed = _PLACED.search(low, 0, place) if follows else None
                agent = _AGENT.search(masked, 0, place) if follows else None
                if agent or (placed and character == Kind.CAPITAL):
                    self.oblique.append(mention)
                if first is None and not placed and not self._by_the_way(clause, place):
                    first = mention
            elif (
                character == Kind.ADJECTIVE and first is None and place < 5 and mention.entries
                and not _PEOPLE.match(masked, place + 1)
            ):  # fmt: skip
                first = Mention(Kind.STATE, mention.text, mention.entries[:1])
                self.recent.append(first)
            elif character == Kind.DATE:
                self.date = mention.value
            if character == Kind.LAW and mention.date:
                self.date = mention.date
        return first

    def _by_the_way(self, clause: Clause, place: int) -> bool:
        """Whether a body is but what the one that is spoken of was before."""
        of_body = self.subject is not None and self.subject.kind == Kind.BODY
        return of_body and clause.masked[place] == Kind.BODY and _was(clause, place)

    def _note_bodies(self, clause: Clause) -> None:
        """Keep in mind which body `there` means, and which bodies are said to be gone."""
        found = clause.within(0, len(clause.masked), Kind.BODY)
        if found:
            self.gone |= {
                body.text.removeprefix("the ")
                for place, body in found
                if _FORMER.search(clause.masked[:place])
            }
        elif not any(map(clause.masked.__contains__, PERSONS)):
            return
        if self.house is None or not _CARRIED_ON.match(clause.masked):
            offices = [body for _, body in found if body_type(body) == "IpOffice"]
            self.house = next(iter([*offices, *(body for _, body in found)]), None)

    def latest(self, kinds: Iterable[Kind], before: Iterable[Mention] = ()) -> Mention | None:
        """The mention of some kinds that was made last."""
        kinds = tuple(kinds)
        for mention in reversed([*self.recent, *before] if before else self.recent):
            if mention.kind in kinds:
                return mention
        return None

    def spoken_law(self, goes_on: bool) -> Mention | None:
        """The law that "it" means; `goes_on` tells that a sentence can speak of nothing else."""
        last = self.recent[-1] if self.recent else None
        if self.subject and self.subject.kind == Kind.LAW:
            return self.subject
        alone = goes_on or self.subject is None
        return last if last and last.kind == Kind.LAW and alone else None

    def seen(self, kind: Kind, clause: Clause, place: int) -> list[Mention]:
        """The mentions of a kind up to a place of a clause, that made last at the end."""
        before = [mention for _, mention in clause.within(0, place, kind)]
        return [mention for mention in [*self.recent, *before] if mention.kind == kind]

    def grouped(self, kind: Kind, clause: Clause, place: int) -> tuple[Mention, ...]:
        """What was named together last: up to a place of a clause, else before it."""
        inside = coordination(Clause(clause.masked[:place], clause.mentions), kind)
        return inside or self.groups.get(kind, ())

    def antecedent_state(self, clause: Clause, place: int) -> Mention | None:
        """The state that a pronoun at a place of a clause stands for."""
        word = (
            clause.at(place).text.lower()
            if place < len(clause.masked) and clause.masked[place] == Kind.PRONOUN
            else ""
        )
        if word in ("they", "them", "both", "neither"):
            before = Clause(clause.masked[:place], clause.mentions)
            if named := [m for _, m in before.within(0, place, Kind.STATE) if m.group]:
                return named[-1]
            group = coordination(before, Kind.STATE)
            if len(group) < 2 and self.subject and self.subject.kind == Kind.STATE:
                group = self.subject.group
            group = group if len(group) > 1 else self.groups.get(Kind.STATE, ())
            pair = word in ("both", "neither") and len(self.together.last) == _PAIR
            group = group or (self.together.last if pair else ())
            if group:
                return Mention(Kind.STATE, word, group=group)
            return self.own_state() if word in ("they", "them") else None
        for position in range(place - 1, -1, -1):
            if clause.masked[position] in PERSONS and not _PLACED.search(clause.low, 0, position):
                return clause.at(position)
        fronted = _IN_CAPITAL.match(clause.masked)
        if fronted and fronted.end() <= place:
            return clause.at(fronted.end() - 1)
        noun = clause.masked[place : place + 16].lower()
        kinds = (Kind.STATE, Kind.CAPITAL) if re.match(r"\w+ republic\b", noun) else PERSONS
        if self.subject and self.subject.kind in kinds and self.subject.text not in _NO_COUNTRY:
            return self.subject
        last = self.spoken_state() or next(
            (m for m in self.recent[::-1] if m.kind in PERSONS and m not in self.oblique), None
        )
        if last and (last.kind != Kind.FOREIGN or not self.state):
            return last
        return self.own_state() or last

    def spoken_state(self) -> Mention | None:
        """The state of which something was said last."""
        return next(iter(self.states([self.spoken])), None)

    def own_state(self) -> Mention | None:
        """The state of the section or document as a mention."""
        return next(iter(self.states([self.state])), None)

    def states(self, ids: Iterable[str]) -> tuple[Mention, ...]:
        """Mentions of states by their ids, without those that the lexicon does not know."""
        entries = (self.lexicon.entries.get(one) for one in ids)
        return tuple(Mention(Kind.STATE, entry.label, (entry,)) for entry in entries if entry)


def body_type(mention: Mention) -> str:
    """The class of a body."""
    return mention.entries[0].type if mention.entries else mention.type


def main_state(counts: Counter[str]) -> str:
    """The state that most of a text is about, if one is."""
    if not counts:
        return ""
    (first, often), *rest = counts.most_common(2)
    return first if often >= 3 and (not rest or often >= 3 * rest[0][1]) else ""


_WORDS = (
    *("of", "in", "from", "to", "with", "by", "than", "for", "between", "unlike", "like"),
    *("against", "within", "across", "near", "under", "via", "into", "over", "about", "through"),
    "on",
)
_BEFORE = tuple(f"{word} " for word in (*_WORDS, "which", "and", "the", "neighbouring"))
"""What stands right before a mention that a sentence names but in passing: looked for first."""
_PLACED = patterns.of(
    r"\b(?:(?:together|along) with [\u000e\u0010\u0011](?:, [\u000e\u0010\u0011]){0,24},? and"
    rf"|{'|'.join(_WORDS)}|(?<=, )which)(?: the| its| their)?(?: neighbouring)?"
    r"(?: (?:[a-z]+ )?(?:neighbours?|partners?|rivals?|counterparts?))? $"
)
_AGENT = patterns.of(r"(?<!bound )(?<!is )\bby $")
_PAIR = 2
_PEOPLE = patterns.of(f" and {Kind.ADJECTIVE} ")
"""Whom a sentence begins with that is no state: `Kyrgyz and Kazakh colleagues …`."""
_FRONTED = patterns.of(rf"(?:For|In|As for|As to) {Kind.STATE}(?=,? )")
"""`For Kazakhstan the step closes a gap`: the sentence is about that state."""
_IN_CAPITAL = patterns.of(rf"(?:In|Over in|Back in|At) [{Kind.STATE}{Kind.CAPITAL}]")
"""`In Kyiv parliament had …`: where a sentence begins there is also its government."""
_FORMER = patterns.of(
    r"\b(?:former|defunct|then|abolished|old|previous|earlier|successor (?:to|of)|predecessors?,?"
    r"|replac\w+|absorbed|succeeded|took over from|inherited from|merger of|merging"
    rf"|(?:established|created|formed|founded|set up|made)(?: {Kind.DATE})? out of)(?: the| its)?"
    r"(?: \u0014,? and(?: of| to)?(?: the)?)? $",
    re.IGNORECASE,
)
_ONCE = patterns.of(
    r"(?:^|[;,(] ?)(?:and )?(?:before that|until then|formerly|previously|earlier|originally|once"
    r"|prior to that|at first|initially|successor (?:of|to)|heir (?:of|to)|predecessors?"
    rf"|(?:until|till|before|from) {Kind.DATE})[,:]?"
    r" (?:(?:it was|this was|known as|called|named|as|an?|the) ){0,3}$",
    re.IGNORECASE,
)
_NO_VERB = patterns.of(r" ?(?:[.,;:()]|$|(?:of|at|under|within|in|from|until|till|since)\b)")
"""`before that, a Patent Department at the Cabinet`: what somebody was, and no more is said."""
_ABOVE = patterns.of(
    r"^(?:[a-z]+ly )?(?:now )?(?:(?:subordinated?|accountable|answerable|attached|reporting"
    r"|answers?|reports?|belongs?|belonging|part|successor|heir|supervised|overseen|controlled"
    r"|managed|coordinated|placed|under|within|sits|comes|falls|stands|works|operates)"
    r"(?: (?:[a-z]+ly|now|the authority|the supervision|the control|the structure)){0,3}+"
    r" ?(?:to|by|under|within|of)?)(?: the)? $",
    re.IGNORECASE,
)
"""`Directly subordinate to X`, `Successor of X`: a line about the one that is spoken of."""
_NAMED_THINGS = "".join(
    (Kind.BODY, Kind.STATE, Kind.LAW, Kind.TREATY, Kind.ORGANIZATION, Kind.RIGHT)
)
_CARRIED_ON = patterns.of(
    rf"\W{{0,8}}(?:(?:According to|Under|By|Since|From|Until|In|At|Today|Now|Then|Later)\b"
    rf"[^,;.{Kind.BODY}{Kind.STATE}]{{0,60}}, "
    rf"|{Kind.DATE}(?: (?:to|until|till|and) {Kind.DATE})?,? "
    r"|(?:For|Before|After|Between|Since|From|Until|Today|Now|Then|Later|Originally|Initially"
    rf"|Formerly|Previously|Earlier|Once|Ever since|At first)\b[^,;.{_NAMED_THINGS}]{{0,40}},? )?"
    rf"{Kind.PRONOUN}(?! (?:was|is) (?:succeeded|replaced|followed))"
    r"|(?:[A-Z][a-z]+(?: [a-z]+){0,2} )?[Ii]ts (?:[a-z]+ )?"
    r"(?:parent|superior|master|line ministry)\b"
)
"""A sentence that begins with "it" or "its parent" goes on speaking of what was spoken of."""

_NO_COUNTRY = ("Soviet Union", "USSR", "U.S.S.R.", "European Union", "EU", "ARIPO", "OAPI", "EUIPO")
_JOINED = (Kind.TREATY, Kind.ORGANIZATION)
_NOTED = "".join((*PERSONS, Kind.TREATY, Kind.ORGANIZATION, Kind.BODY, Kind.LAW))
_CLOSING = patterns.of(
    r"\b(?:conclusion|outlook|summary|advice|comparison|how to use|next steps|contact"
    r"|about|regional|region)\b",
    re.IGNORECASE,
)


def _was(clause: Clause, place: int) -> bool:
    """Whether the body at a place is but named as what another one was."""
    behind = _NO_VERB.match(clause.masked, place + 1)
    return behind is not None and _ONCE.search(clause.masked[:place]) is not None


def _aside(clause: Clause, of_body: bool) -> Mention | None:
    """What a sentence goes on about that names nothing but after a preposition.

    `of_body` tells that a body is spoken of, about which a line may go on without its name.
    """
    fronted = _FRONTED.match(clause.masked) if Kind.STATE in clause.masked[:8] else None
    if fronted:
        return clause.at(fronted.end() - 1)
    if clause.masked.count(Kind.BODY) == 1:
        place = clause.masked.index(Kind.BODY)
        passing = _ABOVE.search(clause.masked[:place]) or _was(clause, place)
        return None if of_body and passing else clause.at(place)
    if clause.masked.count(Kind.TREATY) == 1:
        things = clause.within(0, len(clause.masked), _NOTED)
        if len(things) == 1:
            return things[0][1]
    if " for " not in clause.masked:
        return None
    people = clause.within(0, len(clause.masked), Kind.STATE + Kind.CAPITAL)
    if len(people) == 1 and clause.masked[: people[0][0]].endswith(" for "):
        return people[0][1]
    return None

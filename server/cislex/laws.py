"""The laws of the graph: told apart by state, by what their titles are about, number and day.

A law is known again by what its title is about and by the state that made it;
what the graph does not have is proposed under the name that the article gives.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache

from cislex import patterns
from cislex.lexicon import Entry, Lexicon

_TOPICS = (
    ("ratification", r"ratif"),
    ("amending", r"amend(?!ed)|changes to|additions"),
    ("plant", r"plant|selection achiev|breeding achiev|breeder|varieties|livestock"),
    ("software", r"computer program|programs for|databases|software|algorithms"),
    ("layout", r"layout|topograph|topolog|integrated|layout"),
    (
        "indication",
        r"geographic|indication|appellation|place[s]? of origin|designations? of origin"
        r"|goods origin",
    ),
    ("trademark", r"trade[ -]?mark|\bmarks?\b|brand"),
    ("service", r"service mark"),
    ("utility", r"utility model"),
    ("design", r"industrial design|(?<!layout[- ])\bdesigns?\b"),
    ("patent", r"patent|invention"),
    ("related", r"related right|neighbou?ring right"),
    ("copyright", r"copyright|authors?'?s? rights?"),
    ("secret", r"secret|confidential|know-how"),
    ("customs", r"customs"),
    ("procedure", r"procedur"),
    ("civil", r"civil"),
    ("criminal", r"criminal|penal"),
    ("offences", r"offen[cs]e|infraction|contravention"),
    ("enterprise", r"entrepreneur|business"),
    ("constitution", r"constitution\b"),
    ("competition", r"competition|monopol"),
    ("prosecutor", r"prosecutor"),
    ("judicial", r"judicial system"),
    ("advertising", r"advertis"),
    ("piracy", r"piracy|enforcement"),
    ("restriction", r"restriction"),
    ("authority", r"authority"),
    ("implementing", r"(?:putting|bringing|entry) into|introduction of|implement|enactment"),
    ("court", r"\bcourt"),
    ("affairs", r"internal affairs"),
    ("archive", r"archiv"),
    ("cooperation", r"co-?operation"),
    ("management", r"collective|management"),
    ("folklore", r"folklore|traditional"),
    ("medicine", r"medicin|pharmac|drug"),
    ("attorney", r"attorney|\bagents?\b"),
    ("agriculture", r"agricultur"),
)
_TOPIC_PATTERNS = tuple((name, patterns.of(pattern)) for name, pattern in _TOPICS)
_MAIN = {"trademark", "patent", "copyright", "design", "plant", "layout", "software", "indication"}


_APART = frozenset(
    {"amending", "ratification", "authority", "court", "implementing", "cooperation", "management"}
    | {
        "attorney",
        "agriculture",
        "folklore",
        "restriction",
        "customs",
        "piracy",
        "procedure",
        "criminal",
        "offences",
    }
)
"""Topics of laws that are not about the rights that their titles name besides."""


@lru_cache(maxsize=4096)
def topics(title: str) -> frozenset[str]:
    """What the title of a law is about, as a set of plain words."""
    low = title.lower()
    found = {name for name, pattern in _TOPIC_PATTERNS if pattern.search(low)}
    if "plant" in found and _PLANT_PATENTS.search(low):
        found.discard("patent")
    return frozenset(found - {"service"} if "trademark" in found else found)


_PLANT_PATENTS = patterns.of(
    r"\bpatents? (?:for|on|of|to) (?:the )?(?:new )?(?:plant|selection|breed)"
)


_RIGHTS = {
    "trademark": "right:trademark", "indication": "right:geographical-indication",
    "patent": "right:patent", "software": "right:copyright", "utility": "right:utility-model",
    "design": "right:industrial-design", "copyright": "right:copyright",
    "related": "right:related-rights", "plant": "right:plant-variety",
    "layout": "right:layout-design", "secret": "right:trade-secret",
}  # fmt: skip


def subjects(title: str) -> list[str]:
    """The ids of the rights that a law of some title governs, if that is what it is about."""
    about = topics(title)
    found = [right for name, right in _RIGHTS.items() if name in about]
    return [] if about & _APART else list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Known:
    entry: Entry
    topics: frozenset[str]
    first: str
    year: str
    part: str


class Laws:
    """The laws of the graph, by state; `records` are their numbers and days of adoption."""

    def __init__(self, lexicon: Lexicon, records: Iterable[tuple[str, str, str]] = ()) -> None:
        self._by_state: dict[str, list[_Known]] = defaultdict(list)
        self._about: dict[tuple[str, str], frozenset[str]] = {}
        self._records: dict[str, list[tuple[str, str, Entry]]] = defaultdict(list)
        self._named: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
        self._by_number: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._resolved = lru_cache(maxsize=4096)(self._meant)
        for name, entry in lexicon.laws:
            year = re.search(r"\((\d{4})\)", name)
            plain = re.sub(r" ?\(\d{4}\)", "", name).strip()
            plain = re.sub(r"\bof (?:the )?(?:Republic of )?[A-Z]\w+$", "", plain)
            known = _Known(
                *(entry, topics(plain), first_topic(plain), year[1] if year else "", _part(name)),
            )
            self._by_state[entry.state].append(known)
            self._named[entry.state, _plain(plain)][entry.id] = entry
            about = self._topics(entry)
            self._about[entry.state, entry.id] = about | known.topics
        for law, number, adopted in records:
            if known_law := lexicon.entries.get(law):
                record = (_number(number), adopted, known_law)
                self._records[known_law.state].append(record)
                if number:
                    self._by_number[_number(number), adopted].append(known_law)

    def resolve(
        self, title: str, state: str, number: str, date: str, rights: Iterable[str] = ()
    ) -> Entry | None:
        """The law of a state that a title, number and date mean, or None for a new one.

        `rights` are the names of the rights that an untitled law is said to govern.
        """
        return self._resolved(title, state, number, date, tuple(rights))

    def _meant(
        self, title: str, state: str, number: str, date: str, rights: tuple[str, ...]
    ) -> Entry | None:
        if found := self._titled(title, state, date):
            return self._repealed(title, state, number, date) or found
        about = set(rights) if not topics(title) else set()
        words = f"law on {' and '.join(sorted(about))}"
        told = frozenset[str]() if "ratification" in topics(title) else topics(title)
        if recorded := self._recorded(state, number, date, told):
            other = about and number and not topics(words) & self._topics(recorded)
            if not other or self._recorded(state, number, "", frozenset()) is recorded:
                return recorded
        if about and number and (found := self._recorded(state, number, "", topics(words))):
            return found  # what is wrong is its day
        return self._titled(words, state, date) if about else None

    def _repealed(self, title: str, state: str, number: str, date: str) -> Entry | None:
        """The law of the same title that was adopted on a day before the one now in force."""
        about = topics(title) & _MAIN
        if len(date) != 10 or number or not about:
            return None
        found = {
            entry.id: entry
            for _, adopted, entry in self._records.get(state, ())
            if adopted == date and about == self._topics(entry) & _MAIN
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def former(self, entry: Entry, ended: Container[str], date: str) -> Entry | None:
        """The repealed law on what a law in force is about; `date` chooses among several."""
        about = self._topics(entry)
        about = about & _MAIN or (about if entry.type == "Code" else frozenset())
        old = {
            k.entry.id: k
            for k in self._by_state[entry.state]
            if k.entry.id in ended and k.topics & about and k.first in about
        }
        days = {law.id: adopted for _, adopted, law in self._records.get(entry.state, ())}
        own = [k for name, k in old.items() if date and days.get(name, k.year)[:4] == date[:4]]
        chosen = own or list(old.values())
        return chosen[0].entry if len(chosen) == 1 else None

    def whose(self, title: str, number: str, date: str) -> str:
        """The one state of whose laws a number or a title with a day is, else the empty string."""
        about, plain = topics(title) & _MAIN, _number(number) if number else ""
        if len(date) < _YEAR or not (about if len(date) == _DAY else len(number) > _SHORT):
            return ""
        found = {
            state
            for state, records in self._records.items()
            for known, adopted, entry in records
            if adopted.startswith(date)
            and (plain == known if plain else about and about <= self._topics(entry))
        }
        return found.pop() if len(found) == 1 else ""

    def days(self, law: str, state: str) -> set[str]:
        """The days on which the sources say that a known law of a state was adopted."""
        return {day for _, day, one in self._records.get(state, ()) if one.id == law and day}

    def earlier(self, entry: Entry, ended: Container[str], number: str) -> Entry | None:
        """The repealed law on what a law in force is about that bears a number."""
        about = self._topics(entry)
        found = {
            law.id: law
            for known, _, law in self._records.get(entry.state, ())
            if known and same(known, number) and law.id in ended and about & self._topics(law)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def numbered(self, number: str, date: str) -> Entry | None:
        """The one law, of whatever state, that has both a number and a full day of adoption."""
        found = {law.id: law for law in self._by_number.get((_number(number), date), ())}
        return next(iter(found.values())) if len(found) == 1 else None

    def of_day(self, state: str, date: str, rights: Iterable[str]) -> Entry | None:
        """The law on some rights, given by their names, that a state adopted on a day."""
        about = topics(" and ".join(rights)) & _MAIN
        found = {
            entry.id: entry
            for _, adopted, entry in self._records.get(state, ())
            if adopted.startswith(date) and about & self._topics(entry)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _recorded(self, state: str, number: str, date: str, about: frozenset[str]) -> Entry | None:
        """The law that the number or, failing that, the full date of a mention means."""
        records = self._records.get(state, [])
        if about:
            also = not about & _MAIN
            records = [
                r for r in records
                if about & (own := self._topics(r[2])) or (also and not own)
            ]  # fmt: skip
        plain = _number(number) if number else ""
        numbered = [r for r in records if number and r[0] and r[0] == plain]
        dated = [r for r in numbered if r[1][: len(date)] == date] if date else numbered
        if dated or (numbered and len(number) > 2):
            return (dated or numbered)[0][2]
        on_day = {one[2].id: one[2] for one in records if len(date) == 10 and one[1] == date}
        return next(iter(on_day.values())) if len(on_day) == 1 else None

    def _topics(self, entry: Entry) -> frozenset[str]:
        return self._about.get((entry.state, entry.id), frozenset())

    def _titled(self, title: str, state: str, date: str) -> Entry | None:
        about = topics(title)
        named = self._named.get((state, _plain(title)), {})
        if len(named) == 1 and not about & _MAIN:
            return next(iter(named.values()))
        if not about or "ratification" in about:
            return None
        code = "code" in title.lower() and "implementing" not in about
        fitting = [k for k in self._by_state.get(state, []) if (k.entry.type == "Code") == code]
        part = _part(title)
        if found := next((k.entry for k in fitting if part and k.part == part), None):
            return found
        if part == "special":
            return None
        fitting = [k for k in fitting if k.part in ("", "I")]
        exact = [k for k in fitting if k.topics == about]
        if not exact and about & _MAIN and not about & _APART:
            first = first_topic(title)
            exact = [
                k for k in fitting
                if k.first == first and first in _MAIN and not k.topics & _APART
                and (k.topics <= about or about <= k.topics)
            ]  # fmt: skip
        own_year = [k for k in exact if k.year and k.year == date[:4]]
        undated = [k for k in exact if not k.year]
        if own_year or undated:
            return (own_year or undated)[0].entry
        return exact[0].entry if len({k.entry.id for k in exact}) == 1 and not date else None


_YEAR, _DAY = len("2000"), len("2000-01-31")
_SHORT = 4
"""Numbers with so few characters are those of many laws."""


def _plain(title: str) -> str:
    """A title in small letters without articles."""
    return " ".join(word for word in title.lower().split() if word != "the")


def _part(title: str) -> str:
    """Which part of a code a title names, the empty string for all of it or for Part Four."""
    if "special part" in title.lower():
        return "special"
    named = _PART.search(title)
    return _PARTS.get((named["part"] or named["second"]).lower(), "") if named else ""


_PART = patterns.of(r"\bPart (?P<part>\w+)|\b(?P<second>second) part\b", re.IGNORECASE)
_PARTS = {"i": "I", "one": "I", "1": "I", "ii": "II", "two": "II", "2": "II", "second": "II"}


@lru_cache(maxsize=4096)
def first_topic(title: str) -> str:
    """The topic that a title names first, the empty string for none."""
    low = title.lower()
    places = [(found.start(), name) for name, p in _TOPIC_PATTERNS if (found := p.search(low))]
    order = [name for name, _ in _TOPICS]
    return min(places, key=lambda pair: (pair[0], order.index(pair[1])))[1] if places else ""


_CYRILLIC = str.maketrans("ЗзІХВРАЕКМНОСТ", "ZzIXBPAEKMHOCT")


def same(one: str, other: str) -> bool:
    """Whether two spellings of a law's number are the same: `262-З` and `262-Z`."""
    return _number(one) == _number(other)


@lru_cache(maxsize=4096)
def _number(text: str) -> str:
    # ВР is VR by its sound and BP by its shape.
    plain = re.sub(r"\W", "", text.translate(_CYRILLIC).upper())
    return plain.replace("V", "B").replace("R", "P")

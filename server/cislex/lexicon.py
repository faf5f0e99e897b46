"""Names → what they name: the labels of the graph and the name variants of `data/lexicon/`.

Longest match, then earliest, over an Aho-Corasick automaton: it starts in
milliseconds and reads a megabyte in some hundredths of a second, which a
tokenising matcher does not. Names are compared without case, but a name
written in capitals (`PCT`, `CIS`) is found only so.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from cislex import patterns, resources, terms
from cislex.errors import InputError, Problem


class Kind(StrEnum):
    """What a mention names; the value is the one character that stands for it in a clause.

    No text holds these control characters. In a clause they take one byte as plain letters do, and
    a set of them in a pattern is a small one: other private characters are slower by a twelfth.
    """

    STATE = "\u000e"
    ADJECTIVE = "\u000f"
    CAPITAL = "\u0010"
    FOREIGN = "\u0011"
    TREATY = "\u0012"
    ORGANIZATION = "\u0013"
    BODY = "\u0014"
    LAW = "\u0015"
    RIGHT = "\u0016"
    MEASURE = "\u0017"
    DATE = "\u0018"
    YEARS = "\u0019"
    NUMBER = "\u001a"
    PRONOUN = "\u001b"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be named: CURIE, English label, local name of its class, its state."""

    id: str
    label: str
    type: str
    kind: Kind
    state: str = ""


class Found(NamedTuple):
    """A name found at `start`–`end` of a text, with everything that it can name."""

    start: int
    end: int
    kind: Kind
    entries: tuple[Entry, ...]


_KINDS = {
    "State": Kind.STATE,
    "InternationalTreaty": Kind.TREATY,
    "IntergovernmentalOrganization": Kind.ORGANIZATION,
    "IpRightType": Kind.RIGHT,
    "MeasureType": Kind.MEASURE,
    **dict.fromkeys(("PublicBody", "IpOffice", "Court", "EnforcementBody"), Kind.BODY),
    **dict.fromkeys(
        ("NationalLaw", "Code", "RatificationLaw", "AmendingLaw", "LegalInstrument"), Kind.LAW
    ),
}
_FILES = (
    *("states", "treaties", "organizations", "bodies", "laws"),
    *("right", "measure"),
)
_SECTIONS = {
    "states": Kind.STATE,
    "adjectives": Kind.ADJECTIVE,
    "capitals": Kind.CAPITAL,
    "treaties": Kind.TREATY,
    "organizations": Kind.ORGANIZATION,
    "bodies": Kind.BODY,
    "rights": Kind.RIGHT,
    "measures": Kind.MEASURE,
}
_BY_STATE = (Kind.BODY, Kind.LAW)
_CAPITALS = patterns.of(r"\b[A-Z]")
_FOLD = tuple(zip("’‘ʼ‐‑‒–\u00a0", "'''----\u0020", strict=True))


class Lexicon:
    """All names, and a search for them in a text."""

    def __init__(
        self,
        entries: Mapping[str, Entry],
        names: Iterable[tuple[str, Kind, Entry | None]],
        heads: Mapping[str, Mapping[str, str]],
        records: Iterable[tuple[str, str, str]] = (),
        places: Mapping[str, str] | None = None,
        ended: Iterable[str] = (),
        concluded: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self.entries = dict(entries)
        self.places = dict(places or {})
        self.ended = frozenset(ended)
        self.concluded = dict(concluded or {})
        self.records = tuple(records)
        self.heads = {head: dict(words) for head, words in heads.items()}
        self._names: dict[str, dict[str, tuple[Kind, list[Entry]]]] = defaultdict(dict)
        names = list(names)
        self.laws = [(name, entry) for name, kind, entry in names if kind is Kind.LAW and entry]
        names = [triple for triple in names if triple[1] not in (Kind.LAW, Kind.MEASURE)]
        for name, kind, entry in names:
            _, found = self._names[fold(name)].setdefault(kind, (kind, []))
            if entry and entry not in found:
                found.append(entry)
        self._exact = defaultdict[str, set[str]](set)
        for name, _, _ in names:
            self._exact[fold(name)].add(_usual(name))
        self._list = list(self._names)
        self._meanings = [
            (kind, tuple(found))
            for kinds in self._names.values()
            for kind, found in [next(iter(kinds.values()))]
        ]
        self._automaton = AhoCorasick(self._list)
        self._capitals = lru_cache(maxsize=None)(self._least_capitals)

    def find(self, text: str) -> list[Found]:
        """All names in a text that do not overlap: the longest first, then the earliest."""
        folded = small(_usual(text))
        spans = [
            (start - end, start, end, number)
            for number, start, end in self._automaton.find_matches_as_indexes(
                folded, overlapping=True
            )
            if _bounded(folded, start, end) and self._written_so(text, start, end, number)
        ]
        if not spans:
            return []
        meanings = self._meanings
        if len(spans) == 1:
            _, start, end, number = spans[0]
            return [Found(start, end, *meanings[number])]
        spans.sort()
        taken = bytearray(len(folded))
        found = []
        for shorter, start, end, number in spans:
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\1" * -shorter
                found.append((start, end, number))
        found.sort()
        return [Found(start, end, *meanings[number]) for start, end, number in found]

    def _written_so(self, text: str, start: int, end: int, number: int) -> bool:
        """Whether an abbreviation is written in capitals here, and a proper name with one."""
        capitals = self._capitals(number)
        if capitals == 0:
            return True
        written = _usual(text[start:end])
        if capitals is None:
            forms = self._exact[self._list[number]]
            return written in forms or (len(written) > 4 and written.isupper())
        if capitals > 0:
            return len(_CAPITALS.findall(written)) >= capitals
        return written[0].isupper() or " " in written

    def _least_capitals(self, number: int) -> int | None:
        """How many words of a name need a capital; None for an abbreviation, -1 for some."""
        name = self._list[number]
        forms = self._exact[name]
        if any(form == form.lower() for form in forms):
            return 0
        if all(" " not in form and sum(map(str.isupper, form)) > 1 for form in forms):
            return None
        if any(kind is Kind.BODY for kind in self._names[name]):
            return min(len(_CAPITALS.findall(form)) for form in forms)
        return -1


def fold(name: str) -> str:
    """A name as it is compared: small letters, plain apostrophes and hyphens."""
    return _usual(name).lower()


def _usual(text: str) -> str:
    """A text with plain apostrophes, hyphens and spaces; some of each are quicker than a table."""
    if not text.isascii():
        for odd, usual in _FOLD:
            text = text.replace(odd, usual)
    return text


def small(text: str) -> str:
    """A text in small letters, but for those whose small form is longer, such as İ."""
    low = text.lower()
    if len(low) != len(text):
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low


def _bounded(text: str, start: int, end: int) -> bool:
    # "non-CIS" and "CIS-wide" speak of the CIS, "Kazakhstan-based" of no act of the state.
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or before == "_" or after.isalnum() or after == "_":
        return False
    return after != "-" or not text[end + 1 : end + 2].isdigit()


@lru_cache(maxsize=4)
def load(ontology: Traversable | None = None, data: Traversable | None = None) -> Lexicon:
    """The lexicon of the graph that comes with cislex, or of other folders.

    Raises:
        InputError: a name stands for two things, or for nothing that is described.
    """
    ontology = ontology or resources.folder("ontology")
    data = data or resources.folder("data")
    entries: dict[str, Entry] = {}
    names: list[tuple[str, Kind, Entry | None]] = []
    for folder in (data / "entities", ontology / "schemes"):
        for name in _FILES:
            file = folder / f"{name}.ttl"
            if file.is_file():
                for entry, written in _described(file.read_bytes()):
                    entries[entry.id] = entry
                    names += [(form, entry.kind, entry) for form in written]
    variants = tomllib.loads((data / "lexicon" / "names.toml").read_text("utf-8"))
    problems: list[Problem] = []
    names += _variants(variants, entries, problems)
    problems += _ambiguous(names)
    if problems:
        raise InputError(problems)
    return Lexicon(
        *(entries, [*names, *_without_state(names)], variants.get("heads", {}), _records(data)),
        places=variants.get("places", {}),
        ended=[*_ended(data), *chain.from_iterable(variants.get("past", {}).values())],
        concluded=_concluded(data),
    )


def _ended(data: Traversable) -> Iterator[str]:
    """What is no more: bodies with a last day or a successor, and laws that were repealed."""
    text = (data / "reference" / "bodies.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    sites = {row["body"]: row["jurisdiction"] for row in rows if row["site"]}
    for row in rows:
        early = row["kind"] == "IpOffice" and "" < row["from"] < "2000"
        if early and row["body"] not in sites and row["jurisdiction"] in sites.values():
            yield f"id:{row['body']}"  # an office of the first years, where another one is now
        yield from (f"id:{name}" for name in (row["predecessor"], row["until"] and row["body"]))
    text = (data / "reference" / "laws.csv").read_text("utf-8")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        if row["status"] == "repealed":
            yield f"id:{row['law']}"


def _records(data: Traversable) -> Iterator[tuple[str, str, str]]:
    """Law, number and day of adoption: what an article may call a law without its title."""
    for name in ("laws.csv", "laws-ratification.csv"):
        text = (data / "reference" / name).read_text("utf-8")
        for row in csv.DictReader(io.StringIO(text, newline="")):
            yield f"id:{row['law']}", row["number"], row["adopted"]


def _concluded(data: Traversable) -> Mapping[str, Collection[str]]:
    """Treaty → the years of its conclusion, which no state's taking part has."""
    years: dict[str, set[str]] = defaultdict(set)
    for name in ("treaties.csv", "treaties-regional.csv"):
        text = (data / "reference" / name).read_text("utf-8")
        for row in csv.DictReader(io.StringIO(text, newline="")):
            if row["fact"] == "concluded_on":
                years[f"id:{row['treaty']}"].add(row["value"][:4])
    return years


def _described(turtle: bytes) -> Iterator[tuple[Entry, list[str]]]:
    """The things of one Turtle file with their English names."""
    about: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(turtle, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode):
            about[quad.subject.value][quad.predicate.value].append(quad.object)
    for iri, said in about.items():
        types = [terms.compact(node.value) for node in said[terms.expand("rdf:type")]]
        kinds = [name.partition(":")[2] for name in types if name.partition(":")[2] in _KINDS]
        if not kinds:
            continue
        labels = [
            node.value
            for predicate in ("rdfs:label", "skos:prefLabel", "skos:altLabel")
            for node in said[terms.expand(predicate)]
            if isinstance(node, Literal) and node.language in ("en", None)
        ]
        places = [terms.compact(n.value) for n in said[terms.expand("lex:isInJurisdiction")]]
        entry = Entry(
            *(terms.compact(iri), labels[0], kinds[0], _KINDS[kinds[0]]),
            state=places[0] if places else "",
        )
        yield entry, list(dict.fromkeys(labels))


def _variants(
    variants: Mapping[str, Any], entries: Mapping[str, Entry], problems: list[Problem]
) -> Iterator[tuple[str, Kind, Entry | None]]:
    for section, kind in _SECTIONS.items():
        for curie, forms in variants.get(section, {}).items():
            if curie not in entries:
                words = f"{curie} is not described: mend the name, or describe it first"
                problems.append(Problem("data/lexicon/names.toml", 0, words))
                continue
            yield from ((form, kind, entries[curie]) for form in forms)
    yield from ((name, Kind.FOREIGN, None) for name in variants["foreign"]["names"])


def _ambiguous(names: Iterable[tuple[str, Kind, Entry | None]]) -> Iterator[Problem]:
    """Names that stand for two things which the state beside them does not tell apart."""
    meanings: dict[tuple[str, Kind], set[str]] = defaultdict(set)
    kinds: dict[str, set[Kind]] = defaultdict(set)
    states: dict[tuple[str, Kind], list[str]] = defaultdict(list)
    for name, kind, entry in names:
        key = (fold(name), kind)
        kinds[key[0]].add(kind)
        if entry and entry.id not in meanings[key]:
            meanings[key].add(entry.id)
            states[key].append(entry.state)
    for key, ids in meanings.items():
        told_apart = key[1] in _BY_STATE and len(set(states[key])) == len(ids)
        if len(ids) > 1 and not told_apart:
            words = f"{key[0]!r} names {' and '.join(sorted(ids))}: give each a name of its own"
            yield Problem("data/lexicon/names.toml", 0, words)
    for name, several in kinds.items():
        if len(several) > 1:
            kind_names = " and ".join(sorted(kind.name.lower() for kind in several))
            words = f"{name!r} names a {kind_names}: remove one of the two"
            yield Problem("data/lexicon/names.toml", 0, words)


_MINISTRY = patterns.of(r"Ministry of ([A-Z]\w+)")


def _without_state(
    names: Iterable[tuple[str, Kind, Entry | None]],
) -> Iterator[tuple[str, Kind, Entry | None]]:
    """`Ministry of Justice` from `Ministry of Justice of Kazakhstan`, for every body and law."""
    names = list(names)
    states = sorted((name for name, kind, _ in names if kind is Kind.STATE), key=len, reverse=True)
    of_state = patterns.of(
        rf"(?:, | in| of)? ?(?:of )?(?:the )?(?:{'|'.join(map(re.escape, states))})$"
    )
    own = {(fold(name), entry.state) for name, _, entry in names if entry}
    short: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, kind, entry in names:
        if kind is Kind.BODY and entry and entry.state:
            plain = of_state.sub("", name)
            if plain != name and plain.count(" ") and (fold(plain), entry.state) not in own:
                short[fold(plain), entry.state].add(entry.id)
    for name, kind, entry in names:
        if kind is Kind.BODY and entry and entry.state:
            plain = of_state.sub("", name)
            if len(short[fold(plain), entry.state]) == 1:
                yield plain, kind, entry
            if ministry := _MINISTRY.fullmatch(plain):
                yield f"{ministry[1]} Ministry", kind, entry

"""Names: what things are called in each language, and finding things by what they are called.

A release holds them as a SQLite database. Whole and half words are found through an FTS5
index; misspelt ones through one of trigrams, whose finds are ranked by their likeness.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Triple

from cislex import terms
from cislex.errors import ReleaseError

_RANKS: Final = {
    NamedNode(terms.expand(name)): rank
    for rank, name in enumerate(("skos:prefLabel", "rdfs:label", "skos:altLabel"))
}
"""Properties that name a thing, the one that is preferred first."""
_OTHER_NAME: Final = 2
_TYPE: Final = NamedNode(terms.expand("rdf:type"))
_UNSOUGHT: Final = tuple(
    terms.PREFIXES[name] for name in ("statement", "attestation", "passage", "check", "reference")
)
"""Things that have names but are not looked for by them."""
_GENERAL: Final = tuple(terms.PREFIXES[name] for name in ("owl", "rdfs", "skos", "prov", "foaf"))
_MOST_LETTERS: Final = 100
_MOST_WITH_WORDS: Final = 1000
_MOST_ALIKE: Final = 200
_MOST_RANKED: Final = 20_000
"""Names that are ranked at once: some 50 ms."""
_LEAST_LIKENESS: Final = 0.6
_MOST_PARAMETERS: Final = 500
_SCHEMA: Final = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, type TEXT NOT NULL,
    links INTEGER NOT NULL);
CREATE TABLE name (id INTEGER PRIMARY KEY, thing INTEGER NOT NULL REFERENCES thing,
    text TEXT NOT NULL, language TEXT NOT NULL, rank INTEGER NOT NULL);
CREATE VIRTUAL TABLE word USING fts5(text, content='name', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2", prefix='1 2 3');
CREATE VIRTUAL TABLE letters USING fts5(text, content='name', content_rowid='id',
    tokenize='trigram', detail='none');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(letters, row);
CREATE TABLE piece (text TEXT PRIMARY KEY, names INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE used (kind TEXT NOT NULL, iri TEXT NOT NULL, uses INTEGER NOT NULL,
    PRIMARY KEY (kind, iri)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Name:
    """What a thing is called, in a language (empty where none is given)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, by which name, and the IRI of its class or an empty text."""

    iri: str
    name: Name
    type: str


@dataclass(frozen=True, slots=True)
class Use:
    """How many things are in a class, or how many triples have a property."""

    iri: str
    uses: int


def write(triples: Iterable[Triple], path: Path) -> None:
    """Write the database of names of a graph, whole, at a path where there is none."""
    found = _Found(triples)
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(_SCHEMA)
        connection.executemany("INSERT INTO thing VALUES (?, ?, ?, ?)", found.things())
        connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", found.names())
        connection.executemany("INSERT INTO used VALUES (?, ?, ?)", found.uses())
        sought = "SELECT name.id, text FROM name JOIN thing ON thing.id = name.thing" + "".join(
            f" {'AND' if place else 'WHERE'} substr(iri, 1, {len(space)}) != '{space}'"
            for place, space in enumerate(_UNSOUGHT)
        )
        for index in ("word", "letters"):
            connection.execute(f"INSERT INTO {index}(rowid, text) {sought}")
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
        connection.execute("INSERT INTO piece SELECT term, doc FROM vocabulary")
        connection.execute("DROP TABLE vocabulary")
        connection.execute("CREATE INDEX name_of ON name(thing, rank)")
        connection.execute(f"CREATE INDEX name_text ON name(text) WHERE rank < {_OTHER_NAME}")
    connection.execute("VACUUM")
    connection.close()


class Names:
    """The database of names of a release, only read; may be used by several threads."""

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            ReleaseError: it is missing or damaged.
        """
        self._address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._threads = threading.local()
        try:
            self._ask("SELECT count(*) FROM thing WHERE id = 1")
        except sqlite3.Error as error:
            raise ReleaseError(
                f"The names at {path} cannot be read ({error}): run 'cislex build' again"
            ) from error

    def labels(self, iris: Iterable[str], language: str) -> dict[str, Name]:
        """The best name of each thing that has one: in this language, else in English, else any."""
        wanted = sorted(set(iris))
        best: dict[str, tuple[tuple[int, int, str], Name]] = {}
        for start in range(0, len(wanted), _MOST_PARAMETERS):
            part = wanted[start : start + _MOST_PARAMETERS]
            rows = self._ask(
                "SELECT iri, text, language, rank FROM thing JOIN name ON thing.id = name.thing "
                f"WHERE rank < {_OTHER_NAME} AND iri IN ({','.join('?' * len(part))})",
                *part,
            )
            for iri, text, spoken, rank in rows:
                order = _distance(spoken, language), rank, text
                if iri not in best or order < best[iri][0]:
                    best[iri] = order, Name(text, spoken)
        return {iri: name for iri, (_, name) in best.items()}

    def classes(self, most: int = 2000) -> list[Use]:
        """The classes that the data uses, the most used first."""
        return self._used("class", most)

    def properties(self, most: int = 2000) -> list[Use]:
        """The properties that the data uses, the most used first."""
        return self._used("property", most)

    def called(self, texts: Iterable[str]) -> dict[str, str]:
        """Text → IRI, for those texts that are the English label of one thing and no other."""
        wanted = sorted(set(texts))
        found: dict[str, set[str]] = {}
        for start in range(0, len(wanted), _MOST_PARAMETERS):
            part = wanted[start : start + _MOST_PARAMETERS]
            rows = self._ask(
                "SELECT text, iri FROM name JOIN thing ON thing.id = name.thing WHERE "
                f"rank < {_OTHER_NAME} AND language = 'en' "
                f"AND text IN ({','.join('?' * len(part))})",
                *part,
            )
            for text, iri in rows:
                found.setdefault(text, set()).add(iri)
        return {text: min(iris) for text, iris in found.items() if len(iris) == 1}

    def type_of(self, iri: str) -> str:
        """The narrowest class of a thing, or an empty text."""
        rows = self._ask("SELECT type FROM thing WHERE iri = ?", iri)
        return rows[0][0] if rows else ""

    def members(self, type_: str, most: int) -> list[str]:
        """The things of a class that have no narrower one, what most leads to first."""
        rows = self._ask("SELECT iri FROM thing WHERE type = ? ORDER BY id LIMIT ?", type_, most)
        return [iri for (iri,) in rows]

    def beginning(self, space: str, most: int) -> list[str]:
        """The things whose IRIs begin so, what most leads to first."""
        rows = self._ask(
            "SELECT iri FROM thing WHERE substr(iri, 1, ?) = ? ORDER BY id LIMIT ?",
            len(space), space, most,
        )  # fmt: skip
        return [iri for (iri,) in rows]

    def within(self, spaces: Sequence[str], start: int, most: int) -> list[str]:
        """The things whose IRIs begin in one of these ways, sorted, from a place on."""
        where, ends = _between(spaces)
        rows = self._ask(
            f"SELECT iri FROM thing WHERE {where} ORDER BY iri LIMIT ? OFFSET ?", *ends, most, start
        )
        return [iri for (iri,) in rows]

    def count_within(self, spaces: Sequence[str]) -> int:
        """How many things there are whose IRIs begin in one of these ways."""
        where, ends = _between(spaces)
        count: int = self._ask(f"SELECT count(*) FROM thing WHERE {where}", *ends)[0][0]
        return count

    def search(self, text: str, language: str, most: int = 20) -> list[Hit]:
        """Things whose names hold all these words or beginnings of words, else names like it.

        The best come first: the whole name, then its beginning, then names in the reader's
        language, then what much else leads to.
        """
        words = re.findall(r"\w+", text[:_MOST_LETTERS].casefold())
        if not words:
            return []
        hits = list(self._with_words(words, language, most))
        if len(hits) < most and len("".join(words)) > 2:
            known = {hit.iri for hit in hits}
            # What is spelt right leaves no room for guesses.
            likely = [] if hits else self._alike(" ".join(words), language)
            hits += [hit for hit in likely if hit.iri not in known]
        return hits[:most]

    def _used(self, kind: str, most: int) -> list[Use]:
        rows = self._ask(
            "SELECT iri, uses FROM used WHERE kind = ? ORDER BY uses DESC, iri LIMIT ?",
            *(kind, str(most)),
        )
        return [Use(*row) for row in rows]

    def _with_words(self, words: list[str], language: str, most: int) -> Iterator[Hit]:
        match = " ".join(f'"{word}"*' for word in words)
        rows = self._ask(
            "SELECT iri, name.text, language, type, name.rank, links FROM "
            f"(SELECT rowid FROM word WHERE word MATCH ? LIMIT {_MOST_WITH_WORDS}) AS found "
            "JOIN name ON name.id = found.rowid JOIN thing ON thing.id = name.thing",
            match,
        )
        whole = " ".join(words)

        def order(row: tuple[str, str, str, str, int, int]) -> tuple[object, ...]:
            iri, text, spoken, _, rank, links = row
            plain = " ".join(re.findall(r"\w+", text.casefold()))
            is_beginning = plain.startswith(whole)
            return plain != whole, not is_beginning, -links, _distance(spoken, language), rank, iri

        return _first_of_each(sorted(rows, key=order), most)

    def _alike(self, text: str, language: str) -> Iterator[Hit]:
        match = " OR ".join(f'"{piece}"' for piece in self._telling_pieces(text))
        if not match:
            return iter(())
        rows = self._ask(
            "SELECT iri, name.text, language, type, name.rank, links FROM (SELECT rowid FROM "
            f"letters WHERE letters MATCH ? ORDER BY rank LIMIT {_MOST_ALIKE}) AS found "
            "JOIN name ON name.id = found.rowid JOIN thing ON thing.id = name.thing",
            match,
        )
        likely = [(_likeness(text, row[1].casefold()), row) for row in rows]
        ranked = sorted(
            (pair for pair in likely if pair[0] >= _LEAST_LIKENESS),
            key=lambda pair: (-pair[0], -pair[1][5], _distance(pair[1][2], language), pair[1][0]),
        )
        return _first_of_each([row for _, row in ranked], len(ranked))

    def _telling_pieces(self, text: str) -> Iterator[str]:
        """The rarest trigrams of a text: common ones tell little, and take seconds to rank."""
        pieces = sorted({text[place : place + 3] for place in range(len(text) - 2)})
        names = 0
        for piece, count in self._ask(
            f"SELECT text, names FROM piece WHERE text IN ({','.join('?' * len(pieces))}) "
            "ORDER BY names, text",
            *pieces,
        ):
            names += count
            if names > max(_MOST_RANKED, count):
                return
            yield piece

    def _ask(self, query: str, *values: str | int) -> list[Any]:
        connection = getattr(self._threads, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._address, uri=True)
            self._threads.connection = connection
        rows: list[Any] = connection.execute(query, values).fetchall()
        return rows


class _Found:
    """Names, types and links of the things of a graph, in a fixed order."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._names: dict[str, set[tuple[int, str, str]]] = {}
        self._types: dict[str, set[str]] = {}
        self._members: dict[str, int] = {}
        self._links: dict[str, int] = {}
        self._properties: Counter[str] = Counter()
        for triple in triples:
            subject, value = triple.subject, triple.object
            self._properties[triple.predicate.value] += 1
            if not isinstance(subject, NamedNode):
                continue
            rank = _RANKS.get(triple.predicate)
            if rank is not None and isinstance(value, Literal):
                name = rank, value.language or "", value.value
                self._names.setdefault(subject.value, set()).add(name)
            elif triple.predicate == _TYPE and isinstance(value, NamedNode):
                self._types.setdefault(subject.value, set()).add(value.value)
                self._members[value.value] = self._members.get(value.value, 0) + 1
            elif isinstance(value, NamedNode):
                self._links[value.value] = self._links.get(value.value, 0) + 1
        # In this order, so that a common beginning finds the best known things first.
        self._iris = sorted(self._names, key=lambda iri: (-self._links.get(iri, 0), iri))

    def things(self) -> Iterator[tuple[int, str, str, int]]:
        """Number, IRI, narrowest class and number of links to each thing."""
        for number, iri in enumerate(self._iris, 1):
            types = self._types.get(iri, set())
            special = [one for one in types if not one.startswith(_GENERAL)]
            narrowest = min(special or types, key=lambda one: (self._members[one], one), default="")
            yield number, iri, narrowest, self._links.get(iri, 0)

    def uses(self) -> Iterator[tuple[str, str, int]]:
        """Kind, IRI and number of uses of each class and property."""
        for kind, counted in (("class", self._members), ("property", self._properties)):
            for iri, uses in counted.items():
                yield kind, iri, uses

    def names(self) -> Iterator[tuple[int, int, str, str, int]]:
        """Number, thing, text, language and rank of each name, each text once for a thing."""
        number = 0
        for thing, iri in enumerate(self._iris, 1):
            said = set()
            for rank, language, text in sorted(self._names[iri]):
                if (language, text) not in said:
                    said.add((language, text))
                    number += 1
                    yield number, thing, text, language, rank


def _between(spaces: Sequence[str]) -> tuple[str, list[str]]:
    """The condition that an IRI begins in one of these ways, which an index can answer."""
    where = " OR ".join(["iri >= ? AND iri < ?"] * len(spaces))
    return where, [end for space in spaces for end in (space, space + "\U0010ffff")]


def _distance(spoken: str, language: str) -> int:
    """How far a name's language is from the reader's."""
    for place, one in enumerate((language, "en", "")):
        if spoken == one:
            return place
    return 3


def _likeness(text: str, name: str) -> float:
    """How like a name, or the part of it that is as long, is to what was typed; 0 to 1."""
    words = name.split()
    width = len(text.split())
    spans = (" ".join(words[at : at + width]) for at in range(max(1, len(words) - width + 1)))
    return max((SequenceMatcher(None, text, span).ratio() for span in spans), default=0.0)


def _first_of_each(rows: Iterable[tuple[str, str, str, str, int, int]], most: int) -> Iterator[Hit]:
    seen: set[str] = set()
    for iri, text, language, type_, *_ in rows:
        if iri not in seen and len(seen) < most:
            seen.add(iri)
            yield Hit(iri, Name(text, language), type_)

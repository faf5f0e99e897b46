"""Questions in SPARQL: checked, put to the engine, and answered as bytes.

Everything that asks the engine for a client goes through `answer`.
"""

from __future__ import annotations

import contextlib
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, Final, Protocol

from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat

from cislex import formats, terms
from cislex.errors import QueryFailed, QueryRefused, QuerySyntaxError
from cislex.formats import Format, Kind
from cislex.queries import Token, tokens
from cislex.store import Result

_FORMS: Final = {
    "SELECT": Kind.RESULTS,
    "ASK": Kind.RESULTS,
    "CONSTRUCT": Kind.GRAPH,
    "DESCRIBE": Kind.GRAPH,
}
_UPDATES: Final = frozenset(
    ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"]
)
_MEMORY: Final = 4 * 1024 * 1024
"""Answers above this many bytes wait on disk."""


class Asks(Protocol):
    """What is needed of an engine: see `cislex.store.Engine`."""

    def query(
        self, text: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Result:
        """Ask one SPARQL query."""


@dataclass(frozen=True, slots=True)
class Question:
    """One query, the form that its answer shall have, and its dataset if it names one."""

    query: str
    format: Format
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: nothing can go wrong any more when it is sent."""

    format: Format
    size: int
    body: IO[bytes]

    def read(self) -> bytes:
        """All bytes."""
        with self.body:
            return self.body.read()

    def chunks(self) -> Iterator[bytes]:
        """The bytes piece by piece."""
        with self.body:
            while piece := self.body.read(64 * 1024):
                yield piece


def kind(query: str) -> Kind | None:
    """What a query answers with, judged by its first keyword; None where there is none."""
    first = _first_word(query, {*_FORMS, *_UPDATES})
    return _FORMS.get(first.text.upper()) if first else None


def answer(engine: Asks, question: Question) -> Answer:
    """Ask the engine and write the whole answer down before anything is sent.

    Errors can come at the last row; only a finished answer deserves its status.

    Raises:
        QuerySyntaxError: the text is no SPARQL query; says where and what to do.
        QueryRefused: it is an update, or it asks another server.
        QueryFailed: the engine gave up, or the answer has no such form.
    """
    _refuse_service(question.query)
    for iri in (*question.default_graphs, *question.named_graphs):
        _check_iri(iri)
    with contextlib.ExitStack() as unfinished:
        body: IO[bytes] = unfinished.enter_context(tempfile.SpooledTemporaryFile(_MEMORY))
        try:
            result = engine.query(question.query, question.default_graphs, question.named_graphs)
            _write(result, body, question.format)
        except QuerySyntaxError as error:
            raise _explained(question.query, error) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryFailed(f"The engine gave up: {error}") from error
        unfinished.pop_all()
    size = body.tell()
    body.seek(0)
    return Answer(question.format, size, body)


def _write(result: Result, body: IO[bytes], form: Format) -> None:
    if isinstance(result, QueryTriples):
        if not isinstance(form.engine, RdfFormat):
            raise QueryFailed(f"This query answers with triples, which {form.label} cannot hold")
        result.serialize(body, form.engine)
    else:
        if not isinstance(form.engine, QueryResultsFormat):
            raise QueryFailed(f"This query answers with a table, which {form.label} cannot hold")
        result.serialize(body, form.engine)


@dataclass(frozen=True, slots=True)
class Term:
    """One cell of a table: `kind` is uri, literal or bnode."""

    kind: str
    value: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT; an ASK has no columns and `boolean` says yes or no."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, Term], ...]
    boolean: bool | None = None


def table(engine: Asks, query: str, *graphs: tuple[str, ...]) -> Table:
    """The answer of SELECT or ASK as rows, for pages; raises what `answer` raises."""
    found = json.loads(answer(engine, Question(query, formats.JSON, *graphs)).read())
    if "boolean" in found:
        return Table((), (), bool(found["boolean"]))
    rows = tuple(
        {name: _term(cell) for name, cell in row.items()} for row in found["results"]["bindings"]
    )
    return Table(tuple(found["head"]["vars"]), rows)


def _term(cell: dict[str, str]) -> Term:
    return Term(
        cell["type"], str(cell["value"]), cell.get("xml:lang", ""), cell.get("datatype", "")
    )


def _first_word(query: str, words: Iterable[str]) -> Token | None:
    wanted = set(words)
    return next(
        (one for one in tokens(query) if one.kind == "word" and one.text.upper() in wanted), None
    )


def _check_iri(iri: str) -> None:
    try:
        NamedNode(iri)
    except ValueError as error:
        raise QuerySyntaxError(f"The graph name {iri!r} is no absolute IRI: {error}") from error


def _refuse_service(query: str) -> None:
    """Refuse SERVICE wherever the engine could read that word; it makes the server send requests.

    The engine reads `1SERVICE` and `trueSERVICE` as two words, so any word or
    prefix that holds it is refused; strings, comments and names after a colon may hold it.
    """
    for token in tokens(query):
        spoken = token.text.partition(":")[0] if token.kind == "name" else token.text
        if token.kind in ("word", "name") and "service" in spoken.lower():
            line, column = _place(query, token.start)
            raise QueryRefused(
                f"SERVICE is not allowed here (line {line}, column {column}): this endpoint asks "
                "no other server. Take that part out and join the two answers yourself."
            )


def _explained(query: str, error: QuerySyntaxError) -> QuerySyntaxError | QueryRefused:
    """The engine's syntax error in words that say what to do."""
    first = _first_word(query, {*_FORMS, *_UPDATES})
    if first and first.text.upper() in _UPDATES:
        return QueryRefused(
            f"{first.text.upper()} is an update, and this endpoint only reads: "
            "ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    if not query.strip():
        return QuerySyntaxError("The query is empty: write one that begins with SELECT", 1, 1)
    if undeclared := _undeclared(query):
        prefix = undeclared.text.partition(":")[0]
        known = terms.PREFIXES.get(prefix)
        advice = f"put this line first: PREFIX {prefix}: <{known or 'https://…'}>"
        return QuerySyntaxError(
            f"The prefix {prefix}: is not declared: {advice}", *_place(query, undeclared.start)
        )
    if not first:
        return QuerySyntaxError(
            "A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after any PREFIX lines", 1, 1
        )
    return _shortened(query, error)


def _undeclared(query: str) -> Token | None:
    """The first name whose prefix is nowhere declared."""
    pieces = list(tokens(query))
    declared = {
        name.text
        for word, name in pairwise(pieces)
        if word.kind == "word" and word.text.upper() == "PREFIX" and name.kind == "name"
    }
    return next(
        (
            piece
            for piece in pieces
            if piece.kind == "name"
            and piece.text.partition(":")[0] + ":" not in declared
            # Blank nodes look like names; their underscore is passed over.
            and query[piece.start - 1 : piece.start] != "_"
        ),
        None,
    )


_EXPECTED = re.compile(r'\[[^\]]*\]|"(?:[^"\\]|\\.)*"|[^,\["]+')
_REASONS: Final = {
    "IRI parsing failed": "An IRI here is not absolute: write it whole, such as <https://…>",
    "The SELECT contains a variable that is unbound": "SELECT names a variable that is not "
    "grouped: put it after GROUP BY, or take it out of the SELECT line",
    "Duplicated variable name in SELECT": "SELECT names one variable twice: take one out",
}
_FEW = 4


def _shortened(query: str, error: QuerySyntaxError) -> QuerySyntaxError:
    """The engine's error without its long lists, and at the place where the fault begins.

    The engine (0.5.13) reads as many characters as a keyword has before it compares,
    and reports the place behind them; `[_]` says that it met the end while doing so.
    """
    _, _, expected = str(error).partition("expected ")
    items = [item.strip() for item in _EXPECTED.findall(expected.removeprefix("one of "))]
    items = [item for item in items if item and item != "[_]"]
    reason = next((item for item in items if " " in item and item[0] not in '"['), None)
    if reason:
        return QuerySyntaxError(_REASONS.get(reason, reason), error.line, error.column)
    offset = _offset(query, error.line, error.column)
    starts = [(offset - (len(item) if item.isalnum() else 0), item) for item in items]
    start = max(starts, default=(offset, ""))[0]
    words = [item for place, item in starts if place == start and item[0] != "["]
    message = "The query cannot go on like this here"
    if start >= len(query.rstrip()):
        message = "The query ends too early: perhaps a closing } or ) is missing"
        if not items:
            message = "The query cannot go on like this, here or shortly before"
    elif 0 < len(words) <= _FEW:
        message += f": {' or '.join(words)} could follow"
    return QuerySyntaxError(message, *_place(query, start))


def _offset(query: str, line: int, column: int) -> int:
    """The inverse of `_place`."""
    before = query.split("\n")[: max(line - 1, 0)]
    return sum(len(text) + 1 for text in before) + max(column - 1, 0)


def _place(query: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    return query.count("\n", 0, offset) + 1, offset - query.rfind("\n", 0, offset)

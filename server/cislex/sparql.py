"""Questions in SPARQL: checked, put to the engine, and answered as bytes.

A question is *written* by `write` where the engine is: in a query worker, which
can be killed. It is *asked* by `answer` wherever somebody wants to know, through
anything that can ask: a pool of workers, a cache before it, or `InProcess`.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Final, Protocol, cast

from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Triple, serialize

from cislex import faults, formats, prefixes
from cislex.errors import QueryFailed, QueryRefused, QuerySyntaxError
from cislex.formats import Format, Kind
from cislex.queries import tokens
from cislex.store import Result

_KINDS: Final = {
    "SELECT": Kind.RESULTS,
    "ASK": Kind.RESULTS,
    "CONSTRUCT": Kind.GRAPH,
    "DESCRIBE": Kind.GRAPH,
}
_MEMORY: Final = 4 * 1024 * 1024
"""Answers above this many bytes wait on disk."""


@dataclass(frozen=True, slots=True)
class Question:
    """One query, the form that its answer shall have, and its dataset if it names one."""

    query: str
    format: Format
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class Engine(Protocol):
    """What is needed of an engine: see `cislex.store.Engine`."""

    def query(
        self, text: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Result:
        """Ask one SPARQL query."""


class Asks(Protocol):
    """Whatever questions can be put to."""

    def ask(self, question: Question) -> IO[bytes]:
        """The whole answer, as a file at its beginning; raises what `answer` raises."""


class InProcess:
    """Puts questions to an engine in this process, which a hostile query can end."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ask(self, question: Question) -> IO[bytes]:
        """The whole answer, as a file at its beginning; raises what `write` raises."""
        body = tempfile.SpooledTemporaryFile(_MEMORY)  # noqa: SIM115 - the caller closes it
        try:
            write(self._engine, question, cast(IO[bytes], body))
        except BaseException:
            body.close()
            raise
        body.seek(0)
        return cast(IO[bytes], body)


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
    return _KINDS.get(faults.keyword(query))


def answer(asked: Asks, question: Question) -> Answer:
    """The whole answer: errors can come at its last row, only a finished one deserves a status.

    Raises:
        QuerySyntaxError: the text is no SPARQL query; says where and what to do.
        QueryRefused: it is an update, or it asks another server.
        QueryFailed: the engine gave up, or the answer has no such form.
        QueryTimedOut, QueryKilled, AnswerTooLarge: it met a limit.
        ServerBusy: too many queries wait.
    """
    body = asked.ask(question)
    size = body.seek(0, 2)
    body.seek(0)
    return Answer(question.format, size, body)


def write(engine: Engine, question: Question, output: IO[bytes]) -> None:
    """Check a question, put it to the engine, and write the answer into a file.

    Raises:
        QuerySyntaxError, QueryRefused, QueryFailed: see `answer`; perhaps after the first bytes.
    """
    _refuse_service(question.query)
    for iri in (*question.default_graphs, *question.named_graphs):
        check_iri(iri)
    try:
        result = engine.query(question.query, question.default_graphs, question.named_graphs)
        _write(result, output, question)
    except QuerySyntaxError as error:
        raise faults.explained(question.query, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryFailed(f"The engine gave up: {error}") from error


def _write(result: Result, body: IO[bytes], question: Question) -> None:
    form = question.format
    if isinstance(result, QueryTriples):
        if not isinstance(form.engine, RdfFormat):
            raise QueryFailed(f"This query answers with triples, which {form.label} cannot hold")
        if form.engine in _ABBREVIATED:
            _write_short(result, body, form.engine, question.query)
        else:
            result.serialize(body, form.engine)
    else:
        if not isinstance(form.engine, QueryResultsFormat):
            raise QueryFailed(f"This query answers with a table, which {form.label} cannot hold")
        result.serialize(body, form.engine)


_ABBREVIATED: Final = (RdfFormat.TURTLE, RdfFormat.TRIG)
"""Formats that prefixes make shorter; RDF/XML is written without any."""


def _write_short(triples: Iterable[Triple], body: IO[bytes], form: RdfFormat, query: str) -> None:
    names = prefixes.declared(query)
    if not names:
        names, triples = prefixes.used(triples)
    serialize(triples, body, format=form, prefixes=names)


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


def table(asked: Asks, query: str, *graphs: tuple[str, ...]) -> Table:
    """The answer of SELECT or ASK as rows, for pages; raises what `answer` raises."""
    found = json.loads(answer(asked, Question(query, formats.JSON, *graphs)).read())
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


def check_iri(iri: str) -> None:
    """Refuse a graph name that is no absolute IRI, with QuerySyntaxError."""
    try:
        NamedNode(iri)
    except ValueError as error:
        raise QuerySyntaxError(f"The graph name {iri!r} is no absolute IRI: {error}") from error


def _refuse_service(query: str) -> None:
    """Refuse SERVICE wherever the engine could read that word; it makes the server send requests.

    The engine reads `1SERVICE` and `trueSERVICE` as two words, so any word or
    prefix that holds it is refused; strings, comments and names after a colon may hold it.
    """
    if "service" not in query.lower():
        return
    for token in tokens(query):
        spoken = token.text.partition(":")[0] if token.kind == "name" else token.text
        if token.kind in ("word", "name") and "service" in spoken.lower():
            line, column = faults.place(query, token.start)
            raise QueryRefused(
                f"SERVICE is not allowed here (line {line}, column {column}): this endpoint asks "
                "no other server. Take that part out and join the two answers yourself."
            )

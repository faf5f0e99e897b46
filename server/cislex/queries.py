"""Named queries: `.rq` files whose comment head (in grlc's style) says what they ask.

A head line begins with `#+ `; the head holds `summary` and `description` (in Russian
`summary_ru` and `description_ru`), `tags`, `defaults`, `enumerate` and `order`. A
variable `?_name` is a parameter, `?_name_iri`, `?_name_date`, `?_name_integer`,
`?_name_string` and `?_name_en` (`_ru`, `_kk`) one of a fixed type. Values are parsed and
put in as whole RDF terms, never as text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Final

from pyoxigraph import Literal, NamedNode

from cislex import terms
from cislex.errors import InputError, Problem, QueryError

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*+)
    | (?P<iri><(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>)
    | (?P<string>"{3}(?:"{0,2}(?:[^"\\]|\\.))*+"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
        | "(?:[^"\\\n\r]|\\.)*+"? | '(?:[^'\\\n\r]|\\.)*+'?)
    | [?$](?P<variable>\w++)
    | (?P<name>(?:[^\W\d_][\w.-]*+)?+:(?:(?:[\w:%]|\\.)(?:[\w.:%-]|\\.)*+)?+)
    | (?P<word>[^\W\d][\w.-]*+)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: kind is comment, iri, string, variable, name or word.

    `start` and `end` count characters of the query.
    """

    kind: str
    text: str
    start: int
    end: int


def tokens(query: str) -> Iterator[Token]:
    """The pieces of a query that matter for finding words and variables in it.

    Punctuation and numbers are passed over; a string that is never closed ends with its line.
    """
    for match in _TOKEN.finditer(query):
        yield Token(match.lastgroup or "", match[match.lastgroup or 0], *match.span())


class ParameterError(QueryError):
    """A value that a parameter of a named query cannot take."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a named query.

    `type` is `iri`, `date`, `integer`, `string`, a language tag, or empty where an
    IRI and a text both fit; `default` is empty where a value must be given; `choices`
    are the values that make sense, where the head enumerates them.
    """

    name: str
    type: str
    default: str
    choices: tuple[str, ...] = ()

    def term(self, value: str) -> str:
        """The RDF term that a value stands for, as SPARQL text with every escape.

        Raises:
            ParameterError: the value does not fit the type.
        """
        try:
            return self._term(value)
        except ValueError as error:
            raise ParameterError(f"{self.name}: {value!r} {_WANTED[self.type]}") from error

    def _term(self, value: str) -> str:
        value = value.strip()
        if self.type == "date" and value == TODAY:
            value = datetime.datetime.now(datetime.UTC).date().isoformat()
        if pattern := _PATTERNS.get(self.type):
            if not re.fullmatch(pattern, value):
                raise ValueError(value)
            if self.type == "date":
                datetime.date.fromisoformat(value)
            return str(Literal(value, datatype=NamedNode(terms.expand(f"xsd:{self.type}"))))
        if self.type in ("iri", ""):
            try:
                return str(iri(value))
            except ValueError:
                if self.type:
                    raise
        return str(Literal(value, language=self.type if self.type in _LANGUAGES else None))


_PATTERNS: Final = {"date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "integer": r"[+-]?[0-9]{1,18}"}
_LANGUAGES: Final = ("en", "ru", "kk")
_TYPED = re.compile(rf"_(\w+?)(?:_(iri|date|integer|string|{'|'.join(_LANGUAGES)}))?")
TODAY: Final = "today"
"""What a person may write for the day on which the question is asked."""

_WANTED: Final = {
    "iri": "is no IRI: give one such as id:kazakhstan, or a whole https:// address",
    "date": "is no date: write year-month-day, such as 2004-01-31, or today",
    "integer": "is no whole number: write one such as 20",
    **dict.fromkeys(("", "string", *_LANGUAGES), "is no text that can be asked for"),
}


def iri(value: str) -> NamedNode:
    """The IRI that a person wrote: `id:x`, `https://…` or `<https://…>`; ValueError for others."""
    if value.startswith("<") and value.endswith(">"):
        return NamedNode(value[1:-1])
    try:
        return NamedNode(terms.expand(value))
    except terms.UnknownPrefix:
        if not value.startswith(("http://", "https://", "urn:")):
            raise ValueError(value) from None
        return NamedNode(value)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One question: `text` is the query without its head."""

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    order: int
    text: str
    parameters: tuple[Parameter, ...]
    russian: tuple[str, str] = ("", "")

    def said(self, language: str) -> tuple[str, str]:
        """Summary and description in a language, in English where nobody translated them."""
        summary, description = self.russian if language == "ru" else ("", "")
        return summary or self.summary, description or ("" if summary else self.description)

    def fill(self, values: Mapping[str, str]) -> str:
        """The query with its parameters replaced by terms.

        `values` maps names of parameters to what a person wrote; an empty or absent
        value takes the default.

        Raises:
            ParameterError: a value is missing, does not fit, or is for no parameter.
        """
        unknown = values.keys() - {parameter.name for parameter in self.parameters}
        if unknown:
            known = ", ".join(parameter.name for parameter in self.parameters) or "none"
            raise ParameterError(
                f"{sorted(unknown)[0]!r} is no parameter of {self.name}; it has: {known}"
            )
        filled: dict[str, str] = {}
        for parameter in self.parameters:
            value = values.get(parameter.name) or parameter.default
            if not value:
                raise ParameterError(f"{parameter.name}: give a value, there is no default")
            filled[parameter.name] = parameter.term(value)
        return "".join(_substituted(self.text, filled))


def _substituted(text: str, filled: Mapping[str, str]) -> Iterator[str]:
    end = 0
    for token in tokens(text):
        typed = _TYPED.fullmatch(token.text) if token.kind == "variable" else None
        if typed:
            yield text[end : token.start]
            yield filled[typed[1]]
            end = token.end
    yield text[end:]


def load(folder: Traversable) -> dict[str, NamedQuery]:
    """The named queries of a folder, by name, in their order; subfolders are left alone.

    Raises:
        InputError: with every fault of every head.
    """
    found: list[NamedQuery] = []
    problems: list[Problem] = []
    for file in folder.iterdir():
        name, _, extension = file.name.rpartition(".")
        if extension == "rq" and file.is_file():
            try:
                found.append(read(name, file.read_text("utf-8"), str(file)))
            except UnicodeDecodeError:
                problems.append(Problem(str(file), 0, "is not UTF-8: save it as UTF-8 text"))
            except InputError as error:
                problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return {query.name: query for query in sorted(found, key=lambda one: (one.order, one.name))}


def read(name: str, content: str, file: str) -> NamedQuery:
    """Read one `.rq` file; `file` is the path that errors name.

    Raises:
        InputError: with every fault of the head.
    """
    head = _Head(file)
    lines = content.replace("\r\n", "\n").split("\n")
    size = next((at for at, line in enumerate(lines) if not line.startswith("#+")), len(lines))
    for number, line in enumerate(lines[:size], 1):
        head.take(number, line.removeprefix("#+"))
    text = "\n".join(lines[size:]).strip() + "\n"
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        head.fault(0, "name the file in small letters, digits and hyphens: it is an address")
    if not head.values.get("summary"):
        head.fault(1, "the head has no summary: begin the file with '#+ summary: …'")
    order = head.values.get("order", "1000")
    if not order.isdigit():
        head.fault(head.lines["order"], f"order is {order!r}: give a whole number")
    parameters = _parameters(text, head)
    if head.problems:
        raise InputError(head.problems)
    summary, description = head.values["summary"], head.values.get("description", "")
    russian = head.values.get("summary_ru", ""), head.values.get("description_ru", "")
    return NamedQuery(
        name, summary, description, tuple(head.tags), int(order), text, parameters, russian
    )


def _parameters(text: str, head: _Head) -> tuple[Parameter, ...]:
    variables = [token.text for token in tokens(text) if token.kind == "variable"]
    types: dict[str, str] = {}
    for typed in filter(None, map(_TYPED.fullmatch, variables)):
        name, type_ = typed[1], typed[2] or ""
        if types.setdefault(name, type_) != type_:
            head.fault(0, f"the parameter {name!r} has two types: give it one")
    for word, given in (("default", head.defaults), ("choice", head.choices)):
        for name, (line, _) in given.items():
            if name not in types:
                head.fault(line, f"a {word} for {name!r}, but the query has no ?_{name}: remove it")
    found = [
        Parameter(name, type_, head.default(name), head.enumerated(name))
        for name, type_ in types.items()
    ]
    for parameter in found:
        for word, line, value in head.given(parameter.name):
            try:
                parameter.term(value)
            except ParameterError as error:
                head.fault(line, f"the {word} of {error}")
    return tuple(found)


class _Head:
    """Reads head lines one by one: `key: value`, `- item` of a list, or more of the value."""

    _SCALARS = ("summary", "summary_ru", "description", "description_ru", "order")
    _LISTS = ("tags", "defaults", "enumerate")

    def __init__(self, file: str) -> None:
        self.file = file
        self.values: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.tags: list[str] = []
        self.defaults: dict[str, tuple[int, str]] = {}
        self.choices: dict[str, tuple[int, str]] = {}
        self.problems: list[Problem] = []
        self._key = ""

    def fault(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.file, line, message))

    def default(self, name: str) -> str:
        return self.defaults.get(name, (0, ""))[1]

    def enumerated(self, name: str) -> tuple[str, ...]:
        listed = self.choices.get(name, (0, ""))[1]
        return tuple(value.strip() for value in listed.split(",") if value.strip())

    def given(self, name: str) -> Iterator[tuple[str, int, str]]:
        """Every value that the head gives to a parameter: what it is, its line, the value."""
        if name in self.defaults:
            yield "default", *self.defaults[name]
        for value in self.enumerated(name):
            yield "choice", self.choices[name][0], value

    def take(self, number: int, line: str) -> None:
        """Read one line, of which the mark has been taken off."""
        words = line.strip()
        if not words:
            return
        if line.startswith(("  ", "\t")) or words.startswith("- "):
            self._continue(number, words)
            return
        key, colon, value = words.partition(":")
        self._key = key
        if not colon or key not in (*self._SCALARS, *self._LISTS):
            known = ", ".join((*self._SCALARS, *self._LISTS))
            self.fault(number, f"{words!r} is no line of a head: use one of {known}, and a colon")
        elif key in self.lines:
            self.fault(number, f"a second {key}: keep one")
        elif key in self._LISTS and value.strip():
            self.fault(number, f"{key} is a list: put each item on a line of its own, '#+   - …'")
        else:
            folded = value.strip() in ("|", ">")
            self.values[key] = "" if folded else _unquoted(value.strip())
        self.lines.setdefault(key, number)

    def _continue(self, number: int, words: str) -> None:
        item = words.removeprefix("- ").strip()
        if self._key == "tags":
            self.tags.append(_unquoted(item))
        elif self._key in ("defaults", "enumerate"):
            name, colon, value = item.partition(":")
            if not colon or not value.strip():
                wanted = "default: write 'name: value'"
                if self._key == "enumerate":
                    wanted = "enumeration: write 'name: value, value'"
                self.fault(number, f"{item!r} is no {wanted}")
            given = self.defaults if self._key == "defaults" else self.choices
            given[name.strip()] = (number, _unquoted(value.strip()))
        elif self._key in self._SCALARS:
            self.values[self._key] = f"{self.values.get(self._key, '')} {words}".strip()


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value

"""Every error that cislex raises on purpose.

    CislexError
    ├── InputError            one file that cannot be used; carries problems
    │   └── (list of Problem) file, line, what is wrong, what to do
    ├── ResourceError         ontology, data or queries not found
    ├── SettingError          a setting has an unusable value
    ├── ExaminationFailed     an article of a stranger that met a limit
    ├── ReleaseError          no release to serve, or one that is damaged
    └── QueryError            a question that cannot be answered
        ├── QuerySyntaxError  with line and column where the engine gives them
        ├── QueryRefused      understood, but not allowed here
        ├── QueryFailed       the engine gave up
        ├── QueryTimedOut     it took longer than a query may
        ├── QueryKilled       its process ended: no stack left, no memory left
        ├── AnswerTooLarge    it has more bytes than an answer may
        └── ServerBusy        too many queries wait; later it would be answered

Messages say what to do next; they are shown to people as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in one input file.

    `line` counts from 1; 0 stands for the file as a whole.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


class CislexError(Exception):
    """The root of the tree."""


class InputError(CislexError):
    """Input that cannot be used, with every fault that was found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class ResourceError(CislexError):
    """A folder that comes with cislex is missing."""


class SettingError(CislexError):
    """A setting has an unusable value."""


class ExaminationFailed(CislexError):
    """The check of an article took too long or too much memory."""


class ReleaseError(CislexError):
    """There is no release to serve, or it is damaged."""


class QueryError(CislexError):
    """A question that cannot be answered."""


class QuerySyntaxError(QueryError):
    """A query that is not SPARQL; `line` and `column` count from 1, 0 when unknown."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        self.line = line
        self.column = column
        super().__init__(message)


class QueryRefused(QueryError):
    """A query that is understood but not allowed here, such as an update."""


class QueryFailed(QueryError):
    """The engine gave up on a query that is well formed."""


class QueryTimedOut(QueryError):
    """A query that took longer than a query may."""


class QueryKilled(QueryError):
    """A query whose process has ended, mostly for want of stack or memory."""


class AnswerTooLarge(QueryError):
    """An answer with more bytes than an answer may have."""


class ServerBusy(QueryError):
    """A query that was not begun or not finished because of others; it may be asked again."""

    retry_after = 5
    """Seconds after which it is worth trying again."""

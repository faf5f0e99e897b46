"""What is wrong with the text of a query, in words that say where and what to do."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from cislex import terms
from cislex.errors import QueryRefused, QuerySyntaxError
from cislex.queries import Token, tokens

READ_ONLY: Final = (
    "This endpoint only reads: releases are immutable, and their data changes through builds. "
    "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
)
"""Why there are no updates."""
_FORMS: Final = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
_UPDATES: Final = frozenset(
    ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"]
)
_WORDS: Final = _FORMS | _UPDATES
_ANY_WORD: Final = re.compile("|".join(sorted(_WORDS)), re.IGNORECASE)
_KEYWORD: Final = re.compile(
    r"""(?: \s++ | \#[^\n\r]*+ | <[^<>"{}|^`\x00-\x20]*+> | (?:[^\W\d_][\w.-]*+)?+:
          | (?:PREFIX|BASE)(?![\w.-]) )*+ ([^\W\d]\w*+)""",
    re.VERBOSE | re.IGNORECASE,
)


def keyword(query: str) -> str:
    """The first word after the prologue, in capitals; empty where something else stands there."""
    found = _KEYWORD.match(query)
    return found[1].upper() if found else ""


def explained(query: str, error: QuerySyntaxError) -> QuerySyntaxError | QueryRefused:
    """The engine's syntax error in words that say what to do."""
    first = keyword(query)
    if first not in _WORDS and _ANY_WORD.search(query):
        words = (one.text.upper() for one in tokens(query) if one.kind == "word")
        first = next((word for word in words if word in _WORDS), "")
    if first in _UPDATES:
        return QueryRefused(f"{first} is an update. {READ_ONLY}")
    if not query.strip():
        return QuerySyntaxError("The query is empty: write one that begins with SELECT", 1, 1)
    if undeclared := _undeclared(query):
        prefix = undeclared.text.partition(":")[0]
        known = terms.PREFIXES.get(prefix)
        advice = f"put this line first: PREFIX {prefix}: <{known or 'https://…'}>"
        return QuerySyntaxError(
            f"The prefix {prefix}: is not declared: {advice}", *place(query, undeclared.start)
        )
    if first not in _WORDS:
        return QuerySyntaxError(
            "A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after any PREFIX lines", 1, 1
        )
    return _shortened(query, error)


def _undeclared(query: str) -> Token | None:
    """The first name whose prefix is nowhere declared."""
    if ":" not in query:
        return None
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
    return QuerySyntaxError(message, *place(query, start))


def _offset(query: str, line: int, column: int) -> int:
    """The inverse of `place`."""
    before = query.split("\n")[: max(line - 1, 0)]
    return sum(len(text) + 1 for text in before) + max(column - 1, 0)


def place(query: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    return query.count("\n", 0, offset) + 1, offset - query.rfind("\n", 0, offset)

"""What the server and its query workers say to each other, over a socket.

    server → worker    length, JSON question
    worker → server    (length, bytes)…, 0, length, JSON end

The end says what went wrong, if anything, and whether the worker stops now; an
answer without its end is no answer.
"""

from __future__ import annotations

import io
import json
import socket
import struct
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any, Final, cast

from cislex import formats
from cislex.errors import AnswerTooLarge, QueryError, QueryFailed, QueryRefused, QuerySyntaxError
from cislex.settings import in_words
from cislex.sparql import Question

_LENGTH: Final = struct.Struct("!Q")
_FRAME_BYTES: Final = 128 * 1024
_LONGEST_WORDS: Final = 500
"""Characters of an error's message: it may quote the query."""
_IN_MEMORY: Final = 4 * 1024**2
"""Answers above this many bytes wait on disk."""
_ERRORS: Final = {kind.__name__: kind for kind in (QueryFailed, QueryRefused, QuerySyntaxError)}


def ask(question: Question) -> bytes:
    """A question as it is sent."""
    text = json.dumps(
        {
            "query": question.query,
            "format": question.format.media_type,
            "default_graphs": question.default_graphs,
            "named_graphs": question.named_graphs,
        }
    ).encode()
    return _LENGTH.pack(len(text)) + text


def hear(link: socket.socket) -> Question | None:
    """The next question; None when the link was closed."""
    head = exactly(link, _LENGTH.size)
    text = exactly(link, *_LENGTH.unpack(head)) if head else b""
    if not text:
        return None
    said = json.loads(text)
    return Question(
        said["query"],
        formats.with_media_type(said["format"]),
        tuple(said["default_graphs"]),
        tuple(said["named_graphs"]),
    )


def exactly(link: socket.socket, size: int) -> bytes:
    """This many bytes, or none when the link was closed."""
    piece = link.recv(size)
    if len(piece) == size:
        return piece
    pieces = bytearray(piece)
    while piece and len(pieces) < size:
        piece = link.recv(size - len(pieces))
        pieces += piece
    return bytes(pieces) if len(pieces) == size else b""


class Frames:
    """A binary file that sends what is written to it in frames of a bounded size."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        self._kept = bytearray()

    def write(self, piece: bytes) -> int:
        """Keep a piece; send what is kept once it is enough."""
        self._kept += piece
        while len(self._kept) >= _FRAME_BYTES:
            self._link.sendall(_LENGTH.pack(_FRAME_BYTES) + self._kept[:_FRAME_BYTES])
            del self._kept[:_FRAME_BYTES]
        return len(piece)

    def flush(self) -> None:
        """Frames are sent when they are full, and at the end."""

    def end(self, error: QueryError | None, is_last: bool) -> None:
        """Send the rest and the end."""
        last = _LENGTH.pack(len(self._kept)) + self._kept if self._kept else b""
        said: dict[str, Any] = {"last": is_last}
        if error is not None:
            said["error"] = type(error).__name__, str(error)[:_LONGEST_WORDS]
        if isinstance(error, QuerySyntaxError):
            said["place"] = error.line, error.column
        text = json.dumps(said).encode()
        self._link.sendall(last + _LENGTH.pack(0) + _LENGTH.pack(len(text)) + text)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker has said: a file at its beginning, or an error."""

    body: IO[bytes]
    error: QueryError | None
    is_last: bool


def receive(read: Callable[[int], bytes], limit: int) -> Reply:
    """Take a whole reply; `read` gives so many bytes.

    Raises:
        AnswerTooLarge: it has more bytes than the limit; the rest is not read.
    """
    body: IO[bytes] = io.BytesIO()
    size = 0
    try:
        for length in _lengths(read):
            size += length
            if size > limit:
                raise AnswerTooLarge(
                    f"The answer is longer than {in_words(limit)}, the limit here: "
                    "ask for less, add a LIMIT, or load a dump"
                )
            if size > _IN_MEMORY and isinstance(body, io.BytesIO):
                body = _on_disk(body)
            body.write(read(length))
        said = json.loads(read(*_LENGTH.unpack(read(_LENGTH.size))))
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return Reply(body, _error(said), said["last"])


def _on_disk(body: io.BytesIO) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller of `receive` closes it
    file.write(body.getvalue())
    return cast(IO[bytes], file)


def _lengths(read: Callable[[int], bytes]) -> Iterator[int]:
    while length := _LENGTH.unpack(read(_LENGTH.size))[0]:
        yield length


def _error(said: dict[str, Any]) -> QueryError | None:
    if "error" not in said:
        return None
    name, text = said["error"]
    if "place" in said:
        return QuerySyntaxError(text, *said["place"])
    return _ERRORS.get(name, QueryError)(text)

"""Replies over HTTP: headers, entity tags, packing. Every door sends what is made here.

A tag stands for what a reply is made of (release, question, form, packing), so it is known
before the question is asked: a client that has the answer already is told so for nothing.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Final

from cislex import __version__, answers, encodings, sparql
from cislex.encodings import Encoding
from cislex.sparql import Answer, Question
from cislex.web.serving import Snapshot

Headers = tuple[tuple[str, str], ...]

COMMON: Final[Headers] = (
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    # Everything here is public, and there is nothing to log in to.
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "Allow, Content-Encoding, ETag, Retry-After"),
)
"""What every reply says."""
VARY: Final = ("Vary", "Accept, Accept-Encoding")
PREFLIGHT: Final[Headers] = (
    ("Access-Control-Allow-Headers", "Accept, Cache-Control, Content-Type, If-None-Match"),
    ("Access-Control-Max-Age", "86400"),
)
FRESH: Final = ("Cache-Control", "public, max-age=60, must-revalidate")
"""A new release is seen everywhere a minute later."""
UNKEPT: Final = ("Cache-Control", "no-store")

_WORTHWHILE: Final = 1024
"""Bytes below which packing saves no packet."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a client wants its reply: the header fields as they came, several lines joined."""

    method: str
    accept: str
    accept_encoding: str
    if_none_match: str

    @classmethod
    def of(cls, environ: Mapping[str, Any]) -> Wish:
        """The wish in a WSGI environment."""
        return cls(
            environ["REQUEST_METHOD"],
            environ.get("HTTP_ACCEPT", ""),
            environ.get("HTTP_ACCEPT_ENCODING", ""),
            environ.get("HTTP_IF_NONE_MATCH", ""),
        )

    @property
    def is_reading(self) -> bool:
        """Whether a reply may be kept by others and asked for again."""
        return self.method in ("GET", "HEAD")

    def has(self, tag: str, or_anything: bool = False) -> bool:
        """Whether the client has what a tag stands for; a weak mark before it does not matter."""
        if not self.if_none_match or not self.is_reading:
            return False
        return f'"{tag}"' in self.if_none_match or (
            or_anything and self.if_none_match.strip() == "*"
        )


class Stream:
    """An answer piece by piece; its file is closed at the end, or when nobody wants it."""

    def __init__(self, answer: Answer, encoding: Encoding | None) -> None:
        self._answer, self._encoding = answer, encoding

    def __iter__(self) -> Iterator[bytes]:
        pieces = self._answer.chunks()
        return self._encoding.stream(pieces) if self._encoding else pieces

    def close(self) -> None:
        """Let go of the file; see PEP 3333."""
        self._answer.body.close()


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply, ready to be sent; `tag` is its entity tag without quotes, if it has one."""

    status: int
    headers: Headers
    body: Iterable[bytes] = ()
    tag: str = ""

    @property
    def status_line(self) -> str:
        """The status as WSGI wants it."""
        return _STATUS_LINES[self.status]

    @property
    def size(self) -> int | None:
        """The length of a body that can be sent many times, in bytes; None for a stream."""
        return sum(map(len, self.body)) if isinstance(self.body, tuple) else None

    def sent_to(self, wish: Wish) -> Reply:
        """What is left of it for somebody who has it already, or wants its head."""
        if self.tag and wish.has(self.tag, or_anything=True):
            self._drop()
            return _not_modified(self.tag)
        if wish.method == "HEAD":
            self._drop()
            return replace(self, body=())
        return self

    def _drop(self) -> None:
        if isinstance(self.body, Stream):
            self.body.close()


_STATUS_LINES: Final = {one.value: f"{one.value} {one.phrase}" for one in HTTPStatus}


def options(methods: Sequence[str]) -> Reply:
    """What can be done at an address, also for a browser that asks on behalf of a script."""
    allowed = ", ".join(methods)
    said = ("Allow", allowed), ("Access-Control-Allow-Methods", allowed)
    return Reply(204, (*COMMON, *PREFLIGHT, *said))


def of_answer(snapshot: Snapshot, question: Question, wish: Wish) -> Reply:
    """The answer of a release to a question; raises what `sparql.answer` raises.

    A client that has it already is told so without asking the question.
    """
    encoding = encodings.choose(wish.accept_encoding)
    tag = ""
    if wish.is_reading and not answers.is_changing(question.query):
        tag = _tag(snapshot.identifier, question, encoding)
        if wish.has(tag):
            return _not_modified(tag)
    found = sparql.answer(snapshot.engine, question)
    content_type = found.format.content_type
    if isinstance(found.body, io.BytesIO):
        return _whole(found.body.getvalue(), content_type, tag, encoding)
    headers = _headers(content_type, tag, encoding)
    if encoding is None:
        headers = (*headers, ("Content-Length", str(found.size)))
    return Reply(200, headers, Stream(found, encoding), tag)


def of_content(content: bytes, content_type: str, wish: Wish) -> Reply:
    """Some content that was made for this request."""
    encoding = encodings.choose(wish.accept_encoding)
    name = encoding.name if encoding else ""
    tag = hashlib.sha256(name.encode() + b"\0" + content).hexdigest()[:_TAG_DIGITS]
    return _whole(content, content_type, tag, encoding)


def _whole(content: bytes, content_type: str, tag: str, encoding: Encoding | None) -> Reply:
    if encoding and len(content) >= _WORTHWHILE:
        content = encoding.pack(content)
    else:
        encoding = None
    headers = _headers(content_type, tag, encoding)
    return Reply(200, (*headers, ("Content-Length", str(len(content)))), (content,), tag)


def _headers(content_type: str, tag: str, encoding: Encoding | None) -> Headers:
    headers = [("Content-Type", content_type), *COMMON, VARY]
    headers += [("ETag", f'"{tag}"'), FRESH] if tag else [UNKEPT]
    if encoding:
        headers.append(("Content-Encoding", encoding.name))
    return tuple(headers)


def _not_modified(tag: str) -> Reply:
    return Reply(304, (*COMMON, VARY, ("ETag", f'"{tag}"'), FRESH), (), tag)


_TAG_DIGITS: Final = 32


def _tag(release: str, question: Question, encoding: Encoding | None) -> str:
    parts = (
        *(__version__, release, encoding.name if encoding else ""),
        *(question.format.media_type, question.query),
        *(f"default {iri}" for iri in question.default_graphs),
        *(f"named {iri}" for iri in question.named_graphs),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:_TAG_DIGITS]

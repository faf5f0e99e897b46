"""Content codings: which one a client gets, and that it can be unpacked."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable

import pytest
import zstandard

from cislex.encodings import ENCODINGS, choose

UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "zstd": lambda packed: zstandard.ZstdDecompressor().decompressobj().decompress(packed),
}


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("zstd", "zstd"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("gzip; Q = 0.5 , zstd ; q=0.8", "zstd"),
        ("zstd;q=0, gzip;q=0.1", "gzip"),
        ("*", "zstd"),
        ("*;q=0", None),
        ("zstd;q=0, *", "gzip"),
        ("identity", None),
        ("identity, gzip", "gzip"),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0", None),
        ("br, deflate", None),
        ("gzip;q=2", None),
        ("gzip;q=x, zstd;x=1", None),
        (";;;,,,q=", None),
    ],
)
def test_the_choice(header: str, name: str | None) -> None:
    found = choose(header)
    assert (found.name if found else None) == name


@pytest.mark.parametrize("one", ENCODINGS, ids=lambda one: one.name)
@pytest.mark.parametrize("size", [0, 1, 100_000])
def test_what_is_packed_can_be_unpacked(one: object, size: int) -> None:
    assert one in ENCODINGS
    encoding = next(known for known in ENCODINGS if known is one)
    content = bytes(number % 251 for number in range(size))
    assert UNPACK[encoding.name](encoding.pack(content)) == content
    pieces = [content[at : at + 1000] for at in range(0, size, 1000)]
    assert UNPACK[encoding.name](b"".join(encoding.stream(pieces))) == content


@pytest.mark.parametrize("piece", ["gzip,", ";q=", "*", "q=1;", "\u00ff"])
def test_a_hostile_header_is_read_in_no_time(piece: str) -> None:
    start = time.perf_counter()
    choose(piece * 20_000)
    assert time.perf_counter() - start < 10

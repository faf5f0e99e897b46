"""Regular expressions whose compiled form is kept from one run to the next.

To compile the patterns of the rules takes a good part of a command that reads one article, and
they are always the same. So their code is kept in the user's cache folder, by pattern and flags,
as Python keeps the code of its modules (PEP 3147). The file is a help and no more: where it is
missing, broken or cannot be written, the patterns are compiled as ever.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import atexit
import json
import re
import sys
from array import array
from base64 import b64decode, b64encode
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import NamedTuple, cast

from platformdirs import user_cache_path

from cislex import writing

MOST = 32 * 1024**2
"""Bytes; a longer file, which holds many patterns of the past, is begun anew."""


def of(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, as `re.compile` gives it.

    Raises:
        re.error: it is no regular expression.
    """
    return _kept().pattern(str(pattern), int(flags))


class Form(NamedTuple):
    """What `re` works out of a pattern: all its flags, its groups and its code, in base 64."""

    flags: int
    groups: int
    names: dict[str, int]
    code: str

    def pattern(self, source: str) -> re.Pattern[str]:
        """The pattern itself."""
        code = array("I", b64decode(self.code))
        numbered: list[str | None] = [None] * (self.groups + 1)
        for name, number in self.names.items():
            numbered[number] = name
        parts = self.groups, self.names, tuple(numbered)
        return cast("re.Pattern[str]", _sre.compile(source, self.flags, code.tolist(), *parts))


class Kept:
    """The patterns of the file, and those that it lacks, which it gets at the end of the run.

    Its first line is a digest of the rest: what is not as it was written is not used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.forms: dict[tuple[str, int], Form] = {}
        with suppress(OSError, ValueError):
            if path.stat().st_size <= MOST:
                digest, _, text = path.read_text("utf-8").partition("\n")
                if digest == _digest(text):
                    read = json.loads(text)
                    self.forms = {(pattern, flags): Form(*form) for pattern, flags, form in read}
        self.known = len(self.forms)

    def pattern(self, source: str, flags: int = 0) -> re.Pattern[str]:
        """A pattern, from the file or worked out.

        Raises:
            re.error: it is no regular expression.
        """
        form = self.forms.get((source, flags))
        if form is None:
            self.forms[source, flags] = form = _form(source, flags)
        return form.pattern(source)

    def write(self) -> None:
        """Write the file if it lacks a pattern and can be written."""
        if len(self.forms) == self.known:
            return
        text = json.dumps([[*key, form] for key, form in self.forms.items()])
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with writing.whole(self._path) as target:
                target.write(f"{_digest(text)}\n{text}")


def _form(source: str, flags: int) -> Form:
    """What `re` itself works out."""
    tree = _parser.parse(source, flags)
    code = b64encode(array("I", _compiler._code(tree, flags))).decode()
    state = tree.state
    return Form(flags | state.flags, state.groups - 1, state.groupdict, code)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8"), digest_size=16).hexdigest()


@cache
def _kept() -> Kept:
    """The file of this Python, as the code of one is not that of another."""
    name = f"patterns-{sys.implementation.name}-{sys.hexversion:x}-{sys.byteorder}.json"
    kept = Kept(user_cache_path("cislex", appauthor=False) / name)
    atexit.register(kept.write)
    return kept

"""Regular expressions whose compiled form is kept from one run to the next."""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
import zlib
from array import array
from base64 import b64decode, b64encode
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any, cast

from cislex import beginnings, kept


def of(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, as `re.compile` gives it.

    Raises:
        re.error: it is no regular expression.
    """
    source, wanted = str(pattern), int(flags)
    form = kept.value(f"code {wanted} packed", source, lambda: compiled(source, wanted))
    return made(source, *form)


def compiled(source: str, flags: int) -> list[Any]:
    """What `re` works out of a pattern: all its flags, its groups by number and name, its code.

    The code is packed: it is read at each start, and takes a twelfth of the room.

    Raises:
        re.error: it is no regular expression.
    """
    tree = _parser.parse(source, flags)
    whole = beginnings.told(_compiler._code(tree, flags), tree, flags | tree.state.flags)
    code = b64encode(zlib.compress(array("I", whole), 1)).decode()
    state = tree.state
    return [flags | state.flags, state.groups - 1, dict(state.groupdict), code]


def made(source: str, flags: int, groups: int, names: dict[str, int], code: str) -> re.Pattern[str]:
    """The pattern that such parts make, as `re` puts it together."""
    numbered: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        numbered[number] = name
    words = array("I", zlib.decompress(b64decode(code))).tolist()
    return cast(
        "re.Pattern[str]", _sre.compile(source, flags, words, groups, names, tuple(numbered))
    )

"""Options of the commands that are settings, documented from the table of settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from cislex import settings

_HELP = {name: words for name, _, words in settings.table()}
_DEFAULTS = {name: default for name, default, _ in settings.table()}


def option(name: str) -> Callable[[Any], Any]:
    """The option of a setting."""
    default = _DEFAULTS[name]
    words = f"{_HELP[name]} [{settings.variable(name)}; {'none' if default is None else default}]"
    return click.option(f"--{name.replace('_', '-')}", name, metavar="VALUE", help=words)

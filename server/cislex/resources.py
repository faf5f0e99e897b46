"""Finds the folders that come with cislex: in a wheel or in a checkout."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from cislex.errors import ResourceError

Name = Literal["ontology", "data", "queries"]


def folder(name: Name) -> Traversable:
    """The folder `ontology`, `data` or `queries`.

    The packed one where cislex was installed from a wheel, else the
    checkout's.

    Raises:
        ResourceError: neither is there.
    """
    packed = files("cislex") / "_resources" / name
    if packed.is_dir():
        return packed
    beside = Path(__file__).resolve().parents[2] / name
    if beside.is_dir():
        return beside
    raise ResourceError(
        f"The folder {name!r} is neither at {packed} nor at {beside}: "
        "install cislex from its wheel or run it from a checkout"
    )

"""Settings: one table of name, default and help, read from the environment.

Every setting is also an option of the commands that use it; the option wins.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from cislex.errors import SettingError


def _setting(default: Any, words: str, read: Callable[[str], Any] = str) -> Any:
    return field(default=default, metadata={"help": words, "read": read})


def _port(text: str) -> int:
    if not re.fullmatch(r"\d{1,5}", text) or int(text) > 65535:
        raise ValueError("a port is a number from 0 to 65535")
    return int(text)


def _size(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,17}", text):
        raise ValueError("a size is a whole number of bytes above 0")
    return int(text)


def _count(text: str) -> int:
    if not re.fullmatch(r"\d{1,18}", text):
        raise ValueError("a count is a whole number, 0 or above")
    return int(text)


def _networks(text: str) -> str:
    names = [part.strip() for part in text.split(",")]
    try:
        return ",".join(str(ipaddress.ip_network(name)) for name in names)
    except ValueError as error:
        raise ValueError(f"networks are written as 10.0.0.0/8,::1 ({error})") from error


def _seconds(text: str) -> float:
    if not re.fullmatch(r"\d{1,9}(\.\d+)?", text) or not float(text):
        raise ValueError("a time is a number of seconds above 0")
    return float(text)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, as one value that is handed down.

    The environment variable of a setting is `CISLEX_` and its name in capitals.
    """

    store: Path = _setting(
        Path(".cislex"), "Folder that holds the releases of the graph.", read=Path
    )
    documents: Path | None = _setting(
        None,
        "Folder with the texts of the source documents (SLUG.txt), for verifying the locators "
        "and for showing the passages.",
        read=Path,
    )
    article_bytes: int = _setting(
        100 * 1024**2, "Longest article file that is read, in bytes.", read=_size
    )
    check_bytes: int = _setting(
        1024 * 1024, "Longest article that the page /check takes, in bytes.", read=_size
    )
    check_seconds: float = _setting(
        60.0, "Longest time that the check of an article on the page may take.", read=_seconds
    )
    checks_a_minute: int = _setting(
        10, "Articles that one client may have checked on the page in a minute.", read=_count
    )
    host: str = _setting("127.0.0.1", "Address that the server listens on.")
    port: int = _setting(7070, "Port that the server listens on; 0 takes a free one.", read=_port)
    base_url: str | None = _setting(
        None, "Public address of the server where it stands behind a proxy."
    )
    trusted_proxies: int = _setting(
        0,
        "Proxies in front of the server whose X-Forwarded-… headers are believed.",
        read=_count,
    )
    connections: int = _setting(
        1000, "Connections that may be open at once; more have to wait.", read=_count
    )
    client_seconds: float = _setting(
        20.0,
        "Longest time that a client may take to send headers, to send a body, to be idle, or to "
        "take nothing of its answer, in seconds.",
        read=_seconds,
    )
    access_log: str | None = _setting(
        None, "File for a line of JSON on each request; - is standard output."
    )
    metrics_networks: str = _setting(
        "127.0.0.0/8,::1/128", "Networks whose clients may see /metrics.", read=_networks
    )
    maximum_query_bytes: int = _setting(
        1024 * 1024, "Longest query that the server accepts, in bytes.", read=_size
    )
    query_seconds: float = _setting(
        30.0, "Longest time that a query may run, in seconds.", read=_seconds
    )
    query_memory_bytes: int = _setting(
        2 * 1024**3, "Most memory that one query may use, in bytes.", read=_size
    )
    answer_bytes: int = _setting(
        512 * 1024**2, "Longest answer that the server gives, in bytes.", read=_size
    )
    memory_bytes: int = _setting(
        4 * 1024**3, "Most memory that all queries together may use, in bytes.", read=_size
    )
    workers: int = _setting(
        0,
        "Short queries that run at once, each in a process of its own; "
        "0 takes the number of processor cores.",
        read=_count,
    )
    long_queries: int = _setting(
        64, "Queries that may run beside them once they turn out to be long.", read=_count
    )
    queue_length: int = _setting(
        256, "Queries that may wait for a worker; more are told to come back later.", read=_count
    )
    queue_seconds: float = _setting(
        15.0, "Longest time that a query may wait for a worker, in seconds.", read=_seconds
    )
    memory_quads: int = _setting(
        3_000_000,
        "Graphs of up to this many quads are served from memory, larger ones from disk.",
        read=_count,
    )
    cache_bytes: int = _setting(
        256 * 1024**2, "Memory for answers that are given again; 0 keeps none.", read=_count
    )
    extractors: str = _setting(
        "",
        "Further extractors beside the rules, each as module:attribute, parted by commas.",
    )

    @property
    def extractor_names(self) -> tuple[str, ...]:
        """The further extractors, one by one."""
        return tuple(name.strip() for name in self.extractors.split(",") if name.strip())

    @property
    def places(self) -> int:
        """Short queries that run at once, as a number that is never 0."""
        return self.workers or len(os.sched_getaffinity(0))

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] = os.environ, **options: object
    ) -> Self:
        """Settings from `CISLEX_…` variables, overridden by the options that are not None.

        Raises:
            SettingError: a variable has an unusable value, or no such setting exists.
        """
        known = {entry.name: entry for entry in fields(cls)}
        if unknown := options.keys() - known.keys():
            raise SettingError(f"There is no setting {', '.join(sorted(unknown))}")
        values: dict[str, Any] = {}
        for name, entry in known.items():
            option = options.get(name)
            given = option if option is not None else environment.get(variable(name)) or None
            if given is not None:
                try:
                    values[name] = entry.metadata["read"](str(given))
                except ValueError as error:
                    place = f"--{name.replace('_', '-')}" if option is not None else variable(name)
                    raise SettingError(f"{place} {given!r} cannot be used: {error}") from error
        return cls(**values)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return "CISLEX_" + name.upper()


def table() -> list[tuple[str, object, str]]:
    """Name, default and help of every setting, in order."""
    return [(entry.name, entry.default, entry.metadata["help"]) for entry in fields(Settings)]


def in_words(size: int) -> str:
    """A number of bytes for people: 2 GiB."""
    for unit, name in ((1024**3, "GiB"), (1024**2, "MiB"), (1024, "KiB")):
        if size >= unit:
            return f"{size / unit:.4g} {name}"
    return f"{size} bytes"

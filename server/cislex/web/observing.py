"""What operators see of a running server: a line of JSON for each request, and metrics."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any, Final, cast

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from werkzeug.middleware.proxy_fix import ProxyFix

from cislex.errors import SettingError
from cislex.settings import Settings
from cislex.web.serving import Observed

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_TEXT: Final = "text/plain; charset=utf-8"
_FORWARDED: Final = frozenset(("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA"))
_LONGEST: Final = 200
"""Characters of a path or an address in the log."""
_ROUTES: Final = frozenset(
    ("sparql", "graphs", "query", "queries", "dumps", "static", "health", "metrics", "id", "ont")
)
_METHODS: Final = frozenset(("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE"))
_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


@dataclass(frozen=True, slots=True)
class Served:
    """What has been sent: status, Content-Type, bytes of the
    body, seconds, and the query.

    `query` stands for what was asked: the parameters of the address and the body; `hit` says
    whether the cache had the answer, and is None where nobody asked it.
    """

    status: int
    content_type: str
    size: int
    seconds: float
    query: bytes
    hit: bool | None


class AccessLog:
    """Writes one JSON object a line; everything that a client says is escaped in it."""

    def __init__(self, destination: str) -> None:
        """Write to a file, which is appended to, or to standard output (`-`).

        Raises:
            SettingError: the file cannot be written to.
        """
        self._is_ours = destination != "-"
        try:
            self._file = (
                os.open(destination, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
                if self._is_ours
                else sys.stdout.fileno()
            )
        except OSError as error:
            raise SettingError(
                f"The access log {destination} cannot be written to ({error.strerror}): "
                "choose another --access-log"
            ) from error

    def write(self, environ: Mapping[str, Any], served: Served, release: str) -> None:
        """Write a line; where that is impossible, the request does not suffer."""
        entry = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": environ.get("REMOTE_ADDR", "")[:_LONGEST],
            "method": environ["REQUEST_METHOD"][:_LONGEST],
            "path": environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")[:_LONGEST],
            "query": hashlib.sha256(served.query).hexdigest()[:16] if served.query else None,
            "status": served.status,
            "bytes": served.size,
            "seconds": round(served.seconds, 6),
            "format": served.content_type.partition(";")[0] or None,
            "cached": served.hit,
            "release": release or None,
        }
        # ASCII only: no client can begin a line of its own, or move a terminal's cursor.
        line = json.dumps(entry).encode("ascii") + b"\n"
        with contextlib.suppress(OSError):
            os.write(self._file, line)

    def close(self) -> None:
        """Close the file."""
        if self._is_ours:
            os.close(self._file)


class Metrics:
    """Figures in the format of Prometheus."""

    def __init__(self, snapshots: Observed) -> None:
        cast(Any, disable_created_metrics)()  # a second line for each, and nobody reads them
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "cislex_requests", "Requests.", ("route", "method", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "cislex_request_seconds",
            "Seconds from a whole request to the last byte handed over.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._known: dict[tuple[str, str, int], tuple[Any, Any]] = {}
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self._registry.register(_Figures(snapshots))

    def count(self, environ: Mapping[str, Any], served: Served) -> None:
        """Count a request."""
        route, method = route_of(environ.get("PATH_INFO", "")), environ["REQUEST_METHOD"]
        key = route, method if method in _METHODS else "other", served.status
        found = self._known.get(key)
        if found is None:
            found = self._requests.labels(*key), self._seconds.labels(route)
            self._known[key] = found
        found[0].inc()
        found[1].observe(served.seconds)

    def text(self) -> bytes:
        """All figures, as Prometheus reads them."""
        return generate_latest(self._registry)


def route_of(path: str) -> str:
    """The part of the site that a path belongs to: one of few, whatever clients think of."""
    first = path.lstrip("/").partition("/")[0].partition(".")[0]
    if not first:
        return "home"
    return first if first in _ROUTES else "thing"


class _Figures(Collector):
    """Figures that somebody else keeps: the pool, the cache, the release."""

    def __init__(self, snapshots: Observed) -> None:
        self._snapshots = snapshots

    def collect(self) -> Iterator[Metric]:
        """Read them."""
        figures = self._snapshots.figures
        for name, words in (
            ("running", "Queries that run."),
            ("waiting", "Queries that wait for a worker."),
            ("ready", "Workers that wait for a query."),
        ):
            number = figures.queries.get(name, 0)
            yield GaugeMetricFamily(f"cislex_queries_{name}", words, number)
        failed = CounterMetricFamily(
            "cislex_queries_failed", "Queries without an answer, by reason.", labels=("reason",)
        )
        for reason, number in dict(figures.failures).items():
            failed.add_metric((reason,), number)
        yield failed
        cache = figures.cache
        yield CounterMetricFamily("cislex_cache_hits", "Answers from the cache.", cache.hits)
        yield CounterMetricFamily("cislex_cache_misses", "Answers not in it.", cache.misses)
        yield GaugeMetricFamily("cislex_cache_bytes", "Bytes in the cache.", cache.bytes)
        info = GaugeMetricFamily("cislex_release", "The release.", labels=("identifier",))
        info.add_metric((figures.release,), 1)
        yield info


class MetricsDoor:
    """A WSGI application before another one, with `/metrics` for those who may see it."""

    def __init__(self, pages: WSGIApplication, metrics: Metrics, settings: Settings) -> None:
        self._pages, self._metrics = pages, metrics
        self._networks = [ip_network(one) for one in settings.metrics_networks.split(",")]
        self._trusts_proxies = settings.trusted_proxies > 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ["PATH_INFO"] != "/metrics":
            return self._pages(environ, start_response)
        status, kind, text = "200 OK", CONTENT_TYPE_LATEST, b""
        headers = [("Cache-Control", "no-store")]
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            status, kind = "405 Method Not Allowed", _TEXT
            headers.append(("Allow", "GET, HEAD"))
            text = b"Metrics can only be read: use GET\n"
        elif self._is_allowed(environ):
            text = self._metrics.text()
        else:
            status, kind = "403 Forbidden", _TEXT
            text = b"Metrics are for the networks that the setting metrics_networks names\n"
        headers += [("Content-Type", kind), ("Content-Length", str(len(text)))]
        start_response(status, headers)
        return [text]

    def _is_allowed(self, environ: WSGIEnvironment) -> bool:
        """Whether the client is in one of the networks, as far as can be known."""
        # Behind a proxy that is not trusted, nobody knows where a request comes from.
        if not self._trusts_proxies and not _FORWARDED.isdisjoint(environ):
            return False
        try:
            client = ip_address(environ.get("REMOTE_ADDR", ""))
        except ValueError:
            return False
        client = getattr(client, "ipv4_mapped", None) or client
        return any(client in one for one in self._networks)


def behind_proxies(application: WSGIApplication, settings: Settings) -> WSGIApplication:
    """The application as it is seen through the proxies that are trusted."""
    number = settings.trusted_proxies
    if not number:
        return application
    return ProxyFix(application, number, number, number, number, number)

"""The W3C's test manifests, read where they are at hand: cases, requests, expected replies."""

from __future__ import annotations

import email
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from werkzeug.test import TestResponse

ROOT = Path(__file__).resolve().parents[2] / "shared/w3c/sparql/sparql11"
HT, CNT = (
    Namespace("http://www.w3.org/2011/http#"),
    Namespace("http://www.w3.org/2011/content#"),
)
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
_STATUS = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}


@dataclass(frozen=True)
class Case:
    """One entry of a manifest: its folder, its name, and the graph that describes it."""

    folder: str
    name: str
    graph: Graph
    node: Any

    @property
    def requires(self) -> set[str]:
        """Abilities without which it does not apply."""
        return {_local(one) for one in self.graph.objects(self.node, MF.requires)}

    @property
    def requests(self) -> list[Request]:
        """What is sent, in order."""
        action = self.graph.value(self.node, MF.action)
        listed = self.graph.value(action, HT.requests) if action else None
        return [Request(self.graph, one) for one in Collection(self.graph, listed or RDF.nil)]

    def file(self, path: Any) -> Path:
        """A file that an action or a result names."""
        node = self.graph.value(self.node, path)
        return ROOT / self.folder / str(node).rpartition("/")[2]


@dataclass(frozen=True)
class Request:
    """One request of a case."""

    graph: Graph
    node: Any

    @property
    def method(self) -> str:
        """GET, PUT, …"""
        return str(self.graph.value(self.node, HT.methodName))

    @property
    def path(self) -> str:
        """Path and parameters."""
        return str(self.graph.value(self.node, HT.absolutePath))

    @property
    def expected(self) -> Any:
        """The node of the reply."""
        return self.graph.value(self.node, HT.resp)

    @property
    def boolean(self) -> bool | None:
        """What an ASK must say, if it is one."""
        found: Any = self.graph.value(self.expected, MF.expectedBoolean)
        return None if found is None else bool(found.toPython())

    @property
    def format(self) -> str:
        """Boolean, tabular or RDF; empty where any will do."""
        return str(self.graph.value(self.expected, MF.expectedFormat) or "")

    def allows(self, status: int) -> bool:
        """Whether a status is among those expected."""
        names = [_local(one) for one in self.graph.objects(self.expected, MF.expectedStatus)]
        wanted = [_STATUS.get(name, name.removeprefix("StatusCode")[:1]) for name in names]
        return any(str(status).startswith(one) for one in wanted)

    def headers(self, node: Any = None) -> dict[str, str]:
        """The header fields of the request, or of its reply."""
        listed = self.graph.value(node or self.node, HT.headers)
        return {
            str(self.graph.value(line, HT.fieldName)): str(self.graph.value(line, HT.fieldValue))
            for line in Collection(self.graph, listed or RDF.nil)
        }

    def body(self, node: Any = None) -> bytes:
        """The body of the request, or of its reply."""
        body = self.graph.value(node or self.node, HT.body)
        if body is None:
            return b""
        encoding = str(self.graph.value(body, CNT.characterEncoding) or "utf-8")
        return str(self.graph.value(body, CNT.chars)).encode(encoding)

    def turtle(self) -> list[str]:
        """The graphs of the body, which may have several parts."""
        kind = self.headers().get("content-type", "")
        if not kind.startswith("multipart/"):
            return [self.body().decode()]
        mail = email.message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + self.body())
        parts: Any = mail.get_payload()
        return [part.get_payload(decode=True).decode() for part in parts]

    def send(self, client: FlaskClient, here: str, there: str) -> TestResponse:
        """Send it to `there`, where the manifest says `here`."""
        return client.open(
            self.path.replace(here, there, 1),
            method=self.method,
            headers=self.headers(),
            data=self.body(),
        )


def cases(folder: str, *manifests: str) -> Sequence[Case]:
    """Every entry of the manifests in a folder; none where the files are not at hand."""
    return list(_cases(folder, manifests or ("manifest.ttl",)))


def _cases(folder: str, manifests: Sequence[str]) -> Iterator[Case]:
    for name in manifests:
        path = ROOT / folder / name
        if path.exists():
            graph = Graph().parse(path)
            for manifest in graph.subjects(RDF.type, MF.Manifest):
                entries = graph.value(manifest, MF.entries)
                for node in Collection(graph, entries or RDF.nil):
                    yield Case(folder, _local(node), graph, node)


def _local(node: Any) -> str:
    return str(URIRef(node)).rpartition("#")[2]

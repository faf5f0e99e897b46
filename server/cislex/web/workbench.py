"""What the template of the query form needs beside the query and its answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from flask import Flask, request, url_for

from cislex import formats, terms
from cislex.formats import Kind
from cislex.queries import NamedQuery
from cislex.web.serving import endpoint_address, site

_KINDS: Final = (Kind.RESULTS, Kind.GRAPH)


class Workbench:
    """Reached from the template as `workbench`."""

    base: Final = terms.BASE

    @property
    def formats(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Label and address, without its query, of each format in which an answer can be had."""
        form = url_for("endpoint.form").partition("?")[0]
        return {
            kind.value: [(one.label, f"{form}.{one.extension}") for one in formats.of_kind(kind)]
            for kind in _KINDS
        }

    @staticmethod
    def groups(questions: Iterable[NamedQuery]) -> list[tuple[str, list[NamedQuery]]]:
        """The questions by their first tag, in their order."""
        found: dict[str, list[NamedQuery]] = {}
        for question in questions:
            found.setdefault(question.tags[0] if question.tags else "other", []).append(question)
        return list(found.items())


def register(app: Flask) -> None:
    """Give the templates `workbench` and `endpoint_address`."""
    app.jinja_env.globals.update(
        workbench=Workbench(),
        endpoint_address=lambda: endpoint_address(site(), request.environ),
    )

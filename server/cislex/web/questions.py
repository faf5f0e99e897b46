"""`/queries`: the gallery of questions, a page for each, and its answer in every format."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.exceptions import NotFound

from cislex import formats, sparql
from cislex.formats import Kind
from cislex.queries import NamedQuery, ParameterError
from cislex.sparql import Question
from cislex.web import protocol
from cislex.web.errors import fault_of
from cislex.web.form import Outcome, format_of, outcome, page_of, reply
from cislex.web.serving import site

blueprint = Blueprint("questions", __name__)


@blueprint.get("/queries")
def gallery() -> str:
    """Every question, under its first tag."""
    groups: dict[str, list[NamedQuery]] = {}
    for question in site().questions.values():
        groups.setdefault(question.tags[0] if question.tags else "other", []).append(question)
    return render_template("queries.html", groups=groups)


@blueprint.get("/queries/<name>")
def page(name: str) -> Response:
    """One question: its form, its answer, its text; or the bare answer for a program."""
    question = _question(name)
    values = protocol.parameters().singles()
    offered = [formats.HTML, *formats.of_kind(sparql.kind(question.text) or Kind.RESULTS)]
    form = protocol.choose(request.headers.get("Accept", ""), offered)
    if isinstance(form, (formats.ResultsFormat, formats.GraphFormat)):
        return reply(Question(question.fill(values), form))
    found: Outcome | None = None
    filled = question.text
    try:
        filled = question.fill(values)
        found = outcome(filled)
    except ParameterError as error:
        # A form that nobody has filled in yet is no error.
        found = Outcome(fault=fault_of(error)) if values else None
    return page_of(
        found,
        render_template(
            "question.html",
            question=question,
            values={one.name: values.get(one.name, one.default) for one in question.parameters},
            filled=filled,
            outcome=found,
            downloads=_downloads(name, found, values),
        ),
    )


@blueprint.get("/queries/<name>.<extension>")
def download(name: str, extension: str) -> Response:
    """The answer of one question as a file."""
    question = _question(name)
    query = question.fill(protocol.parameters().singles())
    return reply(Question(query, format_of(query, extension)))


def _question(name: str) -> NamedQuery:
    found = site().questions.get(name)
    if found is None:
        raise NotFound(f"There is no question {name!r}: see all of them at {url_for('.gallery')}")
    return found


def _downloads(name: str, found: Outcome | None, values: dict[str, str]) -> list[tuple[str, str]]:
    """Label and address of the answer in each format."""
    if found is None or found.fault:
        return []
    # url_for would take a parameter called "name" for its own.
    asked = f"?{urlencode(values)}" if values else ""
    bare = url_for(".download", name=name, extension="").partition("?")[0]
    return [(one.label, f"{bare}{one.extension}{asked}") for one in found.formats]

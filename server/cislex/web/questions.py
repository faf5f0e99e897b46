"""`/queries`: the gallery of questions, a page for each, and its answer in every format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound

from cislex import formats, sparql
from cislex.formats import Kind
from cislex.queries import NamedQuery, ParameterError
from cislex.sparql import Question
from cislex.web import asking, language, protocol
from cislex.web.errors import fault_of
from cislex.web.form import Outcome, format_of, outcome, page_of, reply
from cislex.web.language import translated
from cislex.web.serving import site

blueprint = Blueprint("questions", __name__)

_ROWS: Final = 200
"""Rows of an answer that a page shows at once."""
_FROM: Final = "from-row"
"""No parameter of a question is called so: it is no name of a variable."""


@blueprint.get("/queries")
def gallery() -> str:
    """Every question under its first tag, or those that hold the words of a filter."""
    words = (protocol.parameters().at_most_one("q") or "").split()
    return render_template("queries.html", groups=groups(words), filter=" ".join(words))


def groups(words: Sequence[str] = ()) -> dict[str, list[tuple[NamedQuery, str]]]:
    """Title → the questions about it with their summaries, those that hold all the words."""
    titles = _titles()
    found: dict[str, list[tuple[NamedQuery, str]]] = {title: [] for title in titles.values()}
    for question in site().questions.values():
        summary, description = question.said(language.interface())
        text = f"{summary} {description} {question.summary} {question.name}".casefold()
        if all(word.casefold() in text for word in words):
            title = titles.get(question.tags[0] if question.tags else "", titles["data"])
            found[title].append((question, summary))
    return {title: members for title, members in found.items() if members}


@blueprint.get("/queries/<name>")
def page(name: str) -> Response:
    """One question: its form, its answer, its text; or the bare answer for a program."""
    question = _question(name)
    values = protocol.parameters().singles()
    start = _start(values.pop(_FROM, "1"))
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
            said=question.said(language.interface()),
            fields=asking.fields(question, values),
            filled=filled,
            outcome=found,
            downloads=_downloads(name, found, values),
            start=start,
            most=_ROWS,
            neighbours=_neighbours(name, found, values, start),
        ),
    )


@blueprint.get("/queries/<name>.<extension>")
def download(name: str, extension: str) -> Response:
    """The answer of one question as a file."""
    question = _question(name)
    values = protocol.parameters().singles()
    query = question.fill({key: value for key, value in values.items() if key != _FROM})
    return reply(Question(query, format_of(query, extension)))


def _titles() -> dict[str, str]:
    """Tag → what its group of questions is about, in the order of the gallery."""
    return {
        "treaties": translated("Treaties: who is bound, since when"),
        "law": translated("Laws of the states"),
        "bodies": translated("Offices, courts and organisations"),
        "procedures": translated("Registration, terms and disputes"),
        "enforcement": translated("Enforcement and infringement"),
        "cases": translated("Cases"),
        "policy": translated("Policy: goals, challenges, measures"),
        "evidence": translated("Evidence: who says so, and is it right"),
        "data": translated("The data itself"),
    }


def _question(name: str) -> NamedQuery:
    found = site().questions.get(name)
    if found is None:
        raise NotFound(f"There is no question {name!r}: see all of them at {url_for('.gallery')}")
    return found


def _start(number: str) -> int:
    """The first row to show, from 1; BadRequest when that is no row."""
    if not re.fullmatch("[1-9][0-9]{0,8}", number):
        raise BadRequest(f"{_FROM} is {number!r}: give the number of a row, from 1")
    return int(number)


def _neighbours(
    name: str, found: Outcome | None, values: dict[str, str], start: int
) -> dict[str, str]:
    """The addresses of the rows before and after those that are shown."""
    count = len(found.table.rows) if found and found.table else 0
    starts = {"before": start - _ROWS, "after": start + _ROWS}
    places = {"before": max(1, starts["before"])} if start > 1 else {}
    if starts["after"] <= count:
        places["after"] = starts["after"]
    bare = url_for(".page", name=name).partition("?")[0]
    return {
        way: f"{bare}?{urlencode({**language.chosen(), **values, _FROM: place})}#answer"
        for way, place in places.items()
    }


def _downloads(name: str, found: Outcome | None, values: dict[str, str]) -> list[tuple[str, str]]:
    """Label and address of the answer in each format."""
    if found is None or found.fault:
        return []
    # url_for would take a parameter called "name" for its own.
    asked = f"?{urlencode(values)}" if values else ""
    bare = url_for(".download", name=name, extension="").partition("?")[0]
    return [(one.label, f"{bare}{one.extension}{asked}") for one in found.formats]

"""The form of a question: which field each parameter gets, and what it suggests."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cislex import queries, terms
from cislex.names import Name
from cislex.queries import NamedQuery, Parameter
from cislex.web import rendering
from cislex.web.language import translated
from cislex.web.serving import snapshot

_MOST_SUGGESTED: Final = 150
_CLASS: Final = terms.expand("owl:Class")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `kind` is select, date, number, suggest (a text with suggestions) or text.

    `options` are values with their names; `hint` says what an empty field means.
    """

    name: str
    label: str
    kind: str
    value: str
    hint: str = ""
    options: Sequence[tuple[str, Name]] = ()


def fields(question: NamedQuery, values: Mapping[str, str]) -> list[Field]:
    """The fields of a question's form, filled with what was asked."""
    return [_field(one, values.get(one.name, one.default)) for one in question.parameters]


def label(parameter: Parameter) -> str:
    """What a parameter is called in the language of the interface."""
    return _labels().get(parameter.name, parameter.name.replace("_", " "))


def _field(parameter: Parameter, value: str) -> Field:
    name = parameter.name
    if parameter.choices:
        options = [(one, Name(one, "en")) for one in _with(value, parameter.choices)]
        return Field(name, label(parameter), "select", value, "", options)
    if parameter.type == "date":
        hint = translated("empty: today") if parameter.default == "today" else ""
        whole = value if _DATE.fullmatch(value) else ""
        # What is no date is shown as it was written, so that it can be mended.
        wrong = value not in ("", "today", whole)
        return Field(
            name, label(parameter), "text" if wrong else "date", value if wrong else whole, hint
        )
    if parameter.type == "integer":
        return Field(name, label(parameter), "number", value)
    if parameter.type == "iri" and parameter.default:
        return _thing(parameter, value)
    return Field(name, label(parameter), "text", value)


def _thing(parameter: Parameter, value: str) -> Field:
    """A choice of the things that are of the kind that the parameter is called after."""
    names = snapshot().names
    default = queries.iri(parameter.default).value
    kind = names.type_of(default)
    if kind == _CLASS and parameter.name != "class":
        return _select(parameter, value, [default, *names.members(default, _MOST_SUGGESTED)])
    kind_label = names.labels([kind], "en").get(kind) if kind else None
    if kind_label and parameter.name in kind_label.text.lower():
        return _select(parameter, value, names.members(kind, _MOST_SUGGESTED))
    space = next((one for one in terms.PREFIXES.values() if default.startswith(one)), default)
    options = _options(names.beginning(space, _MOST_SUGGESTED))
    return Field(parameter.name, label(parameter), "suggest", value, parameter.default, options)


def _select(parameter: Parameter, value: str, iris: Sequence[str]) -> Field:
    try:
        asked = queries.iri(value.strip()).value
    except ValueError:
        return Field(parameter.name, label(parameter), "text", value, parameter.default)
    options = _options(_with(asked, iris))
    return Field(parameter.name, label(parameter), "select", terms.compact(asked), "", options)


def _options(iris: Sequence[str]) -> list[tuple[str, Name]]:
    rendering.know(iris)
    options = [(terms.compact(iri), rendering.name(iri)) for iri in iris]
    return sorted(options, key=lambda option: option[1].text.casefold())


def _with(value: str, known: Sequence[str]) -> list[str]:
    return [*known, *([value] if value not in known else [])]


def _labels() -> dict[str, str]:
    return {
        "actor": translated("actor"),
        "basis": translated("basis"),
        "class": translated("class"),
        "concept": translated("concept"),
        "day": translated("on the day"),
        "document": translated("document"),
        "goal": translated("goal"),
        "object": translated("to what"),
        "organization": translated("organisation"),
        "region": translated("region"),
        "right": translated("right"),
        "scheme": translated("scheme"),
        "section": translated("section"),
        "since": translated("from the day"),
        "state": translated("state"),
        "subject": translated("from what"),
        "thing": translated("thing"),
        "topic": translated("topic"),
        "treaty": translated("treaty"),
        "until": translated("to the day"),
    }

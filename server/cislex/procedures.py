"""What procedures and their steps are called, and which of them the graph has.

A procedure has no name of its own in an article ("the application is then examined"). It is
known by its state and its right or branch, and named as `data/entities/procedures.ttl` names
those of the graph; what the graph does not have is proposed under such a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from cislex import resources, terms
from cislex.lexicon import Entry

Name = tuple[str, str, str]
"""Id or `new:…`, label, and class of a thing."""

REGISTRABLE = frozenset(
    f"right:{name}"
    for name in (
        *("patent", "utility-model", "industrial-design", "trademark"),
        *("geographical-indication", "plant-variety", "layout-design"),
    )
)
"""Rights that come into being by registration or grant."""

BRANCHES = ("civil", "criminal", "administrative", "customs")
"""Kinds of enforcement procedure, as in the scheme `procedure-kind`."""


def registration(right: Entry, state: Entry) -> Name:
    """The procedure by which a right is obtained in a state."""
    return _name(f"{right.label} registration in {state.label}", "RegistrationProcedure")


def enforcement(branch: str, state: Entry) -> Name:
    """The procedure of a branch by which rights are enforced in a state."""
    label = f"{branch} enforcement of IP rights in {state.label}"
    return _name(label, "EnforcementProcedure")


def step(form: str, right: Entry, state: Entry) -> Name:
    """A step of the registration of a right; `form` as `label` in data/rules/procedures.toml."""
    article = "an" if right.label[0] in "aeio" else "a"
    one = f"{article} {right.label}"
    words = form.format(application=f"{one} application", right=one)
    return _name(f"{words} in {state.label}", "ProcedureStep")


def about(label: str) -> tuple[str, str]:
    """Kind and right of a procedure that was named here, as CURIEs; empty where it was not."""
    first, _, rest = label.lower().partition(" enforcement of ip rights in ")
    if rest and first in BRANCHES:
        return f"procedure-kind:{first}", "right:intellectual-property"
    first, _, rest = label.lower().partition(" registration in ")
    rights = {right.partition(":")[2].replace("-", " "): right for right in REGISTRABLE}
    right = rights.get(first.removesuffix(" right").replace("-", " "), "")
    return ("procedure-kind:registration", right) if rest and right else ("", "")


def _name(label: str, kind: str) -> Name:
    known = _known().get(label.lower())
    proposed = label[0].upper() + label[1:]
    return (known, label, kind) if known else (f"new:{proposed}", proposed, kind)


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    """The procedures and steps of the graph by their English labels."""
    file = resources.folder("data") / "entities" / "procedures.ttl"
    naming = {terms.expand(name) for name in ("rdfs:label", "skos:prefLabel", "skos:altLabel")}
    return {
        quad.object.value.lower(): terms.compact(quad.subject.value)
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
        and quad.predicate.value in naming
        and quad.object.language in ("en", None)
    }

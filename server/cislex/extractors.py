"""All extractors behind one interface: the rules, and what a user plugs in.

A plug-in is any object with `name` and `extract(article)` that gives claims:
a spaCy pipeline, a language-model endpoint. It is named as `module:attribute`
in the setting `extractors`, or registered under the entry-point group
`cislex.extractors`; a callable is called without arguments to make it. Its
claims carry the rule `plugin:NAME`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import merge
from importlib import import_module
from importlib.metadata import entry_points
from itertools import groupby
from typing import Any

from cislex.claims import Article, Claim, Extractor
from cislex.errors import SettingError
from cislex.extraction import RuleExtractor

GROUP = "cislex.extractors"
"""Entry-point group under which a package registers an extractor."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """An extractor of a user; what it says is marked with its name."""

    name: str
    inner: Extractor

    def extract(self, article: Article) -> Iterator[Claim]:
        """The claims of the plug-in, each with the rule `plugin:NAME` and the article's slug.

        Raises:
            SettingError: the plug-in gives something that is no claim.
        """
        for claim in self.inner.extract(article):
            if not isinstance(claim, Claim):
                words = (
                    f"The extractor {self.name!r} gave {claim!r}, which is no cislex.claims.Claim"
                )
                raise SettingError(words)
            confidence = min(max(claim.confidence, 0.0), 1.0)
            yield replace(
                claim, doc=article.document.slug, rule=f"plugin:{self.name}", confidence=confidence
            )


def extractors(names: Iterable[str] = (), installed: bool = False) -> list[Extractor]:
    """The rules and the plug-ins: those named `module:attribute`, and the installed ones if wanted.

    Raises:
        SettingError: a plug-in cannot be found or is no extractor.
    """
    found: list[Extractor] = [RuleExtractor()]
    found += [_load(name) for name in names]
    if installed:
        for entry in entry_points(group=GROUP):
            found.append(_plugin(entry.load(), entry.name))
    return found


def extract(article: Article, using: Iterable[Extractor]) -> Iterator[Claim]:
    """What all extractors find, each claim of one sentence once, in the order of the text.

    Claims are handed on as they are found, so that those of a huge article need not all be kept.
    """
    found = merge(*(_in_order(one, article) for one in using), key=_start)
    for _, beginning_here in groupby(found, key=_start):
        unique: dict[tuple[str, ...], Claim] = {}
        for claim in beginning_here:
            key = (
                *(claim.subject, claim.predicate, claim.object, claim.value),
                *(claim.polarity, claim.jurisdiction),
            )
            unique.setdefault(key, claim)
        yield from sorted(unique.values(), key=lambda claim: claim.end)


def _in_order(extractor: Extractor, article: Article) -> Iterable[Claim]:
    found = extractor.extract(article)
    return found if isinstance(extractor, RuleExtractor) else sorted(found, key=_start)


def _start(claim: Claim) -> int:
    return claim.start


def _load(name: str) -> Extractor:
    module, colon, attribute = name.partition(":")
    if not colon or not re.fullmatch(r"[\w.]+:[\w.]+", name):
        raise SettingError(f"The extractor {name!r} is not written as module:attribute")
    try:
        thing: object = import_module(module)
        for part in attribute.split("."):
            thing = getattr(thing, part)
    except (ImportError, AttributeError) as error:
        words = f"The extractor {name!r} cannot be loaded ({error}): install it or mend the name"
        raise SettingError(words) from error
    return _plugin(thing, name)


def _plugin(thing: Any, shown_as: str) -> Plugin:
    made = thing() if callable(thing) and not _is_extractor(thing) else thing
    if not _is_extractor(made):
        words = (
            f"The extractor {shown_as!r} has no name or no method extract(article): give it both"
        )
        raise SettingError(words)
    return Plugin(made.name, made)


def _is_extractor(thing: Any) -> bool:
    return (
        not isinstance(thing, type)
        and isinstance(getattr(thing, "name", None), str)
        and callable(getattr(thing, "extract", None))
    )

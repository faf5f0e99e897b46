"""A stretch of text → its clause, and what the rules say of it by what is kept in mind."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import cache

from cislex import (
    agreements,
    bodies,
    frames,
    laws,
    layout,
    lexicon,
    mentions,
    numbered_laws,
    outsiders,
    own_acts,
    particulars,
    places,
    reduction,
    rules,
    titles,
)
from cislex.anaphors import resolve
from cislex.context import Memory
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.relative_dates import of_days, same_dates
from cislex.screening import Screened
from cislex.selection import Selection
from cislex.sentence import PARTICIPATIONS, Said


class Interpreter:
    """Understands the words of one article by `memory`, what it has spoken of so far."""

    def __init__(self) -> None:
        self.lexicon = lexicon.load()
        places.prepare(self.lexicon)
        self.memory = Memory(self.lexicon, _laws())
        self._rules = _selection()
        self._made: dict[tuple[str, str, str, int], Clause] = {}

    def clause(self, text: str) -> Clause:
        """The mentions of a text, as far as its own words and short names tell.

        What an article says again, such as a label or a question that waits for its answer, is
        not analysed again: the clauses made last are kept, with what they were made by.
        """
        near = self.memory.near_date or self.memory.published
        made_by = text, self.memory.date, near, len(self.memory.aliases)
        if made := self._made.get(made_by):
            return made.copy()
        clause = mentions.clause(layout.cut(text), self.lexicon)
        places.mark(clause, self.lexicon)
        agreements.mark(clause, self.lexicon)
        self.memory.aliases.apply(clause)
        if is_numbered := Kind.NUMBER in clause.masked:
            days = (law.date for law in reversed(self.memory.recent) if law.kind == Kind.LAW)
            of_days(clause, next(filter(None, days), self.memory.date))
        titles.mark(clause)
        numbered_laws.mark(clause)
        outsiders.mark(clause)
        bodies.mark(clause)
        reduction.normalise(clause)
        _define(clause, self.memory)
        same_dates(clause, self.memory.date, near)
        reduction.join_dates(clause)
        reduction.uncleave(clause)
        places.drop_own_years(clause, self.lexicon)
        particulars.bring(clause)
        own_acts.mark(clause)
        if Kind.LAW in clause.masked:
            numbered_laws.own(clause, self.memory.laws)
        if not is_numbered:
            if len(self._made) == _KEPT:
                self._made.clear()
            self._made[made_by] = clause.copy()
        return clause

    def resolved(self, text: str) -> Clause:
        """The mentions of a text, with those that are spoken of by other words than names."""
        clause = self.clause(text)
        resolve(clause, self.memory)
        return clause

    def read(self, clause: Clause) -> list[Said]:
        """What a clause says by the rules."""
        return frames.read(clause, self.memory, self._rules)

    def told(self, text: str, predicates: Container[str]) -> list[Said]:
        """What a text says by some predicates."""
        return [one for one in self.read(self.resolved(text)) if one.predicate in predicates]


_KEPT = 2000
"""So many clauses are kept, which are those of some dozens of articles."""


def participations(said: Iterable[Said]) -> list[Said]:
    """What is said of taking part in treaties and organisations."""
    return [one for one in said if one.predicate in PARTICIPATIONS]


def once(said: Iterable[Said]) -> list[Said]:
    """Each relation once, with its date where one is told."""
    unique: dict[tuple[str, ...], Said] = {}
    for one in said:
        key: tuple[str, ...] = (
            *(one.subject, one.predicate, one.object, one.polarity, one.jurisdiction),
        )
        known = unique.get(key)
        if known is not None and known.value and one.value and one.predicate == "isPartyTo":
            alike = known.value.startswith(one.value) or one.value.startswith(known.value)
            key = key if alike else (*key, one.value)  # acceded one day, bound from another
            known = unique.get(key)
        if known is None or (one.value and not known.value):
            unique[key] = one
    return list(unique.values())


_ALIAS = Screened(
    rf"(?P<of>[{Kind.BODY}{Kind.LAW}{Kind.TREATY}{Kind.ORGANIZATION}]),? (?:\((?:the "
    rf"|hereinafter |hereafter |or |known as |also |abbreviated |\"|, ){{0,24}}|(?:also "
    rf"|commonly |better |usually )?(?:known|called|abbreviated"
    rf"|referred to) (?:locally |simply |as |to as |the |\"){{0,24}})"
    r"(?P<name>[A-Z][\w-]+(?: (?:Law|Act|Code|Office|Agency|Center|Centre|Patent))?)\"?\)?"
)

_CALLED = ("called", "known", "abbreviated", "referred")


def _define(clause: Clause, memory: Memory) -> None:
    """Take note of an abbreviation in brackets, and leave it out of the clause."""

    def take(match: re.Match[str], clause: Clause) -> Mention | None:
        named = clause.at(match.start("of"))
        if match["name"] in ("The", "Law", "No", "See", "In", "As"):
            return None
        memory.aliases.define(match["name"], named)
        return named

    if "(" in clause.masked or any(map(clause.masked.__contains__, _CALLED)):
        clause.merge(_ALIAS, take)


def prepare() -> None:
    """Work out what reading needs of each rule, so that it is kept: see `cislex.kept`.

    Raises:
        InputError: a rule is wrong.
    """
    for rule in rules.load():
        _ = rule.needs, rule.order, rule.pattern


@cache
def _selection() -> Selection:
    return Selection(rules.load())


@cache
def _laws() -> laws.Laws:
    names = lexicon.load()
    return laws.Laws(names, names.records)

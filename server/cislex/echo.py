"""What is said of one is said of another: `The same holds for Moldova`, `as did the PCT`."""

from __future__ import annotations

import re

from cislex.arguments import objects_in, state_at
from cislex.joining import join
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import PARTICIPATIONS, Sentence
from cislex.topic import Told

_STATES = Kind.STATE + Kind.CAPITAL + Kind.PRONOUN


def _same(one: Told, other: Told) -> bool:
    """Whether the same is said of two states."""
    return (one.thing, one.polarity, one.modality) == (other.thing, other.polarity, other.modality)


def echo(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """What was said of a state or a treaty last is said of others, too."""
    said = [one for one in sentence.said if one.predicate in PARTICIPATIONS]
    told = [Told(s.subject, s.object, s.polarity, s.modality) for s in said]
    day = said[-1].value if said else ""
    told = [t for t in told if _same(t, told[-1])] or list(sentence.memory.topic.told)
    here = sentence.clause.within(*match.span("d"), kinds=Kind.DATE)
    day = here[-1][1].value if here else day
    if not told:
        return
    scope = Scope(told[0].polarity, told[0].modality)
    if rule.options.get("neither") and scope.polarity not in ("negated", "planned"):
        return
    if rule.options.get("denied"):
        if scope.polarity != "affirmed":
            return
        scope = Scope("negated")
    if len({(one.polarity, one.modality) for one in told}) > 1:
        return
    states = [
        state
        for place, mention in sentence.clause.within(*match.span("o"), kinds=_STATES)
        if (state := state_at(sentence, place, mention)) is not None
    ]
    entries = sentence.memory.lexicon.entries
    if states and Kind.TREATY not in match["o"] and Kind.ORGANIZATION not in match["o"]:
        things = dict.fromkeys(one.thing for one in told if one.thing in entries)
        objects = [(Mention(entries[i].kind, entries[i].label, (entries[i],)), "") for i in things]
        join(sentence, rule, states, objects, scope, day if here else "")
        return
    if rule.options.get("denied"):
        return
    names = dict.fromkeys(one.state for one in told if one.state in entries)
    own = [Mention(Kind.STATE, entries[i].label, (entries[i],)) for i in names]
    join(sentence, rule, own, objects_in(sentence, *match.span("o"), None), scope, day)

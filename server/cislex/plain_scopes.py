"""How a sentence with an order of words puts a relation: as it is, was, will be, or is not."""

from __future__ import annotations

import re

from cislex import patterns, scopes
from cislex.lexicon import Kind
from cislex.mentions import REACH
from cislex.scopes import Scope
from cislex.screening import Screened
from cislex.sentence import Sentence


def plain_scope(sentence: Sentence, match: re.Match[str]) -> Scope | None:
    """The scope of a match by the words before, within and behind it; None if only supposed."""
    masked = sentence.clause.masked
    groups = match.re.groupindex
    verb = match["v"] if "v" in groups and match["v"] else ""
    trigger = match["t"] if "t" in groups and match["t"] else ""
    since = max(0, match.start() - REACH)
    scope = scopes.judge(
        masked[: match.start()], verb, trigger, masked[match.end() : match.end() + 40]
    )
    if now := _THEN.search(masked, since, match.start("t") if trigger else match.start()):
        since = max(since, min(now.start(), match.start()))
    if (
        scope
        and scope.polarity == "affirmed"
        and (
            _UNTIL.search(sentence.clause.spell(since, match.start()) + verb + trigger)
            or _UNTIL_AFTER.match(sentence.clause.spell(match.end(), match.end() + 4))
        )
    ):
        return Scope("past")
    if scope and scope.polarity == "affirmed" and _NOT.search(masked, since, match.start()):
        return Scope("negated")
    later = scope is not None and scope.polarity == "planned" and _SHALL.search(verb)
    if later and _FROM_THEN.search(sentence.clause.spell(since, match.end() + _NEAR)):
        return scope
    return soften(scope, verb)


def is_to_come(sentence: Sentence, place: int) -> bool:
    """Whether the law at a place is not there yet: `a draft law`, `a law was to be adopted`."""
    clause = sentence.clause
    if " to be " in clause.masked and _TO_BE_MADE.match(clause.masked, place + 1):
        return True
    if not clause.admits(_DRAFT):
        return False
    return _DRAFT.pattern.search(clause.masked, max(0, place - REACH), place) is not None


_TO_BE_MADE = patterns.of(
    r",? (?:is|was|are|were) (?:still |only |now |due ){0,2}to be (?:adopted|passed|enacted"
    r"|approved|voted|drafted|written)\b"
)


_NEAR = 20


_SHALL = patterns.of(r"\b(?:will|(?:is|are) (?:going|due|set) to)\b")


_FROM_THEN = patterns.of(
    rf"\b(?:from|as of|starting|beginning|by|before) +{Kind.DATE}|\b(?:next (?:year|month|spring"
    r"|summer|autumn|winter)|in (?:the )?future|one day)\b",
    re.IGNORECASE,
)
"""`From 2027 designs will be registered by it`: they are not yet."""


_DRAFT = Screened(
    r"\b(?:draft|bill|proposed|planned|future)(?: of)?(?: an?| the)?(?: new)? $", re.IGNORECASE
)
"""What stands before a law that is not there yet."""


_NOT = patterns.of(
    r"\b(?:(?:do|does|did|can|could|need|must|will|has|have)(?: not|n't)|cannot|never"
    r"|fail(?:s|ed)? to)(?: (?!joined|join |ratif|sign|accept|left|leave|denounc|entered)\w+)? $"
    r"|\b(?:[Nn]either|nor)(?: the| an?)? $"
    rf"|(?:\b[Ii]t|{Kind.PRONOUN}) (?:is|was)(?: not|n't)(?: the)? $"
)


_UNTIL = patterns.of(
    rf"\b(?:from {Kind.DATE} (?:to|until|till)|between +{Kind.DATE} and) +{Kind.DATE}"
    rf"|\b(?:until|till|before) {Kind.DATE},? [^.;]{{0,40}}\b(?:was|were|had)\b"
    rf"|^predecessor|\b(?:formerly|previously)\b[^,;]{{0,30}}$|^(?:until|till) {Kind.DATE}",
    re.IGNORECASE,
)


_THEN = patterns.of(
    rf";,? (?:but |and )?(?:since then|then|now|today|{Kind.DATE})(?=[, ])(?!.*;)"
    r"|, (?:when|at which point|after which|whereupon|and then|and since then)\b(?!.*;)",
    re.IGNORECASE,
)
"""Where another time begins: `until 2019 it was under A; on 8 February 2019 it came under B`."""


_UNTIL_AFTER = patterns.of(rf",? \(?(?:until|till|up to) {Kind.DATE}", re.IGNORECASE)


def soften(scope: Scope | None, words: str) -> Scope | None:
    """`can`, `may` and `must` say of bodies and laws what is, not what is planned."""
    if (
        scope
        and scope.polarity == "planned"
        and not re.search(
            r"\b(?:plan(?!t)|intend|hope|should|would|expect|ought|propos|will soon|aim|want|wish"
            r"|(?:may|might|could) (?:also |well )?(?:consider|like|think|look at)|usefully"
            r"|(?:is|are) to (?!be\b))",
            words,
        )
    ):
        return scopes.AFFIRMED
    return scope

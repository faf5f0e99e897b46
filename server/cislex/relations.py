"""Frames of bodies, laws and treaties: what stands above, registers, governs, administers."""

from __future__ import annotations

import re

from cislex import rules, scopes
from cislex.arguments import objects_in
from cislex.laws import topics
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.naming import (
    abroad,
    acting_in,
    bodies_in,
    name_of,
    plain_scope,
    relate,
    rights_in,
    say,
    soften,
)
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Sentence, flat

_ALL_RIGHTS = {"right:intellectual-property", "right:industrial-property"}
"""Names of all rights together, which no office registers."""


def authority(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A body stands under another one."""
    scope = plain_scope(sentence, match)
    if scope is None or _same_span(match, "b", "o"):
        return
    if scope.polarity == "affirmed" and _STOOD.search(f"{match.groupdict().get('v')} {match['t']}"):
        scope = Scope("past")
    if _TO_BE_MOVED.search(sentence.clause.masked[: match.start("b")]):
        scope = Scope("planned", "intention")
    for _, parent in sentence.clause.within(*match.span("o"), kinds=Kind.BODY + Kind.ORGANIZATION):
        acts = match.start("b") < match.start("o")
        for body in (acting_in if acts else bodies_in)(sentence, *match.span("b")):
            relate(sentence, rule, body, "isUnderAuthorityOf", parent, scope)
        return


_STOOD = re.compile(
    r"\b(?:stood|had (?:answered|belonged|reported|been)|sat|answered to|reported to|belonged to)\b"
)
"""A body that stood under another one stands there no longer."""

_TO_BE_MOVED = re.compile(
    r"\b(?:plan|intend|want|propos|should|may|might|consider|discuss)\w*(?: \w+)? (?:to )?"
    r"(?:mov|plac|transfer|put|bring|subordinat|attach)\w* $",
    re.IGNORECASE,
)
"""A body that somebody means to move under another one is not there yet."""


def administration(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """An organisation administers a treaty."""
    scope = plain_scope(sentence, match)
    if scope is None:
        return
    name = sentence.clause.masked[slice(*match.span("b"))]
    holders = sentence.clause.within(*match.span("b"), kinds=Kind.ORGANIZATION + Kind.BODY)
    for target, _ in objects_in(sentence, *match.span("o"), None):
        for part in flat([target]):
            if part.kind != Kind.TREATY or not part.entries:
                continue
            holder = holders[0][1] if holders else Mention(Kind.ORGANIZATION, name, proposed=name)
            relate(sentence, rule, part, "isAdministeredBy", holder, scope)


def registration(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """Rights are registered with an office."""
    scope = plain_scope(sentence, match)
    if scope is None or abroad(sentence, match.start()):
        return
    acts = match.start("b") < match.start("r") and not rule.options.get("passive")
    for body in (acting_in if acts else bodies_in)(sentence, *match.span("b")):
        rights = _registered(sentence, rule, match)
        for more in ("r2", "r3"):
            if match.groupdict().get(more):
                rights += rights_in(sentence, *match.span(more))
        rights = [right for right in rights if right.entries[0].id not in _ALL_RIGHTS]
        if not rights and rule.id == "registration.office-register":
            continue
        for right in rights:
            relate(sentence, rule, right, "isRegisteredWith", body, scope)
        if rule.options.get("function") and scope.polarity != "planned":
            has_function(sentence, rule, body, rule.options["function"], scope)


_ONE_MORE = rules.compiled("(?P<v>{gap}) (?P<r>{rights})")


def _registered(sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Mention]:
    """The rights of a match, and those that the same office registers in what follows."""
    rights = rights_in(sentence, *match.span("r"))
    if match.start("b") < match.start("r") and rule.options.get("vocabulary"):
        while (more := _ONE_MORE.match(sentence.clause.masked, match.end())) and rule.fits(more):
            match = more
            rights += rights_in(sentence, *match.span("r"))
    return rights


def function(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A body has a function."""
    masked, side = sentence.clause.masked, rules.sides()[rule.options["side"]]
    if rule.options["side"] in ("does", "charge"):
        stop = max(masked.rfind(mark, 0, match.start()) for mark in ("; ", ". ")) + 1
        beside = side.search(masked[: match.start()], max(stop, match.start() - 220))
        if beside is None or not rule.plain(beside["v"]):
            also = "also" if rule.options["side"] == "does" else "also-charge"
            beside = rules.sides()[also].search(masked[: match.start()], stop)
    else:
        beside = side.match(masked, match.end())
    leads = rule.options["side"] in ("does", "charge")
    if beside is None or (leads and not rule.plain(beside["v"])):
        return
    before = masked[: min(beside.start(), match.start())]
    scope = soften(scopes.judge(before, beside["v"], match["t"], ""), f"{beside['v']} ")
    if scope is None:
        return
    for body in (acting_in if leads else bodies_in)(sentence, *beside.span("b")):
        has_function(sentence, rule, body, rule.options["function"], scope)


def has_function(
    sentence: Sentence, rule: Rule, body: Mention, function: str, scope: Scope
) -> None:
    subject = name_of(sentence, body)
    if subject and subject[2] not in (
        "State",
        "InternationalTreaty",
        "IntergovernmentalOrganization",
    ):
        say(
            sentence,
            rule,
            subject,
            "hasFunction",
            (function, function.partition(":")[2].replace("-", " "), ""),
            scope,
        )


def ratifies(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A law ratifies a treaty."""
    scope = plain_scope(sentence, match)
    if scope is None:
        return
    for _, law in sentence.clause.within(*match.span("l"), kinds=Kind.LAW):
        for target, _ in objects_in(sentence, *match.span("o"), None):
            for part in flat([target]):
                if part.kind == Kind.TREATY and part.entries:
                    sentence.ratifying.add(id(law))
                    relate(sentence, rule, law, "ratifies", part, scope)


def ratified(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A law without a title ratifies the treaty of its clause, in whatever order they stand."""
    masked = sentence.clause.masked
    marks = [masked.rfind(mark, 0, match.start("t")) for mark in ("; ", ". ", ": ")]
    start = max(marks) + 1
    ends = [p for mark in ("; ", ". ") if (p := masked.find(mark, match.end("t"))) >= 0]
    end = min(ends, default=len(masked))
    laws = [
        law
        for _, law in sentence.clause.within(start, end, Kind.LAW)
        if (law.value or law.date) and not topics(law.proposed) - {"ratification"}
    ]
    scope = plain_scope(sentence, match)
    told = {s.subject for s in sentence.said if s.predicate == "ratifies"}
    if scope is None or len(laws) != 1 or _WITHOUT_LAW.search(masked[start:end]):
        return
    law = laws[0]
    named = name_of(sentence, law)
    treaties = sentence.clause.within(start, end, Kind.TREATY)
    treaties = treaties or sentence.clause.within(0, end, Kind.TREATY)[-1:]
    if named is None or named[0] in told or named[2] == "Code":
        return
    nearest = sorted(treaties, key=lambda pair: abs(pair[0] - match.start("t")))[:1]
    for _, target in nearest:
        for part in flat([target]):
            if part.entries:
                sentence.ratifying.add(id(law))
                relate(sentence, rule, law, "ratifies", part, scope)


_WITHOUT_LAW = re.compile(
    r"\b(?:amend\w*|standards?|in line with|brought|implement\w*|draft|bill|replac\w*)\b",
    re.IGNORECASE,
)


def law(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """The day on which a law was adopted, said apart from its title."""
    laws = sentence.clause.within(*match.span("l"), kinds=Kind.LAW)
    days = sentence.clause.within(*match.span("d"), kinds=Kind.DATE)
    if laws and days and not laws[0][1].date and plain_scope(sentence, match) == scopes.AFFIRMED:
        sentence.adopted[id(laws[0][1])] = days[0][1].value


def _same_span(match: re.Match[str], one: str, other: str) -> bool:
    return match.span(one) == match.span(other)

"""Frames of bodies, laws and treaties: who registers, does, administers, ratifies."""

from __future__ import annotations

import re

from cislex import patterns, rules, scopes
from cislex.actors import acting_in, bodies_in, placed_at
from cislex.administering import (
    also,
    as_well,
    by_account,
    compared,
    further,
    instead,
    not_by,
    unlike,
)
from cislex.arguments import objects_in
from cislex.capacities import able, bidden, lacking
from cislex.focus import UNREGISTERED
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.naming import abroad, as_told, name_of, place_of, relate, rights_in, say
from cislex.plain_scopes import plain_scope, soften
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Sentence, flat

_ALL_RIGHTS = {"right:intellectual-property", "right:industrial-property"}
"""Names of all rights together, which no office registers."""


def administration(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """An organisation administers a treaty."""
    scope = _scope(sentence, match)
    excepted = _EXCEPTED.search(sentence.clause.masked[: match.start("o")])
    instead_of = _INSTEAD_OF.search(sentence.clause.masked, 0, match.start("b"))
    holders = _holders(sentence, match, scope) if scope and not instead_of else []
    if scope is None or excepted or by_account(sentence, match.end()) or not holders:
        return
    objects = _administered(sentence, match)
    if likened := _LIKENED.search(sentence.clause.masked[: match.start("o")]):
        objects = [sentence.clause.at(likened.start())]
    objects = ([] if unlike(match) else objects) + compared(sentence, match)
    if match.start("b") < match.start("o"):
        objects += also(sentence, match.end("o"))
        instead(sentence, rule, match, objects, scope)
    else:
        objects += as_well(sentence, match.end("b"))
        not_by(sentence, rule, match, objects, scope)
    for target in objects:
        for part in flat([target]):
            if part.kind != Kind.TREATY or not part.entries:
                continue
            if rule.id != _BESIDE or not _own_name(part, holders[0]):
                for holder in holders:
                    relate(sentence, rule, part, "isAdministeredBy", holder, scope)


def _scope(sentence: Sentence, match: re.Match[str]) -> Scope | None:
    """The scope of who administers; what neither of two states has joined is administered."""
    scope = plain_scope(sentence, match)
    before = sentence.clause.masked[: match.start()]
    if scope and scope.polarity == "negated" and _OF_STATES.search(before):
        return scopes.judge("", match["v"], match["t"], "")
    return scope


def _holders(sentence: Sentence, match: re.Match[str], scope: Scope) -> list[Mention]:
    """Those who administer a treaty, the one that a match names first."""
    span, masked = match.span("b"), sentence.clause.masked
    if match["b"] == Kind.PRONOUN:
        meant = _meant(sentence, span[0])
        return [meant] if meant else []
    name = sentence.clause.words(*span)
    named = sentence.clause.within(*span, kinds=Kind.ORGANIZATION + Kind.BODY)
    found = [named[0][1] if named else Mention(Kind.ORGANIZATION, name, proposed=name)]
    if scope.polarity == "negated" and (other := _NEITHER_NOR.search(masked[: match.start()])):
        found.append(sentence.clause.at(other.start("b")))
    return found + (further(sentence, span[1]) if span[1] > match.end("o") else [])


_BESIDE = "administration.beside"


def _own_name(treaty: Mention, holder: Mention) -> bool:
    """`the Convention for the Protection of New Varieties of Plants (UPOV)`: so it is called."""
    names = [(treaty.entries[0].id, entry.id) for entry in holder.entries[:1]]
    return names == [("id:upov-convention", "id:upov")]


_OF_STATES = patterns.of(
    rf"\b(?:neither|nor|none of)\b[^;.{Kind.ORGANIZATION}]*[{Kind.STATE}{Kind.CAPITAL}][^;.]*$"
    r"|\b(?:neither|none) of (?:the|these|those|them)\b[^;.]*$",
    re.IGNORECASE,
)
"""`Neither Georgia nor Armenia has joined the Treaty, which WIPO administers`: it does."""
_NEITHER_NOR = patterns.of(rf"\b[Nn]either(?: the)? (?P<b>{Kind.ORGANIZATION}),? nor(?: the)? $")
_INSTEAD_OF = patterns.of(r"\b(?:not|rather than|instead of)(?: by| the)? $", re.I)
"""`It is WIPO, and not the WTO, that administers it`: the latter does not."""
_EXCEPTED = patterns.of(
    r"\b(?:exceptions?(?: of| being)?|except(?: for)?|all but|other than|apart from|save for|bar)"
    r"(?: the| only)? $",
    re.IGNORECASE,
)
"""`all, with the exception of TRIPS, are administered by WIPO`: of that one it is not said."""
_LIKENED = patterns.of(
    rf"{Kind.TREATY}(?=[^;.{Kind.TREATY}]{{1,20}}\blike (?:most|many|all|several"
    rf"|some)(?: of)?(?: the)? $)"
)
"""`…, which, like most of these treaties, is administered by WIPO`: what is spoken of."""


def _administered(sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    """The treaties of which a match tells who administers them."""
    start, end = match.span("o")
    others = [
        place
        for place, _ in sentence.clause.within(start, end, Kind.ORGANIZATION)
        if _BY.search(sentence.clause.masked, start, place)
    ]
    start = others[-1] if others else start
    objects = [target for target, _ in objects_in(sentence, start, end, None)]
    last = _WHICH_IS.search(sentence.clause.masked, *match.span())
    return objects[-1:] if last else objects


_BY = patterns.of(r"\b(?:by|which|that)(?: the)? $")
"""`A, administered by WIPO, and B, administered by the WTO`: each by its own."""
_WHICH_IS = patterns.of(
    rf"{Kind.TREATY}(?: {Kind.DATE})?,? (?:which|that|a treaty|itself) (?:is|was)\b"
)
"""`A and B, which is administered by WIPO`: only B is meant."""


def _meant(sentence: Sentence, place: int) -> Mention | None:
    """The organisation that a pronoun stands for; None where it may be a body."""
    named = sentence.clause.within(0, place, Kind.ORGANIZATION + Kind.BODY)
    latest = named[-1][1] if named else sentence.memory.subject
    return latest if latest and latest.kind == Kind.ORGANIZATION else None


_NO = patterns.of(r"\b(?:no|without)(?: \w+)? $")
"""`No registration with the Agency is needed`."""


def registration(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """Rights are registered with an office."""
    scope = plain_scope(sentence, match)
    if scope is None or abroad(sentence, match.start()):
        return
    acts = match.start("b") < match.start("r") and not rule.options.get("passive")
    if _of_something_else(sentence, match):
        return
    placed = acts and placed_at(sentence.clause.masked, *match.span("b"))
    for body in (acting_in if acts else bodies_in)(sentence, *match.span("b")):
        if not able(sentence, body, "function:rights-registration", ""):
            continue
        rights = _registered(sentence, rule, match)
        for more in ("r2", "r3"):
            if match.groupdict().get(more):
                rights += rights_in(sentence, *match.span(more))
        rights = [
            right
            for right in rights
            if right.entries[0].id not in _ALL_RIGHTS
            and not _SOFTWARE.search(right.text)
            and not (right.entries[0].id in UNREGISTERED and "key" in rule.id)
        ]
        if not rights and rule.id == "registration.office-register":
            continue
        for right in rights:
            relate(sentence, rule, right, "isRegisteredWith", body, as_told(sentence, body, scope))
        _not_there(sentence, rule, match, rights, scope)
        _other_offices(sentence, rule, match, scope)
        registers = "function:rights-registration" if _does(sentence, match, rights) else ""
        done = "" if placed else rule.options.get("function") or registers
        if done and scope.polarity != "planned":
            has_function(sentence, rule, body, done, scope)


def _not_there(
    sentence: Sentence, rule: Rule, match: re.Match[str], rights: list[Mention], scope: Scope
) -> None:
    """The office that is denied beside the right one: `by the commission, not by Rospatent`."""
    denied = _NOT_OFFICE.match(match.string, match.end("b"))
    if denied and scope == scopes.AFFIRMED:
        office = sentence.clause.at(denied.start("b"))
        for right in rights:
            relate(sentence, rule, right, "isRegisteredWith", office, Scope("negated"))


def _other_offices(sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope) -> None:
    """What a list goes on with: `marks are registered with A, plant varieties with B`."""
    masked, place = sentence.clause.masked, match.end()
    while match.start("r") < match.start("b") and (pair := _AND_OFFICE.match(masked, place)):
        other = sentence.clause.at(pair.start("b"))
        for right in rights_in(sentence, *pair.span("r")):
            if right.entries[0].id not in _ALL_RIGHTS and able(
                sentence, other, "function:rights-registration", ""
            ):
                relate(sentence, rule, right, "isRegisteredWith", other, scope)
        place = pair.end()


_NOT_OFFICE = patterns.of(
    rf",?(?: and)? (?:not|rather than|instead of)(?:, [^,;.]{{3,40}},)?(?: \w+ly)?"
    rf" (?:by|with|at|to)(?: the)? (?P<b>{Kind.BODY})"
)
_AND_OFFICE = rules.compiled(
    ",?(?: and| while| but)? (?P<r>{rights}) (?:with|by|at|to|before) (?P<b><B>)"
)


def _does(sentence: Sentence, match: re.Match[str], rights: list[Mention]) -> bool:
    """Whether rights are said to be registered by an office, not only with it."""
    words = sentence.clause.masked[match.end("r") : match.start("b")]
    return bool(rights) and bool(_BY_OFFICE.search(words))


_BY_OFFICE = patterns.of(
    r"(?:\b(?:is|are|be|been|was|were|being)\b|:)[^;.]{0,160}"
    r"\b(?:registered|granted|issued|recorded|entered)\b(?! (?:upon|on) application)[^;.]{0,160}"
    r" by(?: the)? $"
)


_SOFTWARE = patterns.of(r"programs?\b|software|databases?", re.IGNORECASE)
"""What is protected by copyright, which itself is not registered."""


def _of_something_else(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether licences are registered, or nothing, or by customs, or it is only asked for."""
    masked = sentence.clause.masked
    return bool(
        _NO.search(masked[: match.start()])
        or bidden(masked[: match.start("b")])
        or _INSTRUMENT.search(masked[: match.start("r")])
        or ("record" in match[0].lower() and _BY_CUSTOMS.search(sentence.clause.words()))
    )


_INSTRUMENT = patterns.of(
    r"\b(?:licen[cs]es?|agreements?|contracts?|assignments?|transfers?|pledges?)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_BY_CUSTOMS = patterns.of(r"\b(?:by|with|at) (?:the )?(?:\w+ )?(?:Customs|Revenue)")
_ONE_MORE = rules.compiled("(?P<v>{gap}) (?P<r>{rights})")
_AND_REGISTERS = rules.compiled(
    "(?: for {rights})?(?:,? and |, )(?:then |also |it ){0,24}(?:registers|grants|issues|records)"
    "(?: (?:the|all|certificates for|titles for|new|a|an)){0,24} (?P<r>{rights})"
)
"""`It grants patents for inventions and registers marks`: what the same office does besides."""


def _registered(sentence: Sentence, rule: Rule, match: re.Match[str]) -> list[Mention]:
    """The rights of a match, and those that the same office registers in what follows."""
    rights = rights_in(sentence, *match.span("r"))
    acts = match.start("b") < match.start("r")
    if acts and rule.options.get("vocabulary"):
        while (more := _ONE_MORE.match(sentence.clause.masked, match.end())) and rule.fits(more):
            match = more
            rights += rights_in(sentence, *match.span("r"))
    place = match.end()
    while acts and (further := _AND_REGISTERS.match(sentence.clause.masked, place)):
        rights += rights_in(sentence, *further.span("r"))
        place = further.end()
    return rights


def function(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A body has a function."""
    masked, side = sentence.clause.masked, rules.sides()[rule.options["side"]]
    task = str(rule.options["function"])
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
    if " no " in match["t"]:
        return
    if scope is None or (rule.id == "function.policy.done" and _MADE.search(beside["v"])):
        return
    if scope.polarity == "affirmed" and _NEITHER.search(sentence.clause.words(0, len(before))):
        scope = Scope("negated")
    bodies = (acting_in if leads else bodies_in)(sentence, *beside.span("b"))
    if leads and _CLAUSES.fullmatch(beside["b"]) and _SINGULAR.match(masked, beside.end("b")):
        bodies = list(bodies)[-1:]  # `a matter for one, and the other carries out …`
    for body in bodies:
        told = f"{match['t']} {beside['v']}"
        if lacking(scope, task) or able(sentence, body, task, told):
            has_function(sentence, rule, body, task, scope)


_CLAUSES = patterns.of(rf"{Kind.BODY}, and (?:the )?{Kind.BODY}")
_SINGULAR = patterns.of(r" [a-z]+s\b")
_NEITHER = patterns.of(r"\b(?:neither|nor)(?: the| an?)? $", re.IGNORECASE)
_MADE = patterns.of(
    r"\b(?:made|prepared|developed|drafted|shaped|set|with|written|proposed)\b|^ is$"
)
"""Who makes a policy does not yet carry it out."""


def _done_below(sentence: Sentence, rule: Rule, body: str, function: str) -> bool:
    """Whether a sentence told that who is under a body does it: `…, and it is who registers`."""
    below = {s.subject for s in sentence.said if (s.predicate, s.object) == (_UNDER, body)}
    told = [s for s in sentence.said if (s.predicate, s.object) == ("hasFunction", function)]
    return any(s.subject in below and s.rule != rule.id for s in told)


_UNDER = "isUnderAuthorityOf"


def has_function(
    sentence: Sentence, rule: Rule, body: Mention, function: str, scope: Scope
) -> None:
    subject = name_of(sentence, body)
    if subject and subject[0].startswith("new:") and subject[1][:1].islower():
        return
    scope = as_told(sentence, body, scope)
    masked, place = sentence.clause.masked, place_of(sentence, body)
    if function == "function:enforcement" and _AT_BORDER.search(masked[:place]):
        function = "function:border-enforcement"
    if _FUTURE.search(masked[:place]) or _ONCE.match(masked, place + 1):
        return
    if subject and subject[2] not in (
        "State",
        "InternationalTreaty",
        "IntergovernmentalOrganization",
    ):
        if function.endswith(":rights-registration") and subject[2] in ("EnforcementBody", "Court"):
            return  # what customs keeps is a list of rights, it does not grant them
        if _done_below(sentence, rule, subject[0], function):
            return
        say(
            sentence,
            rule,
            subject,
            "hasFunction",
            (function, function.partition(":")[2].replace("-", " "), ""),
            scope,
        )


_AT_BORDER = patterns.of(
    rf"\b(?:at|on|along) (?:the|its|all|every)(?: (?:[a-z]+|{Kind.ADJECTIVE}))? (?:borders?"
    rf"|frontiers?|border crossings?|ports?)(?: of {Kind.STATE})?,?"
    rf"(?: (?:it|{Kind.PRONOUN}) (?:is|will be)(?: \w+)?)?(?: the)? $",
    re.IGNORECASE,
)
"""`At the border it is the service that enforces rights`."""
_ONCE = patterns.of(
    r",? \(?(?:once|when|if|as soon as) (?:it|\u001b|the court) (?:exists|opens|starts|begins|works"
    r"|is (?:set up|established|created|opened|there))",
    re.IGNORECASE,
)
_FUTURE = patterns.of(r"\b(?:planned|future|proposed|envisaged|long-promised) $", re.IGNORECASE)
"""What a body is for that is not there yet is not what it does."""


def law(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """The day on which a law was adopted, said apart from its title."""
    laws = sentence.clause.within(*match.span("l"), kinds=Kind.LAW)
    days = sentence.clause.within(*match.span("d"), kinds=Kind.DATE)
    if rule.options.get("since") and days and days[0][1].proposed not in _SINCE:
        return
    if not laws or not days or plain_scope(sentence, match) != scopes.AFFIRMED:
        return
    if not laws[0][1].date:
        sentence.adopted[id(laws[0][1])] = days[0][1].value
    place = match.end()
    while more := _LIKEWISE_ADOPTED.match(sentence.clause.masked, place):
        other, day = (sentence.clause.at(more.start(name)) for name in ("l", "d"))
        if not other.date:
            sentence.adopted[id(other)] = day.value
        place = more.end()


_LIKEWISE_ADOPTED = patterns.of(
    rf"(?:,|;)?(?: and| while| but)?(?: the)? (?P<l>{Kind.LAW}),? (?P<d>{Kind.DATE})"
)
"""`…, and the Law on Topologies on 22 December 2006`: another law of which the same is said."""
_SINCE = ("since", "effective", "from", "as of", "as from", "effective from", "with effect from")

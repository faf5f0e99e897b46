"""Frames of bodies, laws and treaties: what stands above, registers, governs, administers."""

from __future__ import annotations

import re

from cislex import eras, rules, scopes
from cislex.administering import further
from cislex.arguments import objects_in
from cislex.capacities import able, bidden
from cislex.laws import topics
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.naming import (
    abroad,
    acting_in,
    as_told,
    bodies_in,
    body_of,
    name_of,
    place_of,
    plain_scope,
    relate,
    rights_in,
    say,
    say_as,
    soften,
    spoken_before,
)
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Sentence, flat

_ALL_RIGHTS = {"right:intellectual-property"}
"""Names of all rights together, which no office registers."""


def authority(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A body stands under another one."""
    scope = plain_scope(sentence, match)
    if scope is None or _same_span(match, "b", "o"):
        return
    if rule.options.get("past") and scope.polarity == "affirmed":
        scope = Scope("past")
    if _TO_BE_MOVED.search(sentence.clause.masked[: match.start("b")]):
        scope = Scope("planned", "intention")
    if _SEVERAL.match(sentence.clause.words(match.start("b"), match.start("b") + 1)):
        return
    parents = sentence.clause.within(*match.span("o"), kinds=Kind.BODY + Kind.ORGANIZATION)
    if sentence.clause.masked[match.start("o")] == Kind.PRONOUN:
        parents = [(0, body) for body in bodies_in(sentence, *match.span("o"))]
    words = f"{match.groupdict().get('v')} {match['t']}"
    if scope.polarity == "affirmed" and _MAY_BE.search(words):
        scope = Scope("planned", "projection")
    for _, parent in parents:
        for body in _subordinates(sentence, match):
            if rule.id == "authority.possessive" and _OF_STATE.search(parent.text):
                under(sentence, rule, parent, body, scope, words)
            else:
                under(sentence, rule, body, parent, scope, words)
        _and_others(sentence, rule, match, scope)
        return


_SEVERAL = re.compile(r"(?:they|them|both)$", re.IGNORECASE)
"""What no one body is."""


def _subordinates(sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    """The bodies that stand under the one of a match."""
    group = "b" if match["b"] else "b2"
    start, end = match.span(group)
    if match[group] in ("its", "whose", "their"):
        return spoken_before(sentence, start)
    return (acting_in if start < match.start("o") else bodies_in)(sentence, start, end)


def _and_others(sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope) -> None:
    """What a list goes on with: `A belongs to B, and C to D`, `A answers not to B but to D`."""
    masked, place = sentence.clause.masked, match.end("o")
    if scope.polarity == "negated" and (other := _BUT.match(masked, place)):
        for body in _subordinates(sentence, match):
            parent = sentence.clause.at(other.start("o"))
            under(sentence, rule, body, parent, scopes.AFFIRMED, "")
    while pair := _AND_PAIR.match(masked, place):
        body, parent = (sentence.clause.at(pair.start(group)) for group in ("b", "o"))
        under(sentence, rule, body, parent, scope, match["t"])
        place = pair.end()


_BUT = re.compile(
    rf",? but (?:rather |instead )?(?:to|by|under|with|in|of|within)(?: the)? (?P<o>{Kind.BODY})"
)
_AND_PAIR = re.compile(
    rf",? (?:and|while|whereas)(?: the)? (?P<b>{Kind.BODY}),? (?:to|by|under|within)"
    rf"(?: the)? (?P<o>{Kind.BODY})(?! (?:of|at)\b)"
)


def under(
    sentence: Sentence, rule: Rule, body: Mention, parent: Mention, scope: Scope, words: str
) -> None:
    """A body is, or by the tense of some words was, under another one."""
    one, other = name_of(sentence, body), name_of(sentence, parent)
    if (
        one
        and other
        and any(
            (s.predicate, s.subject, s.object) == ("isUnderAuthorityOf", other[0], one[0])
            for s in sentence.said
        )
    ):
        return  # who is above cannot be below
    if scope.polarity == "affirmed":
        entry = body_of(sentence, body)
        place, masked = place_of(sentence, body), sentence.clause.masked
        if (
            _EARLIEST.search(masked[:place])
            or _STOOD.search(words)
            or eras.is_past(masked, place, entry, sentence.memory.lexicon.ended)
        ):
            scope = Scope("past")
    relate(sentence, rule, body, "isUnderAuthorityOf", parent, scope)


_STOOD = re.compile(
    r"\b(?:stood|had (?:been|\w+ed)|sat|answered to|reported to|belonged to|(?:was|were)"
    r" (?:\w+ly |then |once |long )*(?:under|subordinate|subordinated|part"
    r"|an? |the |accountable|answerable|responsible)|used to|worked under|operated under"
    r"|functioned (?:under|within)|came under|fell under)\b"
)
"""A body that stood under another one stands there no longer."""

_EARLIEST = re.compile(
    r"\b(?:earliest|original|former|earlier|previous|predecessor)\b[^.;]{0,30}$", re.IGNORECASE
)
_MAY_BE = re.compile(
    r"\b(?:may|might|could)\b.*\b(?:placed|moved|transferred|put|brought|merged|subordinated)\b"
)
_OF_STATE = re.compile(
    r"\w of (?:the )?(?:Armenia|Azerbaijan|Belarus|Georgia|Kazakhstan|Kyrgyzstan|Moldova|Russia"
    r"|Tajikistan|Turkmenistan|Ukraine|Uzbekistan|Kyrgyz Republic|Russian Federation)$"
)
"""`the Department of Kazakhstan's Ministry`: what has the state for its end stands below."""

_TO_BE_MOVED = re.compile(
    r"\b(?:plan|intend|want|propos|should|may|might|consider|discuss|would)\w*(?: \w+)? (?:to )?"
    r"(?:mov|plac|transfer|put|bring|subordinat|attach)\w* $",
    re.IGNORECASE,
)
"""A body that somebody means to move under another one is not there yet."""


def own_bodies(sentence: Sentence) -> None:
    """`the ministry and its Patent Office`: what is a body's own is under it."""
    for place, body in sentence.clause.within(0, len(sentence.clause.masked), Kind.BODY):
        name = body.text.removeprefix("its ").removeprefix("Its ")
        own = name != body.text or _OWN.search(sentence.clause.masked[:place])
        if not own or _OF_A_STATE.match(name):
            continue
        owners = [
            (at, mention)
            for at, mention in sentence.clause.within(0, place, _OWNERS)
            if not _BESIDE.search(sentence.clause.masked[:at])
        ]
        subject = sentence.memory.subject
        owner = owners[-1][1] if owners else subject
        if owner and owner.kind in (Kind.BODY, Kind.ORGANIZATION):
            one, other = name_of(sentence, body), name_of(sentence, owner)
            if one and other:
                say_as(sentence, "authority.own", one, "isUnderAuthorityOf", other, scopes.AFFIRMED)


_OWN = re.compile(
    r"\bwhose (?:[a-z]+ )?(?:organ|body|arm|office|secretariat|unit|department|agency|court|chamber"
    r"|board|institute)(?:,| is)(?: the)? $|"
    r"\b(?:its|an?|the) (?:own )?(?:subordinate|subsidiary|dependent|daughter) [a-z]+,(?: the)? $"
    r"|\bits (?:own |subordinate |specialised |specialized |expert )*(?:[a-z]+, the )?$",
    re.IGNORECASE,
)
_OWNERS = "".join((Kind.BODY, Kind.STATE, Kind.CAPITAL, Kind.FOREIGN, Kind.ORGANIZATION))
_OF_A_STATE = re.compile(r"Ministry|Government|Cabinet|Supreme|Parliament|Constitutional|National")
_BESIDE = re.compile(
    r", (?:an?|the) [^,;]* (?:of|to|under|within)(?: the)? $"
    r"|\b(?:subordinated?|attached|accountable|belongs?|reports?|answers?) to(?: the)? $"
    r"|\b(?:in|of|for)(?: the)? $"
)


def administration(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """An organisation administers a treaty."""
    scope = plain_scope(sentence, match)
    if scope is None:
        return
    name = sentence.clause.words(*match.span("b"))
    holders = sentence.clause.within(*match.span("b"), kinds=Kind.ORGANIZATION + Kind.BODY)
    for target, _ in objects_in(sentence, *match.span("o"), None):
        for part in flat([target]):
            if part.kind != Kind.TREATY or not part.entries:
                continue
            holder = holders[0][1] if holders else Mention(Kind.ORGANIZATION, name, proposed=name)
            relate(sentence, rule, part, "isAdministeredBy", holder, scope)
            for more in (
                further(sentence, match.end("b")) if match.end("b") > match.end("o") else ()
            ):
                relate(sentence, rule, part, "isAdministeredBy", more, scope)


def registration(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """Rights are registered with an office."""
    scope = plain_scope(sentence, match)
    if scope is None or abroad(sentence, match.start()):
        return
    acts = match.start("b") < match.start("r") and not rule.options.get("passive")
    if _of_something_else(sentence, match):
        return
    for body in (acting_in if acts else bodies_in)(sentence, *match.span("b")):
        if rule.options.get("function") and not able(sentence, body, rule.options["function"], ""):
            continue
        rights = _registered(sentence, rule, match)
        for more in ("r2", "r3"):
            if match.groupdict().get(more):
                rights += rights_in(sentence, *match.span(more))
        rights = [
            right
            for right in rights
            if right.entries[0].id not in _ALL_RIGHTS and not _SOFTWARE.search(right.text)
        ]
        if not rights and rule.id == "registration.office-register":
            continue
        for right in rights:
            relate(sentence, rule, right, "isRegisteredWith", body, as_told(sentence, body, scope))
        registers = "function:rights-registration" if _does(sentence, match, rights) else ""
        done = rule.options.get("function") or registers
        if done and scope.polarity != "planned":
            has_function(sentence, rule, body, done, scope)


def _does(sentence: Sentence, match: re.Match[str], rights: list[Mention]) -> bool:
    """Whether rights are said to be registered by an office, not only with it."""
    words = sentence.clause.masked[match.end("r") : match.start("b")]
    return bool(rights) and bool(_BY_OFFICE.search(words))


_BY_OFFICE = re.compile(
    r"(?:\b(?:is|are|be|been|was|were|being)\b|:)[^;.]*"
    r"\b(?:registered|granted|issued|recorded|entered)\b(?! (?:upon|on) application)[^;.]*"
    r" by(?: the)? $"
)


_SOFTWARE = re.compile(r"programs?\b|software|databases?", re.IGNORECASE)
"""What is protected by copyright, which itself is not registered."""


def _of_something_else(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether what is registered are licences, or is recorded by customs, or only asked for."""
    masked = sentence.clause.masked
    return bool(
        bidden(masked[: match.start("b")])
        or _INSTRUMENT.search(masked[: match.start("r")])
        or ("record" in match[0].lower() and _BY_CUSTOMS.search(sentence.clause.words()))
    )


_INSTRUMENT = re.compile(
    r"\b(?:licen[cs]es?|agreements?|contracts?|assignments?|transfers?|pledges?)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_BY_CUSTOMS = re.compile(r"\b(?:by|with|at) (?:the )?(?:\w+ )?(?:Customs|Revenue)")
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
    if scope is None or (rule.id == "function.policy.done" and _MADE.search(beside["v"])):
        return
    for body in (acting_in if leads else bodies_in)(sentence, *beside.span("b")):
        if able(sentence, body, rule.options["function"], f"{match['t']} {beside['v']}"):
            has_function(sentence, rule, body, rule.options["function"], scope)


_MADE = re.compile(
    r"\b(?:made|prepared|developed|drafted|shaped|set|with|written|proposed)\b|^ is$"
)
"""Who makes a policy does not yet carry it out."""


def has_function(
    sentence: Sentence, rule: Rule, body: Mention, function: str, scope: Scope
) -> None:
    subject = name_of(sentence, body)
    if subject and subject[0].startswith("new:") and subject[1][:1].islower():
        return
    scope = as_told(sentence, body, scope)
    if _FUTURE.search(sentence.clause.masked[: place_of(sentence, body)]):
        return
    if subject and subject[2] not in (
        "State",
        "InternationalTreaty",
        "IntergovernmentalOrganization",
    ):
        if function.endswith(":rights-registration") and subject[2] in ("EnforcementBody", "Court"):
            return  # what customs keeps is a list of rights, it does not grant them
        say(
            sentence,
            rule,
            subject,
            "hasFunction",
            (function, function.partition(":")[2].replace("-", " "), ""),
            scope,
        )


_FUTURE = re.compile(r"\b(?:planned|future|proposed|envisaged|long-promised) $", re.IGNORECASE)
"""What a body is for that is not there yet is not what it does."""


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
    between = masked[slice(*sorted((masked.find(Kind.LAW, start), match.start("t"))))]
    if _OTHER_MATTER.search(between):
        return
    for _, target in nearest:
        for part in flat([target]):
            if part.entries:
                sentence.ratifying.add(id(law))
                relate(sentence, rule, law, "ratifies", part, scope)


_OTHER_MATTER = re.compile(r"\b(?:govern|regulat|protect|cover|deal)\w*\b", re.IGNORECASE)
_WITHOUT_LAW = re.compile(
    r"\b(?:amend\w*|standards?|in line with|brought|implement\w*|draft|bill|replac\w*)\b",
    re.IGNORECASE,
)


def law(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """The day on which a law was adopted, said apart from its title."""
    laws = sentence.clause.within(*match.span("l"), kinds=Kind.LAW)
    days = sentence.clause.within(*match.span("d"), kinds=Kind.DATE)
    if rule.options.get("since") and days and days[0][1].proposed not in _SINCE:
        return
    if laws and days and not laws[0][1].date and plain_scope(sentence, match) == scopes.AFFIRMED:
        sentence.adopted[id(laws[0][1])] = days[0][1].value


_SINCE = ("since", "effective", "from", "as of", "as from", "effective from", "with effect from")


def _same_span(match: re.Match[str], one: str, other: str) -> bool:
    return match.span(one) == match.span(other)

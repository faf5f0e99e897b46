"""A frame without word order for registration: rights, a word of registering and an office.

It comes after the rules with an order of words, and reads what they leave: rights and office
of one clause, on whichever side of the word they stand.
"""

from __future__ import annotations

import re

from cislex import patterns, rules, scopes
from cislex.agents import agents, is_there
from cislex.context import body_type
from cislex.duties import scope_of, segment
from cislex.focus import UNREGISTERED
from cislex.laws import subjects
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.naming import abroad, as_told, body_of, relate, rights_in
from cislex.relations import has_function
from cislex.rules import Rule
from cislex.sentence import Sentence

_COLLECTIVE = ("right:intellectual-property", "right:industrial-property")


def enrolment(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """Rights are registered with the office of the clause."""
    masked = sentence.clause.masked
    start, end = segment(masked, match.start("t"), match.end("t"))
    active = bool(rule.options.get("active"))
    if abroad(sentence, match.start()):
        return
    for place, body in agents(sentence, start, end, match, active):
        if not _office(sentence, body, bool(rule.options.get("figure"))):
            continue
        behind = place > match.start("t")
        if _BLOCKED.search(_ASIDE.sub(" ", masked[start : place if behind else match.end("t")])):
            continue
        between = masked[match.end("t") : place] if behind else masked[place + 1 : match.start("t")]
        between = _RELATIVE.sub("", between) if active and not behind else between
        if not rule.plain(_YOU.sub(" ", _ASIDE.sub(" ", between))):
            continue
        scope = _scope(sentence, start, place, match)
        rights = _entered(sentence, rule, match, (start, place))
        if not _ENTERED.match(match["t"]) or rule.options.get("figure"):
            rights = [right for right in rights if right.entries[0].id not in UNREGISTERED]
        for right in rights:
            if scope and not _told(sentence, right, behind):
                told = as_told(sentence, body, scope)
                relate(sentence, rule, right, "isRegisteredWith", body, told)
        enters = bool(rights) and not _by_another(sentence, rights, body)
        if enters and scope and scope.polarity != "planned" and _does(sentence, match, place):
            has_function(sentence, rule, body, "function:rights-registration", scope)


def _scope(sentence: Sentence, start: int, place: int, match: re.Match[str]) -> scopes.Scope | None:
    """The scope of registering with an office, which may be that of another office turned."""
    scope = scope_of(sentence, start, place, match)
    turned = scope is not None and scope.polarity in ("negated", "past")
    but_with = turned and _BUT_WITH.search(sentence.clause.masked, start, place)
    return scopes.AFFIRMED if but_with else scope


def _by_another(sentence: Sentence, rights: list[Mention], body: Mention) -> bool:
    """Whether it has been told of all of some rights that another office registers them."""
    own = body_of(sentence, body)
    names = {right.entries[0].id for right in rights if right.entries}
    registered: dict[str, set[str]] = {name: set() for name in names}
    for said in sentence.said:
        if said.predicate == "isRegisteredWith" and said.subject in names:
            registered[said.subject].add(said.object)
    if own is None or not names:
        return False
    return all(o and own.id not in o for o in registered.values())


def _does(sentence: Sentence, match: re.Match[str], place: int) -> bool:
    """Whether the words say that the office itself registers, as `entered by` does."""
    masked = sentence.clause.masked
    if _ENTRUSTED.search(masked[: match.start("t")]) or _REGISTERS.match(match["t"]):
        return True
    if place < match.start("t"):
        said = masked[place : match.end("t")]
        return not _ASKED.search(match["t"]) and bool(_HOUSE.search(said))
    return bool(_BY.search(masked[:place])) and not _ASKED.search(match["t"])


def _entered(
    sentence: Sentence, rule: Rule, match: re.Match[str], span: tuple[int, int]
) -> list[Mention]:
    """The rights that are registered; `span` is where the clause begins and the office stands."""
    masked, (start, place) = sentence.clause.masked, span
    if place > match.start("t"):
        rights = _rights(sentence, start, place)
        if not rights and (listed := _LISTED.match(masked, place + 1)):
            rights = _rights(sentence, *listed.span())
        return rights or _meant(sentence, start, masked[start:place])
    rights = _rights(sentence, *_run(rule, masked, match.end("t")))
    if not rights and (compound := _COMPOUND.search(masked, 0, match.end("t"))):
        rights = _rights(sentence, *compound.span("r"))
    passive = not rule.options.get("active")
    if not rights and passive and (_IN_WHICH.match(masked, start) or is_there(sentence, place)):
        rights = _rights(sentence, start, match.start("t"))
    return rights or _meant(sentence, match.start("t"), masked[match.start("t") :][:60])


def _meant(sentence: Sentence, start: int, words: str) -> list[Mention]:
    """The rights of which "all of these are entered", "enters them" and "the register" speak."""
    focus = sentence.memory.focus
    laws = [law for _, law in sentence.clause.within(0, len(sentence.clause.masked), Kind.LAW)]
    if _THEM.search(words):
        if before := _rights(sentence, 0, start):
            return before
        meant = focus.listed
    elif _THE_REGISTER.search(words):
        titled = tuple(subjects(laws[0].proposed)) if len(laws) == 1 else ()
        meant = titled or ((focus.registered,) if focus.registered else ())
    else:
        return []
    entries = sentence.memory.lexicon.entries
    return [
        Mention(Kind.RIGHT, entries[right].label, (entries[right],))
        for right in meant
        if right not in (*_COLLECTIVE, *UNREGISTERED)
    ]


_THEM = patterns.of(
    rf"^\W{{0,8}}(?:(?:all|both|each|any|most) of (?:these|them|which)|(?:all|both|these|they)"
    rf"|{Kind.PRONOUN})(?: (?:two|three|four|five|six))? (?:are|must|have|may|can|need)\b"
    rf"|^(?:enters?|registers?|grants?|records?|inscribes?)(?:,? and (?:\w+s))? "
    rf"(?:them|these|all of (?:them|these)|{Kind.PRONOUN})(?!\w)",
    re.IGNORECASE,
)
_ENTERED = patterns.of(r"(?!entrusted|deposit|comes?\b|falls?\b|are\b|is\b|lies?\b|belongs?\b)")
"""What is only entrusted to a body need not be registered."""
_THE_REGISTER = patterns.of(
    rf"(?:^|[,.] |{Kind.PRONOUN} |\b(?:both|entrusts?|leaves?|assigns?|gives?) )(?:the )?"
    r"(?:state |national )?"
    r"(?:regist(?:er|ry)|registration)"
    rf"(?= (?:(?:is|are|has|and|to|with|lies|rests|falls)\b|of {Kind.BODY}))"
    r"(?! of \w)",
    re.IGNORECASE,
)
"""A register or registration of nothing that is named: of what is spoken of."""
_ENTRUSTED = patterns.of(
    r"\b(?:entrust|assign|leav|giv|hand|confer|vest|delegat)(?:s|es|ed|ing|e)\b[^;.]{0,40}$",
    re.IGNORECASE,
)
_BY = patterns.of(r"\bby(?: the| its)? $", re.IGNORECASE)
_ASKED = patterns.of(
    r"\b(?:appl\w+|fil(?:e|ed|ing|ings)|lodged?|submit(?:ted)?|deposit(?:ed)?|obtain\w*)\b"
)
_REGISTERS = patterns.of(r"(?:registers|grants|registering|granting)$", re.IGNORECASE)
_HOUSE = patterns.of(r"\b(?:(?:by|in|on) which|in whose register)\b")
_RELATIVE = patterns.of(r"^.*(?:,|,? and) (?:which|who|that) ")
"""`the Agency, which sits in Baku and which grants patents`: what it does besides is no matter."""
_IN_WHICH = patterns.of(r",? ?(?:where|(?:by|at|to|with|in|before) which)\b")
_COMPOUND = rules.compiled("(?P<r>{rights}) registrations?$")
_YOU = patterns.of(r"\b(?:you|your|one|we|our|their|his)\b")
_SOFTWARE = patterns.of(r"programs?\b|software|databases?", re.IGNORECASE)
"""What is protected by copyright, whose own right is not registered."""
_LISTED = rules.compiled(" (?:\\((?:for )?{rights}\\)|for {rights}(?=[.,;]|$))")
_RUN = rules.compiled("(?P<w>(?: (?:[\\w'/-]+|<A>|<S>),?){0,6}?)(?P<r> {rights})")


def _run(rule: Rule, masked: str, start: int) -> tuple[int, int]:
    """The list of rights that begins after a verb."""
    found = _RUN.match(masked, start)
    return found.span("r") if found and rule.plain(found["w"]) else (start, start)


def _rights(sentence: Sentence, start: int, end: int) -> list[Mention]:
    masked = sentence.clause.masked
    return [
        right
        for place, right in sentence.clause.within(start, end, Kind.RIGHT)
        if right in rights_in(sentence, place, place + 1)
        and not _SOFTWARE.search(right.text)
        and right.entries[0].id not in _COLLECTIVE
        and not _AFTER.match(masked, place + 1)
        and not _BEFORE.search(masked[:place])
    ]


def _told(sentence: Sentence, right: Mention, behind: bool) -> bool:
    """Whether a rule with an order of words has found the office of a right."""
    return not behind and any(
        s.predicate == "isRegisteredWith" and s.subject == right.entries[0].id
        for s in sentence.said
        if not s.rule.startswith("enrolment")
    )


def _office(sentence: Sentence, body: Mention, special: bool) -> bool:
    """Whether rights can be registered with a body; `special` where only offices will do."""
    if body.kind != Kind.BODY:
        return False
    entry = body_of(sentence, body)
    kind = entry.type if entry else body_type(body)
    name = _ABOVE.split(body.proposed or body.text)[0]
    return kind in ("IpOffice",) + ("PublicBody",) * (not special) and not _NO_OFFICE.search(name)


_BUT_WITH = patterns.of(r"\bbut (?:rather |now |instead )?(?:with|by|at|in|to)(?: the)? $")
"""`no longer with the ministry but with the Agency`: with that it is."""
_ABOVE = patterns.of(r" (?:under|of|at|attached to) (?:the )?(?=Government|Cabinet|Parliament)")
_NO_OFFICE = patterns.of(r"Appeal|Customs|Court|Parliament|Government|Cabinet|Prosecutor|Police")
_BLOCKED = patterns.of(
    r"\b(?:infring\w+|disputes?|enforce\w*|customs|licen[cs]\w+|assignments?|pledges?|transfers?"
    r"|contracts?|agreements?|franchis\w+|fees?|costs?|appeals?|oppos\w+|complain\w+|attorneys?"
    r"|compan(?:y|ies)|firms?|counterfeit\w*|seizure\w*|seminar|training|invalid\w*|revok\w*|if"
    r"|whether|told|statistics|law on|works|refus\w+|searche?s?|mediation|policy|fewer|more than"
    r"|asked|percent|per cent|declin\w+|rose|fell|increas\w+)\b",
    re.IGNORECASE,
)
_AFTER = patterns.of(
    r" (?:attorneys?|law|laws|legislation|owners?|holders?|disputes?|cases|matters|offices?"
    r"|system|strategy|counsel|specialists?|examiners?|databases?)\b"
)
_BEFORE = patterns.of(
    r"\b(?:law on|about|concerning|against|over|within|from|by|with)(?: the| an?)? $"
)
_ASIDE = patterns.of(r", [^,;]*,|\([^()]*\)")

"""A frame without word order for registration: rights, a word of registering and an office.

It comes after the rules with an order of words, and reads what they leave: rights and office
of one clause, on whichever side of the word they stand.
"""

from __future__ import annotations

import re

from cislex import rules
from cislex.context import body_type
from cislex.duties import agents, scope_of, segment
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.naming import abroad, body_of, relate, rights_in
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
        if not _office(sentence, body):
            continue
        behind = place > match.start("t")
        if _BLOCKED.search(masked[start : place if behind else match.end("t")]):
            continue
        between = masked[match.end("t") : place] if behind else masked[place + 1 : match.start("t")]
        if not rule.plain(_ASIDE.sub(" ", between)):
            continue
        first = (start, place) if behind else _run(rule, masked, match.end("t"))
        scope = scope_of(sentence, start, place, match)
        rights = _rights(sentence, *first)
        if behind and not rights and (listed := _LISTED.match(masked, place + 1)):
            rights = _rights(sentence, *listed.span())
        for right in rights:
            if scope and not _told(sentence, right, behind):
                relate(sentence, rule, right, "isRegisteredWith", body, scope)


_LISTED = rules.compiled(" \\((?:for )?{rights}\\)")
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


def _office(sentence: Sentence, body: Mention) -> bool:
    if body.kind != Kind.BODY:
        return False
    entry = body_of(sentence, body)
    kind = entry.type if entry else body_type(body)
    return kind in ("IpOffice", "PublicBody") and not _NO_OFFICE.search(body.proposed or body.text)


_NO_OFFICE = re.compile(r"Appeal|Customs|Court|Parliament|Government|Cabinet|Prosecutor|Police")
_BLOCKED = re.compile(
    r"\b(?:infring\w+|disputes?|enforce\w*|customs|licen[cs]\w+|assignments?|pledges?|transfers?"
    r"|contracts?|agreements?|franchis\w+|fees?|costs?|appeals?|oppos\w+|complain\w+|attorneys?"
    r"|compan(?:y|ies)|firms?|counterfeit\w*|seizure\w*|seminar|training|invalid\w*|revok\w*|if"
    r"|whether|told|statistics|law on|works|refus\w+|searche?s?|mediation|policy|fewer|more than"
    r"|asked|percent|per cent|declin\w+|rose|fell|increas\w+)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r" (?:attorneys?|law|laws|legislation|owners?|holders?|disputes?|cases|matters|offices?"
    r"|system|strategy|counsel|specialists?|examiners?|databases?)\b"
)
_BEFORE = re.compile(
    r"\b(?:law on|about|concerning|against|over|within|from|by|with)(?: the| an?)? $"
)
_ASIDE = re.compile(r", [^,;]*,|\([^()]*\)")

"""Frames of what stands above a body, in sentences with an order of words."""

from __future__ import annotations

import re

from cislex import eras, patterns, scopes
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.naming import (
    acting_in,
    bodies_in,
    body_of,
    name_of,
    place_of,
    plain_scope,
    relate,
    say_as,
    spoken_before,
)
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Sentence


def authority(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A body stands under another one."""
    scope = _scope(sentence, rule, match)
    if scope is None or match.span("b") == match.span("o"):
        return
    if rule.options.get("parent"):
        _in_brackets(sentence, rule, match, scope)
        return
    if _NEXT.match(match.groupdict().get("v") or "") and _UNDER.search(
        sentence.clause.masked[: match.start("b")]
    ):
        return  # `first under one ministry, later under another`
    if _SEVERAL.match(sentence.clause.words(match.start("b"), match.start("b") + 1)):
        return
    if _OF_ANOTHER.search(f"{match.groupdict().get('v')} {match['t']}") and _NAMED.match(
        sentence.clause.masked, match.end("o")
    ):
        return  # `it falls to a unit of the ministry, the Copyright Department`
    words = f"{match.groupdict().get('v')} {match['t']}"
    for parent in _parents(sentence, match):
        for body in _subordinates(sentence, match):
            if rule.id == "authority.possessive" and _OF_STATE.search(parent.text):
                under(sentence, rule, parent, body, scope, words)
            else:
                under(sentence, rule, body, parent, scope, words)
        _and_others(sentence, rule, match, scope)
        return


def _parents(sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    """The bodies and organisations that stand above the one of a match."""
    if sentence.clause.masked[match.start("o")] == Kind.PRONOUN:
        below = sentence.clause.at(match.start("b"))
        before = [m for _, m in sentence.clause.within(0, match.start("b"), Kind.BODY)]
        meant = before[-1:] or bodies_in(sentence, *match.span("o"))
        return [body for body in meant if body is not below]
    parents = [m for _, m in sentence.clause.within(*match.span("o"), kinds=_ABOVE)]
    if "administered by" in match["t"] and all(m.kind == Kind.ORGANIZATION for m in parents):
        return []  # what an organisation administers is a treaty
    return parents


_ABOVE = Kind.BODY + Kind.ORGANIZATION


def _in_brackets(sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope) -> None:
    """Of a ministry and another body behind it in brackets, or before, the ministry is above."""
    one, other = (sentence.clause.at(match.start(group)) for group in ("b", "o"))
    above = [bool(_OF_A_STATE.search(body.text)) for body in (one, other)]
    if above == [False, True]:
        under(sentence, rule, one, other, scope, "")
    elif above == [True, False]:
        under(sentence, rule, other, one, scope, "")


def _scope(sentence: Sentence, rule: Rule, match: re.Match[str]) -> Scope | None:
    scope = plain_scope(sentence, match)
    turn = _TURN.search(match.groupdict().get("v") or "")
    if scope and scope.polarity == "negated" and turn:
        scope = scopes.judge("", turn["v"], match["t"], "")
    if scope is None:
        return None
    if _TO_BE_MOVED.search(sentence.clause.masked[: match.start("b")]):
        return Scope("planned", "intention")
    if scope.polarity == "affirmed":
        if rule.options.get("past") or _ONCE.search(f"{match.groupdict().get('v')} {match['t']}"):
            return Scope("past")
        if _MAY_BE.search(f"{match.groupdict().get('v')} {match['t']}"):
            return Scope("planned", "projection")
    return scope


_ONCE = patterns.of(r"\b(?:once|formerly|previously|originally|until recently)\b")
_NEXT = patterns.of(r",? (?:later|then|now|since|today|first|and)\b", re.IGNORECASE)
_UNDER = patterns.of(r"\b(?:under|within|to|by)(?: the)? $")
_TURN = patterns.of(rf"(?:[:;]|, (?:yet|but|though|and)) (?=it\b|{Kind.PRONOUN})(?P<v>[^:;]*)$")
"""`It is no ministry but it is under one`: what is denied before is another matter."""
_OF_ANOTHER = patterns.of(
    r"\b(?:to|by|with|from|at|in) (?:an?|the|its) [\w -]+ (?:of|under|within)$"
)
_NAMED = patterns.of(rf",(?: the)? {Kind.BODY}(?=[,.;:]|$| \()")
_SEVERAL = patterns.of(r"(?:they|them|both)$", re.IGNORECASE)
"""What no one body is."""


def _subordinates(sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    """The bodies that stand under the one of a match."""
    group = "b" if match["b"] else "b2"
    start, end = match.span(group)
    if match[group] == Kind.ORGANIZATION:
        return [sentence.clause.at(start)]
    if match[group] in ("its", "whose", "their"):
        return spoken_before(sentence, start)
    before = _PLURAL.match(match["t"]) and _AND_BEFORE.search(sentence.clause.masked[:start])
    if group == "b" and before:
        return [m for _, m in sentence.clause.within(before.start("list"), end, Kind.BODY)]
    if not match.groupdict().get("v") and _BESIDE_IT.fullmatch(match["t"]):
        return bodies_in(sentence, start, end)
    return (acting_in if start < match.start("o") else bodies_in)(sentence, start, end)


_PLURAL = patterns.of(r" ?(?:(?:belong|report|answer|come|fall|work|operate|sit|stand|act|are)\b)")
_AND_BEFORE = patterns.of(
    rf"(?:^|[.;:,] |[Bb]oth |{Kind.PRONOUN} )(?:the )?"
    rf"(?P<list>{Kind.BODY}(?:, (?:the )?{Kind.BODY}){{0,24}})"
    r",? and (?:the )?$"
)
"""`A and B belong to C`: both do."""
_BESIDE_IT = patterns.of(r" ?(?:of|under|at|within|inside|beneath|in)(?: the)? ?")
"""`a centre under the ministry`: whose name the other one's is a part of."""


def _and_others(sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope) -> None:
    """What a list goes on with: `A belongs to B, and C to D`, `A answers not to B but to D`."""
    masked, place = sentence.clause.masked, match.end("o")
    if scope.polarity == "negated" and (other := _BUT.match(masked, place)):
        for body in _subordinates(sentence, match):
            parent = sentence.clause.at(other.start("o"))
            under(sentence, rule, body, parent, scopes.AFFIRMED, "")
    elif scope.polarity == "affirmed" and (other := _NOT_UNDER.match(masked, place)):
        for body in _subordinates(sentence, match):
            parent = sentence.clause.at(other.start("o"))
            under(sentence, rule, body, parent, Scope("negated"), "")
    for body in _subordinates(sentence, match) if _REPORTING.search(match["t"]) else ():
        under_later(sentence, rule, body, place, scope)
    while pair := _AND_PAIR.match(masked, place):
        body, parent = (sentence.clause.at(pair.start(group)) for group in ("b", "o"))
        under(sentence, rule, body, parent, scope, match["t"])
        place = pair.end()


def under_later(sentence: Sentence, rule: Rule, body: Mention, place: int, scope: Scope) -> None:
    """`A answered to B and, from 2019, to C`: whom a body was moved under, behind a place."""
    if later := _AND_LATER.match(sentence.clause.masked, place):
        now = re.search(r"\b(?:since|now|today)\b", sentence.clause.words(*later.span()))
        parent = sentence.clause.at(later.start("o"))
        under(sentence, rule, body, parent, scopes.AFFIRMED if now else scope, later[0])


_BUT = patterns.of(
    rf",? but (?:rather |instead )?(?:to|by|under|with|in|of|within)(?: the)? (?P<o>{Kind.BODY})"
)
_NOT_UNDER = patterns.of(
    rf",?(?: and| but)? (?:not|rather than|never|instead of)(?: \w+ly|, [^,;.]{{3,40}},)?"
    rf" (?:(?:to|by|under|with|in|of|within)(?: the)? |the )?(?P<o>{Kind.BODY})"
)
"""`It is an enterprise of the Ministry of Finance, not of the Ministry of Justice.`"""
_REPORTING = patterns.of(r"\w (?:to|under|by|within)(?: the .* of)?$")
_AND_LATER = patterns.of(
    rf",? (?:and|then),?(?: (?:then|later|now|today|since|from|after"
    rf"|as of)\b[^,;.{Kind.BODY}]{{0,25}}| {Kind.DATE}),?"
    rf" (?:to|under|by|within)(?: the)? (?P<o>{Kind.BODY})"
)
_AND_PAIR = patterns.of(
    rf",? (?:and|while|whereas)(?: the)? (?P<b>{Kind.BODY}),? (?:to|by|under|within)"
    rf"(?: the)? (?P<o>{Kind.BODY})(?! (?:of|at)\b)"
)


def under(
    sentence: Sentence, rule: Rule, body: Mention, parent: Mention, scope: Scope, words: str
) -> None:
    """A body is, or by the tense of some words was, under another one."""
    entry = body_of(sentence, body)
    national = parent.kind == Kind.ORGANIZATION and entry is not None and entry.state
    if national and _MEMBERSHIP.search(words):
        return  # `It belongs to the WCO`: as a member, and not as a part
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


_MEMBERSHIP = patterns.of(r"\bbelong(?:s|ed|ing)? to(?: the)?\s*(?:None)?$")
_STOOD = patterns.of(
    r"\b(?:stood|having (?:been|\w+ed)|had (?:been|\w+ed|started|begun)|sat"
    r"|answered to|reported to|belonged to|(?:was|were)"
    r" (?:\w+ly |then |once |long ){0,24}(?:under|subordinate|subordinated|part"
    r"|an? |the |accountable|answerable|responsible)|used to|worked under|operated under"
    r"|functioned (?:under|within)|came under|fell under)\b"
)
"""A body that stood under another one stands there no longer."""

_EARLIEST = patterns.of(
    r"\b(?:earliest|original|former|earlier|previous|predecessor)\b[^.;]{0,30}$", re.IGNORECASE
)
_MAY_BE = patterns.of(
    r"\b(?:may|might|could)\b.*\b(?:placed|moved|transferred|put|brought|merged|subordinated)\b"
)
_OF_STATE = patterns.of(
    r"\w of (?:the )?(?:Armenia|Azerbaijan|Belarus|Georgia|Kazakhstan|Kyrgyzstan|Moldova|Russia"
    r"|Tajikistan|Turkmenistan|Ukraine|Uzbekistan|Kyrgyz Republic|Russian Federation)$"
)
"""`the Department of Kazakhstan's Ministry`: what has the state for its end stands below."""

_TO_BE_MOVED = patterns.of(
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
        beside = [m for _, m in sentence.clause.within(0, place, Kind.BODY)]
        owner = owners[-1][1] if owners else beside[-1] if beside else subject
        if owner and owner.kind in (Kind.BODY, Kind.ORGANIZATION):
            one, other = name_of(sentence, body), name_of(sentence, owner)
            if one and other:
                say_as(sentence, "authority.own", one, "isUnderAuthorityOf", other, scopes.AFFIRMED)


_OWN = patterns.of(
    r"\bwhose (?:[a-z]+ )?(?:organ|body|arm|office|secretariat|unit|department|agency|court|chamber"
    r"|board|institute)(?:,| is)(?: the)? $|"
    r"\b(?:its|an?|the) (?:own )?(?:subordinate|subsidiary|dependent|daughter) [a-z]+,(?: the)? $"
    r"|\bits (?:own |subordinate |specialised |specialized |expert ){0,24}"
    r"(?:(?:[a-z]+ )?[a-z]+, the )?$",
    re.IGNORECASE,
)
_OWNERS = "".join((Kind.BODY, Kind.STATE, Kind.CAPITAL, Kind.FOREIGN, Kind.ORGANIZATION))
_OF_A_STATE = patterns.of(r"Ministry|Government|Cabinet|Supreme|Parliament|Constitutional|National")
_BESIDE = patterns.of(
    r", (?:an?|the) [^,;]* (?:of|to|under|within)(?: the)? $"
    r"|\b(?:subordinated?|attached|accountable|belongs?|reports?|answers?) to(?: the)? $"
    r"|\b(?:in|of|for)(?: the)? $"
)

"""Frames of what stands above a body, in sentences with an order of words."""

from __future__ import annotations

import re

from cislex import patterns, scopes
from cislex.actors import bodies_in
from cislex.further_superiors import and_others
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.naming import name_of, say_as
from cislex.plain_scopes import plain_scope
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Sentence
from cislex.subordinates import below
from cislex.subordination import under


def authority(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A body stands under another one."""
    scope = _scope(sentence, rule, match)
    if scope is None or match.span("b") == match.span("o"):
        return
    if rule.options.get("parent"):
        _in_brackets(sentence, rule, match, scope)
        return
    if _is_other_matter(sentence, match):
        return
    if rule.id == "authority.linked" and (led := _LEADS.search(match["v"])):
        _leading(sentence, rule, match, scope if led["now"] else Scope("past"))
        return
    words = f"{match.groupdict().get('v')} {match['t']}"
    if _each_its_own(sentence, rule, match, scope, words):
        return
    for parent in _parents(sentence, match)[:1]:
        for body in below(sentence, match):
            if rule.id == "authority.possessive" and _OF_STATE.search(parent.text):
                under(sentence, rule, parent, body, scope, words)
            else:
                under(sentence, rule, body, parent, scope, words)
        and_others(sentence, rule, match, scope)


def _each_its_own(
    sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope, words: str
) -> bool:
    """Tell `A and B answer to C and to D respectively`; whether that is said."""
    listed = _RESPECTIVELY.match(sentence.clause.masked, match.start("o"))
    if listed is None:
        return False
    bodies = below(sentence, match)
    parents = [m for _, m in sentence.clause.within(*listed.span("list"), kinds=_ABOVE)]
    for body, parent in zip(bodies, parents, strict=False) if len(bodies) > 1 else ():
        under(sentence, rule, body, parent, scope, words)
    return True


_RESPECTIVELY = patterns.of(
    rf"(?P<list>{Kind.BODY}(?:(?:,|,? and)(?: (?:to|under|by|of|within))?(?: the)? {Kind.BODY})"
    r"{1,12}),? respectively\b"
)


def _is_other_matter(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether what a match links are not the body and the one above it."""
    masked = sentence.clause.masked
    before, verb = masked[: match.start("b")], match.groupdict().get("v") or ""
    if _NEXT.match(verb) and _UNDER.search(before):
        return True  # `first under one ministry, later under another`
    if _UNDER_WHICH.search(verb):
        return True  # `the ministry, under which the centre works`
    if _REPLACED.search(f"{verb} {match['t']}"):
        return True  # `it was replaced by a department of the ministry`
    if _SEVERAL.match(sentence.clause.words(match.start("b"), match.start("b") + 1)):
        return not before.endswith(f"{Kind.BODY} ")  # `A and B both work under C`
    between = masked[match.end("b") : match.start("t")] if match["b"] else ""
    if _AND.fullmatch(between.strip(" ,")) and _ANOTHER.match(match["t"]):
        return True  # `the agency and the patent division of the committee`
    if Kind.BODY in _BRACKETS.sub("", between) and _UNFINISHED.fullmatch(
        f"{verb} {match['t']}".strip()
    ):
        return True  # `the centre, which reports to one, itself under the other`
    spoken = masked[: match.start("o")].removesuffix(" ")
    if spoken.endswith(Kind.PRONOUN) and sentence.clause.at(len(spoken) - 1).text != "both":
        return True  # `the court has within it a board`
    if _HEIR_WHICH.search(between + verb):
        return True  # `the ministry, heir to the office, which answered to the cabinet`
    if _REGION.match(masked, match.end("o")):
        return True  # `the first court of the CIS region`
    # `it falls to a unit of the ministry, the Copyright Department`
    named = _NAMED.match(masked, match.end("o"))
    return bool(named and _OF_ANOTHER.search(f"{verb} {match['t']}"))


_UNFINISHED = patterns.of(
    r"(?:itself|in (?:its )?turn|for its part|now|then|once|formerly|directly|,| ){0,8}"
    r"(?:(?:subordinated?|attached|accountable|answerable|responsible|reporting|answering"
    r"|belonging)\b.*|part of|under|within|(?:an? |the )[\w -]*)"
)
"""What has no verb tells of the body right before it."""
_HEIR_WHICH = patterns.of(
    rf"\b(?:heirs?|successors?|place|instead|stead|inheriting|replacing|succeeding)\b[^;.{Kind.BODY}]"
    rf"{{0,20}}{Kind.BODY}(?: \([^()]*\))?,? (?:which|that)\b"
)
_BRACKETS = patterns.of(r"\([^()]*\)")
_REGION = patterns.of(r" (?:region|space|area|zone|countries|states|members?|world|market)\b")


def _leading(sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope) -> None:
    """`Since 2022 it has supervised the office`: who is spoken of stands above."""
    for one in below(sentence, match):
        under(sentence, rule, sentence.clause.at(match.start("o")), one, scope, "")


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
    scope = _as_judged(sentence, match)
    if scope is None:
        return None
    if _TO_BE_MOVED.search(sentence.clause.masked[: match.start("b")]):
        return Scope("planned", "intention")
    if scope.polarity == "affirmed":
        if _OUTDATED.search(sentence.clause.masked[: match.start("t")]):
            return Scope("past")
        if rule.id in _PARENTHOOD and _WAS.search(f"{match['v']} {match['t']}"):
            return Scope("past")
        if rule.options.get("past") or _ONCE.search(f"{match.groupdict().get('v')} {match['t']}"):
            return Scope("past")
        if _MAY_BE.search(f"{match.groupdict().get('v')} {match['t']}"):
            return Scope("planned", "projection")
        if match["b"] and _TO_COME.search(sentence.clause.masked[match.end("b") : match.end("t")]):
            return Scope("planned", "intention")
    return scope


def _as_judged(sentence: Sentence, match: re.Match[str]) -> Scope | None:
    """What the words around a match make of it, by those of its own clause."""
    scope = plain_scope(sentence, match)
    verb = match.groupdict().get("v") or ""
    if (
        scope
        and scope.polarity == "past"
        and (anew := _AND_IS.search(f"{verb} {match['t']}".rstrip()))
    ):
        scope = scopes.judge("", anew["v"], match["t"], "")
    turn = _TURN.search(match.groupdict().get("v") or "")
    if scope and scope.polarity == "negated" and turn:
        scope = scopes.judge("", turn["v"], match["t"], "")
    return scope


_AND_IS = patterns.of(
    rf"(?:,| {Kind.DATE})? and(?P<v> (?:(?:now|today) )?(?:is|has been|remains|reports|answers"
    r"|belongs|works|operates|sits|stands|falls|comes)\b[^;]*)$"
)
"""`It was founded in 1993 and is an agency of the ministry`: what was is another matter."""
_PARENTHOOD = tuple(
    f"authority.{name}"
    for name in ("above", "is-parent", "is-its-parent", "its-superior", "superior-of", "parent-is")
)
"""Rules that tell who stands above, by a word for that one."""
_WAS = patterns.of(
    r"\b(?:was|were|had been|used to be|former|previous|old|first|original|supervised|controlled"
    r"|oversaw)\b(?<!has supervised)(?<!has controlled)(?<!now supervised)"
)
_ONCE = patterns.of(
    r"\b(?:once|at first|formerly|previously|originally|until recently|until then)\b"
)
_OUTDATED = patterns.of(
    r"\b(?:old(?:er)?|outdated|out-of-date|obsolete|stale|earlier|superseded|dated)"
    r" (?:[a-z-]+ ){1,4}(?:still|continue to|go on) [a-z]+[^;.]*$",
    re.IGNORECASE,
)
"""`Older books still place it under …`: what they tell is so no more."""
_NEXT = patterns.of(r",? (?:later|then|now|since|today|first|and)\b", re.IGNORECASE)
_UNDER = patterns.of(r"\b(?:under|within|to|by)(?: the)? $")
_TURN = patterns.of(rf"(?:[:;]|, (?:yet|but|though|and)) (?=it\b|{Kind.PRONOUN})(?P<v>[^:;]*)$")
"""`It is no ministry but it is under one`: what is denied before is another matter."""
_LEADS = patterns.of(
    r"(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )(?<!being )"
    r"\b(?P<now>(?:has|have)(?: \w+ly| long| also| since)? )?(?:supervised|overseen|controlled)"
    r"(?: \w+ly)?(?: the)?$"
)
_AND = patterns.of(r"and(?: (?:of|to|by|with|from|for))?")
_ANOTHER = patterns.of(r" ?(?:an?|the|one|its) ")
_OF_ANOTHER = patterns.of(
    r"\b(?:to|by|with|from|at|in) (?:an?|the|its) [\w -]+ (?:of|under|within)$"
)
_NAMED = patterns.of(rf",(?: the)? {Kind.BODY}(?=[,.;:]|$| \()")
_UNDER_WHICH = patterns.of(r"\b(?:to|under|within|of) which(?: the| its)? ?$")
_REPLACED = patterns.of(r"\b(?:(?:replaced|succeeded|followed) by|(?:gave|made) way (?:to|for))\b")
_SEVERAL = patterns.of(r"(?:they|them|both)$", re.IGNORECASE)
"""What no one body is."""


_MAY_BE = patterns.of(
    r"\b(?:may|might|could)\b.*\b(?:placed|moved|transferred|put|brought|merged|subordinated)\b"
)
_TO_COME = patterns.of(
    r"\b(?:will|(?:is|are) (?:due |set |expected |scheduled |supposed )?to)(?: \w+ly| soon| then"
    r"| also){0,2} (?:be(?:come)?|report|answer|belong|stand|come|fall|move|sit|work|operate"
    r"|pass|go|join)\b",
)
"""`It will be placed under the ministry`: it is not there yet."""
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
    if Kind.BODY not in sentence.clause.masked:
        return
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

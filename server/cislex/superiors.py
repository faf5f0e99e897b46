"""Frames of what stands above a body, in sentences with an order of words."""

from __future__ import annotations

import re
from dataclasses import replace

from cislex import eras, patterns, scopes
from cislex.actors import bodies_in
from cislex.lexicon import Entry, Kind
from cislex.mentions import Mention
from cislex.naming import body_of, name_of, place_of, plain_scope, relate, say_as
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Sentence
from cislex.subordinates import below


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
        _and_others(sentence, rule, match, scope)


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
    if between.strip(" ,") == "and" and _ANOTHER.match(match["t"]):
        return True  # `the agency and the patent division of the committee`
    if Kind.BODY in _BRACKETS.sub("", between) and _UNFINISHED.fullmatch(f"{verb} {match['t']}".strip()):
        return True  # `the centre, which reports to one, itself under the other`
    spoken = masked[: match.start("o")].removesuffix(" ")
    if spoken.endswith(Kind.PRONOUN) and sentence.clause.at(len(spoken) - 1).text != "both":
        return True  # `the court has within it a board`
    if _REGION.match(masked, match.end("o")):
        return True  # `the first court of the CIS region`
    # `it falls to a unit of the ministry, the Copyright Department`
    named = _NAMED.match(masked, match.end("o"))
    return bool(named and _OF_ANOTHER.search(f"{verb} {match['t']}"))


_UNFINISHED = patterns.of(
    r"(?:itself|in (?:its )?turn|for its part|now|then|once|formerly|directly|,| )*"
    r"(?:(?:subordinated?|attached|accountable|answerable|responsible|reporting|answering"
    r"|belonging)\b.*|part of|under|within|(?:an? |the )[\w -]*)"
)
"""What has no verb tells of the body right before it."""
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
    scope = plain_scope(sentence, match)
    verb = match.groupdict().get("v") or ""
    if scope and scope.polarity == "past" and (anew := _AND_IS.search(f"{verb} {match['t']}".rstrip())):
        scope = scopes.judge("", anew["v"], match["t"], "")
    turn = _TURN.search(match.groupdict().get("v") or "")
    if scope and scope.polarity == "negated" and turn:
        scope = scopes.judge("", turn["v"], match["t"], "")
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


_AND_IS = patterns.of(
    rf"(?:,| {Kind.DATE})? and(?P<v> (?:(?:now|today) )?(?:is|has been|remains|reports|answers|belongs"
    r"|works|operates|sits|stands|falls|comes)\b[^;]*)$"
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
_ONCE = patterns.of(r"\b(?:once|at first|formerly|previously|originally|until recently|until then)\b")
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
_ANOTHER = patterns.of(r" ?(?:an?|the|one|its) ")
_OF_ANOTHER = patterns.of(
    r"\b(?:to|by|with|from|at|in) (?:an?|the|its) [\w -]+ (?:of|under|within)$"
)
_NAMED = patterns.of(rf",(?: the)? {Kind.BODY}(?=[,.;:]|$| \()")
_UNDER_WHICH = patterns.of(r"\b(?:to|under|within|of) which(?: the| its)? ?$")
_REPLACED = patterns.of(r"\b(?:(?:replaced|succeeded|followed) by|(?:gave|made) way (?:to|for))\b")
_SEVERAL = patterns.of(r"(?:they|them|both)$", re.IGNORECASE)
"""What no one body is."""


def _and_others(sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope) -> None:
    """What a list goes on with: `A belongs to B, and C to D`, `A answers not to B but to D`."""
    masked, place = sentence.clause.masked, match.end("o")
    if scope.polarity in ("negated", "past") and (other := _BUT.match(masked, place)):
        for body in below(sentence, match):
            parent = sentence.clause.at(other.start("o"))
            under(sentence, rule, body, parent, scopes.AFFIRMED, "")
    elif scope.polarity == "affirmed" and (other := _NOT_UNDER.match(masked, place)):
        for body in below(sentence, match):
            parent = sentence.clause.at(other.start("o"))
            under(sentence, rule, body, parent, Scope("negated"), "")
    if scope.polarity == "affirmed" and (more := _AS_DOES.match(masked, place)):
        one, parent = sentence.clause.at(more.start("b")), sentence.clause.at(match.start("o"))
        under(sentence, rule, one, parent, scope, "")
    still_does(sentence, rule, sentence.clause.at(match.start("o")), place, scope)
    if scope.polarity == "negated" and (more := _NOR.match(masked, place)):
        for body in below(sentence, match):
            under(sentence, rule, body, sentence.clause.at(more.start("o")), scope, "")
    words = f"{match.groupdict().get('v') or ''} {match['t']}"
    reporting = _REPORTING.search(words.rstrip())
    for body in below(sentence, match) if reporting else ():
        under_later(sentence, rule, body, place, scope)
        _under_both(sentence, rule, body, place, scope, words)
    while pair := _AND_PAIR.match(masked, place):
        body, parent = (sentence.clause.at(pair.start(group)) for group in ("b", "o"))
        under(sentence, rule, body, parent, scope, match["t"])
        place = pair.end()


def still_does(sentence: Sentence, rule: Rule, parent: Mention, place: int, scope: Scope) -> None:
    """`A once belonged to C; B still does`: what is said of another body behind a place."""
    more = _STILL_DOES.match(sentence.clause.masked, place)
    if more and scope.polarity in ("affirmed", "past"):
        does = Scope("past") if more["not"] else scopes.AFFIRMED
        under(sentence, rule, sentence.clause.at(more.start("b")), parent, does, "")


def _under_both(
    sentence: Sentence, rule: Rule, body: Mention, place: int, scope: Scope, words: str
) -> None:
    """`A answers to B and to C`: both stand above it."""
    if scope.polarity == "affirmed":
        while other := _AND_BOTH.match(sentence.clause.masked, place):
            start = other.start("o" if other["o"] else "o2")
            under(sentence, rule, body, sentence.clause.at(start), scope, words)
            place = other.end()


_AND_BOTH = patterns.of(
    rf"(?:,? (?:and|but)(?: (?:also|equally|likewise|indirectly|ultimately|\w+ly))?|,? as well as"
    rf"|,)(?: (?:(?:accountable|answerable|subordinated?|responsible|reports|answers) )?(?:to|under|by"
    rf"|of)(?: the)? (?P<o>{Kind.BODY})(?=\W|$)(?! {Kind.DATE}|,? from\b)"
    rf"|(?: the)? (?P<o2>{Kind.BODY})(?=[.;)]|$))"
)


def under_later(sentence: Sentence, rule: Rule, body: Mention, place: int, scope: Scope) -> None:
    """`A answered to B and, from 2019, to C`: whom a body was moved under, behind a place."""
    masked = sentence.clause.masked
    if _DONE_BY.match(masked, place) and not _DONE_BY_IT.search(masked[:place]):
        return  # `which answered to one, and since then by the other`
    later = _AND_LATER.match(masked, place) or _AND_SINCE.match(masked, place)
    if later := later or _AND_IN.match(masked, place) or _AND_BEHIND.match(masked, place):
        words = sentence.clause.words(later.start(), min(later.end() + 1, len(masked)))
        if _SINCE_THEN.search(words) and not _ONCE_MORE.match(masked, later.end()):
            scope = scopes.AFFIRMED
        elif _BEFORE_THEN.search(words):
            scope = Scope("past")
        under(sentence, rule, body, sentence.clause.at(later.start("o")), scope, later[0])


_BUT = patterns.of(
    rf",? but (?:rather |instead )?(?:to|by|under|with|in|of|within)(?: the)? (?P<o>{Kind.BODY})"
)
_NOT_UNDER = patterns.of(
    rf",?(?: and| but)? (?:not|rather than|never|instead of)(?: \w+ly|, [^,;.]{{3,40}},)?"
    rf" (?:(?:to|by|under|with|in|of|within)(?: the)? |the )?(?P<o>{Kind.BODY})"
)
"""`It is an enterprise of the Ministry of Finance, not of the Ministry of Justice.`"""
_AS_DOES = patterns.of(
    rf",? (?:as|and so) (?:does|do|is|are|did)(?: also)?(?: the)? (?P<b>{Kind.BODY})(?=[,.;]|$| and\b)"
)
_STILL_DOES = patterns.of(
    rf"[;,](?: (?:and|but|while|whereas))?(?: the)? (?P<b>{Kind.BODY})"
    r"(?: (?:(?P<not>no longer)|still|also|now|too|alone)){1,2} (?:does|is|do)(?: so)?(?=[.,;]|$)"
)
_NOR = patterns.of(
    rf",? (?:nor|or)(?: (?:to|by|under|with|in|of|within))?(?: the)? (?P<o>{Kind.BODY})"
)
_REPORTING = patterns.of(r"\w (?:to|under|by|within|of)(?: the(?: .* of)?)?$")
_AND_LATER = patterns.of(
    rf"(?:,? {Kind.DATE}| first| at first| initially)?(?:,? (?:and|but)|;|(?=, then|, later))"
    rf"(?: (?:it|{Kind.PRONOUN}))?"
    r"(?: (?:is|was|has been|belongs|reports|answers|moved|came|passed|went))?,?"
    r"(?:,? (?:then|later|now|today|since|from|after"
    rf"|finally|subsequently|as of|before that|earlier|previously|until then)\b"
    rf"[^,;.{Kind.BODY}]{{0,25}}"
    rf"|,? {Kind.DATE}){{1,3}},? (?:to|under|by|within|of|in)(?: the)? (?P<o>{Kind.BODY})"
)
_AND_SINCE = patterns.of(
    rf"(?: {Kind.DATE})?(?:,? (?:and|then|but)|;)(?: (?:it|{Kind.PRONOUN}))?"
    r"(?: has (?:been|stood|worked|operated|belonged|reported|answered)| is(?= [a-z]))"
    r" ?(?:part |a part )?"
    rf"(?:to|under|by|within|of|in)(?: the)? (?P<o>{Kind.BODY})(?= {Kind.DATE})"
)
"""`… but has been under the other since 2004`."""
_AND_IN = patterns.of(
    rf",? {Kind.DATE},? and (?:then )?(?:to|under|within)(?: the)? (?P<o>{Kind.BODY}) {Kind.DATE}"
)
"""`subordinated to one in 2011 and to another in 2012`."""
_DONE_BY = patterns.of(rf"[^.;]{{0,40}}? by(?: the)? {Kind.BODY}")
_DONE_BY_IT = patterns.of(rf"\bby(?: the)? {Kind.BODY}$")
_AND_BEHIND = patterns.of(
    rf"(?:,? {Kind.DATE}| first| at first| initially)?,? (?:and|but)(?: then)?"
    rf" (?:to|under|within)(?: the)? (?P<o>{Kind.BODY}),? (?:later|thereafter|afterwards|before that"
    rf"|after that|earlier|previously|until then|after {Kind.DATE}|from {Kind.DATE}|now|today)"
    rf"(?=[,.;]|$| on\b| onwards?\b)"
)
"""`under one until 2012 and under the other thereafter`."""
_SINCE_THEN = patterns.of(
    r"\b(?:since|now|today|then|later|thereafter|afterwards|after(?! that)|from|finally"
    r"|subsequently|as of)\b(?<!until then)"
)
_BEFORE_THEN = patterns.of(r"\b(?:before that|earlier|previously|until then)\b")
_ONCE_MORE = patterns.of(
    r"[^.]{0,60}?[;,] (?:and )?(?:finally|lastly|now|today|since|then|later|until)\b"
)
"""`to one, then to another, and now to a third`: only the last one still stands above."""
_AND_PAIR = patterns.of(
    rf"(?:,? (?:and|while|whereas)|[,;])(?: the)? (?P<b>{Kind.BODY}),? (?:to|by|under|within)"
    rf"(?: the)? (?P<o>{Kind.BODY})(?! (?:of|at)\b)"
)


def under(
    sentence: Sentence, rule: Rule, body: Mention, parent: Mention, scope: Scope, words: str
) -> None:
    """A body is, or by the tense of some words was, under another one."""
    own = body_of(sentence, body)
    parent = _of_one_state(sentence, parent, own)
    one, other = name_of(sentence, body), name_of(sentence, parent)
    if own and own.state and parent.kind == Kind.ORGANIZATION and _BELONGS.search(words):
        return  # it is the state that belongs to an organisation
    if one and other and _HIGHEST.match(one[1]) and not _HIGHEST.match(other[1]):
        return  # a head of government stands under no ministry
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
        place, masked = place_of(sentence, body), sentence.clause.masked
        if (
            _EARLIEST.search(masked[:place])
            or (
                _STOOD.search(words)
                and not _STANDS.search(words)
                and not (_HAD_BEEN.match(words) and _is_by_then(sentence, place))
            )
            or eras.is_past(masked, place, own, sentence.memory.lexicon.ended)
        ):
            scope = Scope("past")
    relate(sentence, rule, body, "isUnderAuthorityOf", parent, scope)


def _is_by_then(sentence: Sentence, place: int) -> bool:
    """Whether a day by which something had been done stands before a place."""
    found = _BY_THEN.search(sentence.clause.masked[:place])
    if found is None:
        return False
    return sentence.clause.words(found.start(), place).lower().startswith("by ")


_HIGHEST = patterns.of(
    r"(?:the )?(?:Prime Minister|President|Government|Parliament|Cabinet of Ministers"
    r"|Council of Ministers)(?: of\b|$)"
)


def _of_one_state(sentence: Sentence, parent: Mention, own: Entry | None) -> Mention:
    """The mention of a body above another one, which is of the same state unless it names one."""
    if own is None or not own.state or parent.kind != Kind.BODY or parent.state:
        return parent
    named = body_of(sentence, parent)
    place = place_of(sentence, parent)
    if place >= len(sentence.clause.masked) or (named and own.state == named.state):
        return parent
    if named and all(entry.state != own.state for entry in parent.entries):
        return parent
    told = replace(parent, state=own.state)
    sentence.clause.mentions[sentence.clause.index(place)] = told
    return told


_BELONGS = patterns.of(r"\b(?:belong\w*|part of)")
_STOOD = patterns.of(
    r"\b(?:stood|having (?:been|\w+ed)|had (?:been|\w+ed|started|begun)|sat"
    r"|(?<!has )(?<!have )(?:answered|reported|belonged)(?: \w+ly| only)? to|(?:was|were)"
    r" (?:\w+ly |then |once |long |at first |first ){0,24}(?:under|subordinate|subordinated|part"
    r"|an? |the |accountable|answerable|responsible)|used to|worked under|operated under"
    r"|existed (?:under|within|at|in)"
    r"|functioned (?:under|within)|came under|fell under)\b"
)
"""A body that stood under another one stands there no longer."""
_STANDS = patterns.of(
    r"\b(?:has|have)(?: (?:\w+ly|long|since|always|also|now)){0,2}"
    r" (?:stood|sat|belonged|answered|reported)\b"
)
"""A body that has stood under another one still does."""

_BY_THEN = patterns.of(rf"(?:by )?{Kind.DATE},? (?:the )?$", re.IGNORECASE)
_HAD_BEEN = patterns.of(r" *had (?:already |meanwhile |again )?been ")
"""`By 2017 it had been placed under …`: what was done by then still holds."""
_EARLIEST = patterns.of(
    r"\b(?:earliest|original|former|earlier|previous|predecessor)\b[^.;]{0,30}$", re.IGNORECASE
)
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

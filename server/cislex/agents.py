"""The bodies that do what a clause tells of, in whatever order they stand."""

from __future__ import annotations

import re

from cislex import patterns
from cislex.actors import bodies_in
from cislex.capacities import bidden
from cislex.lexicon import Kind
from cislex.mentions import REACH, Mention
from cislex.sentence import Sentence

_ACTORS = Kind.BODY + Kind.PRONOUN


def agents(
    sentence: Sentence, start: int, end: int, match: re.Match[str], active: bool
) -> list[tuple[int, Mention]]:
    """The bodies that do what a match tells of, with their places."""
    masked = sentence.clause.masked
    cleft = _CLEFT.match(masked)
    if cleft and not re.search(r"[;.]", masked[cleft.end() : match.start("t")]):
        return [(cleft.start("b"), sentence.clause.at(cleft.start("b")))]
    behind = _OVER_THERE.match(masked, match.end("t"), end)
    if behind and is_there(sentence, behind.start("b")):
        return [(behind.start("b"), sentence.clause.at(behind.start("b")))]
    if not active:
        after = _AGENT.match(masked, match.end("t"), end)
        if after:
            return [
                (place, one)
                for place, body in sentence.clause.within(*after.span("b"), _ACTORS)
                for one in ([body] if body.kind == Kind.BODY else _meant(sentence, place))
            ]
        if handed := _HANDED.match(masked, match.end("t")):
            return [(handed.start("b"), sentence.clause.at(handed.start("b")))]
        fronted = _FRONTED_AT.match(masked, start) or _THERE.match(masked, start)
        if fronted and (fronted.re is _FRONTED_AT or is_there(sentence, fronted.start("b"))):
            return [(fronted.start("b"), sentence.clause.at(fronted.start("b")))]
        if housed := _PLACE.search(masked[start : match.start("t")]):
            place = start + housed.start()
            body = sentence.clause.at(place)
            found = [body] if body.kind == Kind.BODY else _meant(sentence, place)
            return [(place, one) for one in found]
        if _BY_OTHERS.match(masked, match.start("t"), end) or _OTHERS_DO.search(
            masked[start : match.start("t")]
        ):
            return []
        if not (
            _WHERE.match(masked, start)
            or _BRACKETED.search(masked[: match.start("t")])
            or _CHARGE.search(masked, start, match.end("t"))
            or ": " in masked[start:end]
        ):
            return []
    return agent_before(sentence, start, match.start("t"))


_INNER = patterns.of(rf"{Kind.BODY} (?:of|at|within|under|in)(?: the)? $")
"""A body within which another one does something."""


def is_there(sentence: Sentence, place: int) -> bool:
    """Whether the body at a place is only spoken of as `there` or `here`."""
    found = sentence.clause.within(place, place + 1)
    return bool(found) and found[0][1].text.lower() in ("there", "here")


def agent_before(sentence: Sentence, start: int, stop: int) -> list[tuple[int, Mention]]:
    """The body nearest before a place that is no object of a preposition and in no aside."""
    masked = sentence.clause.masked
    relative = _relative(masked, start, stop)
    if relative and (_ITSELF_DOES.match(masked, start) or _WHERE_THEY.match(masked, start)):
        return _head(sentence, start)
    asides = [aside.span() for aside in _ASIDE.finditer(masked, max(0, start - 2), stop)]
    for place in range(stop - 1, start - 1, -1):
        if masked[place] not in _ACTORS or any(a <= place < b for a, b in asides):
            continue
        listed = masked[place + 1 : place + 2] == ":" or _OPEN.match(masked[place + 1 : stop])
        before = masked[max(0, place - REACH) : place]
        if _INNER.search(before):
            continue
        if not listed and _OBLIQUE.search(before) and not _STAFF.search(before):
            continue
        if _OTHER.search(masked[place:stop]) or bidden(before):
            return []
        if masked[place] == Kind.BODY:
            return _together(sentence, start, place)
        return [(place, body) for body in _meant(sentence, place)]
    if relative:
        return _head(sentence, start)
    if (
        start
        and (begun := sentence.clause.within(0, start, Kind.BODY))
        and (_COORDINATED.match(masked, start))
    ):
        return [(start, begun[0][1])]
    return []


def _relative(masked: str, start: int, stop: int) -> bool:
    """Whether a clause is a relative one up to a place, with no body that acts behind it."""
    return bool(_RELATIVE.match(masked, start)) and not _ANEW.search(masked, start + 1, stop)


def _head(sentence: Sentence, start: int) -> list[tuple[int, Mention]]:
    """The body that a relative clause speaks of."""
    masked = sentence.clause.masked
    heads = sentence.clause.within(0, start, Kind.BODY)
    if not heads or re.search(r"[;.]", masked[heads[-1][0] : start]):
        return []
    place, head = heads[-1]
    if len(heads) > 1 and _OF_BODY.match(masked, heads[-2][0], place + 1):
        head = heads[-2][1]
    return [(start - 1, head)]


def _together(sentence: Sentence, start: int, place: int) -> list[tuple[int, Mention]]:
    """A body with those that are named with it: `the Supreme Court and the City Court decide`."""
    chain = _CHAIN.search(sentence.clause.masked, start, place + 1)
    first = (
        chain.start()
        if chain and not _OBLIQUE.search(sentence.clause.masked[: chain.start()])
        else place
    )
    return [*reversed(sentence.clause.within(first, place + 1, Kind.BODY))]


def _meant(sentence: Sentence, place: int) -> list[Mention]:
    subject = sentence.memory.subject
    before = sentence.clause.within(0, place, Kind.BODY)
    if not before and (subject is None or subject.kind != Kind.BODY):
        return []
    return bodies_in(sentence, place, place + 1)


_OBLIQUE = patterns.of(
    r"\b(?:of|under|within|with|from|to|by|in|at|for|against|than|unlike|like|between|before|into"
    r"|through|via|about|on|outside|without|besides)(?: \u000f| [\u000e\u0010]'s?)?"
    r"(?: the| its)? $",
    re.IGNORECASE,
)


_STAFF = patterns.of(
    r"\b(?:officers?|officials?|inspectors?|examiners?|judges|prosecutors?|staff|experts|units?|posts"
    r"|functions?|tasks?|duties|responsibilities|role|remit|mandate|competences?|powers|job|mission)"
    r" (?:of|at|from|within)(?: the)? $",
    re.IGNORECASE,
)


_ASIDE = patterns.of(
    r", (?:(?:(?:to|into|under|of|from|with|in|by|for) )?which|who|whose|that|an?|the|its|itself"
    r"|part|now|not|long|also|subordinate\w*|under|set up"
    r"|established|created|founded|operating|acting|reporting|formerly|better|known)\b[^,;:]*,"
    r"| – [^–]* –|\([^()]*\)",
    re.IGNORECASE,
)


_OTHER = patterns.of(
    r"\b(?:owners?|holders?|applicants?|courts?|police|judges|prosecutors|parties|importers?|traders?|users?"
    r"|people|firms?|compan(?:y|ies)|experts say|parliament|lawmakers|states|countries"
    r"|businesses|brands|who)"
    r"(?: (?:may|can|must|should|will|also|who|to|have|has|then|often|usually|be|able|still"
    r"|continues?|remain|go(?:es)? on|ke(?:ep|pt))){0,24} $",
    re.IGNORECASE,
)
"""Somebody else who stands between a body and a verb is the one who acts."""


_RELATIVE = patterns.of(
    r",? ?(?:(?:by|at|to|before|with|in) )?(?:which|who|whose|where|that)\b", re.IGNORECASE
)


_ITSELF_DOES = patterns.of(
    rf",? ?(?:which|who|that) (?!(?:the |its )?{Kind.BODY})(?![^,]*{Kind.PRONOUN})", re.IGNORECASE
)


_WHERE_THEY = patterns.of(rf",? ?where {Kind.PRONOUN} ")


_ANEW = patterns.of(rf", (?:the )?{Kind.BODY} ")
"""`Unlike A, which is free, B reports …`: behind the relative clause another body acts."""


_OF_BODY = patterns.of(
    rf"{Kind.BODY}(?:,|:| –| is| \([^()]*\),?)?(?: (?:an?|the|its)\b[^;.{Kind.BODY}]{{0,60}})?"
    rf" (?:of|under|within|at|in|to)(?: the)? {Kind.BODY}"
)


_COORDINATED = patterns.of(r"(?:also |then )?[a-z]+s\b")


_AGENT = patterns.of(
    rf"(?: (?={Kind.BODY}(?: too| as well| also| now)?(?:[.,;]|$))"
    rf"|[^;:{Kind.BODY}]{{0,60}}\bfrom(?: the)? {Kind.BODY} to(?: the)? "
    rf"|(?:(?!\b(?:by\b|subordina|accountable|attached|answer|report))[^;:{Kind.BODY}{Kind.TREATY}{Kind.ORGANIZATION}]){{0,70}}?"
    rf"(?:\b(?:by|with|before|at|in|to|of|for|on|is|are|been|what|remains?|through|reach(?:es)?"
    r"|(?:obtain\w*|comes?|receiv\w+|available) from)|:| [–-])"
    rf"(?: the| its| an?| (?:the )?{Kind.BODY}'s?(?: own)?| [{Kind.STATE}{Kind.CAPITAL}]'?s?"
    rf"| (?:an?|the) [^,;:.{Kind.BODY}]{{1,40}},)?"
    rf" )(?P<b>{Kind.BODY}(?:(?: (?:at|of|under|within) {Kind.BODY})?(?: first)?(?:,? (?:and"
    rf"|or)(?: (?:then|thereafter|afterwards|later|subsequently|finally|next|after that))?,?"
    rf"|,(?: and)? then|;? then|,|,? but(?: rather| instead)?)(?: from there)?(?: to| by| before"
    rf"| with)?"
    rf"(?: the)? {Kind.BODY}){{0,24}}"
    rf"|(?<=with ){Kind.PRONOUN})",
    re.IGNORECASE,
)


_CLEFT = patterns.of(
    rf"\W{{0,8}}{Kind.PRONOUN} is (?:(?:to|with|by|at|before|in|from|through) )?(?:the )?"
    rf"(?P<b>{Kind.BODY})"
    rf"(?: in {Kind.CAPITAL}|,[^,;.]{{2,60}},)? (?:that|which|who)\b"
)


_CHAIN = patterns.of(rf"(?:{Kind.BODY}(?:,| and|, and|, or| or)(?: the)? ){{1,24}}{Kind.BODY}$")


_OPEN = patterns.of(r" \((?:which|who|that|an?|the|itself)\b[^()]*$")


_BRACKETED = patterns.of(rf"{Kind.BODY} \([^()]*$")


_WHERE = patterns.of(r",? ?(?:where|(?:by|at|to|before|with|in) which)\b")


_THERE = patterns.of(rf"\W{{0,8}}(?P<b>{Kind.BODY}),? ")


_OVER_THERE = patterns.of(
    rf"[^;.{Kind.BODY}]{{0,90}} (?P<b>{Kind.BODY})(?=[.;,!]|$| (?:too|as well|also|now|today)\b)"
)
"""`You register marks there`: the body behind is only spoken of as a place."""
_FRONTED_AT = patterns.of(
    rf"\W{{0,8}}(?:at|before|with|inside|through)(?: the| its)? (?P<b>{Kind.BODY}),?"
    r" (?!of\b|and\b)",
    re.IGNORECASE,
)
"""`At the office, applications first pass a check.`"""


_PLACE = patterns.of(
    rf"[{_ACTORS}],? (?:is|remains|has been)(?: also)? (?:the (?:place|office|body|address"
    rf"|authority) )?"
    r"(?:where|(?:to|with|at|by) which)\b"
)


_OTHERS_DO = patterns.of(r"\b(?:courts|judges|owners|holders|applicants|firms) (?!of\b)[a-z]+\b")


_BY_OTHERS = patterns.of(r"[^;.]{0,60}?\b(?:[a-z]+ed|heard|dealt with) by (?:the |an? )?[a-z]")
"""What others do is no deed of the body before."""


_HANDED = patterns.of(
    rf"[^,;]{{0,40}}, (?:which|that) (?:the )?(?P<b>{Kind.BODY}) (?:\w+ly )?(?:carries out|conducts"
    r"|handles|performs|runs|oversees|exercises|undertakes|is (?:responsible|in charge)|provides)"
)


_CHARGE = patterns.of(
    r"\b(?:responsib\w+|charge|task\w*|entrust\w*|dut(?:y|ies)|functions?|roles?|mandate|remit"
    r"|competen\w+|powers?|handl\w+|deals?|dealing|carr(?:y|ies|ying) out|conduct\w*|perform\w*"
    r"|exercis\w+|undertak\w+|provid\w+|offer\w*|runs?|running|overs\w+|ensur\w+|manag\w+|covers?"
    r"|does|do|look\w* after|tak\w+ care|job|business|includ\w+|compris\w+|jurisdict\w+"
    r"|leads?|sees? to|makes?|is where)\b",
    re.IGNORECASE,
)

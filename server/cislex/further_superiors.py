"""What a sentence goes on with behind the body that stands above another one.

`A belongs to B, and C to D`; `A answered to B first and to D later`; `A answers to B and to D`.
"""

from __future__ import annotations

import re

from cislex import patterns, scopes
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Sentence
from cislex.subordinates import below
from cislex.subordination import under


def and_others(sentence: Sentence, rule: Rule, match: re.Match[str], scope: Scope) -> None:
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
    rf"|,)(?: (?:(?:accountable|answerable|subordinated?|responsible|reports|answers) )?(?:to|under"
    rf"|by|of)(?: the)? (?P<o>{Kind.BODY})(?=\W|$)(?! {Kind.DATE}|,? from\b)"
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
    rf",? (?:as|and so) (?:does|do|is|are|did)(?: also)?(?: the)? (?P<b>{Kind.BODY})"
    r"(?=[,.;]|$| and\b)"
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
    rf" (?:to|under|within)(?: the)? (?P<o>{Kind.BODY}),? (?:later|thereafter|afterwards"
    rf"|before that|after that|earlier|previously|until then|after {Kind.DATE}"
    rf"|from {Kind.DATE}|now|today)"
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

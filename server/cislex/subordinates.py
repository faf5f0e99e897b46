"""Which body a sentence puts under another one: the one that acts, not always the nearest."""

from __future__ import annotations

import re

from cislex import patterns
from cislex.actors import acting_in, bodies_in, spoken_before
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.sentence import Sentence

_ACTORS = Kind.BODY + Kind.PRONOUN


def below(sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    """The bodies that stand under the one of a match."""
    group = "b" if match["b"] else "b2"
    start, end = match.span(group)
    masked = sentence.clause.masked
    if match[group] == Kind.ORGANIZATION:
        return [sentence.clause.at(start)]
    if match[group] in ("its", "their", Kind.PRONOUN) and _is_behind(masked, start, match):
        named = sentence.clause.within(0, min(start, match.start("o")), Kind.BODY)
        return [named[0][1]] if named else spoken_before(sentence, 0)
    if match[group] in ("its", "whose", "their"):
        return spoken_before(sentence, start)
    if match[group] == Kind.PRONOUN and (several := _BOTH.search(masked[:start])):
        return [m for _, m in sentence.clause.within(several.start(), start, Kind.BODY)]
    verb = match.groupdict().get("v") or ""
    before = (_PLURAL.match(match["t"]) or _ARE.match(verb)) and _AND_BEFORE.search(masked[:start])
    if group == "b" and before:
        return [m for _, m in sentence.clause.within(before.start("list"), end, Kind.BODY)]
    if not match.groupdict().get("v") and _BESIDE_IT.fullmatch(match["t"]):
        return bodies_in(sentence, start, end)
    if masked.startswith(" (", end) and "(" in masked[match.start() : match.start("o")]:
        return bodies_in(sentence, start, end)  # `A (under B) works with C (under D)`
    if start < match.start("o") and (place := _subject(masked, start, end, match.start("o"))) >= 0:
        return bodies_in(sentence, place, place + 1)
    return (acting_in if start < match.start("o") else bodies_in)(sentence, start, end)


def _is_behind(masked: str, start: int, match: re.Match[str]) -> bool:
    """Whether `its` or `it` stands behind the one above or in a clause behind another one."""
    return match.start("o") < start or (match["b"] != Kind.PRONOUN and "; " in masked[:start])


_BOTH = patterns.of(rf"{Kind.BODY}(?:, (?:the )?{Kind.BODY}){{0,24}},? and (?:the )?{Kind.BODY} $")
"""`A and B both work under C`."""


def _subject(masked: str, start: int, end: int, stop: int) -> int:
    """Where the subject of what a body is followed by stands if it is another one; else -1."""
    between = masked[end:stop]
    if spoken := _IT_DOES.search(between):
        return end + spoken.start("it")
    if not _AND_DOES.match(between):
        return -1
    since = max(masked.rfind("; ", 0, start), masked.rfind(". ", 0, start)) + 1
    if relative := _THAT_DOES.search(masked, since, start):
        return relative.start("head")
    first = _FIRST.match(masked, since, start)
    return first.start("b") if first and _VERB.search(masked, first.end(), start) else -1


_IT_DOES = patterns.of(
    rf"[;:.,] (?:and |but |then )?(?:[\w, {Kind.DATE}]{{0,40}} )?(?P<it>{Kind.PRONOUN}) "
)
"""`It grew out of A and B; it answers to C`: whom `it` means is asked for, not who is nearest."""
_AND_DOES = patterns.of(
    rf"(?:,? (?:which|who) [^,;.:{Kind.BODY}]{{2,60}},"
    rf"|(?:(?! which | that | who | whose )[^;.:]){{0,60}}?"
    rf",?) (?:and|but)(?: (?:now|then|today|also|still|later|itself|\w+ly|{Kind.DATE})){{0,3}}"
    r" (?:is|was|has|had|reports?|reported|answers?"
    r"|answered|belongs?|belonged|works?|worked|operate[sd]?|acts?|acted|functions?|functioned"
    r"|sits?|sat|stands?|stood|falls?|fell|comes?|came|remains?|forms)\b"
)
"""`It replaced A and is subordinate to B`: the subject of the first verb is that of the second."""
_THAT_DOES = patterns.of(
    rf"(?P<head>{Kind.BODY})(?: \([^()]*\))?,? (?:which|that|who) (?!{Kind.BODY})[^;.,]*$"
)
_FIRST = patterns.of(
    rf"(?:[^;.{_ACTORS}]{{0,80}}(?:[,:]|{Kind.DATE}) )?\W{{0,4}}(?:[Tt]he |[Tt]hen |[Tt]oday )?"
    rf"(?P<b>[{_ACTORS}])"
)
_VERB = patterns.of(r"\b(?:[a-z]+(?:s|ed)|took|grew|came|arose|went|gave|left|became)\b")


_PLURAL = patterns.of(r" ?(?:(?:belong|report|answer|come|fall|work|operate|sit|stand|act|are)\b)")
_ARE = patterns.of(r" (?:are|were|have|remain)\b")
_AND_BEFORE = patterns.of(
    rf"(?:^|[.;:,] |[Bb]oth |{Kind.PRONOUN} )(?:the )?"
    rf"(?P<list>{Kind.BODY}(?:, (?:the )?{Kind.BODY}){{0,24}})"
    r",? and (?:the )?$"
)
"""`A and B belong to C`: both do."""
_BESIDE_IT = patterns.of(r" ?(?:of|under|at|within|inside|beneath|in)(?: the)? ?")
"""`a centre under the ministry`: whose name the other one's is a part of."""

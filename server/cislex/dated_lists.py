"""Frames of lists that date who takes part: treaties of one state, or states of one treaty."""

from __future__ import annotations

import re

from cislex import patterns, scopes, series
from cislex.arguments import is_modifier
from cislex.joining import join
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.participants import ids_of, is_told, subjects_in
from cislex.rules import Rule
from cislex.sentence import PARTICIPATIONS, Sentence
from cislex.standing import BY_MEANS_OF, says_nothing

_THINGS = Kind.TREATY + Kind.ORGANIZATION


def treaties(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """One of several treaties that a sentence lists each with its date."""
    if says_nothing(sentence, match):
        return
    masked = sentence.clause.masked
    ahead = "o" in match.re.groupindex
    place = match.start("o") if ahead else match.start()
    target, day = sentence.clause.at(place), sentence.clause.at(match.start("t"))
    telling = _TELLING.match(day.text)
    pairs = _DATED_AHEAD if ahead else _DATED
    telling = telling or (None if ahead else _ACCESSIONS.search(masked[:place]))
    goes_on = not ahead and _GOES_ON.match(masked, max(0, place - len("; and ")))
    telling = telling or goes_on or None
    if not telling and not _DAYS.search(masked) and len(pairs.findall(masked)) < 2:
        return
    if match[0][1:2] == "," and not goes_on and not day.proposed.startswith(_EFFECTIVE):
        return
    if _NO_LIST.search(_part(masked, place)) or Kind.LAW in masked:
        return
    subjects = subjects_in(sentence, 0, place, False)
    by_means = not telling and BY_MEANS_OF.search(masked[:place])
    if by_means or is_told(sentence, target, ids_of(subjects)):
        return
    if not ahead and not re.match(
        r"\(?\s*$|in$|since|from|as of|on$|with effect|effective|\(", day.proposed
    ):
        return
    if len(subjects) == 1 and not is_modifier(sentence, place):
        shared = [] if ahead else _sharing(sentence, place, day.text)
        targets = [(one, day.value) for one in (*shared, target)]
        join(sentence, rule, subjects, targets, scopes.AFFIRMED, "")


def _part(masked: str, place: int) -> str:
    """The part of a sentence around a place, as far as semicolons or `but not` part it."""
    ends = [end for mark in ("; ", " but not ") if (end := masked.find(mark, place)) >= 0]
    return masked[masked.rfind("; ", 0, place) + 1 : min(ends, default=len(masked))]


def _sharing(sentence: Sentence, place: int, day: str) -> list[Mention]:
    """`A and B (both 2006)`: what shares the day of what stands at a place."""
    if (of_several := _OF_SEVERAL.match(day)) is None:
        return []
    before = _LISTED_BEFORE.search(sentence.clause.masked, 0, place)
    found = [m for _, m in sentence.clause.within(*before.span())] if before else []
    return found[-1:] if of_several["both"] else found


_OF_SEVERAL = patterns.of(r"\((?:(?P<both>both)|each|all)\b", re.IGNORECASE)
_LISTED_BEFORE = patterns.of(rf"(?:[{_THINGS}](?:,? and |, )){{1,24}}$")


def states(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """One of several states that a sentence on one treaty lists each with its date."""
    if says_nothing(sentence, match):
        return
    masked = sentence.clause.masked
    ahead = match["t"] == match[0][:1]
    pairs = (_EACH_AHEAD if ahead else _EACH).findall(masked)
    things = sentence.clause.within(0, len(masked), _THINGS)
    targets = {m.entries[0].id if m.entries else "" for _, m in things}
    if series.led_by_dates(masked):
        return
    if (
        len(pairs) < 2
        or len(targets) != 1
        or _NO_LIST.search(_part(masked, match.start()))
        or Kind.LAW in masked
    ):
        return
    place, target = things[0]
    spot = match.end() - 2 if ahead else match.start()
    state, day = sentence.clause.at(spot), sentence.clause.at(match.start("t"))
    means = BY_MEANS_OF.search(masked[:place]) and day.proposed not in ("since", "from", "as of")
    if place > match.start() or is_modifier(sentence, place) or means:
        return
    same = {(s.subject, s.object) for s in sentence.said if s.predicate in PARTICIPATIONS}
    if not same & {(e.id, t) for e in state.entries[:1] for t in targets}:
        join(sentence, rule, [state], [(target, day.value)], scopes.AFFIRMED, "")


_EACH = patterns.of(r"[\u000e\u0010](?: [a-z]+){0,4},? \u0018")
_EACH_AHEAD = patterns.of(r"\u0018 \([\u000e\u0010]\)")
_TELLING = patterns.of(
    r"\((?:a )?(?:full )?(?:member|party|joined|acceded|ratified|in force|accession)\b", re.I
)
"""`the WTO (member since 2013)`: what stands in brackets tells it alone."""
_GOES_ON = patterns.of(r".{0,5}(?<=\u0018); (?:and )?[\u0012\u0013], \u0018(?=[;.]|$)")
"""`… a party to the first, since 1991; the second, since 1995; and …`."""
_ACCESSIONS = patterns.of(
    r"\b(?:accessions|ratifications|adherences|memberships) (?:also |now |only )?(?:concerns?"
    r"|concerned|include[sd]?|cover(?:s|ed)?|are|were|comprised?|regard(?:ed)?|relate(?:d)? to)"
    r"\b[^;:.]*$",
    re.IGNORECASE,
)
"""`The latest accessions concern the PCT (2022)`."""
_EFFECTIVE = ("effective", "with effect", "in force")
_DATED = patterns.of(r"[\u0012\u0013] \u0018")
_DATED_AHEAD = patterns.of(r"\u0018(?: (?:for|brought|saw|with|as regards))? [\u0012\u0013]")
_DAYS = patterns.of(
    r"\b(?:dates?|days?|years?|milestones?) (?:are|is|was|were|\u0018)|\byear \u0018", re.I
)
_NO_LIST = patterns.of(
    r"\b(?:edition|seminar|conference|signed|signature|draft|revis\w+|amend\w+|adopted|concluded"
    r"|filed|applied for|applied to (?:join|enter)|to which \u000e applied"
    r"|not|(?<!than )never|no|neither|nor|if|would|could|plan\w*|intend\w*|hop\w+|expect\w*|left"
    r"|withdr\w+"
    r"|until|observer|former|denounced|ceased|talks|report|visit\w*|mission|court|version)\b"
    r"|\u0011",
    re.IGNORECASE,
)
"""What a mere list of who joined when does not say."""

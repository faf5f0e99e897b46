"""The date of a matched rule of participation: in its verb, after it, or at the head of it."""

from __future__ import annotations

import re
from functools import cache

from cislex import patterns, rules
from cislex.lexicon import Kind
from cislex.sentence import Sentence


def tail(sentence: Sentence, end: int) -> int:
    """The end of a stretch with the date that follows it at once."""
    masked = sentence.clause.masked
    after = dated().match(masked, end) if masked.find(Kind.DATE, end) >= 0 else None
    return after.end() if after else end


def date_of(sentence: Sentence, match: re.Match[str]) -> str:
    """The date of a match: inside its verb, after it, or at the head of its clause."""
    masked = sentence.clause.masked
    if Kind.DATE not in masked:
        return ""
    groups = [g for g in ("v", "t", "d") if g in match.re.groupindex and match[g]]
    if "v" in groups and "sign" in match["v"]:
        groups.remove("v")
    for group in groups:
        if found := sentence.clause.within(*match.span(group), kinds=Kind.DATE):
            return found[-1][1].value
    for group in ("t", "n"):
        if group in match.re.groupindex and match[group]:
            gap = dated().match(masked, match.end(group))
            if gap:
                return sentence.clause.within(*gap.span(), kinds=Kind.DATE)[0][1].value
    return _date_after(sentence, match.end()) or _date_before(sentence, match)


def _date_after(sentence: Sentence, end: int) -> str:
    """The date that follows a match, at once or after a few words."""
    masked = sentence.clause.masked
    if masked.find(Kind.DATE, end) < 0:
        return ""
    for later in (dated(), _AFTER_PLACE, _ASIDE_DATE, _LATER, _AS_WELL):
        if gap := later.match(masked, end):
            return sentence.clause.within(*gap.span(), kinds=Kind.DATE)[0][1].value
    return ""


def _date_before(sentence: Sentence, match: re.Match[str]) -> str:
    """The date at the head of the clause of a match."""
    masked = sentence.clause.masked
    start = (
        match.start("s") if match["s"] and match.start("s") < match.start("t") else match.start()
    )
    if "o" in match.re.groupindex and masked[match.start("o")] == Kind.DATE:
        led = sentence.clause.at(match.start("o"))
        if led.proposed in ("on", "in", "since", "from"):
            return led.value
    head = _LEADING.search(masked[:start])
    elided = not match["s"] and not _OPENS.search(masked[:start])
    if head and not elided:
        led = sentence.clause.within(*head.span(), kinds=Kind.DATE)[-1][1]
        effect = head.start() and led.proposed.startswith(("with effect", "effective", "in force"))
        return "" if effect else led.value
    if late := _NOT_UNTIL.search(masked[:start]):
        return sentence.clause.at(late.start("d") if late["d"] else late.start("e")).value
    if reported := _REPORTED.search(masked[:start]):
        return sentence.clause.at(reported.start("d")).value
    if only := _OPENING_DATE.match(masked[:start]):
        return sentence.clause.within(*only.span(), kinds=Kind.DATE)[0][1].value
    return ""


@cache
def dated() -> re.Pattern[str]:
    return rules.compiled("{dated}")


_LEADING = patterns.of(
    r"(?:^|[\s(])\u0018(?:,| (?:the )?)? ?(?:the )?(?:(?:brought|saw) )?"
    r"(?:(?:did|has|had|was|were|is) )?(?:\w+ly )?$",
    re.IGNORECASE,
)

_OPENS = patterns.of(r"(?:^|[;:–] |\b(?:and|but|then) |\u0018, )\u0018(?:,| [a-z]+ly)? ?$")
"""A date at the head of what follows, not at the end of what another verb says."""

_OPENING_DATE = patterns.of(
    r"^(?:\u0018,? |(?:A|The|Its) (?:declaration|note|notification|instrument|act"
    r"|document) of \u0018 )[^\u0018;]*$"
)

_NOT_UNTIL = patterns.of(
    r"(?:^|[;:.,] )(?:(?:[Ii]t|\u001b) was )?(?:[Nn]ot|[Oo]nly|[Ff]inally|[Aa]lready)"
    r" ?(?:before |until )?"
    r"(?P<d>\u0018) (?:that|did|was|were|had)[^;:.\u0018]*$"
    r"|(?P<e>\u0018),? when(?: the)? $"
)

_REPORTED = patterns.of(
    r"\b(?:declared|stated|notified|informed|confirmed|announced|told|wrote|indicated)\b"
    r"[^;.\u0012\u0018]{0,50}?(?P<d>\u0018)[^;.\u0018]{0,30}? that [^;.\u0012\u0013\u0018]{0,20}$",
    re.IGNORECASE,
)
"""`declared on … that it continued to apply …`: the day of the declaration."""

_AS_WELL = patterns.of(
    r"(?: as well|,? too|, likewise),? \u0018(?=[.;)]|$|,? (?:but|and|though|while|yet)\b)"
)
"""`has acceded to the treaty as well, on 10 May 2018`."""
_LATER = patterns.of(
    r"(?:, (?:which|that) [^,;\u0018]{3,60},(?= (?:dates?|dating|goes) ))?(?: (?:dates?|dating"
    r"|(?:is|are|was|were) dated|bears? the date of|began|took place|happened|came|followed|ended"
    r"|was completed"
    r"|was finali[sz]ed|operational|operative|occurred|goes|became effective|became|took effect"
    r"|started)"
    r"(?: back| only| later)?(?: to)?),? \u0018",
    re.IGNORECASE,
)

_AFTER_PLACE = patterns.of(
    r"(?: (?:in|at) (?:[\u0010\u0011]|[A-Z]\w+)(?: (?:in|on))?|,? (?:with effect|in force"
    r"|in effect|effective|applicable|in operation)"
    r"(?: (?:there|here|(?:for|in) (?:it|them|\u001b|\u000e)))?| for (?:it|\u001b|the (?:first"
    r"|second) time)"
    r"|,? (?:before|ahead of|well before|long before|like) [^;,.\u0018\u0012\u0013]{3,50}"
    r"| with its own \w+|,? from the (?:very )?(?:first day|start|outset|beginning)"
    r"| in (?:the same|that) year"
    r"|,? (?:after|following|without|despite|amid|at the end of|at the close of|by way of"
    r"|by means of"
    r"|with) (?!(?:which|that|whom|effect)\b)(?:(?!(?:that|which|who|began|begun|started|opened"
    r"|launched|adopted|signed|concluded|since|of (?=\u0018)))(?:[\w'-]+(?![\w'-])"
    r"|[\u000f\u0016\u0019\u001a]) ?){1,9}(?<! ),?"
    r"|,? for (?:(?:over|well over|more than|nearly|almost|some|about|exactly|just over) )?"
    r"(?:\u0019|(?:[a-z-]+ ){1,2}(?:years|decades|months))"
    r"|:|,? by (?:an? |its |the )(?:\w+ )?(?:declaration|notification|instrument|note|letter)(?: of"
    r"| dated)|,? (?:first|last|next|early|late|earlier|later|quickly|soon)"
    r"|,? as (?:its|the) \w+(?:th|st|nd|rd) (?:member|party)(?: state)?"
    r"|,? on one and the same (?:day|date)"
    r"|,? in the (?:middle|midst|course|wake|aftermath|depths|throes) of (?:[\w'-]+ ){0,4}[\w'-]+,?"
    r"|,? (?:a|one|two|three|four|five|six|some|several|\d+) (?:days?|weeks?|months?|years?)"
    r" (?:earlier|later)|(?: only| at last| in the end| at once| already"
    r"| all){1,4}),? \u0018"
)
"""`signed in Moscow on …`: a few words may stand between a treaty and the date."""

_ASIDE_DATE = patterns.of(
    r",? (?:deposited|notified|lodged|dated|made|registered|effected|completed|recorded|received"
    r"|communicated|handed in|announced|declared)(?: (?:with|in|by|to|at|and) \S+){0,2} \u0018"
    r"|, (?:which|that) (?:took effect|entered into force|came into force|commenced|began|started"
    r"|dates? (?:back to|from)|occurred|happened|followed|became effective|was (?:completed|made"
    r"|deposited|notified)|goes back)(?: \w+)?,? \u0018"
    r"|, (?:doing so|a step (?:it )?(?:took|taken)|which it did|thereby joining)(?: only)? \u0018"
    r"|, (?:operational|operating|in operation) \u0018"
    r"|, having (?:acceded|joined|ratified|done so)(?: it| to it)? \u0018"
    r"|, (?:which|that|whose) [^;\u0018]{3,110}, \u0018"
    r"|, (?:on|concerning|about|for|dealing with|covering|governing) [^,;.\u0018\u0012\u0013]{3,60}"
    r", \u0018",
    re.IGNORECASE,
)

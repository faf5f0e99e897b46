"""A line about treaties in fewer words than a sentence, put in those that the rules know.

`Nice Agreement, Locarno Agreement: both joined in 2003` leaves out who joined,
`Administration: Berne Convention – WIPO` the verb; `A is administered by WIPO and has been in
force since 2005` has two verbs, of which each gets its subject.
"""

from __future__ import annotations

import re

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import Clause

_D, _O, _S, _T = Kind.DATE, Kind.ORGANIZATION, Kind.STATE, Kind.TREATY


def as_sentence(clause: Clause) -> Clause:
    """The clause in more words; the same clause where it is no such line."""
    masked = clause.masked
    if _T not in masked:
        return clause
    if ": " in masked or " – " in masked or " - " in masked:
        if administered := _ADMINISTERED.match(masked):
            told = [_administered(piece) for piece in _PIECES.split(masked[administered.end() :])]
            return Clause("; ".join(told), clause.mentions) if all(told) else clause
        if masked.count(_T) > 1:
            masked = _JOINED.sub(r"\g<verb> \g<list>\g<day>", masked)
    if "both " in masked or "all " in masked:
        masked = _EACH_DATED.sub("", masked)
    if "latter" in masked:
        masked = _LATTER.sub(r"\g<one> applies; \g<other> applies \g<day>", masked)
    if _D in masked and (late := _LED_LAST.search(masked)):
        return _day_behind(clause, late)
    if _O in masked and (both := _AND_IN_FORCE.search(masked)):
        treaty, place = clause.at(both.start("of")), clause.index(both.end())
        masked = f"{masked[: both.end('first')]}; {_T}{masked[both.end() :]}"
        return Clause(masked, [*clause.mentions[:place], treaty, *clause.mentions[place:]])
    return clause if masked == clause.masked else Clause(masked, clause.mentions)


def _day_behind(clause: Clause, late: re.Match[str]) -> Clause:
    """`A (2015), B (2018) and, since 2023, C`: the last has its day where the others do."""
    place = clause.index(late.start("day"))
    day, treaty = clause.mentions[place : place + 2]
    mentions = [*clause.mentions[:place], treaty, day, *clause.mentions[place + 2 :]]
    masked = clause.masked
    return Clause(f"{masked[: late.start()]} and {_T} {_D}{masked[late.end() :]}", mentions)


def _administered(piece: str) -> str:
    """`Berne Convention – WIPO` or `WIPO (Berne Convention)` as a sentence; else nothing."""
    if found := _TREATY_FIRST.fullmatch(piece):
        return f"{found['of']} is administered by {found['by']}"
    found = _OFFICE_FIRST.fullmatch(piece)
    return f"{found['by']} administers {found['of']}" if found else ""


_LIST = rf"(?:the )?{_T}(?:(?:, |,? and | & |/)(?:the )?{_T}){{0,12}}"
_ADMINISTERED = patterns.of(
    r"\W*(?:(?:the )?(?:treaty |treaties'? )?administ(?:ration|rators?|ered|ering)"
    r"|(?:who|which \w+) (?:runs|administers|manages)|managed|run by|depositar\w+)"
    rf"(?:(?! – |: )[^:;.{_T}{_D}]){{0,40}}(?::| –| -) (?=[{_T}{_O}(]|the )",
    re.IGNORECASE,
)
_PIECES = patterns.of(r"; (?:and )?|,(?: and)? (?=[^,;()]*(?:\(|–|: ))")
_TREATY_FIRST = patterns.of(
    rf"(?P<of>{_LIST})(?: ?[:–—-] ?|, | by | \(| → |: )(?:by )?(?:the )?(?P<by>{_O})\)?\.?"
)
_OFFICE_FIRST = patterns.of(
    rf"(?:the )?(?P<by>{_O})(?: ?[:–—-] ?| \(| for | of | → )(?P<of>{_LIST})\)?\.?"
)
_JOINED = patterns.of(
    rf"^(?P<list>{_T}(?:(?:, |,? and | & ){_T}){{1,12}})(?::| –| -) (?:both|all(?: (?:two|three"
    r"|four|five|six))?|each)(?: of (?:them|these))?,? (?:were )?(?:also )?"
    rf"(?P<verb>joined|ratified|acceded to|adhered to|bound by)(?P<day>,? {_D})?(?=[.;]|$)"
)
"""`Nice Agreement, Locarno Agreement: both joined on 14 July 2003`."""
_LATTER = patterns.of(
    rf"(?:[Bb]oth )?(?P<one>{_T}) and (?P<other>{_T}),? (?:(?:both|each|equally|now|also) ){{0,3}}"
    r"(?:appl(?:y|ies)|are (?:in force|binding|applicable|in effect)|bind (?:the|this) (?:country"
    r"|republic|state))"
    rf"(?: (?:here|there|in (?:the|this) (?:country|republic)))?,? (?:\(|– )?the latter"
    rf"(?: (?:only|however|since|with effect|in force|having effect)){{0,2}} ?(?P<day>{_D})\)?"
)
"""`A and B both apply, the latter since 2000`: the day is that of one of them."""
_EACH_DATED = patterns.of(
    rf"(?<={_T} {_D}),? (?:both|all(?: (?:two|three|four|five))?)"
    r"(?= (?:apply|bind|are|have|were)\b)"
)
"""`A (2002) and B (2012) both apply`: each is said to with its own day."""
_LED_LAST = patterns.of(
    rf"(?<={_T} {_D}),? and(?: (?:also|then|finally|most recently|lastly))?,?"
    rf" (?P<day>{_D}),? (?:the )?{_T}(?=[.;]|$)"
)
_AND_IN_FORCE = patterns.of(
    rf"(?P<first>(?P<of>{_T})(?:,? [^;.,{_T}{_O}{_D}{_S}]{{3,60}},)? (?:is|was|has been) "
    rf"(?:administered|managed|run|overseen|hosted) by (?:the )?{_O}),? and(?: (?:also|now))?"
    r"(?= (?:(?:has|have) (?:been (?:in (?:force|effect)|binding|law|applicable)|bound|applied)"
    r"|(?:is|was) (?:in (?:force|effect)|binding|ratified|joined)|entered into|came into force"
    r"|took effect|became binding|binds|applies|bound)\b)"
)

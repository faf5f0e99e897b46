"""Two treaties that one phrase names (both of Madrid, the two of 1996), and the act of Lisbon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from cislex import patterns
from cislex.lexicon import Kind, Lexicon
from cislex.mentions import Clause, Mention
from cislex.screening import Screened, Several

_MADRID_TREATIES = ("id:madrid-agreement", "id:madrid-protocol")
_MADRID = Screened(
    rf"{Kind.TREATY}(?:,? (?:\(|through |under |by "
    rf"|via ){{1,24}}(?:both )?(?:the )?(?:older |original )?"
    rf"(?:Agreement and (?:of )?(?:the |its )?(?:later )?Protocol|(?P<one>Protocol|Agreement)"
    rf"(?! (?:of|on|on|and|to)\b))(?: alone| only)?\)?"
    rf"|,? (?:and|as well as) (?:by |to )?(?:the |its |of its )?(?:later )?Protocol\b(?! (?:of"
    rf"|on|to)\b))"
)
"""`the Madrid system under both the Agreement and the Protocol`: both of its treaties."""
_PROTOCOL = Screened(r"(?<= and )Protocol\b(?=[,.;)]| \(| \u0018| since|$)")
_DATED = patterns.of(rf"{Kind.TREATY}(?: \([^()]{{0,40}}\)|(?:,| since)? {Kind.DATE}),? and $")
"""`the Madrid Agreement (1991) and Protocol (2002)`: each has its day."""
_TREATY = Screened(Kind.TREATY)
_UNDER_ACT = Screened(
    rf"{Kind.TREATY}(?:,? {Kind.DATE})?,?(?: (?:at first|initially|originally|first|only|still"
    rf"|as yet|then|solely|for now)){{0,2}} (?:under|by|through) (?:the )?(?P<act>{Kind.TREATY})"
)
"""`the Hague system, at first under the 1960 Act`: that act of it."""
_INTERNET_TREATIES = ("id:wipo-copyright-treaty", "id:wipo-performances-and-phonograms-treaty")
_INTERNET = Screened(
    rf"(?:[Tt]he )?(?:(?:two|[Bb]oth|twin"
    rf"|so-called) ){{0,4}}"
    rf"(?:(?P<early>{Kind.DATE}) )?(?:(?P<o>{Kind.ORGANIZATION})(?:'s)? )?(?:(?:two"
    rf"|twin|so-called) ){{0,4}}"
    rf"\"?(?:[Ii]nternet\"? \"?[Tt]reaties\"?(?: of (?:{Kind.DATE}|{Kind.ORGANIZATION}(?!')))?"
    rf"|treaties of (?P<day>{Kind.DATE})(?! on)|(?<={Kind.DATE} {Kind.ORGANIZATION} )treaties\b"
    rf"|(?<=[Bb]oth {Kind.ORGANIZATION} )treaties\b(?! (?:on|that|which))"
    rf"|treaties(?: of {Kind.DATE})? on {Kind.RIGHT} and (?:on )?"
    rf"performances and phonograms)(?:(?:,| –| \() ?{Kind.TREATY},? and {Kind.TREATY}(?:,| –|\)))?",
    hint="reaties",
)
"""The two treaties that WIPO concluded in 1996."""
_SPOKEN = Several(_UNDER_ACT, _MADRID, _PROTOCOL, _INTERNET)


def _is_of_internet(match: re.Match[str], clause: Clause) -> bool:
    """Whether WIPO's treaties of 1996 are meant."""
    day = "day" if match["day"] else "early"
    if match[day] and (not match["o"] or clause.at(match.start(day)).value != "1996"):
        return False
    if not match["o"]:
        return True
    entries = clause.at(match.start("o")).entries
    return bool(entries) and entries[0].id == "id:wipo"


def _pair(ids: tuple[str, str], lexicon: Lexicon) -> tuple[Mention, ...]:
    entries = (lexicon.entries[one] for one in ids)
    return tuple(Mention(Kind.TREATY, entry.label, (entry,)) for entry in entries)


def _protocol(lexicon: Lexicon, match: re.Match[str], clause: Clause) -> Mention | None:
    before = _DATED.search(clause.masked[: match.start()])
    agreement, later = _pair(_MADRID_TREATIES, lexicon)
    meant = before and clause.at(before.start()).entries == agreement.entries
    return later if meant else None


def _names_act(clause: Clause) -> bool:
    if Kind.TREATY not in clause.masked:
        return False
    return any(mention.text.endswith("Geneva Act") for mention in clause.mentions)


def _of_its_act(clause: Clause) -> None:
    """The act of the Hague Agreement under which a state is in its system."""
    if under := clause.search(_UNDER_ACT):
        head, act = clause.at(under.start()), clause.at(under.start("act"))
        acts = [m.entries[0].id for m in (head, act) if m.entries]
        if acts == ["id:hague-geneva-act-1999", "id:hague-act-1960"] and "Act" not in head.text:
            clause.mentions[clause.index(under.start())] = replace(head, entries=act.entries)


def mark(clause: Clause, lexicon: Lexicon, recent: Sequence[Mention]) -> None:
    """Put one mention of a group in the place of each such phrase; `recent` was named before."""
    if _names_act(clause) or clause.admits_one(_SPOKEN):
        _mark(clause, lexicon, recent)


def _mark(clause: Clause, lexicon: Lexicon, recent: Sequence[Mention]) -> None:
    def madrid(match: re.Match[str], clause: Clause) -> Mention | None:
        head = clause.at(match.start())
        if not head.entries or head.entries[0].id not in _MADRID_TREATIES:
            return None
        both = _pair(_MADRID_TREATIES, lexicon)
        if match["one"]:
            return both["rotocol" in match["one"]]
        return Mention(Kind.TREATY, clause.words(*match.span()), group=both)

    def internet(match: re.Match[str], clause: Clause) -> Mention | None:
        if not _is_of_internet(match, clause):
            return None
        return Mention(Kind.TREATY, match[0], group=_pair(_INTERNET_TREATIES, lexicon))

    def act(match: re.Match[str], clause: Clause) -> Mention | None:
        named = clause.at(match.start())
        if not re.fullmatch(r"(?:[Tt]he )?Geneva Act", named.text):
            return None
        before = [mention for _, mention in clause.within(0, match.start(), Kind.TREATY)]
        seen = [m for m in [*recent, *before] if m.kind == Kind.TREATY and m.entries]
        if not seen:
            return None
        entry = lexicon.entries["id:lisbon-geneva-act"]
        lisbon = seen[-1].entries[0].id in ("id:lisbon-agreement", entry.id)
        return replace(named, entries=(entry,)) if lisbon and named.entries[0] != entry else None

    _of_its_act(clause)
    if _names_act(clause):
        clause.merge(_TREATY, act)
    clause.merge(_MADRID, madrid)
    clause.merge(_PROTOCOL, partial(_protocol, lexicon))
    clause.merge(_INTERNET, internet)

"""Treaties that other words than their names speak of: `the latter`, `its companion`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cislex import patterns
from cislex.coordinations import coordination
from cislex.lexicon import Kind, Lexicon
from cislex.mentions import Clause, Mention
from cislex.screening import Screened, Several
from cislex.shortened import Shortened, is_capital, noun

_T = Kind.TREATY
_NOUN = r"convention|treaty|agreement|protocol|accord|pact|instrument|act"
_FUNCTION = (
    r"(?=,? (?:on|in|since|but|yet|and|only|nor|while|whereas|though|not|as|too|also|alone|from|at"
    r"|with|by|after|before|then|later|never|for|without)\b|[,.;)]|$|,? \u0018)"
)
_NAMED = Screened(
    rf"\b(?:the|this|that|said|same|the same|the latter|the older|the former) (?P<noun>{_NOUN})"
    r"\b(?! on\b(?! the same)| for\b| between\b| of(?! \u0018))"
    r"|(?P<text>(?:(?<=signed )|(?<=ratified )|(?<=accepted ))the text\b(?! of)"
    r"|(?:(?<=from )|(?<=to )|(?<=by )|(?<=joined )|(?<=ratified ))(?:this|that) text\b(?! of))"
    r"|(?P<latter>\bthe (?:latter|former)\b(?! (?:administers|registers|keeps|manages|runs|grants"
    r"|examines|publishes|also (?:administers|registers|keeps)"
    r"|(?:soviet |union |[a-z]+ )?(?:republics?|states?|countr\w+|empire|union|offices?|agency"
    r"|committee|minist\w+|members?|head|director|institute|department|laws?|statutes?))\b))",
    re.IGNORECASE,
    hint=rf" (?:{_NOUN}|text|latter|former)\b",
)
_NUMBERED = Screened(
    r"(?:(?<= to )|(?<= of )|(?<= by )|(?<= in )|(?<=from )|(?<=side )|(?<=ed )|(?<= left ))"
    r"the (?:(?P<end>first|last) (?P<few>two|three)"
    rf"(?: of them|{_FUNCTION}|(?= (?:is|are|was|were)))"
    rf"|(?P<which>first|second|other|earlier|older|younger|newer)"
    rf"(?: one| treaty| convention| instrument| of the two| of them|{_FUNCTION}))",
    re.IGNORECASE,
    hint=r"the (?:last|first|second|other|earlier|older|younger|newer)",
)
_COMPANION = Screened(
    r"\b(?:its|the|that treaty's|their) (?:[a-z]+ )?(?:companion|sister|twin|sibling|counterpart)\b"
    r"(?:[ -](?:treaty|instrument|convention|text)\b)?"
    rf"(?: on (?:the )?{Kind.RIGHT}| on (?:music|performances(?: and phonograms)?|copyright)\b)?"
    rf"(?!,? {_T})",
    re.IGNORECASE,
)
_APPOSITION = Screened(
    r"\b(?:its|the|that|an?) (?:[\w'-]+ ){0,3}(?:companion|sister|twin|sibling|counterpart"
    r"|successor|predecessor|sequel|forerunner|supplement|relative|cousin|instrument|treaty|text"
    r"|accord|pact"
    rf"|convention|agreement)(?: treaty| instrument| on {Kind.RIGHT})?, (?P<named>{_T})"
    r"(?=[,.;]| on\b| in\b| and\b| nor\b| either\b| too\b|,? \u0018|$)",
    re.IGNORECASE,
)
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_ALL = Screened(
    r"(?:(?<=ned )|(?<= of )|(?<= to )|(?<= by )|(?<= in )|(?<=ied )|(?<=ted ))(?:all"
    r"|none of the) (?P<count>three|four|five)"
    rf"(?: of them)?(?=[.,;]|$|,? {Kind.DATE})"
    r"|(?:^|(?<=[;:,] )|(?<=and ))(?:all (?P<all>two|three|four|five)|(?P<both>both)"
    r"|(?P<every>all)(?= of (?:these|them)\b| (?:these|the) [a-z]+ (?:are|were)\b))"
    r"(?: of them| of these|(?: of (?:the|these))?(?: [a-z]+)? (?:treaties|conventions|agreements"
    r"|instruments|acts|protocols|accords|systems|texts))?(?= (?:is|are|were)"
    r" (?:[a-z]+ly )?(?:administered|managed|overseen|supervised"
    r"|run by|looked after|in the (?:care|hands)))",
    re.IGNORECASE,
    hint=r"(?:all|the) (?:two|three|four|five)|both|all (?:of )?(?:these|them|the)\b",
)
_SHORT = Screened(
    rf"\b(?:the )?(?P<name>(?:Copyright|{Kind.RIGHT}) Treaty|Performances and Phonograms Treaty)\b"
)
_TOGETHER = Screened(
    rf"({_T}),? (?:together with|along with|jointly with|alongside) ({_T}),? (?={Kind.DATE})"
)
_THIS = Screened(
    r"(?:(?:(?<=ratified )|(?<=joined )|(?<=are in )|(?<=is in )"
    r"|(?<=been in ))that(?: one)?(?=[,.;]|$| too\b| as well)"
    r"|(?:^|(?<=; )|(?<=and ))(?:the|this|that) (?:text|instrument|accord|pact|document)"
    r"(?= (?:itself )?(?:(?:has|have) (?:been (?:in (?:force|effect)|binding)|bound|applied)"
    r"|entered into force|came into force|took effect|is (?:in force|binding)|binds|applies)\b)"
    r"|(?:(?<=part of )|(?<=part in )|(?<=party to )|(?<=ember of )|(?<=bound by )|(?<=belongs to )"
    r"|(?<=joined )|(?<=acceded to )|(?<=dheres to )|(?<=participates in ))(?:this|that)"
    r" (?:[a-z-]+ ){0,3}?(?:system|cornerstone|scheme|regime|network|framework|mechanism|family"
    r"|club"
    r"|arrangement|text|pillar|foundation|classification|landmark|milestone|bulwark)\b"
    rf"(?: of (?:[a-z]+|{Kind.RIGHT})(?: protection| law| rights)?)?)",
    re.IGNORECASE,
    hint=r" th(?:is|at)\b(?<=(?:ed|of|in|to|by) th..)"
    r"|th(?:e|is|at) (?:text|instrument|accord|pact|document)\b",
)
"""`It is part of this cornerstone of copyright`: the treaty that was named last."""
_FOUNDING = Screened(
    rf"(?:(?<={Kind.ORGANIZATION}, whose )|(?<={Kind.ORGANIZATION}'s )|(?<={Kind.ORGANIZATION}' )"
    r"|(?<=the organi[sz]ation's ))(?:(?:own|founding|basic|constituent) )?(?:convention|treaty)\b"
    r"(?! on\b)",
    re.IGNORECASE,
)
"""`the EAPO, whose convention …`: the treaty by which it was founded."""
_FOUNDED_BY = {
    "id:eurasian-patent-organization": "id:eurasian-patent-convention",
    "id:upov": "id:upov-convention",
    "id:wipo": "id:wipo-convention",
    "id:eaeu": "id:eaeu-treaty",
}
"""An organisation → the convention by which it was founded."""
INSTRUMENTS = Several(
    _APPOSITION, _FOUNDING, _SHORT, _COMPANION, _NUMBERED, _ALL, _NAMED, _THIS, _TOGETHER
)
"""Words that can speak of a treaty otherwise than by its name."""
_NAMES = patterns.of(r"\b(?:Convention|Protocol)$")
"""Words with a capital that stand for no treaty of another kind."""
_PLACED = patterns.of(r"\b(?:of|to|by|in|from|with|under) $")
_PAIRED = {
    "id:wipo-copyright-treaty": "id:wipo-performances-and-phonograms-treaty",
    "id:wipo-performances-and-phonograms-treaty": "id:wipo-copyright-treaty",
}
"""A treaty → its companion."""
_MADRID = {"protocol": "id:madrid-protocol", "agreement": "id:madrid-agreement"}


_FORMER_LATTER = Screened(
    rf"{_T},? and (?:the )?{_T},? (?:\(|– )?the former (?:only |already )?{Kind.DATE},?"
    rf" and the latter (?:only |already )?{Kind.DATE}\)?"
)


def own_days(clause: Clause) -> None:
    """`A and B, the former in 1999 and the latter in 1991`: each treaty with its day beside it."""
    while match := clause.search(_FORMER_LATTER):
        number = clause.index(match.start())
        one, other, first, second = clause.mentions[number : number + 4]
        clause.mentions[number : number + 4] = [one, first, other, second]
        head, rest = clause.masked[: match.start()], clause.masked[match.end() :]
        clause.masked = f"{head}{_T} {Kind.DATE} and {_T} {Kind.DATE}{rest}"


def _apposed(match: re.Match[str], clause: Clause) -> Mention:
    return clause.at(match.start("named"))


@dataclass(frozen=True, slots=True)
class Instruments:
    """What treaties an article has named: all, the last ones together, and that of the heading."""

    lexicon: Lexicon
    recent: Sequence[Mention]
    group: tuple[Mention, ...]
    headed: Mention | None
    shortened: Shortened

    def mark(self, clause: Clause) -> None:
        """Put the treaty that is meant in the place of the words that speak of it."""
        makes = (
            *(_apposed, self._founding, self._short, self._companion),
            *(self._numbered, self._all, self._named, self._this),
        )
        clause.merge_each(INSTRUMENTS, makes)
        if clause.admits(_TOGETHER):
            clause.masked = _TOGETHER.pattern.sub(r"\1 and \2 ", clause.masked)

    def _seen(self, match: re.Match[str], clause: Clause) -> list[Mention]:
        before = [m for _, m in clause.within(0, match.start(), _T)]
        return [m for m in [*self.recent, *before] if m.kind == _T]

    def _last(self, match: re.Match[str], clause: Clause) -> Mention | None:
        """What `the latter` means where no treaties were named together: what was named last."""
        joined = _T + Kind.ORGANIZATION
        before = [m for _, m in clause.within(0, match.start(), joined)]
        placed = _PLACED.search(clause.masked[: match.start()])
        if "latter" not in match[0].lower() or not before or not placed:
            return None
        return replace(before[-1], text=match[0])

    def _together(self, match: re.Match[str], clause: Clause) -> tuple[Mention, ...]:
        """The treaties that were named together, before a place."""
        before = [m for _, m in clause.within(0, match.start(), _T)]
        group = coordination(Clause(clause.masked[: match.start()], clause.mentions), _T)
        group = before[-1].group if before and before[-1].group else group
        if len(group) <= 1 and not before:
            joined = Clause(clause.masked[: match.start()], clause.mentions)
            group = coordination(joined, Kind.ORGANIZATION)
        return group if len(group) > 1 else self.group

    def _of(self, name: str, words: str) -> Mention:
        entry = self.lexicon.entries[name]
        return Mention(_T, words, (entry,))

    def _founding(self, match: re.Match[str], clause: Clause) -> Mention | None:
        kind = Kind.ORGANIZATION
        seen = [m for m in self.recent if m.kind == kind]
        named = [*seen, *(m for _, m in clause.within(0, match.start(), kind))]
        treaty = _FOUNDED_BY.get(named[-1].entries[0].id) if named and named[-1].entries else None
        return self._of(treaty, match[0]) if treaty else None

    def _short(self, match: re.Match[str], clause: Clause) -> Mention | None:
        ids = {e.id for m in self._seen(match, clause) for part in m.group or (m,)
               for e in part.entries}  # fmt: skip
        if not ids & set(_PAIRED):
            return None
        if match["name"][0] == Kind.RIGHT and clause.at(match.start("name")).text != "Copyright":
            return None
        name = max(_PAIRED) if match["name"].startswith("Perf") else min(_PAIRED)
        return self._of(name, match[0])

    def _companion(self, match: re.Match[str], clause: Clause) -> Mention | None:
        seen = [m for m in self._seen(match, clause) if m.entries]
        other = _PAIRED.get(seen[-1].entries[0].id) if seen else None
        return self._of(other, match[0]) if other else None

    def _numbered(self, match: re.Match[str], clause: Clause) -> Mention | None:
        group = self._together(match, clause)
        if match["few"]:
            size = _COUNTS[match["few"].lower()]
            some = group[:size] if match["end"].lower() == "first" else group[-size:]
            return Mention(_T, match[0], group=some) if len(group) > size else None
        if len(group) != 2:
            return None
        if match["which"].lower() in ("first", "earlier", "older"):
            return replace(group[0], text=match[0])
        said = {m.entries[0].id for _, m in clause.within(0, match.start(), _T) if m.entries}
        left = [m for m in group if m.entries and m.entries[0].id not in said]
        chosen = left[0] if match["which"].lower() == "other" and len(left) == 1 else group[1]
        return replace(chosen, text=match[0])

    def _all(self, match: re.Match[str], clause: Clause) -> Mention | None:
        """`has joined all three`: as many treaties as were named last."""
        parts = [part for m in self._seen(match, clause) for part in m.group or (m,)]
        named = {m.entries[0].id: m for m in reversed(parts) if m.entries}
        if match["every"]:
            group = self._together(match, clause)
            return Mention(_T, match[0], group=group) if len(group) > 1 else None
        count = _COUNTS[(match["count"] or match["all"] or match["both"]).lower()]
        group = tuple(named.values())[:count]
        return Mention(_T, match[0], group=group[::-1]) if len(group) == count else None

    def _shortened(self, words: str, seen: list[Mention]) -> Mention | None:
        """What `the Convention` means that is written as a name, where it is a treaty."""
        if not is_capital(words):
            return None
        alike = [m for m in seen if m.entries and noun(m.entries[0].label) == noun(words)]
        own = alike[-1] if alike else self.shortened.meant(words)
        return replace(own, text=words) if own and own.kind == _T else None

    def _this(self, match: re.Match[str], clause: Clause) -> Mention | None:
        seen = self._seen(match, clause)
        chosen = seen[-1] if seen else self.headed
        return replace(chosen, text=match[0]) if chosen and chosen.kind == _T else None

    def _named(self, match: re.Match[str], clause: Clause) -> Mention | None:
        seen = self._seen(match, clause)
        if match["latter"]:
            group = self._together(match, clause)
            if len(group) < 2:
                return self._last(match, clause)
            named = {entry.id for m in group for entry in m.entries}
            lone = seen[-1] if seen and len(seen[-1].entries) == 1 else None
            if lone and lone.entries[0].id not in named and "latter" in match[0].lower():
                return replace(lone, text=match[0])  # named alone after the others
            return replace(group[-1] if "latter" in match[0].lower() else group[0], text=match[0])
        noun = (match["noun"] or "instrument").lower()
        fitting = [m for m in seen if m.entries and noun in m.entries[0].label.lower()]
        if noun in ("treaty", "instrument", "accord", "pact"):
            fitting = []
        if noun == "act" and not fitting:
            return None
        if not fitting and (own := self._shortened(match[0], seen)):
            return own
        last = seen[-1].entries if seen else self.headed.entries if self.headed else ()
        if noun in _MADRID and last and last[0].id in _MADRID.values():
            return self._of(_MADRID[noun], match[0])
        unfit = _NAMES.search(match[0]) and seen and not fitting
        if unfit or clause.masked[match.end() :].startswith(" of "):
            return None
        if not seen and self.headed and self.headed.kind == _T:
            seen = [self.headed]
        chosen = fitting or seen
        return replace(chosen[-1], text=match[0]) if chosen else None

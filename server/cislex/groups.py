"""States spoken of together: `none of the five`, `all Central Asian republics`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cislex import patterns
from cislex.coordinations import coordination
from cislex.lexicon import Kind, Lexicon
from cislex.mentions import Clause, Mention
from cislex.screening import Screened

_REGIONS = {
    "caucas": ("armenia", "azerbaijan", "georgia"),
    "asia": ("kazakhstan", "kyrgyzstan", "tajikistan", "turkmenistan", "uzbekistan"),
    "soviet": (
        *("armenia", "azerbaijan", "belarus", "georgia", "kazakhstan", "kyrgyzstan", "moldova"),
        *("russia", "tajikistan", "turkmenistan", "ukraine", "uzbekistan"),
    ),
}
"""A word for a region → the states of it that the graph is about."""
_NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve"),
        ),
        2,
    )
}
_COUNT = "|".join(_NUMBERS)
_PAIR = 2
_WORDS = {"pair": 2, "duo": 2, "trio": 3}
_REGION = (
    r"Central Asian?|South(?:ern)? Caucas(?:us|ian)|Transcaucasian?|Caucas(?:us|ian)"
    r"|post-Soviet|former Soviet"
)
_NOUN = (
    r"(?:states|countries|republics|nations|jurisdictions|neighbours|capitals|late-?comers"
    r"|laggards|newcomers|stragglers|legal orders|pair|duo|trio)"
)
_DONE = (
    r"(?=,? (?:(?:is|are|was|were|has|have|had|been|also|now|not|yet|so far|still|since|already"
    r"|a|an|in|do|does|did|never|ever|both|all|formally|then|later|full|the"
    r"|to date) ){0,8}(?:belongs?"
    r"|joined|joins?|acced\w+|ratif\w+|signed|accepted|adhered|stay\w*|remain\w*|outside|become"
    r"|became|members?|part(?:y|ies)|bound|contracting|founders?|founding|original|among the"
    r"|takes? part|took|taken|participat\w+"
    r"|left|signator\w+|inside|adopted|declared|continued?|entered"
    r"|inherited"
    r"|succeeded)\b|,? (?:(?:are|is|were|was|have|has|now|also|all|been|today|in|to"
    r"|the) ){1,8}\u0013"
    r"|,? (?:also |now |all )?appl(?:y|ied) [\u0012])"
)
_EXCEPT = r"(?=,? (?:except|apart from|other than|save|but|with the exception))"
_GROUP = patterns.of(
    r"(?<![\w'-])(?=[nabetio])(?=no|nei|all|both|each|every|the|tho|its|our)"
    r"(?:(?P<no>none|neither|not (?:a single )?one) of |(?P<all>all(?: of)?|both(?: of)?"
    r"|each of|every one of) )?(?P<det>(?:the|these|those|its|our|them) ?)?"
    rf"(?:(?P<other>other|remaining) )?(?:(?P<count>{_COUNT})(?: (?P<other2>other|remaining))?)?"
    rf"(?: ?(?:(?P<adj>(?:[a-z-]+ )?(?:{_REGION.lower()})|[a-z-]+) )?(?P<noun>{_NOUN})\b"
    rf"(?: of (?:the )?(?P<of>{_REGION.lower()}))?| ?(?P<bare>{_DONE}|{_EXCEPT}"
    r"|(?=,? in (?:19|20)))"
    r"|(?P<oblique>(?:(?<= two)|(?<= three)|(?<= four)|(?<= five))(?: of them)?"
    r"(?=,? (?:on|since|from|as of|with effect) |,? \u0018|[,.;]|$)))"
)
"""A phrase for a group, in small letters."""
_HINT = Screened(
    r"none|neither|\ball\b|both|each|every|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|asian|pair|duo|trio|caucasus|caucasian|soviet|former|latter|neighbour|counterpart"
    r"|partner",
    re.IGNORECASE,
)
_COUNTED = (*_NUMBERS, *_WORDS, *_REGIONS, "one of ", "neither of ")
"""Without one of these no group is told by its number or its region, or denied."""
_FEW = patterns.of(
    r"\b(?:most|many|some|several|few|other|one|any|half|majority|two|three|four|parts?|rest"
    r"|handful|certain|various|unlike|than|number|only|which|and|or)(?: of)? $|\bof $",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Groups:
    """The groups of states that an article has made, as far as they can be meant again.

    `known` has the last list of each size, `last` the states of the sentence before,
    `region` the one that the article speaks of, `run` the states that a section has named,
    `members` those that it has told of each organisation, by its id.
    """

    lexicon: Lexicon
    known: dict[int, tuple[Mention, ...]] = field(default_factory=dict)
    last: tuple[Mention, ...] = ()
    region: str = ""
    run: tuple[Mention, ...] = ()
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def enrol(self, organization: str, state: str) -> None:
        """Keep in mind that a state is a member of an organisation, both by their ids."""
        known = self.members.pop(organization, ())
        self.members[organization] = known if state in known else (*known, state)

    def note(self, clause: Clause) -> None:
        """Keep in mind which states a sentence spoke of together."""
        if Kind.STATE in clause.masked or Kind.CAPITAL in clause.masked:
            self._note_states(clause)
        if clause.admits(_SPOKEN):
            self.hear(clause.masked)

    def _note_states(self, clause: Clause) -> None:
        if group := coordination(clause, Kind.STATE):
            self.known[len(group)] = group
        named = _distinct(clause.within(0, len(clause.masked), Kind.STATE + Kind.CAPITAL))
        groups = [m.group for m in clause.mentions if m.group and m.kind == Kind.STATE]
        if named:
            again = _ids(named)
            self.run = (*(m for m in self.run if m.entries[0].id not in again), *named)
        if len(named) > 1 or (named and not groups):
            self.last = named
        elif groups:
            self.last = groups[-1]

    def hear(self, words: str) -> None:
        """Keep in mind which region the words of an article speak of."""
        if match := _SPOKEN.pattern.search(words):
            self.region = _name(match[0])

    def mark(self, clause: Clause, near: Sequence[tuple[Mention, ...]]) -> None:
        """Put one mention in the place of each phrase for a group; `near` are those to try first.

        A denied group (`none of them`) keeps a `neither` before it.
        """
        if not clause.admits(_HINT):
            return
        self._none(clause, near)
        self._neighbour(clause, near)
        self._former(clause)
        self._in_both(clause, near)
        if not any(map(clause.low.__contains__, _COUNTED)):
            return
        place = 0
        while match := _GROUP.search(clause.low, place):
            place = match.end() if match.end() > match.start() else match.end() + 1
            group = self._meant(match, clause, near)
            if len(group) < 2:
                place = match.start() + 1
                continue
            members = _MEMBERS.match(clause.masked, match.end())
            end = members.end() if members else match.end()
            first, last = clause.index(match.start()), clause.index(end)
            words = clause.words(match.start(), end)
            denied = "neither " if match["no"] else ""
            clause.masked = (
                f"{clause.masked[: match.start()]}{denied}{Kind.STATE}"
                f"{_BUT.sub(' except ', clause.masked[end:])}"
            )
            clause.mentions[first:last] = [Mention(Kind.STATE, words, group=group)]
            place = match.start() + len(denied) + 1

    def spoken(self, clause: Clause, near: Sequence[tuple[Mention, ...]]) -> tuple[Mention, ...]:
        """The group of which a clause picks out some: `the only one of the five`."""
        match = _OF_GROUP.search(clause.masked)
        whole = match and _GROUP.match(clause.low, match.end())
        return self._meant(whole, clause, near, picked=True) if whole else ()

    def _neighbour(self, clause: Clause, near: Sequence[tuple[Mention, ...]]) -> None:
        """`its neighbour`, in a text on two states: the one that is not spoken of."""
        match = clause.search(_NEIGHBOUR)
        if match is None:
            return
        pair = next((g for g in (*near, *self.known.values()) if len(g) == _PAIR), ())
        inside = _distinct(clause.within(0, match.start(), Kind.STATE + Kind.CAPITAL))
        spoken = _ids(inside[-1:] or (self.last if len(self.last) == 1 else ()))
        other = [m for m in pair if not _ids([m]) & spoken]
        if len(other) == 1:
            number = clause.index(match.start())
            head, rest = clause.masked[: match.start()], clause.masked[match.end() :]
            clause.masked = f"{head}{Kind.STATE}{rest}"
            clause.mentions.insert(number, Mention(Kind.STATE, match[0], other[0].entries))

    def _former(self, clause: Clause) -> None:
        """`The former joined …; the latter has not`: the one and the other of two states."""
        while match := clause.search(_FORMER):
            inside = _distinct(clause.within(0, match.start(), Kind.STATE + Kind.CAPITAL))
            pair = inside if len(inside) == _PAIR else self.last
            if len(pair) != _PAIR:
                return
            things = clause.within(0, match.start(), Kind.TREATY + Kind.ORGANIZATION)
            if (match["plain"] or len(inside) != _PAIR) and len(
                {m.entries for _, m in things}
            ) == _PAIR:
                return
            meant = pair[bool(match["late"] or match["late2"])]
            number = clause.index(match.start())
            head, rest = clause.masked[: match.start()], clause.masked[match.end() :]
            clause.masked = f"{head}{Kind.STATE}{rest}"
            clause.mentions.insert(number, Mention(Kind.STATE, match[0], meant.entries))

    def _in_both(self, clause: Clause, near: Sequence[tuple[Mention, ...]]) -> None:
        """`In both, marks run for ten years`: in the two states of the sentence before."""
        match = clause.search(_IN_BOTH)
        group = next((g for g in (self.last, *near) if len(g) == _PAIR), ()) if match else ()
        if match and group:
            number = clause.index(match.end())
            head, rest = clause.masked[: match.start("both")], clause.masked[match.end() :]
            clause.masked = f"{head}{Kind.STATE}{rest}"
            clause.mentions.insert(number, Mention(Kind.STATE, match["both"], group=group))

    def _none(self, clause: Clause, near: Sequence[tuple[Mention, ...]]) -> None:
        """`none has joined`: none of those spoken of."""
        match = clause.search(_NONE)
        inside = _distinct(clause.within(0, match.start(), Kind.STATE)) if match else ()
        pair = bool(match and (match["two"] or match["yes"]))
        fitting = (g for g in (inside, self.last, *near) if len(g) > 1)
        group = next((g for g in fitting if not pair or len(g) == 2), ())
        if match and group:
            denied = "" if match["yes"] else "neither "
            number = clause.index(match.start())
            head, rest = clause.masked[: match.start()], clause.masked[match.end() :]
            clause.masked = f"{head}{denied}{Kind.STATE}{rest}"
            clause.mentions.insert(number, Mention(Kind.STATE, match[0], group=group))

    def _meant(
        self, match: re.Match[str], clause: Clause, near: Sequence[tuple[Mention, ...]],
        picked: bool = False,
    ) -> tuple[Mention, ...]:  # fmt: skip
        before = clause.masked[: match.start()]
        if match["oblique"] is not None and not _OBLIQUE.search(before):
            return ()
        region = _name(match["adj"] or "") or _name(match["of"] or "")
        count = _NUMBERS.get((match["count"] or "").lower(), 0)
        own = (match["det"] or "").strip().lower() == "its"
        others = bool(match["other"] or match["other2"] or own)
        count = count or _WORDS.get((match["noun"] or "").lower(), 0)
        definite = bool(match["no"] or match["all"] or match["det"])
        if (
            _FEW.search(before) and not picked and not (match["all"] or match["no"])
        ) or not definite:
            return ()
        if not (region or count or match["no"]):
            return ()
        if region == "soviet" and not (match["all"] or match["no"] or count):
            return ()
        if (match["all"] or "").lower().startswith("both"):
            count = 2
        of_members = _MEMBERS.match(clause.masked, match.end()) or match["adj"] == "member"
        group = self._members(count) if of_members and not others else ()
        if (
            not group
            and not region
            and self.members
            and _OF_UNION.match(clause.masked, match.end())
        ):
            return ()  # of an organisation, not all of whose members have been told
        group = group or self._found(region, count, others, clause, match.start(), near)
        if re.match(r",? except (?!for )[a-z]", clause.masked[match.end() :]):
            return ()
        if less := _LESS.match(clause.masked, match.end()) or _LESS_BEFORE.search(before):
            out = _ids(m for _, m in clause.within(*less.span(), kinds=Kind.STATE))
            group = tuple(m for m in group if not _ids([m]) & out)
        return group

    def _found(
        self, region: str, count: int, others: bool, clause: Clause, place: int,
        near: Sequence[tuple[Mention, ...]],
    ) -> tuple[Mention, ...]:  # fmt: skip
        whole = self._of_region(region)
        if region and not others:
            return whole if count in (0, len(whole)) else ()
        inside = _distinct(clause.within(0, place, Kind.STATE + Kind.CAPITAL))
        if others:
            named = _ids(inside or self.last)
            wholes = sorted(
                (whole, self._of_region(self.region), *near, *self.known.values()),
                key=len, reverse=True,
            )  # fmt: skip
            for group in (whole,) if whole else wholes:
                rest = tuple(m for m in group if not _ids([m]) & named)
                if len(rest) < len(group) and (len(rest) == count or (not count and whole)):
                    return rest
            return ()
        fitting = [inside, *near, self.last, self.known.get(count, ())]
        if count and len(self.last) == count:
            fitting.insert(1, self.last)
        fitting.append(self.run if count else ())
        if count in (0, len(self._of_region(self.region))):
            fitting.append(self._of_region(self.region))
        if count == len(_REGIONS["soviet"]):
            fitting = [self._of_region("soviet")]
        return next((g for g in fitting if len(g) > 1 and len(g) == (count or len(g))), ())

    def _members(self, count: int) -> tuple[Mention, ...]:
        """The members of the organisation spoken of last of which so many have been told."""
        fitting = [ids for ids in reversed(self.members.values()) if len(ids) == count]
        entries = (self.lexicon.entries.get(one) for one in fitting[0]) if fitting else ()
        return tuple(Mention(Kind.STATE, e.label, (e,)) for e in entries if e)

    def _of_region(self, region: str) -> tuple[Mention, ...]:
        entries = (self.lexicon.entries.get(f"id:{one}") for one in _REGIONS.get(region, ()))
        return tuple(Mention(Kind.STATE, e.label, (e,)) for e in entries if e)


_MEMBERS = patterns.of(
    r" (?:(?:full|current|present|founding) )?members?\b(?! of|,? since|,? \u0018)"
)
"""`all five members`, who are told of before; not `all five members since 2015`."""
_OF_UNION = patterns.of(r" (?:[a-z]+ )?members?\b(?! of)")
_NONE = Screened(
    r"(?:^|(?<=; )|(?<=, )|(?<=and )|(?<=but ))(?:none|(?P<two>neither)|(?P<yes>both))"
    r"(?= (?:has|have|is|are|was|were|belongs?|did|does|takes|took|ever|yet|ratified|joined"
    r"|signed|acceded|succeeded|adhered|declared|continued?|inherited|became|remain|accepted"
    r"|entered|recogni[sz]e|observe|stay(?:ed)?|left|withdrew|subscribed) "
    rf"(?![{Kind.STATE}{Kind.TREATY}{Kind.ORGANIZATION}{Kind.CAPITAL}]|the |it "
    rf"|they ))"
    r"(?! (?:(?:has|have|is|are|was|were|been|yet|ever|not|also|now"
    r"|still) ){0,24}(?:in force|entered"
    r"|into|appl\w+|binding|came|taken effect|effective|administered|managed|governed|covered"
    r"|regist\w+|protected|protect|available|possible|ratified by|joined by)\b)",
    re.IGNORECASE,
)
_IN_BOTH = Screened(
    rf"^In (?P<both>both(?: of them)?)(?=,? (?:the |an? |[a-z]+ )?(?:[a-z]+ )?[{Kind.RIGHT}])"
)
_NEIGHBOUR = Screened(
    r"\b(?:its|the other) (?:[a-z-]+ )?(?:neighbour|counterpart|partner)(?! to\b| of\b|'s "
    r"|,? \u000e)\b"
    r"(?= (?:has|is|was|did|joined|acced\w+|ratif\w+|signed|remains?|followed|left|never|does"
    r"|stays?|still|waits?|keeps?|kept|stands?|belongs?|takes?|came))"
)
_FORMER = Screened(
    r"(?<!of )(?<!to )(?<!by )(?<!in )(?<!for )(?<!with )(?<!joined )(?<!ratified )(?<!from )"
    r"\bthe (?:former|(?P<late>latter))"
    r"(?=,? (?:only |alone |too |also |itself |however, |now |later |then ){0,24}"
    r"(?:(?:in |since )?\u0018|"
    r"(?:has|have|had|is|was|did|does|joined|acceded|ratified|signed|hopes|plans|intends|wants"
    r"|remains|waited|followed|accepted|deposited|denounced|withdrew|applies|takes? part|never"
    r"|still|left|belongs|stays|stayed|entered the|became|came in|declared itself|considers itself"
    r"|a (?:party|member)|party to|member of)\b))"
    r"(?!,? (?:(?:has|is|was|been|not|never|yet|also|now|still|since|only) ){0,24}(?:in force|into"
    r"|appl\w+|binding|effective|administered|managed|governed|entered|opened|signed by|ratified by"
    r"|joined by|joined only by|a (?:treaty|convention|body|law|court|state body))\b)"
    r"|(?:(?<=for )|(?<=[Ii]n )|(?<=binds )|(?<=bind )|(?<=bound )|(?<=upon )|(?<=For )"
    r"|(?<=has )(?=the (?:former|latter) (?:acceded|joined|ratified|ever|signed))"
    r"|(?<=is )(?=the (?:former|latter) (?:a |bound|party))"
    r"|(?<=did )|(?<=does )|(?<=but not )(?=the (?:former|latter)(?:[,.;]|$)))"
    r"(?P<plain>the (?:former|(?P<late2>latter)))\b"
    r"(?! (?:convention|treaty|agreement|protocol|law|act|case|two|of|one)\b)",
    re.IGNORECASE,
)
"""`the former`, `the latter`, where they do or suffer what a state can."""
_SPOKEN = Screened(r"\b(?:Central Asian?|South(?:ern)? Caucas(?:us|ian)|post-Soviet)\b")
_LESS = patterns.of(
    r"(?: but|,? (?:except(?: for)?|apart from|other than|save(?: for)?|but not"
    r"|with the exception of)) "
    rf"{Kind.STATE}(?:(?:, | and |, and ){Kind.STATE}){{0,24}}"
)
_OBLIQUE = patterns.of(r"\b(?:for|[Ii]n|binds?|bound|covers?|links?|applies to) $")
"""Before `the two`, where something holds for them."""
_OF_GROUP = patterns.of(r"\b(?:[Oo]f|[Aa]mong|[Aa]mongst|[Ii]n) (?=(?:the|these|those|all) )")
_BUT = patterns.of(f"^ but (?={Kind.STATE})")
"""`all five states but Turkmenistan`."""
_LESS_BEFORE = patterns.of(
    r"\b(?:except(?: for)?|apart from|other than|save for|with the (?:sole |single )?exceptions? of"
    rf"|leaving aside|excluding) {Kind.STATE}(?:(?:, | and |, and ){Kind.STATE}){{0,24}},? $",
    re.IGNORECASE,
)


def _name(words: str) -> str:
    return next((name for name in _REGIONS if name in words.lower()), "")


def _ids(mentions: Iterable[Mention]) -> set[str]:
    return {m.entries[0].id for m in mentions if m.entries}


def _distinct(found: Iterable[tuple[int, Mention]]) -> tuple[Mention, ...]:
    named = {m.entries[0].id: m for _, m in found if m.entries and not m.group}
    return tuple(named.values())

"""What "it", "the country", "both states", "this law" mean by what an article has spoken of.

Treaties, pairs of treaties and bodies that are spoken of so have rooms of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial

from cislex import agreements, couples, pairs, patterns
from cislex.body_anaphors import BodyAnaphors
from cislex.context import Memory
from cislex.instruments import INSTRUMENTS, Instruments, own_days
from cislex.laws import topics
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.screening import Screened, Several
from cislex.shortened import is_capital, noun


def resolve(clause: Clause, memory: Memory) -> None:
    """Put mentions in the place of "the country", "the agency", "this convention"."""
    anaphors = _Anaphors(memory)
    near = (memory.groups.get(Kind.STATE, ()), memory.headed, memory.prominent)
    own_days(clause)
    memory.together.mark(clause, near)
    if clause.admits_one(_STATES):
        clause.merge(_STATES_NP, partial(anaphors.group, Kind.STATE))
        if any(map(clause.low.__contains__, _STATE_WORDS)):
            clause.merge(_STATE_NP, anaphors.state)
    pairs.mark(clause, memory.lexicon, memory.recent)
    couples.mark(clause, memory)
    if clause.admits_one(_SPOKEN):
        makes = (
            *(partial(anaphors.group, Kind.TREATY), anaphors.namesake, anaphors.chapters),
            *(anaphors.law, anaphors.part, anaphors.latter),
        )
        clause.merge_each(_SPOKEN, makes)
    if Kind.LAW in clause.masked:
        anaphors.particulars(clause)
    if clause.admits_one(INSTRUMENTS):
        group = memory.groups.get(Kind.TREATY, ())
        headed = memory.section_treaty
        Instruments(memory.lexicon, memory.recent, group, headed, memory.shortened).mark(clause)
    clause.merge(_ORGANIZATION_NP, anaphors.organization)
    agreements.of_union(clause, memory.lexicon)
    BodyAnaphors(memory).mark(clause)
    if pronoun := _PRONOUN_WORD.search(clause.low):
        clause.merge(_PRONOUN, _pronoun, pronoun.start())


def _pronoun(match: re.Match[str], clause: Clause) -> Mention:
    return Mention(Kind.PRONOUN, clause.masked[slice(*match.span())])


_VERBAL = (
    r"(?= (?:has|have|is|are|was|were|had|will|also|then|later|joined|acceded|ratified"
    r"|signed|became|does|did"
    r"|intends?|plans?|hopes?|wants?|should|may|must|can|remains?|never|now|still"
    r"|itself|belongs?|took|left|has|approved|gave|deposited|lodged|consented|endorsed|declared"
    r"|notified|confirmed|kept|sits?|stands?|stays|keeps|applies|accepts|recogni[sz]es|remained"
    r"|to (?:join|accede|ratify|sign|become|adopt))\b)"
)
_STATE_NP = Screened(
    r"\b(?=[tiopw])(?:"
    r"\b(?:the|this|that) (?:(?:young|landlocked|south caucasian|central asian|baltic"
    r"|post-soviet|same|whole) )?(?:country|republic|nation)\b(?!'s? (?:of|report"
    r"|profile))"
    rf"|\bthe (?:republic|federation)\b(?! of)|\b(?:the|this|that) state{_VERBAL}"
    rf"|\b(?:the|its|their) (?:government|parliament|authorities|cabinet"
    rf"|legislature){_VERBAL}|(?<![\w'] )\bparliament{_VERBAL}"
    r"|(?:(?<=for )|(?<=on )|(?<=by )|(?<=to )|(?<=upon )|(?<=in )|(?<=bound )|(?<=binds )"
    r"|(?<=covered ))(?:the|that|this) state\b(?! \w)"
    r"|\bour (?:country|republic|nation|state)\b|\bthere(?= \u0018)"
    r"|\bwe(?= (?:(?:also|now|still) )?(?:intend|plan|hope|aim|want|expect|wish|are (?:planning"
    r"|preparing|ready)|have decided) to (?:soon )?(?:accede|join \u0012|join \u0013|ratify"
    r"|become (?:a )?(?:full )?(?:party|member)|sign \u0012)\b)"
    r"|\bwe(?= (?:(?:have|had|also|only|then|later|finally|formally|not|never|yet|still) ){0,24}"
    r"(?:acceded|ratified|joined (?:[\u0012\u0013]|in \u0018)|are (?:now |also |not "
    r"|still ){0,24}(?:a |an )?"
    r"(?:full )?(?:party|parties|members?|bound|contracting|signator)"
    r"|became (?:a )?(?:full )?(?:member|party)"
    r"|belong|been (?:also )?(?:an? |in |inside )?(?:full )?(?:member|party|bound|[\u0012\u0013])"
    r"|signed \u0012|left \u0013|have \u0012|have had \u0012|are in (?:that|it|both|them)\b"
    r"|are an? (?:associate|observer)"
    r"|are in [\u0012\u0013])))",
    small=True,
)
_STATE_WORDS = (
    *("countr", "republic", "nation", "federation", "state", "government", "parliament"),
    *("authorities", "cabinet", "legislature", "there \u0018", "we "),
)
_STATES_NP = Screened(
    r"\b(?=[abcejnorst])(?:"
    r"\b(?:both|all(?: of)?(?: the| these)?(?: (?:two|three|four|five|six|seven|eight))?"
    r"|the (?:two|three|four|five|six)|these(?: (?:two|three|four|five|six))?)"
    r"(?: of (?:them|these|the))?(?: (?:[a-z]+ )?(?:countries|states|republics|nations"
    r"|neighbours|capitals|governments|jurisdictions|systems|legislations|legislatures))"
    r"(?! part(?:y|ies))\b"
    r"(?! (?:considered|examined|studied|surveyed|reviewed|covered|discussed|compared|under|of|in"
    r" (?:question|this|the))\b)"
    r"|(?<=\bneither )(?:of the two |of these )?(?:state|country|republic|nation|jurisdiction|side"
    r"|government|neighbour|capital)s?\b"
    r"|\b(?:either|each|each of the two|both of the) (?:state|country|republic|nation"
    r"|jurisdiction)s?\b|\beither (?:neighbour|capital|government|side)\b"
    r"|(?:^|(?<=, )|(?<=; ))each(?= (?:(?:has|is|now|also|formally|duly|itself) ){0,3}"
    r"(?:ratified|joined|acceded|belongs|signed|accepted|became|an? (?:full )?(?:party|member)"
    r"|party|bound by)\b(?! by| for| in force))"
    r"|\bboth jurisdictions\b|\bboth sides(?: of the (?:border|frontier))?\b"
    r"|(?:^|(?<=, )|(?<=: ))(?:both|all three"
    r"|all two|all four|all five|the three"
    r"|the two)(?= (?:are|have"
    r"|were|joined|acceded|ratified|belong|signed|accepted|became|remain|apply|take|took)\b))",
    small=True,
)
_TREATIES_NP = Screened(
    r"\beither(?: (?:convention|treaty|agreement|protocol|instrument|text|act)\b| of (?:these"
    r"|those|the two)\b(?: (?:conventions|treaties|agreements|protocols|instruments|texts|acts)"
    r"\b)?(?! [a-z]))"
    r"|(?:(?<=party to )|(?<=(?:not|ver) acceded to )|(?<=(?:not|ver) joined )"
    r"|(?<=(?:not|ver) ratified ))either"
    r"(?=[.;]|$)"
    r"|\b(?:both|these|those|all|the|the same)(?: (?:two|three|four"
    r"|five))?(?: of)?(?: (?:these|the|those))? (?:conventions|treaties|agreements"
    r"|protocols|instruments|texts|acts)\b(?! (?:that|which|to which|in force|include"
    r"|such|like|(?:concluded|made|signed|drawn up|reached|struck|negotiated) (?:within|under|in"
    r"|inside|among|between)\b|(?:of|within) the [\u0013]|[\u0012]))",
    re.IGNORECASE,
)
_ORGANIZATION_NP = Screened(
    r"\b(?:the|this|that|the same) (?:organi[sz]ation|union|bloc|commonwealth|club)\b(?! of\b)",
    re.IGNORECASE,
)
_LAW_NP = Screened(
    rf"\b(?:(?:the|this|that|the new|the same|the latter|the {Kind.ADJECTIVE}"
    rf"|{Kind.ADJECTIVE}|that same|this very) )(?P<noun>law|statute|act|code|decree"
    r"|(?<=that )part|(?<=this )part)"
    rf"\b(?!(?:,|:) {Kind.LAW})(?! (?:of|on"
    rf"|books?|enforcement|firms?|school|practice|office|and order)\b)",
    re.IGNORECASE,
    hint=r" (?:law|statute|act|code|decree|part)\b",
)
_PART = Screened(
    r"(?:\b[Tt]he )?\b(?P<part>(?:[Pp]art (?:[Ff]our|IV|[Tt]wo|II)|Special Part|General Part))"
    r"\b(?! of\b)"
)
_LATTER = Screened(r"\b[Tt]he (?P<which>latter|former)\b(?! \w+(?:law|act|treaty))")
_APPOSED = patterns.of(rf"{Kind.LAW},? $")
"""`Law No. 1, the statute for breeders`: it is not spoken of again, but described."""
_THIS = patterns.of(
    r"th(?:is|at|e)(?: (?:very|same|latter))? (?:law|act|statute|code)\b"
    r"(?:(?! (?:on|about|for)\b).){0,200}",
    re.IGNORECASE,
)
_NAMESAKE = Screened(
    rf"(?:[Tt]he |[Ii]ts )?(?P<of>[{Kind.ADJECTIVE}{Kind.STATE}])(?:'s?)? (?:law|statute|act)"
    r" of the same (?:name|title)\b"
)
_CHAPTERS = Screened(
    r"\b[Ii]ts (?:articles|chapters|sections|provisions)(?= (?:\w+ )?(?:deal|cover|govern|regulat"
    r"|protect|treat|address|concern|apply|set out|are devoted))"
)
"""What parts of a law say, the law says."""
_STATES = Several(_STATES_NP, _STATE_NP)
_SPOKEN = Several(_TREATIES_NP, _NAMESAKE, _CHAPTERS, _LAW_NP, _PART, _LATTER)
_PRONOUN = Screened(
    r"(?<![\u000e\u0012\u0013] )\b(?:it|they|them|(?<!are )(?<!were )(?<!have )both"
    r"|neither(?! (?:has|have|is|are|was|were|does|do|did|will|can) (?:it|they|the [a-z]+|\u000e"
    r"|\u0010|\u001b|(?:the )?[\u0012\u0013](?!\w)) ?)"
    r"(?! (?:for|in|by|on|to|[a-z]+ed|an?|bound|part(?:y"
    r"|ies)|members?|[a-z]+s [^;.]{0,60}\bnor)\b))\b"
    r"(?! (?:(?:of|the|to(?! this| date))\b|[\u000e\u0010-\u0013]|[Pp]arliament\b"
    r"|is (?:important|worth|clear|possible)))|(?:(?<=in \u000e )|(?<=for \u000e ))(?:it"
    r"|both)\b|(?<=[\u0012\u0013] )it(?= (?:(?:had )?signed|left|denounced|abandoned"
    r"|renounced|quit|withdrew)\b)"
    r"|(?:(?<=\bbound )|(?<=\bbinds )|(?<=\bbind )|(?<=\bapply to )"
    r"|(?<=\bapplies to )|(?<=\bapplied to )|(?<=force for ))us\b",
    small=True,
)
_PRONOUN_WORD = patterns.of(r"(?:it\b(?<!\w..)|the[ym]\b|both\b|neither\b|us\b(?<!\w..))")
"""Where the pattern can match first; quicker to look for, in small letters, by its letters."""
_ACTS = Kind.TREATY + Kind.LAW
_OF_SPEAKERS = Kind.STATE + Kind.ADJECTIVE
_NAMED = "".join((Kind.STATE, Kind.TREATY, Kind.ORGANIZATION, Kind.BODY, Kind.LAW))
_SIZES = {
    2: r"\b(?:both|either|two)\b", 3: r"\bthree\b", 4: r"\bfour\b", 5: r"\bfive\b",
    6: r"\bsix\b", 7: r"\bseven\b", 8: r"\beight\b",
}  # fmt: skip
"""How many a word for a group stands for."""


@dataclass(slots=True)
class _Anaphors:
    """What a noun phrase means by what is kept in mind; None if nothing fits."""

    memory: Memory

    def state(self, match: re.Match[str], clause: Clause) -> Mention | None:
        found = self.memory.antecedent_state(clause, match.start())
        if match[0] == "we":  # `…," said the head of the Georgian delegation`
            own = [m for _, m in clause.within(match.end(), len(clause.masked), _OF_SPEAKERS)]
            found = own[0] if len({m.entries for m in own}) == 1 and own[0].entries else found
            found = replace(found, kind=Kind.STATE) if found else None
        return replace(found, text=clause.masked[slice(*match.span())]) if found else None

    def group(self, kind: Kind, match: re.Match[str], clause: Clause) -> Mention | None:
        memory, words = self.memory, clause.masked[slice(*match.span())]
        group = memory.grouped(kind, clause, match.start())
        words += " two" * clause.masked[: match.start()].lower().endswith("neither ")
        size = next((n for n, pattern in _SIZES.items() if re.search(pattern, words, re.I)), 0)
        if kind == Kind.STATE and (len(group) < 2 or (size and len(group) != size)):
            fitting = (g for g in (memory.headed, memory.prominent) if len(g) == (size or len(g)))
            group = next((g for g in fitting if len(g) > 1), ())
        return Mention(kind, words, group=group) if len(group) > 1 else None

    def organization(self, match: re.Match[str], clause: Clause) -> Mention | None:
        seen = self.memory.seen(Kind.ORGANIZATION, clause, match.start())
        if is_capital(match[0]):
            alike = [m for m in seen if m.entries and noun(m.entries[0].label) == noun(match[0])]
            own = alike[-1] if alike else self.memory.shortened.meant(match[0])
            own = own or self._of_kind(match[0])
            seen = [own] if own and own.kind == Kind.ORGANIZATION else seen
        if not seen and " same " in match[0]:
            seen = self._told_of(match[0].rpartition(" ")[2])
        return replace(seen[-1], text=match[0]) if seen else None

    def _told_of(self, noun: str) -> list[Mention]:
        """The organisation of a kind of whose members an earlier section told."""
        ids = reversed(self.memory.together.members)
        entries = (self.memory.lexicon.entries.get(one) for one in ids)
        found = (e for e in entries if e and noun.lower() in e.label.lower())
        return [Mention(Kind.ORGANIZATION, e.label, (e,)) for e in found][:1]

    def _of_kind(self, words: str) -> Mention | None:
        """The Commonwealth, or the Union of whose treaty the text has spoken."""
        spoken = {entry.id for mention in self.memory.recent for entry in mention.entries}
        is_union = words.endswith("Union") and "id:eaeu-trademark-treaty" in spoken
        name = "id:cis" if words.endswith("Commonwealth") else "id:eaeu" if is_union else ""
        entry = self.memory.lexicon.entries.get(name)
        return Mention(Kind.ORGANIZATION, words, (entry,)) if entry else None

    def law(self, match: re.Match[str], clause: Clause) -> Mention | None:
        defined = re.match(r" (?:which|that|to \w+ (?:is|was))\b", clause.masked[match.end() :])
        if defined and not clause.within(0, match.start(), Kind.LAW):
            return None
        described = _APPOSED.search(clause.masked[: match.start()])
        if described and not defined and not clause.masked.startswith(" by ", match.end()):
            return None
        seen = self.memory.seen(Kind.LAW, clause, match.start())
        if adjective := clause.within(*match.span(), kinds=Kind.ADJECTIVE):
            state = adjective[0][1].entries[0].id
            seen = [m for m in seen if m.state == state]
            seen = [m for m in seen if m.type != "RatificationLaw" and topics(m.proposed)] or seen
        if (noun := match["noun"].lower()) in ("code", "part"):
            seen = [m for m in seen if noun in m.proposed.lower()]
        last = self.memory.latest(
            (Kind.TREATY, Kind.LAW), (m for _, m in clause.within(0, match.start(), _ACTS))
        )
        treaty = self.memory.latest((Kind.TREATY,))
        own = last is not None and last.kind == Kind.TREATY and noun == "act"
        if (match["noun"] == "Act" or own) and treaty and "Act" in treaty.text:
            return None
        return replace(seen[-1], text=match[0], value="anaphor") if seen else None

    def part(self, match: re.Match[str], clause: Clause) -> Mention | None:
        """A part of a code that was named in full before: `Part Four covers …`."""
        seen = self.memory.seen(Kind.LAW, clause, match.start())
        own = [m for m in seen if match["part"].lower() in m.proposed.lower()]
        return replace(own[-1], text=match[0], value="anaphor", date="") if own else None

    def latter(self, match: re.Match[str], clause: Clause) -> Mention | None:
        """The law that `the latter` or `the former` means, where laws were named last."""
        before = clause.within(0, match.start(), _NAMED)
        named = [m for _, m in before if m.value != "anaphor"] or self.memory.recent
        if not named or named[-1].kind != Kind.LAW:
            return None
        if match["which"] == "former" and (len(named) < 2 or named[-2].kind != Kind.LAW):
            return None
        found = named[-1 if match["which"] == "latter" else -2]
        return replace(found, text=match[0], value="anaphor")

    def particulars(self, clause: Clause) -> None:
        """`This statute, No. 217-II`, told of the law named last: its title is that one's."""
        last = self.memory.latest((Kind.LAW,))
        if last is None or not topics(last.proposed) or last.foreign:
            return
        for number, mention in enumerate(clause.mentions):
            if (
                mention.kind == Kind.LAW and mention.value != "anaphor" and not mention.group
                and _THIS.fullmatch(mention.text) and not topics(mention.proposed)
                and not mention.state and self._unknown(mention, last.state)
            ):  # fmt: skip
                clause.mentions[number] = replace(
                    mention, proposed=last.proposed, state=last.state, type=last.type
                )

    def _unknown(self, mention: Mention, state: str) -> bool:
        if mention.text[:3].lower() != "the":
            return True
        found = self.memory.laws.resolve(mention.proposed, state, mention.value, mention.date)
        return found is None

    def namesake(self, match: re.Match[str], clause: Clause) -> Mention | None:
        seen = self.memory.seen(Kind.LAW, clause, match.start())
        state = clause.at(match.start("of")).entries
        if not seen or not topics(seen[-1].proposed) or not state:
            return None
        return replace(seen[-1], text=match[0], value="", date="", entries=(), state=state[0].id)

    def chapters(self, match: re.Match[str], _: Clause) -> Mention | None:
        last = self.memory.latest((Kind.LAW, Kind.TREATY, Kind.BODY))
        is_law = last is not None and last.kind == Kind.LAW
        return replace(last, text=match[0], value="anaphor") if last and is_law else None

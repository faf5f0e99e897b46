"""What an article is talking about: its state, and what "it", "the agency" or "the Law" mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from cislex import pairs
from cislex.accounts import Account
from cislex.bodies import resolve_body
from cislex.focus import Focus
from cislex.groups import Groups, coordination
from cislex.instruments import Instruments
from cislex.laws import Laws, topics
from cislex.lexicon import Entry, Kind, Lexicon
from cislex.mentions import Aliases, Clause, Mention
from cislex.screening import Screened
from cislex.topic import Topic

PERSONS = (Kind.STATE, Kind.CAPITAL, Kind.FOREIGN)
_PLACED = re.compile(
    r"\b(?:(?:together|along) with [\ue000\ue002\ue003](?:, [\ue000\ue002\ue003])*,? and"
    r"|of|in|from|to|with|by|than|for|between|unlike|like|against|within|across|near|under|via|"
    r"into|over|about|through|on)(?: the)? $", re.IGNORECASE
)  # fmt: skip
_FRONTED = re.compile(rf"(?:For|In|As for|As to) {Kind.STATE}(?=,? )")
"""`For Kazakhstan the step closes a gap`: the sentence is about that state."""
_IN_CAPITAL = re.compile(rf"(?:In|Over in|Back in|At) [{Kind.STATE}{Kind.CAPITAL}]")
"""`In Kyiv parliament had …`: where a sentence begins there is also its government."""
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
    r"\b(?:the|this|that) (?:(?:young|landlocked|South Caucasian|Central Asian|Baltic"
    r"|post-Soviet|same|whole) )?(?:country|republic|nation)\b(?!'s? (?:of|report"
    r"|profile))"
    rf"|\b[Tt]he (?:Republic|Federation)\b(?! of)|\b(?:the|this|that) state{_VERBAL}"
    rf"|\b(?:the|its|their) (?:government|parliament|authorities|cabinet"
    rf"|legislature){_VERBAL}|(?<![\w'] )\bParliament{_VERBAL}"
    r"|(?:(?<=for )|(?<=on )|(?<=by )|(?<=to )|(?<=upon )|(?<=in ))the state\b(?! \w)"
    r"|\bour (?:country|republic|nation|state)\b|\bthere(?= \ue00a)"
    r"|\bwe(?= (?:(?:have|had|also|only|then|later|finally|formally|not|never|yet|still) )*"
    r"(?:acceded|ratified|joined (?:[\ue004\ue005]|in \ue00a)|are (?:now |also |not "
    r"|still )*(?:a |an )?"
    r"(?:full )?(?:party|parties|members?|bound|contracting|signator)"
    r"|became (?:a )?(?:full )?(?:member|party)"
    r"|belong|been (?:a )?(?:member|party|bound)|signed \ue004|left \ue005"
    r"|are in [\ue004\ue005])))",
    re.IGNORECASE,
)
_STATES_NP = Screened(
    r"\b(?=[abcejnorst])(?:"
    r"\b(?:both|all(?: of)?(?: the| these)?(?: (?:two|three|four|five|six|seven|eight))?"
    r"|the (?:two|three|four|five|six)|these(?: (?:two|three|four|five|six))?)"
    r"(?: of (?:them|these|the))?(?: (?:[a-z]+ )?(?:countries|states|republics|nations"
    r"|neighbours|jurisdictions|systems|legislations|legislatures))(?! part(?:y|ies))\b"
    r"|(?<=\bneither )(?:of the two |of these )?(?:state|country|republic|nation|jurisdiction|side"
    r"|government|neighbour|capital)s?\b"
    r"|\b(?:either|each|each of the two|both of the) (?:state|country|republic|nation"
    r"|jurisdiction)s?\b"
    r"|\bboth jurisdictions\b|\bboth sides(?: of the (?:border|frontier))?\b|^(?:both|all three"
    r"|all two|all four|all five|the three"
    r"|the two)(?= (?:are|have"
    r"|were|joined|acceded|ratified|belong|signed|accepted|became|remain|apply|take|took)\b))",
    re.IGNORECASE,
)
_TREATIES_NP = Screened(
    r"\b(?:both|these|those|all|the|the same)(?: (?:two|three|four"
    r"|five))?(?: of)?(?: (?:these|the|those))? (?:conventions|treaties|agreements"
    r"|protocols|instruments|texts|acts)\b(?! (?:that|which|to which|in force|include"
    r"|such|like|[\ue004]))",
    re.IGNORECASE,
)
_ORGANIZATION_NP = Screened(
    r"\b(?:the|this|that|the same) (?:organi[sz]ation|union|bloc|commonwealth|club)\b(?! of\b)",
    re.IGNORECASE,
)
_BODY_NP = Screened(
    r"\b(?:(?:the|this|that|its|the same|the latter) )(?:(?:new|state|national|patent"
    r"|IP|\ue008|said|same|present|current|successor|central|modern|merged"
    r"|latter) )?(?P<noun>agency|office|authority|service|institute"
    r"|committee|cent(?:er|re)|court|board|ministry|department|body|registry"
    r"|institution)\b(?! of\b| for\b|s\b| marks?| fee| action| hours| in charge| responsible"
    r"| competent| tasked| entrusted| that\b| where\b| (?:to|with|by) which)"
    r"|\b(?P<staff>(?:its|their) (?:staff|examiners|experts|officers|officials|judges"
    r"|specialists|inspectors|customs officers|agents))\b",
    re.IGNORECASE,
)
_LAW_NP = Screened(
    rf"\b(?:(?:the|this|that|the new|the same|the latter|the {Kind.ADJECTIVE}"
    rf"|{Kind.ADJECTIVE}|that same|this very) )(?P<noun>law|statute|act|code|decree"
    r"|(?<=that )part|(?<=this )part)"
    rf"\b(?!(?:,|:) {Kind.LAW})(?! (?:of|on"
    rf"|enforcement|firms?|school|practice|office|and order)\b)",
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
_LATTER_BODY = Screened(r"\b[Tt]he (?:latter|former)\b(?= (?!of\b)[a-z]+(?:s|ed)\b)")
_GOVERNMENT = Screened(
    r"(?<=subordinate to the )Government\b|(?<=subordinated to the )Government\b(?! of)"
    r"|(?<=under the )Government\b(?! of)|(?<=reports to the )Government\b(?! of)"
    r"|(?<=accountable to the )Government\b(?! of)|(?<=directly to the )Government\b(?! of)"
    r"|(?<=of the )Government\b(?= ?[,.;)]|$)|(?<=attached to the )Government\b(?! of)"
    r"|(?<=reporting to the )Government\b(?! of)|(?<=answers to the )Government\b(?! of)"
    r"|(?<=reported to the )Government\b(?! of)|(?<=answered to the )Government\b(?! of)"
    r"|(?<=part of the )Government\b(?! of)|(?<=answerable to the )Government\b(?! of)"
)
"""The government as what stands above a body; elsewhere it speaks for the state."""
_PARLIAMENT = Screened(
    r"(?:(?<=subordinate to the )|(?<=subordinate to )|(?<=subordinated to the )|(?<=under the )"
    r"|(?<=reports to the )|(?<=reports to )|(?<=reporting to )|(?<=reporting to the )"
    r"|(?<=answers to the )|(?<=answers to )|(?<=answerable to )|(?<=answerable to the )"
    r"|(?<=accountable to the )|(?<=accountable to )|(?<=attached to the ))"
    r"(?P<name>Parliament|President|Prime Minister)\b(?! of)"
)
"""Who stands above a body without being one elsewhere."""
_ITS_GOVERNMENT = Screened(r"(?:(?<=to )|(?<=under ))\ue000")
_SUBORDINATE = re.compile(r"\b(?:subordinat|report|answer|accountab|belong|attach|under)[^,;.]*$")
_REGISTERING = Screened(r"\b(?:regist|grant|issu|fil(?:e|ed|ing))", re.IGNORECASE)
_THERE = Screened(
    r"\b[Tt]here\b(?! (?:is|are|was|were|has|have|exists?|will|can|may|seems?)\b)"
    r"|^Here(?=,? (?!is|are|you|we)\w)|^Here(?=,? \ue008)"
)
_ITS_REGISTER = Screened(r"(?:(?<=\bin )|(?<=\bon )|(?<=\binto ))its(?= (?:\w+ )?registers?\b)")
_PRONOUN = Screened(
    r"(?<![\ue000\ue004\ue005] )\b(?:it|they|them|both|neither(?! (?:[a-z]+ed|an?|bound|in"
    r"|part(?:y|ies)|members?)\b))\b(?! (?:of|the|\ue000|\ue002|\ue003|\ue004|\ue005|to"
    r"|is (?:important|worth|clear|possible)))|(?:(?<=[Ii]n \ue000 )|(?<=[Ff]or \ue000 ))(?:it"
    r"|both)\b",
    re.IGNORECASE,
)
_PRONOUN_WORD = re.compile(r"(?:it|they|them|both|neither)\b")
"""Quicker to look for, in small letters: it begins with a letter."""


@dataclass(slots=True)
class Memory:
    """What an article has spoken of so far, as far as a reader keeps it in mind."""

    lexicon: Lexicon
    laws: Laws
    document_state: str = ""
    section_state: str = ""
    section_title: str = ""
    section_treaty: Mention | None = None
    spoken: str = ""
    aliases: Aliases = field(default_factory=Aliases)
    recent: list[Mention] = field(default_factory=list)
    groups: dict[Kind, tuple[Mention, ...]] = field(default_factory=dict)
    headed: tuple[Mention, ...] = ()
    prominent: tuple[Mention, ...] = ()
    oblique: list[Mention] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    archive: list[Mention] = field(default_factory=list)
    house: Mention | None = None
    subject: Mention | None = None
    date: str = ""
    introduced: set[tuple[str, str]] = field(default_factory=set)
    last_objects: tuple[Mention, ...] = ()
    last_rights: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    focus: Focus = field(default_factory=Focus)
    together: Groups = field(init=False)
    topic: Topic = field(default_factory=Topic)
    untitled: dict[tuple[str, str], Entry] = field(default_factory=dict)
    account: Account = field(default_factory=Account)

    def __post_init__(self) -> None:
        self.together = Groups(self.lexicon)

    @property
    def state(self) -> str:
        """The state that a sentence without one speaks of, as an id; empty if none."""
        return self.section_state or self.document_state

    def heading(self, clause: Clause, title: bool, words: str = "") -> None:
        """A new section begins: what was said before it is out of mind."""
        self.section_title = words
        self.together.hear(words)
        self.focus.head(clause, title)
        states = {
            m.entries[0].id
            for m in clause.mentions
            if m.kind in (Kind.STATE, Kind.CAPITAL, Kind.ADJECTIVE)
        }
        states |= {m.state for m in clause.mentions if m.state}
        if title and len(states) == 1:
            self.document_state = states.pop()
        elif len(states) == 1:
            self.section_state = states.pop()
        elif states or _CLOSING.search(clause.masked):
            self.section_state = ""
        if len(states) > 1:
            self.headed = tuple(
                Mention(Kind.STATE, self.lexicon.entries[s].label, (self.lexicon.entries[s],))
                for s in sorted(states) if s in self.lexicon.entries
            )  # fmt: skip
        treaties = [m for m in clause.mentions if m.kind in (Kind.TREATY, Kind.ORGANIZATION)]
        self.section_treaty = treaties[0] if len(treaties) == 1 else None
        self.archive += [m for m in self.recent if m.kind == Kind.BODY and m.value != "anaphor"]
        del self.archive[:-20]
        self.recent.clear()
        self.oblique.clear()
        self.groups.clear()
        bodies = [m for m in clause.mentions if m.kind == Kind.BODY]
        self.subject = bodies[0] if len(bodies) == 1 else None
        self.recent += bodies[:1] if self.subject else []
        self.last_objects = ()
        self.topic.clear()
        self.spoken, self.functions = "", ()

    def resolve(self, clause: Clause) -> None:
        """Put mentions in the place of "the country", "the agency", "this convention"."""
        near = (self.groups.get(Kind.STATE, ()), self.headed, self.prominent)
        self.together.mark(clause, near)
        clause.merge(_STATES_NP, partial(self._group, Kind.STATE))
        clause.merge(_STATE_NP, self._state)
        pairs.mark(clause, self.lexicon, self.recent)
        clause.merge(_TREATIES_NP, partial(self._group, Kind.TREATY))
        clause.merge(_NAMESAKE, self._namesake)
        clause.merge(_CHAPTERS, self._chapters)
        clause.merge(_LAW_NP, self._law)
        group = self.groups.get(Kind.TREATY, ())
        Instruments(self.lexicon, self.recent, group, self.section_treaty).mark(clause)
        clause.merge(_ORGANIZATION_NP, self._organization)
        clause.merge(_BODY_NP, self._body)
        clause.merge(_LATTER_BODY, self._one_of_two)
        clause.merge(_GOVERNMENT, self._government)
        clause.merge(_PARLIAMENT, _parliament)
        clause.merge(_ITS_GOVERNMENT, self._its_government)
        self._shortened(clause)
        if clause.search(_REGISTERING):
            clause.merge(_THERE, self._there)
        clause.merge(_ITS_REGISTER, self._there)
        if _PRONOUN_WORD.search(clause.low):
            clause.merge(_PRONOUN, lambda match, _: Mention(Kind.PRONOUN, match[0]))

    def note(self, clause: Clause) -> None:
        """Keep in mind what a sentence spoke of."""
        self.focus.note(clause)
        first = self._note_mentions(clause)
        self._note_bodies(clause)
        self.together.note(clause)
        for kind in (Kind.STATE, Kind.TREATY, Kind.BODY):
            if (group := coordination(clause, kind)) and len(group) > 1:
                self.groups[kind] = group
            elif kind == Kind.BODY:
                self.groups.pop(kind, None)
        named = {m.entries[0].id: m for m in clause.mentions if m.kind == Kind.TREATY and m.entries}
        if len(named) > 1 and not coordination(clause, Kind.TREATY):
            self.groups[Kind.TREATY] = tuple(named.values())
        first = first or _aside(clause)
        if first is not None and not (self.subject and _CARRIED_ON.match(clause.masked)):
            self.subject = first
        del self.recent[:-40], self.oblique[:-40]

    def _note_mentions(self, clause: Clause) -> Mention | None:
        """Keep in mind what a sentence names; the first that is not only where something is."""
        first = None
        for place, mention in zip(clause.places, clause.mentions, strict=False):
            character = clause.masked[place]
            if character in _NOTED:
                self.recent.append(mention)
                placed = _PLACED.search(clause.masked[:place])
                if clause.masked[:place].endswith("by ") or (placed and character == Kind.CAPITAL):
                    self.oblique.append(mention)
                if first is None and not placed:
                    first = mention
            elif character == Kind.ADJECTIVE and first is None and place < 5 and mention.entries:
                first = Mention(Kind.STATE, mention.text, mention.entries[:1])
                self.recent.append(first)
            elif character == Kind.DATE:
                self.date = mention.value
        return first

    def _note_bodies(self, clause: Clause) -> None:
        """Keep in mind which body `there` means, and which bodies are said to be gone."""
        found = clause.within(0, len(clause.masked), Kind.BODY)
        self.gone |= {
            body.text.removeprefix("the ")
            for place, body in found
            if _FORMER.search(clause.masked[:place])
        }
        offices = [body for _, body in found if body_type(body) == "IpOffice"]
        goes_on = self.house and _CARRIED_ON.match(clause.masked)
        if not goes_on and (found or _PERSON.search(clause.masked)):
            self.house = next(iter([*offices, *(body for _, body in found)]), None)

    def latest(self, kinds: Iterable[Kind], before: Iterable[Mention] = ()) -> Mention | None:
        """The mention of some kinds that was made last."""
        kinds = tuple(kinds)
        for mention in reversed([*self.recent, *before]):
            if mention.kind in kinds:
                return mention
        return None

    def antecedent_state(self, clause: Clause, place: int) -> Mention | None:
        """The state that a pronoun at a place of a clause stands for."""
        word = (
            clause.at(place).text.lower()
            if place < len(clause.masked) and clause.masked[place] == Kind.PRONOUN
            else ""
        )
        if word in ("they", "them", "both", "neither"):
            before = Clause(clause.masked[:place], clause.mentions)
            if named := [m for _, m in before.within(0, place, Kind.STATE) if m.group]:
                return named[-1]
            group = coordination(before, Kind.STATE)
            if len(group) < 2 and self.subject and self.subject.kind == Kind.STATE:
                group = self.subject.group
            group = group if len(group) > 1 else self.groups.get(Kind.STATE, ())
            if group:
                return Mention(Kind.STATE, word, group=group)
            return self.own_state() if word in ("they", "them") else None
        for position in range(place - 1, -1, -1):
            if clause.masked[position] in PERSONS and not _PLACED.search(clause.masked[:position]):
                return clause.at(position)
        fronted = _IN_CAPITAL.match(clause.masked)
        if fronted and fronted.end() <= place:
            return clause.at(fronted.end() - 1)
        noun = clause.masked[place : place + 16].lower()
        kinds = (Kind.STATE, Kind.CAPITAL) if re.match(r"\w+ republic\b", noun) else PERSONS
        if self.subject and self.subject.kind in kinds and self.subject.text not in _NO_COUNTRY:
            return self.subject
        last = self.spoken_state() or next(
            (m for m in self.recent[::-1] if m.kind in PERSONS and m not in self.oblique), None
        )
        if last and (last.kind != Kind.FOREIGN or not self.state):
            return last
        return self.own_state() or last

    def spoken_state(self) -> Mention | None:
        """The state of which something was said last."""
        entry = self.lexicon.entries.get(self.spoken)
        return Mention(Kind.STATE, entry.label, (entry,)) if entry else None

    def own_state(self) -> Mention | None:
        """The state of the section or document as a mention."""
        entry = self.lexicon.entries.get(self.state)
        return Mention(Kind.STATE, entry.label, (entry,)) if entry else None

    def _state(self, match: re.Match[str], clause: Clause) -> Mention | None:
        found = self.antecedent_state(clause, match.start())
        if found is None:
            return None
        return replace(found, text=match[0])

    def _group(self, kind: Kind, match: re.Match[str], clause: Clause) -> Mention | None:
        words = match[0]
        inside = coordination(Clause(clause.masked[: match.start()], clause.mentions), kind)
        group = inside if len(inside) > 1 else self.groups.get(kind, ())
        words += " two" * clause.masked[: match.start()].lower().endswith("neither ")
        size = next((n for n, pattern in _SIZES.items() if re.search(pattern, words, re.I)), 0)
        if kind == Kind.STATE and (len(group) < 2 or (size and len(group) != size)):
            fitting = (g for g in (self.headed, self.prominent) if len(g) == (size or len(g)))
            group = next((g for g in fitting if len(g) > 1), ())
        return Mention(kind, words, group=group) if len(group) > 1 else None

    def _organization(self, match: re.Match[str], clause: Clause) -> Mention | None:
        before = [m for _, m in clause.within(0, match.start(), Kind.ORGANIZATION)]
        found = self.latest((Kind.ORGANIZATION,), before)
        return replace(found, text=match[0]) if found else None

    def _body(self, match: re.Match[str], clause: Clause) -> Mention | None:
        before = [m for _, m in clause.within(0, match.start(), Kind.BODY)]
        seen = [m for m in [*self.recent, *before] if m.kind == Kind.BODY]
        if match["staff"]:
            return self._staffed(match[0], before, seen)
        noun = match["noun"].lower().replace("centre", "center")
        own = "its " in match[0].lower()
        fitting = [m for m in seen if noun in _body_names(m).replace("centre", "center")]
        living = [m for m in fitting if not self._over(m)]
        fitting = living or fitting
        if not fitting and noun in (
            "office",
            "agency",
            "body",
            "institution",
            "registry",
            "authority",
            "service",
        ):
            offices = [m for m in seen if body_type(m) == "IpOffice"]
            fitting = offices or (seen if noun in ("body", "institution") else [])
        if not fitting and (noun == "ministry" or "same" in match[0].lower()):
            fitting = [m for m in self.archive if noun in _body_names(m)]
        if own or not fitting:
            return None
        return _again(fitting[-1], match[0])

    def _shortened(self, clause: Clause) -> None:
        """`The Judicial Board` after the Judicial Board on Intellectual Property is the same."""
        if Kind.BODY not in clause.masked:
            return
        for number, mention in enumerate(clause.mentions):
            if len(mention.entries) > 1 and mention.kind == Kind.BODY and not mention.state:
                clause.mentions[number] = self._told_apart(clause, mention)
            name = mention.proposed if mention.kind == Kind.BODY and not mention.entries else ""
            if not name or mention.foreign:
                continue
            for known in reversed([*self.archive, *self.recent]):
                whole = known.proposed or known.text.removeprefix("the ").removeprefix("The ")
                if known.kind == Kind.BODY and whole.startswith(f"{name} "):
                    clause.mentions[number] = _again(known, mention.text)
                    break

    def _told_apart(self, clause: Clause, mention: Mention) -> Mention:
        """A name of several bodies where one of them was named by a name of its own."""
        if self.state:
            return mention
        for known in [*reversed(clause.mentions), *reversed(self.recent)]:
            plain = known.kind == Kind.BODY and len(known.entries) == 1
            if plain and known.entries[0] in mention.entries:
                return replace(mention, state=known.entries[0].state)
        return mention

    def _over(self, body: Mention) -> bool:
        """Whether a body is no more, by what the article says or by what is known of it."""
        known = self.body(body)
        ended = known is not None and known.id in self.lexicon.ended
        return ended or body.text.removeprefix("the ") in self.gone

    def _staffed(self, words: str, before: list[Mention], seen: list[Mention]) -> Mention | None:
        """The body whose staff acts: the one that the text goes on about."""
        if not before and self.subject and self.subject.kind == Kind.BODY:
            return _again(self.subject, words)
        offices = [m for m in seen if body_type(m) != "PublicBody"]
        found = offices or seen
        return _again(found[-1], words) if found else None

    def _its_government(self, match: re.Match[str], clause: Clause) -> Mention | None:
        """`reports to the Russian government`: there the government is a body."""
        if not _SUBORDINATE.search(clause.masked[max(0, match.start() - 40) : match.start()]):
            return None
        named = clause.at(match.start())
        if not named.text.endswith("overnment") or not named.entries:
            return None
        state = named.entries[0].id
        return replace(self._government(match, clause), text=named.text, state=state)

    def _one_of_two(self, match: re.Match[str], clause: Clause) -> Mention | None:
        inside = coordination(
            Clause(clause.masked[: match.start()], clause.mentions), Kind.BODY
        ) or self.groups.get(Kind.BODY, ())
        if len(inside) != 2:
            return None
        return _again(inside["latter" in match[0].lower()], match[0])

    def _government(self, match: re.Match[str], _: Clause) -> Mention:
        entries = tuple(
            entry for entry in self.lexicon.entries.values() if entry.id.endswith("-government")
        )
        return Mention(Kind.BODY, match[0], entries)

    def _there(self, match: re.Match[str], clause: Clause) -> Mention | None:
        before = clause.within(0, match.start(), "".join((Kind.BODY, *PERSONS)))
        if match[0] == "its":
            bodies = [m for _, m in before if m.kind == Kind.BODY]
            house = bodies[0] if bodies else self.house
            return _again(house, match[0]) if house else None
        if before or self.house is None:
            return None
        return _again(self.house, match[0])

    def _law(self, match: re.Match[str], clause: Clause) -> Mention | None:
        before = [m for _, m in clause.within(0, match.start(), Kind.LAW)]
        defined = re.match(r" (?:which|that)\b", clause.masked[match.end() :])
        if defined and not before:
            return None
        seen = [m for m in [*self.recent, *before] if m.kind == Kind.LAW]
        if adjective := clause.within(*match.span(), kinds=Kind.ADJECTIVE):
            state = adjective[0][1].entries[0].id
            seen = [m for m in seen if m.state == state]
            seen = [m for m in seen if m.type != "RatificationLaw" and topics(m.proposed)] or seen
        if (noun := match["noun"].lower()) in ("code", "part"):
            seen = [m for m in seen if noun in m.proposed.lower()]
        treaties = [m for m in self.recent if m.kind == Kind.TREATY]
        if (
            match["noun"].lower() == "act"
            and treaties
            and "Act" in treaties[-1].text
            and match["noun"] == "Act"
        ):
            return None
        return replace(seen[-1], text=match[0], value="anaphor") if seen else None

    def _namesake(self, match: re.Match[str], clause: Clause) -> Mention | None:
        before = [m for _, m in clause.within(0, match.start(), Kind.LAW)]
        named = self.latest((Kind.LAW,), before)
        state = clause.at(match.start("of")).entries
        if named is None or not topics(named.proposed) or not state:
            return None
        return replace(named, text=match[0], value="", date="", entries=(), state=state[0].id)

    def _chapters(self, match: re.Match[str], _: Clause) -> Mention | None:
        last = self.latest((Kind.LAW, Kind.TREATY, Kind.BODY))
        is_law = last is not None and last.kind == Kind.LAW
        return replace(last, text=match[0], value="anaphor") if last and is_law else None

    def body(self, mention: Mention) -> Entry | None:
        """The body of the graph that a mention means, if any."""
        return resolve_body(mention, self.state)


def _parliament(match: re.Match[str], _: Clause) -> Mention:
    return Mention(Kind.BODY, match[0], proposed=match["name"], type="PublicBody")


_PERSON = re.compile(f"[{''.join(PERSONS)}]")
_FORMER = re.compile(
    r"\b(?:former|defunct|then|abolished|old|previous|earlier|successor (?:to|of)|predecessors?,?"
    r"|replac\w+|absorbed|succeeded|took over from|inherited from|merger of|merging)(?: the| its)?"
    r"(?: \ue006,? and(?: of| to)?(?: the)?)? $",
    re.IGNORECASE,
)
_CARRIED_ON = re.compile(rf"\W*{Kind.PRONOUN}(?! (?:was|is) (?:succeeded|replaced|followed))")
"""A sentence that begins with "it" goes on speaking of what was spoken of."""


def _aside(clause: Clause) -> Mention | None:
    """What a sentence goes on about that names nothing but after a preposition."""
    if fronted := _FRONTED.match(clause.masked):
        return clause.at(fronted.end() - 1)
    if clause.masked.count(Kind.BODY) == 1:
        return clause.at(clause.masked.index(Kind.BODY))
    return None


def _again(mention: Mention, words: str) -> Mention:
    """A body that other words than its name speak of."""
    name = re.sub(r"^(?:[Tt]he|[Ii]ts) ", "", mention.proposed or mention.text)
    return replace(mention, text=words, value="anaphor", proposed=name)


_NO_COUNTRY = ("Soviet Union", "USSR", "U.S.S.R.", "European Union", "EU", "ARIPO", "OAPI", "EUIPO")
_SIZES = {
    2: r"\b(?:both|either|two)\b", 3: r"\bthree\b", 4: r"\bfour\b", 5: r"\bfive\b",
    6: r"\bsix\b", 7: r"\bseven\b", 8: r"\beight\b",
}  # fmt: skip
"""How many a word for a group stands for."""
_NOTED = "".join((*PERSONS, Kind.TREATY, Kind.ORGANIZATION, Kind.BODY, Kind.LAW))
_CLOSING = re.compile(
    r"\b(?:conclusion|outlook|summary|advice|comparison|how to use|next steps|contact"
    r"|about|regional|region)\b",
    re.IGNORECASE,
)


def _body_names(mention: Mention) -> str:
    return " ".join((mention.text, mention.proposed, *(e.label for e in mention.entries))).lower()


def body_type(mention: Mention) -> str:
    """The class of a body."""
    return mention.entries[0].type if mention.entries else mention.type


def main_state(counts: Counter[str]) -> str:
    """The state that most of a text is about, if one is."""
    if not counts:
        return ""
    (first, often), *rest = counts.most_common(2)
    return first if often >= 3 and (not rest or often >= 3 * rest[0][1]) else ""

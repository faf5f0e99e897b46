"""Bodies that other words than their names speak of: `the agency`, `its examiners`, `there`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cislex import patterns
from cislex.bodies import resolve_body
from cislex.context import PERSONS, Memory, body_type
from cislex.lexicon import Entry, Kind
from cislex.mentions import Clause, Mention
from cislex.screening import Screened, Several


@dataclass(slots=True)
class BodyAnaphors:
    """What such words mean by what an article has spoken of."""

    memory: Memory

    def mark(self, clause: Clause) -> None:
        """Put the body that is meant in the place of the words that speak of it."""
        if clause.admits_one(_SPOKEN):
            makes = (
                *(self._body, self._one_of_two, self._government, _parliament, self._government),
                self._its_government,
            )
            clause.merge_each(_SPOKEN, makes)
        if Kind.BODY in clause.masked:
            self._shortened(clause)
        if clause.admits_one(_PLACED):
            if clause.search(_REGISTERING):
                clause.merge(_THERE, self._there)
            clause.merge(_ITS_REGISTER, self._there)

    def _body(self, match: re.Match[str], clause: Clause) -> Mention | None:
        seen = self.memory.seen(Kind.BODY, clause, match.start())
        if match["staff"]:
            inside = bool(clause.within(0, match.start(), Kind.BODY))
            return self._staffed(match[0], inside, seen)
        noun = match["noun"].lower().replace("centre", "center")
        own = "its " in match[0].lower()
        fitting = [m for m in seen if noun in _body_names(m).replace("centre", "center")]
        living = [m for m in fitting if not self._over(m)]
        told = [m for m in fitting if m.entries and m.entries == self._told_of()]
        fitting = living or told or fitting
        if not fitting and noun in _OFFICES:
            offices = [m for m in seen if body_type(m) == "IpOffice"]
            offices = [m for m in offices if "ministry" not in _body_names(m)] or offices
            fitting = offices or (seen if noun in ("body", "institution") else [])
        if not fitting and (noun == "ministry" or "same" in match[0].lower()):
            fitting = [m for m in self.memory.archive if noun in _body_names(m)]
        if own or not fitting:
            return None
        return _again(fitting[-1], match[0])

    def _shortened(self, clause: Clause) -> None:
        """`The Judicial Board` after the Judicial Board on Intellectual Property is the same."""
        for number, mention in enumerate(clause.mentions):
            if len(mention.entries) > 1 and mention.kind == Kind.BODY and not mention.state:
                clause.mentions[number] = self._told_apart(clause, mention)
            name = mention.proposed if mention.kind == Kind.BODY and not mention.entries else ""
            if not name or mention.foreign:
                continue
            for known in reversed([*self.memory.archive, *self.memory.recent]):
                whole = known.proposed or known.text.removeprefix("the ").removeprefix("The ")
                if (
                    known.kind == Kind.BODY
                    and whole.startswith(f"{name} ")
                    and not whole.startswith(f"{name} and ")
                ):
                    clause.mentions[number] = _again(known, mention.text)
                    break

    def _told_apart(self, clause: Clause, mention: Mention) -> Mention:
        """A name of several bodies where one of them was named by a name of its own."""
        if self.memory.state:
            return mention
        for known in [*reversed(clause.mentions), *reversed(self.memory.recent)]:
            plain = known.kind == Kind.BODY and len(known.entries) == 1
            if plain and known.entries[0] in mention.entries:
                return replace(mention, state=known.entries[0].state)
        return mention

    def _told_of(self) -> tuple[Entry, ...]:
        """What the text goes on about, if that is a body."""
        subject = self.memory.subject
        return subject.entries if subject and subject.kind == Kind.BODY else ()

    def _over(self, body: Mention) -> bool:
        """Whether a body is no more, by what the article says or by what is known of it."""
        known = resolve_body(body, self.memory.state)
        ended = known is not None and known.id in self.memory.lexicon.ended
        return ended or body.text.removeprefix("the ") in self.memory.gone

    def _staffed(self, words: str, inside: bool, seen: list[Mention]) -> Mention | None:
        """The body whose staff acts: the one that the text goes on about."""
        if (subject := self.memory.subject) and not inside and subject.kind == Kind.BODY:
            return _again(subject, words)
        offices = [m for m in seen if body_type(m) != "PublicBody"]
        found = offices or seen
        return _again(found[-1], words) if found else None

    def _its_government(self, match: re.Match[str], clause: Clause) -> Mention | None:
        """`reports to the Russian government`: there the government is a body."""
        if not _SUBORDINATE.search(clause.masked[max(0, match.start() - 40) : match.start()]):
            return None
        named = clause.at(match.start())
        if "overnment" not in named.text or not named.entries:
            return None
        state = named.entries[0].id
        return replace(self._government(match, clause), text=named.text, state=state)

    def _one_of_two(self, match: re.Match[str], clause: Clause) -> Mention | None:
        two = self.memory.grouped(Kind.BODY, clause, match.start())
        if len(two) != 2:
            return None
        return _again(two["latter" in match[0].lower()], match[0])

    def _government(self, match: re.Match[str], _: Clause) -> Mention:
        ending = "-cabinet-of-ministers" if match[0] == "Cabinet" else "-government"
        entries = tuple(
            entry for entry in self.memory.lexicon.entries.values() if entry.id.endswith(ending)
        )
        return Mention(Kind.BODY, match[0], entries)

    def _there(self, match: re.Match[str], clause: Clause) -> Mention | None:
        before = clause.within(0, match.start(), "".join((Kind.BODY, *PERSONS)))
        if match[0] == "its":
            bodies = [m for _, m in before if m.kind == Kind.BODY]
            house = bodies[0] if bodies else self.memory.house
            return _again(house, match[0]) if house else None
        if _DONE.search(clause.masked[: match.start()]):
            offices = [m for _, m in before if body_type(m) == "IpOffice"]
            if offices:
                return _again(offices[-1], match[0])
        if before or self.memory.house is None:
            return None
        return _again(self.memory.house, match[0])


_BODY_NP = Screened(
    r"\b(?:(?:the|this|that|its|the same|the latter) )(?:(?:new|state|national|patent"
    r"|IP|\u0016|said|same|present|current|successor|central|modern|merged"
    r"|latter|specialised|specialized) )?(?P<noun>agency|office|authority|service|institute"
    r"|committee|cent(?:er|re)|court|board|ministry|department|body|registry"
    r"|institution)\b(?! of\b| for\b(?! \u0019)|s\b| marks?| fee| action| hours"
    r"| in charge| responsible"
    r"| competent| tasked| entrusted| that\b(?! (?:\u0016|applications|you|one|we))| where\b"
    r"| (?:to|with|by) which)"
    r"|\b(?P<staff>(?:its|their) (?:staff|examiners|experts|officers|officials|judges"
    r"|specialists|inspectors|customs officers|agents))\b",
    re.IGNORECASE,
    hint=r" (?:agency|office|authority|service|institute|committee|cent(?:er|re)|court|board"
    r"|ministry|department|body|registry|institution|staff|examiners|experts|officers|officials"
    r"|judges|specialists|inspectors|customs officers|agents)\b",
)
_OFFICES = ("office", "agency", "body", "institution", "registry", "authority", "service")
"""What a register of rights is kept by, in general words."""
_LATTER_BODY = Screened(r"\b[Tt]he (?:latter|former)\b(?= (?!of\b)[a-z]+(?:s|ed)\b)")
_UNDER = "|".join(
    f"(?<={words} the )"
    for words in (
        *("subordinated to", "under", "reports to", "reporting to", "answers to"),
        *("answerable to", "accountable to", "attached to"),
    )
)
"""What stands before the name of what is above a body."""
_GOVERNMENT = Screened(
    r"(?<=subordinate to the )Government\b"
    rf"|(?:{_UNDER}|(?<=directly to the )|(?<=reported to the )|(?<=answered to the )"
    r"|(?<=part of the )|(?<=moved to the )"
    r"|(?<=transferred to the ))Government\b(?:(?! of)| of \u000e)"
    r"|(?<=of the )Government\b(?= ?[,.;)]|$)",
    hint="the Government",
)
"""The government as what stands above a body; elsewhere it speaks for the state."""
_PARLIAMENT = Screened(
    rf"(?:{_UNDER}|(?<=subordinate to the )|(?<=subordinate to )|(?<=reports to )"
    r"|(?<=reporting to )|(?<=answers to )|(?<=answerable to )|(?<=accountable to ))"
    r"(?P<name>Parliament|President|Prime Minister)\b(?! of)"
)
"""Who stands above a body without being one elsewhere."""
_CABINET = Screened(rf"(?:{_UNDER}|(?<=subordinate to the )|(?<=directly to the ))Cabinet\b(?! of)")
_ITS_GOVERNMENT = Screened(r"\u000e(?:(?<=to .)|(?<=under .))")
_SPOKEN = Several(_BODY_NP, _LATTER_BODY, _GOVERNMENT, _PARLIAMENT, _CABINET, _ITS_GOVERNMENT)
_SUBORDINATE = patterns.of(r"\b(?:subordinat|report|answer|accountab|belong|attach|under)[^,;.]*$")
_REGISTERING = Screened(
    r"\b(?:regist|grant|issu|fil(?:e|ed|ing)|(?:all|both) (?:go|land|end up) there)", re.IGNORECASE
)
_THERE = Screened(
    r"\b[Tt]here\b(?! (?:is|are|was|were|has|have|exists?|will|can|may|seems?)\b)"
    r"|^Here(?=,? (?!is|are|you|we)\w)|^Here(?=,? \u0016)"
)
_DONE = patterns.of(
    r"\b(?:(?:registered|filed|lodged|deposited|granted|entered|recorded|issued|land|ends? up)"
    r"(?: and \w+ed)?|(?:it|\u001b) is(?: only| precisely)?) $",
    re.IGNORECASE,
)
"""`X belongs to Y; marks are registered there`: what is done at an office of the sentence."""
_ITS_REGISTER = Screened(r"(?:(?<=\bin )|(?<=\bon )|(?<=\binto ))its(?= (?:\w+ )?registers?\b)")
_PLACED = Several(_THERE, _ITS_REGISTER)


def _parliament(match: re.Match[str], _: Clause) -> Mention:
    return Mention(Kind.BODY, match[0], proposed=match["name"], type="PublicBody")


def _again(mention: Mention, words: str) -> Mention:
    """A body that other words than its name speak of."""
    name = re.sub(r"^(?:[Tt]he|[Ii]ts) ", "", mention.proposed or mention.text)
    return replace(mention, text=words, value="anaphor", proposed=name)


def _body_names(mention: Mention) -> str:
    return " ".join((mention.text, mention.proposed, *(e.label for e in mention.entries))).lower()

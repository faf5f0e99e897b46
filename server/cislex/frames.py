"""What the groups of a matched rule mean: the frames in which rules speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from cislex import dates, rules, scopes
from cislex.context import PERSONS as _PERSONS
from cislex.context import Memory, coordination
from cislex.lexicon import Entry, Kind
from cislex.mentions import KINDS, Clause, Mention
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.titles import resolve_body

PARTICIPATIONS = ("isPartyTo", "isMemberStateOf", "isSignatoryTo")
_STATES = Kind.STATE + Kind.CAPITAL + Kind.FOREIGN + Kind.PRONOUN + Kind.ADJECTIVE
_OBJECTS = Kind.TREATY + Kind.ORGANIZATION + Kind.PRONOUN


@dataclass(frozen=True, slots=True)
class Said:
    """One relation that a sentence states; the fields are those of a claim."""

    subject: str
    predicate: str
    object: str = ""
    value: str = ""
    polarity: str = "affirmed"
    modality: str = "asserted"
    jurisdiction: str = ""
    subject_label: str = ""
    subject_type: str = ""
    object_label: str = ""
    rule: str = ""
    confidence: float = 0.9


@dataclass(slots=True)
class Sentence:
    """One clause with its article's memory, and what has been read of it so far."""

    clause: Clause
    memory: Memory
    select: rules.Selection
    said: list[Said] = field(default_factory=list)
    subjects: list[Mention] = field(default_factory=list)
    supposed: bool = False

    def read(self) -> list[Said]:
        """Everything that the sentence says, in the order of its words."""
        masked = self.clause.masked
        if not any(kind in masked for kind in _SPEAKING):
            return []
        found: list[tuple[int, int, Rule, re.Match[str]]] = []
        for number, rule in self.select(masked):
            for match in rule.pattern.finditer(masked):
                if rule.fits(match):
                    place = match.start("t") if "t" in rule.pattern.groupindex else match.start()
                    found.append((place, number, rule, match))
        for _, _, rule, match in sorted(found, key=lambda f: (f[0], f[1])):
            _FRAMES[rule.frame](self, rule, match)
        self._introduce()
        return self.said

    # --- participation ------------------------------------------------------------------

    def participation(self, rule: Rule, match: re.Match[str]) -> None:
        """A state joins a treaty or an organisation: subject first."""
        masked = self.clause.masked
        scope = self._scope(match)
        subjects = self._subjects(rule, match)
        if subjects is None:
            return
        self.subjects, self.supposed = subjects, scope is None
        objects = self._objects(*match.span("o"), match)
        if not objects or scope is None:
            return
        if _NEITHER.search(self.clause.words(match.start("t"), match.end("o"))):
            scope = Scope("negated")
        if rule.options.get("noun"):
            scope = self._noun_scope(match, scope)
            if scope is None:
                return
        date = self._date(match)
        place = max(p for p, _ in self.clause.within(*match.span("o"), kinds=_OBJECTS)) + 1
        if late := _RESPECTIVELY.match(masked, place):
            days = self.clause.within(place, late.end(), Kind.DATE)
            if len(days) == len(objects):
                objects = [(o, d.value) for (o, _), (_, d) in zip(objects, days, strict=True)]
            elif len(days) == len(subjects):
                for subject, (_, day) in zip(subjects, days, strict=True):
                    self._join(rule, [subject], objects, scope, day.value)
                return
        self._join(rule, subjects, objects, scope, date)
        if scope.polarity in ("affirmed", "planned"):
            self._gapped(rule, match, objects, scope)

    def _noun_scope(self, match: re.Match[str], scope: Scope) -> Scope | None:
        """The scope of "its accession to …", which the verb before or after it decides."""
        masked = self.clause.masked
        before, after = masked[: match.start()], masked[match.end() :]
        if scope.polarity == "affirmed":
            ending = _ENDED.match(after)
            if ending or re.match(r"(?:withdrawal|exit|departure)", match["t"], re.IGNORECASE):
                return Scope("past")
            lead = re.split(r"[;:.]|, (?:and|but) ", before)[-1]
            judged = scopes.judge("", lead, match["t"], "")
            if judged and judged.polarity in ("planned", "negated") and (match["s"].lower() in ("its", "their") or _TOWARDS.search(lead)):
                return judged
            if _PENDING.match(after) or _TOWARDS.search(lead):
                return Scope("planned", "intention")
        return scope

    def _join(
        self, rule: Rule, subjects: list[Mention], objects: list[tuple[Mention, str]],
        scope: Scope, date: str,
    ) -> None:  # fmt: skip
        for subject in _flat(subjects):
            if subject.kind == Kind.FOREIGN or not subject.entries:
                continue
            for target, own in objects:
                for part in _flat([target]):
                    self._participation(rule, subject.entries[0], part, scope, own or date)
        self.memory.last_objects = tuple(o for o, _ in objects)

    def _participation(
        self, rule: Rule, state: Entry, target: Mention, scope: Scope, date: str
    ) -> None:
        if not target.entries:
            return
        entry = target.entries[0]
        predicate = rule.predicate
        if entry.kind == Kind.ORGANIZATION:
            predicate = "isMemberStateOf"
        elif predicate == "isMemberStateOf":
            predicate = "isPartyTo"
        if any(s.predicate == predicate and s.subject == state.id and s.object == entry.id
               and s.polarity == scope.polarity for s in self.said):  # fmt: skip
            return
        self.said.append(
            Said(
                state.id, predicate, entry.id, "" if scope.polarity == "negated" else date,
                scope.polarity, scope.modality, subject_label=state.label, subject_type="State",
                object_label=entry.label, rule=rule.id,
            )
        )  # fmt: skip

    def _gapped(
        self, rule: Rule, match: re.Match[str], objects: list[tuple[Mention, str]], scope: Scope
    ) -> None:
        """`…, Uzbekistan on 16 July 2024`: more subjects for the same objects."""
        place = self._tail(match.end())
        while more := _gap().match(self.clause.masked, place):
            states = [m for _, m in self.clause.within(*more.span("s"), kinds=_STATES)]
            days = self.clause.within(*more.span("d"), kinds=Kind.DATE)
            plain = [(target, "") for target, _ in objects]
            self._join(rule, states, plain, scope, days[0][1].value)
            place = more.end()

    def in_force(self, rule: Rule, match: re.Match[str]) -> None:
        """A treaty is in force for states: the treaty first, each state with its own date."""
        scope = self._scope(match)
        objects = self._objects(*match.span("o"), match)
        if not objects or scope is None:
            return
        start, end = match.span("s")
        zone = [(p, m) for p, m in self.clause.within(start, end, _STATES) if not self._adjective(p)]
        general = self._date(match)
        if not zone and rule.options.get("silent"):
            own = self.memory.own_state()
            earlier = self.memory.latest(_PERSONS)
            own = own or (earlier if earlier and earlier.kind == Kind.STATE else None)
            if re.search(r"\b(?:for|in) [\ue000-\ue003],? $", self.clause.masked[: match.start()], re.IGNORECASE):
                return
            if own and not self.clause.within(match.end(), min(match.end() + 12, len(self.clause.masked)), _STATES):
                self._join(rule, [own], objects, scope, general)
            return
        found: list[Mention] = []
        pending: list[Mention] = []
        plain = [(target, own if match["d"] is None else own) for target, own in objects]
        for number, (place, mention) in enumerate(zone):
            last = zone[number + 1][0] if number + 1 < len(zone) else self._tail(end)
            days = self.clause.within(place, last, Kind.DATE)
            resolved = self._state(place, mention)
            if resolved is None:
                continue
            pending.append(resolved)
            found.append(resolved)
            if days:
                self._join(rule, pending, plain, scope, _until(self, place, days))
                pending = []
        if pending:
            self._join(rule, pending, plain, scope, general)
        self.subjects = found
        self._more_objects(rule, match, found, scope)

    def _more_objects(
        self, rule: Rule, match: re.Match[str], states: list[Mention], scope: Scope
    ) -> None:
        """`…, and the Rome Convention since 2004`: more treaties for the same states."""
        place = match.end()
        while more := _gap_objects().match(self.clause.masked, place):
            objects = self._objects(*more.span("o"), None)
            days = self.clause.within(*more.span("d"), kinds=Kind.DATE)
            self._join(rule, states, objects, scope, days[0][1].value)
            place = more.end()

    def objectless(self, rule: Rule, match: re.Match[str]) -> None:
        """`Kyrgyzstan followed in 2002`: the treaty is the one spoken of before."""
        scope = self._scope(match)
        subjects = self._subjects(rule, match)
        if subjects is None or scope is None:
            return
        wanted = rule.options.get("object")
        if wanted == "fitting":
            wanted = "O" if "member" in match["t"].lower() else "T"
        targets = list(self.memory.last_objects)
        if wanted != "last":
            kinds = [Kind.ORGANIZATION] if wanted == "O" else [Kind.TREATY]
            before = [m for _, m in self.clause.within(0, match.start("t"))]
            target = self.memory.latest(kinds, before)
            if target is None and self.memory.section_treaty:
                target = self.memory.section_treaty
            targets = [target] if target else []
        if not targets:
            return
        self.subjects = subjects
        place = match.start("s")
        pending: list[Mention] = []
        zone = self.clause.within(place, match.end("s"), _STATES)
        if len(subjects) > 1 and len(zone) == len(subjects):
            pending = subjects
        self._join(rule, pending or subjects, [(t, "") for t in targets], scope, self._date(match))
        self._gapped(rule, match, [(t, "") for t in targets], scope)

    def _scope(self, match: re.Match[str]) -> Scope | None:
        masked = self.clause.masked
        before = masked[: match.start("s")] if match["s"] else masked[: match.start()]
        if match.start("t") < match.start("s") or (match["v"] and match.start("v") < match.start("s")):
            before = masked[: match.start()]
        after = masked[match.end("t") :]
        inner = match["s"] if match["s"] and re.match(r"neither", match["s"], re.IGNORECASE) else ""
        verb = match["v"] or ""
        if "o" in match.re.groupindex and match.start("o") >= match.end("t"):
            span = masked[match.end("t") : match.end("o")]
            verb += " not" if _NEITHER.search(span[:12]) else ""
            after = self.clause.spell(match.start("o"), min(match.end("o") + 60, len(masked)))
            after = after[max(after.rfind(Kind.TREATY), after.rfind(Kind.ORGANIZATION)) + 1 :] if after.count(Kind.DATE) < 2 else after
        return scopes.judge(before, f"{inner} {verb}", match["t"], after)

    def _subjects(self, rule: Rule, match: re.Match[str]) -> list[Mention] | None:
        """The states that a match speaks of; None where its subject is something else."""
        start, end = match.span("s")
        masked = self.clause.masked
        if start == end:
            if rule.options.get("silent"):
                own = self.memory.own_state()
                return [own] if own else None
            if self.supposed:
                return None
            return self._first_subject(match.start())
        if match["s"].lower() in ("its", "their"):
            own = self.memory.antecedent_state(self.clause, start)
            return [own] if own else None
        before = masked[:start]
        if _GOVERNED.search(before) and not rule.options.get("placed"):
            return None
        found = []
        for place, mention in self.clause.within(start, end, _STATES):
            if self._adjective(place):
                continue
            resolved = self._state(place, mention)
            if resolved is None:
                return None
            found.append(resolved)
        return found or None

    def _adjective(self, place: int) -> bool:
        return self.clause.masked[place] == Kind.ADJECTIVE

    def _state(self, place: int, mention: Mention) -> Mention | None:
        if mention.kind != Kind.PRONOUN:
            return mention
        return self.memory.antecedent_state(self.clause, place)

    def _first_subject(self, place: int) -> list[Mention] | None:
        """The states that the verb before a place has as its subject."""
        last = None
        for head in _SUBJECT_LIKE.finditer(self.clause.masked[:place]):
            if not _GOVERNED.search(self.clause.masked[: head.start()]):
                last = head
        if last is None:
            return None
        found = []
        for spot, mention in self.clause.within(*last.span("s"), kinds=_STATES):
            resolved = self._state(spot, mention)
            if resolved is None:
                return None
            found.append(resolved)
        return found or None

    def _objects(
        self, start: int, end: int, match: re.Match[str] | None
    ) -> list[tuple[Mention, str]]:
        """Treaties and organisations of a stretch, each with the date that belongs to it."""
        masked = self.clause.masked
        end = self._tail(end)
        following = _NEXT_CLAUSE.match(masked, end)
        zone = [(p, m) for p, m in self.clause.within(start, end, _OBJECTS) if not self._modifier(p)]
        if len(zone) == 1 and zone[0][1].kind == Kind.ORGANIZATION and masked[: zone[0][0]].endswith("by "):
            zone = self.clause.within(0, start, Kind.TREATY)[-1:] or zone
        found: list[tuple[Mention, str]] = []
        ahead = ""
        for number, (place, mention) in enumerate(zone):
            last = zone[number + 1][0] if number + 1 < len(zone) else end
            days = self.clause.within(place, last, Kind.DATE)
            target = self._target(place, mention)
            if target is None:
                continue
            own, ahead = ahead, ""
            for where, date in [] if own else days:
                if masked[max(0, where - 5) : where].endswith("and, "):
                    ahead = date.value
                    break
                if not _OWN_YEAR.search(masked[place:where]) and not _of_treaty(target, date, masked[place:where]):
                    own = date.value
                    break
            found.append((target, own))
        if following and len(found) > 1 and match is not None and match.end("o") >= match.end("t"):
            found.pop()
        return _spread(found)

    def _modifier(self, place: int) -> bool:
        """Whether an organisation only says whose treaty follows (`the WTO's TRIPS Agreement`)."""
        following = self.clause.masked[place + 1 : place + 15]
        return self.clause.masked[place] == Kind.ORGANIZATION and bool(
            re.match(rf"(?:'s|-administered| treaties| conventions|-led) ", following)
        )

    def _target(self, place: int, mention: Mention) -> Mention | None:
        if mention.kind != Kind.PRONOUN:
            return mention
        word = mention.text.lower()
        before = [m for _, m in self.clause.within(0, place, Kind.TREATY + Kind.ORGANIZATION)]
        if word in ("them", "they", "both", "neither"):
            group = coordination(Clause(self.clause.masked[:place], self.clause.mentions), Kind.TREATY)
            group = group if len(group) > 1 else self.memory.groups.get(Kind.TREATY, ())
            return Mention(Kind.TREATY, word, group=group) if len(group) > 1 else None
        masked = self.clause.masked
        near = [
            (p, m) for p, m in self.clause.within(0, place, Kind.TREATY + Kind.ORGANIZATION)
            if not masked[:p].endswith("by ")
        ]
        if near:
            return near[-1][1]
        subject = self.memory.subject
        if subject and subject.kind in (Kind.TREATY, Kind.ORGANIZATION):
            return subject
        recent = [m for m in self.memory.recent if m.kind in (Kind.TREATY, Kind.ORGANIZATION)]
        plain = [m for m in recent if m not in self.memory.oblique]
        del before
        return (plain or recent or [self.memory.section_treaty])[-1]

    def _tail(self, end: int) -> int:
        """The end of a stretch with the date that follows it at once."""
        after = _dated().match(self.clause.masked, end)
        return after.end() if after else end

    def _date(self, match: re.Match[str]) -> str:
        """The date of a match: inside its verb, after it, or at the head of its clause."""
        masked = self.clause.masked
        groups = [g for g in ("v", "t", "d") if g in match.re.groupindex and match[g]]
        for group in groups:
            if found := self.clause.within(*match.span(group), kinds=Kind.DATE):
                return found[-1][1].value
        for group in ("t", "n"):
            if group in match.re.groupindex and match[group]:
                gap = _dated().match(masked, match.end(group))
                if gap:
                    return self.clause.within(*gap.span(), kinds=Kind.DATE)[0][1].value
        gap = _dated().match(masked, match.end())
        if gap:
            return self.clause.within(*gap.span(), kinds=Kind.DATE)[0][1].value
        if rule_noun := _LATER.match(masked, match.end()):
            return self.clause.within(*rule_noun.span(), kinds=Kind.DATE)[0][1].value
        start = match.start("s") if match["s"] and match.start("s") < match.start("t") else match.start()
        head = _LEADING.search(masked[:start])
        if head:
            return self.clause.within(*head.span(), kinds=Kind.DATE)[-1][1].value
        if only := _OPENING_DATE.match(masked[:start]):
            return self.clause.within(*only.span(), kinds=Kind.DATE)[0][1].value
        return ""

    # --- bodies, laws, terms --------------------------------------------------------------

    def authority(self, rule: Rule, match: re.Match[str]) -> None:
        """A body stands under another one."""
        scope = self._plain_scope(match)
        if scope is None or _same_span(match, "b", "o"):
            return
        for place, parent in self.clause.within(*match.span("o"), kinds=Kind.BODY + Kind.ORGANIZATION):
            for body in self._bodies(*match.span("b")):
                self._relate(rule, body, "isUnderAuthorityOf", parent, scope)
            return

    def administration(self, rule: Rule, match: re.Match[str]) -> None:
        """An organisation administers a treaty."""
        scope = self._plain_scope(match)
        if scope is None:
            return
        name = match["b"]
        holders = self.clause.within(*match.span("b"), kinds=Kind.ORGANIZATION + Kind.BODY)
        for target, _ in self._objects(*match.span("o"), None):
            for part in _flat([target]):
                if part.kind != Kind.TREATY or not part.entries:
                    continue
                holder = holders[0][1] if holders else Mention(Kind.ORGANIZATION, name, proposed=name)
                self._relate(rule, part, "isAdministeredBy", holder, scope)

    def registration(self, rule: Rule, match: re.Match[str]) -> None:
        """Rights are registered with an office."""
        scope = self._plain_scope(match)
        if scope is None:
            return
        for body in self._bodies(*match.span("b")):
            rights = self._rights(*match.span("r"))
            for more in ("r2", "r3"):
                if match.groupdict().get(more):
                    rights += self._rights(*match.span(more))
            for right in rights:
                self._relate(rule, right, "isRegisteredWith", body, scope)
            if rule.options.get("function") and scope.polarity != "planned":
                self._function(rule, body, rule.options["function"], scope)

    def function(self, rule: Rule, match: re.Match[str]) -> None:
        """A body has a function."""
        masked, side = self.clause.masked, rules.sides()[rule.options["side"]]
        if rule.options["side"] in ("does", "charge"):
            stop = max(masked.rfind(mark, 0, match.start()) for mark in ("; ", ". ")) + 1
            beside = side.search(masked[: match.start()], max(stop, match.start() - 220))
        else:
            beside = side.match(masked, match.end())
        leads = rule.options["side"] in ("does", "charge")
        if beside is None or (leads and not rule.plain(beside["v"])):
            return
        before = masked[: min(beside.start(), match.start())]
        scope = self._soften(scopes.judge(before, beside["v"], match["t"], ""), f"{beside['v']} ")
        if scope is None:
            return
        for body in self._bodies(*beside.span("b")):
            self._function(rule, body, rule.options["function"], scope)

    @staticmethod
    def _soften(scope: Scope | None, words: str) -> Scope | None:
        """`can`, `may` and `must` say of bodies and laws what is, not what is planned."""
        if scope and scope.polarity == "planned" and not re.search(
            r"\b(?:plan|intend|hope|should|would|expect|ought|propos|will soon|aim|want)", words
        ):
            return scopes.AFFIRMED
        return scope

    def _function(self, rule: Rule, body: Mention, function: str, scope: Scope) -> None:
        subject = self._named(body)
        if subject and subject[2] not in ("State", "InternationalTreaty", "IntergovernmentalOrganization"):
            self._say(rule, subject, "hasFunction", (function, function.partition(":")[2].replace("-", " "), ""), scope)

    def governs(self, rule: Rule, match: re.Match[str]) -> None:
        """A law governs rights."""
        scope = self._plain_scope(match)
        if scope is None:
            return
        rights = self._rights(*match.span("r"))
        for place, law in self.clause.within(*match.span("l"), kinds=Kind.LAW + Kind.PRONOUN):
            target = law if law.kind == Kind.LAW else self.memory.latest((Kind.LAW,))
            if target is None:
                continue
            about = tuple(r.entries[0].id for r in rights)
            self._about[id(target)] = about
            self._governed.update(id(r) for r in rights)
            for right in rights:
                self._relate(rule, target, "governs", right, scope, about)

    def ratifies(self, rule: Rule, match: re.Match[str]) -> None:
        """A law ratifies a treaty."""
        scope = self._plain_scope(match)
        if scope is None:
            return
        for _, law in self.clause.within(*match.span("l"), kinds=Kind.LAW):
            for target, _ in self._objects(*match.span("o"), None):
                for part in _flat([target]):
                    if part.kind == Kind.TREATY and part.entries:
                        self._ratifying.add(id(law))
                        self._relate(rule, law, "ratifies", part, scope)

    def law(self, rule: Rule, match: re.Match[str]) -> None:
        """The day on which a law was adopted, said apart from its title."""
        laws = self.clause.within(*match.span("l"), kinds=Kind.LAW)
        days = self.clause.within(*match.span("d"), kinds=Kind.DATE)
        if laws and days and not laws[0][1].date and self._plain_scope(match) == scopes.AFFIRMED:
            self._adopted[id(laws[0][1])] = days[0][1].value

    def term(self, rule: Rule, match: re.Match[str]) -> None:
        """How long a right lasts in a state."""
        scope = self._plain_scope(match)
        years = self.clause.within(*match.span("y"), kinds=Kind.YEARS)
        rights = self._rights(*match.span("r"))
        if fixed := rule.options.get("right"):
            entry = self.memory.lexicon.entries[fixed]
            rights = [Mention(Kind.RIGHT, entry.label, (entry,))]
        rights = [r for r in rights if id(r) not in self._governed]
        if match["r"] and match["r"][0] == Kind.PRONOUN:
            earlier = self._earlier_rights(match.start())
            rights = [Mention(Kind.RIGHT, "", (self.memory.lexicon.entries[r],)) for r in earlier]
        if match.groupdict().get("n"):
            years = [(0, Mention(Kind.YEARS, "", value=dates.count(match["n"])))]
        if scope is None or not years:
            return
        states = self._states_of(match)
        if "r" in match.re.groupindex and rights:
            self.memory.last_rights = tuple(r.entries[0].id for r in rights)
        for state in states:
            for right in rights:
                if right.entries[0].id not in _TERMLESS:
                    self._term(rule, right.entries[0], "termYears", years[0][1].value, state, scope)

    def renewal(self, rule: Rule, match: re.Match[str]) -> None:
        """For how long a right can be renewed in a state."""
        scope = self._plain_scope(match)
        years = self.clause.within(*match.span("y"), kinds=Kind.YEARS)
        same = match.groupdict().get("same")
        if scope is None or scope.polarity == "negated":
            return
        rights = self._rights(*match.span("r")) if match.groupdict().get("r") else []
        ids = [r.entries[0].id for r in rights] or self._earlier_rights(match.start())
        value = years[0][1].value if years else ""
        if same:
            earlier = [s.value for s in self.said if s.predicate == "termYears"]
            value = earlier[-1] if earlier else ""
        if number := match.groupdict().get("n") or match.groupdict().get("n2"):
            value = dates.count(number)
        for state in self._states_of(match):
            for right in ids:
                entry = self.memory.lexicon.entries[right]
                if value and right not in _TERMLESS:
                    self._term(rule, entry, "renewalYears", value, state, scope)

    def _earlier_rights(self, place: int) -> list[str]:
        said = [s.subject for s in self.said if s.predicate == "termYears"]
        if said:
            return [said[-1]]
        inside = [m.entries[0].id for _, m in self.clause.within(0, place, Kind.RIGHT)]
        inside = [id for id in inside if id not in _TERMLESS]
        return inside[-1:] or list(self.memory.last_rights[-1:])

    def _term(
        self, rule: Rule, right: Entry, predicate: str, value: str, state: Entry, scope: Scope
    ) -> None:
        said = Said(
            right.id, predicate, "", value, scope.polarity, scope.modality, state.id,
            subject_label=right.label, subject_type=right.type, rule=rule.id,
        )  # fmt: skip
        for other in self.said:
            if (other.subject, other.predicate, other.jurisdiction) == (right.id, predicate, state.id):
                return
        self.said.append(said)

    def _states_of(self, match: re.Match[str]) -> list[Entry]:
        """The states in which a term holds: named in the clause, else those spoken of."""
        masked = self.clause.masked
        start = max(masked.rfind(mark, 0, match.start()) for mark in (";", ". ", ": "))
        stops = [p for mark in ("; ", ". ", ", whereas", ", while", " but ") if (p := masked.find(mark, match.end())) > 0]
        end = min(stops, default=len(masked))
        for low, high in ((match.start(), match.end()), (match.end(), end), (start + 1, match.start())):
            part = [
                (p, m) for p, m in self.clause.within(max(low, 0), high, Kind.STATE + Kind.ADJECTIVE + Kind.CAPITAL)
            ]
            if low == match.end() and part:
                gap = masked[match.end() : part[0][0]]
                if len(gap) > 60 or re.search(r"[\ue00b\ue008]", gap):
                    part = []
            found = [e.entries[0] for _, m in part for e in _flat([m]) if e.entries]
            if found:
                return list({e.id: e for e in found}.values())
            if any(m.kind == Kind.FOREIGN for _, m in self.clause.within(max(low, 0), high, Kind.FOREIGN)):
                return []
        earlier = [
            e.entries[0]
            for _, m in self.clause.within(0, match.start(), Kind.STATE + Kind.ADJECTIVE)
            for e in _flat([m]) if e.entries
        ]  # fmt: skip
        if earlier:
            return earlier[-1:]
        laws = [m.state for m in self.clause.mentions if m.kind == Kind.LAW and m.state]
        own = self.memory.state or (laws[0] if laws else "")
        if not own and (last := self.memory.latest((Kind.STATE, Kind.FOREIGN))):
            own = last.entries[0].id if last.entries else ""
        return [self.memory.lexicon.entries[own]] if own else []

    _about: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _adopted: dict[int, str] = field(default_factory=dict)
    _ratifying: set[int] = field(default_factory=set)
    _governed: set[int] = field(default_factory=set)

    def _plain_scope(self, match: re.Match[str]) -> Scope | None:
        masked = self.clause.masked
        groups = match.re.groupindex
        verb = match["v"] if "v" in groups and match["v"] else ""
        trigger = match["t"] if "t" in groups and match["t"] else ""
        scope = scopes.judge(masked[: match.start()], verb, trigger, masked[match.end() : match.end() + 40])
        return self._soften(scope, verb)

    def _bodies(self, start: int, end: int) -> list[Mention]:
        found = []
        for place, mention in self.clause.within(start, end, Kind.BODY + Kind.PRONOUN):
            if mention.kind == Kind.PRONOUN:
                before = [m for _, m in self.clause.within(0, place, Kind.BODY)]
                subject = self.memory.subject
                if before:
                    found.append(before[0])
                elif subject and subject.kind == Kind.BODY:
                    found.append(subject)
            else:
                found.append(mention)
        return found

    def _rights(self, start: int, end: int) -> list[Mention]:
        return [m for _, m in self.clause.within(start, end, Kind.RIGHT) if m.entries]

    def _relate(
        self, rule: Rule, subject: Mention, predicate: str, target: Mention, scope: Scope,
        rights: Iterable[str] = (),
    ) -> None:  # fmt: skip
        one, other = self._named(subject, rights), self._named(target)
        if one and other:
            self._say(rule, one, predicate, other, scope)

    def _say(
        self, rule: Rule, subject: tuple[str, str, str], predicate: str,
        target: tuple[str, str, str], scope: Scope,
    ) -> None:  # fmt: skip
        self._say_as(rule.id, subject, predicate, target, scope)

    def _say_as(
        self, rule: str, subject: tuple[str, str, str], predicate: str,
        target: tuple[str, str, str], scope: Scope,
    ) -> None:  # fmt: skip
        if subject[0] == target[0]:
            return
        if any((s.subject, s.predicate, s.object) == (subject[0], predicate, target[0]) for s in self.said):
            return
        self.said.append(
            Said(
                subject[0], predicate, target[0], "", scope.polarity, scope.modality,
                subject_label=subject[1], subject_type=subject[2], object_label=target[1],
                rule=rule,
            )
        )  # fmt: skip

    def _named(
        self, mention: Mention, rights: Iterable[str] = ()
    ) -> tuple[str, str, str] | None:
        """Id, label and class of a mention; `new:…` for what the graph does not have."""
        if mention.foreign:
            return None
        entry: Entry | None = None
        if mention.kind == Kind.BODY:
            entry = self._body(mention)
        elif mention.kind == Kind.LAW:
            about = tuple(rights) or self._about.get(id(mention), ())
            state = mention.state or self._nearby_state(self._place(mention))
            return self._law_in(mention, state, about)
        elif mention.entries:
            entry = mention.entries[0]
        if entry:
            return entry.id, entry.label, entry.type
        name = mention.proposed or (mention.entries[0].label if mention.entries else mention.text)
        if mention.entries and mention.kind == Kind.BODY:
            name = re.sub(r"^(?:[Tt]he|[Ii]ts) ", "", mention.text)
            name = re.sub(rf",? of (?:the )?(?:Republic of )?[A-Z]\w+$", "", name) if mention.state else name
        kind = mention.type or (mention.entries[0].type if mention.entries else "")
        return f"new:{name}", name, kind

    def _introduce(self) -> None:
        """The laws and bodies that the sentence names for the first time, or with number and date."""
        for place, character in enumerate(self.clause.masked):
            if character == Kind.BODY:
                self._introduce_body(place, self.clause.at(place))
            elif character == Kind.LAW:
                self._introduce_law(place, self.clause.at(place))

    def _introduce_body(self, place: int, mention: Mention) -> None:
        named = self._named(mention)
        if named is None or mention.value == "anaphor" or not _PROPER.match(mention.text):
            return
        entry = self._body(mention)
        state = entry.state if entry else (mention.state or self._nearby_state(place))
        if not state or ("B", named[0], state) in self.memory.introduced:  # type: ignore[comparison-overlap]
            return
        self.memory.introduced.add(("B", named[0], state))  # type: ignore[arg-type]
        gone = _GONE.search(self.clause.masked[:place]) or _IS_GONE.match(self.clause.masked[place + 1 :])
        planned = _PLANNED_BODY.search(self.clause.masked[:place])
        scope = Scope("past") if gone else Scope("planned", "intention") if planned else scopes.AFFIRMED
        self._exists(named, state, "", scope, "body.introduced")

    def _introduce_law(self, place: int, mention: Mention) -> None:
        if mention.value == "anaphor":
            if id(mention) in self._adopted:
                named = self._named(mention)
                if named:
                    self._exists(named, mention.state or self.memory.state, self._adopted[id(mention)], scopes.AFFIRMED, "law.adopted")
            return
        state = mention.state or self._nearby_state(place)
        if not state or mention.foreign:
            return
        named = self._law_in(mention, state)
        for treaty in mention.group:
            if treaty.entries:
                entry = treaty.entries[0]
                target = (entry.id, entry.label, entry.type)
                self._say_as("law.ratification", named, "ratifies", target, scopes.AFFIRMED)
        self.clause.mentions[self.clause.index(place)] = replace(mention, state=state)
        date = mention.date or self._adopted.get(id(mention), "")
        value = " ".join(part for part in (mention.value, date) if part)
        key = ("L", named[0], state)
        if key in self.memory.introduced and not value:  # type: ignore[comparison-overlap]
            return
        self.memory.introduced.add(key)  # type: ignore[arg-type]
        gone = _GONE.search(self.clause.masked[:place]) or _IS_GONE.match(self.clause.masked[place + 1 :])
        draft = _DRAFT.search(self.clause.masked[:place])
        if draft:
            return
        self._exists(named, state, value, Scope("past") if gone else scopes.AFFIRMED, "law.introduced")

    def _body(self, mention: Mention) -> Entry | None:
        """The body of the graph that a mention means where it stands."""
        return resolve_body(mention, self._nearby_state(self._place(mention)))

    def _place(self, mention: Mention) -> int:
        """Where a mention stands in the clause; its end for one of an earlier sentence."""
        number = next((n for n, m in enumerate(self.clause.mentions) if m is mention), -1)
        places = [p for p, c in enumerate(self.clause.masked) if c in KINDS]
        return places[number] if number >= 0 else len(self.clause.masked)

    def _law_in(
        self, mention: Mention, state: str, about: Iterable[str] = ()
    ) -> tuple[str, str, str]:
        about = tuple(about) or self._about.get(id(mention), ())
        entry = self.memory.laws.resolve(mention.proposed, state, mention.value, mention.date, about)
        if entry:
            return entry.id, entry.label, entry.type
        kind = "RatificationLaw" if id(mention) in self._ratifying else mention.type
        return f"new:{mention.proposed}", mention.proposed, kind

    def _nearby_state(self, place: int) -> str:
        """The state of a law or body that names none: the section's, else the last one spoken of."""
        masked = self.clause.masked
        inside = [m for _, m in self.clause.within(0, place, Kind.STATE + Kind.ADJECTIVE + Kind.CAPITAL + Kind.FOREIGN)]
        after = [m for _, m in self.clause.within(place, len(masked), Kind.STATE)]
        subjects = [m for m in inside if m.kind == Kind.STATE]
        if self.memory.section_state:
            own = [m for m in inside if m.entries and m.entries[0].id == self.memory.section_state]
            if own or not subjects:
                return self.memory.section_state
        bodies = [m for _, m in self.clause.within(0, place, Kind.BODY)]
        owned = [m.state or m.entries[0].state for m in bodies if m.state or len(m.entries) == 1]
        if owned and owned[-1] and not subjects:
            return owned[-1]
        for mention in reversed(inside):
            if mention.kind == Kind.FOREIGN:
                return ""
            if mention.entries:
                return mention.entries[0].id
        if self.memory.state:
            return self.memory.state
        last = self.memory.latest((Kind.STATE, Kind.FOREIGN, Kind.CAPITAL))
        if last:
            return last.entries[0].id if last.entries else ""
        return after[0].entries[0].id if after and after[0].entries else ""

    def _exists(
        self, named: tuple[str, str, str], state: str, value: str, scope: Scope, rule: str
    ) -> None:
        entry = self.memory.lexicon.entries[state]
        self.said.append(
            Said(
                named[0], "isInJurisdiction", state, value, scope.polarity, scope.modality,
                subject_label=named[1], subject_type=named[2], object_label=entry.label, rule=rule,
                confidence=0.9 if named[0].startswith("id:") else 0.7,
            )
        )  # fmt: skip


_ENDED = re.compile(r"(?:,? )?(?:\ue00a )?(?:ended|ceased|lapsed|expired|was terminated|came to an end)")
_PENDING = re.compile(
    r",? (?:still )?(?:expected|planned|scheduled|due|foreseen|still under|pending)\b| (?:is|are|remains?|was)(?: still| now)? (?:under|being|pending|expected|planned|on the|a distant|in preparation|under way|underway|stalled|a goal|a priority|not|unlikely|likely)| (?:talks|negotiations|bid|process)",
    re.IGNORECASE,
)
_TOWARDS = re.compile(
    r"\b(?:prospects?|possibility|towards?|ahead of|pending|path to|road to|bid|talks on|negotiations? (?:on|for|about)|awaiting|preparing for|question of|benefits of|case for|steps to|working on|work on)\b[^,;]{0,30}$",
    re.IGNORECASE,
)
_PROPER = re.compile(r"(?:[Tt]he |[Ii]ts |[\w']+'s )?[A-ZÀ-Þ]")
_SPEAKING = (*(Kind.TREATY, Kind.ORGANIZATION, Kind.BODY, Kind.LAW, Kind.RIGHT, Kind.YEARS, Kind.STATE, Kind.PRONOUN),)
_TERMLESS = {"right:intellectual-property", "right:industrial-property"}
_COUNTS = {"five": "5", "ten": "10", "seven": "7", "three": "3", "four": "4", "twenty": "20", "fifteen": "15", "eight": "8", "six": "6", "two": "2"}
_GOVERNED = re.compile(
    r"\b(?:of|in|from|with|by|than|between|unlike|like|against|within|among|via|under|inside|outside|about)(?: the| both| all)? $|'s $",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"\bneither\b", re.IGNORECASE)
_OWN_YEAR = re.compile(r"'s? $|\bAct of $|\bprevious|\bconclu|\badopted|\bsigned in \w+ on a|\bversion of $")
_GONE = re.compile(
    r"(?:\bformer|\bthen|\bdefunct|\bnow-defunct|\bsucceeded|\breplac(?:ed|es|ing)|\btook over from|\btook the place of|\bsupersed(?:ed|es|ing)|\brepeal(?:ed|s|ing)"
    r"|\bdid away with|\babolish(?:ed|ing)|\bsuccessor (?:to|of)|\bpredecessor,?|\binstead of|\binherited from|\bdissol\w+|\bearlier|\bprevious|\bold)(?: the| its| old| former| earlier| previous| \ue001| \ue000)* ?$",
    re.IGNORECASE,
)
_IS_GONE = re.compile(
    r"(?:,? which|,? that|:? it)? ?(?:no longer exists|has ceased to exist|ceased to exist|was (?:abolished|dissolved|liquidated|disbanded|repealed|merged|wound up|replaced|superseded)|has been (?:repealed|abolished|dissolved|replaced|liquidated|superseded)|is no longer in force|lost (?:its )?force|has been wound up)",
    re.IGNORECASE,
)
_PLANNED_BODY = re.compile(r"\b(?:plans? to (?:create|establish|set up)|will (?:create|establish|set up)|to be (?:called|named)|planned|future|proposed)(?: an?| the)? $", re.IGNORECASE)
_DRAFT = re.compile(r"\b(?:draft|bill|proposed|planned|future)(?: of)?(?: an?| the)?(?: new)? $", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:^|[\s(])\ue00a(?:,| (?:the )?)? ?(?:the )?(?:\w+ly )?$",
    re.IGNORECASE,
)
_OPENING_DATE = re.compile(r"^(?:\ue00a,? |(?:A|The|Its) (?:declaration|note|notification|instrument|act|document) of \ue00a )[^\ue00a;]*$")
_NEXT_CLAUSE = re.compile(r" (?:is|are|was|were|has|have|had|remains?|entered|enters|came|comes|followed|follows|appl(?:ied|ies|y)|will|took|requires?|did|does|can|may)\b")
_LATER = re.compile(
    r"(?: (?:dates?|dating|began|took place|happened|came|followed|ended|was completed|was finali[sz]ed|occurred|goes|became effective|took effect|started)(?: back| only| later)?(?: to)?),? \ue00a",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r",? \ue00a(?:, \ue00a)*,? and \ue00a,? respectively", re.IGNORECASE)
_SUBJECT_LIKE = re.compile(
    r"(?P<s>[\ue000\ue002\ue003\ue00d](?:(?:, and |, | and )[\ue000\ue002\ue003])*)(?= (?!and\b|or\b|to\b|as\b|in\b|of\b)[a-z]|, (?:which|who|[^,]{2,80}, [a-z]))"
)


@cache
def _dated() -> re.Pattern[str]:
    return rules.compiled("{dated}")


@cache
def _gap() -> re.Pattern[str]:
    return rules.compiled(
        "(?:,|;)?(?: and| while| whereas| with| but)* (?P<s>[<S><C>](?:(?:, | and |, and )[<S><C>])*)(?:,? (?:followed(?: suit)?|did so|did the same|doing so|following|joined|acceded|too|only|later|also))*(?P<d>{dated})"
    )


@cache
def _gap_objects() -> re.Pattern[str]:
    return rules.compiled("(?:,|;)?(?: and| while| but)* (?P<o>(?:the )?<T>(?:(?:, | and |, and )<T>)*)(?: only| also| likewise)*(?P<d>{dated})")


def _flat(found: Iterable[Mention]) -> Iterator[Mention]:
    for mention in found:
        if mention.group:
            yield from _flat(mention.group)
        else:
            yield mention


def _spread(found: list[tuple[Mention, str]]) -> list[tuple[Mention, str]]:
    """A date after the last of several treaties holds for all, where no other has one."""
    dates = [date for _, date in found]
    if len(found) > 1 and dates[-1] and not any(dates[:-1]):
        return [(target, dates[-1]) for target, _ in found]
    last = ""
    spread = []
    for target, date in reversed(found):
        last = date or last
        spread.append((target, last if any(dates) else date))
    return spread[::-1]


def _of_treaty(target: Mention, date: Mention, between: str) -> bool:
    """Whether a year in brackets is that of the treaty itself: `Rome Convention (1961)`."""
    return date.text.startswith("(") and int(date.value[:4]) < 1985


def _until(sentence: Sentence, place: int, days: list[tuple[int, Mention]]) -> str:
    del sentence, place
    return days[0][1].value


def _same_span(match: re.Match[str], one: str, other: str) -> bool:
    return match.span(one) == match.span(other)


_FRAMES = {
    "participation": Sentence.participation,
    "in-force": Sentence.in_force,
    "objectless": Sentence.objectless,
    "authority": Sentence.authority,
    "administration": Sentence.administration,
    "registration": Sentence.registration,
    "function": Sentence.function,
    "governs": Sentence.governs,
    "ratifies": Sentence.ratifies,
    "law": Sentence.law,
    "term": Sentence.term,
    "renewal": Sentence.renewal,
}

"""What a sentence says after those before it, the question that it answers, the lead of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cislex import (
    bodylines,
    comparisons,
    dated_names,
    frames,
    patterns,
    profiles,
    questions,
    steps,
    treaty_lines,
    wording,
)
from cislex.anaphors import resolve
from cislex.dialogue import Dialogue, is_question
from cislex.interpretation import Interpreter, participations
from cislex.lexicon import Kind
from cislex.mentions import Clause
from cislex.sentence import OFFICES, Said
from cislex.topic import Told

_KEYWORDS = patterns.of(
    r"\W*(?:(?:key|index|search) ?-?(?:words?|terms)(?: and phrases)?|tags?|filed under|labels"
    r"|hashtags|(?:JEL|subject) (?:codes?|headings?|classification))(?: ?[:–—.]| -)(?= |$)",
    re.IGNORECASE,
)
"""What a text is found by, which says nothing of it."""
_ANSWERED = (*OFFICES, "isAdministeredBy", "isUnderAuthorityOf")
"""What an answer that only names somebody tells."""


class Discourse:
    """Reads the sentences of one article one after another, keeping in mind what they say."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.dialogue = Dialogue(interpreter)
        self._interpreter = interpreter
        self._memory = interpreter.memory

    def sentence(self, text: str, lead: str = "") -> list[Said]:
        """What a sentence says; `lead` is the one that leads to the list of which it is an item."""
        memory = self._memory
        memory.lead = lead
        text = self.of_body(wording.in_full(text))
        question = self.dialogue.take()
        if not is_question(text) and (line := self.dialogue.completed(question, text)) != text:
            text, question = line, ""
        clause = self._interpreter.clause(text)
        is_named = bool(clause.mentions)
        if lead:
            memory.focus.lead(lead)
        if lines := comparisons.lines(clause, memory.headed):
            return [one for line in lines for one in self.sentence(line, lead)]
        clause = treaty_lines.as_sentence(bodylines.as_sentence(clause))
        memory.account.hear(text, steps.rights_in(clause))
        if (opened := self._opened(text, clause)) is not None:
            return opened
        if not (clause.mentions or lead or self._goes_on(text, question)):
            return []
        reply = self.dialogue.statement(question, clause)
        resolve(clause, memory)
        said = self._interpreter.read(clause)
        keyed = profiles.key_value(clause, memory, f"{memory.section_title} {lead}")
        if told := {(one.object, one.predicate) for one in participations(said)}:
            key = {entry.id for mention in clause.mentions[:1] for entry in mention.entries[:1]}
            keyed = [
                one for one in keyed
                if one.object in key and (one.object, one.predicate) not in told
                and (one.polarity, one.rule) == _OF_KEY
            ]  # fmt: skip
        said += keyed
        said = dated_names.dated(clause, memory, f"{memory.section_title} {lead}", said)
        task = _TASK.match(text) if lead and _TASKS.search(lead) else None
        if lead and (task or all(one.predicate == "isInJurisdiction" for one in said)):
            more = self._with_lead(lead, text, task, is_named)
            known = {(one.subject, one.predicate, one.object) for one in said}
            said += [m for m in more if (m.subject, m.predicate, m.object) not in known]
        if reply:
            said += self._interpreter.told(reply, _ANSWERED)
        if not (taking := participations(said)):
            answered = self.dialogue.answer(question, text)
            said, taking = said + answered, participations(answered)
        memory.asked = ()
        self._note(clause, taking)
        subjects = [one.subject for one in taking]
        own = memory.state if memory.state in subjects else ""
        memory.spoken = own or next(iter(subjects), memory.spoken)
        return said

    def _goes_on(self, text: str, question: str) -> bool:
        """Whether a sentence that names nothing can speak of something named before it."""
        if _BACKWARD.search(text.lower()) or self._memory.account.is_open:
            return True
        return bool(question and questions.ANSWER.match(text))

    def of_body(self, text: str) -> str:
        """A line of a profile as a sentence, where the article has spoken of a body."""
        return wording.of_body(text) if self._memory.latest((Kind.BODY,)) else text

    def _opened(self, text: str, clause: Clause) -> list[Said] | None:
        """What a question or a heading of a list of states says; None for any other sentence."""
        if _KEYWORDS.match(text):
            return []
        if is_question(text):
            return self._question(text, clause)
        of_those = text.endswith(":") and _OF_THOSE.match(text)
        if of_those and not any(m.kind in _STATES for m in clause.mentions):
            resolve(clause, self._memory)
            self._note(clause, ())
            return []
        return None

    def _question(self, text: str, clause: Clause) -> list[Said]:
        """What a question takes for granted; it waits for its answer."""
        memory = self._memory
        self.dialogue.question = text
        memory.asked = tuple(
            {m.entries[0].id: 1 for m in clause.mentions if m.kind == Kind.RIGHT and m.entries}
        )[:1]
        resolve(clause, memory)
        self._note(clause, ())
        memory.focus.ask(clause)
        return [] if _WHO.match(text) else frames.named(clause, memory)

    def _note(self, clause: Clause, taking: Iterable[Said]) -> None:
        """Keep in mind what a sentence spoke of, and what it said of states that take part."""
        self._memory.note(clause)
        told = [
            Told(one.subject, one.object, one.polarity, one.modality, one.value) for one in taking
        ]
        for one in told:
            thing = self._interpreter.lexicon.entries.get(one.thing)
            if one.polarity == "affirmed" and thing and thing.kind == Kind.ORGANIZATION:
                self._memory.together.enrol(one.thing, one.state)
        self._memory.topic.note(clause, told, self._memory.last_objects)

    def _with_lead(
        self, lead: str, text: str, task: re.Match[str] | None, is_named: bool
    ) -> list[Said]:
        """What a list item says with the sentence that leads to the list.

        `is_named` tells that the item names something, `task` is what it says of a task.
        """
        if task:
            text = task["task"]
            is_named = bool(self._interpreter.clause(text).mentions)
        stem = lead.rstrip(": ")
        if not is_named and not _OF_BODY.search(stem):
            return []
        text = text if self._is_name(text) else text[:1].lower() + text[1:]
        text = _STATE_DAY.sub(r"\g<state> (\g<day>)", text)
        clause = self._interpreter.resolved(self.of_body(f"{stem} {text}"))
        named = {m.entries[0].id for m in clause.mentions if m.kind == Kind.RIGHT and m.entries}
        said = self._interpreter.read(clause)
        states = {e.id for m in clause.mentions if m.kind in _STATES for e in m.entries}
        if states and _OF_THOSE.match(lead):
            joined = participations(said)
            said = [one for one in said if one.subject in states or one not in joined]
        return [
            one
            for one in said
            if one.predicate != "isInJurisdiction"
            and (one.predicate != "governs" or one.object in named or one.rule in _BY_THINGS)
        ]

    def _is_name(self, text: str) -> bool:
        """Whether a text begins with a proper name, or in capitals."""
        if not text[1:2].islower():
            return True
        found = self._interpreter.lexicon.find(text[:_NAME])
        return bool(found) and found[0].start == 0 and found[0].kind != Kind.RIGHT


_WHO = patterns.of(
    r"\W{0,4}(?:\d+\W{1,3})?(?:So,? )?(?:[Ww]ho|[Ww]hat) (?:is|are|was|were)\b[^,;]{2,60}\?"
)
"""`Who is Sakpatenti?` tells nothing: the answer does."""
_STATES = (Kind.STATE, Kind.CAPITAL)
_OF_THOSE = patterns.of(
    r"(?:The )?(?:(?:following|current|present|other|these|those|former|all|only|[a-z]+) ){0,3}"
    r"(?:members|member states|parties|states|countries|republics|nations|signatories"
    r"|contracting (?:states|parties)|non-(?:members|parties))\b[^.;:]{0,120}:$",
    re.IGNORECASE,
)
"""`Members of the WTO:` speaks of those that the list below names, and of nobody else."""
_STATE_DAY = patterns.of(
    r"^(?P<state>[A-Z][\w ]{3,25}?)(?::| –| -) (?P<day>(?:since )?[\w ]*\d{4})$"
)
"""`Belarus: 2021`, below a lead: since when the state takes part."""
_NAME = 80
"""As long as a name that is looked for; treaties have longer ones, which tell nothing by case."""
_TASKS = patterns.of(
    r"\b(?:[Tt]asks?|[Ff]unctions?|[Dd]uties|responsibilit\w+|[Pp]owers|remit|mandate)\b"
)
_TASK = patterns.of(r"(?P<task>[A-Z][^:;.()–]{3,60}?)(?= – |: | \()")
"""An item of a list of tasks that says more of its task: `Formal examination – within a month`."""
_BY_THINGS = ("governing.meant", "governing.fronted")
"""Rules by which a lead says what a law governs without a name of a right."""
_OF_KEY = "affirmed", "profile.treaty"
"""What a line says of its key although it tells of other treaties as well."""
_BACKWARD = patterns.of(
    r"\b(?:its?|they|their|both|ministry|service|institute|committee|cent(?:er|re)|board|department"
    r"|authority|institution|registry|organi[sz]ation|union|parliament|government"
    r"|statute|country|republic|state|agency|office|body|court|treaty|convention"
    r"|agreement"
    r"|protocol|law|act|code|yes|no|states|countries|republics|nations|neighbours?|none|neither"
    r"|conventions|treaties|agreements|instruments|two|three|four|five)\b"
)
"""Words that can speak of something named before; without one, or a name, nothing is said."""
_OF_BODY = patterns.of(
    r"\b(?:[Aa]gency|[Oo]ffice|[Mm]inistry|[Cc]ommittee|[Cc]ent(?:er|re)|[Ii]nstitute|[Ss]ervice"
    r"|[Ii]ts?|[Tt]hey|[Bb]ody|[Aa]uthority|functions|tasks|[A-Z]\w+patent\w*|AGEPI|NC[IP]+"
    r"|UANIPIO|FIPS)\b"
)
"""A lead that speaks of a body, whose tasks the items are."""

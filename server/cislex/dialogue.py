"""What a question and its answer say together: `Is it a party? Yes, since 2000.`"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cislex import questions, replies, run_ins
from cislex.interpretation import Interpreter
from cislex.lexicon import Kind
from cislex.mentions import Clause
from cislex.sentence import PARTICIPATIONS, Said


def is_question(words: str) -> bool:
    """Whether words end with the mark of a question, within quotation marks or not."""
    return "?" in words and words.rstrip("\"'”’ ").endswith("?")


@dataclass(slots=True)
class Dialogue:
    """The question that waits for its answer, if any."""

    _interpreter: Interpreter
    question: str = ""

    def take(self) -> str:
        """The question that waits; it waits no longer."""
        question, self.question = self.question, ""
        return question

    def completed(self, question: str, text: str) -> str:
        """The answer to a question of nothing but names, as a line about what they name."""
        if not question or len(question) > run_ins.LONGEST or not questions.ELLIPTIC.match(text):
            return text
        names = questions.bare_names(self._interpreter.clause(question))
        return (
            run_ins.sentence(names, Kind.TREATY, questions.ASSENT.sub("", text)) if names else text
        )

    def statement(self, question: str, clause: Clause) -> str:
        """The sentence that a question and the body named in its answer make; empty if none."""
        found = self._interpreter.clause(question).mentions if question else []
        rights = " and ".join(m.text for m in found if m.kind == Kind.RIGHT)
        return replies.statement(question, rights, clause)

    def answer(self, question: str, text: str) -> list[Said]:
        """What "Yes, since 2000", "Not yet" or "In 2019" says after a question."""
        if not question:
            return []
        answer = questions.ANSWER.match(text)
        if answer is None and questions.asks_for_list(question):
            asked = self._interpreter.clause(question).mentions
            states = [mention for mention in asked if mention.kind == Kind.STATE]
            owner = next(iter(states), self._interpreter.memory.own_state())
            if owner and owner.entries and self._names_first(text):
                answer = questions.PLAIN.match(text)
                question = f"Is {owner.entries[0].label} a party to?"
        if answer is None:
            return []
        word = answer["word"].lower().rstrip(" .,;:!")
        if word in ("yes", "indeed", "certainly", "of course") and not answer["rest"]:
            self.question = question  # the next sentence says what is so
            return []
        if said := self._names(word, answer["rest"]):
            return said
        for statement in self._statements(question):
            rest = questions.GOING_ON.sub("", answer["rest"]) if word else text
            said = self._interpreter.told(f"{statement} {rest}", PARTICIPATIONS)
            if word.startswith(("no", "never")) or word.endswith(("not", "n't")):
                said = [replace(one, polarity="negated", value="") for one in said]
            if said:
                return said
        return []

    def _names(self, word: str, rest: str) -> list[Said]:
        """What "Yes, the Nairobi Treaty as well" says."""
        if word not in ("yes", "indeed", "certainly", "of course", "") or len(rest) > 100:
            return []
        clause = self._interpreter.clause(rest)
        own = self._interpreter.memory.own_state()
        if own is None or not own.entries or not questions.only_names(clause):
            return []
        role = "a party to" if Kind.TREATY in clause.masked else "a member of"
        return self._interpreter.told(f"{own.entries[0].label} is {role} {rest}", PARTICIPATIONS)

    def _names_first(self, text: str) -> bool:
        """Whether an answer begins with the name of a treaty or an organisation."""
        return bool(questions.NAMED_FIRST.match(self._interpreter.clause(text).masked))

    def _statements(self, question: str) -> Iterator[str]:
        """A question as a statement: word for word, else by what it asks about."""
        if statement := questions.statement(question):
            yield statement
        if questions.ASKED.search(question):
            clause = self._interpreter.resolved(question)
            states = [m for m in clause.mentions if m.kind == Kind.STATE and m.entries]
            state = next(iter(states), self._interpreter.memory.own_state())
            joined = [m for m in clause.mentions if m.kind in (Kind.TREATY, Kind.ORGANIZATION)]
            if state and state.entries and joined and joined[0].entries:
                name = joined[0].entries[0].label
                role = "a party to" if joined[0].kind == Kind.TREATY else "a member of"
                yield f"{state.entries[0].label} is {role} the {name}"

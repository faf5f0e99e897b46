"""The cache of answers: what is kept, how much, and for which release."""

from __future__ import annotations

import io
from typing import IO

import pytest

from cislex import formats
from cislex.answers import Cache, Remembering
from cislex.errors import QueryTimedOut
from cislex.sparql import Question


class Oracle:
    """Counts the questions, and answers with their number and some bytes."""

    def __init__(self, size: int = 10) -> None:
        self.asked = 0
        self._size = size

    def ask(self, question: Question) -> IO[bytes]:
        """A new answer each time."""
        self.asked += 1
        if question.query == "endless":
            raise QueryTimedOut("too long")
        return io.BytesIO(str(self.asked).encode().ljust(self._size))


def question(text: str, **more: tuple[str, ...]) -> Question:
    return Question(text, formats.JSON, **more)


def test_the_same_question_is_asked_once_for_each_release() -> None:
    oracle, cache = Oracle(), Cache(10_000_000)
    one, two = Remembering(oracle, cache, "1"), Remembering(oracle, cache, "2")
    first = one.ask(question("ASK {}")).read()
    assert one.ask(question("ASK {}")).read() == first
    assert oracle.asked == 1
    assert two.ask(question("ASK {}")).read() != first
    assert (cache.hits, cache.misses, len(cache)) == (1, 2, 2)


@pytest.mark.parametrize(
    "other",
    [
        question("ASK { }"),
        Question("ASK {}", formats.TURTLE),
        question("ASK {}", default_graphs=("a:b",)),
        question("ASK {}", named_graphs=("a:b",)),
    ],
)
def test_another_question_is_another_answer(other: Question) -> None:
    oracle = Oracle()
    asked = Remembering(oracle, Cache(10_000_000), "1")
    assert asked.ask(question("ASK {}")).read() != asked.ask(other).read()


def test_answers_do_not_share_a_place_to_read_from() -> None:
    asked = Remembering(Oracle(), Cache(10_000_000), "1")
    one, two = asked.ask(question("ASK {}")), asked.ask(question("ASK {}"))
    assert one.read(1) == two.read(1)


@pytest.mark.parametrize("call", ["NOW()", "rand( )", "UUID ()", "StrUUID()"])
def test_what_changes_is_not_kept(call: str) -> None:
    oracle = Oracle()
    asked = Remembering(oracle, Cache(10_000_000), "1")
    for _ in range(2):
        asked.ask(question(f"SELECT ({call} AS ?x) {{}}"))
    assert oracle.asked == 2


def test_errors_are_not_kept() -> None:
    oracle = Oracle()
    asked = Remembering(oracle, Cache(10_000_000), "1")
    for _ in range(2):
        with pytest.raises(QueryTimedOut):
            asked.ask(question("endless"))
    assert oracle.asked == 2


def test_the_bytes_are_bounded_and_the_oldest_go_first() -> None:
    oracle, cache = Oracle(size=10_000), Cache(200_000)
    asked = Remembering(oracle, cache, "1")
    for number in range(100):
        asked.ask(question("ASK {}"))
        asked.ask(question(f"ASK {{ ?x ?y {number} }}"))
        assert cache.bytes <= 200_000
    assert oracle.asked == 101
    assert 10 < len(cache) < 20
    asked.ask(question("ASK { ?x ?y 99 }"))
    assert oracle.asked == 101
    asked.ask(question("ASK { ?x ?y 0 }"))
    assert oracle.asked == 102


def test_a_very_large_answer_or_question_is_not_kept() -> None:
    cache = Cache(100_000)
    asked = Remembering(Oracle(size=50_000), cache, "1")
    asked.ask(question("ASK {}"))
    assert len(cache) == 0
    Remembering(Oracle(), cache, "1").ask(question("ASK {}" + " " * 50_000))
    assert (len(cache), cache.bytes) == (0, 0)
    Remembering(Oracle(), Cache(0), "1").ask(question("ASK {}"))

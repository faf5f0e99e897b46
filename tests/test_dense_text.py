"""Dense lists cost about as much per character as short ones, however long their sentences are."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Iterator

import pytest

from cislex import extraction, layout, resources
from cislex.checking import Checker
from cislex.claims import Claim
from cislex.documents import from_text
from cislex.interpretation import Interpreter
from cislex.known import Known
from cislex.layout import Unit
from cislex.lexicon import Found, Lexicon
from cislex.mentions import Clause
from cislex.passages import split
from cislex.propositions import NEW
from cislex.rules import Rule
from cislex.texts import Article

LAWS = "the Civil Code", "the Customs Code", "the Patent Law", "the Law on Copyright"
BODIES = "the Ministry of Justice", "the Ministry of Finance", "the Patent Office"
TREATIES = "the Berne Convention", "the Paris Convention", "the Madrid Agreement"
STATES = "Georgia", "Armenia", "Kazakhstan", "Ukraine"
DENSE = {
    "laws": (LAWS, " and "),
    "bodies": (BODIES, ", "),
    "treaties": (TREATIES, ", "),
    "states": (STATES, " and "),
    "all": ((*LAWS, *BODIES, *TREATIES, *STATES), ", "),
    "joined": (("Georgia joined the Berne Convention in 1995",), ", "),
    "governed": (("the Patent Law governs patents",), " and "),
    "registered": (("the Patent Office registers trademarks",), " and "),
    "brackets": (("(the Patent Law",), " "),
    "quotes": (('"the Patent Law"',), " "),
}


def listed(kind: str, length: int) -> str:
    """A sentence of a kind of list."""
    things, sign = DENSE[kind]
    words = itertools.accumulate(itertools.cycle(things), lambda told, one: f"{told}{sign}{one}")
    sentence = next(told for told in words if len(told) > length)
    return sentence[:1].upper() + sentence[1:] + "."


def article(text: str) -> Article:
    document = from_text("sample", text)
    return Article(document, tuple(split(document)))


def units(text: str) -> Iterator[Unit]:
    read = article(text)
    return layout.units(read.document, read.passages)


def seconds(text: str) -> float:
    """How long the processor reads a text, at the best of three times."""
    read, times = article(text), []
    for _ in range(3):
        begun = time.process_time()
        list(extraction.extract(read))
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize("kind", DENSE)
def test_a_long_list_costs_little_more_per_character_than_short_ones(kind: str) -> None:
    short, long = listed(kind, 120), listed(kind, 2700)
    size = 6_000
    beside = [f"{one}\n\n" * (size // len(one)) for one in (short, long)]
    costs = [seconds(text) / len(text) for text in beside]
    assert costs[1] < 4 * costs[0]


def test_as_much_of_a_sentence_is_read_as_a_sentence_has() -> None:
    words = "Georgia joined the Berne Convention in 1995, and " * 40
    told = layout.cut(words)
    assert layout.READ // 2 < len(told) <= layout.READ
    assert words.startswith(told + ",")
    assert layout.cut("a" * layout.READ) == "a" * layout.READ
    assert len(layout.cut("a" * 2 * layout.READ)) == layout.READ
    assert layout.cut("ab " * layout.READ).endswith("ab")


def test_the_beginning_of_a_long_sentence_is_read() -> None:
    text = "Georgia joined the Berne Convention in 1995, " + "and it is the one of it, " * 60
    found = list(extraction.extract(article(f"{text.rstrip(', ')}.\n")))
    assert [(one.subject, one.value) for one in found] == [("id:georgia", "1995")]


def test_a_lead_is_read_again_with_no_more_items_than_a_list_has() -> None:
    lead = "Georgia joined the following treaties:"
    led = [one.lead for one in units(f"{lead}\n\n" + "- the Berne Convention\n" * 1000)]
    assert led[1:100] == [lead] * 99
    assert sum(map(len, led)) <= 6000
    assert not any(one.lead for one in units("Georgia joined " + "it, " * 100 + ":\n\n- one\n"))


def test_an_item_is_read_once_alone_and_once_with_its_lead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []
    whole = Interpreter.clause

    def noted(self: Interpreter, text: str) -> Clause:
        read.append(text)
        return whole(self, text)

    monkeypatch.setattr(Interpreter, "clause", noted)
    items = [f"{one[0].upper()}{one[1:]}" for one in TREATIES]
    lead = "Georgia and Armenia have acceded to each of the following agreements:"
    found = list(extraction.extract(article("\n".join([lead, "", *(f"- {i}" for i in items)]))))
    assert {one.subject for one in found} == {"id:georgia", "id:armenia"}
    assert [read.count(item) for item in items] == [1] * len(items)
    assert [read.count(f"{lead[:-1]} {one}") for one in TREATIES] == [1] * len(items)


def test_what_an_article_says_again_is_analysed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    analysed: list[str] = []
    tried: list[str] = []
    find, matches = Lexicon.find, Rule.matches

    def found(self: Lexicon, text: str) -> list[Found]:
        analysed.append(text)
        return find(self, text)

    def matched(self: Rule, low: str) -> list[re.Match[str]]:
        tried.append(low)
        return matches(self, low)

    monkeypatch.setattr(Lexicon, "find", found)
    monkeypatch.setattr(Rule, "matches", matched)
    said = "Georgia has been bound by the Strasbourg Agreement ever since 1994."
    alike = "Armenia has been bound by the Satellites Convention ever since 1993."
    assert len(list(extraction.extract(article(f"{said} {alike}\n\n")))) == 2
    once = len(tried)
    assert len(list(extraction.extract(article(f"{said} {alike}\n\n" * 200)))) == 400
    assert analysed.count(said) <= 4  # each article anew, and by what was spoken of before
    assert len(tried) <= 2 * once


def test_the_heads_of_columns_are_read_once_and_short(monkeypatch: pytest.MonkeyPatch) -> None:
    head = "| State | Berne Convention | " + "treaty of it " * 40 + "|"
    table = f"{head}\n|---|---|---|\n" + "| Georgia | 1995 | 1996 |\n" * 50
    assert {one.header for one in units(table) if one.header} == {("State", "Berne Convention", "")}
    read: list[str] = []
    whole = Interpreter.clause

    def noted(self: Interpreter, text: str) -> Clause:
        read.append(text)
        return whole(self, text)

    monkeypatch.setattr(Interpreter, "clause", noted)
    list(extraction.extract(article(table)))
    assert read.count("Berne Convention") <= 3
    assert read.count("1995") >= 50


def test_short_names_by_the_hundred_are_all_understood() -> None:
    names = [f"{a}{b}X" for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJ"]
    text = "".join(f"The Law on Trademarks ({name}) is the one.\n\n" for name in names)
    begun = time.process_time()
    list(extraction.extract(article(text)))
    assert time.process_time() - begun < 30


def test_what_an_article_proposes_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def noted(self: Known, name: str, state: str, value: str) -> str:
        looked.append(name)
        return ""

    monkeypatch.setattr(Known, "_same", noted)
    claims = [
        Claim("sample", f"{NEW}Law {number % 3}", "", "NationalLaw", "isInJurisdiction",
              "id:georgia", "Georgia", "", "", "asserted", "affirmed", 0, 1, 1, 0, 1, "", 1.0)
        for number in range(30)
    ]  # fmt: skip
    assert len(Known().resolve(claims)) == 30
    assert sorted(looked) == [f"{NEW}Law 0", f"{NEW}Law 1", f"{NEW}Law 2"]


def test_no_status_is_drawn_from_the_checks_of_an_article() -> None:
    names = [rule.name for rule in Checker((), resources.folder("ontology"))._rules]
    assert "60-stated" in names
    assert "80-status" not in names

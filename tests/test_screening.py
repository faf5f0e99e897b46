"""What is read off a pattern never keeps it from a text that it matches."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cislex import extraction, lexicon, rules, texts
from cislex.lexicon import Kind, small
from cislex.mentions import Clause, clause
from cislex.screening import Needs, Screened, admits, follows, needs, order
from cislex.selection import Selection

ARTICLES = Path(__file__).parent / "articles" / "tuned"
STATE, TREATY = Kind.STATE.value, Kind.TREATY.value


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("joined the club", (("joined the club",),)),
        (f"{STATE} joined", ((STATE,), (" joined",))),
        (f"[{STATE}{TREATY}]", ((STATE, TREATY),)),
        ("(?:joined|left)(?: again)?", (("joined", "left"),)),
        ("(?:joined|left|)", ()),
        ("join(?:ed)* them", (("join",), (" them",))),
        ("[Tt]reaty", (("treaty",),)),
        (r"^the\b treat(?!ies|ment)y$", (("the treat",),)),
        (r"(?<=under )it(?= is so)", ((" is so",), ("under ",))),
        (r"years? \(old\)", (("year",), (" (old)",))),
        (f"(?:{STATE}|country) has", ((" has",), (STATE, "country"))),
        ("(?:member|members|membership)", (("member",),)),
        (r"\w+ly .{0,3}\d", ()),
        ("a{2,3}bcd", (("bcd",),)),
    ],
)
def test_needs_are_read_off_a_pattern(pattern: str, needed: Needs) -> None:
    assert set(needs(pattern)) == set(needed)


def test_a_macro_is_part_of_the_pattern() -> None:
    macros = {"member": "(?:member|party)"}
    assert needs("a {member}", macros.__getitem__) == (("member", "party"),)
    assert needs("a {member}?", macros.__getitem__) == ()


def test_a_pattern_with_a_group_that_is_not_understood_needs_nothing() -> None:
    assert needs("(?x:joined) the club") == ()
    assert set(needs("(?i:Joined) the club")) == {("joined",), (" the club",)}


def test_a_text_that_lacks_one_need_is_not_admitted() -> None:
    needed = needs("(?:joined|left) the club")
    assert admits(needed, "it left the club")
    assert not admits(needed, "it left the treaty")
    assert not admits(needed, "it knows the club")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (f"{STATE} joined (?:an old|the new) club", f"{STATE} then {STATE} joined the new club"),
        (f"(?:{STATE} of the|the law of {STATE}) there", f"the law of {STATE} there"),
        (f"(?={STATE}|the old)(?:the old |new )*{STATE} joined", f"the old {STATE} joined"),
        ("(?<=under )it (?:is|was) so(?= there| and there)", "under it is so there"),
        ("(?:joined|joined up)(?: with)+ up", "joined up with up"),
        ("joined joined", "joined joined"),
    ],
)
def test_what_a_pattern_matches_holds_its_words_in_their_order(pattern: str, text: str) -> None:
    assert re.search(pattern, text)
    assert follows(order(pattern), text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (f"{STATE} joined", f"joined by {STATE}"),
        ("(?:joined|left) (?:the|a) club", "the club that it left"),
        ("joined joined", "joined"),
    ],
)
def test_words_in_another_order_are_not_what_is_needed(pattern: str, text: str) -> None:
    assert not follows(order(pattern), text)


@pytest.fixture(scope="module")
def seen() -> tuple[set[str], set[tuple[Screened, str]]]:
    """The clauses of many articles as the rules see them, and as each shape does."""
    lows: set[str] = set()
    merged: set[tuple[Screened, str]] = set()
    select, merge = Selection.__call__, Clause.merge

    def selecting(self: Selection, low: str) -> Any:
        lows.add(low)
        return select(self, low)

    def merging(self: Clause, shape: Screened, make: Any, place: int = 0) -> None:
        merged.add((shape, self.masked))
        merge(self, shape, make, place)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Selection, "__call__", selecting)
        patch.setattr(Clause, "merge", merging)
        articles = [path for path in sorted(ARTICLES.iterdir()) if path.suffix in texts.SUFFIXES]
        for path in articles[::3]:  # enough of every kind, in a third of the time
            assert list(extraction.extract(texts.read(path)))
    return lows, merged


def test_no_rule_is_kept_from_a_clause_that_it_matches(
    seen: tuple[set[str], set[tuple[Screened, str]]],
) -> None:
    matched = 0
    for rule in rules.load():
        for low in seen[0]:
            if not admits(rule.needs, low) or not follows(rule.order, low):
                assert not rule.pattern.search(low), (rule.id, low)
            else:
                matched += 1
    assert 0 < matched < len(rules.load()) * len(seen[0]) / 8


def test_no_shape_is_kept_from_a_clause_that_it_matches(
    seen: tuple[set[str], set[tuple[Screened, str]]],
) -> None:
    found = 0
    for shape, masked in seen[1]:
        if shape.pattern.search(masked):
            found += 1
            assert admits(shape.needs, small(masked)), (shape.pattern.pattern, masked)
            if shape.is_hinted:
                assert shape.is_hinted_at(masked, small(masked)), (shape.pattern.pattern, masked)
    assert found > 100


def test_what_is_looked_for_in_one_go_is_what_is_looked_for_word_by_word(
    seen: tuple[set[str], set[tuple[Screened, str]]],
) -> None:
    told, admitted = 0, 0
    for shape, masked in seen[1]:
        clause = Clause(masked)
        told += shape.mask is not None
        admitted += clause.admits(shape)
        assert clause.admits(shape) == admits(shape.needs, small(masked)), shape.pattern.pattern
    assert told > 1000
    assert 100 < admitted < len(seen[1])


def test_a_pattern_that_comes_and_goes_is_screened_too() -> None:
    shape = Screened("(?:joined|left) the club", lasting=False)
    assert shape.mask is None
    assert Clause("It left the club").admits(shape)
    assert not Clause("It left the treaty").admits(shape)
    assert Clause("It left the club").search(shape)


@pytest.mark.parametrize("verb", ["lasts", "Affords", "buys", "Renewal allows", "kept for"])
def test_every_verb_of_lasting_lets_a_number_be_one_of_years(verb: str) -> None:
    found = clause(f"{verb} ten.", lexicon.load())
    assert Kind.YEARS in found.masked

"""Hostile text: no pattern takes long on it, and none looks for what it cannot hold."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

import attacks
from cislex import extraction, layout, rules
from cislex.documents import from_text
from cislex.passages import split
from cislex.texts import Article

PARTS = 8
PATTERNS = tuple(attacks.patterns().items())
S, T, ORGANIZATION, B, L, R, D = (rules.TOKENS[letter] for letter in "STOBLRD")
LISTS = (
    f"{S}, ", f"{S} and {S}, ", f"{T}, ", f"{T} and {D} ", f"{B}, ", f"{B} and ", f"{L}, ",
    f"{R} and ", f"{ORGANIZATION} ", f"{S} joined {T} in {D}, ", "it has ", "also, ", "only ",
    "and, ", ", ", "State Office of the ", "Law of ",
)  # fmt: skip
"""What a hostile sentence may say again and again."""


def slow(texts: Iterable[str], pattern: re.Pattern[str], limit: float) -> list[str]:
    return [text for text in texts if attacks.seconds(pattern, text, limit) > limit][:1]


@pytest.mark.parametrize("part", range(PARTS))
def test_no_repetition_in_a_pattern_takes_long(part: int) -> None:
    found = {
        name: text
        for name, pattern in PATTERNS[part::PARTS]
        for text in slow(attacks.repetitions(pattern, 300), pattern, 0.5)
    }
    assert found == {}


@pytest.mark.parametrize("part", range(PARTS))
def test_no_pattern_takes_long_on_a_list(part: int) -> None:
    texts = [(words * layout.LONGEST)[: layout.LONGEST] for words in LISTS]
    found = {
        name: text[:40]
        for name, pattern in PATTERNS[part::PARTS]
        for text in slow(texts, pattern, 2)
    }
    assert found == {}


def test_no_group_is_repeated_without_end() -> None:
    endless = [name for name, pattern in PATTERNS if attacks.repeats_without_end(pattern)]
    assert endless == []


def test_a_word_without_end_is_cut() -> None:
    assert (
        layout.clean("Georgia joined " + "it-is'" * 1000)
        == "Georgia joined " + ("it-is'" * 20)[:100]
    )
    assert layout.clean("https://example.org/" + "a/" * 90) == "https://example.org/" + "a/" * 90


def test_a_heading_or_a_cell_without_end_is_not_read() -> None:
    told = "Georgia joined the Berne Convention in 1995 "
    for text in (
        f"# {told * 5000}\n\n{told.strip()}.\n",
        f"| State | Treaty |\n|---|---|\n| Georgia | {told * 5000} |\n\n{told.strip()}.\n",
        f"{'| Georgia ' * 20_000}|\n\n{told.strip()}.\n",
    ):
        document = from_text("sample", text)
        begun = time.process_time()
        found = list(extraction.extract(Article(document, tuple(split(document)))))
        assert time.process_time() - begun < 20
        assert {(one.subject, one.value) for one in found} == {("id:georgia", "1995")}


def lowered(node: ast.expr) -> bool:
    """Whether an expression is a text in small letters."""
    match node:
        case ast.Name(id="low") | ast.Attribute(attr="low"):
            return True
        case ast.Subscript(value=text):
            return lowered(text)
        case ast.Call(func=ast.Attribute(attr="lower") | ast.Name(id="small")):
            return True
    return False


def searched(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that a module looks for in texts in small letters, by name."""
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    sources = dict(looped(tree))
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        method, owner = call.func.attr, call.func.value
        if method not in ("search", "match", "fullmatch", "finditer", "findall"):
            continue
        if isinstance(owner, ast.Attribute) and owner.attr == "pattern":
            owner = owner.value
        if not (isinstance(owner, ast.Name) and call.args):
            continue
        if owner.id == "re":
            if len(call.args) > 1 and lowered(call.args[1]) and len(call.args) == 2:
                yield "re", re.compile(ast.literal_eval(call.args[0]))
        elif lowered(call.args[0]):
            name = sources.get(owner.id, owner.id)
            for pattern in attacks.patterns_in(getattr(module, name, None)):
                yield name, pattern


def looped(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The variables that go through something, with the name of that."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            names = [one.id for one in ast.walk(node.iter) if isinstance(one, ast.Name)]
            for one in ast.walk(node.target):
                if isinstance(one, ast.Name) and names:
                    yield one.id, names[0]


def capitals(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern wants a capital letter: escapes and names of groups are none."""
    plain = re.sub(r"\\.|\(\?P[<=]\w+", "", pattern.pattern)
    return not pattern.flags & re.IGNORECASE and re.search(r"[A-Z]", plain) is not None


def test_what_is_looked_for_in_small_letters_has_no_capitals() -> None:
    found = [(module.__name__, *one) for module in attacks.modules() for one in searched(module)]
    assert len(found) > 20
    assert {name for _, name, _ in found} >= {"_PLACED", "_PRONOUN_WORD", "_TOPIC_PATTERNS", "re"}
    assert [(home, name) for home, name, pattern in found if capitals(pattern)] == []
    assert [rule.id for rule in rules.load() if capitals(rule.pattern)] == []
    assert capitals(re.compile("(?:on )?The law"))

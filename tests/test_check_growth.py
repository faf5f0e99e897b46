"""The work of a check grows with what is claimed, not with its square, and not with the sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from cislex import cases, inference, resources
from cislex import known as known_things
from cislex.checking import Checker
from cislex.claims import Claim
from cislex.documents import from_text
from cislex.extraction import RuleExtractor
from cislex.inference import Rule
from cislex.passages import split
from cislex.propositions import NEW
from cislex.store import Workbench
from cislex.texts import Article

LAW, STATE = "id:kz-trademark-law", "id:kazakhstan"


@pytest.fixture(scope="module")
def checker(store: Path) -> Checker:
    """The reference layer of this checkout."""
    return Checker.of_release(store)


def law(number: int) -> Claim:
    """That the law is of a day, which it is not."""
    day = f"1991-{number // 28 + 1:02}-{number % 28 + 1:02}"
    place = number, number, number + 1
    return Claim("sample", LAW, "", "NationalLaw", "isInJurisdiction", STATE, "Kazakhstan", day,
                 "", "asserted", "affirmed", 1, 1, *place, "", 1.0)  # fmt: skip


def counted(checker: Checker, monkeypatch: pytest.MonkeyPatch, asked: str, claims: int) -> int:
    """How often the rules about laws ask something while so many claims are checked."""
    calls: list[object] = []

    def update(self: Workbench, text: str) -> None:
        def noted(term: NamedNode) -> NamedNode:
            calls.append(term)
            return term

        self._store.update(text, custom_functions={NamedNode("urn:noted"): noted})

    first, rest = asked.split(" ", 1)
    noting = [
        Rule(rule.name, rule.text.replace(asked, f"<urn:noted>({first}) {rest}"))
        for rule in checker._rules
        if rule.name == "35-laws"
    ]
    with monkeypatch.context() as patched:
        patched.setattr(checker, "_rules", noting)
        patched.setattr(Workbench, "update", update)
        found = checker.check_claims(map(law, range(claims)), "2026-01-01")
    assert {one.verdict for one in found} == {"contradicted"}
    return len(calls)


def test_the_laws_like_one_are_looked_for_once(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "?another != ?node"
    one = counted(checker, monkeypatch, asked, 1)
    assert counted(checker, monkeypatch, asked, 50) == one > 0


def test_a_source_that_counts_is_found_at_once(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 0 < counted(checker, monkeypatch, '?trust != "secondary"', 50) <= 50


def test_no_rule_joins_claims_with_sources() -> None:
    """A source is looked up where a record is found: a join would pair each claim with each."""
    rules = list(inference.read(resources.folder("ontology") / "rules" / "verification"))
    asking = [line for rule in rules for line in rule.text.splitlines() if "lex:basis" in line]
    assert len(asking) > 20
    assert [line for line in asking if "FILTER EXISTS { GRAPH graph:sources {" not in line] == []


def repeated(times: int, told: str = "Georgia joined the Berne Convention in 1995.") -> Article:
    """An article that says the same again and again."""
    document = from_text("sample", f"{told}\n\n" * times)
    return Article(document, tuple(split(document)))


def test_what_is_said_again_is_decided_once(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Claim] = []
    plain = cases.of

    def noted(
        claim: Claim, words: str, alone: bool, renewed: bool, codes: dict[str, str]
    ) -> cases.Case:
        asked.append(claim)
        return plain(claim, words, alone, renewed, codes)

    monkeypatch.setattr(cases, "of", noted)
    article = repeated(30)
    found = checker.check(article, RuleExtractor().extract(article), "2026-01-01")
    assert len(found) == 30
    assert len({(one.verdict, one.expected, one.statement) for one in found}) == 1
    assert len({one.claim.start for one in found}) == 30
    assert len(asked) == 1


def test_what_insists_is_another_case_than_what_does_not() -> None:
    told = "Belarus is a party to it.", "Belarus remains a party to it."
    claim = replace(law(1), predicate="isPartyTo", subject="id:belarus", object="id:plt", value="")
    keys = {cases.key(claim, words, alone, False) for words in told for alone in (True, False)}
    assert len(keys) == 4
    assert cases.of(claim, told[1], True, False, {}).nuances == (("lex:emphasis", "remains"),)
    assert cases.of(claim, told[0], True, False, {}).nuances == ()


def test_a_claim_that_means_what_it_says_is_not_copied(checker: Checker) -> None:
    claims = [replace(law(1), predicate="isPartyTo", subject="id:georgia", start=n) for n in (1, 2)]
    assert all(a is b for a, b in zip(checker.known.resolve(claims), claims, strict=True))


def test_a_new_name_is_held_against_no_known_one(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Checker.of_release(store).known
    compared: list[str] = []
    plain = known_things._words

    def noted(label: str, state: str) -> frozenset[str]:
        compared.append(label)
        return plain(label, state)

    monkeypatch.setattr(known_things, "_words", noted)
    new = [replace(law(n), subject=f"{NEW}Law on Widgets {n}") for n in range(200)]
    meant = known.resolve([*new, replace(law(1), subject=f"{NEW}Law on Trademarks", value="")])
    assert meant[:200] == new
    assert meant[200].subject == LAW
    names = {name for thing in known._names.values() for name in thing}
    assert 201 < len(compared) <= 201 + len(names)

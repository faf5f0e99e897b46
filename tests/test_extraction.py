"""Extraction: every example of every rule, whole articles, hostile input, plug-ins."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cislex import (
    comparisons,
    dating,
    evaluation,
    extraction,
    extractors,
    lexicon,
    questions,
    resources,
    rules,
    tenses,
    texts,
)
from cislex.claims import Article, Claim
from cislex.documents import from_text
from cislex.errors import InputError, SettingError
from cislex.passages import split
from cislex.sentence import Said

EXAMPLES = [(rule.id, example) for rule in rules.load() for example in rule.examples]


def spoken(said: Said) -> str:
    """A relation as the examples write it."""
    words = [said.subject, said.predicate, said.object]
    words.append("" if said.polarity == "affirmed" else said.polarity)
    words.append("" if said.modality in ("asserted", "intention") else said.modality)
    words += [said.value, f"in {said.jurisdiction}" if said.jurisdiction else ""]
    return " ".join(word for word in words if word)


def plain(text: str, title: str = "") -> Article:
    document = from_text("sample", text)
    return texts.Article(document, tuple(split(document)), title=title)


def claims(text: str) -> list[Claim]:
    return list(extraction.extract(plain(text)))


def told(text: str) -> set[tuple[str, str, str, str]]:
    return {(c.subject, c.predicate, c.object, c.polarity) for c in claims(text)}


@pytest.mark.parametrize(
    ("rule", "example"),
    [pytest.param(*pair, id=f"{pair[0]}-{n}") for n, pair in enumerate(EXAMPLES)],
)
def test_every_rule_gives_what_its_examples_promise(rule: str, example: rules.Example) -> None:
    said = sorted(spoken(one) for one in extraction.claims_of(example.text, example.state))
    assert said == sorted(example.gives), rule


def test_every_rule_compiles_and_has_an_example_in_its_family() -> None:
    families = {name.partition(".")[0] for name, _ in EXAMPLES}
    for rule in rules.load():
        assert rule.pattern.groups
        assert rule.id.partition(".")[0] in families


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (
            "Turkmenistan joined the PCT. It took part in a meeting of the office in Moscow."
            " It acceded to the Rome Convention in 2020.",
            "id:turkmenistan",
        ),
        (
            "Georgia waits.\n\nFor Kazakhstan the step closes a gap."
            " The republic is bound by the Rome Convention.",
            "id:kazakhstan",
        ),
        ("Georgia considers itself bound by the Rome Convention.", "id:georgia"),
    ],
)
def test_it_stands_for_the_state_that_the_text_is_about(text: str, state: str) -> None:
    assert (state, "isPartyTo", "id:rome-convention", "affirmed") in told(text)


@pytest.mark.parametrize(
    ("line", "gives"),
    [
        (
            "Russia: Berne Convention (1995); has not joined the Beijing Treaty",
            ["id:russia id:beijing-treaty negated ", "id:russia id:berne-convention affirmed 1995"],
        ),
        (
            "WTO: Russia, since 22 August 2012; Belarus is still negotiating",
            ["id:belarus id:wto planned ", "id:russia id:wto affirmed 2012-08-22"],
        ),
        (
            "Madrid Protocol: Russia 10 June 1997, Belarus 18 January 2002",
            [
                "id:belarus id:madrid-protocol affirmed 2002-01-18",
                "id:russia id:madrid-protocol affirmed 1997-06-10",
            ],
        ),
        (
            "Rome Convention: both states, from 2003",
            [
                "id:belarus id:rome-convention affirmed 2003",
                "id:russia id:rome-convention affirmed 2003",
            ],
        ),
        (
            "Both: Rome Convention",
            ["id:belarus id:rome-convention affirmed ", "id:russia id:rome-convention affirmed "],
        ),
        (
            "Utility models: 10 years in Russia; 5 years in Belarus",
            ["right:utility-model  affirmed 10", "right:utility-model  affirmed 5"],
        ),
        ("Note: Russia waits; Belarus hesitates", []),
    ],
)
def test_a_line_that_compares_states_says_something_of_each(line: str, gives: list[str]) -> None:
    found = claims(f"# Russia and Belarus\n\n## Where they stand\n\n- {line}\n")
    said = [f"{c.subject} {c.object} {c.polarity} {c.value}" for c in found]
    assert sorted(said) == gives


@pytest.mark.parametrize(
    "text",
    [
        "Turkey joined the PCT in 1996.",
        "If Georgia joined the Nairobi Treaty, little would change.",
        "Should Armenia join the Nairobi Treaty, it would have to pass a law.",
        "Were Georgia to accede to the Vienna Agreement, little would change.",
        "It is a myth that Turkmenistan is a member of the WTO.",
        "A company in Belarus is party to the contract.",
        "Turkish firms registered in Georgia are members of WIPO Green.",
        "Poland, a neighbour of Ukraine, joined the PCT in 1990.",
        "Is Georgia a member of the WTO?",
        "Would an exporter gain anything if Uzbekistan joined the Madrid Protocol?",
        "Mr Ivanov, a member of the WTO panel from Russia, spoke first.",
    ],
)
def test_what_only_looks_like_a_claim_gives_nothing(text: str) -> None:
    assert told(text) == set()


def test_a_list_speaks_of_the_state_of_its_lead_in() -> None:
    text = "Treaties\n\nKazakhstan is a party to:\n\n- the Berne Convention\n- the PCT\n"
    assert told(text) == {
        ("id:kazakhstan", "isPartyTo", "id:berne-convention", "affirmed"),
        ("id:kazakhstan", "isPartyTo", "id:patent-cooperation-treaty", "affirmed"),
    }


def test_a_profile_speaks_of_the_state_of_its_title() -> None:
    bullets = "- WTO: member since 2003\n- Nairobi Treaty: not a party\n"
    text = f"Armenia: a profile\n\nTreaties\n\n{bullets}"
    assert told(text) == {
        ("id:armenia", "isMemberStateOf", "id:wto", "affirmed"),
        ("id:armenia", "isPartyTo", "id:nairobi-treaty", "negated"),
    }


def test_a_table_of_states_and_treaties_gives_one_claim_a_cell() -> None:
    text = (
        "Treaties of two states\n\n| State | Berne Convention | WTO |\n|---|---|---|\n"
        "| Georgia | 1995 | since 2000 |\n| Belarus | 1997 | no |\n"
    )
    assert told(text) == {
        ("id:georgia", "isPartyTo", "id:berne-convention", "affirmed"),
        ("id:georgia", "isMemberStateOf", "id:wto", "affirmed"),
        ("id:belarus", "isPartyTo", "id:berne-convention", "affirmed"),
        ("id:belarus", "isMemberStateOf", "id:wto", "negated"),
    }


def test_an_answer_affirms_or_denies_what_the_question_asks() -> None:
    text = "Is Georgia a member of the WTO?\n\nYes, since 2000."
    assert told(text) == {("id:georgia", "isMemberStateOf", "id:wto", "affirmed")}
    text = "Is Belarus a member of the WTO?\n\nNo."
    assert told(text) == {("id:belarus", "isMemberStateOf", "id:wto", "negated")}


def test_an_abbreviation_that_the_text_defines_is_known_afterwards() -> None:
    text = (
        "Offices of Tajikistan\n\nThe State Agency for Seed Control (SASC) is new. "
        "The SASC registers plant varieties."
    )
    assert ("new:State Agency for Seed Control", "hasFunction") in {
        (c.subject, c.predicate) for c in claims(text)
    }


def test_a_claim_tells_where_its_sentence_stands() -> None:
    text = "Law\n\nFirst a word. Georgia joined the Paris Convention in 1991. Then another."
    (claim,) = claims(text)
    assert text[claim.start : claim.end] == "Georgia joined the Paris Convention in 1991."
    assert (claim.section, claim.paragraph, claim.sentence, claim.value) == (0, 1, 2, "1991")


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "\u000e\u0012 \u001b",
        "(" * 5000,
        "Georgia, " * 3000,
        "İ joined the PCT " * 50,
        "a " * 20000,
        "- " + "the Berne Convention, the Paris Convention, " * 30 + "and so on",
        "- " + "Kazakhstan, Georgia, " * 30 + "and so on",
        "The application, " * 60,
        "Kazakhstan is " + "first latest oldest " * 25 + "in it",
        "Kazakhstan joined" + "," * 60 + " by the way, Berne",
        "Kazakhstan " + "– " * 60 + "Berne Convention",
        "- " + "Uoa" * 300,
        "AGEPI: " + "only directly " * 40 + "x",
        "Both " + "both " * 40 + "and treaties of WIPO on internet matters",
    ],
)
def test_hostile_text_is_read_without_harm(text: str) -> None:
    begun = time.perf_counter()
    claims(text)
    assert time.perf_counter() - begun < 30


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (tenses._IS, " currently" * 40),
        (questions._QUESTION, "Is " + "Kntof" * 40),
        (dating._AFTER_PLACE, " with its own " + "a" * 200),
        (comparisons._ACT, ", and the " * 60),
        (rules.compiled("{remedy_after}"), " must be" + " only" * 60),
        (rules.compiled("{body_also} x"), rules.TOKENS["B"] + " grants yes," + " it also" * 40),
        (rules.compiled("{subject_objects} x"), "\u0012 and to " * 60),
    ],
)
def test_words_that_fit_twice_do_not_multiply_the_ways_to_match(
    pattern: re.Pattern[str], text: str
) -> None:
    begun = time.perf_counter()
    pattern.search(text)
    assert time.perf_counter() - begun < 10


def test_names_that_stand_for_two_things_are_refused(tmp_path: Path) -> None:
    folder = Path(str(resources.folder("data")))
    for name in ("entities", "reference"):
        (tmp_path / name).symlink_to(folder / name)
    (tmp_path / "lexicon").mkdir()
    names = (folder / "lexicon" / "names.toml").read_text("utf-8")
    names = names.replace('"PCT system"', '"PCT system", "Berne Union"')
    (tmp_path / "lexicon" / "names.toml").write_text(names, "utf-8")
    with pytest.raises(InputError, match="'berne union' names id:berne-convention and id:patent"):
        lexicon.load(None, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('predicate = "isSignatoryTo"', 'predicate = "isFondOf"', "not 'isFondOf'"),
        ('frame = "in-force"', 'frame = "inforce"', "there is no frame 'inforce'"),
        ("{aside}", "{beside}", "there is no macro 'beside'"),
        ("(?P<o>{objects})", "{objects}", "lacks the group o"),
    ],
)
def test_a_wrong_rule_is_told_with_file_and_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    (tmp_path / "rules").mkdir()
    folder = Path(str(resources.folder("data"))) / "rules"
    for name in ("macros.toml", "words.toml", "participation.toml"):
        text = (folder / name).read_text("utf-8")
        (tmp_path / "rules" / name).write_text(
            text.replace(old, new) if name == "participation.toml" else text, "utf-8"
        )
    with pytest.raises(InputError, match=r"data/rules/participation\.toml:\d+") as caught:
        rules.load(tmp_path)
    assert message in str(caught.value)


class Shouting:
    """A plug-in that says one thing of every article."""

    name = "shouting"

    def extract(self, article: Article) -> Iterator[Claim]:
        (said,) = extraction.extract(plain("Georgia joined the Nairobi Treaty."))
        yield replace(said, doc="elsewhere", rule="own", confidence=7.0)


def test_a_plug_in_stands_beside_the_rules_and_its_claims_are_marked() -> None:
    using = extractors.extractors([f"{__name__}:Shouting"])
    found = list(extractors.extract(plain("Georgia joined the PCT in 1991."), using))
    assert [(c.rule, c.doc, c.confidence) for c in found if c.rule.startswith("plugin")] == [
        ("plugin:shouting", "sample", 1.0)
    ]
    assert any(c.rule == "participation.verb" for c in found)


@pytest.mark.parametrize(
    "name", ["nowhere", "cislex:nothing", "no.such.module:x", "cislex:__doc__"]
)
def test_a_plug_in_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(SettingError, match="extractor"):
        extractors.extractors([name])


def test_evaluation_counts_right_wrong_and_missed() -> None:
    text = "Georgia joined the PCT in 1991. Armenia joined the PCT in 1991."
    golds = [
        evaluation.Gold(
            *("id:georgia", "isPartyTo", "id:patent-cooperation-treaty", "1991", "affirmed"),
            *("asserted", "", "Georgia joined the PCT in 1991."),
        ),
        evaluation.Gold(
            *("id:armenia", "isPartyTo", "id:berne-convention", "", "affirmed", "asserted", ""),
            "Armenia joined the PCT in 1991.",
        ),
    ]
    result = evaluation.Result()
    evaluation.compare(result, "sample", text, claims(text), golds)
    total = result.total
    assert (total.right, total.wrong, total.missed) == (1, 1, 1)
    assert result.rules["participation.verb"] == {"right": 1, "wrong": 1}
    assert "sample: MISSED id:armenia isPartyTo id:berne-convention" in "\n".join(result.errors)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Civil Code of the Republic of Uzbekistan", "Civil Code", True),
        ("Federal Law No. 98-FZ on Commercial Secrets", "Law on Commercial Secrets", True),
        ("Presidential Decree No. UP-89", "Decree No. UP-89 of 17 March 2022", True),
        ("Supreme Court of Georgia", "Supreme Court", True),
        ("Decree No. UP-89", "Decree No. UP-90", False),
        ("Law of Georgia on Competition", "Law of Georgia on Advertising", False),
        ("Court of Appeal", "Supreme Court", False),
    ],
)
def test_a_proposed_thing_is_known_by_its_title_else_by_its_number(
    one: str, other: str, same: bool
) -> None:
    text = "Something stands here."
    gold = evaluation.Gold(
        f"new:{one}", "isInJurisdiction", "id:georgia", "", "affirmed", "asserted", "", text
    )
    (claim,) = (
        replace(claim, subject=f"new:{other}", start=0, end=len(text))
        for claim in claims("The Supreme Court of Georgia hears appeals.")
        if claim.predicate == "isInJurisdiction"
    )
    assert bool(evaluation.matched(text, [claim], [gold])) is same


def test_of_a_sentence_that_stands_in_a_text_twice_the_next_one_is_meant() -> None:
    lines = "Patent: 20 years.\nTrademark: 10 years.\n"
    text = f"Georgia\n\n{lines}\nArmenia\n\n{lines}"
    told = [("id:georgia", "Patent", "20"), ("id:georgia", "Trademark", "10")]
    told += [("id:armenia", "Patent", "20"), ("id:armenia", "Trademark", "10")]
    golds = [
        evaluation.Gold(
            f"right:{right.lower()}", "termYears", "", years, "affirmed", "asserted", state,
            f"{right}: {years} years",
        )
        for state, right, years in told
    ]  # fmt: skip
    (claim,) = claims("In Georgia a patent lasts 20 years.")[:1]
    place = 0
    found = []
    for gold in golds:
        place = text.index(gold.sentence, place)
        found.append(
            replace(
                claim, subject=gold.subject, value=gold.value, jurisdiction=gold.jurisdiction,
                start=place, end=place + len(gold.sentence),
            )
        )  # fmt: skip
    assert evaluation.matched(text, found, golds) == {0: 0, 1: 1, 2: 2, 3: 3}


def test_a_claim_of_an_item_of_several_sentences_is_located_at_its_sentence() -> None:
    text = (
        "Notes on Georgia\n\n"
        "2. Reform goes on. Georgia acceded to the **Berne Convention** in 1995. Courts are slow.\n"
        "3. Georgia is a member of the WTO. It is a member of WIPO.\n"
    )
    found = {c.object: text[c.start : c.end] for c in claims(text)}
    assert found["id:berne-convention"].startswith("Georgia acceded")
    assert found["id:berne-convention"].endswith("in 1995.")
    assert found["id:wto"] == "Georgia is a member of the WTO."
    assert found["id:wipo"] == "It is a member of WIPO."

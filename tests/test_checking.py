"""Fact-checking against the real tables: true, false, outdated, and as of different days."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cislex import texts
from cislex.checking import Checker, check_file
from cislex.claims import Claim
from cislex.errors import ReleaseError
from cislex.extraction import RuleExtractor
from cislex.store import Engine


@pytest.fixture(scope="module")
def checker(store: Path) -> Checker:
    """The reference layer of this checkout."""
    return Checker.of_release(store)


def claim(said: str, polarity: str = "affirmed", modality: str = "asserted") -> Claim:
    """A claim written `subject predicate object value @jurisdiction`; `-` stands for nothing."""
    parts, _, place = said.partition(" @")
    subject, predicate, thing, *value = parts.split(" ")
    names = [name.removeprefix("new:").replace("_", " ") for name in (subject, thing)]
    subject, thing = subject.replace("_", " "), "" if thing == "-" else thing.replace("_", " ")
    return Claim(
        *("a", subject, names[0], "", predicate, thing, names[1], " ".join(value)),
        *(f"id:{place}" if place else "", modality, polarity, 1, 1, 1, 0, 1),
        rule="hand",
        confidence=1.0,
    )


def written(folder: Path, words: str) -> texts.Article:
    """An article file of some words, read."""
    file = folder / "article.txt"
    file.write_text(words, "utf-8")
    return texts.read(file)


EAPO = "id:eurasian-patent-organization"
OFFICE = "id:kz-national-institute-of-intellectual-property"
AGENCY = "id:uz-agency-for-intellectual-property"
FORMER = "id:kg-main-department-of-intellectual-property"
PATENT_LAW = "id:ru-patent-law-1992 isInJurisdiction id:russia"
JUSTICE = "new:Ministry_of_Justice"
TRUE = (
    "id:kazakhstan isMemberStateOf id:cis 1994-04-20",
    "id:kyrgyzstan isMemberStateOf id:wipo 1991-12-25",
    "id:kazakhstan isPartyTo id:berne-convention",
    "id:kazakhstan isPartyTo id:berne-convention 1999",
    "id:kazakhstan isPartyTo id:berne-convention 1999-01-12",
    "id:kazakhstan isPartyTo id:berne-convention 1999-04-12",
    "id:ukraine isPartyTo id:trips-agreement 2008",
    "id:kazakhstan isMemberStateOf id:wto 2015-11-30",
    "id:kazakhstan isMemberStateOf id:eaeu 2015",
    "id:russia isMemberStateOf id:eurasian-patent-organization 1995",
    "id:berne-convention isAdministeredBy id:wipo",
    "id:upov-convention isAdministeredBy id:upov",
    "id:kz-trademark-law isInJurisdiction id:kazakhstan 456-I 1999-07-26",
    "id:kz-trademark-law isInJurisdiction id:kazakhstan 456 1999",
    "id:ge-design-law isInJurisdiction id:georgia 3030 2010-05-04",
    "id:ge-design-law isInJurisdiction id:georgia 2010",
    "id:az-trademark-law isInJurisdiction id:azerbaijan No._504-IQ",
    "new:Law_on_Marks isInJurisdiction id:azerbaijan 504-IQ 1998-06-12",
    f"{OFFICE} isUnderAuthorityOf id:kz-ministry-of-justice",
    "id:md-agepi isUnderAuthorityOf id:md-government",
    "right:trademark termYears - 10 @kazakhstan",
    "right:trademark renewalYears - 10 @moldova",
    "right:copyright termYears - 50 @belarus",
    "id:ua-law-2000-1972 ratifies id:cis-agreement-1998-03-06-ip-offences",
    "id:belarus isMemberStateOf id:upov",
    "id:belarus isMemberStateOf id:upov 2003-01-05",
    "id:kyrgyzstan isPartyTo id:hague-act-1960 2003",
    "id:moldova isMemberStateOf id:wto 2001-07-26",
    "id:kyrgyzstan isMemberStateOf id:wipo 1994-02-14",
    "id:kyrgyzstan isMemberStateOf id:wipo 1991-12-25",
    "id:kazakhstan isPartyTo id:cis-agreement-2021-05-28-false-trademarks",
    "id:kazakhstan isPartyTo id:cis-agreement-2021-05-28-false-trademarks 2023-06-19",
    "id:kazakhstan isSignatoryTo id:cis-agreement-2021-05-28-false-trademarks",
    "id:kz-trademark-law governs right:trademark",
)
FALSE = (
    "id:armenia isMemberStateOf id:cis 1996",
    "id:moldova isMemberStateOf id:wto 2003-07-26",
    "id:kazakhstan isPartyTo id:beijing-treaty",
    "id:kazakhstan isPartyTo id:berne-convention 1998",
    "id:kazakhstan isPartyTo id:berne-convention 2001-04-12",
    "id:georgia isSignatoryTo id:beijing-treaty",
    "id:azerbaijan isMemberStateOf id:wto",
    "id:kazakhstan isMemberStateOf id:wto 2013",
    "id:kyrgyzstan isMemberStateOf id:wipo 1996",
    "id:moldova isMemberStateOf id:wto 2003-07-26",
    "id:georgia isMemberStateOf id:eurasian-patent-organization",
    "id:azerbaijan isPartyTo id:trips-agreement",
    "id:berne-convention isAdministeredBy id:wto",
    "id:berne-convention isAdministeredBy new:European_Union",
    "id:kz-trademark-law isInJurisdiction id:russia",
    "id:kz-trademark-law isInJurisdiction id:kazakhstan 457-I 1999-07-26",
    "id:kz-trademark-law isInJurisdiction id:kazakhstan 456-I 2001-07-26",
    "id:kz-trademark-law isInJurisdiction id:kazakhstan 2001",
    "id:ge-design-law isInJurisdiction id:georgia 3030 2013-05-04",
    "id:ge-design-law isInJurisdiction id:georgia 3031",
    "id:ge-design-law isInJurisdiction id:georgia 3130 2012-05-04",
    f"{OFFICE} isUnderAuthorityOf id:kz-ministry-of-finance",
    "id:md-agepi isUnderAuthorityOf new:Ministry_of_Culture",
    "right:trademark termYears - 15 @kazakhstan",
    "right:trademark renewalYears - 7 @kazakhstan",
    "right:copyright termYears - 70 @belarus",
    "right:patent isRegisteredWith id:ru-rospatent @kazakhstan",
    "right:patent isRegisteredWith id:kz-ministry-of-finance",
    "id:ua-law-2000-1972 ratifies id:berne-convention",
    "new:Law_No._12 ratifies id:beijing-treaty @kazakhstan",
    "id:belarus isMemberStateOf id:wto",
    "id:kazakhstan isPartyTo id:vienna-agreement",
    "right:copyright termYears - 60 @kazakhstan",
    "right:industrial-design termYears - 12 @moldova",
    "id:belarus isMemberStateOf id:upov 2006",
    "id:armenia isMemberStateOf id:upov 2019",
    "id:kyrgyzstan isPartyTo id:hague-act-1960 2001-03-17",
    "id:tajikistan isPartyTo id:madrid-protocol 2012-06-03",
    "id:ua-uanipio isUnderAuthorityOf new:Ministry_of_Justice",
    "id:kg-patent-law isInJurisdiction id:kyrgyzstan 8 1999-01-14",
)
LOOSE = (
    f"id:moldova isMemberStateOf {EAPO}",
    "id:georgia isMemberStateOf id:cis",
    "id:kg-kyrgyzpatent isUnderAuthorityOf new:Cabinet_of_Ministers",
    "id:kazakhstan isSignatoryTo id:berne-convention",
    "right:plant-variety termYears - 35 @kazakhstan",
    "right:industrial-design termYears - 15 @uzbekistan",
    "right:patent isRegisteredWith id:kz-ministry-of-justice",
    f"{AGENCY} isUnderAuthorityOf id:uz-cabinet-of-ministers",
)
UNDECIDED = (
    "id:armenia isMemberStateOf id:cis 1991-12-21",
    "id:turkmenistan isMemberStateOf id:upov",
    "id:kazakhstan isPartyTo id:lisbon-geneva-act",
    "id:rome-convention isAdministeredBy id:unesco",
    "right:plant-variety termYears - 60 @uzbekistan",
    "id:kz-trademark-law isInJurisdiction id:kazakhstan 2995 1993-01-18",
    "new:Law_on_Appellations isInJurisdiction id:kazakhstan 12-3 2009-05-04",
    "right:trademark isRegisteredWith new:Customs_Office @kazakhstan",
    "new:Some_Treaty isAdministeredBy id:wipo",
    "right:trademark termYears - ten @kazakhstan",
    "id:kazakhstan hasFunction function:customs-control",
    # The source that decides gives no day, another one a day that is not this.
    "id:kyrgyzstan isMemberStateOf id:upov 2005",
    "id:moldova isMemberStateOf id:upov 2005",
    "id:azerbaijan isPartyTo id:cis-agreement-2021-05-28-false-trademarks",
    # So of the number and the day of a law.
    "id:tj-copyright-law isInJurisdiction id:tajikistan 727",
)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        *((said, "confirmed") for said in TRUE),
        *((said, "contradicted") for said in FALSE),
        *((said, "imprecise") for said in LOOSE),
        *((said, "unverified") for said in UNDECIDED),
    ],
)
def test_a_claim_gets_the_verdict_of_the_tables(checker: Checker, said: str, verdict: str) -> None:
    (finding,) = checker.check_claims([claim(said)])
    assert finding.verdict == verdict, finding
    assert bool(finding.expected and finding.source and finding.page) == (verdict != "unverified")
    if verdict != "unverified":
        assert finding.checked_on >= "2026-01-01"
        assert finding.page.startswith("http")


@pytest.mark.parametrize(
    ("said", "polarity", "modality", "verdict"),
    [
        ("id:kazakhstan isPartyTo id:berne-convention", "negated", "asserted", "contradicted"),
        ("id:kazakhstan isPartyTo id:beijing-treaty", "negated", "asserted", "confirmed"),
        ("id:moldova isSignatoryTo id:beijing-treaty", "negated", "asserted", "contradicted"),
        ("id:moldova isSignatoryTo id:berne-convention", "negated", "asserted", "unverified"),
        ("id:kazakhstan isMemberStateOf id:wto 2010", "negated", "asserted", "confirmed"),
        ("id:kazakhstan isMemberStateOf id:wto 2018", "negated", "asserted", "contradicted"),
        (f"id:moldova isMemberStateOf {EAPO} 2012", "past", "asserted", "confirmed"),
        (f"id:moldova isMemberStateOf {EAPO} 2015", "past", "asserted", "contradicted"),
        # Nobody joins what it has left, but may have joined it before.
        (f"id:moldova isMemberStateOf {EAPO} 2014", "affirmed", "asserted", "contradicted"),
        (f"id:moldova isMemberStateOf {EAPO} 1996", "affirmed", "asserted", "imprecise"),
        ("id:kazakhstan isPartyTo id:berne-convention", "past", "asserted", "imprecise"),
        ("id:kazakhstan isPartyTo id:beijing-treaty", "planned", "intention", "unverified"),
        ("id:azerbaijan isMemberStateOf id:wto", "planned", "intention", "confirmed"),
        ("id:kazakhstan isPartyTo id:berne-convention", "planned", "intention", "imprecise"),
        ("id:kazakhstan isPartyTo id:beijing-treaty", "affirmed", "recommendation", "unverified"),
        ("id:berne-convention isAdministeredBy id:wipo", "negated", "asserted", "contradicted"),
        ("id:berne-convention isAdministeredBy id:wto", "negated", "asserted", "unverified"),
        ("right:trademark termYears - 15 @kazakhstan", "affirmed", "recommendation", "unverified"),
        (f"{FORMER} isUnderAuthorityOf {JUSTICE}", "past", "asserted", "contradicted"),
        (f"{FORMER} isUnderAuthorityOf {JUSTICE}", "negated", "asserted", "unverified"),
        (f"{AGENCY} isUnderAuthorityOf new:Finance_Ministry", "past", "asserted", "contradicted"),
        (f"{AGENCY} isUnderAuthorityOf new:Government", "past", "asserted", "unverified"),
        (f"{PATENT_LAW} 3517-1 1992-09-23", "past", "asserted", "confirmed"),
        (f"{PATENT_LAW} 3517-1 1994-09-23", "past", "asserted", "contradicted"),
    ],
)  # fmt: skip
def test_polarity_and_modality_are_half_of_the_meaning(
    checker: Checker, said: str, polarity: str, modality: str, verdict: str
) -> None:
    (finding,) = checker.check_claims([claim(said, polarity, modality)])
    assert finding.verdict == verdict, finding


@pytest.mark.parametrize(
    ("said", "polarity", "day", "verdict"),
    [
        ("id:kazakhstan isMemberStateOf id:wto", "affirmed", "2012-05-01", "contradicted"),
        ("id:kazakhstan isMemberStateOf id:wto", "negated", "2012-05-01", "confirmed"),
        ("id:kazakhstan isMemberStateOf id:wto", "affirmed", "2015", "confirmed"),
        ("id:kazakhstan isPartyTo id:berne-convention", "affirmed", "1999-02-01", "confirmed"),
        ("id:kazakhstan isPartyTo id:berne-convention", "affirmed", "1998-02-01", "contradicted"),
        (f"id:moldova isMemberStateOf {EAPO}", "affirmed", "2010-05", "confirmed"),
        (f"id:moldova isMemberStateOf {EAPO}", "affirmed", "2013", "imprecise"),
        ("id:georgia isMemberStateOf id:cis", "affirmed", "2008", "confirmed"),
        ("id:az-copyright-agency isInJurisdiction id:azerbaijan", "affirmed", "2015", "confirmed"),
        ("id:az-copyright-agency isInJurisdiction id:azerbaijan", "affirmed", "2020", "imprecise"),
        ("id:md-copyright-law-2010 isInJurisdiction id:moldova", "affirmed", "2015", "confirmed"),
        ("id:md-copyright-law-2010 isInJurisdiction id:moldova", "affirmed", "2027", "imprecise"),
        ("id:kz-copyright-agency isInJurisdiction id:kazakhstan", "affirmed", "2015", "unverified"),
    ],
)  # fmt: skip
def test_a_claim_is_checked_as_of_a_day(
    checker: Checker, said: str, polarity: str, day: str, verdict: str
) -> None:
    (finding,) = checker.check_claims([claim(said, polarity)], day)
    assert finding.verdict == verdict, finding
    assert finding.as_of == day


@pytest.mark.parametrize(
    ("said", "polarity", "verdict"),
    [
        ("az-intellectual-property-agency azerbaijan", "affirmed", "confirmed"),
        ("az-intellectual-property-agency azerbaijan 2018-04-20", "affirmed", "confirmed"),
        ("az-intellectual-property-agency azerbaijan 2018-04", "affirmed", "confirmed"),
        ("az-intellectual-property-agency azerbaijan 2018", "affirmed", "confirmed"),
        ("az-intellectual-property-agency azerbaijan 2018-04-24", "affirmed", "imprecise"),
        ("az-intellectual-property-agency azerbaijan 2018-06", "affirmed", "imprecise"),
        ("az-intellectual-property-agency azerbaijan 2017-04-20", "affirmed", "contradicted"),
        ("az-intellectual-property-agency russia 2018-04-20", "affirmed", "contradicted"),
        ("md-state-agency-for-copyright moldova 1991", "past", "confirmed"),
        ("md-state-agency-for-copyright moldova 1993", "past", "contradicted"),
        ("md-state-agency-for-copyright moldova 1991", "affirmed", "imprecise"),
        ("by-judicial-board-on-intellectual-property belarus 2000-03-14", "affirmed", "confirmed"),
        ("tj-national-center-for-patents-and-information tajikistan 1993-05", "affirmed",
            "confirmed"),
        ("tj-national-center-for-patents-and-information tajikistan 1993-06", "affirmed",
            "imprecise"),
        ("tj-national-center-for-patents-and-information tajikistan 1995", "affirmed",
            "contradicted"),
        # What came before it was founded then.
        ("md-agepi moldova 1992", "affirmed", "unverified"),
        ("md-agepi moldova 1994", "affirmed", "contradicted"),
        # No day of its founding is recorded, or a secondary source alone gives one.
        ("kg-kyrgyzpatent kyrgyzstan 2012", "affirmed", "unverified"),
        ("az-state-customs-committee azerbaijan 1992", "affirmed", "unverified"),
        ("az-state-customs-committee azerbaijan 1998", "affirmed", "unverified"),
        # Officially the year alone.
        ("ge-sakpatenti georgia 1992", "affirmed", "confirmed"),
        ("ge-sakpatenti georgia 1998", "affirmed", "contradicted"),
        ("ru-intellectual-property-rights-court russia 2015-07-03", "affirmed", "contradicted"),
        # The sources disagree on it.
        ("tm-turkmenpatent turkmenistan 2013", "affirmed", "confirmed"),
        ("tm-turkmenpatent turkmenistan 1993", "affirmed", "unverified"),
        ("new:Agency_for_Inventions russia 2013", "affirmed", "unverified"),
    ],
)  # fmt: skip
def test_a_founding_date_that_no_source_confirms_is_not_confirmed(
    checker: Checker, said: str, polarity: str, verdict: str
) -> None:
    body, state, *day = said.split(" ")
    named = body if body.startswith("new:") else f"id:{body}"
    words = " ".join([named, "isInJurisdiction", f"id:{state}", *day])
    (finding,) = checker.check_claims([replace(claim(words, polarity), subject_type="IpOffice")])
    assert finding.verdict == verdict, finding
    if verdict in ("contradicted", "imprecise") and polarity == "affirmed" and state != "russia":
        assert any(word in finding.expected for word in ("founded on", "founded in", "until"))


def test_each_claim_is_judged_for_itself(checker: Checker) -> None:
    said = [claim(f"id:kazakhstan isPartyTo id:berne-convention {year}") for year in (1998, 1999)]
    assert [f.verdict for f in checker.check_claims(said)] == ["contradicted", "confirmed"]
    assert [f.verdict for f in checker.check_claims(said[1:])] == ["confirmed"]
    assert checker.check_claims([]) == []


@pytest.mark.parametrize(
    ("year", "verdict", "value"), [("1999", "confirmed", "1999"), ("1997", "contradicted", "1998")]
)
def test_of_several_dates_in_a_sentence_the_one_that_a_source_confirms_is_taken(
    checker: Checker, tmp_path: Path, year: str, verdict: str, value: str
) -> None:
    article = written(tmp_path, f"Kazakhstan, in 1998 a poor reader, took Berne in {year}.")
    misread = replace(
        claim("id:kazakhstan isPartyTo id:berne-convention 1998"), end=len(article.document.text)
    )
    (finding,) = checker.check(article, [misread])
    assert (finding.verdict, finding.claim.value) == (verdict, value)


def test_a_date_that_belongs_to_another_claim_is_not_taken(
    checker: Checker, tmp_path: Path
) -> None:
    article = written(tmp_path, "Kazakhstan took Berne in 1998 and passed Law No. 456-I in 1999.")
    made = (
        "id:kazakhstan isPartyTo id:berne-convention 1998",
        "id:kz-trademark-law isInJurisdiction id:kazakhstan 456-I 1999",
    )
    said = [replace(claim(words), start=0, end=len(article.document.text)) for words in made]
    assert [f.verdict for f in checker.check(article, said[:1])] == ["confirmed"]
    assert [f.verdict for f in checker.check(article, said)] == ["contradicted", "confirmed"]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (
            "The Copyright Law of Belarus No. 262-Z entered into force on 17 November 2011.",
            "confirmed",
        ),
        (
            "The Copyright Law of Belarus No. 262-Z has been in force since 1 March 2009.",
            "contradicted",
        ),
        (
            "Part Four of the Civil Code of Russia entered into force on 1 January 2008.",
            "confirmed",
        ),
        (
            "Part Four of the Civil Code of Russia entered into force on 1 January 2010.",
            "contradicted",
        ),
        (
            "The Copyright Law of Moldova No. 230 of 28 July 2022 took effect on 10 October 2023.",
            "contradicted",
        ),
        (
            "The Copyright Law of Moldova No. 230 of 28 July 2022 took effect on 10 October 2022.",
            "confirmed",
        ),
    ],
)
def test_a_law_enters_into_force_on_another_day_than_that_of_its_adoption(
    checker: Checker, tmp_path: Path, words: str, verdict: str
) -> None:
    article = written(tmp_path, f"{words}\n")
    findings = checker.check(article, RuleExtractor().extract(article))
    assert [f.verdict for f in findings if f.claim.predicate == "isInJurisdiction"] == [verdict]


@pytest.mark.parametrize(
    ("words", "said", "polarity", "verdict"),
    [
        ("Moldova is a party to the EAPC.", "eurasian-patent-convention", "affirmed", "imprecise"),
        ("Moldova remains bound by it.", "eurasian-patent-convention", "affirmed", "contradicted"),
        ("Moldova is in it to this day.", "eurasian-patent-convention", "affirmed", "contradicted"),
        ("Moldova has remained in it.", "eurasian-patent-convention", "affirmed", "contradicted"),
        ("Moldova is not a party.", "eurasian-patent-convention", "negated", "confirmed"),
        ("Moldova never joined it.", "eurasian-patent-convention", "negated", "contradicted"),
        ("Moldova was bound by Berne.", "berne-convention", "past", "imprecise"),
        ("Moldova is no longer in Berne.", "berne-convention", "past", "contradicted"),
        ("Moldova waited until 1995 for Berne.", "berne-convention", "past", "imprecise"),
        ("Moldova still applies Berne.", "berne-convention", "affirmed", "confirmed"),
        ("Designs: 15 years from filing.", "15", "affirmed", "contradicted"),
        ("Designs last up to 15 years.", "15", "affirmed", "imprecise"),
        ("The initial 15 years can be extended.", "15", "affirmed", "contradicted"),
        ("Designs last 10 years, up to 25.", "10", "affirmed", "confirmed"),
    ],
)  # fmt: skip
def test_what_a_passage_insists_on_is_not_merely_loose(
    checker: Checker, tmp_path: Path, words: str, said: str, polarity: str, verdict: str
) -> None:
    article = written(tmp_path, words)
    made = (
        f"right:industrial-design termYears - {said} @belarus"
        if said.isdigit()
        else f"id:moldova isPartyTo id:{said}"
    )
    one = replace(claim(made, polarity), start=0, end=len(article.document.text))
    (finding,) = checker.check(article, [one])
    assert finding.verdict == verdict, finding


@pytest.mark.parametrize(
    ("words", "verdicts"),
    [
        ("Moldova is a member of the Eurasian Patent Organization.", ["contradicted"]),
        ("Moldova joined the Eurasian Patent Organization.", ["imprecise"]),
        ("Moldova is a party to the PCT and joined the Eurasian Patent Organization.",
         ["confirmed", "imprecise"]),
        ("Tajikistan signed the Singapore Treaty on 28\nMarch 2006 and ratified it on 26"
         " September 2009.", ["confirmed", "contradicted"]),
        ("In Uzbekistan copyright lasts for the author's life and 50 years.", ["contradicted"]),
        ("In Uzbekistan copyright lasts 50 years.", ["imprecise"]),
    ],
)  # fmt: skip
def test_what_is_said_of_the_present_or_of_an_author_is_checked_as_it_is_said(
    checker: Checker, tmp_path: Path, words: str, verdicts: list[str]
) -> None:
    article = written(tmp_path, words)
    findings = checker.check(article, RuleExtractor().extract(article))
    assert [finding.verdict for finding in findings] == verdicts


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Sakpatenti is a body under the Ministry of Economy of Georgia.", "imprecise"),
        ("Sakpatenti is, these days, under the Ministry of Economy of Georgia.", "contradicted"),
        ("Sakpatenti is still subordinate to the Ministry of Economy of Georgia.", "contradicted"),
        ("Sakpatenti is today subordinate to the Prime Minister of Georgia.", "confirmed"),
    ],
)  # fmt: skip
def test_a_former_authority_is_wrong_where_a_passage_insists_on_it(
    checker: Checker, tmp_path: Path, words: str, verdict: str
) -> None:
    article = written(tmp_path, f"{words}\n")
    findings = checker.check(article, RuleExtractor().extract(article))
    found = [one.verdict for one in findings if one.claim.predicate == "isUnderAuthorityOf"]
    assert found == [verdict]


def test_a_body_below_an_office_may_take_its_applications(checker: Checker, tmp_path: Path) -> None:
    made = "right:patent isRegisteredWith id:az-center-for-examination-of-patents-and-trademarks"
    (finding,) = checker.check(written(tmp_path, "Patents.\n"), [claim(made)])
    assert finding.verdict == "unverified", finding


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("In Belarus designs last 15 years, with an extension.", "imprecise"),
        ("In Belarus designs last 15 years, with an extension of 5 years.", "contradicted"),
        ("In Belarus designs last up to 15 years, renewals of 5 years included.", "imprecise"),
        ("In Belarus designs last 10 years, with an extension of 5 years.", "confirmed"),
    ],
)
def test_a_term_beside_its_renewals_is_not_the_sum_of_both(
    checker: Checker, tmp_path: Path, words: str, verdict: str
) -> None:
    article = written(tmp_path, f"{words}\n")
    findings = checker.check(article, RuleExtractor().extract(article))
    assert [f.verdict for f in findings if f.claim.predicate == "termYears"] == [verdict]


def test_the_page_belongs_to_the_source_that_is_named(checker: Checker) -> None:
    (finding,) = checker.check_claims(
        [claim("id:kazakhstan isPartyTo id:paris-convention", "negated")]
    )
    assert ("datasets" in finding.page) == ("Mirror" in finding.source)


def test_a_file_is_checked_as_of_the_day_that_it_states(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "Kazakhstan is a member of the WTO. The state has joined the others in the area."
    path.write_text(f"Trade\n\nPublished 3 March 2014\n\n{text}\n", "utf-8")
    assert [f.verdict for f in check_file(path, store)] == ["contradicted"]
    (finding,) = check_file(path, store, on="2020-01-01")
    assert (finding.verdict, finding.as_of) == ("confirmed", "2020-01-01")
    place = texts.read(path).document.text[finding.claim.start : finding.claim.end]
    assert place == "Kazakhstan is a member of the WTO."


def test_without_a_release_one_is_told_to_build(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="cislex build"):
        Checker.of_release(tmp_path)


def test_the_statement_of_a_finding_is_the_one_of_the_graph(
    checker: Checker, engine: Engine
) -> None:
    (finding,) = checker.check_claims([claim("id:kazakhstan isPartyTo id:paris-convention")])
    assert bool(engine.query(f"ASK {{ <{finding.statement}> ?p ?o }}"))

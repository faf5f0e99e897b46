"""Many ways to say which law governs a right, and what offices do: found, and nothing besides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cislex import extraction, texts
from cislex.documents import from_text
from cislex.passages import split

SENTENCES = Path(__file__).parent / "data" / "sentences.tsv"
PREDICATES = {"governs", "hasFunction", "isUnderAuthorityOf", "isRegisteredWith"}
PARTICIPATIONS = Path(__file__).parent / "data" / "participations.tsv"
REFERENCES = Path(__file__).parent / "data" / "references.tsv"
OF_STATES = {"isPartyTo", "isMemberStateOf", "isSignatoryTo", "isAdministeredBy"}
LAYOUTS = Path(__file__).parent / "data" / "layouts.tsv"
LAWS = Path(__file__).parent / "data" / "laws.tsv"
OF_LAWS = {"isInJurisdiction", "governs", "ratifies", "termYears", "renewalYears"}
BODIES = {"PublicBody", "IpOffice", "Court", "EnforcementBody"}


def assert_understood(
    file: Path, read: Callable[[str, str], set[str]], precision: float, recall: float
) -> None:
    """Read every line of a file of sentences; enough of what is found and wanted must be right."""
    right = wrong = missed = 0
    errors = []
    for line in file.read_text("utf-8").splitlines()[1:]:
        state, text, listed = line.split("\t")
        wanted = {claim for claim in listed.split("; ") if claim}
        found = read(state, text)
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
        if found != wanted:
            errors.append(f"{text}: {sorted(found ^ wanted)}")
    assert right / (right + wrong) >= precision, errors
    assert right / (right + missed) >= recall, errors


def claims_of_offices(state: str, text: str) -> set[str]:
    """What a sentence says of laws and offices, as the file has it."""
    return {
        " ".join((s.subject, s.predicate, s.object, s.polarity)).removesuffix(" affirmed")
        for s in extraction.claims_of(text, state)
        if s.predicate in PREDICATES
    }


def test_the_ways_of_saying_what_laws_and_offices_do_are_understood() -> None:
    assert_understood(SENTENCES, claims_of_offices, 0.97, 0.9)


def claims_of_laws(state: str, text: str) -> set[str]:
    """What a passage below the heading of a state says of laws and terms, as the file has it."""
    heading = f"## {state.removeprefix('id:').capitalize()}\n\n" if state else ""
    item = "" if "\\n" in text or text[-1] in ".!?" else "- "
    document = from_text("sample", heading + item + text.replace("\\n", "\n"))
    article = texts.Article(document, tuple(split(document)))
    said = set()
    for claim in extraction.extract(article):
        if claim.predicate in OF_LAWS and claim.subject_type not in BODIES:
            place = f"in {claim.jurisdiction}" if claim.jurisdiction else ""
            polarity = "" if claim.polarity == "affirmed" else claim.polarity
            words = (claim.subject, claim.predicate, claim.object, claim.value, place, polarity)
            said.add(" ".join(word for word in words if word))
    return said


def test_the_ways_of_naming_laws_and_of_telling_terms_are_understood() -> None:
    assert_understood(LAWS, claims_of_laws, 0.95, 0.9)


def claims_of_states(state: str, text: str) -> set[str]:
    """What a sentence says of taking part, as the file has it."""
    found = set()
    for said in extraction.claims_of(text, state):
        if said.predicate in OF_STATES:
            polarity = "" if said.polarity == "affirmed" else said.polarity
            words = (said.subject, said.predicate, said.object, polarity, said.value)
            found.add(" ".join(word for word in words if word))
    return found


def test_the_ways_of_telling_who_takes_part_and_since_when_are_understood() -> None:
    assert_understood(PARTICIPATIONS, claims_of_states, 0.95, 0.85)


def claims_over_sentences(state: str, text: str) -> set[str]:
    """What a passage below the heading of a state says of taking part, as the file has it."""
    heading = f"## {state.removeprefix('id:').capitalize()}\n\n" if state else ""
    document = from_text(
        "sample", heading + ("" if text[-1] in ".!?" else "- ") + text.replace("\\n", "\n")
    )
    said = set()
    for claim in extraction.extract(texts.Article(document, tuple(split(document)))):
        if claim.predicate in OF_STATES - {"isAdministeredBy"}:
            polarity = "" if claim.polarity == "affirmed" else claim.polarity
            words = (claim.subject, claim.predicate, claim.object, polarity, claim.value)
            said.add(" ".join(word for word in words if word))
    return said


def test_what_is_told_by_reference_and_of_groups_is_understood() -> None:
    assert_understood(REFERENCES, claims_over_sentences, 0.97, 0.85)


def claims_of_layout(state: str, text: str) -> set[str]:
    """What lines below the heading of a state say, as the file has it."""
    heading = f"## {state.removeprefix('id:').capitalize()}\n\n" if state else ""
    document = from_text("sample", heading + text.replace("\\n", "\n"))
    said = set()
    for claim in extraction.extract(texts.Article(document, tuple(split(document)))):
        place = f"in {claim.jurisdiction}" if claim.jurisdiction else ""
        polarity = "" if claim.polarity == "affirmed" else claim.polarity
        words = (claim.subject, claim.predicate, claim.object, claim.value, place, polarity)
        said.add(" ".join(word for word in words if word))
    return said


def test_what_headings_labels_tables_and_short_answers_tell_is_understood() -> None:
    assert_understood(LAYOUTS, claims_of_layout, 0.97, 0.95)

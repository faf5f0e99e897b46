"""Many ways to say which law governs a right, and what offices do: found, and nothing besides."""

from __future__ import annotations

from pathlib import Path

from cislex import extraction

SENTENCES = Path(__file__).parent / "data" / "sentences.tsv"
PREDICATES = {"governs", "hasFunction", "isUnderAuthorityOf", "isRegisteredWith"}


def test_the_ways_of_saying_what_laws_and_offices_do_are_understood() -> None:
    right = wrong = missed = 0
    errors = []
    for line in SENTENCES.read_text("utf-8").splitlines()[1:]:
        state, text, listed = line.split("\t")
        wanted = {claim for claim in listed.split("; ") if claim}
        found = {
            " ".join((s.subject, s.predicate, s.object, s.polarity)).removesuffix(" affirmed")
            for s in extraction.claims_of(text, state)
            if s.predicate in PREDICATES
        }
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
        if found != wanted:
            errors.append(f"{text}: {sorted(found ^ wanted)}")
    assert right / (right + wrong) >= 0.97, errors
    assert right / (right + missed) >= 0.9, errors

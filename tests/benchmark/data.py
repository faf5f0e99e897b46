"""Generated data that looks like a graph of laws: any size, the same for the same size.

Invented throughout: states, their bodies in a hierarchy, treaties and who took part in
them since when, laws with title, text and dates, and cases that apply them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

BASE: Final = "http://example.org/law/"
STATES: Final = 12
RIGHTS: Final = 24
_SEED: Final = 20240229
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_TYPE: Final = f"<{_RDF}type>"
_LABEL: Final = f"<{_RDFS}label>"
_FIRST_DAY: Final = date(1992, 1, 1)
_DAYS: Final = 12_000
_SUBJECTS: Final = (
    *("patents", "trademarks", "copyright", "industrial designs", "trade secrets"),
    *("plant varieties", "geographical indications", "integrated circuits", "databases"),
    *("customs", "licences", "broadcasts", "performances", "inventions", "appellations"),
)
_WORDS: Final = (
    *("the", "owner", "of", "a", "right", "may", "request", "court", "authority", "within"),
    *("period", "application", "protection", "infringement", "damages", "registration", "holder"),
    *("territory", "state", "provided", "that", "such", "use", "without", "consent", "shall"),
    *("be", "liable", "under", "this", "article", "examination", "fee", "appeal", "decision"),
    *("border", "goods", "counterfeit", "seizure", "evidence", "procedure", "agreement"),
)
_KINDS: Final = ("ratification", "accession", "signature", "succession")


def write(path: Path, size: int) -> int:
    """Write N-Triples of about this many triples; answers with how many there are."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for line in triples(size):
            file.write(line)
            count += 1
    return count


def triples(size: int) -> Iterator[str]:
    """Lines of N-Triples, all different: `size` of them, or a few more to end with whole things."""
    count = 0
    for thing in _things():
        yield from thing
        count += len(thing)
        if count >= size:
            return


def _things() -> Iterator[list[str]]:
    """States and rights, then rounds of one treaty, some bodies, many laws and cases, for ever."""
    source = random.Random(_SEED)
    for number in range(STATES):
        yield _thing("state", number, "State", f"State {number}")
    for number in range(RIGHTS):
        broader = [("broader", _iri("right", (number - 1) // 3))] if number else []
        name = f"right in {_SUBJECTS[number % len(_SUBJECTS)]}, {number}"
        yield _thing("right", number, "Right", name, *broader)
    treaty = body = law = case = 0
    while True:
        yield from _treaty(source, treaty)
        treaty += 1
        for _ in range(4):
            yield _body(source, body)
            body += 1
        for _ in range(40):
            yield _law(source, law, body)
            law += 1
            if source.random() < 0.5:
                yield _case(source, case, body, law)
                case += 1


def _treaty(source: random.Random, number: int) -> Iterator[list[str]]:
    name = f"Agreement on {source.choice(_SUBJECTS)}, {number}"
    governs = ("governs", _iri("right", source.randrange(RIGHTS)))
    yield _thing("treaty", number, "Treaty", name, governs, ("adopted", _day(source)))
    for state in range(STATES):
        if source.random() < 0.7:
            yield _thing(
                "participation",
                number * STATES + state,
                "Participation",
                f"State {state} in agreement {number}",
                ("state", _iri("state", state)),
                ("treaty", _iri("treaty", number)),
                ("since", _day(source)),
                ("kind", f'"{source.choice(_KINDS)}"'),
            )


def _body(source: random.Random, number: int) -> list[str]:
    # Each below an earlier one of the same state: about four levels for a hundred bodies.
    state = number % STATES
    rank = number // STATES
    above = [("partOf", _iri("body", (rank - 1) // 3 * STATES + state))] if rank else []
    return _thing(
        "body",
        number,
        "Body",
        f"Office {number} of State {state}",
        ("state", _iri("state", state)),
        ("founded", _day(source)),
        *above,
    )


def _law(source: random.Random, number: int, bodies: int) -> list[str]:
    subject = source.choice(_SUBJECTS)
    text = " ".join(source.choices(_WORDS, k=source.randrange(12, 60)))
    facts = [
        ("title", f'"Law {number} on {subject} and {source.choice(_WORDS)}"@en'),
        ("text", f'"{text}"@en'),
        ("state", _iri("state", source.randrange(STATES))),
        ("issuedBy", _iri("body", source.randrange(bodies))),
        ("enacted", _day(source)),
    ]
    rights = source.sample(range(RIGHTS), source.randrange(1, 4))
    facts += [("about", _iri("right", right)) for right in rights]
    if number and source.random() < 0.3:
        facts.append(("amends", _iri("law", source.randrange(number))))
    if source.random() < 0.2:
        facts.append(("repealed", _day(source)))
    return _thing("law", number, "Law", f"Law {number}", *facts)


def _case(source: random.Random, number: int, bodies: int, laws: int) -> list[str]:
    return _thing(
        "case",
        number,
        "Case",
        f"Case {number}",
        ("decidedBy", _iri("body", source.randrange(bodies))),
        ("applies", _iri("law", source.randrange(laws))),
        ("decided", _day(source)),
        ("damages", f'"{source.randrange(1000, 900_000)}"^^<{_XSD}integer>'),
    )


def _thing(kind: str, number: int, name: str, label: str, *facts: tuple[str, str]) -> list[str]:
    subject = _iri(kind, number)
    lines = [f"{subject} {_TYPE} <{BASE}{name}> .\n", f'{subject} {_LABEL} "{label}"@en .\n']
    lines += [f"{subject} <{BASE}{predicate}> {value} .\n" for predicate, value in facts]
    return lines


def _iri(kind: str, number: int) -> str:
    return f"<{BASE}{kind}/{number}>"


def _day(source: random.Random) -> str:
    day = _FIRST_DAY + timedelta(days=source.randrange(_DAYS))
    return f'"{day.isoformat()}"^^<{_XSD}date>'

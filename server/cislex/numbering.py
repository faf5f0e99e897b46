"""The numbers of steps that a new document brings: each step has one, and each number one step.

Two texts may count the steps of one procedure differently, and one text may tell it twice. In
the graph the number that came first stands; a claim that cannot stand beside it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cislex import propositions, terms
from cislex.claims import Claim
from cislex.tables import StatementRow

_HAS_STEP = terms.expand("lex:hasStep")
_STEP_NUMBER = terms.expand("lex:stepNumber")


def consistent(
    claims: Iterable[Claim], stated: Iterable[StatementRow], codes: dict[str, str]
) -> tuple[list[Claim], list[str]]:
    """The claims that can stand beside what is stated, and in words why others cannot."""
    stated = list(stated)
    numbers = {row.subject: row.value for row in stated if row.predicate == _STEP_NUMBER}
    taken = {
        (row.subject, numbers[row.value]): row.value
        for row in stated
        if row.predicate == _HAS_STEP and row.value in numbers
    }
    kept, left_out = [], []
    for claim in claims:
        said = next(propositions.of(claim, codes), None)
        if claim.predicate != "hasStep" or not claim.value or said is None:
            kept.append(claim)
            continue
        step = said.value.value
        if step in numbers:
            kept.append(claim if numbers[step] == claim.value else replace(claim, value=""))
        elif (other := taken.get((said.subject, claim.value))) and other != step:
            place = f"{claim.section}.{claim.paragraph}.{claim.sentence}"
            words = f"{place}: {terms.compact(other)} has the number {claim.value} already"
            left_out.append(f"{words}, which the text gives to {terms.compact(step)}")
        else:
            numbers[step] = claim.value
            taken[said.subject, claim.value] = step
            kept.append(claim)
    return kept, left_out

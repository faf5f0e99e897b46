"""The tab-separated files of a document: passages, statements, omissions.

People write statements and omissions and review them in a diff or a
spreadsheet; the program writes passages. Readers return every fault with
file and line instead of stopping at the first.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from cislex import terms
from cislex.errors import CislexError, Problem
from cislex.passages import Kind, Passage
from cislex.vocabulary import Vocabulary

STATEMENT_COLUMNS = (
    *("passage", "subject", "predicate", "object"),
    *("modality", "polarity", "hedge", "qualifiers", "taken_by"),
)
DATE_QUALIFIER = terms.PREFIXES["lex"] + "validFrom"
"""The qualifier that takes a date, not an entity: when a passage says that a relation began."""

_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
PASSAGE_COLUMNS = ("passage", "kind", "start", "end", "sha256", "opening")
OMISSION_COLUMNS = ("passage", "reason")


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One row of `statements.tsv`: one passage making one statement.

    `subject`, `predicate` and the second parts of `qualifiers` are IRIs;
    `value` is an IRI or a bare literal, as the predicate asks; `modality` and
    `polarity` are IRIs of concepts.
    """

    file: str
    line: int
    passage: str
    subject: str
    predicate: str
    value: str
    modality: str
    polarity: str
    hedge: str
    qualifiers: tuple[tuple[str, str], ...]
    taken_by: str


Row = tuple[int, dict[str, str]]


def read_rows(
    file: Traversable, shown_as: str, columns: Iterable[str], delimiter: str, faults: list[Problem]
) -> Iterator[Row]:
    """The rows of a table with their line numbers, after checking its encoding, head and width."""
    wanted = list(columns)
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(Problem(shown_as, 0, f"is not UTF-8 at byte {error.start}: save it as UTF-8"))
        return
    except OSError as error:
        faults.append(Problem(shown_as, 0, f"cannot be read ({error.strerror})"))
        return
    lines = io.StringIO(text, newline="")
    if delimiter == "\t":
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        head = next(reader, [])
        if head != wanted:
            faults.append(
                Problem(shown_as, 1, f"the head must be {delimiter.join(wanted)!r}: mend it")
            )
            return
        start = reader.line_num + 1
        for cells in reader:
            line, start = start, reader.line_num + 1
            if len(cells) != len(wanted):
                words = f"has {len(cells)} cells instead of {len(wanted)}: mend or remove the row"
                faults.append(Problem(shown_as, line, words))
            else:
                yield line, {name: cell.strip() for name, cell in zip(wanted, cells, strict=True)}
    except csv.Error as error:
        faults.append(Problem(shown_as, reader.line_num, f"cannot be read ({error}): mend the row"))


def read_passages(file: Traversable, shown_as: str, faults: list[Problem]) -> list[Passage]:
    """The locators of a document."""
    passages: dict[str, Passage] = {}
    for line, cells in read_rows(file, shown_as, PASSAGE_COLUMNS, "\t", faults):
        try:
            passage = _passage(cells)
        except ValueError as error:
            faults.append(Problem(shown_as, line, f"{error}: write the file anew, never by hand"))
            continue
        if passage.locator in passages:
            faults.append(Problem(shown_as, line, f"repeats passage {passage.locator}: remove it"))
        passages[passage.locator] = passage
    return list(passages.values())


def read_statements(
    file: Traversable,
    shown_as: str,
    passages: Iterable[Passage],
    vocabulary: Vocabulary,
    faults: list[Problem],
) -> list[StatementRow]:
    """The statements of a document whose rows have no fault."""
    locators = {passage.locator for passage in passages}
    seen: dict[tuple[str, str, str, str, str], int] = {}
    rows = []
    for line, cells in read_rows(file, shown_as, STATEMENT_COLUMNS, "\t", faults):

        def report(message: str, line: int = line) -> None:
            faults.append(Problem(shown_as, line, message))

        row = _statement(shown_as, line, cells, vocabulary, report)
        if row is None:
            continue
        if row.passage not in locators:
            report(f"passage {row.passage!r} is not in passages.tsv: mend the locator")
            continue
        key = (row.passage, row.subject, row.predicate, row.value, row.polarity)
        if key in seen:
            report(f"repeats line {seen[key]}: remove one of them")
            continue
        seen[key] = line
        rows.append(row)
    return rows


def read_omissions(
    file: Traversable, shown_as: str, passages: Iterable[Passage], faults: list[Problem]
) -> dict[str, str]:
    """Passage → why it states nothing."""
    locators = {passage.locator for passage in passages}
    reasons: dict[str, str] = {}
    for line, cells in read_rows(file, shown_as, OMISSION_COLUMNS, "\t", faults):
        locator, reason = cells["passage"], cells["reason"]
        if locator not in locators:
            faults.append(
                Problem(shown_as, line, f"passage {locator!r} is not in passages.tsv: mend it")
            )
        elif not reason:
            faults.append(Problem(shown_as, line, "gives no reason: say why nothing is stated"))
        elif locator in reasons:
            faults.append(Problem(shown_as, line, f"repeats passage {locator}: remove one"))
        reasons[locator] = reason
    return reasons


def write_passages(passages: Iterable[Passage]) -> str:
    """The text of a `passages.tsv`."""
    lines = ["\t".join(PASSAGE_COLUMNS)]
    for one in passages:
        cells = (one.locator, one.kind, one.start, one.end, one.sha256, one.opening)
        lines.append("\t".join(map(str, cells)))
    return "\n".join(lines) + "\n"


def _passage(cells: dict[str, str]) -> Passage:
    numbers = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", cells["passage"])
    if not numbers:
        raise ValueError(f"{cells['passage']!r} is not section.paragraph.sentence")
    if not re.fullmatch(r"[0-9a-f]{64}", cells["sha256"]):
        raise ValueError(f"{cells['sha256']!r} is not a SHA-256 in hexadecimal")
    section, paragraph, sentence = map(int, numbers.groups())
    return Passage(
        *(section, paragraph, sentence, Kind(cells["kind"])),
        *(int(cells["start"]), int(cells["end"]), cells["sha256"], cells["opening"]),
    )


def _statement(
    file: str,
    line: int,
    cells: dict[str, str],
    vocabulary: Vocabulary,
    report: Callable[[str], None],
) -> StatementRow | None:
    """The row, or None after reporting what is wrong with it."""
    try:
        subject, predicate = terms.expand(cells["subject"]), terms.expand(cells["predicate"])
        rule = vocabulary.properties.get(predicate)
        value = cells["object"] if rule and rule.is_data else terms.expand(cells["object"])
        qualifiers = tuple(_qualifiers(cells["qualifiers"]))
    except (CislexError, ValueError) as error:
        report(f"{error}: mend the row")
        return None
    modality = terms.PREFIXES["modality"] + cells["modality"]
    polarity = terms.PREFIXES["polarity"] + cells["polarity"]
    messages = [vocabulary.fault(subject, predicate, value)]
    for concept, kind in ((modality, "lex:Modality"), (polarity, "lex:Polarity")):
        if terms.expand(kind) not in vocabulary.types.get(concept, ()):
            messages.append(f"{terms.compact(concept)} is no {kind}: use a concept of its scheme")
    messages += [_qualifier_fault(name, target, vocabulary) for name, target in qualifiers]
    if not cells["taken_by"]:
        messages.append("taken_by is empty: say who or which rule took the statement")
    found = [message for message in messages if message]
    for message in found:
        report(message)
    if found:
        return None
    return StatementRow(
        *(file, line, cells["passage"], subject, predicate, value, modality, polarity),
        *(cells["hedge"], qualifiers, cells["taken_by"]),
    )


def _qualifier_fault(name: str, target: str, vocabulary: Vocabulary) -> str | None:
    """What is wrong with a qualifier, in words, or None."""
    if name == DATE_QUALIFIER:
        if re.fullmatch(_DATE, target):
            return None
        return f"{target!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD"
    if name not in vocabulary.qualifiers:
        return f"{terms.compact(name)} is no qualifier: use a subproperty of it"
    if target not in vocabulary.types:
        return f"{terms.compact(target)} in a qualifier is not known: mend its name"
    return None


def _qualifiers(text: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        name, sign, value = part.partition("=")
        if not sign:
            raise ValueError(f"qualifier {part!r} is not of the form name=entity")
        iri = terms.PREFIXES["lex"] + name.strip()
        yield iri, value.strip() if iri == DATE_QUALIFIER else terms.expand(value.strip())

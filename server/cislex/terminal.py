"""What the commands print for people: progress, counts, coverage, tables."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cislex import audit, sparql, terms
from cislex import build as works


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Shows the present step on a terminal; silent elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda step: None
        return
    with console.status("Starting") as status:
        yield lambda step: status.update(step + " …")


def print_counts(counts: dict[str, Any]) -> None:
    """The figures of a release, a line each."""
    for name, value in counts.items():
        if isinstance(value, dict):
            value = ", ".join(f"{part} {number}" for part, number in value.items())
        click.echo(f"{name.replace('_', ' '):<26}{value}")


def print_coverage(report: works.Report, verified: bool) -> None:
    """How far each document is read, and whether its locators were held against its text."""
    width = max((len(entry.slug) for entry in report.coverage), default=0)
    for entry in report.coverage:
        click.echo(
            f"{entry.slug:<{width}}  passages with statements {entry.stating}"
            f" / with content {entry.content} / all {entry.passages};"
            f" statements {entry.statements}"
        )
    if not verified:
        click.echo("Locators not verified: no --documents given.")
    elif not report.problems:
        click.echo("Locators verified against the texts.")


def print_audit(found: audit.Audit, as_json: bool) -> None:
    """What the reference layer rests on."""
    if as_json:
        click.echo(json.dumps(asdict(found), indent=1, ensure_ascii=False))
        return
    for name, figures in (
        ("table", found.tables),
        ("basis", found.bases),
        ("source", found.sources),
    ):
        click.echo(f"\nRows by {name}:")
        for part, number in figures.items():
            click.echo(f"{number:>6}  {part}")
    click.echo(f"\nUnknown: {len(found.unknown)} rows")
    for row in found.unknown:
        click.echo(f"  {row}")
    click.echo(f"\nConflicts: {len(found.conflicts)} values that are not followed")
    for row, value in found.conflicts:
        click.echo(f"  {row}  {value}")
    click.echo(f"\nLooked up before the day asked for: {len(found.old)} rows")
    for row in found.old:
        click.echo(f"  {row}")
    click.echo(f"\nPages: {len(found.pages)}")
    for page, rows in found.pages.items():
        click.echo(f"  {page}\n      {', '.join(rows)}")


def print_table(found: sparql.Table) -> None:
    """The rows of an answer, as a table."""
    if found.boolean is not None:
        click.echo("yes" if found.boolean else "no")
        return
    table = Table(*found.columns)
    for row in found.rows:
        cells = (row.get(name) for name in found.columns)
        table.add_row(*(escape(_shown(cell)) if cell else "" for cell in cells))
    Console().print(table)


def _shown(cell: sparql.Term) -> str:
    return terms.compact(cell.value) if cell.kind == "uri" else cell.value

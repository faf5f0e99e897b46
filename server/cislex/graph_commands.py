"""The commands about the graph: build, validate, serve, query, dump, locate, get.

They read options, call the works, print.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from cislex import (
    audit,
    dumps,
    formats,
    inputs,
    passages,
    queries,
    releases,
    resources,
    settings,
    sparql,
    tables,
    terminal,
)
from cislex import build as works
from cislex.documents import read_document
from cislex.errors import CislexError, InputError
from cislex.options import option
from cislex.settings import Settings
from cislex.store import Engine


@click.command()
@option("store")
@option("documents")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest as JSON.")
def build(as_json: bool, **options: Any) -> None:
    """Make the graph from ontology and data, and switch to it."""
    from cislex import interpretation  # What reads articles is loaded by no other command here.

    chosen = Settings.from_environment(**options)
    _check_questions()
    with terminal.progress() as progress:
        release = works.build(
            chosen.store,
            resources.folder("ontology"),
            resources.folder("data"),
            chosen.documents,
            progress,
        )
        progress("Reading the rules")
        interpretation.prepare()  # the first article then need not wait for it
    if as_json:
        click.echo(json.dumps(release.manifest, indent=1))
        return
    terminal.print_counts(release.manifest["counts"])
    click.echo(f"Release {release.identifier} in {release.directory}")


@click.command()
@option("documents")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--reference", is_flag=True, help="Print what the reference tables rest on instead.")
@click.option(
    *("--before", "before"),
    type=click.DateTime(["%Y-%m-%d"]),
    help="With --reference: list the rows that were looked up before this day.",
)
def validate(as_json: bool, reference: bool, before: Any, **options: Any) -> None:
    """Check all input and print how far each document is read."""
    chosen = Settings.from_environment(**options)
    if reference:
        read = inputs.read(resources.folder("ontology"), resources.folder("data"))
        found = audit.audit(read, before.date().isoformat() if before else "")
        terminal.print_audit(found, as_json)
        if read.problems:
            raise InputError(read.problems)
        return
    _check_questions()
    with terminal.progress() as progress:
        progress("Checking")
        report = works.check(
            resources.folder("ontology"), resources.folder("data"), chosen.documents
        )
    if as_json:
        click.echo(
            json.dumps(
                {
                    "coverage": [asdict(entry) for entry in report.coverage],
                    "problems": [asdict(problem) for problem in report.problems],
                },
                indent=1,
            )
        )
    else:
        terminal.print_coverage(report, verified=chosen.documents is not None)
    if report.problems:
        raise InputError(report.problems)


def _serve_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """An option for each setting of a server."""
    for name in reversed([name for name, _, _ in settings.table()]):
        command = option(name)(command)
    return command


@click.command()
@click.option(
    "--production", is_flag=True, help="Log each request on standard output, unless told where."
)
@click.option(
    *("--rdf", "is_of_files"),
    is_flag=True,
    help="Serve the RDF files that are named, N-Triples to TriG, plain or .gz, in its place.",
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_serve_options
def serve(production: bool, is_of_files: bool, files: tuple[Path, ...], **options: Any) -> None:
    """Serve the graph: pages, SPARQL endpoint, dumps."""
    from cislex.web import running  # Flask is loaded only by the command that needs it.
    from cislex.web.files import Files

    if is_of_files != bool(files):
        raise click.UsageError("Name the files to serve after --rdf: cislex serve --rdf FILE…")
    chosen = Settings.from_environment(**options)
    if production and chosen.access_log is None:
        chosen = replace(chosen, access_log="-")
    # A log on standard output is lines of JSON and nothing else.
    announce = partial(click.echo, err=chosen.access_log == "-")
    if not files:
        running.serve(chosen, announce)
        return

    def read(settings: Settings) -> Files:
        with terminal.progress() as progress:
            return Files(files, settings, progress)

    running.serve(chosen, announce, read)


@click.command()
@option("store")
@click.argument("query")
@click.option(
    *("--parameter", "-p", "parameters"),
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of a question from the gallery; may be repeated.",
)
@click.option(
    *("--format", "-f", "extension"),
    default=None,
    help="json, xml, csv, tsv, ttl, nt, rdf, jsonld; a table on a terminal, csv in a pipe.",
)
def query(query: str, parameters: tuple[str, ...], extension: str | None, **options: Any) -> None:
    """Ask a question: its name in the gallery, a .rq file, or - for standard input."""
    chosen = Settings.from_environment(**options)
    text = _question(query, _pairs(parameters))
    engine = sparql.InProcess(Engine(releases.current(chosen.store).store_path))
    kind = sparql.kind(text) or formats.Kind.RESULTS
    if extension is None and sys.stdout.isatty() and kind is formats.Kind.RESULTS:
        terminal.print_table(sparql.table(engine, text))
        return
    extension = extension or ("csv" if kind is formats.Kind.RESULTS else "ttl")
    form = formats.with_extension(extension, kind)
    if form is None:
        fitting = ", ".join(entry.extension for entry in formats.of_kind(kind))
        raise click.UsageError(f"This query cannot be answered as {extension}: use {fitting}")
    sys.stdout.buffer.write(sparql.answer(engine, sparql.Question(text, form)).read())


@click.command()
@option("store")
@click.argument("extension", type=click.Choice([*dumps.GRAPH_FORMATS, *dumps.DATASET_FORMATS]))
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path))
def dump(extension: str, output: Path | None, **options: Any) -> None:
    """Write the whole graph in one format, to a file or to standard output.

    nt, ttl and rdf hold the current view; nq, trig and jsonld hold every graph.
    """
    chosen = Settings.from_environment(**options)
    path = releases.current(chosen.store).dumps_path / f"cislex.{extension}.gz"
    with gzip.open(path, "rb") as content:
        if output is None:
            shutil.copyfileobj(content, sys.stdout.buffer)
            return
        partial = output.with_name(f".{output.name}.partial")
        with partial.open("wb") as target:
            shutil.copyfileobj(content, target)
        partial.replace(output)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def locate(file: Path) -> None:
    """Print the passages.tsv of a document's text (UTF-8, named SLUG.txt)."""
    click.echo(tables.write_passages(passages.split(read_document(file))), nl=False)


@click.command()
@option("store")
@click.argument("path")
@click.option("--accept", default="*/*", show_default=True, help="The Accept header to send.")
def get(path: str, accept: str, **options: Any) -> None:
    """Print what the server would answer at a path such as /id/kazakhstan."""
    from cislex import web

    application = web.create_app(Settings.from_environment(**options))
    response = application.test_client().get(path, headers={"Accept": accept})
    sys.stdout.buffer.write(response.get_data())
    if response.status_code >= 400:
        raise CislexError(f"{path} answers {response.status}")


def _check_questions() -> None:
    """Read every question, so that a broken one is found before it is served."""
    folder = resources.folder("queries")
    queries.load(folder)
    queries.load(folder / "pages")


def _question(query: str, parameters: dict[str, str]) -> str:
    """The SPARQL of a question in the gallery, a file, or standard input."""
    if query == "-":
        return sys.stdin.read()
    gallery = queries.load(resources.folder("queries"))
    if query in gallery:
        return gallery[query].fill(parameters)
    try:
        return Path(query).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(
            f"{query!r} is neither a question of the gallery nor a readable file ({error})"
        ) from error


def _pairs(parameters: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for parameter in parameters:
        name, sign, value = parameter.partition("=")
        if not sign:
            raise click.UsageError(f"{parameter!r} is not of the form NAME=VALUE")
        pairs[name] = value
    return pairs

"""The commands about articles: extract, check, add. They read options, call the works, print."""

from __future__ import annotations

import contextlib
import datetime
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import click

from cislex import bulk, phrases, releases, texts, writing
from cislex.bulk import Job, Result
from cislex.options import option
from cislex.settings import Settings

_UNREADABLE = 3
_FILES = click.argument(
    "files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path)
)
_OUTPUT = click.option(
    *("--output", "-o"),
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file, whole or not at all, instead of standard output.",
)
_RESUME = click.option(
    "--resume", is_flag=True, help="With --output: go on where an earlier run was interrupted."
)


def _format(*forms: str) -> Callable[[Any], Any]:
    words = f"{', '.join(forms)}; text on a terminal, jsonl in a pipe."
    return click.option("--format", "-f", "form", type=click.Choice(forms), help=words)


@click.command()
@_FILES
@_format("jsonl", "tsv", "trig", "text")
@_OUTPUT
@_RESUME
@option("extractors")
@option("article_bytes")
def extract(
    files: tuple[Path, ...],
    form: str | None,
    output: Path | None,
    resume: bool,
    **options: Any,
) -> None:
    """State what articles claim, with the place of each claim.

    Reads text, Markdown, HTML, PDF and DOCX files, the files of folders, and - for standard input.
    Ends with 3 where a file could not be read; the others are read all the same.
    """
    chosen = Settings.from_environment(**options)
    job = Job(_form(form, output), chosen.article_bytes, extractors=chosen.extractor_names)
    _work(job, files, output, resume)


@click.command()
@_FILES
@_format("text", "jsonl", "html")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Check as of this day; by default the day that the article states, else today.",
)
@_OUTPUT
@_RESUME
@option("extractors")
@option("store")
@option("article_bytes")
def check(
    files: tuple[Path, ...],
    form: str | None,
    on: datetime.datetime | None,
    output: Path | None,
    resume: bool,
    **options: Any,
) -> None:
    """Fact-check articles: each claim is confirmed, imprecise, contradicted or unverified.

    Ends with 1 where something is contradicted, with 3 where a file could not be read.
    """
    chosen = Settings.from_environment(**options)
    releases.current(chosen.store)
    day = on.date().isoformat() if on else ""
    job = Job(
        *(_form(form, output), chosen.article_bytes, chosen.store, day), chosen.extractor_names
    )
    _work(job, files, output, resume)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--slug", required=True, help="Its name in data/documents/.")
@click.option("--title", default="", help="Its title; by default the one that it has.")
@click.option("--page", default="", help="Its web address.")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--ai-generated", is_flag=True, help="It says of itself that a machine wrote it.")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="The data folder to add it to; by default that of the checkout.",
)
@option("documents")
@option("article_bytes")
def add(
    file: Path,
    slug: str,
    title: str,
    page: str,
    publisher: str,
    ai_generated: bool,
    data: Path | None,
    **options: Any,
) -> None:
    """Add an article as a source document: description, passages, statements for review.

    Its text is not stored; with --documents FOLDER it is kept there, outside the project.
    """
    from cislex import adding  # Loaded only by the command that needs it.

    chosen = Settings.from_environment(**options)
    article = texts.read(file, chosen.article_bytes)
    claims = list(bulk.works(Job("tsv", chosen.article_bytes)).claims(article))
    about = adding.About(slug, title, page, publisher, ai_generated)
    added = adding.add(article, claims, about, data, chosen.documents)
    click.echo(
        f"{added.folder}: {added.passages} passages, {added.statements} statements for review, "
        f"{added.entities} new entities"
    )
    for words in added.left_out:
        click.echo(f"left out: {words}", err=True)
    click.echo("Review statements.tsv and proposed.ttl there, then run 'cislex build'.")


def _form(form: str | None, output: Path | None) -> str:
    return form or ("text" if output is None and sys.stdout.isatty() else "jsonl")


def _work(job: Job, named: tuple[Path, ...], output: Path | None, resume: bool) -> None:
    """Work through the files, write what comes of each, end with the code that says how it went."""
    files = bulk.find(named)
    if not files:
        raise click.UsageError("The folders hold no file that can be read")
    _check_usage(job, named, files, output, resume)
    if len(files) > 1 or any(path.is_dir() for path in named):
        job = Job(job.form, job.maximum_bytes, job.store, job.on, job.extractors, many=True)
    unreadable = contradicted = 0
    with _target(job, output, resume) as (done, write):
        waiting = [path for path in files if str(path) not in done]
        with _progress(len(waiting)) as step:
            for result in _results(job, waiting):
                if result.problem:
                    unreadable += 1
                    click.echo(phrases.clean(result.problem), err=True)
                else:
                    write(result)
                contradicted += result.contradicted
                if result.last:
                    step()
    if unreadable:
        raise SystemExit(_UNREADABLE)
    if contradicted:
        raise SystemExit(1)


def _check_usage(
    job: Job, named: tuple[Path, ...], files: list[Path], output: Path | None, resume: bool
) -> None:
    if job.form in ("tsv", "html") and len(files) > 1:
        raise click.UsageError(f"{job.form} takes one file at a time; use jsonl for many")
    if resume and (output is None or job.form != "jsonl"):
        raise click.UsageError("--resume needs --output and the format jsonl")
    if Path("-") in named and len(named) > 1:
        raise click.UsageError("- (standard input) stands alone")
    if output is not None and output.resolve() in {path.resolve() for path in files}:
        raise click.UsageError("--output names one of the files to read: name another")


def _results(job: Job, files: list[Path]) -> Iterator[Result]:
    if files == [Path("-")]:
        yield from bulk.stream(job, sys.stdin.buffer)
    else:
        yield from bulk.run(job, files)


@contextlib.contextmanager
def _target(
    job: Job, output: Path | None, resume: bool
) -> Iterator[tuple[set[str], Callable[[Result], None]]]:
    """The names of the files that are done, and where the results of the others go."""
    if output is None:
        yield set(), lambda result: _write(result, _print)
    elif resume:
        kept = writing.Resumable(output)
        with contextlib.closing(kept):
            yield kept.done, lambda result: kept.add(result.file, result.output, result.last)
    else:
        with writing.whole(output) as target:
            yield set(), lambda result: _write(result, target.write, target)


def _print(text: str) -> None:
    click.echo(text, nl=False)


def _write(result: Result, write: Callable[[str], object], file: IO[str] | None = None) -> None:
    if result.output or not result.listed:
        write(result.output)
    if result.listed:
        from cislex import article_lists  # What prints for people is loaded only for people.

        article_lists.show(result, file)


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar where there are several files and somebody watches."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from cislex import article_lists

    with article_lists.progress(total) as step:
        yield step

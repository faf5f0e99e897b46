"""What the commands about articles print for people: claims, findings, progress."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from cislex import phrases
from cislex.bulk import Result
from cislex.checking import VERDICTS, Finding
from cislex.claims import Claim

_COLOURS = {"confirmed": "green", "imprecise": "yellow", "contradicted": "red", "unverified": "dim"}


def show(result: Result, file: IO[str] | None = None) -> None:
    """Claims or findings for people: the verdict in a colour and a word, and on what it rests.

    They go to the terminal, or to a `file`.
    """
    console = Console(file=file, width=100) if file else Console(highlight=False)
    console.print(Text(phrases.clean(result.file), style="bold"))
    for item, words in result.listed:
        claim = item if isinstance(item, Claim) else item.claim
        place = f"{claim.section}.{claim.paragraph}.{claim.sentence}"
        if isinstance(item, Finding):
            style = _COLOURS[item.verdict]
            head = Text(f"{phrases.ICONS[item.verdict]} {item.verdict:<12}", style=style)
        else:
            head = Text("• ")
        console.print(head + Text(f" {place:<8} {phrases.claimed(claim)}"), soft_wrap=True)
        console.print(Text(f"    “{words}”", style="dim"), soft_wrap=True)
        if isinstance(item, Finding) and item.expected:
            said = f"    {item.source}: {item.expected} (looked up {item.checked_on}) {item.page}"
            console.print(Text(said), soft_wrap=True)
    if findings := [item for item, _ in result.listed if isinstance(item, Finding)]:
        console.print(_summary(findings))


def _summary(findings: Iterable[Finding]) -> Text:
    found = [finding.verdict for finding in findings]
    parts = [
        Text(f"{phrases.ICONS[verdict]} {found.count(verdict)} {verdict}", style=_COLOURS[verdict])
        for verdict in VERDICTS
    ]
    return Text("   ").join(parts)


@contextlib.contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar over so many articles, and what tells it of one."""
    columns = (TextColumn("Articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)

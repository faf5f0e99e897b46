"""What the README says to those who run cislex is true: options, namespaces, time limits."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from cislex import graph_commands
from cislex.settings import Settings

README = (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")
SECTION = README.partition("## Running it for others")[2].partition("\n## ")[0]
UNIT = dict(
    line.split("=", 1)
    for line in SECTION.partition("```ini\n")[2].partition("```")[0].splitlines()
    if "=" in line
)


def options() -> set[str]:
    """The options of `cislex serve`."""
    return {
        name for one in graph_commands.serve.params for name in one.opts if name.startswith("--")
    }


def test_every_option_in_the_section_exists() -> None:
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", SECTION))
    assert len(named) > 8
    assert named <= options()


def test_the_unit_starts_what_exists() -> None:
    program, command, *arguments = shlex.split(UNIT["ExecStart"])
    assert (Path(program).name, command) == ("cislex", "serve")
    context = graph_commands.serve.make_context("serve", list(arguments), resilient_parsing=False)
    chosen = {name: value for name, value in context.params.items() if value is not None}
    assert chosen.pop("production") is True
    assert not chosen.pop("is_of_files")
    assert not chosen.pop("files")
    assert Settings.from_environment({}, **chosen).trusted_proxies == 1


def test_the_unit_and_the_proxies_leave_time_and_room() -> None:
    settings = Settings()
    request = settings.queue_seconds + settings.query_seconds
    assert float(UNIT["TimeoutStopSec"]) > request + settings.client_seconds
    assert float(re.findall(r"proxy_read_timeout (\d+)s", SECTION)[0]) > request
    for seconds in re.findall(r"keepalive(?:_timeout)? (\d+)s", SECTION):
        assert float(seconds) < settings.client_seconds
    assert int(UNIT["LimitNOFILE"]) > 2 * settings.connections
    assert int(UNIT["TasksMax"]) > 2 * settings.connections + settings.long_queries
    body = 3 * settings.maximum_query_bytes + 64 * 1024
    assert int(re.findall(r"client_max_body_size (\d)m", SECTION)[0]) * 1024**2 > body

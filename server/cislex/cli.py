"""The command line: finds the command, and turns errors into messages. No logic of its own.

Exit codes: 0 done, 1 problems found (`check`: something is contradicted), 2 wrong usage, 3 an
article could not be read (`extract`, `check`).
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from cislex import __version__
from cislex.errors import CislexError, InputError, QuerySyntaxError

_GRAPH = "build", "validate", "serve", "query", "dump", "locate", "get"
_ARTICLES = "extract", "check", "add"
COMMANDS = {
    **dict.fromkeys(_GRAPH, "cislex.graph_commands"),
    **dict.fromkeys(_ARTICLES, "cislex.article_commands"),
}
"""Where each command lives; only what it needs is loaded."""


class _Commands(click.Group):
    """Turns the errors of cislex into one clear message and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InputError as error:
            for problem in error.problems:
                click.echo(problem, err=True)
            _stop(f"{len(error.problems)} problem(s) found; what is served stays as it was.")
        except QuerySyntaxError as error:
            place = f"line {error.line}, column {error.column}: " if error.line else ""
            _stop(f"{place}{error}")
        except CislexError as error:
            _stop(str(error))
        except BrokenPipeError:
            # The reader of our output has gone: nothing to tell it.
            sys.stderr.close()
            raise SystemExit(1) from None
        except OSError as error:
            _stop(f"{error.filename or 'a file'}: {error.strerror}: check the path and its rights")


def _stop(message: str) -> NoReturn:
    click.echo(f"cislex: {message}", err=True)
    raise SystemExit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cislex")
def main() -> None:
    """The knowledge graph of intellectual-property law in the CIS."""


if __name__ == "__main__":
    main()

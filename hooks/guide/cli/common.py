"""What every command takes, and how it ends where something is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from guide.model.problems import InvalidGuide

EXIT_CODES = "It exits with 0 if all is well, with 1 if there are problems, and with 2 if the command itself is wrong."
"""The meaning of a command's exit code, for the help."""


def _with_a_guide(_context: click.Context, _option: click.Parameter, root: Path) -> Path:
    if not any((root / name).is_dir() for name in ("data", "content")):
        raise click.BadParameter("there is no guide, neither data/ nor content/; go to the top of the repository")
    return root


def root_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option for the folder of the guide."""
    return click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        callback=_with_a_guide,
        help="The folder that holds data and content; the current one by default.",
    )(command)


days_option = click.option(
    "--within",
    type=click.IntRange(0, 36_525),
    default=30,
    show_default=True,
    metavar="DAYS",
    help="How near a keep-by date counts as near.",
)
"""The option for how near a keep-by date counts as near."""


def progress(line: str) -> None:
    """Print a line about what is being done, on a terminal only."""
    if _is_terminal():
        click.echo(line, err=True)


def _is_terminal() -> bool:
    return sys.stderr.isatty()


def reporting(command: Callable[..., None]) -> Callable[..., None]:
    """Print problems and exit with 1 instead of a traceback."""

    @wraps(command)
    def wrapped(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except InvalidGuide as error:
            click.echo(str(error), err=True)
            click.echo(counted(len(error.problems), "problem"), err=True)
            sys.exit(1)
        except OSError as error:
            raise click.ClickException(f"{error.filename}: {error.strerror}") from None

    return wrapped


def counted(count: int, word: str) -> str:
    """Return a count with its word, in the singular where it is one."""
    return f"{count} {word}{'' if count == 1 else 's'}"

"""The command `guide`: check the files of a guide, or write its pages to a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from guide import data_schemas
from guide.commands import upkeep
from guide.freshness import today_from
from guide.problems import InvalidGuide
from guide.publishing import Publication, publish, write_to
from guide.reading import read_library


@click.group()
def main() -> None:
    """Check and export a guide that is made of data."""


for command in upkeep.COMMANDS:
    main.add_command(command)


def _root(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="The folder that holds data and content; the current one by default.",
    )(command)


def _reporting(command: Callable[..., None]) -> Callable[..., None]:
    """Print problems and exit with 1 instead of a traceback."""

    @wraps(command)
    def wrapped(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except InvalidGuide as error:
            count = len(error.problems)
            click.echo(str(error), err=True)
            click.echo(f"{count} problem{'s' if count > 1 else ''}", err=True)
            sys.exit(1)
        except OSError as error:
            raise click.ClickException(f"{error.filename}: {error.strerror}") from None

    return wrapped


@main.command()
@_root
@_reporting
def check(root: Path) -> None:
    """Say everything that is wrong with the data and the prose, each at its place."""
    publication = publish(root, today_from())
    click.echo(_summary(publication))


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@_root
@_reporting
def export(folder: Path, root: Path) -> None:
    """Write every page as Markdown with HTML, and every data file, into FOLDER."""
    publication = publish(root, today_from())
    write_to(folder, publication)
    click.echo(f"{_summary(publication)}; written to {folder}")


@main.command()
@_root
@_reporting
def schemas(root: Path) -> None:
    """Write the schemas of the data files, from which editors complete and check."""
    library = read_library(root)
    if library.problems:
        raise InvalidGuide(library.problems)
    written = data_schemas.files(library)
    for path, content in written.items():
        file = root / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8", newline="\n")
    click.echo(f"{len(written)} schemas are in {data_schemas.FOLDER}/")


@main.command()
@_root
@_reporting
def words(root: Path) -> None:
    """Report on the text: length, long and repeated sentences, filler, spelling, unused and ageing facts."""
    # Its libraries come with the test requirements: a build does not need them.
    from guide.word_report import report_words  # noqa: PLC0415

    publish(root, today_from())
    for line in report_words(read_library(root), today_from()):
        click.echo(line)


def _summary(publication: Publication) -> str:
    return f"No problems: {len(publication.pages)} pages, {len(publication.files)} other files"

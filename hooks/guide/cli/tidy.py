"""`guide tidy`: put data files into the house order and form."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from guide.authoring.format import first_line, kind_of, tidied
from guide.authoring.key_order import vocabulary_of
from guide.authoring.text_files import read_data_file
from guide.cli.common import EXIT_CODES, counted, reporting, root_option
from guide.model.problems import InvalidGuide, Problem
from guide.source.json_schemas import FOLDER
from guide.source.library import read_library


@click.command(
    epilog=f"""{EXIT_CODES}

    \b
    Examples:
      guide tidy                                every data file
      guide tidy data/facts/lantern-post.yml    one
      guide tidy --check                        change nothing, and name those that would change
    """
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if something would change.")
@root_option
@reporting
def tidy(files: tuple[Path, ...], *, only_check: bool, root: Path) -> None:
    """Put data files into the house order and form: keys in order, two columns in, each source on one line.

    Values, quotes and comments stay. A file that would say anything else afterwards is left alone, and so is one with
    a comment between keys that would have to move.
    """
    paths = [_path(file, root) for file in files] or list(_all_paths(root))
    has_schemas = (root / FOLDER).is_dir()
    vocabulary, problems, changed = vocabulary_of(read_library(root)), list[Problem](), 0
    for path in paths:
        try:
            file, document = read_data_file(root, path)
            text = tidied(document, kind_of(path), vocabulary, first_line(path) if has_schemas else "")
        except InvalidGuide as error:
            problems += error.problems
            continue
        if text != file.text:
            changed += 1
            click.echo(f"{'would change' if only_check else 'tidied'}: {path}")
            if not only_check:
                file.rewrite(text)
    click.echo(f"{counted(len(paths), 'file')} read, {changed} {'to be tidied' if only_check else 'tidied'}")
    if problems:
        raise InvalidGuide(problems)
    sys.exit(only_check and changed > 0)


def _path(file: Path, root: Path) -> str:
    """Return where a file stands in the guide; the command is wrong if no data is read from there."""
    resolved, folder = file.resolve(), root.resolve()
    path = resolved.relative_to(folder).as_posix() if resolved.is_relative_to(folder) else ""
    if not resolved.is_file():
        raise click.UsageError(f"'{file}' is not there.")
    if not kind_of(path):
        raise click.UsageError(f"'{file}' is no data file of this guide.")
    return path


def _all_paths(root: Path) -> Iterator[str]:
    paths: Sequence[str] = sorted(file.relative_to(root).as_posix() for file in (root / "data").rglob("*.yml"))
    yield from (path for path in paths if kind_of(path))

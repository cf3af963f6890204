"""The command `guide`: check the files of a guide, or write its pages to a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guide import data_schemas
from guide.commands.common import EXIT_CODES, counted, reporting, root_option
from guide.commands.new import new
from guide.commands.tidy import tidy
from guide.freshness import today_from
from guide.house_order import untidy
from guide.problem_formats import FORMATS
from guide.problems import InvalidGuide, Problem
from guide.publishing import Publication, publish, write_to
from guide.reading import read_library


@click.group()
def main() -> None:
    """Write, check and export a guide that is made of data."""


main.add_command(new)
main.add_command(tidy)


@main.command(
    epilog=f"""{EXIT_CODES}

    \b
    Examples:
      guide check
      guide check --format json > problems.json
      guide check --format github    in a workflow: each problem stands on its line of the pull request
    """
)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are written.")
@root_option
@reporting
def check(form: str, root: Path) -> None:
    """Say everything that is wrong with the data and the prose, each at its place.

    As text, problems go to standard error, one a line. For GitHub, and as JSON, they go to standard output and nothing
    else does.
    """
    publication, problems = _checked(root)
    if form == "text" and problems:
        raise InvalidGuide(problems)
    if form != "text":
        click.echo(FORMATS[form](problems, root), nl=bool(problems) or form == "json")
    click.echo(_summary(publication) if publication else counted(len(problems), "problem"), err=form != "text")
    sys.exit(bool(problems))


def _checked(root: Path) -> tuple[Publication | None, tuple[Problem, ...]]:
    """Return what would be published, or every problem, those of mere order included."""
    publication, found = None, set[Problem]()
    try:
        publication = publish(root, today_from())
    except InvalidGuide as error:
        found = set(error.problems)
    spoilt = {problem.path for problem in found}
    found |= {problem for problem in untidy(read_library(root), root) if problem.path not in spoilt}
    return (None if found else publication), tuple(sorted(found))


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@root_option
@reporting
def export(folder: Path, root: Path) -> None:
    """Write every page as Markdown with HTML, and every data file, into FOLDER."""
    publication = publish(root, today_from())
    write_to(folder, publication)
    click.echo(f"{_summary(publication)}; written to {folder}")


@main.command()
@root_option
@reporting
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
@root_option
@reporting
def words(root: Path) -> None:
    """Report on the text: length, long and repeated sentences, filler, spelling, unused and ageing facts."""
    # Its libraries come with the test requirements: a build does not need them.
    from guide.word_report import report_words  # noqa: PLC0415

    publish(root, today_from())
    for line in report_words(read_library(root), today_from()):
        click.echo(line)


def _summary(publication: Publication) -> str:
    return f"No problems: {len(publication.pages)} pages, {len(publication.files)} other files"

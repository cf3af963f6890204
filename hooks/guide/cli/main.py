"""The command `guide`: check the files of a guide, write its pages, keep what is published."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

from guide.cli.common import EXIT_CODES, counted, reporting, root_option
from guide.cli.problem_formats import FORMATS
from guide.model.problems import InvalidGuide, Problem
from guide.site import permalinks
from guide.site.build import Publication, publish, write_to
from guide.site.kept import cache_of
from guide.site.load import today_from
from guide.source import json_schemas
from guide.source.library import read_library


class _Commands(click.Group):
    """Commands of which only the one that is run is loaded; the help of all is read from where each stands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(f"guide.cli.{cmd_name}"), cmd_name)
        return command


_ELSEWHERE = frozenset({"freshness", "impact", "new", "refresh", "tidy", "verify"})
"""The commands that have a module of their own, named as they are."""


@click.group(cls=_Commands, epilog=EXIT_CODES)
def main() -> None:
    """Write, check and export a guide that is made of data."""


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
    """List everything that is wrong with the data and the prose, each at its place.

    As text, problems go to standard error, one a line. For GitHub, and as JSON, they go to standard output and nothing
    else does.
    """
    publication, problems, cache = None, tuple[Problem, ...](), cache_of(root)
    try:
        publication = publish(root, today_from(), cache=cache)
    except InvalidGuide as error:
        problems = error.problems
        if form == "text":
            raise
    finally:
        cache.close()
    if form != "text":
        click.echo(FORMATS[form](problems, root), nl=bool(problems) or form == "json")
    summary = _summary(publication, root) if publication else counted(len(problems), "problem")
    click.echo(summary, err=form != "text")
    sys.exit(bool(problems))


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@root_option
@reporting
def export(folder: Path, root: Path) -> None:
    """Write every page as Markdown with HTML, and every data file, into FOLDER.

    \b
    Examples:
      guide export exported
    """
    publication = publish(root, today_from())
    write_to(folder, publication)
    click.echo(f"{_extent(publication)}; written to {folder}")


@main.command()
@root_option
@click.option("--accept", is_flag=True, help=f"Put what is new on the list, {permalinks.LIST}.")
@reporting
def links(root: Path, *, accept: bool) -> None:
    """List what is published and not promised yet, and every promise that is broken.

    \b
    Examples:
      guide links
      guide links --accept
    """
    published = publish(root, today_from()).promises
    added = permalinks.new(published, root)
    for promise in added:
        click.echo(f"new: {promise}")
    if accept:
        permalinks.accept(published, root)
        click.echo(f"{len(added)} added to {permalinks.LIST}")
    else:
        click.echo(f"Every promise is kept; {len(added)} new" + (", which --accept adds" if added else ""))


@main.command()
@root_option
@reporting
def schemas(root: Path) -> None:
    """Write the schemas of the data files, from which editors complete and check.

    \b
    Examples:
      guide schemas
    """
    library = read_library(root)
    if library.problems:
        raise InvalidGuide(library.problems)
    written = json_schemas.files(library)
    for path, content in written.items():
        file = root / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8", newline="\n")
    click.echo(f"{len(written)} schemas are in {json_schemas.FOLDER}/")


@main.command()
@root_option
@reporting
def words(root: Path) -> None:
    """Report on the text: length, long and repeated sentences, filler, spelling, unused facts.

    \b
    Examples:
      guide words
    """
    # Its libraries come with the test requirements: a build does not need them.
    try:
        from guide.authoring.prose_style import report  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise click.ClickException(f"the library {error.name} is missing; `make words` brings it") from None

    publish(root, today_from())
    for line in report(read_library(root), root):
        click.echo(line)


def _extent(publication: Publication) -> str:
    return f"No problems: {len(publication.pages)} pages, {len(publication.files)} other files"


def _summary(publication: Publication, root: Path) -> str:
    """Return what was checked, and how much of it others may link to already without a promise.

    That is no problem of the data: an address becomes a promise when it is published, not while it is being written.
    """
    count = len(permalinks.new(publication.promises, root))
    remark = f"; {count} not on the list of promises yet, see `guide links`" if count else ""
    return _extent(publication) + remark

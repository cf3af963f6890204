"""`guide impact`: the effect of a change on what readers see."""

from __future__ import annotations

from pathlib import Path

import click

from guide.cli.common import reporting, root_option
from guide.impact.render import as_json, as_markdown, as_text
from guide.impact.report import report_on
from guide.impact.revisions import NoBase
from guide.model.urls import is_https
from guide.site.load import today_from

_WRITERS = {"text": as_text, "markdown": as_markdown, "json": as_json}


def _whole_address(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if value and not is_https(value):
        raise click.BadParameter(f"{value!r} is not an https address; write it whole")
    return value


@click.command()
@click.argument("base", default="origin/main")
@root_option
@click.option(
    "--format", "form", type=click.Choice(list(_WRITERS)), default="text", help="What to write; text if left out."
)
@click.option("--preview", default="", callback=_whole_address, help="Where the site with the change can be seen.")
@reporting
def impact(base: str, root: Path, form: str, preview: str) -> None:
    """Report what a change does to the reader.

    BASE is the git revision that it is a change to (origin/main if left out). The change is everything under the root
    that differs from there, whether or not it is committed.

    Exits with 0 if the two could be compared, with 1 and the problems if the guide as it is now has any, and with 2 if
    there is no such BASE.

    \b
    Examples:
      guide impact
      guide impact HEAD~1 --format json
      guide impact origin/main --format markdown --preview https://preview.example/41/
    """
    try:
        report = report_on(base, root, today_from())
    except NoBase as error:
        raise click.UsageError(str(error)) from None
    click.echo(_WRITERS[form](report, preview), nl=False)

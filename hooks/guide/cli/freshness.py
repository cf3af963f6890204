"""`guide freshness`: what is past its keep-by date, or near it."""

from __future__ import annotations

from pathlib import Path

import click

from guide.cli.common import days_option, reporting, root_option
from guide.refresh import stale
from guide.site.load import load_guide, today_from


@click.command()
@days_option
@click.option(
    "--format", "form", type=click.Choice(list(stale.FORMATS)), default="text", show_default=True, help="How to print."
)
@root_option
@reporting
def freshness(within: int, form: str, root: Path) -> None:
    """List what is past its keep-by date or near it, the soonest first.

    Each line shows for how long the fact still keeps, and whether `guide refresh` can renew it or a person has to.
    It exits with 0 however much is old, and with 1 if the guide cannot be read.

    \b
    Examples:
      guide freshness
      guide freshness --within 90
      guide freshness --within 0 --format markdown
    """
    click.echo(stale.FORMATS[form](stale.due(load_guide(root, today_from()), within), within))

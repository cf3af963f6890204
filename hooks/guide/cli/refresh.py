"""`guide refresh`: the values upstream, and the edits that follow from them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from guide.cli.common import days_option, progress, reporting, root_option
from guide.refresh import endoflife, github
from guide.refresh.apply import report_on, write_edits
from guide.refresh.http import CannotAsk, new_host
from guide.refresh.report import FORMATS
from guide.site.load import load_guide, today_from


@click.command()
@click.option("--write", is_flag=True, help="Write the proposed edits into data/facts; without it they are only shown.")
@days_option
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="markdown", show_default=True, help="How to print."
)
@click.option("--timeout", type=click.FloatRange(0.05, 600), default=20, show_default=True, help="Seconds an answer.")
@root_option
@reporting
def refresh(*, write: bool, within: int, form: str, timeout: float, root: Path) -> None:
    """Compare facts with their upstreams, and propose edits.

    GitHub is asked for releases, stars, licences and archived repositories, endoflife.date for the end of support.
    A value is changed only where the record's own source is a page of that kind and nothing beside it speaks of the
    old value; all else is listed for a person. Dates of facts that are confirmed are moved only when their keep-by
    date is near. Nothing is ever emptied: what cannot be read stays as it is.

    GITHUB_TOKEN in the environment is used for GitHub, which then allows more questions.

    It exits with 0 if everything could be read, whatever it found, and with 1 if something could not be read (the rest
    is proposed all the same) or if the guide has problems (then nothing is written).

    \b
    Examples:
      guide refresh
      guide refresh --write
      guide refresh --write --format markdown > summary.md
    """
    guide = load_guide(root, today_from())
    agent = {"User-Agent": f"guide (+{guide.repository})"}
    try:
        hosts = {
            github.NAME: new_host(github.API, agent | github.headers(os.environ.get("GITHUB_TOKEN", "")), timeout),
            endoflife.NAME: new_host(endoflife.API, agent, timeout),
        }
    except CannotAsk as error:
        raise click.ClickException(str(error)) from None
    with hosts[github.NAME].client, hosts[endoflife.NAME].client:
        report = report_on(guide, hosts, within, progress)
    if write:
        write_edits(root, report.findings, guide)
    click.echo(FORMATS[form](report))
    if report.gaps:
        sys.exit(1)

"""`guide outbound`: which links that lead out of the guide are dead."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guide.cli.common import progress, reporting, root_option
from guide.site import external_links as leading_out
from guide.site.build import publish
from guide.site.load import today_from
from guide.source.library import read_library


@click.command()
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", help="How to print it.")
@click.option("--lychee", default="lychee", show_default=True, metavar="PROGRAM", help="The program that tries links.")
@root_option
@reporting
def outbound(form: str, lychee: str, root: Path) -> None:
    """Try the links that lead out of the guide.

    lychee tries them, one at a time for each host, with a pause. A host that has no time for us leaves its links
    unchecked, not dead. data/outbound.yml lists the addresses that are not tried, each with its reason.

    It exits with 0 if no link is dead, and with 1 if one is, or if lychee cannot be run.

    \b
    Examples:
      guide outbound
      guide outbound --format json
    """
    publication = publish(root, today_from())
    exceptions = read_library(root).one("outbound")
    found = leading_out.links(publication)
    progress(f"trying up to {len(found)} links, one a second for each host")
    outcome = leading_out.try_links(found, exceptions, lychee, f"guide (+{publication.guide.repository})")
    click.echo(leading_out.as_json(outcome) if form == "json" else "\n".join(leading_out.as_markdown(outcome)))
    if outcome.dead:
        sys.exit(1)

"""The commands that keep the guide from ageing: what is old, and what machines know by now."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from guide.cli.common import reporting, root_option
from guide.derive.guide import Guide
from guide.refresh import stale as keeping
from guide.refresh.apply import ask_about_all, write_edits
from guide.refresh.http import CannotAsk, Host, checked_base, new_client, token_header
from guide.refresh.upstream import LIFECYCLES, Hosts
from guide.site.load import load_guide, today_from

_DAYS = click.option(
    "--within",
    type=click.IntRange(0, 36_525),
    default=30,
    show_default=True,
    metavar="DAYS",
    help="How near a keep-by date counts as near.",
)


def _format(*words: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option that chooses between forms; the first is the usual one."""
    return click.option(
        "--format", "form", type=click.Choice(words), default=words[0], show_default=True, help="How to print it."
    )


@click.command()
@_DAYS
@_format("text", "json", "markdown")
@root_option
@reporting
def freshness(within: int, form: str, root: Path) -> None:
    """Say what is past its keep-by date or near it, the soonest first.

    Each line says for how long the fact still keeps, and whether `guide refresh` can renew it or a person has to.
    It exits with 0 however much is old, and with 1 if the guide cannot be read.

    \b
    Examples:
      guide freshness
      guide freshness --within 90
      guide freshness --within 0 --format markdown
    """
    found = keeping.ageing(load_guide(root, today_from()), within)
    if form == "json":
        click.echo(keeping.as_json(found))
    else:
        lines = keeping.as_text if form == "text" else keeping.as_markdown
        click.echo("\n".join(lines(found, within)))


@click.command()
@click.option("--write", is_flag=True, help="Write the proposed edits into data/facts; without it they are only shown.")
@_DAYS
@_format("markdown", "json")
@click.option("--timeout", type=click.FloatRange(0.05, 600), default=20, show_default=True, help="Seconds an answer.")
@click.option("--github", envvar="GUIDE_GITHUB_API", default="https://api.github.com", hidden=True)
@click.option("--lifecycles", envvar="GUIDE_LIFECYCLE_API", default=LIFECYCLES, hidden=True)
@root_option
@reporting
def refresh(*, write: bool, within: int, form: str, timeout: float, github: str, lifecycles: str, root: Path) -> None:
    """Ask machines for what they know, and propose edits.

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
    try:
        hosts = _hosts(guide, github, lifecycles, timeout)
    except CannotAsk as error:
        raise click.ClickException(str(error)) from None
    with closing(hosts.github.client):
        refreshed = ask_about_all(guide, hosts, within, lambda one: _progress(f"asking about {one}"))
    if write:
        write_edits(root, refreshed.findings, guide)
    click.echo(refreshed.as_json() if form == "json" else "\n".join(refreshed.as_markdown()))
    if refreshed.gaps:
        sys.exit(1)


def _hosts(guide: Guide, github: str, lifecycles: str, timeout: float) -> Hosts:
    known = {
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
        **token_header(os.environ.get("GITHUB_TOKEN", "")),
    }
    github, lifecycles = checked_base("GUIDE_GITHUB_API", github), checked_base("GUIDE_LIFECYCLE_API", lifecycles)
    client = new_client(_agent(guide))
    return Hosts(
        github=Host(client=client, base=github, headers=known, timeout=timeout),
        lifecycles=Host(client=client, base=lifecycles, timeout=timeout),
    )


def _agent(guide: Guide) -> str:
    """Return the name under which hosts are asked: who asks, and where to complain."""
    return f"guide (+{guide.repository})"


def _progress(line: str) -> None:
    """Say on a terminal what is being done."""
    if sys.stderr.isatty():
        click.echo(line, err=True)


COMMANDS = (freshness, refresh)

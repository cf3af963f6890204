"""Measures every kind of page, as a reader gets it, against the limits; exits with 1 if one is broken."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from built import Site, build
from chromium import find_chromium, flags
from first_visit import first_visits
from kinds import kinds
from measuring import checkers, lighthouse
from measuring.verdict import LEGEND, Measured, faults, median, table
from playwright.sync_api import sync_playwright
from visiting import served, started
from worlds import REPOSITORY

INSTALLED = REPOSITORY / ".build" / "measuring"
"""Where `make budget` puts the tools."""

MODULES = INSTALLED / "node_modules"
LYCHEE = INSTALLED / "python" / "bin" / "lychee"
VALIDATOR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What Lighthouse is run with."""

    chromium: str
    runs: int

    def measure(self, address: str, *, listed: bool) -> Measured:
        """Return the median of some runs, one after the other."""
        reports = (lighthouse.run(MODULES, self.chromium, flags(), address) for _ in range(self.runs))
        return median([lighthouse.measured(report, listed=listed) for report in reports])


def chosen(site: Site, names: Sequence[str]) -> Mapping[str, str]:
    """Return the pages to measure by the name of their kind; all kinds, if none is named.

    Raises BadParameter if there is no such kind.
    """
    known = kinds(site)
    if unknown := sorted(set(names) - set(known)):
        raise click.BadParameter(f"no kind of page is called {', '.join(unknown)}; there are {', '.join(known)}")
    return {name: address for name, address in known.items() if not names or name in names}


def measure(site: Site, pages: Mapping[str, str], tools: Tools) -> Mapping[str, Measured]:
    """Return everything that the limits ask of each page, by the name of its kind."""
    with served(site.folder) as address:
        with started() as browser:
            visits = dict(first_visits(browser, address, pages.values()))
        found: dict[str, Measured] = {}
        for name, path in pages.items():
            click.echo(f"measuring {path}", err=True)
            seen = tools.measure(address + path[1:], listed=_listed(site, path))
            found[name] = {**seen, **visits[path].measured}
    return found


def _listed(site: Site, path: str) -> bool:
    """Say whether search engines may list a page."""
    return not site.pages[path].elements("//meta[@name='robots'][contains(@content, 'noindex')]")


def chromium() -> str:
    """Return the path of the Chromium that the tests use."""
    with sync_playwright() as playwright:
        return str(find_chromium(playwright) or playwright.chromium.executable_path)


def fresh(folder: Path) -> Path:
    """Empty a folder; return it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@click.command()
@click.option("--only", multiple=True, metavar="KIND", help="A kind of page to measure; may be given again. All.")
@click.option(
    "--runs",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="How often each page is measured; the median counts.",
)
def main(only: Sequence[str], runs: int) -> None:
    """Measure pages and have them checked; say what was found. Exit with 1 if anything is over a limit or wrong."""
    site = build(REPOSITORY, fresh(INSTALLED / "site"))
    pages = measure(site, chosen(site, only), Tools(chromium=chromium(), runs=runs))
    judged = [checkers.html(site.folder, VALIDATOR), checkers.links(site.folder, LYCHEE)]
    wrong = [*faults(pages), *(fault for one in judged for fault in one.faults)]
    click.echo("\n".join([table(pages), LEGEND, *(one.said for one in judged), *wrong]))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

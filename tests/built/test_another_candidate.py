"""Adding a candidate means answering what its three files ask and entering it into the ledger, and nothing else.

How it is done, and how slips are told, is rehearsed in `tests/cli/test_rehearsal.py`.
"""

from __future__ import annotations

import csv
import io

import pytest
from built import Site, build, words
from rehearsing import NAME, SLUG, VERDICT, grown_small_world
from worlds import ENVIRONMENT


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small guide with one candidate more."""
    root = grown_small_world(tmp_path_factory.mktemp("grown") / "databases")
    return build(root, tmp_path_factory.mktemp("grown-site"), **ENVIRONMENT)


def test_it_stands_last_in_the_ranking(grown: Site) -> None:
    """The newcomer must be the last row of the ranking, with its verdict."""
    row = grown.pages["/"].elements("//ol[@class='ranks']/li")[-1]
    assert row.get("id") == SLUG
    assert words(row.xpath(".//h4/a")[0]) == NAME
    assert VERDICT in words(row)


def test_it_has_a_page_of_its_own(grown: Site) -> None:
    """The newcomer must have a page with its name, its place among all, and all its answers."""
    pages = [address for address in grown.pages if address.endswith(f"/{SLUG}/")]
    assert len(pages) == 1
    page = grown.pages[pages[0]]
    count = len(grown.pages["/"].elements("//ol[@class='ranks']/li"))
    assert words(page.one("//h1")) == NAME
    assert f"No. {count} of {count}" in page.text


def test_it_has_a_column_in_the_comparison(grown: Site) -> None:
    """The newcomer must answer every question, in a column of its own."""
    head = grown.pages["/compare/"].elements("//table[@id='answers']/thead//th")
    assert head[-1].get("data-candidate") == SLUG


def test_it_has_a_row_of_judgements(grown: Site) -> None:
    """The newcomer must be judged in the comparison."""
    rows = grown.pages["/compare/"].elements("//table[@class='matrix']/tbody/tr")
    assert rows[-1].get("data-candidate") == SLUG


@pytest.mark.parametrize("address", ["/404.html", "/contribute/", "/changes/"])
def test_it_stands_in_the_lists_of_other_pages(grown: Site, address: str) -> None:
    """Pages that list all candidates must list the newcomer."""
    assert NAME in grown.pages[address].text


def test_it_stands_in_the_data(grown: Site) -> None:
    """The newcomer must be in the JSON and in every table for spreadsheets."""
    assert grown.candidates[-1]["name"] == NAME
    for name in ("judgements", "facts", "in-the-box"):
        assert SLUG in {row[0] for row in csv.reader(io.StringIO(grown.text(f"data/{name}.csv")))}


def test_it_stands_in_the_sitemap(grown: Site) -> None:
    """Search engines must hear of the newcomer's page."""
    assert f"/{SLUG}/</loc>" in grown.text("sitemap.xml")


def test_all_others_keep_their_pages(grown: Site, small_site: Site) -> None:
    """A newcomer must add one page and take none away."""
    assert len(grown.pages) == len(small_site.pages) + 1
    assert small_site.pages.keys() < grown.pages.keys()

"""Citing and showing on the built site: every page can be cited, every rank shown, every table had as a file."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from built import BuiltPage, Element, Site, words
from guide.exports.csv_tables import neutral
from lxml import html
from visiting import served


def pasted(page: BuiltPage) -> dict[str, str]:
    """Return what can be pasted from a page: each text by the fold that it stands in and its name."""
    return {
        f"{fold.get('id')} {entry.findtext('dt')}": entry.xpath("string(dd/pre/code)")
        for fold in page.elements("//details[@class='citing']")
        for entry in fold.xpath(".//dl[@class='pasted']/div")
    }


def test_every_page_can_be_cited(any_site: Site) -> None:
    """Each page but the one for missing addresses ends with a citation of itself: its address, edition and date."""
    year = any_site.document("index")["guide"]["edition"]
    for address, page in any_site.pages.items():
        found = pasted(page)
        if address == "/404.html":
            assert found == {}
            continue
        for form in ("cite Plain text", "cite BibTeX", "cite Markdown"):
            assert any_site.address + address[1:] in found[form], address
            assert f"{year} edition" in found[form], address
        assert found["cite BibTeX"].startswith("@misc{"), address


def test_no_two_pages_share_a_key(any_site: Site) -> None:
    """Whoever cites two pages in one bibliography needs two keys."""
    keys = [pasted(page)["cite BibTeX"].partition(",")[0] for page in any_site.pages.values() if pasted(page)]
    assert len(keys) == len(set(keys))


def _named(site: Site, snippet: str) -> Iterator[str]:
    """Yield the paths on the site that a snippet names."""
    for address in re.findall(rf"{re.escape(site.address)}[^\s)\"\]]*", snippet):
        yield "/" + address.removeprefix(site.address)


def test_what_is_pasted_finds_its_badge_and_its_card(any_site: Site) -> None:
    """Every address in a snippet answers, and a candidate's page has all of them."""
    for candidate in any_site.candidates:
        page = any_site.page_of(candidate)
        found = pasted(page)
        assert found.keys() >= {"badge Markdown", "badge HTML", "card HTML"}
        named = {path for snippet in found.values() for path in _named(any_site, snippet)}
        edition = candidate["guide"]["edition"]
        assert named == {page.address, f"/badge/{edition}/{candidate['slug']}.svg", f"/embed/{candidate['slug']}/"}
        assert [path for path in named if not any_site.holds(path)] == []


def test_a_card_says_what_the_page_says(any_site: Site) -> None:
    """A card shows rank, name, verdict and edition as they are in the data, and leads to the page in a new window."""
    slugs = {slug for candidate in any_site.candidates for slug in (candidate["slug"], *candidate["aliases"])}
    assert any_site.embedded.keys() == {f"/embed/{slug}/" for slug in slugs}
    for candidate in any_site.candidates:
        card = any_site.embedded[f"/embed/{candidate['slug']}/"]
        assert words(card.one("//h1")) == f"{candidate['rank']} {candidate['name']}"
        assert candidate["verdict"] in card.text
        assert candidate["best_for"][0] in card.text
        assert f"{candidate['guide']['edition']} edition" in card.text
        link = card.one("//a")
        assert any_site.target(card, link.get("href")) == (any_site.page_of(candidate).address, "")
        assert (link.get("target"), link.get("rel")) == ("_blank", "noopener")


def test_a_card_is_a_page_of_its_own_and_stands_in_no_search(any_site: Site) -> None:
    """A card has its language, title and main part; no script, nothing fetched; search engines are sent to the page."""
    for card in any_site.embedded.values():
        assert card.one("/html").get("lang") == "en"
        assert words(card.one("//title"))
        assert len(card.elements("//main")) == 1
        assert card.elements("//script|//img|//link[not(@rel='canonical')]|//@style|//@src") == []
        assert card.one("//meta[@name='robots']").get("content") == "noindex"
        canonical = str(card.one("//link[@rel='canonical']").get("href")).removeprefix(any_site.address)
        assert f"/{canonical}" in any_site.pages
    assert "/embed/" not in any_site.text("sitemap.xml")


def _rows(site: Site, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(site.text(f"data/{table}.csv").splitlines()))


def _shown(cell: Element) -> str:
    """Return what a cell answers, without where it was read."""
    copy = html.fragment_fromstring(html.tostring(cell, encoding="unicode"))
    for evidence in copy.find_class("evidence"):
        evidence.drop_tree()
    return words(copy)


def _questions(site: Site, prefix: str) -> dict[tuple[str, str], str]:
    """Return what a table of the comparison with a candidate in each column shows, by candidate and key."""
    table = site.pages["/compare/"].one("//table[@id='answers']")
    candidates = [str(head.get("data-candidate")) for head in table.xpath("./thead/tr/th[@data-candidate]")]
    return {
        (candidate, row.xpath("./th")[0].get("id").removeprefix(f"{prefix}-")): _shown(cell)
        for row in table.xpath(f"./tbody/tr[starts-with(th/@id, '{prefix}-')]")
        for candidate, cell in zip(candidates, row.xpath("./td"), strict=True)
    }


def _judgements(site: Site) -> dict[tuple[str, str], str]:
    table = site.pages["/compare/"].one("//table[@class='matrix']")
    criteria = [str(head.get("data-sort")) for head in table.xpath("./thead/tr/th[@data-sort != '']")]
    return {
        (row.get("data-candidate"), criterion.replace("_", "-")): _shown(cell)
        for row in table.xpath("./tbody/tr")
        for criterion, cell in zip(criteria, row.xpath("./td"), strict=True)
    }


@pytest.mark.parametrize("name", ["judgements", "facts", "in-the-box"])
def test_a_table_as_a_file_says_what_the_page_shows(any_site: Site, name: str) -> None:
    """Each cell of each comparison is a row of the file, in the very words; only what a spreadsheet would compute has
    an apostrophe in front."""
    key = {"judgements": "criterion", "facts": "question", "in-the-box": "feature"}[name]
    rows = {(row["candidate"], row[key].replace("_", "-")): row["shown"] for row in _rows(any_site, name)}
    cells = {
        "judgements": lambda: _judgements(any_site),
        "facts": lambda: _questions(any_site, "fact"),
        "in-the-box": lambda: _questions(any_site, "box"),
    }[name]()
    assert cells
    assert rows == {place: neutral(text) for place, text in cells.items()}


def _examples(site: Site) -> list[str]:
    return [str(code.text_content()) for code in site.pages["/data/"].elements("//h2[@id='programs']/..//pre/code")]


def test_the_examples_name_addresses_that_answer(any_site: Site) -> None:
    """Whatever address stands in an example on the page of the data is there."""
    named = [path for example in _examples(any_site) for path in _named(any_site, example)]
    roots = [path for path in named if not path.endswith(".json")]
    assert [path for path in named if path not in roots and not any_site.holds(path)] == []
    assert len(named) > len(roots)
    assert all((any_site.folder / root[1:] / "index.json").is_file() for root in roots)


def test_the_program_on_the_page_runs(any_site: Site) -> None:
    """Whoever copies the program gets the pick that the rules have for its answers, and what we say of it."""
    (program,) = (example for example in _examples(any_site) if "import json" in example)
    with served(any_site.folder) as address:
        told = subprocess.run(  # noqa: S603 - the program that the site itself publishes
            [sys.executable, "-c", program.replace(any_site.address, address)],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout.splitlines()
    rules = {rule["says"]: rule for rule in any_site.document("decision")["rules"]}
    by_slug = {candidate["slug"]: candidate for candidate in any_site.candidates}
    picks = [by_slug[slug] for slug in rules[told[0]]["pick"]]
    assert told[1:] == [f"No. {pick['rank']}, {pick['name']}: {pick['verdict']}" for pick in picks]


def test_every_document_is_told_of(any_site: Site) -> None:
    """The page of the data links to each kind of document, its schema, each table, each feed and the calendar."""
    page = any_site.pages["/data/"]
    linked = {target[0] for link in page.links() if (target := any_site.target(page, link))}
    index = any_site.document("index")
    told = [index["openapi"], *(one["address"] for one in index["documents"])]
    told += [one["schema_address"] for one in index["documents"]]
    wanted = {"/" + address.removeprefix(any_site.address) for address in told}
    for pattern in ("api/v1/schemas/*", "data/*.csv", "feeds/*", "calendar.ics"):
        wanted |= {f"/{file.relative_to(any_site.folder).as_posix()}" for file in any_site.folder.glob(pattern)}
    former = {alias for candidate in any_site.candidates for alias in candidate["aliases"]}
    assert wanted - linked == {f"/feeds/{alias}.xml" for alias in former}


def test_feeds_are_in_sight_where_news_is_told(any_site: Site) -> None:
    """A reader who wants to be told finds the feed on the page itself, not only in its head."""
    for candidate in any_site.candidates:
        page = any_site.page_of(candidate)
        assert (f"/feeds/{candidate['slug']}.xml", "") in [any_site.target(page, link) for link in page.links()]
    for address in ("/changes/", "/"):
        page = any_site.pages[address]
        assert ("/feeds/changes.xml", "") in [any_site.target(page, link) for link in page.links()]

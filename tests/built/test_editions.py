"""A past edition beside its successor: the small guide in its second year, and what our own does before its first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
import yaml
from built import BuiltPage, Site, words
from worlds import REPOSITORY, TODAY

YEAR = "/2025"
GONE = "/databases/slate/"
"""A page that the second edition no longer has."""

WHY = "20 October 2026: Pebble changes places with Granite. We looked again."
"""What the ledger says of the order of the second edition."""


def _past(site: Site) -> Iterator[BuiltPage]:
    found = [page for address, page in site.pages.items() if address.startswith(f"{YEAR}/")]
    assert len(found) > 10
    yield from found


def _banner(page: BuiltPage) -> str:
    return words(page.one("//aside[@class='past']"))


# The past edition


def test_every_page_of_a_past_edition_says_so_and_leads_on(second_site: Site) -> None:
    """Before anything else a reader must learn which edition this is, and get to the same page as it is now."""
    for page in _past(second_site):
        assert page.elements("//main/*")[0].get("aria-label") == "A past edition"
        assert _banner(page).startswith("This is the 2025 edition, frozen on 15 January 2026. ")
        assert "The current edition is 2026" in _banner(page)
        (link,) = page.elements("//aside[@class='past']//a")
        now = page.address.removeprefix(YEAR)
        wanted = now if now in second_site.pages else "/"
        assert second_site.target(page, str(link.get("href"))) == (wanted, "")


def test_a_page_that_is_gone_leads_to_the_ranking(second_site: Site) -> None:
    """Where the current edition has no such page, the past one must say so."""
    said = _banner(second_site.pages[YEAR + GONE])
    assert said.endswith("The current edition is 2026, which no longer has this page: its ranking.")


def test_no_page_of_the_current_edition_is_marked_past(second_site: Site) -> None:
    """The mark must stand on the past edition only, and so must its style."""
    for page in second_site.current_pages.values():
        assert not page.elements("//aside[@class='past' or @class='errata']"), page.address
        assert ".past {" not in page.html, page.address


def test_a_past_edition_says_what_it_said(second_site: Site) -> None:
    """Its verdicts, ranks and words must be those of its day, whatever the current edition says."""
    old, new = second_site.pages[f"{YEAR}/databases/pebble/"], second_site.pages["/databases/pebble/"]
    for page, said, not_said in (
        (old, ("No. 2 of 4", "One file, no server, few worries."), "Still one file"),
        (new, ("No. 1 of 3", "Still one file, still no server."), "few worries"),
    ):
        assert all(text in page.text for text in said)
        assert not_said not in page.text


def test_nothing_in_a_past_edition_gets_older(second_site: Site, small_site: Site) -> None:
    """What was current on the day of freezing must not look past its date years later; what was old then still does."""
    for slug in ("granite", "pebble", "folio"):
        address = f"/databases/{slug}/"
        then, frozen, now = (
            len(page.elements("//*[@class='stale']"))
            for page in (small_site.pages[address], second_site.pages[YEAR + address], second_site.pages[address])
        )
        assert then == frozen < now, slug


def test_a_past_page_is_known_by_its_own_address(second_site: Site) -> None:
    """Canonical link, shared picture, data about the page and sitemap must name the page with its year."""
    sitemap = second_site.text("sitemap.xml")
    for page in _past(second_site):
        own = second_site.address + page.address[1:]
        assert str(page.one("//meta[@property='og:url']").get("content")) == own
        assert f"<loc>{own}</loc>" in sitemap
        image = str(page.one("//meta[@property='og:image']").get("content"))
        assert image.startswith(f"{second_site.address}2025/cards/")
        assert second_site.holds("/" + image.removeprefix(second_site.address))
        graph = json.loads(page.one("//script[@type='application/ld+json']").text)["@graph"]
        assert {node["url"] for node in graph if node["@type"] == "Article"} <= {own}
    assert f"<loc>{second_site.address}databases/pebble/</loc>" in sitemap


def test_title_and_description_of_a_past_page_name_the_year(second_site: Site) -> None:
    """In a list of results the past page must not pass for the current one."""
    for page in _past(second_site):
        assert "(2025)" in words(page.one("//head/title"))
        assert str(page.one("//meta[@name='description']").get("content")).startswith("2025 edition: ")


def test_a_past_page_offers_its_data_and_no_feed(second_site: Site) -> None:
    """The documents of the past edition go with its pages; there is no news of it."""
    for page in _past(second_site):
        types = {str(link.get("type")) for link in page.elements("//link[@rel='alternate']")}
        assert "application/atom+xml" not in types
        for link in page.elements("//link[@rel='alternate'][@type='application/json']"):
            address, _ = second_site.target(page, str(link.get("href"))) or ("", "")
            assert address.startswith(f"{YEAR}/api/")


def test_the_navigation_stays_in_the_edition(second_site: Site) -> None:
    """Whoever goes on by the menu must not leave the edition without noticing; its name leads to the current one."""
    for page in _past(second_site):
        menus = [str(link.get("href")) for link in page.elements("//header//nav//a | //footer//nav//a")]
        assert {(second_site.target(page, link) or ("",))[0].partition("/2025/")[0] for link in menus} == {""}
        home = str(page.one("//a[@class='site-name']").get("href"))
        assert second_site.target(page, home) == ("/", "")
    current = second_site.pages[f"{YEAR}/compare/"].elements("//header//a[@aria-current='page']")
    assert [words(link) for link in current] == ["Compare"]


def test_a_past_page_can_only_be_corrected_by_an_erratum(second_site: Site) -> None:
    """No link may offer a change of what is frozen."""
    for page in _past(second_site):
        assert {link.partition("/edit/")[2] for link in page.links() if "/edit/" in link} == {
            "trunk/editions/2025/errata.yml"
        }, page.address
        assert "Change this page" not in page.text


def test_the_search_knows_the_current_edition_only(second_site: Site) -> None:
    """What is looked for is found as it is now."""
    assert [entry["url"] for entry in second_site.fragments if entry["url"].startswith(YEAR)] == []


def test_the_documents_of_a_past_edition_name_its_addresses(second_site: Site) -> None:
    """A program that reads the past edition must stay in it."""
    ranking = json.loads(second_site.text("2025/api/v1/ranking.json"))
    assert ranking["guide"]["edition"] == 2025
    pages = re.findall(r'"page": "([^"]+)"', second_site.text("2025/api/v1/ranking.json"))
    assert len(pages) > 4
    assert [page for page in pages if not page.startswith(f"{second_site.address}2025/")] == []


# Errata


def test_an_erratum_stands_on_its_page_with_date_and_source(second_site: Site) -> None:
    """A reader of the page must see the correction right under the mark, and the text below as it was."""
    page = second_site.pages[f"{YEAR}/databases/folio/"]
    erratum = page.one("//aside[@class='past']/following-sibling::*[1][@class='errata']")
    assert words(erratum) == (
        "Erratum, 1 December 2026. The page says that Folio is from 2014. Right is: It is from 2013. Folio: history"
    )
    assert [str(link.get("href")) for link in erratum.xpath(".//a[starts-with(@href, 'https')]")] == [
        "https://folio.example/history"
    ]
    others = [other.address for other in _past(second_site) if other.elements("//aside[@class='errata']")]
    assert others == [page.address]
    assert f"{page.address[1:]}</loc>\n         <lastmod>2026-12-01</lastmod>" in second_site.text("sitemap.xml")


def test_the_successor_lists_past_editions_and_their_errata(second_site: Site) -> None:
    """On the page of changes a reader must find each past edition, and each correction to it."""
    page = second_site.pages["/changes/"]
    section = page.one("//section[h2[@id='editions']]")
    links = {words(link): second_site.target(page, str(link.get("href"))) for link in section.xpath("./ul//a")}
    assert links == {
        "2025 edition": (f"{YEAR}/", ""),
        "Erratum, 1 December 2026": (f"{YEAR}/databases/folio/", "erratum-1"),
    }


# What moved


def test_the_ranking_says_what_moved_and_why(second_site: Site) -> None:
    """Who moved or left must stand on the ranking with the entry of the ledger, and a way to the past edition."""
    page = second_site.pages["/"]
    section = page.one("//section[h2[@id='since-2025']]")
    assert [words(entry) for entry in section.xpath("./ul/li")] == [
        "Slate: no longer ranked, was no. 4. 1 October 2026: Slate leaves. We looked again.",
        f"Pebble: from no. 2 to no. 1; Granite: from no. 1 to no. 2. {WHY}",
    ]
    assert "The other one keeps its place." in words(section)
    leads = {(second_site.target(page, str(link.get("href"))) or ("",))[0] for link in section.xpath(".//a")}
    assert leads >= {f"{YEAR}/", YEAR + GONE}


@pytest.mark.parametrize(
    ("slug", "before", "told"),
    [
        ("pebble", 2, ("Its place: from no. 2 to no. 1.", "Safety: from care to calm", "Pebble changes places")),
        ("granite", 1, ("Its place: from no. 1 to no. 2.", "No word of our judgement changed.")),
        ("folio", 3, ("Its place: no. 3, as before.", "No word of our judgement changed.")),
    ],
)
def test_a_candidates_page_says_what_became_of_it(
    second_site: Site, slug: str, before: int, told: tuple[str, ...]
) -> None:
    """Its former place, linked, at the top; place and words, old and new, in its history."""
    page = second_site.pages[f"/databases/{slug}/"]
    link = page.one("//p[@class='eyebrow']/a[contains(., 'edition')]")
    assert words(link) == f"In the 2025 edition: no. {before}"
    assert second_site.target(page, str(link.get("href"))) == (f"{YEAR}/databases/{slug}/", "")
    history = words(page.one("//section[h2[@id='history']]"))
    assert [text for text in told if text not in history] == []


def test_where_there_is_no_edition_before_nothing_is_said_of_one(small_site: Site, second_site: Site) -> None:
    """A first edition has nothing to compare itself with, neither while it is current nor once it is past."""
    for page in (*small_site.pages.values(), *_past(second_site)):
        assert not page.elements("//*[starts-with(@id, 'since-') or @id='editions']"), page.address
        assert "In the 20" not in page.text


def test_a_ledger_entry_names_what_has_left(second_site: Site) -> None:
    """An entry that once brought in what is no longer ranked must name it, and lead to where it still stands."""
    page = second_site.pages["/changes/"]
    link = page.one("//ol[@class='ledger']//a[. = 'Slate']")
    assert second_site.target(page, str(link.get("href"))) == (YEAR + GONE, "")


# Before an edition is past


def test_our_own_edition_answers_under_its_year(site: Site) -> None:
    """Until there is a next edition, every page must also be reached with the year in front of its address."""
    year = yaml.safe_load((REPOSITORY / "data/edition.yml").read_text(encoding="utf-8"))["year"]
    for address in site.current_pages.keys() - {"/404.html"}:
        page = site.redirects[f"/{year}{address}"]
        assert site.target(page, str(page.one("//a").get("href"))) == (address, ""), address
    assert not any(address.startswith(f"/{year}/") for address in site.pages)


def test_the_second_edition_answers_under_both_years(second_site: Site) -> None:
    """The past year is the frozen edition, the current year leads to the current pages, what left to the past."""
    assert f"{YEAR}/" in second_site.pages
    assert "/2026/databases/pebble/" in second_site.redirects
    gone = second_site.redirects[GONE]
    assert second_site.target(gone, str(gone.one("//a").get("href"))) == (YEAR + GONE, "")


def test_the_day_of_freezing_is_the_day_of_the_first_edition(second_site: Site) -> None:
    """The world of these tests must be built on a later day than it was frozen, or they show nothing."""
    assert second_site.day.year > TODAY.year + 1

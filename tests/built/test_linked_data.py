"""The linked data of built pages says what readers see on them, and nothing more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from built import BuiltPage, Site, words

ALLOWED = {"Article", "BreadcrumbList", "DataDownload", "Dataset", "ItemList", "ListItem", "Organization"}
"""A rank is an opinion: nothing here is a rating, a review, a product or a list of questions."""


def _graph(page: BuiltPage) -> list[dict[str, Any]]:
    """Return what a page says of itself, part by part."""
    said = json.loads(page.one("//script[@type='application/ld+json']").text)
    assert said["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = said["@graph"]
    return graph


def _parts(site: Site, kind: str) -> Iterator[tuple[BuiltPage, dict[str, Any]]]:
    for address, page in site.pages.items():
        if address != "/404.html":
            yield from ((page, part) for part in _graph(page) if part["@type"] == kind)


def _types(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (str(value["@type"]),) if "@type" in value else ()
        for inner in value.values():
            yield from _types(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _types(inner)


def _heading(page: BuiltPage) -> str:
    return words(page.one("//h1"))


def test_nothing_is_a_rating(any_site: Site) -> None:
    """Only types that say what a page is may be used, and each page says something."""
    for address, page in any_site.pages.items():
        if address != "/404.html":
            used = set(_types(_graph(page)))
            assert used, address
            assert used <= ALLOWED, address


def test_the_way_to_a_page_is_one_that_it_shows(any_site: Site) -> None:
    """Each step must lead to a page by a name that stands on this one, and the last must be its heading."""
    seen = set()
    for page, way in _parts(any_site, "BreadcrumbList"):
        *before, last = way["itemListElement"]
        links = {
            (any_site.target(page, str(link.get("href"))), words(link)) for link in page.elements("//body//a[@href]")
        }
        for step in before:
            assert (any_site.target(page, step["item"]), step["name"]) in links, page.address
        assert (last["name"], last["item"]) == (_heading(page), any_site.address + page.address[1:])
        assert [step["position"] for step in way["itemListElement"]] == list(range(1, len(before) + 2))
        seen.add(page.address)
    assert seen == any_site.pages.keys() - {"/", "/404.html"}


def test_articles_say_the_heading_and_the_dates_of_their_page(any_site: Site) -> None:
    """Headline, dates and address must be the visible ones; the description is on the page or describes it."""
    articles = list(_parts(any_site, "Article"))
    assert len(articles) > len(any_site.candidates)
    for page, article in articles:
        dates = {str(date) for date in page.tree.xpath("//body//time/@datetime")}
        assert article["headline"] == _heading(page)
        assert {article["datePublished"], article["dateModified"]} <= dates, page.address
        assert article["datePublished"] <= article["dateModified"]
        assert article["url"] == any_site.address + page.address[1:]
        described = page.one("//meta[@name='description']").get("content")
        assert article["description"] == described or article["description"] in words(page.one("//main")), page.address


def test_the_ranking_is_the_one_on_the_page(any_site: Site) -> None:
    """The list must hold the names of the page, in its order, each with the page it leads to."""
    ((page, ranking),) = list(_parts(any_site, "ItemList"))
    assert page.address == "/"
    shown = [
        (words(link), any_site.address + target[0][1:])
        for link in page.elements("//ol[@class='ranks']//h4/a")
        if (target := any_site.target(page, str(link.get("href"))))
    ]
    entries = ranking["itemListElement"]
    assert [(entry["name"], entry["url"]) for entry in entries] == shown
    assert [entry["position"] for entry in entries] == list(range(1, ranking["numberOfItems"] + 1))
    assert [entry["name"] for entry in entries] == [one["name"] for one in any_site.document("ranking")["ranking"]]
    assert ranking["name"] == _heading(page)


def test_the_data_is_described_where_it_is_explained(any_site: Site) -> None:
    """Only the page on the data describes it as such, and every file that it names is there."""
    ((page, data),) = list(_parts(any_site, "Dataset"))
    assert page.address == "/data/"
    types = {"json": "application/json", "csv": "text/csv"}
    for file in data["distribution"]:
        assert file["contentUrl"].startswith(any_site.address)
        path = file["contentUrl"].removeprefix(any_site.address)
        assert any_site.holds(path), path
        assert file["encodingFormat"] == types[path.rpartition(".")[2]]
    assert data["license"] in {str(link) for link in page.tree.xpath("//a/@href")}
    assert data["dateModified"] == any_site.document("index")["guide"]["as_of"]

"""The Markdown twins of built pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from built import BuiltPage, Site, words
from lxml import html
from markdown_it import MarkdownIt

READER = MarkdownIt("commonmark", {"html": True}).enable("table")
"""Somebody else's reader of Markdown, which lets HTML through."""


@dataclass(frozen=True, kw_only=True)
class Twin:
    """A twin, read, with the page that it belongs to."""

    page: BuiltPage
    head: dict[str, Any]
    markdown: str
    shown: Any
    """As HTML again."""


@cache
def _twins(site: Site) -> tuple[Twin, ...]:
    return tuple(_read(site, page) for page in site.pages.values() if page.address != "/404.html")


def _read(site: Site, page: BuiltPage) -> Twin:
    _, head, markdown = site.text(f"{page.address[1:]}index.md").split("---\n", 2)
    shown = html.fragment_fromstring(READER.render(markdown), create_parent="div")
    return Twin(page=page, head=yaml.safe_load(head), markdown=markdown, shown=shown)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_every_page_has_a_twin_and_nothing_else_has(any_site: Site) -> None:
    """A twin stands beside each page, at its former addresses too, and none beside the page for missing addresses."""
    twins = {file.relative_to(any_site.folder).as_posix() for file in any_site.folder.rglob("*.md")}
    assert twins >= {f"{address[1:]}index.md" for address in any_site.pages if address != "/404.html"}
    assert twins <= {f"{address[1:]}index.md" for address in any_site.pages.keys() | any_site.redirects.keys()}


def test_a_twin_says_what_it_is_the_twin_of(any_site: Site) -> None:
    """Whoever is handed the text alone must learn the page, the edition, the date and the terms."""
    guide = any_site.document("index")
    for twin in _twins(any_site):
        assert twin.head["address"] == any_site.address + twin.page.address[1:]
        assert twin.head["description"] == twin.page.one("//meta[@name='description']").get("content")
        assert twin.page.one("//head/title").text.startswith(twin.head["title"])
        assert twin.head["guide"] == f"{guide['guide']['name']}, {guide['guide']['edition']} edition"
        assert twin.head["updated"] in {str(date) for date in twin.page.tree.xpath("//time/@datetime")}
        assert guide["licences"][0]["address"] in twin.head["licence"]
        assert "data" not in twin.head or any_site.holds(twin.head["data"].removeprefix(any_site.address))


def test_a_twin_has_the_headings_of_its_page(any_site: Site) -> None:
    """Every heading must be there, in order, but for those of what only works on the page."""
    for twin in _twins(any_site):
        headings = twin.page.elements("//main//*[self::h1 or self::h2 or self::h3]")
        used = [
            one
            for one in headings
            if not one.xpath("ancestor::form[not(.//table)]|ancestor::nav[@class='contents']|ancestor::*[@hidden]")
        ]
        said = [_letters(words(one)).lstrip("0123456789") for one in twin.shown.xpath(".//h1|.//h2|.//h3")]
        assert said == [_letters(words(one)).lstrip("0123456789") for one in used], twin.page.address


def _columns(table: Any) -> Iterator[int]:
    """Yield how many columns each cell takes; Markdown has no other way than empty cells."""
    return (int(cell.get("colspan", 1)) for cell in table.xpath(".//th|.//td"))


def test_a_twin_has_the_tables_of_its_page(any_site: Site) -> None:
    """Every table must be a table again, with its caption above it and as many rows and cells."""
    for twin in _twins(any_site):
        before, after = twin.page.elements("//main//table"), twin.shown.xpath(".//table")
        assert [len(one.xpath(".//tr")) for one in after] == [len(one.xpath(".//tr")) for one in before]
        assert [len(one.xpath(".//th|.//td")) for one in after] == [sum(_columns(one)) for one in before]
        for table, other in zip(before, after, strict=True):
            (caption,) = table.xpath("caption")
            assert caption.get("class") == "unseen" or words(other.getprevious()) == f"{words(caption)}:"


def test_no_html_is_left_in_a_twin(any_site: Site) -> None:
    """Apart from code, a twin must hold no element; and what it shows is made of what Markdown makes."""
    for twin in _twins(any_site):
        text = re.sub(r"^( *)(`{3,}).*?^\1\2$|(`+).*?\3", "", twin.markdown, flags=re.DOTALL | re.MULTILINE)
        assert re.findall(r"<[a-zA-Z/!?]", text) == [], twin.page.address
        assert {one.tag for one in twin.shown.iter()} <= {
            "div", "h1", "h2", "h3", "h4", "p", "a", "ul", "ol", "li", "strong", "em", "code", "pre",
            "table", "thead", "tbody", "tr", "th", "td",
        }  # fmt: skip


def test_the_links_of_a_twin_are_whole_and_lead_somewhere(any_site: Site) -> None:
    """A text that is passed on must still lead to its sources and to the pages and calendars of the guide."""
    for twin in _twins(any_site):
        for link in map(str, twin.shown.xpath(".//@href")):
            whole = re.sub(r"^webcal:(.+\.ics)$", r"https:\1", link)
            assert whole.startswith("https://"), f"{twin.page.address}: {link}"
            target = any_site.target(twin.page, whole)
            assert target or whole == link, f"{twin.page.address}: {link} subscribes to a calendar of somebody else"
            if target:
                assert any_site.holds(target[0]), link
                assert not target[1] or target[1] in any_site.pages[target[0]].ids, link


def test_a_twin_keeps_the_sources(any_site: Site) -> None:
    """Every source that a page leads to must be in its twin."""
    for twin in _twins(any_site):
        sources = {link for link in twin.page.tree.xpath("//main//a/@href") if str(link).startswith("https://")}
        kept = {str(link) for link in twin.shown.xpath(".//@href")}
        assert {str(one).replace("(", "%28").replace(")", "%29") for one in sources} <= kept, twin.page.address


def test_the_first_twin_ranks_as_the_data_does(any_site: Site) -> None:
    """The order and the numbers of the ranking must be those of the data."""
    ranking = any_site.document("ranking")["ranking"]
    said = re.findall(r"^#### (\d+)\. \[(.+?)\]\((.+?)\)", any_site.text("index.md"), re.MULTILINE)
    assert said == [(str(one["rank"]), one["name"], one["page"]) for one in ranking]


def test_nothing_of_the_page_as_a_tool_is_left(any_site: Site) -> None:
    """Buttons, choices and what a script fills in later must not be said."""
    for twin in _twins(any_site):
        controls = twin.page.elements("//main//button | //main//fieldset//label")
        texts = {words(one) for one in controls if len(words(one)) > 20}
        texts |= {words(one) for one in twin.page.elements("//main//button")}
        assert [text for text in texts if text and f"\n{text}\n" in twin.markdown] == []

"""The form of every built page: headings, anchors, tables, titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from built import BuiltPage, Site, words


def test_ids_are_unique(any_site: Site) -> None:
    """An id must be given once on a page, or links land in the wrong place."""
    for page in any_site.pages.values():
        assert [id for id, count in Counter(page.ids).items() if count > 1] == [], page.address


def test_ids_are_fit_for_addresses(any_site: Site) -> None:
    """An id must be plain small letters, digits and hyphens, so that it can be typed, quoted and kept."""
    for page in any_site.pages.values():
        own = [id for id in page.ids if not id.startswith("__")]
        assert [id for id in own if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)] == [], page.address


def test_references_within_a_page_have_their_element(any_site: Site) -> None:
    """What labels, describes or controls something must be on the page."""
    attributes = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list")
    for page in any_site.pages.values():
        for name in attributes:
            named = {id for value in page.tree.xpath(f"//@{name}") for id in str(value).split()}
            assert named - set(page.ids) == set(), f"{page.address}: {name}"


def test_headings_are_in_order(any_site: Site) -> None:
    """A page must open with its only first-level heading, and no heading may skip a level."""
    for page in any_site.pages.values():
        levels = [int(heading.tag[1]) for heading in page.elements("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1, page.address
        assert levels.count(1) == 1, page.address
        skips = [(one, other) for one, other in pairwise(levels) if other > one + 1]
        assert skips == [], page.address


def test_headings_say_something_and_differ(any_site: Site) -> None:
    """Headings must not be empty, and no two second-level ones on a page may read the same."""
    for page in any_site.pages.values():
        assert all(words(heading) for heading in page.elements("//h1|//h2|//h3|//h4"))
        second = Counter(words(heading) for heading in page.elements("//h2"))
        assert [heading for heading, count in second.items() if count > 1] == [], page.address


def _tables(site: Site) -> Iterator[tuple[BuiltPage, Any]]:
    for page in site.pages.values():
        for table in page.elements("//table"):
            yield page, table


def test_tables_have_a_caption_and_scoped_headers(any_site: Site) -> None:
    """A table must say what it shows, and each header for what it stands."""
    for page, table in _tables(any_site):
        assert [words(caption) for caption in table.xpath("./caption")] != [], page.address
        assert all(words(caption) for caption in table.xpath("./caption")), page.address
        assert table.xpath(".//th[not(@scope='row' or @scope='col' or @scope='colgroup')]") == [], page.address
        assert table.xpath("./thead//th[@scope='col']"), page.address
        assert table.xpath("./tbody/tr[not(th[@scope='row' or @scope='colgroup'])]") == [], page.address


def test_captions_differ_on_a_page(any_site: Site) -> None:
    """Two tables of one page must not bear the same caption."""
    for page in any_site.pages.values():
        captions = [words(caption) for caption in page.elements("//caption")]
        assert len(captions) == len(set(captions)), page.address


def test_no_cell_is_empty_or_a_bare_mark(any_site: Site) -> None:
    """Every cell must hold a word or a number; a tick, a dash or nothing is no answer."""
    for page, table in _tables(any_site):
        bare = [
            words(table.xpath("./caption")[0])
            for cell in table.xpath(".//td|.//th")
            if not re.search(r"\w", words(cell))
        ]
        assert bare == [], page.address


def test_rows_have_as_many_cells_as_the_head(any_site: Site) -> None:
    """Every row must answer every column, or answers stand under the wrong heading."""
    for page, table in _tables(any_site):
        widths = {
            sum(int(cell.get("colspan", 1)) for cell in row.xpath("./th|./td"))
            for row in table.xpath(".//tr[not(th[@scope='colgroup'])]")
        }
        assert len(widths) == 1, f"{page.address}: {words(table.xpath('./caption')[0])}"


@pytest.mark.parametrize("what", ["//head/title", "//meta[@name='description']/@content"])
def test_every_page_has_its_own_title_and_description(any_site: Site, what: str) -> None:
    """Title and description must stand once on every page, and no two pages may share them."""
    found: dict[str, str] = {}
    for address, page in any_site.pages.items():
        values = page.tree.xpath(what)
        assert len(values) == 1, address
        text = words(values[0]) if hasattr(values[0], "tag") else str(values[0]).strip()
        assert len(text) > 10, address
        assert "[[" not in text, address
        assert text not in found, f"{address} and {found.get(text)} share {text!r}"
        found[text] = address


def test_pages_say_their_language_and_fit_telephones(any_site: Site) -> None:
    """Every page, redirects included, must declare its language, its characters and the viewport."""
    for page in (*any_site.pages.values(), *any_site.redirects.values()):
        assert page.one("/html").get("lang") == "en"
        assert page.one("//meta[@charset]").get("charset") == "utf-8"
        assert "width=device-width" in str(page.one("//meta[@name='viewport']").get("content"))


def test_missing_and_moved_pages_stay_out_of_search_engines(any_site: Site) -> None:
    """The page for missing addresses and the redirects must not be indexed, and all others may be."""
    for address, page in {**any_site.pages, **any_site.redirects}.items():
        hidden = bool(page.elements("//meta[@name='robots' and @content='noindex']"))
        assert hidden == (address == "/404.html" or address in any_site.redirects), address


def test_nothing_of_the_machinery_shows(any_site: Site) -> None:
    """No reference, template mark or Python value may be left in the words of a page."""
    left = re.compile(r"\[\[[a-z_.]+\]\]|\{[{%#]|[%#}]\}|<(?:class|function|object)\b|\bMarkup\(|\bCalendarDate\b")
    for page in any_site.pages.values():
        texts = [
            str(text).strip() for text in page.tree.xpath("//body//text()[not(ancestor::code or ancestor::script)]")
        ]
        assert [text for text in texts if left.search(text)] == [], page.address
        assert {"None", "True", "False", "Undefined", "()", "[]", "{}"} & set(texts) == set(), page.address

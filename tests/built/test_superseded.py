"""A past edition as it is built under its year: the banner in the shell, and what search engines are told."""

from __future__ import annotations

import re

from built import BuiltPage, Site, words


def _banners(page: BuiltPage) -> list[str]:
    return [words(banner) for banner in page.elements("//main/*[1][self::aside[@class='superseded']]")]


def test_the_banner_is_the_first_thing_on_every_page(past_site: Site) -> None:
    """Readers learn first which edition this is; the page for missing addresses says so too."""
    for page in past_site.pages.values():
        assert _banners(page) == ["This is the 2025 edition. The current one is the 2026 edition."], page.address
        assert ".superseded{" in page.html, page.address


def test_without_the_setting_there_is_neither_banner_nor_style(site: Site, small_site: Site) -> None:
    """A current edition sends nothing that it does not use."""
    for page in (*site.pages.values(), *small_site.pages.values()):
        assert not page.elements("//*[@class='superseded']"), page.address
        assert ".superseded {" not in page.html, page.address


def test_search_engines_are_sent_to_the_current_edition(past_site: Site) -> None:
    """The same page of the current edition is the one to be found; the past one is still read, and shared as itself."""
    page = past_site.pages["/databases/folio/"]
    assert page.one("//link[@rel='canonical']").get("href") == "https://drawer.example/guide/databases/folio/"
    assert page.one("//meta[@property='og:url']").get("content") == f"{past_site.address}databases/folio/"
    assert not page.elements("//meta[@name='robots']")


def test_the_twins_say_so_too(past_site: Site) -> None:
    """Whoever reads the text instead of the page learns which edition it is."""
    twin = past_site.text("databases/folio/index.md")
    assert "**This is the 2025 edition.**" in twin
    assert "(https://drawer.example/guide/databases/folio/)" in twin


def test_the_year_stands_once_in_every_address(past_site: Site) -> None:
    """Nothing in a site that stands under its year may add the year once more, but for its badges."""
    assert past_site.address.endswith("/2025/")
    assert not past_site.holds("/2025/")
    assert [path for path, text in past_site.texts() if re.search(r"(?<!badge)/2025/2025/", text)] == []

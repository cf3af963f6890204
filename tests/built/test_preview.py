"""A preview of a proposed change cannot be taken for the guide."""

from __future__ import annotations

from pathlib import Path

from built import Site, build, words
from worlds import ENVIRONMENT


def test_every_page_of_a_preview_says_what_it_is(small_world: Path, tmp_path: Path) -> None:
    """Readers must be told, and led to the proposal; search engines must be kept off."""
    preview = build(small_world, tmp_path / "site", GUIDE_PREVIEW="7", **ENVIRONMENT)
    for page in preview.pages.values():
        said = page.one("//p[@class='preview']")
        assert words(said) == "A proposed change, not the guide: pull request 7."
        assert said.xpath("./a/@href") == ["https://code.example/quiet/drawer/pull/7"]
        assert page.elements("//meta[@name='robots'][@content='noindex']"), page.address


def test_the_guide_itself_is_no_preview(site: Site) -> None:
    """What is published must be found, and say nothing of proposals."""
    assert not [page.address for page in site.pages.values() if page.elements("//p[@class='preview']")]
    hidden = [page.address for page in site.pages.values() if page.elements("//meta[@name='robots']")]
    assert hidden == ["/404.html"]

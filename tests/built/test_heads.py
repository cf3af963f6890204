"""What stands in the heads of built pages for those who share them, list them or read them by program."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator

import pytest
from built import BuiltPage, Site
from guide.model.titles import LONGEST_DESCRIPTION, LONGEST_TITLE

ONCE = (
    "og:site_name", "og:type", "og:url", "og:title", "og:description",
    "og:image", "og:image:width", "og:image:height", "og:image:alt", "twitter:card",
)  # fmt: skip
"""What a shared link is shown by."""

LARGEST_CARD = 300_000
"""In bytes; some services take no larger picture."""


def _shown(site: Site) -> Iterator[BuiltPage]:
    return (page for address, page in site.pages.items() if address != "/404.html")


def _said(page: BuiltPage) -> dict[str, str]:
    """Return what a page says to those who share it; each thing once."""
    found = [(str(one.get("property") or one.get("name")), str(one.get("content"))) for one in page.elements("//meta")]
    shared = [(name, content) for name, content in found if name.startswith(("og:", "twitter:"))]
    assert len(shared) == len(dict(shared)), page.address
    return dict(shared)


def test_titles_and_descriptions_fit_a_result_page(any_site: Site) -> None:
    """A search engine must have nothing to cut, neither of the title nor of the description."""
    for page in _shown(any_site):
        assert len(page.one("//head/title").text) <= LONGEST_TITLE, page.address
        assert len(page.one("//meta[@name='description']").get("content")) <= LONGEST_DESCRIPTION, page.address
        assert len(_said(page)["og:title"]) <= LONGEST_TITLE, page.address


def test_every_page_can_be_shared(any_site: Site) -> None:
    """A shared link must show the page's own title, description, address and picture, each said once."""
    titles = set()
    for page in _shown(any_site):
        said = _said(page)
        assert tuple(said) == ONCE, page.address
        assert all(said.values()), page.address
        assert said["og:url"] == any_site.address + page.address[1:]
        assert said["og:description"] == page.one("//meta[@name='description']").get("content")
        assert said["og:type"] == ("website" if page.address == "/" else "article")
        titles.add(said["og:title"])
    assert len(titles) == len(list(_shown(any_site)))


def test_a_shared_title_does_not_repeat_the_guides_name(any_site: Site) -> None:
    """The name of the guide stands beside the title already."""
    for page in _shown(any_site):
        said = _said(page)
        assert page.address == "/" or said["og:site_name"] not in said["og:title"]


def test_every_card_is_a_picture_of_the_size_that_is_said(any_site: Site) -> None:
    """The picture of a page must be there, be its own, and be neither of another size nor too heavy."""
    cards = set()
    for page in _shown(any_site):
        said = _said(page)
        assert said["og:image"].startswith(any_site.address)
        path = said["og:image"].removeprefix(any_site.address)
        content = (any_site.folder / path).read_bytes()
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", content[16:24])
        assert (str(width), str(height)) == (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert len(content) < LARGEST_CARD, page.address
        cards.add(path)
    drawn = {file.relative_to(any_site.folder).as_posix() for file in any_site.folder.rglob("cards/**/*.png")}
    assert cards <= drawn
    # The others are the same pictures at their former paths.
    pictures = {(any_site.folder / path).read_bytes() for path in cards}
    assert [path for path in drawn - cards if (any_site.folder / path).read_bytes() not in pictures] == []


def test_the_card_of_a_candidate_says_its_rank_and_verdict_in_words(any_site: Site) -> None:
    """Whoever cannot see the picture must be told what stands on it."""
    for candidate in any_site.candidates:
        told = _said(any_site.page_of(candidate))["og:image:alt"]
        assert told.startswith(f"No. {candidate['rank']}. {candidate['name']}. ")
        assert candidate["verdict"].rstrip(".") in told


def test_every_other_form_of_a_page_is_there(any_site: Site) -> None:
    """Each form that a head announces must be published, be of the type that is said, and be named once."""
    endings = {"text/markdown": ".md", "application/json": ".json", "application/atom+xml": ".xml"}
    for page in _shown(any_site):
        links = page.elements("//link[@rel='alternate']")
        forms = [str(link.get("href")) for link in links]
        assert len(forms) == len(set(forms))
        for link in links:
            target = any_site.target(page, str(link.get("href")))
            assert target is not None, page.address
            assert any_site.holds(target[0]), page.address
            assert target[0].endswith(endings[str(link.get("type"))])
            assert link.get("title")
        assert [link.get("type") for link in links].count("text/markdown") == 1


def test_a_document_is_about_the_page_that_announces_it(any_site: Site) -> None:
    """The data that a page leads to must lead back to it."""
    leading = 0
    for page in _shown(any_site):
        for link in page.elements("//link[@rel='alternate' and @type='application/json']"):
            target = any_site.target(page, str(link.get("href")))
            assert target
            document = json.loads(any_site.text(target[0][1:]))
            assert document["page"] == any_site.address + page.address[1:]
            leading += 1
    assert leading > len(any_site.candidates)


def test_the_foot_leads_to_the_other_forms_of_a_page(any_site: Site) -> None:
    """A reader must find the Markdown and the data of a page on the page."""
    for page in _shown(any_site):
        foot = {str(link) for link in page.tree.xpath("//footer//a/@href")}
        forms = {
            str(link.get("href"))
            for link in page.elements("//link[@rel='alternate']")
            if "atom" not in link.get("type")
        }
        assert forms <= foot, page.address


@pytest.mark.parametrize(
    "tag",
    ["//meta[starts-with(@property, 'og:')]", "//link[@rel='alternate']", "//script[@type='application/ld+json']"],
)
def test_what_stands_at_no_address_announces_nothing(any_site: Site, tag: str) -> None:
    """The page for missing addresses must not be shared, listed or read by program."""
    assert any_site.pages["/404.html"].elements(tag) == []

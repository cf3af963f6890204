"""Where the built pages lead, and that each page can be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from built import BuiltPage, Site

RESOURCES = (
    "//@src",
    "//@srcset",
    "//@poster",
    "//@action",
    "//@formaction",
    "//object/@data",
    "//link[not(@rel='canonical')]/@href",
)
"""What a browser fetches, or sends something to, by itself or on a press."""

IN_STYLES = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]?([^'\";]*)")


def _resources(page: BuiltPage) -> Iterator[str]:
    for path in RESOURCES:
        yield from (str(value) for value in page.tree.xpath(path))


def _styles(page: BuiltPage) -> Iterator[str]:
    for text in page.tree.xpath("//style/text() | //@style"):
        yield from (one or other for one, other in IN_STYLES.findall(str(text)))


def _broken(site: Site, page: BuiltPage, link: str) -> str:
    target = site.target(page, link)
    if target is None:
        return ""
    address, fragment = target
    if not site.holds(address):
        return f"{page.address}: {link} leads to no page"
    if fragment and fragment not in site.pages[address].ids:
        return f"{page.address}: {link} leads to no anchor"
    return ""


def test_every_link_and_fragment_resolves(any_site: Site) -> None:
    """A link to the guide's own pages, files and anchors must lead somewhere, from every page."""
    broken = [_broken(any_site, page, link) for page in any_site.pages.values() for link in page.links()]
    assert len(broken) > len(any_site.pages)
    assert list(filter(None, broken)) == []


def test_every_resource_is_there(any_site: Site) -> None:
    """A script, an image or a style that a page asks for must have been published."""
    asked = [
        _broken(any_site, page, link)
        for page in any_site.pages.values()
        for link in (*_resources(page), *_styles(page))
    ]
    assert asked
    assert list(filter(None, asked)) == []


def test_redirects_lead_to_pages(any_site: Site) -> None:
    """A redirect must send readers, programs and search engines to one page, and that page must exist."""
    assert any_site.redirects
    for page in any_site.redirects.values():
        refresh = str(page.one("//meta[@http-equiv='refresh']").get("content"))
        link = str(page.one("//a").get("href"))
        assert refresh == f"0; url={link}"
        address, fragment = any_site.target(page, link) or ("", "")
        assert address in any_site.pages
        assert not fragment
        assert str(page.one("//link[@rel='canonical']").get("href")) == any_site.address + address[1:]


def test_each_page_names_the_address_to_be_found_at(any_site: Site) -> None:
    """The canonical address is the page's own, or that of the edition that took its place; a missing page has none."""
    for address, page in any_site.pages.items():
        canonical = [str(link.get("href")) for link in page.elements("//link[@rel='canonical']")]
        assert canonical == ([] if address == "/404.html" else [any_site.current + address[1:]])


def test_the_page_for_missing_addresses_works_at_any_depth(any_site: Site) -> None:
    """A server shows it at every address, so no link or resource in it may depend on where it stands."""
    base = urlsplit(any_site.address).path
    page = any_site.pages["/404.html"]
    relative = [
        link
        for link in (*page.links(), *_resources(page), *_styles(page))
        if not link.startswith((base, "https://", "#"))
    ]
    assert relative == []


def test_nothing_is_fetched_from_another_host(any_site: Site) -> None:
    """No attribute and no style may make the reader's browser ask somebody else."""
    for page in (*any_site.pages.values(), *any_site.redirects.values()):
        away = [link for link in (*_resources(page), *_styles(page)) if any_site.target(page, link) is None]
        assert away == [], page.address


def test_published_scripts_and_styles_name_no_other_host(any_site: Site) -> None:
    """What runs or dresses a page must not know any address outside the guide.

    The name that is reserved for examples is nobody's; Pagefind takes addresses apart with it.
    """
    texts = {
        file: file.read_text(encoding="utf-8") for file in any_site.folder.rglob("*.[cj]s*") if file.suffix != ".json"
    }
    texts = {file: text for file, text in texts.items() if file.suffix in (".js", ".css")}
    assert texts
    assert [
        file.name
        for file, text in texts.items()
        if re.search(r"(?:https?:)?//(?!example\.com\b)[a-z0-9-]+\.[a-z]", text)
    ] == []


def test_links_to_others_are_https(any_site: Site) -> None:
    """A link that leaves the guide must be a plain https address, or one that a calendar subscribes to."""
    for page in any_site.pages.values():
        parts = [(link, urlsplit(link)) for link in page.links()]
        right = (("", False), ("https", True), ("webcal", True))
        odd = [link for link, part in parts if (part.scheme, bool(part.netloc)) not in right]
        assert odd == [], page.address


def test_every_page_can_be_reached_from_the_first(any_site: Site) -> None:
    """Following links from the ranking, a reader must come to every page of the guide."""
    reached: set[str] = set()
    ahead = ["/"]
    while ahead:
        address = ahead.pop()
        if address in any_site.pages and address not in reached:
            reached.add(address)
            page = any_site.pages[address]
            ahead += [target[0] for link in page.links() if (target := any_site.target(page, link))]
    assert reached == any_site.pages.keys() - {"/404.html"}


def test_candidates_and_pairs_are_one_step_from_ranking_and_comparison(small_site: Site) -> None:
    """The ranking must link to each ranked page, and the comparison to each written pair."""
    for first, folder in (("/", "/databases/"), ("/compare/", "/compare/")):
        page = small_site.pages[first]
        linked = {(small_site.target(page, link) or ("",))[0] for link in page.links()}
        assert {address for address in small_site.pages if address.startswith(folder)} <= linked | {first}

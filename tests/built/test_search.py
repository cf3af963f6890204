"""What is published for the search, on every built guide."""

from __future__ import annotations

from built import Site


def test_every_entry_leads_to_a_place_that_is_there(any_site: Site) -> None:
    """Whatever the search finds must lead to a page, and to an anchor on it."""
    assert any_site.found
    for address, *_ in any_site.found:
        page, _, anchor = address.partition("#")
        assert page.partition("?")[0] in any_site.pages, address
        assert not anchor or anchor in any_site.pages[page].ids, address


def test_the_title_of_an_entry_is_on_the_page_that_it_leads_to(any_site: Site) -> None:
    """A reader who follows a result must see at once that it is the right page: its title or its heading says so."""
    for address, kind, title, *_ in any_site.found:
        page = any_site.pages[address.partition("#")[0].partition("?")[0]]
        first = title.partition(": ")[0].removesuffix("?").removesuffix(" side by side").partition(" and ")[0]
        assert kind in ("Rule", "Caution") or first in page.text, address


def test_every_page_can_be_found(any_site: Site) -> None:
    """Each page has an entry of its own, but for the one for missing addresses."""
    assert any_site.pages.keys() - {entry[0] for entry in any_site.found} == {"/404.html"}

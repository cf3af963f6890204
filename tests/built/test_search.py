"""What is published for the search, on every built guide."""

from __future__ import annotations

import json

from built import Site


def test_every_entry_leads_to_a_place_that_is_there(any_site: Site) -> None:
    """Whatever the search finds must lead to a page, and to an anchor on it."""
    assert any_site.fragments
    for entry in any_site.fragments:
        page, _, anchor = entry["url"].partition("#")
        assert page in any_site.pages, entry["url"]
        assert not anchor or anchor in any_site.pages[page].ids, entry["url"]


def test_the_title_of_an_entry_is_on_the_page_that_it_leads_to(any_site: Site) -> None:
    """A reader who follows a result must see at once that it is the right page: its title or its heading says so."""
    for entry in any_site.fragments:
        page = any_site.pages[entry["url"].partition("#")[0]]
        first = entry["meta"]["title"].partition(": ")[0].removesuffix("?")
        assert entry["meta"]["kind"] in ("Rule", "Caution") or first in page.text, entry["url"]


def test_every_page_can_be_found(any_site: Site) -> None:
    """Each page has an entry of its own, but for the one for missing addresses."""
    whole = {entry["url"] for entry in any_site.fragments}
    assert any_site.pages.keys() - whole == {"/404.html"}


def test_the_index_is_of_one_language(any_site: Site) -> None:
    """The pages are in English, so one index must hold all of them."""
    entry = json.loads(any_site.text("pagefind/pagefind-entry.json"))
    assert [(name, known["page_count"]) for name, known in entry["languages"].items()] == [
        ("en", len(any_site.fragments))
    ]

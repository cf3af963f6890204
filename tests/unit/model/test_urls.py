"""Addresses and anchors: what they look like, and the way from one page to another."""

from __future__ import annotations

import pytest
from guide.model import urls


def test_a_pair_has_one_address() -> None:
    """A pair must have the same address in whichever order it is asked for."""
    assert urls.pair("pebble", "folio") == urls.pair("folio", "pebble") == "/compare/folio-vs-pebble/"


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        (("fact", "first_release"), "fact-first-release"),
        (("rule", "no-server"), "rule-no-server"),
        (("change", "2026-01-15", "3"), "change-2026-01-15-3"),
    ],
)
def test_an_anchor_is_made_of_hyphens(words: tuple[str, ...], anchor: str) -> None:
    """An anchor joins a kind of thing and its key by hyphens."""
    assert urls.anchor(*words) == anchor


@pytest.mark.parametrize(
    ("target", "page", "way"),
    [
        ("/", "/", "./"),
        ("/about/", "/", "about/"),
        ("/", "/about/", "../"),
        ("/databases/folio/", "/databases/granite/", "../folio/"),
        ("/method/#criteria", "/databases/granite/", "../../method/#criteria"),
        ("/#the-ranking", "/about/", "../#the-ranking"),
        ("/data/facts.csv", "/data/", "facts.csv"),
        ("/about/#contact", "/about/", "#contact"),
        ("/about/", "/about/", "./"),
    ],
)
def test_links_are_relative(target: str, page: str, way: str) -> None:
    """The way between two pages must hold wherever the site lies, and keep a fragment and a last slash."""
    assert urls.relative(target, page) == way


@pytest.mark.parametrize(
    ("page", "file"),
    [("/", "index.md"), ("/about/", "about.md"), ("/databases/granite/", "databases/granite.md"), ("/404/", "404.md")],
)
def test_each_page_has_its_file(page: str, file: str) -> None:
    """A page's file is named after its address."""
    assert urls.source_file(page) == file


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("/", True),
        ("/about/#contact", True),
        ("#contact", True),
        ("//elsewhere.example/", False),
        ("https://elsewhere.example/", False),
        ("about/", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_what_lies_inside_starts_with_one_slash_or_a_fragment(address: str, *, inside: bool) -> None:
    """An address of another host must not count as inside, not even without a scheme."""
    assert urls.is_inside(address) is inside


@pytest.mark.parametrize(
    ("address", "https"),
    [
        ("https://example.org", True),
        ("https://example.org/a?b=c&d#e", True),
        ("https://example.org/page_(x)", True),
        ("HTTPS://example.org/", True),
        ("http://example.org/", False),
        ("https:example.org", False),
        ("https://", False),
        ("https:///path", False),
        ("https://[", False),
        ("https://example,org/", False),
        ("https://-/", False),
        ("https://xn--bcher-kva.example:8443/", True),
        ("https://example.org/a b", False),
        ("https://example.org/\n", False),
        ('https://example.org/"onclick=x', False),
        ("https://example.org/<script>", False),
        ("https://example.org/{{ x }}", False),
        ("//example.org/", False),
        ("javascript:alert(1)//https://example.org", False),
        ("data:text/html,https://example.org", False),
        ("", False),
    ],
)
def test_an_address_is_whole_and_safe(address: str, *, https: bool) -> None:
    """Only a whole https address without anything that could leave its place may stand in a page."""
    assert urls.is_https(address) is https

"""Every page of the guide as HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.pages.build import write_pages
from guide.pages.page import Page, packed
from worlds import SMALL_WORLD, change, load, problems


def pages(root: Path) -> dict[str, Page]:
    """Return the pages of a guide by their address."""
    return {page.address: page for page in write_pages(load(root))}


@pytest.fixture(scope="module")
def written() -> dict[str, Page]:
    """Return the pages of the small world, as it is."""
    return pages(SMALL_WORLD)


def test_every_page_is_written(written: dict[str, Page]) -> None:
    """Each prose file, each candidate, each pair and each page taken away is one page, at its address."""
    assert sorted(written) == [
        "/", "/404/", "/about/", "/changes/", "/compare/", "/compare/folio-vs-granite/", "/contribute/", "/data/",
        "/databases/folio/", "/databases/granite/", "/databases/marble/", "/databases/pebble/", "/fields/",
        "/how-to-pick/", "/method/", "/not-ranked/", "/rules/", "/short-list/",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "attributes"),
    [
        ("/", ("index", "The Quiet Drawer", "content/index.md", "2025-12-01")),
        ("/about/", ("prose", "About", "content/about.md", "2025-12-01")),
        ("/method/", ("method", "Method", "content/method.md", "2025-12-01")),
        ("/databases/folio/", ("candidate", "Folio: no. 3 of 3", "data/opinions/folio.yml", "2025-12-24")),
        ("/databases/marble/", ("retired", "Our page on Marble", "data/retired.yml", "2025-06-30")),
        ("/compare/folio-vs-granite/", ("pair", "Folio or Granite?", "data/pairs/folio-vs-granite.yml", "2025-12-24")),
    ],
)
def test_a_page_says_what_it_is(written: dict[str, Page], address: str, attributes: tuple[str, ...]) -> None:
    """A page knows its kind, its title, the file that a reader would change and the day on which it changed."""
    page = written[address]
    assert (page.kind, page.title, page.edit, page.updated.text) == attributes


@pytest.mark.parametrize(
    ("path", "old", "address"),
    [
        ("data/facts/granite.yml", "A careful server for rows.", "/databases/granite/"),
        ("data/facts/granite.yml", "Those that answered.", "/databases/granite/"),
        ("data/facts/granite.yml", "Do what you like, and say where it is from.", "/databases/granite/"),
        ("data/facts/granite.yml", "'Granite: releases'", "/databases/granite/"),
        ("data/facts/pebble.yml", "Nobody counts files.", "/databases/pebble/"),
        ("data/opinions/granite.yml", "It wants a server", "/databases/granite/"),
        ("data/opinions/granite.yml", "It writes everything down twice.", "/databases/granite/"),
        ("data/opinions/granite.yml", "You have no server.", "/databases/granite/"),
        (
            "data/pairs/folio-vs-granite.yml",
            "They should compare what is left after an outage.",
            "/compare/folio-vs-granite/",
        ),
        ("data/not-ranked.yml", "A second drawer.", "/not-ranked/"),
        ("data/changes.yml", "We had read the licence of its manual.", "/changes/"),
        ("data/decision.yml", "Do your records look alike?", "/rules/"),
        ("data/decision.yml", "One file is easily lost.", "/rules/"),
        ("data/vocabulary/criteria.yml", '"Nothing is lost."', "/method/"),
        ("data/vocabulary/features.yml", "There is no such thing.", "/method/"),
        ("data/edition.yml", "Take the drawer that your team already knows how to open.", "/"),
        ("content/databases/granite.md", "Look at it", "/databases/granite/"),
        ("content/about.md", "Write to us.", "/about/"),
        ("content/index.md", "Beside the drawer.", "/"),
        ("content/compare.md", "How your records look.", "/compare/"),
        ("content/how-to-pick.md", "Where each way leads.", "/how-to-pick/"),
    ],
)
def test_what_is_written_in_a_file_is_on_its_page_and_escaped(
    small_world: Path, path: str, old: str, address: str
) -> None:
    """Text of every file is shown on its page, as text: neither HTML nor a template's syntax in it works."""
    hostile = "</td><script>alert()</script> {# guide #}"
    change(small_world, path, old, f"`{hostile}`" if path.endswith(".md") else f"'{hostile} \"&\"'")
    body = pages(small_world)[address].body
    assert "&lt;/td&gt;&lt;script&gt;alert" in body
    assert "<script>alert" not in body
    assert "{# guide #}" in body


def test_hostile_titles_are_plain_text_until_they_land() -> None:
    """A title and a description are handed on unescaped, and quoted in the front matter of the exported page."""
    page = Page(
        address="/a/",
        kind="prose",
        title='"</title>\n---',
        description="ü: #",
        heading="A",
        lead="B",
        packed=packed("<p>"),
        edit="content/a.md",
        updated=load(SMALL_WORLD).edition.published,
    )
    assert page.as_markdown().splitlines()[:5] == [
        "---",
        'title: "\\"</title>\\n---"',
        'description: "ü: #"',
        'kind: "prose"',
        "---",
    ]


def test_a_guide_without_pairs_is_whole(small_world: Path) -> None:
    """Where no pair is written yet, nothing may lead to the document of one."""
    (small_world / "data/pairs/folio-vs-granite.yml").unlink()
    assert problems(small_world) == []


def test_an_example_keeps_its_empty_lines(small_world: Path) -> None:
    """White space that means something, in an example, is not tidied away."""
    change(small_world, "content/contribute.md", '  value: "7.11"\n', '  value: "7.11"\n\nsince:\n\n\n  value: 3\n')
    assert "&quot;\n\nsince:\n\n\n  value" in pages(small_world)["/contribute/"].body


def test_links_to_files_lead_to_the_repository(written: dict[str, Page]) -> None:
    """Suggesting a change leads to the very data file, on the branch, in the repository that is set."""
    body = written["/databases/granite/"].body
    assert 'href="https://code.example/quiet/drawer/edit/trunk/data/facts/granite.yml"' in body

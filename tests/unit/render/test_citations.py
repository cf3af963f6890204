"""What is there to paste: each form holds for the place it goes to, whatever a page is called."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from guide.derive.guide import Guide
from guide.model.dates import CalendarDate
from guide.render.citations import Citation, citation, rank_snippets
from lxml import html
from markdown import Markdown
from worlds import SMALL_WORLD, load

HOSTILE = (
    "100% of {all} \\commands & $ums_ #1 ~ ^",
    "}, url = {https://evil.example/}",
    '", url = "https://evil.example/',
    "](https://evil.example/) [x](y",
    "**bold** _thin_ `code` ~~gone~~ | a <b> &lt;",
    '"><script>alert(document)</script>',
    "two\n\nlines \\",
    "数据库 → ÅÄÖ",
)


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The small guide."""
    return load(SMALL_WORLD)


def cited(guide: Guide, title: str) -> Citation:
    """Cite a page of the small guide that bears a title."""
    return citation(guide, title, "/databases/granite/", CalendarDate("2025-12-24"))


def folded(text: str) -> str:
    """Return a text with its spaces folded."""
    return " ".join(text.split())


def rendered(markdown: str) -> html.HtmlElement:
    """Return Markdown as a page that shows it has it."""
    return html.fragment_fromstring(Markdown().convert(markdown), create_parent="div")


def test_a_citation_says_which_page_of_which_edition_and_from_when(guide: Guide) -> None:
    """All three forms name the guide, its edition, the page, the date of the text and the whole address."""
    cited_page = cited(guide, "Granite or not?")
    address = "https://drawer.example/guide/databases/granite/"
    assert cited_page.plain == f"The Quiet Drawer, 2025 edition: “Granite or not?”, 24 December 2025, {address}"
    assert cited_page.markdown == f"[Granite or not?]({address}), The Quiet Drawer, 2025 edition, 24 December 2025"
    assert cited_page.bibtex == (
        "@misc{the-quiet-drawer-2025-databases-granite,\n"
        '  title = "{Granite or not?}",\n'
        '  author = "{The Quiet Drawer}",\n'
        '  year = "2025",\n'
        '  note = "2025 edition, text of 24 December 2025",\n'
        f'  url = "{address}",\n'
        "}"
    )


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_breaks_out_of_a_bibliography(guide: Guide, title: str) -> None:
    """BibTeX counts every brace, even one with a backslash; a title may neither end its field nor run a command."""
    lines = cited(guide, title).bibtex.splitlines()
    assert [line.partition(" = ")[0].strip() for line in lines[1:-1]] == ["title", "author", "year", "note", "url"]
    value = lines[1].removeprefix('  title = "{').removesuffix('}",')
    depth = 0
    for character in value:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    commands = set(re.findall(r"\\([a-z]+|.)", value))
    assert commands <= {"textbackslash", "textbraceleft", "textbraceright", "textasciitilde", "textasciicircum",
                        "textless", "textgreater", *"$&#%_"}  # fmt: skip
    assert not re.search(r"(?<!\\)[$&#%_~^]", value)


@pytest.mark.parametrize("title", HOSTILE)
def test_markdown_shows_the_title_as_it_is(guide: Guide, title: str) -> None:
    """Pasted into Markdown, a title is the text of one link and nothing else."""
    page = rendered(cited(guide, title).markdown)
    (link,) = page.xpath(".//a")
    assert link.text_content() == folded(title)
    assert link.get("href") == "https://drawer.example/guide/databases/granite/"
    assert {element.tag for element in page.iter()} == {"div", "p", "a"}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_shows_a_rank_holds_for_any_name(guide: Guide, name: str) -> None:
    """A badge in HTML and in Markdown, and a card, say the name as it is and lead to the page of the candidate."""
    granite = guide.by_slug["granite"]
    snippets = rank_snippets(guide, replace(granite, name=name))
    says = f"{name}: no. 1 of 3 in The Quiet Drawer, 2025 edition"
    page, badge = (
        "https://drawer.example/guide/databases/granite/",
        "https://drawer.example/guide/badge/2025/granite.svg",
    )
    for text, tags in ((html.fragment_fromstring(snippets.badge_html, create_parent="div"), {"div", "a", "img"}),
                       (rendered(snippets.badge_markdown), {"div", "p", "a", "img"})):  # fmt: skip
        assert {element.tag for element in text.iter()} == tags
        assert [link.get("href") for link in text.xpath(".//a")] == [page]
        assert [image.get("src") for image in text.xpath(".//img")] == [badge]
        assert [folded(image.get("alt")) for image in text.xpath(".//img")] == [folded(says)]
    frame = html.fragment_fromstring(snippets.card_html)
    assert (frame.tag, folded(frame.get("title"))) == ("iframe", folded(says))
    assert frame.get("src") == "https://drawer.example/guide/embed/granite/"
    assert "allow-scripts" not in frame.get("sandbox")

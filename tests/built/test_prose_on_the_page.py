"""What becomes of Markdown on its way to a page."""

from __future__ import annotations

import pytest
from built import BuiltPage, build, words
from worlds import ENVIRONMENT, copy_small_world, read, write

MARKDOWN = """
## Examples {#examples}

A [link to a page](/compare/), a [link to a place](/method/#criteria) and [one out](https://out.example/a?b=c&d).
[[pebble]] is no. [[pebble.rank]], and `[[pebble]]` in code stays as it is.

```yaml
first: <b>

  second: "[[pebble]] & more"
```

| Key | Meaning |
|-----|---------|
| a   | b       |
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> BuiltPage:
    """A page with every kind of Markdown that authors are told to use."""
    root = copy_small_world(tmp_path_factory.mktemp("prose") / "databases")
    write(root, "content/about.md", read(root, "content/about.md") + MARKDOWN)
    return build(root, tmp_path_factory.mktemp("prose-site"), **ENVIRONMENT).pages["/about/"]


def test_code_is_shown_as_it_was_written(page: BuiltPage) -> None:
    """Every character of an example must be on the page: its angle brackets, its indentation and its empty lines."""
    assert page.one("//section[h2[@id='examples']]//pre").text_content() == (
        'first: <b>\n\n  second: "[[pebble]] & more"\n'
    )


def test_links_lead_from_the_page_they_stand_on(page: BuiltPage) -> None:
    """A link within the guide must become relative, and one that leads out must stay as it is."""
    links = [str(link.get("href")) for link in page.elements("//section[h2[@id='examples']]/p/a")]
    assert links[:3] == ["../compare/", "../method/#criteria", "https://out.example/a?b=c&d"]


def test_references_become_what_they_stand_for(page: BuiltPage) -> None:
    """A reference must show the name or number that it stands for, and must be left alone in code."""
    said = words(page.one("//section[h2[@id='examples']]/p"))
    assert "Pebble is no. 2, and [[pebble]] in code" in said


def test_a_table_in_prose_is_as_good_as_any(page: BuiltPage) -> None:
    """A table written in Markdown must have scoped headers and a caption like those made from data."""
    table = page.one("//section[h2[@id='examples']]//table")
    assert [words(caption) for caption in table.xpath("./caption")] != []
    assert table.xpath(".//th[not(@scope)]") == []

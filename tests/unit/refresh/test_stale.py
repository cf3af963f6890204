"""What upstream says reaches a pull request and an issue as text."""

from __future__ import annotations

import pytest
from guide.refresh.stale import code
from lxml import html
from markdown_it import MarkdownIt


@pytest.mark.parametrize(
    "text",
    [
        "`",
        "a`b",
        "``",
        "a\n\n@octocat #1",
        "a\r\n\r\n# head",
        "a\u2028\u2029b",
        "<img src=x>",
        "a`\n\n<!--",
        "\\`",
        "[x](https://e.example)",
    ],
)
def test_what_others_say_is_code_on_one_line(text: str) -> None:
    """Whatever a host answers, it neither ends the code that it stands in nor the line."""
    page = html.fromstring(MarkdownIt().render(f"- **Granite**: {code(text)} end"))
    assert [element.tag for element in page.iter()] == ["ul", "li", "strong", "code"]
    assert str(page.xpath("string(.//code)")).split() == text.replace("`", "ˋ").split()

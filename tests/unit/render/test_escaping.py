"""Plain text for the places that read marks in it."""

from __future__ import annotations

import pytest
from guide.render.escaping import bibtex, markdown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a [b] <c>", "a \\[b\\] &lt;c>"),
        ("1. a", "1\\. a"),
        ("snake_case", "snake_case"),
        ("a|b ~~c~~", "a&#124;b &#126;&#126;c&#126;&#126;"),
    ],
)
def test_markdown_shows_text_as_it_is(text: str, shown: str) -> None:
    """Only what Markdown would take for a mark is changed."""
    assert markdown(text) == shown


def test_bibtex_keeps_every_letter() -> None:
    """What is escaped must still be there to be read."""
    assert (
        bibtex("a_b & 50% {c}\\d~")
        == r"a\_b \& 50\% \textbraceleft{}c\textbraceright{}\textbackslash{}d\textasciitilde{}"
    )
    assert bibtex("ÅÄÖ: “so”") == "ÅÄÖ: “so”"

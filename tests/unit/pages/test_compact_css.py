"""Styles are sent without what only their authors need, and mean the same."""

from __future__ import annotations

import pytest
from guide.pages.compact_css import with_compact_styles


@pytest.mark.parametrize(
    ("css", "compact"),
    [
        ("a { color: red; }\n", "a{color:red}"),
        ("/* why */\na,\n  b > c :hover { margin: 0 1px }", "a,b > c :hover{margin:0 1px}"),
        ('a::after { content: "; }  /* , */ :  "; }', 'a::after{content:"; }  /* , */ :  "}'),
        ("q { quotes: '\"' \"'\"; }", "q{quotes:'\"' \"'\"}"),
        (
            "@media (width >= 2rem) and (hover: none) { a { b: calc(1px + 2px) } }",
            "@media (width >= 2rem) and (hover:none){a{b:calc(1px + 2px)}}",
        ),
    ],
)
def test_only_needless_spaces_and_comments_go(css: str, compact: str) -> None:
    page = with_compact_styles(f"<style>{css}</style><pre>a {{  b:  c; }}</pre>")
    assert page == f"<style>{compact}</style><pre>a {{  b:  c; }}</pre>"

"""Pages said in Markdown."""

from __future__ import annotations

import pytest
from guide.pages.markdown import converted
from hostile import PAYLOADS
from lxml import html
from markdown_it import MarkdownIt
from markupsafe import escape

ADDRESS = "https://drawer.example/guide/databases/granite/"

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
"""Somebody else's reader of Markdown, which lets HTML through."""

CASES = {
    "a heading": ("<h2 id='so'>So it is</h2>", "## So it is"),
    "a heading with a link to itself": ("<h2 id='so'><a class='own' href='#so'>So</a></h2>", "## So"),
    "a link to a page": ("<a href='../folio/#what'>F</a>", "[F](https://drawer.example/guide/databases/folio/#what)"),
    "a link within the page": ("<p><a href='#what'>what</a></p>", f"[what]({ADDRESS}#what)"),
    "a link with brackets in it": ("<a href='https://a.example/x_(y)'>x</a>", "[x](https://a.example/x_%28y%29)"),
    "a figure with its origin": (
        """<p>It has <a title='A "list"' href='#fact-stars'>7</a> stars.</p>""",
        f"It has [7]({ADDRESS}#fact-stars) stars.",
    ),
    "a list of terms": (
        "<dl><div><dt>From A</dt><dd><p>One.</p>\n<p>Two.</p></dd></div></dl>",
        "- **From A**: One.\n\n  Two.",
    ),
    "a term with two descriptions": (
        "<dl><div><dt>It is slow</dt><dd>First week</dd><dd>Very.</dd></div></dl>",
        "- **It is slow**: First week. Very.",
    ),
    "a question and its answer": (
        "<dl>\n<div><dt>Since when?</dt><dd>2005</dd></div>\n</dl>",
        "- **Since when?** 2005",
    ),
    "a term that looks like a word": (
        "<dl><div><dt><span class='status'>Built in</span></dt><dd>So.</dd></div></dl>",
        "- **Built in**: So.",
    ),
    "a table": (
        """<table><caption>Two things</caption><thead><tr><th scope='col'>A</th><th scope='col'>B</th></tr></thead>
        <tbody><tr><th scope='row'>1</th><td><p class='value'>x | y</p><p class='note'>So.</p>
        <p class='evidence'><a href='https://a.example/'>A</a>, 2025</p></td></tr></tbody>
        <tfoot><tr><th scope='row'>All</th><td><code>a|b</code></td></tr></tfoot></table>""",
        """Two things:

| A | B |
| --- | --- |
| 1 | x &#124; y · So. ([A](https://a.example/), 2025) |
| All | `a\\|b` |""",
    ),
    "a table under its heading": (
        """<h2 id='a'>A</h2><table><caption class='unseen'>A</caption><thead><tr><th scope='col'>X</th></tr></thead>
        <tbody><tr><th scope='row'>1</th></tr></tbody></table>""",
        "## A\n\n| X |\n| --- |\n| 1 |",
    ),
    "entries with a rank": (
        """<ol><li><p class='numeral' aria-hidden='true'>1</p><div><h3><a href='../folio/'>Folio</a>
        <span class='language'>SQL</span></h3><p>So.</p></div></li></ol>""",
        "### 1. [Folio](https://drawer.example/guide/databases/folio/) (SQL)\n\nSo.",
    ),
    "an ordered list": ("<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two"),
    "what is folded": ("<details><summary>Why</summary><p>So.</p></details>", "Why\n\nSo."),
    "controls": ("<p>So.</p><form><label>A <input></label><button>Go</button></form><button>Go</button>", "So."),
    "what script fills": ("<p>So.</p><div hidden><p>Later.</p></div><svg><text>x</text></svg>", "So."),
    "what stands in for script": ("<noscript><p>Read the rules.</p></noscript>", "Read the rules."),
    "code": ("<pre><code class='language-yaml'>a:  b\n\n\n```\n</code></pre>", "````yaml\na:  b\n\n\n```\n````"),
    "marks at the start": ("<p># a</p><p>1. b</p><p>- c</p><p>+1</p>", "\\# a\n\n1\\. b\n\n\\- c\n\n+1"),
    "marks in words": ("<p>C++ and a_b_c, 2*3, Node.js</p>", "C++ and a_b_c, 2\\*3, Node.js"),
    "an entity that is shown": ("<p>&amp;lt; R&amp;D</p>", "&amp;lt; R&D"),
}


@pytest.mark.parametrize(("page", "markdown"), CASES.values(), ids=CASES)
def test_a_part_of_a_page_is_said_in_markdown(page: str, markdown: str) -> None:
    """What a reader sees on the page must be said as a person would write it."""
    assert converted(page, ADDRESS) == f"{markdown}\n"


PLACES = {
    "a paragraph": "<p>{}</p>",
    "a heading": "<h2>{}</h2>",
    "a link": "<p><a href='https://a.example/'>{}</a></p>",
    "a list": "<ul><li>{}</li><li>{}</li></ul>",
    "a term": "<dl><div><dt>{}</dt><dd>{}</dd></div></dl>",
    "a cell": "<table><thead><tr><th>A</th><th>{}</th></tr></thead><tr><th scope='row'>{}</th><td>{}</td></tr></table>",
    "code": "<p>So <code>{}</code> so</p>",
    "code in a cell": "<table><thead><tr><th>A</th></tr></thead><tr><td><code>{}</code></td></tr></table>",
    "a block of code": "<pre><code>{}</code></pre>",
    "what a page says by its looks": "<p>So <span class='evidence'>{}</span></p>",
}
MARKS = ("---", "===", "> so", "1) so", "``` so", "<b>", "~~so~~", "so #")


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_hostile_value_stays_text(place: str) -> None:
    """Whoever turns the Markdown into a page again must see the value, and no element that it made."""
    for value in (*PAYLOADS, " ".join(PAYLOADS), *MARKS):
        page = place.replace("{}", str(escape(value)))
        shown, original = (
            html.fragment_fromstring(part, create_parent="div")
            for part in (READER.render(converted(page, ADDRESS)), page)
        )
        added = {element.tag for element in shown.iter()} - {element.tag for element in original.iter()}
        assert added <= {"p", "ul", "li", "strong", "tbody"}, value
        assert " ".join(shown.text_content().split()).count(" ".join(value.split())) == place.count("{}"), value
        assert {str(link) for link in shown.xpath("//@href")} <= {"https://a.example/"}, value

"""Markdown: what the host's editor previews is what is published, or it is told with its place."""

from __future__ import annotations

import re

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from guide.render.text import TextWriter
from guide.source.text.markdown import marks_in, read, without_code_blocks
from lxml import html

WRITER = TextWriter({}, "/page/")

UNDERSTOOD = (
    "- Outer\n  - Inner\n    - Innermost\n- Next",
    "1. One\n   - Inner\n2. Two",
    "* a\n* b",
    "These are the points:\n- One\n- Two",
    "- Run it:\n\n  ```sh\n  make check\n  ```\n\n- Then look",
    "~~~text\na\n```\nb\n~~~",
    "````\n```\n````",
    "```makefile\na:\n\tb\n```",
    "    indented code",
    "> A quotation\n> of two lines",
    "> - a list in a quotation",
    "Line\\\nnext",
    "Line  \nnext",
    "*a* **b** ***c*** _d_ __e__ a*b*c",
    "snake_case_name and 2 * 3 * 4",
    "`` a ` b `` and `c`",
    "[words](https://a.example/x_(y)) and [more](/about/#so 'A title')",
    "<https://a.example/?b=c&d=e>",
    "a &lt;b&gt; &amp; &eacute; &#8212; \\* \\[x\\] \\_y\\_",
    "| a | b |\n| --- | ---: |\n| 1 | `x` \\| y |",
    "| a | b |\n|---|---|\n| only one |",
    "Words\n\n***\n\nmore words",
    "### Small {#small}",
    "a < b > c, a <3 b, 5 > 4",
    "a \\<b>",
    "10) ten\n11) eleven",
    "- a\n\n- b",
    "a - b -- c --- d",
)
"""Forms that mean here what they mean on the host."""


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_what_is_previewed_is_published(text: str) -> None:
    """A form that is let through must come out as the host's own parser would have it."""
    assert read(text).flaws == ()
    assert _shape(str(WRITER.markdown(text))) == _shape(cmarkgfm.github_flavored_markdown_to_html(text))


def _shape(page: str) -> list[tuple[str, str, str]]:
    """Return the elements of HTML with their texts; what is only ours, anchors and the parts of tables, is left out."""
    page = re.sub(r' \{#[a-z-]+\}|<caption.*?</caption>|<a class="own"[^>]*>', "", page)
    page = re.sub(r'<pre lang="(\w+)"><code>', r'<pre><code class="language-\1">', page)
    tree = html.fragment_fromstring(page, create_parent="div")
    return [
        (
            {"th": "td"}.get(str(element.tag), str(element.tag)),
            " ".join((element.text or "").split()),
            " ".join((element.tail or "").split()),
        )
        for element in tree.iter()
    ]


REFUSED = {
    "a task": ("- [ ] Not done\n- [x] done", (0, 2, "a list of tasks")),
    "a numbered task": ("1. [X] done", (0, 3, "a list of tasks")),
    "words struck through": ("It is ~~wrong~~ right", (0, 6, "words struck through")),
    "words struck through by one": ("It is ~wrong~ right", (0, 6, "words struck through")),
    "a footnote": ("A claim.[^a]\n\n[^a]: The note of it.", (0, 8, "a footnote")),
    "a footnote of one word": ("A claim.[^a]\n\n[^a]: https://a.example/", (0, 8, "a footnote")),
    "a footnote nobody asks for": ("A claim.\n\n[^a]: https://a.example/", (2, 0, "a footnote")),
    "an alert": ("> [!NOTE]\n> So.", (0, 2, "an alert box")),
    "an alert of another dialect": ("So.\n\n!!! note\n    So.", (2, 0, "an alert box")),
    "a bare address": ("So.\nSee https://a.example/page for it", (1, 4, "a bare address")),
    "a bare host": ("See www.a.example", (0, 4, "a bare address")),
    "a reference without a target": ("See [the page][nowhere]", (0, 4, "square brackets")),
    "a link without an address": ("See [the page].", (0, 4, "square brackets")),
    "a link with a space": ("See [the page] (https://a.example/)", (0, 4, "square brackets")),
    "half a link": ("See [the page](https://a.example/", (0, 4, "square brackets")),
    "half brackets": ("See the page](https://a.example/)", (0, 12, "square brackets")),
    "a link turned round": ("See (the page)[https://a.example/]", (0, 14, "square brackets")),
    "single brackets around a name": ("In [edition.year] so", (0, 3, "square brackets")),
    "an image": ("So ![a](https://a.example/a.png)", (0, 3, "an image")),
    "an image by reference": ("![a][1]", (0, 0, "an image")),
    "half an image": ("So ![a", (0, 3, "an image")),
    "a heading by a line": ("A heading\n---------\n\nSo.", (0, 0, "a heading by a line under it")),
    "a great heading by a line": ("A heading\n=", (0, 0, "a heading by a line under it")),
    "a heading without a space": ("So.\n\n###Small", (2, 0, "a heading without a space")),
    "a heading in a list": ("- ### a {#a}", (0, 0, "a heading within a list")),
    "raw HTML": ("So <b>bold</b> it is", (0, 3, "raw HTML")),
    "a block of HTML": ("<div class='x'>\nSo\n</div>", (0, 0, "raw HTML")),
    "a picture in HTML": ("<img src=x>", (0, 0, "raw HTML")),
    "a comment": ("So\n\n<!-- later -->", (2, 0, "raw HTML")),
    "a comment in a line": ("So <!-- later --> it is", (0, 3, "raw HTML")),
    "half a tag": ("So <b it is", (0, 3, "raw HTML")),
    "a line break in HTML": ("So<br>it is", (0, 2, "raw HTML")),
    "unclosed code": ("Run `make check and look", (0, 4, "a backtick without")),
    "unclosed code by two": ("Run ``make` now", (0, 4, "a backtick without")),
    "unclosed bold type": ("So **bold it is", (0, 3, "a mark without")),
    "half bold type": ("So **bold* it is", (0, 3, "a mark without")),
    "unclosed slanted type": ("So *slanted it is", (0, 3, "a mark without")),
    "unclosed underscores": ("So _slanted it is", (0, 3, "a mark without")),
    "a space within the marks": ("So ** bold ** it is", (0, 3, "a mark without")),
    "a row of no table": ("| a | b |\n| 1 | 2 |", (0, 0, "a row of no table")),
    "a bare address in capitals": ("See HTTPS://a.example/", (0, 4, "a bare address")),
    "a line under a row without a bar": ("0|\n--", (0, 0, "a row of a table without a bar")),
    "a row of a table without its last bar": ("| a |\n| - |\n| b", (2, 0, "a row of a table without a bar")),
    "rows of a table without bars": ("a | b\n--- | ---\nc | d", (0, 0, "a row of a table without a bar")),
    "a table in a list": ("- | a |\n  | - |", (0, 0, "a table within a list")),
    "a table in a quotation": ("> | a |\n> | - |", (0, 0, "a table within a list")),
    "a row of no table without a bar in front": ("0\n-|", (1, 0, "a row of no table")),
    "an anchor behind a paragraph": ("So it is. {#so}", (0, 10, "an anchor behind no heading")),
    "a formula": ("So $x^2$ it is", (0, 3, "a formula")),
    "a formula of its own": ("$$\nx\n$$", (0, 0, "a formula")),
    "a pictogram": ("So :tada: it is", (0, 3, "a picture by its name")),
    "a diagram": ("```mermaid\na\n```", (0, 0, "a drawing")),
    "an address below the text": ("So.\n\n[a]: https://a.example/", (2, 0, "an address below the text")),
    "an address in a list": ("- [a]: /b", (0, 2, "an address below the text")),
    "a mail address": ("<a@a.example>", (0, 0, "an address that is not https")),
    "a reference within a link": ("[a [[folio]]](/)", (0, 0, "square brackets")),
    "a backslash at the end": ("So it is\\", (0, 8, "a backslash with nothing")),
    "a backslash before room that ends a line": ("So\\  \nit is", (0, 2, "a backslash with nothing")),
    "bold within bold": ("So ****it**** is", (0, 3, "bold type within bold")),
    "an empty entry of a list": ("- a\n-\n- b", (1, 0, "an entry of a list with nothing")),
    "code that begins on the line before": ("So `\nmake` it is", (0, 3, "code with room at its edge")),
    "a tab": ("- a\n\t- b", (1, 0, "a tab")),
    "a tab in code in a list": ("- So:\n\n  ```\n\tmake\n  ```", (3, 0, "a tab")),
    "behind code of several lines": ("`a\nb`\nc ~~d~~", (2, 2, "words struck through")),
    "in a cell": ("| a |\n| --- |\n| ~~b~~ |", (2, 2, "words struck through")),
    "in a list in a quotation": ("> - a\n>   - **b", (1, 6, "a mark without")),
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_understood_is_told_once_at_its_place(text: str, expected: tuple[int, int, str]) -> None:
    """A form of the host that has no place here, or is half typed, must be told, and nothing else with it."""
    line, column, message = expected
    ((*place, told),) = read(text).flaws
    assert (*place, told.startswith(message)) == (line, column, True), told


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\n```\n1\n2\n```\nb", "a\n\n\n\n\nb"),
        ("~~~ yaml\n1\n~~~\n2", "\n\n\n2"),
        ("```\n~~~\n1\n```\n2", "\n\n\n\n2"),
        ("- a\n\n  ```\n  1\n  ```\n- 2", "- a\n\n\n\n\n- 2"),
        ("no `1` block", "no `1` block"),
    ],
)
def test_an_example_is_blanked_and_keeps_its_lines(text: str, left: str) -> None:
    """What stands in an example is no claim; the lines after it keep their numbers."""
    assert without_code_blocks(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "A **bold** claim",
        "A *slanted* claim",
        "See [the page](https://a.example/)",
        "![a](/a.png)",
        "a ~~b~~ c",
        "a <b>b</b>",
        "a<br>b",
        "a <!-- b -->",
        "a &amp; b",
        "a &nbsp;b",
        "# Heading",
        "- One",
        "> So",
        "1. One",
        "Run `make check",
        "In [edition.year]",
        "```sh",
    ],
)
def test_a_text_without_markdown_holds_no_marks_of_it(text: str) -> None:
    """What a text of the data would show as it is typed, marks and all, must be told."""
    assert len(list(marks_in(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "C# and F#",
        "2 * 3 * 4",
        "snake_case_name",
        "`a` and `**b**`",
        "[[edition.year]] [so]",
        "a < b > c",
        "AT&T; x",
        "-5",
    ],
)
def test_what_only_looks_like_a_mark_may_stand(text: str) -> None:
    """Signs that Markdown shares with everybody else are no marks."""
    assert list(marks_in(text)) == []

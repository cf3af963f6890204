"""Text to HTML: everything is escaped, references resolved, and links led the right way."""

from __future__ import annotations

import pytest
from guide.render.text import TextWriter
from guide.source.references import BadReference, Figure

FIGURES = {
    "folio": Figure(text="Folio", address="/databases/folio/"),
    "folio.age": Figure(text="9", address="/databases/folio/#fact-age", origin="A page, 2025"),
    "granite.age": Figure(text="12", address="/databases/granite/#fact-age", origin='"A" <page>'),
    "edition.year": Figure(text="2025"),
    "evil": Figure(text='<b>"&', address="/databases/folio/", origin="'\"><script>"),
    "amp": Figure(text="a &lt;b&gt; &#106;"),
}

WRITER = TextWriter(FIGURES, "/databases/granite/", "granite")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain text.", "Plain text."),
        ("a < b & \"c\" > 'd'", "a &lt; b &amp; &#34;c&#34; &gt; &#39;d&#39;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("use `a < b` here", "use <code>a &lt; b</code> here"),
        ("`[[folio]]`", "<code>[[folio]]</code>"),
        ("{{ 7 * 7 }} {% x %}", "{{ 7 * 7 }} {% x %}"),
        ("*no* **Markdown** [x](y)", "*no* **Markdown** [x](y)"),
        ("See [[folio]].", 'See <a href="../folio/">Folio</a>.'),
        ("[[age]]", '<a href="#fact-age" class="figure" title="&#34;A&#34; &lt;page&gt;">12</a>'),
        ("[[folio.age]]", '<a href="../folio/#fact-age" class="figure" title="A page, 2025">9</a>'),
        ("in [[edition.year]]", "in <span>2025</span>"),
        (
            "[[evil]]",
            '<a href="../folio/" class="figure" title="&#39;&#34;&gt;&lt;script&gt;">&lt;b&gt;&#34;&amp;</a>',
        ),
        ("a ` b", "a ` b"),
    ],
)
def test_a_sentence_is_escaped_and_resolved(text: str, html: str) -> None:
    """In a sentence only references and code are anything but plain text."""
    assert str(WRITER.sentence(text)) == html


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("See [[folio]], [[age]] and `[[folio]]`.", "See Folio, 12 and [[folio]]."),
        ("a <b> & c", "a <b> & c"),
        ("[[evil]]", '<b>"&'),
    ],
)
def test_plain_text_stays_unescaped(text: str, plain: str) -> None:
    """Plain text has its references resolved and is escaped where it lands, not before."""
    assert WRITER.plain(text) == plain


def test_paragraphs_part_at_empty_lines() -> None:
    """Text in paragraphs is joined within a paragraph, and parted where a line is empty."""
    assert str(WRITER.paragraphs("One\n two.\n\n\n  \nThree <b>.\n")) == "<p>One two.</p>\n<p>Three &lt;b&gt;.</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** `c < d`", "<p><em>a</em> <strong>b</strong> <code>c &lt; d</code></p>"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<div onclick='x'>\n\na\n\n</div>", "<p>&lt;div onclick='x'&gt;</p>\n<p>a</p>\n<p>&lt;/div&gt;</p>"),
        ("<!-- a -->", "<p>&lt;!-- a --&gt;</p>"),
        ("a &lt;b&gt;", "<p>a &lt;b&gt;</p>"),
        ("```html\n<b>\n\n</b>\n```", '<pre><code class="language-html">&lt;b&gt;\n\n&lt;/b&gt;\n</code></pre>'),
        ("    <b>", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("[[folio]]", '<p><a href="../folio/">Folio</a></p>'),
        ("`[[folio]]`", "<p><code>[[folio]]</code></p>"),
        ("*[[folio]]*", '<p><em><a href="../folio/">Folio</a></em></p>'),
        ("```\n[[folio]]\n```", "<pre><code>[[folio]]\n</code></pre>"),
        (
            "[[evil]]",
            '<p><a href="../folio/" class="figure" title="&#39;&#34;&gt;&lt;script&gt;">&lt;b&gt;&#34;&amp;</a></p>',
        ),
        ("[a](/databases/folio/#b)", '<p><a href="../folio/#b">a</a></p>'),
        ("[a](/)", '<p><a href="../../">a</a></p>'),
        ("[a](#here)", '<p><a href="#here">a</a></p>'),
        ("[a](https://a.example/?b&c)", '<p><a href="https://a.example/?b&amp;c">a</a></p>'),
        ("<https://a.example/>", '<p><a href="https://a.example/">https://a.example/</a></p>'),
        ("### So {#so}", '<h3 id="so"><a class="own" href="#so">So</a></h3>'),
        ("### So `x` {#so}", '<h3 id="so"><a class="own" href="#so">So <code>x</code></a></h3>'),
        ("### `x` so {#so}", '<h3 id="so"><a class="own" href="#so"><code>x</code> so</a></h3>'),
        ("### [[folio]] {#so}", '<h3 id="so"><a href="../folio/">Folio</a></h3>'),
        ("### So", "<h3>So</h3>"),
        ("So\n\n---", "<p>So</p>\n<hr />"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        (
            "| a |\n|---|\n| b |",
            """<table>
<caption class="unseen">The heading</caption>
<thead>
<tr>
<th scope="col">a</th>
</tr>
</thead>
<tbody>
<tr>
<th scope="row">b</th>
</tr>
</tbody>
</table>""",
        ),
        ("&#106;", "<p>j</p>"),
        ("&lt;b&gt; &amp;amp;", "<p>&lt;b&gt; &amp;amp;</p>"),
    ],
)
def test_markdown_is_resolved_and_its_html_is_text(text: str, html: str) -> None:
    """Markdown makes what it is meant to make; raw HTML in it is shown as it was typed."""
    assert str(WRITER.markdown(text, "The heading")) == html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "&Tab;javascript:alert(1)",
        "java&NewLine;script:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//elsewhere.example/",
        "http://a.example/",
        "mailto:a@a.example",
        "relative/",
        "file:///etc/passwd",
    ],
)
@pytest.mark.parametrize("form", ["[a]({})", "[a](<{}>)", "[a][1]\n\n[1]: {}", "[a]({} 'title')"])
def test_a_link_that_is_neither_https_nor_inside_leads_nowhere(form: str, address: str) -> None:
    """Whatever a link is disguised as, only https and this site's own addresses are led to."""
    assert "href" not in WRITER.markdown(form.format(address))


@pytest.mark.parametrize("text", ["![a](https://a.example/a.png)", "![a][1]\n\n[1]: /a.png", "![a]\n\n[a]: /a.png"])
def test_there_are_no_images(text: str) -> None:
    """Prose brings no image, so that no request goes to another host."""
    assert "<img" not in WRITER.markdown(text)


@pytest.mark.parametrize("form", ["sentence", "plain", "paragraphs", "markdown"])
def test_an_unknown_name_is_never_written(form: str) -> None:
    """A name that stands for nothing must stop the writing: it was to be told before."""
    with pytest.raises(BadReference):
        getattr(WRITER, form)("about [[nothing]]")


def test_a_page_for_any_address_links_from_the_root() -> None:
    """The page for missing addresses stands anywhere, so its links must not be relative."""
    writer = TextWriter(FIGURES, "/404/", anywhere="/guide/")
    assert writer.link("/") == "/guide/"
    assert str(writer.sentence("[[folio]]")) == '<a href="/guide/databases/folio/">Folio</a>'
    assert str(writer.markdown("[a](/about/#b)")) == '<p><a href="/guide/about/#b">a</a></p>'


def test_a_link_within_the_page_is_only_its_fragment() -> None:
    """On its own page a figure leads to its place, and a name of the page itself leads nowhere."""
    writer = TextWriter(FIGURES, "/databases/folio/", "folio")
    assert str(writer.sentence("[[age]] [[folio]]")) == (
        '<a href="#fact-age" class="figure" title="A page, 2025">9</a> <span>Folio</span>'
    )

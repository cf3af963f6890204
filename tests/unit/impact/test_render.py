"""The report on a change, read as the repository's host reads it: with its own parser of Markdown."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]
from guide.impact.compare import FieldChange, PassageChange, compare
from guide.impact.render import MARKER, as_json, as_markdown, as_text
from guide.impact.report import ImpactReport, advice
from guide.impact.revisions import Side, TouchedFile
from guide.site.build import publish
from lxml import html
from worlds import SMALL_WORLD, TODAY, change, copy_small_world, rename_granite

PREVIEW = "https://preview.example/41/"
SITE = "https://drawer.example/guide/"
MOST = 65_536
"""What GitHub takes for a comment, in characters."""

HOSTILE = (
    "@octocat (@octocat/team) #1 GH-2 owner/repo#3 https://evil.example"
    " HTTP://evil.example www.evil.example a@b.example"
    " `x` ``` | a | b |\n\n# head\n\n- item\n\n<img src=x onerror=alert(1)> <!-- x --> --> </code></summary></details>"
    f" {'a5c3785e' * 5} {'0123abc'} :smile: some/body@{'beef' * 10}"
    " [x](https://evil.example) ![i](https://evil.example/p.png) [x]: https://evil.example <https://evil.example>"
    " **b** __i__ ~~s~~ &lt;b&gt; &#64;octocat &commat;octocat $x$ \\@octocat \\\\ \u202eevil \x1b[31m {{ 1 }}"
)
"""What would be markup, a mention, a reference or a link in a comment; and what would turn or colour a terminal."""

KEPT = {"address", "example", "site", "section", "how", "moved"}
"""The fields whose values are made or checked: addresses, words of the code."""


def spoiled(value: Any) -> Any:
    """Return records with a hostile text in place of every text in them."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.name not in KEPT]
        return dataclasses.replace(value, **{name: spoiled(getattr(value, name)) for name in names})
    if isinstance(value, tuple):
        return tuple(map(spoiled, value))
    return HOSTILE if isinstance(value, str) else value


def rendered(markdown: str) -> Any:
    """Return Markdown as the elements that the host makes of it, raw HTML included."""
    written = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return html.fragment_fromstring(written, create_parent="div")


def lines(page: Any) -> list[str]:
    """Return the text of each line of a list."""
    return [" ".join(line.text_content().replace("\u200b", "").split()) for line in page.xpath(".//li")]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ImpactReport:
    """Return a report with something in every section."""
    root = copy_small_world(tmp_path_factory.mktemp("impact") / "changed")
    rename_granite(root)
    change(root, "data/facts/gravel.yml", '"7.10"', '"8.0"')
    change(root, "data/facts/gravel.yml", "name: Lens\n    note: Fetched from its makers.", "name: Loupe")
    change(root, "data/facts/gravel.yml", "'https://granite.example/plans'", "'https://granite.example/future'")
    change(root, "data/opinions/gravel.yml", "word: calm", "word: care")
    change(root, "data/opinions/pebble.yml", "verdict: One file", "verdict: A file")
    change(root, "data/decision.yml", "cautions:", "cautions:\n  - id: new\n    says: So.\n    way_out: There.")
    change(root, "content/about.md", "{#licences}", "{#terms}")
    comparison = compare(publish(SMALL_WORLD, TODAY, {}), publish(root, TODAY, {}))
    files = (TouchedFile(path="data/facts/granite.yml", how="changed", side="facts"),)
    return ImpactReport(files=files, subject=("database", "databases"), remark="Compared.", comparison=comparison)


def with_changes(report: ImpactReport, *changes: PassageChange) -> ImpactReport:
    """Return a report that tells only these changes of records."""
    assert report.comparison
    return dataclasses.replace(report, comparison=dataclasses.replace(report.comparison, changes=changes))


def text_change(before: str, after: str, label: str = "Text") -> PassageChange:
    """Return a change of a text."""
    field = FieldChange(name="says", before=before, after=after)
    return PassageChange(section="texts", label=label, address="/about/", how="changed", fields=(field,))


def test_it_reads_as_sentences_and_lists(report: ImpactReport) -> None:
    """A mark that nobody sees stands first, then the sentence that sums it up, then each section with its lines."""
    markdown = as_markdown(report)
    page = rendered(markdown)
    assert markdown.splitlines()[0] == MARKER
    assert MARKER not in page.text_content()
    assert page.xpath("string(.//p/strong)").startswith("Adds 1 part of the decision; changes 2 databases, ")
    told = lines(page)
    for line in (
        "Granite: slug granite → gravel",
        "Granite, Current version: 7.10 → 8.0; the date of its source is as it was",
        "Granite, Full text: Extra Lens → Extra Loupe; note gone, was: Fetched from its makers.",
        "Pebble: verdict One file, no server, few worries. → A file, no server, few worries.",
        "Caution new, added: says So.",
        "removed: page /databases/granite/, which leads to /databases/gravel/",
        "removed: anchor /about/#licences, which leads nowhere: add an alias, a redirect or a tombstone",
        "https://granite.example/future",
        "/about/: terms, licences",
        "facts, changed: data/facts/granite.yml",
    ):
        assert any(text.replace(" (before)", "").startswith(line) for text in told), (line, told)


def test_a_terminal_gets_the_same_without_markup(report: ImpactReport) -> None:
    """Plain text has every line, with addresses written out; those of what moved are the published ones."""
    text = as_text(report)
    published = f"{SITE}databases/granite/#fact-current-version"
    assert f"\n\nFacts\n  Granite, Current version <{published}>: “7.10” → “8.0”; the date of its source" in text
    assert not re.search(r"^\s*$\n^\s*$|<code>|&#|\*\*", text, re.MULTILINE)


def test_links_lead_to_the_preview_and_to_what_is_published(report: ImpactReport) -> None:
    """With a preview each thing is linked there; what was there before is linked where it is published."""
    page = rendered(as_markdown(report, PREVIEW))
    links = {line.text_content(): line.xpath(".//a/@href") for line in page.xpath(".//li")}
    fact = next(there for text, there in links.items() if text.startswith("Granite, Current version"))
    where = "/#fact-current-version"
    assert fact == [f"{PREVIEW}databases/gravel{where}", f"{SITE}databases/granite{where}"]
    caution = next(there for text, there in links.items() if text.startswith("Caution new"))
    assert caution == [f"{PREVIEW}rules/#caution-new"]
    assert all(link.startswith(SITE) for link in rendered(as_markdown(report)).xpath(".//a/@href"))


def test_the_site_that_a_change_names_is_not_linked(small_world: Path) -> None:
    """A change that moves the guide elsewhere does not turn the links of its report there."""
    change(small_world, "data/edition.yml", "https://drawer.example/guide/", "https://evil.example/")
    comparison = compare(publish(SMALL_WORLD, TODAY, {}), publish(small_world, TODAY, {}))
    report = ImpactReport(files=(), subject=("database", "databases"), comparison=comparison)
    links = rendered(as_markdown(report)).xpath(".//a/@href")
    assert links
    assert all(link.startswith(SITE) for link in links)
    assert comparison.changes == ()


def test_hostile_values_stay_text(report: ImpactReport) -> None:
    """Whatever a value holds, it is no markup, no mention, no reference and no link, and can still be read."""
    markdown = as_markdown(spoiled(report), PREVIEW)
    page = rendered(markdown)
    elements = [element for element in page.iter() if isinstance(element.tag, str)]
    assert {element.tag for element in elements} <= {
        *("div", "h3", "h4", "p", "strong", "ul", "li", "a", "code", "details", "summary")
    }
    assert {name for element in elements for name in element.attrib} == {"href"}
    assert all(link.startswith((SITE, PREVIEW)) for link in page.xpath(".//a/@href"))
    assert [node.text for node in page.iter() if not isinstance(node.tag, str)] == [" guide-impact "]
    assert not re.search(r"@\w", page.text_content())
    outside = " ".join(page.xpath(".//text()[not(ancestor::code)]"))
    assert not re.search(r"#\w|GH-|://|www\.|:\w+:|[0-9a-f]{7}", outside, re.IGNORECASE)
    assert all(sign.isprintable() or sign in "\n\u200b" for sign in page.text_content())
    seen = page.text_content().replace("\u200b", "")
    for part in ("@octocat (@octocat/team) #1 GH-2 owner/repo#3 https://evil.example", "`x` ``` | a | b |"):
        assert part in seen
    assert all(sign.isprintable() or sign == "\n" for sign in as_text(spoiled(report)))


def test_each_hostile_value_stays_on_its_line(report: ImpactReport) -> None:
    """A value with line breaks does not end its line: there are as many lines as without it."""
    counts = [len(rendered(as_markdown(each)).xpath(".//li")) for each in (report, spoiled(report))]
    assert counts[0] == counts[1]
    assert len(as_text(report).splitlines()) == len(as_text(spoiled(report)).splitlines())


@pytest.mark.parametrize("words", ["plain words " * 30, "|@#<&" * 80], ids=["plain", "all to be escaped"])
def test_a_comment_is_never_too_long(report: ImpactReport, words: str) -> None:
    """However much changes, the comment fits, says how much it leaves out, and has room for every section."""
    many = with_changes(report, *(text_change(words, "new", words) for _ in range(2000)))
    files = tuple(TouchedFile(path=f"{n}{words}.yml", how="changed", side="facts") for n in range(2000))
    long = dataclasses.replace(many, files=files, remark=words * 1000)
    markdown = as_markdown(long, PREVIEW)
    assert len(markdown) < MOST
    assert "more have no room here" in markdown
    titles = [title.text_content() for title in rendered(markdown).xpath(".//summary")]
    assert {"Texts (2,000)", "Files touched (2,000)"} <= set(titles)
    assert len(json.loads(as_json(long))["comparison"]["changes"]) == 2000


def test_of_long_texts_the_part_that_differs_is_shown(report: ImpactReport) -> None:
    """In a long text the change is seen, not only its unchanged beginning."""
    long = " ".join(f"word{number}" for number in range(200))
    told = as_text(with_changes(report, text_change(long, long.replace("word150", "WORD"))))
    line = next(line for line in told.splitlines() if "WORD" in line)
    assert "word150" in line
    assert len(line) < 600


def test_a_base_that_cannot_be_built_leaves_the_files(report: ImpactReport) -> None:
    """Where the guide before the change has another form, it says why, and which files are touched."""
    unread = dataclasses.replace(report, comparison=None, unread=("data/edition.yml:1:1: 'id' is missing",))
    page = rendered(as_markdown(unread, PREVIEW))
    assert "cannot be told" in page.xpath("string(.//strong)")
    assert lines(page) == ["data/edition.yml:1:1: 'id' is missing", "facts, changed: data/facts/granite.yml"]
    assert json.loads(as_json(unread))["comparison"] is None


@pytest.mark.parametrize(
    ("sides", "inseparable", "words"),
    [
        ((), False, "No file differs."),
        (("facts",), False, "Only facts are touched: anyone may mend them."),
        (("facts", "ledger"), False, "Only facts are touched: anyone may mend them."),
        (("ledger",), False, "Opinion or the ledger is touched: the editors decide."),
        (("opinion",), False, "Opinion or the ledger is touched: the editors decide."),
        (("facts", "opinion"), False, "Facts and opinion are mixed. Split it: "),
        (("facts", "opinion"), True, "Opinion or the ledger is touched: the editors decide."),
        (("rest",), False, "No fact and no opinion is touched."),
        (("engine",), False, "No fact and no opinion is touched. The engine is touched: "),
        (("sample",), False, "No fact and no opinion is touched. A sample is touched: "),
        (("facts", "sample"), False, "Only facts are touched: anyone may mend them. A sample is touched: "),
    ],
)
def test_it_says_who_decides(report: ImpactReport, sides: tuple[Side, ...], words: str, *, inseparable: bool) -> None:
    """Facts are anyone's, opinion is the editors', and what can be split is to be split."""
    assert report.comparison
    comparison = dataclasses.replace(report.comparison, inseparable=inseparable)
    files = tuple(TouchedFile(path=side, how="changed", side=side) for side in sides)
    assert advice(dataclasses.replace(report, files=files, comparison=comparison)).startswith(words)

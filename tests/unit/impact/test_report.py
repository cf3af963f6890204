"""The report on a change, read as the repository's host reads it: with its own parser of Markdown."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]
from guide.impact.compare import Impact, Report, compare
from guide.impact.files import TouchedFile
from guide.impact.report import MARKER, as_json, as_markdown, as_text
from guide.impact.texts import WordChange
from lxml import html
from worlds import SMALL_WORLD, change, copy_small_world, load

PREVIEW = "https://preview.example/41/"
SITE = "https://drawer.example/guide/"
MOST = 65_536
"""What GitHub takes for a comment, in characters."""

HOSTILE = (
    "@octocat (@octocat/team) #1 GH-2 owner/repo#3 https://evil.example"
    " HTTP://evil.example www.evil.example a@b.example"
    " `x` ``` | a | b |\n\n# head\n\n- item\n\n<img src=x onerror=alert(1)> <!-- x --> --> </code></summary></details>"
    " [x](https://evil.example) ![i](https://evil.example/p.png) [x]: https://evil.example <https://evil.example>"
    " **b** __i__ ~~s~~ &lt;b&gt; &#64;octocat &commat;octocat $x$ [^1] \\@octocat \\\\ \u202eevil \x1b[31m end"
)
"""What would be markup, a mention, a reference or a link in a comment; and what would turn or colour a terminal."""

KEPT = {"address", "former_address", "before_site", "kind", "how", "id"}
"""The fields whose values are made or checked: addresses, words of the code."""


def spoiled(value: Any) -> Any:
    """Return records with a hostile text in place of every text in them."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.name not in KEPT]
        return dataclasses.replace(value, **{name: spoiled(getattr(value, name)) for name in names})
    if isinstance(value, Mapping):
        return {key: spoiled(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(map(spoiled, value))
    return HOSTILE if isinstance(value, str) else value


def rendered(markdown: str) -> Any:
    """Return Markdown as the elements that the host makes of it, raw HTML included."""
    written = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return html.fragment_fromstring(written, create_parent="div")


@cache
def everything(folder: Path) -> Impact:
    """Return what a change to facts, opinion, rules, prose and pages does."""
    root = copy_small_world(folder / "changed")
    change(root, "data/facts/granite.yml", '"7.10"', '"8.0"')
    change(root, "data/facts/granite.yml", "as_of: 2025-11-20", "as_of: 2025-01-20")
    change(root, "data/facts/granite.yml", "name: Lens\n    note: Fetched from its makers.", "name: Loupe")
    change(root, "data/facts/granite.yml", "'https://granite.example/plans'", "'https://granite.example/future'")
    change(root, "data/opinions/granite.yml", "word: calm", "word: care")
    change(root, "data/opinions/pebble.yml", "verdict: One file", "verdict: A file")
    change(root, "data/decision.yml", "cautions:", "cautions:\n  - id: new\n    says: So.")
    change(root, "data/redirects.yml", "/cupboards/", "/wardrobes/")
    change(root, "content/about.md", "## Contact {#contact}", "## Contact {#write}")
    (root / "data/pairs/folio-vs-granite.yml").unlink()
    return compare(load(SMALL_WORLD), load(root))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Return a report with something in nearly every section."""
    impact = everything(tmp_path_factory.mktemp("impact"))
    return Report(base="trunk", files=(TouchedFile(path="data/facts/granite.yml", how="changed"),), impact=impact)


def test_the_first_line_is_a_mark_that_is_not_seen(report: Report) -> None:
    """A workflow finds its comment by the first line, which readers do not see."""
    assert as_markdown(report).splitlines()[0] == MARKER
    assert MARKER.startswith("<!--")
    assert MARKER not in rendered(as_markdown(report)).text_content()


def test_what_is_told_reads_as_sentences_and_lists(report: Report) -> None:
    """The sentence that sums it up stands first, then each section with a line for each thing."""
    page = rendered(as_markdown(report))
    first = page.xpath("string(.//p/strong)")
    assert first.startswith("Removes 1 page; changes 1 verdict, 1 fact, 1 answer about the box, 1 judgement")
    lines = [" ".join(line.text_content().split()) for line in page.xpath(".//li")]
    assert "Granite, Current version: 7.10 → 8.0" in lines
    assert (
        "Granite, Full text: Extra: Lens → Extra: Loupe; note gone, was: Fetched from its makers.; "
        "the date of its source is as it was"
    ) in lines
    assert "Pebble: verdict One file, no server, few worries. → A file, no server, few worries." in lines
    assert "Granite, Current version: keep-by date 20 April 2025" in lines
    assert "12 of 12 answer sets end where they did, with other cautions" in lines
    assert any(line.startswith("gone: Folio or Granite?") and "add a redirect" in line for line in lines)
    assert "added: https://granite.example/future" in lines
    assert "Redirect: /cupboards/ → /databases/granite/ → /wardrobes/ → /databases/granite/" in lines


def test_long_lists_are_folded(report: Report) -> None:
    """What is long opens on demand, with its number of lines in its title."""
    impact = report.impact
    assert impact is not None
    words = tuple(WordChange(file="a", place=str(n), address="", before="a", after="b") for n in range(9))
    page = rendered(as_markdown(dataclasses.replace(report, impact=dataclasses.replace(impact, words=words))))
    assert "Words (9)" in [title.text_content() for title in page.xpath(".//details/summary")]
    assert "Facts" in [title.text_content() for title in page.xpath(".//h4")]


def test_links_lead_to_the_preview_and_to_what_is_published(report: Report) -> None:
    """With a preview each thing is linked there; what was there before is linked on the published site as well."""
    page = rendered(as_markdown(report, PREVIEW))
    cell = next(line for line in page.xpath(".//li") if "Current version" in line.text_content())
    there = "databases/granite/#fact-current-version"
    assert [link.get("href") for link in cell.xpath(".//a")] == [PREVIEW + there, SITE + there]
    gone = next(line for line in page.xpath(".//li") if line.text_content().startswith("gone: Folio"))
    assert [link.get("href") for link in gone.xpath(".//a")] == [f"{SITE}compare/folio-vs-granite/"]


def test_without_a_preview_links_lead_to_what_is_published(report: Report) -> None:
    """Without a preview every link leads to the site as it was before the change."""
    assert report.impact is not None
    links = rendered(as_markdown(report)).xpath(".//a/@href")
    assert len(links) > 8
    assert all(link.startswith(SITE) for link in links)


def test_the_site_that_a_change_names_is_not_linked(small_world: Path) -> None:
    """A change that moves the guide elsewhere must not turn the links of its report there."""
    change(small_world, "data/edition.yml", "https://drawer.example/guide/", "https://evil.example/")
    impact = compare(load(SMALL_WORLD), load(small_world))
    links = rendered(as_markdown(Report(base="trunk", files=(), impact=impact))).xpath(".//a/@href")
    assert [link for link in links if "evil" in link] == []


def test_hostile_values_stay_text(report: Report) -> None:
    """Whatever a value holds, it must be no markup, no mention, no reference and no link, and be readable still."""
    page = rendered(as_markdown(spoiled(report), PREVIEW))
    elements = [one for one in page.iter() if isinstance(one.tag, str)]
    assert {one.tag for one in elements} <= {
        *("div", "h3", "h4", "p", "strong", "ul", "li", "a", "code", "details", "summary")
    }
    assert {name for one in elements for name in one.attrib} == {"href"}
    assert all(link.startswith((SITE, PREVIEW)) for link in page.xpath(".//a/@href"))
    assert [one.text for one in page.iter() if not isinstance(one.tag, str)] == [" guide-impact "]
    assert not re.search(r"@\w", page.text_content())
    outside = " ".join(page.xpath(".//text()[not(ancestor::code)]"))
    assert not re.search(r"#\w|GH-|://|www\.", outside, re.IGNORECASE)
    assert all(sign.isprintable() or sign in "\n\u200b" for sign in page.text_content())
    seen = page.text_content().replace("\u200b", "")
    for part in ("@octocat (@octocat/team) #1 GH-2 owner/repo#3 https://evil.example", "`x` ``` | a | b |"):
        assert part in seen


def test_each_hostile_value_stays_on_its_line(report: Report) -> None:
    """A value with line breaks must not end its line: there are as many lines as without it."""
    counts = [len(rendered(as_markdown(one)).xpath(".//li")) for one in (report, spoiled(report))]
    assert counts[1] >= counts[0] - 3, "values that are equal once they are spoilt are no difference any more"
    for line in as_markdown(spoiled(report)).splitlines():
        assert re.match(r"$|- |#{3,4} |\*\*|<details>|</details>|<!-- guide-impact -->$|[\w\[(]|&#64;", line), line


def test_a_terminal_is_not_told_what_to_do(report: Report) -> None:
    """The plain text must hold none of the characters that colour, move or turn round."""
    assert all(sign.isprintable() or sign == "\n" for sign in as_text(spoiled(report)))


@pytest.mark.parametrize("words", ["plain words " * 30, "|@#<&" * 80], ids=["plain", "all to be escaped"])
def test_a_comment_is_never_too_long(report: Report, words: str) -> None:
    """However much changes, the comment must fit, say how much it leaves out, and keep room for later sections."""
    assert report.impact is not None
    many = tuple(WordChange(file="a" * 300, place=words, address="", before=words, after="new") for _ in range(5000))
    files = tuple(TouchedFile(path=f"data/facts/{n}{words}.yml", how="changed") for n in range(5000))
    long = dataclasses.replace(report, files=files, impact=dataclasses.replace(report.impact, words=many))
    markdown = as_markdown(long, PREVIEW)
    assert len(markdown) < MOST
    assert "more lines have no room here" in markdown
    titles = [title.text_content() for title in rendered(markdown).xpath(".//summary")]
    assert any(re.fullmatch(r"Words \(\d+ of 5000\)", title) for title in titles), titles
    assert any(re.fullmatch(r"Files touched \(\d+ of 5000\)", title) for title in titles), titles
    assert len(json.loads(as_json(long))["impact"]["words"]) == 5000


def test_a_name_as_long_as_a_book_does_not_make_it_too_long(report: Report) -> None:
    """A single text without end must be cut, wherever it stands."""
    assert report.impact is not None
    impact = dataclasses.replace(report.impact, many="@" * 100_000, names={"granite": "#" * 100_000})
    cells = spoiled(impact.cells)
    spots = tuple(
        dataclasses.replace(one, spot=dataclasses.replace(one.spot, name="<" * 100_000)) for one in cells.changes
    )
    impact = dataclasses.replace(impact, cells=dataclasses.replace(cells, changes=spots))
    assert len(as_markdown(dataclasses.replace(report, impact=impact, remark="|" * 100_000))) < MOST


def test_of_long_texts_the_part_that_differs_is_shown(report: Report) -> None:
    """In a long text the change must be seen, not only its unchanged beginning."""
    assert report.impact is not None
    long = " ".join(f"word{number}" for number in range(200))
    change = WordChange(file="a", place="b", address="", before=long, after=long.replace("word150", "WORD"))
    told = as_text(dataclasses.replace(report, impact=dataclasses.replace(report.impact, words=(change,))))
    line = next(line for line in told.splitlines() if "WORD" in line)
    assert "word150" in line
    assert len(line) < 600


def test_json_holds_everything_that_was_found(report: Report) -> None:
    """Programs get each difference as values, with what is derived from it."""
    found = json.loads(as_json(report, PREVIEW))
    assert found["preview"] == PREVIEW
    assert found["mixed"] is False
    assert found["touched"] == {"facts": ["data/facts/granite.yml"]}
    assert found["files"] == [{"path": "data/facts/granite.yml", "how": "changed", "side": "facts"}]
    (date,) = found["impact"]["cells"]["dates"]
    assert (date["before"], date["after"], date["fresher"]) == ("2025-11-20", "2025-01-20", False)
    assert found["impact"]["answers"]["elsewhere"] == 0
    assert found["impact"]["cells"]["past"][0]["keep_by"] == "2025-04-20"


def test_a_base_that_cannot_be_read_leaves_the_files(report: Report) -> None:
    """Where the guide before the change has another form, it must be said why, and which files are touched."""
    unread = dataclasses.replace(report, impact=None, unread=("data/edition.yml:1:1: 'id' is missing",))
    page = rendered(as_markdown(unread, PREVIEW))
    assert "cannot be told" in page.xpath("string(.//strong)")
    lines = [line.text_content() for line in page.xpath(".//li")]
    assert lines == ["data/edition.yml:1:1: 'id' is missing", "facts, changed: data/facts/granite.yml"]
    assert json.loads(as_json(unread))["impact"] is None

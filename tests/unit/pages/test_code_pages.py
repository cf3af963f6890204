"""Pages that show samples: what became of each, its code as text, and where the rest is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from guide.derive.samples import sample_of, samples_of, tasks_of
from guide.pages.build import write_pages
from guide.pages.markdown import converted
from guide.render.highlight import highlighted, language
from guide.render.html import parsed, text_of
from guide.site.build import publish
from guide.site.kept import cache_of
from releasing import answering
from sampling import RUNS, SHOWN, with_samples
from worlds import TODAY, change, load, read, write


def _pages(root: Path, today: dt.date = TODAY) -> dict[str, Any]:
    return {page.address: parsed(page.body) for page in write_pages(load(root, today))}


def test_every_task_has_a_page_that_is_complete(small_world: Path) -> None:
    """Each shows all samples by rank, two of them at first, and leads to the other tasks."""
    pages = _pages(with_samples(small_world))
    for address in ("/code/", "/code/close/"):
        page = pages[address]
        assert [section.get("id") for section in page.iter("section")] == ["granite", "pebble"]
        assert page.xpath("//input[@name='f'][@checked]/@value") == ["granite", "pebble"]
        assert len(page.xpath("//nav[@class='tasks']//a")) == 2
        assert all(text_of(code).strip() for code in page.xpath("//pre/code"))
    assert pages["/code/close/"].findtext(".//h1") == "Closing it"


def test_a_guide_without_samples_has_no_such_page(small_world: Path) -> None:
    """Nothing of it shows, and nothing leads there."""
    pages = _pages(small_world)
    assert "/code/" not in pages
    assert pages["/databases/granite/"].xpath("//*[@id='code']") == []


def test_what_became_of_a_sample_stands_in_words(small_world: Path) -> None:
    """Passed, known to fail in part, or not run at all, with date, version and place."""
    guide = load(with_samples(small_world))
    granite, pebble = samples_of(guide)
    assert granite.text == "passed the contract on 10 January 2026 with Granite 7.10, but for 1 known issue"
    assert pebble.text == "not run in this version, written from the documentation of Pebble 2.1 on 1 September 2025"
    assert (granite.is_stale, pebble.is_stale) == (False, True)
    assert pebble.stale == "past its keep-by date, 30 November 2025"
    fates = [text_of(fate) for fate in _pages(small_world)["/code/"].xpath("//p[@class='fate']")]
    assert fates == [
        f"P{granite.text[1:]} (Linux, Quarry 3). 4 files, 80 lines.",
        "Known issue: test_two_keys_at_once. The second key waits for the first.",
        f"N{pebble.text[1:]}. There is no Pebble on our machines. stale: {pebble.stale}. 2 files, 30 lines.",
    ]


def test_what_was_compiled_only_says_so(small_world: Path) -> None:
    """It is neither passed nor unread."""
    change(with_samples(small_world), RUNS, "fate: read", "fate: built")
    text = samples_of(load(small_world))[1].text
    assert text == "compiled, not run by us, on 1 September 2025 with Pebble 2.1"


@pytest.mark.parametrize(
    ("ran", "newer"), [("7.10.3", ""), ("7.11", ""), ("8.0", ""), ("7.9.12", "Granite 7.10"), ("6.30", "Granite 7.10")]
)
def test_a_newer_minor_version_makes_a_sample_stale(small_world: Path, ran: str, newer: str) -> None:
    """A newer patch does not, and an older release that comes later does not either."""
    answering(with_samples(small_world))
    change(small_world, RUNS, 'version: "7.10"', f'version: "{ran}"')
    guide = load(small_world)
    sample = sample_of(guide, guide.by_slug["granite"])
    assert sample
    assert (sample.newer, sample.is_stale) == (newer, bool(newer))


def test_a_sample_is_stale_from_the_day_after_ninety(small_world: Path) -> None:
    """On the last day it is still taken as current."""
    with_samples(small_world)
    last = dt.date(2026, 1, 10) + dt.timedelta(days=90)
    states = [samples_of(load(small_world, last + dt.timedelta(days=days)))[0].is_stale for days in (0, 1)]
    assert states == [False, True]


def test_the_page_of_a_candidate_shows_the_first_task(small_world: Path) -> None:
    """With its fate and the way to the other tasks; a candidate without a sample has no such section."""
    pages = _pages(with_samples(small_world))
    (section,) = pages["/databases/granite/"].xpath("//section[h2/@id='code']")
    assert len(section.xpath(".//pre")) == 2
    ways = ["../../code/close/?f=granite#granite", "../../code/?f=granite#granite"]
    assert section.xpath(".//p/a/@href") == ways
    assert pages["/databases/folio/"].xpath("//*[@id='code']") == []


def test_the_page_of_a_pair_shows_both_or_neither(small_world: Path) -> None:
    """One side alone would compare nothing."""
    pages = _pages(with_samples(small_world))
    assert pages["/compare/folio-vs-granite/"].xpath("//*[@id='code']") == []
    for path in (RUNS, "samples/pebble/sample.yml"):
        write(small_world, path.replace("pebble", "folio"), read(small_world, path).replace("pebble", "folio"))
    write(small_world, "samples/folio/open.go", read(small_world, "samples/pebble/open.go"))
    (small_world / "samples/pebble/sample.yml").unlink()
    pages = _pages(small_world)
    assert pages["/compare/folio-vs-granite/"].xpath("//h3[starts-with(@id, 'code-')]/@id") == [
        "code-folio",
        "code-granite",
    ]


_HOSTILE = (
    '"</script></pre></code><img src=x onerror=alert(1)>"',
    "'<!--' # ]]> </textarea> {{ guide }} {% raw %} [[count.candidates]] ``` **bold**",
    'x = "' + "&lt;y" * 35 + '"',
)


def test_code_stays_text_whatever_is_in_it(small_world: Path) -> None:
    """Neither the page nor its twin takes any of it for marks."""
    code = "\n".join(f"    {line}" for line in _HOSTILE)
    change(with_samples(small_world), SHOWN, "        raise NotImplementedError", code)
    page = next(page for page in write_pages(load(small_world)) if page.address == "/code/close/")
    tree: Any = parsed(page.shown)
    shown = text_of(tree.xpath("//pre/code")[0])
    assert all(line in shown for line in _HOSTILE)
    assert tree.xpath("//img | //script | //textarea") == []
    assert all(line in converted(page.body, "https://example.org/") for line in _HOSTILE)


@pytest.mark.parametrize("name", ["a.py", "a.php", "a.go", "a.ts", "a.cs", "a.rb", "a.ex", "a.java", "a.sql", "a.what"])
def test_highlighting_changes_no_letter(name: str) -> None:
    """Whatever the language, what is read and copied is what stands in the file."""
    text = 'class A < B; def x(a): # c\n\treturn "s" + `t` -- 1.5 /* " */\n\n  end }'
    assert text_of(parsed(f"<pre>{highlighted(language(name), text)}</pre>")) == text
    assert language(name).isalnum()


def test_an_edited_sample_is_shown_at_once(small_world: Path) -> None:
    """Pages that are kept from one build to the next are made anew when the files that they show change."""
    with_samples(small_world)

    def build(*, kept: bool) -> dict[str, str]:
        cache = cache_of(small_world, {} if kept else {"GUIDE_NO_CACHE": "1"})
        publication = publish(small_world, TODAY, {}, cache)
        texts = {page.address: page.body for page in publication.pages}
        texts |= {path: str(make()) for path, make in publication.makers().items() if not path.endswith(".png")}
        cache.close()
        return texts

    build(kept=True)
    for path, old, new in (
        (SHOWN, "no key, no drawer", "no key, no luck"),
        (RUNS, "date: 2026-01-10", "date: 2026-01-12"),
        ("samples/granite/sample.yml", "[orders/views.py#closing]", "[orders/rules.sql#rules]"),
        ("content/code.md", "Who remembers.", "Who forgets."),
    ):
        change(small_world, path, old, new)
        assert build(kept=True) == build(kept=False)
    for path in (RUNS, "samples/granite/sample.yml", "samples/pebble/sample.yml"):
        (small_world / path).unlink()
    assert build(kept=True) == build(kept=False)
    assert tasks_of(load(small_world)) == ()

"""Checks across files: what they find is tabled in `spoilt.txt`; here is how they work together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guide.checks.links import SECTIONS, site_pages
from guide.checks.run import check_library
from guide.pages.build import write_pages
from guide.source.library import FILES, PAGES, read_library
from worlds import SMALL_WORLD, TODAY, change, load, problems, read, write


def test_a_sound_guide_has_no_problem() -> None:
    """Nothing is found where nothing is wrong."""
    assert check_library(read_library(SMALL_WORLD), TODAY) == []


def test_every_page_is_known() -> None:
    """The addresses that links may lead to are those of the pages that are written to be found."""
    addresses = {page.address for page in write_pages(load(SMALL_WORLD)) if page.listed}
    assert site_pages(read_library(SMALL_WORLD)) == addresses


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_that_cannot_be_read_stops_no_other_check(small_world: Path, name: str) -> None:
    """With any one file broken the rest must still be checked, and nothing be made up about what it holds."""
    path, _ = FILES[name]
    write(small_world, path, "broken: [\n")
    write(small_world, "content/about.md", "x")
    assert {problem.split(":")[0] for problem in problems(small_world)} == {path, "content/about.md"}


@pytest.mark.parametrize(
    "path",
    [
        "data/facts/granite.yml",
        "data/opinions/granite.yml",
        "data/pairs/folio-vs-granite.yml",
        "content/databases/granite.md",
    ],
)
def test_a_fault_in_one_file_is_no_fault_in_another(small_world: Path, path: str) -> None:
    """What refers to something in a broken file must not be told beside the fault itself."""
    write(small_world, path, f"x{read(small_world, path)}")
    assert {problem.split(":")[0] for problem in problems(small_world)} == {path}


def test_other_faults_are_told_beside_a_broken_file(small_world: Path) -> None:
    """A file that cannot be read must not hide what is wrong elsewhere."""
    write(small_world, "data/facts/granite.yml", "broken: [\n")
    change(
        small_world, "content/about.md", "Take it.", "Take [[foliot]], [[folio.box.somewhere]] and [[edition.yaer]]."
    )
    change(small_world, "data/opinions/folio.yml", "tier: special", "tier: especial")
    assert [problem.split(": ")[0] for problem in problems(small_world)] == [
        "content/about.md:10:6",
        "content/about.md:10:18",
        "content/about.md:10:46",
        "data/facts/granite.yml:2:1",
        "data/opinions/folio.yml:3:7",
    ]


def test_every_page_of_prose_is_wanted() -> None:
    """The pages that every guide must have are the ones that the small world has."""
    assert {path.stem for path in (SMALL_WORLD / "content").glob("*.md")} == PAGES


def test_no_section_of_prose_is_lost(small_world: Path) -> None:
    """Whatever section a page may have is shown on it; one that it would not show is refused before."""
    texts = {name: _marked(read(small_world, f"content/{name}.md")) for name in PAGES}
    for name, text in texts.items():
        write(small_world, f"content/{name}.md", text)
    pages = {page.address: page for page in write_pages(load(small_world))}
    for name, text in texts.items():
        page = pages["/" if name == "index" else f"/{name}/"]
        assert page.body.count("Shown below.") == text.count("Shown below."), name
        write(small_world, f"content/{name}.md", f"{text}\n## More {{#more}}\n\nAnd more.\n")
    assert {problem.split(":")[0] for problem in problems(small_world)} == {f"content/{name}.md" for name in SECTIONS}


def _marked(text: str) -> str:
    """Return prose with something to look for in each of its sections."""
    return re.sub(r"^(## .*)$", r"\1\n\nShown below.", text, flags=re.MULTILINE)


RIGHT = (
    "Take `[[nothing]]`.",
    "Take `[a](nowhere)`.",
    "```\n[[nothing]] 12 [a](nowhere)\n```",
    "Take [[granite]] and [its version](/databases/granite/#fact-current-version).",
    "Use UTF-8 and SQL:2016. It has nine lives.",
    "1. Take\n2. it",
    "See <https://a.example/2024/>.",
    "### Smaller {#smaller}\n\nSee [above](#smaller).",
)


def test_what_is_right_is_left_alone(small_world: Path) -> None:
    """Examples, code, names with numbers, numbered lists and whole addresses must not be taken for faults."""
    change(small_world, "content/about.md", "Take it.", "\n\n".join(RIGHT))
    assert problems(small_world) == []


@pytest.mark.parametrize("day", ["as_of", "reviewed", "date", "published"])
def test_dates_of_what_was_done_cannot_lie_ahead(day: str) -> None:
    """The same guide, read before its own dates, must tell each of them."""
    early = [problem for problem in problems(SMALL_WORLD, TODAY.replace(year=1990)) if "in the future" in problem]
    lines = [problem.split(":")[:2] for problem in early]
    assert any(day in read(SMALL_WORLD, path).splitlines()[int(line) - 1] for path, line in lines)


def test_what_is_announced_may_lie_ahead() -> None:
    """An expectation, and the end of support, are dates in the future by nature."""
    assert load(SMALL_WORLD).by_slug["granite"].sheet.announced[0].when.first_day > TODAY


def test_what_is_left_out_has_an_address_whatever_its_name(small_world: Path) -> None:
    """The address is made of the id: a name in any script will do, two of one name as well, two of one id will not."""
    entry = read(small_world, "data/not-ranked.yml")
    named = entry.replace("name: Card Index", "name: 数据库")
    write(small_world, "data/not-ranked.yml", f"{named}\n{named.replace('id: card-index', 'id: other')}")
    assert problems(small_world) == []
    write(small_world, "data/not-ranked.yml", f"{entry}\n{named}")
    assert [problem.partition(": ")[2] for problem in problems(small_world)] == [
        "'card-index' is the id of another entry or section of the page; give each its own"
    ]


def test_what_is_left_out_does_not_take_the_address_of_a_section(small_world: Path) -> None:
    """An id that a section of the page has already must be refused, or the link to one of the two lands wrong."""
    write(small_world, "content/not-ranked.md", read(small_world, "content/not-ranked.md") + "\n## So {#card-index}\n")
    (problem,) = problems(small_world)
    assert "'card-index' is the id of another entry or section" in problem

"""One path of the site, one writer: whatever in the data asks for a path twice is told in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from worlds import change, problems, read, write


def redirect(root: Path, old: str, new: str) -> None:
    """Let an address lead on to another."""
    write(root, "data/redirects.yml", read(root, "data/redirects.yml") + f"- old: {old}\n  new: {new}\n")


@pytest.mark.parametrize(
    ("old", "new", "writers"),
    [
        ("/embed/granite/", "/databases/granite/", "the pages for frames and the redirects"),
        ("/embed/old-granite/", "/databases/granite/", "the redirects and what answers at former paths"),
        ("/data/facts.csv", "/data/judgements.csv", "the tables and what answers at former paths"),
        ("/feeds/old-granite.xml", "/feeds/folio.xml", "a file that moved and the former name old-granite"),
        ("/compare/index.md", "/method/index.md", "the Markdown twins and what answers at former paths"),
        ("/cards/index.png", "/cards/compare.png", "the cards and what answers at former paths"),
        ("/sitemap.xml", "/feeds/folio.xml", "the sitemap and what answers at former paths"),
        ("/2025/compare/", "/method/", "a former address and an address that leads on for now"),
    ],
)
def test_a_redirect_takes_nothing_that_is_there(small_world: Path, old: str, new: str, writers: str) -> None:
    """Both writers are named, at the line of the redirect."""
    redirect(small_world, old, new)
    (problem,) = problems(small_world)
    assert problem.startswith("data/redirects.yml:3:8: ")
    assert f"has two writers, {writers}; give one of them another name or address" in problem


@pytest.mark.parametrize("new", ["/data/facts.csv", "/api/v1/facts.json", "/feeds/folio.xml", "/cards/index.png"])
def test_a_file_stays_of_its_type(small_world: Path, new: str) -> None:
    """A browser goes by the end of a name: data must not answer as a script, a style, a page or a picture."""
    ends = ("html", "htm", "xhtml", "shtml", "js", "mjs", "css", "svg", "wasm", "xml", "json", "csv", "txt", "md", "gz")
    others = [end for end in ends if not new.endswith(f".{end}")]
    write(small_world, "data/redirects.yml", "".join(f"- old: /new/a.{end}\n  new: {new}\n" for end in others))
    told = sorted(problems(small_world), key=lambda problem: int(problem.split(":")[1]))
    assert [problem.partition(": ")[0] for problem in told] == [
        f"data/redirects.yml:{line}:8" for line in range(2, 2 * len(others) + 1, 2)
    ]
    assert all("a file to a file of the same ending, " in problem for problem in told)


@pytest.mark.parametrize("old", ["/scripts/search.js", "/compare/index.html", "/robots.txt", "/talks/slides.html"])
def test_a_table_takes_the_place_of_nothing_that_runs(small_world: Path, old: str) -> None:
    """Whoever proposes data must not choose what runs on the pages."""
    redirect(small_world, old, "/data/facts.csv")
    (problem,) = problems(small_world)
    assert problem.startswith("data/redirects.yml:4:8: a page leads to a page, a file to a file of the same ending, ")


def test_an_alias_takes_no_other_file(small_world: Path) -> None:
    """A former name under which another file is published would let two lie at one path."""
    change(small_world, "data/facts/granite.yml", "aliases: [old-granite]", "aliases: [old-granite, changes]")
    (problem,) = problems(small_world)
    assert problem.startswith("data/facts/granite.yml:2:24: '/feeds/changes.xml' has two writers, the feeds and what ")


def test_the_word_for_what_is_ranked_takes_no_folder_of_ours(small_world: Path) -> None:
    """It stands in addresses: where a folder of ours has files of the same names, that is told."""
    (small_world / "content/databases").rename(small_world / "content/embed")
    for file in (*small_world.glob("content/**/*.md"), *small_world.glob("data/**/*.yml")):
        file.write_text(file.read_text().replace("/databases/", "/embed/"))
    change(small_world, "data/edition.yml", "many: databases", "many: embed")
    (problem,) = problems(small_world)
    assert problem.startswith("data/facts/granite.yml:1:1: '/embed/granite/index.html' has two writers, ")
    assert "the pages for frames and the page from data/opinions/granite.yml; give one" in problem

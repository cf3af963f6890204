"""Adding a candidate means writing its three files and the entry that the ledger demands, and nothing else."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from built import OWN_DAY, Site, build, copy_own_guide, words
from worlds import problems, read, write

SLUG, NAME = "lantern-post", "Lantern & Post"
VERDICT = "Invented for a test, and good for nothing else."


def _load(root: Path, path: str) -> Any:
    return yaml.safe_load(read(root, path))


def _dump(root: Path, path: str, values: Any) -> None:
    write(root, path, json.dumps(values, default=str, indent=1) + "\n")


def _first(root: Path) -> str:
    """Return the slug of the first of the ranking, to copy answers from."""
    names = (file.stem for file in (root / "data" / "opinions").glob("*.yml"))
    return next(name for name in names if _load(root, f"data/opinions/{name}.yml")["rank"] == 1)


def _write_candidate(root: Path) -> None:
    """Write facts, opinion and prose of an invented candidate at the end of the ranking."""
    model = _first(root)
    facts = _load(root, f"data/facts/{model}.yml")
    opinion = _load(root, f"data/opinions/{model}.yml")
    last_tier = list(_load(root, "data/vocabulary/terms.yml")["tiers"])[-1]
    links = {name: f"https://{SLUG}.example/{name}" for name in facts["links"]}
    _dump(
        root,
        f"data/facts/{SLUG}.yml",
        {**facts, "name": NAME, "links": links, "more": {}, "aliases": [], "nicknames": []},
    )
    _dump(
        root,
        f"data/opinions/{SLUG}.yml",
        {
            **opinion,
            "rank": len(list((root / "data" / "opinions").glob("*.yml"))) + 1,
            "tier": last_tier,
            "verdict": VERDICT,
            "best_for": ["Tests", "Lanterns"],
            "not_for": ["Products", "Posts"],
            "weaknesses": [
                {**weakness, "what": "Dim", "detail": "It is not there."} for weakness in opinion["weaknesses"]
            ],
            "try_first": ["Look for it.", "Light it."],
            "why_not_higher": "It does not exist.",
            "judgements": {
                key: {"word": judgement["word"], "reason": "We made it up."}
                for key, judgement in opinion["judgements"].items()
            },
            "rivals": [{"candidate": model, "when": "You want something that exists."}],
            "in_no_rule": "No rule picks it, because it does not exist.",
        },
    )
    sections = _load(root, "data/vocabulary/terms.yml")["sections"]
    body = [f"## About {key} {{#{key.replace('_', '-')}}}\n\nNothing is known.\n" for key in sections]
    head = f"---\ndescription: A lantern on a post, invented for a test of {SLUG}.\n---\n"
    write(root, f"content/{_many(root)}/{SLUG}.md", "\n".join([head, *body]))


def _many(root: Path) -> str:
    return str(_load(root, "data/edition.yml")["subject"]["many"])


def _write_ledger(root: Path) -> None:
    """Append the entry that accounts for the new order."""
    ranks = {
        file.stem: _load(root, f"data/opinions/{file.name}")["rank"] for file in (root / "data/opinions").glob("*")
    }
    order = ", ".join(sorted(ranks, key=lambda slug: ranks[slug]))
    entry = f"- date: {OWN_DAY}\n  kind: ranking\n  what: A newcomer.\n  why: A test.\n  ranking: [{order}]\n"
    write(root, "data/changes.yml", read(root, "data/changes.yml") + entry)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own guide with one candidate more."""
    root = copy_own_guide(tmp_path_factory.mktemp("grown") / "own")
    _write_candidate(root)
    _write_ledger(root)
    return build(root, tmp_path_factory.mktemp("grown-site"))


def test_the_check_demands_the_ledger_entry_and_nothing_else(tmp_path: Path) -> None:
    """After the three files are written, only the entry about the new order may be asked for."""
    root = copy_own_guide(tmp_path / "own")
    _write_candidate(root)
    found = problems(root, OWN_DAY)
    assert [problem.split(":")[0] for problem in found] == ["data/changes.yml"]
    assert "kind 'ranking'" in found[0]
    _write_ledger(root)
    assert problems(root, OWN_DAY) == []


def test_it_stands_last_in_the_ranking(grown: Site) -> None:
    """The newcomer must be the last row of the ranking, with its verdict."""
    row = grown.pages["/"].elements("//ol[@class='ranks']/li")[-1]
    assert row.get("id") == SLUG
    assert words(row.xpath(".//h3/a")[0]) == NAME
    assert VERDICT in words(row)


def test_it_has_a_page_of_its_own(grown: Site) -> None:
    """The newcomer must have a page with its name, its place among all, and all its answers."""
    pages = [address for address in grown.pages if address.endswith(f"/{SLUG}/")]
    assert len(pages) == 1
    page = grown.pages[pages[0]]
    count = len(grown.pages["/"].elements("//ol[@class='ranks']/li"))
    assert words(page.one("//h1")) == NAME
    assert f"No. {count} of {count}" in page.text


@pytest.mark.parametrize("name", ["facts", "in-the-box"])
def test_it_has_a_column_in_the_comparison(grown: Site, name: str) -> None:
    """The newcomer must answer every question, in a column of its own."""
    head = grown.pages["/compare/"].elements(f"//section[h2[@id='{name}']]//thead//th")
    assert words(head[-1]) == NAME


def test_it_has_a_row_of_judgements(grown: Site) -> None:
    """The newcomer must be judged in the comparison."""
    rows = grown.pages["/compare/"].elements("//section[h2[@id='judgements']]//tbody//tr")
    assert rows[-1].get("data-candidate") == SLUG


@pytest.mark.parametrize("address", ["/404.html", "/contribute/", "/changes/"])
def test_it_stands_in_the_lists_of_other_pages(grown: Site, address: str) -> None:
    """Pages that list all candidates must list the newcomer."""
    assert NAME in grown.pages[address].text


def test_it_stands_in_the_data(grown: Site) -> None:
    """The newcomer must be in the JSON and in every table for spreadsheets."""
    assert grown.candidates[-1]["name"] == NAME
    for name in ("judgements", "facts", "in-the-box"):
        assert SLUG in {row[0] for row in csv.reader(io.StringIO(grown.text(f"data/{name}.csv")))}


def test_it_stands_in_the_sitemap(grown: Site) -> None:
    """Search engines must hear of the newcomer's page."""
    assert f"/{SLUG}/</loc>" in grown.text("sitemap.xml")


def test_all_others_keep_their_pages(grown: Site, site: Site) -> None:
    """A newcomer must add one page and take none away."""
    assert len(grown.pages) == len(site.pages) + 1
    assert site.pages.keys() < grown.pages.keys()

"""An edition whose place another one took, and an edition that stands under its year."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.model.problems import InvalidGuide
from guide.site import permalinks
from guide.site.build import Publication, publish
from worlds import CURRENT, TODAY, change, load, problems, promise_what_was, read, supersede, write

UNDER_ITS_YEAR = f"{CURRENT}2025/"


def _published(root: Path, site: str = CURRENT) -> Publication:
    return publish(root, TODAY, {"GUIDE_SITE": site})


def test_a_successor_has_a_year_and_an_address(small_world: Path) -> None:
    """A setting that is not whole must be told at its place."""
    edition = read(small_world, "data/edition.yml")
    write(small_world, "data/edition.yml", f"{edition}superseded_by: {{year: next}}\n")
    faults = problems(small_world)
    assert [problem.split(": ")[0] for problem in faults] == ["data/edition.yml:19:1", "data/edition.yml:19:23"]


# The year in front of the address


def test_the_current_edition_answers_under_its_year(small_world: Path) -> None:
    """A citation with the year works from the first day: every address leads, for now, to the current page."""
    publication = publish(small_world, TODAY, {})
    lines = str(publication.files["_redirects"]).splitlines()
    for page in publication.pages:
        if page.listed:
            assert f"2025{page.address}index.html" in publication.files
            assert f"/guide/2025{page.address} /guide{page.address} 302" in lines
    assert "/guide/2025/cupboards/ /guide/databases/granite/ 302" in lines
    assert "/guide/cupboards/ /guide/databases/granite/ 301" in lines


@pytest.mark.parametrize("site", [UNDER_ITS_YEAR, UNDER_ITS_YEAR.rstrip("/")])
def test_an_edition_that_stands_under_its_year_repeats_it_nowhere(small_world: Path, site: str) -> None:
    """Its pages have the year in front already; its other redirects stay."""
    publication = _published(small_world, site)
    assert not any(path.startswith("2025/") for path in publication.files)
    assert "/guide/2025/cupboards/ /guide/2025/databases/granite/ 301\n" in str(publication.files["_redirects"])
    assert "2025/2025" not in str(publication.files.values())


def test_another_year_in_the_address_is_a_folder_like_any(small_world: Path) -> None:
    """Only the edition's own year says that the site is its own."""
    assert "2025/index.html" in _published(small_world, f"{CURRENT}2024/").files


# What was promised


@pytest.fixture
def accepted(small_world: Path) -> Path:
    """The small world with everything promised that it publishes."""
    promise_what_was(small_world)
    permalinks.accept(publish(small_world, TODAY, {}).promises, small_world)
    return small_world


def test_a_superseded_edition_keeps_its_promises_under_its_year(accepted: Path) -> None:
    """An address with the year in front is, there, the page itself."""
    assert problems(supersede(accepted)) == []


def test_under_its_year_a_page_that_is_gone_is_still_told(accepted: Path) -> None:
    """The year in front must not hide that nothing answers."""
    listed = read(accepted, permalinks.LIST)
    write(accepted, permalinks.LIST, f"{listed}redirect /2025/gone/\n")
    with pytest.raises(InvalidGuide, match="redirect '/2025/gone/' is promised and no longer published"):
        _published(accepted, UNDER_ITS_YEAR)


def test_the_next_edition_need_not_keep_what_lies_under_an_earlier_year(accepted: Path) -> None:
    """The branch of that edition answers for its pages and badges; every other promise binds the next one too."""
    assert "file /badge/2025/granite.svg\n" in read(accepted, permalinks.LIST)
    change(accepted, "data/edition.yml", "year: 2025", "year: 2026")
    change(accepted, "data/edition.yml", "published: 2025-12-01", "published: 2026-01-01")
    assert problems(accepted) == []
    listed = read(accepted, permalinks.LIST)
    write(accepted, permalinks.LIST, f"{listed}file /badge/2026/gone.svg\n")
    assert len(problems(accepted)) == 1


def test_a_year_goes_back_for_nobody(accepted: Path) -> None:
    """Where more is promised under a later year, the year is wrong, and nothing that follows from it is told."""
    listed = read(accepted, permalinks.LIST)
    write(accepted, permalinks.LIST, f"{listed}redirect /2027/about/\nfile /badge/2026/gone.svg\n")
    (problem,) = problems(accepted)
    assert problem.startswith("data/edition.yml:3:1: 'year' is 2025, and published.txt promises '/2027/about/'; ")


def test_what_is_changed_there_is_changed_on_its_branch(small_world: Path) -> None:
    """A correction to a past edition is a commit on its branch, where its pages are edited like any others."""
    change(small_world, "data/edition.yml", "branch: trunk", "branch: edition-2025")
    address = load(supersede(small_world)).edit_address("data/facts/folio.yml")
    assert address.endswith("/edit/edition-2025/data/facts/folio.yml")

"""Files to records, as far as they can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.source.library import FILES, FOLDERS, Unread, read_library
from worlds import SMALL_WORLD, change, write


def test_every_file_is_read() -> None:
    """All of a sound guide is read: single files, folders and prose, by name."""
    library = read_library(SMALL_WORLD)
    assert library.problems == []
    assert library.single.keys() == FILES.keys()
    assert library.folders.keys() == FOLDERS.keys()
    assert (
        library.facts.keys()
        == library.opinions.keys()
        == library.candidate_prose.keys()
        == {"granite", "pebble", "folio"}
    )
    assert library.pairs.keys() == {"folio-vs-granite"}
    assert "about" in library.pages
    assert library.present["facts"] == {"granite", "pebble", "folio"}


def test_what_could_not_be_read_is_asked_for_in_vain(small_world: Path) -> None:
    """A record with a fault is not there, its name is, and its problem is kept."""
    write(small_world, "data/edition.yml", "name: x\n")
    change(small_world, "data/facts/folio.yml", "name: Folio", "name: 7")
    library = read_library(small_world)
    assert {problem.path for problem in library.problems} == {"data/edition.yml", "data/facts/folio.yml"}
    with pytest.raises(Unread):
        library.one("edition")
    assert "folio" not in library.facts
    assert "folio" in library.present["facts"]


def test_a_fault_of_form_alone_keeps_the_record(small_world: Path) -> None:
    """What can still be understood is read on, so that its other faults are told in the same run."""
    change(small_world, "data/facts/folio.yml", "name: Folio", "name: Folio\nname: Other")
    library = read_library(small_world)
    assert library.facts["folio"].record.name == "Folio"
    assert len(library.problems) == 1


def test_every_prose_knows_whose_it_is() -> None:
    """A candidate's prose comes with its slug, every other page with none."""
    owners = {prose.path: own for own, prose in read_library(SMALL_WORLD).all_prose()}
    assert owners["content/databases/granite.md"] == "granite"
    assert owners["content/about.md"] == ""


@pytest.mark.parametrize(
    ("path", "noticed"),
    [
        ("data/facts/deeper/x.yml", True),
        ("data/vocabulary/x.yml", True),
        ("data/.gitkeep", False),
        ("data/facts/.x.yml.swp", False),
        ("content/databases/deeper/x.md", True),
        ("content/.about.md.swp", False),
    ],
)
def test_what_nothing_reads_is_noticed(small_world: Path, path: str, *, noticed: bool) -> None:
    """A file in the wrong place must not be overlooked; an editor's own files may be."""
    write(small_world, path, "x")
    assert read_library(small_world).strays == ((path,) if noticed else ())

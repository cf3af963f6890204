"""A rename from end to end: every old link keeps leading on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest
from built import Site, build
from guide.site import permalinks
from guide.site.build import publish
from worlds import ENVIRONMENT, TODAY, change, copy_small_world, problems, promise_what_was, read, rename_granite, write

OLD, NEW = "granite", "gravel"

PAIRS = {"folio-vs-granite": "folio-vs-gravel"}
"""The new name of each pair by the former one."""

PAGES = {
    "/databases/granite/": "/databases/gravel/",
    "/compare/folio-vs-granite/": "/compare/folio-vs-gravel/",
    "/compare/granite-vs-folio/": "/compare/folio-vs-gravel/",
}
"""The new address of each page by every address at which it answered."""

FILES = {
    "api/v1/databases/granite.json": "api/v1/databases/gravel.json",
    "api/v1/pairs/folio-vs-granite.json": "api/v1/pairs/folio-vs-gravel.json",
    "cards/compare/folio-vs-granite.png": "cards/compare/folio-vs-gravel.png",
    "cards/databases/granite.png": "cards/databases/gravel.png",
    "feeds/granite.xml": "feeds/gravel.xml",
}
"""The new path of each file that bears the name, by the former one."""


def _renamed_world(to: Path) -> Path:
    """Copy the small guide, promise all that it publishes, and give its first candidate another slug."""
    root = copy_small_world(to)
    promise_what_was(root)
    permalinks.accept(publish(root, TODAY, {}).promises, root)
    rename_granite(root)
    return root


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The guide after the rename, built strictly, every promise checked."""
    root = _renamed_world(tmp_path_factory.mktemp("renamed") / "databases")
    return build(root, tmp_path_factory.mktemp("renamed-site"), **ENVIRONMENT)


def _leads_to(site: Site, address: str) -> str:
    page = site.redirects[address]
    refresh = str(page.one("//meta[@http-equiv='refresh']").get("content"))
    return (site.target(page, refresh.removeprefix("0; url=")) or ("",))[0]


def test_without_the_alias_the_build_fails_and_names_the_way_out(tmp_path: Path) -> None:
    """Whoever forgets the alias must be told of every page that would go, and what to write where; once a page, not
    again for what is made of it."""
    root = _renamed_world(tmp_path / "databases")
    change(root, "data/facts/gravel.yml", "aliases: [old-granite, granite]", "aliases: [old-granite]")
    (ledger,) = problems(root)
    assert "to 'aliases' of what it is called now" in ledger
    _enter(root)
    told = problems(root)
    assert [problem for problem in told if not problem.startswith("published.txt:")] == []
    assert f"did you mean '/databases/{NEW}/'?" in " ".join(told)
    assert [path for path in FILES if any(path in problem for problem in told)] == []
    for address in (*PAGES, f"/#{OLD}"):
        (problem,) = (problem for problem in told if f" '{address}' " in problem)
        assert "'aliases'" in problem or "#" in address
        assert "data/retired.yml" in problem


def _enter(root: Path) -> None:
    """Write the entry in the ledger that is asked for."""
    entry = f"- date: {TODAY}\n  kind: ranking\n  what: A name.\n  why: A test.\n  ranking: [{NEW}, pebble, folio]\n"
    write(root, "data/changes.yml", read(root, "data/changes.yml") + entry)


def test_with_the_alias_no_entry_in_the_ledger_is_asked_for(tmp_path: Path) -> None:
    """A name is no change of the ranking or of the rules."""
    assert problems(_renamed_world(tmp_path / "databases")) == []


def test_every_former_address_leads_to_the_page(renamed: Site) -> None:
    """The page and each pair, named in either order, must lead on in one step, without script."""
    for old, new in PAGES.items():
        assert _leads_to(renamed, old) == new
        assert new in renamed.pages
        canonical = renamed.redirects[old].one("//link[@rel='canonical']").get("href")
        assert canonical == renamed.address + new[1:]


def test_hosts_that_redirect_by_themselves_are_told(renamed: Site) -> None:
    """Pages and files under a former name must be on the list that some hosts read."""
    lines = renamed.text("_redirects").splitlines()
    for old, new in (*PAGES.items(), *((f"/{old}", f"/{new}") for old, new in FILES.items())):
        assert f"/guide{old} /guide{new} 301" in lines


def test_every_former_file_has_the_present_content(renamed: Site) -> None:
    """Programs, feed readers and previews that ask for the former path must get what stands at the new one."""
    for old, new in FILES.items():
        assert (renamed.folder / old).read_bytes() == (renamed.folder / new).read_bytes(), old


def test_the_document_at_the_former_path_names_the_new_one(renamed: Site) -> None:
    """A program that follows a former link must learn the present name, and where it stands."""
    document = renamed.document(f"databases/{OLD}")
    assert (document["slug"], document["aliases"]) == (NEW, ["old-granite", OLD])
    assert document["document"].endswith(f"/databases/{NEW}.json")
    assert document["page"].endswith(f"/databases/{NEW}/")


def test_feed_readers_see_nothing_twice(renamed: Site, small_site: Site) -> None:
    """The feed must name its new address, and keep its id and those of all entries, or everything seems new."""
    before, after = (
        feedparser.parse((one.folder / "feeds" / f"{OLD}.xml").read_bytes()) for one in (small_site, renamed)
    )
    links = [link["href"] for link in after.feed.links if link["rel"] == "self"]
    assert links == [f"{renamed.address}feeds/{NEW}.xml"]
    assert after.feed.id == before.feed.id
    assert [entry.id for entry in after.entries] == [entry.id for entry in before.entries]


def test_calendars_see_nothing_twice(renamed: Site, small_site: Site) -> None:
    """Events keep their ids, or a calendar shows each date two times."""
    ids = [sorted(re.findall(r"^UID:.*", one.text("calendar.ics"), re.MULTILINE)) for one in (small_site, renamed)]
    assert ids[0] == ids[1]


def test_nothing_names_the_former_address(renamed: Site) -> None:
    """Canonical addresses, sitemap, feeds, calendar, documents and links must know the new address only."""
    former = [renamed.address + address[1:] for address in PAGES]
    former += [renamed.address + path for path in FILES]
    texts = [(path, text) for path, text in renamed.texts() if path.endswith((".xml", ".json", ".ics", ".html"))]
    assert len(texts) > len(renamed.pages)
    assert [(path, address) for path, text in texts for address in former if address in text] == []
    linked = {(page.address, target) for page in renamed.pages.values() for target in _targets(renamed, page.address)}
    assert [pair for pair in linked if pair[1] in PAGES or pair[1][1:] in FILES] == []
    assert f"{renamed.address}databases/{NEW}/" in renamed.text("sitemap.xml")


def _targets(site: Site, address: str) -> Iterator[str]:
    page = site.pages[address]
    yield from (target[0] for link in page.links() if (target := site.target(page, link)))


def test_former_fragments_stand_where_the_present_ones_do(renamed: Site) -> None:
    """An anchor that is made of the name must be there under both."""
    first = renamed.pages["/"].one(f"//li[@id='{NEW}']")
    assert first.xpath(f".//*[@id='{OLD}']")
    for new in PAIRS.values():
        heading = renamed.pages[f"/compare/{new}/"].one(f"//h2[@id='choose-{NEW}']")
        assert heading.xpath(f".//*[@id='choose-{OLD}']")


def test_comparisons_know_the_former_name(renamed: Site) -> None:
    """The form must understand an address in which the former name stands."""
    box = renamed.pages["/compare/"].one(f"//input[@name='f'][@value='{NEW}']")
    assert OLD in box.get("data-former").split()

"""A rename, rehearsed from end to end on a copy of the project's own data: every old link keeps leading on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copy

import feedparser  # type: ignore[import-untyped]
import pytest
from built import OWN_DAY, Site, build, copy_own_guide
from guide.derive.candidates import Versus
from guide.model import urls
from guide.site import permalinks
from guide.site.load import load_guide
from worlds import REPOSITORY, change, problems, read, write

NEW = "brand-new-name"


@dataclass(frozen=True, kw_only=True)
class Renamed:
    """What is renamed: a candidate, with the pairs that it is part of."""

    old: str
    many: str
    pairs: dict[str, str]
    """The new name of each pair by the former one."""

    @property
    def pages(self) -> dict[str, str]:
        """The new address of each page by every address at which it answered."""
        pairs = {
            address: f"/compare/{new}/"
            for old, new in self.pairs.items()
            for one, other in [old.split("-vs-")]
            for address in (f"/compare/{one}-vs-{other}/", f"/compare/{other}-vs-{one}/")
        }
        return {urls.candidate(self.many, self.old): urls.candidate(self.many, NEW), **pairs}

    @property
    def files(self) -> dict[str, str]:
        """The new path of each file that bears the name, by the former one."""
        names = {f"api/v1/pairs/{old}.json": f"api/v1/pairs/{new}.json" for old, new in self.pairs.items()}
        cards = {f"cards/compare/{old}.png": f"cards/compare/{new}.png" for old, new in self.pairs.items()}
        paths = (f"api/v1/{self.many}/{{}}.json", f"cards/{self.many}/{{}}.png", "feeds/{}.xml")
        return {**names, **cards, **{path.format(self.old): path.format(NEW) for path in paths}}


def _renamed() -> Renamed:
    """Choose what to rename: the candidate with the most pairs, so that the most has to follow."""
    guide = load_guide(REPOSITORY, OWN_DAY, {})
    slug = max(sorted(guide.by_slug), key=lambda one: len(guide.pairs_of(one)))
    pairs = {versus.name: urls.pair_name(NEW, _other(versus, slug)) for versus in guide.pairs_of(slug)}
    return Renamed(old=slug, many=guide.edition.subject.many, pairs=pairs)


def _other(versus: Versus, slug: str) -> str:
    return versus.other.slug if versus.one.slug == slug else versus.one.slug


RENAMED = _renamed()


def _rename(root: Path) -> None:
    """Give the candidate its new slug wherever the old one stands in files, as an editor would."""
    for folder in ("data/facts/{}.yml", "data/opinions/{}.yml", f"content/{RENAMED.many}/{{}}.md"):
        (root / folder.format(RENAMED.old)).rename(root / folder.format(NEW))
    for old, new in RENAMED.pairs.items():
        (root / f"data/pairs/{old}.yml").rename(root / f"data/pairs/{new}.yml")
    for file in (*(root / "data").rglob("*.yml"), *(root / "content").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        write(root, path, _with_new_slug(read(root, path), in_data=file.suffix == ".yml"))


def _with_new_slug(text: str, *, in_data: bool) -> str:
    text = re.sub(rf"\[\[{RENAMED.old}(?=[.\]])", f"[[{NEW}", text)
    for old, new in RENAMED.pages.items():
        text = text.replace(f"({old}", f"({new}")
    if not in_data:
        return text
    lines = text.splitlines(keepends=True)
    slug = re.compile(rf"(?<![\w./'\"-]){RENAMED.old}(?=[\],:\n])")
    return "".join(line if "registry:" in line else slug.sub(NEW, line) for line in lines)


def _alias(root: Path) -> None:
    """Say under which slug it was known before."""
    change(root, f"data/facts/{NEW}.yml", "\nlanguages:", f"\naliases: [{RENAMED.old}]\nlanguages:")


def _copy(to: Path) -> Path:
    """Copy the project's own guide with everything that it has promised."""
    root = copy_own_guide(to)
    copy(REPOSITORY / permalinks.LIST, root)
    _rename(root)
    return root


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own guide after the rename, built strictly, every promise checked."""
    root = _copy(tmp_path_factory.mktemp("renamed") / "own")
    _alias(root)
    return build(root, tmp_path_factory.mktemp("renamed-site"))


def _leads_to(site: Site, address: str) -> str:
    page = site.redirects[address]
    refresh = str(page.one("//meta[@http-equiv='refresh']").get("content"))
    return (site.target(page, refresh.removeprefix("0; url=")) or ("",))[0]


def test_without_the_alias_the_build_fails_and_names_the_way_out(tmp_path: Path) -> None:
    """Whoever forgets the alias must be told of every address that would go, and what to write where."""
    root = _copy(tmp_path / "own")
    (ledger,) = problems(root, OWN_DAY)
    assert "under 'aliases'" in ledger
    _account_for(root, ledger)
    told = problems(root, OWN_DAY)
    assert [problem for problem in told if not problem.startswith("published.txt:")] == []
    assert f"did you mean '/{RENAMED.many}/{NEW}/'?" in " ".join(told)
    for address in (*RENAMED.pages, *(f"/{path}" for path in RENAMED.files), f"/#{RENAMED.old}"):
        (problem,) = (one for one in told if f" '{address}' " in one)
        assert "'aliases'" in problem or "#" in address
        assert "data/retired.yml" in problem


def _account_for(root: Path, ledger: str) -> None:
    """Write the entry in the ledger that is asked for."""
    digest = re.search(r"rules: '(\w+)'", ledger)
    assert digest
    entry = f"- date: {OWN_DAY}\n  kind: rules\n  what: A name.\n  why: A test.\n  rules: '{digest[1]}'\n"
    write(root, "data/changes.yml", read(root, "data/changes.yml") + entry)


def test_with_the_alias_no_entry_in_the_ledger_is_asked_for(tmp_path: Path) -> None:
    """A name is no change of the ranking or of the rules."""
    root = _copy(tmp_path / "own")
    _alias(root)
    assert problems(root, OWN_DAY) == []


def test_every_former_address_leads_to_the_page(renamed: Site) -> None:
    """The page and each pair, named in either order, must lead on in one step, without script."""
    assert len(RENAMED.pages) > 2
    for old, new in RENAMED.pages.items():
        assert _leads_to(renamed, old) == new
        assert new in renamed.pages
        canonical = renamed.redirects[old].one("//link[@rel='canonical']").get("href")
        assert canonical == renamed.address + new[1:]


def test_hosts_that_redirect_by_themselves_are_told(renamed: Site) -> None:
    """Pages and files under a former name must be on the list that some hosts read."""
    lines = renamed.text("_redirects").splitlines()
    for old, new in (*RENAMED.pages.items(), *((f"/{old}", f"/{new}") for old, new in RENAMED.files.items())):
        assert f"{old} {new} 301" in lines


def test_every_former_file_has_the_present_content(renamed: Site) -> None:
    """Programs, feed readers and previews that ask for the former path must get what stands at the new one."""
    for old, new in RENAMED.files.items():
        assert (renamed.folder / old).read_bytes() == (renamed.folder / new).read_bytes(), old


def test_the_document_at_the_former_path_names_the_new_one(renamed: Site) -> None:
    """A program that follows a former link must learn the present name, and where it stands."""
    document = renamed.document(f"{RENAMED.many}/{RENAMED.old}")
    assert (document["slug"], document["aliases"]) == (NEW, [RENAMED.old])
    assert document["document"].endswith(f"/{RENAMED.many}/{NEW}.json")
    assert document["page"].endswith(f"/{RENAMED.many}/{NEW}/")


def test_feed_readers_see_nothing_twice(renamed: Site, site: Site) -> None:
    """The feed must name its new address, and keep its id and those of all entries, or everything seems new."""
    before, after = (
        feedparser.parse((one.folder / "feeds" / f"{RENAMED.old}.xml").read_bytes()) for one in (site, renamed)
    )
    links = [link["href"] for link in after.feed.links if link["rel"] == "self"]
    assert links == [f"{renamed.address}feeds/{NEW}.xml"]
    assert after.feed.id == before.feed.id
    assert [entry.id for entry in after.entries] == [entry.id for entry in before.entries]


def test_calendars_see_nothing_twice(renamed: Site, site: Site) -> None:
    """Events keep their ids, or a calendar shows each date two times."""
    ids = [sorted(re.findall(r"^UID:.*", one.text("calendar.ics"), re.MULTILINE)) for one in (site, renamed)]
    assert ids[0] == ids[1]


def test_nothing_names_the_former_address(renamed: Site) -> None:
    """Canonical addresses, sitemap, feeds, calendar, documents and links must know the new address only."""
    former = [renamed.address + address[1:] for address in RENAMED.pages]
    former += [renamed.address + path for path in RENAMED.files]
    texts = [(path, text) for path, text in renamed.texts() if path.endswith((".xml", ".json", ".ics", ".html"))]
    assert len(texts) > len(renamed.pages)
    assert [(path, address) for path, text in texts for address in former if address in text] == []
    linked = {(page.address, target) for page in renamed.pages.values() for target in _targets(renamed, page.address)}
    assert [pair for pair in linked if pair[1] in RENAMED.pages or pair[1][1:] in RENAMED.files] == []
    assert f"{renamed.address}{RENAMED.many}/{NEW}/" in renamed.text("sitemap.xml")


def _targets(site: Site, address: str) -> Iterator[str]:
    page = site.pages[address]
    yield from (target[0] for link in page.links() if (target := site.target(page, link)))


def test_former_fragments_stand_where_the_present_ones_do(renamed: Site) -> None:
    """An anchor that is made of the name must be there under both."""
    first = renamed.pages["/"].one(f"//li[@id='{NEW}']")
    assert first.xpath(f".//*[@id='{RENAMED.old}']")
    for new in RENAMED.pairs.values():
        heading = renamed.pages[f"/compare/{new}/"].one(f"//h2[@id='choose-{NEW}']")
        assert heading.xpath(f".//*[@id='choose-{RENAMED.old}']")


def test_comparisons_know_the_former_name(renamed: Site) -> None:
    """The form must understand an address in which the former name stands."""
    box = renamed.pages["/compare/"].one(f"//input[@name='f'][@value='{NEW}']")
    assert box.get("data-former") == RENAMED.old

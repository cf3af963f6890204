"""Freezing an edition, reading it for ever, and what moved since."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from guide.derive.edition_changes import Since, moves, since
from guide.derive.guide import Guide
from guide.model.problems import InvalidGuide
from guide.site.build import publish
from guide.site.editions import digest, digests
from guide.site.freeze import freeze
from worlds import ERRATA, NEXT_DAY, TODAY, change, copy_second_edition, problems, read, rename_granite, write

FOLDER = "editions/2025"


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world in its second edition; not to be changed."""
    return copy_second_edition(tmp_path_factory.mktemp("worlds") / "second")


@pytest.fixture(scope="module")
def guide(second: Path) -> Guide:
    """The second edition, which knows the first one."""
    return publish(second, NEXT_DAY, {}).guide


@pytest.fixture
def spoilt(second: Path, tmp_path: Path) -> Path:
    """A copy of the second edition, free to be spoiled."""
    return shutil.copytree(second, tmp_path / "second")


def _refused(root: Path, year: int) -> list[str]:
    with pytest.raises(InvalidGuide) as raised:
        freeze(root, year, TODAY, {})
    return [str(problem) for problem in raised.value.problems]


# Freezing


def test_everything_an_edition_is_made_of_is_kept(small_world: Path) -> None:
    """Data and prose are copied byte by byte, and the digest of each file is written down."""
    frozen = freeze(small_world, 2025, TODAY, {})
    record = yaml.safe_load(read(small_world, f"{FOLDER}/frozen.yml"))
    assert record["date"] == TODAY
    assert len(record["digests"]) == frozen.files
    for name in ("data", "content"):
        assert digests(small_world / FOLDER / name) == digests(small_world / name)
        assert record["digests"].keys() >= {f"{name}/{path}" for path in digests(small_world / name)}


def test_every_address_of_an_edition_is_written_down(small_world: Path) -> None:
    """Pages, anchors and former addresses are listed; the page for missing addresses has none."""
    frozen = freeze(small_world, 2025, TODAY, {})
    listed = read(small_world, f"{FOLDER}/addresses.txt").splitlines()
    assert len(listed) == len(set(listed)) == frozen.addresses
    assert {"/", "/databases/granite/", "/databases/granite/#fact-since", "/how-to-pick/#rule-papers"} <= set(listed)
    assert {"/cupboards/", "/databases/old-granite/", "/compare/granite-vs-folio/"} <= set(listed)
    assert not any(address.startswith(("/404", "/2025")) for address in listed)


def test_a_hidden_file_is_not_frozen(small_world: Path) -> None:
    """What an editor or an operating system leaves behind is no part of an edition, before or after."""
    write(small_world, "data/facts/.DS_Store", "left behind")
    freeze(small_world, 2025, TODAY, {})
    assert not (small_world / FOLDER / "data/facts/.DS_Store").exists()
    write(small_world, f"{FOLDER}/data/.DS_Store", "left behind")
    assert problems(small_world) == []


def test_another_years_edition_is_not_frozen(small_world: Path) -> None:
    """A year that is not the edition's own must be refused with the right one."""
    assert _refused(small_world, 2026) == [
        "data/edition.yml:3:7: this is the edition of 2025, not of 2026; run 'guide freeze 2025', or change the year"
    ]
    assert not (small_world / "editions").exists()


def test_an_edition_is_frozen_once(small_world: Path) -> None:
    """Freezing again would let what is frozen change, so it must be refused and leave everything as it is."""
    freeze(small_world, 2025, TODAY, {})
    before = digests(small_world)
    change(small_world, "content/about.md", "Take it.", "Leave it.")
    assert _refused(small_world, 2025) == [
        f"{FOLDER}/frozen.yml:1:1: the 2025 edition is frozen already; a correction to it belongs in errata.yml"
    ]
    change(small_world, "content/about.md", "Leave it.", "Take it.")
    assert digests(small_world) == before


def test_a_guide_with_problems_is_not_frozen(small_world: Path) -> None:
    """What is wrong today would be wrong for ever, so every problem must be mended first."""
    change(small_world, "data/opinions/pebble.yml", "rank: 2", "rank: 7")
    assert _refused(small_world, 2025) == problems(small_world)
    assert not (small_world / "editions").exists()


def test_nothing_is_left_of_a_freezing_that_fails(small_world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition stands there whole or not at all, whatever happens on the way."""

    def fail(*_: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("guide.site.freeze._write_records", fail)
    with pytest.raises(OSError, match="the disk is full"):
        freeze(small_world, 2025, TODAY, {})
    assert list((small_world / "editions").iterdir()) == []
    assert problems(small_world) == []


def test_line_ends_do_not_count() -> None:
    """A checkout that writes other line ends must not look like a change; anything else must."""
    assert digest(b"one\r\ntwo\r\n") == digest(b"one\ntwo\n")
    assert digest(b"one\n") != digest(b"one \n")


# What was frozen stays as it was


def test_a_frozen_edition_is_sound(second: Path) -> None:
    """Years later, with the next edition under way, nothing is wrong."""
    assert problems(second, NEXT_DAY) == []


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        (
            "data/opinions/granite.yml",
            "rank: 3\n",
            f"{FOLDER}/data/opinions/granite.yml:1:1: the file is frozen and was changed; put it back, ",
        ),
        ("addresses.txt", "/\n", f"{FOLDER}/addresses.txt:1:1: the file is frozen and was changed; put it back, a "),
        ("content/about.md", "", f"{FOLDER}/content/about.md:1:1: the file is missing; it is frozen, put it back"),
        ("errata.yml", "", f"{FOLDER}/errata.yml:1:1: the file is missing; add it"),
        ("frozen.yml", "", f"{FOLDER}/frozen.yml:1:1: the file is missing; add it"),
        (
            "data/new.yml",
            "x: 1\n",
            f"{FOLDER}/data/new.yml:1:1: nothing reads this file; it is no part of what was frozen, ",
        ),
        ("notes.txt", "x\n", f"{FOLDER}/notes.txt:1:1: nothing reads this file; it is no part of what was frozen, "),
        ("../readme.md", "x\n", "editions/readme.md:1:1: nothing reads this; an edition stands in a folder named by "),
        ("../old/data/edition.yml", "x\n", "editions/old:1:1: nothing reads this; an edition stands in a folder "),
        (
            "frozen.yml",
            "date: yesterday\ndigests: {}\n",
            f"{FOLDER}/frozen.yml:1:7: 'date': 'yesterday' is not a ",
        ),
        (
            "frozen.yml",
            "date: 2026-01-15\ndigests: {data: 12}\n",
            f"{FOLDER}/frozen.yml:2:17: 'data' must be text, ",
        ),
        (
            "frozen.yml",
            "date: 2026-01-15\ndigests: {data: 'x'}\n",
            f"{FOLDER}/frozen.yml:2:17: 'data' is 'x'; it must be ",
        ),
    ],
)
def test_whatever_is_not_as_it_was_is_told(spoilt: Path, path: str, text: str, told: str) -> None:
    """A file that was changed, taken away or added must be named, and nothing else be said."""
    if text:
        write(spoilt / FOLDER, path, text)
    else:
        (spoilt / FOLDER / path).unlink()
    found = problems(spoilt, NEXT_DAY)
    assert len(found) == 1, found
    assert found[0].startswith(told), found


def test_what_is_wrong_with_both_editions_is_told_together(spoilt: Path) -> None:
    """A mistake in the current edition must not hide a change in a past one."""
    change(spoilt, f"{FOLDER}/content/about.md", "Take it.", "Leave it.")
    change(spoilt, "data/opinions/pebble.yml", "word: calm", "word: nervous")
    assert {problem.split(":")[0] for problem in problems(spoilt, NEXT_DAY)} == {
        f"{FOLDER}/content/about.md",
        "data/opinions/pebble.yml",
    }


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/databases/granite/#fact-gone", "'/databases/granite/#fact-gone' is no longer there; what was published "),
        ("/gone/", "'/gone/' is no longer there; what was published once answers for ever, bring it back"),
    ],
)
def test_an_address_that_nothing_answers_any_more_is_told(spoilt: Path, line: str, told: str) -> None:
    """Where today's templates no longer write a page or an anchor of a past edition, the build must say which."""
    listed = read(spoilt, f"{FOLDER}/addresses.txt")
    old = digest(listed.encode())
    write(spoilt, f"{FOLDER}/addresses.txt", f"{listed}{line}\n")
    change(spoilt, f"{FOLDER}/frozen.yml", old, digest(f"{listed}{line}\n".encode()))
    place = f"{FOLDER}/addresses.txt:{len(listed.splitlines()) + 1}:1"
    (found,) = problems(spoilt, NEXT_DAY)
    assert found.startswith(f"{place}: {told}")


def test_a_frozen_edition_must_stand_under_its_own_year(spoilt: Path) -> None:
    """A folder that was renamed would put a page at an address that was never cited."""
    (spoilt / FOLDER).rename(spoilt / "editions/2024")
    assert problems(spoilt, NEXT_DAY) == [
        "editions/2024/data/edition.yml:1:1: this is the edition of 2025; rename the folder to editions/2025"
    ]


def test_a_past_edition_asks_nothing_of_later_checks(spoilt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that every guide must have from now on cannot be asked of an edition that is frozen without it."""
    monkeypatch.setattr("guide.checks.links.PAGES", frozenset({"prices"}))
    assert not any(problem.startswith("editions/") for problem in problems(spoilt, NEXT_DAY))


# Errata


ERRATUM: dict[str, Any] = yaml.safe_load(ERRATA)[0]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"page": "/databases/foli/"}, "'/databases/foli/' is not a page of that edition; did you mean '/databases/"),
        (
            {"page": "folio"},
            "'page' is 'folio'; it must be a page, an anchor or a file of this site, such as /compare/#facts",
        ),
        ({"date": dt.date(2025, 12, 31)}, "2025-12-31 is before 2026-01-15, when the edition was frozen; write when "),
        (
            {"date": dt.date(2031, 2, 1)},
            "2031-02-01 is in the future; today is 2031-01-15, write the day ",
        ),
        ({"wrong": "It is by [[nobody]]."}, "[[nobody]] stands for nothing; "),
        ({"right": "It is by [[nobody]]."}, "[[nobody]] stands for nothing; "),
        ({"reason": "So."}, "'reason' is not a known key; "),
        (
            {"source": {"kind": "official", "title": "T", "address": "http://x.example"}},
            "'http://x.example' is not an ",
        ),
    ],
)
def test_a_bad_erratum_is_told_at_its_place(spoilt: Path, changed: dict[str, Any], told: str) -> None:
    """An erratum must have a page of its edition, a day that can be, and names that stand for something."""
    write(spoilt, f"{FOLDER}/errata.yml", yaml.safe_dump([{**ERRATUM, **changed}]))
    (found,) = problems(spoilt, NEXT_DAY)
    assert told in found
    assert found.startswith(f"{FOLDER}/errata.yml:")
    assert not found.startswith(f"{FOLDER}/errata.yml:1:1:")


def test_an_erratum_may_quote_a_number(spoilt: Path) -> None:
    """What was wrong is in no fact, so it may be typed; references are those of the past edition."""
    write(spoilt, f"{FOLDER}/errata.yml", ERRATA.replace("2013.", "2013, like [[slate]]."))
    assert problems(spoilt, NEXT_DAY) == []


# Before and after the next edition starts


def test_a_frozen_edition_stands_in_wait(small_world: Path) -> None:
    """Until the next edition starts, nothing but the check knows of what is frozen."""
    before = publish(small_world, TODAY, {})
    freeze(small_world, 2025, TODAY, {})
    after = publish(small_world, TODAY, {})
    assert (after.files, after.pages) == (before.files, before.pages)


def test_the_current_edition_answers_under_its_year(small_world: Path) -> None:
    """A citation with the year works from the first day: every address leads, for now, to the current page."""
    publication = publish(small_world, TODAY, {})
    lines = str(publication.files["_redirects"]).splitlines()
    for page in publication.pages:
        if page.listed and page.kind != "404":
            assert f"2025{page.address}index.html" in publication.files
            assert f"/guide/2025{page.address} /guide{page.address} 302" in lines
    assert "/guide/2025/cupboards/ /guide/databases/granite/ 302" in lines
    assert "/guide/cupboards/ /guide/databases/granite/ 301" in lines


def test_once_past_an_edition_has_its_pages_and_files_in_its_folder(second: Path, guide: Guide) -> None:
    """Pages, tables, documents and cards of the past edition lie under its year; feeds and calendar have no past."""
    publication = publish(second, NEXT_DAY, {})
    frozen = {path for path in (*publication.files, *publication.cards) if path.startswith("2025/")}
    assert frozen >= {
        "2025/api/v1/ranking.json",
        "2025/api/v1/databases/slate.json",
        "2025/data/decision.json",
        "2025/data/facts.csv",
        "2025/databases/old-granite/index.html",
        "2025/cards/databases/slate.png",
    }
    assert not any(path.startswith(("2025/feeds", "2025/calendar", "2025/_redirects")) for path in frozen)
    assert {page.on_site for page in publication.pages if page.folder and page.listed} == {
        f"/2025{address}" for address in guide.predecessors[0].page_addresses
    }


def test_what_has_gone_is_found_in_the_last_edition_that_had_it(guide: Guide) -> None:
    """The address of a candidate or a pair that was left out must lead to its past page, in any form it had."""
    ways = guide.passing_addresses()
    assert ways["/databases/slate/"] == "/2025/databases/slate/"
    assert ways["/compare/folio-vs-slate/"] == ways["/compare/slate-vs-folio/"] == "/2025/compare/folio-vs-slate/"
    assert "/databases/folio/" not in ways


def test_a_past_edition_is_read_as_on_its_day(guide: Guide) -> None:
    """Nothing in it gets older, its links for changes lead to its errata, and its addresses have the year."""
    (past,) = guide.predecessors
    assert past.today == TODAY
    assert past.site == f"{guide.site}2025/"
    assert past.edit_address("data/facts/granite.yml").endswith(f"/edit/trunk/{FOLDER}/errata.yml")


def test_editions_pile_up(spoilt: Path) -> None:
    """With a third edition, the two before it are there, and each compares itself with the one before."""
    freeze(spoilt, 2026, NEXT_DAY, {})
    change(spoilt, "data/edition.yml", "year: 2026", "year: 2027")
    assert problems(spoilt, NEXT_DAY) == []
    third = publish(spoilt, NEXT_DAY, {}).guide
    assert [edition.edition.year for edition in third.predecessors] == [2026, 2025]
    assert [edition.edition.year for edition in third.predecessors[0].predecessors] == [2025]
    assert moves(third) == ()
    assert moves(third.predecessors[0])
    assert third.passing_addresses()["/databases/slate/"] == "/2025/databases/slate/"


# What moved


def _places(one: Since) -> tuple[str, int | None, int | None]:
    before, now = one.before, one.now
    slug = now.slug if now else before.slug if before else ""
    return slug, before.rank if before else None, now.rank if now else None


def test_what_moved_is_told_with_the_reason(guide: Guide) -> None:
    """Those that changed places stand together under the entry that moved them; who left stands under its own."""
    told = [
        ([_places(one) for one in together], [reason.what for reason in reasons]) for together, reasons in moves(guide)
    ]
    assert told == [
        ([("slate", 4, None)], ["Slate leaves."]),
        ([("pebble", 2, 1), ("granite", 1, 2)], ["[[pebble]] changes places with [[granite]]."]),
    ]


def test_a_word_that_changed_is_told(guide: Guide) -> None:
    """A judgement with another word is told with both, one with the same word is not."""
    words = {one.now.slug: [(word.key, word.old, word.new) for word in one.words] for one in since(guide) if one.now}
    assert words == {"pebble": [("safety", "care", "calm")], "granite": [], "folio": []}


def test_a_first_edition_has_nothing_to_tell(guide: Guide) -> None:
    """Where there is no edition before, nothing moved."""
    assert (since(guide.predecessors[0]), moves(guide.predecessors[0])) == ((), ())


def test_a_new_name_makes_no_old_entry_a_new_one(small_world: Path) -> None:
    """An entry of the day on which an edition was frozen must stay one of that edition, whatever its slugs are now."""
    entry = f"- {{date: {TODAY}, kind: correction, what: So., why: Because., candidates: [granite]}}\n"
    write(small_world, "data/changes.yml", read(small_world, "data/changes.yml") + entry)
    freeze(small_world, 2025, TODAY, {})
    change(small_world, "data/edition.yml", "year: 2025", "year: 2026")
    rename_granite(small_world)
    assert [one.reasons for one in since(publish(small_world, TODAY, {}).guide)] == [(), (), ()]


def test_a_new_name_is_no_newcomer(guide: Guide) -> None:
    """A candidate under a new slug, its former one an alias, must be compared with what it was before."""
    first, *others = guide.candidates
    renamed = replace(first, slug="gravel", sheet=first.sheet.model_copy(update={"aliases": (first.slug,)}))
    one, *_, last = since(replace(guide, candidates=(renamed, *others)))
    assert (one.now, one.before) == (renamed, guide.predecessors[0].by_slug[first.slug])
    assert [why.what for why in one.reasons] == ["[[pebble]] changes places with [[granite]]."]
    assert last.now is None
    assert last.before is guide.predecessors[0].by_slug["slate"]

"""Holding the record against what machines know: what may be edited, and what a person must decide."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from guide.refresh.compare import Finding, compare, gaps
from guide.refresh.http import Unanswered
from guide.refresh.upstream import Answers, read_lines, read_releases, read_repository
from machine_hosts import line, product, release, repository
from refreshable import FILE, PAGE, RELEASE_PAGE, prepare
from worlds import TODAY, change, load

OLD = release("v7.10.3", "2025-11-18T09:00:00Z")
NEW = release("v7.10.4", "2026-01-10T09:00:00Z")

SOURCE = f"source: {RELEASE_PAGE}   # by hand"


@pytest.fixture
def root(small_world: Path) -> Path:
    return prepare(small_world)


def _answers(*releases: Any, today: dt.date = TODAY, ends: str | None = "2028-04-30", **changes: Any) -> Answers:
    """Return what was answered about the first database, by parts that can be changed."""
    newest = releases[0]["tag_name"].removeprefix("v") if releases else "7.10.3"
    lines = (line("7.10", ends, newest), line("7", None, "7.99", releaseDate="2020-01-01", latest=None))
    known = {"license": {"spdx_id": "BSD-3-Clause"}, **changes}
    return Answers(
        repository=read_repository(repository("quarry/granite", **known), "quarry/granite"),
        releases=read_releases(list(releases), "quarry/granite", today),
        lines=read_lines(product("granite", *lines), "granite", today),
    )


def _found(root: Path, answers: Answers, *, within: int = 0, today: dt.date = TODAY) -> dict[str, Finding]:
    guide = load(root, today)
    return {one.key: one for one in compare(guide, guide.by_slug["granite"], answers, within)}


def _outcomes(root: Path, answers: Answers, **options: Any) -> dict[str, str]:
    return {key: one.outcome for key, one in _found(root, answers, **options).items()}


def test_nothing_new_needs_nothing(root: Path) -> None:
    """Where record and machines agree, no date must move but that of a fact past its keep-by date."""
    found = _found(root, _answers(OLD, stargazers_count=4000))
    assert {key: one.outcome for key, one in found.items()} == {
        "current_version": "agrees",
        "released": "agrees",
        "supported": "agrees",
        "stars": "confirmed",
        "licence": "agrees",
    }
    assert dict(found["stars"].edits) == {("facts", "stars", "as_of"): "2026-01-15"}


def test_a_new_release_of_the_same_line_is_proposed_whole(root: Path) -> None:
    """Release and day must change together, with the day of reading, and the source name the new release."""
    found = _found(root, _answers(NEW, OLD))
    assert dict(found["current_version"].edits) == {
        ("facts", "current_version", "value"): "7.10.4",
        ("facts", "current_version", "as_of"): "2026-01-15",
        ("facts", "current_version", "source", "title"): "Granite: release 7.10.4",
        ("facts", "current_version", "source", "address"): f"{PAGE}/releases/tag/v7.10.4",
    }
    assert found["released"].edits["facts", "released", "value"] == "2026-01-10"
    assert found["released"].edits["facts", "released", "source", "title"] == "Granite: release 7.10.4"
    assert found["supported"].outcome == "agrees"


def test_the_highest_release_is_the_newest(root: Path) -> None:
    """A later patch of an older line must not pass for the newest release."""
    backport = release("v7.9.99", "2026-01-14T09:00:00Z")
    assert _found(root, _answers(OLD, backport))["current_version"].outcome == "agrees"


LIFECYCLE_PAGE = "{kind: third_party, title: 'endoflife.date: Granite', address: 'https://endoflife.date/granite'}"
PACKAGE = "{kind: package, registry: quarry, name: granite, version: '7.10.3'}"
FIRST, SECOND = "    as_of: 2025-11-20\n  released", "    as_of: 2025-11-20\n  supported"
"""The ends of the release and of its day."""

CONSIDERED = {
    "a note": (FIRST, f"    note: We looked.\n{FIRST}", "its note speaks of the present value"),
    "a second source": (
        FIRST,
        f"    second_source: {PACKAGE}\n{FIRST}",
        "its second source is about the present value",
    ),
    "another package": (SOURCE, f"source: {PACKAGE.replace('.3', '.300')}", "the record rests on another source"),
    "a page of the project": (
        SOURCE,
        "source: {kind: official, title: News, address: 'https://granite.example/news'}",
        "the record rests on another source",
    ),
    "another repository": (
        SOURCE,
        f"source: {{kind: repository, title: Rival, address: '{PAGE}s/releases/tag/v7.10.3'}}",
        "the record rests on another source",
    ),
    "a note on the day": (SECOND, f"    note: At dawn.\n{SECOND}", "'Released' belongs to it, and its note"),
    "a note on the end of support": (
        "value: 2028-04\n",
        "value: 2027-04\n    note: As expected.\n",
        "'Supported until' belongs to it, and its note",
    ),
}


@pytest.mark.parametrize(("old", "new", "reason"), CONSIDERED.values(), ids=CONSIDERED)
def test_what_a_person_considered_is_left_to_people(root: Path, old: str, new: str, reason: str) -> None:
    """A note, a second source, another kind of source, on the release or on what belongs to it: no machine edits."""
    change(root, FILE, old, new)
    found = _found(root, _answers(NEW, OLD))
    assert found["current_version"].outcome == "disagrees"
    assert found["current_version"].reason.startswith(reason)
    assert (found["current_version"].old, found["current_version"].new) == ("7.10.3", "7.10.4")
    assert found["released"].outcome == "agrees", "the day must stay with the release in the record"
    assert [one.edits for one in found.values() if one.key != "stars" and one.edits] == []


def test_a_new_first_number_is_left_to_people(root: Path) -> None:
    """A new major release changes guides, cadence and support as well: no machine may change only the number."""
    found = _found(root, _answers(release("v8.0.0"), OLD))
    assert found["current_version"].outcome == "disagrees"
    assert found["current_version"].reason == "a new first number changes more of the record than this fact"
    assert found["released"].outcome == "agrees"


def test_a_release_whose_support_is_unknown_is_left_to_people(root: Path) -> None:
    """The end of support in the record is that of the old release; a new release must not stand beside it."""
    answers = replace(_answers(NEW, OLD), lines=Unanswered("the server failed (500)"))
    found = _found(root, answers)
    assert found["current_version"].reason == "'Supported until' belongs to it, and nothing could be read on it"
    assert "supported" not in found


def test_an_older_release_never_wins(root: Path) -> None:
    """A record that is ahead of the machine must not be set back."""
    found = _found(root, _answers(release("v7.9.9", "2025-10-01T09:00:00Z")))
    assert found["current_version"].reason == "the record is ahead of it"
    assert "released" not in found, "no machine knows the day of the release in the record"


def test_a_value_that_is_no_version_is_left_to_people(root: Path) -> None:
    """A record in words must not be replaced by a number."""
    change(root, FILE, 'value: "7.10.3"', 'value: "7.10 long-term"')
    found = _found(root, _answers(NEW, OLD))
    assert found["current_version"].reason == "the record names no plain version"
    assert "released" not in found


def test_a_single_number_stands_for_its_line(root: Path) -> None:
    """A record that says 7 agrees with 7.10.4, and its day is that of the line, not of the newest patch."""
    change(root, FILE, 'value: "7.10.3"', 'value: "7"')
    change(root, FILE, "value: 2025-11-18", "value: 2020-01")
    change(root, FILE, "value: 2028-04\n", "value: 2028-04\n    note: Nobody knows.\n")
    found = _found(root, _answers(NEW, OLD))
    assert {key: found[key].outcome for key in ("current_version", "released")} == {
        "current_version": "agrees",
        "released": "agrees",
    }
    assert (found["supported"].outcome, found["supported"].reason) == ("disagrees", "no day is known there")


def test_a_longer_number_stands_for_itself(root: Path) -> None:
    """7.10 is a release of its own for those who leave the last zero out: 7.10.3 is newer."""
    change(root, FILE, 'value: "7.10.3"', 'value: "7.10"')
    assert _found(root, _answers(OLD))["current_version"].outcome == "changed"
    change(root, FILE, 'value: "7.10"', 'value: "7.10.3.0"')
    assert _found(root, _answers(OLD))["current_version"].outcome == "agrees"


def test_a_repository_that_did_not_answer_says_nothing_of_releases(root: Path) -> None:
    """Half the answers must not pass for the whole: the newest release is unknown then, and nothing is lost."""
    answers = replace(_answers(NEW, OLD), releases=Unanswered("no answer within 20 seconds"))
    found = _found(root, answers)
    assert "current_version" not in found
    assert found["supported"].outcome == "agrees"
    guide = load(root)
    (gap,) = gaps(guide, guide.by_slug["granite"], answers)
    assert (gap.what, gap.reason) == ("its releases on GitHub", "no answer within 20 seconds")


def test_where_a_repository_lists_no_release_the_life_cycle_tells(root: Path) -> None:
    """Some projects only set tags; endoflife.date reads those, and a record that rests on it follows."""
    change(root, FILE, RELEASE_PAGE, LIFECYCLE_PAGE)
    change(root, FILE, RELEASE_PAGE, LIFECYCLE_PAGE)
    found = _found(root, replace(_answers(NEW), releases=()))
    assert {location[-1] for location in found["current_version"].edits} == {"value", "as_of"}
    assert found["released"].outcome == "changed"


def test_one_machine_never_overrules_another(root: Path) -> None:
    """A day that was read on the release's own page must not follow endoflife.date, which may count from elsewhere."""
    found = _found(root, replace(_answers(OLD), releases=()))
    assert found["current_version"].outcome == "agrees"
    assert (found["released"].outcome, found["released"].reason) == ("disagrees", "the record rests on another source")


@pytest.mark.parametrize("page", ["releases", "tags"])
def test_a_list_of_releases_stays_the_source(root: Path, page: str) -> None:
    """A source that shows the newest release whichever it is needs no change."""
    change(root, FILE, f"address: '{PAGE}/releases/tag/v7.10.3'}}   # by hand", f"address: '{PAGE}/{page}'}}")
    edits = _found(root, _answers(NEW, OLD))["current_version"].edits
    assert {location[-1] for location in edits} == {"value", "as_of"}


def test_a_month_agrees_with_its_days_only(root: Path) -> None:
    """A date is compared as exactly as it is recorded; the end of support may be corrected by its own source."""
    found = _found(root, _answers(OLD, ends="2028-05-01"))
    assert (found["supported"].outcome, found["supported"].new) == ("changed", "2028-05-01")


def test_a_pinned_copy_of_the_source_is_brought_up_to_date(root: Path) -> None:
    """The file behind the page of endoflife.date is the same source; what was read today is the page."""
    pinned = "https://github.com/endoflife-date/endoflife.date/blob/a70eca3/products/granite.md"
    change(root, FILE, "https://endoflife.date/granite", pinned)
    edits = _found(root, _answers(OLD, ends="2028-05-01"))["supported"].edits
    assert edits["facts", "supported", "source", "address"] == "https://endoflife.date/granite"


def test_a_confirmed_fact_gets_a_new_date_when_it_is_due(root: Path) -> None:
    """Near its keep-by date, a value that was read again bears the day of reading; far from it, it is left alone."""
    assert _outcomes(root, _answers(OLD), within=33)["current_version"] == "agrees"
    found = _found(root, _answers(OLD), within=34)
    assert found["current_version"].outcome == "confirmed"
    assert dict(found["current_version"].edits) == {("facts", "current_version", "as_of"): "2026-01-15"}


def test_a_confirmed_fact_of_another_source_keeps_its_date(root: Path) -> None:
    """The date is that of the record's own source, and nobody has read that."""
    change(root, FILE, SOURCE, "source: {kind: official, title: News, address: 'https://granite.example/news'}")
    assert _outcomes(root, _answers(OLD), within=9999)["current_version"] == "agrees"


def test_a_package_of_the_same_release_follows(root: Path) -> None:
    """A release read out of a package that the repository lists as well is the same thing; its source becomes that
    page, for nobody has read the package.
    """
    change(root, FILE, SOURCE, f"source: {PACKAGE}")
    edits = _found(root, _answers(NEW, OLD))["current_version"].edits
    assert edits["facts", "current_version", "source"] == {
        "kind": "repository",
        "title": "Granite: release 7.10.4",
        "address": f"{PAGE}/releases/tag/v7.10.4",
    }
    alone = _found(root, _answers(NEW))["current_version"]
    assert alone.reason == "the record rests on another source", "the repository does not list the old release"


def test_the_day_of_a_package_is_its_own(root: Path) -> None:
    """A package may have been published on another day than the page of the same release says; one day is nothing."""
    change(root, FILE, SOURCE, f"source: {PACKAGE}")
    change(root, FILE, RELEASE_PAGE, PACKAGE)
    same = _found(root, _answers(release("v7.10.3", "2025-11-21T09:00:00Z")))["released"]
    assert (same.outcome, same.reason) == ("disagrees", "the record rests on another source")
    assert _outcomes(root, _answers(release("v7.10.3", "2025-11-19T00:30:00Z")))["released"] == "agrees"
    assert _outcomes(root, _answers(NEW, OLD))["released"] == "changed"


def test_a_package_is_confirmed_by_the_same_release(root: Path) -> None:
    """When it is due, the page that was read takes the place of the package, unless a note speaks of the package."""
    change(root, FILE, SOURCE, f"source: {PACKAGE}")
    assert _outcomes(root, _answers(OLD), within=9999)["current_version"] == "confirmed"
    change(root, FILE, FIRST, f"    note: Out of the package.\n{FIRST}")
    assert _outcomes(root, _answers(OLD), within=9999)["current_version"] == "agrees"


def test_stars_wait_for_their_keep_by_date(root: Path) -> None:
    """Stars change every day; the record follows only when it is due, and a note beside them does not stop it."""
    change(root, FILE, "value: 4000", "value: 4000\n    note: Of the server alone.")
    change(root, FILE, "as_of: 2025-07-01", "as_of: 2025-07-19")
    assert _outcomes(root, _answers(OLD), within=0)["stars"] == "changed"
    change(root, FILE, "as_of: 2025-07-19", "as_of: 2025-07-20")
    assert _outcomes(root, _answers(OLD), within=0)["stars"] == "agrees"
    assert _outcomes(root, _answers(OLD), within=1)["stars"] == "changed"


def test_stars_of_a_list_are_left_to_people(root: Path) -> None:
    """A list may have been chosen so that all counts are of one day; a machine must not mix another in."""
    change(root, FILE, f"address: '{PAGE}'", "address: 'https://github.com/ranks/list'")
    found = _found(root, _answers(OLD))
    assert (found["stars"].outcome, found["stars"].reason) == ("disagrees", "the record rests on another source")


def test_no_stars_is_a_number(root: Path) -> None:
    """Nought must be written as nought."""
    assert _found(root, _answers(OLD, stargazers_count=0))["stars"].edits["facts", "stars", "value"] == 0


def test_a_licence_is_compared_and_never_changed(root: Path) -> None:
    """The same licence may be written in another way; another licence is news for people."""
    assert _outcomes(root, _answers(OLD))["licence"] == "agrees"
    found = _found(root, _answers(OLD, license={"spdx_id": "BUSL-1.1"}))["licence"]
    assert (found.outcome, found.reason, dict(found.edits)) == ("disagrees", "a licence is changed by people only", {})
    assert "licence" not in _found(root, _answers(OLD, license=None))


def test_a_recorded_nothing_is_never_filled_by_machine(root: Path) -> None:
    """A person wrote that there is no end of support; a date that a machine has is for that person to weigh."""
    lacking = "missing: none_published\n    reason: The project gives none."
    change(root, FILE, "value: 2028-04\n", f"{lacking}\n")
    found = _found(root, _answers(OLD))["supported"]
    assert (found.outcome, found.reason) == ("disagrees", "the record says that there is none")
    assert _found(root, _answers(OLD, ends=None))["supported"].outcome == "agrees"


def test_a_record_of_later_than_today_is_not_set_back(root: Path) -> None:
    """On a machine whose clock is behind, nothing must be dated earlier than it is."""
    change(root, FILE, "value: 2028-04\n", "value: 2029-04\n")
    guide = replace(load(root), today=dt.date(2025, 11, 1))
    early = _answers(release("v7.10.3", "2025-10-18T09:00:00Z"))
    found = {one.key: one for one in compare(guide, guide.by_slug["granite"], early, 0)}
    assert found["supported"].reason == "the record bears a later date than today"


def test_whoever_lies_nowhere_a_machine_looks_is_left_alone(root: Path) -> None:
    """Without a repository on GitHub and a life cycle, there is nothing to compare and nothing missing."""
    guide = load(root)
    nobody = Answers(repository=None, releases=None, lines=None)
    assert compare(guide, guide.by_slug["pebble"], nobody, 30) == []
    assert list(gaps(guide, guide.by_slug["pebble"], nobody)) == []


def test_an_end_without_a_day_is_told(root: Path) -> None:
    """Support that has ended, nobody says when, is for a person; the record must not look confirmed by silence."""
    guide = load(root)
    ended = read_lines(product("granite", line("7.10", None, "7.10.3", isEol=True)), "granite", TODAY)
    (gap,) = gaps(guide, guide.by_slug["granite"], replace(_answers(OLD), lines=ended))
    assert (gap.what, gap.reason) == (
        "its support at endoflife.date",
        "support of 7.10 is said to have ended, but not when",
    )


def test_where_nobody_lists_a_release_that_is_told(root: Path) -> None:
    """An empty list is no answer, unless somebody else has one."""
    guide = load(root)
    one = guide.by_slug["granite"]
    assert [gap.reason for gap in gaps(guide, one, replace(_answers(), lines=()))] == ["the list is empty"]
    assert list(gaps(guide, one, _answers())) == []

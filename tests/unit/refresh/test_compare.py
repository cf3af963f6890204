"""Holding the record against what is said upstream: what may be edited, and what a person must decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from guide.derive.guide import Guide
from guide.model.facts import Fact
from guide.refresh.compare import Finding, compare
from guide.refresh.upstream import read
from refreshable import CYCLES, PAGE, RELEASES, REPOSITORY, prepare
from upstreams import Upstreams, cycle, product, release, repository
from worlds import copy_small_world, load

OLD = release("v7.10.3", "2025-11-18T09:00:00Z")
NEW = release("v7.10.4", "2026-01-10T09:00:00Z")

PACKAGE = {"kind": "package", "registry": "quarry", "name": "granite", "version": "7.10.3"}
OTHER_PACKAGE = {**PACKAGE, "version": "7.10.2"}
NOTHING = {"value": None, "missing": "none_published", "reason": "The project gives none."}

OTHER_SOURCE = "the record rests on another source"


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    return load(prepare(copy_small_world(tmp_path_factory.mktemp("refresh") / "databases")))


def _page(address: str) -> dict[str, str]:
    return {"kind": "repository", "title": "A page", "address": address}


def _answers(*releases: Any, ends: str | None = "2028-04-30", **changes: Any) -> dict[str, Any]:
    """Return what is answered about the first database, by parts that can be changed."""
    newest = releases[0]["tag_name"].removeprefix("v") if releases else "7.10.3"
    cycles = (cycle("7.10", ends, newest), cycle("7", None, "7.99", releaseDate="2020-01-01", latest=None))
    return {
        REPOSITORY: repository("quarry/granite", **{"license": {"spdx_id": "BSD-3-Clause"}, **changes}),
        RELEASES: list(releases),
        CYCLES: product("granite", *cycles),
    }


def _findings(
    guide: Guide, answers: Mapping[str, Any], within: int = 0, record: Mapping[str, Mapping[str, Any]] = {}
) -> dict[str, Finding]:
    """Return what comes of each fact; takes what else the record says, by fact."""
    granite = guide.by_slug["granite"]
    facts = {
        key: Fact.model_validate({**fact.model_dump(), **record.get(key, {})})
        for key, fact in granite.sheet.facts.items()
    }
    sheet = granite.sheet.model_copy(update={"facts": facts})
    changed = replace(granite, records=replace(granite.records, sheet=sheet))
    readings, _ = read(Upstreams.of(answers).hosts(), "granite", changed.sheet, guide.today)
    return {finding.key: finding for finding in compare(guide, changed, readings, within)}


def _edited(finding: Finding) -> set[int | str]:
    """Return which parts of a fact are to be changed."""
    return {location[-1] for location in finding.edits}


def test_nothing_new_needs_nothing(guide: Guide) -> None:
    """Where record and upstream agree, no date must move but that of a fact past its keep-by date."""
    findings = _findings(guide, _answers(OLD, stargazers_count=4000))
    assert {key: finding.outcome for key, finding in findings.items()} == {
        "current_version": "agrees",
        "released": "agrees",
        "supported": "agrees",
        "stars": "confirmed",
        "licence": "agrees",
    }
    assert findings["stars"].edits == {("facts", "stars", "as_of"): "2026-01-15"}


def test_a_new_release_of_the_same_line_is_proposed_whole(guide: Guide) -> None:
    """Release and day must change together, with the day of reading, and the source name the new release."""
    findings = _findings(guide, _answers(NEW, OLD))
    assert findings["current_version"].edits == {
        ("facts", "current_version", "value"): "7.10.4",
        ("facts", "current_version", "as_of"): "2026-01-15",
        ("facts", "current_version", "source", "title"): "Granite: release 7.10.4",
        ("facts", "current_version", "source", "address"): f"{PAGE}/releases/tag/v7.10.4",
    }
    assert findings["released"].edits["facts", "released", "value"] == "2026-01-10"
    assert findings["supported"].outcome == "agrees"


@pytest.mark.parametrize(
    ("key", "considered", "reason"),
    [
        ("current_version", {"note": "We looked."}, "its note speaks of the present value"),
        ("current_version", {"second_source": PACKAGE}, "its second source is about the present value"),
        ("current_version", {"source": OTHER_PACKAGE}, OTHER_SOURCE),
        ("current_version", {"source": _page("https://granite.example/news")}, OTHER_SOURCE),
        ("current_version", {"source": _page(f"{PAGE}s/releases/tag/v7.10.3")}, OTHER_SOURCE),
        ("released", {"note": "At dawn."}, "'Released' belongs to it, and its note speaks of the present value"),
        (
            "supported",
            {"value": "2027-04", "note": "As expected."},
            "'Supported until' belongs to it, and its note speaks of the present value",
        ),
    ],
)
def test_what_a_person_considered_is_left_to_people(
    guide: Guide, key: str, considered: Mapping[str, Any], reason: str
) -> None:
    """A note, a second source, another kind of source, on the release or on what belongs to it: no machine edits."""
    findings = _findings(guide, _answers(NEW, OLD), record={key: considered})
    newest = findings["current_version"]
    assert (newest.outcome, newest.old, newest.new) == ("disagrees", "7.10.3", "7.10.4")
    assert newest.reason == reason
    assert findings["released"].outcome == "agrees", "the day must stay with the release in the record"
    assert [name for name, finding in findings.items() if finding.edits] == ["stars"]


def test_a_new_first_number_is_left_to_people(guide: Guide) -> None:
    """A new major release changes guides, cadence and support as well: no machine may change only the number."""
    findings = _findings(guide, _answers(release("v8.0.0"), OLD))
    assert findings["current_version"].reason == "a new first number changes more of the record than this fact"
    assert findings["released"].outcome == "agrees"


def test_a_release_whose_support_is_unknown_is_left_to_people(guide: Guide) -> None:
    """The end of support in the record is that of the old release; a new release must not stand beside it."""
    findings = _findings(guide, {**_answers(NEW, OLD), CYCLES: product("granite")})
    assert findings["current_version"].reason == "'Supported until' belongs to it, and nothing could be read on it"
    assert "supported" not in findings


@pytest.mark.parametrize(
    ("held", "newest", "outcome", "reason"),
    [
        ("7.10.3", release("v7.9.9", "2025-10-01T09:00:00Z"), "disagrees", "the record is ahead of it"),
        ("7.10 long-term", NEW, "disagrees", "the record names no plain version"),
        ("7", NEW, "agrees", ""),
        ("7.10", NEW, "changed", ""),
    ],
)
def test_only_a_newer_release_is_followed(guide: Guide, held: str, newest: Any, outcome: str, reason: str) -> None:
    """A record must not be set back, nor words be replaced by a number; a single number stands for its line."""
    finding = _findings(guide, _answers(newest), record={"current_version": {"value": held}})["current_version"]
    assert (finding.outcome, finding.reason) == (outcome, reason)


def test_the_highest_release_is_the_newest(guide: Guide) -> None:
    """A later patch of an older line must not pass for the newest release."""
    backport = release("v7.9.99", "2026-01-14T09:00:00Z")
    assert _findings(guide, _answers(OLD, backport))["current_version"].outcome == "agrees"


def test_the_day_of_a_line_is_that_of_the_line(guide: Guide) -> None:
    """A record that says 7 has the day of 7, not of its newest patch, and its support may have no end."""
    line = {"current_version": {"value": "7"}, "released": {"value": "2020-01"}}
    findings = _findings(guide, _answers(NEW, OLD), record=line)
    assert findings["released"].outcome == "agrees"
    assert (findings["supported"].outcome, findings["supported"].reason) == ("disagrees", "no day is known there")


def test_a_repository_that_did_not_answer_says_nothing_of_releases(guide: Guide) -> None:
    """Half the answers must not pass for the whole: the newest release is unknown then, and nothing is lost."""
    findings = _findings(guide, {**_answers(NEW, OLD), RELEASES: [NEW, {}]})
    assert "current_version" not in findings
    assert findings["supported"].outcome == "agrees"


def test_where_a_repository_lists_no_release_the_life_cycle_tells(guide: Guide) -> None:
    """Some projects only set tags; endoflife.date reads those, and a record that rests on it follows."""
    page = {"source": _page("https://endoflife.date/granite")}
    findings = _findings(guide, {**_answers(NEW), RELEASES: []}, record={"current_version": page, "released": page})
    assert _edited(findings["current_version"]) == {"value", "as_of"}
    assert findings["released"].outcome == "changed"


def test_one_upstream_never_overrules_another(guide: Guide) -> None:
    """A day that was read on the release's own page must not follow endoflife.date, which may count from elsewhere."""
    findings = _findings(guide, {**_answers(OLD), RELEASES: []})
    assert findings["current_version"].outcome == "agrees"
    assert (findings["released"].outcome, findings["released"].reason) == ("disagrees", OTHER_SOURCE)


@pytest.mark.parametrize("page", ["releases", "tags"])
def test_a_list_of_releases_stays_the_source(guide: Guide, page: str) -> None:
    """A source that shows the newest release whichever it is needs no change."""
    findings = _findings(guide, _answers(NEW, OLD), record={"current_version": {"source": _page(f"{PAGE}/{page}")}})
    assert _edited(findings["current_version"]) == {"value", "as_of"}


def test_a_month_agrees_with_its_days_only(guide: Guide) -> None:
    """A date is compared as exactly as it is recorded; the end of support may be corrected by its own source.

    The file behind the page of endoflife.date is the same source; what was read today is the page.
    """
    pinned = _page("https://github.com/endoflife-date/endoflife.date/blob/a70eca3/products/granite.md")
    answers = _answers(OLD, ends="2028-05-01")
    supported = _findings(guide, answers, record={"supported": {"source": pinned}})["supported"]
    assert (supported.outcome, supported.new) == ("changed", "2028-05-01")
    assert supported.edits["facts", "supported", "source", "address"] == "https://endoflife.date/granite"


def test_a_confirmed_fact_gets_a_new_date_when_it_is_due(guide: Guide) -> None:
    """Near its keep-by date, a value that was read again bears the day of reading; far from it, it is left alone."""
    assert _findings(guide, _answers(OLD), 33)["current_version"].outcome == "agrees"
    confirmed = _findings(guide, _answers(OLD), 34)["current_version"]
    assert (confirmed.outcome, _edited(confirmed)) == ("confirmed", {"as_of"})


@pytest.mark.parametrize(
    ("considered", "outcome"),
    [
        ({"source": PACKAGE}, "confirmed"),
        ({"source": PACKAGE, "note": "Out of the package."}, "agrees"),
        ({"source": _page("https://granite.example/news")}, "agrees"),
        ({"second_source": PACKAGE}, "agrees"),
    ],
)
def test_what_nobody_read_again_keeps_its_date(guide: Guide, considered: Mapping[str, Any], outcome: str) -> None:
    """The date is that of the record's own sources; a package is the release that was read, if no note speaks of it."""
    assert _findings(guide, _answers(OLD), 9999, {"current_version": considered})["current_version"].outcome == outcome


def test_a_package_of_the_same_release_follows(guide: Guide) -> None:
    """A release read out of a package that the repository lists as well is the same thing; its source becomes that
    page, for nobody has read the package.
    """
    package = {"source": PACKAGE}
    edits = _findings(guide, _answers(NEW, OLD), record={"current_version": package})["current_version"].edits
    assert edits["facts", "current_version", "source"] == {
        "kind": "repository",
        "title": "Granite: release 7.10.4",
        "address": f"{PAGE}/releases/tag/v7.10.4",
    }
    unlisted = _findings(guide, _answers(NEW), record={"current_version": package})["current_version"]
    assert unlisted.reason == OTHER_SOURCE


@pytest.mark.parametrize(
    ("releases", "outcome", "reason"),
    [
        ([release("v7.10.3", "2025-11-21T09:00:00Z")], "disagrees", OTHER_SOURCE),
        ([release("v7.10.3", "2025-11-19T00:30:00Z")], "agrees", ""),
        ([NEW, OLD], "changed", ""),
    ],
)
def test_the_day_of_a_package_is_its_own(guide: Guide, releases: list[Any], outcome: str, reason: str) -> None:
    """A package may have been published on another day than the page of the same release says; a day is nothing."""
    package = {"source": PACKAGE}
    findings = _findings(guide, _answers(*releases), record={"current_version": package, "released": package})
    finding = findings["released"]
    assert (finding.outcome, finding.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("as_of", "within", "outcome"),
    [("2025-07-19", 0, "changed"), ("2025-07-20", 0, "agrees"), ("2025-07-20", 1, "changed")],
)
def test_stars_wait_for_their_keep_by_date(guide: Guide, as_of: str, within: int, outcome: str) -> None:
    """Stars change every day; the record follows only when it is due, and a note beside them does not stop it."""
    noted = {"note": "Of the server alone.", "as_of": as_of}
    stars = _findings(guide, _answers(OLD, stargazers_count=0), within, {"stars": noted})["stars"]
    assert stars.outcome == outcome
    assert stars.edits.get(("facts", "stars", "value"), 0) == 0, "no stars is a number"


def test_stars_of_a_list_are_left_to_people(guide: Guide) -> None:
    """A list may have been chosen so that all counts are of one day; a machine must not mix another in."""
    stars = _findings(guide, _answers(OLD), record={"stars": {"source": _page("https://github.com/ranks/list")}})[
        "stars"
    ]
    assert (stars.outcome, stars.reason) == ("disagrees", OTHER_SOURCE)


def test_a_licence_is_compared_and_never_changed(guide: Guide) -> None:
    """The same licence may be written in another way; another licence is news for people."""
    assert _findings(guide, _answers(OLD))["licence"].outcome == "agrees"
    other = _findings(guide, _answers(OLD, license={"spdx_id": "BUSL-1.1"}))["licence"]
    assert (other.outcome, other.reason, other.edits) == ("disagrees", "a licence is changed by people only", {})
    assert "licence" not in _findings(guide, _answers(OLD, license=None))


@pytest.mark.parametrize(
    ("record", "upstream", "new", "reason"),
    [
        ({}, {"isEol": True}, "ended", "no day is known there"),
        (NOTHING, {"isEol": True}, "ended", "the record says that there is none"),
        (NOTHING, {"eolFrom": "2028-04-30"}, "2028-04-30", "the record says that there is none"),
        (NOTHING, {}, "none", ""),
    ],
)
def test_a_recorded_nothing_is_never_filled_by_machine(
    guide: Guide, record: Mapping[str, Any], upstream: Mapping[str, Any], new: str, reason: str
) -> None:
    """A person wrote that support has no end; a date for it, or that it has ended, is for that person to weigh."""
    answers = {**_answers(OLD), CYCLES: product("granite", cycle("7.10", None, "7.10.3", **upstream))}
    supported = _findings(guide, answers, record={"supported": record})["supported"]
    assert (supported.new, supported.reason) == (new, reason)

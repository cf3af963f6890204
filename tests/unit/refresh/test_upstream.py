"""Reading what GitHub and endoflife.date say: nothing is taken from an answer that is not as expected."""

from __future__ import annotations

from typing import Any

import pytest
from guide.model.dates import CalendarDate
from guide.refresh.http import Unanswered
from guide.refresh.upstream import is_within, parts, read_lines, read_releases, read_repository, repository_name
from guide.source.library import read_library
from machine_hosts import line, product, release, repository
from worlds import SMALL_WORLD, TODAY

NAME = "quarry/granite"


def _without(value: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: one for name, one in value.items() if name != key}


def test_a_repository_is_read() -> None:
    """Stars, licence and state must come through, whatever the case of the name."""
    read = read_repository(repository("Quarry/Granite", archived=True), NAME)
    assert (read.stars, read.licence, read.shelved) == (4321, "MIT", True)
    assert read.address == "https://github.com/quarry/granite"


@pytest.mark.parametrize("licence", [None, {"spdx_id": None}, {"spdx_id": "NOASSERTION"}])
def test_a_licence_that_is_not_recognised_is_none(licence: Any) -> None:
    """GitHub not knowing a licence must not read as a licence of that name."""
    assert read_repository(repository(NAME, license=licence), NAME).licence is None


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (repository("quarry/marble"), "it has moved to https://github.com/quarry/marble"),
        (_without(repository(NAME), "stargazers_count"), "unexpected answer: 'stargazers_count' is missing"),
        (_without(repository(NAME), "license"), "unexpected answer: 'license' is missing"),
        (repository(NAME, stargazers_count="4321"), "unexpected answer: 'stargazers_count' is not what was expected"),
        (repository(NAME, stargazers_count=-1), "unexpected answer: 'stargazers_count' is not what was expected"),
        (repository("<b>/granite"), "unexpected answer: 'full_name' is not what was expected"),
        (repository(NAME, license={"spdx_id": "MIT\n@all"}), "unexpected answer: 'license.spdx_id' is not"),
        ([], "unexpected answer: 'the whole' is not what was expected"),
        (None, "unexpected answer: 'the whole' is not what was expected"),
    ],
)
def test_an_unexpected_repository_is_refused(answer: Any, said: str) -> None:
    """A field that is missing or odd must be named, in our words; what the server wrote must not be repeated."""
    with pytest.raises(Unanswered) as error:
        read_repository(answer, NAME)
    assert str(error.value).startswith(said)
    assert "@all" not in str(error.value)


def test_only_releases_that_anybody_can_install_are_read() -> None:
    """Drafts, previews and tags of other packages in the same repository must be left out."""
    answer = [
        release("v8.0", draft=True, published=None),
        release("v7.12", prerelease=True),
        release("v7.12-rc1"),
        release("tools@9.9.9"),
        release("v7.11.1"),
        release("7.10.4", "2025-12-24T23:59:59Z"),
    ]
    read = read_releases(answer, NAME, TODAY)
    assert [(one.version, str(one.date)) for one in read] == [("7.11.1", "2026-01-10"), ("7.10.4", "2025-12-24")]
    assert read[0].address == "https://github.com/quarry/granite/releases/tag/v7.11.1"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([release("v7.11", "2026-01-16T00:00:01Z")], "a release bears a date in the future, 2026-01-16"),
        ([release("v7.11", "2026-02-31T00:00:00Z")], "the answer holds a date that does not exist"),
        ([release("v7.11", "yesterday")], "unexpected answer: 'releases.published_at' is not what was expected"),
        ([{"tag_name": "v7.11"}], "unexpected answer: 'releases.draft' is missing"),
        ({"message": "Moved Permanently"}, "unexpected answer: 'releases' is not what was expected"),
    ],
)
def test_unexpected_releases_are_refused(answer: Any, said: str) -> None:
    """One odd release makes the list unreliable: nothing must be taken from it."""
    with pytest.raises(Unanswered) as error:
        read_releases(answer, NAME, TODAY)
    assert str(error.value).startswith(said)


def test_lines_of_releases_are_read() -> None:
    """Support that ends, support without an end, and a line without a release must come through."""
    answer = product(
        "granite",
        line("9", None, "9.0.0", releaseDate="2026-05-01"),
        line("7.10", "2028-04-30", "7.10.4"),
        line("7.9", None, "7.9.9", isEol=True),
        line("7.8", None, "7.8.9", latest=None, releaseDate=None),
        line("nightly", None, "nightly"),
    )
    read = read_lines(answer, "granite", TODAY)
    assert [(one.name, str(one.ends), one.ended) for one in read] == [
        ("7.10", "2028-04-30", False),
        ("7.9", "None", True),
        ("7.8", "None", False),
    ]
    assert read[0].newest
    assert (read[0].newest.version, read[0].newest.address) == ("7.10.4", "https://endoflife.date/granite")
    assert read[2].newest is None


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (product("marble"), "the answer is about another product"),
        ({"result": None}, "unexpected answer: 'result' is not what was expected"),
        (
            product("granite", _without(line("7", None, "7.1"), "eolFrom")),
            "unexpected answer: 'result.releases.eolFrom'",
        ),
        (product("granite", line("7", "soon", "7.1")), "unexpected answer: 'result.releases.eolFrom' is not"),
        (
            product("granite", line("7", None, "7.1", latest={"name": "7.1", "date": "2027-01-01"})),
            "a release bears a date in the future, 2027-01-01",
        ),
        ([{"cycle": "7"}], "unexpected answer: 'the whole' is not what was expected"),
    ],
)
def test_unexpected_lines_are_refused(answer: Any, said: str) -> None:
    """The older form of the same interface, or a field of another type, must be refused in words."""
    with pytest.raises(Unanswered) as error:
        read_lines(answer, "granite", TODAY)
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://github.com/quarry/granite", NAME),
        ("https://github.com/quarry/granite/", NAME),
        ("https://github.com/quarry/granite.git", NAME),
        ("https://github.com/quarry", ""),
        ("https://github.com/quarry/granite/tree/main", ""),
        ("https://code.example/quarry/granite", ""),
        ("https://github.com.evil.example/quarry/granite", ""),
    ],
)
def test_a_repository_elsewhere_is_not_asked_for(address: str, name: str) -> None:
    """Only a repository on GitHub can be asked for there."""
    sheet = read_library(SMALL_WORLD).facts["granite"].record
    links = sheet.links.model_copy(update={"repository": address})
    assert repository_name(sheet.model_copy(update={"links": links})) == name


def test_versions_are_in_order() -> None:
    """Ten comes after nine, and zeros at the end say nothing."""
    assert parts("7.10") > parts("7.9.9")
    assert parts("11.0.0") == parts("11") < parts("11.0.1")
    assert parts("0.0") == parts("0") == (0,)


@pytest.mark.parametrize(
    ("version", "name", "within"), [("4.1.7", "4.1", True), ("4.1", "4.1", True), ("4.10", "4.1", False)]
)
def test_a_version_belongs_to_its_line(version: str, name: str, *, within: bool) -> None:
    """A line is told by whole numbers, not by letters."""
    assert is_within(version, name) is within


def test_dates_are_calendar_dates() -> None:
    """What is read must compare with what is recorded."""
    assert read_releases([release("v1")], NAME, TODAY)[0].date == CalendarDate("2026-01-10")

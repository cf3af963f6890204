"""Reading what GitHub says: nothing is taken from an answer that is not as expected."""

from __future__ import annotations

from typing import Any

import pytest
from guide.model.facts import FactSheet
from guide.refresh.github import NAME, headers, is_own_page, read, repository_name
from guide.refresh.http import CannotAsk, Unanswered
from refreshable import PAGE, RELEASES, REPOSITORY, granite
from upstreams import Upstreams, release, repository
from worlds import TODAY

FULL_NAME = "quarry/granite"


def _sheet(address: str) -> FactSheet:
    """Return the facts of the first database, with its repository elsewhere."""
    return granite().model_copy(update={"links": granite().links.model_copy(update={"repository": address})})


def _read(known: Any, *releases: Any) -> list[tuple[str, str | int | None]]:
    """Return what is read, given the answers: what about, and the value."""
    answers = Upstreams.of({REPOSITORY: known, RELEASES: list(releases)})
    return [(reading.about, reading.value) for reading in read(answers.hosts()[NAME], _sheet(PAGE), TODAY)]


def _without(value: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: part for name, part in value.items() if name != key}


def test_a_repository_is_read() -> None:
    """Stars, licence and state must come through, whatever the case of the name."""
    known = repository("Quarry/Granite", archived=True)
    assert _read(known) == [("stars", 4321), ("licence", "MIT"), ("archived", None)]


@pytest.mark.parametrize("licence", [None, {"spdx_id": None}, {"spdx_id": "NOASSERTION"}])
def test_a_licence_that_is_not_recognised_is_none(licence: Any) -> None:
    """GitHub not knowing a licence must not read as a licence of that name."""
    assert _read(repository(FULL_NAME, license=licence)) == [("stars", 4321)]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (repository("quarry/marble"), "the answer is about another repository"),
        (_without(repository(FULL_NAME), "license"), "unexpected answer: 'license' is missing"),
        (repository(FULL_NAME, stargazers_count="4321"), "unexpected answer: 'stargazers_count' is not what was "),
        (repository(FULL_NAME, stargazers_count=-1), "unexpected answer: 'stargazers_count' is not what was "),
        (repository(FULL_NAME, license={"spdx_id": "MIT\n@all"}), "unexpected answer: 'license.spdx_id' is not "),
        ([], "unexpected answer: 'the whole' is not what was expected"),
    ],
)
def test_an_unexpected_repository_is_refused(answer: Any, reason: str) -> None:
    """A field that is missing or odd must be named, in our words; what the server wrote must not be repeated."""
    with pytest.raises(Unanswered) as error:
        _read(answer)
    assert str(error.value).startswith(reason)
    assert "@all" not in str(error.value)


def test_only_releases_that_anybody_can_install_are_read() -> None:
    """Drafts, previews and tags of other packages in the same repository must be left out."""
    releases = [
        release("v8.0", draft=True, published=None),
        release("v7.12", prerelease=True),
        release("v7.12-rc1"),
        release("tools@9.9.9"),
        release("v7.11.1"),
        release("7.10.4", "2025-12-25T00:59:59+01:00"),
    ]
    assert _read(repository(FULL_NAME), *releases)[2:] == [
        ("release", "7.11.1"),
        ("release_date", "2026-01-10"),
        ("release", "7.10.4"),
        ("release_date", "2025-12-24"),
    ]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (release("v7.11", "2026-01-16T00:00:01Z"), "a release bears a date in the future, 2026-01-16"),
        (release("v7.11", "2026-02-31T00:00:00Z"), "unexpected answer: 'published_at' is not what was expected"),
        ({"tag_name": "v7.11"}, "unexpected answer: 'draft' is missing"),
    ],
)
def test_unexpected_releases_are_refused(answer: Any, reason: str) -> None:
    """A release that is odd must be told as such, whatever stands beside it."""
    with pytest.raises(Unanswered) as error:
        _read(repository(FULL_NAME), release("v7.10"), answer)
    assert str(error.value) == reason


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (PAGE, FULL_NAME),
        (f"{PAGE}/", FULL_NAME),
        (f"{PAGE}.git", FULL_NAME),
        ("https://github.com/quarry", ""),
        (f"{PAGE}/tree/main", ""),
        ("https://code.example/quarry/granite", ""),
        ("https://github.com.evil.example/quarry/granite", ""),
    ],
)
def test_a_repository_elsewhere_is_not_asked_for(address: str, name: str) -> None:
    """Only a repository on GitHub can be asked for there, and only its own pages tell of it."""
    sheet = _sheet(address)
    assert repository_name(sheet) == name
    assert is_own_page(sheet, "stars", PAGE) is bool(name)
    assert not is_own_page(sheet, "stars", f"{PAGE}s")


@pytest.mark.parametrize("token", ["", "  \n"])
def test_no_token_is_no_header(token: str) -> None:
    """Without a token, GitHub must be asked as anybody asks it."""
    assert "Authorization" not in headers(token)


def test_a_broken_token_is_not_repeated() -> None:
    """A token with a line end within must be refused without showing it: logs are public."""
    with pytest.raises(CannotAsk) as error:
        headers("se\ncret")
    assert "cret" not in str(error.value)

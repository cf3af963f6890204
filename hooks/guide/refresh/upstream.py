"""What machines know of a candidate: its repository on GitHub, and its life cycle at endoflife.date.

Every answer is checked before anything of it is used; from one that is not as expected nothing is taken. Only numbers,
dates and names of a strict form get through, and addresses are made here, never copied from an answer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from guide.model.dates import CalendarDate
from guide.model.facts import FactSheet
from guide.model.fields import Count
from guide.refresh.http import Host, Unanswered

T = TypeVar("T")

GITHUB = "https://github.com"
LIFECYCLES = "https://endoflife.date"

_REPOSITORY = re.compile(rf"{re.escape(GITHUB)}/([\w.-]+/[\w.-]+?)(?:\.git)?/?", re.ASCII)
_VERSION = re.compile(r"v?([0-9]{1,9}(?:\.[0-9]{1,9})*)")

FullName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}$")]
LicenceId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.+-]{1,60}$")]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Moment = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,20}(Z|[+-][0-9:]{4,5})$")]


class _Answer(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class _Licence(_Answer):
    spdx_id: LicenceId | None


class _Repository(_Answer):
    full_name: FullName
    stargazers_count: Count
    archived: bool
    disabled: bool = False
    license: _Licence | None


class _Release(_Answer):
    tag_name: str
    draft: bool
    prerelease: bool
    published_at: Moment | None


class _Releases(_Answer):
    releases: Annotated[list[_Release], Field(max_length=100)]


class _Latest(_Answer):
    name: str
    date: Day | None


class _Line(_Answer):
    name: str
    release_date: Annotated[Day | None, Field(alias="releaseDate")]
    is_eol: Annotated[bool, Field(alias="isEol")]
    eol_from: Annotated[Day | None, Field(alias="eolFrom")]
    latest: _Latest | None


class _Product(_Answer):
    name: str
    releases: Annotated[list[_Line], Field(max_length=1000)]


class _Lifecycle(_Answer):
    result: _Product


@dataclass(frozen=True, kw_only=True)
class Release:
    """A release that anybody can install."""

    version: str
    """Numbers and dots."""
    date: CalendarDate | None
    address: str
    """Where it can be read of."""


@dataclass(frozen=True, kw_only=True)
class Repository:
    """What GitHub says of a repository."""

    address: str
    stars: int
    licence: str | None
    """Its SPDX name; None if GitHub recognises none."""
    shelved: bool
    """Whether it is archived or disabled: nothing can be changed in it any more."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of releases, such as all that begin with 4.1, by endoflife.date."""

    name: str
    released: CalendarDate | None
    ends: CalendarDate | None
    """When its support ends; None if no day is known."""
    ended: bool
    newest: Release | None


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What was answered about one candidate; each part is None if nobody was asked, or why there is no answer."""

    repository: Repository | Unanswered | None
    releases: tuple[Release, ...] | Unanswered | None
    """Of the repository."""
    lines: tuple[Line, ...] | Unanswered | None


@dataclass(frozen=True, kw_only=True)
class Hosts:
    """Who is asked."""

    github: Host
    lifecycles: Host

    def answers(self, sheet: FactSheet, today: dt.date) -> Answers:
        """Ask all that machines know of a candidate."""
        name, product = repository_name(sheet), sheet.lifecycle
        repository = _tried(lambda: read_repository(self.github.ask(f"/repos/{name}"), name)) if name else None
        # What has moved or vanished is not asked on.
        releases = self._releases(name, today) if isinstance(repository, Repository) else repository
        return Answers(repository=repository, releases=releases, lines=self._lines(product, today) if product else None)

    def _releases(self, name: str, today: dt.date) -> tuple[Release, ...] | Unanswered:
        path = f"/repos/{name}/releases?per_page=100"
        return _tried(lambda: read_releases(self.github.ask(path), name, today))

    def _lines(self, product: str, today: dt.date) -> tuple[Line, ...] | Unanswered:
        path = f"/api/v1/products/{product}/"
        return _tried(lambda: read_lines(self.lifecycles.ask(path), product, today))


def _tried(ask: Callable[[], T]) -> T | Unanswered:
    try:
        return ask()
    except Unanswered as error:
        return error


def repository_name(sheet: FactSheet) -> str:
    """Return owner and name of a candidate's repository on GitHub; empty if it lies elsewhere."""
    match = _REPOSITORY.fullmatch(sheet.links.repository)
    return match[1] if match else ""


def lifecycle_address(product: str) -> str:
    """Return the page of a product at endoflife.date."""
    return f"{LIFECYCLES}/{product}"


def read_repository(answer: Any, name: str) -> Repository:
    """Return what an answer says of a repository; raise Unanswered if it is about another one, or unexpected."""
    known = _validated(_Repository, answer)
    if known.full_name.casefold() != name.casefold():
        raise Unanswered(f"it has moved to {GITHUB}/{known.full_name}; a person must change links.repository first")
    licence = known.license.spdx_id if known.license else None
    return Repository(
        address=f"{GITHUB}/{name}",
        stars=known.stargazers_count,
        licence=None if licence == "NOASSERTION" else licence,
        shelved=known.archived or known.disabled,
    )


def read_releases(answer: Any, name: str, today: dt.date) -> tuple[Release, ...]:
    """Return the releases that an answer lists: no drafts, no previews, and only those named by numbers and dots."""
    listed = _validated(_Releases, {"releases": answer}).releases
    releases = []
    for one in listed:
        match = _VERSION.fullmatch(one.tag_name)
        if match and not one.draft and not one.prerelease:
            address = f"{GITHUB}/{name}/releases/tag/{one.tag_name}"
            date = _past((one.published_at or "")[:10], today)
            releases.append(Release(version=match[1], date=date, address=address))
    return tuple(releases)


def read_lines(answer: Any, product: str, today: dt.date) -> tuple[Line, ...]:
    """Return the lines of releases that an answer lists, those only planned left out."""
    known = _validated(_Lifecycle, answer).result
    if known.name != product:
        raise Unanswered("the answer is about another product")
    out = (line for line in known.releases if _VERSION.fullmatch(line.name) and _is_out(line, today))
    return tuple(_line(line, product, today) for line in out)


def _is_out(line: _Line, today: dt.date) -> bool:
    return line.release_date is None or _day(line.release_date).first_day <= today


def _line(line: _Line, product: str, today: dt.date) -> Line:
    newest = line.latest
    match = _VERSION.fullmatch(newest.name) if newest else None
    return Line(
        name=line.name.removeprefix("v"),
        released=_day(line.release_date) if line.release_date else None,
        ends=_day(line.eol_from) if line.eol_from else None,
        ended=line.is_eol,
        newest=Release(version=match[1], date=_past(newest.date or "", today), address=lifecycle_address(product))
        if newest and match
        else None,
    )


def _past(text: str, today: dt.date) -> CalendarDate | None:
    """Return a day; raise Unanswered if it has not come yet."""
    if not text:
        return None
    day = _day(text)
    if day.first_day > today:
        raise Unanswered(f"a release bears a date in the future, {day}")
    return day


def _day(text: str) -> CalendarDate:
    try:
        return CalendarDate(text)
    except ValueError:
        raise Unanswered("the answer holds a date that does not exist") from None


M = TypeVar("M", bound=BaseModel)


def _validated(model: type[M], answer: Any) -> M:
    try:
        return model.model_validate(answer)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"] if isinstance(part, str)) or "the whole"
        how = "is missing" if first["type"] == "missing" else "is not what was expected"
        raise Unanswered(f"unexpected answer: '{place}' {how}") from None


def parts(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, by which versions are in order; zeros at its end say nothing."""
    return tuple(int(part) for part in re.sub(r"(\.0+)+$", "", version).split("."))


def is_within(version: str, line: str) -> bool:
    """Say whether a version belongs to a line: 4.1.7 and 4.1 belong to 4.1 and to 4, but 4.10 only to 4."""
    return f"{version}.".startswith(f"{line}.")


def is_version(text: object) -> bool:
    """Say whether a value is a version of numbers and dots."""
    return isinstance(text, str) and re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})*", text) is not None

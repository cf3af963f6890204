"""Reads GitHub: stars, licence and releases of a repository, and whether it is archived."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from guide.model.facts import FactSheet, Page
from guide.model.fields import Count, MachineAnswer
from guide.model.urls import is_under
from guide.refresh.http import Answer, CannotAsk, Host, Unanswered
from guide.refresh.readings import Reading, day_of_release, version_of

NAME = "GitHub"
SITE = "https://github.com"
API = "https://api.github.com"


class _Licence(Answer):
    spdx_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.+-]{1,60}$")] | None


class _Repository(Answer):
    full_name: str
    stargazers_count: Count
    archived: bool
    disabled: bool = False
    license: _Licence | None


class _Release(Answer):
    tag_name: str
    draft: bool
    prerelease: bool
    published_at: AwareDatetime | None


def repository_name(sheet: FactSheet) -> str:
    """Return owner and name of a candidate's repository on GitHub; empty if it lies elsewhere."""
    match = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?", sheet.links.repository, re.ASCII)
    return match[1] if match else ""


def is_own_page(sheet: FactSheet, answer: MachineAnswer, address: str) -> bool:
    """Return whether a page shows what is read here: the repository, or for releases its pages that list them."""
    name = repository_name(sheet)
    if not name or answer == "support_end":
        return False
    parts = ("",) if answer in ("licence", "stars") else ("/releases", "/tags")
    return any(is_under(address, f"{SITE}/{name}{part}") for part in parts)


def headers(token: str) -> dict[str, str]:
    """Return the headers of a request; raise CannotAsk for a token that cannot be one."""
    token = token.strip()
    if not re.fullmatch(r"[!-~]*", token):
        raise CannotAsk("GITHUB_TOKEN holds characters that no token has; set it again, or unset it")
    shown = {"Authorization": f"Bearer {token}"} if token else {}
    return {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28", **shown}


def read(host: Host, sheet: FactSheet, today: dt.date) -> Iterator[Reading]:
    """Yield readings on a candidate's repository, if it lies here; of releases all or nothing."""
    if name := repository_name(sheet):
        yield from _read_repository(host, sheet.name, name)
        yield from tuple(_read_releases(host, sheet.name, name, today))


def _read_repository(host: Host, title: str, name: str) -> Iterator[Reading]:
    repository = host.ask(f"/repos/{name}", _Repository)
    if repository.full_name.casefold() != name.casefold():
        raise Unanswered("the answer is about another repository")
    page = Page(kind="repository", title=f"{title} on GitHub", address=f"{SITE}/{name}")
    yield Reading(about="stars", value=repository.stargazers_count, page=page)
    licence = repository.license.spdx_id if repository.license else None
    if licence not in (None, "NOASSERTION"):
        yield Reading(about="licence", value=licence, page=page)
    if repository.archived or repository.disabled:
        yield Reading(about="archived", value=None, page=page)


def _read_releases(host: Host, title: str, name: str, today: dt.date) -> Iterator[Reading]:
    """Yield releases and their days: no drafts, no previews, and only those named by numbers and dots."""
    for release in host.ask(f"/repos/{name}/releases?per_page=100", list[_Release]):
        version = version_of(release.tag_name)
        if not version or release.draft or release.prerelease:
            continue
        address = f"{SITE}/{name}/releases/tag/{release.tag_name}"
        page = Page(kind="repository", title=f"{title}: release {version}", address=address)
        yield Reading(about="release", version=version, value=version, page=page)
        if release.published_at:
            day = day_of_release(release.published_at.astimezone(dt.UTC).date(), today)
            yield Reading(about="release_date", version=version, value=day, page=page)

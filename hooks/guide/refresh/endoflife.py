"""Reads endoflife.date: the release cycles of a product, and when their support ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from guide.model.facts import FactSheet, Page
from guide.model.fields import MachineAnswer
from guide.model.urls import is_under
from guide.refresh.http import Answer, Host, Unanswered
from guide.refresh.readings import ENDED, Reading, day_of_release, version_of

NAME = "endoflife.date"
SITE = "https://endoflife.date"
API = f"{SITE}/api/v1"

_FILES = "https://github.com/endoflife-date/"


class _Latest(Answer):
    name: str
    date: dt.date | None


class _Cycle(Answer):
    name: str
    release_date: Annotated[dt.date | None, Field(alias="releaseDate")]
    is_eol: Annotated[bool, Field(alias="isEol")]
    eol_from: Annotated[dt.date | None, Field(alias="eolFrom")]
    latest: _Latest | None


class _Product(Answer):
    name: str
    releases: list[_Cycle]


class _Lifecycle(Answer):
    result: _Product


def is_own_page(sheet: FactSheet, answer: MachineAnswer, address: str) -> bool:
    """Return whether a page shows what is read here: the product's page, or the file that it is made from."""
    if not sheet.lifecycle or answer in ("licence", "stars"):
        return False
    is_file = address.startswith(_FILES) and address.endswith(f"/products/{sheet.lifecycle}.md")
    return is_file or is_under(address, f"{SITE}/{sheet.lifecycle}")


def read(host: Host, sheet: FactSheet, today: dt.date) -> Iterator[Reading]:
    """Yield readings on a candidate's release cycles that have begun, if it has a life cycle here."""
    if not sheet.lifecycle:
        return
    product = host.ask(f"/products/{sheet.lifecycle}/", _Lifecycle).result
    if product.name != sheet.lifecycle:
        raise Unanswered("the answer is about another product")
    page = Page(kind="third_party", title=f"endoflife.date: {sheet.name}", address=f"{SITE}/{sheet.lifecycle}")
    for cycle in product.releases:
        if version_of(cycle.name) and (cycle.release_date is None or cycle.release_date <= today):
            yield from _read_cycle(cycle, page, today)


def _read_cycle(cycle: _Cycle, page: Page, today: dt.date) -> Iterator[Reading]:
    name, latest = version_of(cycle.name), cycle.latest
    version = version_of(latest.name) if latest else ""
    if version:
        yield Reading(about="release", version=version, value=version, page=page)
    if latest and version and latest.date:
        yield Reading(about="release_date", version=version, value=day_of_release(latest.date, today), page=page)
    if cycle.release_date:
        yield Reading(about="release_date", version=name, value=cycle.release_date.isoformat(), page=page)
    end = cycle.eol_from.isoformat() if cycle.eol_from else ENDED if cycle.is_eol else None
    yield Reading(about="support_end", version=name, value=end, page=page)

"""What is read upstream, and the order of versions."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from guide.model.facts import Page
from guide.model.fields import MachineAnswer
from guide.refresh.http import Unanswered


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One thing that was read."""

    about: MachineAnswer | Literal["archived"]
    version: str = ""
    """The release, or the cycle of releases, that it is about; numbers and dots."""
    value: str | int | None
    """None for support of which no end is known; `ENDED` for support that has ended, nobody says when."""
    page: Page
    """Where people can read the same."""


ENDED = "ended"


def version_of(tag: str) -> str:
    """Return the version that a tag names, numbers and dots alone; empty if it names anything else."""
    match = re.fullmatch(r"v?([0-9]{1,9}(?:\.[0-9]{1,9})*)", tag)
    return match[1] if match else ""


def is_version(text: object) -> bool:
    """Return whether a value is a version of numbers and dots."""
    return isinstance(text, str) and text != "" and version_of(text) == text


def numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, to sort by, without zeros at its end."""
    return tuple(int(part) for part in re.sub(r"(\.0+)+$", "", version).split("."))


def is_within(version: str, cycle: str) -> bool:
    """Return whether a version belongs to a cycle: 4.1.7 and 4.1 belong to 4.1 and to 4, but 4.10 only to 4."""
    return f"{version}.".startswith(f"{cycle}.")


def is_meant(version: str, held: str) -> bool:
    """Return whether the record means a release.

    A release of a single number, such as 13, stands for all that begin with it; a longer one stands for itself.
    """
    if not is_version(held):
        return False
    return is_within(version, held) if "." not in held else numbers(version) == numbers(held)


def is_later(version: str, held: str) -> bool:
    """Return whether a release is newer than the one in the record."""
    return is_version(held) and numbers(version) > numbers(held) and not is_meant(version, held)


def day_of_release(day: dt.date, today: dt.date) -> str:
    """Return the day of a release as it is recorded; raise Unanswered if it has not come yet."""
    if day > today:
        raise Unanswered(f"a release bears a date in the future, {day}")
    return day.isoformat()

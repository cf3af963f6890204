"""How long a statement keeps, and whether it is past that."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping

from guide.problems import InvalidGuide, Problem
from guide.records import Evidence


def keep_by(evidence: Evidence, keeps_days: int) -> dt.date:
    """Return the last day on which a statement is taken as current.

    Takes the days that its kind keeps; the statement's own number of days wins.
    """
    return evidence.as_of.last_day + dt.timedelta(days=evidence.keeps_days or keeps_days)


def is_stale(evidence: Evidence, keeps_days: int, today: dt.date) -> bool:
    """Say whether a statement is past its keep-by date."""
    return keep_by(evidence, keeps_days) < today


def today_from(environment: Mapping[str, str] = os.environ) -> dt.date:
    """Return the day the build takes as today, in UTC.

    The environment variable SOURCE_DATE_EPOCH (seconds since 1970, see reproducible-builds.org) wins over the clock.
    Raises InvalidGuide if it is no such number.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f"{epoch!r} is not a time; write the seconds since 1970, or leave it unset"
        raise InvalidGuide([Problem(path="SOURCE_DATE_EPOCH", message=message)]) from None

"""How long a statement keeps, and whether it is past that."""

from __future__ import annotations

import datetime as dt

from guide.model.facts import Evidence


def keep_by(evidence: Evidence, keeps_days: int) -> dt.date:
    """Return the last day on which a statement is taken as current.

    Takes the days that its kind keeps; the statement's own number of days wins.
    """
    return evidence.as_of.last_day + dt.timedelta(days=evidence.keeps_days or keeps_days)


def is_stale(evidence: Evidence, keeps_days: int, today: dt.date) -> bool:
    """Say whether a statement is past its keep-by date."""
    return keep_by(evidence, keeps_days) < today

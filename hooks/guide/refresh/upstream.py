"""Reads every upstream on one candidate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from guide.model.facts import FactSheet
from guide.refresh import endoflife, github
from guide.refresh.http import Host, Unanswered
from guide.refresh.readings import Reading

UPSTREAMS = (github, endoflife)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something that could not be read."""

    slug: str
    what: str
    """Who was asked."""
    reason: str


def read(hosts: Mapping[str, Host], slug: str, sheet: FactSheet, today: dt.date) -> tuple[list[Reading], list[Gap]]:
    """Return the readings on a candidate, and what could not be read; takes the host of each upstream by its name."""
    readings: list[Reading] = []
    reasons: dict[str, str] = {}
    for upstream in UPSTREAMS:
        try:
            # What was read before something fails is kept.
            readings.extend(upstream.read(hosts[upstream.NAME], sheet, today))
        except Unanswered as error:
            reasons[upstream.NAME] = str(error)
    if github.NAME in reasons:
        # Half the answers are not the whole: which release is the newest is unknown.
        readings = [reading for reading in readings if reading.about != "release"]
    elif github.repository_name(sheet) and not any(reading.about == "release" for reading in readings):
        reasons[github.NAME] = "it lists no release"
    return readings, [Gap(slug=slug, what=what, reason=reason) for what, reason in reasons.items()]

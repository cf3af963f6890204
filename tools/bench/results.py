"""What was measured, and what it says: medians, ratios, growth, and the limits they are held against."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.generators import MATERIAL, OURS
from bench.measure import Cost

COLD, WARM, CHECK_COLD, CHECK_WARM, SHOWN = "cold", "warm", "check cold", "check warm", "shown"
"""What is measured: builds, checks, and from saving a file to its page."""

Step = Callable[["Results"], float | None]


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """One measurement."""

    size: int
    """How many candidates."""
    generator: str
    step: str
    cost: Cost


@dataclass(frozen=True, kw_only=True)
class Results:
    """All that was measured at a time on a machine."""

    runs: Sequence[Measurement]
    pages: dict[int, int]
    """How many pages the others built, by number of candidates."""
    machine: dict[str, str]
    versions: dict[str, str]
    """Of what was measured, by name."""
    left_out: dict[str, str]
    """What was not measured, and why."""

    @property
    def sizes(self) -> list[int]:
        return sorted(self.pages)

    @property
    def generators(self) -> list[str]:
        return list(dict.fromkeys(run.generator for run in self.runs))

    def of(self, size: int, generator: str, step: str, part: str) -> list[float]:
        """Return one part of the cost of each run of a step."""
        chosen = (run for run in self.runs if (run.size, run.generator, run.step) == (size, generator, step))
        return [getattr(run.cost, part) for run in chosen]

    def median(self, size: int, step: str, part: str = "cpu", generator: str = OURS) -> float | None:
        """Return the median of what was measured, or None where nothing was."""
        values = self.of(size, generator, step, part)
        return statistics.median(values) if values else None


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What a figure must be at most, and what we aim at."""

    what: str
    figure: Step
    must: float
    aim: float | None = None
    unit: str = ""
    digits: int = 2

    def mark(self, value: float | None) -> str:
        """Return what is to be said of a value: nothing, or that it misses the aim or breaks the limit."""
        if value is None:
            return "not measured"
        if value > self.must:
            return "too much"
        return "above the aim" if self.aim is not None and value > self.aim else "kept"


def ratio(above: float | None, below: float | None) -> float | None:
    return above / below if above is not None and below else None


def against_material(size: int) -> Step:
    return lambda results: ratio(results.median(size, COLD), results.median(size, COLD, generator=MATERIAL))


def warm_to_cold(size: int) -> Step:
    return lambda results: ratio(results.median(size, WARM), results.median(size, COLD))


def growth(results: Results) -> float | None:
    """Return the price of a candidate more from the middle size to the largest, against that up to the middle one."""
    small, middle, large = (results.median(size, COLD) for size in (10, 110, 1000))
    if small is None or middle is None or large is None:
        return None
    return ratio((large - middle) / 890, (middle - small) / 100)


def figure(size: int, step: str, part: str = "cpu") -> Step:
    return lambda results: results.median(size, step, part)


LIMITS: Sequence[Limit] = (
    Limit(what="cold build ÷ plain Material, 10 frameworks", figure=against_material(10), must=1.3, aim=0.8),
    Limit(what="cold build ÷ plain Material, 110 frameworks", figure=against_material(110), must=1.0, aim=0.5),
    Limit(what="one fact changed ÷ cold build, 10 frameworks", figure=warm_to_cold(10), must=0.5, aim=0.35),
    Limit(what="one fact changed ÷ cold build, 1,000 frameworks", figure=warm_to_cold(1000), must=0.15, aim=0.05),
    Limit(what="a framework more, 110 to 1,000 against 10 to 110", figure=growth, must=1.1),
    Limit(what="guide check, cold", figure=figure(10, CHECK_COLD), must=1.2, aim=0.8, unit="CPU s"),
    Limit(what="guide check, warm", figure=figure(10, CHECK_WARM), must=0.8, aim=0.5, unit="CPU s"),
    Limit(what="from saving a file to its page", figure=figure(10, SHOWN, "wall"), must=1.5, aim=0.8, unit="s"),
    Limit(what="peak memory, 10 frameworks", figure=figure(10, COLD, "memory"), must=120, unit="MiB", digits=0),
    Limit(what="peak memory, 1,000 frameworks", figure=figure(1000, COLD, "memory"), must=400, unit="MiB", digits=0),
)
"""In CPU seconds, children included, unless the unit says something else."""

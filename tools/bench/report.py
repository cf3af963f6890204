"""Says what was measured: a table for the terminal, a page for the documentation, and a picture of the growth."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.generators import OURS
from bench.picture import Line, drawn
from bench.results import CHECK_COLD, CHECK_WARM, COLD, LIMITS, SHOWN, WARM, Results
from jinja2 import Environment, FileSystemLoader, StrictUndefined

NOTHING = "–"
_STEPS = {
    COLD: "cold build",
    WARM: "build after one fact changed",
    CHECK_COLD: "check, cold",
    CHECK_WARM: "check after one fact changed",
    SHOWN: "save to page",
}

Row = tuple[str, ...]


def costs(results: Results) -> Iterator[Row]:
    """Yield a row for each size, generator and step: its CPU and wall seconds, memory, and the ratio to ours."""
    for size in results.sizes:
        for step, name in _STEPS.items():
            ours = results.median(size, step)
            for generator in results.generators:
                if not results.of(size, generator, step, "wall"):
                    continue
                cpu = results.median(size, step, generator=generator)
                of_ours = f"{cpu / ours:.2f}" if cpu and ours else NOTHING
                parts = [_least_and_median(results.of(size, generator, step, part)) for part in ("cpu", "wall")]
                memory = results.median(size, step, "memory", generator) or 0
                yield f"{size:,}", generator, name, *parts, f"{memory:.0f}" if memory else NOTHING, of_ours


COST_HEAD: Row = ("frameworks", "generator", "what", "CPU s", "wall s", "peak MiB", "CPU ÷ ours")


def _least_and_median(values: Sequence[float]) -> str:
    """Return the least and the median, or that there is none: a wait takes no CPU of its own."""
    return f"{min(values):.2f} / {statistics.median(values):.2f}" if any(values) else NOTHING


def verdicts(results: Results) -> Iterator[Row]:
    """Yield a row for each limit: the figure, what it must be at most, what we aim at, and whether that is kept."""
    for limit in LIMITS:
        value = limit.figure(results)
        measured = NOTHING if value is None else f"{value:.{limit.digits}f} {limit.unit}".strip()
        aim = NOTHING if limit.aim is None else f"{limit.aim:g}"
        yield limit.what, measured, f"{limit.must:g}", aim, limit.mark(value)


VERDICT_HEAD: Row = ("limit", "measured", "must", "aim", "")


def terminal(results: Results) -> str:
    """Return everything as text in columns."""
    left_out = [f"Left out: {name}, {reason}." for name, reason in results.left_out.items()]
    tables = [_columns([COST_HEAD, *costs(results)]), _columns([VERDICT_HEAD, *verdicts(results)])]
    return "\n\n".join(["", *tables, *(["\n".join(left_out)] if left_out else [])])


def _columns(rows: Sequence[Row]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def lines(results: Results) -> list[Line]:
    """Return what is drawn: CPU seconds of a cold build by size for each generator, and of a warm one of ours."""
    every = [(generator, COLD, generator) for generator in results.generators]
    every.insert(1, (OURS, WARM, f"{OURS}, one fact changed"))
    return [Line(name=name, points=_points(results, generator, step)) for generator, step, name in every]


def _points(results: Results, generator: str, step: str) -> list[tuple[int, float]]:
    medians = ((size, results.median(size, step, generator=generator)) for size in results.sizes)
    return [(size, cpu) for size, cpu in medians if cpu is not None]


def write(results: Results, folder: Path) -> None:
    """Write the page and the picture into a folder."""
    templates = Environment(  # noqa: S701 - it writes Markdown
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    page = templates.get_template("performance.md.jinja").render(
        results=results, costs=[COST_HEAD, *costs(results)], verdicts=[VERDICT_HEAD, *verdicts(results)]
    )
    (folder / "performance.md").write_text(page, encoding="utf-8")
    (folder / "growth.svg").write_text(drawn(lines(results)), encoding="utf-8")

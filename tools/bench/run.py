"""Measures builds of the guide as it stands and grown, in turn with other generators on the same pages."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

import click
from bench import report
from bench.generators import INSTALLED, MATERIAL, OURS, Generator, markdown_of, others
from bench.grow import REPOSITORY
from bench.measure import CommandFailed, Cost, cost, saved_to_shown
from bench.results import CHECK_COLD, CHECK_WARM, COLD, SHOWN, WARM, Measurement, Results

_BIN = Path(sys.executable).parent
_BUILD = (str(_BIN / "mkdocs"), "build", "--quiet")
_CHECK = (str(_BIN / "guide"), "check")
_SERVE = (str(_BIN / "mkdocs"), "serve", "--quiet")
_NOT_OURS = ("GUIDE_", "PYTHONDONTWRITEBYTECODE")
"""How settings begin that say nothing of a build as it is at home, where modules are kept compiled."""

_OWN_LEFTOVERS = ("site", ".build")
_DAY = re.compile(r"\b(?:as_of|reviewed|published|date): (\d{4}-\d\d-\d\d)")
_COUNT = re.compile(r"(?<=^    value: )(\d{3,})(\n.*\n    as_of: )(\S+)$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class GrownGuide:
    """A grown copy of the guide."""

    root: Path
    size: int
    environment: dict[str, str]
    today: dt.date
    """The day on which it is built: the one after the newest in the data."""

    def forget(self) -> None:
        for name in _OWN_LEFTOVERS:
            shutil.rmtree(self.root / name, ignore_errors=True)

    def change(self, number: int) -> None:
        """Change a number among the facts, read today."""
        for file in sorted((self.root / "data/facts").glob("*.yml")):
            text = file.read_text(encoding="utf-8")
            changed = _COUNT.sub(rf"{1000 + number}\g<2>{self.today}", text, count=1)
            if changed != text:
                file.write_text(changed, encoding="utf-8")
                return
        raise CommandFailed("no fact is a number; nothing can be changed")

    @property
    def prose(self) -> Path:
        """The first page of a candidate."""
        return next(iter(sorted((self.root / "content").glob("*/*.md"))))

    @property
    def page(self) -> str:
        return f"/{self.prose.parent.name}/{self.prose.stem}/"


def grown(root: Path, size: int) -> GrownGuide:
    """Grow the guide in a new folder, in a process of its own: what it takes must not count."""
    subprocess.run([sys.executable, "-m", "bench.grow", str(size), str(root)], check=True)  # noqa: S603
    texts = (file.read_text(encoding="utf-8") for file in (root / "data").rglob("*.yml"))
    today = dt.date.fromisoformat(max(day for text in texts for day in _DAY.findall(text))) + dt.timedelta(days=1)
    epoch = int(dt.datetime.combine(today, dt.time(), dt.UTC).timestamp())
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_OURS)}
    environment = {**kept, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(epoch)}
    return GrownGuide(root=root, size=size, environment=environment, today=today)


def measured(guide: GrownGuide, generators: Sequence[Generator], runs: int) -> Iterator[tuple[str, str, Cost]]:
    """Yield each measurement: the generator, the step, and what it cost; one generator after the other in each run."""
    pages = guide.root.parent / "pages"
    cost(_BUILD, guide.root, guide.environment)
    markdown_of(guide.root / "site", pages)
    projects = {generator.name: guide.root.parent / generator.name for generator in generators}
    for generator in generators:
        generator.set_up(projects[generator.name], pages)
    for number in range(runs):
        for step, price in _ours(guide, number):
            yield OURS, step, price
        for generator in generators:
            generator.forget(projects[generator.name])
            yield generator.name, COLD, cost(generator.command, projects[generator.name], guide.environment)
    shown = saved_to_shown(_SERVE, guide.root, guide.environment, file=guide.prose, page=guide.page, runs=runs)
    for wall in shown:
        yield OURS, SHOWN, Cost(cpu=0, wall=wall, memory=0)


def _ours(guide: GrownGuide, number: int) -> Iterator[tuple[str, Cost]]:
    """Yield what builds and checks cost, each warm one after a fact was changed."""
    guide.forget()
    yield COLD, cost(_BUILD, guide.root, guide.environment)
    guide.change(2 * number)
    yield WARM, cost(_BUILD, guide.root, guide.environment)
    guide.forget()
    yield CHECK_COLD, cost(_CHECK, guide.root, guide.environment)
    guide.change(2 * number + 1)
    yield CHECK_WARM, cost(_CHECK, guide.root, guide.environment)


def chosen(only: Sequence[str]) -> tuple[list[Generator], dict[str, str]]:
    """Return the generators to measure beside ours, and why others are left out."""
    left_out = {}
    taken = []
    for generator in others():
        if only and generator.name not in only:
            left_out[generator.name] = "not asked for"
        elif generator.program is None:
            left_out[generator.name] = "not installed; `make bench` could not fetch it"
        else:
            taken.append(generator)
    return taken, left_out


def machine() -> dict[str, str]:
    """Return what the measurements were made on."""
    cpu = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.is_file() and (model := re.search(r"model name\s*: (.+)", information.read_text(encoding="utf-8"))):
        cpu = model[1]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": f"{cpu}, {os.cpu_count()} cores",
        "memory": f"{memory:.1f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def _sizes(_context: click.Context, _parameter: click.Parameter, value: str) -> list[int]:
    return sorted({int(size) for size in value.split(",")})


@click.command()
@click.option("--sizes", default="10,110,1000", callback=_sizes, help="How many frameworks, several with commas.")
@click.option("--runs", default=3, type=click.IntRange(min=1), help="How often each is measured.")
@click.option("--only", default="", help=f"What to measure beside ours, such as {MATERIAL},hugo; all of it by default.")
@click.option("--others-up-to", default=1000, help="Of larger sizes only ours is measured.")
@click.option("--write", is_flag=True, help="Write docs/performance.md and docs/growth.svg, too.")
def main(sizes: list[int], runs: int, only: str, others_up_to: int, *, write: bool) -> None:
    """Measure builds, print what they cost, and keep it in .build/bench/."""
    generators, left_out = chosen([name for name in only.split(",") if name])
    measurements, pages = [], {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            guide = grown(Path(folder) / "guide", size)
            for generator, step, price in measured(guide, generators if size <= others_up_to else (), runs):
                click.echo(f"{size:5} {generator:9} {step:11} CPU {price.cpu:7.2f} s, {price.wall:7.2f} s", err=True)
                measurements.append(Measurement(size=size, generator=generator, step=step, cost=price))
            pages[size] = len(list((Path(folder) / "pages").rglob("*.md")))
    versions = {OURS: metadata.version("two-year-stack")} | {one.name: one.version() for one in generators}
    results = Results(runs=measurements, pages=pages, machine=machine(), versions=versions, left_out=left_out)
    INSTALLED.mkdir(parents=True, exist_ok=True)
    (INSTALLED / "results.json").write_text(json.dumps(asdict(results), indent=1), encoding="utf-8")
    click.echo(report.terminal(results))
    report.write(results, REPOSITORY / "docs" if write else INSTALLED)


if __name__ == "__main__":
    main()

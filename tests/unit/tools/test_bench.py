"""What `make bench` measures and says: a guide that grows by its own rules, costs, limits and the picture."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

import pytest
from bench import report
from bench.generators import MATERIAL, OURS, markdown_of, others
from bench.grow import grow
from bench.measure import CommandFailed, Cost, cost
from bench.results import COLD, LIMITS, WARM, Measurement, Results
from built import OWN_DAY
from guide.checks.run import check_library
from guide.source.library import read_library
from lxml import etree


def costing(size: int, cpu: float, generator: str = OURS, step: str = COLD) -> Measurement:
    return Measurement(size=size, generator=generator, step=step, cost=Cost(cpu=cpu, wall=cpu, memory=50))


def results(*runs: Measurement) -> Results:
    return Results(
        runs=runs, pages={10: 36, 110: 286, 1000: 2512}, machine={}, versions={}, left_out={"hugo": "not asked for"}
    )


ALL = results(
    *(costing(10, cpu) for cpu in (3.0, 1.0, 1.1)),
    costing(110, 11.1),
    costing(1000, 100.1),
    costing(10, 1.0, MATERIAL),
    costing(10, 0.44, step=WARM),
)


def test_a_grown_guide_is_right(tmp_path: Path) -> None:
    """A grown guide must pass every check of its data, its copies paired like what they are copies of."""
    now = read_library(Path(__file__).parents[3])
    number = 2 * len(now.facts) + 1
    grow(tmp_path, number)
    library = read_library(tmp_path)
    assert [*library.problems, *check_library(library, OWN_DAY + dt.timedelta(days=1))] == []
    assert len(library.facts) == number
    assert len(library.pairs) == 2 * len(now.pairs)


def test_copies_say_nothing_in_the_same_words(tmp_path: Path) -> None:
    """No paragraph of prose may stand in two files: whatever a build keeps by its text would look too cheap."""
    grow(tmp_path, 2 * len(read_library(Path(__file__).parents[3]).facts))
    paragraphs = [
        block
        for file in (tmp_path / "content").glob("*/*.md")
        for block in re.split(r"\n\n|^```.*?^```", file.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        if block.strip() and not block.strip().startswith(("#", "---", "|"))
    ]
    assert len(set(paragraphs)) == len(paragraphs)


def test_a_cost_counts_children_and_failures_are_said() -> None:
    """The CPU seconds of children must count, and a command that fails must be told with what it wrote."""
    burn = "import time\nwhile time.process_time() < 0.2: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}], check=True)"
    assert cost([sys.executable, "-c", parent], Path.cwd(), {}).cpu >= 0.2
    with pytest.raises(CommandFailed, match="no such page"):
        cost([sys.executable, "-c", "raise SystemExit('no such page')"], Path.cwd(), {})


def test_limits_are_held_against_medians() -> None:
    """Each limit must be judged by the medians, and one of which nothing was measured must say so."""
    marks = {limit.what: limit.mark(limit.figure(ALL)) for limit in LIMITS}
    assert marks["cold build ÷ plain Material, 10 frameworks"] == "above the aim"
    assert marks["one fact changed ÷ cold build, 10 frameworks"] == "above the aim"
    assert marks["a framework more, 110 to 1,000 against 10 to 110"] == "kept"
    assert marks["guide check, cold"] == "not measured"
    assert LIMITS[4].figure(results(costing(10, 1), costing(110, 11), costing(1000, 300))) == pytest.approx(
        3.247, 0.001
    )


def test_results_are_written(tmp_path: Path) -> None:
    """What was measured must be written as a page, with a picture that names every line."""
    report.write(ALL, tmp_path)
    page = (tmp_path / "performance.md").read_text(encoding="utf-8")
    assert "| 10 | ours | cold build | 1.00 / 1.10 | 1.00 / 1.10 | 50 | 1.00 |" in page
    assert "- left out: hugo, not asked for" in page
    picture = etree.parse(tmp_path / "growth.svg")
    words = {element.text for element in picture.iter() if str(element.tag).endswith("}text")}
    assert {"ours", "ours, one fact changed", "material", "1,000"} <= words


def test_each_generator_gets_every_page(tmp_path: Path) -> None:
    """Every generator must be given all the pages, under the names that it reads."""
    for path in ("index.md", "compare/index.md", "compare/a-vs-b/index.md"):
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text("# Page\n", encoding="utf-8")
    assert markdown_of(tmp_path / "site", tmp_path / "pages") == 3
    for generator in others():
        generator.set_up(tmp_path / generator.name, tmp_path / "pages")
        pages = list((tmp_path / generator.name).rglob(generator.index))
        assert len(pages) == 3

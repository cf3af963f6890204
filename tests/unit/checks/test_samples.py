"""Checks of samples: each fault is told once, at its place; what is cut out is what stands between the marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.source.library import read_library
from guide.source.regions import LONGEST, WIDEST
from sampling import MANIFEST, RUNS, SHOWN, with_samples
from worlds import change, problems, read, write


def test_what_is_right_is_no_problem(small_world: Path) -> None:
    """Samples with and without a run pass."""
    assert problems(with_samples(small_world)) == []


def test_regions_are_cut_at_their_marks(small_world: Path) -> None:
    """Marks are left out, and so is the indent that all lines share, in comments of any language."""
    samples = read_library(with_samples(small_world)).samples
    endpoint, rules = samples["granite"].shown["open"]
    assert endpoint.text.startswith('@drawers.post("/open")\ndef open(')
    assert endpoint.text.endswith("# no key, no drawer")
    assert (endpoint.path, endpoint.line, endpoint.last_line) == (SHOWN, 6, 9)
    assert rules.text == "CREATE TABLE drawer (id INTEGER PRIMARY KEY);"
    assert samples["pebble"].shown["open"][0].text.endswith("\treturn 201\n}")
    assert samples["pebble"].shown["close"][0].text == "func close() {}"


_LONG = "\n".join(f"    x{number} = 1" for number in range(LONGEST + 1))


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (
            SHOWN,
            "# region endpoint",
            "# region opening",
            f"{MANIFEST}:9:10: 'orders/views.py' has no region 'endpoint'",
        ),
        (SHOWN, "# #region closing", "# #region endpoint", f"{SHOWN}:12:1: the region 'endpoint' is here twice; the"),
        (SHOWN, "    # endregion endpoint\n", "", f"{SHOWN}:11:1: a region within 'endpoint'; end that one"),
        (SHOWN, "    # #endregion\n", "", f"{SHOWN}:12:1: the region 'closing' does not end; put"),
        (SHOWN, "# endregion endpoint", "# endregion endpont", f"{SHOWN}:10:1: the end of 'endpont', but 'endpoint'"),
        (SHOWN, "import drawers", "# endregion", f"{SHOWN}:1:1: the end of a region that does not begin; put"),
        (SHOWN, "# region endpoint", "# region", f"{SHOWN}:5:1: a region without a name; write it"),
        (SHOWN, "import drawers", "# region x\n\n# endregion", f"{SHOWN}:1:1: the region 'x' is empty; put its"),
        (SHOWN, "        raise NotImplementedError", _LONG, f"{SHOWN}:12:1: the region 'closing' has 62 lines; show"),
        (
            SHOWN,
            "# no key",
            f"# {' ' * WIDEST} no key",
            f"{SHOWN}:9:1: a line of 256 characters in the region 'endpoint'; show lines of at most {WIDEST}",
        ),
        (SHOWN, "# region endpoint", f"#{' ' * WIDEST}region endpoint", f"{SHOWN}:10:1: the end of a region that does"),
        (SHOWN, "Open it.", "Open\u202e it.", f"{SHOWN}:8:16: a character that cannot be seen, U+202E; remove it"),
        (
            MANIFEST,
            "orders/views.py#endpoint",
            "../pebble/open.go#open",
            f"{MANIFEST}:9:10: '../pebble/open.go' is out",
        ),
        (MANIFEST, "orders/views.py#endpoint", "/etc/passwd#x", f"{MANIFEST}:9:10: '/etc/passwd' is outside of"),
        (MANIFEST, "orders/views.py#endpoint", "orders/view.py#x", f"{MANIFEST}:9:10: 'orders/view.py' is no file of"),
        (MANIFEST, "orders/views.py#endpoint", "orders/views.py", f"{MANIFEST}:9:10: 'open' is 'orders/views.py'; it"),
        (MANIFEST, "  close: ", "  shut: ", f"{MANIFEST}:10:3: 'shut' is not a task of content/code.md; known are"),
        (MANIFEST, "  close: [orders/views.py#closing]\n", "", f"{MANIFEST}:8:1: 'close' is not shown (Closing it)"),
        (RUNS, "granite:", "gravel:", f"{RUNS}:1:1: 'gravel' is not in this guide; "),
        (RUNS, "pebble:", "folio:", f"{RUNS}:13:1: there is no sample of 'folio'; write samples/folio/sample.yml"),
        (RUNS, '  version: "7.10"\n', "", f"{RUNS}:1:1: 'version' is missing; add it"),
        (RUNS, "  passed: 41\n", "", f"{RUNS}:2:3: 'passed' is missing; a sample that was 'run' needs it"),
        (RUNS, "date: 2026-01-10", "date: 2026-01-16", f"{RUNS}:9:9: 2026-01-16 is in the future; "),
        (RUNS, "fate: read", "fate: red", f"{RUNS}:16:9: 'red' is not allowed here; did you mean 'read'?"),
        (RUNS, "fate: read", "fate: run", f"{RUNS}:14:3: 'passed' is missing; a sample that was 'run' needs it"),
    ],
)
def test_a_fault_is_told_at_its_place(small_world: Path, path: str, old: str, new: str, told: str) -> None:
    """Whoever slips reads what is wrong, and where."""
    change(with_samples(small_world), path, old, new)
    assert [problem for problem in problems(small_world) if problem.startswith(told)], problems(small_world)


def test_a_sample_without_a_fate_is_not_shown(small_world: Path) -> None:
    """Code of which nobody says whether it runs is not published."""
    (with_samples(small_world) / RUNS).unlink()
    assert [problem.partition(";")[0] for problem in problems(small_world)] == [
        f"{MANIFEST}:1:1: nobody says what became of it",
        "samples/pebble/sample.yml:1:1: nobody says what became of it",
    ]


@pytest.mark.parametrize("linked", [SHOWN, str(Path(SHOWN).parent), MANIFEST, str(Path(MANIFEST).parent), "samples"])
def test_no_link_is_followed(small_world: Path, linked: str) -> None:
    """A link, wherever on the way to a file, could show any file of the machine that builds."""
    place, elsewhere = with_samples(small_world) / linked, small_world / "elsewhere"
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    told = {problem.partition(":")[2] for problem in problems(small_world)}
    assert told & {
        "9:10: 'orders/views.py' is a link, or behind one; show the file itself",
        "1:1: a link to another place; put the file itself here",
    }


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x89PNG\r\n\x00", "'orders/views.py' is not text in UTF-8"),
        (b"x" * 100_001, "'orders/views.py' has 100001 bytes; show a file of at most 100000"),
    ],
)
def test_only_text_of_a_size_to_be_read_is_shown(small_world: Path, content: bytes, told: str) -> None:
    """A picture and a heap of data are no code."""
    (with_samples(small_world) / SHOWN).write_bytes(content)
    assert any(told in problem for problem in problems(small_world))


def test_a_guide_may_have_no_samples(small_world: Path) -> None:
    """The page alone, before the first sample, is no problem and is not published."""
    with_samples(small_world)
    for path in (RUNS, MANIFEST, "samples/pebble/sample.yml"):
        (small_world / path).unlink()
    assert problems(small_world) == []


def test_the_page_is_needed_for_samples(small_world: Path) -> None:
    """Samples that no page shows are forgotten."""
    (with_samples(small_world) / "content/code.md").unlink()
    assert problems(small_world) == ["content/code.md:1:1: the page of the samples is missing; write its prose"]


def test_windows_line_ends_are_none_of_the_code(small_world: Path) -> None:
    """A file that an editor wrote with other line ends shows the same."""
    before = read_library(with_samples(small_world)).samples["granite"].shown["open"]
    write(small_world, SHOWN, read(small_world, SHOWN).replace("\n", "\r\n"))
    assert read_library(small_world).samples["granite"].shown["open"] == before

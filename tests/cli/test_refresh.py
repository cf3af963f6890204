"""`guide refresh`: hosts answer as the two interfaces do; the record is edited, kept, or left to people."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner, Result
from guide.cli import common
from guide.cli.main import main
from guide.refresh import apply, http
from refreshable import CYCLES, FILE, PAGE, RELEASES, REPOSITORY, prepare, upstreams
from upstreams import Reply, Upstreams, product, release, repository
from worlds import change, read

RELEASED_PAGE = "https://github.com/quarry/granite/releases/tag"


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> Upstreams:
    """Return hosts with everything as one would wish; commands ask them, and nobody else."""
    known = upstreams()
    monkeypatch.setattr(http, "transport_to", known.transport_to)
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    return known


@pytest.fixture
def root(small_world: Path) -> Path:
    return prepare(small_world)


def _json(answer: Any) -> Reply:
    return httpx.Response(200, json=answer)


def refresh(root: Path, *options: str) -> Result:
    """Run the command; it must not end in a traceback."""
    result = CliRunner().invoke(main, ["refresh", "--root", str(root), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _part(result: Result, title: str) -> list[str]:
    """Return the entries of a part of the report."""
    _, mark, after = result.output.partition(f"\n### {title}\n\n")
    assert mark, result.output
    return after.split("\n\n")[0].splitlines()


@pytest.mark.usefixtures("hosts")
def test_what_is_proposed_is_a_small_edit(root: Path) -> None:
    """Only the lines of what changed may change, with comments, quotes and order kept; the guide must stay right."""
    before = read(root, FILE)
    result = refresh(root, "--write")
    assert result.exit_code == 0
    release_and_day, mark, rest = before.partition("  supported:")
    for old, new in (("7.10.3", "7.10.4"), ("2025-11-18", "2026-01-10"), ("2025-11-20", "2026-01-15")):
        release_and_day = release_and_day.replace(old, new)
    rest = rest.replace("value: 4000", "value: 4321").replace("2025-07-01", "2026-01-15")
    assert read(root, FILE) == release_and_day + mark + rest
    assert CliRunner().invoke(main, ["check", "--root", str(root)]).exit_code == 0
    assert refresh(root, "--write").output.startswith("0 changed, ")


@pytest.mark.usefixtures("hosts")
def test_the_report_says_what_changed(root: Path) -> None:
    """A pull request needs old and new value with the source of each change, and what is left to people."""
    before = read(root, FILE)
    result = refresh(root)
    assert result.output.startswith(
        "3 changed, 0 confirmed with a new date, 2 need nothing, 0 disagree with the record, 0 could not be read.\n"
    )
    page = f"([source]({RELEASED_PAGE}/v7.10.4))"
    assert _part(result, "Changed") == [
        f"- **Granite**, Current version: `7.10.3` → `7.10.4` {page}",
        f"- **Granite**, Released: `2025-11-18` → `2026-01-10` {page}",
        f"- **Granite**, Stars: `4000` → `4321` ([source]({PAGE}))",
    ]
    assert "- **Pebble**, Current version: 989 days over (`data/facts/pebble.yml`)" in _part(
        result, "For a person: past the keep-by date"
    )
    assert read(root, FILE) == before, "nothing is written without --write"


@pytest.mark.usefixtures("hosts")
def test_a_report_for_programs(root: Path) -> None:
    """As JSON, each part must be a list, and each fact bear its values and its source."""
    document = json.loads(refresh(root, "--format", "json").output)
    assert document["changed"][0] == {
        "slug": "granite",
        "key": "current_version",
        "label": "Current version",
        "old": "7.10.3",
        "new": "7.10.4",
        "address": f"{RELEASED_PAGE}/v7.10.4",
        "reason": "",
        "file": "data/facts/granite.yml",
    }
    assert [fact["key"] for fact in document["agrees"]] == ["supported", "licence"]
    assert [document[part] for part in ("confirmed", "disagrees", "could_not_be_read", "shelved")] == [[]] * 4
    assert {statement["slug"] for statement in document["past_keep_by"]} == {"pebble", "folio"}


def test_what_a_person_must_decide_is_told(hosts: Upstreams, root: Path) -> None:
    """Whoever decides must see the record, what was read, and why it was not taken over; an archive is news too."""
    hosts.replies[RELEASES] = _json([release("v8.0.1")])
    hosts.replies[REPOSITORY] = _json(repository("quarry/granite", archived=True, license=None))
    result = refresh(root, "--write")
    assert result.exit_code == 0
    (doubt,) = _part(result, "Disagrees with the record; a person must decide")
    assert doubt == (
        f"- **Granite**, Current version: the record says `7.10.3`, [this page]({RELEASED_PAGE}/v8.0.1) `8.0.1`; "
        "a new first number changes more of the record than this fact (`data/facts/granite.yml`)"
    )
    assert _part(result, "For a person: the repository takes no changes any more") == ["- Granite"]
    assert 'value: "7.10.3"' in read(root, FILE)


@pytest.mark.parametrize(
    ("address", "reply", "reason"),
    [
        (RELEASES, httpx.ReadTimeout(""), "GitHub: no answer within 20 seconds"),
        (REPOSITORY, httpx.Response(301, headers={"Location": "https://elsewhere.example/"}), "GitHub: it has moved"),
        (CYCLES, httpx.Response(404), "endoflife.date: not found"),
    ],
)
def test_a_fault_is_told_and_loses_nothing(
    hosts: Upstreams, root: Path, address: str, reply: Reply, reason: str
) -> None:
    """What could not be read must be named with its reason, every value of the record stay, and the exit say so."""
    hosts.replies[address] = reply
    change(root, FILE, "as_of: 2025-07-01", "as_of: 2025-12-01")
    before = read(root, FILE)
    result = refresh(root, "--write")
    assert result.exit_code == 1
    (gap,) = _part(result, "Could not be read; nothing was changed for it")
    assert gap.startswith(f"- **Granite**, {reason}")
    assert read(root, FILE) == before


def test_what_could_be_read_is_written_beside_a_fault(hosts: Upstreams, root: Path) -> None:
    """One failure must not keep the rest from being renewed."""
    hosts.replies[RELEASES] = httpx.Response(500)
    refresh(root, "--write")
    assert "value: 4321\n" in read(root, FILE)


def test_an_empty_list_is_no_answer(hosts: Upstreams, root: Path) -> None:
    """Where nobody lists a release that must be told; where endoflife.date does, nothing is missing."""
    hosts.replies[RELEASES] = _json([release("v9.0", draft=True), release("v8.0-rc.1")])
    assert refresh(root).exit_code == 0
    hosts.replies[CYCLES] = _json(product("granite"))
    (gap,) = _part(refresh(root), "Could not be read; nothing was changed for it")
    assert gap == "- **Granite**, GitHub: it lists no release"


def test_a_token_goes_to_one_host_only_and_nowhere_else(
    hosts: Upstreams, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The token is for GitHub: endoflife.date must not see it, nor anybody who reads the output.

    Who has no repository on GitHub and no life cycle costs no question, each question is asked once, and every host
    learns who asks.
    """
    monkeypatch.setenv("GITHUB_TOKEN", "secret-token")
    result = refresh(root)
    assert [(str(request.url), request.headers.get("Authorization")) for request in hosts.asked] == [
        (REPOSITORY, "Bearer secret-token"),
        (RELEASES, "Bearer secret-token"),
        (CYCLES, None),
    ]
    assert "secret-token" not in result.output
    assert all(request.headers["User-Agent"].startswith("guide (+https://") for request in hosts.asked)


def test_an_answer_is_waited_for_as_long_as_was_said(hosts: Upstreams, root: Path) -> None:
    """A slow network may need more time, an impatient person give less."""
    refresh(root, "--timeout", "3")
    assert [request.extensions["timeout"]["read"] for request in hosts.asked] == [3, 3, 3]


def test_a_broken_guide_is_told_before_anybody_is_asked(hosts: Upstreams, root: Path) -> None:
    """Nothing can be proposed for files that are wrong already."""
    change(root, FILE, "value: 2028-04\n", "value: soon\n")
    result = refresh(root, "--write")
    assert result.exit_code == 1
    assert "'soon' is not a date" in result.output
    assert hosts.asked == []


@pytest.mark.usefixtures("hosts")
def test_a_value_in_an_odd_form_is_not_touched(root: Path) -> None:
    """A text of several lines is no place for a machine: nothing must be written, and the file be named."""
    change(root, FILE, 'value: "7.10.3"', "value: >-\n      7.10.3")
    before = read(root, FILE)
    result = refresh(root, "--write")
    assert result.exit_code == 1
    assert "data/facts/granite.yml:1:1: cannot be edited by machine" in result.output
    assert read(root, FILE) == before


@pytest.mark.usefixtures("hosts")
def test_an_edit_that_would_break_the_guide_is_not_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Edits are proved on a copy: whatever goes wrong there must leave every file as it is."""
    before = read(root, FILE)
    monkeypatch.setattr(apply, "replaced", lambda text, _: text.replace("value: 4000", "value: many"))
    result = refresh(root, "--write")
    assert result.exit_code == 1
    assert "must be a whole number, got 'many'" in result.output
    assert read(root, FILE) == before


@pytest.mark.usefixtures("hosts")
def test_without_its_library_the_command_says_how_to_get_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build does not need the library, so it may be missing: one line, no traceback."""
    monkeypatch.setitem(sys.modules, "httpx", None)
    result = refresh(root)
    assert result.exit_code == 1
    assert result.output == "Error: the library httpx is missing; `make refresh` brings it\n"


@pytest.mark.parametrize("on_terminal", [True, False])
@pytest.mark.usefixtures("hosts")
def test_progress_is_shown_on_a_terminal_only(
    root: Path, monkeypatch: pytest.MonkeyPatch, *, on_terminal: bool
) -> None:
    """Whoever waits must see who is being asked about; a log or a file must not be filled with it."""
    monkeypatch.setattr(common, "_is_terminal", lambda: on_terminal)
    asked = [line for line in refresh(root).stderr.splitlines() if line.startswith("asking about ")]
    names = ("Granite", "Pebble", "Folio") if on_terminal else ()
    assert asked == [f"asking about {number} of 3: {name}" for number, name in enumerate(names, 1)]

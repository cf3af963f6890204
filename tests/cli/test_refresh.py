"""`guide refresh`: a real server answers as the two interfaces do; the record is edited, kept, or left to people."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from guide.cli.main import main
from guide.refresh import apply
from machine_hosts import Machines, Reply, as_json, line, machines, product, release, repository
from refreshable import FILE, PAGE, answer_well, prepare
from worlds import REPOSITORY, change, read

RELEASES = "/repos/quarry/granite/releases?per_page=100"


@pytest.fixture(scope="module")
def running() -> Iterator[Machines]:
    with machines() as server:
        yield server


@pytest.fixture
def server(running: Machines, monkeypatch: pytest.MonkeyPatch) -> Machines:
    """Return the server with everything as one would wish; commands ask it, and nobody else."""
    running.forget()
    answer_well(running)
    for name in ("GITHUB_TOKEN", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GUIDE_GITHUB_API", running.address)
    monkeypatch.setenv("GUIDE_LIFECYCLE_API", f"{running.address}/")
    return running


@pytest.fixture
def root(small_world: Path) -> Path:
    return prepare(small_world)


def refresh(root: Path, *options: str) -> Result:
    """Run the command; it must not end in a traceback."""
    result = CliRunner().invoke(main, ["refresh", "--root", str(root), "--timeout", "0.2", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _part(result: Result, title: str) -> list[str]:
    """Return the entries of a part of the summary."""
    _, found, after = result.output.partition(f"\n### {title}\n\n")
    assert found, result.output
    return after.split("\n\n")[0].splitlines()


def _document(result: Result) -> Any:
    return json.loads(result.output)


@pytest.mark.usefixtures("server")
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


@pytest.mark.usefixtures("server")
def test_the_summary_says_what_changed(root: Path) -> None:
    """A pull request needs old and new value with the source of each change, and what is left to people."""
    result = refresh(root)
    assert result.output.startswith(
        "3 changed, 0 confirmed with a new date, 2 need nothing, 0 disagree with the record, 0 could not be read.\n"
    )
    page = f"([source]({PAGE}/releases/tag/v7.10.4))"
    assert _part(result, "Changed") == [
        f"- **Granite**, Stars: `4000` → `4321` ([source]({PAGE}))",
        f"- **Granite**, Current version: `7.10.3` → `7.10.4` {page}",
        f"- **Granite**, Released: `2025-11-18` → `2026-01-10` {page}",
    ]
    assert "- **Pebble**, Current version: 989 days over (`data/facts/pebble.yml`)" in _part(
        result, "For a person: past the keep-by date"
    )


@pytest.mark.usefixtures("server")
def test_without_being_told_to_nothing_is_written(root: Path) -> None:
    """A look must not change a file."""
    before = read(root, FILE)
    assert _document(refresh(root, "--format", "json"))["changed"][0]["new"] == "4321"
    assert read(root, FILE) == before


def test_a_due_fact_that_is_confirmed_gets_a_new_date(server: Machines, root: Path) -> None:
    """What was read again and is the same must bear the new day, once it is near its keep-by date."""
    server.replies[RELEASES] = as_json([release("v7.10.3", "2025-11-18T09:00:00Z")])
    server.replies["/api/v1/products/granite/"] = as_json(product("granite", line("7.10", "2028-04-30", "7.10.3")))
    result = refresh(root, "--write", "--within", "40")
    assert _part(result, "Confirmed, with a new date") == [
        "- **Granite**, Current version: `7.10.3` ([source](https://github.com/quarry/granite/releases/tag/v7.10.3))",
        "- **Granite**, Released: `2025-11-18` ([source](https://github.com/quarry/granite/releases/tag/v7.10.3))",
    ]
    assert read(root, FILE).count("as_of: 2026-01-15") == 3


def test_a_doubt_is_told_with_both_values(server: Machines, root: Path) -> None:
    """Whoever decides must see the record, the machine, and why it did not decide by itself."""
    server.replies[RELEASES] = as_json([release("v8.0.1")])
    result = refresh(root, "--write")
    assert result.exit_code == 0
    (doubt,) = _part(result, "Disagrees with the record; a person must decide")
    assert doubt == (
        f"- **Granite**, Current version: the record says `7.10.3`, [this page]({PAGE}/releases/tag/v8.0.1) `8.0.1`; "
        "a new first number changes more of the record than this fact (`data/facts/granite.yml`)"
    )
    assert 'value: "7.10.3"' in read(root, FILE)


def test_an_archived_repository_is_told(server: Machines, root: Path) -> None:
    """A project that takes no changes any more is news for the editors, whatever its facts say."""
    server.replies["/repos/quarry/granite"] = as_json(repository("quarry/granite", archived=True))
    assert _part(refresh(root), "For a person: the repository takes no changes any more") == ["- Granite"]


FAULTS: dict[str, tuple[str, Reply, str]] = {
    "silence": (RELEASES, Reply(never=True), "its releases on GitHub: no answer within 0.2 seconds"),
    "a failure": (RELEASES, Reply(status=502), "its releases on GitHub: the server failed (502)"),
    "HTML": (RELEASES, Reply(body=b"<html>Unicorn!</html>"), "its releases on GitHub: the answer is not whole JSON"),
    "half an answer": (RELEASES, Reply(body=b'[{"tag_name": "v9'), "its releases on GitHub: the answer is not whole"),
    "a broken connection": (RELEASES, Reply(body=b"[]" * 99, cut=9), "its releases on GitHub: the host cannot be"),
    "a field that is missing": (
        RELEASES,
        as_json([{"tag_name": "v9.0"}]),
        "its releases on GitHub: unexpected answer: 'releases.draft' is missing",
    ),
    "a date in the future": (
        RELEASES,
        as_json([release("v7.10.4", "2031-01-01T00:00:00Z")]),
        "its releases on GitHub: a release bears a date in the future, 2031-01-01",
    ),
    "a limit": (
        RELEASES,
        Reply(status=403, headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1768478400"}),
        "its releases on GitHub: the host's limit on questions is reached until 12:00 UTC",
    ),
    "a vanished repository": ("/repos/quarry/granite", Reply(status=404), "the repository on GitHub: not found (404)"),
    "a repository that has moved": (
        "/repos/quarry/granite",
        as_json(repository("marble/granite")),
        "the repository on GitHub: it has moved to https://github.com/marble/granite; a person must change",
    ),
    "a redirect elsewhere": (
        "/repos/quarry/granite",
        Reply(status=301, headers={"Location": "https://elsewhere.example/"}),
        "the repository on GitHub: sent on to another host",
    ),
    "an unknown product": ("/api/v1/products/granite/", Reply(status=404), "its support at endoflife.date: not found"),
    "an old interface": (
        "/api/v1/products/granite/",
        as_json([{"cycle": "7.10"}]),
        "its support at endoflife.date: unex",
    ),
}


@pytest.mark.parametrize(("path", "reply", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_and_loses_nothing(server: Machines, root: Path, path: str, reply: Reply, said: str) -> None:
    """What could not be read must be named with its reason, every value of the record stay, and the exit say so."""
    server.replies[path] = reply
    change(root, FILE, "as_of: 2025-07-01", "as_of: 2025-12-01")
    before = read(root, FILE)
    result = refresh(root, "--write")
    assert result.exit_code == 1
    (told,) = _part(result, "Could not be read; nothing was changed for it")
    assert told.startswith(f"- **Granite**, {said}")
    assert read(root, FILE) == before


def test_what_could_be_read_is_written_beside_a_fault(server: Machines, root: Path) -> None:
    """One failure must not keep the rest from being renewed."""
    server.replies[RELEASES] = Reply(status=500)
    refresh(root, "--write")
    assert "value: 4321\n" in read(root, FILE)


def test_drafts_and_previews_are_no_releases(server: Machines, root: Path) -> None:
    """Nobody can be told to start on them."""
    server.replies[RELEASES] = as_json(
        [release("v9.0", draft=True), release("v7.11", prerelease=True), release("v8.0-rc.1")]
    )
    server.replies["/api/v1/products/granite/"] = as_json(product("granite", line("7.10", "2028-04-30", "7.10-beta")))
    assert [one["label"] for one in _document(refresh(root, "--format", "json"))["changed"]] == ["Stars"]


def test_only_those_who_are_known_are_asked_about(server: Machines, root: Path) -> None:
    """Who has no repository on GitHub and no life cycle costs no question; each question is asked once."""
    refresh(root)
    assert server.paths == ["/repos/quarry/granite", RELEASES, "/api/v1/products/granite/"]


def test_a_token_goes_to_one_host_only_and_nowhere_else(
    server: Machines, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The token is for GitHub: endoflife.date must not see it, nor anybody who reads the output."""
    monkeypatch.setenv("GITHUB_TOKEN", "secret-token")
    result = refresh(root)
    shown = [headers.get("Authorization") for _, headers in server.asked]
    assert shown == ["Bearer secret-token", "Bearer secret-token", None]
    assert "secret-token" not in result.output
    assert all(
        "the-databases" in headers["User-Agent"] or "+https://" in headers["User-Agent"] for _, headers in server.asked
    )


def test_a_broken_guide_is_told_before_anybody_is_asked(server: Machines, root: Path) -> None:
    """Nothing can be proposed for files that are wrong already."""
    change(root, FILE, "value: 2028-04\n", "value: soon\n")
    result = refresh(root, "--write")
    assert result.exit_code == 1
    assert "'soon' is not a date" in result.output
    assert server.asked == []


@pytest.mark.usefixtures("server")
def test_a_value_in_an_odd_form_is_not_touched(root: Path) -> None:
    """A text of several lines is no place for a machine: nothing must be written, and the file be named."""
    change(root, FILE, 'value: "7.10.3"', "value: >-\n      7.10.3")
    before = read(root, FILE)
    result = refresh(root, "--write")
    assert result.exit_code == 1
    assert "data/facts/granite.yml:1:1: cannot be edited by machine, a text of several lines" in result.output
    assert read(root, FILE) == before


@pytest.mark.usefixtures("server")
def test_an_edit_that_would_break_the_guide_is_not_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Edits are proved on a copy: whatever goes wrong there must leave every file as it is."""
    before = read(root, FILE)
    monkeypatch.setattr(apply, "replaced", lambda text, _: text.replace("value: 4000", "value: many"))
    result = refresh(root, "--write")
    assert result.exit_code == 1
    assert "must be a whole number, got 'many'" in result.output
    assert read(root, FILE) == before


@pytest.mark.usefixtures("server")
def test_no_host_in_the_open_is_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A base that is neither encrypted nor on this machine must be refused, naming the variable."""
    monkeypatch.setenv("GUIDE_GITHUB_API", "http://api.example")
    result = refresh(root)
    assert result.exit_code == 1
    assert result.output == "Error: GUIDE_GITHUB_API must be a whole https address, or one on this machine\n"


@pytest.mark.usefixtures("server")
def test_without_its_library_the_command_says_how_to_get_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build does not need the library, so it may be missing: one line, no traceback."""
    monkeypatch.setitem(sys.modules, "httpx", None)
    result = refresh(root)
    assert result.exit_code == 1
    assert result.output == "Error: the library httpx is missing; `make refresh` brings it\n"


@pytest.mark.usefixtures("server")
def test_progress_is_shown_on_a_terminal_only(root: Path) -> None:
    """Whoever waits must see who is being asked about; a log or a file must not be filled with it."""
    assert "asking about" not in refresh(root).output
    ours, theirs = pty.openpty()
    program = "from guide.cli.main import main; main()"
    command = [sys.executable, "-c", program, "refresh", "--root", str(root)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "hooks")}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=theirs, env=environment)  # noqa: S603 - our own interpreter
    os.close(theirs)
    shown = os.read(ours, 10_000).decode().splitlines()
    os.close(ours)
    assert shown == [
        f"asking about {number} of 3: {name}" for number, name in enumerate(("Granite", "Pebble", "Folio"), 1)
    ]

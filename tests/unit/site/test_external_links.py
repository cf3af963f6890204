"""The links that lead out of the guide: which there are, and what came of trying them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from guide.model.dates import CalendarDate
from guide.model.history import Untried
from guide.model.problems import InvalidGuide
from guide.site import external_links
from guide.site.build import publish
from guide.site.external_links import as_markdown, links, run_lychee, try_links
from machine_hosts import Machines, Reply, machines
from worlds import REPOSITORY, TODAY, change

AGENT = "guide (+https://code.example/quiet/drawer)"
FOUND = {
    "https://a.example/one": ("/", "/about/"),
    "https://a.example/two?x=1&y=<2>": ("/databases/granite/",),
    "https://b.example/": ("/a/", "/b/", "/c/", "/d/", "/e/"),
}

LYCHEE = shutil.which("lychee") or str(REPOSITORY / ".build" / "measuring" / "python" / "bin" / "lychee")


def _untried(starts: str) -> Untried:
    return Untried(starts=starts, reason="It asks everybody to log in.", since=CalendarDate("2025-11-20"))


def _status(number: int, code: int | None, text: str, **more: str) -> dict[str, Any]:
    """Return what lychee says of the link on a line."""
    status = {"text": text, **more} | ({"code": code} if code else {})
    return {"url": "in a form of its own", "status": status, "span": {"line": number, "column": 1}}


def _report(*errors: dict[str, Any], timeouts: tuple[dict[str, Any], ...] = (), total: int = 3) -> str:
    return json.dumps({"total": total, "error_map": {"links.html": errors}, "timeout_map": {"links.html": timeouts}})


@pytest.fixture
def stub(tmp_path: Path) -> Path:
    """Return a program in the place of lychee: it keeps what it was given and prints what stands beside it."""
    program = tmp_path / "lychee"
    program.write_text(
        '#!/bin/sh\ncd "$(dirname "$0")" && printf "%s\\n" "$@" > given\ncp "$OLDPWD/links.html" .\ncat report\n'
    )
    program.chmod(0o755)
    (tmp_path / "report").write_text(_report())
    return program


def test_every_link_that_leads_out_is_found_once(small_world: Path) -> None:
    """Sources, official links and links in prose must be found, each with its pages; the guide's own must not."""
    prose = "content/about.md"
    change(small_world, prose, "\n---\n", "\n---\n\nSee [there](https://there.example/a?b=1&c=2#d), [us](/method/).\n")
    found = links(publish(small_world, TODAY, {}))
    assert found["https://there.example/a?b=1&c=2"] == ("/about/",)
    assert "/databases/granite/" in found["https://granite.example/releases"]
    assert "https://granite.example/" in found
    assert [link for link in found if "#" in link or not link.startswith("https://")] == []
    assert [link for link in found if link.startswith("https://code.example/quiet/drawer/edit/")] == []
    assert list(found) == sorted(found)


def test_lychee_is_asked_politely(stub: Path) -> None:
    """One question at a time to each host, with a pause, a limit and a name; every link whole, whatever is in it."""
    outcome = try_links(FOUND, (), str(stub), AGENT)
    given = (stub.parent / "given").read_text().splitlines()
    assert {"--host-concurrency=1", "--host-request-interval=1s", "--timeout=30", f"--user-agent={AGENT}"} <= {*given}
    assert (stub.parent / "links.html").read_text().splitlines()[1] == (
        '<a href="https://a.example/two?x=1&amp;y=&lt;2&gt;">.</a>'
    )
    assert (outcome.tried, outcome.dead, outcome.busy) == (3, [], [])


def test_what_lychee_says_comes_back_in_our_words(stub: Path) -> None:
    """A dead link must be told with its pages; a host without time for us leaves its link unchecked."""
    report = _report(
        _status(1, 404, "Rejected status code: 404 Not Found"),
        _status(2, 429, "Rejected status code: 429 Too Many Requests"),
        timeouts=(_status(3, None, "Timeout", details="Request timed out"),),
    )
    (stub.parent / "report").write_text(report)
    outcome = try_links(FOUND, (), str(stub), AGENT)
    assert list(as_markdown(outcome)) == [
        "3 links tried, 2 dead, 1 not checked, 0 left out by data/outbound.yml.",
        "",
        "### Dead",
        "",
        "- <https://a.example/one>: Rejected status code: 404 Not Found, on `/`, `/about/`",
        "- <https://b.example/>: Request timed out, on `/a/`, `/b/`, `/c/` and 2 more",
        "",
        "### Not checked: the host had no time for us",
        "",
        "- <https://a.example/two?x=1&y=<2>>: Rejected status code: 429 Too Many Requests, on `/databases/granite/`",
    ]


def test_exceptions_are_not_tried(stub: Path) -> None:
    """What is left out must not be asked for; an exception that no link needs must be told with its reason."""
    (stub.parent / "report").write_text(_report(total=1))
    outcome = try_links(FOUND, (_untried("https://a.example/"), _untried("https://gone.example/")), str(stub), AGENT)
    assert (outcome.tried, outcome.untried) == (1, 2)
    assert "a.example" not in (stub.parent / "links.html").read_text()
    assert list(as_markdown(outcome))[-1] == "- <https://gone.example/>: It asks everybody to log in."


def test_with_nothing_to_try_nobody_is_asked() -> None:
    """A guide whose links are all left out must not need the program."""
    exceptions = (_untried("https://a.example/"), _untried("https://b.example/"))
    assert try_links(FOUND, exceptions, "/no/such/lychee", AGENT).tried == 0


@pytest.mark.parametrize(
    "report", ["", "Error: no", "[]", "{}", '{"total": 3, "error_map": {"x": [{}]}, "timeout_map": {}}']
)
def test_a_report_that_cannot_be_read_is_no_good_news(stub: Path, report: str) -> None:
    """A program that failed must not pass for one that found nothing."""
    (stub.parent / "report").write_text(report)
    with pytest.raises(InvalidGuide, match="gives no report that we can read"):
        run_lychee(list(FOUND), str(stub), AGENT)


def test_a_link_that_was_not_looked_at_is_told(stub: Path) -> None:
    """A report on fewer links than were given must not pass for one on all."""
    (stub.parent / "report").write_text(_report(total=2))
    with pytest.raises(InvalidGuide, match="reports on 2 of 3 links"):
        run_lychee(list(FOUND), str(stub), AGENT)


def test_without_lychee_the_way_to_it_is_told() -> None:
    """Whoever lacks the program must read how to get it."""
    with pytest.raises(InvalidGuide, match="/no/such/lychee:1:1: there is no such program; `make outbound` brings"):
        run_lychee(list(FOUND), "/no/such/lychee", AGENT)


def test_lychee_may_be_named_from_the_folder_we_are_in(stub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`make` names the program by a path within the repository, wherever the program itself is run."""
    monkeypatch.chdir(stub.parent.parent)
    assert run_lychee(list(FOUND), f"{stub.parent.name}/lychee", AGENT) == {}


@pytest.fixture
def server() -> Iterator[Machines]:
    with machines() as server:
        yield server


@pytest.mark.skipif(not Path(LYCHEE).is_file(), reason="lychee is not here; `make outbound` or `make budget` brings it")
def test_lychee_itself_agrees_with_us(server: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real program must take our options and name links by line, whatever form it brings an address into."""
    shorter = {"--host-request-interval": "1ms", "--max-retries": "0", "--retry-wait-time": "1"}
    options = (option.partition("=") for option in external_links.POLITELY)
    monkeypatch.setattr(
        external_links, "POLITELY", [f"{name}={shorter.get(name, value)}" for name, _, value in options]
    )
    server.replies |= {"/": Reply(), "/busy": Reply(status=429), "/a%20b": Reply(status=404)}
    wanted = [server.address, f"{server.address}/busy", f"{server.address}/a%20b?c=1&d=(2)"]
    failed = run_lychee(wanted, LYCHEE, AGENT)
    assert {address: status for address, (_, status) in failed.items()} == {wanted[1]: 429, wanted[2]: 404}
    assert {headers["user-agent"] for _, headers in server.asked} == {AGENT}

"""The contract, held against whatever answers at an address."""

from __future__ import annotations

import subprocess
import sys
import threading
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from guide.model.samples import ExpectedFailure
from sample_runs.processes import Failed

WITHIN = 600.0
"""Seconds that all tests together may take."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Which tests passed, and which did not."""

    passed: frozenset[str]
    failed: frozenset[str]

    def unexpected(self, known: Iterable[ExpectedFailure]) -> list[str]:
        """Return the tests that failed and are not known to, each by its name."""
        return sorted(self.failed - {test for issue in known for test in self.failed if is_about(issue, test)})

    def overcome(self, known: Iterable[ExpectedFailure]) -> list[str]:
        """Return the known failures of which nothing fails any more."""
        return [issue.what for issue in known if not any(is_about(issue, test) for test in self.failed)]


def is_about(issue: ExpectedFailure, test: str) -> bool:
    """Return whether a test is the one of a known issue: that very case, or any case of the test that it names."""
    return issue.what in (test, test.partition("[")[0])


def version(folder: Path) -> str:
    """Return the version of the contract in a folder."""
    text: str = tomllib.loads((folder / "contract.toml").read_text(encoding="utf-8"))["version"]
    return text


def hold(folder: Path, *, base: str, token: str, logs: Path, restart: Callable[[], None]) -> Outcome:
    """Run the contract in a folder against an address; raise Failed where it cannot be run, or a restart fails."""
    report, log = logs / "contract.xml", logs / "contract.log"
    report.unlink(missing_ok=True)
    where = [str(folder / "pytest.ini"), "--rootdir", str(folder), str(folder)]
    command = [sys.executable, "-B", "-m", "pytest", "-c", *where]
    options = ["--base", base, "--token", token, f"--junitxml={report}", "--tb=short", "-p", "no:xdist"]
    with log.open("wb") as said, _on_request(restart) as address:
        options += ["--restart", address]
        try:
            subprocess.run([*command, *options], check=False, stdout=said, stderr=subprocess.STDOUT, timeout=WITHIN)  # noqa: S603 - our own
        except subprocess.TimeoutExpired:
            raise Failed(f"the contract was not through after {WITHIN:.0f} s; see {log}") from None
    if not report.is_file():
        raise Failed(f"the contract could not be run; see {log}")
    cases = list(ET.parse(report).iter("testcase"))  # noqa: S314 - written by our own run
    failed = frozenset(case.attrib["name"] for case in cases if len(case.findall("failure") + case.findall("error")))
    passed = frozenset(case.attrib["name"] for case in cases) - failed
    if not passed | failed:
        raise Failed(f"the contract has no tests; see {log}")
    return Outcome(passed=passed, failed=failed)


@contextmanager
def _on_request(restart: Callable[[], None]) -> Iterator[str]:
    """Give an address; a POST to it restarts the sample, and is answered afterwards. Raise what a restart raised."""
    failures: list[Failed] = []

    class Restart(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            try:
                restart()
            except Failed as failed:
                failures.append(failed)
            self.send_response(500 if failures else 204)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Restart) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
    if failures:
        raise failures[0]

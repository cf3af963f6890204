"""What `make samples` takes for a pass, and what it writes down: a sample of a few lines, a contract of two tests."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from guide.model.samples import ExpectedFailure
from sample_runs import processes, record, trial
from sample_runs.contract import Outcome
from sample_runs.folders import Folders, manifest, size, slugs
from sample_runs.processes import Failed
from version_control import git
from worlds import write

DAY = dt.date(2026, 11, 30)

_CONTRACT = {
    "contract.toml": 'version = "3"\n',
    "pytest.ini": "[pytest]\naddopts = -p no:cacheprovider\n",
    "conftest.py": """\
def pytest_addoption(parser):
    parser.addoption("--base")
    parser.addoption("--token")
    parser.addoption("--restart")
""",
    "test_it.py": """\
from urllib.request import Request, urlopen

def answer(pytestconfig, path):
    headers = {"Authorization": pytestconfig.getoption("--token")}
    return urlopen(Request(pytestconfig.getoption("--base") + path, headers=headers)).read().decode()

def test_the_token(pytestconfig):
    assert answer(pytestconfig, "/token") == "right"

def test_the_sum(pytestconfig):
    assert answer(pytestconfig, "/sum") == "4"
""",
}

_RESTARTING = """\
from urllib.error import HTTPError
from urllib.request import Request, urlopen

def process(pytestconfig):
    return urlopen(pytestconfig.getoption("--base") + "/process").read()

def test_another_process_answers(pytestconfig):
    before = process(pytestconfig)
    try:
        urlopen(Request(pytestconfig.getoption("--restart"), method="POST"))
    except HTTPError:
        return
    assert process(pytestconfig) != before
"""

_SERVER = """\
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        right = self.headers["Authorization"] == os.environ["ORDERS_TOKEN"]
        answers = {"/sum": str(2 + 2), "/process": str(os.getpid()), "/token": "right" if right else "wrong"}
        said = answers.get(self.path, "")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(said.encode())

open(os.environ["DATABASE"], "a").close()
HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
"""

_MANIFEST = {
    "needs": "any Python",
    "setup": ["echo set up > made"],
    "version": "echo 1.2.3",
    "runtime": "echo Python 3",
    "migrate": 'touch "$DATABASE"',
    "start": ["exec python3 server.py"],
    "test": "test -f made",
    "shown": {"endpoint": ["server.py#endpoint"]},
    "known_issues": [],
}


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """Return a sample that passes, in a repository and at a home of its own."""
    monkeypatch.setattr(processes, "PATIENCE", 1.0)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    for name, text in _CONTRACT.items():
        write(tmp_path, f"samples/contract/{name}", text)
    write(tmp_path, "samples/tiny/server.py", _SERVER)
    write(tmp_path, "samples/tiny/.gitignore", "cache/\n")
    write(tmp_path, "samples/tiny/cache/large.py", _SERVER)
    (tmp_path / "data").mkdir()
    git(tmp_path, "init", "--quiet")
    folders = Folders(tmp_path, "tiny")
    _say(folders)
    return folders


def _say(folders: Folders, **changes: object) -> None:
    write(folders.root, "samples/tiny/sample.yml", yaml.safe_dump({**_MANIFEST, **changes}))


def _runs(folders: Folders) -> dict[str, dict[str, object]]:
    runs: dict[str, dict[str, object]] = yaml.safe_load((folders.root / record.PATH).read_text(encoding="utf-8"))
    return runs


def test_a_pass_is_written_down(sample: Folders) -> None:
    """With what ran, where, when, how much of the contract passed, and how large the sample is."""
    passed = trial.passes(sample)
    record.ran(sample, manifest(sample), passed, DAY)
    assert slugs(sample.root) == ["tiny"]
    assert _runs(sample)["tiny"] == {
        "version": "1.2.3",
        "contract": "3",
        "fate": "run",
        "passed": 2,
        "known_issues": [],
        "date": DAY,
        "where": "Linux, Python 3",
        "files": 2,
        "lines": 13,
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"setup": ["exit 3"]}, "it needs any Python: `exit 3` ended with 3"),
        ({"test": "echo not right; false"}, "`echo not right; false` ended with 1: not right"),
        ({"migrate": "echo no disk; exit 2"}, "ended with 2: no disk"),
        ({"start": ["exec python3 server.py", "exit 4"]}, "`exit 4` ended by itself with 4"),
        ({"start": ["ORDERS_TOKEN=other exec python3 server.py"]}, "1 of 2 tests of the contract fail: test_the_token"),
        ({"start": ['echo "$ORDERS_TOKEN"; exec python3 server.py']}, "its secret into what it logs: process-1.log"),
        ({"start": ["trap '' TERM; python3 server.py; sleep 600"]}, "processes that do not end when asked"),
        ({"start": ["setsid sleep 600 & exec python3 server.py"]}, "do not end when asked: sleep 600"),
        ({"start": ["touch ../elsewhere; exec python3 server.py"]}, "outside its folder and its database: "),
        ({"start": ["touch ~/elsewhere; exec python3 server.py"]}, "outside its folder and its database: "),
        ({"start": ['touch "$(dirname "$DATABASE")/more"; exec python3 server.py']}, "its database: "),
        ({"start": ["echo >> ../../../samples/tiny/server.py; exec python3 server.py"]}, "its database: "),
        ({"known_issues": [{"what": "test_the_sum", "why": "It cannot add."}]}, "test_the_sum no longer fails"),
        (
            {"version": "echo v1.12.0"},
            "'v1.12.0' is no version; let the sample print one such as 7.10.2, without a 'v'",
        ),
        ({"version": "echo Tiny 7"}, "'Tiny 7' is no version"),
        ({"start": []}, "samples/tiny/sample.yml cannot be read"),
    ],
)
def test_whatever_is_wrong_is_said_in_a_sentence(sample: Folders, changes: dict[str, object], said: str) -> None:
    """And nothing of it is left: what does not end is ended."""
    _say(sample, **changes)
    with pytest.raises(Failed) as failed:
        trial.passes(sample)
    assert said in str(failed.value)
    assert not [
        entry
        for entry in Path("/proc").glob("[0-9]*/cwd")
        if entry.exists() and entry.resolve() == sample.copy.resolve()
    ]


@pytest.mark.parametrize("version", ["v1.2.3", "", "ready\n1.2.3"])
def test_a_version_that_is_none_is_said(sample: Folders, version: str) -> None:
    """Nothing is written down of it."""
    passed = trial.Passed(version=version, where="Linux", passed=2)
    with pytest.raises(Failed, match=r"samples/tiny/sample.yml prints .*'version' cannot be"):
        record.ran(sample, manifest(sample), passed, DAY)
    assert not (sample.root / record.PATH).exists()


def test_a_restart_ends_every_process_and_starts_it_again(sample: Folders) -> None:
    """On the same database; the contract asks for it."""
    write(sample.root, "samples/contract/test_it.py", _RESTARTING)
    assert trial.passes(sample).passed == 1


def test_a_sample_that_does_not_come_back_fails(sample: Folders) -> None:
    """As one that does not come up at all."""
    write(sample.root, "samples/contract/test_it.py", _RESTARTING)
    _say(sample, start=["mkdir once && exec python3 server.py"])
    with pytest.raises(Failed, match="ended by itself"):
        trial.passes(sample)


def test_a_known_issue_may_fail_and_is_written_down(sample: Folders) -> None:
    """A sample whose reason is given passes with what is left."""
    issue = {"what": "test_the_sum", "why": "It cannot add."}
    write(sample.root, "samples/tiny/server.py", _SERVER.replace("2 + 2", "2 + 3"))
    _say(sample, known_issues=[issue])
    record.ran(sample, manifest(sample), trial.passes(sample), DAY)
    assert _runs(sample)["tiny"]["passed"] == 1
    assert _runs(sample)["tiny"]["known_issues"] == [{"test": issue["what"], "why": issue["why"]}]


def test_a_run_of_one_leaves_the_others_as_they_are(sample: Folders) -> None:
    """Comments and entries that are there stay, byte for byte."""
    before = '# Runs\nother:\n  version: "1.0" # as it was\n  date: 2026-01-01\n'
    write(sample.root, record.PATH, before)
    record.written(sample, "2.0", "There is none here.", DAY)
    assert (sample.root / record.PATH).read_text(encoding="utf-8").startswith(before)
    assert _runs(sample)["tiny"]["fate"] == "read"


def test_what_ran_is_not_replaced_by_what_did_not(sample: Folders) -> None:
    """A date of a pass stays until the next pass."""
    record.ran(sample, manifest(sample), trial.Passed(version="1.2.3", where="Linux", passed=2), DAY)
    before = (sample.root / record.PATH).read_bytes()
    with pytest.raises(Failed, match="passed before"):
        record.written(sample, "2.0", "There is none here.", DAY + dt.timedelta(1))
    assert (sample.root / record.PATH).read_bytes() == before


def test_a_known_issue_names_a_test_or_one_case_of_it() -> None:
    """All cases of a test may be known to fail, or a single one."""
    outcome = Outcome(passed=frozenset({"test_a[1]"}), failed=frozenset({"test_a[2]", "test_b"}))
    assert outcome.unexpected([ExpectedFailure(what="test_a", why="So it is.")]) == ["test_b"]
    assert outcome.unexpected([ExpectedFailure(what="test_a[1]", why="So it is.")]) == ["test_a[2]", "test_b"]
    assert outcome.overcome([ExpectedFailure(what="test_a[1]", why="So it is.")]) == ["test_a[1]"]


def test_only_what_somebody_wrote_is_counted(tmp_path: Path) -> None:
    """Neither lock files nor digests nor pictures nor blank lines."""
    write(tmp_path, "a.py", "one\n\ntwo\n")
    write(tmp_path, "requirements.txt", "x==1 --hash=sha256:0\n")
    write(tmp_path, "go.sum", "x\n")
    (tmp_path / "icon.png").write_bytes(b"\x89PNG")
    assert size(tmp_path.iterdir()) == (1, 2)

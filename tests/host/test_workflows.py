"""What stands in `.github`: right by the host's own schemas, careful by zizmor's rules, and nothing but commands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from worlds import REPOSITORY, read

GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(file for file in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if file.name != "config.yml")


def _said(program: str, *arguments: str | Path) -> str:
    """Run a program of the test requirements; return what it said if it found something."""
    command = [Path(sys.executable).parent / program, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_the_hosts_own_schemas_accept_what_is_there(schema: str, files: list[Path]) -> None:
    """The host says nothing of a file that it cannot read; it only does nothing."""
    assert files
    assert _said("check-jsonschema", "--builtin-schema", schema, *files) == ""


def test_nothing_in_the_workflows_is_careless() -> None:
    """Unpinned actions, wide permissions, kept tokens and values put into scripts must be found by us first."""
    assert _said("zizmor", "--offline", "--no-progress", "--quiet", "--persona=regular", GITHUB) == ""


def _steps(workflow: Path) -> list[dict[str, Any]]:
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)
def test_everything_a_workflow_does_can_be_done_at_home(workflow: Path) -> None:
    """A step runs one command that anybody can run: a target of the Makefile, or the whole check."""
    targets = set(re.findall(r"^([a-z-]+):", read(REPOSITORY, "Makefile"), re.MULTILINE))
    for step in _steps(workflow):
        command = step.get("run", ".ci/run").strip()
        assert "\n" not in command
        assert command == ".ci/run" or (command.startswith("make ") and command.split()[1] in targets), command


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)
def test_a_job_that_may_write_builds_nothing(workflow: Path) -> None:
    """Whoever can write to the repository must run neither our engine nor its libraries: only the scripts in `.ci`."""
    text = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert text["permissions"] == {}
    for job in text["jobs"].values():
        if job["permissions"].get("contents") == "write":
            commands = [step["run"].split()[1] for step in job["steps"] if "run" in step]
            assert set(commands) <= {"publish", "refreshed-apply", "forget-previews"}


def test_a_proposals_own_workflows_can_only_read() -> None:
    """What a fork's pull request starts must have no secret and nothing to write with."""
    for workflow in WORKFLOWS:
        text = yaml.safe_load(workflow.read_text(encoding="utf-8"))
        started = text[True]
        if "pull_request" in started:
            assert all(job["permissions"] == {"contents": "read"} for job in text["jobs"].values())
            assert "secrets." not in workflow.read_text(encoding="utf-8")
        assert "pull_request_target" not in started

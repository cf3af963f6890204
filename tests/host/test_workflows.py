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


def _read(workflow: Path) -> dict[Any, Any]:
    text: dict[Any, Any] = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    return text


def _jobs(workflow: Path) -> dict[str, dict[str, Any]]:
    jobs: dict[str, dict[str, Any]] = _read(workflow)["jobs"]
    return jobs


def _commands(job: dict[str, Any]) -> list[str]:
    return [step["run"].strip() for step in job.get("steps", []) if "run" in step]


def _may_write(job: dict[str, Any]) -> bool:
    return "write" in job["permissions"].values()


_TARGET = re.compile(r"^([a-z-]+):([^=#\n]*)(?:##.*)?\n((?:\t.*\n)*)", re.MULTILINE)
MADE = {match[1]: (match[2].strip(), match[3]) for match in _TARGET.finditer(read(REPOSITORY, "Makefile"))}
"""What each target needs, and what it does."""


def _runs_what_is_installed(target: str) -> bool:
    """Return whether a target installs anything, or runs what was: of its own, or by a script in `.ci`."""
    needs, does = MADE[target]
    scripts = "".join(read(REPOSITORY, script) for script in re.findall(r"\.ci/[a-z-]+", does))
    installed = re.compile(r"\$\(BIN\)|\bmake\b|\.venv|\bpip\b|\bnpm\b")
    return bool(needs) or bool(installed.search(_code(does + scripts)))


def _code(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)
def test_everything_a_workflow_does_can_be_done_at_home(workflow: Path) -> None:
    """A step runs one command that anybody can run: a target of the Makefile, or the whole check."""
    for command in (command for job in _jobs(workflow).values() for command in _commands(job)):
        assert "\n" not in command
        assert "$" not in command.removesuffix(' >> "$GITHUB_OUTPUT"'), (
            "make reads what stands behind it; what comes from elsewhere is named in `env`"
        )
        assert command == ".ci/run" or (command.startswith("make ") and command.split()[1] in MADE), command


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)
def test_a_job_that_may_write_runs_nothing_that_is_installed(workflow: Path) -> None:
    """Whoever can write anything to the repository must run neither our engine nor its libraries nor other tools."""
    assert _read(workflow)["permissions"] == {}
    for name, job in _jobs(workflow).items():
        if _may_write(job):
            assert [command for command in _commands(job) if _runs_what_is_installed(command.split()[1])] == [], name


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)
def test_a_job_has_a_token_only_where_its_command_asks_the_host(workflow: Path) -> None:
    """A program that needs no token must not be given one, and none is left lying in the checkout."""
    for job in _jobs(workflow).values():
        for step in job.get("steps", []):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            if "token" in str(step.get("env", "")):
                asking = {"publish", "forget-previews", "person-issue", "outbound-issue", "proposal", "refreshed"}
                assert step["run"].split()[1] in asking


def test_every_action_is_one_that_nobody_can_change() -> None:
    """A tag can be moved; the name of a commit, or a workflow of our own, cannot."""
    used = [
        used
        for workflow in WORKFLOWS
        for job in _jobs(workflow).values()
        for used in (job.get("uses"), *(step.get("uses") for step in job.get("steps", [])))
        if used
    ]
    assert len(used) > 10
    assert [
        one for one in used if not re.fullmatch(r"\./\.github/workflows/[a-z]+\.yml|[\w./-]+@[0-9a-f]{40}", one)
    ] == []


def test_nothing_is_published_before_every_test_has_passed() -> None:
    """The job that publishes the guide must wait for the check, whoever or whatever started it."""
    for workflow in WORKFLOWS:
        jobs = _jobs(workflow)
        for job in jobs.values():
            if "make publish FROM=site AT=." in _commands(job):
                assert "./.github/workflows/check.yml" in [jobs[need].get("uses") for need in job["needs"]]
                break
        else:
            continue
        assert "schedule" in _read(workflow)[True], "what passes its date is marked by a build"
        return
    pytest.fail("nothing publishes the guide")


def test_what_a_proposal_may_find_kept_is_kept_by_main() -> None:
    """What is kept on a pull request only that pull request can read: main must keep it under the same key."""

    def keys(workflow: Path, action: str) -> set[str]:
        steps = [step for job in _jobs(workflow).values() for step in job.get("steps", [])]
        return {step["with"]["key"] for step in steps if step.get("uses", "").startswith(f"{action}@")}

    called = [job.get("uses") for job in _jobs(GITHUB / "workflows" / "deploy.yml").values()]
    assert "./.github/workflows/check.yml" in called
    kept = keys(GITHUB / "workflows" / "check.yml", "actions/cache")
    asked = {key for workflow in WORKFLOWS for key in keys(workflow, "actions/cache/restore")}
    assert asked
    assert asked <= kept


def test_a_proposals_own_workflows_can_only_read() -> None:
    """What a fork's pull request starts must have no secret and nothing to write with."""
    for workflow in WORKFLOWS:
        started = _read(workflow)[True]
        if "pull_request" in started:
            assert all(job["permissions"] == {"contents": "read"} for job in _jobs(workflow).values())
            assert "secrets." not in workflow.read_text(encoding="utf-8")
            assert not any("environment" in job for job in _jobs(workflow).values())
        assert "pull_request_target" not in started


def test_what_builds_a_proposal_can_only_read() -> None:
    """A workflow that a fork's pull request leads to must build it without a right to write, and publish it unbuilt."""
    jobs = _jobs(GITHUB / "workflows" / "preview.yml")
    building = [job for job in jobs.values() if any("preview" in command for command in _commands(job))]
    reading = [job["permissions"] for job in building if not _may_write(job)]
    assert reading == [{"contents": "read", "pull-requests": "read"}]
    assert jobs["publish"]["environment"] == "preview"

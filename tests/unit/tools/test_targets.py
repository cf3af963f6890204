"""The tools that `make` runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from worlds import REPOSITORY

RUN = re.compile(
    r"(?:PYTHONPATH=(\S+) )?\$\(BIN\)/python (?:tools/(\w+)\.py|-m (bench|measuring|sample_runs|torture)\.(\w+))"
)
MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
TOOLS = sorted({match.groups(default="") for match in RUN.finditer(MAKEFILE)})


@pytest.mark.parametrize(("path", "script", "package", "module"), TOOLS, ids=lambda part: part or "-")
def test_a_tool_finds_what_it_is_made_of(path: str, script: str, package: str, module: str) -> None:
    """Each tool must load with the paths that its target gives it, and with no others."""
    name = script or f"{package}.{module}"
    program = f"import sys; sys.path[:0] = {['tools'] if script else []}; import {name}"
    environment = {**os.environ, "PYTHONPATH": path}
    subprocess.run([sys.executable, "-c", program], check=True, cwd=REPOSITORY, env=environment, capture_output=True)  # noqa: S603 - ours


def test_the_tools_are_found() -> None:
    """The rule above must be about those that there are."""
    assert {"screenshots", "nginx", "chromium"} <= {script for _, script, _, _ in TOOLS}

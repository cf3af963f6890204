"""Git in tests, with nothing of the machine's own settings."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def git(root: Path, *words: str) -> str:
    """Run git in a folder; return what it prints."""
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@drawer.example", "-c", "commit.gpgsign=false")
    program = shutil.which("git")
    assert program
    done = subprocess.run(  # noqa: S603 - a fixed program
        [program, "-C", str(root), *who, *words], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(root: Path, message: str) -> str:
    """Commit everything under a folder; return the commit."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
    return git(root, "rev-parse", "HEAD")

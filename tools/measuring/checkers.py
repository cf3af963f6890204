"""The judges of others over a built site: the Nu validator for its HTML, lychee for its links."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

_YOUNGER = re.compile(r"^CSS: .*“(@container|container-type|paint-order|field-sizing)”")
"""What is said of parts of CSS that browsers have and the validator's own list of them has not yet."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a checker says of a site."""

    said: str
    """In one line."""
    faults: Sequence[str] = ()


def html(site: Path, validator: Path) -> Checked:
    """Return what the Nu validator finds wrong in every page; without Java, say that it was not asked."""
    if not shutil.which("java"):
        return Checked(said="HTML: not checked, for want of Java")
    found = _answer(
        "java", "-jar", str(validator), "--errors-only", "--skip-non-html", "--format", "json", "--stdout", str(site)
    )
    messages = [one for one in found["messages"] if not _YOUNGER.match(one["message"])]
    faults = [f"{_within(site, one['url'])}:{one.get('lastLine', 1)}: {one['message']}" for one in messages]
    younger = len(found["messages"]) - len(faults)
    files = len(list(site.rglob("*.html")))
    said = f"HTML: {len(faults)} errors in {files} files; left out, on CSS younger than the validator: {younger}"
    return Checked(said=said, faults=faults)


def links(site: Path, lychee: Path) -> Checked:
    """Return every link within the site that leads nowhere; without lychee, say that it was not asked."""
    if not lychee.is_file():
        return Checked(said="Links: not checked by lychee, which is not to be had for this machine")
    found = _answer(
        str(lychee),
        "--offline",
        "--include-fragments",
        "--index-files=index.html",
        "--root-dir",
        str(site),
        "--no-progress",
        "--format=json",
        str(site),
    )
    faults = [
        f"{_within(site, file)}: {one['url']}: {one['status']['text']}"
        for file, broken in found["error_map"].items()
        for one in broken
    ]
    return Checked(said=f"Links: {found['errors']} broken of {found['successful'] + found['errors']}", faults=faults)


def _answer(*command: str) -> Any:
    """Return the JSON that a checker prints, whatever it thinks of the site; raise ClickException if it prints none."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - the commands stand above
    if not done.stdout:
        raise click.ClickException(f"{command[0]}: {done.stderr.strip()[-500:]}")
    return json.loads(done.stdout)


def _within(site: Path, address: str) -> str:
    """Return the name of a file from the root of the site."""
    return address.removeprefix("file:").removeprefix(str(site)).lstrip("/")

"""Lighthouse: how well a page does on a middling telephone with a slow connection."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from measuring.verdict import Measured

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")

SECONDS = 180
"""How long one run may take."""


class Unmeasured(click.ClickException):
    """There is no measurement; the message says why."""


def run(modules: Path, chromium: str, flags: Sequence[str], address: str) -> Mapping[str, Any]:
    """Return Lighthouse's report on a page, in its usual settings: a telephone, slow 4G, simulated.

    Raises Unmeasured if there is none.
    """
    command = [
        "node",
        str(modules / "lighthouse" / "cli" / "index.js"),
        address,
        "--quiet",
        "--output=json",
        "--output-path=stdout",
        "--no-enable-error-reporting",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(['--headless', *flags])}",
    ]
    try:
        report: Mapping[str, Any] = json.loads(_printed(command, {**os.environ, "CHROME_PATH": chromium}))
    except FileNotFoundError:
        raise Unmeasured("Lighthouse needs Node 20 or newer") from None
    except subprocess.TimeoutExpired:
        raise Unmeasured(f"{address}: no measurement within {SECONDS} seconds") from None
    except subprocess.CalledProcessError as error:
        raise Unmeasured(f"{address}: {error.stderr.strip()[-500:]}") from None
    return report


def _printed(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return what a command prints; raise a SubprocessError if it fails or takes too long."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS, env=environment)  # noqa: S603 - ours
    return done.stdout


def measured(report: Mapping[str, Any], *, listed: bool = True) -> Measured:
    """Return what the limits ask of a report. A page that asks not to be listed has no use for a score in SEO.

    Raises Unmeasured if something was not measured.
    """
    if error := report.get("runtimeError"):
        raise Unmeasured(f"{report['requestedUrl']}: {error['message']}")
    scores = {name: report["categories"][name]["score"] for name in CATEGORIES}
    if missing := [name for name, score in scores.items() if score is None]:
        raise Unmeasured(f"{report['requestedUrl']}: no score for {', '.join(missing)}")
    return {
        **{name: round(100 * score) for name, score in scores.items()},
        **({} if listed else {"seo": None}),
        "lcp": report["audits"]["largest-contentful-paint"]["numericValue"] / 1000,
        "cls": report["audits"]["cumulative-layout-shift"]["numericValue"],
    }

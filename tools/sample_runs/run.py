"""Runs samples, holds each to the contract and writes down those that pass: `make samples ONLY=a,b`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click
from sample_runs import record, trial
from sample_runs.folders import Folders, manifest, slugs
from sample_runs.processes import Failed

ROOT = Path(__file__).resolve().parents[2]


@click.command()
@click.option("--only", default="", help="Names of samples, with commas between; all of them otherwise.")
@click.option("--again", is_flag=True, help="Leave out the set-up and run in the last copy; nothing is written down.")
@click.option("--read", "version", metavar="VERSION", help="Run nothing; write down that it was written for a version.")
@click.option("--why", help="With --read: why it was not run.")
def main(only: str, version: str | None, why: str | None, *, again: bool) -> None:
    """Try samples one after the other; say of each whether it passed, and fail if one did not."""
    if (version is None) != (why is None):
        raise click.UsageError("--read needs --why, and --why needs --read")
    present = slugs(ROOT)
    chosen = [name.strip() for name in only.split(",") if name.strip()] or present
    if unknown := [name for name in chosen if name not in present]:
        raise click.UsageError(f"there is no sample of {', '.join(unknown)}; there are {', '.join(present) or 'none'}")
    outcomes = [_tried(Folders(ROOT, name), again, version, why) for name in chosen]
    sys.exit(not all(outcomes))


def _tried(folders: Folders, again: bool, version: str | None, why: str | None) -> bool:  # noqa: FBT001 - its only use
    today = dt.datetime.now(dt.UTC).date()
    try:
        if version and why:
            record.written(folders, trial.plain_version(version), why, today)
            return True
        passed = trial.passes(folders, again=again)
        if not again:
            record.ran(folders, manifest(folders), passed, today)
    except Failed as failed:
        click.echo(f"{folders.slug}: {str(failed).replace(f'{ROOT}/', '')}", err=True)
        return False
    click.echo(f"{folders.slug}: {passed.passed} tests passed with {passed.version} on {passed.where}")
    return True


if __name__ == "__main__":
    main()

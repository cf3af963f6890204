"""Shows that the contract finds what is broken: an empty service, and mutants of a sample: `make samples-proof`."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click
from sample_runs import contract, trial
from sample_runs.folders import Folders, manifest
from sample_runs.processes import Failed

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = ROOT / "samples" / "contract"
MUTANTS = CONTRACT / "mutants"

ENOUGH = 0.9
"""The part of the contract that a service must fail which only answers."""


@click.command()
def main() -> None:
    """Say what the contract makes of each; fail if one of them gets through, or the sound sample does not."""
    try:
        proofs = [*_stubs(), *_mutants()]
    except Failed as failed:
        sys.exit(str(failed))
    sys.exit(not all(proofs))


@contextmanager
def empty(status: int) -> Iterator[str]:
    """Serve an empty object to everything; give the address."""

    class Empty(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        do_GET = do_POST = do_DELETE = answer  # noqa: N815 - the names that the server looks for

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Empty) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def _stubs() -> Iterator[bool]:
    logs = ROOT / ".build" / "samples" / ".runs" / "empty"
    logs.mkdir(parents=True, exist_ok=True)
    for status in (200, 404):
        with empty(status) as base:
            outcome = contract.hold(CONTRACT, base=base, token="secret", logs=logs, restart=lambda: None)  # noqa: S106 - it has none
        every = len(outcome.passed | outcome.failed)
        click.echo(f"{status} to everything: {len(outcome.failed)} of {every} tests fail")
        yield len(outcome.failed) >= ENOUGH * every


def _mutants() -> Iterator[bool]:
    for folder in sorted(path for path in MUTANTS.iterdir() if path.is_dir()):
        folders = Folders(ROOT, folder.name)
        how = manifest(folders)
        folders.prepare()
        trial.set_up(folders, how)
        sound = trial.held(folders, how)
        click.echo(f"{folder.name}: {len(sound.failed)} of {len(sound.passed | sound.failed)} tests fail")
        yield not sound.unexpected(how.known_issues)
        for patch in sorted(folder.glob("*.patch")):
            _apply(folders.copy, patch)
            found = trial.held(folders, how).unexpected(how.known_issues)
            click.echo(f"{folder.name}, {patch.stem}: {', '.join(found) or 'nothing is found'}")
            yield bool(found)
            _apply(folders.copy, patch, "--reverse")


def _apply(folder: Path, patch: Path, *options: str) -> None:
    """Change a copy; it lies in our own repository, of which git must know nothing here."""
    command = ["git", "apply", *options, str(patch)]
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)  # noqa: S603 - our own
    if done.returncode:
        raise Failed(f"{patch.relative_to(ROOT)} does not fit the sample any more: {done.stderr.strip()}")


if __name__ == "__main__":
    main()

"""Serves the built guide by the committed configuration of nginx, and tries it: `make nginx`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http import HTTPStatus

from guide.pages.csp import HEADERS
from worlds import REPOSITORY

ADDRESS = "http://127.0.0.1:8080"

TYPES = {
    "/": "text/html; charset=utf-8",
    "/about/index.md": "text/markdown; charset=utf-8",
    "/llms.txt": "text/plain; charset=utf-8",
    "/data/facts.csv": "text/csv; charset=utf-8",
    "/api/v1/index.json": "application/json; charset=utf-8",
    "/feeds/changes.xml": "application/atom+xml",
    "/sitemap.xml": "application/xml",
}
"""What browsers and programs must be told of a file: nothing is guessed."""


def main() -> None:
    """Say what is not as it should be, and exit with 1 if anything is."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not nginx:
        sys.exit("nginx is needed; on Debian: apt-get install nginx-light")
    if not (REPOSITORY / "site" / "index.html").is_file():
        sys.exit("there is no site; run 'make build' first")
    with running(nginx):
        faults = list(tried())
    print(*(faults or [f"nginx serves the guide as {len(HEADERS)} sets of headers say"]), sep="\n")  # noqa: T201
    sys.exit(bool(faults))


@contextmanager
def running(nginx: str) -> Iterator[None]:
    """Run nginx until the block ends."""
    (REPOSITORY / ".build").mkdir(exist_ok=True)
    command = [nginx, "-p", str(REPOSITORY), "-c", "docs/nginx.conf"]
    with subprocess.Popen(command) as process:  # noqa: S603 - the command stands above
        try:
            _wait(process)
            yield
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        if process.poll() is not None:
            sys.exit("nginx did not start")
        try:
            urllib.request.urlopen(ADDRESS).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def tried() -> Iterator[str]:
    """Yield what is not as it should be."""
    for path, expected in HEADERS.items():
        address = next(iter(_files(path)))
        status, headers = _ask(address)
        said = {**HEADERS["/*"], **expected}
        wrong = {name: headers[name] for name, value in said.items() if headers[name] != value}
        if status != HTTPStatus.OK or wrong:
            yield f"{address}: {status}, {wrong or 'the headers are right'}"
    for address, kind in TYPES.items():
        status, headers = _ask(address)
        if (status, headers["Content-Type"]) != (200, kind):
            yield f"{address}: {status}, {headers['Content-Type']} instead of {kind}"
    for address, wanted in (("/nowhere/", 404), ("/_headers", 404), ("/_redirects", 404), ("/feeds/", 404)):
        status, _ = _ask(address)
        if status != wanted:
            yield f"{address}: {status} instead of {wanted}"


def _files(pattern: str) -> Iterator[str]:
    folder = REPOSITORY / "site" / pattern.strip("/*")
    yield from (f"/{file.relative_to(REPOSITORY / 'site')}" for file in sorted(folder.rglob("*.*")) if file.is_file())


def _ask(address: str) -> tuple[int, Message]:
    try:
        with urllib.request.urlopen(ADDRESS + address) as answer:  # noqa: S310 - on this machine
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        error.close()
        return error.code, error.headers


if __name__ == "__main__":
    main()

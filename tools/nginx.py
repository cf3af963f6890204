"""Serves the built guide by the committed configuration of nginx, and tries it: `make nginx`."""

from __future__ import annotations

import os
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
from pathlib import Path
from urllib.parse import quote

from guide.pages.csp import HEADERS
from worlds import REPOSITORY

PORT = 8080

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
    with running(nginx, REPOSITORY, PORT) as address:
        faults = [*tried(address, REPOSITORY / "site"), *_of_earlier_builds(address, REPOSITORY / "site")]
    print(*(faults or [f"nginx serves the guide as {len(HEADERS)} sets of headers say"]), sep="\n")  # noqa: T201
    sys.exit(bool(faults))


@contextmanager
def running(nginx: str, root: Path, port: int) -> Iterator[str]:
    """Serve the folder `site` under a root by the committed configuration until the block ends; yield its address."""
    (root / ".build").mkdir(exist_ok=True)
    configuration = (REPOSITORY / "docs" / "nginx.conf").read_text(encoding="utf-8")
    (root / ".build" / "nginx.conf").write_text(configuration.replace(f":{PORT};", f":{port};"), encoding="utf-8")
    # As root, nginx would read as somebody who may not read everything of ours.
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    command = [nginx, "-p", str(root), "-c", ".build/nginx.conf", *user]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command) as process:  # noqa: S603 - the command stands above
        try:
            _wait(process, address)
            yield address
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(100):
        if process.poll() is not None:
            sys.exit("nginx did not start")
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 - on this machine
        except OSError:
            time.sleep(0.05)
        else:
            return


def tried(host: str, site: Path) -> Iterator[str]:
    """Yield what is not as it should be on a host that serves a site."""
    for path in _paths(site):
        status, headers, _ = ask(host, path)
        said = {"Cache-Control": "no-cache"}
        for pattern, more in HEADERS.items():
            said |= more if path.startswith(pattern.rstrip("*")) else {}
        wrong = {name: headers[name] for name, value in said.items() if headers[name] != value}
        if status != HTTPStatus.OK or wrong:
            yield f"{path}: {status}, {wrong or 'the headers are right'}"
        if (site / f"{path[1:]}.gz").is_file() and not _is_sent_compressed(host, site, path):
            yield f"{path}: its compressed copy is not sent"
    for path, kind in TYPES.items():
        status, headers, _ = ask(host, path)
        if (status, headers["Content-Type"]) != (200, kind):
            yield f"{path}: {status}, {headers['Content-Type']} instead of {kind}"
    for path in ("/nowhere/", "/_headers", "/_redirects", "/feeds/", "/assets/0/scripts/nothing.js"):
        status, headers, _ = ask(host, path)
        if (status, headers["Cache-Control"]) != (404, "no-cache"):
            yield f"{path}: {status}, {headers['Cache-Control']} instead of 404, no-cache"
    _, headers, _ = ask(host, "/compare", Host="guide.example", **{"X-Forwarded-Proto": "https"})
    if headers["Location"] != "/compare/":
        yield f"/compare: leads to {headers['Location']} instead of /compare/"


def _of_earlier_builds(host: str, site: Path) -> Iterator[str]:
    """Yield what is not as it should be with a script that is kept for pages of an earlier build."""
    folder = site / "assets" / "0123456789"
    folder.mkdir()
    try:
        (folder / "kept.js").write_text("export {};\n", encoding="utf-8")
        status, headers, _ = ask(host, f"/assets/{folder.name}/kept.js")
    finally:
        shutil.rmtree(folder)
    if status != HTTPStatus.OK or "immutable" not in headers["Cache-Control"]:
        yield f"a script of an earlier build: {status}, {headers['Cache-Control']}"


def _paths(site: Path) -> list[str]:
    """Return where each file that is for readers is asked for."""
    files = [file.relative_to(site).as_posix() for file in sorted(site.rglob("*")) if file.is_file()]
    return [f"/{path}" for path in files if not path.startswith("_") and not path.endswith(".gz")]


def _is_sent_compressed(host: str, site: Path, path: str) -> bool:
    _, headers, body = ask(host, path, **{"Accept-Encoding": "gzip"})
    return headers["Content-Encoding"] == "gzip" and body == (site / f"{path[1:]}.gz").read_bytes()


class _Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def ask(host: str, path: str, **headers: str) -> tuple[int, Message, bytes]:
    """Return the status, the headers and the content of what a host has at a path."""
    request = urllib.request.Request(host + quote(path), headers=headers)  # noqa: S310 - on this machine
    try:
        with urllib.request.build_opener(_Staying).open(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


if __name__ == "__main__":
    main()

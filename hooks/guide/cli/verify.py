"""`guide verify`: whether a copy of the site holds what the list of its digests says."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

import click

from guide.cli.common import counted, reporting
from guide.derive import routes
from guide.refresh import http
from guide.site import digests

if TYPE_CHECKING:
    import httpx

_LARGEST = 20_000_000
"""How many bytes a file may have."""

_AT_ONCE, _REDIRECTS, _FAULTS = 4, 3, 5
"""How many files are asked for at the same time, how far each may lead on, and how many may get no answer."""

_FOR_HOSTS = frozenset({routes.HEADERS, routes.REDIRECTS})
"""Files that a host reads and need not serve."""


class _Unanswered(Exception):
    """A file could not be had; the message is the reason."""


@click.command()
@click.argument("copy", metavar="DIR|URL")
@click.option("--against", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The list to hold it to.")
@click.option("--timeout", type=click.FloatRange(0.05, 600), default=20, show_default=True, help="Seconds an answer.")
@reporting
def verify(copy: str, against: Path | None, timeout: float) -> None:
    """Check a copy of the site, in a folder or on a host, file by file.

    The list is the one that the copy brings, unless another is named: against the list of a build of your own, nobody
    who can write to the host can change both. Nothing is asked of any other host, wherever an answer leads.

    It exits with 0 if every file is as the list says, and with 1 if any is missing, changed or not on it.

    \b
    Examples:
      guide verify site
      guide verify https://guide.example.org/
      guide verify https://guide.example.org/ --against site/sha256sums.txt
    """
    try:
        found = list((_on_host if "://" in copy else _in_folder)(copy, against, timeout))
    except (http.CannotAsk, _Unanswered) as error:
        raise click.ClickException(str(error)) from None
    except digests.NoList as error:
        raise click.ClickException(f"{against or routes.DIGESTS}: {error}") from None
    for what, path in found:
        click.echo(f"{what}: {path}")
    count = sum(what != "another" for what, _ in found)
    click.echo(counted(count, "difference") if count else "Every file is as the list says", err=bool(count))
    sys.exit(bool(count))


def _in_folder(copy: str, against: Path | None, _: float) -> Iterator[tuple[str, str]]:
    folder = Path(copy)
    if not folder.is_dir():
        raise click.UsageError(f"'{copy}' is no folder, and no address that begins with https://")
    yield from digests.differences(folder, digests.read((against or folder / routes.DIGESTS).read_bytes()))


def _on_host(copy: str, against: Path | None, timeout: float) -> Iterator[tuple[str, str]]:
    base = copy.rstrip("/") + "/"
    if not _is_site(base):
        raise click.UsageError(f"'{copy}' is not the address of a site, such as https://guide.example.org/")
    try:
        import httpx  # noqa: PLC0415 - only those who ask a host need it
    except ImportError:
        raise http.CannotAsk("the library httpx is missing; `make verify` brings it") from None
    with httpx.Client(timeout=timeout, transport=http.transport_to(base)) as client:
        site = _Site(client=client, base=base, timeout=timeout)
        listed = digests.read(against.read_bytes() if against else site.list())
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            asked = pool.map(partial(site.compared, listed), [path for path in listed if path not in _FOR_HOSTS])
            yield from ((what, path) for what, path in asked if what)


def _is_site(base: str) -> bool:
    try:
        parts = urlsplit(base)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)


class _Site:
    """A copy on a host, and how often it gave no answer."""

    def __init__(self, client: httpx.Client, base: str, timeout: float) -> None:
        self._client, self._base, self._timeout, self._faults = client, base, timeout, 0

    def list(self) -> bytes:
        """Return the list that the copy brings; raise _Unanswered if it does not."""
        there, content = self._content(routes.DIGESTS)
        if there != routes.DIGESTS:
            raise _Unanswered(f"there is no {routes.DIGESTS} at {self._base}")
        return content

    def compared(self, listed: Mapping[str, str], path: str) -> tuple[str, str]:
        """Return what a file is against the list, nothing if it is the same, and its path.

        Raises _Unanswered if too many got no answer.
        """
        if self._faults >= _FAULTS:
            raise _Unanswered("the host gave no answer too often; nothing more was asked")
        try:
            there, content = self._content(path)
        except _Unanswered as error:
            self._faults += 1
            return "unanswered", f"{path}: {error}"
        if not there:
            return "missing", path
        # A host that redirects by itself sends the page that ours would lead to.
        same = digests.digest(content) in (listed[path], listed.get(there))
        return ("" if same else "changed"), path

    def _content(self, path: str) -> tuple[str, bytes]:
        """Return the path that a file answers at in the end, empty if it is not there, and what is in it."""
        address = self._base + quote(routes.address_of(path)[1:])
        for _ in range(_REDIRECTS + 1):
            status, target, content = self._asked(address)
            if not target:
                missing = HTTPStatus.NOT_FOUND if path == routes.MISSING else HTTPStatus.OK
                return (self._path(address) if status in (HTTPStatus.OK, missing) else ""), content
            if not target.startswith(self._base):
                raise _Unanswered("it leads to another host or out of the site, where nothing is asked")
            address = target
        raise _Unanswered("it leads on and on")

    def _path(self, address: str) -> str:
        path = unquote(address.removeprefix(self._base).partition("?")[0].partition("#")[0])
        return f"{path}index.html" if not path or path.endswith("/") else path

    def _asked(self, address: str) -> tuple[int, str, bytes]:
        """Return the status, where it leads, and the content; raise _Unanswered if there is none within the limits."""
        import httpx  # noqa: PLC0415 - as above

        content, started = bytearray(), time.monotonic()
        try:
            with self._client.stream("GET", address) as answer:
                if answer.has_redirect_location:
                    return answer.status_code, str(httpx.URL(address).join(answer.headers["location"])), b""
                for part in answer.iter_bytes():
                    content += part
                    if len(content) > _LARGEST or time.monotonic() - started > self._timeout:
                        raise _Unanswered("it is too large, or too slow")
                return answer.status_code, "", bytes(content)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError):
            raise _Unanswered("the host cannot be reached, or broke off") from None

"""Finds a Chromium that really starts, or brings one: Playwright's download, else the package of the system."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""What an installed one is called on the PATH; the one without windows does the same for a third of the work."""

PACKAGES = ("chromium-headless-shell", "chromium")
"""What Debian calls it; older releases and Ubuntu have only the second."""

MACINTOSH = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
"""Where an installed one stands on macOS, whose applications are not on the PATH."""

DOWNLOAD_SECONDS = 300
PACKAGE_SECONDS = 600
START_SECONDS = 30

HOW_TO_GET_ONE = (
    "The browser tests need a Chromium: install one (apt install chromium, brew install --cask chromium), "
    "or name it: CHROMIUM=/path/to/chromium make test"
)

Executable = Path | None
"""A program; None is the Chromium that Playwright keeps for itself."""

Way = Callable[[], Iterable[Executable]]
"""One way to come by a Chromium; it is not gone before its first candidate is asked for."""


class NoChromium(Exception):
    """No way led to a Chromium that starts; the message says how to get one."""


def first_that_starts(ways: Iterable[Way], starts: Callable[[Executable], bool]) -> Executable:
    """Return the first candidate that starts; later ways are not even tried.

    Raises NoChromium if none does.
    """
    for way in ways:
        for executable in way():
            if starts(executable):
                return executable
    raise NoChromium(HOW_TO_GET_ONE)


def installed(
    environment: Mapping[str, str],
    which: Callable[[str], str | None],
    is_file: Callable[[Path], bool] = Path.is_file,
) -> Iterator[Executable]:
    """Yield what is installed: the one named in the environment, those on the PATH, those of macOS."""
    if named := environment.get("CHROMIUM"):
        yield Path(named)
    yield from (Path(path) for name in NAMES if (path := which(name)))
    yield from (path for path in MACINTOSH if is_file(path))


def downloaded(run: Callable[[list[str], float], bool]) -> Iterator[Executable]:
    """Yield Playwright's own: as it is, and if that will not start, after a download."""
    yield None
    if run([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_SECONDS):
        yield None


def packaged(
    run: Callable[[list[str], float], bool], which: Callable[[str], str | None], *, is_root: bool
) -> Iterator[Executable]:
    """Yield the package of the system; only root can install one, and only where there is apt-get."""
    apt = which("apt-get")
    if not (is_root and apt):
        return
    run([apt, "update", "--quiet"], PACKAGE_SECONDS)
    for package in PACKAGES:
        if run([apt, "install", "--yes", "--quiet", "--no-install-recommends", package], PACKAGE_SECONDS):
            yield from (Path(path) for name in NAMES if (path := which(name)))


def arguments(*, is_root: bool) -> list[str]:
    """Return what Chromium is started with: nothing of the machine's graphics or of its maker's services."""
    return ["--disable-gpu", "--disable-background-networking", *(["--no-sandbox"] if is_root else [])]


def flags() -> list[str]:
    """Return what Chromium is started with on this machine."""
    return arguments(is_root=_is_root())


def find_chromium(playwright: Playwright) -> Executable:
    """Return a Chromium that starts on this machine; bring one if need be.

    Raises NoChromium, with one line that says how to get one, if there is no way.
    """
    ways: tuple[Way, ...] = (
        lambda: installed(os.environ, shutil.which),
        lambda: downloaded(_run),
        lambda: packaged(_run, shutil.which, is_root=_is_root()),
    )
    return first_that_starts(ways, lambda executable: _starts(playwright, executable))


def start(playwright: Playwright, executable: Executable) -> Browser:
    """Start a Chromium with a fresh profile; raise playwright's Error if it does not come up."""
    return playwright.chromium.launch(executable_path=executable, args=flags(), timeout=START_SECONDS * 1000)


def _starts(playwright: Playwright, executable: Executable) -> bool:
    try:
        browser = start(playwright, executable)
    except Error:
        return False
    try:
        return bool(browser.new_page().evaluate("'replaceChildren' in document"))
    except Error:
        return False
    finally:
        browser.close()


def _run(command: list[str], seconds: float) -> bool:
    """Return whether a command succeeded in the time it is given; its words are not shown."""
    try:
        done = subprocess.run(  # noqa: S603 - the commands stand above
            command,
            timeout=seconds,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def main() -> None:
    """Find or bring a Chromium once, before the tests share the work; exit with one line if there is none."""
    with sync_playwright() as playwright:
        try:
            find_chromium(playwright)
        except NoChromium as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()

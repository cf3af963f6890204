"""The way to a Chromium: what is tried, in which order, and what is said when nothing helps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import (
    HOW_TO_GET_ONE,
    MACINTOSH,
    Executable,
    NoChromium,
    arguments,
    downloaded,
    first_that_starts,
    installed,
    packaged,
)

ONE, OTHER = Path("/somewhere/one"), Path("/somewhere/other")


def _way(*executables: Executable) -> Callable[[], Iterator[Executable]]:
    return lambda: iter(executables)


def _closed_way() -> Iterator[Executable]:
    pytest.fail("a way was gone although an earlier one had led to a Chromium")


def _on_path(*names: str) -> Callable[[str], str | None]:
    return lambda name: f"/bin/{name}" if name in names else None


def _commands(*, succeed: bool) -> tuple[list[str], Callable[[list[str], float], bool]]:
    """Return a list that fills with what was run, and the runner that fills it."""
    ran: list[str] = []

    def run(command: list[str], seconds: float) -> bool:
        assert seconds > 0
        ran.append(" ".join(command[1:]))
        return succeed

    return ran, run


def test_the_first_that_starts_is_taken() -> None:
    """A candidate that does not start must be passed over, and no later way may be gone once one does."""
    assert first_that_starts((_way(ONE, OTHER), _closed_way), lambda executable: executable == OTHER) == OTHER


def test_without_any_the_reader_is_told_how_to_get_one() -> None:
    """Where nothing starts, one line must say what to do."""
    with pytest.raises(NoChromium, match="CHROMIUM=") as caught:
        first_that_starts((_way(ONE), _way(None)), lambda _: False)
    assert str(caught.value) == HOW_TO_GET_ONE
    assert "\n" not in HOW_TO_GET_ONE


@pytest.mark.parametrize(
    ("environment", "names", "files", "expected"),
    [
        ({}, (), (), []),
        ({"CHROMIUM": "/my/own"}, ("chromium",), (), ["/my/own", "/bin/chromium"]),
        ({"CHROMIUM": ""}, ("chromium",), (), ["/bin/chromium"]),
        ({}, ("google-chrome", "chromium-browser"), (), ["/bin/chromium-browser", "/bin/google-chrome"]),
        ({}, ("chromium", "chromium-headless-shell"), (), ["/bin/chromium-headless-shell", "/bin/chromium"]),
        ({}, (), MACINTOSH[1:], [str(MACINTOSH[1])]),
    ],
    ids=["nothing", "named", "named by nothing", "on the path", "without windows first", "on a Mac"],
)
def test_installed_ones_come_in_order(
    environment: dict[str, str], names: tuple[str, ...], files: tuple[Path, ...], expected: list[str]
) -> None:
    """The one that the environment names must come first, then those on the PATH, then those of macOS."""
    assert [str(path) for path in installed(environment, _on_path(*names), files.__contains__)] == expected


def test_what_playwright_has_is_not_downloaded_again() -> None:
    """A download may start only when Playwright's own was tried and did not start."""
    ran, run = _commands(succeed=True)
    assert first_that_starts([lambda: downloaded(run)], lambda _: True) is None
    assert ran == []


@pytest.mark.parametrize(("succeed", "candidates"), [(True, 2), (False, 1)])
def test_a_download_is_a_second_candidate_if_it_succeeds(*, succeed: bool, candidates: int) -> None:
    """After a download Playwright's own must be tried again; after a failed one there is nothing new to try."""
    ran, run = _commands(succeed=succeed)
    assert len(list(downloaded(run))) == candidates
    assert ran == ["-m playwright install chromium"]


@pytest.mark.parametrize(
    ("is_root", "names", "succeed", "expected"),
    [
        (True, ("apt-get", "chromium-headless-shell"), True, [Path("/bin/chromium-headless-shell")]),
        (True, ("apt-get", "chromium"), True, [Path("/bin/chromium")]),
        (True, ("apt-get", "chromium"), False, []),
        (True, (), True, []),
        (False, ("apt-get", "chromium"), True, []),
    ],
    ids=[
        "root on Debian",
        "root where there is only the whole one",
        "the package cannot be had",
        "root elsewhere",
        "not root",
    ],
)
def test_only_root_with_apt_installs_a_package(
    *, is_root: bool, names: tuple[str, ...], succeed: bool, expected: list[Path]
) -> None:
    """The package may be installed by root where there is apt-get, and nothing may be run elsewhere."""
    ran, run = _commands(succeed=succeed)
    assert list(dict.fromkeys(packaged(run, _on_path(*names), is_root=is_root))) == expected
    assert bool(ran) == (is_root and "apt-get" in names)


@pytest.mark.parametrize("is_root", [True, False])
def test_the_sandbox_is_given_up_by_root_only(*, is_root: bool) -> None:
    """Chromium must keep its sandbox unless it runs as root, where it would not start with it."""
    assert ("--no-sandbox" in arguments(is_root=is_root)) == is_root
    assert {"--disable-gpu", "--disable-background-networking"} <= set(arguments(is_root=is_root))

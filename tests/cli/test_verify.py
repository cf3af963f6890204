"""`guide verify`: a copy of the site against the list of its digests, in a folder and on a host of any kind."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import build_site
import httpx
import pytest
from built import Site
from click.testing import CliRunner, Result
from guide.cli.main import main
from guide.refresh import http
from guide.site import digests
from visiting import served

SITE = "https://guide.example/deep/"


@pytest.fixture
def copy(small_site: Site, tmp_path: Path) -> Path:
    """A copy of a site that is as it was built."""
    return Path(shutil.copytree(small_site.folder, tmp_path / "site"))


def _verified(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, ["verify", *map(str, arguments)])
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_a_right_copy_is_right(copy: Path) -> None:
    """A copy that nobody touched is as listed, compressed copies included, and by the usual program too."""
    build_site.compress(copy)
    assert _verified(copy).exit_code == 0
    command = ["sha256sum", "--check", "--strict", "--quiet", "sha256sums.txt"]
    assert subprocess.run(command, cwd=copy, check=False, capture_output=True).stdout == b""  # noqa: S603


def _link_away(copy: Path) -> None:
    (copy / "about" / "index.html").unlink()
    (copy / "about" / "index.html").symlink_to("/etc/hostname")


SPOILT: dict[str, Callable[[Path], object]] = {
    "changed: compare/index.html": lambda copy: (copy / "compare/index.html").write_text("other"),
    "missing: data/facts.csv": lambda copy: (copy / "data/facts.csv").unlink(),
    "extra: login/index.html": lambda copy: shutil.copytree(copy / "about", copy / "login"),
    "extra: .hidden": lambda copy: (copy / ".hidden").write_text("me"),
    "extra: index.html.gz": lambda copy: (copy / "index.html.gz").write_bytes(b"no gzip"),
    "extra: leads-out": lambda copy: (copy / "leads-out").symlink_to("/etc"),
    "missing: about/index.html": _link_away,
}


@pytest.mark.parametrize(("said", "spoil"), SPOILT.items(), ids=SPOILT.keys())
def test_whatever_is_otherwise_is_told(copy: Path, said: str, spoil: Callable[[Path], object]) -> None:
    """What is changed, missing or put there by somebody else must be named."""
    spoil(copy)
    result = _verified(copy)
    assert result.exit_code == 1
    assert said in result.output.splitlines()


def test_a_site_within_the_site_is_named_and_not_looked_into(copy: Path) -> None:
    """Previews and past editions lie beside the guide, each with a list of its own."""
    shutil.copytree(copy, copy.parent / "inner")
    (copy / "preview").mkdir()
    shutil.move(copy.parent / "inner", copy / "preview" / "7")
    result = _verified(copy)
    assert (result.exit_code, "another: preview/7/" in result.output.splitlines()) == (0, True)


@pytest.mark.parametrize(
    "text",
    ["", "no digest", f"{'0' * 64}  ../../etc/passwd", f"{'0' * 64}  /etc/passwd", f"{'0' * 64}  a\n{'1' * 64}  a"],
)
def test_a_list_that_is_none_is_refused(copy: Path, text: str) -> None:
    """A list may come from anybody: it must lead nowhere but into the copy."""
    (copy / "sha256sums.txt").write_text(text)
    result = _verified(copy)
    assert (result.exit_code, "sha256sums.txt: " in result.output) == (1, True)


def test_a_copy_without_a_list_can_be_held_to_another(copy: Path) -> None:
    """Who builds the guide has a list that nobody on the host can change."""
    own = copy.parent / "own.txt"
    shutil.move(copy / "sha256sums.txt", own)
    assert _verified(copy).exit_code == 1
    assert _verified(copy, "--against", own).exit_code == 0


def test_a_host_that_serves_it_is_right(copy: Path) -> None:
    """Over the wire, from a real server, a page is asked for as readers do."""
    with served(copy) as address:
        result = _verified(address)
        assert (result.exit_code, result.output) == (0, "Every file is as the list says\n")
        (copy / "llms.txt").write_text("other")
        (copy / "robots.txt").unlink()
        assert _verified(address).output.splitlines() == ["changed: llms.txt", "missing: robots.txt", "2 differences"]


LISTED = {"index.html": b"page", "a b.txt": b"text", "moved/index.html": b"old", "404.html": b"none"}


def _list() -> bytes:
    return "".join(f"{digests.digest(content)}  {path}\n" for path, content in LISTED.items()).encode()


def _answer(request: httpx.Request, **others: httpx.Response | Exception) -> httpx.Response:
    assert request.url.host == "guide.example"
    path = request.url.path.removeprefix("/deep/")
    for part, answer in others.items():
        if part in path:
            if isinstance(answer, Exception):
                raise answer
            return answer
    if path == "sha256sums.txt":
        return httpx.Response(200, content=_list())
    path = f"{path}index.html" if path.endswith("/") or not path else path
    return httpx.Response(404 if path == "404.html" else 200, content=LISTED.get(path, b"?"))


def _host(monkeypatch: pytest.MonkeyPatch, **others: httpx.Response | Exception) -> None:
    transport = httpx.MockTransport(lambda request: _answer(request, **others))
    monkeypatch.setattr(http, "transport_to", lambda _: transport)


def test_a_host_that_redirects_by_itself_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the guide says by a page, such a host says by a header; what it leads to is listed as well."""
    _host(monkeypatch, moved=httpx.Response(301, headers={"Location": "/deep/"}))
    assert _verified(SITE).exit_code == 0


AWAY = (
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "http://guide.example/deep/",
    "/other/",
    "file:///etc/passwd",
)


@pytest.mark.parametrize("target", AWAY)
def test_nobody_else_is_asked(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    """An answer may lead to a machine within reach of ours: it must not be followed out of the site."""
    _host(monkeypatch, moved=httpx.Response(302, headers={"Location": target}))
    result = _verified(SITE)
    assert result.exit_code == 1
    assert "unanswered: moved/index.html: it leads to another host or out of the site" in result.output


FAULTS: dict[str, httpx.Response | Exception] = {
    "no connection": httpx.ConnectError(""),
    "late": httpx.ReadTimeout(""),
    "broken off": httpx.RemoteProtocolError(""),
    "strange address": httpx.Response(301, headers={"Location": "https://[::1/"}),
    "round and round": httpx.Response(301, headers={"Location": "/deep/moved/"}),
    "bad compression": httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=httpx.ByteStream(b"no")),
}


@pytest.mark.parametrize("part", ["sha256sums", "moved"])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_host_that_fails_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, part: str, fault: httpx.Response | Exception
) -> None:
    """Whatever goes wrong on the way, nobody is shown Python."""
    _host(monkeypatch, **{part: fault})
    assert _verified(SITE).exit_code == 1


def test_a_host_that_gives_no_answers_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A thousand files must not be waited for one after the other."""
    asked: list[str] = []

    def fail(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        raise httpx.ConnectError("")

    monkeypatch.setattr(http, "transport_to", lambda _: httpx.MockTransport(fail))
    listed = tmp_path / "list"
    listed.write_text("".join(f"{'0' * 64}  {number}.txt\n" for number in range(1000)))
    result = _verified(SITE, "--against", listed)
    assert (result.exit_code, "too often" in result.output, len(asked) < 20) == (1, True, True)


@pytest.mark.parametrize(
    "copy", ["nowhere", "ftp://guide.example/", "https://", "https://[::1/", "https://a.example:x/"]
)
def test_what_is_no_copy_is_said(copy: str) -> None:
    """A slip in the command is one, and not a copy with differences."""
    assert _verified(copy).exit_code == 2

"""Every command that the documentation and the help show: it must be there, and do what it is shown for."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import httpx
import pytest
from click.testing import CliRunner, Result
from guide.cli.main import main
from guide.refresh import http
from guide.site import digests
from upstreams import Upstreams
from version_control import commit, git
from worlds import ENVIRONMENT, REPOSITORY, change, copy_small_world, read, write

DOCUMENTS = [
    *sorted(REPOSITORY.glob("*.md")),
    *sorted((REPOSITORY / "docs").glob("*.md")),
    *sorted((REPOSITORY / ".github").rglob("*.md")),
    *sorted((REPOSITORY / ".github").rglob("*.yml")),
    REPOSITORY / "content" / "contribute.md",
]

ASKING = r"guide (refresh\b|verify .*://)"
"""What asks other hosts; here it is sent where nobody answers, and must say so."""


def _shown(text: str) -> Iterator[str]:
    """Yield what stands in code: the lines of blocks, what is quoted within a line, and the steps of a workflow."""
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()
    yield from re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)
    yield from re.findall(r"^ +- run: (.+)$", text, re.MULTILINE)


def _commands(program: str) -> Iterator[str]:
    """Yield each command of a program that is shown, once, with what stands before and after it left out."""
    for document in DOCUMENTS:
        for line in _shown(document.read_text(encoding="utf-8")):
            for part in re.split(r" && |; | > | >> ", line.partition(" # ")[0].strip()):
                if match := re.fullmatch(rf"((?:[A-Z_]+=\S+ )*)(?:\.venv/bin/)?({program} .+)", part):
                    yield match[2]


def _alternatives(command: str) -> Iterator[str]:
    """Yield a command for each of the words that are offered in one place, such as `one|other`."""
    before, offered, after = re.fullmatch(r"(.*?)([\w-]+(?:\|[\w-]+)+|$)(.*)", command).groups()  # type: ignore[union-attr]
    yield from (before + word + after for word in offered.split("|"))


def _examples(command: click.Command) -> Iterator[str]:
    """Yield every example in the help of a command and of those under it, without the words beside it."""
    help_text = f"{command.help}\n{command.epilog or ''}"
    lines = re.findall(r"^ *(guide .+)", help_text, re.MULTILINE)
    yield from (re.split(r"\s{3,}| > ", line)[0] for line in lines)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if inner := command.get_command(context, name):
                yield from _examples(inner)


def _in_this_world(command: str) -> str:
    """Return an example with the names of the small world in the place of those that are made up."""
    for name, there in {"lantern-post": "granite", "torch": "pebble"}.items():
        command = re.sub(rf"(?<!--slug ){name}\b(?!\.example)", there, command)
    return command


TOLD = {alternative for command in _commands("guide") for alternative in _alternatives(command)}
EXAMPLES = set(_examples(main))
MADE = [shlex.split(command)[1:] for command in sorted(set(_commands("make")))]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world, spoken of as the project's own guide is, under version control."""
    root = copy_small_world(tmp_path_factory.mktemp("template") / "databases")
    git(root, "init", "--quiet")
    commit(root, "The guide")
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    change(root, "data/edition.yml", "one: database", f"one: {_own('one')}")
    change(root, "data/edition.yml", "year: 2025", f"year: {_own('year')}")
    change(root, "data/edition.yml", "published: 2025-12-01", f"published: {_own('year')}-01-01")
    commit(root, "The guide in other words")
    return root


@pytest.fixture
def _world(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a copy of that world, on its day."""
    for name in ("GUIDE_SITE", "GUIDE_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    settings = {**ENVIRONMENT, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(http, "transport_to", Upstreams(default=httpx.ConnectError("")).transport_to)
    monkeypatch.chdir(shutil.copytree(template, tmp_path / "databases"))
    write(Path(), "site/index.html", "A built site")
    digests.write(Path("site"))


def _own(key: str) -> str:
    """Return a value from the project's own edition."""
    match = re.search(rf"^ *{key}: (.+)$", read(REPOSITORY, "data/edition.yml"), re.MULTILINE)
    assert match
    return match[1]


def _run(command: str) -> Result:
    """Run a command line as somebody types it, and answer what it asks."""
    words = shlex.split(command)[1:]
    starts_one = words[:1] == ["new"] and words[1] in {"candidate", _own("one")}
    answers = "slate\nslate\n" if starts_one else "granite\npebble\n" * 5
    return CliRunner().invoke(main, words, input=answers)


@pytest.mark.usefixtures("_world")
@pytest.mark.parametrize("command", sorted(TOLD | {_in_this_world(example) for example in EXAMPLES}))
def test_a_command_that_is_told_does_its_work(command: str) -> None:
    """Whoever types what the documentation or the help says must get what it promises."""
    result = _run(command)
    if re.match(ASKING, command):
        assert (result.exit_code, bool(result.output)) == (1, True)
    else:
        assert result.exit_code == 0, result.output


def test_every_command_shows_an_example() -> None:
    """Whoever asks a command for help must see how it is used."""
    shown = {" ".join(example.split()[1:2]) for example in EXAMPLES}
    assert set(main.list_commands(click.Context(main))) <= shown


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make here")
def test_what_is_to_be_made_is_there() -> None:
    """Every target that is told must be known to make, and every setting that is told must be used."""
    targets = {word for words in MADE for word in words if "=" not in word}
    settings = {word.partition("=")[0] for words in MADE for word in words if "=" in word}
    done = subprocess.run(  # noqa: S603 - the words are the documentation's own
        ["make", "--dry-run", *sorted(targets)],  # noqa: S607 - looked for above
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    makefile = read(REPOSITORY, "Makefile")
    scripts = [read(REPOSITORY, path) for path in re.findall(r"^\t@?(\.ci/[\w-]+)$", makefile, re.MULTILINE)]
    used = "\n".join((makefile, *scripts))
    assert [name for name in settings if not re.search(rf"\$[({{]?{name}\b", used)] == []

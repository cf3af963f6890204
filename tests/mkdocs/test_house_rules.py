"""Rules of the house that a reader of the code could break without noticing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from built import environment_of
from worlds import ENVIRONMENT, REPOSITORY, SMALL_WORLD

PACKAGE = REPOSITORY / "hooks" / "guide"
HOOK = REPOSITORY / "hooks" / "pages.py"
TEXT = {".py", ".html", ".css", ".js", ".svg", ".yml", ".toml"}


def _files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (file for file in sorted((REPOSITORY / folder).rglob("*")) if file.is_file() and file.suffix in TEXT)


def _ranked() -> Iterator[str]:
    """Yield name and slug of everything ranked."""
    for file in (REPOSITORY / "data" / "facts").glob("*.yml"):
        yield file.stem
        yield yaml.safe_load(file.read_text(encoding="utf-8"))["name"]


def _left_out() -> Iterator[str]:
    for entry in yaml.safe_load((REPOSITORY / "data" / "not-ranked.yml").read_text(encoding="utf-8")):
        yield entry["name"]


def _known_in_code(pattern: re.Pattern[str]) -> list[str]:
    files = [*_files("hooks", "overrides"), REPOSITORY / "mkdocs.yml"]
    assert len(files) > 40
    return [
        file.relative_to(REPOSITORY).as_posix() for file in files if pattern.search(file.read_text(encoding="utf-8"))
    ]


def _imports(file: Path) -> Iterator[str]:
    """Yield the first part of every module that a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_only_one_file_knows_the_site_generator() -> None:
    """The hook must be alone in its folder, and short."""
    assert [file.name for file in (REPOSITORY / "hooks").glob("*.py")] == [HOOK.name]
    assert "mkdocs" in set(_imports(HOOK))
    assert len(HOOK.read_text(encoding="utf-8").splitlines()) < 190


def test_the_package_works_where_there_is_no_site_generator(tmp_path: Path) -> None:
    """With MkDocs impossible to import, every module must load and a whole guide be exported."""
    program = (
        "import sys, pkgutil, importlib\n"
        "sys.modules['mkdocs'] = sys.modules['material'] = None\n"
        "import guide\n"
        "for module in pkgutil.walk_packages(guide.__path__, 'guide.'): importlib.import_module(module.name)\n"
        "from guide.cli.main import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", program, "export", str(tmp_path / "out"), "--root", str(SMALL_WORLD)]
    subprocess.run(command, check=True, capture_output=True, env=environment_of(**ENVIRONMENT))  # noqa: S603 - our own interpreter
    assert (tmp_path / "out" / "index.md").is_file()


@pytest.mark.parametrize("name", sorted(set(_ranked())))
def test_nothing_in_code_knows_a_candidate_by_name(name: str) -> None:
    """No ranked name or slug may stand in code, templates, styles or scripts, not even one that is also a word.

    Comments and docstrings count: what they explain by one candidate can be explained without.
    """
    assert _known_in_code(re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)) == []


@pytest.mark.parametrize("name", sorted(set(_left_out())))
def test_nothing_in_code_knows_what_was_left_out(name: str) -> None:
    """No name of something considered and left out may stand in code; a small letter makes it an ordinary word."""
    assert _known_in_code(re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")) == []


def test_no_value_passes_unescaped() -> None:
    """The one way round the escaping of a template must not be taken."""
    sign = re.compile(r"\|\s*safe\b|autoescape\s+false|autoescape\s*=\s*False|\{%-?\s*raw")
    found = [file.name for file in _files("hooks", "overrides") if sign.search(file.read_text(encoding="utf-8"))]
    assert found == []


def test_hardly_anything_but_a_constant_is_marked_as_html() -> None:
    """In Python, only a literal, and what has been made inert as HTML, may be declared to be HTML already."""
    odd: list[str] = []
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Markup" and node.args:
                argument = node.args[0]
                if not isinstance(argument, ast.Constant):
                    odd.append(f"{file.name}: {ast.unparse(argument)}")
    assert [
        call for call in odd if not call.startswith(("text.py: ", "environment.py: ", "render.py: ", "escaping.py: "))
    ] == []
    assert len(odd) <= 11


UNESCAPED = {"page.content", "missing.body", "guide.edition.year", "label", "head.linked_data"}
"""What the theme's templates may write as it is: what is ready to stand there, a number, a constant."""


@pytest.mark.parametrize("file", sorted((REPOSITORY / "overrides").rglob("*.html")), ids=lambda file: file.name)
def test_the_shell_escapes_every_value(file: Path) -> None:
    """The theme's templates escape nothing by themselves, so each value must be escaped, or made an address."""
    written = re.findall(r"\{\{-?\s*(.+?)\s*-?\}\}", file.read_text(encoding="utf-8"), re.DOTALL)
    assert [value for value in written if value not in UNESCAPED and not re.search(r"\|\s*(e|url)$", value)] == []


def test_no_module_is_too_long_to_be_read_at_once() -> None:
    """Beyond 400 lines nobody reads a module any more; beyond some 18 modules nobody finds one in its folder."""
    modules = list(PACKAGE.rglob("*.py"))
    lengths = {
        module.relative_to(PACKAGE).as_posix(): len(module.read_text("utf-8").splitlines()) for module in modules
    }
    assert {name: length for name, length in lengths.items() if length > 400} == {}
    rooms = Counter(module.parent.relative_to(PACKAGE).as_posix() for module in modules)
    assert {room: number for room, number in rooms.items() if number > 18} == {}
    assert {file.name for file in PACKAGE.glob("*.py")} == {"__init__.py"}

"""The site generators that are measured: ours, and others that build the Markdown of the same pages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from bench.grow import REPOSITORY

INSTALLED = REPOSITORY / ".build" / "bench"
"""Where `make bench` puts what is measured beside ours."""

_BIN = Path(sys.executable).parent
_OTHERS = INSTALLED / "python"
_ELEVENTY = INSTALLED / "node_modules" / "@11ty" / "eleventy"

OURS, MATERIAL = "ours", "material"


@dataclass(frozen=True, kw_only=True)
class Generator:
    """How a site generator is set up and called."""

    name: str
    program: Path | None
    """What is called; None where it is not installed."""
    version: Callable[[], str]
    arguments: Sequence[str]
    """For a build, behind the program."""
    files: dict[str, str]
    """What it needs beside the pages, by path."""
    docs: str = "docs"
    """Where the pages lie."""
    index: str = "index.md"
    """How the page of a folder is called."""
    leftovers: Sequence[str] = ("site",)
    """What is removed before a cold build."""

    @property
    def command(self) -> list[str]:
        node = ["node"] if self.program and self.program.suffix == ".cjs" else []
        return [*node, str(self.program), *self.arguments]

    def set_up(self, folder: Path, pages: Path) -> None:
        """Make a project of the Markdown of the pages in a new folder."""
        for page in pages.rglob("index.md"):
            copy = (folder / self.docs / page.relative_to(pages)).with_name(self.index)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(page, copy)
        for path, text in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")

    def forget(self, folder: Path) -> None:
        """Remove what former builds left."""
        for name in self.leftovers:
            shutil.rmtree(folder / name, ignore_errors=True)


def markdown_of(site: Path, folder: Path) -> int:
    """Copy the Markdown of the pages of a built site into a new folder; return how many there are."""
    twins = sorted(site.rglob("index.md"))
    for twin in twins:
        copy = folder / twin.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(twin, copy)
    return len(twins)


def others() -> tuple[Generator, ...]:
    """Return what is measured beside ours, whether or not it is installed."""
    configuration = "site_name: Pages\nsite_url: https://pages.example/\ntheme:\n  name: material\n"
    return (
        Generator(
            name=MATERIAL,
            program=_there(_BIN / "mkdocs"),
            version=lambda: f"MkDocs {metadata.version('mkdocs')}, Material {metadata.version('mkdocs-material')}",
            arguments=("build", "--quiet"),
            files={"mkdocs.yml": configuration},
        ),
        Generator(
            name="zensical",
            program=_there(_OTHERS / "bin" / "zensical"),
            version=lambda: _answer(_OTHERS / "bin" / "zensical", "--version"),
            arguments=("build",),
            files={"mkdocs.yml": configuration},
            leftovers=("site", ".cache"),
        ),
        Generator(
            name="hugo",
            program=_hugo(),
            version=lambda: _answer(_hugo(), "version"),
            arguments=("--quiet", "--destination", "site"),
            files={
                "hugo.toml": 'title = "Pages"\ndisableKinds = ["taxonomy", "RSS"]\n',
                "layouts/_default/single.html": _LAYOUT,
                "layouts/_default/list.html": _LAYOUT,
            },
            docs="content",
            index="_index.md",
            leftovers=("site", "resources"),
        ),
        Generator(
            name="eleventy",
            program=_there(_ELEVENTY / "cmd.cjs"),
            version=lambda: str(json.loads((_ELEVENTY / "package.json").read_text(encoding="utf-8"))["version"]),
            arguments=("--input=docs", "--output=site", "--quiet"),
            files={"eleventy.config.mjs": "export default () => ({ markdownTemplateEngine: false });\n"},
        ),
    )


_LAYOUT = "<!doctype html><html><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>\n"


def _hugo() -> Path | None:
    """Return the program itself, not the Python script that calls it."""
    return next(_OTHERS.glob("lib/python*/site-packages/hugo/binaries/hugo*"), None)


def _there(program: Path) -> Path | None:
    return program if program.is_file() else None


def _answer(program: Path | None, argument: str) -> str:
    """Return the version that a program tells of itself."""
    told = subprocess.run([str(program), argument], capture_output=True, text=True, check=True)  # noqa: S603
    number = re.search(r"\d+\.\d+[\d.]*", told.stdout)
    return number[0] if number else told.stdout.strip()

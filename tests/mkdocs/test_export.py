"""The way out of MkDocs' hooks: the exported pages are the same pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from built import Site, build, environment_of
from click.testing import CliRunner
from guide.cli.main import main
from worlds import ENVIRONMENT, REPOSITORY

ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)


def _plain_mkdocs(root: Path, content: Path) -> Path:
    """Write what plain MkDocs needs to build exported pages: the theme and its shell, and no hook."""
    settings = {
        "site_name": "Exported",
        "site_url": "https://exported.example/",
        "docs_dir": content.as_posix(),
        "strict": True,
        "plugins": [],
        "theme": {"name": "material", "font": False, "custom_dir": (REPOSITORY / "overrides").as_posix()},
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return root


def _export(root: Path, to: Path, **environment: str) -> Path:
    result = CliRunner(env=environment_of(**environment)).invoke(main, ["export", str(to), "--root", str(root)])
    assert result.exit_code == 0, result.output
    return to


def _articles(site: Site) -> dict[str, str]:
    """Return the article of each page; without the hook the page for missing addresses is a page like others."""
    found = {address: ARTICLE.search(page.html) for address, page in site.pages.items()}
    return {address.replace("/404/", "/404.html"): match[0] for address, match in found.items() if match}


@pytest.mark.parametrize("which", ["own", "small"])
def test_exported_pages_are_the_same_as_hooked_ones(which: str, small_world: Path, tmp_path: Path) -> None:
    """Plain MkDocs must make of the exported files, for every page, the very article that the hook makes."""
    root, environment = (small_world, ENVIRONMENT) if which == "small" else (REPOSITORY, {})
    hooked = _articles(build(root, tmp_path / "hooked", **environment))
    content = _export(root, tmp_path / "content", **environment)
    (tmp_path / "plain").mkdir()
    plain = _articles(build(_plain_mkdocs(tmp_path / "plain", content), tmp_path / "exported", **environment))
    assert hooked.keys() == plain.keys()
    assert [address for address, article in hooked.items() if plain[address] != article] == []


def test_the_export_holds_every_other_file(small_world: Path, tmp_path: Path) -> None:
    """Redirects and data files must be exported with the bytes that the hook publishes; the search is the site's."""
    hooked = build(small_world, tmp_path / "hooked", **ENVIRONMENT)
    content = _export(small_world, tmp_path / "content", **ENVIRONMENT)
    files = [file for file in hooked.folder.rglob("*") if file.suffix in {".json", ".csv"}]
    files = [file for file in files if file.parent.name != "pagefind"]
    files += [hooked.folder / address.strip("/") / "index.html" for address in hooked.redirects]
    assert len(files) > 4
    for file in files:
        assert (content / file.relative_to(hooked.folder)).read_bytes() == file.read_bytes()


def test_a_broken_guide_is_not_exported(small_world: Path, tmp_path: Path) -> None:
    """Where there are problems, nothing may be written."""
    (small_world / "data" / "edition.yml").unlink()
    result = CliRunner().invoke(main, ["export", str(tmp_path / "content"), "--root", str(small_world)])
    assert result.exit_code == 1
    assert not (tmp_path / "content").exists()

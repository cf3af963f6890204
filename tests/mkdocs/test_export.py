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


@pytest.fixture
def content(small_world: Path, tmp_path: Path) -> Path:
    """The small guide, exported."""
    return _export(small_world, tmp_path / "content", **ENVIRONMENT)


def test_exported_pages_are_the_same_as_hooked_ones(small_site: Site, content: Path, tmp_path: Path) -> None:
    """Plain MkDocs must make of the exported files, for every page, the very article that the hook makes."""
    _assert_same_articles(small_site, content, tmp_path)


@pytest.mark.nightly
def test_exported_pages_of_the_own_guide_are_the_same(site: Site, tmp_path: Path) -> None:
    """What goes for the small guide must go for the project's own."""
    _assert_same_articles(site, _export(REPOSITORY, tmp_path / "content", GUIDE_SITE=site.address), tmp_path)


def _assert_same_articles(site: Site, content: Path, to: Path) -> None:
    hooked = _articles(site)
    (to / "plain").mkdir()
    plain = _articles(build(_plain_mkdocs(to / "plain", content), to / "exported", **ENVIRONMENT))
    assert hooked.keys() == plain.keys()
    assert [address for address, article in hooked.items() if plain[address] != article] == []


def test_the_export_holds_every_other_file(small_site: Site, content: Path) -> None:
    """Redirects and data files must be exported with the bytes that the hook publishes."""
    files = [file for file in small_site.folder.rglob("*") if file.suffix in {".json", ".csv"}]
    files += [small_site.folder / address.strip("/") / "index.html" for address in small_site.redirects]
    assert len(files) > 4
    for file in files:
        assert (content / file.relative_to(small_site.folder)).read_bytes() == file.read_bytes()


def test_a_broken_guide_is_not_exported(small_world: Path, tmp_path: Path) -> None:
    """Where there are problems, nothing may be written."""
    (small_world / "data" / "edition.yml").unlink()
    result = CliRunner().invoke(main, ["export", str(tmp_path / "content"), "--root", str(small_world)])
    assert result.exit_code == 1
    assert not (tmp_path / "content").exists()

"""The hook in a MkDocs build: what it registers, what it publishes, and how it fails."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from unittest import mock

import pytest
import yaml
from built import MUCH_LATER, Site, build, configuration, environment_of, epoch, snapshot, words
from click.testing import CliRunner
from guide.pages import build as pages_build
from mkdocs.__main__ import cli
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import Files, InclusionLevel, get_files
from PIL import Image
from worlds import ENVIRONMENT, REPOSITORY, SMALL_WORLD, change, read, write

FORK = {"GUIDE_SITE": "https://fork.example.net/guide", "GUIDE_REPOSITORY": "https://code.example.net/somebody/fork/"}


@pytest.fixture
def own_environment() -> Iterator[None]:
    """Give commands nothing of the guide's own but the day."""
    with mock.patch.dict(os.environ, environment_of(), clear=True):
        yield


def _build(root: Path, into: Path, **environment: str) -> Site:
    return build(root, into, **{**ENVIRONMENT, **environment})


def _registered(config: MkDocsConfig) -> Files:
    """Return the files after the hook has seen them, theme and all."""
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    return config.plugins.on_files(files, config=config)


def _spoil(root: Path) -> None:
    """Make mistakes in three files of different kinds."""
    change(root, "data/opinions/pebble.yml", "rank: 2", "rank: 7")
    change(root, "data/facts/folio.yml", "style:", "stile:")
    change(root, "content/about.md", "title:", "titel:")


MISTAKES = ("data/opinions/pebble.yml:", "data/facts/folio.yml:", "content/about.md:")


def test_a_right_guide_is_built_without_a_warning(small_site: Site) -> None:
    """A strict build must pass, and every page must be there."""
    assert {"/", "/404.html", "/compare/"} < small_site.pages.keys()


@pytest.mark.usefixtures("own_environment")
def test_every_validation_of_mkdocs_is_switched_on() -> None:
    """What MkDocs can check it must check, and a warning must be an error."""
    config = configuration(REPOSITORY, Path("unused"))
    levels = {**config.validation.nav, **config.validation.links}
    assert levels.keys() >= {"omitted_files", "not_found", "absolute_links", "unrecognized_links", "anchors"}
    assert set(levels.values()) == {logging.WARNING}
    assert config.strict


def test_all_mistakes_are_listed_at_once(small_world: Path) -> None:
    """Mistakes in several files must come in one error that names each of them at its place."""
    _spoil(small_world)
    config = configuration(small_world, small_world / "site")
    with pytest.raises(PluginError) as caught:
        config.plugins.on_config(config)
    lines = str(caught.value).splitlines()
    assert [line for line in lines if not re.match(r"[\w/.-]+:\d+:\d+: ", line)] == []
    assert all(any(line.startswith(start) for line in lines) for start in MISTAKES)


def test_a_mistake_leaves_the_published_site_untouched(small_site: Site, small_world: Path, tmp_path: Path) -> None:
    """A build that fails must have changed no byte of what is published, and say why without showing Python."""
    published = tmp_path / "site"
    shutil.copytree(small_site.folder, published)
    before = snapshot(published)
    _spoil(small_world)
    result = CliRunner().invoke(cli, ["build", "-f", str(small_world / "mkdocs.yml"), "-d", str(published)])
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert snapshot(published) == before


@pytest.mark.usefixtures("own_environment")
def test_only_the_pages_of_the_navigation_are_in_it(small_world: Path) -> None:
    """Pages of candidates and pairs must stay out of the global navigation, which is written on every page."""
    config = configuration(small_world, small_world / "unused")
    files = _registered(config)
    named = {path for entry in config.nav or () for path in entry.values()}
    assert named
    for file in files.documentation_pages():
        assert (file.inclusion == InclusionLevel.NOT_IN_NAV) == (file.src_uri not in named), file.src_uri


def test_the_navigation_of_a_built_page_is_short(small_site: Site) -> None:
    """A page must carry links to a handful of pages, however many candidates there are."""
    page = small_site.pages["/about/"]
    assert 2 <= len(page.elements("//header//nav//a")) <= 5
    assert not page.elements("//header//a[contains(@href, 'databases/')]")


def test_nothing_of_the_theme_is_published(small_site: Site) -> None:
    """Styles, scripts and fonts that the theme brings are not used, so they must not be published."""
    folder = small_site.folder
    allowed = {".html", ".xml", ".gz", ".json", ".csv", ".ics", ".png", ".md", ".txt"}
    others = {file.relative_to(folder) for file in folder.rglob("*") if file.is_file() and file.suffix not in allowed}
    others = {path for path in others if path.parts[0] != "badge" and not path.name.startswith("_")}
    shell = REPOSITORY / "overrides"
    ours = {file.relative_to(shell) for name in ("images", "scripts") for file in (shell / name).rglob("*")}
    (version,) = (folder / "assets").iterdir()
    published = {path.relative_to(f"assets/{version.name}") if path.parts[0] == "assets" else path for path in others}
    assert published <= ours | {Path("styles/components/search.css"), Path("favicon.ico")}


def test_what_browsers_may_keep_has_another_address_when_it_changes(
    small_site: Site, small_world: Path, tmp_path: Path
) -> None:
    """No page may meet a script of another day, and no script another script: all lie under what tells them apart."""
    scripts = re.compile(r'<script src="(?:/guide/|[./]*)([^"]+)"')
    before = {path for page in small_site.pages.values() for path in scripts.findall(page.html)}
    assert all(re.fullmatch(r"assets/[0-9a-f]{10}/scripts/[a-z/-]+\.js", path) for path in before)
    folders = {PurePosixPath(path).parts[1] for path in before}
    assert {folder.name for folder in (small_site.folder / "assets").iterdir()} == folders
    shell = tmp_path / "overrides"
    shutil.copytree(REPOSITORY / "overrides", shell)
    change(tmp_path, "overrides/scripts/shared/elements.js", "/*", "/* Changed. ")
    settings = yaml.safe_load(read(small_world, "mkdocs.yml"))
    settings["theme"]["custom_dir"] = shell.as_posix()
    write(small_world, "mkdocs.yml", yaml.safe_dump(settings))
    after = {
        path for page in _build(small_world, tmp_path / "site").pages.values() for path in scripts.findall(page.html)
    }
    assert len(after) == len(before)
    assert not before & after


def test_icons_that_are_asked_for_unseen_answer(small_site: Site) -> None:
    """Browsers, phones and feed readers ask for these by their names, whatever the page says."""
    with Image.open(small_site.folder / "favicon.ico") as icon:
        assert icon.size == (32, 32)
    with Image.open(small_site.folder / "apple-touch-icon.png") as icon:
        assert icon.size == (180, 180)


def test_templates_and_prose_are_not_published(small_site: Site) -> None:
    """No source of a page may be published beside the page; what is named like one is its twin."""
    folder = small_site.folder
    assert [file for file in folder.rglob("*") if file.suffix in {".yml", ".py", ".j2", ".jinja"}] == []
    markdown = {file.relative_to(folder).as_posix() for file in folder.rglob("*.md")}
    answering = small_site.pages.keys() | small_site.redirects.keys()
    assert markdown >= {f"{address[1:]}index.md" for address in small_site.pages.keys() - {"/404.html"}}
    assert markdown <= {f"{address[1:]}index.md" for address in answering}
    assert [path for path in markdown if f'\naddress: "{small_site.address}' not in small_site.text(path)] == []
    assert not (folder / "main.html").exists()
    assert not (folder / "partials").exists()


def test_nothing_that_stands_among_the_prose_is_published_as_it_is(small_world: Path, tmp_path: Path) -> None:
    """Even if the check let a page or a script through, it must not reach the site, nor take the place of ours."""
    foreign = ("images/login.html", "images/favicon.svg", "scripts/shared/palette.js", "scripts/own.js")
    config = configuration(small_world, tmp_path / "site")
    with mock.patch.dict(os.environ, environment_of(**ENVIRONMENT), clear=True):
        config.plugins.on_startup(command="build", dirty=False)
        config = config.plugins.on_config(config)
        for path in foreign:
            write(small_world, f"content/{path}", "<script>window.foreign = true</script>")
        files = config.plugins.on_files(get_files(config), config=config)
    assert [file.src_uri for file in files if file.src_uri in foreign] == []


def _change_links(site: Site) -> dict[str, str]:
    """Return where each page's own link for a change leads."""
    links = {
        address: [str(link.get("href")) for link in page.elements("//footer//a") if words(link) == "Change this page"]
        for address, page in site.pages.items()
    }
    return {address: found[0] if found else "" for address, found in links.items()}


EDITED = {
    "/": "content/index.md",
    "/about/": "content/about.md",
    "/databases/pebble/": "data/opinions/pebble.yml",
    "/compare/folio-vs-granite/": "data/pairs/folio-vs-granite.yml",
}


@pytest.mark.parametrize(("address", "path"), EDITED.items())
def test_change_this_page_leads_to_its_file(small_site: Site, address: str, path: str) -> None:
    """A reader who would change a page must be led to the very file that it is made of."""
    edition = yaml.safe_load(read(SMALL_WORLD, "data/edition.yml"))
    assert _change_links(small_site)[address] == f"{edition['repository']}/edit/{edition['branch']}/{path}"
    assert (SMALL_WORLD / path).is_file()


def test_every_edit_link_leads_to_a_file(small_site: Site) -> None:
    """No link for a change, on any page, may lead to a file that does not exist."""
    edition = yaml.safe_load(read(SMALL_WORLD, "data/edition.yml"))
    start = f"{edition['repository']}/edit/{edition['branch']}/"
    links = {link for page in small_site.pages.values() for link in page.links() if "/edit/" in link}
    assert len(links) > len(small_site.candidates)
    assert {link for link in links if not link.startswith(start)} == set()
    assert [link for link in links if not (SMALL_WORLD / link.removeprefix(start)).is_file()] == []


def test_a_forks_links_lead_to_the_fork(small_world: Path, tmp_path: Path) -> None:
    """The addresses in the environment must win, everywhere, over those in the data."""
    edition = yaml.safe_load(read(small_world, "data/edition.yml"))
    site = _build(small_world, tmp_path / "site", **FORK)
    assert site.address == "https://fork.example.net/guide/"
    published = "\n".join(text for path, text in site.texts() if not path.endswith(".svg"))
    assert "https://code.example.net/somebody/fork/edit/" in published
    assert "https://fork.example.net/guide/" in site.text("sitemap.xml")
    assert edition["repository"] not in published
    assert edition["site"] not in published


def test_an_empty_setting_counts_as_none(small_world: Path, tmp_path: Path) -> None:
    """A setting that is there but empty, as in many pipelines, must leave the address of the data in force."""
    edition = yaml.safe_load(read(small_world, "data/edition.yml"))
    site = _build(small_world, tmp_path / "site", GUIDE_SITE="", GUIDE_REPOSITORY="")
    assert site.address == edition["site"]
    assert edition["repository"] in site.pages["/about/"].html


def test_the_sitemap_has_every_page_and_its_true_date(small_site: Site) -> None:
    """Each page must be in the sitemap once, with the day on which its data says it was last re-read."""
    entries = re.findall(r"<loc>(.+?)</loc>\s*<lastmod>(.+?)</lastmod>", small_site.text("sitemap.xml"))
    dates = {"/" + address.removeprefix(small_site.address): date for address, date in entries}
    assert len(dates) == len(entries)
    assert dates.keys() == small_site.pages.keys() - {"/404.html"}
    opinion = yaml.safe_load(read(SMALL_WORLD, "data/opinions/pebble.yml"))
    assert dates["/databases/pebble/"] == str(opinion["reviewed"])


def test_a_second_build_sees_the_change_and_not_the_first_build(
    small_site: Site, small_world: Path, tmp_path: Path
) -> None:
    """Two builds in one process, as under `mkdocs serve`, must each show their own data and nothing else."""
    old, new = "One file, no server, few worries.", "A changed verdict."
    _build(small_world, tmp_path / "first")
    change(small_world, "data/opinions/pebble.yml", old, new)
    change(small_world, "data/opinions/pebble.yml", "reviewed: 2025-12-01", "reviewed: 2025-12-24")
    second = _build(small_world, tmp_path / "second")
    assert old in small_site.pages["/"].text
    assert old not in second.pages["/"].text
    assert new in second.pages["/"].text
    assert "<lastmod>2025-12-24</lastmod>" in second.text("sitemap.xml")


def test_guides_in_one_process_do_not_mix(small_site: Site, small_world: Path, tmp_path: Path) -> None:
    """A build must remember nothing of another guide, nor of a failed build, before it: once mended, all is well."""
    before = snapshot(small_site.folder)
    change(small_world, "data/opinions/pebble.yml", "few worries", "no worries")
    _build(small_world, tmp_path / "other")
    change(small_world, "data/opinions/pebble.yml", "rank: 2", "rank: two")
    with pytest.raises(Abort):
        _build(small_world, tmp_path / "broken")
    change(small_world, "data/opinions/pebble.yml", "rank: two", "rank: 2")
    change(small_world, "data/opinions/pebble.yml", "no worries", "few worries")
    assert snapshot(_build(small_world, tmp_path / "after").folder) == before


@pytest.mark.usefixtures("own_environment")
def test_nothing_of_the_guide_takes_the_place_of_the_shell(small_world: Path, tmp_path: Path) -> None:
    """A redirect to be answered where a picture of the shell lies must be told at its line, with both writers."""
    moved = "- old: /images/favicon.svg\n  new: /badge/2025/granite.svg\n"
    write(small_world, "data/redirects.yml", read(small_world, "data/redirects.yml") + moved)
    with pytest.raises(PluginError, match=r"data/redirects.yml:3:8: .* has two writers, the shell and the guide; "):
        _registered(configuration(small_world, tmp_path / "site"))


def _served(root: Path, into: Path) -> Site:
    """Build as `mkdocs serve` does: with an address of its own."""
    return build(root, into, address="http://127.0.0.1:8000/", **ENVIRONMENT)


def test_a_mistake_shows_over_the_last_good_page(
    small_world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever writes must see on every page, and on the terminal, what is wrong and where, until it is mended."""
    good = _served(small_world, tmp_path / "site").pages["/databases/pebble/"].html
    change(small_world, "data/opinions/pebble.yml", "rank: 2", "rank: <b>2")
    broken = _served(small_world, tmp_path / "site").pages["/databases/pebble/"]
    (shown,) = broken.elements("//*[@role='alert' and @aria-label='Problems']//li")
    assert words(shown).startswith("data/opinions/pebble.yml:")
    assert "<b>" in words(shown)
    assert good.partition("<main")[2] == broken.html.partition("<main")[2]
    assert "data/opinions/pebble.yml:" in capsys.readouterr().err
    change(small_world, "data/opinions/pebble.yml", "rank: <b>2", "rank: 2")
    assert _served(small_world, tmp_path / "site").pages["/databases/pebble/"].html == good


def test_a_guide_that_was_never_good_is_not_served(small_world: Path, tmp_path: Path) -> None:
    """Without a page to show, the server must not start, and say why."""
    change(small_world, "data/opinions/pebble.yml", "rank: 2", "rank: two")
    with pytest.raises(Abort):
        _served(small_world, tmp_path / "site")


def test_what_has_not_changed_is_not_written_again(
    small_world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change in one pair, only pages that read it may be written; that is what makes a second build fast."""
    _build(small_world, tmp_path / "first")
    change(small_world, "data/facts/pebble.yml", "what: ", "what: Still ")
    written: list[str] = []
    render = pages_build._render  # noqa: SLF001 - what costs most
    monkeypatch.setattr(
        pages_build,
        "_render",
        lambda *given, **more: (written.append(given[3]), render(*given, **more))[1],  # type: ignore[func-returns-value]
    )
    _build(small_world, tmp_path / "second")
    assert "/databases/pebble/" in written
    assert not {"/databases/granite/", "/about/", "/method/", "/changes/"} & set(written)


def test_a_day_that_passes_is_seen_by_pages_that_are_kept(later_site: Site, small_world: Path, tmp_path: Path) -> None:
    """Where nothing but the day is another, a second build must mark what is past its date as a first one does."""
    _build(small_world, tmp_path / "first")
    second = _build(small_world, tmp_path / "second", SOURCE_DATE_EPOCH=epoch(MUCH_LATER))
    assert snapshot(second.folder) == snapshot(later_site.folder)

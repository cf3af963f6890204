"""Puts the guide's pages into a MkDocs build; the only file that knows MkDocs."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click
from guide.derive import routes
from guide.derive.guide import Guide
from guide.derive.writers import merged
from guide.model import formats
from guide.model.problems import InvalidGuide
from guide.model.reads import reading
from guide.pages.compact_css import with_compact_styles
from guide.pages.csp import with_policy
from guide.pages.head import head, title
from guide.pages.page import Page as WrittenPage
from guide.pages.page import packed, unpacked
from guide.render.environment import compiled
from guide.site import digests
from guide.site.build import Publication
from guide.site.kept import folder_digest, made_with
from guide.site.one_writer import located_clashes
from guide.site.whole import read_whole
from guide.source.cache import Cache, digest
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

_RUNNING = Path(__file__).read_text(encoding="utf-8")
"""This file as it runs, whatever is edited while it does."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read, check and write the whole guide before anything on disk is touched."""
    serving = bool(config.site_url)  # Only the server for a look has set an address by now.
    try:
        whole = read_whole(Path(config.config_file_path).parent, serving=serving)
    except InvalidGuide as error:
        raise PluginError(str(error)) from None
    for problem in whole.problems:
        click.echo(problem, err=True)
    guide, preview = whole.publication.guide, os.environ.get("GUIDE_PREVIEW", "")
    settings = repr((config.nav, sorted(map(str, config.theme.items())), serving, preview))
    shell = folder_digest(*map(Path, config.theme.dirs[:1])), _RUNNING, settings
    guide.cache.knows("shell", digest(*shell))
    config.extra |= {"guide": guide, "publication": whole.publication}
    config.extra |= {"serving": serving, "preview": preview, "problems": whole.problems}
    config.site_name, config.site_url = guide.edition.name, guide.site
    config.theme.dirs = config.theme.dirs[:1]  # The shell is all that is used; nobody need look through 14,000 icons.
    config.theme.static_templates -= set(whole.publication.files)  # The sitemap lists pages that MkDocs does not see.
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Register every page and file of the guide, and drop what the theme brings but the site does not use."""
    publication: Publication = config.extra["publication"]
    in_navigation = {path for entry in config.nav or () for path in entry.values()}
    for file in list(files):
        # What stands among the prose is never published as it is: a proposal could bring scripts of its own.
        if file.src_dir == config.docs_dir or not file.src_uri.startswith(routes.SHELL):
            files.remove(file)
    versioned = routes.versioned({file.src_uri: file.content_bytes for file in files})
    for file in files:
        file.dest_uri = versioned(file.src_uri)
    config.extra["versioned"] = versioned
    for path, make in _own_files(files, config).items():
        files.append(_Made(config, path, make))
    for page in publication.pages:
        if page.kind == "404":
            continue
        if page.source not in in_navigation and (whole := _kept(config, page)):
            files.append(_Made(config, routes.page_path(page.address), whole))
            continue
        file = File.generated(config, page.source, content=page.front_matter())
        if page.source not in in_navigation:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
    return files


def _own_files(others: Files, config: MkDocsConfig) -> Mapping[str, Callable[[], str | bytes]]:
    """Return what makes each file that is neither a page nor from the theme; no two may lie at one path."""
    publication: Publication = config.extra["publication"]
    own = publication.makers()
    try:
        with located_clashes(publication.guide, Path(config.config_file_path).parent):
            merged((("the shell", {file.dest_uri: bytes for file in others}), ("the guide", own)))
    except InvalidGuide as error:
        raise PluginError(str(error)) from None
    return own


class _Made(File):
    """A file that is published as it is; what is in it is made when it is written."""

    def __init__(self, config: MkDocsConfig, path: str, make: Callable[[], str | bytes]) -> None:
        # MkDocs takes whatever is named like Markdown for a page.
        source = f"{path}.txt" if path.endswith(".md") else path
        super().__init__(source, None, config.site_dir, config.use_directory_urls, dest_uri=path)
        self.generated_by = "guide"
        self._make = make

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as MkDocs calls it
        """Write the file where it belongs on the site."""
        content = self._make()
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())


def _kept(config: MkDocsConfig, page: WrittenPage) -> Callable[[], str] | None:
    """Return what gives the whole page as an earlier build left it; nothing if it would be another one now."""
    cache: Cache = config.extra["guide"].cache
    cache.knows(f"body {page.address}", digest(repr(page)))
    whole = cache.get(f"whole {page.address}")
    return partial(unpacked, whole) if whole else None


def on_env(env: Environment, **_: object) -> Environment:
    """Keep the compiled shell for the next build."""
    env.bytecode_cache = compiled()
    return env


def on_page_markdown(*_: object, **__: object) -> str:
    """Keep what is HTML already away from the Markdown parser."""
    return ""


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object) -> dict[str, Any]:
    """Give the page its text, its guide, its head, and the address where it can be changed."""
    guide, written = config.extra["guide"], _written(config, page.file.src_uri)
    page.content = written.shown
    page.edit_url = guide.edit_address(written.edit)
    with reading() as config.extra["reads"]:
        said = head(guide, written) if written.listed else None
    return context | _said_of(guide) | {"head": said}


def on_template_context(context: dict[str, Any], config: MkDocsConfig, **_: object) -> dict[str, Any]:
    """Give the page for missing addresses its text."""
    guide, written = config.extra["guide"], _written(config, "404.md")
    return context | _said_of(guide) | {"missing": replace(written, title=title(guide, written))}


def _said_of(guide: Guide) -> dict[str, Any]:
    """Return what the shell says of the guide."""
    return {"guide": guide, "published": formats.date(guide.edition.published)}


def on_post_page(output: str, config: MkDocsConfig, page: Page, **_: object) -> str:
    """Finish the page, and keep it for the next build."""
    page.content = None  # Memory need not hold all pages at once.
    whole = _finished(output, config)
    written, cache = _written(config, page.file.src_uri), config.extra["guide"].cache
    reads = {*config.extra["reads"], "shared", "shell", f"body {written.address}"}
    cache.keep(f"whole {written.address}", reads, packed(whole))
    return whole


def on_post_template(output: str, config: MkDocsConfig, **_: object) -> str:
    """Finish the page for missing addresses."""
    return _finished(output, config)


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    """Put what was kept in its place, and list what was written."""
    if not config.extra["serving"]:
        digests.write(Path(config.site_dir))
    config.extra["guide"].cache.close(made_with(Path(config.config_file_path).parent))


def _finished(output: str, config: MkDocsConfig) -> str:
    """Return a page with compact styles and its policy, unless it is served for a look: then MkDocs adds a script."""
    return output if config.extra["serving"] else with_policy(with_compact_styles(output))


def _written(config: MkDocsConfig, source: str) -> WrittenPage:
    publication: Publication = config.extra["publication"]
    return publication.by_source[source]

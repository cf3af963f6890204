"""Puts the guide's pages into a MkDocs build; the only file that knows MkDocs."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from guide.derive import routes
from guide.derive.guide import Guide
from guide.derive.writers import merged
from guide.exports.pagefind import NoIndex, index_files
from guide.exports.search_records import search_records
from guide.model import formats
from guide.model.problems import InvalidGuide
from guide.pages.csp import with_policy
from guide.pages.head import head, title
from guide.pages.page import Page as WrittenPage
from guide.site.build import Publication, publish
from guide.site.load import today_from
from guide.site.one_writer import told_in_place
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read, check and write the whole guide in memory, its search too, before anything on disk is touched."""
    try:
        publication = publish(Path(config.config_file_path).parent, today_from())
        config.extra["search"] = index_files(search_records(publication.guide))
    except (InvalidGuide, NoIndex) as error:
        raise PluginError(str(error)) from None
    # Only the server for a look has set an address by now.
    config.extra["serving"] = bool(config.site_url)
    guide = publication.guide
    config.site_name = guide.edition.name
    config.site_url = guide.site
    preview = os.environ.get("GUIDE_PREVIEW", "")
    config.extra |= {"guide": guide, "publication": publication, "preview": preview}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Register every page and file of the guide, and drop what the theme brings but the site does not use."""
    publication: Publication = config.extra["publication"]
    in_navigation = {path for entry in config.nav or () for path in entry.values()}
    for file in list(files):
        # What stands among the prose is never published as it is: a proposal could bring scripts of its own.
        if file.src_dir == config.docs_dir or not file.src_uri.startswith(routes.SHELL):
            files.remove(file)
    for page in publication.pages:
        if page.kind == "404":
            continue
        file = File.generated(config, page.source, content=page.as_markdown())
        if page.source not in in_navigation:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
    for path, content in _own_files(files, config).items():
        files.append(_file(config, path, content))
    return files


def _own_files(others: Files, config: MkDocsConfig) -> dict[str, str | bytes]:
    """Return every file that is neither a page nor from the theme; no two may lie at one path."""
    publication: Publication = config.extra["publication"]
    own = [("the guide", publication.all_files()), ("the search", config.extra["search"])]
    try:
        with told_in_place(publication.guide, Path(config.config_file_path).parent):
            merged((("the shell", {file.dest_uri: b"" for file in others}), *own))
    except InvalidGuide as error:
        raise PluginError(str(error)) from None
    return merged(own)


def _file(config: MkDocsConfig, path: str, content: str | bytes) -> File:
    """Return a file that is published as it is; MkDocs takes whatever is named like Markdown for a page."""
    file = File.generated(config, f"{path}.txt" if path.endswith(".md") else path, content=content)
    file.dest_uri = path
    return file


def on_page_markdown(*_: object, **__: object) -> str:
    """Keep what is HTML already away from the Markdown parser."""
    return ""


def on_page_content(_html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Put the guide's HTML in place of the parsed page, and the day on which it really changed, before the sitemap."""
    written = _written(config, page.file.src_uri)
    page.update_date = written.updated.last_day.isoformat()
    if not written.listed:
        page.canonical_url = page.abs_url = None  # The sitemap lists those that have one.
    return written.body


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object) -> dict[str, Any]:
    """Give the page its guide, its head, and the address where it can be changed."""
    guide, written = config.extra["guide"], _written(config, page.file.src_uri)
    page.edit_url = guide.edit_address(written.edit)
    return context | _said_of(guide) | {"head": head(guide, written) if written.listed else None}


def on_template_context(context: dict[str, Any], config: MkDocsConfig, **_: object) -> dict[str, Any]:
    """Give the page for missing addresses its text."""
    guide, written = config.extra["guide"], _written(config, "404.md")
    return context | _said_of(guide) | {"missing": replace(written, title=title(guide, written))}


def _said_of(guide: Guide) -> dict[str, Any]:
    """Return what the shell says of the guide."""
    return {"guide": guide, "published": formats.date(guide.edition.published)}


def on_post_page(output: str, config: MkDocsConfig, **_: object) -> str:
    """Give the page its policy, unless it is served for a look: then MkDocs puts a script of its own into it."""
    return output if config.extra["serving"] else with_policy(output)


on_post_template = on_post_page


def _written(config: MkDocsConfig, source: str) -> WrittenPage:
    publication: Publication = config.extra["publication"]
    return publication.by_source[source]

"""The Jinja environment: templates with everything that they may use."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined

from guide.derive import release_lines, routes, timeline
from guide.derive.guide import Guide
from guide.model import formats, urls
from guide.render.escaping import breakable
from guide.render.highlight import language
from guide.render.icons import icon


def compiled() -> FileSystemBytecodeCache | None:
    """Return where templates are kept compiled, as Python keeps modules: beside the libraries; None if that cannot be.

    Jinja holds what is kept there against the text of the template and its own version. The environment variable
    GUIDE_NO_CACHE compiles anew.
    """
    folder = Path(sys.prefix, "var", "guide-templates")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    if os.environ.get("GUIDE_NO_CACHE") or not os.access(folder, os.W_OK):
        return None
    return FileSystemBytecodeCache(str(folder))


def compile_all() -> None:
    """Compile every template of pages and pictures, for all later builds."""
    environment = _environment()
    for name in environment.list_templates(extensions=["html", "svg"]):
        environment.get_template(name)


def templates(guide: Guide) -> Environment:
    """Return the templates with everything that they may use."""
    environment = _environment()
    environment.globals |= {
        "guide": guide,
        "anchor": urls.anchor,
        "breakable": breakable,
        "endpoints": routes.endpoints(guide),
        "release_lines": release_lines,
        "routes": routes,
        "timelines": timeline,
        "edit": guide.edit_address,
        "icon": icon,
        "language": language,
        "view": guide.view_address,
    }
    return environment


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("guide"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled(),
    )
    environment.filters |= {
        "day": formats.date,
        "spelled": formats.spelled,
        "words": lambda key: key.replace("_", " "),
        "names": lambda slugs, guide: " or ".join(guide.by_slug[slug].name for slug in slugs),
    }
    return environment

"""The Jinja environment: templates with everything that they may use."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from guide.derive import routes
from guide.derive.guide import Guide
from guide.derive.statements import Statement
from guide.model import formats, urls
from guide.render.icons import icon

_COMPILED = Path(__file__).parents[1] / "templates" / "__pycache__"
"""Where templates are kept compiled, as Python keeps its modules; Jinja compares them with their source."""


def compiled_templates() -> BytecodeCache | None:
    """Return where compiled templates are kept; nothing where Python keeps no compiled modules either."""
    if sys.dont_write_bytecode or not os.access(_COMPILED.parent, os.W_OK):
        return None
    _COMPILED.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(_COMPILED), "%s.jinja")


def templates(guide: Guide) -> Environment:
    """Return the templates with everything that they may use."""
    environment = Environment(
        loader=PackageLoader("guide"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled_templates(),
    )
    environment.filters |= {
        "day": formats.date,
        "share": formats.share,
        "words": lambda key: key.replace("_", " "),
        "names": lambda slugs, guide: " or ".join(guide.by_slug[slug].name for slug in slugs),
    }
    environment.globals |= {
        "guide": guide,
        "anchor": urls.anchor,
        "endpoints": routes.endpoints(guide),
        "routes": routes,
        "edit": guide.edit_address,
        "icon": icon,
        "view": guide.view_address,
        "short_source": short_source,
    }
    return environment


def short_source(statement: Statement, entry: str = "") -> Markup:
    """Return source and date of a statement, for places with little room; the date may lead to the whole entry."""
    date = f'<time datetime="{escape(statement.as_of.text)}">{escape(formats.date(statement.as_of))}</time>'
    if entry:
        date = f'<a href="{escape(entry)}">{date}</a>'
    if statement.source is None:
        return Markup(f"looked for until {date}")  # noqa: S704 - escaped above, part by part
    label = escape(statement.source.label)
    if statement.source_address:
        label = Markup(f'<a href="{escape(statement.source_address)}">{label}</a>')  # noqa: S704 - likewise
    return Markup(f"{label}, {date}")  # noqa: S704 - likewise

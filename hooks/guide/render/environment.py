"""The Jinja environment: templates with everything that they may use."""

from __future__ import annotations

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from guide.derive import routes
from guide.derive.guide import Guide
from guide.derive.statements import Statement
from guide.model import formats, urls
from guide.render.icons import icon
from guide.source.cache import Cache


class Compiled(BytecodeCache):
    """Keeps templates compiled among the results of earlier builds: to compile one takes as long as to fill it."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if it is known; Jinja compares its checksum with that of the source."""
        if self._cache.has(f"template {bucket.key}"):
            bucket.bytecode_from_string(self._cache.kept(f"template {bucket.key}"))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds."""
        self._cache.keep(f"template {bucket.key}", (), bucket.bytecode_to_string())


def templates(guide: Guide) -> Environment:
    """Return the templates with everything that they may use."""
    environment = Environment(
        loader=PackageLoader("guide"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
        bytecode_cache=Compiled(guide.cache),
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

"""The Jinja environment: templates with everything that they may use."""

from __future__ import annotations

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from guide.derive import routes
from guide.derive.guide import Guide
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
    }
    return environment

"""The Jinja environment: templates with everything that they may use."""

from __future__ import annotations

from typing import ClassVar

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from guide.derive import routes
from guide.derive.guide import Guide
from guide.model import formats, urls
from guide.render.icons import icon
from guide.source.cache import Cache


class Compiled(BytecodeCache):
    """Keeps templates compiled, for this process and for later builds: to compile one takes as long as to fill it."""

    _in_process: ClassVar[dict[str, bytes]] = {}

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if it is known; Jinja compares its checksum with that of the source."""
        name = f"template {bucket.key}"
        code = self._cache.get(name)
        if code is None and name in self._in_process:
            code = self._in_process[name]
            self._cache.keep(name, (), code)
        if code:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds."""
        name = f"template {bucket.key}"
        self._in_process[name] = bucket.bytecode_to_string()
        self._cache.keep(name, (), self._in_process[name])


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

"""The sitemap (sitemaps.org): every page that is to be found, with the day on which it really changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from guide.derive import routes
from guide.derive.guide import Guide
from guide.render.compressed import compressed

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def files(guide: Guide, pages: Mapping[str, dt.date]) -> dict[str, bytes]:
    """Return the sitemap and its compressed form by path; takes the day on which each page changed by its address."""
    sitemap = ET.Element("urlset", xmlns=_NAMESPACE)
    for address, changed in pages.items():
        entry = ET.SubElement(sitemap, "url")
        ET.SubElement(entry, "loc").text = guide.whole(address)
        ET.SubElement(entry, "lastmod").text = changed.isoformat()
    ET.indent(sitemap, " ")
    text = ET.tostring(sitemap, encoding="utf-8", xml_declaration=True) + b"\n"
    return {routes.SITEMAP: text, f"{routes.SITEMAP}.gz": compressed(text)}

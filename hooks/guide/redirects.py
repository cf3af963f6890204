"""Leads former and other addresses to the pages where they are now, on any host and without script."""

from __future__ import annotations

from collections.abc import Iterator

from guide import addresses
from guide.guide import Guide
from guide.writing import templates

_SCRIPT = "/scripts/redirect.js"


def files(guide: Guide) -> dict[str, str]:
    """Return a page for each address that leads elsewhere, and a list of all for hosts that redirect by themselves."""
    page = templates(guide).get_template("redirect.html")
    ways = {**guide.former_addresses(), **guide.passing_addresses()}
    pages = {
        f"{old.strip('/')}/index.html": page.render(
            target=addresses.relative(new, old),
            canonical=guide.site + new[1:],
            script=addresses.relative(_SCRIPT, guide.on_site(old)),
        )
        for old, new in ways.items()
    }
    return pages if guide.past else {**pages, "_redirects": "".join(_lines(guide))}


def _lines(guide: Guide) -> Iterator[str]:
    """Yield a line for each address; browsers keep what a host calls permanent, so what is for now must not be."""
    for edition in (guide, *guide.predecessors):
        for old, new in edition.former_addresses().items():
            yield f"{edition.on_site(old)} {edition.on_site(new)} 301\n"
    for old, new in guide.passing_addresses().items():
        yield f"{old} {new} 302\n"

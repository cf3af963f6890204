"""Leads former and other addresses to the pages where they are now, on any host and without script."""

from __future__ import annotations

from guide import addresses
from guide.guide import Guide
from guide.writing import templates


def files(guide: Guide) -> dict[str, str]:
    """Return a page for each former address, and the same list for hosts that redirect by themselves."""
    page = templates(guide).get_template("redirect.html")
    ways = guide.former_addresses()
    pages = {
        f"{old.strip('/')}/index.html": page.render(target=addresses.relative(new, old), canonical=guide.site + new[1:])
        for old, new in ways.items()
    }
    return {**pages, "_redirects": "".join(f"{old} {new} 301\n" for old, new in ways.items())}

"""Leads former and other addresses to where everything is now, on any host and without script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from guide.derive import routes
from guide.derive.guide import Guide
from guide.derive.writers import merged
from guide.model import urls
from guide.render.environment import templates


def targets(guide: Guide) -> Mapping[str, str]:
    """Return the address that each former or other address leads to, for good or for now."""
    return {**guide.former_addresses(), **guide.passing_addresses()}


def files(guide: Guide) -> dict[str, str]:
    """Return a page for each former address of a page; it needs no script, but keeps an anchor only with one."""
    page = templates(guide).get_template("exports/redirect.html")

    def redirecting(addresses: Mapping[str, str]) -> Mapping[str, str]:
        return {
            routes.page_path(old): page.render(
                target=urls.relative(new, old),
                canonical=guide.whole(new.partition("?")[0]),
                script=urls.relative(routes.MOVED_SCRIPT, old),
            )
            for old, new in addresses.items()
        }

    return merged(
        (
            ("a former address", redirecting(guide.former_addresses())),
            ("an address that leads on for now", redirecting(guide.passing_addresses())),
        )
    )


def copies(guide: Guide, paths: Iterable[str]) -> dict[str, str]:
    """Return the file to put at each path that a file had before it moved, or its candidate or pair was renamed.

    A static host cannot redirect a program or a picture, so the same file lies at the former path. A name counts where
    it is a whole part of a path, up to a slash or a dot. Raises TwoWriters if one path would have to be two files.
    """
    known = set(paths)
    moved = {entry.old[1:]: entry.new[1:] for entry in guide.redirects if entry.kind == "file"}
    parts = [("a file that moved", {old: new for old, new in moved.items() if new in known})]
    bearing = _by_name(known)
    for former, name in guide.former_names().items():
        part = re.compile(rf"(?<![^/]){re.escape(name)}(?![^/.])")
        parts.append((f"the former name {former}", {part.sub(former, path): path for path in bearing.get(name, ())}))
    return merged(parts)


def _by_name(paths: Iterable[str]) -> Mapping[str, list[str]]:
    """Return, for each whole part of a path, the paths that bear it, in order."""
    bearing: dict[str, list[str]] = {}
    for path in sorted(paths):
        for name in {part.partition(".")[0] for part in path.split("/")}:
            bearing.setdefault(name, []).append(path)
    return bearing


def listed(guide: Guide, moved: Mapping[str, str]) -> str:
    """Return the list of all redirects, in the form that Netlify, Cloudflare Pages and GitLab Pages read.

    Takes the present path of each file that moved. Addresses carry the path that the site lies under: such a host
    reads the list at the root of what it serves, and matches whole paths. Browsers keep what a host calls permanent,
    so what leads elsewhere only for now is not called that.
    """
    under = urlsplit(guide.site).path.rstrip("/")
    for_now = guide.passing_addresses()
    both = {**targets(guide), **{routes.address_of(old): routes.address_of(new) for old, new in moved.items()}}
    return "".join(f"{under}{old} {under}{new} {302 if old in for_now else 301}\n" for old, new in both.items())

"""Addresses and anchors of the site: stable, because others link to them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from itertools import product
from urllib.parse import urlsplit


def prose(name: str) -> str:
    """Return the page of a prose file, from the root of the site."""
    return "/" if name == "index" else f"/{name}/"


RANKING = prose("index")
COMPARE = prose("compare")
HOW_TO_PICK = prose("how-to-pick")
RULES = prose("rules")
METHOD = prose("method")
NOT_RANKED = prose("not-ranked")
CHANGES = prose("changes")
DATA = prose("data")
ABOUT = prose("about")
"""The pages that every guide has, as far as something else leads to them."""

CODE = prose("code")
"""The page of the samples, with the first of their tasks."""


def task(name: str) -> str:
    """Return the page of a task of the samples, but for the first, whose page is that of all."""
    return f"{CODE}{name}/"


def candidate(many: str, slug: str) -> str:
    """Return the page of a candidate, from the root of the site."""
    return f"/{many}/{slug}/"


def pair(first: str, second: str) -> str:
    """Return the page of a pair, which has one address in whichever order it is asked for."""
    return f"{COMPARE}{pair_name(first, second)}/"


def pair_name(first: str, second: str) -> str:
    """Return the name of a pair's file and page: alphabetical."""
    return "-vs-".join(sorted((first, second)))


def pair_in_any_words(first_names: Sequence[str], second_names: Sequence[str]) -> Iterator[str]:
    """Yield every address that a pair's page may be asked for at: each of the names of the two, in both orders."""
    for first, second in product(first_names, second_names):
        yield f"{COMPARE}{first}-vs-{second}/"
        yield f"{COMPARE}{second}-vs-{first}/"


def chosen(*slugs: str) -> str:
    """Return where some stand side by side; takes their slugs in order of rank."""
    return f"{COMPARE}?f={','.join(slugs)}"


def anchor(*words: str) -> str:
    """Return an anchor made of a kind of thing and its key, such as `fact-first-release`."""
    return "-".join(words).replace("_", "-")


def part(page: str, *words: str) -> str:
    """Return the address of an anchor on a page; takes the page, a kind of thing and its key."""
    return f"{page}#{anchor(*words)}"


def slug(name: str) -> str:
    """Return a name as it can stand in an address; empty if no letter or digit of it can."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def relative(target: str, page: str) -> str:
    """Return the way from one page to another address of the site; both start with a slash."""
    address, hash_mark, fragment = target.partition("#")
    if address == page and fragment:
        return hash_mark + fragment
    way = posixpath.relpath(address, page)
    slash = "/" if address.endswith("/") else ""
    return f"{way}{slash}{hash_mark}{fragment}"


def source_file(page: str) -> str:
    """Return the file, under the content folder, of the page at an address."""
    return "index.md" if page == "/" else page.strip("/") + ".md"


def is_page(address: str) -> bool:
    """Return whether an address of the site is that of a page, and not of something on it or of a file."""
    return re.fullmatch(r"/([a-z0-9-]+/)*", address) is not None


def without_scheme(address: str) -> str:
    """Return an address in its short form: without https:// and without the last slash."""
    return address.removeprefix("https://").rstrip("/")


_HOST = re.compile(r"(?=[a-z0-9.-]{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
_UNSAFE = re.compile(r"[\s\"'<>\\`{}|^]")
_TRACKING = re.compile(r"[?&](?:utm_[a-z]+|fbclid|gclid|mc_eid|igshid)=")


def https_flaw(address: str) -> str:
    """Return what is wrong with a whole address that readers are led to; empty if nothing is."""
    try:
        parts = urlsplit(address)
        host, port = parts.netloc.rpartition("@")[2].rpartition(":")[0] or parts.netloc, parts.port
    except ValueError:
        return "it cannot be read"
    if not address.startswith("https://") or not parts.netloc or _UNSAFE.search(address):
        return _WHOLE
    if "@" in parts.netloc:
        return "what stands before '@' is no host; take it out"
    if port is not None or parts.netloc.endswith(":"):
        return "it names a port; take it out"
    return _host_flaw(host) or _end_flaw(address)


_WHOLE = "write it whole, such as https://example.org/page"


def _host_flaw(host: str) -> str:
    """Return what is wrong with a host: one that can be taken for another, or is none that everybody reaches."""
    if not host.isascii() or "xn--" in host.lower():
        return "its host has letters of other alphabets, which can be taken for others; name another page"
    if host != host.lower():
        return "its host is written in small letters"
    if not _HOST.fullmatch(host):
        return "its host is no name such as example.org"
    return ""


def _end_flaw(address: str) -> str:
    if _TRACKING.search(address):
        return "it tells who led there; take out what begins with 'utm_' and the like"
    return "it ends like a sentence; take out the last character" if re.search(r"[.,;:!]$", address) else ""


def is_https(address: str) -> bool:
    """Return whether an address is whole, safe to stand in a page, and starts with https; any host will do."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = re.fullmatch(r"[^\W_]([\w.-]*[^\W_])?", parts.hostname or "")
    return parts.scheme == "https" and bool(host) and not _UNSAFE.search(address)


def can_go_on(address: str) -> bool:
    """Return whether more can be put behind an address: no query and no fragment ends it."""
    return not {"?", "#"} & set(address)


def is_inside(address: str) -> bool:
    """Return whether an address lies on this site."""
    return re.match(r"/(?!/)|#", address) is not None


def is_under(address: str, start: str) -> bool:
    """Return whether an address is a page or lies below it: below /a lie /a/b and /a#b, but not /ab."""
    return address == start or address.startswith((f"{start.rstrip('/')}/", f"{start}#"))

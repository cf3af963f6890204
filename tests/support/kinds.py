"""The kinds of page that a guide has, and a page that stands for each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from built import Site


def kinds(site: Site) -> Mapping[str, str]:
    """Return the address of a page of each kind, by the kind's name; where there are several, the largest."""
    ranked = _ranked(site)
    pairs = {address for address in site.pages if "-vs-" in address}
    alone = {_name(address): address for address in site.pages if address not in ranked | pairs}
    return {**alone, "candidate": _largest(site, ranked), "pair": _largest(site, pairs)}


def different(site: Site) -> Iterator[str]:
    """Yield the pages that differ most: each has controls or a layout of its own."""
    return (kinds(site)[name] for name in ("index", "compare", "how-to-pick", "404", "candidate"))


def _ranked(site: Site) -> set[str]:
    return {site.page_of(candidate).address for candidate in site.candidates}


def _name(address: str) -> str:
    return address.strip("/").removesuffix(".html") or "index"


def _largest(site: Site, addresses: Collection[str]) -> str:
    return max(sorted(addresses), key=lambda address: len(site.pages[address].html))

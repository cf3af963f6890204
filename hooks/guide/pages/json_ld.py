"""Structured data of a page, as JSON-LD (schema.org): no more than readers see on it.

A rank is an opinion, so nothing here is a rating or a review.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from guide.derive import routes
from guide.derive.guide import Guide
from guide.model import urls
from guide.pages.page import Page

_ARTICLES = frozenset({"candidate", "pair", "method", "short-list", "not-ranked", "how-to-pick", "compare", "code"})


def linked_data(guide: Guide, page: Page) -> str:
    """Return the structured data of a page as JSON, safe to be put into a script element."""
    graph = {"@context": "https://schema.org", "@graph": list(_graph(guide, page))}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _graph(guide: Guide, page: Page) -> Iterator[dict[str, Any]]:
    if page.address != urls.RANKING:
        yield _breadcrumbs(guide, page)
    if page.kind in _ARTICLES:
        yield _article(guide, page)
    if page.kind == "index":
        yield _ranking(guide, page)
    if page.address == urls.DATA:
        yield _dataset(guide, page)


def _breadcrumbs(guide: Guide, page: Page) -> dict[str, Any]:
    """Return the way from the first page to this one, by the pages that lie on it."""
    way = [(guide.edition.name, urls.RANKING)]
    if page.kind == "pair":
        way.append((guide.pages["compare"].head.title, urls.COMPARE))
    if page.kind == "code" and page.address != urls.CODE:
        way.append((guide.pages["code"].head.title, urls.CODE))
    way.append((page.heading, page.address))
    steps = [
        {"@type": "ListItem", "position": place, "name": name, "item": guide.whole(address)}
        for place, (name, address) in enumerate(way, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _article(guide: Guide, page: Page) -> dict[str, Any]:
    return {
        "@type": "Article",
        "headline": page.heading,
        "description": page.lead,
        "url": guide.whole(page.address),
        "datePublished": guide.edition.published.text,
        "dateModified": max(page.updated, guide.edition.published).text,
        **_publisher(guide),
    }


def _ranking(guide: Guide, page: Page) -> dict[str, Any]:
    return {
        "@type": "ItemList",
        "name": page.heading,
        "description": page.lead,
        "numberOfItems": len(guide.candidates),
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "itemListElement": [
            {"@type": "ListItem", "position": entry.rank, "name": entry.name, "url": guide.whole(entry.address)}
            for entry in guide.candidates
        ],
    }


def _dataset(guide: Guide, page: Page) -> dict[str, Any]:
    documents = [
        (endpoint.title, "application/json", f"{routes.API_ROOT}/{endpoint.path}")
        for endpoint in routes.endpoints(guide)
        if endpoint.is_one
    ]
    tables = [(label, "text/csv", path) for path, label in routes.tables(guide).items()]
    return {
        "@type": "Dataset",
        "name": f"{guide.edition.name}, {guide.edition.year} edition",
        "description": page.lead,
        "url": guide.whole(page.address),
        "datePublished": guide.edition.published.text,
        "dateModified": guide.as_of.text,
        **_publisher(guide),
        "distribution": [
            {"@type": "DataDownload", "name": name, "encodingFormat": form, "contentUrl": guide.whole(path)}
            for name, form, path in (*documents, *tables)
        ],
    }


def _publisher(guide: Guide) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": guide.edition.name, "url": guide.site}
    return {
        "author": publisher,
        "publisher": publisher,
        "license": guide.edition.licences[0].address,
        "inLanguage": "en",
    }

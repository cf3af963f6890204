"""The OpenAPI description of everything that programs can read."""

from __future__ import annotations

from typing import Any

from guide.derive import routes
from guide.derive.guide import Guide


def openapi(guide: Guide) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of every endpoint."""
    licence = guide.edition.licences[0]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{guide.edition.name}, {guide.edition.year} edition",
            "version": f"{routes.API_VERSION}.0.0",
            "description": "Read only, static files. Fields may be added; none is taken away within a version.",
            "license": {"name": licence.name, "url": licence.address},
        },
        "servers": [{"url": guide.whole(routes.API_ROOT)}],
        "paths": {f"/{one.path}": {"get": _operation(guide, one)} for one in routes.endpoints(guide)},
    }


def _operation(guide: Guide, endpoint: routes.Endpoint) -> dict[str, Any]:
    schema = {"$ref": guide.whole(endpoint.schema)}
    operation: dict[str, Any] = {
        "operationId": f"get_{endpoint.name.replace('-', '_')}",
        "summary": endpoint.title,
        "responses": {"200": {"description": endpoint.title, "content": {"application/json": {"schema": schema}}}},
    }
    values = {"{slug}": tuple(guide.by_slug), "{name}": tuple(versus.name for versus in guide.pairs)}
    for mark, names in values.items():
        if mark in endpoint.path:
            operation["parameters"] = [
                {
                    "name": mark.strip("{}"),
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string", "enum": list(names)},
                }
            ]
    return operation

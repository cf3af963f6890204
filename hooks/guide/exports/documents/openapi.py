"""The description of everything that programs can read: a JSON Schema for each kind of document, and OpenAPI."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from guide.derive import routes
from guide.derive.guide import Guide
from guide.exports.documents import api_models as doc
from guide.exports.documents import decision_models as picks
from guide.exports.documents import sample_documents as samples
from guide.source.records.docstrings import DescribedSchema

MODELS: Mapping[str, type[BaseModel]] = {
    "index": doc.ApiIndex,
    "ranking": doc.ApiRanking,
    "candidate": doc.ApiCandidate,
    "facts": doc.ApiFacts,
    "features": doc.ApiFeatures,
    "criteria": doc.ApiCriteria,
    "pairs": doc.ApiPairs,
    "pair": doc.ApiPair,
    "decision": picks.ApiDecision,
    "changes": doc.ApiChanges,
    "not-ranked": doc.ApiNotRanked,
    "samples": samples.ApiSamples,
    "sample": samples.ApiSample,
}
"""What the documents of each endpoint hold, by its name."""


@cache
def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a document; it is made once and must not be changed."""
    schema = json.dumps(model.model_json_schema(mode="serialization", schema_generator=DescribedSchema)).replace(
        "#/$defs/Api", "#/$defs/"
    )
    whole: dict[str, Any] = json.loads(schema)
    parts = {doc.published(name): part for name, part in whole.pop("$defs", {}).items()}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": parts, **whole}


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
        "paths": {f"/{endpoint.path}": {"get": _operation(guide, endpoint)} for endpoint in routes.endpoints(guide)},
    }


def _operation(guide: Guide, endpoint: routes.Endpoint) -> dict[str, Any]:
    schema = {"$ref": guide.whole(endpoint.schema)}
    operation: dict[str, Any] = {
        "operationId": f"get_{endpoint.name.replace('-', '_')}",
        "summary": endpoint.title,
        "responses": {"200": {"description": endpoint.title, "content": {"application/json": {"schema": schema}}}},
    }
    values = {
        "{slug}": tuple(guide.by_slug),
        "{name}": tuple(versus.name for versus in guide.pairs),
        "{sample}": tuple(candidate.slug for candidate in guide.candidates if candidate.records.sample),
    }
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

"""What is said of each field of a model, by the docstring below it; read where it is asked for, as few builds do."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import cast

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema


@cache
def field_docs(model: type[BaseModel]) -> Mapping[str, str]:
    """Return the docstring of each field that has one, those of the models that it extends among them."""
    docs: dict[str, str] = {}
    for parent in reversed(model.__mro__):
        if issubclass(parent, BaseModel) and parent is not BaseModel:
            docs |= _classes(parent.__module__).get(parent.__name__, {})
    return docs


@cache
def _classes(module: str) -> Mapping[str, Mapping[str, str]]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: dict(_docs(node)) for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def _docs(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(node.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, inspect.cleandoc(text)


class DescribedSchema(GenerateJsonSchema):
    """Writes JSON Schemas in which fields are described by their docstrings."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Return the schema of a model."""
        written, model = super().model_schema(schema), cast("type[BaseModel]", schema["cls"])
        fields = written.get("properties", {})
        for name, text in field_docs(model).items():
            fields[name] = {**fields[name], "description": text}
        return written

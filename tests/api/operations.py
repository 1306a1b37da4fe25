"""The operations of docs/openapi.yaml, and for each a request that is in order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml

FILE = Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml"
METHODS = ("get", "post", "patch", "put", "delete")


@cache
def openapi() -> dict[str, Any]:
    return yaml.safe_load(FILE.read_text())


def resolved(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a `$ref` points to."""
    while "$ref" in node:
        found: Any = openapi()
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        node = found
    return node


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    path: str
    body: Mapping[str, Any] | None  # the schema of what it reads
    media_type: str
    parameters: tuple[Mapping[str, Any], ...] = field(default=())

    def __str__(self) -> str:
        return self.name

    def names(self, place: str) -> list[str]:
        return [one["name"] for one in self.parameters if one["in"] == place]


def operations() -> Iterator[Operation]:
    for path, methods in openapi()["paths"].items():
        for method, about in methods.items():
            if method in METHODS:
                content = about.get("requestBody", {}).get("content", {})
                media_type = next(iter(content), "")
                body = resolved(content[media_type]["schema"]) if content else None
                parameters = tuple(resolved(one) for one in about.get("parameters", ()))
                yield Operation(about["operationId"], method, path, body, media_type, parameters)


def example(schema: Mapping[str, Any], name: str = "") -> Any:
    """A value in order; which rows there are is the caller's affair (`known` of `filled`)."""
    schema = resolved(schema)
    if "allOf" in schema:
        return example(schema["allOf"][0], name)
    if "oneOf" in schema:
        return example(schema["oneOf"][0], name)
    if "enum" in schema:
        return schema["enum"][0]
    if "example" in schema:
        return schema["example"]
    kind, form = schema.get("type"), schema.get("format")
    if kind == "object":
        return {key: example(part, key) for key, part in schema.get("properties", {}).items()}
    if kind == "array":
        return [example(schema["items"], name)]
    by_form = {
        "date": "2026-05-31",
        "date-time": "2026-05-31T10:00:00Z",
        "time": "10:00",
        "uuid": str(uuid4()),
        "email": "second@example.org",
        "decimal": "1.5",
    }
    by_kind = {"integer": 1, "number": 1, "boolean": True, "string": "text"}
    return by_form.get(form) or by_kind.get(kind, "text")

"""What the page about the API shows: every operation of the document, with a call that can be copied."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from yui.kernel.api.shapes import whole_address

_REF = "#/components/schemas/"
_VERSION = '"2345678abc.5f2b7c0e91d34a68b0c7e215"'


@dataclass(frozen=True)
class Operation:
    """One thing the API does."""

    method: str
    path: str
    summary: str
    description: str
    with_token: bool
    parameters: tuple[tuple[str, str], ...]
    """What may be sent along: name and meaning."""
    curl: str
    """A call to be copied into a terminal."""


@dataclass(frozen=True)
class Section:
    """Operations that belong together."""

    name: str
    label: str
    operations: tuple[Operation, ...]


def sections(document: Mapping[str, Any]) -> list[Section]:
    """What the OpenAPI document describes, by its tags."""
    found: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for tag in operation.get("tags", []):
                found.setdefault(tag, []).append(_operation(document, path, method.upper(), operation))
    labels = {tag["name"]: tag["description"] for tag in document.get("tags", [])}
    order = [*labels, *(name for name in found if name not in labels)]
    return [Section(name, labels.get(name, name), tuple(found[name])) for name in order if name in found]


def _operation(document: Mapping[str, Any], path: str, method: str, told: Mapping[str, Any]) -> Operation:
    sent = _fields(document, told)
    parameters = [(one["name"], _meaning(one)) for one in told.get("parameters", []) if one["in"] != "path"]
    return Operation(
        method=method,
        path=path,
        summary=told.get("summary", ""),
        description=told.get("description", ""),
        with_token=bool(told.get("security")),
        parameters=(*parameters, *((name, _meaning({"schema": one})) for name, one in sent.items())),
        curl=_curl(document, path, method, told),
    )


def _meaning(parameter: Mapping[str, Any]) -> str:
    schema = parameter.get("schema", {})
    text = parameter.get("description") or schema.get("description", "")
    values = [value for one in (schema, *schema.get("anyOf", [])) for value in one.get("enum", [])]
    choice = "／".join(str(value) for value in values if value != "")
    return "　".join(part for part in (text, choice) if part)


def _curl(document: Mapping[str, Any], path: str, method: str, told: Mapping[str, Any]) -> str:
    parameters = told.get("parameters", [])
    filled = path
    for one in parameters:
        if one["in"] == "path":
            filled = filled.replace(f"{{{one['name']}}}", quote(str(_example(one) or "2345678abc")))
    asked = {one["name"]: _example(one) for one in parameters if one["in"] == "query" and one.get("required")}
    words = ["curl", *(["-X", method] if method != "GET" else [])]
    words += ["-H", "Authorization: Bearer $TOKEN"] if told.get("security") else []
    words += ["-H", f"If-Match: {_VERSION}"] if any(one["name"] == "If-Match" for one in parameters) else []
    if body := _body(document, told):
        words += ["-H", "Content-Type: application/json", "-d", json.dumps(body, ensure_ascii=False)]
    words.append(whole_address(filled) + (f"?{urlencode(asked)}" if asked else ""))
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    """A word for the shell; the token is the one thing that the shell itself fills in."""
    return f'"{word}"' if "$TOKEN" in word else shlex.quote(word)


def _body(document: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """A body made of the examples that its schema gives."""
    return {name: one["examples"][0] for name, one in _fields(document, told).items() if one.get("examples")}


def _fields(document: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    if "requestBody" not in told:
        return {}
    schema = told["requestBody"]["content"]["application/json"]["schema"]
    name = str(schema.get("$ref", "")).removeprefix(_REF)
    fields: dict[str, Any] = document["components"]["schemas"].get(name, schema).get("properties", {})
    return fields


def _example(parameter: Mapping[str, Any]) -> Any:
    schema = parameter.get("schema", {})
    examples = parameter.get("examples") or schema.get("examples") or [""]
    return examples[0] if isinstance(examples, list) else ""

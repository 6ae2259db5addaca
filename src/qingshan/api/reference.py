"""The OpenAPI file as a page tells it: operations by what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """A parameter or a field of what is sent."""

    name: str
    where: str
    kind: str
    required: bool
    words: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One address with one method."""

    method: str
    path: str
    summary: str
    words: str
    asks: list[Asking]
    answers: list[tuple[str, str, str]]  # status, words, name of the schema


def chapters_of(told: Told) -> list[tuple[str, list[Operation]]]:
    """What each chapter is about, and its operations in their order."""
    chapters: dict[str, list[Operation]] = {}
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            (about,) = operation["tags"]
            chapters.setdefault(about, []).append(_operation(told, method, path, operation))
    return list(chapters.items())


def _operation(told: Told, method: str, path: str, operation: Told) -> Operation:
    answers = [
        (status, answer["description"], _schema_name(answer))
        for status, answer in operation["responses"].items()
    ]
    asks = [_parameter(one) for one in operation["parameters"]] + _body(told, operation)
    words = operation.get("description", "")
    return Operation(method.upper(), path, operation["summary"], words, asks, answers)


def _parameter(one: Told) -> Asking:
    where = {"path": "地址里", "query": "问号后", "header": "请求头"}[one["in"]]
    return Asking(
        one["name"], where, _kind(one["schema"]), one["required"], one.get("description", "")
    )


def _body(told: Told, operation: Told) -> list[Asking]:
    content = operation.get("requestBody", {}).get("content", {})
    fields = []
    for sent in content.values():
        schema = _resolved(told, sent["schema"])
        for name, field in schema.get("properties", {}).items():
            required = name in schema.get("required", ())
            fields.append(
                Asking(name, "正文", _kind(field), required, field.get("description", ""))
            )
    return fields


def _resolved(told: Told, schema: Told) -> Told:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Told = told["components"]["schemas"][name] if name else schema
    return found


def _kind(schema: Told) -> str:
    """`integer`, `string（date）`, a list of either."""
    options = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    words = [f"{one.get('type', '')}{_of(one)}" for one in options]
    return "、".join(dict.fromkeys(words))


def _of(schema: Told) -> str:
    if "items" in schema:
        return f"（{_kind(schema['items'])}）"
    return f"（{schema['format']}）" if "format" in schema else ""


def _schema_name(answer: Told) -> str:
    for content in answer.get("content", {}).values():
        name: str = content["schema"].get("$ref", "").rpartition("/")[2]
        return name or str(content["schema"].get("title", ""))
    return ""

"""The data that a template needs, as a JSON Schema, and the data that it does not use.

Source: JSON Schema, draft 2020-12.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.word.compiling.fields import Fields

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Explained = Mapping[str, Any]


def json_schema(fields: Fields, title: str, explained: Explained | None = None) -> dict[str, Any]:
    """A JSON Schema of the data that a template needs: records are objects, loops go over arrays.

    What a template does with a value does not say of which type it is, so values are of any. A field that the
    template asks for with `is defined`, or names a stand-in for with `default`, is not required.

    Args:
        title: what the schema is of.
        explained: field names to an explanation, or to the mapping of their own fields' explanations.
    """
    return {"$schema": DRAFT, "title": title, **_record(fields, explained or {})}


def unused(fields: Fields, data: object) -> Iterator[str]:
    """The fields in some data that a template does not use, each by its way: "points[].note".

    Below a field that the template prints, or hands on as a whole, all counts as used.
    """
    yield from dict.fromkeys(_unused(fields, data, ""))


def known_in(data: object, fields: Fields) -> dict[str, Any] | None:
    """The fields that some data has, as `Fields.unknown` wants them; None where it is no record.

    A field counts as known where one record of a list has it, or the template can do without it.
    """
    records = list(_records(data))
    if not records:
        return None
    names = [name for record in records for name in record]
    optional = [name for name, child in fields.children.items() if child.optional]
    return {
        name: known_in([record[name] for record in records if name in record], fields.children.get(name, Fields()))
        for name in dict.fromkeys([*names, *optional])
    }


def _records(data: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, Mapping):
        yield data
    elif isinstance(data, (list, tuple)):
        for each in data:
            yield from _records(each)


def _record(fields: Fields, explained: Explained) -> dict[str, Any]:
    properties = {name: _field(child, explained.get(name)) for name, child in fields.children.items()}
    required = [name for name, child in fields.children.items() if not child.optional]
    return {"type": "object", "properties": properties} | ({"required": required} if required else {})


def _field(field: Fields, explained: object) -> dict[str, Any]:
    if isinstance(explained, str):
        return ({"description": explained} if explained else {}) | _shape(field, {})
    return _shape(field, explained if isinstance(explained, Mapping) else {})


def _shape(field: Fields, explained: Explained) -> dict[str, Any]:
    inside = _record(field, explained) if field.children else {}
    if field.repeated or field.indexed:
        return {"type": _type("array", field), "items": inside}
    return {**inside, "type": _type("object", field)} if inside else {}


def _type(name: str, field: Fields) -> str | list[str]:
    """A record or list that the template asks for before it reads it may be null."""
    return [name, "null"] if field.tested else name


def _unused(fields: Fields, data: object, path: str) -> Iterator[str]:
    if isinstance(data, (list, tuple)):
        for item in data:
            yield from _unused(fields, item, f"{path}[]")
    elif isinstance(data, Mapping):
        for name, value in data.items():
            way = f"{path}.{name}" if path else str(name)
            child = fields.children.get(str(name))
            if child is None:
                yield way
            elif child.children:
                yield from _unused(child, value, way)

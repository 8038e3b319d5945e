"""The data that a template needs, as a JSON Schema, and the data that it does not use."""

from __future__ import annotations

from typing import Any

from briefgen.word.compiling.fields import find_unused, json_schema
from tests.word.docx_templates import compiled, p


def schema(*lines: str, explained: dict[str, Any] | None = None) -> dict[str, Any]:
    return json_schema(compiled(*map(p, lines)).fields, "Data", explained)


def not_used(line: str, data: object) -> list[str]:
    return list(find_unused(compiled(p(line)).fields, data))


def test_it_says_draft_and_title() -> None:
    made = schema("{{ a }}")
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["title"] == "Data"


def test_records_are_objects_and_their_fields_are_required() -> None:
    assert schema("{{ a.b.c }} {{ a.d }}")["properties"] == {
        "a": {
            "type": "object",
            "properties": {"b": {"type": "object", "properties": {"c": {}}, "required": ["c"]}, "d": {}},
            "required": ["b", "d"],
        }
    }


def test_loops_go_over_arrays_of_objects() -> None:
    made = schema("{% for a in points %}{{ a.title }}{% endfor %}{% for b in names %}{{ b }}{% endfor %}")
    items = {"type": "object", "properties": {"title": {}}, "required": ["title"]}
    assert made["properties"]["points"] == {"type": "array", "items": items}
    assert made["properties"]["names"] == {"type": "array", "items": {}}
    assert made["required"] == ["points", "names"]


def test_what_records_are_taken_out_of_is_an_array() -> None:
    for expression in ("(points|first).title", "points[0].title"):
        assert schema(f"{{{{ {expression} }}}}")["properties"]["points"]["type"] == "array"


def test_values_are_of_any_type() -> None:
    assert schema("{{ a }}{% if b > 1 %}{% endif %}")["properties"] == {"a": {}, "b": {}}


def test_what_has_a_stand_in_or_is_asked_for_is_not_required() -> None:
    made = schema("{{ a|default('none') }}{% if b is defined %}{{ b }}{% endif %}{{ c }}")
    assert made["required"] == ["c"]
    assert "required" not in schema("{{ a|d('x') }}")


def test_a_record_that_is_tested_first_may_be_null() -> None:
    made = schema("{% if a and not b.c %}{{ a.x }}{{ b.c.y }}{% endif %}{{ b.z }}{% if d.e == 1 %}{% endif %}")
    assert made["properties"]["a"]["type"] == ["object", "null"]
    assert made["properties"]["b"]["type"] == "object"
    assert made["properties"]["b"]["properties"]["c"]["type"] == ["object", "null"]
    assert made["properties"]["d"]["type"] == "object"


def test_explanations_become_descriptions_where_they_are_known() -> None:
    made = schema(
        "{{ a }}{{ c }}{% for x in b %}{{ x.d }}{% endfor %}{{ e.f }}",
        explained={"a": "the first", "b": {"d": "the deadline"}, "c": "", "e": "by name"},
    )
    assert made["properties"]["a"] == {"description": "the first"}
    assert made["properties"]["c"] == {}
    assert made["properties"]["b"]["items"]["properties"]["d"] == {"description": "the deadline"}
    assert made["properties"]["e"]["description"] == "by name"


def test_fields_that_the_template_does_not_read_are_not_listed() -> None:
    assert list(schema("{{ a }}", explained={"a": "", "b": "not read"})["properties"]) == ["a"]


def test_unused_fields_are_named_by_their_way() -> None:
    data = {"a": 1, "b": 2, "points": [{"t": 1, "note": 2}, {"t": 1, "note": 3, "more": {}}], "r": {"x": 1, "y": 2}}
    line = "{{ a }}{% for each in points %}{{ each.t }}{% endfor %}{{ r.x }}"
    assert not_used(line, data) == ["b", "points[].note", "points[].more", "r.y"]


def test_below_what_is_handed_on_as_a_whole_all_counts_as_used() -> None:
    assert not_used("{% for k, v in d.items() %}{{ k }}{{ v.x }}{% endfor %}", {"d": {"a": {"x": 1, "y": 2}}}) == []
    assert not_used("{% for x in l %}{{ x }}{% endfor %}", {"l": [{"a": 1}]}) == []


def test_data_without_anything_unused_gives_nothing() -> None:
    assert not_used("{{ a.b }}", {"a": {"b": 1}}) == []

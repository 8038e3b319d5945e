"""Data on their way into a template: plain values, or a refusal with the place; nothing is dropped in silence."""

from collections import OrderedDict
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import pytest
from markupsafe import Markup

from briefgen.model.richtext import plain
from briefgen.word import RenderingError
from briefgen.word.sandbox.plain_data import NotPlainError, plain_data
from tests.word.docx_templates import compiled, p, part, texts


class State(StrEnum):
    DONE = "done"


class Live:
    def __str__(self) -> str:
        raise AssertionError("nobody may call this")


class Count(int):
    pass


def refusal(data: dict[str, Any]) -> str:
    with pytest.raises(RenderingError) as refused:
        compiled(p("x")).render(data)
    return str(refused.value.findings[0])


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"a": Live()}, "a"),
        ({"a": b"bytes"}, "a"),
        ({"a": {1, 2}}, "a"),
        ({"a": iter([1])}, "a"),
        ({"a": len}, "a"),
        ({"a": Live}, "a"),
        ({"points": [{"text": "x"}, {"text": "y"}, {"text": Live()}]}, "points[3].text"),
        ({"points": ([], [[Live()]])}, "points[2][1][1]"),
        ({"a": {"b": {"c": Live()}}}, "a.b.c"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_plain_value_is_refused_with_its_path(data: dict[str, Any], place: str) -> None:
    told = refusal(data)
    assert told.startswith(f"test.docx, data, {place}: error TPL-023: a value of this kind (")
    assert "it takes texts, numbers, dates, rich texts, and lists and records of these" in told


def test_the_name_of_a_field_is_a_text() -> None:
    assert "data, a: error TPL-023: the name of a field is a text, and 1 is none" in refusal({"a": {1: "x"}})


def test_data_that_hold_themselves_are_refused() -> None:
    record: dict[str, Any] = {"a": []}
    record["a"].append(record)
    assert "data, a[1].a: error TPL-023: the record or list holds itself" in refusal(record | {"b": record})
    assert "holds itself" in refusal({"r": record})


def test_data_that_are_nested_too_deeply_are_refused() -> None:
    deep: list[Any] = []
    for _ in range(5_000):
        deep = [deep]
    assert "nested more than 64 deep" in refusal({"a": deep})


def test_a_small_tree_that_stands_for_an_endless_one_is_looked_at_once() -> None:
    shared: list[Any] = ["x"]
    for _ in range(60):
        shared = [shared] * 9
    compiled(p("x")).render({"a": shared})
    assert "a value of this kind (Live)" in refusal({"a": [shared, Live()]})


def test_numbers_beyond_all_use_are_refused() -> None:
    assert "data, a[1]: error TPL-023: the number has more digits" in refusal({"a": [Decimal("1E+999999")]})
    with pytest.raises(RenderingError, match=r"paragraph 1.*\{\{ a \}\}.*digits"):
        compiled(p("{{ a }}")).render({"a": 10**9999})


@pytest.mark.parametrize(
    ("value", "kind", "printed"),
    [
        (Markup("<w:br/>&amp;"), str, "<w:br/>&amp;"),
        (State.DONE, str, "done"),
        (Count(3), int, "3"),
        (True, bool, "True"),
        (date(2023, 3, 17), date, "2023-03-17"),
        (datetime(2023, 3, 17, 12, 30, tzinfo=UTC), datetime, "2023-03-17 12:30:00+00:00"),
        (Decimal("1.10"), Decimal, "1.10"),
        (1.5, float, "1.5"),
    ],
)
def test_special_kinds_of_values_become_plain_ones(value: object, kind: type, printed: str) -> None:
    data, _ = plain_data({"a": {"b": [value]}})
    assert type(data["a"]["b"][0]) is kind
    assert texts(compiled(p("{{ a.b[0] }}")).render({"a": {"b": [value]}})) == [printed]


@pytest.mark.parametrize("kind", [dict, OrderedDict, MappingProxyType])
def test_any_mapping_is_a_record_and_any_list_a_list(kind: Any) -> None:
    template = compiled(p("{% for x in xs %}{{ x.a }}{% endfor %}"))
    assert texts(template.render(kind({"xs": (kind({"a": 1}), kind({"a": 2}))}))) == ["12"]


def test_plain_data_are_taken_as_they_are_and_counted() -> None:
    data = {"a": [{"b": "x", "c": None}], "d": plain("y")}
    same, values = plain_data(data)
    assert same is data
    assert values == 5


def test_a_refusal_knows_its_path_from_the_top() -> None:
    with pytest.raises(NotPlainError) as refused:
        plain_data({"a": [{"b": object()}]})
    assert refused.value.path == "a[1].b"


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u0631\u062d\u0628\u0627 \u200fx\u202e",
        "👩‍👩‍👧‍👦 🇪🇺 🏳️‍🌈",
        "a\u00a0b \u202f\u2009c",
        "e\u0301 \U0001f600\U0010fffd",
        "]]> <![CDATA[ & &amp; &#0; <?x?>",
        "  two  spaces  ",
        "\u0085\u2028\u2029\x7f\x80\x9f",
    ],
)
def test_every_text_that_word_can_hold_stands_in_the_document_as_it_is(text: str) -> None:
    assert texts(compiled(p("<{{ a }}>")).render({"a": text})) == [f"<{text}>"]


@pytest.mark.parametrize("character", [*"\0\b\v\x1b\ud800\udfff\ufdd6\ufffe\uffff"])
@pytest.mark.parametrize("tag", ["{{ a }}", "x {{ a|upper }}", "{{ 'x' ~ a }}"])
def test_what_word_cannot_hold_is_refused_at_its_tag(character: str, tag: str) -> None:
    with pytest.raises(RenderingError, match=f"paragraph 1: error TPL-020: .*U\\+{ord(character):04X}"):
        compiled(p(tag)).render({"a": f"before{character}after"})


def test_ten_megabytes_of_text_are_a_text_like_any_other() -> None:
    text = "A & B " * (10_000_000 // 6)
    assert texts(compiled(p("{{ a }}")).render({"a": text})) == [text]


def test_tags_in_data_are_text() -> None:
    document = compiled(p("{{ a }}")).render({"a": "{{ 7*7 }}{% for %}{# x #}\\ufdd6"})
    assert "{{ 7*7 }}{% for %}{# x #}" in part(document)

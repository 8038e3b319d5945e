"""Each paragraph and row of a document says invisibly which record it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from briefgen.model.richtext import Block, Kind, RichText, Span
from briefgen.word import Template, lint
from briefgen.word.anchors.names import AnchorName, content_digest, read_name, record_digest
from tests import validators
from tests.word.docx_templates import a_style, a_template, compiled, p, part, tbl, tc, texts, tr

ANNEX = tbl(
    tr("Commitment", "Follow-up"),
    tr("{%tr for point in points %}", ""),
    tr("{{ point.text }}", tc("{%p for item in point.items %}", p("{{ item.text }}"), "{%p endfor %}", "so far")),
    tr("{%tr endfor %}", ""),
)


def a_point(key: str, *items: str) -> dict[str, Any]:
    return {"key": key, "text": f"The text of {key}", "items": [{"key": item, "text": f"On {item}"} for item in items]}


POINTS = {"points": [a_point("borders", "frontex", "funds"), a_point("returns", "flights")]}


def render(*blocks: str, data: Mapping[str, Any] = POINTS) -> bytes:
    """A document of tables and paragraphs, the latter given as their texts."""
    xml = (block if block.startswith("<") else p(block) for block in blocks)
    document = compiled(*xml, anchors=True).render(data)
    assert lint(document) == []
    return document


def names(document: bytes) -> list[AnchorName]:
    found = map(read_name, re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', part(document)))
    return [name for name in found if name]


def by_words(document: bytes) -> dict[str, AnchorName]:
    """The anchor of each paragraph by its words."""
    pattern = r'w:name="(_bgp[^"]*)"/><w:bookmarkEnd w:id="\d+"/>((?:(?!</w:p>).)*)'
    found = re.findall(pattern, part(document))
    return {re.sub("<[^>]*>", "", xml): name for text, xml in found if (name := read_name(text))}


def test_a_row_and_each_paragraph_in_it_have_an_anchor() -> None:
    document = render(ANNEX)
    rows = [name for name in names(document) if name.is_row]
    assert [row.record for row in rows] == [record_digest(["borders"]), record_digest(["returns"])]
    item = by_words(document)["On frontex"]
    assert item.record == record_digest(["borders", "frontex"])
    assert item.content == content_digest("On frontex")


def test_an_anchor_is_no_longer_than_a_bookmark_may_be_and_is_there_once() -> None:
    found = re.findall(r'w:name="([^"]*)"', part(render(ANNEX, ANNEX, ANNEX)))
    assert len(found) == len(set(found)) == 33
    assert max(map(len, found)) <= 40


def test_no_key_of_the_record_stands_in_the_document() -> None:
    assert "borders" not in part(render(ANNEX)).replace("The text of borders", "")


def test_the_words_of_a_record_change_its_content_and_not_its_identity() -> None:
    later = {"points": [a_point("returns", "flights"), {**a_point("borders"), "text": "Another text"}]}
    before, now = by_words(render(ANNEX)), by_words(render(ANNEX, data=later))
    old, new = before["The text of borders"], now["Another text"]
    assert old.identity == new.identity
    assert old.content != new.content
    assert before["The text of returns"] == now["The text of returns"]


def test_what_is_typed_elsewhere_in_the_template_leaves_the_anchors_as_they_are() -> None:
    later = by_words(render("A new line", "Situation", ANNEX, "{{ points|length }} points"))
    assert {**later, **by_words(render("Situation", ANNEX))} == later


def test_a_paragraph_that_stands_once_is_known_by_its_place() -> None:
    found = by_words(render("Situation as of {{ points|length }}", "The same", "The same"))
    assert all(name.is_fixed for name in found.values())
    assert len({name.place for name in names(render("The same", "The same", "{{ 1 }}"))}) == 3


def test_several_paragraphs_of_one_text_have_one_anchor_at_the_first() -> None:
    text = RichText((Block((Span("One"),)), Block((Span("two"),), Kind.PARAGRAPH)))
    document = render("{%p for x in xs %}", "{{ x.text }}", "{%p endfor %}", data={"xs": [{"key": "k", "text": text}]})
    assert texts(document) == ["One", "two"]
    assert len(names(document)) == 1
    assert read_name(re.findall(r'w:name="([^"]*)"', part(document))[0]).content == content_digest("One\ntwo")  # type: ignore[union-attr]


def test_a_loop_over_texts_is_known_by_the_texts() -> None:
    document = render("{%p for code in codes %}", "Code {{ code }}", "{%p endfor %}", data={"codes": ["JAI", "COMIX"]})
    assert by_words(document)["Code JAI"].record == record_digest(["JAI"])


def test_a_record_without_a_key_has_no_anchor() -> None:
    document = render(
        "{%p for x in xs %}", "{{ x.text }}!", "{%p endfor %}", data={"xs": [{"text": "a"}, {"text": "b"}]}
    )
    assert names(document) == []


def test_a_record_that_is_there_twice_is_counted() -> None:
    twice = {"points": [a_point("borders"), a_point("borders")]}
    assert [name.copy for name in names(render(ANNEX, data=twice)) if name.is_row] == ["", "_2"]


def test_a_macro_has_the_anchors_of_what_it_is_given() -> None:
    blocks = "{%p macro show(point) %}", "Point {{ point.text }}", "{%p endmacro %}", "{{p show(points[1]) }}"
    assert by_words(render(*blocks))["Point The text of returns"].record == record_digest(["returns"])


def test_what_a_variable_holds_has_no_anchor_since_it_may_be_printed_twice() -> None:
    document = render("{%p set x %}", "Kept", "{%p endset %}", "{{p x }}", "{{p x }}")
    assert texts(document) == ["Kept", "Kept"]
    assert [name.place for name in names(document)] == [] or len(names(document)) == len(set(names(document)))


def test_the_other_branch_of_a_loop_is_written_for_no_record() -> None:
    blocks = "{%p for point in points %}", "{{ point.text }}.", "{%p else %}", "Nothing yet", "{%p endfor %}"
    assert texts(render(*blocks, data={"points": []})) == ["Nothing yet"]


def test_an_entry_of_a_table_of_contents_has_none_since_it_is_written_anew() -> None:
    contents = a_template(p("{{ 1 + 1 }} entries", style="toc1"), p("Text"), styles=a_style("toc 1"))
    document = Template.read(contents, "test.docx", anchors=True).render({})
    assert list(by_words(document)) == ["Text"]


def test_a_loop_within_a_sentence_changes_nothing() -> None:
    document = render("{% for point in points %}{{ point.key }}, {% endfor %}and that is all")
    assert texts(document) == ["borders, returns, and that is all"]
    assert [name.is_fixed for name in names(document)] == [True]


def test_without_being_asked_a_document_has_none() -> None:
    assert "_bg" not in part(compiled(ANNEX).render(POINTS))


@pytest.mark.render
def test_libreoffice_keeps_them(tmp_path: Path) -> None:
    document = render("Situation", ANNEX, "The end")
    path = tmp_path / "annex.docx"
    path.write_bytes(document)
    saved = validators.convert([path], tmp_path / "lo", "docx")[path].read_bytes()
    assert sorted(map(str, names(saved))) == sorted(map(str, names(document)))


@pytest.mark.parametrize("name", ["_GoBack", "_bgp12", "_Toc1234", "_bgx0123456789abcdef01_00000000", "bgp"])
def test_other_bookmarks_are_none(name: str) -> None:
    assert read_name(name) is None


def test_a_record_without_a_key_below_one_with_a_key_has_none_since_its_place_among_the_others_would_say_which() -> (
    None
):
    points = [{"key": "borders", "items": [{"text": "One"}, {"text": "Two"}]}]
    blocks = "{%p for point in points %}", "{%p for item in point['items'] %}", "{{ item.text }}!"
    assert names(render(*blocks, "{%p endfor %}", "{%p endfor %}", data={"points": points})) == []


def test_a_group_below_a_record_with_a_key_is_known_by_its_title() -> None:
    points = [{"key": "borders", "groups": [{"title": "Outreach"}, {"title": "Funds"}]}]
    blocks = "{%p for point in points %}", "{%p for group in point.groups %}", "On {{ group.title }}"
    found = by_words(render(*blocks, "{%p endfor %}", "{%p endfor %}", data={"points": points}))
    assert [name.record for name in found.values()] == [
        record_digest(["borders", each]) for each in ("Outreach", "Funds")
    ]


def test_one_record_below_several_is_known_by_each_of_them() -> None:
    data = {"states": [{"id": "BE"}, {"id": "FR"}], "points": [{"id": 0, "text": "Zero"}]}
    blocks = "{%p for state in states %}", "{%p for point in points %}", "{{ state.id }}: {{ point.text }}"
    found = by_words(render(*blocks, "{%p endfor %}", "{%p endfor %}", data=data))
    assert {words: name.record for words, name in found.items()} == {
        "BE: Zero": record_digest(["BE", "0"]),
        "FR: Zero": record_digest(["FR", "0"]),
    }


def test_a_macro_that_is_given_the_same_second_record_each_time_tells_the_first_ones_apart() -> None:
    macro = "{%p macro show(point, options) %}", "{{ options.sign }} {{ point.text }}", "{%p endmacro %}"
    loop = "{%p for point in points %}", "{{p show(point, options) }}", "{%p endfor %}"
    found = by_words(render(*macro, *loop, data={**POINTS, "options": {"sign": "-"}}))
    assert [(name.record, name.content) for name in found.values()] == [
        (record_digest([key]), content_digest(f"The text of {key}")) for key in ("borders", "returns")
    ]


def test_the_entries_of_a_record_are_known_by_their_names() -> None:
    blocks = "{%p for name, point in by_name.items() %}", "{{ name }}: {{ point.text }}", "{%p endfor %}"
    found = by_words(render(*blocks, data={"by_name": {"first": {"text": "a"}, "second": {"text": "a"}}}))
    assert [name.record for name in found.values()] == [record_digest(["first"]), record_digest(["second"])]


def test_a_document_that_becomes_a_template_gets_anchors_of_its_own_instead_of_its_old_ones() -> None:
    made = part(render("Situation", "The same", "The same", "{{ points|length }} points"))
    again = made.replace("2 points", "{{ points|length }} points").partition("<w:body>")[2].rpartition("<w:sectPr>")[0]
    assert by_words(render(again)) == by_words(
        render("Situation", "The same", "The same", "{{ points|length }} points")
    )

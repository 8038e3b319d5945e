"""Anchors, references and numbers: what they say when the document is made."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model.manuscript import Role
from briefgen.model.richtext import Block, Kind, RichText, Span, plain
from briefgen.word import RenderingError
from briefgen.word.reader import read_manuscript
from briefgen.word.references.anchors import bookmark_name
from tests.word.docx_templates import W, a_style, body, compiled, p, part, r, texts
from tests.word.exhibits.samples import (
    NUMBERED_STYLE,
    NUMBERING,
    a_table,
    bookmark,
    codes,
    field,
    outline,
    ref,
    text,
)

LISTS: dict[str, Any] = {
    "styles": a_style("List Number", inside=NUMBERED_STYLE),
    "parts": {"word/numbering.xml": NUMBERING},
}


def test_a_reference_names_a_table_that_comes_later() -> None:
    document = compiled(p("{{ t }}"), p("{{ a }}"), p("{{ b }}")).render(
        {"t": text("See Table\u00a0", ref("table/b"), "."), "a": a_table("a"), "b": a_table("b")}
    )
    assert texts(document)[0] == "See Table\u00a02."
    assert codes(document)[0] == f"REF {bookmark_name('table/b')} \\h"


def test_a_word_of_the_template_refers_as_texts_do() -> None:
    template = compiled(p("As Table {{ ref('table/a') }} shows."), p("{{ a }}"), words=("ref",))
    document = template.render({"a": a_table("a")}, words={"ref": lambda anchor: text(ref(anchor))})
    assert texts(document)[0] == "As Table\u00a01 shows."


def test_the_number_is_the_anchor_and_label_and_caption_are_not() -> None:
    xml = part(compiled(p("{{ a }}")).render({"a": a_table("a")}))
    inside = xml.partition("<w:bookmarkStart")[2].partition("<w:bookmarkEnd")[0]
    assert "Table\u00a0<" in xml.partition("<w:bookmarkStart")[0]
    assert "\u00a0" not in inside
    assert "SEQ Table \\* ARABIC" in inside
    assert "Follow-up" not in inside


def test_a_paragraph_is_referred_to_by_its_number() -> None:
    items = [
        Block((Span("one"),), Kind.NUMBER, restart=True),
        Block((Span("two"),), Kind.NUMBER, anchor="point/two"),
        Block((Span("See point "), ref("point/two"), Span("."))),
    ]
    document = compiled(p("{{ t }}"), **LISTS).render({"t": RichText(tuple(items))})
    assert texts(document)[-1] == "See point 2."
    assert codes(document) == [f"REF {bookmark_name('point/two')} \\r \\h"]


def test_a_heading_without_a_number_is_referred_to_by_its_words() -> None:
    blocks = (Block((Span("Borders"),), Kind.HEADING, 1, anchor="part/b"), Block((Span("See "), ref("part/b"))))
    assert texts(compiled(p("{{ t }}")).render({"t": RichText(blocks)})) == ["Borders", "See Borders"]


def test_a_paragraph_without_a_number_cannot_be_referred_to() -> None:
    blocks = (Block((Span("Some words"),), anchor="x"), Block((Span("See "), ref("x"))))
    with pytest.raises(RenderingError, match=r"“See \?” refers to “x”, but Word does not number its paragraph"):
        compiled(p("{{ t }}")).render({"t": RichText(blocks)})


def test_a_note_is_referred_to_by_its_number() -> None:
    noted = text("a", Span("", note=plain("First.")), "b", Span("", note=plain("Second."), anchor="note/b"))
    document = compiled(p("See note {{ n }}."), p("{{ t }}")).render({"n": text(ref("note/b")), "t": noted})
    assert texts(document)[0] == "See note 2."
    assert codes(document) == [f"NOTEREF {bookmark_name('note/b')} \\h"]


def test_a_note_is_counted_from_the_beginning_of_its_section_and_in_its_own_form() -> None:
    section = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    letters = section.replace("<w:numRestart", '<w:numFmt w:val="lowerLetter"/><w:numRestart')
    document = compiled(
        p("{{ a }}", properties=section), p("{{ b }}"), p("See note {{ n }}.", properties=letters)
    ).render(
        {
            "a": text("a", Span("", note=plain("First."))),
            "b": text("b", Span("", note=plain("Second."), anchor="note/b")),
            "n": text(ref("note/b")),
        }
    )
    assert texts(document)[-1] == "See note a."
    assert 'w:dirty="true"' not in part(document)
    assert [each.number for each in read_manuscript(document, "x").passages if each.role is Role.NOTE] == ["1", "a"]


def test_neighbouring_spans_of_one_anchor_are_one_target() -> None:
    words = text("the ", Span("big", anchor="x", bold=True), Span(" plan", anchor="x"), " and ", ref("x"))
    assert texts(compiled(p("{{ t }}")).render({"t": words})) == ["the big plan and big plan"]


def test_a_reference_in_a_footnote_is_resolved_too() -> None:
    noted = text("x", Span("", note=text("See Table ", ref("table/a"), ".")))
    notes = part(compiled(p("{{ t }}"), p("{{ a }}")).render({"t": noted, "a": a_table("a")}), "word/footnotes.xml")
    assert ">1</w:t>" in notes


def test_a_reference_to_nothing_is_refused_with_its_text_and_what_was_meant() -> None:
    template = compiled(p("Borders", style="Heading1"), p("{{ t }}"), p("{{ a }}"))
    told = (
        "test.docx, under “Borders”: error TPL-024: “See table/area for more.” refers to “table/area”, which is not in"
        " the document\n  Did you mean “table/areas”?"
    )
    with pytest.raises(RenderingError) as refused:
        template.render({"t": text("See ", Span("", refers_to="table/area"), " for more."), "a": a_table("areas")})
    assert str(refused.value) == told


def test_what_stands_twice_cannot_be_referred_to() -> None:
    template = compiled(p("{{ t }}"), p("{{ a }}"), p("{{ a }}"))
    with pytest.raises(RenderingError, match=r"TPL-025: .* refers to “table/a”, which stands .* 2 times"):
        template.render({"t": text("See ", ref("table/a")), "a": a_table("a")})


def test_what_stands_twice_and_is_not_referred_to_counts_twice() -> None:
    document = compiled(p("{{ a }}"), p("{{ a }}")).render({"a": a_table("a")})
    captions = [line for line in outline(document) if line.startswith("Table")]
    assert captions == ["Table 1 Follow-up by area", "Table 2 Follow-up by area"]
    assert part(document).count("<w:bookmarkStart") == part(document).count("<w:bookmarkEnd") == 1


def test_captions_of_the_template_count_with_those_of_the_data() -> None:
    own = p("Table ", field("SEQ Table \\* ARABIC", "9"), " Own")
    document = compiled(p("{{ a }}"), own, p("{{ b }}")).render({"a": a_table("a"), "b": a_table("b")})
    assert [line for line in outline(document) if line.startswith("Table")] == [
        "Table 1 Follow-up by area",
        "Table 2 Own",
        "Table 3 Follow-up by area",
    ]


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        (["SEQ A", "SEQ B", "SEQ a"], ["1", "1", "2"]),
        (["SEQ A \\* ROMAN", "SEQ A \\* roman", "SEQ A \\* alphabetic"], ["I", "ii", "c"]),
        (["SEQ A \\r 5", "SEQ A", "SEQ A \\c"], ["5", "6", "6"]),
        (["SEQ A", "SEQ A \\h", "SEQ A"], ["1", "", "3"]),
        (["SEQ A \\* CardText", "SEQ A elsewhere"], ["stale", "stale"]),
    ],
)
def test_sequences_count_as_word_counts_them(given: list[str], numbers: list[str]) -> None:
    document = compiled(p("{{ 1 }}"), *(p(field(code)) for code in given)).render({})
    assert texts(document)[1:] == numbers


def test_a_sequence_begins_anew_behind_a_heading_where_it_says_so() -> None:
    heading, caption = p("{{ 1 }}", style="Heading1"), p(field("SEQ A \\s 1"))
    document = compiled(heading, caption, caption, heading, caption).render({})
    assert texts(document) == ["1", "1", "2", "1", "1"]


def test_references_of_the_template_are_resolved_and_word_need_not_ask() -> None:
    document = compiled(p(bookmark("goal", r("{{ x }}"))), p("See ", field("REF goal \\h"))).render({"x": "the aim"})
    assert texts(document) == ["the aim", "See the aim"]
    assert "w:dirty" not in part(document)


def test_a_reference_that_only_word_can_work_out_is_left_to_it() -> None:
    document = compiled(p(bookmark("goal", r("{{ x }}"))), p(field("REF goal \\p \\h"))).render({"x": "a"})
    assert texts(document) == ["a", "stale"]
    assert 'w:dirty="true"' in part(document)


def test_a_reference_of_the_template_to_what_a_condition_left_out_is_refused() -> None:
    gone = [p("{%p if x %}"), p(bookmark("goal", r("aim"))), p("{%p endif %}")]
    with pytest.raises(RenderingError, match="refers to “goal”, which is not in the document"):
        compiled(*gone, p("See ", field("REF goal \\h"))).render({"x": False})


def test_numbers_of_deeper_levels_are_told_with_those_above() -> None:
    def at(level: int) -> str:
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'

    blocks = [
        p("one{{ 1 }}", properties=at(0)),
        p("two", properties=at(0)),
        p(bookmark("deep", r("a"), 91), properties=at(1)),
        p(bookmark("legal", r("b"), 92), properties=at(2)),
    ]
    given = RichText((Block((Span("x"),)),))
    document = compiled(*blocks, p(field("REF legal \\r \\h")), **LISTS).render({"t": given})
    assert texts(document)[-1] == "2.1"


def test_bookmarks_have_names_that_word_takes() -> None:
    names = [bookmark_name(anchor) for anchor in ("table/areas", "é/ü" * 30, "a_b", "a/b", "")]
    assert all(len(name) <= 40 and name.isascii() and name.replace("_", "").isalnum() for name in names)
    assert len({name.casefold() for name in names}) == len(names)


def test_a_document_without_references_is_made_without_any_of_this() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from tests.word.docx_templates import compiled, p; compiled(p('{{ a }}')).render({'a': 'b'});"
        "print(*[m for m in sys.modules if m.startswith('briefgen.word.references')"
        " or m.startswith('briefgen.word.exhibits')])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


placed = st.lists(st.sampled_from("abcde"), unique=True, min_size=1)


@settings(max_examples=60)
@given(data=st.data(), keys=placed)
def test_tables_and_references_in_any_order_have_the_numbers_of_their_order(
    data: st.DataObject, keys: list[str]
) -> None:
    pieces = [("table", key) for key in keys] + [
        ("text", key) for key in data.draw(st.lists(st.sampled_from(keys), max_size=6))
    ]
    order = data.draw(st.permutations(pieces))
    blocks = [
        Block((), exhibit=a_table(key)) if kind == "table" else Block((Span("See Table "), ref(f"table/{key}")))
        for kind, key in order
    ]
    tables = [key for kind, key in order if kind == "table"]
    expected = [f"See Table {tables.index(key) + 1}" for kind, key in order if kind == "text"]
    template = compiled(p("{{ t }}"))
    first, second = (template.render({"t": RichText(tuple(blocks))}) for _ in range(2))
    lines = outline(first)
    assert [line for line in lines if line.startswith("See")] == expected
    assert [line for line in lines if line.startswith("Table")] == [
        f"Table {number} Follow-up by area" for number in range(1, len(tables) + 1)
    ]
    names = Counter(each.get(f"{W}name") for each in body(first).iter(f"{W}bookmarkStart"))
    assert set(names.values()) == {1}
    assert first == second

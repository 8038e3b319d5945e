from __future__ import annotations

from typing import Any

import pytest

from briefgen.model.richtext import Block, Kind, RichText, Span
from briefgen.text import faults, rich_text


def read(source: str, *, block: bool = True) -> tuple[Block, ...]:
    return rich_text(source, {}, block=block).blocks


def paragraph(*spans: Span | str) -> Block:
    return Block(tuple(Span(span) if isinstance(span, str) else span for span in spans))


def bullet(text: str, level: int = 0) -> Block:
    return Block((Span(text),), Kind.BULLET, level)


def item(text: str, level: int = 0, *, restart: bool = False) -> Block:
    return Block((Span(text),), Kind.NUMBER, level, restart)


def test_bold_italic_and_both() -> None:
    assert read("a **b** *c* ***d***") == (
        paragraph(
            "a ",
            Span("b", bold=True),
            " ",
            Span("c", italic=True),
            " ",
            Span("d", bold=True, italic=True),
        ),
    )


def test_bold_within_bold_ends_with_the_outer() -> None:
    assert read("**a **b** c** d") == (paragraph(Span("a b c", bold=True), " d"),)


@pytest.mark.parametrize("source", ["a * b", "2 * 3 * 4", "snake_case_name", "* ", "a_", "5*", "** a **", "*"])
def test_a_star_or_underscore_alone_is_text(source: str) -> None:
    assert str(rich_text(source, {}, block=False)) == source.strip(" ")


@pytest.mark.parametrize(
    "source",
    [
        "File _draft_ and __init__",
        "_all of it_",
        "+ 12 % compared with 2022",
        "# 4 on the list",
        "# of staff: 12\n\nmore",
        "10*20*30",
        "2*a*b",
        "* This designation is without prejudice",
        r"\\server\share",
        r"see (\\server\share\annex)",
        r"C:\data\annex",
        "- # 4 on the list",
    ],
)
def test_signs_that_are_not_plainly_markup_print_as_typed(source: str) -> None:
    assert faults(source) == []
    printed = "\n\n".join(map(str, read(source)))
    assert printed == source.removeprefix("- ")


def test_stars_at_the_beginning_of_several_lines_are_bullets() -> None:
    assert read("* one\n* two") == (bullet("one"), bullet("two"))
    assert read("text\n+ 12 %\n+ 13 %") == (paragraph("text + 12 % + 13 %"),)


def test_a_star_behind_a_letter_ends_what_is_in_italics() -> None:
    assert read("*Frontex*s") == (paragraph(Span("Frontex", italic=True), "s"),)


@pytest.mark.parametrize("target", ["https://europa.eu", "http://europa.eu/a?b=c&d", "mailto:a@europa.eu"])
def test_links_go_to_the_web_and_to_letterboxes(target: str) -> None:
    assert read(f"see [**the** page]({target}).") == (
        paragraph("see ", Span("the", bold=True, href=target), Span(" page", href=target), "."),
    )


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("[a](ftp://x)", "http, https or mailto"),
        ("[a](javascript:alert(1))", "http, https or mailto"),
        ("[a](file:///etc/passwd)", "http, https or mailto"),
        ("[a](annex.docx)", "http, https or mailto"),
        ("[a]()", "http, https or mailto"),
        ("[](https://x.eu)", "has no words"),
        ('[a](https://x.eu "title")', "title of a link"),
        ("![a](https://x.eu/a.png)", "picture"),
        ("a[^x]", "no note “x”"),
        ("a\n\n[^x]: text", "no mark points to it"),
        ("a[^x]\n\n[^x]: one\n[^x]: two", "defined twice"),
        ("a[^x]\n\n[^x]:", "has no text"),
        ("a[^x]\n\n[^x]: one[^y]\n[^y]: two", "no note “y”"),
        ("- a\n-\n- b", "item has no words"),
        ("- - a", "item has no words"),
        ("1. a\n3. b", "does not count one by one"),
        ("- # a", "heading stands in a list"),
        ("- " * 9 + "a\n" + "  " * 9 + "- b", "more than 9 levels|no words"),
        ("bell \x07", "control character U\\+0007"),
    ],
)
def test_what_would_vanish_or_mislead_is_refused(source: str, message: str) -> None:
    import re

    assert any(re.search(message, fault.message) for fault in faults(source)), faults(source)


@pytest.mark.parametrize("depth", [10, 40, 400])
def test_a_list_too_deep_is_refused_and_not_cut_off(depth: int) -> None:
    source = "\n".join("  " * level + "- a" for level in range(depth))
    assert any("more than 9 levels" in fault.message for fault in faults(source))


def test_a_list_of_nine_levels_is_read() -> None:
    source = "\n".join("  " * level + "- a" for level in range(9))
    assert [block.level for block in read(source)] == list(range(9))


@pytest.mark.parametrize(
    "source",
    [
        "<b>bold</b> & <!-- remark -->",
        "`code` and ```fence```",
        "> quoted",
        "---",
        "***",
        "| a | b |",
        "&amp; &nbsp; &#42;",
        "~~struck~~",
        "<https://europa.eu>",
        "[a][b]",
        "[b]: https://europa.eu",
        "#tag",
        "-5 %",
        "+5 %",
        "1.5 million",
        "12. March",
        "2023. was a year",
        "10) ten",
        "-",
        "+",
        "#",
        "##",
        "1.",
        "“quoted” and 'quoted' -- and ... so on",
        "(c) (r)",
        "https://europa.eu/a_b_c",
        "!",
        "a!",
        "]",
        "[",
        "}} {",
    ],
)
def test_all_other_signs_of_markdown_are_text(source: str) -> None:
    assert faults(source) == []
    assert str(rich_text(source, {})) == source
    assert all(block.kind is Kind.PARAGRAPH for block in read(source))


@pytest.mark.parametrize("source", ["- a", "+ a", "1. a", "1) a", "# a", "## a", "> a"])
def test_an_inline_text_may_begin_with_any_sign(source: str) -> None:
    assert read(source, block=False) == (paragraph(source),)


def test_paragraphs_are_divided_by_blank_lines_and_a_line_break_is_a_space() -> None:
    assert read("one\ntwo\n\nthree\r\nfour\n  \n\nfive\n") == (
        paragraph("one two"),
        paragraph("three four"),
        paragraph("five"),
    )


@pytest.mark.parametrize("source", ["one  \ntwo", "one\\\ntwo", "one   \n  two"])
def test_a_hard_line_break_is_a_line_break(source: str) -> None:
    assert read(source) == (paragraph("one\ntwo"),)
    assert read(source, block=False) == (paragraph("one\ntwo"),)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_loose_and_tight_lists_are_the_same(gap: str) -> None:
    assert read(gap.join(["- a", "- b", "  - c", "- d"])) == (bullet("a"), bullet("b"), bullet("c", 1), bullet("d"))


@pytest.mark.parametrize("indent", ["", " ", "   "])
def test_a_list_may_be_indented(indent: str) -> None:
    assert read(f"text\n\n{indent}- a\n{indent}- b") == (paragraph("text"), bullet("a"), bullet("b"))
    assert read(f"{indent}1. a") == (item("a", restart=True),)


def test_each_numbered_list_begins_anew() -> None:
    assert read("1. a\n2. b\n\ntext\n\n1. c\n1. d\n   1. e") == (
        item("a", restart=True),
        item("b"),
        paragraph("text"),
        item("c", restart=True),
        item("d"),
        item("e", 1, restart=True),
    )


def test_a_second_paragraph_of_an_item_is_a_paragraph_after_it() -> None:
    assert read("- a\n\n  b\n- c") == (bullet("a"), paragraph("b"), bullet("c"))


def test_headings_have_levels() -> None:
    assert read("# One\n\n### **Three**\ntext") == (
        Block((Span("One"),), Kind.HEADING, 1),
        Block((Span("Three", bold=True),), Kind.HEADING, 3),
        paragraph("text"),
    )


def test_an_underlined_line_is_no_heading() -> None:
    assert read("text\n---\n\ntext\n===") == (paragraph("text ---"), paragraph("text ==="))


def test_indented_lines_are_no_code() -> None:
    assert read("    text\n\n    *more*") == (paragraph("text"), paragraph(Span("more", italic=True)))


def test_a_note_stands_where_its_mark_stood() -> None:
    note = RichText((paragraph("See ", Span("here", bold=True), "."),))
    mark = Span("", note=note, anchor="note/a")
    assert read("Funds[^a] rise.\n\n[^a]: See **here**.") == (paragraph("Funds", mark, " rise."),)


def test_a_note_may_run_over_lines_and_have_paragraphs() -> None:
    (block,) = read("a[^n]\n\n[^n]: one\ntwo\n\n    three\n")
    assert block.spans[1].note == RichText((paragraph("one two"), paragraph("three")))


def test_text_goes_on_after_a_note() -> None:
    blocks = read("a[^n] b[^m]\n[^n]: one\n[^m]: two\n\nc")
    assert [str(block) for block in blocks] == ["a b", "c"]


def test_an_inline_text_may_have_notes() -> None:
    (block,) = read("Kosovo[^k]\n\n[^k]: This designation …", block=False)
    note = RichText((paragraph("This designation …"),))
    assert block.spans == (Span("Kosovo"), Span("", note=note, anchor="note/k"))


def test_an_inline_text_is_one_paragraph() -> None:
    assert read("one\n two \nthree", block=False) == (paragraph("one two three"),)
    (fault,) = faults("one\n\ntwo", block=False)
    assert "one paragraph" in fault.message


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000"])
def test_hard_spaces_are_kept_everywhere(space: str) -> None:
    for source in (
        f"{space}a{space}",
        f"{space}**a**{space}b{space}",
        f"- {space}a{space}",
        f"{space}\n\nb",
        f"# {space}a{space} #",
        f"{space}*a*{space}",
    ):
        assert str(rich_text(source, {})).count(space) == source.count(space)


def test_bold_ends_before_a_hard_space() -> None:
    assert read("**Note:**\u00a0text") == (paragraph(Span("Note:", bold=True), "\u00a0text"),)


@pytest.mark.parametrize("source", ["", " ", "\n\n", "\t"])
def test_an_empty_text_is_empty(source: str) -> None:
    assert not rich_text(source, {})
    assert not rich_text(source, {}, block=False)


def test_a_text_is_read_once_for_its_checks_and_its_documents() -> None:
    from briefgen.text.parse import draft

    before: Any = draft.cache_info()
    faults("read once, used twice")
    rich_text("read once, used twice", {})
    after: Any = draft.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 1)

"""Tables of contents and lists of tables, written from what the document holds."""

from __future__ import annotations

from pathlib import Path

from tests import validators
from tests.word.docx_templates import W, a_style, body, compiled, p, part, r
from tests.word.exhibits.samples import NUMBERING, a_table, codes, field, text, words_of

STYLES = a_style("toc 1") + a_style("toc 2") + a_style("table of figures")


def lines(document: bytes) -> list[str]:
    return [words_of(each) for each in body(document).iter(f"{W}p")]


def entries(document: bytes) -> list[tuple[str, str]]:
    """Style and text of the paragraphs before the first that has neither tab nor field."""
    found = [(each.find(f"{W}pPr/{W}pStyle"), words_of(each)) for each in body(document).iter(f"{W}p")]
    styled = [(style.get(f"{W}val") or "" if style is not None else "", words) for style, words in found]
    return [(style, words.removesuffix("\t")) for style, words in styled if words.endswith("\t")]


def test_a_table_of_contents_lists_the_headings_that_there_are() -> None:
    loop = [
        p("{%p for x in xs %}"),
        p("Part {{ x }}", style="Heading1"),
        p("Detail", style="Heading2"),
        p("{%p endfor %}"),
    ]
    document = compiled(p(field('TOC \\o "1-2" \\h')), *loop, styles=STYLES).render({"xs": ["A & B", "C"]})
    assert entries(document) == [("toc1", "Part A & B"), ("toc2", "Detail"), ("toc1", "Part C"), ("toc2", "Detail")]


def test_it_lists_no_deeper_headings_than_it_is_asked_for() -> None:
    document = compiled(
        p(field('TOC \\o "1-1"')), p("One{{ 1 }}", style="Heading1"), p("Two", style="Heading2"), styles=STYLES
    ).render({})
    assert [words for _, words in entries(document)] == ["One1"]


def test_old_entries_go_and_their_looks_stay() -> None:
    old = '<w:tabs><w:tab w:val="right" w:pos="7777"/></w:tabs>'
    begin, result = field("TOC \\o", "@").split("<w:r><w:t>@</w:t></w:r>")
    document = compiled(
        p(begin, r("Old one"), style="toc1", properties=old),
        p("Old two", style="toc1", properties=old),
        p(result),
        p("New {{ 1 }}", style="Heading1"),
        p("New {{ 2 }}", style="Heading1"),
        styles=STYLES,
    ).render({})
    assert lines(document) == ["New 1\t", "New 2\t", "", "New 1", "New 2"]
    assert part(document).count('w:pos="7777"') == 2


def test_each_entry_is_a_link_to_its_heading() -> None:
    document = compiled(p(field("TOC \\o \\h")), p("One {{ 1 }}", style="Heading1"), styles=STYLES).render({})
    link = body(document).find(f".//{W}hyperlink")
    assert link is not None
    heading = body(document)[1]
    bookmarks = [each.get(f"{W}name") for each in heading.iter(f"{W}bookmarkStart")]
    assert bookmarks == [link.get(f"{W}anchor")]
    assert f"PAGEREF {bookmarks[0]} \\h" in codes(document)


def test_the_number_of_a_heading_stands_before_it() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    heading = p("Borders{{ 1 }}", style="Heading1", properties=numbered)
    template = compiled(p(field("TOC \\o")), heading, styles=STYLES, parts={"word/numbering.xml": NUMBERING})
    assert lines(template.render({}))[0] == "1.\tBorders1\t"


def test_it_lists_neither_itself_nor_headings_without_words() -> None:
    blocks = [p(field("TOC \\o"), style="Heading1"), p("{{ x }}", style="Heading1"), p("One", style="Heading1")]
    assert [words for _, words in entries(compiled(*blocks, styles=STYLES).render({"x": ""}))] == ["One"]


def test_pages_are_left_to_word_which_is_told_to_ask() -> None:
    document = compiled(p(field("TOC \\o")), p("One {{ 1 }}", style="Heading1"), styles=STYLES).render({})
    assert part(document).count("w:dirty") == 1


def test_a_list_of_tables_lists_their_captions() -> None:
    template = compiled(p(field('TOC \\h \\c "Table"')), p("{{ a }}"), p("{{ b }}"), styles=STYLES)
    document = template.render({"a": a_table("a"), "b": a_table("b", caption=text("R & D"))})
    assert entries(document) == [
        ("tableoffigures", "Table\u00a01 Follow-up by area"),
        ("tableoffigures", "Table\u00a02 R & D"),
    ]


def test_a_list_of_captions_may_leave_label_and_number_away() -> None:
    template = compiled(p(field('TOC \\a "Table"')), p("{{ a }}"), styles=STYLES)
    assert [words for _, words in entries(template.render({"a": a_table("a")}))] == ["Follow-up by area"]


def test_a_list_of_nothing_is_empty_and_asks_nothing() -> None:
    document = compiled(p(field('TOC \\c "Table"')), p("{{ x }}")).render({"x": "text"})
    assert lines(document) == ["", "text"]
    assert "w:dirty" not in part(document)


def test_styles_of_the_template_can_be_listed_by_name() -> None:
    document = compiled(
        p(field('TOC \\t "Annex Bullet;2"')), p("A{{ 1 }}", style="Bullet"), p("B", style="Heading1"), styles=STYLES
    ).render({})
    assert entries(document) == [("toc2", "A1")]


def test_a_table_of_contents_of_marked_entries_is_left_to_word() -> None:
    document = compiled(p(field("TOC \\f")), p("One {{ 1 }}", style="Heading1")).render({})
    assert lines(document)[0] == "stale"
    assert "w:dirty" in part(document)


def test_contents_are_valid_and_show_their_texts_in_libreoffice(tmp_path: Path) -> None:
    blocks = [p(field("TOC \\o \\h \\z \\u")), p(field('TOC \\h \\c "Table"')), p("One {{ 1 }}", style="Heading1")]
    template = compiled(*blocks, p("{{ a }}"), p("Two", style="Heading2"), p("{{ b }}"), styles=STYLES)
    path = tmp_path / "contents.docx"
    path.write_bytes(template.render({"a": a_table("a"), "b": a_table("b")}))
    assert validators.audit(path) == []
    assert validators.sdk(path) == []
    listed = validators.pdf_text(path).replace("\u00a0", " ")
    assert listed.count("Table 2 Follow-up by area") == 2
    assert listed.count("One 1") == 2

"""Two Word files as one: accepting all changes gives the new one, rejecting all the old one."""

import io
import re
import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.findings import Grade
from briefgen.opc.read import PackageRefusedError
from briefgen.redline import ChangeSource, redline, source_of
from briefgen.word import lint
from briefgen.word.anchors.names import record_digest
from tests import validators
from tests.redline.marked import marked
from tests.redline.office import resolve_many
from tests.redline.papers import (
    anchor,
    cell,
    link,
    note,
    p,
    pair_by_chance,
    paper,
    row,
    run,
    table,
    word_field,
)
from tests.redline.resolver import accepted, plain, rejected, texts
from tests.word.good import NUMBERING, OFFICE, PIXEL, WORD_TYPE, good_document, good_parts, zipped

BULLET = '<w:pStyle w:val="Bullet"/>'
CENTRED = '<w:jc w:val="center"/>'
SECTION = '<w:sectPr><w:pgSz w:w="{}" w:h="16838"/></w:sectPr>'


def part(docx: bytes, name: str = "word/document.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(docx)).read(name).decode()


def compared(old: bytes, new: bytes) -> str:
    """Both as one, after the proof that it is both."""
    made = redline(old, new)
    assert accepted(made.docx) == plain(new)
    assert rejected(made.docx) == plain(old)
    assert {each.code for each in lint(made.docx)} <= {each.code for data in (old, new) for each in lint(data)}
    return marked(made.docx)


# words and paragraphs


def test_a_file_and_itself_differ_in_nothing() -> None:
    made = redline(good_document(), good_document())
    assert made.counts.is_nothing
    assert not re.search("<w:(ins|del|[rp]PrChange) ", part(made.docx))


def test_words_are_marked_inside_their_paragraph() -> None:
    old = paper(p("The agency will send tents to the islands by the end of May."))
    new = paper(p("The agency has sent tents to the islands by the end of June."))
    wanted = "The agency [-will send-]{+has sent+} tents to the islands by the end of [-May-]{+June+}."
    assert compared(old, new) == wanted


def test_a_look_that_ends_elsewhere_is_marked_where_it_was_and_where_it_is() -> None:
    old = paper(p("Talks", run("with", "<w:b/>"), run("out", "<w:i/>"), " end."))
    new = paper(p("Talks", "with", run("out end", "<w:i/>"), "."))
    compared(old, new)
    compared(new, old)


def test_a_paragraph_that_comes_or_goes_is_marked_whole() -> None:
    old = paper(p("One and two."), p("Nothing like it."), p("Five and six."))
    new = paper(p("One and two."), p("Words of its own."), p("Five and six."))
    assert compared(old, new) == ("One and two.\n[-Nothing like it.-][-¶-]\n{+Words of its own.+}{+¶+}\nFive and six.")


def test_the_last_mark_of_a_cell_stays_and_the_change_stands_one_paragraph_earlier() -> None:
    old = paper(table(row("1", p("Talks go on.") + p("Ships sail."))), p())
    new = paper(table(row("1", p("Talks go on."))), p())
    assert compared(old, new) == "1\nTalks go on.[-¶-]\n[-Ships sail.-]\n"
    assert compared(new, old) == "1\nTalks go on.{+¶+}\n{+Ships sail.+}\n"


@pytest.mark.parametrize("last", ["Talks go on.", "Ships sail at sea."])
def test_the_last_mark_of_a_cell_stays_also_behind_a_table_that_comes_or_goes(last: str) -> None:
    old = paper(table(row("1", p("Before.") + p(last, properties=BULLET))), p())
    new = paper(table(row("1", p("Before.") + p("Talks go on.") + table(row("a", "b")) + p("End."))), p())
    compared(old, new)
    compared(new, old)


def test_the_last_paragraphs_of_a_cell_keep_their_own_properties() -> None:
    old = paper(table(row("1", p("Talks go on.", properties=BULLET))), p())
    new = paper(table(row("1", p("Talks go on.", properties=BULLET) + p("Ships sail.", properties=CENTRED))), p())
    compared(old, new)
    compared(new, old)


def test_bold_links_notes_and_fields_are_kept_where_words_beside_them_change() -> None:
    def text(word: str) -> bytes:
        inside = (
            run("Talks", "<w:b/>"),
            f" with the {word} ",
            link("on ports"),
            note(1),
            " of ",
            word_field("DATE", "May"),
        )
        return paper(p(*inside), notes=["See there."])

    assert compared(text("agency"), text("council")) == "Talks with the [-agency-]{+council+} on ports° of May"


def test_a_look_that_changes_is_recorded_and_the_words_stay() -> None:
    old, new = paper(p("Talks ", "go on.")), paper(p(run("Talks ", "<w:b/>"), "go on."))
    assert compared(old, new) == "Talks go on."
    assert "<w:rPrChange" in part(redline(old, new).docx)


def test_a_field_that_differs_is_replaced_whole() -> None:
    old = paper(p("As of ", word_field("DATE", "6 March"), "."))
    new = paper(p("As of ", word_field("SAVEDATE", "6 March"), "."))
    assert compared(old, new) == "As of [-6 March-]{+6 March+}."
    assert "<w:delInstrText" in part(redline(old, new).docx)


def test_a_link_to_another_address_is_another_link() -> None:
    old, new = paper(p("See ", link("the report"), ".")), paper(p("See ", link("the report", "rId20"), "."))
    assert compared(old, new) == "See [-the report-]{+the report+}."


def test_the_same_id_may_mean_different_things_in_the_two_files() -> None:
    parts = good_parts()
    rels = parts["word/_rels/document.xml.rels"]
    parts["word/_rels/document.xml.rels"] = rels.replace(b"https://example.eu/report", b"https://example.eu/other")
    assert "[-the report-]{+the report+}nowongoing" in compared(zipped(parts), good_document())


def test_a_picture_that_differs_is_replaced_and_brought_along() -> None:
    parts = good_parts()
    parts["word/media/image1.png"] = PIXEL + b"\0"
    made = redline(zipped(parts), good_document())
    compared(zipped(parts), good_document())
    assert sum(name.startswith("word/media/") for name in zipfile.ZipFile(io.BytesIO(made.docx)).namelist()) == 2


def test_content_controls_come_and_go_with_their_words() -> None:
    control = f'<w:sdt><w:sdtPr><w:alias w:val="state"/></w:sdtPr><w:sdtContent>{run("ongoing")}</w:sdtContent></w:sdt>'
    block = f"<w:sdt><w:sdtPr><w:alias w:val='s'/></w:sdtPr><w:sdtContent>{p('Inside one.')}</w:sdtContent></w:sdt>"
    old, new = paper(p("State: "), p("Last.")), paper(p("State: ", control), block, p("Last."))
    assert "{+ongoing+}" in compared(old, new)
    assert "[-ongoing-]" in compared(new, old)


def test_two_controls_beside_each_other_stay_two() -> None:
    def text(word: str) -> bytes:
        control = '<w:sdt><w:sdtPr><w:alias w:val="state"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
        return paper(p(f"It is {word} of all ", control.format(run("done")), control.format(run("here"))))

    assert part(redline(text("one"), text("two")).docx).count("<w:sdt>") == 2


def test_a_table_of_contents_is_never_cut() -> None:
    def contents(*entries: str) -> str:
        sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        begin = sign.format("begin") + "<w:r><w:instrText> TOC \\o </w:instrText></w:r>" + sign.format("separate")
        return p(begin, entries[0]) + "".join(map(p, entries[1:])) + p(sign.format("end"))

    old = paper(contents("Borders and ports", "Visas"), p("Text."))
    new = paper(contents("Something else", "Borders and ports", "Visas"), p("Text."))
    xml = part(redline(old, new).docx)
    compared(old, new)
    assert not re.search(r"<w:(ins|del) [^>]*><w:r><w:fldChar", xml)


# paragraph properties, lists, sections, notes, headers


def test_a_style_that_the_new_file_lacks_is_added_to_it() -> None:
    style = '<w:style w:type="paragraph" w:styleId="Box"><w:name w:val="Box"/><w:basedOn w:val="Normal"/></w:style>'
    old = paper(p("Boxed.", properties='<w:pStyle w:val="Box"/>'), p("Last words."), styles=style)
    compared(old, paper(p("Last words.")))


def test_a_style_is_the_same_by_its_name_whatever_its_id() -> None:
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="Box"/><w:basedOn w:val="Normal"/></w:style>'
    old = paper(p("Boxed.", properties='<w:pStyle w:val="Rahmen"/>'), styles=style.format("Rahmen"))
    new = paper(p("Boxed.", properties='<w:pStyle w:val="Box"/>'), styles=style.format("Box"))
    assert redline(old, new).counts.is_nothing
    compared(old, new)


def test_a_style_whose_id_means_another_in_the_new_file_gets_an_id_of_its_own() -> None:
    style = '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="{}"/><w:basedOn w:val="Normal"/></w:style>'
    old = paper(p("Boxed.", properties='<w:pStyle w:val="X"/>'), styles=style.format("Box"))
    new = paper(p("Boxed.", properties='<w:pStyle w:val="X"/>'), styles=style.format("Frame"))
    compared(old, new)
    assert '<w:pStyle w:val="X1"/>' in part(redline(old, new).docx)


def test_a_list_of_another_kind_is_brought_along() -> None:
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    numbered = NUMBERING.replace('"bullet"', '"decimal"').replace("•", "%1.")
    old = paper(p("First of all", properties=listed), p("Then this"), numbering=numbered)
    new = paper(p("First of all", properties=listed), p("Then this"))
    compared(old, new)
    compared(new, old)


def test_notes_that_come_go_and_change() -> None:
    old = paper(
        p("Ports", note(1), " and roads", note(2), " and rail."), notes=["See the first report.", "See the map."]
    )
    new = paper(p("Ports", note(1), " and roads and rail", note(2), "."), notes=["See the last report.", "A new note."])
    made = redline(old, new)
    compared(old, new)
    notes = part(made.docx, "word/footnotes.xml")
    assert re.search(r"<w:ins [^>]*><w:r><w:footnoteRef/></w:r><w:r><w:t[^>]*> A new note\.", notes)
    assert re.search(r"<w:del [^>]*><w:r><w:footnoteRef/></w:r><w:r><w:delText[^>]*> See the map\.", notes)
    assert re.search(r"<w:delText[^>]*>first</w:delText>.*<w:t[^>]*>last</w:t>", notes)


def test_notes_of_a_file_that_has_none_any_more() -> None:
    parts = good_parts()
    del parts["word/footnotes.xml"]
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        parts[name] = re.sub(rb"<[^<]*footnotes[^<]*/>\n", b"", parts[name])
    parts["word/document.xml"] = parts["word/document.xml"].replace(b'<w:r><w:footnoteReference w:id="1"/></w:r>', b"")
    without = zipped(parts)
    compared(good_document(), without)
    compared(without, good_document())


@pytest.mark.parametrize(("before", "after"), [("One page", "Another page"), ("One page", ""), ("", "Another page")])
def test_what_headers_and_footers_say_is_compared(before: str, after: str) -> None:
    old = paper(p("Text."), header=p(before) if before else "", footer=p("Page ", link("one", "rId9")[:0], "1"))
    new = paper(p("Text."), header=p(after) if after else "", footer=p("Page 2"))
    compared(old, new)


def test_the_format_of_pages_is_recorded_in_the_middle_and_at_the_end() -> None:
    def text(width: int) -> bytes:
        return paper(
            p("One.", properties=SECTION.format(width)), p("Two."), section=f'<w:pgSz w:w="{width}" w:h="9000"/>'
        )

    compared(text(11906), text(9000))
    assert part(redline(text(11906), text(9000)).docx).count("<w:sectPrChange") == 2


def test_a_section_that_comes_or_goes() -> None:
    old, new = paper(p("One."), p("Two.")), paper(p("One."), p("Wide.", properties=SECTION.format(9000)), p("Two."))
    compared(old, new)
    compared(new, old)


# tables


def test_a_row_that_comes_or_goes_is_a_row() -> None:
    old = paper(table(row("1", "Talks go on."), row("2", "Ships sail at sea.")), p())
    new = paper(
        table(row("1", "Talks go on."), row("2", "A new fund was opened."), row("3", "Ships sail at sea.")), p()
    )
    wanted = "1\nTalks go on.\n+ {+2+}{+¶+}\n+ {+A new fund was opened.+}{+¶+}\n[-2-]{+3+}\nShips sail at sea.\n"
    assert compared(old, new) == wanted
    assert redline(old, new).counts.inserted_rows == 1


def test_a_row_that_moved_is_deleted_and_inserted() -> None:
    rows = [row(str(n), f"Point {word} of the list.") for n, word in enumerate(("alpha", "beta", "gamma", "delta"))]
    text = compared(paper(table(*rows), p()), paper(table(rows[3], *rows[:3]), p()))
    assert text.count("+ {+Point delta of the list.+}") == text.count("- [-Point delta of the list.-]") == 1
    assert text.count("Point") == 5


def test_the_anchor_of_a_row_decides() -> None:
    def text(name: str, words: str) -> str:
        return row(cell(p(anchor("r", name, words), "1")), words)

    old = paper(table(text("a", "Talks go on."), text("b", "Ships sail.")), p())
    new = paper(table(text("b", "Talks go on."), text("a", "All is done."), text("b2", "Ships sail.")), p())
    assert compared(old, new).count("- [-") == 2


def test_tables_in_tables_and_joined_cells() -> None:
    def text(word: str, *more: str) -> bytes:
        inner = table(row("a", f"inner {word}"), *more, columns=2)
        joined = "<w:tr>" + cell(p("over two"), '<w:gridSpan w:val="2"/>') + "</w:tr>"
        down = [
            row(cell(p("group"), '<w:vMerge w:val="restart"/>'), f"first {word} of the group"),
            row(cell(p(), "<w:vMerge/>"), "second of the group"),
        ]
        return paper(table(row("1", p("Before.") + inner + p()), joined, *down), p())

    compared(text("one"), text("two", row("b", "more to say")))
    compared(text("two", row("b", "more to say")), text("one"))


def test_a_row_whose_cells_are_joined_otherwise_is_another_row() -> None:
    def group(*words: str) -> bytes:
        merges = ['<w:vMerge w:val="restart"/>', *["<w:vMerge/>"] * (len(words) - 1)]
        return paper(table(*(row(cell(p(), merge), each) for merge, each in zip(merges, words, strict=True))), p())

    text = compared(group("Talks go on.", "Ships sail."), group("A fund was opened.", "Talks go on.", "Ships sail."))
    assert "+ {+Talks go on.+}" in text
    assert "\nShips sail." in text


def test_a_table_of_other_columns_is_replaced() -> None:
    old = paper(table(row("1", "Talks go on.")), p())
    new = paper(table(row("1", "Talks go on.", "May"), columns=3), p())
    text = compared(old, new)
    assert "- [-Talks go on.-]" in text
    assert "+ {+Talks go on.+}" in text


def test_widths_shading_and_heights_of_tables_are_recorded() -> None:
    def text(width: int, shade: str) -> bytes:
        made = table(row(cell(p("a"), f'<w:shd w:val="clear" w:fill="{shade}"/>'), "b", properties="<w:cantSplit/>"))
        return paper(made.replace('<w:gridCol w:w="3000"/>', f'<w:gridCol w:w="{width}"/>', 1), p())

    compared(text(3000, "FFFFFF"), text(2000, "EEEEEE"))


# what is rarer


def test_an_inserted_paragraph_in_the_middle_of_a_tail_keeps_all_properties() -> None:
    lines = [p("Talks go on.", properties=BULLET), p("Ships sail."), p("A fund was opened.", properties=CENTRED)]
    old, new = paper(table(row("1", lines[0])), p()), paper(table(row("1", "".join(lines))), p())
    assert compared(old, new) == "1\nTalks go on.{+¶+}\n{+Ships sail.+}{+¶+}\n{+A fund was opened.+}\n"
    assert compared(new, old) == "1\nTalks go on.[-¶-]\n[-Ships sail.-][-¶-]\n[-A fund was opened.-]\n"


def test_words_change_inside_a_block_of_a_content_control() -> None:
    def text(word: str) -> bytes:
        block = "<w:sdt><w:sdtPr><w:alias w:val='s'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
        return paper(block.format(p(f"The {word} inside sends staff to the islands.")), p("Last."))

    assert compared(text("agency"), text("council")).startswith("The [-agency-]{+council+} inside")


def test_simple_fields_tabs_and_smart_tags() -> None:
    def text(code: str, word: str, *more: str) -> bytes:
        simple = f'<w:fldSimple w:instr=" {code} ">{run("7")}</w:fldSimple>'
        tag = f'<w:smartTag w:uri="urn:x" w:element="place"><w:smartTagPr/>{run(word)}</w:smartTag>'
        return paper(p("Page ", simple, "<w:r><w:tab/></w:r>", " of the paper on ", tag), *more)

    whole = p('<w:fldSimple w:instr=" PAGE ">' + run("8") + "</w:fldSimple>", "<w:r><w:tab/></w:r>", " alone")
    compared(text("PAGE", "Paris"), text("NUMPAGES", "Rome", whole))
    compared(text("NUMPAGES", "Rome", whole), text("PAGE", "Paris"))


def test_the_look_of_a_paragraph_mark_and_of_a_run_that_loses_all_is_recorded() -> None:
    old = paper(p(run("Talks", "<w:b/>"), " go on.", properties="<w:rPr><w:b/></w:rPr>"))
    compared(old, paper(p("Talks go on.")))
    compared(paper(p("Talks go on.")), old)


def test_properties_that_only_one_of_two_rows_has() -> None:
    def text(properties: str) -> bytes:
        return paper(table(row("1", "Talks go on.", properties=properties)), p())

    compared(text("<w:cantSplit/>"), text(""))
    compared(text(""), text("<w:cantSplit/>"))


def test_lists_of_one_definition_are_told_apart_by_what_is_in_them() -> None:
    start, num = NUMBERING.rpartition("</w:numbering>")[0], '<w:num w:numId="{}"><w:abstractNumId w:val="0"/></w:num>'
    two = f"{start}{num.format(2)}</w:numbering>"

    def text(first: int, second: int) -> bytes:
        listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
        lines = (("Ships sail.", first), ("Talks go.", second))
        return paper(*(p(words, properties=listed.format(number)) for words, number in lines), numbering=two)

    assert redline(text(1, 2), text(2, 1)).counts.is_nothing
    compared(text(1, 2), text(2, 1))


def test_text_boxes_are_replaced_with_their_words() -> None:
    def text(word: str) -> bytes:
        box = f"<v:textbox><w:txbxContent>{p(word)}</w:txbxContent></v:textbox>"
        shape = (
            f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="s" style="width:50pt;height:50pt">{box}</v:shape>'
        )
        return paper(p("Box ", f"<w:r><w:pict>{shape}</w:pict></w:r>", " here."))

    made = redline(text("Talks go on."), text("Ships sail."))
    assert lint(made.docx) == []
    assert rejected(made.docx) == plain(text("Talks go on."))
    assert accepted(made.docx) == plain(text("Ships sail."))


def test_a_note_of_several_paragraphs_comes_and_goes() -> None:
    parts = good_parts()
    more = b"<w:p><w:r><w:t>And more.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    parts["word/footnotes.xml"] = re.sub(rb"</w:footnote>\s*</w:footnotes>", more, parts["word/footnotes.xml"])
    text = zipped(parts)
    other = paper(p("Situation as of 17 March 2023"), p("Other words."))
    compared(text, other)
    compared(other, text)


def test_a_change_in_a_note_is_of_the_source_of_its_paragraph() -> None:
    def text(word: str) -> bytes:
        return paper(p(anchor("p", "own"), "Ports", note(1)), notes=[f"See the {word} report of the agency."])

    sources = {record_digest(["own"]): ChangeSource("Frontex", "2023-03-17T00:00:00Z")}
    made = redline(text("first"), text("last"), sources=sources)
    assert set(re.findall('w:author="([^"]*)"', part(made.docx, "word/footnotes.xml"))) == {"Frontex"}


def test_a_header_that_two_sections_share_and_did_not_is_said_to_be_compared_once() -> None:
    def text(first: str) -> bytes:
        reference = f'<w:headerReference w:type="default" r:id="{first}"/>'
        one = p("One.", properties=SECTION.format(9000).replace("<w:pgSz", f"{reference}<w:pgSz"))
        other = f'<Relationship Id="rId30" Type="{OFFICE}/header" Target="header2.xml"/>'
        named = f'<Override PartName="/word/header2.xml" ContentType="{WORD_TYPE}.header+xml"/>'
        parts = good_parts()
        parts["word/header2.xml"] = parts["word/header1.xml"].replace(b"The Institution", b"Another")
        for name, end, more in (
            ("word/document.xml", b"<w:p/><w:sectPr>", one),
            ("word/_rels/document.xml.rels", b"</Relationships>", other),
            ("[Content_Types].xml", b"</Types>", named),
        ):
            parts[name] = parts[name].replace(end, more.encode() + end)
        return zipped(parts)

    made = redline(text("rId30"), text("rId6"))
    assert [each.rule for each in made.findings if each.rule == "RED-003"] == ["RED-003"]
    assert not [each for each in redline(text("rId6"), text("rId6")).findings if each.rule == "RED-003"]


def test_headers_of_their_own_on_even_pages_are_said_not_to_be_tracked() -> None:
    parts = good_parts()
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        b"</w:settings>", b"<w:evenAndOddHeaders/></w:settings>"
    )
    found = redline(good_document(), zipped(parts), names=("old.docx", "new.docx")).findings
    wanted = "new.docx: warning RED-003: only the newer file has headers of their own on even pages"
    assert wanted in map(str, found)


def test_a_template_on_its_author_s_drive_is_left_out_and_named() -> None:
    parts = good_parts()
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        b"<w:zoom", f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId1"/><w:zoom'.encode()
    )
    parts["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/attachedTemplate" Target="file:///S:/house.dotx" TargetMode="External"/></Relationships>'
    ).encode()
    made = redline(zipped(parts), paper(p("Text.")))
    assert "S:/house.dotx" in next(each.message for each in made.findings if each.rule == "RED-004")


def test_the_day_of_the_newer_file_is_that_of_its_properties() -> None:
    parts = good_parts()
    saved = b'<dcterms:modified xsi:type="dcterms:W3CDTF">2023-04-01T10:00:00Z</dcterms:modified></cp:coreProperties>'
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"</cp:coreProperties>", saved)
    assert source_of(zipped(parts)).date == "2023-04-01T10:00:00Z"


def test_the_changes_of_one_source_in_a_row_get_one_comment() -> None:
    def text(word: str) -> bytes:
        return paper(table(row("1", p(f"The {word} sends staff there.") + p(f"The {word} sends ships as well."))), p())

    default = ChangeSource("Frontex", "2023-03-17T00:00:00Z", "Why it changed")
    made = redline(text("agency"), text("council"), default=default)
    assert part(made.docx, "word/comments.xml").count("Why it changed") == 1


def test_comments_are_made_in_a_file_that_has_none() -> None:
    def text(word: str) -> bytes:
        parts = good_parts()
        del parts["word/comments.xml"]
        for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            parts[name] = re.sub(rb"<[^<]*comments[^<]*/>\n", b"", parts[name])
        body = re.sub(rb"<w:commentR[^>]*/>", b"", parts["word/document.xml"]).replace(b"Borders", word.encode())
        return zipped({**parts, "word/document.xml": body})

    default = ChangeSource("Frontex", "2023-03-17T00:00:00Z", "Why it changed\nand when")
    made = redline(text("Borders"), text("Ports"), default=default)
    assert lint(made.docx) == []
    assert "Why it changed" in part(made.docx, "word/comments.xml")


@pytest.mark.parametrize("code", ["PAGE", "NUMPAGES \\* Arabic", "page"])
def test_page_numbers_that_were_counted_otherwise_are_no_change(code: str) -> None:
    old, new = (paper(p("Talks."), footer=p("Page ", word_field(code, number))) for number in ("6", "1"))
    made = redline(old, new)
    assert "<w:ins " not in part(made.docx, "word/footer1.xml")
    assert made.counts.is_nothing
    assert made.unsure == ()


def test_a_page_number_in_another_look_or_another_field_is_a_change() -> None:
    field = word_field("PAGE", "1")
    for other in (word_field("PAGEREF talks", "1"), field.replace("<w:r><w:t", "<w:r><w:rPr><w:b/></w:rPr><w:t")):
        made = redline(paper(p("Talks."), footer=p("Page ", field)), paper(p("Talks."), footer=p("Page ", other)))
        assert "<w:ins " in part(made.docx, "word/footer1.xml")


# what both files bring


def test_tracked_changes_of_the_files_are_taken_as_accepted_and_it_is_said() -> None:
    made = redline(good_document(), good_document(), names=("old.docx", "new.docx"))
    found = [(str(each.place), each.rule, each.grade) for each in made.findings]
    assert found == [("old.docx", "RED-001", Grade.WARNING), ("new.docx", "RED-001", Grade.WARNING)]


def test_the_comments_of_the_new_file_stay_and_those_of_the_old_one_do_not_come() -> None:
    old = good_document()
    new = paper(p("Other words."))
    assert "commentReference" not in part(redline(old, new).docx)
    assert "commentReference" in part(redline(new, old).docx)


def test_author_and_date_come_from_the_nearest_anchor() -> None:
    def text(words: str, more: str) -> bytes:
        inside = p(anchor("r", "row"), "1"), p(anchor("p", "own"), words) + p(more)
        return paper(table(row(*inside)), p("End."))

    sources = {
        record_digest(["row"]): ChangeSource("DG HOME", "2023-03-14T00:00:00Z"),
        record_digest(["own"]): ChangeSource("Frontex", "2023-03-17T00:00:00Z", "Letter of 17 March"),
    }
    old, new = text("Talks go on in May.", "Ships sail now."), text("Talks go on in June.", "Ships sail later.")
    made = redline(old, new, sources=sources)
    found = re.findall(r'<w:(?:ins|del) w:id="\d+" w:author="([^"]*)" w:date="([^"]*)"', part(made.docx))
    assert set(found) == {("Frontex", "2023-03-17T00:00:00Z"), ("DG HOME", "2023-03-14T00:00:00Z")}
    comments = part(made.docx, "word/comments.xml")
    assert re.findall('w:author="([^"]*)"', comments) == ["Frontex"]
    assert "Letter of 17 March" in comments


def test_without_a_source_the_default_counts_and_no_clock() -> None:
    old, new = paper(p("Talks go on.")), paper(p("Talks went on."))
    assert 'w:date="1970-01-01T00:00:00Z"' in part(redline(old, new).docx)
    source = source_of(good_document())
    assert (source.author, source.date) == ("briefgen", "1970-01-01T00:00:00Z")
    assert redline(old, new).docx == redline(old, new).docx


def test_pairs_that_are_only_like_each_other_are_listed_with_their_place() -> None:
    old = paper(table(row("1", "The agency sends staff and ships to the islands.")), p())
    new = paper(table(row("1", "The agency has sent all its staff and some ships to other islands.")), p())
    made = redline(old, new, names=("old.docx", "new.docx"))
    assert [each.place for each in made.unsure] == ["table 1, row 1, column 2, paragraph 1"]
    assert [(str(each.place), each.grade) for each in made.findings] == [
        ("new.docx, table 1, row 1, column 2, paragraph 1", Grade.HINT)
    ]


def test_every_number_of_a_change_is_there_once() -> None:
    old, new = (Path(f"tests/corpus/{name}.docx").read_bytes() for name in ("table_in_a_table", "footnotes"))
    numbers = re.findall(r'<w:(?:ins|del|\w+Change) w:id="(\d+)"', part(redline(old, new).docx))
    assert numbers
    assert len(numbers) == len(set(numbers))


def test_bookmarks_are_there_once() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="Ports"/><w:bookmarkEnd w:id="1"/>'
    old, new = paper(p(mark, "Gone with the wind."), p("Here to stay.")), paper(p(mark, "Here to stay."))
    assert part(redline(old, new).docx).count('w:name="Ports"') == 1
    compared(old, new)


@pytest.mark.parametrize("name", ["w:document", "w:macros"])
def test_what_is_no_word_file_is_refused_in_words(name: str) -> None:
    with pytest.raises(PackageRefusedError, match=r"^mine\.docx"):
        redline(f"<{name}/>".encode(), good_document(), names=("mine.docx", "yours.docx"))


# by chance

CORPUS = sorted(Path("tests/corpus").glob("*.docx"))


@given(st.randoms(use_true_random=False), st.booleans())
def test_accepting_gives_the_new_file_and_rejecting_the_old_one(random: Random, anchored: bool) -> None:
    compared(*pair_by_chance(random, anchored=anchored))


@pytest.mark.parametrize("seed", range(12))
def test_any_two_files_can_be_compared(seed: int) -> None:
    old, new = (path.read_bytes() for path in Random(seed).sample(CORPUS, 2))
    made = redline(old, new)
    assert accepted(made.docx) == plain(new)
    assert rejected(made.docx) == plain(old)


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A few redlines of papers by chance, and of good files."""
    folder = tmp_path_factory.mktemp("redlines")
    pairs = [pair_by_chance(Random(seed), anchored=bool(seed % 2)) for seed in range(4)]
    pairs += [(good_document(), paper(p("Talks go on."))), (paper(p("Talks go on.")), good_document())]
    for number, (old, new) in enumerate(pairs):
        (folder / f"{number}.docx").write_bytes(redline(old, new).docx)
    return sorted(folder.glob("*.docx"))


@pytest.mark.render
def test_libreoffice_comes_to_the_same_words() -> None:
    """Without notes, pictures and controls, whose changes LibreOffice 7.4 loses; it may leave an empty paragraph."""
    pairs = [pair_by_chance(Random(seed), anchored=bool(seed % 2), kinds=("link", "link2")) for seed in range(12)]
    made = [redline(*each).docx for each in pairs]
    for command, wanted in (("AcceptAllTrackedChanges", 1), ("RejectAllTrackedChanges", 0)):
        for got, pair in zip(resolve_many(made, command), pairs, strict=True):
            assert [each for each in texts(plain(got)[0]) if each] == [
                each for each in texts(plain(pair[wanted])[0]) if each
            ]


@pytest.mark.sdk
def test_the_sdk_finds_nothing(some: list[Path]) -> None:
    assert set(map(tuple, validators.sdk_many(some).values())) == {()}


def test_openxml_audit_finds_nothing(some: list[Path]) -> None:
    assert [found for path in some[:2] for found in validators.audit(path)] == []

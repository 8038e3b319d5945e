"""What a loop repeats and what must stay unique: notes, comments, bookmarks, drawings; links and fields."""

import re

import pytest

from briefgen.word import RenderingError, is_untouched, lint
from tests.word.docx_templates import a_template, compiled, p, part, r, rows, tbl, texts, tr
from tests.word.good import BY, DECLARATION, FOOTNOTES, OFFICE, W_NS

REFERENCE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
LOOP = (tr("{%tr for x in xs %}", ""), tr("{%tr endfor %}", ""))


def with_note(text: str) -> dict[str, str]:
    return {"word/footnotes.xml": FOOTNOTES.replace("Of 17 March.", text)}


def note_texts(document: bytes) -> list[str]:
    return re.findall(r"> (\w[^<]*)</w:t>", part(document, "word/footnotes.xml"))


def test_each_row_of_a_loop_has_its_own_footnote_with_its_own_values() -> None:
    row = tr(p("{{ x.name }}", REFERENCE), "")
    template = compiled(tbl(LOOP[0], row, LOOP[1]), parts=with_note("Note on {{ x.name }}."))
    document = template.render({"xs": [{"name": "Egypt"}, {"name": "R & D"}]})
    assert re.findall(r'<w:footnoteReference w:id="(\d+)"', part(document)) == ["2", "3"]
    assert note_texts(document) == ["Note on Egypt.", "Note on R &amp; D."]
    assert lint(document) == []
    assert is_untouched(document)


def test_a_footnote_of_what_a_condition_leaves_out_is_left_out_too() -> None:
    template = compiled(p("{%p if a %}"), p("x", REFERENCE), p("{%p endif %}"), parts=with_note("Note {{ b }}."))
    assert note_texts(template.render({"a": False, "b": 1})) == []
    assert note_texts(template.render({"a": True, "b": 1})) == ["Note 1."]


def test_footnotes_of_a_template_without_tags_in_them_stay_as_they_are() -> None:
    source = a_template(p("x", REFERENCE, " {{ a }}"), parts=with_note("As it is."))
    template = compiled(p("x", REFERENCE, " {{ a }}"), parts=with_note("As it is."))
    assert part(template.render({"a": 1}), "word/footnotes.xml") == part(source, "word/footnotes.xml")


def test_a_fault_in_a_footnote_names_the_note() -> None:
    from briefgen.word import Template

    _, findings = Template.check(a_template(p("x", REFERENCE), parts=with_note("Note {{ b c }}.")), "a.docx")
    assert str(findings[0]).startswith("a.docx, paragraph 1, note 1, paragraph 1: error TPL-002: {{ b c }}")


def test_each_repetition_has_its_own_comment() -> None:
    comments = (
        f'<w:comments {W_NS}><w:comment w:id="0" {BY} w:initials="AD">{p("Check {{ x }}.")}</w:comment></w:comments>'
    )
    start, end = (
        '<w:commentRangeStart w:id="0"/>',
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    )
    template = compiled(
        p("{%p for x in xs %}"), p(start, "{{ x }}", end), p("{%p endfor %}"), parts={"word/comments.xml": comments}
    )
    document = template.render({"xs": ["a", "b"]})
    for mark in ("RangeStart", "RangeEnd", "Reference"):
        assert re.findall(rf'<w:comment{mark} w:id="(\d+)"', part(document)) == ["1", "2"]
    written = part(document, "word/comments.xml")
    assert re.findall(r'w:author="A. Drafter"[^>]* w:id="(\d)"', written) == ["1", "2"]
    assert "Check a." in written
    assert "Check b." in written
    assert lint(document) == []


def test_comments_and_notes_that_hold_no_tags_keep_their_numbers() -> None:
    from tests.word.good import PARAGRAPH

    document = compiled(PARAGRAPH, p("{{ a }}"), parts={"word/footnotes.xml": FOOTNOTES}).render({"a": 1})
    assert re.findall(r'<w:comment(?:RangeStart|RangeEnd|Reference) w:id="(\d)"', part(document)) == ["0", "0", "0"]
    assert lint(document) == []


def test_bookmarks_drawings_and_controls_stay_unique() -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="row"/>', '<w:bookmarkEnd w:id="7"/>'
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="3" name="x" descr="about {{ x }}"/>'
        "</wp:inline></w:drawing></w:r>"
    )
    control = f'<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>{r("{{ x }}")}</w:sdtContent></w:sdt>'
    link = f'<w:hyperlink w:anchor="row">{r("here")}</w:hyperlink>'
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF row \\h </w:instrText></w:r>'
    block = p(mark[0], "{{ x }}", mark[1], drawing, control, link, field, '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    xml = part(compiled(p("{%p for x in xs %}"), block, p("{%p endfor %}")).render({"xs": ["a", "b"]}))
    assert re.findall(r'bookmarkStart w:id="(\d+)" w:name="(\w+)"', xml) == [("7", "row"), ("8", "row_2")]
    assert re.findall(r'bookmarkEnd w:id="(\d+)"', xml) == ["7", "8"]
    assert re.findall(r'docPr id="(\d+)" name="x" descr="([^"]+)"', xml) == [("3", "about a"), ("4", "about b")]
    assert re.findall(r'<w:sdtPr><w:id w:val="(\d+)"', xml) == ["5", "6"]
    assert re.findall(r'w:anchor="(\w+)"', xml) == ["row", "row_2"]
    assert re.findall(r"REF (\w+)", xml) == ["row", "row_2"]


def with_link(rels: str, target: str) -> str:
    link = f'<Relationship Id="rId50" Type="{OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
    return rels.replace("</Relationships>", f"{link}</Relationships>")


def test_tags_in_the_target_of_a_link_are_filled() -> None:
    rels = part(a_template(p("x")), "word/_rels/document.xml.rels").partition("\n")[2]
    parts = {"word/_rels/document.xml.rels": with_link(rels, "https://x.eu/%7B%7B%20x%20%7D%7D?a=1&amp;b=2")}
    link = p(f'<w:hyperlink r:id="rId50">{r("to {{ x }}")}</w:hyperlink>')
    template = compiled(p("{%p for x in xs %}"), link, p("{%p endfor %}"), parts=parts)
    document = template.render({"xs": ["one", "two"]})
    written = part(document, "word/_rels/document.xml.rels")
    assert re.findall(r'Id="(rIdLink\d)"[^>]*Target="([^"]*)"', written) == [
        ("rIdLink1", "https://x.eu/one?a=1&amp;b=2"),
        ("rIdLink2", "https://x.eu/two?a=1&amp;b=2"),
    ]
    assert texts(document) == ["to one", "to two"]


def test_a_link_to_anything_but_the_web_or_mail_is_refused() -> None:
    rels = part(a_template(p("x")), "word/_rels/document.xml.rels").partition("\n")[2]
    parts = {"word/_rels/document.xml.rels": with_link(rels, "%7B%7B%20x%20%7D%7D")}
    template = compiled(p(f'<w:hyperlink r:id="rId50">{r("to")}</w:hyperlink>'), parts=parts)
    with pytest.raises(RenderingError, match="is no address of a link"):
        template.render({"x": "\\\\server"})


def test_tags_in_field_codes_and_alternative_texts_are_filled() -> None:
    field = '<w:fldSimple w:instr=" DOCPROPERTY {{ a }} "><w:r><w:t>{{ a }}</w:t></w:r></w:fldSimple>'
    xml = part(compiled(p(field)).render({"a": "R&D"}))
    assert 'w:instr=" DOCPROPERTY R&amp;D "' in xml


def test_tags_in_charts_are_filled_also_when_split_over_runs() -> None:
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    runs = "<a:r><a:t>State {{ da</a:t></a:r><a:r><a:t>y }}</a:t></a:r>"
    chart = f'<c:chartSpace xmlns:c="x" {a}><a:p>{runs}</a:p></c:chartSpace>'
    types = part(a_template(p("x")), "[Content_Types].xml").partition("\n")[2]
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    override = f'<Override PartName="/word/charts/chart1.xml" ContentType="{kind}"/>'
    parts = {"word/charts/chart1.xml": chart, "[Content_Types].xml": types.replace("</Types>", f"{override}</Types>")}
    document = compiled(p("x"), parts=parts).render({"day": "Monday"})
    assert "<a:t>State Monday</a:t>" in part(document, "word/charts/chart1.xml")


def test_outdated_fields_are_marked_to_be_reckoned_anew_and_page_numbers_are_not() -> None:
    def field(code: str) -> str:
        begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
        return f"{begin}<w:r><w:instrText> {code} </w:instrText></w:r>{end}"

    xml = part(compiled(p(field('TOC \\o "1-3"')), p(field("PAGE"), "{{ a }}")).render({"a": 1}))
    assert xml.count('w:dirty="true"') == 1
    assert xml.index('w:dirty="true"') < xml.index("TOC")


def test_rows_of_notes_keep_their_values_apart() -> None:
    document = compiled(tbl(LOOP[0], tr("{{ x }}", ""), LOOP[1])).render({"xs": [1, 2]})
    assert rows(document) == [["1", ""], ["2", ""]]
    assert DECLARATION in part(document) or part(document).startswith("<?xml")


NUMBERED = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'


def test_a_numbered_list_begins_anew_where_the_template_says_so() -> None:
    from tests.word.docx_templates import a_style

    item = p("{% restart loop.first %}{{ item }}", style="Step")
    template = compiled(
        *(p("{%p for part in parts %}"), p("{{ part.title }}")),
        *(p("{%p for item in part.steps %}"), item, p("{%p endfor %}"), p("{%p endfor %}")),
        styles=a_style("Step", inside=NUMBERED),
    )
    document = template.render({"parts": [{"title": "A", "steps": ["a", "b"]}, {"title": "B", "steps": ["c"]}]})
    assert re.findall(r'<w:ilvl w:val="0"/><w:numId w:val="(\d+)"', part(document)) == ["2", "2", "3"]
    assert part(document, "word/numbering.xml").count("<w:startOverride") == 18
    assert texts(document) == ["A", "a", "b", "B", "c"]
    assert lint(document) == []


def test_a_restart_outside_of_a_numbered_list_is_refused() -> None:
    from briefgen.word import Template

    _, findings = Template.check(a_template(p("{% restart %}x")), "x.docx")
    assert "not numbered" in str(findings[0])


def a_field(code: str) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return p(f"{begin}<w:r><w:instrText> {code} </w:instrText></w:r>{end}")


def test_a_value_is_an_argument_of_a_field_and_nothing_more() -> None:
    template = compiled(a_field("REF {{ a }} \\h"))
    assert " REF row_7 \\h " in part(template.render({"a": "row_7"}))
    for commanding in ('x" \\d', "file:///etc/x", "\\\\server\\x", "{ DDE }", "includetext x", "MACRO run"):
        with pytest.raises(RenderingError, match="cannot stand in the code of a field"):
            template.render({"a": commanding})

"""Filling templates: what comes out of what goes in."""

from datetime import date
from decimal import Decimal

import pytest

from briefgen.word import RenderingError, Template
from tests.word.docx_templates import a_template, body, compiled, p, part, r, rows, tbl, tc, text_of, texts, tr
from tests.word.good import MAIN, R_NS, W_NS


def test_a_value_takes_the_place_of_its_tag() -> None:
    assert texts(compiled(p("Dear {{ name }},")).render({"name": "Ms President"})) == ["Dear Ms President,"]


def test_a_tag_that_word_has_split_over_runs_is_one_tag() -> None:
    template = compiled(p("Dear {", "{ na", r("me }", "<w:b/>"), "}, and so on"))
    assert texts(template.render({"name": "Ms President"})) == ["Dear Ms President, and so on"]


def test_a_value_has_the_look_of_the_run_that_its_tag_begins_in() -> None:
    document = compiled(p("Dear ", r("{{ name", "<w:b/>"), r(" }}", "<w:i/>"))).render({"name": "Ada"})
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Ada</w:t>' in part(document)


@pytest.mark.parametrize(
    ("tags", "asked"),
    [
        ("{{ a.b }}", ["a"]),
        ("{% if a %}{% set b = 'x' %}{% endif %}{{ b }}", ["a", "b"]),
        ("{% for a in b %}{{ a.c }}{% endfor %}", ["a", "b"]),
        ("{% macro m(a) %}{{ a }}{{ b }}{% endmacro %}{{ m('x') }}", ["a", "b"]),
        ("{% set ns = namespace(n=b) %}{% filter upper %}{{ ns.n }}{{ c }}{% endfilter %}", ["b", "c"]),
    ],
)
def test_of_fields_those_are_selected_that_tags_can_ask_for(tags: str, asked: list[str]) -> None:
    assert list(compiled(p(tags)).select({"a": 1, "b": 2, "c": 3})) == asked


@pytest.mark.parametrize(
    "value", ["R & D", "a < b > c", "</w:t></w:r></w:p>", "x ]]> y", '"q"', "{{ 7*7 }}", "{% if %}"]
)
def test_a_value_is_text_whatever_it_looks_like(value: str) -> None:
    assert texts(compiled(p("<{{ v }}>")).render({"v": value})) == [f"<{value}>"]


def test_line_breaks_and_tabs_of_a_value_are_those_of_word() -> None:
    document = compiled(p("{{ a }}!")).render({"a": "one\ntwo\tthree\r\nfour"})
    assert texts(document) == ["one\ntwo\tthree\nfour!"]
    assert part(document).count("<w:br/>") == 2


def test_numbers_and_dates_are_printed_as_the_caller_says_them() -> None:
    template = compiled(p("{{ day }}, {{ sum }}, {{ count }}"))
    document = template.render({"day": date(2023, 3, 17), "sum": Decimal("1.10"), "count": 3}, say=lambda v: f"<{v}>")
    assert texts(document) == ["<2023-03-17>, <1.10>, 3"]


def test_a_paragraph_tag_takes_its_paragraph_away() -> None:
    template = compiled(p("{%p if agreed %}"), p("Agreed."), p("{%p else %}"), p("Not agreed."), p("{%p endif %}"))
    assert texts(template.render({"agreed": True})) == ["Agreed."]
    assert texts(template.render({"agreed": False})) == ["Not agreed."]


def test_a_row_loop_repeats_the_rows_between_its_tags() -> None:
    template = compiled(
        tbl(
            tr("No.", "Point"),
            tr("{%tr for point in points %}", ""),
            tr("{{ loop.index }}", "{{ point.text }}"),
            tr("{%tr endfor %}", ""),
        )
    )
    data = {"points": [{"text": "Borders"}, {"text": "Returns"}]}
    assert rows(template.render(data)) == [["No.", "Point"], ["1", "Borders"], ["2", "Returns"]]


def test_a_cell_loop_repeats_cells() -> None:
    template = compiled(tbl(tr("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"), columns=2))
    assert rows(template.render({"xs": ["a", "b"]})) == [["a", "b"]]


def test_loops_stand_in_loops_at_every_level() -> None:
    template = compiled(
        p("{%p for part in parts %}"),
        p("{{ part.title }}"),
        tbl(
            tr("{%tr for point in part.points %}", ""),
            tr("{{ point.n }}", tc(p("{%p for item in point.items %}"), p("• {{ item }}"), p("{%p endfor %}"))),
            tr("{%tr endfor %}", ""),
        ),
        p("{%p endfor %}"),
    )
    points = [{"n": 1, "items": ["a", "b"]}, {"n": 2, "items": ["c"]}]
    document = template.render({"parts": [{"title": "I", "points": points}, {"title": "II", "points": points[1:]}]})
    assert rows(document) == [["1", "• a | • b"], ["2", "• c"], ["2", "• c"]]
    assert [text for text in texts(document) if text.startswith("I")] == ["I", "II"]


def test_a_cell_whose_paragraphs_all_went_away_keeps_an_empty_one() -> None:
    template = compiled(tbl(tr("x", tc(p("{%p for a in xs %}"), p("{{ a }}"), p("{%p endfor %}")))), p("after"))
    document = template.render({"xs": []})
    assert rows(document) == [["x", ""]]
    assert part(document).count("<w:p/>") == 1
    assert rows(template.render({"xs": ["1", "2"]})) == [["x", "1 | 2"]]


def test_a_table_without_rows_goes_away() -> None:
    template = compiled(p("before"), tbl(tr("{%tr for x in xs %}", ""), tr("{{ x }}", ""), tr("{%tr endfor %}", "")))
    document = template.render({"xs": []})
    assert "<w:tbl>" not in part(document)
    assert texts(document) == ["before"]


def test_an_inline_condition_may_reach_over_paragraphs_of_one_cell() -> None:
    template = compiled(p("a{% if x %}b"), p("c{% endif %}d"))
    assert texts(template.render({"x": True})) == ["ab", "cd"]
    assert texts(template.render({"x": False})) == ["ad"]


def test_comments_leave_nothing() -> None:
    assert texts(compiled(p("a{# remark #}b"), p("{#p a whole paragraph #}"), p("c")).render({})) == ["ab", "c"]


def test_escaped_braces_are_printed_as_braces() -> None:
    assert texts(compiled(p("{_{ x }_} and {_% y %_}")).render({})) == ["{{ x }} and {% y %}"]


def test_cantsplit_keeps_a_row_together_where_its_condition_holds() -> None:
    template = compiled(
        tbl(
            tr("{%tr for x in xs %}", ""),
            tr("{% cantsplit x.short %}{{ x.n }}", "", properties="<w:cantSplit/>"),
            tr("{%tr endfor %}", ""),
        )
    )
    xml = part(template.render({"xs": [{"n": 1, "short": True}, {"n": 2, "short": False}]}))
    first, second = xml.split("</w:tr>")[:2]
    assert "<w:cantSplit/>" in first
    assert "<w:cantSplit/>" not in second


def test_headers_footers_and_notes_are_filled_too() -> None:
    header = f"<w:hdr {W_NS}>{p('As of {{ day }}')}</w:hdr>"
    notes = f'<w:footnotes {W_NS} {R_NS}><w:footnote w:id="1">{p("Note on {{ day }}")}</w:footnote></w:footnotes>'
    document = compiled(p("x"), parts={"word/header1.xml": header, "word/footnotes.xml": notes}).render(
        {"day": "Monday"}
    )
    assert "As of Monday" in part(document, "word/header1.xml")
    assert "Note on Monday" in part(document, "word/footnotes.xml")


def test_text_boxes_are_filled_too() -> None:
    box = f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{p("{{ a }}")}'
    template = compiled(p("{{ b }}", box + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"))
    assert texts(template.render({"a": "in", "b": "out"})) == ["outin", "in"]


def test_document_properties_are_filled_too() -> None:
    core = (
        part(a_template(p("x")), "docProps/core.xml").partition("\n")[2].replace("Follow-up", "{{ title }} of {{ n }}")
    )
    document = compiled(p("x"), parts={"docProps/core.xml": core}).render({"title": "R & D", "n": 3})
    assert "<dc:title>R &amp; D of 3</dc:title>" in part(document, "docProps/core.xml")


def test_a_function_given_to_the_rendering_is_also_a_filter() -> None:
    template = compiled(p("{{ loud(a) }} {{ a | loud }}"), words=("loud",))
    assert texts(template.render({"a": "hear"}, words={"loud": lambda text: f"{text}!"})) == ["hear! hear!"]


def test_macros_and_set_work() -> None:
    template = compiled(p("{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{% set a = 'R&D' %}{{ twice(a) }}"))
    assert texts(template.render({})) == ["R&DR&D"]


def test_a_field_called_items_is_the_field_and_not_a_method() -> None:
    template = compiled(p("{% for x in point.items %}{{ x }}{% endfor %}"))
    assert texts(template.render({"point": {"items": ["a", "b"]}})) == ["ab"]
    pairs = compiled(p("{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}"))
    assert texts(pairs.render({"d": {"a": 1, "b": 2}})) == ["a=1;b=2;"]


def test_an_inline_if_without_else_prints_nothing() -> None:
    assert texts(compiled(p("[{{ 'x' if a }}]")).render({"a": False})) == ["[]"]


def test_what_has_no_tags_is_copied_byte_for_byte() -> None:
    source = a_template(p("{{ a }}"))
    document = Template.read(source, "t.docx").render({"a": 1})
    for name in ("word/numbering.xml", "word/styles.xml", "word/settings.xml", "word/header1.xml"):
        assert part(document, name) == part(source, name)


def test_the_same_data_give_the_same_bytes() -> None:
    source = a_template(p("{{ a }}"))
    assert Template.read(source, "t").render({"a": "x"}) == Template.read(source, "t").render({"a": "x"})


def test_a_template_is_not_changed_by_being_rendered() -> None:
    template = compiled(p("{{ a }}"))
    first = template.render({"a": "x"})
    template.render({"a": "y"})
    assert template.render({"a": "x"}) == first


def test_a_dotx_template_becomes_a_document() -> None:
    types = part(a_template(p("x")), "[Content_Types].xml").partition("\n")[2]
    types = types.replace("wordprocessingml.document.main", "wordprocessingml.template.main")
    document = compiled(p("x"), parts={"[Content_Types].xml": types}).render({})
    assert "wordprocessingml.document.main+xml" in part(document, "[Content_Types].xml")


def test_a_main_part_of_another_name_is_found() -> None:
    source = a_template(p("{{ a }}"))
    renamed = {
        "word/document2.xml": part(source).partition("\n")[2],
        "_rels/.rels": part(source, "_rels/.rels").partition("\n")[2].replace("document.xml", "document2.xml"),
        "word/_rels/document2.xml.rels": part(source, "word/_rels/document.xml.rels").partition("\n")[2],
        "[Content_Types].xml": part(source, "[Content_Types].xml")
        .partition("\n")[2]
        .replace("/word/document.xml", "/word/document2.xml"),
    }
    document = compiled(p("{{ a }}"), parts=renamed).render({"a": "found"})
    assert "found" in part(document, "word/document2.xml")
    assert MAIN in ("word/document.xml",)


def test_text_inside_links_and_content_controls_is_kept() -> None:
    link = f'<w:hyperlink w:anchor="x">{r("see {{ a }} here")}</w:hyperlink>'
    control = f"<w:sdt><w:sdtContent>{r('and {{ a }} too')}</w:sdtContent></w:sdt>"
    assert texts(compiled(p("so ", link, control, " end")).render({"a": 1})) == ["so see 1 hereand 1 too end"]


def test_the_paragraph_of_a_lone_value_keeps_its_properties() -> None:
    document = compiled(p("{{ a }}", style="Heading1", properties="<w:keepNext/>")).render({"a": "x"})
    paragraph = body(document)[0]
    assert text_of(paragraph) == "x"
    assert '<w:pPr><w:pStyle w:val="Heading1"/><w:keepNext/></w:pPr>' in part(document)


def test_an_empty_value_is_refused_unless_a_default_is_given() -> None:
    with pytest.raises(RenderingError, match="the value is empty"):
        compiled(p("{{ a }}")).render({"a": None})
    assert texts(compiled(p("{{ a | default('none', true) }}")).render({"a": None})) == ["none"]

"""Charts put into documents: their parts, ids, sizes and alternative texts."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from lxml import etree

from briefgen.model.exhibits import Chart, ChartKind, Series
from briefgen.word import RenderingError, SubDocument, Template, is_untouched, lint
from tests.word.charts.samples import (
    CHART_TYPE,
    SHEET_TYPE,
    TWO,
    a_chart,
    chart_in,
    frame,
    numbers,
    parts_of,
    told,
    with_chart,
)
from tests.word.docx_templates import a_template, compiled, p, part, tbl, tc, texts, tr
from tests.word.good import R_NS, W_NS

LINKS = re.compile(r'<c:chart [^>]*r:id="(\w+)"')
SIZES = re.compile(r'<wp:extent cx="(\d+)" cy="(\d+)"/>')
TAG = p("Beside {{ chart }} it")


def put(*charts: Chart, block: str = "Beside {{ c }} it") -> bytes:
    """A document of some charts, one after the other, that lint finds nothing in."""
    document = compiled(p("{%p for c in charts %}"), p(block), p("{%p endfor %}")).render({"charts": charts})
    assert lint(document) == []
    return document


def charts_of(document: bytes) -> list[str]:
    return [name for name in parts_of(document) if re.fullmatch(r"word/charts/[^/]+\.xml", name)]


def sizes(document: bytes) -> list[tuple[float, float]]:
    """The width and height of each drawing in centimetres."""
    return [(int(across) / 360_000, int(down) / 360_000) for across, down in SIZES.findall(part(document))]


def test_a_chart_beside_text_stands_in_its_line() -> None:
    document = put(a_chart())
    assert texts(document) == ["Beside  it"]
    assert "</w:t></w:r><w:r><w:drawing>" in part(document)
    assert told(chart_in(document)) == [("Completed", {"Rule of law": "3", "Energy": "5", "Borders": "2"})]


def test_each_chart_has_a_part_a_workbook_and_an_id_of_its_own() -> None:
    document = put(a_chart(), a_chart(), a_chart(ChartKind.PIE))
    assert charts_of(document) == [f"word/charts/chart{number}.xml" for number in (1, 2, 3)]
    assert len(set(LINKS.findall(part(document)))) == 3
    assert len(set(re.findall(r'<wp:docPr id="(\d+)"', part(document)))) == 3
    parts = parts_of(document)
    for number in (1, 2, 3):
        link = parts[f"word/charts/_rels/chart{number}.xml.rels"].decode()
        assert f'Target="/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"' in link
        data = etree.tostring(chart_in(document, number)).decode()
        assert re.findall(r'Id="(\w+)"', link) == re.findall(r'externalData r:id="(\w+)"', data)


def test_the_package_says_what_the_new_parts_are() -> None:
    types = parts_of(put(a_chart()))["[Content_Types].xml"].decode()
    assert f'<Default Extension="xlsx" ContentType="{SHEET_TYPE}"/>' in types
    assert f'<Override PartName="/word/charts/chart1.xml" ContentType="{CHART_TYPE}"/>' in types


def test_the_workbook_behind_it_holds_the_numbers() -> None:
    data = parts_of(put(a_chart()))["word/embeddings/Microsoft_Excel_Sheet1.xlsx"]
    assert openpyxl.load_workbook(io.BytesIO(data))["Sheet1"]["B3"].value == 5


def test_a_document_with_charts_comes_out_the_same_and_sealed() -> None:
    document = put(a_chart(), a_chart(ChartKind.LINE, *TWO))
    assert document == put(a_chart(), a_chart(ChartKind.LINE, *TWO))
    assert is_untouched(document)


def test_names_keep_off_those_of_the_template_and_of_sub_documents() -> None:
    inside = SubDocument.read(with_chart(frame("A sample")), "part.docx")
    template = Template.read(with_chart(frame("A sample"), p("{{p part }}"), TAG), "test.docx")
    document = template.render({"part": inside, "chart": a_chart()})
    assert lint(document) == []
    names = charts_of(document)
    assert {"word/charts/chart1.xml", "word/charts/chart2.xml"} < set(names)
    assert told(chart_in(document, 1))[0][0] == "Series 0"
    assert told(chart_in(document, 2))[0][0] == "Completed"


def test_the_alternative_text_is_the_description_or_else_the_title() -> None:
    assert 'descr="5 &lt; 6 &amp; &quot;more&quot;"' in part(put(a_chart(description='5 < 6 & "more"')))
    assert 'descr="Commitments by area"' in part(put(a_chart(description="")))


def test_a_chart_that_says_nothing_to_who_cannot_see_it_is_refused() -> None:
    with pytest.raises(RenderingError, match="has no alternative text"):
        put(a_chart(description="", title=" "))


def test_a_chart_is_as_wide_as_the_text() -> None:
    ((width, height),) = sizes(put(a_chart()))
    assert width == pytest.approx(16, abs=0.01)
    assert height == 6.2


def test_a_chart_in_a_cell_is_as_wide_as_the_cell() -> None:
    document = compiled(tbl(tr(tc(TAG), "x"))).render({"chart": a_chart()})
    ((width, _),) = sizes(document)
    assert width == pytest.approx((4500 - 216) / 567, abs=0.01)


def test_a_pie_in_a_narrow_cell_is_higher_than_wide_so_that_its_legend_fits_below() -> None:
    ((width, height),) = sizes(compiled(tbl(tr(tc(TAG), "x"))).render({"chart": a_chart(ChartKind.PIE)}))
    assert height > width


def test_bars_grow_with_their_number_but_not_over_the_page() -> None:
    heights = [
        sizes(put(a_chart(ChartKind.BAR, Series("n", numbers(*range(count))), categories=("x",) * count)))[0][1]
        for count in (2, 8, 16, 60)
    ]
    assert heights == sorted(heights)
    assert heights[0] >= 5
    assert heights[1] < heights[2] < heights[3] == 21


def test_a_chart_in_a_header_belongs_to_the_header() -> None:
    head = f"<w:hdr {W_NS} {R_NS}>{TAG}</w:hdr>"
    document = compiled(p("x"), parts={"word/header1.xml": head}).render({"chart": a_chart()})
    assert lint(document) == []
    assert 'Target="/word/charts/chart1.xml"' in parts_of(document)["word/_rels/header1.xml.rels"].decode()


def test_a_chart_in_a_note_is_refused() -> None:
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>Of {{ chart }}.</w:t></w:r></w:p></w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    source = a_template(p("x", mark), parts={"word/footnotes.xml": f"<w:footnotes {W_NS} {R_NS}>{note}</w:footnotes>"})
    with pytest.raises(RenderingError, match="the chart “areas” stands in a note; Word takes charts only in"):
        Template.read(source, "test.docx").render({"chart": a_chart()})


def test_a_chart_that_cannot_be_drawn_is_refused_with_its_tag_and_place() -> None:
    with pytest.raises(RenderingError, match=r"paragraph 2.*\{\{ c \}\}: the chart “areas” has no numbers"):
        put(a_chart(series=()))


def test_a_chart_is_no_text() -> None:
    with pytest.raises(RenderingError, match="is no text"):
        compiled(p("{{ chart ~ 'x' }}")).render({"chart": a_chart()})

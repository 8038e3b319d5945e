"""A chart of the template whose alternative text is a tag: its looks, and other data."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from lxml import etree

from briefgen.model.exhibits import ChartKind, Series
from briefgen.word import RenderingError, Template, TemplateFaultsError, lint
from tests.word.charts.samples import (
    TWO,
    A,
    C,
    a_chart,
    chart_in,
    frame,
    numbers,
    parts_of,
    sample_columns,
    sample_pie,
    told,
    value_in,
    with_chart,
)
from tests.word.docx_templates import p, part
from tests.word.good import R_NS, W_NS, zipped

BOOK = "word/embeddings/Microsoft_Excel_Worksheet.xlsx"


def filled(chart: object, *blocks: str, sample: str = "", **data: object) -> bytes:
    """The document of a template whose chart takes the data."""
    template = Template.read(with_chart(*(blocks or (frame("{{ chart }}"),)), chart=sample), "test.docx")
    document = template.render({"chart": chart, **data})
    assert lint(document) == []
    return document


def fills(chart: etree._Element, kind: str = "ser") -> list[str]:
    found = (each.find(f"{C}spPr/{A}solidFill/{A}srgbClr") for each in chart.iter(f"{C}{kind}"))
    return ["" if each is None else each.get("val") or "" for each in found]


def test_the_data_are_those_of_the_value() -> None:
    document = filled(a_chart(ChartKind.COLUMN, *TWO, number_format="#,##0"))
    assert told(chart_in(document)) == [
        ("Completed", {"Rule of law": "3", "Energy": "5", "Borders": "2"}),
        ("Ongoing", {"Rule of law": "4", "Borders": "1"}),
    ]
    assert b"Sample" not in parts_of(document)["word/charts/chart1.xml"]
    assert set(re.findall(r"<c:formatCode>([^<]*)<", etree.tostring(chart_in(document)).decode())) == {"#,##0"}


def test_the_looks_are_those_of_the_template() -> None:
    chart = chart_in(filled(a_chart(ChartKind.PIE, *TWO)))
    assert fills(chart) == ["AA0000", "BB0000"]
    assert value_in(chart, "barChart/gapWidth") == "33"
    assert value_in(chart, "legend/legendPos") == "t"


def test_its_workbook_and_alternative_text_are_those_of_the_value() -> None:
    document = filled(a_chart())
    assert 'descr="Rule of law 3, energy 5, borders 2."' in part(document)
    sheet = openpyxl.load_workbook(io.BytesIO(parts_of(document)[BOOK]))["Sheet1"]
    assert sheet["A3"].value == "Energy"
    assert len(re.findall("<Relationship ", parts_of(document)["word/charts/_rels/chart1.xml.rels"].decode())) == 2


def test_the_size_stays() -> None:
    assert '<wp:extent cx="4000000" cy="2000000"/>' in part(filled(a_chart()))


def test_the_title_beside_the_alternative_text_can_be_the_tag() -> None:
    document = filled(a_chart(), frame("An old sample", 'title="{{ chart }}"'))
    assert told(chart_in(document))[0][0] == "Completed"
    assert 'descr="Rule of law 3' in part(document)
    assert "An old sample" not in part(document)


def test_more_series_than_the_sample_has_take_its_looks_in_turn() -> None:
    series = [Series(str(number), numbers(1, 2, 3)) for number in range(5)]
    chart = chart_in(filled(a_chart(ChartKind.COLUMN, *series)))
    assert fills(chart) == ["AA0000", "BB0000", "AA0000", "BB0000", "AA0000"]
    assert [value_in(each, "idx") for each in chart.iter(f"{C}ser")] == ["0", "1", "2", "3", "4"]
    assert [name for name, _ in told(chart)] == ["0", "1", "2", "3", "4"]


def test_series_that_the_sample_has_too_many_go_away() -> None:
    assert fills(chart_in(filled(a_chart()))) == ["AA0000"]


def test_slices_with_looks_of_their_own_pass_them_on_in_turn() -> None:
    one = Series("n", numbers(1, 2, 3, 4, 5))
    chart = chart_in(filled(a_chart(ChartKind.PIE, one, categories=tuple("abcde")), sample=sample_pie()))
    assert fills(chart, "dPt") == ["111111", "222222", "111111", "222222", "111111"]
    assert [value_in(each, "idx") for each in chart.iter(f"{C}dPt")] == ["0", "1", "2", "3", "4"]


def test_looks_of_points_that_are_no_more_go_away() -> None:
    chart = chart_in(filled(a_chart(ChartKind.PIE, Series("n", numbers(1)), categories=("a",)), sample=sample_pie()))
    assert fills(chart, "dPt") == ["111111"]


def test_a_pie_of_the_template_takes_one_series() -> None:
    with pytest.raises(RenderingError, match="is a pie, which shows one series"):
        filled(a_chart(ChartKind.COLUMN, *TWO), sample=sample_pie())


def title_of(document: bytes) -> str:
    return "".join(each.text or "" for each in chart_in(document).iter(f"{A}t"))


def test_the_title_is_that_of_the_value_in_the_look_of_the_sample() -> None:
    document = filled(a_chart())
    assert title_of(document) == "Commitments by area"
    assert len(list(chart_in(document).iter(f"{A}r"))) == 1
    assert '<a:rPr b="1"/>' in etree.tostring(chart_in(document)).decode()


def test_a_value_without_title_takes_it_away_and_a_sample_without_one_gets_none() -> None:
    document = filled(a_chart(title=""))
    assert chart_in(document).find(f".//{C}title") is None
    assert value_in(chart_in(document), "autoTitleDeleted") == "1"
    bare = sample_columns("AA0000", title='<c:autoTitleDeleted val="1"/>')
    assert chart_in(filled(a_chart(), sample=bare)).find(f".//{C}title") is None


def test_an_end_of_the_scale_set_for_the_sample_does_not_cut_bars_off() -> None:
    assert value_in(chart_in(filled(a_chart())), "valAx/scaling/max") == ""  # 5 is more than the sample's 4
    low = a_chart(ChartKind.COLUMN, Series("n", numbers(1, 2, 3)))
    assert value_in(chart_in(filled(low)), "valAx/scaling/max") == "4"
    sample = sample_columns("AA0000").replace('<c:max val="4"/>', '<c:min val="-2"/>')
    assert value_in(chart_in(filled(low, sample=sample)), "valAx/scaling/min") == "-2"
    below = a_chart(ChartKind.COLUMN, Series("n", numbers(1, -5, 3)))
    assert value_in(chart_in(filled(below, sample=sample)), "valAx/scaling/min") == ""


def test_the_number_format_is_that_of_the_value_also_where_the_sample_took_it_from_its_cells() -> None:
    chart = chart_in(filled(a_chart(number_format="0.0")))
    formats = [(each.get("formatCode"), each.get("sourceLinked")) for each in chart.iter(f"{C}numFmt")]
    assert formats == [("0.0", "0")]


def test_an_axis_of_dates_becomes_one_of_names() -> None:
    dates = '<c:baseTimeUnit val="days"/></c:dateAx>'
    sample = sample_columns("AA0000").replace("<c:catAx>", "<c:dateAx>").replace("</c:catAx>", dates)
    chart = chart_in(filled(a_chart(), sample=sample))
    assert value_in(chart, "catAx/axId") == "1"
    assert chart.find(f".//{C}baseTimeUnit") is None


def test_what_ties_the_sample_to_its_origin_goes_away() -> None:
    pivot = '<c:pivotSource><c:name>x</c:name><c:fmtId val="0"/></c:pivotSource><c:chart>'
    document = filled(a_chart(), sample=sample_columns("AA0000").replace("<c:chart>", pivot))
    assert b"uniqueId" not in parts_of(document)["word/charts/chart1.xml"]
    assert chart_in(document).find(f"{C}pivotSource") is None


def test_a_placeholder_in_a_note_is_refused() -> None:
    note = f'<w:footnote w:id="1">{frame("{{ chart }}")}</w:footnote>'
    space = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    source = dict(parts_of(with_chart(p("x", '<w:r><w:footnoteReference w:id="1"/></w:r>'))))
    source["word/footnotes.xml"] = f"<w:footnotes {W_NS} {R_NS} {space}>{note}</w:footnotes>".encode()
    source["word/_rels/footnotes.xml.rels"] = source["word/_rels/document.xml.rels"]
    with pytest.raises(RenderingError, match="stands in a note"):
        Template.read(zipped(source), "test.docx").render({"chart": a_chart()})


def test_each_round_of_a_loop_gets_a_copy_of_its_own() -> None:
    blocks = (p("{% for c in charts %}"), frame("{{ c }}"), p("{% endfor %}"))
    charts = [a_chart(ChartKind.COLUMN, Series(name, numbers(1, 2, 3)), description=name) for name in "abc"]
    document = filled("", *blocks, charts=charts)
    names = re.findall(r'descr="(\w)".*?<c:chart [^>]*r:id="(\w+)"', part(document))
    links = dict(re.findall(r'Id="(\w+)" Type="[^"]*/chart" Target="/?(?:word/)?([^"]*)"', _links(document)))
    assert [name for name, _ in names] == ["a", "b", "c"]
    shown = [etree.fromstring(parts_of(document)[f"word/{links[number]}"]) for _, number in names]
    assert [told(chart)[0][0] for chart in shown] == ["a", "b", "c"]
    assert [fills(chart) for chart in shown] == [["AA0000"]] * 3
    assert len([name for name in parts_of(document) if "/colors" in name]) == 3
    assert len([name for name in parts_of(document) if name.endswith(".xlsx")]) == 3
    related = [data for name, data in parts_of(document).items() if name.startswith("word/charts/_rels/")]
    assert [data.count(b"<Relationship ") for data in related] == [2, 2, 2]


def _links(document: bytes) -> str:
    return parts_of(document)["word/_rels/document.xml.rels"].decode()


def test_a_template_may_be_filled_again_and_comes_out_the_same() -> None:
    template = Template.read(with_chart(frame("{{ chart }}")), "test.docx")
    first = template.render({"chart": a_chart()})
    template.render({"chart": a_chart(ChartKind.COLUMN, *TWO)})
    assert template.render({"chart": a_chart()}) == first


@pytest.mark.parametrize("value", ["a text", 7, None])
def test_a_value_that_is_no_chart_is_refused_with_its_tag_and_place(value: object) -> None:
    with pytest.raises(RenderingError, match=r"chart, alternative text.*\{\{ chart \}\}: .* it takes a chart"):
        filled(value)


def test_a_tag_that_is_wrong_is_reported_once() -> None:
    with pytest.raises(TemplateFaultsError) as refused:
        Template.read(with_chart(frame("{{ chart + }}")), "test.docx")
    assert len(refused.value.findings) == 1


def test_a_chart_whose_alternative_text_holds_words_beside_a_tag_keeps_its_data() -> None:
    document = filled("areas", frame("A chart of {{ chart }}"))
    assert 'descr="A chart of areas"' in part(document)
    assert told(chart_in(document))[0][0] == "Series 0"


def test_a_chart_with_tags_of_its_own_takes_its_words_from_the_value_only() -> None:
    sample = sample_columns("AA0000").replace("</c:valAx>", f"{AXIS_TITLE}</c:valAx>")
    with pytest.raises(RenderingError, match=r"holds a tag of its own, “\{\{ unit \}\}”"):
        filled(a_chart(unit=""), sample=sample, unit="x")


AXIS_TITLE = "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{{ unit }}</a:t></a:r></a:p></c:rich></c:tx></c:title>"


def test_a_chart_without_categories_cannot_be_a_placeholder() -> None:
    scatter = sample_columns("AA0000").replace("barChart", "scatterChart")
    with pytest.raises(RenderingError, match="has no categories"):
        filled(a_chart(), sample=scatter)


def test_the_fields_of_the_template_name_the_chart() -> None:
    template = Template.read(with_chart(frame("{{ charts.areas }}")), "test.docx")
    assert "charts" in str(template.fields)

"""Charts at a place of their own: caption, drawing, notes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from briefgen.model.exhibits import Chart, Series
from briefgen.model.richtext import plain
from briefgen.word import RenderingError
from tests import validators
from tests.word.docx_templates import W, body, compiled, p, tbl, tc, tr
from tests.word.exhibits.samples import a_table, outline, ref, text

CHART = Chart(
    "areas",
    label="Chart",
    caption=plain("Measures by area"),
    description="Borders 12, Returns 4.",
    notes=(plain("Source: the services."),),
    categories=("Borders", "Returns"),
    series=(Series("agreed", (Decimal(12), Decimal(4))),),
)


def test_a_chart_stands_between_its_caption_and_its_notes() -> None:
    document = compiled(p("{{ c }}"), p("Text {{ 1 }}")).render({"c": CHART})
    assert outline(document) == ["Chart 1 Measures by area", "", "Source: the services.", "Text 1"]
    assert body(document)[1].find(f".//{W}drawing") is not None
    assert [each.find(f".//{W}keepNext") is not None for each in body(document)][:3] == [True, True, False]


def test_charts_and_tables_are_counted_apart() -> None:
    template = compiled(p("{{ t }}"), p("{{ c }}"), p("{{ said }}"))
    document = template.render(
        {"t": a_table(), "c": CHART, "said": text("Chart ", ref("chart/areas"), ", Table ", ref("table/areas"))}
    )
    assert outline(document)[-1] == "Chart 1, Table 1"


def test_a_chart_may_stand_in_a_cell() -> None:
    document = compiled(tbl(tr(tc("{{ c }}"), tc("x")))).render({"c": CHART})
    assert body(document).find(f".//{W}tc//{W}drawing") is not None


def test_a_caption_of_several_paragraphs_is_refused() -> None:
    blocks = plain("a").blocks + plain("b").blocks
    chart = Chart("areas", label="Chart", caption=type(plain("a"))(blocks), categories=CHART.categories)
    with pytest.raises(RenderingError, match="the caption of “areas” has several paragraphs"):
        compiled(p("{{ c }}")).render({"c": chart})


def test_documents_with_charts_are_valid_and_the_same_each_time(tmp_path: Path) -> None:
    template = compiled(p("{{ c }}"), p("{{ t }}"), p("{{ said }}"))
    data = {"c": CHART, "t": a_table(), "said": text("See ", ref("chart/areas"), ".")}
    path = tmp_path / "charts.docx"
    path.write_bytes(template.render(data))
    assert template.render(data) == path.read_bytes()
    assert validators.audit(path) == []
    assert validators.sdk(path) == []

"""Charts of Word files, read back from what their parts keep."""

from decimal import Decimal

import pytest

from briefgen.model.exhibits import Chart, ChartKind
from briefgen.model.manuscript import Manuscript
from briefgen.word.reader import read_manuscript
from tests.word.charts.samples import frame, sample_columns, sample_pie, with_chart
from tests.word.docx_templates import p


def chart_of(xml: str = "", alternative: str = "Sample A 4.3, sample B 2.5.") -> Chart | None:
    manuscript = read(xml, alternative)
    found = [each.exhibit for each in manuscript.body if each.exhibit]
    assert all(isinstance(each, Chart) for each in found)
    return found[0] if found else None  # type: ignore[return-value]


def read(xml: str = "", alternative: str = "x") -> Manuscript:
    return read_manuscript(with_chart(p("Before."), frame(alternative), p("After."), chart=xml), "chart.docx")


def test_a_chart_stands_where_it_is_drawn_with_its_numbers() -> None:
    manuscript = read()
    assert [(each.text, bool(each.exhibit), each.place.spot) for each in manuscript.body] == [
        ("Before.", False, "paragraph 1"),
        ("", True, "paragraph 2"),
        ("After.", False, "paragraph 3"),
    ]
    chart = chart_of()
    assert chart is not None
    assert (chart.kind, chart.title, chart.categories) == (ChartKind.COLUMN, "Sample title", ("Sample A", "Sample B"))
    values = (Decimal("4.3"), Decimal("2.5"))
    assert [(each.name, each.values, each.colour) for each in chart.series] == [
        ("Series 0", values, "AA0000"),
        ("Series 1", values, "BB0000"),
    ]
    assert chart.description == "Sample A 4.3, sample B 2.5."


def test_a_chart_is_a_picture_that_says_so() -> None:
    (picture,) = read(alternative="Told.").pictures
    assert (picture.is_chart, picture.description, picture.captioned) == (True, "Told.", False)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('<c:barDir val="col"/>', '<c:barDir val="bar"/>', ChartKind.BAR),
        ('<c:grouping val="clustered"/>', '<c:grouping val="stacked"/>', ChartKind.STACKED),
        ("c:barChart", "c:lineChart", ChartKind.LINE),
        ("c:barChart", "c:doughnutChart", ChartKind.PIE),
    ],
)
def test_the_kind_of_a_chart(old: str, new: str, kind: ChartKind) -> None:
    chart = chart_of(sample_columns("AA0000").replace(old, new))
    assert chart is not None
    assert chart.kind is kind


def test_a_pie_and_a_chart_without_a_title() -> None:
    pie, untitled = chart_of(sample_pie()), chart_of(sample_columns("AA0000", title=""))
    assert pie is not None
    assert untitled is not None
    assert (pie.kind, len(pie.series), untitled.title) == (ChartKind.PIE, 1, "")


@pytest.mark.parametrize(
    ("old", "new", "values"),
    [
        ("<c:v>4.3</c:v>", "<c:v>many</c:v>", (None, Decimal("2.5"))),
        ("<c:v>4.3</c:v>", "<c:v>NaN</c:v>", (None, Decimal("2.5"))),
        ('<c:pt idx="1"><c:v>2.5', '<c:pt idx="999999999"><c:v>2.5', (Decimal("4.3"), None)),
        ('<c:ptCount val="2"/>', '<c:ptCount val="4000000000"/>', (Decimal("4.3"), Decimal("2.5"))),
    ],
)
def test_numbers_that_are_none_and_senseless_counts_do_no_harm(old: str, new: str, values: tuple[object, ...]) -> None:
    chart = chart_of(sample_columns("AA0000").replace(old, new))
    assert chart is not None
    assert chart.series[0].values == values


def test_a_chart_that_draws_nothing_is_a_picture_only() -> None:
    drawn = sample_columns("AA0000")
    start, end = drawn.index("<c:plotArea>"), drawn.index("</c:plotArea>") + len("</c:plotArea>")
    manuscript = read(drawn[:start] + "<c:plotArea/>" + drawn[end:])
    assert not any(each.exhibit for each in manuscript.body)
    assert not manuscript.pictures[0].is_chart

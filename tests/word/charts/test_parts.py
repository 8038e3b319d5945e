"""The part of a chart that the engine draws by itself: its shape by kind, its colours, labels and axes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateRuntimeError
from lxml import etree

from briefgen.model.exhibits import Chart, ChartKind, Series
from briefgen.word.charts.data import extremes
from briefgen.word.charts.part import chart_part, smallest_step
from briefgen.word.charts.series import PALETTE, slice_colours
from briefgen.word.lint.accessible import contrast
from tests.word.charts.samples import TWO, A, C, a_chart, numbers, outline, told, value_in

COLUMN = """\
chartSpace
  roundedCorners 0
  chart
    title
      overlay 0
    autoTitleDeleted 0
    plotArea
      barChart
        barDir col
        grouping clustered
        varyColors 0
        ser
          idx 0
          order 0
          invertIfNegative 0
          dLbls
            numFmt 0
            dLblPos outEnd
            showLegendKey 0
            showVal 1
            showCatName 0
            showSerName 0
            showPercent 0
            showBubbleSize 0
        gapWidth 50
        overlap -10
        axId 111111111
        axId 222222222
      catAx
        axId 111111111
        scaling
          orientation minMax
        delete 0
        axPos b
        numFmt General
        majorTickMark none
        minorTickMark none
        tickLblPos low
        crossAx 222222222
        crosses autoZero
        auto 1
        lblAlgn ctr
        lblOffset 100
        noMultiLvlLbl 0
      valAx
        axId 222222222
        scaling
          orientation minMax
          min 0
        delete 0
        axPos l
        majorGridlines
        title
          overlay 0
        numFmt 0
        majorTickMark none
        minorTickMark none
        tickLblPos nextTo
        crossAx 111111111
        crosses autoZero
        crossBetween between
        majorUnit 1
    plotVisOnly 1
    dispBlanksAs gap"""


def drawn(chart: Chart, *, narrow: bool = False) -> etree._Element:
    return etree.fromstring(chart_part(chart, "rId1", narrow=narrow))


def colours_of(element: etree._Element) -> list[str]:
    return [each.get("val") or "" for each in element.findall(f"{C}spPr/{A}solidFill/{A}srgbClr")]


def label_places(series: etree._Element) -> dict[str, str]:
    """Where the labels of single points stand, "" for none."""
    found = series.findall(f"{C}dLbls/{C}dLbl")
    return {value_in(each, "idx"): value_in(each, "dLblPos") for each in found}


def test_a_chart_of_columns_is_built_like_this() -> None:
    part = drawn(a_chart())
    assert outline(part) == COLUMN


def test_numbers_and_names_are_those_of_the_chart_and_a_gap_stays_a_gap() -> None:
    assert told(drawn(a_chart(ChartKind.COLUMN, *TWO))) == [
        ("Completed", {"Rule of law": "3", "Energy": "5", "Borders": "2"}),
        ("Ongoing", {"Rule of law": "4", "Borders": "1"}),
    ]


@pytest.mark.parametrize(
    ("kind", "direction", "grouping"),
    [
        (ChartKind.BAR, "bar", "clustered"),
        (ChartKind.COLUMN, "col", "clustered"),
        (ChartKind.STACKED, "col", "stacked"),
        (ChartKind.STACKED_BAR, "bar", "stacked"),
    ],
)
def test_each_kind_of_bars_lies_or_stands_alone_or_on_others(kind: ChartKind, direction: str, grouping: str) -> None:
    part = drawn(a_chart(kind, *TWO))
    assert (value_in(part, "barDir"), value_in(part, "barChart/grouping")) == (direction, grouping)
    assert value_in(part, "overlap") == ("100" if grouping == "stacked" else "-10")


@pytest.mark.parametrize("kind", [ChartKind.BAR, ChartKind.STACKED_BAR])
def test_bars_are_read_from_the_top_and_their_scale_is_at_the_foot(kind: ChartKind) -> None:
    part = drawn(a_chart(kind))
    assert value_in(part, "catAx/scaling/orientation") == "maxMin"
    assert value_in(part, "valAx/crosses") == "max"
    assert value_in(part, "catAx/tickLblSkip") == "1"


@pytest.mark.parametrize("kind", [kind for kind in ChartKind if kind is not ChartKind.PIE])
def test_a_legend_stands_only_where_there_are_several_series(kind: ChartKind) -> None:
    assert drawn(a_chart(kind)).find(f".//{C}legend") is None
    assert drawn(a_chart(kind, *TWO)).find(f".//{C}legend") is not None


def test_a_pie_names_its_slices_and_has_a_legend_where_the_names_do_not_fit() -> None:
    small = Series("Completed", numbers(97, 2, 1))
    for part, named in (
        (drawn(a_chart(ChartKind.PIE)), True),
        (drawn(a_chart(ChartKind.PIE), narrow=True), False),
        (drawn(a_chart(ChartKind.PIE, small)), False),
        (drawn(a_chart(ChartKind.PIE, shows_values=False)), False),
    ):
        assert value_in(part, "dLbls/showCatName") == str(int(named))
        assert (part.find(f".//{C}legend") is None) == named


def test_a_slice_that_is_not_there_has_no_label() -> None:
    pie = drawn(a_chart(ChartKind.PIE, Series("n", numbers(3, 0, None))))
    assert label_places(pie.findall(f".//{C}ser")[0]) == {"1": "", "2": ""}


def test_of_thin_slices_side_by_side_only_the_first_has_a_label() -> None:
    pie = drawn(a_chart(ChartKind.PIE, Series("n", numbers(1, 0, 1, 98)), categories=tuple("abcd")))
    assert label_places(pie.findall(f".//{C}ser")[0]) == {"1": "", "2": ""}


def test_a_chart_without_title_does_not_take_its_series_name_for_one() -> None:
    part = drawn(a_chart(title="", unit=""))
    assert part.find(f".//{C}title") is None
    assert value_in(part, "autoTitleDeleted") == "1"


def test_labels_are_left_out_where_they_are_not_wanted() -> None:
    part = drawn(a_chart(shows_values=False))
    assert {each.get("val") for each in part.iter(f"{C}showVal")} == {"0"}


def test_labels_in_a_stack_leave_zeros_out() -> None:
    part = drawn(a_chart(ChartKind.STACKED, number_format="#,##0"))
    (code,) = (each.get("formatCode") for each in part.iterfind(f".//{C}dLbls/{C}numFmt"))
    assert code == "#,##0;-#,##0;"


def test_labels_of_lines_keep_off_each_other() -> None:
    top, middle, low = (
        Series("a", numbers(90, 50, 50)),
        Series("b", numbers(52, 50, 45)),
        Series("c", numbers(50, 50, 0)),
    )
    first, second, third = drawn(a_chart(ChartKind.LINE, top, middle, low)).findall(f".//{C}ser")
    assert label_places(first) == {"0": "t", "1": "t", "2": "t"}
    assert label_places(second) == {"0": "t", "1": "", "2": "b"}
    assert label_places(third) == {"0": "b", "1": "", "2": "t"}


@pytest.mark.parametrize("kind", list(ChartKind))
def test_letters_have_nine_points_at_least_and_the_font_of_the_theme(kind: ChartKind) -> None:
    part = drawn(a_chart(kind))
    looks = [*part.iter(f"{A}defRPr", f"{A}rPr")]
    assert min(int(each.get("sz") or "0") for each in looks) >= 1000
    assert {each.find(f"{A}latin").get("typeface") for each in looks} == {"+mn-lt"}  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", list(ChartKind))
def test_letters_can_be_read_on_what_they_stand_on(kind: ChartKind) -> None:
    series = tuple(
        Series(str(number), numbers(1, 2, 3), colour) for number, colour in enumerate(("", "FFD966", "777777"))
    )
    part = drawn(a_chart(kind, *(series[:1] if kind is ChartKind.PIE else series)))
    stacked = value_in(part, "barChart/grouping") == "stacked"
    for each in part.iter(f"{C}ser"):
        (letters,) = (look.get("val") or "" for look in each.iterfind(f"{C}dLbls/{C}txPr//{A}srgbClr"))
        assert contrast(letters, colours_of(each)[0] if stacked else "FFFFFF") >= 4.5


def test_each_colour_of_the_palette_stands_out_from_white_and_from_its_neighbours() -> None:
    assert min(contrast(colour, "FFFFFF") for colour in PALETTE) >= 4.5
    assert len(set(PALETTE)) == len(PALETTE)


@pytest.mark.parametrize("count", range(2, 30))
def test_no_slice_has_the_colour_of_its_neighbour(count: int) -> None:
    colours = slice_colours(count)
    assert all(one != other for one, other in zip(colours, [*colours[1:], colours[0]], strict=True))


def test_parts_of_a_stack_and_slices_are_told_apart_by_a_white_line() -> None:
    stack = drawn(a_chart(ChartKind.STACKED, *TWO)).findall(f".//{C}ser")
    slices = drawn(a_chart(ChartKind.PIE)).findall(f".//{C}dPt")
    lines = [each.find(f"{C}spPr/{A}ln/{A}solidFill/{A}srgbClr") for each in [*stack, *slices]]
    assert {line.get("val") for line in lines if line is not None} == {"FFFFFF"}
    assert None not in lines


def test_a_colour_too_pale_for_paper_has_a_dark_line_round_it_and_a_pale_line_is_darkened() -> None:
    pale = Series("a", numbers(1, 2, 3), "FFD966")
    (bars,), (line,) = (drawn(a_chart(kind, pale)).findall(f".//{C}ser") for kind in (ChartKind.COLUMN, ChartKind.LINE))
    edge = bars.find(f"{C}spPr/{A}ln/{A}solidFill/{A}srgbClr")
    stroke = line.find(f"{C}spPr/{A}ln/{A}solidFill/{A}srgbClr")
    assert edge is not None
    assert stroke is not None
    assert contrast(edge.get("val") or "", "FFFFFF") >= 3
    assert contrast(stroke.get("val") or "", "FFFFFF") >= 3


def test_lines_have_markers_of_different_forms() -> None:
    symbols = [each.get("val") for each in drawn(a_chart(ChartKind.LINE, *TWO)).iter(f"{C}symbol")]
    assert symbols == ["circle", "square"]


def test_bars_begin_at_zero() -> None:
    assert value_in(drawn(a_chart(ChartKind.COLUMN, Series("n", numbers(97, 98, 99)))), "valAx/scaling/min") == "0"
    assert value_in(drawn(a_chart(ChartKind.COLUMN, Series("n", numbers(-1, -2, -3)))), "valAx/scaling/max") == "0"
    both = drawn(a_chart(ChartKind.COLUMN, Series("n", numbers(-1, 2, 3))))
    assert value_in(both, "valAx/scaling/min") == value_in(both, "valAx/scaling/max") == ""


@pytest.mark.parametrize(
    ("code", "step"),
    [("0", "1"), ("#,##0", "1"), ("0.0", "0.1"), ("0\u00a0%", "0.01"), ("0.0%", "0.001"), ('0" km"', "1")],
)
def test_the_smallest_step_is_what_the_number_format_can_say(code: str, step: str) -> None:
    assert smallest_step(code) == Decimal(step)


@pytest.mark.parametrize("code", ["General", "#,##0,", "@"])
def test_there_is_no_smallest_step_where_the_format_does_not_tell(code: str) -> None:
    assert smallest_step(code) is None


def test_a_scale_of_many_steps_is_left_to_word() -> None:
    assert value_in(drawn(a_chart(ChartKind.COLUMN, Series("n", numbers(1, 2, 40)))), "majorUnit") == ""


amounts = st.decimals(-1000, 1000, places=2)


@given(st.lists(st.tuples(st.none() | amounts, st.none() | amounts), min_size=1, max_size=5))
def test_nothing_is_drawn_beyond_the_extremes(rows: list[tuple[Decimal | None, Decimal | None]]) -> None:
    first, second = zip(*rows, strict=True)
    chart = a_chart(ChartKind.STACKED, Series("a", first), Series("b", second), categories=("x",) * len(rows))
    low, high = extremes(chart)
    sums = [(max(a or 0, 0) + max(b or 0, 0), min(a or 0, 0) + min(b or 0, 0)) for a, b in rows]
    assert low == min(0, *(below for _, below in sums))
    assert high == max(0, *(above for above, _ in sums))


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        (a_chart(series=()), "the chart “areas” has no numbers"),
        (a_chart(ChartKind.BAR, Series("n", numbers(None, None, None))), "has no numbers; leave it out"),
        (a_chart(ChartKind.BAR, Series("n", numbers(1, 2))), "has 3 categories, but 2 numbers in its series “n”"),
        (a_chart(ChartKind.BAR, Series("n", numbers(1, "NaN", 2))), "a value that is no number"),
        (a_chart(ChartKind.BAR, Series("n", numbers(1, "1e999", 2))), "a larger one than Word can draw"),
        (a_chart(ChartKind.PIE, *TWO), "is a pie, which shows one series"),
        (a_chart(ChartKind.PIE, Series("n", numbers(1, -2, 3))), "none below zero"),
        (a_chart(ChartKind.PIE, Series("n", numbers(0, 0, None))), "at least one above it"),
        (a_chart(ChartKind.BAR, Series("n", numbers(1, 2, 3), "red")), "“red” is no colour"),
        (a_chart(title="a\x0bb"), r"the character U\+000B"),
        (a_chart(ChartKind.BAR, *[Series("n", numbers(1, 2, 3))] * 256), "at most 255 series"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(chart: Chart, message: str) -> None:
    with pytest.raises(TemplateRuntimeError, match=message):
        chart_part(chart, "rId1")

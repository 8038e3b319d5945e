"""The part of a chart (ECMA-376-1, 21.2.2.29) that the engine draws itself: title, legend, plot area and axes.

Used where the template has no chart of its own to fill. Source of the plot area: 21.2.2.145.
"""

from __future__ import annotations

import re
from decimal import Decimal

from briefgen.model.exhibits import Chart, ChartKind
from briefgen.word.charts.data import LYING, STACKING, extremes, refuse_unfit
from briefgen.word.charts.looks import FAINT, INK, NAMES, WHITE, fill, names_fit, text_look, texts_look, title_xml
from briefgen.word.charts.series import series_xml
from briefgen.word.wml.escape import attribute_xml
from briefgen.word.wml.ooxml import DECLARATION

_TITLE = 1_100  # hundredths of a point
_NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())


def chart_part(chart: Chart, workbook_id: str, *, narrow: bool = False) -> bytes:
    """The chart as XML.

    Args:
        workbook_id: the id of the part's relationship to its workbook.
        narrow: whether the place is too narrow for the names of slices beside a pie.

    Raises:
        TemplateRuntimeError: see `briefgen.word.charts.data.refuse_unfit`.
    """
    refuse_unfit(chart)
    named = chart.kind is ChartKind.PIE and chart.shows_values and not narrow and names_fit(chart)
    language = f'<c:lang val="{attribute_xml(chart.language)}"/>' if chart.language else ""
    ground = f"<c:spPr>{fill(WHITE)}<a:ln><a:noFill/></a:ln></c:spPr>"
    workbook = f'<c:externalData r:id="{workbook_id}"><c:autoUpdate val="0"/></c:externalData>'
    return (
        f'{DECLARATION}<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/>{language}<c:roundedCorners val="0"/>'
        f"<c:chart>{_title(chart)}{plot_area(chart, names_fit=named)}{_legend(chart, named=named, narrow=narrow)}"
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{ground}{texts_look(text_look())}{workbook}'
        "</c:chartSpace>"
    ).encode()


def _title(chart: Chart) -> str:
    """The title; without one Word would put the name of a single series there, if it were not told not to."""
    title = title_xml(chart.title, text_look(_TITLE, bold=True)) if chart.title else ""
    return f'{title}<c:autoTitleDeleted val="{int(not chart.title)}"/>'


def _legend(chart: Chart, *, named: bool, narrow: bool) -> str:
    """A legend, where it says what cannot be read beside the bars, lines or slices themselves."""
    is_pie = chart.kind is ChartKind.PIE
    if named or (len(chart.series) == 1 and not is_pie):
        return ""
    place = "r" if is_pie and not narrow else "b"
    return f'<c:legend><c:legendPos val="{place}"/><c:overlay val="0"/>{texts_look(text_look())}</c:legend>'


_CATEGORIES, _VALUES = 111_111_111, 222_222_222  # the ids of the axes; they need to differ in one chart only
_AXES = f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/>'
_GAP, _GAP_OF_GROUPS = 50, 80  # between bars, in hundredths of a bar's width
_APART, _ATOP = -10, 100  # how bars of one category overlap, likewise
_FEW = 8  # with fewer steps Word would take halves of them
_LITERAL = re.compile(r'"[^"]*"|\\.')
_NUMBER = re.compile(r"[#0?][#0?,]*(?:\.([0#?]*))?(?<!,)")
_TURNED = '<a:bodyPr rot="-5400000" vert="horz"/>'
_LAYOUT = "<c:layout/>"


def plot_area(chart: Chart, *, names_fit: bool) -> str:
    """The `c:plotArea` of a chart; `names_fit` as in `series_xml`."""
    drawn = "".join(series_xml(chart, index, names_fit=names_fit) for index in range(len(chart.series)))
    if chart.kind is ChartKind.PIE:
        pie = f'<c:pieChart><c:varyColors val="1"/>{drawn}<c:firstSliceAng val="0"/></c:pieChart>'
        return f"<c:plotArea>{_LAYOUT}{pie}</c:plotArea>"
    plot = _lines(drawn) if chart.kind is ChartKind.LINE else _bars(chart, drawn)
    return f"<c:plotArea>{_LAYOUT}{plot}{_category_axis(chart)}{_value_axis(chart)}</c:plotArea>"


def _lines(drawn: str) -> str:
    head = '<c:grouping val="standard"/><c:varyColors val="0"/>'
    return f'<c:lineChart>{head}{drawn}<c:marker val="1"/>{_AXES}</c:lineChart>'


def _bars(chart: Chart, drawn: str) -> str:
    stacked = chart.kind in STACKING
    direction, grouping = "bar" if chart.kind in LYING else "col", "stacked" if stacked else "clustered"
    head = f'<c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
    gap = _GAP if stacked or len(chart.series) == 1 else _GAP_OF_GROUPS
    overlap = f'<c:overlap val="{_ATOP if stacked else _APART}"/>'
    return f'<c:barChart>{head}{drawn}<c:gapWidth val="{gap}"/>{overlap}{_AXES}</c:barChart>'


def _category_axis(chart: Chart) -> str:
    """Bars are read from the top down, as the categories are given."""
    lying = chart.kind in LYING
    scaling = f'<c:scaling><c:orientation val="{"maxMin" if lying else "minMax"}"/></c:scaling>'
    line = "<a:ln><a:noFill/></a:ln>" if chart.kind in STACKING else f'<a:ln w="9525">{fill(INK)}</a:ln>'
    all_named = '<c:tickLblSkip val="1"/>' if lying else ""
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/>{scaling}<c:delete val="0"/><c:axPos val="{"l" if lying else "b"}"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{_ticks("none", "low")}<c:spPr>{line}</c:spPr>'
        f"{texts_look(text_look())}"
        f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/>{all_named}<c:noMultiLvlLbl val="0"/></c:catAx>'
    )


def _value_axis(chart: Chart) -> str:
    """The axis of the numbers; under bars that are read from the top it stands at the foot."""
    lying = chart.kind in LYING
    code = f'<c:numFmt formatCode="{attribute_xml(chart.number_format)}" sourceLinked="0"/>'
    grid = f'<c:majorGridlines><c:spPr><a:ln w="6350">{fill(FAINT)}</a:ln></c:spPr></c:majorGridlines>'
    line = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    between = '<c:crossBetween val="between"/>'
    return (
        f'<c:valAx><c:axId val="{_VALUES}"/>{_scale(chart)}<c:delete val="0"/><c:axPos val="{"b" if lying else "l"}"/>'
        f"{grid}{_axis_title(chart)}{code}{_ticks('none', 'nextTo')}{line}{texts_look(text_look())}"
        f'<c:crossAx val="{_CATEGORIES}"/><c:crosses val="{"max" if lying else "autoZero"}"/>{between}'
        f"{_unit(chart)}</c:valAx>"
    )


def _ticks(marks: str, labels: str) -> str:
    return f'<c:majorTickMark val="{marks}"/><c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>'


def _axis_title(chart: Chart) -> str:
    if not chart.unit:
        return ""
    turned = "<a:bodyPr/>" if chart.kind in LYING else _TURNED
    return title_xml(chart.unit, text_look(), turned)


def _scale(chart: Chart) -> str:
    """Bars begin at zero, since their lengths are compared; the ends of lines Word chooses."""
    low, high = extremes(chart)
    ends = ""
    if chart.kind is not ChartKind.LINE:
        ends = ('<c:max val="0"/>' if high == 0 > low else "") + ('<c:min val="0"/>' if low == 0 else "")
    return f'<c:scaling><c:orientation val="minMax"/>{ends}</c:scaling>'


def _unit(chart: Chart) -> str:
    """The smallest step that the number format can say, where Word would take a smaller one: “0, 1, 1, 2, 2, 3”."""
    low, high = extremes(chart)
    step = smallest_step(chart.number_format)
    if step is None or high - low >= _FEW * step:
        return ""
    return f'<c:majorUnit val="{step:f}"/>'


def smallest_step(number_format: str) -> Decimal | None:
    """The smallest difference that a number format can say: 1 for "0", 0.01 for "0 %"; None where it is not clear."""
    code = _LITERAL.sub("", number_format.partition(";")[0])
    found = _NUMBER.search(code)
    if found is None or code.lower() == "general" or "," in code[found.end() :]:
        return None
    decimals = len(found[1] or "") + 2 * code.count("%")
    return Decimal(1).scaleb(-decimals)

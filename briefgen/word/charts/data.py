"""The data of a chart as its part says them: references to cells of the workbook, each with what stands there.

Source: ECMA-376-1, 21.2.2.201 (strRef), 21.2.2.123 (numRef). The cells are those of `briefgen.word.charts.drawing`.
"""

from __future__ import annotations

from decimal import Decimal

from jinja2 import TemplateRuntimeError

from briefgen.model.exhibits import Chart, ChartKind, Series
from briefgen.word.wml.escape import attribute_xml, check_characters

SHEET = "Sheet1"
LYING = frozenset({ChartKind.BAR, ChartKind.STACKED_BAR})
STACKING = frozenset({ChartKind.STACKED, ChartKind.STACKED_BAR})
MOST_SERIES, MOST_CATEGORIES = 255, 32_000  # Excel's limits
_LONGEST_LABEL = 32_767  # characters in a cell, likewise
_DIGITS = 15  # that Excel keeps of a number
_LARGEST = 300  # digits before the point; Excel ends at 1E+308


def refuse_unfit(chart: Chart) -> None:
    """Refuses a chart that Word could not draw, or that would show nothing.

    Raises:
        TemplateRuntimeError: it has no numbers, too many, or not one for each category; or it is a pie of several
            series or with numbers below zero; or a text holds a character that Word cannot hold.
    """
    for text in (
        chart.title,
        chart.unit,
        chart.number_format,
        *chart.categories,
        *(each.name for each in chart.series),
    ):
        if len(check_characters(text)) > _LONGEST_LABEL:
            raise TemplateRuntimeError(f"{_named(chart)} has a label of {len(text):,} characters, too long to read")
    if fault := _fault(chart):
        raise TemplateRuntimeError(f"{_named(chart)} {fault}")


def _named(chart: Chart) -> str:
    return f"the chart “{chart.key}”"


def _fault(chart: Chart) -> str:
    values = [value for series in chart.series for value in series.values if value is not None]
    uneven = next((each for each in chart.series if len(each.values) != len(chart.categories)), None)
    if uneven is not None:
        return (
            f"has {len(chart.categories)} categories, but {len(uneven.values)} numbers in its series “{uneven.name}”;"
            " give one for each"
        )
    if not values:
        return "has no numbers; leave it out with {% if … %} where there are none"
    if len(chart.series) > MOST_SERIES or len(chart.categories) > MOST_CATEGORIES:
        return f"is too large; a chart has at most {MOST_SERIES} series and {MOST_CATEGORIES:,} categories"
    if not all(value.is_finite() and value.adjusted() < _LARGEST for value in values):
        return "has a value that is no number, or a larger one than Word can draw"
    return _fault_of_pie(chart, values) if chart.kind is ChartKind.PIE else ""


def _fault_of_pie(chart: Chart, values: list[Decimal]) -> str:
    if len(chart.series) > 1:
        return "is a pie, which shows one series; make it a chart of another kind, or choose the series"
    if min(values) < 0 or max(values) == 0:
        return "is a pie, whose numbers are shares of a whole: none below zero, and at least one above it"
    return ""


def number_text(value: Decimal) -> str:
    """A number as a chart and its workbook hold it, with the fifteen digits that Excel keeps."""
    return format(float(value), f".{_DIGITS}g")


def name_xml(series: Series, index: int) -> str:
    """What a series is called (`c:tx`)."""
    column = _column(index)
    return f"<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>{_texts((series.name,))}</c:strRef></c:tx>"


def categories_xml(chart: Chart) -> str:
    """The labels of the categories (`c:cat`)."""
    cells = f"{SHEET}!$A$2:$A${len(chart.categories) + 1}"
    return f"<c:cat><c:strRef><c:f>{cells}</c:f>{_texts(chart.categories)}</c:strRef></c:cat>"


def values_xml(chart: Chart, index: int) -> str:
    """The numbers of a series (`c:val`); a point that is left out is a gap."""
    values, column = chart.series[index].values, _column(index)
    cells = f"{SHEET}!${column}$2:${column}${len(values) + 1}"
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{number_text(value)}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value is not None
    )
    code = f"<c:formatCode>{attribute_xml(chart.number_format)}</c:formatCode>"
    cache = f'<c:numCache>{code}<c:ptCount val="{len(values)}"/>{points}</c:numCache>'
    return f"<c:val><c:numRef><c:f>{cells}</c:f>{cache}</c:numRef></c:val>"


def _texts(texts: tuple[str, ...]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{attribute_xml(text)}</c:v></c:pt>' for at, text in enumerate(texts))
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _column(index: int) -> str:
    """The letters of a series' column: B for the first."""
    letters, number = "", index + 2
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def extremes(chart: Chart) -> tuple[Decimal, Decimal]:
    """The lowest and the highest point that is drawn, zero among them; stacked numbers are added up."""
    columns = [
        [value for series in chart.series if (value := series.values[at])] for at in range(len(chart.categories))
    ]
    if chart.kind in STACKING:
        columns = [_sums(column) for column in columns]
    drawn = [Decimal(0), *(value for column in columns for value in column)]
    return min(drawn), max(drawn)


def _sums(column: list[Decimal]) -> list[Decimal]:
    """How far a stack goes down and up."""
    zero = Decimal(0)
    return [sum((value for value in column if (value < 0) == is_below), zero) for is_below in (True, False)]

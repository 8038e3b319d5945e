"""Figures to a chart: categories, series, and how its numbers are written."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from briefgen.localise import Localiser
from briefgen.model.catalogue import CHART
from briefgen.model.data_tables import Measure, ValueKind
from briefgen.model.exhibits import Chart, ChartKind, Series
from briefgen.model.richtext import plain
from briefgen.tables.alt_text import description
from briefgen.tables.figures import Figures, Numbers
from briefgen.tables.notes import notes_of
from briefgen.tables.ranking import WHOLE
from briefgen.tables.wording import Sayer

_THOUSAND = 1000


def chart_of(figures: Figures, sayer: Sayer) -> Chart:
    """The chart, said in the sayer's language; its numbers stay numbers."""
    spec = figures.spec
    return Chart(
        key=spec.key,
        label=sayer.localiser.phrase(CHART),
        caption=plain(sayer.text(spec.caption, "caption")),
        description=description(figures, sayer),
        notes=tuple(map(plain, notes_of(figures, sayer))),
        kind=ChartKind(spec.chart),
        title=sayer.text(spec.title, "title"),
        categories=tuple(sayer.name(spec.rows.column, row) for row in figures.rows),
        series=tuple(_series(figures, sayer)),
        unit=sayer.text(spec.unit, "unit"),
        number_format=_number_format(figures, sayer.localiser),
        language=sayer.localiser.language_tag,
    )


def _series(figures: Figures, sayer: Sayer) -> Iterator[Series]:
    """One for each category of the second axis, or else for each value."""
    measure, numbers = figures.spec.values[0], figures.values[0]
    for column in figures.columns:
        name = sayer.name(figures.spec.columns.column, column)
        yield Series(name, tuple(_drawn(measure, numbers.at(row, column)) for row in figures.rows))
    if not figures.spec.columns.column:
        for measure, numbers in zip(figures.spec.values, figures.values, strict=True):
            yield Series(sayer.value_head(measure), _down(figures, measure, numbers))


def _down(figures: Figures, measure: Measure, numbers: Numbers) -> tuple[Decimal, ...]:
    return tuple(_drawn(measure, numbers.at(row)) for row in figures.rows)


def _drawn(measure: Measure, number: Decimal) -> Decimal:
    """A number as Word draws it: 32 % is 0.32, since a percent sign in a number format multiplies by a hundred."""
    return number / WHOLE if measure.kind is ValueKind.SHARE else number


def _number_format(figures: Figures, localiser: Localiser) -> str:
    if figures.spec.values[0].kind is ValueKind.SHARE:
        digits = f"0.{'0' * figures.spec.decimals}" if figures.spec.decimals else "0"
        # sign and hard space stand as the language has them
        return localiser.percent("0").replace("0", digits)
    numbers = (abs(number) for each in figures.values for number in each.at_points.values())
    return "#,##0" if max(numbers, default=0) >= _THOUSAND else "0"

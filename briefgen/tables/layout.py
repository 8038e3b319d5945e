"""Figures to a table (heads, rows, totals) or to a chart (categories, series, number format)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from briefgen.localise import Localiser
from briefgen.model.catalogue import CHART, DASH, TABLE, TOTAL
from briefgen.model.data_tables import Measure, ValueKind
from briefgen.model.dossier import State
from briefgen.model.exhibits import Cell, Chart, ChartKind, Series, Table, TableColumn
from briefgen.model.richtext import plain
from briefgen.tables.figures import WHOLE, Figures, Numbers
from briefgen.tables.wording import ExhibitWording, capitalise, describe, notes_below

_Row = tuple[Cell, ...]
_WIDTHS = (3, 1)
_STATES = frozenset(State)


def table_of(figures: Figures, wording: ExhibitWording) -> Table:
    """The table, text in the wording's language."""
    spec = figures.spec
    heads = tuple(_heads(figures, wording))
    return Table(
        key=spec.key,
        label=wording.localiser.phrase(TABLE),
        named=wording.name_of(TABLE),
        mentioned=wording.name_of(TABLE, inside=True),
        caption=plain(wording.text(spec.caption, "caption")),
        description=describe(figures, wording),
        notes=tuple(map(plain, notes_below(figures, wording))),
        columns=_columns(figures, sum(cell.span for cell in heads[0])),
        heads=heads,
        rows=tuple(_row(figures, wording, row) for row in figures.rows),
        totals=(_total(figures, wording),) if spec.total else (),
    )


def _columns(figures: Figures, count: int) -> tuple[TableColumn, ...]:
    widths = figures.spec.widths or ((2,) if figures.spec.ranked else _WIDTHS)
    align = "left" if figures.spec.ranked else "right"
    return tuple(TableColumn(widths[min(at, len(widths) - 1)], align if at else "left") for at in range(count))


def _heads(figures: Figures, wording: ExhibitWording) -> Iterator[_Row]:
    """The head rows; a cell over several columns has a row of its own above them. The last row names the rows."""
    spec = figures.spec
    name = Cell(wording.head(spec.rows))
    values = [Cell(wording.value_head(each)) for each in spec.values]
    if spec.ranked:
        places = (capitalise(wording.localiser.ordinal(place)) for place in range(1, spec.top + 1))
        yield (name, *map(Cell, places))
    elif not spec.columns.column:
        yield (name, *values)
    else:
        yield from _crossed_heads(figures, wording, name, values)


def _crossed_heads(figures: Figures, wording: ExhibitWording, name: Cell, values: Sequence[Cell]) -> Iterator[_Row]:
    spec = figures.spec
    total = [_total_head(figures, wording)] if spec.total else []
    groups = [*(wording.name(spec.columns.column, each) for each in figures.columns), *total]
    if spec.columns.head and figures.columns:
        blank = [Cell("", span=len(values))] if total else []
        yield (Cell(""), Cell(wording.head(spec.columns), span=len(figures.columns) * len(values)), *blank)
    if len(values) == 1:
        yield (name, *map(Cell, groups))
    else:
        yield (Cell(""), *(Cell(each, span=len(values)) for each in groups))
        yield (name, *(list(values) * len(groups)))


def _total_head(figures: Figures, wording: ExhibitWording) -> str:
    return wording.text(figures.spec.total_head, "heads") or wording.localiser.phrase(TOTAL)


def _row(figures: Figures, wording: ExhibitWording, row: str) -> _Row:
    column = figures.spec.rows.column
    state = row if column == "state" and row in _STATES else ""
    name = Cell(wording.name(column, row), state=state)
    if figures.spec.ranked:
        return (name, *_places(figures, wording, row))
    return (name, *_numbers(figures, wording, row))


def _total(figures: Figures, wording: ExhibitWording) -> _Row:
    name = Cell(_total_head(figures, wording), emphasis=True)
    return (name, *(Cell(each.text, emphasis=True) for each in _numbers(figures, wording, None)))


def _numbers(figures: Figures, wording: ExhibitWording, row: str | None) -> Iterator[Cell]:
    """The numbers of a row, or at its foot; then, in a cross table with totals, their total."""
    columns: list[str | None] = [*figures.columns] if figures.spec.columns.column else [None]
    for column in columns:
        yield from _values(figures, wording, row, column, emphasis=False)
    if figures.spec.columns.column and figures.spec.total:
        yield from _values(figures, wording, row, None, emphasis=True)


def _values(
    figures: Figures, wording: ExhibitWording, row: str | None, column: str | None, *, emphasis: bool
) -> Iterator[Cell]:
    for measure, numbers in zip(figures.spec.values, figures.values, strict=True):
        yield Cell(wording.cell(measure, numbers.at(row, column)), emphasis=emphasis)


def _places(figures: Figures, wording: ExhibitWording, row: str) -> Iterator[Cell]:
    """A cell for each place; equals share the first of their places, and the following stay empty."""
    leaders, measure = figures.leaders_within(row), figures.spec.values[0]
    for place in range(1, figures.spec.top + 1):
        here = [each for its_place, each in leaders if its_place == place]
        names = [wording.name(figures.spec.columns.column, each) for each in here]
        if not names:
            yield Cell(DASH)
        else:
            text = wording.number(measure, figures.values[0].at(row, here[0]))
            # no “and”, because names of countries contain it
            yield Cell(f"{', '.join(names)} ({text})")


_THOUSAND = 1000


def chart_of(figures: Figures, wording: ExhibitWording) -> Chart:
    """The chart in the wording's language; its numbers stay numbers."""
    spec = figures.spec
    return Chart(
        key=spec.key,
        label=wording.localiser.phrase(CHART),
        named=wording.name_of(CHART),
        mentioned=wording.name_of(CHART, inside=True),
        caption=plain(wording.text(spec.caption, "caption")),
        description=describe(figures, wording),
        notes=tuple(map(plain, notes_below(figures, wording))),
        kind=ChartKind(spec.chart),
        title=wording.text(spec.title, "title"),
        categories=tuple(wording.name(spec.rows.column, row) for row in figures.rows),
        series=tuple(_series(figures, wording)),
        unit=wording.text(spec.unit, "unit"),
        number_format=_number_format(figures, wording.localiser),
        language=wording.localiser.language_tag,
    )


def _series(figures: Figures, wording: ExhibitWording) -> Iterator[Series]:
    """One for each category of the second axis, or else for each value."""
    measure, numbers = figures.spec.values[0], figures.values[0]
    for column in figures.columns:
        name = wording.name(figures.spec.columns.column, column)
        yield Series(name, tuple(_chart_number(measure, numbers.at(row, column)) for row in figures.rows))
    if not figures.spec.columns.column:
        for measure, numbers in zip(figures.spec.values, figures.values, strict=True):
            yield Series(wording.value_head(measure), _down(figures, measure, numbers))


def _down(figures: Figures, measure: Measure, numbers: Numbers) -> tuple[Decimal, ...]:
    return tuple(_chart_number(measure, numbers.at(row)) for row in figures.rows)


def _chart_number(measure: Measure, number: Decimal) -> Decimal:
    """A number as Word draws it: 32 % is 0.32, since a percent sign in a number format multiplies by a hundred."""
    return number / WHOLE if measure.kind is ValueKind.SHARE else number


def _number_format(figures: Figures, localiser: Localiser) -> str:
    if figures.spec.values[0].kind is ValueKind.SHARE:
        digits = f"0.{'0' * figures.spec.decimals}" if figures.spec.decimals else "0"
        # the percent sign and its hard space, as the language has them
        return localiser.percent("0").replace("0", digits)
    numbers = (abs(number) for each in figures.values for number in each.at_points.values())
    return "#,##0" if max(numbers, default=0) >= _THOUSAND else "0"

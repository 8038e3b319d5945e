"""Figures to a table: heads, rows, totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.model.catalogue import DASH, TABLE, TOTAL
from briefgen.model.dossier import State
from briefgen.model.exhibits import Cell, Table, TableColumn
from briefgen.model.richtext import plain
from briefgen.tables.alt_text import description
from briefgen.tables.figures import Figures
from briefgen.tables.notes import notes_of
from briefgen.tables.wording import Sayer, capitalised

_Row = tuple[Cell, ...]
_WIDTHS = (3, 1)
_STATES = frozenset(State)


def table_of(figures: Figures, sayer: Sayer) -> Table:
    """The table, said in the sayer's language."""
    spec = figures.spec
    heads = tuple(_heads(figures, sayer))
    return Table(
        key=spec.key,
        label=sayer.localiser.phrase(TABLE),
        caption=plain(sayer.text(spec.caption, "caption")),
        description=description(figures, sayer),
        notes=tuple(map(plain, notes_of(figures, sayer))),
        columns=_columns(figures, sum(cell.span for cell in heads[0])),
        heads=heads,
        rows=tuple(_row(figures, sayer, row) for row in figures.rows),
        totals=(_total(figures, sayer),) if spec.total else (),
    )


def _columns(figures: Figures, count: int) -> tuple[TableColumn, ...]:
    widths = figures.spec.widths or ((2,) if figures.spec.ranked else _WIDTHS)
    align = "left" if figures.spec.ranked else "right"
    return tuple(TableColumn(widths[min(at, len(widths) - 1)], align if at else "left") for at in range(count))


def _heads(figures: Figures, sayer: Sayer) -> Iterator[_Row]:
    """The head rows; a cell over several columns has a row of its own above them. The last row names the rows."""
    spec = figures.spec
    name = Cell(sayer.head(spec.rows))
    values = [Cell(sayer.value_head(each)) for each in spec.values]
    if spec.ranked:
        places = (capitalised(sayer.localiser.ordinal(place)) for place in range(1, spec.top + 1))
        yield (name, *map(Cell, places))
    elif not spec.columns.column:
        yield (name, *values)
    else:
        yield from _crossed_heads(figures, sayer, name, values)


def _crossed_heads(figures: Figures, sayer: Sayer, name: Cell, values: Sequence[Cell]) -> Iterator[_Row]:
    spec = figures.spec
    total = [_total_head(figures, sayer)] if spec.total else []
    groups = [*(sayer.name(spec.columns.column, each) for each in figures.columns), *total]
    if spec.columns.head and figures.columns:
        blank = [Cell("", span=len(values))] if total else []
        yield (Cell(""), Cell(sayer.head(spec.columns), span=len(figures.columns) * len(values)), *blank)
    if len(values) == 1:
        yield (name, *map(Cell, groups))
    else:
        yield (Cell(""), *(Cell(each, span=len(values)) for each in groups))
        yield (name, *(list(values) * len(groups)))


def _total_head(figures: Figures, sayer: Sayer) -> str:
    return sayer.text(figures.spec.total_head, "heads") or sayer.localiser.phrase(TOTAL)


def _row(figures: Figures, sayer: Sayer, row: str) -> _Row:
    column = figures.spec.rows.column
    state = row if column == "state" and row in _STATES else ""
    name = Cell(sayer.name(column, row), state=state)
    if figures.spec.ranked:
        return (name, *_places(figures, sayer, row))
    return (name, *_numbers(figures, sayer, row))


def _total(figures: Figures, sayer: Sayer) -> _Row:
    name = Cell(_total_head(figures, sayer), emphasis=True)
    return (name, *(Cell(each.text, emphasis=True) for each in _numbers(figures, sayer, None)))


def _numbers(figures: Figures, sayer: Sayer, row: str | None) -> Iterator[Cell]:
    """The numbers of a row, or at its foot; then, in a cross table with totals, their total."""
    columns: list[str | None] = [*figures.columns] if figures.spec.columns.column else [None]
    for column in columns:
        yield from _values(figures, sayer, row, column, emphasis=False)
    if figures.spec.columns.column and figures.spec.total:
        yield from _values(figures, sayer, row, None, emphasis=True)


def _values(figures: Figures, sayer: Sayer, row: str | None, column: str | None, *, emphasis: bool) -> Iterator[Cell]:
    for measure, numbers in zip(figures.spec.values, figures.values, strict=True):
        yield Cell(sayer.cell(measure, numbers.at(row, column)), emphasis=emphasis)


def _places(figures: Figures, sayer: Sayer, row: str) -> Iterator[Cell]:
    """A cell for each place; equals stand together in the first of theirs, and those after it stay empty."""
    leaders, measure = figures.leaders_within(row), figures.spec.values[0]
    for place in range(1, figures.spec.top + 1):
        here = [each for its_place, each in leaders if its_place == place]
        names = [sayer.name(figures.spec.columns.column, each) for each in here]
        if not names:
            yield Cell(DASH)
        else:
            said = sayer.number(measure, figures.values[0].at(row, here[0]))
            # no “and”: names of countries have it in themselves
            yield Cell(f"{', '.join(names)} ({said})")

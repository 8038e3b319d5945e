"""The tables of a finished Word file as rows and columns; a merged cell stands in each place that it covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from briefgen.findings import Place
from briefgen.model.manuscript import CellOf, Manuscript, Passage, Role, TableForm

_OUTSIDE = frozenset({Role.HEADER, Role.FOOTER, Role.NOTE})


class WordCell(Struct, frozen=True):
    """A cell with the passages in it; `column` is that of the grid, counted from 1, others as in `CellOf`."""

    row: int
    column: int
    passages: tuple[Passage, ...]
    columns: int = 1
    rows: int = 1
    is_head: bool = False

    @property
    def text(self) -> str:
        """What it says, on one line."""
        return " ".join(" ".join(each.text for each in self.passages).split())


class WordTable(Struct, frozen=True):
    """A table of the body.

    Attributes:
        heading: what stands above it: the nearest heading, or a short line directly before it; "" for none.
        rows: of each row the cell in each column of the grid; None where it has none.
        first: where in the manuscript its first passage stands.
        nested: whether it stands in a cell of another table.
        inner: how many tables stand in its cells.
    """

    number: int
    place: Place
    heading: str
    rows: tuple[tuple[WordCell | None, ...], ...]
    first: int = 0
    nested: bool = False
    inner: int = 0

    @property
    def width(self) -> int:
        """How many columns its grid has."""
        return max((len(row) for row in self.rows), default=0)


def tables_of(manuscript: Manuscript) -> list[WordTable]:
    """The tables of the body in the order in which they begin; those in cells behind the one that holds them."""
    first: dict[int, int] = {}
    for at, passage in enumerate(manuscript.passages):
        if passage.cell and passage.role not in _OUTSIDE:
            first.setdefault(passage.cell.table, at)
    forms = {form.number: form for form in manuscript.tables}
    found = [_table(manuscript, forms[number], at) for number, at in first.items() if number in forms]
    return sorted(found, key=lambda table: (table.first, table.number))


def _table(manuscript: Manuscript, form: TableForm, first: int) -> WordTable:
    held: dict[tuple[int, int], list[Passage]] = {}
    for passage in manuscript.cells(form.number):
        assert passage.cell is not None, "asked for by its cell"
        held.setdefault((passage.cell.row, passage.cell.column), []).append(passage)
    inner = sum(each.inside is not None and each.inside.table == form.number for each in manuscript.tables)
    heading = _line_above(manuscript.passages, first)
    rows = tuple(_laid_out(held, form.rows))
    return WordTable(form.number, form.place, heading, rows, first, form.inside is not None, inner)


def _line_above(passages: Sequence[Passage], first: int) -> str:
    """The nearest heading, or what stands directly above and is no longer than a heading."""
    above = next((each for each in reversed(passages[:first]) if each.text.strip()), None)
    if above and above.cell is None and above.role is Role.PARAGRAPH and len(above.text) <= _LONGEST_LINE:
        return " ".join(above.text.split())
    return passages[first].heading


_LONGEST_LINE = 90


def _laid_out(held: Mapping[tuple[int, int], list[Passage]], count: int) -> Iterator[tuple[WordCell | None, ...]]:
    """The rows of a grid: a cell stands in each place that it covers."""
    by_row: dict[int, list[CellOf]] = {}
    for passages in held.values():
        cell = passages[0].cell
        assert cell is not None, "asked for by its cell"
        by_row.setdefault(cell.row, []).append(cell)
    grid: list[dict[int, WordCell]] = [{} for _ in range(count)]
    for number, cells in sorted(by_row.items()):
        for cell in sorted(cells, key=lambda each: each.column):
            _put(grid, number, cell, tuple(held[number, cell.column]))
    for row in grid:
        yield tuple(row.get(column) for column in range(1, max(row, default=0) + 1))


def _put(grid: Sequence[dict[int, WordCell]], number: int, cell: CellOf, passages: tuple[Passage, ...]) -> None:
    column = next(each for each in range(1, len(grid[number - 1]) + 2) if each not in grid[number - 1])
    found = WordCell(number, column, passages, cell.columns, cell.rows, cell.is_head)
    for row in grid[number - 1 : number - 1 + cell.rows]:
        for covered in range(column, column + cell.columns):
            row.setdefault(covered, found)

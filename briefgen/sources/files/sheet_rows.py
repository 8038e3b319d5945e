"""All cells of a sheet as texts, whatever columns it has: for papers whose columns are not known yet.

Other than a table of the ledger, nothing is refused here for what a single cell holds: what cannot be shown as words
(an error of Excel, a formula whose value was not saved) is told of, with its cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, NamedTuple

from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.sources.files.cell_formats import format_cell, period_shown
from briefgen.sources.files.schema import ColumnKind
from briefgen.sources.files.sheet_look import mark_up
from briefgen.sources.files.sheets.cells import (
    ERROR,
    PLAIN,
    UNSAVED,
    AnyCell,
    SheetCell,
    as_cell,
    column_letters,
)
from briefgen.sources.files.values import CellProblem
from briefgen.sources.files.xlsx import Workbook

_NO_DAY: Final = date(1900, 3, 1)
"""Days before it stand for an empty cell that has the format of a date."""


class CellRow(NamedTuple):
    """A row of a sheet: its number as Excel shows it, and the text of each cell."""

    number: int
    cells: tuple[str, ...]


class SheetCells(NamedTuple):
    """All rows of a sheet, the empty ones at its end left out.

    Attributes:
        losses: what is not in the texts: a few words, and the cell.
    """

    rows: tuple[CellRow, ...]
    losses: tuple[tuple[str, Place], ...]


def read_cells(workbook: Workbook, name: str, write: Callable[[str], str]) -> SheetCells:
    """The texts of a sheet; a cell joined over several rows or columns has its text in each of them.

    Args:
        workbook: as opened.
        name: of the sheet, as the workbook spells it.
        write: makes marked-up text of plain characters.
    """
    reader = _CellReader(workbook, name, write)
    rows = list(reader.rows())
    while rows and not any(rows[-1].cells):
        rows.pop()
    width = max((index for row in rows for index, cell in enumerate(row.cells, 1) if cell), default=0)
    kept = tuple(row._replace(cells=row.cells[:width]) for row in rows)
    return SheetCells(kept, tuple(reader.losses))


class _CellReader:
    """Reads one sheet, cell by cell."""

    def __init__(self, workbook: Workbook, name: str, write: Callable[[str], str]) -> None:
        self.sheet = workbook.sheet(name)
        self.place = Place(workbook.file, sheet=name)
        self.write = write
        self.losses: list[tuple[str, Place]] = []

    def rows(self) -> Iterator[CellRow]:
        """The rows in order."""
        texts = [
            [self._text(cell, (number, at)) for at, cell in enumerate(self.sheet.cells(number), 1)]
            for number in range(1, self.sheet.height + 1)
        ]
        self._fill_joined(texts)
        return (CellRow(number, tuple(cells)) for number, cells in enumerate(texts, 1))

    def _fill_joined(self, texts: list[list[str]]) -> None:
        """Give each cell of a joined range the text of the first."""
        for area in self.sheet.merged:
            for row, column in area.spots:
                texts[row - 1][column - 1] = texts[area.first_row - 1][area.first_column - 1]

    def _text(self, found: AnyCell, spot: tuple[int, int]) -> str:
        if found == "":
            return ""
        cell = as_cell(found)
        if cell.kind == UNSAVED:
            return self._lose("formulas without a saved value", spot)
        if cell.kind == ERROR:
            return self._lose("errors of Excel (#N/A, #REF!)", spot)
        if cell.is_parted or isinstance(cell.value, str):
            return self._words(cell, spot)
        return _shown(cell.value, cell.style.number_format)

    def _words(self, cell: SheetCell, spot: tuple[int, int]) -> str:
        try:
            plain = self.write(format_cell(cell.text, "", ColumnKind.TEXT))
        except CellProblem:
            return self._lose("cells of more characters than Excel can hold", spot)
        if cell.is_struck:
            self._lose("cells with words struck through, which were read all the same", spot)
        unstyled = cell._replace(style=cell.style._replace(look=PLAIN))
        text, findings = mark_up(unstyled, plain, self._at(spot), self.sheet.links.get(spot, ""), self.write)
        for _ in findings:
            self._lose("cells whose look (underlined, raised, or linked to a file) is not in the words", spot)
        return text

    def _lose(self, what: str, spot: tuple[int, int]) -> str:
        self.losses.append((what, self._at(spot)))
        return ""

    def _at(self, spot: tuple[int, int]) -> Place:
        return replace(self.place, row=spot[0], spot=f"cell {column_letters(spot[1])}{spot[0]}")


def _shown(value: object, number_format: str) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        shown = period_shown(number_format)
        return "" if value < _NO_DAY else value.strftime(shown) if shown else value.isoformat()
    if isinstance(value, time):
        return ""  # Excel shows 0 in the format of a date as an hour
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value).upper()
    exact = Decimal(f"{value:.15g}")
    if "%" in number_format:
        return f"{(exact * 100).normalize():f}%"
    return _as_number(exact, number_format)


def _as_number(exact: Decimal, number_format: str) -> str:
    try:
        return format_cell(float(exact), number_format, ColumnKind.TEXT)
    except CellProblem:
        return f"{exact.normalize():f}"

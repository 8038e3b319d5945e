"""All cells of a sheet as texts, whatever columns it has: for papers whose columns are not known yet.

Other than a table of the ledger, nothing is refused here for what a single cell holds: what cannot be shown as words
(an error of Excel, a formula whose value was not saved) is told of, with its cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.findings import Place
from briefgen.sources.files.cell_formats import format_cell, period_shown
from briefgen.sources.files.schema import ColumnKind
from briefgen.sources.files.sheet_look import TextLook, is_struck, mark_up
from briefgen.sources.files.sheet_scan import MAX_COLUMNS, MAX_ROWS
from briefgen.sources.files.values import CellProblem
from briefgen.sources.files.xlsx import Workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from briefgen.sources.files.sheet_look import SheetCell

_NO_DAY: Final = date(1900, 3, 1)
"""Days before it stand for an empty cell that has the format of a date."""
_PLAIN: Final = TextLook()


class CellRow(NamedTuple):
    """A row of a sheet: its number as Excel shows it, and the text of each cell."""

    number: int
    cells: tuple[str, ...]


class SheetCells(NamedTuple):
    """All rows of a sheet, the empty ones at its end left out.

    Attributes:
        losses: what is not in the texts: a few words, and the cell.
        saved: the day on which the workbook was last saved, as it says itself, or None.
    """

    rows: tuple[CellRow, ...]
    losses: tuple[tuple[str, Place], ...]
    saved: date | None


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
    return SheetCells(kept, tuple(reader.losses), _day_saved(workbook.sheets[name]))


def _day_saved(sheet: Worksheet) -> date | None:
    properties = getattr(sheet.parent, "properties", None)
    moment = getattr(properties, "modified", None) or getattr(properties, "created", None)
    return moment.date() if isinstance(moment, datetime) else None


class _CellReader:
    """Reads one sheet, cell by cell."""

    def __init__(self, workbook: Workbook, name: str, write: Callable[[str], str]) -> None:
        self.sheet = workbook.sheets[name]
        self.unsaved = workbook.formulas[name].unsaved
        self.place = Place(workbook.file, sheet=name)
        self.write = write
        self.losses: list[tuple[str, Place]] = []

    def rows(self) -> Iterator[CellRow]:
        """The rows in order."""
        height, width = min(self.sheet.max_row, MAX_ROWS), min(self.sheet.max_column, MAX_COLUMNS)
        rows = self.sheet.iter_rows(max_row=height, max_col=width)
        texts = [
            [self._text(cell, (number, at)) for at, cell in enumerate(row, 1)] for number, row in enumerate(rows, 1)
        ]
        self._fill_joined(texts)
        return (CellRow(number, tuple(cells)) for number, cells in enumerate(texts, 1))

    def _fill_joined(self, texts: list[list[str]]) -> None:
        """Give each cell of a joined range the text of the first."""
        for area in self.sheet.merged_cells.ranges:
            for row in texts[area.min_row - 1 : area.max_row]:
                for column in range(area.min_col - 1, min(area.max_col, len(row))):
                    row[column] = texts[area.min_row - 1][area.min_col - 1]

    def _text(self, cell: SheetCell, spot: tuple[int, int]) -> str:
        if spot in self.unsaved:
            return self._lose("formulas without a saved value", cell)
        if cell.value is None:
            return ""
        if cell.data_type == "e":
            return self._lose("errors of Excel (#N/A, #REF!)", cell)
        if isinstance(cell.value, str | list):
            return self._words(cell)
        return _shown(cell.value, cell.number_format)

    def _words(self, cell: SheetCell) -> str:
        try:
            plain = self.write(format_cell(str(cell.value), "", ColumnKind.TEXT))
        except CellProblem:
            return self._lose("cells of more characters than Excel can hold", cell)
        whole = _PLAIN._replace(struck=bool(cell.font.strike)) if cell.has_style else _PLAIN
        if is_struck(cell, whole):
            self._lose("cells with words struck through, which were read all the same", cell)
        text, findings = mark_up(cell, plain, self._at(cell), _PLAIN, self.write)
        for _ in findings:
            self._lose("cells whose look (underlined, raised, or linked to a file) is not in the words", cell)
        return text

    def _lose(self, what: str, cell: SheetCell) -> str:
        self.losses.append((what, self._at(cell)))
        return ""

    def _at(self, cell: SheetCell) -> Place:
        return replace(self.place, row=cell.row, spot=f"cell {cell.coordinate}")


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

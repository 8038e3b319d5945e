"""Sheets of an Excel workbook, read by openpyxl after a look at the package and at how far the sheets reach."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from briefgen.errors import UnreadableInputError
from briefgen.findings import Finding, Place, did_you_mean, error
from briefgen.opc.workbook import opened_package
from briefgen.sources import rules
from briefgen.sources.files.schema import ColumnKind, TableSchema
from briefgen.sources.files.sheet_cells import shown_text
from briefgen.sources.files.sheet_looks import is_struck, look_findings
from briefgen.sources.files.sheet_scan import MAX_COLUMNS, MAX_ROWS, scan_workbook
from briefgen.sources.files.table import RawRow, SourceTable, tabulate
from briefgen.sources.files.values import CellProblem

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    _Cell: TypeAlias = Cell | MergedCell

_ERROR_CELL: Final = "e"


@dataclass(frozen=True)
class Workbook:
    """An opened workbook: its sheets by name, and for each the cells with a formula that has no saved value."""

    file: str
    sheets: Mapping[str, Worksheet]
    unsaved: Mapping[str, frozenset[tuple[int, int]]]

    def sheet_name(self, name: str) -> str | None:
        """The sheet's name as the workbook spells it (Excel does not tell capitals apart), or None."""
        return next((each for each in self.sheets if each.strip().casefold() == name.strip().casefold()), None)


def open_workbook(content: bytes, file: str) -> Workbook:
    """The workbook in the bytes of an XLSX file.

    Args:
        content: the file's bytes.
        file: the name to speak of it by.

    Raises:
        UnreadableInputError: another kind of file, a damaged or locked one, macros, a size beyond reason.
    """
    with opened_package(content, file) as package:
        scanned = scan_workbook(package, file)
    sheets, parts = _opened(content, file)
    unsaved = {name: scanned.get(part, frozenset()) for name, part in parts.items()}
    return Workbook(file, sheets, unsaved)


def _opened(content: bytes, file: str) -> tuple[dict[str, Worksheet], dict[str, str]]:
    from openpyxl.reader.excel import ExcelReader

    try:
        with warnings.catch_warnings():
            # it warns of what it would drop on saving; nothing is saved here
            warnings.simplefilter("ignore")
            reader = ExcelReader(io.BytesIO(content), data_only=True, keep_links=False, rich_text=True)
            reader.read()
            parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    except Exception as problem:
        message = f"{file}: the workbook cannot be read ({type(problem).__name__})."
        raise UnreadableInputError(
            message, "Open it in Excel and save it once more as “Excel Workbook (*.xlsx)”."
        ) from None
    return {sheet.title: sheet for sheet in reader.wb.worksheets}, parts


def read_sheet(schema: TableSchema, workbook: Workbook, sheet: str) -> SourceTable:
    """The table in one sheet.

    Raises:
        UnreadableInputError: the workbook has no such sheet.
    """
    name = workbook.sheet_name(sheet)
    if name is None:
        message = f"{workbook.file}: there is no sheet “{sheet}”."
        remedy = did_you_mean(sheet, workbook.sheets) or f"Its sheets are: {', '.join(workbook.sheets)}."
        raise UnreadableInputError(message, remedy)
    reader = _SheetReader(schema, workbook, name)
    table = tabulate(schema, reader.place, reader.records(), reader.letters)
    looks = look_findings(workbook.sheets[name], reader.place, reader.columns, reader.key_columns)
    return table._replace(findings=(*table.findings, *looks))


class _SheetReader:
    """Reads one sheet row by row; what it learns of the columns stands in the header."""

    def __init__(self, schema: TableSchema, workbook: Workbook, name: str) -> None:
        self.schema = schema
        self.sheet = workbook.sheets[name]
        self.unsaved = workbook.unsaved[name]
        self.place = Place(workbook.file, sheet=name)
        self.width = min(self.sheet.max_column, MAX_COLUMNS)
        self.letters = tuple(_letter(index) for index in range(1, self.width + 1))
        self.columns: tuple[str, ...] = ()

    @property
    def key_columns(self) -> frozenset[str]:
        """The columns without which a row is nothing."""
        return frozenset(column.name for column in self.schema.columns if column.required)

    def records(self) -> Iterator[RawRow]:
        """The rows of the sheet as records, the header first."""
        height = min(self.sheet.max_row, MAX_ROWS)
        kinds: tuple[ColumnKind, ...] = (ColumnKind.TEXT,) * self.width
        for number, cells in enumerate(self.sheet.iter_rows(max_row=height, max_col=self.width), 1):
            record = self._record(number, cells, kinds)
            if not self.columns and not record.blank:
                self.columns = tuple(name.strip() for name in record.fields)
                kinds = tuple(map(self._kind, self.columns))
            yield record

    def _kind(self, name: str) -> ColumnKind:
        column = self.schema.column(name)
        return column.kind if column else ColumnKind.TEXT

    def _record(self, number: int, cells: Sequence[_Cell], kinds: Sequence[ColumnKind]) -> RawRow:
        texts: list[str] = []
        findings: list[Finding] = []
        for index, (cell, kind) in enumerate(zip(cells, kinds, strict=True), 1):
            try:
                texts.append(self._text(cell, kind, (number, index) in self.unsaved))
            except CellProblem as problem:
                texts.append("")
                findings.append(error(problem.rule, self._at(number, index), problem.message, problem.remedy))
        return RawRow(number, tuple(texts), findings=(*findings, *self._struck(number, cells)))

    def _text(self, cell: _Cell, kind: ColumnKind, unsaved: bool) -> str:
        if unsaved:
            remedy = "Open the workbook in Excel and save it, or replace the formula by its value."
            raise CellProblem(rules.FORMULA, "the cell holds a formula without a saved value.", remedy)
        if cell.value is None:
            return ""
        if cell.data_type == _ERROR_CELL:
            message = f"the cell holds the error {cell.value}."
            raise CellProblem(rules.ERROR_CELL, message, "Correct the formula, or replace it by its value.")
        return shown_text(cell.value, cell.number_format, kind)

    def _at(self, number: int, index: int) -> Place:
        column = self.columns[index - 1] if self.columns else ""
        return replace(self.place, row=number, column=column, spot=f"cell {self.letters[index - 1]}{number}")

    def _struck(self, number: int, cells: Sequence[_Cell]) -> Iterator[Finding]:
        struck = [index for index, cell in enumerate(cells, 1) if cell.value is not None and is_struck(cell)]
        if struck:
            names = ", ".join(f"{self.letters[index - 1]}{number}" for index in struck)
            message = f"text is struck through ({names}); whether it holds cannot be known."
            remedy = "Delete the text, or remove the strikethrough."
            yield error(rules.STRUCK, self._at(number, struck[0]), message, remedy)


def _letter(index: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(index)

"""Sheets of an Excel workbook, read by openpyxl after a look at the package and at the size of its sheets.

Each cell becomes the text that it shows, for the kind of column that it is in; what its look says besides is read or
reported by `briefgen.sources.files.sheet_look`.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from briefgen.errors import UnreadableInputError
from briefgen.findings import Finding, Place, did_you_mean, error, has_errors
from briefgen.opc.package import PackageWriter
from briefgen.opc.read import read_workbook
from briefgen.sources import rules
from briefgen.sources.files.cell_formats import format_cell
from briefgen.sources.files.schema import ColumnKind, TableSchema
from briefgen.sources.files.sheet_look import (
    SheetLooks,
    comment_finding,
    formula_finding,
    is_struck,
    look_findings,
    mark_up,
    parts_findings,
)
from briefgen.sources.files.sheet_scan import (
    MAX_COLUMNS,
    MAX_ROWS,
    SheetFormulas,
    scan_workbook,
    with_merged_columns_cut,
)
from briefgen.sources.files.table import (
    ROWS_TO_PLAN_BY,
    ColumnPlan,
    Planner,
    RawRow,
    SourceTable,
    first_filled,
    tabulate,
    tabulate_planned,
)
from briefgen.sources.files.values import CellProblem

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from briefgen.sources.files.sheet_look import SheetCell


_ERROR_CELL: Final = "e"
_NUMBER_CELL: Final = "n"
_KINDS_WITH_LOOKS: Final = frozenset({ColumnKind.TEXT, ColumnKind.MARKDOWN})


@dataclass(frozen=True)
class Workbook:
    """A workbook: its sheets by name, and for each what is known of its formulas."""

    file: str
    sheets: Mapping[str, Worksheet]
    formulas: Mapping[str, SheetFormulas]

    def sheet_name(self, name: str) -> str | None:
        """The sheet's name as the workbook spells it (Excel ignores case), or None."""
        return next((each for each in self.sheets if each.strip().casefold() == name.strip().casefold()), None)


def open_workbook(content: bytes, file: str) -> Workbook:
    """The workbook in the bytes of an XLSX file.

    Args:
        content: the file's bytes.
        file: its name, for messages.

    Raises:
        UnreadableInputError: another kind of file, a damaged or locked one, macros, a size beyond reason.
    """
    package = read_workbook(content, file)
    if cut := with_merged_columns_cut(package):
        package, content = cut, PackageWriter.of(cut).write({})
    scanned = scan_workbook(package)
    sheets, parts = _open(content, file)
    formulas = {name: scanned.get(part, SheetFormulas()) for name, part in parts.items()}
    return Workbook(file, sheets, formulas)


def _open(content: bytes, file: str) -> tuple[dict[str, Worksheet], dict[str, str]]:
    from openpyxl.reader.excel import ExcelReader

    try:
        with warnings.catch_warnings():
            # it warns of what saving would lose; nothing is saved here
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


def read_sheet(schema: TableSchema, workbook: Workbook, sheet: str, planner: Planner | None = None) -> SourceTable:
    """The table in one sheet.

    Args:
        schema: which columns there may be.
        workbook: as opened.
        sheet: its name.
        planner: finds the headings where they are not ours.

    Raises:
        UnreadableInputError: the workbook has no such sheet.
    """
    name = workbook.sheet_name(sheet)
    if name is None:
        message = f"{workbook.file}: there is no sheet “{sheet}”."
        remedy = did_you_mean(sheet, workbook.sheets) or f"Its sheets are: {', '.join(workbook.sheets)}."
        raise UnreadableInputError(message, remedy)
    if planner:
        return _read_foreign_sheet(schema, workbook, name, planner)
    reader = _SheetReader(schema, workbook, name)
    table = tabulate(schema, reader.place, reader.records(), reader.letters)
    looks = look_findings(workbook.sheets[name], reader.place, reader.columns, reader.key_columns)
    return table._replace(findings=(*table.findings, *reader.look_findings(), *looks))


def _read_foreign_sheet(schema: TableSchema, workbook: Workbook, name: str, planner: Planner) -> SourceTable:
    """The table in a sheet with headings of its own; a cell merged downwards counts in each of its rows."""
    reader = _SheetReader(schema, workbook, name)
    plan = planner(reader.place, top_of_sheet(workbook, name))
    table = tabulate_planned(schema, reader.place, reader.planned_records(plan), plan, plan.letters(reader.letters))
    if not table.whole:
        return table
    looks = look_findings(workbook.sheets[name], reader.place, reader.columns, frozenset(), below=plan.header)
    return table._replace(findings=(*table.findings, *reader.look_findings(), *looks))


def top_of_sheet(workbook: Workbook, name: str, rows_read: int = ROWS_TO_PLAN_BY) -> list[RawRow]:
    """The first rows of a sheet as plain texts, to look for headings."""
    most = min(rows_read, workbook.sheets[name].max_row)
    rows = workbook.sheets[name].iter_rows(max_row=most, max_col=MAX_COLUMNS, values_only=True)
    return [
        RawRow(number, tuple("" if each is None else str(each) for each in row)) for number, row in enumerate(rows, 1)
    ]


class _SheetReader:
    """Reads one sheet row by row; the columns are known from the header on."""

    def __init__(self, schema: TableSchema, workbook: Workbook, name: str) -> None:
        self.schema = schema
        self.sheet = workbook.sheets[name]
        self.formulas = workbook.formulas[name]
        self.place = Place(workbook.file, sheet=name)
        self.width = min(self.sheet.max_column, MAX_COLUMNS)
        self.letters = tuple(_letter(index) for index in range(1, self.width + 1))
        self.columns: tuple[str, ...] = ()
        self.is_foreign = False
        self.looks = SheetLooks()
        self.lost: list[Finding] = []

    def look_findings(self) -> Iterator[Finding]:
        """What the look of the cells says, and is not read; after the records."""
        yield from dict.fromkeys(self.lost)  # a cell may be read as two of our columns
        if colours := self.looks.colour_finding(self.place, self.letters):
            yield colours

    @property
    def key_columns(self) -> frozenset[str]:
        """The columns that no row may lack."""
        return frozenset(column.name for column in self.schema.columns if column.required)

    def records(self) -> Iterator[RawRow]:
        """The rows of the sheet as records, the header first."""
        height = min(self.sheet.max_row, MAX_ROWS)
        kinds: tuple[ColumnKind | None, ...] = (ColumnKind.TEXT,) * self.width
        for number, cells in enumerate(self.sheet.iter_rows(max_row=height, max_col=self.width), 1):
            record = self._record(number, cells, kinds)
            if not self.columns and not record.blank:
                self.columns = tuple(map(self.schema.name_of, record.fields))
                kinds = tuple(map(self._kind, self.columns))
            yield record

    def planned_records(self, plan: ColumnPlan) -> Iterator[RawRow]:
        """The rows below the headings, each with the fields of the plan."""
        if has_errors(plan.findings):
            return
        self.is_foreign, self.columns = True, self._headings(plan)
        reads = plan.reads()
        kinds = [self._kind(name) for name, _ in reads]
        merged = self._merged_downwards(plan.header)
        height = min(self.sheet.max_row, MAX_ROWS)
        rows = self.sheet.iter_rows(min_row=plan.header + 1, max_row=height, max_col=self.width)
        for number, row in enumerate(rows, plan.header + 1):
            cells = [merged.get((number, index), cell) for index, cell in enumerate(row, 1)]
            values = [cell.value for cell in cells]
            chosen = [first_filled(indexes, values) for _, indexes in reads]
            places = [0 if at is None else at + 1 for at in chosen]
            record = self._record(number, [cells[place - 1] if place else None for place in places], kinds, places)
            yield plan.gather(record)._replace(is_silent=plan.is_silent(values))

    def _headings(self, plan: ColumnPlan) -> tuple[str, ...]:
        """What stands above each column of the sheet that is read; "" above the others."""
        read = zip(plan.indexes, plan.headings, strict=True)
        known = {found: heading for indexes, heading in read for found in indexes}
        return tuple(known.get(index, "") for index in range(self.width))

    def _merged_downwards(self, header: int) -> dict[tuple[int, int], SheetCell]:
        """The cell that holds the text, for each cell below the headings that is merged with it."""
        found: dict[tuple[int, int], SheetCell] = {}
        for area in self.sheet.merged_cells.ranges:
            if area.min_row > header and area.min_col == area.max_col:
                first = self.sheet.cell(area.min_row, area.min_col)
                found |= {(row, area.min_col): first for row in range(area.min_row, area.max_row + 1)}
        return found

    def _kind(self, name: str) -> ColumnKind | None:
        """What the column holds; None for one that is not read."""
        column = self.schema.column(name)
        if column is None:
            return ColumnKind.TEXT if self.schema.open or not name else None
        return column.kind

    def _record(
        self,
        number: int,
        cells: Sequence[SheetCell | None],
        kinds: Sequence[ColumnKind | None],
        places: Sequence[int] = (),
    ) -> RawRow:
        """A row; `places` are the columns (from 1) of its cells, where they are not all cells in their order."""
        texts: list[str] = []
        findings: list[Finding] = []
        struck: list[int] = []
        numbers: list[int] = []
        for index, cell, kind in zip(places or range(1, len(cells) + 1), cells, kinds, strict=True):
            text = ""
            if cell is not None and kind is not None:
                try:
                    text = self._text(cell, kind, (number, index))
                except CellProblem as problem:
                    findings.append(error(problem.rule, self._at(number, index), problem.message, problem.remedy))
                if cell.value is not None and is_struck(cell, self.looks.of(cell)):
                    struck.append(index)
                if kind is ColumnKind.NUMBER and cell.data_type == _NUMBER_CELL:
                    numbers.append(len(texts))
            if cell is not None and cell.comment and (comment := comment_finding(cell, self._at(number, index))):
                self.lost.append(comment)
            texts.append(text)
        found = (*findings, *self._struck(number, list(dict.fromkeys(struck))))
        return RawRow(number, tuple(texts), findings=found, numbers=frozenset(numbers))

    def _text(self, cell: SheetCell, kind: ColumnKind, spot: tuple[int, int]) -> str:
        if spot in self.formulas.unsaved:
            remedy = "Open the workbook in Excel and save it, or replace the formula by its value."
            raise CellProblem(rules.FORMULA, "the cell holds a formula without a saved value.", remedy)
        if cell.value is None:
            return ""
        if cell.data_type == _ERROR_CELL:
            message = f"the cell holds the error {cell.value}."
            raise CellProblem(rules.ERROR_CELL, message, "Correct the formula, or replace it by its value.")
        # a tracker may say at what hour a row was changed; ours are of a day
        value = cell.value.date() if self.is_foreign and isinstance(cell.value, datetime) else cell.value
        text = format_cell(value, cell.number_format, kind)
        return self._with_look(cell, text, kind, spot) if self.columns else text

    def _with_look(self, cell: SheetCell, text: str, kind: ColumnKind, spot: tuple[int, int]) -> str:
        """The text with what its look says, below the header; what cannot be said is recorded."""
        whole = self.looks.of(cell)
        self.looks.record_colour(cell, *spot)
        if function := self.formulas.functions.get(spot):
            self.lost.append(formula_finding(function, self._at(*spot)))
        is_plain = whole.is_plain and cell.hyperlink is None and not isinstance(cell.value, list)
        if is_plain or kind not in _KINDS_WITH_LOOKS:
            return text
        if kind is ColumnKind.TEXT:
            self.lost += parts_findings(cell, text, self._at(*spot), whole)
            return text
        text, findings = mark_up(cell, text, self._at(*spot), whole)
        self.lost += findings
        return text

    def _at(self, number: int, index: int) -> Place:
        column = self.columns[index - 1] if self.columns else ""
        return replace(self.place, row=number, column=column, spot=f"cell {self.letters[index - 1]}{number}")

    def _struck(self, number: int, struck: Sequence[int]) -> Iterator[Finding]:
        if struck:
            names = ", ".join(f"{self.letters[index - 1]}{number}" for index in struck)
            message = f"text is struck through ({names}); whether it holds cannot be known."
            remedy = "Delete the text, or remove the strikethrough."
            yield error(rules.STRUCK, self._at(number, struck[0]), message, remedy)


def _letter(index: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(index)

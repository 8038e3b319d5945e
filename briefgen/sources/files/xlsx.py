"""Sheets of an Excel workbook as tables.

Each cell becomes the text that it shows, for the kind of column that it is in; what its look says besides is read or
reported by `briefgen.sources.files.sheet_look`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import UnreadableInputError
from briefgen.findings import Finding, Place, did_you_mean, error, has_errors
from briefgen.opc.read import read_workbook
from briefgen.sources import rules
from briefgen.sources.files.cell_formats import format_cell
from briefgen.sources.files.schema import ColumnKind, TableSchema
from briefgen.sources.files.sheet_look import (
    SheetColours,
    comment_finding,
    formula_finding,
    look_findings,
    mark_up,
    parts_findings,
)
from briefgen.sources.files.sheets.cells import (
    ERROR,
    NUMBER,
    UNSAVED,
    AnyCell,
    Sheet,
    SheetCell,
    as_cell,
    column_letters,
)
from briefgen.sources.files.sheets.parts import day_saved, read_sheets
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

_KINDS_WITH_LOOKS: Final = frozenset({ColumnKind.TEXT, ColumnKind.MARKDOWN})


class Workbook(Struct, frozen=True):
    """A workbook: its sheets by name, and the day on which it was last saved, where it says so."""

    file: str
    sheets: Mapping[str, Sheet]
    saved: date | None = None

    def sheet_name(self, name: str) -> str | None:
        """The sheet's name as the workbook spells it (Excel ignores case), or None."""
        return next((each for each in self.sheets if each.strip().casefold() == name.strip().casefold()), None)

    def sheet(self, name: str) -> Sheet:
        """A sheet, by the name that the workbook has for it.

        Raises:
            UnreadableInputError: it reaches beyond the limits.
        """
        if refusal := self.sheets[name].refusal:
            raise refusal
        return self.sheets[name]

    def refuse_unread(self) -> None:
        """Refuses the workbook where what is looked for may stand in a sheet that is not read.

        Raises:
            UnreadableInputError: there is such a sheet.
        """
        for name in self.sheets:
            self.sheet(name)


def open_workbook(content: bytes, file: str) -> Workbook:
    """The workbook in the bytes of an XLSX file.

    Args:
        content: the file's bytes.
        file: its name, for messages.

    Raises:
        UnreadableInputError: another kind of file, a damaged or locked one, macros, a size beyond reason.
    """
    package = read_workbook(content, file)
    return Workbook(file, {sheet.name: sheet for sheet in read_sheets(package)}, day_saved(package))


def read_sheet(schema: TableSchema, workbook: Workbook, sheet: str, planner: Planner | None = None) -> SourceTable:
    """The table in one sheet.

    Args:
        schema: which columns there may be.
        workbook: as opened.
        sheet: its name.
        planner: finds the headings where they are not ours.

    Raises:
        UnreadableInputError: the workbook has no such sheet, or that reaches beyond the limits.
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
    """The first rows of a sheet as plain texts, to look for headings; none of one that is not read."""
    sheet = workbook.sheets[name]
    numbers = range(1, min(rows_read, sheet.height) + 1)
    return [RawRow(number, tuple(as_cell(each).text for each in sheet.cells(number))) for number in numbers]


class _RowRead(NamedTuple):
    """What has been read of a row; columns of struck cells from 1, fields that are numbers from 0."""

    texts: list[str]
    findings: list[Finding]
    struck: list[int]
    numbers: list[int]


class _SheetReader:
    """Reads one sheet row by row; the columns are known from the header on."""

    def __init__(self, schema: TableSchema, workbook: Workbook, name: str) -> None:
        self.schema = schema
        self.sheet = workbook.sheet(name)
        self.place = Place(workbook.file, sheet=name)
        self.width = self.sheet.width
        self.letters = tuple(column_letters(index) for index in range(1, self.width + 1))
        self.columns: tuple[str, ...] = ()
        self.header = 0
        self.is_foreign = False
        self.colours = SheetColours()
        self.lost: list[Finding] = []
        self.marked_rows = {
            row for spots in (self.sheet.links, self.sheet.comments, self.sheet.functions) for row, _ in spots
        }

    def look_findings(self) -> Iterator[Finding]:
        """What the look of the cells says, and is not read; after the records."""
        yield from dict.fromkeys(self.lost)  # a cell may be read as two of our columns
        if colours := self.colours.finding(self.place, self.sheet, self.header, self.letters):
            yield colours

    @property
    def key_columns(self) -> frozenset[str]:
        """The columns that no row may lack."""
        return frozenset(column.name for column in self.schema.columns if column.required)

    def records(self) -> Iterator[RawRow]:
        """The rows of the sheet as records, the header first."""
        kinds: tuple[ColumnKind | None, ...] = (ColumnKind.TEXT,) * self.width
        for number in range(1, self.sheet.height + 1):
            record = self._record(number, self.sheet.cells(number), kinds)
            if not self.columns and not record.blank:
                self.columns, self.header = tuple(map(self.schema.name_of, record.fields)), number
                kinds = tuple(map(self._kind, self.columns))
            yield record

    def planned_records(self, plan: ColumnPlan) -> Iterator[RawRow]:
        """The rows below the headings, each with the fields of the plan."""
        if has_errors(plan.findings):
            return
        self.is_foreign, self.columns, self.header = True, self._headings(plan), plan.header
        reads = plan.reads()
        kinds = [self._kind(name) for name, _ in reads]
        merged = self._merged_downwards(plan.header)
        for number in range(plan.header + 1, self.sheet.height + 1):
            row = enumerate(self.sheet.cells(number), 1)
            cells = [merged.get((number, index), cell) for index, cell in row] if merged else [cell for _, cell in row]
            values = [as_cell(cell).text for cell in cells]
            chosen = [first_filled(indexes, values) for _, indexes in reads]
            places = [0 if at is None else at + 1 for at in chosen]
            record = self._record(number, [cells[place - 1] if place else "" for place in places], kinds, places)
            yield replace(plan.gather(record), is_silent=plan.is_silent(values))

    def _headings(self, plan: ColumnPlan) -> tuple[str, ...]:
        """What stands above each column of the sheet that is read; "" above the others."""
        read = zip(plan.indexes, plan.headings, strict=True)
        known = {found: heading for indexes, heading in read for found in indexes}
        return tuple(known.get(index, "") for index in range(self.width))

    def _merged_downwards(self, header: int) -> dict[tuple[int, int], AnyCell]:
        """The cell that holds the text, for each cell below the headings that is merged with it."""
        return {
            spot: self.sheet.cell(*area[:2])
            for area in self.sheet.merged
            if area.first_row > header and area.first_column == area.last_column
            for spot in area.spots
        }

    def _kind(self, name: str) -> ColumnKind | None:
        """What the column holds; None for one that is not read."""
        column = self.schema.column(name)
        if column is None:
            return ColumnKind.TEXT if self.schema.open or not name else None
        return column.kind

    def _record(
        self,
        number: int,
        cells: Sequence[AnyCell],
        kinds: Sequence[ColumnKind | None],
        places: Sequence[int] = (),
    ) -> RawRow:
        """A row; `places` are the columns (from 1) of its cells, where they are not all cells in their order."""
        plain = [cell if kind else "" for cell, kind in zip(cells, kinds, strict=True) if isinstance(cell, str)]
        if len(plain) == len(cells) and number not in self.marked_rows:
            return RawRow(number, tuple(plain))
        row = _RowRead([], [], [], [])
        for index, cell, kind in zip(places or range(1, len(cells) + 1), cells, kinds, strict=True):
            if kind is not None and cell != "":
                self._read_cell(as_cell(cell), kind, (number, index), row)
            else:
                row.texts.append("")
            if (comment := self.sheet.comments.get((number, index))) and (
                finding := comment_finding(comment, self._at(number, index))
            ):
                self.lost.append(finding)
        found = (*row.findings, *self._struck(number, list(dict.fromkeys(row.struck))))
        return RawRow(number, tuple(row.texts), findings=found, numbers=frozenset(row.numbers))

    def _read_cell(self, cell: SheetCell, kind: ColumnKind, spot: tuple[int, int], row: _RowRead) -> None:
        text = ""
        try:
            text = self._text(cell, kind, spot)
        except CellProblem as problem:
            row.findings.append(error(problem.rule, self._at(*spot), problem.message, problem.remedy))
        if cell.is_struck:
            row.struck.append(spot[1])
        if kind is ColumnKind.NUMBER and cell.kind == NUMBER:
            row.numbers.append(len(row.texts))
        row.texts.append(text)

    def _text(self, cell: SheetCell, kind: ColumnKind, spot: tuple[int, int]) -> str:
        if cell.kind == UNSAVED:
            remedy = "Open the workbook in Excel and save it, or replace the formula by its value."
            raise CellProblem(rules.FORMULA, "the cell holds a formula without a saved value.", remedy)
        if cell.kind == ERROR:
            message = f"the cell holds the error {cell.value}."
            raise CellProblem(rules.ERROR_CELL, message, "Correct the formula, or replace it by its value.")
        value = cell.text if cell.is_parted else cell.value
        # a tracker may say at what hour a row was changed; ours are of a day
        value = value.date() if self.is_foreign and isinstance(value, datetime) else value
        text = format_cell(value, cell.style.number_format, kind)
        return self._with_look(cell, text, kind, spot) if self.columns else text

    def _with_look(self, cell: SheetCell, text: str, kind: ColumnKind, spot: tuple[int, int]) -> str:
        """The text with what its look says, below the header; what cannot be said is recorded."""
        link = self.sheet.links.get(spot)
        if link is None and (cell.style.look.colour or cell.is_parted):
            self.colours.record(cell, *spot)
        if function := self.sheet.functions.get(spot):
            self.lost.append(formula_finding(function, self._at(*spot)))
        is_plain = cell.style.look.is_plain and link is None and not cell.is_parted
        if is_plain or kind not in _KINDS_WITH_LOOKS:
            return text
        if kind is ColumnKind.TEXT:
            self.lost += parts_findings(cell, text, self._at(*spot), link or "")
            return text
        text, findings = mark_up(cell, text, self._at(*spot), link or "")
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

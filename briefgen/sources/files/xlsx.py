"""Sheets of an Excel workbook, read by openpyxl after a look at the package and at the size of its sheets.

Each cell becomes the text that it shows, for the kind of column that it is in; what its look says besides is read or
reported by `briefgen.sources.files.sheet_look`.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from briefgen.errors import UnreadableInputError
from briefgen.findings import Finding, Place, did_you_mean, error
from briefgen.opc.read import read_workbook
from briefgen.sources import rules
from briefgen.sources.files.schema import ColumnKind, TableSchema
from briefgen.sources.files.sheet_look import (
    SheetLooks,
    characters_of,
    comment_finding,
    formula_finding,
    is_struck,
    look_findings,
    mark_up,
    parts_findings,
)
from briefgen.sources.files.sheet_scan import MAX_COLUMNS, MAX_ROWS, SheetFormulas, scan_workbook
from briefgen.sources.files.table import RawRow, SourceTable, tabulate
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
    scanned = scan_workbook(read_workbook(content, file))
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
    return table._replace(findings=(*table.findings, *reader.look_findings(), *looks))


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
        self.looks = SheetLooks()
        self.lost: list[Finding] = []

    def look_findings(self) -> Iterator[Finding]:
        """What the look of the cells says, and is not read; after the records."""
        yield from self.lost
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

    def _kind(self, name: str) -> ColumnKind | None:
        """What the column holds; None for one that is not read."""
        column = self.schema.column(name)
        if column is None:
            return ColumnKind.TEXT if self.schema.open or not name else None
        return column.kind

    def _record(self, number: int, cells: Sequence[SheetCell], kinds: Sequence[ColumnKind | None]) -> RawRow:
        texts: list[str] = []
        findings: list[Finding] = []
        struck: list[int] = []
        numbers: list[int] = []
        for index, (cell, kind) in enumerate(zip(cells, kinds, strict=True), 1):
            text = ""
            if kind is not None:
                try:
                    text = self._text(cell, kind, (number, index))
                except CellProblem as problem:
                    findings.append(error(problem.rule, self._at(number, index), problem.message, problem.remedy))
                if cell.value is not None and is_struck(cell, self.looks.of(cell)):
                    struck.append(index)
                if kind is ColumnKind.NUMBER and cell.data_type == _NUMBER_CELL:
                    numbers.append(index - 1)
            if cell.comment is not None and (comment := comment_finding(cell, self._at(number, index))):
                self.lost.append(comment)
            texts.append(text)
        found = (*findings, *self._struck(number, struck))
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
        text = format_cell(cell.value, cell.number_format, kind)
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


MAX_CHARACTERS: Final = 32_767
"""The most that Excel puts into a cell; a file with more was not made by it."""
_TRUSTED_DIGITS: Final = 10**15
_NO_LETTERS: Final = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|[_*].")
_ZEROS: Final = re.compile(r"(0+)(?:\.(0+))?(?:_\)|_-)?")
_AS_TEXT: Final = "Give the cell the format “Text” and type it once more."
_FIRST_SURE_DAY: Final = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was, so earlier serial dates are a day off for some programs."""


def format_cell(value: object, number_format: str, kind: ColumnKind) -> str:
    """The text that a cell shows.

    Args:
        value: as openpyxl gives it.
        number_format: the cell's number format.
        kind: what the cell's column holds.

    Raises:
        CellProblem: the column takes no such value, or the shown text cannot be derived from the stored one.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _text_of_number(value, number_format, kind)
    if isinstance(value, (date, time, timedelta)):
        return _text_of_date(value, number_format, kind)
    return _text_of_value(str(value))


def _text_of_value(value: str) -> str:
    if len(value) > MAX_CHARACTERS:
        message = f"the cell holds {len(value)} characters, more than Excel can."
        raise CellProblem(rules.CELL_KIND, message, "Shorten it.")
    return characters_of(value)


def _text_of_date(value: date | time | timedelta, number_format: str, kind: ColumnKind) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if not isinstance(value, date) or isinstance(value, datetime):
        raise CellProblem(rules.CELL_KIND, f"the cell holds a time ({value}).", "Write the day alone.")
    if kind not in {ColumnKind.DATE, ColumnKind.DUE}:
        message = f"Excel has turned the cell into a date ({value})."
        raise CellProblem(rules.CELL_KIND, message, _AS_TEXT)
    if value < _FIRST_SURE_DAY:
        raise CellProblem(rules.NO_DATE, f"the cell holds a day of {value.year}.", "Check the date.")
    shown = period_shown(number_format)
    return _text_of_period(value, shown, kind) if shown else value.isoformat()


def period_shown(number_format: str) -> str:
    """What a number format shows of a date where it shows no day: "%Y-%m" (a month), "%Y" (a year), or "".

    ECMA-376 part 1, 18.8.30: d, m and y stand for day, month and year, h and s for hour and second; what is quoted,
    escaped or in square brackets stands for none of these, and what follows a semicolon is for other values.
    """
    letters = set(_NO_LETTERS.sub("", number_format.partition(";")[0]).casefold()) & set("dmyhs")
    return {frozenset("my"): "%Y-%m", frozenset("y"): "%Y"}.get(frozenset(letters), "")


def _text_of_period(day: date, shown: str, kind: ColumnKind) -> str:
    """A month that was typed ("Apr 23") is held by Excel as its first day, and a year likewise."""
    period = day.strftime(shown)
    is_typed = day == (day.replace(day=1) if "m" in shown else day.replace(month=1, day=1))
    message = f"the cell shows {period} and holds the day {day}."
    if kind is ColumnKind.DUE and not is_typed:
        raise CellProblem(rules.CELL_KIND, message, f"Give it a format that shows the day, or type {period} as text.")
    if kind is ColumnKind.DATE and is_typed:
        raise CellProblem(rules.NO_DATE, message, "This column takes a day: give the cell a format that shows it.")
    return period if is_typed else day.isoformat()


def _text_of_number(value: float, number_format: str, kind: ColumnKind) -> str:
    if kind is ColumnKind.DATE:
        raise CellProblem(rules.NO_DATE, *_bare_number(value))
    if abs(value) >= _TRUSTED_DIGITS:
        message = "the cell holds a number of more than 15 digits, of which Excel has lost the last ones."
        raise CellProblem(rules.LONG_NUMBER, message, f"{_AS_TEXT} Check the digits.")
    exact = _exact(value)
    if kind is ColumnKind.NUMBER:
        return _text_as_stored(exact, number_format)
    return _text_as_shown(exact, number_format)


def _bare_number(value: float) -> tuple[str, str]:
    meant = ""
    if 1 < value < 80_000:
        meant = f" It may be {date(1899, 12, 30) + timedelta(days=int(value))}."
    return f"the cell holds the bare number {value:g}, not a date.", f"Give the cell the format “Date”.{meant}"


def _exact(value: float) -> Decimal:
    """The number as Excel means it: 15 significant digits, no noise of binary fractions, no ".0"."""
    number = Decimal(f"{value:.15g}")
    return Decimal(format(number.quantize(1) if number == number.to_integral() else number, "f"))


def _text_as_stored(value: Decimal, number_format: str) -> str:
    if "%" in number_format:
        message = f"the cell shows a percentage but holds {value}."
        remedy = f"Write {(value * 100).normalize():f} in the format “General”, and % in the column “unit”."
        raise CellProblem(rules.CELL_KIND, message, remedy)
    return format(value, "f")


def _text_as_shown(value: Decimal, number_format: str) -> str:
    if number_format in {"General", "@", ""}:
        return format(value, "f")
    zeros = _ZEROS.fullmatch(number_format)
    if not zeros:
        message = f"the cell holds the number {value} and shows it in the format “{number_format}”."
        raise CellProblem(rules.CELL_KIND, message, _AS_TEXT)
    decimals = len(zeros.group(2) or "")
    width = len(zeros.group(1)) + (decimals + 1 if decimals else 0) + (value < 0)
    return f"{value:0{width}.{decimals}f}"

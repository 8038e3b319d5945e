"""Sheets of an Excel workbook, read by openpyxl after a look at the package and at the size of its sheets.

Each cell becomes the text that it shows, for the kind of column that it is in. What a drafter does to a sheet by its
look and no table shows (hidden, filtered, merged, struck through) is reported.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from briefgen.errors import UnreadableInputError
from briefgen.findings import Finding, Place, did_you_mean, error, warning
from briefgen.opc.read import read_workbook
from briefgen.sources import rules
from briefgen.sources.files.schema import ColumnKind, TableSchema
from briefgen.sources.files.sheet_scan import MAX_COLUMNS, MAX_ROWS, scan_workbook
from briefgen.sources.files.table import RawRow, SourceTable, tabulate
from briefgen.sources.files.text import forbidden_in
from briefgen.sources.files.values import CellProblem

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    _Cell: TypeAlias = Cell | MergedCell


_ERROR_CELL: Final = "e"


@dataclass(frozen=True)
class Workbook:
    """A workbook: its sheets by name, and for each the cells whose formula has no saved value."""

    file: str
    sheets: Mapping[str, Worksheet]
    unsaved: Mapping[str, frozenset[tuple[int, int]]]

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
    unsaved = {name: scanned.get(part, frozenset()) for name, part in parts.items()}
    return Workbook(file, sheets, unsaved)


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
    return table._replace(findings=(*table.findings, *looks))


class _SheetReader:
    """Reads one sheet row by row; the columns are known from the header on."""

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
        """The columns that no row may lack."""
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
        return format_cell(cell.value, cell.number_format, kind)

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


MAX_CHARACTERS: Final = 32_767
"""The most that Excel puts into a cell; a file with more was not made by it."""
_TRUSTED_DIGITS: Final = 10**15
_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
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
        return _text_of_date(value, kind)
    return _text_of_value(str(value))


def _text_of_value(value: str) -> str:
    if len(value) > MAX_CHARACTERS:
        message = f"the cell holds {len(value)} characters, more than Excel can."
        raise CellProblem(rules.CELL_KIND, message, "Shorten it.")
    return _ESCAPE.sub(_unescape, value) if "_x" in value else value


def _unescape(found: re.Match[str]) -> str:
    """The character that XML cannot hold and that Excel therefore writes _xHHHH_ (ECMA-376 part 1, 22.9.2.19)."""
    character = chr(int(found.group(1), 16))
    # any other code was typed as it is: openpyxl has removed the escape (_x005F_) that marked it
    return character if character == "\r" or forbidden_in(character) else found.group()


def _text_of_date(value: date | time | timedelta, kind: ColumnKind) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if not isinstance(value, date) or isinstance(value, datetime):
        raise CellProblem(rules.CELL_KIND, f"the cell holds a time ({value}).", "Write the day alone.")
    if kind not in {ColumnKind.DATE, ColumnKind.DUE}:
        message = f"Excel has turned the cell into a date ({value})."
        raise CellProblem(rules.CELL_KIND, message, _AS_TEXT)
    if value < _FIRST_SURE_DAY:
        raise CellProblem(rules.NO_DATE, f"the cell holds a day of {value.year}.", "Check the date.")
    return value.isoformat()


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


def is_struck(cell: Cell | MergedCell) -> bool:
    """Whether the cell's text, or any part of it, is struck through."""
    if cell.has_style and cell.font.strike:
        return True
    return not isinstance(cell.value, str) and _has_struck_part(cell.value)


def _has_struck_part(value: object) -> bool:
    if not isinstance(value, list):
        return False
    fonts = (getattr(part, "font", None) for part in value)
    return any(font is not None and font.strike for font in fonts)


def look_findings(sheet: Worksheet, place: Place, columns: Sequence[str], keys: frozenset[str]) -> Iterator[Finding]:
    """What the formatting of a sheet hides or makes ambiguous.

    Args:
        sheet: as opened by openpyxl.
        place: the file and sheet.
        columns: the names of the columns, from the header.
        keys: the columns that no row may lack.
    """
    if sheet.sheet_state != "visible":
        yield warning(rules.HIDDEN, place, "the sheet is hidden; it was read all the same.", "Show the sheet.")
    yield from _hidden_rows(sheet, place)
    yield from _hidden_columns(sheet, place, columns)
    yield from _merged_cells(sheet, place, columns, keys)


def _hidden_rows(sheet: Worksheet, place: Place) -> Iterator[Finding]:
    hidden = sorted(
        number
        for number, look in sheet.row_dimensions.items()
        if (look.hidden or look.height == 0) and number <= sheet.max_row
    )
    if not hidden:
        return
    filtered = bool(sheet.auto_filter.ref) or any(table.autoFilter for table in sheet.tables.values())
    how = "filtered out" if filtered else "hidden"
    message = f"rows are {how} ({spans(hidden)}); they were read all the same."
    remedy = "Clear the filter, or show the rows; delete those that shall not count."
    yield warning(rules.HIDDEN, replace(place, row=hidden[0]), message, remedy)


def _hidden_columns(sheet: Worksheet, place: Place, columns: Sequence[str]) -> Iterator[Finding]:
    for look in sheet.column_dimensions.values():
        if not (look.hidden or look.width == 0) or look.min is None or look.max is None:
            continue
        for name in columns[look.min - 1 : look.max]:
            if name:
                message = f"the column “{name}” is hidden; it was read all the same."
                yield warning(rules.HIDDEN, replace(place, column=name), message, "Show the column.")


def _merged_cells(sheet: Worksheet, place: Place, columns: Sequence[str], keys: frozenset[str]) -> Iterator[Finding]:
    for area in sheet.merged_cells.ranges:
        names = [name for name in columns[area.min_col - 1 : area.max_col] if name]
        if not names:
            continue
        at = replace(place, row=area.min_row, column=names[0], spot=f"cells {area.coord}")
        message = f"the cells {area.coord} are merged; only the first of them holds the text."
        report = error if keys.intersection(names) else warning
        yield report(rules.MERGED, at, message, "Unmerge them and fill in each row.")


def spans(numbers: Iterable[int]) -> str:
    """Numbers in order, neighbours joined: "4–6, 9"."""
    ordered = list(numbers)
    starts = ordered[:1] + [later for earlier, later in pairwise(ordered) if later != earlier + 1]
    ends = [earlier for earlier, later in pairwise(ordered) if later != earlier + 1] + ordered[-1:]
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True))

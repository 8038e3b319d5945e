"""The XML of a sheet as a stream: cell by cell, each bounded before it is kept, and no tree of them.

A file may say of itself what is not so (a dimension that is too small, rows and cells without their names, in another
order or beyond all limits), so nothing is believed but the cells themselves. The scan stops at the first cell beyond
the limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

from briefgen.errors import UnreadableInputError
from briefgen.opc.refusals import WORKBOOK, refusal
from briefgen.sources.files.sheets.cells import (
    LAST_ROW,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_JOINED,
    MAX_ROWS,
    AnyCell,
    CellArea,
    Sheet,
    SheetCell,
    area_of,
    column_letters,
    plainest,
)
from briefgen.sources.files.sheets.plain_rows import ROW_ENDS, PlainRow, PlainRows, first_row, is_whole
from briefgen.sources.files.sheets.texts import NAMESPACES, TextCollector
from briefgen.sources.files.sheets.values import CellMaker

_COLUMNS: Final = {column_letters(number): number for number in range(1, MAX_COLUMNS + 1)}
_FUNCTION: Final = re.compile(r"\b(TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY|HYPERLINK)\s*\(", re.IGNORECASE)
_EXCELS_LAST_ROW: Final = 1_048_576
_ELEMENTS: Final = "c v f row is r rPr t rPh b i u strike vertAlign color mergeCell hyperlink col autoFilter"
_NAMES: Final = {f"{namespace} {name}": name for namespace in NAMESPACES for name in _ELEMENTS.split()}
_IDS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_LONGEST: Final = 1 << 20
"""Bytes of a row that is cut up; none of cells that are not inline texts has as many."""
_CELLS_TOO_MANY: Final = "Delete the empty rows and columns around the table, or copy the table into a new workbook."


class SheetTooLargeError(UnreadableInputError):
    """A sheet reaches beyond the limits; others of its workbook may be sound."""


class _TooFarError(Exception):
    """A cell beyond the limits; the rest need not be read. Its text names the cells to unmerge, where it is these."""


class SheetScan:
    """Receives the elements of a sheet; afterwards `sheet` has its cells, and `areas_linked` where its links are."""

    def __init__(self, sheet: Sheet, make: CellMaker) -> None:
        self.sheet, self.make = sheet, make
        self.known: dict[tuple[str, str, str], AnyCell] = {}
        self.collector = TextCollector()
        self.pieces = self.collector.pieces
        self.cells: list[AnyCell] = []
        self.row = self.column = self.count = 0
        self.digits, self.cut = "", 0
        self.columns = {0}
        self.has_cells = False
        self.attributes: Mapping[str, str] = {}
        self.stored, self.shared, self.function = "", "", ""
        self.has_formula = self.is_inline = False
        self.shared_functions: dict[str, str] = {}
        self.merged: list[CellArea] = []
        self.links: list[tuple[CellArea, str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; those of cells, by far the most, are asked for first."""
        name = _NAMES.get(tag)
        if name == "v":
            self.pieces.clear()
            return
        self.count += 1
        if self.count > MAX_CELLS:
            raise _TooFarError
        if name == "c":
            self.attributes, self.stored = attributes, ""
            self.has_formula = self.is_inline = False
        elif name == "row":
            self._start_row(attributes)
        elif name is not None:
            self._start_other(name, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = _NAMES.get(tag)
        if name == "v":
            self.stored = "".join(self.pieces)
        elif name == "c":
            self._end_cell()
        elif name == "f":
            self._end_formula("".join(self.pieces))
        elif name is not None and self.is_inline:
            self.collector.end(name)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r", "")
        row = int(float(number)) if number else self.row + 1  # Excel itself writes no "2.0", others do
        if row > LAST_ROW or row < 1:
            raise _TooFarError
        self._enter_row(row)
        if attributes.get("hidden", "0") in ("1", "true") or _is_zero(attributes.get("ht", "")):
            self.sheet.hidden_rows.append(row)

    def _enter_row(self, row: int) -> None:
        self.leave_row()
        self.row, self.column, self.digits = row, 0, str(row)
        self.cut = -len(self.digits)
        self.cells = self.sheet.rows.get(row, [])

    def add(self, row: PlainRow) -> None:
        """Add a row that was not parsed."""
        self.count += 1 + len(row.cells)
        if self.count > MAX_CELLS:
            raise _TooFarError
        self._enter_row(row.number)
        self.columns.update(row.columns)
        self.has_cells = bool(row.cells)
        for column, cell in zip(row.columns, row.cells, strict=True):
            if cell != "":
                self._put(column, cell)

    def leave_row(self) -> None:
        """Keep the row, where it has cells."""
        if self.cells:
            self.sheet.rows[self.row] = self.cells
        if self.has_cells:
            self.sheet.height = max(self.sheet.height, self.row)
        self.has_cells = False

    def _start_other(self, name: str, attributes: Mapping[str, str]) -> None:
        if self.is_inline:
            self.collector.start(name, attributes)
        elif name == "is":
            self.is_inline = True
            self.collector.begin()
        elif name == "f":
            self.pieces.clear()
            self.has_formula, self.function, self.shared = True, "", attributes.get("si", "")
        elif name in ("mergeCell", "hyperlink"):
            self._add_area(name, attributes)
        elif name == "col":
            self._add_column(attributes)
        elif name == "autoFilter":
            self.sheet.is_filtered = self.sheet.is_filtered or bool(attributes.get("ref"))

    def _end_formula(self, formula: str) -> None:
        found = _FUNCTION.search(formula)
        self.function = found[1].upper() if found else self.shared_functions.get(self.shared, "")
        if self.shared and found:
            self.shared_functions[self.shared] = self.function

    def _end_cell(self) -> None:
        attributes = self.attributes
        reference = attributes.get("r", "")
        column = _COLUMNS.get(reference[: self.cut], 0) if reference[self.cut :] == self.digits else 0
        if column:
            self.column = column
        else:
            column = self._column(reference)
        key = (attributes.get("t", "n"), attributes.get("s", "0"), self.stored)
        cell = None if self.has_formula or self.is_inline else self.known.get(key)
        if cell is None:
            cell = self._made(*key, column)
        self.columns.add(column)
        self.has_cells = True
        if cell != "":
            self._put(column, cell)

    def _put(self, column: int, cell: AnyCell) -> None:
        cells = self.cells
        if column > len(cells) + 1:
            cells.extend([""] * (column - len(cells) - 1))
        cells[column - 1 : column] = (cell,)

    def _column(self, reference: str) -> int:
        """The column of a cell that is not in its row; one without a reference follows the last (18.3.1.4)."""
        column = self._column_elsewhere(reference) if reference else self.column + 1
        if not 0 < column <= MAX_COLUMNS or not 0 < self.row <= LAST_ROW:
            raise _TooFarError
        self.column = column
        return column

    def _column_elsewhere(self, reference: str) -> int:
        """The column of a cell in another row than that which it stands in, or beyond the columns that are read."""
        area = area_of(reference)
        if area is None:
            raise ValueError(reference)
        if area.first_row != self.row:
            self._enter_row(area.first_row)
        return area.first_column

    def _made(self, kind: str, style: str, stored: str, column: int) -> AnyCell:
        if self.has_formula or self.is_inline:
            return self._rare(kind, style, stored, column)
        cell = self.known[kind, style, stored] = self.make.cell(kind, style, stored)
        return cell

    def _rare(self, kind: str, style: str, stored: str, column: int) -> AnyCell:
        """A cell with a formula, or with a text of its own."""
        if self.is_inline:
            self.is_inline = False
            return plainest(SheetCell(self.collector.value(), self.make.style(style)))
        if self.function:
            self.sheet.functions[self.row, column] = self.function
        # the result of a formula that gives a text may be the empty text
        return self.make.without_value(style) if not stored and kind != "str" else self.make.cell(kind, style, stored)

    def _add_area(self, name: str, attributes: Mapping[str, str]) -> None:
        area = area_of(attributes.get("ref", ""))
        if area is None:
            raise ValueError(name)
        if name == "mergeCell" and (area.first_row, area.last_row) == (1, _EXCELS_LAST_ROW):
            area = area._replace(last_row=LAST_ROW)  # a whole column, as a rule a margin: cut when all rows are known
        if area.last_row > LAST_ROW or area.last_column > MAX_COLUMNS:
            raise _TooFarError(area.name)
        if name == "mergeCell":
            self.merged.append(area)
        else:
            number = next((attributes[each] for each in _IDS if each in attributes), "")
            self.links.append((area, number, attributes.get("location", "")))

    def _add_column(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("hidden", "0") in ("1", "true") or _is_zero(attributes.get("width", "")):
            self.sheet.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))


def _is_zero(number: str) -> bool:
    return bool(number) and float(number) == 0


def scan_sheet(content: bytes, part: str, file: str, sheet: Sheet, make: CellMaker) -> SheetScan:
    """Read the part of a sheet.

    Args:
        content: the bytes of the part.
        part: its name, for messages.
        file: the file's name, for messages.
        sheet: as the workbook names it.
        make: makes cells.

    Raises:
        PackageRefusedError: it is not well-formed.
        SheetTooLargeError: it reaches beyond the limits.
        UnreadableInputError: it says what no sheet says.
    """
    _within_bounds(lambda: _refuse_many_rows(content), part, file)
    scan = SheetScan(Sheet(sheet.name, sheet.is_hidden), make)
    try:
        _scan_plain_rows(scan, content)
    except (expat.ExpatError, _TooFarError, ValueError, LookupError, OverflowError):
        # what is wrong, and where, says who parses all
        scan = SheetScan(Sheet(sheet.name, sheet.is_hidden), make)
        _within_bounds(lambda: _parser(scan).Parse(content, True), part, file)
    _within_bounds(lambda: _settle(scan), part, file)
    return scan


def _parser(scan: SheetScan) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parser.CharacterDataHandler = scan.pieces.append
    return parser


def _scan_plain_rows(scan: SheetScan, content: bytes) -> None:
    """Parse what is not a plain row."""
    parser, rows, hidden = _parser(scan), PlainRows(scan.make), scan.sheet.hidden_rows
    at, view = first_row(content), memoryview(content)
    parser.Parse(view[:at])
    while at and (end := content.find(ROW_ENDS, at, at + _LONGEST)) >= 0:
        begin, at = at, end + len(ROW_ENDS)
        text = content[begin:end]
        if row := rows.read(text):
            scan.add(row)
            continue
        before = len(hidden)
        parser.Parse(view[begin:at])
        if not is_whole(text):
            break
        if len(hidden) == before:
            rows.learn(text, scan.row)
    parser.Parse(view[at:], True)


def _within_bounds(read: Callable[[], object], part: str, file: str) -> None:
    try:
        read()
    except expat.ExpatError as problem:
        raise refusal("NOT_WELL_FORMED", file, f"{part}, {problem}", part, kind=WORKBOOK) from None
    except _TooFarError as problem:
        limits = f"{MAX_ROWS} rows or {MAX_COLUMNS} columns, or has more than {MAX_CELLS} cells"
        message = f"{file}: a sheet ({part}) reaches beyond {limits}."
        cells = f"Unmerge the cells {problem}, or take the link out of them."
        raise SheetTooLargeError(message, cells if str(problem) else _CELLS_TOO_MANY) from None
    except (ValueError, LookupError, OverflowError) as problem:
        message = f"{file}: the workbook cannot be read ({part}: {type(problem).__name__})."
        remedy = "Open it in Excel and save it once more as “Excel Workbook (*.xlsx)”."
        raise UnreadableInputError(message, remedy) from None


def _refuse_many_rows(content: bytes) -> None:
    """Counted first, as most sheets without end have rows without end; a prefix (<x:row>) leaves it to the scan."""
    if content.count(b"<row ") > LAST_ROW:
        raise _TooFarError


def _settle(scan: SheetScan) -> None:
    """Empty all merged cells but the first of each, in the rows that are used."""
    sheet = scan.sheet
    scan.leave_row()
    sheet.width = max(scan.columns)
    clipped = [each for each in scan.merged if each.last_row < LAST_ROW]
    sheet.height = max([sheet.height, *(each.last_row for each in clipped)])
    sheet.width = max([sheet.width, *(each.last_column for each in scan.merged)])
    bottom = max(sheet.height, 1)
    sheet.merged = [each._replace(last_row=min(each.last_row, bottom)) for each in scan.merged]
    _refuse_vast([*sheet.merged, *(area for area, *_ in scan.links)])
    for area in sheet.merged:
        for row, column in area.spots:
            if (row, column) != area[:2] and sheet.cell(row, column) != "":
                sheet.put(row, column, "")


def _refuse_vast(areas: list[CellArea]) -> None:
    count = 0
    for area in areas:
        count += (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1)
        if count > MAX_JOINED:
            raise _TooFarError(area.name)

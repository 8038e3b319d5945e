"""Scan the XML of a workbook as a stream: how far its sheets reach, and which formulas have no value.

This comes before openpyxl, which takes minutes over one cell at XFD1048576. The scan stops at the first cell beyond the
limits.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Final
from xml.parsers import expat

from briefgen.errors import UnreadableInputError
from briefgen.opc.workbook import part_bytes

MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 60
_STRICT_NAMESPACE: Final = b"http://purl.oclc.org/ooxml/"
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,4})([0-9]{1,8})")
_CELLS_TOO_MANY: Final = "Delete the empty rows and columns around the table, or copy the table into a new workbook."


@dataclass(slots=True)
class _Sheet:
    """The state of the scan of one sheet."""

    row: int = 0
    column: int = 0
    formula: bool = False
    inside_value: bool = False
    value: bool = False
    unsaved: set[tuple[int, int]] = field(default_factory=set)


class _TooFarError(Exception):
    """A cell beyond the limits; the rest need not be read."""


def scan_workbook(package: zipfile.ZipFile, file: str) -> Mapping[str, frozenset[tuple[int, int]]]:
    """For each sheet part the cells (row, column from 1) whose formula has no value saved with it.

    Raises:
        UnreadableInputError: broken XML, a DOCTYPE, ISO Strict, or a sheet beyond 5,000 rows by 60 columns.
    """
    unsaved: dict[str, frozenset[tuple[int, int]]] = {}
    for name in package.namelist():
        if name.lower().endswith((".xml", ".rels")):
            found = _scan_part(part_bytes(package, name, file), name, file)
            unsaved[name] = frozenset(found)
    return unsaved


def _scan_part(content: bytes, name: str, file: str) -> set[tuple[int, int]]:
    if name == "xl/workbook.xml" and _STRICT_NAMESPACE in content:
        remedy = "Open it in Excel and save it as “Excel Workbook (*.xlsx)”, not as “Strict Open XML”."
        raise UnreadableInputError(f"{file}: the workbook is saved as “Strict Open XML Spreadsheet”.", remedy)
    sheet = _Sheet()
    parser = _parser(sheet, file)
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        message = f"{file}: the part {name} of the workbook is damaged."
        raise UnreadableInputError(message, "Open it in Excel and save it once more.") from None
    except _TooFarError:
        message = f"{file}: a sheet ({name}) reaches beyond {MAX_ROWS} rows or {MAX_COLUMNS} columns."
        raise UnreadableInputError(message, _CELLS_TOO_MANY) from None
    return sheet.unsaved


def _parser(sheet: _Sheet, file: str) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype(file)
    parser.buffer_text = True

    def root(tag: str, _: dict[str, str]) -> None:
        # only sheets are looked into; the other parts are only parsed
        inside = _local(tag) == "worksheet"
        parser.StartElementHandler = _start(sheet) if inside else None
        parser.EndElementHandler = _end(sheet) if inside else None
        parser.CharacterDataHandler = _characters(sheet) if inside else None

    parser.StartElementHandler = root
    return parser


def _refuse_doctype(file: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        message = f"{file}: the workbook declares a document type (DOCTYPE), which no workbook needs; it is refused."
        raise UnreadableInputError(message, "Copy the table into a new workbook.")

    return refuse


def _start(sheet: _Sheet) -> Callable[[str, dict[str, str]], None]:
    def start(tag: str, attributes: dict[str, str]) -> None:
        match _local(tag):
            case "c":
                sheet.column += 1
                _locate(sheet, attributes.get("r", ""))
                # the result of a formula that gives a text may be the empty text
                sheet.formula, sheet.value = False, attributes.get("t") == "str"
            case "row":
                sheet.row, sheet.column = _row_number(attributes.get("r", ""), sheet.row + 1), 0
            case "f":
                sheet.formula = True
            case "v":
                sheet.inside_value = True
            case "mergeCell" | "hyperlink":
                # openpyxl walks through all cells of these ranges
                _check_range(attributes.get("ref", ""))

    return start


def _end(sheet: _Sheet) -> Callable[[str], None]:
    def end(tag: str) -> None:
        local = _local(tag)
        if local == "v":
            sheet.inside_value = False
        elif local == "c" and sheet.formula and not sheet.value:
            sheet.unsaved.add((sheet.row, sheet.column))

    return end


def _characters(sheet: _Sheet) -> Callable[[str], None]:
    def characters(_: str) -> None:
        sheet.value = sheet.value or sheet.inside_value

    return characters


def _locate(sheet: _Sheet, reference: str) -> None:
    """Move to the cell; one without a reference follows the last (ECMA-376 part 1, 18.3.1.4)."""
    if found := _REFERENCE.fullmatch(reference):
        sheet.row, sheet.column = int(found.group(2)), _column_number(found.group(1).upper())
    _check_reach(sheet.row, sheet.column)


def _check_range(reference: str) -> None:
    for column, row in _REFERENCE.findall(reference):
        _check_reach(int(row), _column_number(column.upper()))


def _check_reach(row: int, column: int) -> None:
    if row > MAX_ROWS or column > MAX_COLUMNS:
        raise _TooFarError


def _row_number(reference: str, following: int) -> int:
    return int(reference) if reference.isascii() and reference.isdigit() and len(reference) < 9 else following


def _column_number(letters: str) -> int:
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters, 0)


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]

"""Scan the XML of a workbook as a stream: how far its sheets reach, and which formulas have no value.

This comes before openpyxl, which takes minutes over one cell at XFD1048576. The scan stops at the first cell beyond the
limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from types import MappingProxyType
from typing import Final, NamedTuple
from xml.parsers import expat

from briefgen.errors import UnreadableInputError
from briefgen.opc.package import Package
from briefgen.opc.refusals import WORKBOOK, refusal

MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 60
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,4})([0-9]{1,8})")
_FUNCTION: Final = re.compile(r"\b(TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY|HYPERLINK)\s*\(", re.IGNORECASE)
_WHOLE_COLUMNS: Final = re.compile(
    rb"""(<(?:\w{1,20}:)?mergeCell\s[^<>]{0,200}?ref=["'][A-Z]{1,3}1:[A-Z]{1,3})1048576(["'])"""
)
_CELLS_TOO_MANY: Final = "Delete the empty rows and columns around the table, or copy the table into a new workbook."


@dataclass(slots=True)
class _Sheet:
    """The state of the scan of one sheet."""

    row: int = 0
    column: int = 0
    formula: bool = False
    inside_formula: bool = False
    shared: str = ""
    inside_value: bool = False
    value: bool = False
    unsaved: set[tuple[int, int]] = field(default_factory=set)
    functions: dict[tuple[int, int], str] = field(default_factory=dict)
    shared_functions: dict[str, str] = field(default_factory=dict)


class SheetFormulas(NamedTuple):
    """What is known of the formulas of a sheet; cells by row and column from 1.

    Attributes:
        unsaved: the cells whose formula has no value saved with it.
        functions: the cells whose formula gives another value each time, or a link, with the name of that function.
    """

    unsaved: frozenset[tuple[int, int]] = frozenset()
    functions: Mapping[tuple[int, int], str] = MappingProxyType({})


class _TooFarError(Exception):
    """A cell beyond the limits; the rest need not be read."""


def scan_workbook(package: Package) -> Mapping[str, SheetFormulas]:
    """What is known of the formulas of each sheet part.

    Raises:
        PackageRefusedError: a part is broken XML.
        UnreadableInputError: a sheet reaches beyond 5,000 rows by 60 columns.
    """
    names = (name for name in package.names if name.lower().endswith((".xml", ".rels")))
    return {name: _scan_part(package.part(name), name, package.file) for name in names}


def with_merged_columns_cut(package: Package) -> Package | None:
    """The package with whole columns that are merged (margins, as a rule) cut to as many rows as are read.

    openpyxl would walk through all their cells. None where there are no such columns.
    """
    sheets = (name for name in package.names if "worksheets/" in name and name.endswith(".xml"))
    parts = {name: package.part(name) for name in sheets}
    changed = {name: _WHOLE_COLUMNS.sub(rb"\g<1>%d\2" % MAX_ROWS, part) for name, part in parts.items()}
    changed = {name: part for name, part in changed.items() if part != parts[name]}
    return package.with_parts(changed) if changed else None


def _scan_part(content: bytes, name: str, file: str) -> SheetFormulas:
    sheet = _Sheet()
    parser = _parser(sheet)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as problem:
        raise refusal("NOT_WELL_FORMED", file, f"{name}, {problem}", name, kind=WORKBOOK) from None
    except _TooFarError as problem:
        message = f"{file}: a sheet ({name}) reaches beyond {MAX_ROWS} rows or {MAX_COLUMNS} columns."
        cells = f"Unmerge the cells {problem}, or take the link out of them."
        raise UnreadableInputError(message, cells if str(problem) else _CELLS_TOO_MANY) from None
    return SheetFormulas(frozenset(sheet.unsaved), sheet.functions)


def _parser(sheet: _Sheet) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def root(tag: str, _: dict[str, str]) -> None:
        # only sheets are looked into; the other parts are only parsed
        inside = _local(tag) == "worksheet"
        parser.StartElementHandler = _start(sheet) if inside else None
        parser.EndElementHandler = _end(sheet) if inside else None
        parser.CharacterDataHandler = _characters(sheet) if inside else None

    parser.StartElementHandler = root
    return parser


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
                sheet.formula = sheet.inside_formula = True
                sheet.shared = attributes.get("si", "")
                if sheet.shared in sheet.shared_functions:
                    sheet.functions[sheet.row, sheet.column] = sheet.shared_functions[sheet.shared]
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
        elif local == "f":
            sheet.inside_formula = False
        elif local == "c" and sheet.formula and not sheet.value:
            sheet.unsaved.add((sheet.row, sheet.column))

    return end


def _characters(sheet: _Sheet) -> Callable[[str], None]:
    def characters(text: str) -> None:
        sheet.value = sheet.value or sheet.inside_value
        if sheet.inside_formula and (found := _FUNCTION.search(text)):
            sheet.functions[sheet.row, sheet.column] = function = found.group(1).upper()
            if sheet.shared:
                sheet.shared_functions[sheet.shared] = function

    return characters


def _locate(sheet: _Sheet, reference: str) -> None:
    """Move to the cell; one without a reference follows the last (ECMA-376 part 1, 18.3.1.4)."""
    if found := _REFERENCE.fullmatch(reference):
        sheet.row, sheet.column = int(found.group(2)), _column_number(found.group(1).upper())
    _check_reach(sheet.row, sheet.column)


def _check_range(reference: str) -> None:
    for column, row in _REFERENCE.findall(reference):
        _check_reach(int(row), _column_number(column.upper()), reference)


def _check_reach(row: int, column: int, reference: str = "") -> None:
    if row > MAX_ROWS or column > MAX_COLUMNS:
        raise _TooFarError(reference)


def _row_number(reference: str, following: int) -> int:
    return int(reference) if reference.isascii() and reference.isdigit() and len(reference) < 9 else following


def _column_number(letters: str) -> int:
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters, 0)


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]

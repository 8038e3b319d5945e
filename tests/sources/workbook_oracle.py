"""What openpyxl reads in a workbook, in the values of our own reader, to hold one against the other."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from typing import Any

from openpyxl.cell.rich_text import CellRichText
from openpyxl.reader.excel import ExcelReader

from briefgen.sources.files.sheets.cells import ERROR, NUMBER, PLAIN, AnyCell, TextLook

_INKS = {"", "rgb FF000000", "rgb 00000000", "theme 1", "indexed 8", "indexed 64"}
_PAPERS = {"", "rgb FFFFFFFF", "rgb 00FFFFFF", "rgb 00000000", "theme 0", "indexed 9", "indexed 64"}


def sheets_by_openpyxl(content: bytes) -> dict[str, dict[str, Any]]:
    """By the name of each sheet: its cells as values, merged cells, links, hidden rows and columns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = ExcelReader(io.BytesIO(content), data_only=True, keep_links=False, rich_text=True)
        reader.read()
    return {sheet.title: _sheet(sheet) for sheet in reader.wb.worksheets}


def _sheet(sheet: Any) -> dict[str, Any]:
    cells = {(cell.row, cell.column): cell for row in sheet.iter_rows() for cell in row}
    return {
        "cells": {spot: said for spot, cell in cells.items() if (said := _cell(cell)) is not None},
        "merged": sorted(str(area.coord) for area in sheet.merged_cells.ranges),
        "links": {spot: _address(cell.hyperlink) for spot, cell in cells.items() if cell.hyperlink},
        "comments": {spot: cell.comment.text for spot, cell in cells.items() if cell.comment},
        "rows": sorted(number for number, look in sheet.row_dimensions.items() if look.hidden),
        "columns": sorted((look.min, look.max) for look in sheet.column_dimensions.values() if look.hidden),
    }


def _address(link: Any) -> str:
    return f"{link.target}#{link.location}" if link.location and link.target else link.target or f"#{link.location}"


def _cell(cell: Any) -> tuple[Any, ...] | None:
    if cell.value is None or cell.value == "":
        return None
    whole = _look(cell.font, _paper(cell.fill)) if cell.has_style else PLAIN
    kind = {"e": ERROR, "n": NUMBER}.get(cell.data_type, "")
    if isinstance(cell.value, CellRichText):
        runs = [(str(part), _look(part.font) if hasattr(part, "font") else whole) for part in cell.value]
        return _joined(runs), cell.number_format, kind
    return ((_told(cell.value), whole),), cell.number_format, kind


def _joined(runs: Iterable[tuple[str, TextLook]]) -> tuple[tuple[str, TextLook], ...]:
    """Parts of a text, neighbours that look alike as one."""
    alike = ((look, "".join(text for text, _ in group)) for look, group in groupby(runs, key=lambda run: run[1]))
    return tuple((text, look) for look, text in alike if text)


def _told(value: Any) -> Any:
    """Spans of time, which no column takes, are rounded otherwise by openpyxl: by a thousandth of a second."""
    return "a span of time" if isinstance(value, timedelta) else value


def said_by(cell: AnyCell) -> tuple[Any, ...] | None:
    """A cell of our own in the same form; a plain text has lost its number format, which says nothing of it."""
    if cell == "":
        return None
    if isinstance(cell, str):
        return ((cell, PLAIN),), None, ""
    runs = _joined(cell.runs) if isinstance(cell.value, tuple) else ((_told(cell.value), cell.style.look),)
    return runs, cell.style.number_format, cell.kind


def _look(font: Any, paper: str = "") -> TextLook:
    ink = _colour(font.color)
    raised = font.vertAlign if font.vertAlign in ("superscript", "subscript") else ""
    colour = " ".join(filter(None, ("" if ink in _INKS else f"ink {ink}", paper)))
    return TextLook(bool(font.b), bool(font.i), bool(font.u) and font.u != "none", bool(font.strike), raised, colour)


def _colour(colour: Any) -> str:
    return f"{colour.type} {getattr(colour, colour.type)}" if colour is not None and colour.type else ""


def _paper(fill: Any) -> str:
    if fill.fill_type in (None, "none"):
        return ""
    paper = _colour(fill.fgColor) if fill.fill_type == "solid" else f"pattern {fill.fill_type}"
    return "" if paper in _PAPERS else paper

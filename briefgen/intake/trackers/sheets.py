"""CSV files and Excel workbooks as grids: every sheet, row by row, whatever stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Final, NamedTuple

from briefgen.errors import UnreadableInputError
from briefgen.findings import Place
from briefgen.intake.reading import Grid, GridRow, Told
from briefgen.intake.words import has_forbidden, write_plain
from briefgen.sources.files.csv import read_records
from briefgen.sources.files.sheet_rows import read_cells
from briefgen.sources.files.sheets.cells import MAX_COLUMNS, MAX_ROWS
from briefgen.sources.files.table import RawRow
from briefgen.sources.files.xlsx import open_workbook

_CSV: Final = frozenset({".csv", ".tsv", ".txt"})
_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
_OTHERS: Final[Mapping[str, str]] = {
    ".xls": "Open it in Excel and save it as “Excel Workbook (*.xlsx)”.",
    ".xlsb": "Open it in Excel and save it as “Excel Workbook (*.xlsx)”.",
    ".ods": "Open it in LibreOffice or Excel and save it as “Excel Workbook (*.xlsx)”.",
    ".numbers": "Open it in Numbers and choose File, Export To, Excel.",
    ".doc": "Open it in Word and save it as “Word Document (*.docx)”.",
    ".rtf": "Open it in Word and save it as “Word Document (*.docx)”.",
    ".odt": "Open it in LibreOffice or Word and save it as “Word Document (*.docx)”.",
    ".pdf": "Ask for the Word or Excel file that it was made from; a PDF has no tables, only their pictures.",
    ".msg": "Save the attachment as a file of its own, and import that.",
    ".eml": "Save the attachment as a file of its own, and import that.",
}
_OTHER_WIDTH: Final = "rows with more or fewer cells than the others, whose cells may have slipped"
_UNFIT: Final = "characters that Word cannot hold (left out, the rest was read)"
_TOO_LARGE: Final = f"a sheet beyond {MAX_ROWS} rows or {MAX_COLUMNS} columns, which is not read"


class ReadGrids(NamedTuple):
    """The grids of a file, and what is not in them.

    Attributes:
        told: what was lost of single cells, each counting no row.
        saved: the day on which the file was last saved, as it says itself, or None.
    """

    grids: tuple[Grid, ...]
    told: tuple[Told, ...] = ()
    saved: date | None = None


def refuse_format(name: str) -> None:
    """Refuse, by its name, a file of a format that cannot be read.

    Raises:
        UnreadableInputError: with what to do instead.
    """
    ending = PurePath(name).suffix.lower()
    if ending in _CSV | _WORKBOOKS | {".docx"}:
        return
    known = "Word documents (.docx), Excel workbooks (.xlsx) and CSV files are read."
    what = f"files that end in {ending}" if ending else "a file without an ending"
    raise UnreadableInputError(f"{name}: {what} cannot be imported.", _OTHERS.get(ending, known))


def read_grids(data: bytes, name: str) -> list[Grid]:
    """The grids of a CSV file or of a workbook's sheets; a cell joined over several has its text in each.

    Raises:
        UnreadableInputError: another format, or a damaged, locked or far too large file.
    """
    return list(read_sheets(data, name).grids)


def read_sheets(data: bytes, name: str) -> ReadGrids:
    """The grids of a CSV file or of a workbook, with what is not in them.

    Raises:
        UnreadableInputError: as `read_grids`.
    """
    refuse_format(name)
    return _csv(data, name) if PurePath(name).suffix.lower() in _CSV else _workbook(data, name)


def _csv(data: bytes, name: str) -> ReadGrids:
    rows = [GridRow(_cells(record), Place(name, row=record.number)) for record in read_records(data, name)]
    while rows and not any(rows[-1].cells):
        rows.pop()
    return ReadGrids((Grid("", rows, Place(name)),), (*_unfit(data, name), *_slipped(rows)))


def _slipped(rows: Sequence[GridRow]) -> Iterator[Told]:
    """The rows with more or fewer cells than nearly all others: a separator may stand in a text without quotes."""
    widths = Counter(len(row.cells) for row in rows if any(row.cells))
    usual = max(widths, key=lambda width: widths[width], default=0)
    if widths[usual] > len(rows) / 2:
        yield from (Told(_OTHER_WIDTH, row.place, rows=0) for row in rows if any(row.cells) and len(row.cells) != usual)


def _unfit(data: bytes, name: str) -> Iterator[Told]:
    if has_forbidden(data.decode("utf-8", "ignore")):
        yield Told(_UNFIT, Place(name), rows=0)


def _cells(record: RawRow) -> tuple[str, ...]:
    # a byte order mark may stand inside a heading, where files were joined
    return tuple(write_plain(field.replace("\ufeff", "")).strip() for field in record.fields)


def _workbook(data: bytes, name: str) -> ReadGrids:
    workbook = open_workbook(data, name)
    unread = [title for title, sheet in workbook.sheets.items() if sheet.refusal]
    if len(unread) == len(workbook.sheets):
        workbook.refuse_unread()
    sheets = {title: read_cells(workbook, title, write_plain) for title in workbook.sheets if title not in unread}
    grids = [
        Grid(title, [_row(row.cells, Place(name, sheet=title, row=row.number)) for row in cells.rows], _of(name, title))
        for title, cells in sheets.items()
    ]
    told = [Told(what, place, rows=0) for cells in sheets.values() for what, place in cells.losses]
    told += [Told(_TOO_LARGE, Place(name, sheet=title), rows=0) for title in unread]
    return ReadGrids(tuple(grids), tuple(told), workbook.saved)


def _of(name: str, title: str) -> Place:
    return Place(name, sheet=title)


def _row(cells: tuple[str, ...], place: Place) -> GridRow:
    return GridRow(tuple(cell.strip() for cell in cells), place)

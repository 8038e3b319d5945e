"""The tables of a new dossier as one workbook: drop-downs, formats of dates, notes on the columns, heads that stay."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from briefgen.blank.tables import BlankTable
from briefgen.model.dossier import State
from briefgen.opc.package import PackageWriter, assemble_package
from briefgen.opc.zip import read_parts
from briefgen.sources.files.schema import Column, ColumnKind, TableSchema
from briefgen.sources.files.sheet_look import OWN_NOTES
from briefgen.sources.files.values import GENDERS, OFFICES

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_CREATED: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # no clock: the same dossier, the same bytes
_LAST_ROW: Final = 4_999
_WIDTHS: Final[Mapping[ColumnKind, int]] = {ColumnKind.MARKDOWN: 70, ColumnKind.KEY: 18, ColumnKind.TEXT: 18}
_OTHER_WIDTH: Final = 13
_NOTES: Final[Mapping[str, str]] = {
    "point": "Names the commitment, in letters, digits, - _ and full stops. It is never printed.",
    "item": "Names the follow-up. Its rows are its history; it is never printed.",
    "number": "The number as it is printed: 1, 2a. May be empty.",
    "part": "The title of the section. Points of the same one stand together. May be empty.",
    "as_of": "The day from which the row holds. When something changes, add a row with a later day.",
    "recorded": "The day on which it was known. Empty means the day in as_of.",
    "group": "A sub-heading among the follow-ups of a point. May be empty.",
    "state": "Choose from the list. May be empty.",
    "due": "The deadline: 2026-06-30, 2026-06, 2026-Q2, 2026-spring, mid-2026, end 2026-06. May be empty.",
    "owner": "Who is in charge. May be empty.",
    "source": "Where the fact comes from. It is never printed. May be empty.",
    "text": "The words that are printed. **bold**, *italic*; Alt+Enter for a new line.",
    "recipient": "Names the recipient, for --to. It is never printed.",
    "language": "The language of the letter: one of those in dossier.yaml. Empty means the first.",
    "name": "A name or an office.",
    "salutation": "Instead of the salutation in dossier.yaml. May be empty.",
    "address": "Alt+Enter for a new line. May be empty.",
    "email": "Where e-mails go; several with commas between them. May be empty.",
    "cc": "Who gets a copy of e-mails. May be empty.",
    "closing": "Instead of the closing in dossier.yaml. May be empty.",
    "gender": "Choose from the list: salutations may have words for each. May be empty.",
    "office": "Choose from the list: each language has its salutation for it. May be empty.",
    "document": "The name of the document in dossier.yaml.",
    "paragraph": "Names the paragraph. Its rows are its history; it is never printed.",
    "kind": "Choose from the list.",
    "heading": "What the row stands under. May be empty.",
    "function": "The function of the person in “name”. May be empty.",
    "href": "Where a link goes. May be empty.",
}


def as_workbook(tables: Sequence[BlankTable]) -> bytes:
    """An XLSX file with a sheet for each table; the same tables always give the same bytes."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    for table in tables:
        _write_sheet(book, book.add_worksheet(table.schema.name), table)
    book.close()
    parts = {part.name: part for part in read_parts(file.getvalue(), "The new workbook")}
    return PackageWriter(assemble_package("The new workbook", parts)).write({})


def _write_sheet(book: Workbook, sheet: Worksheet, table: BlankTable) -> None:
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(table.schema.columns):
        look = book.add_format({"num_format": _number_format(column), "valign": "top", "text_wrap": True})
        sheet.set_column(index, index, _WIDTHS.get(column.kind, _OTHER_WIDTH), look)
        sheet.write_string(0, index, column.name, head)
        sheet.write_comment(0, index, _note(table.schema, column), {"author": OWN_NOTES, "x_scale": 1.5})
        if choices := _choices(table, column):
            sheet.data_validation(1, index, _LAST_ROW, index, choices)
        for number, row in enumerate(table.rows, 1):
            _write_cell(sheet, number, index, row.get(column.name, ""), look)


def _write_cell(sheet: Worksheet, number: int, index: int, value: str | date, look: object) -> None:
    if isinstance(value, date):
        sheet.write_datetime(number, index, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001
    elif value:
        sheet.write_string(number, index, value, look)


def _number_format(column: Column) -> str:
    """Days as days; all else as text, so that Excel makes no date of 1-2 and no number of 007."""
    return "yyyy-mm-dd" if column.kind is ColumnKind.DATE else "@"


def _note(schema: TableSchema, column: Column) -> str:
    if schema.name == "commitments" and column.name == "state":
        return "“withdrawn” ends the point. Otherwise leave it empty."
    return _NOTES[column.name]


def _choices(table: BlankTable, column: Column) -> dict[str, Any]:
    """The drop-down of a column, or the check that a day is one; empty where anything may stand."""
    words: Sequence[str] = ()
    if column.kind is ColumnKind.STATE:
        words = ["withdrawn"] if table.schema.name == "commitments" else [str(state) for state in State]
    elif column.kind is ColumnKind.PARAGRAPH:
        words = table.kinds
    elif column.kind is ColumnKind.GENDER:
        words = GENDERS
    elif column.kind is ColumnKind.OFFICE:
        words = OFFICES
    if words:
        return {"validate": "list", "source": list(words), "error_message": f"One of: {', '.join(words)}."}
    if column.kind is ColumnKind.DATE:
        bounds = {"minimum": date(1990, 1, 1), "maximum": date(2100, 1, 1)}
        return {"validate": "date", "criteria": "between", **bounds, "error_message": "Write a day, e.g. 2026-06-30."}
    return {}

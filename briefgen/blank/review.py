"""A workbook to review something in: sheets of plain rows, with drop-downs in the cells that may be corrected."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.opc.package import PackageWriter, assemble_package
from briefgen.opc.zip import read_parts

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_CREATED: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # no clock: the same review, the same bytes
_WIDEST, _NARROWEST = 60, 12
_LONGEST: Final = 32_000


class ReviewSheet(NamedTuple):
    """A sheet of a review.

    Attributes:
        name: as its tab shows it.
        headings: of its columns.
        rows: the cells below them, all as texts.
        choices: the words that a column takes, by its heading; others may be typed as well.
        editable: the headings of the columns that are read back.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    choices: Mapping[str, Sequence[str]] = {}
    editable: frozenset[str] = frozenset()


def as_review(sheets: Sequence[ReviewSheet]) -> bytes:
    """The review as an XLSX file; the same sheets always give the same bytes."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    # what is typed by others is text, whatever it looks like
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED})
    for sheet in sheets:
        _write(book, book.add_worksheet(sheet.name), sheet)
    book.close()
    parts = {part.name: part for part in read_parts(file.getvalue(), "The review")}
    return PackageWriter(assemble_package("The review", parts)).write({})


def _write(book: Workbook, page: Worksheet, sheet: ReviewSheet) -> None:
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    plain = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
    open_to_change = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True, "bg_color": "#FFF8DC"})
    page.freeze_panes(1, 0)
    for index, heading in enumerate(sheet.headings):
        look = open_to_change if heading in sheet.editable else plain
        page.set_column(index, index, _width(sheet, index))
        page.write_string(0, index, heading, head)
        _write_column(page, sheet, index, look)
        if words := sheet.choices.get(heading):
            options = {"validate": "list", "source": list(words), "error_type": "warning"}
            page.data_validation(1, index, max(1, len(sheet.rows)), index, options)


def _write_column(page: Worksheet, sheet: ReviewSheet, index: int, look: Format) -> None:
    for number, row in enumerate(sheet.rows, 1):
        if row[index]:
            page.write_string(number, index, row[index][:_LONGEST], look)
        else:
            page.write_blank(number, index, None, look)


def _width(sheet: ReviewSheet, index: int) -> int:
    longest = max((len(row[index]) for row in sheet.rows), default=0)
    return min(_WIDEST, max(_NARROWEST, len(sheet.headings[index]) + 2, longest))

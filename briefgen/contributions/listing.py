"""A list as a workbook, to sort and to filter: what `status` shows, for a meeting or for colleagues."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from briefgen.opc.package import assemble_package
from briefgen.opc.seal import is_untouched, write_sealed
from briefgen.opc.zip import read_parts

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["is_untouched", "write_listing"]

_CREATED: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # no clock: the same list, the same bytes
_WIDTHS: Final[Mapping[str, int]] = {"text": 70, "part": 24, "owner": 24, "source": 24, "file": 40}  # characters
_USUAL_WIDTH: Final = 13
_DAYS: Final = frozenset({"as_of", "confirmed", "last_update", "reminded"})
_HEAD_ROW: Final = 2
_NAME: Final = "The new workbook"


def write_listing(title: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """An XLSX file with a seal; the same list always gives the same bytes.

    Days that are known exactly are days, numbers numbers; all else is text, also what begins like a formula.

    Args:
        title: what stands above the list.
        columns: the names of the columns, in their order.
        rows: the cells of each row by the names of its columns.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": _CREATED, "title": title})
    sheet = book.add_worksheet("Status")
    looks = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "title": book.add_format({"bold": True, "font_size": 13}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "cell": book.add_format({"text_wrap": True, "valign": "top", "align": "left"}),
    }
    _write_sheet(sheet, looks, title, columns, list(rows))
    book.close()
    return write_sealed(assemble_package(_NAME, {part.name: part for part in read_parts(file.getvalue(), _NAME)}), {})


def _write_sheet(
    sheet: Worksheet,
    looks: Mapping[str, Format],
    title: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, object]],
) -> None:
    sheet.write_string(0, 0, title, looks["title"])
    for at, name in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS.get(name, _USUAL_WIDTH))
        sheet.write_string(_HEAD_ROW, at, name.replace("_", " "), looks["head"])
        for number, row in enumerate(rows, _HEAD_ROW + 1):
            _write_cell(sheet, (number, at), name, row[name], looks)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(len(rows), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)


def _write_cell(sheet: Worksheet, at: tuple[int, int], name: str, value: object, looks: Mapping[str, Format]) -> None:
    match value:
        case bool():
            sheet.write_string(*at, "yes" if value else "", looks["cell"])
        case int():
            sheet.write_number(*at, value, looks["cell"])
        case str() if name in _DAYS and value:
            day = date.fromisoformat(value)
            sheet.write_datetime(*at, datetime(day.year, day.month, day.day), looks["day"])  # noqa: DTZ001 - a day
        case _:
            sheet.write_string(*at, str(value or ""), looks["cell"])

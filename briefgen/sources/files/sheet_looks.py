"""What a drafter does to a sheet by its look, and no table shows: hides, filters, merges, strikes through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.findings import Finding, Place, error, warning
from briefgen.sources import rules

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet


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
    """What the look of a sheet hides or makes unsure.

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
    yield from _merged(sheet, place, columns, keys)


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


def _merged(sheet: Worksheet, place: Place, columns: Sequence[str], keys: frozenset[str]) -> Iterator[Finding]:
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

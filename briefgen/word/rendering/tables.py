"""Make the tables of a rendered part valid again: an ended cell, no table without rows, a grid that fits its rows."""

from __future__ import annotations

import re

from lxml import etree

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import CELL_END, GRID, GRID_END, TABLE_END, TC, TCPR, TR, TRPR, VAL, integer, value_of, w

_NO_ROWS = ("</w:tblGrid>", "<w:tblGrid/>")
_PARAGRAPH_ENDINGS = ("</w:p>", "<w:p/>", "<w:p ")
_NAMESPACES = re.compile(r' xmlns(?::\w+)?="[^"]*"')

# of a table that Word can hold; a cell that says more is at odds with itself
_MOST_COLUMNS = 63


def with_sound_tables(xml: str) -> str:
    """The XML of a part, valid whatever the template's loops and conditions left of its tables; the marks are gone."""
    return _with_grids(_with_ends(xml))


def _with_ends(xml: str) -> str:
    """A cell ends with a paragraph, whatever the template's conditions left out of it (ECMA-376-1, 17.4.65)."""
    if CELL_END not in xml:
        return _with_table_ends(xml)
    *cells, rest = xml.split(CELL_END)
    del xml  # may be large, and its pieces are a whole copy
    for number, cell in enumerate(map(_with_table_ends, cells)):
        cells[number] = cell if _ends_with_paragraph(cell) else f"{cell}<w:p/>"
    return "".join([*cells, _with_table_ends(rest)])


def _ends_with_paragraph(xml: str) -> bool:
    return xml.endswith("</w:p>") or xml.startswith(_PARAGRAPH_ENDINGS, xml.rfind("<"))


def _with_table_ends(xml: str) -> str:
    """A table whose rows all went away goes away with them; Word does not open one without rows."""
    if TABLE_END not in xml:
        return xml
    pieces = xml.split(TABLE_END)
    for number in range(len(pieces) - 1):  # the piece as the one before it has left it
        piece = pieces[number]
        if piece.endswith(_NO_ROWS):
            pieces[number] = piece[: piece.rfind("<w:tbl>")]
            pieces[number + 1] = pieces[number + 1].removeprefix("</w:tbl>")
    return "".join(pieces)


def _with_grids(xml: str) -> str:
    """The grid (`w:tblGrid`, ECMA-376-1, 17.4.48) of each marked table made to fit its rows, inner tables first."""
    while GRID_END in xml:
        end = xml.index(GRID_END)
        start = xml.rindex(GRID, 0, end)
        xml = f"{xml[:start]}{_fitted(xml[start + 1 : end], xml)}{xml[end + 1 :]}"
    return xml


def _fitted(table: str, part: str) -> str:
    """A table as XML; the namespaces are those that the part's root declares."""
    declared = "".join(_NAMESPACES.findall(part[: part.find("<w:body") if "<w:body" in part else 4000]))
    wrapper = etree.fromstring(f"<x{declared}>{table}</x>".encode())
    if len(wrapper):
        _fit(wrapper[0])
    xml = etree.tostring(wrapper, encoding="unicode")
    return xml[xml.index(">") + 1 : xml.rindex("</x>")] if len(wrapper) else table


def _fit(table: Element) -> None:
    rows = table.findall(TR)
    columns = max((_columns(row) for row in rows), default=0)
    grid = table.find(w("tblGrid"))
    if grid is None or not columns:
        return
    _resize(grid, columns)
    for row in rows:
        if missing := columns - _columns(row):
            _leave_out(row, missing)


def _columns(row: Element) -> int:
    before = [integer(value_of(row, f"{TRPR}/{w(name)}")) for name in ("gridBefore", "gridAfter")]
    spans = [integer(value_of(cell, f"{TCPR}/{w('gridSpan')}"), 1) for cell in row.findall(TC)]
    return sum(min(max(each, 0), _MOST_COLUMNS) for each in (*before, *spans))


def _resize(grid: Element, columns: int) -> None:
    """The same width as before, shared out evenly where the number of columns is another."""
    widths = [integer(column.get(w("w"))) for column in grid]
    if len(widths) == columns:
        return
    for column in list(grid):
        grid.remove(column)
    for _ in range(columns):
        etree.SubElement(grid, w("gridCol")).set(w("w"), str(sum(widths) // columns))


def _leave_out(row: Element, columns: int) -> None:
    """Sets the columns that a row lacks (`w:gridAfter`, 17.4.14)."""
    properties = row.find(TRPR)
    if properties is None:
        properties = etree.Element(TRPR)
        row.insert(0, properties)
    after = properties.find(w("gridAfter"))
    if after is None:
        after = etree.SubElement(properties, w("gridAfter"))
    after.set(VAL, str(integer(after.get(VAL)) + columns))

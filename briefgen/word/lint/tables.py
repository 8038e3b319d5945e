"""Rules about tables (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.opc.xml import Element
from briefgen.word.lint.revisions import final_mark_is_not_tracked
from briefgen.word.lint.survey import Rule, Story
from briefgen.word.wml.ooxml import TBL, TC, TCPR, TR, TRPR, P, value_of, w

_SDT, _SDT_CONTENT = w("sdt"), w("sdtContent")
_SPAN, _BEFORE, _AFTER = f"{TCPR}/{w('gridSpan')}", f"{TRPR}/{w('gridBefore')}", f"{TRPR}/{w('gridAfter')}"
# may stand behind a cell's last paragraph
_MARKERS = frozenset(map(w, ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")))


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, those in content controls included."""
    return _unwrapped(table, TR)


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row, those in content controls included."""
    return _unwrapped(row, TC)


def _unwrapped(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent.iterchildren(tag, _SDT):
        if child.tag == tag:
            yield child
        else:
            for content in child.iterchildren(_SDT_CONTENT):
                yield from _unwrapped(content, tag)


def _rows_fill_the_grid(table: Element, story: Story) -> None:
    columns = sum(1 for _ in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"))
    if not columns:
        story.report("EMPTY_GRID", "a table has no w:tblGrid columns")
        return
    for number, row in enumerate(rows_of(table), 1):
        width = _width(row)
        if width != columns:
            story.report("GRID_MISMATCH", f"row {number}: cells for {width} of {columns} grid columns")
            return


def _width(row: Element) -> int:
    cells = sum(_number(cell, _SPAN, 1) for cell in cells_of(row))
    return cells + _number(row, _BEFORE, 0) + _number(row, _AFTER, 0)


def _number(element: Element, path: str, default: int) -> int:
    value = value_of(element, path)
    return int(value) if value.isdecimal() else default


def _has_rows(table: Element, story: Story) -> None:
    if next(rows_of(table), None) is None:
        story.report("TABLE_WITHOUT_ROWS", "a table has no rows")


def _has_cells(row: Element, story: Story) -> None:
    if next(cells_of(row), None) is None:
        story.report("ROW_WITHOUT_CELLS", "a table row has no cells")


def _ends_in_a_paragraph(cell: Element, story: Story) -> None:
    last = next((each for each in reversed(cell) if each.tag not in _MARKERS), None)
    if last is None or last.tag != P:
        story.report("CELL_NOT_ENDING_IN_P", "".join(map(str, cell.itertext()))[:60])
    else:
        final_mark_is_not_tracked(last, cell, story)


RULES: list[tuple[str, Rule]] = [
    (TBL, _has_rows),
    (TBL, _rows_fill_the_grid),
    (TR, _has_cells),
    (TC, _ends_in_a_paragraph),
]

"""Marks on what a rendering may leave without content: cells, tables, headers, notes, text boxes."""

from __future__ import annotations

from briefgen.word.cells import changes_columns
from briefgen.word.ooxml import TBL, Element, put_text_before, w
from briefgen.word.sandbox import CELL_END, GRID, GRID_END, MARK, TABLE_END

# what may not be without a paragraph (ECMA-376-1, 17.4.65 for cells; EG_BlockLevelElts for the others)
_NEVER_EMPTY = tuple(map(w, ("tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")))


def mark_ends(root: Element) -> None:
    """Marks what may come out empty, and tables whose columns may change; a rendering looks at these only."""
    for table in root.iter(TBL):
        if changes_columns(table):
            put_text_before(table, GRID)
            table.tail = GRID_END + (table.tail or "")
    for tags, mark in ((_NEVER_EMPTY, CELL_END), ((TBL,), TABLE_END)):
        for element in root.iter(*tags):
            if _may_end_otherwise(element):
                _append_text(element, mark)


def _may_end_otherwise(element: Element) -> bool:
    """Whether something else than the element's last child may come last after rendering."""
    return len(element) == 0 or MARK in (element[-1].tail or "")


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text

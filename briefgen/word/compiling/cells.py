"""Marks on what a rendering may leave without content: cells, tables, headers, notes, text boxes.

Statements about the row or cell around them: cantsplit, cellbg, colspan, vm, hm.

`{% cantsplit CONDITION %}` keeps the row on one page (ECMA-376-1, 17.4.6) if it is short, see `word.rows`;
`{% cellbg COLOUR %}` shades the cell, `{% colspan N %}` widens it over N columns; `{% vm %}` and `{% hm %}` merge the
cell over all repetitions of a loop, downwards and sideways. Except for the first, the words are docxtpl's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import (
    CELL_END,
    GRID,
    GRID_END,
    KEPT,
    KEPT_ROW,
    MARK,
    PPR,
    TABLE_END,
    TBL,
    TCPR,
    TICKED,
    TR,
    TRPR,
    VAL,
    P,
    ancestor,
    block,
    integer,
    is_on,
    put_text_before,
    remove,
    value,
    w,
)

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


def mark_ticked_rows(root: Element) -> None:
    """Marks rows that may not break because a box was ticked in Word, and that hold tags: they may become too high."""
    for ticked in list(root.iter(w("cantSplit"))):
        row, properties = ancestor(ticked, TR), ticked.getparent()
        if (
            row is not None
            and properties is not None
            and is_on(ticked)
            and any(MARK in text for text in row.itertext())
        ):
            remove(ticked)
            ticked.attrib.clear()
            properties.insert(0, ticked)
            properties.text, ticked.tail = (properties.text or "") + KEPT, TICKED


def _may_end_otherwise(element: Element) -> bool:
    """Whether something else than the element's last child may come last after rendering."""
    return len(element) == 0 or MARK in (element[-1].tail or "")


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


Mark = Callable[[str], str]

# CT_TcPr is a sequence (17.4.69)
_TCPR_ORDER = tuple(
    map(
        w,
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign".split(),
    )
)


def apply_to_cell(word: str, rest: str, row: Element, cell: Element, mark: Mark) -> None:
    """Applies a statement to the row or cell around it.

    Args:
        mark: gives the mark for a source.
    """
    if word == "cantsplit":
        _keep_on_one_page(row, mark(f"{block(f'if {rest}')}{KEPT_ROW}{block('endif')}"))
    else:
        _CELL[word](cell, rest, mark)


def _keep_on_one_page(row: Element, mark: str) -> None:
    properties = row.find(TRPR)
    if properties is None:
        properties = etree.Element(TRPR)
        row.insert(1 if row.find(w("tblPrEx")) is not None else 0, properties)
    for fixed in properties.findall(w("cantSplit")):
        properties.remove(fixed)
    properties.text = mark + (properties.text or "")


def _shade(cell: Element, rest: str, mark: Mark) -> None:
    shading = _property(cell, "shd")
    shading.attrib.clear()
    shading.attrib.update({VAL: "clear", w("color"): "auto", w("fill"): mark(value(f"({rest})|_fill"))})


def _span(cell: Element, rest: str, mark: Mark) -> None:
    _property(cell, "gridSpan").set(VAL, mark(value(f"({rest})|_columns")))


def _merge_down(cell: Element, _rest: str, mark: Mark) -> None:
    merge = block("if loop.first") + "restart" + block("else") + "continue" + block("endif")
    _property(cell, "vMerge").set(VAL, mark(merge))
    for paragraph in cell.findall(P):
        _show_at_first(paragraph, mark)


def _show_at_first(paragraph: Element, mark: Mark) -> None:
    """Prints the text of a merged cell in its first row only; the paragraph stays in all."""
    runs = [child for child in paragraph if child.tag != PPR]
    if runs:
        put_text_before(runs[0], mark(block("if loop.first")))
        runs[-1].tail = (runs[-1].tail or "") + mark(block("endif"))


def _merge_across(cell: Element, _rest: str, mark: Mark) -> None:
    span = _property(cell, "gridSpan")
    columns = integer(span.get(VAL), 1)
    span.set(VAL, mark(value(f"({columns} * loop.length)|_columns")))
    put_text_before(cell, mark(block("if loop.first")))
    cell.tail = mark(block("endif")) + (cell.tail or "")


_CELL: Mapping[str, Callable[[Element, str, Mark], None]] = {
    "cellbg": _shade,
    "colspan": _span,
    "vm": _merge_down,
    "hm": _merge_across,
}


def _property(cell: Element, name: str) -> Element:
    """The cell's property of that name, made at its place where there is none."""
    properties = cell.find(TCPR)
    if properties is None:
        properties = etree.Element(TCPR)
        cell.insert(0, properties)
    found = properties.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        properties.insert(_position(properties, w(name)), found)
    return found


def _position(properties: Element, tag: str) -> int:
    rank = _TCPR_ORDER.index(tag)
    before = [child for child in properties if child.tag in _TCPR_ORDER and _TCPR_ORDER.index(str(child.tag)) < rank]
    return len(before)


def changes_columns(table: Element) -> bool:
    """Whether rows of a table may come out with another number of columns than its grid has."""
    return any(row_text for row in table.iter(w("tr")) for row_text in _texts_between_cells(row)) or any(
        not (span.get(VAL) or "").isdigit() for span in table.iter(w("gridSpan"))
    )


def _texts_between_cells(row: Element) -> Iterator[str]:
    yield from (text for text in (row.text, *(child.tail for child in row)) if text and text.strip())

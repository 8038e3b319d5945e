"""The tables of a story: their numbers, their cells, and how they are built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from briefgen.findings import Place
from briefgen.model.manuscript import CellOf, TableForm
from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import (
    FALLBACK,
    TBL,
    TC,
    TCPR,
    TRPR,
    TXBX_CONTENT,
    T,
    ancestor,
    cells_of,
    is_on,
    rows_of,
    value_of,
    w,
)

_MAX_SPAN = 63  # the columns of a table: Word's own limit
_MERGE, _RESTART = f"{TCPR}/{w('vMerge')}", "restart"
_GONE = (f"{TRPR}/{w('del')}", f"{TRPR}/{w('moveFrom')}")
_TITLE, _DESCRIPTION = (f"{w('tblPr')}/{w(name)}" for name in ("tblCaption", "tblDescription"))


class _Slot(Struct):
    """A cell while its table is laid out; `shows` is false for one that a merged cell above covers."""

    element: Element
    row: int
    column: int
    columns: int
    grid: int
    rows: int = 1
    shows: bool = True


class Tables(Struct):
    """The tables that were met so far.

    Attributes:
        forms: how each is built, by number.
        cells: the cell that each `w:tc` is; None for one that no reader sees.
    """

    file: str
    forms: dict[int, TableForm] = field(default_factory=dict)
    cells: dict[Element, CellOf | None] = field(default_factory=dict)

    def add_all(self, root: Element, part: str) -> None:
        """Numbers the tables of a story: its own first, as places count them, then those in cells and boxes."""
        tables = [each for each in root.iter(TBL) if ancestor(each, FALLBACK) is None]
        for table in sorted(tables, key=_is_inside):
            self._add(table, part)

    def cell_of(self, paragraph: Element) -> CellOf | None:
        """The cell that a paragraph stands in."""
        cell = ancestor(paragraph, TC)
        return None if cell is None else self.cells.get(cell)

    def is_seen(self, paragraph: Element) -> bool:
        """Whether no cell around a paragraph is covered or deleted."""
        return all(self.cells.get(cell) is not None for cell in paragraph.iterancestors(TC))

    def _add(self, table: Element, part: str) -> None:
        number = len(self.forms) + 1
        rows = list(rows_of(table))
        heads = _heads(rows)
        slots = list(_laid_out(rows))
        for slot in slots:
            cell = CellOf(number, slot.row, slot.column, slot.row <= heads, slot.columns, slot.rows, slot.grid)
            self.cells[slot.element] = cell if slot.shows else None
        outer = ancestor(table, TC)
        body = [each for each in slots if each.row > heads]
        self.forms[number] = TableForm(
            number,
            Place(self.file, part=part, spot=f"table {number}"),
            rows=len(rows),
            columns=max((each.column for each in slots), default=0),
            heads=heads,
            splitting=tuple(each for each, row in enumerate(rows, 1) if not _stays_whole(row)),
            described=bool(value_of(table, _TITLE) or value_of(table, _DESCRIPTION)),
            empty_firsts=tuple(each.row for each in body if each.column == 1 and each.shows and _is_empty(each)),
            merged=any(each.columns > 1 or each.rows > 1 for each in body),
            title=value_of(table, _TITLE),
            description=value_of(table, _DESCRIPTION),
            inside=None if outer is None else self.cells.get(outer),
        )


def _is_inside(table: Element) -> bool:
    return ancestor(table, TC, TXBX_CONTENT) is not None


def _heads(rows: list[Element]) -> int:
    """How many rows at the top repeat on each page; Word heeds no others (17.4.78)."""
    others = (number for number, row in enumerate(rows) if not is_on(row.find(f"{TRPR}/{w('tblHeader')}")))
    return next(others, len(rows))


def _stays_whole(row: Element) -> bool:
    return is_on(row.find(f"{TRPR}/{w('cantSplit')}"))


def _laid_out(rows: list[Element]) -> Iterator[_Slot]:
    above: dict[int, _Slot] = {}
    for number, row in enumerate(rows, 1):
        gone = any(row.find(path) is not None for path in _GONE)
        at, here = _number(row, f"{TRPR}/{w('gridBefore')}", 0), dict[int, _Slot]()
        for column, cell in enumerate(cells_of(row), 1):
            slot = _Slot(cell, number, column, max(1, _number(cell, f"{TCPR}/{w('gridSpan')}", 1)), at + 1)
            slot.shows = not gone and cell.find(f"{TCPR}/{w('cellDel')}") is None
            here |= _merged(slot, at, above)
            at += slot.columns
            yield slot
        above = here


def _merged(slot: _Slot, at: int, above: Mapping[int, _Slot]) -> dict[int, _Slot]:
    """The cell that goes on below this one, by its grid column, where the cell is merged downwards."""
    merge = slot.element.find(_MERGE)
    if merge is None:
        return {}
    owner = above.get(at)
    if merge.get(w("val")) == _RESTART or owner is None:
        return {at: slot}
    owner.rows += 1
    slot.shows = False
    return {at: owner}


def _is_empty(slot: _Slot) -> bool:
    texts = "".join(each.text or "" for each in slot.element.iter(T))
    return not texts.strip() and next(slot.element.iter(w("drawing"), w("pict"), w("sym"), TBL), None) is None


def _number(element: Element, path: str, default: int) -> int:
    value = value_of(element, path)
    return min(int(value), _MAX_SPAN) if value.isdecimal() and len(value) < 10 else default

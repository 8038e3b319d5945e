"""The rows of a table on their way into a document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.exhibits import Cell


class RowKind(StrEnum):
    """What a row is."""

    HEAD = "head"
    BODY = "body"
    TOTAL = "total"


@dataclass(frozen=True)
class PlacedCell:
    """A cell, and the columns from `first` to before `end` that it fills."""

    cell: Cell
    first: int
    end: int


@dataclass(frozen=True)
class Row:
    """A row.

    Attributes:
        keeps: it stays on one page with what comes next.
        set_off: a line parts it from the row above.
    """

    kind: RowKind
    cells: tuple[PlacedCell, ...]
    keeps: bool
    set_off: bool

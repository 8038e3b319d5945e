"""Counting rows.

A count is asked for by its point: a row's category, a column's, both, or neither (the whole). So a cell of a table,
the totals at its edges and the grand total are all found in the same way; a distinct count, whose groups may overlap,
is counted separately for each of them and never added up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefgen.model.data_tables import DataTable

Point = tuple[str | None, str | None]
Counts = Mapping[Point, int]


class RowSelection:
    """The rows of a frame that are counted.

    Args:
        frame: cut at the as-of day.
        columns: those that will be asked for.
        where: only rows with one of these values are counted, by column.
    """

    def __init__(self, frame: DataTable, columns: Sequence[str], where: Mapping[str, Sequence[str]]) -> None:
        wanted = {column: frame.columns.index(column) for column in (*columns, *where)}
        asked = [(wanted[column], frozenset(values)) for column, values in where.items()]
        rows = [row.cells for row in frame.rows if all(row.cells[place] in values for place, values in asked)]
        self._columns = {column: [cells[place] for cells in rows] for column, place in wanted.items()}
        self._length = len(rows)

    def categories(self, column: str) -> tuple[str, ...]:
        """The different values of a column, in the order of the file."""
        return tuple(dict.fromkeys(self._columns[column]))

    def counts(self, row: str, column: str = "") -> Counts:
        """How many rows there are at each point.

        Args:
            row: the column with the categories of the rows.
            column: that of the columns' categories, or "".
        """
        counted = Counter(point for points in self._points(row, column) for point in points)
        return counted | {(None, None): self._length}

    def distinct(self, of: str, row: str, column: str = "") -> Counts:
        """How many different values of a column there are at each point; an empty cell is no value."""
        named: defaultdict[Point, set[str]] = defaultdict(set)
        for value, points in zip(self._columns[of], self._points(row, column), strict=True):
            for point in ((None, None), *points):
                named[point].update([value] if value else [])
        return {(None, None): 0} | {point: len(values) for point, values in named.items()}

    def _points(self, row: str, column: str) -> Iterator[tuple[Point, ...]]:
        """The points that each row counts for, but for the whole."""
        if not column:
            return (((down, None),) for down in self._columns[row])
        pairs = zip(self._columns[row], self._columns[column], strict=True)
        return (((down, None), (None, across), (down, across)) for down, across in pairs)

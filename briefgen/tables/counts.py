"""Counting rows with pandas, which only this module imports.

A count is asked for by its point: a row's category, a column's, both, or neither (the whole). So a cell of a table,
the totals at its edges and the grand total are all found in the same way; a distinct count, whose groups may overlap,
is counted separately for each of them and never added up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from briefgen.model.data_tables import DataTable

if TYPE_CHECKING:
    import pandas as pd

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
        import pandas as pd  # expensive (half a second), and few documents count anything

        wanted = tuple(dict.fromkeys((*columns, *where)))
        places = [frame.columns.index(column) for column in wanted]
        cells = [[row.cells[place] for place in places] for row in frame.rows]
        rows = pd.DataFrame(cells, columns=list(wanted), dtype=object)
        for column, values in where.items():
            rows = rows[rows[column].isin(list(values))]
        self._rows: pd.DataFrame = rows

    def categories(self, column: str) -> tuple[str, ...]:
        """The different values of a column, in the order of the file."""
        return tuple(map(str, self._rows[column].unique()))

    def counts(self, row: str, column: str = "") -> Counts:
        """How many rows there are at each point.

        Args:
            row: the column with the categories of the rows.
            column: that of the columns' categories, or "".
        """
        return self._at_all_points(row, column, lambda groups: groups.size(), len(self._rows))

    def distinct(self, of: str, row: str, column: str = "") -> Counts:
        """How many different values of a column there are at each point; an empty cell is no value."""
        named = self._rows[of].mask(self._rows[of] == "")
        whole = int(named.nunique())
        return self._at_all_points(row, column, lambda groups: groups[_COUNTED].nunique(), whole, {_COUNTED: named})

    def _at_all_points(
        self,
        row: str,
        column: str,
        measure: Callable[[Any], pd.Series[int]],
        whole: int,
        added: Mapping[str, pd.Series[Any]] | None = None,
    ) -> Counts:
        rows = self._rows.assign(**(added or {}))
        found: dict[Point, int] = {(None, None): whole}
        for by in ([row], [column], [row, column]) if column else ([row],):
            for category, number in measure(rows.groupby(by, sort=False)).items():
                found[_point(category, by == [column])] = int(number)
        return found


# no frame has a column of this name: a name in a header is never only blanks
_COUNTED = " "


def _point(category: Any, down: bool) -> Point:
    parts: Iterator[str] = map(str, category if isinstance(category, tuple) else (category,))
    first, second = next(parts), next(parts, None)
    return (None, first) if down else (first, second)

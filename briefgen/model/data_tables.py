"""Data tables, and the definitions of the tables and charts that are counted from them.

A data table (under `frames:` in dossier.yaml) has columns of its drafter's own ("partner", "area"); all its cells are
texts. An `ExhibitSpec` defines which data table is counted, by which columns, in which order, and the words around the
result. Nothing is counted here: `briefgen.tables` does that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, field

from briefgen.findings import Place
from briefgen.model.catalogue import PHRASES

ITEMS, POINTS = "items", "points"

BUILT_IN: Mapping[str, tuple[str, ...]] = {
    ITEMS: ("point", "number", "part", "item", "group", "state", "owner", "due", "overdue"),
    POINTS: ("point", "number", "part", "state", "items", "overdue"),
}
"""The data tables that every situation has, with their columns; built by `briefgen.asof`."""


class ValueKind(StrEnum):
    """How the rows of a category are measured."""

    COUNT = "count"
    SHARE = "share"
    DISTINCT = "distinct"


class OrderKind(StrEnum):
    """How categories are ordered."""

    FILE = "file"
    LARGEST = "largest"
    SMALLEST = "smallest"
    NAME = "name"
    LISTED = "as listed"


class DataRow(Struct, frozen=True):
    """A row: the cells in the order of the table's columns.

    Attributes:
        key: the identity of what the row is about, or "" where the row is its own.
        as_of: from which day it holds; None where the table has no such column, and it always holds.
        recorded: on which day it was known; None where it always was.
    """

    cells: tuple[str, ...]
    place: Place
    key: str = ""
    as_of: date | None = None
    recorded: date | None = None


class DataTable(Struct, frozen=True):
    """A table of any columns; all its cells are texts."""

    key: str
    columns: tuple[str, ...]
    rows: tuple[DataRow, ...] = ()

    def values(self, column: str) -> tuple[str, ...]:
        """The different values of a column, in the order of the file.

        Raises:
            ValueError: there is no such column.
        """
        at = self.columns.index(column)
        return tuple(dict.fromkeys(row.cells[at] for row in self.rows))


class Measure(Struct, frozen=True):
    """One figure for each category.

    Attributes:
        column: for a distinct count, the column whose different values are counted.
        base: for a share, of what it is one: "all", or in a cross table each of its "rows" or "columns".
        head: the words over its column; "" for the usual ones.
    """

    kind: ValueKind = ValueKind.COUNT
    column: str = ""
    base: str = "all"
    head: str = ""


class Axis(Struct, frozen=True):
    """The column of the categories, and their order.

    Attributes:
        column: "" where there is no such axis.
        listed: for the order "as listed", the categories that come first.
        include: categories that are shown even with 0; the value "*" means all that the data table has.
        head: the words that name the axis; "" for the name of the column.
    """

    column: str = ""
    order: OrderKind = OrderKind.FILE
    listed: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    head: str = ""


class ExhibitSpec(Struct, frozen=True):
    """The definition of a table or chart.

    Attributes:
        chart: how it is drawn, a word of `briefgen.model.exhibits.ChartKind`; "" for a table.
        columns: the second axis of a cross table, or the series of a chart, or what is ranked.
        ranked: whether each row names the first of the second axis, and not a figure for each.
        where: only rows with one of these values are counted, by column.
        top: how many categories (or places, where `ranked`) are shown; 0 for all. Ties at the edge are kept.
        total: whether a row (and in a cross table a column) of totals is shown.
        labels: what is printed for a value of the data; a value that is not there is printed as it is.
        decimals: of shares.
        dashed: whether 0 is printed as a dash.
        widths: of the columns as compared with each other; the last counts for all that follow.
    """

    key: str
    place: Place
    frame: str
    rows: Axis
    columns: Axis = Axis()
    chart: str = ""
    ranked: bool = False
    values: tuple[Measure, ...] = (Measure(),)
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    top: int = 0
    total: bool = False
    total_head: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    caption: str = ""
    title: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()
    decimals: int = 0
    dashed: bool = False
    widths: tuple[int, ...] = ()

    @property
    def group(self) -> str:
        """Its entry of dossier.yaml: "charts" or "tables"."""
        return "charts" if self.chart else "tables"

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The axes that it has."""
        return tuple(axis for axis in (self.rows, self.columns) if axis.column)

    @property
    def context(self) -> str:
        """The context of its texts in the catalogues."""
        return f"{self.group}/{self.key}"

    def value_context(self, column: str) -> str:
        """The context of a column's values in the catalogues; sections and sub-headings share the dossier's."""
        if self.frame in BUILT_IN and column in {"part", "group"}:
            return column
        return f"frames/{self.frame}/{column}"


def title_of_column(column: str) -> str:
    """The name of a column as words: "member_state" is Member state."""
    words = column.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


class ExhibitText(NamedTuple):
    """A text of a table or chart that a document in another language needs."""

    context: str
    source: str
    place: Place
    comment: str


def texts_of(specs: tuple[ExhibitSpec, ...], frames: Mapping[str, DataTable]) -> Iterator[ExhibitText]:
    """Every text that the tables and charts print, in the contexts that they are looked up by, each once.

    The last are the fixed words of all tables and charts, which are phrases (`_("…")`).
    """
    seen: set[tuple[str, str]] = set()
    for spec in specs:
        for text in (*_words_around(spec), *_names_in(spec, frames.get(spec.frame))):
            if text.source and (text.context, text.source) not in seen:
                seen.add((text.context, text.source))
                yield text
    for phrase in PHRASES if specs else ():
        yield ExhibitText("phrase", phrase, specs[0].place, "Fixed words of tables and charts")


def _words_around(spec: ExhibitSpec) -> Iterator[ExhibitText]:
    about = f"the {spec.group.removesuffix('s')} {spec.key}"
    yield ExhibitText(f"{spec.context}/caption", spec.caption, spec.place, f"Caption of {about}")
    yield ExhibitText(f"{spec.context}/title", spec.title, spec.place, f"Title inside {about}")
    yield ExhibitText(f"{spec.context}/unit", spec.unit, spec.place, f"What the axis of {about} counts")
    for number, note in enumerate(spec.notes, 1):
        yield ExhibitText(f"{spec.context}/notes/{number}", note, spec.place, f"Note {number} below {about}")
    heads = (*(axis.head or title_of_column(axis.column) for axis in spec.axes), *(each.head for each in spec.values))
    for head in (*heads, spec.total_head):
        yield ExhibitText(f"{spec.context}/heads", head, spec.place, f"Head in {about}")


def _names_in(spec: ExhibitSpec, frame: DataTable | None) -> Iterator[ExhibitText]:
    for axis in spec.axes:
        found = frame.values(axis.column) if frame and axis.column in frame.columns else ()
        for value in (*found, *(each for each in axis.include if each != "*")):
            text = spec.labels.get(value, value)
            comment = f"A value of the column {axis.column} of the frame {spec.frame}"
            yield ExhibitText(spec.value_context(axis.column), text, spec.place, comment)

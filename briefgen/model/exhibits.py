"""Charts and tables as plain values: built by `briefgen.tables`, inserted into documents by `briefgen.word`.

Everything in them is formatted already, in the document's language: labels, numbers in cells, the
alternative text. Only a chart keeps its numbers as numbers, because Word draws them and lets a drafter edit them.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Final

from msgspec import Struct, field

from briefgen.model.richtext import ExhibitRef, RichText

NUMBER: Final = "{number}"
"""What stands for the number in `Exhibit.named` and `Exhibit.mentioned`."""


class ChartKind(StrEnum):
    """How a chart is drawn; the words are those that drafters type."""

    BAR = "bar"
    COLUMN = "column"
    STACKED = "stacked"
    STACKED_BAR = "stacked bar"
    LINE = "line"
    PIE = "pie"


class Series(Struct, frozen=True):
    """One row of numbers of a chart, one number for each category; None where there is none.

    Attributes:
        colour: six hexadecimal digits, or "" for the next one of the palette.
    """

    name: str
    values: tuple[Decimal | None, ...]
    colour: str = ""


class Exhibit(ExhibitRef, frozen=True):
    """What charts and tables have in common.

    Attributes:
        label: what it is called, in the document's language: "Chart", "Table"; "" for what has no number.
        named: how a caption names it, as in "Table {number}" or "{number}. táblázat"; by default label and number.
        mentioned: how a sentence names it: "tableau {number}"; by default the same.
        caption: the words behind the number; may be empty.
        description: the alternative text: what is shown, with its figures, in words.
        notes: each a paragraph below it, such as a source or the note of an asterisk.
    """

    label: str = ""
    named: str = ""
    mentioned: str = ""
    caption: RichText = field(default_factory=RichText)
    description: str = ""
    notes: tuple[RichText, ...] = ()

    @property
    def anchor(self) -> str:
        """What references name it by: "chart/areas", "table/areas"."""
        return f"{self.kind_word}/{self.key}"

    def around_number(self, *, inside: bool = False) -> tuple[str, str]:
        """What stands before and behind its number in the caption, or `inside` a sentence."""
        form = (self.mentioned if inside else "") or self.named or f"{self.label}\u00a0{NUMBER}"
        before, _, after = form.partition(NUMBER)
        return before, after

    def name_with(self, number: str) -> str:
        """What its caption calls it: "Table 1"; the number alone where it has no name, the name where no number."""
        if not (self.label and number):
            return self.label or number
        return number.join(self.around_number())

    @property
    def kind_word(self) -> str:
        """Which of the two it is."""
        return "table"


class Chart(Exhibit, frozen=True):
    """A chart of one or more series over the same categories.

    Attributes:
        title: inside the chart; may be empty.
        unit: what the axis counts, in words; may be empty.
        number_format: of axis and labels, as Excel and Word write it: "0", "#,##0", "0 %" (with a hard space).
        shows_values: whether each number is printed at its bar, point or slice.
    """

    kind: ChartKind = ChartKind.COLUMN
    title: str = ""
    categories: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    unit: str = ""
    number_format: str = "0"
    shows_values: bool = True
    language: str = ""

    @property
    def kind_word(self) -> str:
        """It is a chart."""
        return "chart"


class Cell(Struct, frozen=True):
    """A cell of a table.

    Attributes:
        span: over how many columns it goes; only in head rows.
        state: one of the words of `briefgen.model.dossier.State`, where the cell shows it by colour, too.
        emphasis: whether it is a total or another cell to be seen first.
    """

    text: str | RichText = ""
    span: int = 1
    state: str = ""
    emphasis: bool = False


class TableColumn(Struct, frozen=True):
    """The layout of a column.

    Attributes:
        width: its share of the table's width, as compared with the other columns.
        align: "left", "right" or "centre".
    """

    width: int = 1
    align: str = "left"


class Table(Exhibit, frozen=True):
    """A table: head rows, which repeat on each page, then rows of cells.

    Attributes:
        heads: the head rows; the spans of each add up to the number of columns.
        rows: each with a cell for each column; the first names the row.
        totals: rows at the foot, formatted apart from the others.
    """

    columns: tuple[TableColumn, ...] = ()
    heads: tuple[tuple[Cell, ...], ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    totals: tuple[tuple[Cell, ...], ...] = ()

"""A sheet of a workbook as values: its cells by row, how they look, and what is said of them beside their values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from functools import reduce
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from briefgen.errors import UnreadableInputError

from msgspec import Struct, field

MAX_ROWS: Final = 100_000
"""The most rows of a table, as in a CSV file."""
LAST_ROW: Final = MAX_ROWS + 30
"""The last row that is read: above a table stand its headings, and perhaps a title."""
MAX_COLUMNS: Final = 60
MAX_CELLS: Final = 2_500_000
"""The most cells and rows of a sheet, empty ones with a look of their own included."""
MAX_JOINED: Final = 600_000
"""The most cells that are merged, or have a link in common."""
MAX_CHARACTERS: Final = 32_767
"""The most that Excel puts into a cell; a file with more was not made by it."""

_REFERENCE: Final = re.compile(r"([A-Za-z]{1,4})([0-9]{1,8})")


class TextLook(NamedTuple):
    """How a text looks; `colour` is "" where it says nothing (black on white)."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    raised: str = ""
    colour: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it says nothing but for its colour."""
        return self[:5] == PLAIN[:5]

    @property
    def unwritable(self) -> frozenset[str]:
        """What of it no marked-up text can hold."""
        return frozenset((*(["underlining"] if self.underlined else []), *([self.raised] if self.raised else [])))


PLAIN: Final = TextLook()


class CellStyle(NamedTuple):
    """What a cell's style says: how it looks, and how its number is shown, as a date perhaps or as a span of time."""

    look: TextLook = PLAIN
    number_format: str = "General"
    is_date: bool = False
    is_span: bool = False


class TextRun(NamedTuple):
    """A part of a cell's text; without a look of its own it looks as the cell does."""

    text: str
    look: TextLook | None = None


RichText: TypeAlias = tuple[TextRun, ...]
CellValue: TypeAlias = str | int | float | date | time | timedelta | RichText
NUMBER, ERROR, UNSAVED, OTHER = "number", "error", "unsaved", ""
PLAIN_STYLE: Final = CellStyle()


class SheetCell(NamedTuple):
    """A cell that is more than a plain text.

    Attributes:
        value: what it holds; "" where nothing.
        kind: NUMBER, ERROR (of Excel), UNSAVED (a formula without a value), else OTHER.
    """

    value: CellValue
    style: CellStyle = PLAIN_STYLE
    kind: str = OTHER

    @property
    def runs(self) -> Iterator[tuple[str, TextLook]]:
        """The parts of its text that look alike."""
        whole = self.style.look
        if isinstance(self.value, tuple):
            yield from ((run.text, whole if run.look is None else run.look) for run in self.value)
        else:
            yield str(self.value), whole

    @property
    def is_parted(self) -> bool:
        """Whether parts of its text have looks of their own."""
        return isinstance(self.value, tuple)

    @property
    def is_struck(self) -> bool:
        """Whether its text, or any part of it, is struck through."""
        return self.style.look.struck or any(look.struck for _, look in self.runs)

    @property
    def text(self) -> str:
        """Its value as a text, whatever its look."""
        return "".join(run.text for run in self.value) if isinstance(self.value, tuple) else str(self.value)


AnyCell: TypeAlias = SheetCell | str
"""A cell; a text that looks like nothing in particular, as most are, is that text, and an empty cell ""."""


def as_cell(cell: AnyCell) -> SheetCell:
    """A cell with its value and style."""
    return SheetCell(cell) if isinstance(cell, str) else cell


def plainest(cell: SheetCell) -> AnyCell:
    """The cell as a text, where it is no more than that."""
    if cell.kind or cell.style.look != PLAIN or not isinstance(cell.value, str | tuple):
        return cell
    if isinstance(cell.value, tuple) and any(run.look not in (None, PLAIN) for run in cell.value):
        return cell
    text = cell.text
    return text if len(text) <= MAX_CHARACTERS else cell


class CellArea(NamedTuple):
    """A range of cells, rows and columns from 1, with its name as the file has it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int
    name: str

    @property
    def spots(self) -> Iterator[tuple[int, int]]:
        """The rows and columns of all its cells."""
        columns = range(self.first_column, self.last_column + 1)
        return ((row, column) for row in range(self.first_row, self.last_row + 1) for column in columns)


def area_of(reference: str) -> CellArea | None:
    """The range that "A1:B2" or "A1" means; None for what means none."""
    found = [_REFERENCE.fullmatch(each) for each in reference.replace("$", "").split(":")]
    if len(found) > 2 or not (found[0] and found[-1]):
        return None
    spots = [(int(each[2]), column_number(each[1])) for each in (found[0], found[-1])]
    (first_row, last_row), (first_column, last_column) = (sorted(each) for each in zip(*spots, strict=True))
    return CellArea(first_row, first_column, last_row, last_column, reference)


def column_number(letters: str) -> int:
    """1 for "A", 27 for "AA"."""
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters.upper(), 0)


def column_letters(number: int) -> str:
    """The letters of a column, counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class CellComment(NamedTuple):
    """A comment on a cell: who wrote it, and what."""

    author: str
    text: str


class Sheet(Struct):
    """A sheet as read.

    Attributes:
        rows: the cells of each row that has any, by its number; those behind the last that is filled are left out.
        height, width: how many rows and columns are used, by cells that are empty as well.
        links: where cells lead to.
        functions: the cells whose formula gives another value each time, or a link, with the name of that function.
        hidden_columns: the first and last of each range.
        is_filtered: whether rows are hidden by a filter.
        refusal: why it is not read; one sheet too many does not keep the others from being read.
    """

    name: str
    is_hidden: bool = False
    rows: dict[int, list[AnyCell]] = field(default_factory=dict)
    height: int = 0
    width: int = 0
    merged: Sequence[CellArea] = ()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    comments: Mapping[tuple[int, int], CellComment] = field(default_factory=dict)
    functions: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    is_filtered: bool = False
    refusal: UnreadableInputError | None = None

    def cells(self, number: int) -> list[AnyCell]:
        """The cells of a row, as many as the sheet has columns."""
        cells = self.rows.get(number, ())
        return [*cells, *[""] * (self.width - len(cells))]

    def cell(self, row: int, column: int) -> AnyCell:
        """One cell."""
        cells = self.rows.get(row, ())
        return cells[column - 1] if column <= len(cells) else ""

    def put(self, row: int, column: int, cell: AnyCell) -> None:
        """Put a cell in the place of what was there."""
        cells = self.rows.setdefault(row, [])
        if column > len(cells):
            cells.extend([""] * (column - len(cells)))
        cells[column - 1] = cell

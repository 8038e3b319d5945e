"""A document as its reader sees it: passages in order, with their roles and places, in no file format.

`briefgen.word` reads it from any Word file, `briefgen.compose` builds it from the record; `briefgen.checks` checks it,
`briefgen.pages` writes it as HTML or Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property

from msgspec import Struct, field

from briefgen.findings import Place
from briefgen.model.exhibits import Exhibit
from briefgen.model.richtext import Span


class Role(StrEnum):
    """What a passage is to its reader."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    CAPTION = "caption"
    NOTE = "note"
    HEADER = "header"
    FOOTER = "footer"


class CellOf(Struct, frozen=True):
    """The table cell of a passage; all numbers count from 1.

    Attributes:
        table: its number; tables of the body itself come first, in order, then those inside cells, text boxes,
            headers, footers and notes.
        column: the number of the cell in its row; merged cells count once.
        columns: over how many columns the cell goes.
        rows: over how many rows it goes.
        grid: the column of the table that it begins in, cells joined above and before it counted; 0 where none knows.
    """

    table: int
    row: int
    column: int
    is_head: bool = False
    columns: int = 1
    rows: int = 1
    grid: int = 0

    @property
    def grid_column(self) -> int:
        """The column of the table that it begins in; its number in the row where the grid is not known."""
        return self.grid or self.column


class PassageLook(Struct, frozen=True):
    """What a paragraph looks like, as far as a page without sheets can show it.

    Attributes:
        align: "right", "center" or "".
        indent: of a block that stands to the right, as a share of the text's width; else 0.
        size: of its letters, against that of most text.
        colour: of its letters, as six hexadecimal digits; "" for black and grey.
        capitals: whether it is shown in capitals, however it is typed.
        line_above, line_below: whether a line sets it off.
        close: whether the next paragraph follows without room between, as lines of an address do.
    """

    align: str = ""
    indent: float = 0
    size: float = 1.0
    colour: str = ""
    capitals: bool = False
    line_above: bool = False
    line_below: bool = False
    close: bool = False


PLAIN = PassageLook()
"""The look of most text."""


class Passage(Struct, frozen=True, dict=True):
    """The text between two paragraph marks.

    Attributes:
        spans: the text with its looks; a note is at its mark, and is a passage of its own as well.
        level: of a heading (1 highest) or a list item (0 outermost).
        number: the number that Word or the record gives it ("27.", "2a", a note's "3"), or "".
        style: the name of its paragraph style, or "".
        cell: its cell, for a passage in a table, or None.
        heading: the nearest heading above it.
        source: the text as typed in the record, with its values; "" where it comes from a finished file.
        key: what it is the wording of: "followup/roadmap", "commitments/dublin", "letter/3", "figures/…"; or "".
        point: the number of the commitment that it belongs to, or "".
        state: the state of the item that it is the wording of, or "".
        exhibit: the chart or table instead of text, or None.
        look: its look, in a finished file; what is said does not depend on it.
        record: the digest of the record that it comes from, by its anchor in a file of briefgen's own; or "".
    """

    spans: tuple[Span, ...]
    place: Place
    role: Role = Role.PARAGRAPH
    level: int = 0
    number: str = ""
    style: str = ""
    cell: CellOf | None = None
    heading: str = ""
    source: str = ""
    key: str = ""
    point: str = ""
    state: str = ""
    exhibit: Exhibit | None = None
    look: PassageLook = PLAIN
    record: str = ""

    @cached_property
    def text(self) -> str:
        """The characters, without looks; a note's mark leaves nothing."""
        return "".join(span.text for span in self.spans)

    def __str__(self) -> str:
        return self.text


class TableForm(Struct, frozen=True):
    """How a table of a finished file is built; rows and columns counted from 1.

    Attributes:
        heads: how many of its first rows are marked as head rows.
        splitting: rows that may break over a page.
        captioned: whether it has a caption.
        described: whether it has an alternative text.
        empty_firsts: body rows whose first cell is empty.
        merged: whether cells of its body are merged.
        title: the title of its alternative text, or "".
        description: its alternative text, or "".
        inside: the cell that contains it, for a table in a table.
    """

    number: int
    place: Place
    rows: int = 0
    columns: int = 0
    heads: int = 0
    splitting: tuple[int, ...] = ()
    captioned: bool = False
    described: bool = False
    empty_firsts: tuple[int, ...] = ()
    merged: bool = False
    title: str = ""
    description: str = ""
    inside: CellOf | None = None


class PictureForm(Struct, frozen=True):
    """A picture or chart of a finished file.

    Attributes:
        data: its bytes, for a PNG or JPEG picture that stands in the text; else empty.
        height: of its place, in points.
    """

    place: Place
    description: str = ""
    is_chart: bool = False
    captioned: bool = False
    data: bytes = b""
    height: float = 0


class Manuscript(Struct, frozen=True, dict=True):
    """One document.

    Attributes:
        name: as findings call it: the file, or the document's name in the dossier.
        kind: "annex", "letter" …, or "" where it is unknown.
        language: e.g. "en".
        as_of: the day that it reports on, as far as it is known.
        written: the day that it is dated, as far as it is known.
        properties: of the file: title, language, and briefgen's own entries.
        watermark: the word behind the text of its pages, such as "DRAFT", or "".
        tag: the kind of its language, where one is known: "en-GB".
    """

    name: str
    passages: tuple[Passage, ...] = ()
    kind: str = ""
    language: str = "en"
    as_of: date | None = None
    written: date | None = None
    tables: tuple[TableForm, ...] = ()
    pictures: tuple[PictureForm, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    watermark: str = ""
    tag: str = ""

    @property
    def body(self) -> Iterator[Passage]:
        """The passages of the body: no headers and footers, no notes."""
        outside = (Role.HEADER, Role.FOOTER, Role.NOTE)
        return (each for each in self.passages if each.role not in outside)

    def cells(self, table: int) -> Iterator[Passage]:
        """The passages of a table, row by row."""
        return iter(self._by_table.get(table, ()))

    @cached_property
    def _by_table(self) -> Mapping[int, list[Passage]]:
        found: dict[int, list[Passage]] = {}
        for each in self.passages:
            if each.cell:
                found.setdefault(each.cell.table, []).append(each)
        return found

"""The rows of annexes, put together: points with what stands beside them, section rows, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.intake.reading import Told
from briefgen.intake.word.cells import CellItem, Numbered, read_items, read_number
from briefgen.intake.word.columns import AnnexColumns
from briefgen.intake.word.tables import WordCell, WordTable
from briefgen.intake.word.texts import pieces_of
from briefgen.model.manuscript import Passage, Role
from briefgen.model.richtext import Span
from briefgen.sources.mapping.headings import plain_heading

NOTHING_TOLD = "remarks that there is nothing"
"""By which words of a cell without items are told."""
_ENDS = (".", ";", ":", "!", "?", ")", "”", "»")
_TAG = re.compile(r"\{%\s*(?:tr|tc|p|for|if|end)\b")
_PLACEHOLDER = re.compile(r"\[[^\]]*\]|<[^>]*>|…+|\.{3,}|_{3,}")
_LISTS = frozenset({Role.BULLET, Role.NUMBERED})


class PointRead(Struct):
    """A commitment while it is read.

    Attributes:
        beside: what the row says in columns of its own, by field.
    """

    numbered: Numbered
    place: Place
    part: str
    pieces: list[Passage]
    items: list[CellItem] = field(default_factory=list)
    beside: list[tuple[str, WordCell, tuple[CellItem, ...]]] = field(default_factory=list)


class AnnexRows(Struct):
    """Reads the rows of one or more tables as one annex.

    Attributes:
        rows: how many were read.
        cells: for each table number and row, what its cells were taken for: "head", "part", "point", "more" or "".
    """

    points: list[PointRead] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    part: str = ""
    rows: int = 0
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    _left: WordCell | None = None

    def read(self, table: WordTable, columns: AnnexColumns, *, split: bool) -> None:
        """Reads a table.

        Args:
            split: whether it may go on in the middle of a row of the table before.
        """
        self._left, goes_on = None, split
        for at in range(len(table.rows)):
            self.rows += 1
            kind = "head" if at < columns.heads else self._row(table, columns, at, goes_on)
            self.cells[table.number, at + 1] = kind
            goes_on = split if at < columns.heads else kind == "head"
        if columns.heads:
            self._tell("rows of headings", table.place, " | ".join(columns.headings), columns.heads)
        if table.inner:
            self._tell("tables inside cells", table.place, "", table.inner, in_rows=False)

    def _tell(self, what: str, place: Place, words: str = "", rows: int = 1, *, in_rows: bool = True) -> None:
        self.told.append(Told(what, place, words[:80], rows if in_rows else 0))

    def _row(self, table: WordTable, columns: AnnexColumns, at: int, split: bool) -> str:
        row = table.rows[at]
        left, right = (_at(row, column) for column in (columns.commitment, columns.follow_up))
        place = _place(row, table)
        shown = {id(cell): cell for cell in row if cell and cell.text.strip()}
        if left is not None and left is self._left and left.rows > 1:
            return self._more(columns, row, right)
        if not shown:
            self._tell("rows without a text", place)
            return ""
        if told := _placeholders([cell.text for cell in shown.values()]):
            self._tell(told, place, next(iter(shown.values())).text)
            return ""
        if _is_section(shown.values(), table.width):
            self.part, self._left = next(iter(shown.values())).text, None
            return "part"
        if _repeats(left, right, columns):
            self._tell("rows of headings", place, left.text if left else "")
            return "head"
        self._left = left
        return self._pair(columns, row, left, right, place, split=split)

    def _pair(
        self, columns: AnnexColumns, row: Sequence[WordCell | None], left: WordCell | None, right: WordCell | None,
        place: Place, *, split: bool,
    ) -> str:  # fmt: skip
        number = _at(row, columns.number)
        numbered = read_number(left.passages if left else (), number.text or _automatic(number) if number else "")
        if split and self.points and _goes_on(numbered, self.points[-1]):
            self.points[-1].pieces = _joined(self.points[-1].pieces, numbered.pieces)
            return self._more(columns, row, right, split=True)
        if not numbered.pieces and not numbered.number:
            if self.points:
                return self._more(columns, row, right, split=split)
            self._tell("rows without a commitment", place, right.text if right else "")
            return ""
        self.points.append(PointRead(numbered, place, self.part, list(numbered.pieces)))
        self._more(columns, row, right)
        return "point"

    def _more(
        self, columns: AnnexColumns, row: Sequence[WordCell | None], right: WordCell | None, *, split: bool = False
    ) -> str:
        """Puts the items of a cell under the last point."""
        point = self.points[-1]
        group = point.items[-1].group if point.items else ""
        read = read_items(right.passages if right else (), group)
        items = list(read.items)
        if split and items and point.items and _runs_on(items[0].pieces[0], point.items[-1].pieces[-1]):
            point.items[-1].pieces = _joined(point.items[-1].pieces, items[0].pieces)
            items = items[1:]
        point.items += items
        for what, passages in (("items marked as ended", read.ended), (NOTHING_TOLD, read.nothing)):
            for each in passages:
                self._tell(what, each.place, each.text, in_rows=False)
        for name, column in columns.others.items():
            if (cell := _at(row, column)) and cell.text.strip():
                point.beside.append((name, cell, tuple(items)))
        return "more"


def _at(row: Sequence[WordCell | None], column: int) -> WordCell | None:
    return row[column - 1] if 0 < column <= len(row) else None


def _place(row: Sequence[WordCell | None], table: WordTable) -> Place:
    cell = next((cell for cell in row if cell), None)
    if cell is None:
        return table.place
    place = cell.passages[0].place
    return replace(place, spot=place.spot.rpartition(", column")[0])


def _automatic(cell: WordCell | None) -> str:
    return next((each.number for each in cell.passages if each.number), "") if cell else ""


def _placeholders(texts: Sequence[str]) -> str:
    """What a row is told as that is meant to be filled in: tags of a template, or words in brackets in each cell."""
    if any(_TAG.search(text) for text in texts):
        return "rows with tags of a template"
    return "rows of placeholders" if all(_PLACEHOLDER.fullmatch(text.strip()) for text in texts) else ""


def _is_section(shown: Iterable[WordCell], width: int) -> bool:
    """Whether a row is one cell over all columns, on one line."""
    cells = list(shown)
    return len(cells) == 1 and cells[0].columns >= width > 1 and len(pieces_of(cells[0].passages)) == 1


def _repeats(left: WordCell | None, right: WordCell | None, columns: AnnexColumns) -> bool:
    words = tuple(plain_heading(cell.text) if cell else "" for cell in (left, right))
    return any(words) and words == tuple(map(plain_heading, columns.headings))


def _goes_on(numbered: Numbered, before: PointRead) -> bool:
    """Whether what a table begins with is the end of a sentence that the table before broke off."""
    if not numbered.pieces or numbered.number or numbered.pieces[0].role in _LISTS or not before.pieces:
        return False
    return _runs_on(numbered.pieces[0], before.pieces[-1])


def _runs_on(piece: Passage, before: Passage) -> bool:
    begins, ended = piece.text.strip()[:1], before.text.rstrip().endswith(_ENDS)
    return piece.role not in _LISTS and (begins.islower() or not ended)


def _joined(before: Sequence[Passage], after: Sequence[Passage]) -> list[Passage]:
    """Pieces, the first of the second joined to the last of the first."""
    last, first = before[-1], after[0]
    return [*before[:-1], replace(last, spans=(*last.spans, Span(" "), *first.spans)), *after[1:]]

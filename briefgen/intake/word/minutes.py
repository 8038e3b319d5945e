"""Minutes and action lists: their tables as grids, the day of the meeting, and what is told of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefgen.intake.reading import Grid, GridRow, Told
from briefgen.intake.word.annex import title_of
from briefgen.intake.word.days import DayFound, find_day
from briefgen.intake.word.languages import language_of
from briefgen.intake.word.tables import WordCell, WordTable, tables_of
from briefgen.intake.word.texts import TextReader, pieces_of, tell_losses, tell_pictures
from briefgen.model.manuscript import Manuscript
from briefgen.sources.files.schema import COMMITMENTS, FOLLOWUP
from briefgen.sources.mapping.headings import propose_columns
from briefgen.word.reader import read_manuscript

_HEADS_SOUGHT = 3
_OF_ACTIONS = ("state", "due", "owner")


class Minutes(NamedTuple):
    """A Word file with lists of actions.

    Attributes:
        grids: the tables whose headings are those of a list of actions.
        day: of the meeting, and where it was found.
        told: other tables, those in cells, looks that went.
    """

    file: str
    grids: tuple[Grid, ...]
    day: DayFound
    language: str
    title: str
    told: tuple[Told, ...]


def grids_of(data: bytes, name: str) -> list[Grid]:
    """Every table of a Word file as a grid, those inside cells behind the one around them.

    A cell is marked-up text of the ledger; one joined over rows or columns has its text in each of them. Ticked and
    empty boxes are ☒ and ☐.

    Args:
        data: the file's bytes; nothing in it is trusted.
        name: its name as the drafter knows it.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or would cost too much to read.
    """
    texts = TextReader([])
    return [_grid(table, texts) for table in tables_of(read_manuscript(data, name))]


def read_minutes(data: bytes, name: str) -> Minutes:
    """The lists of actions of a Word file, and the day that it is of.

    Args:
        data, name: as in `grids_of`.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or would cost too much to read.
    """
    manuscript = read_manuscript(data, name)
    language = language_of(manuscript)
    texts = TextReader([])
    tables = tables_of(manuscript)
    actions = [table for table in tables if lists_actions(table)]
    told = [_told(table) for table in tables if table not in actions]
    grids = tuple(_grid(table, texts) for table in actions)
    told += tell_losses(texts.lost)
    told += [*_prose(manuscript), *tell_pictures(manuscript)]
    day = find_day(manuscript, language)
    return Minutes(name, grids, day, language, title_of(manuscript, day), tuple(told))


def _told(table: WordTable) -> Told:
    first = " | ".join(cell.text for cell in table.rows[0] if cell) if table.rows else ""
    what = "tables inside cells" if table.nested else "tables that are no list of actions"
    return Told(what, table.place, (first or table.heading)[:80], 0)


def _prose(manuscript: Manuscript) -> list[Told]:
    shown = [each for each in manuscript.body if each.cell is None and each.text.strip()]
    return [Told("paragraphs outside the tables", each.place, each.text[:80], 0) for each in shown]


def lists_actions(table: WordTable) -> bool:
    """Whether a table has the headings of a list of actions in its first rows: what, and who, when or how far."""
    return any(_are_of_actions(row) for row in table.rows[:_HEADS_SOUGHT])


def _are_of_actions(row: Sequence[WordCell | None]) -> bool:
    headings = [cell.text for cell in row if cell]
    found = {**propose_columns(FOLLOWUP, headings), **propose_columns(COMMITMENTS, headings)}
    beside = {found[name] for name in _OF_ACTIONS if name in found} - {found.get("text")}
    return "text" in found and bool(beside)


def _grid(table: WordTable, texts: TextReader) -> Grid:
    rows = tuple(_row(table, row, texts) for row in table.rows)
    return Grid(table.heading, rows, table.place)


def _row(table: WordTable, row: Sequence[WordCell | None], texts: TextReader) -> GridRow:
    cells = tuple(_text(cell, texts) if cell else "" for cell in row)
    place = next((cell.passages[0].place for cell in row if cell), table.place)
    return GridRow(cells, place)


def _text(cell: WordCell, texts: TextReader) -> str:
    pieces = pieces_of(cell.passages)
    return texts.read(pieces) if pieces else ""

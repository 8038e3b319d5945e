"""Minutes and action lists: their tables as grids, the day of the meeting, and what is told of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefgen.intake.reading import PROSE, Grid, GridRow, Told
from briefgen.intake.word.annex import title_of
from briefgen.intake.word.days import DayFound, find_day
from briefgen.intake.word.languages import language_of
from briefgen.intake.word.tables import WordCell, WordTable, tables_of
from briefgen.intake.word.texts import TextReader, pieces_of, tell_losses, tell_pictures
from briefgen.model.manuscript import Manuscript
from briefgen.word.reader import read_manuscript


class Minutes(NamedTuple):
    """A Word file with tables, of which some may be lists of actions.

    Attributes:
        grids: all its tables, those inside cells behind the one around them.
        day: of the meeting, and where it was found.
        told: looks that went, paragraphs outside the tables.
    """

    file: str
    grids: tuple[Grid, ...]
    day: DayFound
    language: str
    title: str
    told: tuple[Told, ...]


def read_minutes(data: bytes, name: str) -> Minutes:
    """The tables of a Word file, and the day that it is of.

    A cell is marked-up text of the ledger; one joined over rows or columns has its text in each of them. Ticked and
    empty boxes are ☒ and ☐.

    Args:
        data: the file's bytes; nothing in it is trusted.
        name: its name as the drafter knows it.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or would cost too much to read.
    """
    return read_minutes_of(read_manuscript(data, name))


def read_minutes_of(manuscript: Manuscript) -> Minutes:
    """The same of a manuscript."""
    language = language_of(manuscript)
    texts = TextReader([])
    grids = tuple(_grid(table, texts) for table in tables_of(manuscript))
    told = (*tell_losses(texts.lost), *_prose(manuscript), *tell_pictures(manuscript))
    day = find_day(manuscript, language)
    return Minutes(manuscript.name, grids, day, language, title_of(manuscript, day), told)


def _prose(manuscript: Manuscript) -> list[Told]:
    shown = [each for each in manuscript.body if each.cell is None and each.text.strip()]
    return [Told(PROSE, each.place, each.text[:80], 0) for each in shown]


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

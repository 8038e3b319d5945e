"""What was read of one paper: its points and items as it prints them, before they have keys and a history.

Every row or paragraph of the paper is in a point or an item, or is told of: nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from msgspec import Struct

from briefgen.findings import Place

PROSE: Final = "paragraphs outside the tables"
OUTSIDE: Final = frozenset({PROSE, "headers and footers", "other tables", "paragraphs outside the letter"})
"""What stands in a paper beside its points; the words of `Told` for it."""


class GridRow(NamedTuple):
    """One row of a table as its reader sees it.

    Attributes:
        cells: the text of each cell as Markdown of the ledger, "" where it is empty. What would be markup or a value
            in the ledger is escaped. A cell joined over several rows or columns has its text in each of them.
        place: where it stands.
    """

    cells: tuple[str, ...]
    place: Place


class Grid(NamedTuple):
    """A table of a paper: a sheet, a CSV file, a table of a Word file.

    Attributes:
        title: the name of the sheet, or the nearest heading above the table; may be "".
        rows: all of them, titles and headings included.
    """

    title: str
    rows: Sequence[GridRow]
    place: Place


class ReadItem(Struct, frozen=True):
    """A follow-up as it was read.

    Attributes:
        text: as Markdown of the ledger; dates and amounts still as they are printed.
        key: how the paper names it, or "".
        group: the sub-heading above it in its cell, or "".
        state: a state of the ledger, or "" where nothing says one.
        due, as_of, recorded: in the forms of the ledger, or "".
    """

    text: str
    place: Place
    key: str = ""
    group: str = ""
    state: str = ""
    due: str = ""
    owner: str = ""
    source: str = ""
    as_of: str = ""
    recorded: str = ""


class ReadPoint(Struct, frozen=True):
    """A commitment as it was read, with the follow-ups beside or below it."""

    text: str
    place: Place
    number: str = ""
    part: str = ""
    key: str = ""
    items: tuple[ReadItem, ...] = ()


class Told(Struct, frozen=True):
    """What was read and is in no point or item: an empty row, an introduction, a table of participants.

    Attributes:
        what: a few words, as "rows without a text", by which those of a kind are counted together.
        words: how it begins, as it stands in the paper, or "".
    """

    what: str
    place: Place
    words: str = ""
    rows: int = 1


class Reading(Struct, frozen=True):
    """One paper as it was read.

    Attributes:
        file: its name.
        as_of: the day that it reports on, or None where it does not say.
        day_from: where that day was found, in words ("the heading “Situation as of 17 March 2023”"), or "".
        language: a code, or "".
        is_complete: whether what it does not name has ended: an annex is complete, an action list is not.
        rows: how many rows of its tables were read; each is in an item or a point, or told of.
        headings: what stands above commitment and follow-up, or "".
        proposed: what was decided by likelihood and is to be looked at, as a state that words of completion show; it is
            in its point or item all the same, and no row of its own.
    """

    file: str
    points: Sequence[ReadPoint]
    as_of: date | None = None
    day_from: str = ""
    language: str = ""
    title: str = ""
    is_complete: bool = False
    told: Sequence[Told] = ()
    rows: int = 0
    headings: tuple[str, str] = ("", "")
    proposed: Sequence[Told] = ()

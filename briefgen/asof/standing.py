"""The one cut through dated rows: of everything ever recorded, what holds on a day as known on that or another day.

Follow-ups, paragraphs, figures and data tables are all cut here, and so is what a check asks of the past.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec.structs import replace

if TYPE_CHECKING:
    from briefgen.model.data_tables import DataRow, DataTable
    from briefgen.model.dossier import Dossier


class DatedRow(Protocol):
    """A row that holds from a day on, and was known from a day on; None for always."""

    @property
    def as_of(self) -> date | None:
        """From which day it holds."""

    @property
    def recorded(self) -> date | None:
        """On which day it was known."""


_Row = TypeVar("_Row", bound=DatedRow)
_Key = TypeVar("_Key", bound=Hashable)


def rows_with_days(dossier: Dossier) -> Iterator[DatedRow]:
    """Every row of a dossier that may hold from a day on."""
    yield from dossier.follow_ups
    yield from dossier.figures
    yield from dossier.paragraphs
    for frame in dossier.frames.values():
        yield from frame.rows
    yield from dossier.commitments
    yield from dossier.recipients
    yield from dossier.letters


def known_rows(rows: Iterable[_Row], known_on: date | None) -> tuple[_Row, ...]:
    """The rows, of whatever day, that had been recorded by a day, in their order; all of them for None."""
    return tuple(row for row in rows if known_on is None or (row.recorded or date.min) <= known_on)


def histories(
    rows: Iterable[_Row], key: Callable[[_Row], _Key], as_of: date, known_on: date | None = None
) -> dict[_Key, tuple[_Row, ...]]:
    """The rows of each key that hold up to a day, oldest first; the last one is the one that stands.

    Rows follow each other by `as_of`, then by `recorded`, then as in the file. Keys keep the order of the file, each
    counted from the first of its rows that is seen, so that a row of a later day never moves anything.

    Args:
        rows: all that was ever recorded, in the order of the file.
        key: the identity of what a row is about.
        as_of: the day asked for; rows that hold only from a later day on are not seen.
        known_on: rows recorded after this day are not seen; None sees all.
    """
    seen: dict[_Key, list[_Row]] = {}
    for row in known_rows(rows, known_on):
        if (row.as_of or date.min) <= as_of:
            seen.setdefault(key(row), []).append(row)
    return {each: tuple(sorted(found, key=_age)) for each, found in seen.items()}


def standing(
    rows: Iterable[_Row], key: Callable[[_Row], _Key], as_of: date, known_on: date | None = None
) -> dict[_Key, _Row]:
    """The row of each key that stands on a day: the last of its history (see `histories`)."""
    return {each: found[-1] for each, found in histories(rows, key, as_of, known_on).items()}


def _age(row: DatedRow) -> tuple[date, date]:
    return row.as_of or date.min, row.recorded or date.min


def standing_frame(frame: DataTable, as_of: date, known_on: date | None = None) -> DataTable:
    """A data table with the rows that stand on a day.

    A row without a key stands for itself. A key whose standing row is `withdrawn` has ended.

    Args:
        frame: all that was ever recorded in it.
        as_of: the day asked for.
        known_on: rows recorded after this day are not seen; None sees all.
    """
    rows = standing(frame.rows, _identity, as_of, known_on).values()
    at = frame.columns.index("state") if "state" in frame.columns else None
    return replace(frame, rows=tuple(row for row in rows if at is None or not row.key or row.cells[at] != "withdrawn"))


def _identity(row: DataRow) -> str | int:
    return row.key or id(row)

"""A frame cut at a day: of all its rows, those that stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from briefgen.model.data_tables import Frame, FrameRow


def frame_as_of(frame: Frame, as_of: date, known_on: date | None = None) -> Frame:
    """The rows that stand on a day, as follow-ups do.

    Of the rows of one key the one with the greatest `as_of` not after the day stands; of two of one day the one
    recorded later, then the one further down. A key whose standing row is `withdrawn` has ended. A row without a key
    stands for itself. Keys keep the order of the file, each counted from the first of its rows that is seen.

    Args:
        frame: all that was ever recorded in it.
        as_of: the day asked for.
        known_on: rows recorded after this day are not seen; None sees all.
    """
    standing: dict[str | int, FrameRow] = {}
    for number, row in enumerate(frame.rows):
        identity = row.key or number
        if _seen(row, as_of, known_on) and _age(row) >= _age(standing.get(identity, row)):
            standing[identity] = row
    return replace(frame, rows=tuple(_not_ended(frame, standing.values())))


def _seen(row: FrameRow, as_of: date, known_on: date | None) -> bool:
    known = row.recorded is None or known_on is None or row.recorded <= known_on
    return known and (row.as_of is None or row.as_of <= as_of)


def _age(row: FrameRow) -> tuple[date, date]:
    return row.as_of or date.min, row.recorded or date.min


def _not_ended(frame: Frame, rows: Iterable[FrameRow]) -> Iterator[FrameRow]:
    at = frame.columns.index("state") if "state" in frame.columns else None
    return (row for row in rows if at is None or not row.key or row.cells[at] != "withdrawn")

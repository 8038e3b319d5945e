"""Small papers of our own, as people keep them, and what is read of them."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.findings import Place
from briefgen.intake.reading import Grid, GridRow, Reading, ReadItem, ReadPoint
from briefgen.intake.trackers.columns import Choices
from briefgen.intake.trackers.tables import recognise
from briefgen.intake.trackers.tracker import TrackerReading, read_tables

HEADER = ("Ref", "Action", "Lead DG", "Status", "Deadline", "Remarks")
ROOF = ("W 1", "Repair the roof", "Buildings", "In progress", "30/09/2026", "Scaffolding stands.")
HALL = ("W 2", "Paint the hall", "Buildings", "Completed", "15/08/2026", "Done in white.")


def a_grid(rows: Sequence[Sequence[str]], title: str = "", file: str = "tracker.xlsx") -> Grid:
    """A grid with these rows, numbered from 1."""
    place = Place(file, sheet=title)
    numbered = [GridRow(tuple(row), Place(file, sheet=title, row=at)) for at, row in enumerate(rows, 1)]
    return Grid(title, numbered, place)


def tracker(*rows: Sequence[str], header: Sequence[str] = HEADER, choices: Choices | None = None) -> TrackerReading:
    """What is read of one table below its headings."""
    return sheets(a_grid([header, *rows]), choices=choices)


def sheets(*grids: Grid, choices: Choices | None = None, meeting: str = "") -> TrackerReading:
    """What is read of several sheets of one file."""
    return read_tables("tracker.xlsx", recognise(grids, choices), choices, meeting=meeting)


def points(reading: TrackerReading) -> list[tuple[str, str]]:
    """The number and text of each point."""
    return [(point.number, point.text) for point in reading.reading.points]


def items(reading: TrackerReading) -> list[ReadItem]:
    """All items in order."""
    return [item for point in reading.reading.points for item in point.items]


def texts(reading: TrackerReading) -> list[str]:
    """The text of each item."""
    return [item.text for item in items(reading)]


def told(reading: Reading) -> dict[str, int]:
    """How many rows were told of, by their kind."""
    counts: dict[str, int] = {}
    for each in reading.told:
        counts[each.what] = counts.get(each.what, 0) + each.rows
    return counts


def rows_accounted_for(reading: Reading) -> int:
    """The rows that are in a point or an item, and those told of."""
    spots = {(item.place.sheet, item.place.row) for point in reading.points for item in point.items}
    spots |= {(point.place.sheet, point.place.row) for point in reading.points}
    return len(spots) + sum(each.rows for each in reading.told)


def only_point(reading: TrackerReading) -> ReadPoint:
    """The point of a paper that has one."""
    [point] = reading.reading.points
    return point

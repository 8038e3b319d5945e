"""Action lists and trackers as readings: tables of any paper, by their headings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefgen.intake.reading import Grid, Reading, ReadItem, ReadPoint, Told
from briefgen.intake.trackers.columns import NO_CHOICES, Choices
from briefgen.intake.trackers.dates import read_dates
from briefgen.intake.trackers.points import PointGatherer
from briefgen.intake.trackers.roles import ColumnRole, read_heading
from briefgen.intake.trackers.rows import HEADINGS, ActionRows, Doubt, OtherRow, RowWords
from briefgen.intake.trackers.states import read_state
from briefgen.intake.trackers.tables import ActionTable, Recognised, recognise
from briefgen.intake.words import one_line

OTHER_CHANGES = "changes of other things than the state, in a log of changes"


class TrackerReading(Struct, frozen=True):
    """A reading of tables, with what must be asked before it can count.

    Attributes:
        doubts: the columns of days whose order must be asked for.
        is_open_and_closed: how many rows have a day on which they ended, and another state.
    """

    reading: Reading
    doubts: tuple[Doubt, ...] = ()
    ended_but_open: int = 0


def read_action_grid(grid: Grid, choices: Choices | None = None, *, meeting: str = "") -> Reading:
    """One table of a paper as points and items; a table that is no action list gives none, and is told of.

    Args:
        grid: a sheet, a CSV file, a table of a Word file.
        choices: what a person has said of its columns, states and days.
        meeting: what all rows were agreed at; it is the point where the rows themselves have no group and no report.
    """
    return read_tables(grid.place.file, recognise([grid], choices), choices, meeting=meeting).reading


def read_tables(
    file: str,
    recognised: Recognised,
    choices: Choices | None = None,
    *,
    meeting: str = "",
    told: Sequence[Told] = (),
) -> TrackerReading:
    """The recognised tables of a paper as one reading.

    Args:
        file: its name.
        recognised: its tables, those that are skipped as well.
        choices: as those by which they were recognised.
        meeting: as of `read_action_grid`.
        told: what was lost before.
    """
    chosen = choices or NO_CHOICES
    readers = [ActionRows(table, chosen) for table in under_meeting(recognised, meeting).tables]
    rows = [row for reader in readers for row in reader.read()]
    words = [_in_meeting(row, meeting) for row in rows if isinstance(row, RowWords)]
    gatherer = PointGatherer(words, chosen.day_order)
    points = gatherer.points()
    changed = _ChangeLog(points, recognised.logs, chosen)
    every = (
        *told,
        *(Told(row.kind, row.place, row.words) for row in rows if isinstance(row, OtherRow)),
        *gatherer.told,
        *changed.told,
        *_skipped(recognised),
    )
    reading = Reading(file, changed.points, told=every, rows=_count_rows(recognised))
    doubts = tuple(doubt for reader in readers for doubt in reader.doubts)
    ended = sum(bool(row.closed) and row.state.state not in ("", "done", "withdrawn") for row in words)
    return TrackerReading(reading, doubts, ended)


def _count_rows(recognised: Recognised) -> int:
    grids = (
        *(each.grid for each in (*recognised.tables, *recognised.logs)),
        *(each.grid for each in recognised.skipped),
    )
    return sum(len(grid.rows) for grid in grids)


def _skipped(recognised: Recognised) -> Iterator[Told]:
    for grid, why in recognised.skipped:
        name = f"“{grid.title}”" if grid.title else "the table"
        if grid.rows:
            yield Told(f"{name}, skipped: {why}", grid.place, rows=len(grid.rows))


def _is_of_meeting(table: ActionTable, meeting: str) -> bool:
    found = table.assignment
    return bool(meeting) and not found.by_group and not found.of("text") and not found.of("part")


def under_meeting(recognised: Recognised, meeting: str) -> Recognised:
    """The tables; the actions of those without groups and reports are items of the meeting, if there is one."""
    return replace(recognised, tables=tuple(_under_meeting(table, meeting) for table in recognised.tables))


def _under_meeting(table: ActionTable, meeting: str) -> ActionTable:
    if not _is_of_meeting(table, meeting):
        return table
    fields = dict(table.assignment.fields)
    texts, key = fields.pop("commitment", ()), fields.pop("number", ())
    fields = {**fields, "point": (), "text": texts, "item": key or texts[:1]}
    return replace(table, assignment=replace(table.assignment, fields=fields, by_group=True))


def _in_meeting(row: RowWords, meeting: str) -> RowWords:
    return replace(row, point=meeting, commitment=meeting) if row.is_grouped and not row.commitment else row


class _ChangeLog:
    """What logs of changes tell of the states of points, as earlier wordings of their items."""

    def __init__(self, points: Sequence[ReadPoint], logs: Sequence[ActionTable], choices: Choices) -> None:
        self.choices = choices
        self.told: list[Told] = []
        found: dict[str, list[ReadItem]] = defaultdict(list)
        names = {point.key for point in points}
        for log in logs:
            for at in range(len(log.grid.rows)):
                self._read(log, at, names, found)
        self.points = tuple(replace(point, items=(*found[point.key], *point.items)) for point in points)

    def _read(self, log: ActionTable, at: int, names: set[str], found: dict[str, list[ReadItem]]) -> None:
        row = log.grid.rows[at]
        cells = {name: one_line(row.cells[indexes[0]]) for name, indexes in log.assignment.fields.items()}
        days = self._days(log)
        if at <= log.header[0] or not any(row.cells):
            self.told.append(Told(HEADINGS, row.place))
        elif ColumnRole.STATE in read_heading(cells["changed"]).roles and cells["point"] in names and days[at]:
            state = read_state(cells["value"], self.choices.states)
            found[cells["point"]].append(ReadItem(cells["value"], row.place, state=state.state, as_of=days[at]))
        else:
            self.told.append(Told(OTHER_CHANGES, row.place, " | ".join(filter(None, row.cells))[:80]))

    def _days(self, log: ActionTable) -> tuple[str, ...]:
        index = log.assignment.of("as_of")[0]
        cells = [row.cells[index] if index < len(row.cells) else "" for row in log.grid.rows]
        return read_dates(cells, self.choices.day_order, days_only=True).dates


def count_told(told: Sequence[Told]) -> dict[str, list[Told]]:
    """What was told of, by its kind, in the order in which each kind came first."""
    kinds: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        kinds[each.what].append(each)
    return dict(kinds)

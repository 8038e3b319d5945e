"""Which of a paper's tables hold actions or commitments: by their headings in the first rows, never by their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from briefgen.intake.reading import Grid
from briefgen.intake.trackers.columns import (
    NO_CHOICES,
    ActionColumn,
    Assignment,
    Choices,
    assign,
    assign_chosen,
    show_columns,
)
from briefgen.intake.trackers.roles import ColumnRole, read_heading
from briefgen.intake.words import one_line
from briefgen.sources.mapping.headings import plain_heading

ROWS_TO_SEARCH: Final = 15
_LONGEST_HEADING: Final = 80
_SHORT: Final = 3
_TEXTS: Final = frozenset({ColumnRole.MATTER, ColumnRole.ACTION, ColumnRole.TITLE, ColumnRole.DETAIL})
_PLAIN_TEXTS: Final = frozenset({ColumnRole.MATTER, ColumnRole.ACTION})
_FACTS: Final = frozenset(
    {ColumnRole.STATE, ColumnRole.OWNER, ColumnRole.DUE, ColumnRole.REPORT, ColumnRole.DAY, ColumnRole.CLOSED}
)
_LOG: Final = (
    frozenset("field | property | attribute | column | champ | feld | veld | campo".split(" | ")),
    frozenset("new | new value | to | neuer wert | nouvelle valeur | nieuwe waarde | valor nuevo".split(" | ")),
)


class ActionTable(Struct, frozen=True):
    """A table of actions or commitments, and how its columns were understood.

    Attributes:
        grid: the whole, with what stands above the headings.
        header: the rows with the headings, by their index in the grid; two where the upper one is joined over several.
        headings: of each column.
        columns: those with a heading or cells, for showing.
        sections: the rows that are titles of sections, by their index.
        missing: headings that were asked for and are not there.
        part: the part that all its rows belong to, where sheets of different kinds are the parts; else "".
    """

    grid: Grid
    header: tuple[int, ...]
    headings: tuple[str, ...]
    assignment: Assignment
    columns: tuple[ActionColumn, ...]
    sections: frozenset[int] = frozenset()
    missing: tuple[str, ...] = ()
    part: str = ""

    @property
    def below(self) -> range:
        """The indexes of the rows below the headings."""
        return range(self.header[-1] + 1, len(self.grid.rows))

    @property
    def name(self) -> str:
        """How it is spoken of: its sheet, the heading above it, or its file."""
        return self.grid.title or self.grid.place.file


class SkippedGrid(NamedTuple):
    """A table that was not taken, and why, in words."""

    grid: Grid
    why: str


class Recognised(Struct, frozen=True):
    """The tables of a paper: those that are read, those that tell of changes, and those that are not read."""

    tables: tuple[ActionTable, ...]
    skipped: tuple[SkippedGrid, ...] = ()
    logs: tuple[ActionTable, ...] = ()


def recognise(grids: Sequence[Grid], choices: Choices | None = None) -> Recognised:
    """The tables with headings of an action list or a tracker.

    Args:
        grids: all of a paper, in its order.
        choices: what a person has said of it; None where nobody was asked.
    """
    chosen = choices or NO_CHOICES
    tables, skipped, logs = [], [], []
    for grid in grids:
        if chosen.sheets and not _is_named(grid, chosen.sheets):
            skipped.append(SkippedGrid(grid, "it was not asked for"))
        elif log := _change_log(grid):
            logs.append(log)
        elif isinstance(found := _table_of(grid, chosen), ActionTable):
            tables.append(found)
        else:
            skipped.append(SkippedGrid(grid, found))
    with_parts = tables if "part" in chosen.columns else list(_with_sheets_as_parts(tables))
    return Recognised(tuple(with_parts), tuple(skipped), tuple(logs))


def offer_columns(grid: Grid) -> tuple[ActionColumn, ...]:
    """The columns of a table that was not recognised, for a person to say what each is: by its fullest early row."""
    rows = range(min(len(grid.rows), ROWS_TO_SEARCH))
    at = max(rows, key=lambda each: len(set(filter(None, grid.rows[each].cells))), default=None)
    if at is None:
        return ()
    headings = _headings_of(grid, (at,))
    below = [_padded(row.cells, len(headings)) for row in grid.rows[at + 1 :]]
    return show_columns(headings, below, assign(headings, below))


def _with_sheets_as_parts(tables: Sequence[ActionTable]) -> Iterator[ActionTable]:
    """The tables; sheets that hold different kinds of things, and not open and closed ones, are the parts."""
    titles = {table.grid.title.strip() for table in tables}
    are_parts = len(titles) == len(tables) > 1 and all(titles) and not any(map(_SAME_KIND.search, titles))
    for table in tables:
        if not are_parts or table.assignment.by_group:
            yield table
            continue
        found = table.assignment
        fields = {name: indexes for name, indexes in found.fields.items() if name != "part"}
        left = {**found.left, **dict.fromkeys(found.of("part"), f"the sheet “{table.grid.title}” is the part")}
        columns = (
            replace(
                each, fields=tuple(name for name in each.fields if name != "part"), why=left.get(each.index, each.why)
            )
            for each in table.columns
        )
        assignment = replace(found, fields=fields, left=left)
        yield replace(table, assignment=assignment, columns=tuple(columns), part=table.grid.title.strip())


_SAME_KIND: Final = re.compile(
    r"\b(open|closed|close|done|complete|completed|archive|archived|old|current|active|offen|erledigt|abgeschlossen|archiv|"
    r"ouvert|ouvertes|clos|closes|gesloten|afgehandeld|abiert\w+|cerrad\w+|20[0-9]{2}|sheet ?[0-9]+|tabelle ?[0-9]+)\b",
    re.IGNORECASE,
)


def _is_named(grid: Grid, sheets: Sequence[str]) -> bool:
    return not grid.title or grid.title.strip().casefold() in {each.strip().casefold() for each in sheets}


def _table_of(grid: Grid, choices: Choices) -> ActionTable | str:
    """The table in a grid, or why there is none."""
    if not any(any(row.cells) for row in grid.rows):
        return "it is empty"
    header = _find_header(grid, choices)
    if header is None:
        return (
            "no row has the headings of an action list" if not choices.columns else "it has none of the headings named"
        )
    headings = _headings_of(grid, header)
    sections = frozenset(_sections(grid, header[-1] + 1, headings))
    cells = [_padded(grid.rows[at].cells, len(headings)) for at in range(header[-1] + 1, len(grid.rows))]
    own = [row for at, row in enumerate(cells, header[-1] + 1) if at not in sections]
    missing: tuple[str, ...] = ()
    if choices.columns:
        found, missing = assign_chosen(headings, choices)
        if not found.of("text") and not found.of("commitment"):
            return "it has none of the headings named for a text"
    else:
        found = assign(headings, own, has_sections=bool(sections))
        if not found.of("commitment"):
            return "no heading names an action or a commitment"
    return ActionTable(grid, header, headings, found, show_columns(headings, own, found), sections, missing)


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(cells[:width]) + ("",) * (width - len(cells))


def _find_header(grid: Grid, choices: Choices) -> tuple[int, ...] | None:
    """The rows with the headings: the one that was named, else the one with most known ones among the first."""
    filled = [at for at, row in enumerate(grid.rows) if any(row.cells)]
    if choices.header_row:
        named = [at for at, row in enumerate(grid.rows) if row.place.row == choices.header_row]
        return _with_joined_row(grid, named[0]) if named else None
    if choices.columns:
        wanted = {plain_heading(each) for headings in choices.columns.values() for each in headings}
        counts = {at: len(wanted & {plain_heading(one_line(cell)) for cell in grid.rows[at].cells}) for at in filled}
        best = max(filled[:ROWS_TO_SEARCH], key=lambda at: counts[at], default=None)
        return _with_joined_row(grid, best) if best is not None and counts[best] else None
    best = max(filled[:ROWS_TO_SEARCH], key=lambda at: _score(grid.rows[at].cells), default=None)
    return _with_joined_row(grid, best) if best is not None and _is_header(grid, best) else None


def _score(cells: Sequence[str]) -> int:
    return len({read_heading(one_line(cell)).roles for cell in cells if 0 < len(cell) <= _LONGEST_HEADING} - {()})


def _is_header(grid: Grid, at: int) -> bool:
    """Whether a row names a text and something that is known of it; with the row below it, where cells are joined."""
    cells = [*grid.rows[at].cells]
    if at + 1 < len(grid.rows) and _is_joined(cells):
        cells += grid.rows[at + 1].cells
    read = [read_heading(one_line(cell)).roles for cell in cells if 0 < len(cell) <= _LONGEST_HEADING]
    roles = {role for each in read for role in each}
    # a list of states and what they mean has a description as well
    wanted = 1 if any(_PLAIN_TEXTS & {*each} and ColumnRole.DETAIL not in each for each in read) else 2
    return bool(roles & _TEXTS) and len(roles & _FACTS) >= wanted and _score(cells) > 1


def _is_joined(cells: Sequence[str]) -> bool:
    """Whether some neighbouring cells, and not all, are one over several columns."""
    pairs = [one and one == two for one, two in pairwise(cells)]
    return any(pairs) and not all(pairs)


def _with_joined_row(grid: Grid, at: int) -> tuple[int, ...]:
    """The heading row, with that above or below it where both name the columns together."""
    rows = grid.rows
    if _is_joined(rows[at].cells) and at + 1 < len(rows) and _names_below(rows[at].cells, rows[at + 1].cells):
        return at, at + 1
    if at and _is_joined(rows[at - 1].cells) and _names_below(rows[at - 1].cells, rows[at].cells):
        return at - 1, at
    return (at,)


def _names_below(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row divides the joined cells above it, and only repeats or leaves empty those that are single."""
    under = [low for up, low, beside in _with_neighbours(upper, lower) if beside and low and low != up]
    single = [low for up, low, beside in _with_neighbours(upper, lower) if up and not beside and low not in ("", up)]
    return len(under) > 1 and not single


def _with_neighbours(upper: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    for index, (up, low) in enumerate(zip(upper, lower, strict=False)):
        around = (upper[index - 1 : index] or ("",))[0], (upper[index + 1 : index + 2] or ("",))[0]
        yield up, low, bool(up) and up in around


def _headings_of(grid: Grid, header: tuple[int, ...]) -> tuple[str, ...]:
    """The heading of each column; of a cell joined over several columns with the same cells below, the first has it."""
    width = max(len(grid.rows[at].cells) for at in range(header[0], len(grid.rows)))
    rows = [_padded(grid.rows[at].cells, width) for at in header]
    words = [[one_line(row[index]) for row in rows if len(row[index]) <= _LONGEST_HEADING] for index in range(width)]
    found = [" ".join(dict.fromkeys(filter(None, each))) for each in words]
    below = [_padded(row.cells, width) for row in grid.rows[header[-1] + 1 :]]
    for index in range(width - 1, 0, -1):
        is_again = found[index] and found[index] == found[index - 1]
        if is_again and all(row[index] in ("", row[index - 1]) for row in below):
            found[index] = ""
    return tuple(found)


def _sections(grid: Grid, first: int, headings: Sequence[str]) -> Iterator[int]:
    """The rows that are titles: one text over all columns, or alone in the first of them."""
    named = [index for index, heading in enumerate(headings) if heading]
    for at in range(first, len(grid.rows)):
        cells = _padded(grid.rows[at].cells, len(headings))
        filled = [index for index in named if cells[index]]
        texts = {cells[index] for index in filled}
        is_over_all = len(texts) == 1 and len(filled) >= max(3, len(named) - 1)
        is_alone = len(filled) == 1 and filled[0] == named[0] and _is_title(cells[filled[0]], headings[filled[0]])
        if (is_over_all or is_alone) and _has_row_below(grid, at, named):
            yield at


def _is_title(cell: str, heading: str) -> bool:
    """Whether a cell is words under a heading for numbers; under another one a row may have its text alone."""
    roles, words = read_heading(heading).roles, one_line(cell)
    is_words = any(word.isalpha() and len(word) > _SHORT for word in words.split()) and not words[-1:].isdigit()
    return bool(roles) and roles[0] is ColumnRole.KEY and is_words


def _has_row_below(grid: Grid, at: int, named: Sequence[int]) -> bool:
    rows = (row.cells for row in grid.rows[at + 1 :])
    return any(sum(bool(cell) for cell in _padded(cells, max(named) + 1)) > 1 for cells in rows)


def _change_log(grid: Grid) -> ActionTable | None:
    """The grid as a log of changes: rows of a day, a number, a field, and its new value."""
    for at, row in enumerate(grid.rows[:ROWS_TO_SEARCH]):
        plain = [plain_heading(one_line(cell)) if cell else "" for cell in row.cells]
        fields = [index for index, each in enumerate(plain) if each in _LOG[0]]
        values = [index for index, each in enumerate(plain) if each in _LOG[1]]
        days = [index for index, each in enumerate(plain) if each in _DAYS_OF_LOG]
        keys = [index for index, cell in enumerate(row.cells) if ColumnRole.KEY in read_heading(one_line(cell)).roles]
        if fields and values and days and keys:
            found = {"changed": fields[:1], "value": values[:1], "as_of": days[:1], "point": keys[:1]}
            assignment = Assignment({name: tuple(each) for name, each in found.items()})
            headings = tuple(one_line(cell) for cell in row.cells)
            return ActionTable(grid, (at,), headings, assignment, ())
    return None


_DAYS_OF_LOG: Final = frozenset(
    "date | time | timestamp | changed on | changed | when | datum | zeitpunkt | fecha | data | date heure".split(" | ")
)

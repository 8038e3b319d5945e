"""The review of an import: a workbook that shows how a file was understood, in which a person can correct it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from briefgen.blank.review import ReviewSheet, as_review
from briefgen.errors import UnreadableInputError
from briefgen.intake.ledger import NewLedger
from briefgen.intake.reading import Grid, Reading
from briefgen.intake.trackers.choices import OF_FOLLOW_UPS
from briefgen.intake.trackers.columns import Choices
from briefgen.intake.trackers.tables import ActionTable, SkippedGrid, offer_columns
from briefgen.intake.words import one_line, read_plain
from briefgen.model.dossier import State
from briefgen.sources.description.sources import plain_words

FIELDS: Final = ("point", "number", "part", "commitment", *OF_FOLLOW_UPS[1:])
_COLUMNS: Final = ("sheet", "heading", "read as", "first sample", "second sample", "remark")
_STATES: Final = ("word", "cells", "state")
_SETTINGS: Final = ("setting", "value", "what it is")
_NONE: Final = "(none)"


class ReviewMaterial(NamedTuple):
    """What a review shows.

    Attributes:
        skipped: those that were not read; they are offered where none was, so that a person can say what is what.
        known: how often each state word stands, with the state that it was read as.
        unknown: how often each word stands that means no state.
        ledger: the rows that would be written; None where there are none.
    """

    tables: Sequence[ActionTable]
    skipped: Sequence[SkippedGrid]
    choices: Choices
    known: Mapping[tuple[str, str], int]
    unknown: Counter[str]
    day: str
    day_from: str
    reading: Reading
    ledger: NewLedger | None


def write_review(material: ReviewMaterial) -> bytes:
    """The workbook: what may be corrected first, then what would be written, then what was told of."""
    return as_review(list(_sheets(material)))


def _sheets(material: ReviewMaterial) -> Iterator[ReviewSheet]:
    yield ReviewSheet("columns", _COLUMNS, list(_columns(material)), {"read as": ("", *FIELDS)}, frozenset({"read as"}))
    words = (_NONE, *map(str, State))
    yield ReviewSheet("states", _STATES, list(_states(material)), {"state": words}, frozenset({"state"}))
    orders = [
        ("as_of", material.day, f"the day that the file reports on ({material.day_from or 'not said by the file'})"),
        ("date-format", material.choices.day_order, "dmy or mdy, where a date can be read in two ways"),
    ]
    yield ReviewSheet("settings", _SETTINGS, orders, {}, frozenset({"value"}))
    points = [
        (row["point"], row["number"], row["part"], read_plain(row["text"]))
        for row in (material.ledger.commitments if material.ledger else ())
    ]
    yield ReviewSheet("points", ("point", "number", "part", "text"), points)
    names = ("point", "item", "as_of", "recorded", "group", "state", "due", "owner", "source", "text")
    items = [
        tuple(read_plain(row[name]) if name == "text" else row[name] for name in names)
        for row in (material.ledger.follow_ups if material.ledger else ())
    ]
    yield ReviewSheet("items", names, items)
    told = [(each.what, str(each.place), str(each.rows), each.words) for each in material.reading.told]
    yield ReviewSheet("told of", ("what", "where", "rows", "how it begins"), told)


def _columns(material: ReviewMaterial) -> Iterator[tuple[str, ...]]:
    read = [(table.grid, table.columns) for table in material.tables]
    for grid, columns in read or [(each.grid, offer_columns(each.grid)) for each in material.skipped]:
        for column in columns:
            samples = (*column.samples, "", "")[:2]
            yield grid.title, column.heading, ", ".join(column.fields), *samples, column.why


def _states(material: ReviewMaterial) -> Iterator[tuple[str, ...]]:
    for (word, state), count in material.known.items():
        yield word, str(count), state or _NONE
    for word, count in material.unknown.items():
        yield word, str(count), ""


def is_review(grids: Sequence[Grid]) -> bool:
    """Whether the sheets are those of a review."""
    return {"columns", "states", "settings"} <= {grid.title for grid in grids}


def read_review(grids: Sequence[Grid], file: str) -> Choices:
    """The choices in a review, as a person has corrected it.

    Raises:
        UnreadableInputError: a field or a state is none of ours.
    """
    rows = {grid.title: [tuple(map(one_line, row.cells)) for row in grid.rows[1:]] for grid in grids}
    columns: dict[str, list[str]] = {}
    for row in rows["columns"]:
        sheet, heading, read_as = (*row, "", "", "")[:3]
        for field in filter(None, (each.strip() for each in read_as.split(","))):
            if field not in FIELDS and " of 20" not in field:
                message = f"{file}, sheet columns: “{field}”, for the heading “{heading}”, is none of our columns."
                raise UnreadableInputError(message, f"Write one of: {', '.join(FIELDS)}; or empty the cell ({sheet}).")
            if field in FIELDS and heading not in columns.setdefault(field, []):
                columns[field].append(heading)
    settings = {name: value for name, value, *_ in rows["settings"]}
    constants = {"as_of": settings["as_of"]} if settings.get("as_of") else {}
    named = {name: tuple(headings) for name, headings in columns.items()}
    return Choices(named, dict(_read_states(rows["states"], file)), constants, settings.get("date-format", ""))


def _read_states(rows: Sequence[tuple[str, ...]], file: str) -> Iterator[tuple[str, str]]:
    for row in rows:
        word, _, state = (*row, "", "", "")[:3]
        if not state or word.startswith("("):
            continue  # a word that is still to be asked for
        if state not in (_NONE, *State):
            message = f"{file}, sheet states: “{state}”, for the word “{word}”, is no state."
            raise UnreadableInputError(message, f"Write one of: {', '.join(State)}; or {_NONE}.")
        yield plain_words(word), "" if state == _NONE else state

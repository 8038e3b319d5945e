"""Build data tables (`frames:` in dossier.yaml), and check the definitions of tables and charts against them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from briefgen.findings import Finding, Place, did_you_mean, error, has_errors, warning
from briefgen.model.data_tables import BUILT_IN, DataRow, DataTable, ExhibitSpec
from briefgen.model.dossier import State
from briefgen.sources import rules
from briefgen.sources.files.schema import Column, ColumnKind, TableSchema
from briefgen.sources.files.table import SourceTable
from briefgen.sources.ledger.cross_checks import Check, check_alike_keys, check_unique_keys, check_wordings, run_checks
from briefgen.sources.ledger.entries import LedgerEntry, entries_of
from briefgen.sources.ledger.texts import TextChecker

_WORDS: Final = {"state": tuple(state for state in State if state is not State.WITHDRAWN), "overdue": ("yes", "no")}
"""The values that columns of the built-in data tables can have, as far as they are known."""
_DATED: Final = (Column("as_of", ColumnKind.DATE), Column("recorded", ColumnKind.DATE), Column("key", ColumnKind.KEY))


def frame_schema(key: str) -> TableSchema:
    """The schema of a data table: any columns, of which three have a fixed meaning."""
    return TableSchema(key, _DATED, open=True)


class Counted(NamedTuple):
    """The data tables of a dossier, the definitions that can be computed, and the faults of both."""

    frames: Mapping[str, DataTable]
    exhibits: tuple[ExhibitSpec, ...]
    findings: tuple[Finding, ...]


def build_data_tables(tables: Mapping[str, SourceTable], specs: Sequence[ExhibitSpec]) -> Counted:
    """The data tables, without their faulty rows, and the definitions that fit them.

    Args:
        tables: as read, by the key of the data table.
        specs: the definitions, as dossier.yaml has them.
    """
    frames: dict[str, DataTable] = {}
    findings: list[Finding] = []
    for key, table in tables.items():
        frames[key], faults = _frame(key, table)
        findings += faults
    unread = frozenset(key for key, table in tables.items() if not table.whole)
    sound: list[ExhibitSpec] = []
    # definitions over a data table that could not be read are dropped: its fault is reported already
    for spec in (each for each in specs if each.frame not in unread):
        faults = tuple(_faults_of(spec, frames))
        findings += faults
        if not has_errors(faults):
            sound.append(spec)
    near = (found for spec in sound for found in _near_values(spec, frames.get(spec.frame)))
    return Counted(frames, tuple(sound), (*findings, *dict.fromkeys(near)))


def _frame(key: str, table: SourceTable) -> tuple[DataTable, tuple[Finding, ...]]:
    dated = tuple(column._replace(required=True) for column in _DATED if column.name in table.columns)
    # these columns are optional but may not have empty cells, except “recorded”, as in the follow-up
    columns = tuple(each._replace(required=each.name != "recorded") for each in dated)
    entries, faults = entries_of(table._replace(schema=table.schema._replace(columns=columns)), TextChecker())
    entries, clashes = run_checks(entries, *_checks(table.columns))
    braces = tuple(found for entry in entries for found in _braces(entry))
    rows = tuple(_row(entry, table.columns) for entry in entries if entry.sound)
    return DataTable(key, table.columns, rows), (*table.findings, *faults, *clashes, *braces)


def _checks(columns: Sequence[str]) -> Iterator[Check]:
    if "key" in columns:
        yield check_alike_keys("key")
        dates = [name for name in ("as_of", "recorded") if name in columns]
        yield check_wordings("key", *dates) if dates else check_unique_keys("key")


def _braces(entry: LedgerEntry) -> Iterator[Finding]:
    for column, text in entry.row.cells.items():
        if "{{" in text or "{%" in text:
            message = "values ({{ … }}) are not put into frames; the braces would be printed."
            yield error(rules.VALUE_NOT_SAID, entry.row.at(column), message, "Write the words out.", text)


def _row(entry: LedgerEntry, columns: Sequence[str]) -> DataRow:
    values = entry.values
    return DataRow(
        cells=tuple(entry.row.cells.get(column, "").strip() for column in columns),
        place=entry.row.place,
        key=values.get("key", ""),
        as_of=values.get("as_of"),
        recorded=values.get("recorded"),
    )


def _faults_of(spec: ExhibitSpec, frames: Mapping[str, DataTable]) -> Iterator[Finding]:
    columns = BUILT_IN.get(spec.frame) or (frames[spec.frame].columns if spec.frame in frames else None)
    if columns is None:
        known = (*frames, *BUILT_IN)
        remedy = did_you_mean(spec.frame, known) or f"The frames are: {', '.join(known)}."
        message = f"{_who(spec)} counts in no frame that there is: “{spec.frame}”."
        yield error(rules.UNKNOWN_FRAME, spec.place, message, remedy, spec.frame)
        return
    yield from _unknown_columns(spec, columns)
    yield from _unknown_values(spec, partial(_values_of, frames.get(spec.frame)))


def _unknown_columns(spec: ExhibitSpec, columns: Sequence[str]) -> Iterator[Finding]:
    measured = [each.column for each in spec.values if each.column]
    for name in dict.fromkeys((*(axis.column for axis in spec.axes), *measured, *spec.where)):
        if name not in columns:
            message = f"{_who(spec)} names a column that the frame “{spec.frame}” does not have: “{name}”."
            remedy = did_you_mean(name, columns) or f"Its columns are: {', '.join(columns)}."
            yield error(rules.UNKNOWN_FRAME, spec.place, message, remedy, name)


def _values_of(frame: DataTable | None, column: str) -> tuple[str, ...] | None:
    """The values that a column can have; None where they depend on the as-of day."""
    if frame is None:
        return _WORDS.get(column)
    return frame.values(column) if column in frame.columns else None


def _unknown_values(spec: ExhibitSpec, values_of: Callable[[str], tuple[str, ...] | None]) -> Iterator[Finding]:
    """Values in conditions and lists that the data table does not have: probably misspelt, and then counted as 0."""
    listed = [(axis.column, value) for axis in spec.axes for value in axis.listed]
    where = [(column, value) for column, values in spec.where.items() for value in values]
    for column, value in (*where, *listed):
        known = values_of(column)
        if known is not None and value not in known:
            yield error(*_no_value(spec, known, column, value))
    for axis in spec.axes:
        known = values_of(axis.column) or ()
        for value in axis.include:
            # a category may have no rows; only one that looks like a misspelling is reported
            if value not in (*known, "*") and did_you_mean(value, known):
                yield warning(*_no_value(spec, known, axis.column, value))
    known_values = [values_of(axis.column) for axis in spec.axes]
    for value in spec.labels if None not in known_values else ():
        if not any(value in (known or ()) for known in known_values):
            yield warning(*_no_value(spec, known_values[0] or (), spec.rows.column, value))


def _no_value(spec: ExhibitSpec, known: Sequence[str], column: str, value: str) -> tuple[str, Place, str, str, str]:
    message = f"{_who(spec)} names a value that the column “{column}” never has: “{value}”."
    some = f"Its values are: {', '.join(known[:12])}." if known else "The table has no rows."
    return rules.UNKNOWN_VALUE, spec.place, message, did_you_mean(value, known) or some, value


def _near_values(spec: ExhibitSpec, frame: DataTable | None) -> Iterator[Finding]:
    if frame is None:
        return
    measured = [each.column for each in spec.values if each.column]
    for column in dict.fromkeys((*(axis.column for axis in spec.axes), *measured)):
        at, first = frame.columns.index(column), dict[str, str]()
        for row in frame.rows:
            value = row.cells[at]
            earlier = first.setdefault(re.sub(r"\s+", " ", value).casefold(), value)
            if value != earlier:
                message = f"“{value}” differs from “{earlier}” by capitals or blanks only; it is counted by itself."
                place = Place(row.place.file, row.place.sheet, row.place.row, column)
                yield warning(rules.NEAR_VALUE, place, message, f"Write “{earlier}”.", value)


def _who(spec: ExhibitSpec) -> str:
    return f"“{spec.key}” under “{spec.group}”"

"""Parse rows into entries: each cell by the kind of its column, with a finding for each fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import repeat
from operator import getitem
from typing import Any, Final

from msgspec import Struct

from briefgen.findings import Finding, error, has_errors
from briefgen.sources import rules
from briefgen.sources.files.schema import Column, ColumnKind
from briefgen.sources.files.table import SourceTable, TableRow
from briefgen.sources.files.values import EMPTY, READERS, CellProblem, exact_number_of, plain_word
from briefgen.sources.ledger.texts import TextChecker


class LedgerEntry(Struct, frozen=True):
    """A row with the values of all its table's columns.

    Attributes:
        values: by column, without the cells that could not be read.
        sound: whether nothing at error level was found in the row.
    """

    row: TableRow
    values: Mapping[str, Any]
    sound: bool

    @property
    def as_of(self) -> date | None:
        """From which day the row holds; None where that is not said, or cannot be read."""
        found: date | None = self.values.get("as_of")
        return found

    @property
    def recorded(self) -> date | None:
        """On which day the row was known; None where that is not said, or cannot be read."""
        found: date | None = self.values.get("recorded")
        return found


def entries_of(table: SourceTable, texts: TextChecker) -> tuple[tuple[LedgerEntry, ...], tuple[Finding, ...]]:
    """The entries of a table, faulty ones included (not sound), and what was found in their cells."""
    reader = _EntryReader(table, texts)
    entries = tuple(map(reader.entry, table.rows))
    return entries, tuple(reader.findings)


_UNREAD: Final = object()


class _EntryReader:
    """Reads the rows of one table; what a column held before without a fault means the same again."""

    def __init__(self, table: SourceTable, texts: TextChecker) -> None:
        self.columns: list[tuple[Column, dict[str, Any]]] = [(column, {}) for column in table.schema.columns]
        self.names, self.known = [column.name for column, _ in self.columns], [known for _, known in self.columns]
        self.texts = texts
        self.findings: list[Finding] = []

    def entry(self, row: TableRow) -> LedgerEntry:
        """The entry of a row; what is wrong with it goes to the findings."""
        if row.numbers:
            return self._looked_at(row)
        try:
            texts = map(row.cells.get, self.names, repeat(""))
            values = dict(zip(self.names, map(getitem, self.known, texts), strict=False))
        except KeyError:
            return self._looked_at(row)
        return LedgerEntry(row, _with_day_known(values), row.sound)

    def _looked_at(self, row: TableRow) -> LedgerEntry:
        """The entry of a row that holds what no row before it held, or what was at fault there."""
        text_in, numbers = row.cells.get, row.numbers
        values: dict[str, Any] = {}
        faults: list[Finding] = []
        doubts: list[Finding] = []
        for column, known in self.columns:
            name = column.name
            text = text_in(name, "")
            value = _UNREAD if name in numbers else known.get(text, _UNREAD)
            if value is _UNREAD:
                value = self._read(column, text, row, known, faults, doubts)
            if value is not _UNREAD:
                values[name] = value
        self.findings += (*faults, *doubts)
        # a faulty text leaves the row sound: a draft then shows the text as typed
        return LedgerEntry(row, _with_day_known(values), row.sound and not (faults and has_errors(faults)))

    def _read(
        self,
        column: Column,
        text: str,
        row: TableRow,
        known: dict[str, Any],
        faults: list[Finding],
        doubts: list[Finding],
    ) -> object:
        value: object = _UNREAD
        try:
            value = _value(column, text, row)
        except CellProblem as problem:
            faults.append(error(problem.rule, row.at(column.name), problem.message, problem.remedy, text))
        if found := list(_doubts(column, text, row, self.texts)):
            doubts += found
        elif value is not _UNREAD and _means_the_same(column, text, row):
            known[text] = value
        return value


def _with_day_known(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a row, which by default was known on its own day."""
    if values.get("recorded", _UNREAD) is None:
        values["recorded"] = values.get("as_of")
    return values


def _means_the_same(column: Column, text: str, row: TableRow) -> bool:
    """Whether the same text means the same in another row."""
    return column.name not in row.numbers and (not column.required or bool(text.strip()))


def _doubts(column: Column, text: str, row: TableRow, texts: TextChecker) -> Iterator[Finding]:
    """What is said of a text that is read all the same."""
    if column.kind is ColumnKind.MARKDOWN:
        yield from _check_markup(column, text, row, texts)
    elif column.kind is ColumnKind.TEXT and ("{{" in text or "{%" in text):
        message = "values ({{ … }}) are not put into this column; the braces would be printed."
        yield error(rules.VALUE_NOT_SAID, row.at(column.name), message, "Write the words out.", text)


def _value(column: Column, text: str, row: TableRow) -> object:
    if text.strip():
        return exact_number_of(text) if _is_number(column, row) else READERS[column.kind](text)
    if column.required and row.sound and not _may_be_empty(column, row):
        raise CellProblem(rules.EMPTY_CELL, *empty_cell(column.name))
    return EMPTY.get(column.kind, "")


def empty_cell(column: str) -> tuple[str, str]:
    """What is said of a required cell that is empty: the message, and the remedy."""
    return f"the cell is empty; “{column}” is required.", "Fill it in, or delete the row."


def _is_number(column: Column, row: TableRow) -> bool:
    return column.kind is ColumnKind.NUMBER and column.name in row.numbers


def _may_be_empty(column: Column, row: TableRow) -> bool:
    """A withdrawn row needs no text, nor does a participant who is named, nor a later row that confirms a wording."""
    if column.name != "text":
        return False
    if column.may_confirm:  # whether there is a wording before it, only all rows together say
        return True
    state, kind = (plain_word(row.cells.get(each, "")) for each in ("state", "kind"))
    return "withdrawn" in (state, kind) or (kind == "participant" and bool(row.cells.get("name", "").strip()))


def _check_markup(column: Column, text: str, row: TableRow, texts: TextChecker) -> Iterator[Finding]:
    """The faults of a text; its place is only made where there are any."""
    if any(texts.check(text, row.place)):
        yield from texts.check(text, row.at(column.name))

"""Parse rows into entries: each cell by the kind of its column, with a finding for each fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from briefgen.findings import Finding, error, has_errors
from briefgen.sources import rules
from briefgen.sources.files.schema import Column, ColumnKind
from briefgen.sources.files.table import SourceTable, TableRow
from briefgen.sources.files.values import EMPTY, READERS, CellProblem, exact_number_of, plain_word
from briefgen.sources.ledger.texts import TextChecker


class LedgerEntry(NamedTuple):
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
    entries: list[LedgerEntry] = []
    findings: list[Finding] = []
    sound: set[str] = set()
    for row in table.rows:
        entry, found = _entry(table, row, texts, sound)
        entries.append(entry)
        findings += found
    return tuple(entries), tuple(findings)


def _entry(
    table: SourceTable, row: TableRow, texts: TextChecker, sound: set[str]
) -> tuple[LedgerEntry, tuple[Finding, ...]]:
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    said: list[Finding] = []
    for column in table.schema.columns:
        text = row.cells.get(column.name, "")
        try:
            values[column.name] = _value(column, text, row)
        except CellProblem as problem:
            findings.append(error(problem.rule, row.at(column.name), problem.message, problem.remedy, text))
        if column.kind is ColumnKind.MARKDOWN and text not in sound:
            if found := tuple(_check_markup(column, text, row, texts)):
                said += found
            else:
                sound.add(text)  # a wording stays over many rows
        elif column.kind is ColumnKind.TEXT and ("{{" in text or "{%" in text):
            message = "values ({{ … }}) are not put into this column; the braces would be printed."
            said.append(error(rules.VALUE_NOT_SAID, row.at(column.name), message, "Write the words out.", text))
    if "recorded" in values and values["recorded"] is None:
        values["recorded"] = values.get("as_of")  # by default a row was known on its own day
    # a faulty text leaves the row sound: a draft then shows the text as typed
    return LedgerEntry(row, values, row.sound and not has_errors(findings)), (*findings, *said)


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

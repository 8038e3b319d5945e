"""The rows of a tracker in our words: states, dates, keys and what is the same for all; each cause told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from msgspec.structs import replace

from briefgen.findings import Finding, Place, error, warning
from briefgen.model.dossier import State
from briefgen.sources import rules
from briefgen.sources.description.sources import TableMapping, plain_words
from briefgen.sources.files.schema import ColumnKind, TableSchema
from briefgen.sources.files.sheet_look import spans
from briefgen.sources.files.table import SourceTable, TableRow
from briefgen.sources.mapping.columns import NAMES_OF_ROWS, quote
from briefgen.sources.mapping.dates import NOTHING, find_order, is_day, read_date
from briefgen.sources.mapping.headings import propose_state
from briefgen.sources.mapping.keys import make_key, with_keys

_Rows: TypeAlias = list[TableRow]
_SECOND: Final = "Fill it in, or name a second column that is read where the first is empty: text: [Remarks, Status]."
_MOST_WORDS: Final = 12
_SHOWN: Final = 5


def in_our_words(table: SourceTable, mapping: TableMapping) -> SourceTable:
    """The table with the values that our columns take. Its dates are settled by the dates of this table alone."""
    if not table.whole:
        return table
    rows, findings = _without_silent_rows(table, is_derived=mapping.is_derived)
    # texts before states: a word that is no state yet says all the same that there is something to report
    for step in (_with_constants, _with_items, _with_keys, _with_words, _with_states, _with_dates, _told_apart):
        rows, found = step(table.schema, mapping, rows)
        findings += found
    return table._replace(rows=tuple(rows), findings=(*table.findings, *findings), silent=())


def _without_silent_rows(table: SourceTable, *, is_derived: bool) -> tuple[_Rows, list[Finding]]:
    """The rows but for those that say nothing: prepared for later, titles of sections, and those of other columns.

    A row that speaks in columns of another table only stays in a derived one: there a commitment may be missing.
    """
    numbers = table.silent
    stays = frozenset(numbers) if is_derived else frozenset()
    kept = [
        row
        for row in table.rows
        if not row.sound or _says_something(row) or (is_derived and row.place.row not in stays)
    ]
    if is_derived or not numbers:
        return kept, []
    what = "1 row says" if len(numbers) == 1 else f"{len(numbers)} rows say"
    where = f"row{'s' * (len(numbers) > 1)} {spans(numbers)}"
    message = f"{what} nothing in the columns that are read but a number or a title, and cannot be printed: {where}."
    remedy = "Fill it in where it counts. A title above rows is read where it stands in a column of its own."
    at = replace(table.place or Place(""), row=numbers[0])
    return kept, [warning(rules.ROW_WITHOUT_WORDS, at, message, remedy)]


def _says_something(row: TableRow) -> bool:
    return any(cell.strip() for name, cell in row.cells.items() if name not in NAMES_OF_ROWS)


def _with_constants(_schema: TableSchema, mapping: TableMapping, rows: _Rows) -> tuple[_Rows, list[Finding]]:
    """Where a cell is empty, what `constants` has for its column."""
    if not mapping.constants:
        return rows, []
    return [replace(row, cells=_filled(row, mapping)) for row in rows], []


def _filled(row: TableRow, mapping: TableMapping) -> dict[str, str]:
    empty = {name: value for name, value in mapping.constants.items() if not row.cells.get(name, "").strip()}
    return {**row.cells, **empty}


def _with_keys(schema: TableSchema, _mapping: TableMapping, rows: _Rows) -> tuple[_Rows, list[Finding]]:
    return with_keys(schema, rows)


def _with_states(schema: TableSchema, mapping: TableMapping, rows: _Rows) -> tuple[_Rows, list[Finding]]:
    """Our states by their words; each unknown word is told of once."""
    if not any(column.kind is ColumnKind.STATE for column in schema.columns):
        return rows, []
    known = {**{state.value: state.value for state in State}, **dict.fromkeys(NOTHING, ""), **mapping.states}
    unknown: dict[str, list[TableRow]] = defaultdict(list)
    found: _Rows = []
    for row in rows:
        word = plain_words(row.cells.get("state", ""))
        if word not in known:
            unknown[word].append(row)
        found.append(_with_cell(row, "state", known.get(word, "")) if "state" in row.cells else row)
    return found, _unknown_states(unknown)


def _unknown_states(unknown: dict[str, list[TableRow]]) -> list[Finding]:
    findings = []
    for those in list(unknown.values())[:_MOST_WORDS]:
        typed = " ".join(those[0].cells["state"].split())
        message = f"the state “{typed}” is not known ({count_rows(those)})."
        remedy = f"Write under “states”: {quote(typed)}: {propose_state(typed) or '…'}"
        known = ", ".join(State)
        choice = "" if propose_state(typed) else f" (… is one of {known}, or nothing where it is no state)"
        findings.append(error(rules.STATE_WORD, those[0].at("state"), message, remedy + choice, typed))
    if more := list(unknown.values())[_MOST_WORDS:]:
        message = f"{len(more)} further words are no states either. Is it the right column?"
        remedy = "Name another column for “state”, or leave it out under “columns”."
        findings.append(error(rules.STATE_WORD, more[0][0].at("state"), message, remedy))
    return findings


def count_rows(rows: Sequence[TableRow]) -> str:
    """How often something stands in a table, with the first row where there are several."""
    return "1 row" if len(rows) == 1 else f"{len(rows)} rows, the first of them row {rows[0].place.row}"


def _with_cell(row: TableRow, name: str, text: str) -> TableRow:
    return replace(row, cells={**row.cells, name: text})


def _with_dates(schema: TableSchema, mapping: TableMapping, rows: _Rows) -> tuple[_Rows, list[Finding]]:
    """Dates in our forms; the order of day and month is that of each column."""
    findings: list[Finding] = []
    for column in schema.columns:
        if column.kind in (ColumnKind.DATE, ColumnKind.DUE) and any(column.name in row.cells for row in rows):
            rows, found = _DateColumn(column.name, column.kind, mapping.day_order).read(rows)
            findings += found
    return rows, findings


class _DateColumn:
    """Reads the dates of one column of one table."""

    def __init__(self, name: str, kind: ColumnKind, order: str) -> None:
        self.name, self.kind, self.given = name, kind, order

    def read(self, rows: _Rows) -> tuple[_Rows, list[Finding]]:
        """The rows with the dates of this column in our forms."""
        cells = [row.cells.get(self.name, "") for row in rows]
        order = find_order(cells, self.given)
        if order.clash:
            return self._refused(rows, order.clash), [self._clash([rows[at] for at in order.clash])]
        if order.doubtful:
            doubtful = [rows[at] for at in order.doubtful]
            return self._refused(rows, order.doubtful), [self._doubt(doubtful)]
        found, faulty = [], []
        for row, cell in zip(rows, cells, strict=True):
            date = "" if plain_words(cell) in NOTHING else read_date(cell, order.order)
            if date and self.kind is ColumnKind.DATE and not is_day(date):
                date = ""
            if not date and plain_words(cell) not in NOTHING:
                faulty.append(row)
            found.append(_with_cell(row, self.name, date))
        if self.kind is ColumnKind.DATE:
            found = self._refused(found, [at for at, row in enumerate(rows) if row in faulty])
        return found, [self._faulty(faulty)] if faulty else []

    def _refused(self, rows: _Rows, indexes: Iterable[int]) -> _Rows:
        """The rows, those at the indexes not sound any more, and without the date, so that nobody complains again."""
        those = set(indexes)
        return [
            replace(_with_cell(row, self.name, ""), sound=False) if at in those else row for at, row in enumerate(rows)
        ]

    def _clash(self, rows: Sequence[TableRow]) -> Finding:
        day_first, month_first = (row.cells[self.name].strip() for row in rows)
        message = f"“{day_first}” has its day first, and “{month_first}” ({rows[1].at(self.name)}) its month."
        remedy = "Write all dates of the column in one way; 2026-12-31 can be read in one way only."
        return error(rules.DAY_ORDER, rows[0].at(self.name), message, remedy, day_first)

    def _doubt(self, rows: Sequence[TableRow]) -> Finding:
        typed = rows[0].cells[self.name].strip()
        message = f"“{typed}” can be read as two days, and no other date there shows which ({count_rows(rows)})."
        remedy = "Write date-format: dmy where the day comes first, date-format: mdy where the month does."
        return error(rules.DAY_ORDER, rows[0].at(self.name), message, remedy, typed)

    def _faulty(self, rows: Sequence[TableRow]) -> Finding:
        words = list(dict.fromkeys(" ".join(row.cells[self.name].split()) for row in rows))
        shown = ", ".join(f"“{each}”" for each in words[:_SHOWN])
        more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
        at = rows[0].at(self.name)
        if self.kind is ColumnKind.DUE:
            message = f"{shown}{more} is no date that can be read ({count_rows(rows)}): no deadline is shown there."
            remedy = "Write a date (2026-06-30, 30/06/2026, June 2026, Q2 2026), or leave the cell empty."
            return warning(rules.DEADLINE_IN_WORDS, at, message, remedy, words[0])
        message = f"{shown}{more} is no day that can be read ({count_rows(rows)})."
        return error(rules.NO_DATE, at, message, "Write a day, e.g. 2026-06-30 or 30/06/2026.", words[0])


def _with_items(schema: TableSchema, mapping: TableMapping, rows: _Rows) -> tuple[_Rows, list[Finding]]:
    """A follow-up's key where no column has it: that of its point; or point and words, where words are to make it."""
    if schema.name != "followup" or not mapping.columns:
        return rows, []
    choice = mapping.columns.get("item")
    if choice is None:
        return [_with_cell(row, "item", row.cells.get("item") or row.cells.get("point", "")) for row in rows], []
    if choice.is_made:
        return [_with_cell(row, "item", _joined(row.cells["point"], row.cells["item"])) for row in rows], []
    return rows, []


def _joined(point: str, words: str) -> str:
    return f"{make_key(point)} {words}".strip() if words.strip() else ""


def _told_apart(schema: TableSchema, mapping: TableMapping, rows: _Rows) -> tuple[_Rows, list[Finding]]:
    """Where nothing tells items apart, a point may have one row of a day; those that come again are left out."""
    if schema.name != "followup" or not mapping.columns or "item" in mapping.columns:
        return rows, []
    again: dict[str, list[TableRow]] = defaultdict(list)
    kept: dict[tuple[str, ...], TableRow] = {}
    for row in rows:
        key = tuple(row.cells.get(name, "") for name in ("item", "as_of", "recorded"))
        if kept.setdefault(key, row) is not row and row.cells.get("item") == row.cells.get("point"):
            again[key[0]].append(row)
    lost = {id(row) for those in again.values() for row in those}
    if not lost:
        return rows, []
    first = next(iter(again.values()))[0]
    points = ", ".join(f"“{each}”" for each in list(again)[:_SHOWN]) + (" …" if len(again) > _SHOWN else "")
    message = f"there are several rows of one day under one point ({points}: {len(lost)} rows more than points)."
    remedy = (
        "Write under “columns” what tells them apart: item: and the heading of a column with a number of each row; "
        "or item: {from: …} with one whose words stay the same, such as the action's."
    )
    return [row for row in rows if id(row) not in lost], [
        error(rules.ROWS_NOT_APART, first.at("point"), message, remedy)
    ]


def _with_words(_schema: TableSchema, mapping: TableMapping, rows: _Rows) -> tuple[_Rows, list[Finding]]:
    """Rows without a text, and with none of the same item that they could confirm, are told of once.

    One that has no state either, only a name or a deadline, has nothing to report, and is left out.
    """
    has_words = {_subject(row) for row in rows if row.cells.get("text", "").strip()}
    bare = [row for row in rows if row.sound and _is_bare(row, mapping) and _subject(row) not in has_words]
    idle = [row for row in bare if "item" in row.cells and not _state_of(row, mapping)]
    lacking = [row for row in bare if row not in idle]
    findings = []
    if idle:
        message = f"there is no text and no state ({count_rows(idle)}): nothing is printed of it beside its point."
        findings.append(warning(rules.ROW_WITHOUT_WORDS, idle[0].at("text"), message, _SECOND))
    if lacking:
        message = f"there is no text ({count_rows(lacking)}), and one is needed."
        findings.append(error(rules.EMPTY_CELL, lacking[0].at("text"), message, _SECOND))
    gone, faulty = {id(row) for row in idle}, {id(row) for row in lacking}
    kept = [replace(row, sound=False) if id(row) in faulty else row for row in rows if id(row) not in gone]
    return kept, findings


def _subject(row: TableRow) -> str:
    return row.cells.get("item") or row.cells.get("point", "")


def _is_bare(row: TableRow, mapping: TableMapping) -> bool:
    return row.cells.get("text", "x").strip() == "" and _state_of(row, mapping) != State.WITHDRAWN


def _state_of(row: TableRow, mapping: TableMapping) -> str:
    """Our state of a row, or a word that is none yet; "" where it says nothing."""
    word = plain_words(row.cells.get("state", ""))
    return "" if word in NOTHING else mapping.states.get(word, word)

"""Raw rows, as every kind of source gives them, and the checks that all sources share.

CSV, XLSX and SQL differ in how a raw row is read only; from there on the code is the same, so that the same data gives
the same rows and findings whatever file it came in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, compress
from operator import getitem
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from briefgen.findings import Finding, Place, did_you_mean, error, has_errors, warning
from briefgen.sources import rules
from briefgen.sources.files.schema import ColumnKind, TableSchema
from briefgen.sources.files.text import (
    cell_lines,
    direction_marks_in,
    forbidden_in,
    is_odd,
    markup_of_lines,
    mojibake_in,
)


class RawRow(Struct, frozen=True):
    """The fields of one row as read from a source, with the findings of its reader.

    Attributes:
        number: the row as Excel shows it, from 1.
        line: the line of the file where the row begins, where that is another number; else None.
        numbers: which fields (from 0) the source gives as numbers and not as texts.
        is_silent: whether it is filled, but in no column that says something.
    """

    number: int
    fields: tuple[str, ...]
    line: int | None = None
    findings: tuple[Finding, ...] = ()
    numbers: frozenset[int] = frozenset()
    is_silent: bool = False

    @property
    def blank(self) -> bool:
        """Whether the row holds nothing at all."""
        return not self.findings and not any(map(str.strip, self.fields))


class TableRow(Struct, frozen=True):
    """The cells of one row by column name, all as text; a column that the table lacks is not among them.

    Attributes:
        sound: whether nothing at error level was found in the row.
        letters: the letters of the columns, where the row is in a sheet.
        numbers: the columns whose cells the source gives as numbers and not as texts.
    """

    cells: Mapping[str, str]
    place: Place
    sound: bool = True
    letters: Mapping[str, str] = MappingProxyType({})
    numbers: frozenset[str] = frozenset()

    def at(self, column: str) -> Place:
        """The place of the row's cell in that column."""
        letter = self.letters.get(column)
        return self.place.in_column(column, f"cell {letter}{self.place.row}" if letter else "")


class SourceTable(NamedTuple):
    """A table as read.

    Attributes:
        whole: whether all rows were read; references to an incomplete table are not checked.
        columns: the names in its header.
        silent: the rows of a foreign table that are filled, but say nothing.
        place: the file and sheet of a foreign table.
    """

    schema: TableSchema
    rows: tuple[TableRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    whole: bool = True
    columns: tuple[str, ...] = ()
    silent: tuple[int, ...] = ()
    place: Place | None = None


def cell_text(value: object) -> str:
    """The text of a cell that holds a value and no text, as in a database; days are written year-month-day."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{Decimal(f'{value:.15g}'):f}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        midnight = isinstance(value, datetime) and value.time() == time()
        return value.isoformat()[:10] if midnight else value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def find_numbers(cells: Iterable[object]) -> frozenset[int]:
    """Which of a row's cells (from 0) hold numbers with a fraction."""
    return frozenset([index for index, cell in enumerate(cells) if isinstance(cell, _FRACTIONS)])


_FRACTIONS: Final = (float, Decimal)


class ColumnPlan(NamedTuple):
    """Which fields of a foreign table are read, and as which of our columns.

    Attributes:
        header: the row with the headings; what stands above it is not read.
        width: how many fields it has.
        names: our columns.
        indexes: for each of them the fields (from 0) that it is read from, of which the first that is filled counts;
            none where the table has none for it.
        headings: for each of them what the table has as its heading.
        joined: those of our columns whose fields are all read, and joined: by a blank, those of `text` as paragraphs.
        words: all fields that say something, also those that another table reads.
        findings: what is wrong with the headings.
    """

    header: int
    width: int
    names: tuple[str, ...]
    indexes: tuple[tuple[int, ...], ...]
    headings: tuple[str, ...]
    joined: frozenset[str] = frozenset()
    words: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()

    def is_silent(self, fields: Sequence[object]) -> bool:
        """Whether a row that is filled says nothing: it has a number or a title at most."""
        filled = [index for index, field in enumerate(fields) if field is not None and str(field).strip()]
        return bool(filled) and not set(filled) & set(self.words)

    def reads(self) -> list[tuple[str, tuple[int, ...]]]:
        """What is read of a row, in order: for which of our columns, and from which fields."""
        return [
            (name, each)
            for name, indexes in zip(self.names, self.indexes, strict=True)
            for each in ([(index,) for index in indexes] if name in self.joined else [indexes])
        ]

    def gather(self, record: RawRow) -> RawRow:
        """A row of what was read, with one field for each of our columns."""
        if not self.joined:
            return record
        fields: dict[str, list[str]] = {name: [] for name in self.names}
        numbers = set()
        for at, ((name, _), field) in enumerate(zip(self.reads(), record.fields, strict=True)):
            fields[name].append(field)
            if at in record.numbers:
                numbers.add(self.names.index(name))
        joined = tuple(
            ("\n\n" if name == "text" else " ").join(filter(None, map(str.strip, each))) if len(each) > 1 else each[0]
            for name, each in fields.items()
        )
        return replace(record, fields=joined, numbers=frozenset(numbers))

    def of(self, place: Place) -> Place:
        """The place of the table, whose columns have their own headings."""
        return replace(place, headings=tuple(zip(self.names, self.headings, strict=True)))

    def letters(self, letters: Sequence[str]) -> tuple[str, ...]:
        """The letter of each of our columns, from those of the sheet's."""
        return tuple(letters[found[0]] if found else "" for found in self.indexes)


Planner: TypeAlias = Callable[[Place, Sequence[RawRow]], ColumnPlan]
"""What finds the headings of a foreign table in its first rows."""

ROWS_TO_PLAN_BY: Final = 30


def tabulate_foreign(schema: TableSchema, place: Place, records: Iterable[RawRow], planner: Planner) -> SourceTable:
    """The table that records with headings of their own make."""
    rows = list(records)
    plan = planner(place, rows[:ROWS_TO_PLAN_BY])
    return tabulate_planned(schema, place, (_projected(plan, place, row) for row in rows), plan)


def tabulate_planned(
    schema: TableSchema, place: Place, records: Iterable[RawRow], plan: ColumnPlan, letters: Sequence[str] = ()
) -> SourceTable:
    """The table that records make whose fields are those of the plan already; rows above the headings are left out."""
    if has_errors(plan.findings):
        return SourceTable(schema, findings=plan.findings, whole=False)
    below = [record for record in records if record.number > plan.header]
    table = tabulate(schema, plan.of(place), chain([RawRow(plan.header, plan.names)], below), letters)
    silent = tuple(record.number for record in below if record.is_silent)
    return table._replace(findings=(*plan.findings, *table.findings), silent=silent, place=place)


def _projected(plan: ColumnPlan, place: Place, row: RawRow) -> RawRow:
    """The fields that the plan names, in its order."""
    blank = ("",) * len(plan.names)
    if row.number <= plan.header or row.blank:
        return replace(row, fields=blank, findings=())
    if len(row.fields) != plan.width:
        fault = _wrong_width(len(row.fields), plan.width, _place_of(place, row))
        return replace(row, fields=blank, findings=(*row.findings, fault))
    chosen = tuple(first_filled(indexes, row.fields) for _, indexes in plan.reads())
    numbers = frozenset(at for at, index in enumerate(chosen) if index in row.numbers)
    fields = tuple("" if index is None else row.fields[index] for index in chosen)
    return plan.gather(replace(row, fields=fields, numbers=numbers, is_silent=plan.is_silent(row.fields)))


def first_filled(indexes: Sequence[int], fields: Sequence[object]) -> int | None:
    """The first of some fields that holds something; else the first of them, or None where there is none."""
    filled = (index for index in indexes if fields[index] is not None and str(fields[index]).strip())
    return next(filled, indexes[0] if indexes else None)


def tabulate(schema: TableSchema, place: Place, records: Iterable[RawRow], letters: Sequence[str] = ()) -> SourceTable:
    """The table that the records make; the first record that holds anything is the header.

    Args:
        schema: which columns there may be.
        place: the file and sheet.
        records: the rows in the order of the file.
        letters: the letters of the columns, for a sheet.
    """
    filled = (record for record in records if not record.blank)
    header = next(filled, None)
    if header is None:
        return SourceTable(schema, findings=(_empty(schema, place),), whole=False)
    names = tuple(map(schema.name_of, header.fields))
    faults = tuple(_header_findings(schema, names, _place_of(place, header)))
    if any(finding.rule != rules.UNKNOWN_COLUMN for finding in faults):
        return SourceTable(schema, findings=faults, whole=False)
    columns = tuple(name for name in names if name and (schema.open or schema.column(name)))
    reader = _RowReader(schema, names, frozenset(columns), dict(zip(names, letters, strict=False)))
    rows, findings = [], list(faults)
    for record in filled:
        row, found = reader.row(record, _place_of(place, record))
        rows.append(row)
        findings += found
    return SourceTable(schema, tuple(rows), tuple(findings), columns=columns)


def _empty(schema: TableSchema, place: Place) -> Finding:
    remedy = f"The first row must name the columns: {', '.join(schema.column_names)}."
    return error(rules.MISSING_COLUMN, place, f"the table “{schema.name}” is empty.", remedy)


def _place_of(place: Place, record: RawRow) -> Place:
    file, sheet, part, headings = place.file, place.sheet, place.part, place.headings
    return Place(file, sheet, record.number, "", record.line, None, part, "", "", headings)


def _header_findings(schema: TableSchema, names: Sequence[str], place: Place) -> Iterator[Finding]:
    known = schema.column_names
    missing = [column.name for column in schema.columns if column.required and column.name not in names]
    free = [name for name in known if name not in names]
    extra = list(dict.fromkeys(name for name in names if name and name not in known and not schema.open))
    misspelt = {name: remedy for name in extra if (remedy := did_you_mean(name, free))}
    for name, remedy in misspelt.items():
        yield error(rules.UNKNOWN_COLUMN, replace(place, column=name), f"there is no column “{name}”.", remedy, name)
    if ignored := [name for name in extra if name not in misspelt]:
        yield _ignored(ignored, known, place)
    for name in (name for name, count in Counter(filter(None, names)).items() if count > 1):
        message = f"the column “{name}” stands there twice."
        yield error(rules.DUPLICATE_COLUMN, replace(place, column=name), message, "Keep one of the two.", name)
    for name in missing:
        message = f"the column “{name}” is missing."
        yield error(rules.MISSING_COLUMN, place, message, f"Add a column with the heading {name}.", name)


def _ignored(extra: Sequence[str], known: Sequence[str], place: Place) -> Finding:
    """One sentence for all columns that are people's own."""
    listed = ", ".join(f"“{name}”" for name in extra)
    what = f"columns {listed} are" if len(extra) > 1 else f"column {listed} is"
    at = replace(place, column=extra[0] if len(extra) == 1 else "")
    remedy = f"The columns that are read: {', '.join(known)}."
    return warning(rules.UNKNOWN_COLUMN, at, f"the {what} not read.", remedy, extra[0])


_NO_NUMBERS: Final[frozenset[str]] = frozenset()


class _RowReader:
    """Reads the rows of one table; columns that are not read are left out."""

    def __init__(
        self, schema: TableSchema, names: Sequence[str], columns: frozenset[str], letters: Mapping[str, str]
    ) -> None:
        self.names, self.letters = names, letters
        self.odd: list[str] = []
        plain, markup = _Texts(cell_lines, self.odd), _Texts(_markup_of_cell, self.odd)
        self.are_read = [name in columns for name in names]
        self.columns = list(compress(names, self.are_read))
        self.texts = [markup if _holds_markup(schema, name) else plain for name in self.columns]
        self.are_named = all(names)

    def row(self, record: RawRow, at: Place) -> tuple[TableRow, tuple[Finding, ...]]:
        names, fields = self.names, record.fields
        if len(fields) != len(names):
            return TableRow({}, at, sound=False), (_wrong_width(len(fields), len(names), at),)
        cells = dict(zip(self.columns, map(getitem, self.texts, compress(fields, self.are_read)), strict=False))
        numbers = frozenset(names[index] for index in record.numbers) if record.numbers else _NO_NUMBERS
        row = TableRow(cells, at, True, self.letters, numbers)
        if not (self.odd or record.findings) and self.are_named:
            return row, ()
        nameless = () if self.are_named else _nameless(names, fields, at)
        odd = _character_findings(row) if self.odd else ()
        findings = (*record.findings, *nameless, *odd)
        self.odd.clear()
        return (replace(row, sound=False) if has_errors(findings) else row), findings


class _Texts(dict[str, str]):
    """What is read of each field; keys and states return in many rows, and each is looked at once.

    One with odd characters, which every row of its own is told of, is added to `odd` at each asking.
    """

    def __init__(self, read: Callable[[str], str], odd: list[str]) -> None:
        super().__init__()
        self.read, self.odd = read, odd

    def __missing__(self, field: str) -> str:
        text = self.read(field)
        if is_odd(text):
            self.odd.append(text)
        else:
            self[field] = text
        return text


def _markup_of_cell(field: str) -> str:
    return markup_of_lines(cell_lines(field))


def _holds_markup(schema: TableSchema, name: str) -> bool:
    column = schema.column(name)
    return column is not None and column.kind is ColumnKind.MARKDOWN


def _wrong_width(count: int, expected: int, place: Place) -> Finding:
    # the columns of the cells are unknown then, so none of them is checked
    message = f"the row has {count} fields, the header has {expected}."
    remedy = "Put quotation marks around a text that holds the separator, and check for a missing separator."
    return error(rules.FIELD_COUNT, place, message, remedy)


def _nameless(names: Sequence[str], fields: Sequence[str], place: Place) -> Iterator[Finding]:
    for name, cell in zip(names, fields, strict=True):
        if not name and cell.strip():
            message = f"“{cell.strip()[:40]}” stands in a column without a name."
            yield error(rules.DUPLICATE_COLUMN, place, message, "Name the column in the header, or empty it.", cell)


def _character_findings(row: TableRow) -> Iterator[Finding]:
    for name, text in row.cells.items():
        yield from character_findings(text, row.at(name))


def character_findings(text: str, place: Place) -> Iterator[Finding]:
    """The faults in the characters of a text: control characters, direction marks, wrong encoding."""
    if forbidden := forbidden_in(text):
        message = f"the text holds the control character {forbidden.code}, which Word cannot hold."
        remedy = "Put a line break in its place" if forbidden.character == "\x0b" else "Delete it"
        before = _before(text, forbidden.offset)
        yield error(rules.CONTROL_CHARACTER, place, message, f"{remedy}; it stands after “{before}”.")
    if turned := direction_marks_in(text):
        message = f"the text holds {turned.code}, an invisible character that turns the direction of writing."
        yield warning(
            rules.BIDI_CHARACTER,
            place,
            message,
            f"Delete it if it is not wanted; it stands after “{_before(text, turned.offset)}”.",
        )
    if garbled := mojibake_in(text):
        message = f"“{garbled}” looks like a letter that was read with the wrong encoding."
        yield warning(rules.MOJIBAKE, place, message, "Type the letter again.", garbled)


def _before(text: str, offset: int) -> str:
    return text[max(0, offset - 20) : offset]

"""A contributor's workbook, read back: sorted, renamed or saved by whatever program it was.

The columns are found by the names in the row above their headings, which nobody sees, or by the headings; the rows by
their references.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefgen.contributions.form import CONTRIBUTION, TO_FILL_IN, Head, WorkbookIdentity, identity_in
from briefgen.contributions.words import Words, words_in
from briefgen.errors import UnreadableInputError
from briefgen.findings import Finding, Place, error, warning
from briefgen.pull import NO_DAY, NOT_READ, OTHER_DAY
from briefgen.pull.answers import Answer
from briefgen.pull.rows import RowReader, column_of
from briefgen.sources import rules
from briefgen.sources.files.sheets.cells import MAX_ROWS
from briefgen.sources.files.table import ColumnPlan, RawRow, SourceTable
from briefgen.sources.files.xlsx import Workbook, open_workbook, read_sheet, top_of_sheet
from briefgen.sources.mapping.dates import is_day, read_date

_NO_BRACES: Final = str.maketrans("{}", "()")
"""In the column of sources braces would be taken for values."""
_FEWEST_COLUMNS: Final = 5
_TOP: Final = 30
_LOOKS: Final = frozenset({rules.HIDDEN})
"""What is told of tables of the record and is harmless here: a contributor may hide what he likes."""


class ReturnedWorkbook(Struct, frozen=True):
    """A workbook as it came back.

    Attributes:
        file: its name.
        who: the name that was filled in, else the owner; may be empty.
        as_of: the day that it reports on.
        answers: what it says, in its order.
        answered: the references of the items that it says something of.
    """

    file: str
    identity: WorkbookIdentity
    who: str
    as_of: date
    answers: tuple[Answer, ...]
    answered: frozenset[str]
    findings: tuple[Finding, ...]


def read_contribution(content: bytes, file: str, as_of: date | None = None) -> ReturnedWorkbook:
    """What a workbook says.

    Args:
        content: the file's bytes.
        file: its name, for messages and as the source of what it says.
        as_of: the day of its rows, whatever it says itself.

    Raises:
        UnreadableInputError: it is no workbook, or none that `briefgen export` made, or has no sheet with its columns.
    """
    book = open_workbook(content, file)
    identity = _identity(book)
    words = words_in(identity.language)
    name = _sheet(book, words)
    top = top_of_sheet(book, name, _TOP)
    table = read_sheet(CONTRIBUTION, book, name, _planner(words))
    who = _beside(top, words["reporter"]) or identity.owner
    day, doubts = _day(top, words, identity, Place(file, sheet=name))
    source = ", ".join(dict.fromkeys(filter(None, (file, who)))).translate(_NO_BRACES)
    reader = RowReader(identity, words, as_of or day, source)
    answers = reader.answers(table)
    found = (*([] if as_of else doubts), *_table_findings(table), *_strays(book, name, words), *reader.findings)
    return ReturnedWorkbook(file, identity, who, as_of or day, answers, reader.answered, found)


def _identity(book: Workbook) -> WorkbookIdentity:
    for name in book.sheets:
        rows = [row.fields for row in top_of_sheet(book, name, MAX_ROWS)]
        if identity := identity_in(rows):
            return identity
    book.refuse_unread()
    message = f"{book.file} is not a workbook of briefgen export, or its hidden sheet was deleted."
    remedy = "Nothing says which items its rows are about. Export it again, and copy what was filled in."
    raise UnreadableInputError(message, remedy)


def _sheet(book: Workbook, words: Words) -> str:
    """The sheet with the columns, whatever its name."""
    found = [name for name in book.sheets if _header(top_of_sheet(book, name, _TOP), words)]
    if len(found) == 1:
        return found[0]
    if found:
        message = f"{book.file}: several sheets have the columns of a contribution: {', '.join(found)}."
        raise UnreadableInputError(message, "Keep the one that is filled in, and delete the others.")
    book.refuse_unread()
    message = f"{book.file}: no sheet has the columns of a contribution."
    raise UnreadableInputError(message, "Put back the row with the headings, or export the workbook again.")


def _header(top: Sequence[RawRow], words: Words) -> tuple[int, tuple[str, ...]] | None:
    """The row with the headings, and which column of ours stands where; None where there is none."""
    headings = {" ".join(words.heading(each).split()).casefold(): each.value for each in Head}
    names = {each.value: each.value for each in Head}
    found = [(row.number, _named(row, known)) for row in top for known in (names, headings)]
    rows = [(number, named) for number, named in found if sum(map(bool, named)) >= _FEWEST_COLUMNS]
    # the names that nobody sees count before the headings, which somebody may have changed
    return (rows[-1][0], rows[0][1]) if rows else None


def _named(row: RawRow, known: Mapping[str, str]) -> tuple[str, ...]:
    found = tuple(known.get(" ".join(field.split()).casefold(), "") for field in row.fields)
    return tuple(name if name not in found[:index] else "" for index, name in enumerate(found))


def _planner(words: Words) -> Callable[[Place, Sequence[RawRow]], ColumnPlan]:
    def plan(_place: Place, top: Sequence[RawRow]) -> ColumnPlan:
        header = _header(top, words)
        assert header, "the sheet was chosen by it"
        row, names = header
        at = {name: index for index, name in enumerate(names) if name}
        indexes = tuple((at[each.value],) if each.value in at else () for each in Head)
        headings = tuple(words.heading(each) for each in Head)
        filled = tuple(at[each.value] for each in TO_FILL_IN if each.value in at)
        return ColumnPlan(row, len(names), tuple(Head), indexes, headings, words=filled)

    return plan


def _beside(top: Sequence[RawRow], label: str) -> str:
    """What stands to the right of a label; "" where nothing does."""
    wanted = " ".join(label.split())
    for row in top:
        fields = [" ".join(field.split()) for field in row.fields]
        if wanted in fields:
            return next(filter(None, fields[fields.index(wanted) + 1 :]), "")
    return ""


def _day(top: Sequence[RawRow], words: Words, identity: WorkbookIdentity, place: Place) -> tuple[date, list[Finding]]:
    typed = _beside(top, words["reported_on"])
    if not typed:
        return identity.as_of, []
    spelt = read_date(typed, "dmy")
    if not is_day(spelt):
        message = f"the day that is reported on, “{typed}”, cannot be read; that of the export counts."
        return identity.as_of, [warning(NO_DAY, place, message, f"Write it as {identity.as_of:%d/%m/%Y}.", typed)]
    day = date.fromisoformat(spelt)
    if day < identity.as_of:
        message = f"the workbook reports on {day}, a day before that of its export, {identity.as_of}."
        return identity.as_of, [
            error(OTHER_DAY, place, message, "Correct the day, or say which counts: --as-of.", typed)
        ]
    return day, []


def _table_findings(table: SourceTable) -> Iterator[Finding]:
    """What the reader of tables found, without what is harmless here and what is about locked columns."""
    open_headings = {column_of(each, table) for each in TO_FILL_IN} | {""}
    for finding in table.findings:
        about_locked = finding.rule in (rules.LOOK, rules.MERGED) and finding.place.column not in open_headings
        if finding.rule not in _LOOKS and not about_locked:
            yield finding


def _strays(book: Workbook, name: str, words: Words) -> Iterator[Finding]:
    """What was written into other sheets."""
    instructions = set(words.instructions) | {words["sheet_help"]}
    for other in book.sheets:
        rows = top_of_sheet(book, other, _TOP)
        texts = [text for row in rows for text in row.fields if text.strip()]
        if other == name or not texts or identity_in([row.fields for row in rows]):
            continue
        if set(texts) - instructions:
            at = Place(book.file, sheet=other)
            message = f"the sheet is not read; it begins “{' '.join(texts[0].split())[:40]}”."
            yield warning(NOT_READ, at, message, "Copy what counts into the columns of the other sheet.", other)


def days_apart(books: Sequence[ReturnedWorkbook], as_of: date | None) -> Iterator[Finding]:
    """The workbooks that were exported for another day than the one asked for, or than the last of them."""
    last = as_of or max((book.identity.as_of for book in books), default=date.min)
    for book in books:
        if book.identity.as_of != last:
            message = f"the workbook was exported for {book.identity.as_of}, not for {last}."
            remedy = "What it says is compared with how things stood when it was exported. Is it the right file?"
            yield warning(OTHER_DAY, replace(Place(book.file)), message, remedy)

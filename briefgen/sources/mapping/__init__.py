"""Trackers as people keep them, read as our tables: their headings, states, dates, and several files as one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from briefgen.errors import UnreadableInputError
from briefgen.findings import Place
from briefgen.sources import rules
from briefgen.sources.description.sources import Source, TableMapping
from briefgen.sources.files.schema import TableSchema
from briefgen.sources.files.table import ColumnPlan, Planner, RawRow, SourceTable
from briefgen.sources.mapping.columns import count_wanted, find_header, headings_to_find, planner_of
from briefgen.sources.mapping.headings import find_foreign, plain_heading
from briefgen.sources.mapping.parts import as_one_table, one_row_each
from briefgen.sources.mapping.rows import in_our_words

if TYPE_CHECKING:
    from briefgen.sources.files.xlsx import Workbook

SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    "commitments": ("point", "as_of", "recorded"),
    "followup": ("item", "as_of", "recorded"),
    "figures": ("figure", "as_of"),
    "recipients": ("recipient", "as_of", "recorded"),
    "paragraphs": ("paragraph", "document", "as_of", "recorded"),
    "glossary": ("term", "language"),
}
"""By which columns two rows of a table are about the same thing on the same day; the first has its name."""


def read_mapped(
    schema: TableSchema, source: Source, read: Callable[[Planner | None], Sequence[SourceTable]]
) -> SourceTable:
    """A table from a tracker, or from several files.

    Args:
        schema: what the rows should make.
        source: with the mapping; without one, the files have our headings and words.
        read: reads the table of each file, by what plans its columns.

    Raises:
        UnreadableInputError: a file cannot be read.
    """
    mapping, subject = source.mapping, SUBJECTS[schema.name]
    if mapping is None:
        return as_one_table(read(None), subject)
    tables = [in_our_words(table, mapping) for table in read(planner_of(schema, mapping))]
    if mapping.is_derived:
        tables = [one_row_each(table, subject[0]) for table in tables]
    table = as_one_table(tables, subject) if len(tables) > 1 else tables[0]
    is_new = (each for each in table.findings if not (mapping.is_derived and each.rule == rules.ROWS_ALIKE))
    return table._replace(findings=tuple(is_new))


def propose_mapping(
    schema: TableSchema, table: SourceTable, source: Source, read: Callable[[Planner | None], Sequence[SourceTable]]
) -> SourceTable:
    """A table that lacks columns, read once more: titles may stand above its headings, or they are of another make.

    Returns:
        The table, if its headings are ours and stand in another row; else none of its rows, and one finding that says
        what to write in dossier.yaml. Where the headings mean nothing to us either, the table as it was.
    """
    mapping, foreign = TableMapping(source.place), set[str]()

    def planner(place: Place, top: Sequence[RawRow]) -> ColumnPlan:
        header = find_header(schema, mapping, top)
        foreign.update(find_foreign(schema, header.fields) if header else ())
        return planner_of(schema, mapping)(place, top)

    attempt = read(planner)[0]
    return attempt if attempt.whole or foreign else table


def find_sheets(schema: TableSchema, workbook: Workbook, mapping: TableMapping) -> list[str]:
    """The sheet of a workbook with all headings that a mapping names, or with most of them.

    Raises:
        UnreadableInputError: several sheets have them, or none has any.
    """
    from briefgen.sources.files.xlsx import top_of_sheet

    wanted = frozenset(map(plain_heading, headings_to_find(mapping)))
    counts: dict[str, int] = {}
    for name in workbook.sheets:
        header = find_header(schema, mapping, top_of_sheet(workbook, name))
        counts[name] = count_wanted(header, wanted) if header else 0
    best = max(counts.values(), default=0)
    found = [name for name, count in counts.items() if count == best]
    if best == 0:
        workbook.refuse_unread()
    if best == 0 or len(found) > 1:
        what = "several sheets have" if best else "no sheet has"
        message = f"{workbook.file}: {what} the headings that dossier.yaml names for “{schema.name}”."
        raise UnreadableInputError(message, f"Say which sheet is meant: sheet: …. There are: {', '.join(counts)}.")
    return found

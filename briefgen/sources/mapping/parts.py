"""Several files as one table, and two tables from the rows of one."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.findings import Finding, error, hint
from briefgen.sources import rules
from briefgen.sources.files.table import SourceTable, TableRow
from briefgen.sources.mapping.rows import count_rows


def as_one_table(tables: Sequence[SourceTable], keys: Sequence[str]) -> SourceTable:
    """Several files as one table; a row that another file has just so counts once, and clashes are told of.

    Args:
        tables: of one schema, in the order of their files.
        keys: the columns by which two rows are about the same thing on the same day.
    """
    firsts: dict[tuple[str, ...], TableRow] = {}
    rows: list[TableRow] = []
    alike: list[TableRow] = []
    findings = [finding for table in tables for finding in table.findings]
    for row in (row for table in tables for row in table.rows):
        key = tuple(row.cells.get(name, "") for name in keys)
        first = firsts.setdefault(key, row) if any(key) else row
        is_elsewhere = (first.place.file, first.place.sheet) != (row.place.file, row.place.sheet)
        if is_elsewhere and dict(first.cells) == dict(row.cells):
            alike.append(row)
        elif is_elsewhere:
            findings.append(_clash(first, row, keys[0]))
        else:
            rows.append(row)
    if alike:
        message = f"stands in another file in the same words ({count_rows(alike)}), and counts once."
        findings.append(hint(rules.ROWS_ALIKE, alike[0].place, f"what is said here {message}"))
    columns = tuple(dict.fromkeys(name for table in tables for name in table.columns))
    whole = all(table.whole for table in tables)
    return SourceTable(tables[0].schema, tuple(rows), tuple(findings), whole, columns)


def _clash(first: TableRow, row: TableRow, key: str) -> Finding:
    names = (name for name in (*first.cells, *row.cells) if first.cells.get(name, "") != row.cells.get(name, ""))
    headings = dict(row.place.headings)
    differing = ", ".join(dict.fromkeys(f"“{headings.get(name, name)}”" for name in names))
    subject = row.cells.get(key, "")
    message = f"two files speak of “{subject}” on the same day, and differ in {differing}: see also {first.place}."
    remedy = "Agree on one of the two, and take the row out of the other file."
    return error(rules.FILES_CLASH, row.at(key), message, remedy, subject)


def one_row_each(table: SourceTable, key: str) -> SourceTable:
    """A table of the rows of another one: of rows that say the same again, or nothing more, the first counts.

    Those that say something else of the same thing on the same day are told of once.
    """
    firsts: dict[tuple[str, str], TableRow] = {}
    kept, others = [], []
    filled = {row.cells.get(key, "") for row in table.rows if row.cells.get("text", "").strip()}
    for row in table.rows:
        subject = row.cells.get(key, "")
        if not row.cells.get("text", "x").strip() and subject in filled:
            continue  # the words stand in another row of it
        first = firsts.setdefault((subject, row.cells.get("as_of", "")), row)
        if first is row:
            kept.append(row)
        elif _adds(row, first):
            others.append(row)
    findings = (*table.findings, *([_not_apart(others, key)] if others else []))
    return table._replace(rows=tuple(kept), findings=findings)


def _not_apart(rows: Sequence[TableRow], key: str) -> Finding:
    row, subjects = rows[0], list(dict.fromkeys(row.cells.get(key, "") for row in rows))
    more = f" and {len(subjects) - 1} more" if len(subjects) > 1 else ""
    message = f"there are further rows of “{subjects[0]}”{more} that say something else ({count_rows(rows)})."
    remedy = f"Name for “{key}” what differs in each; two columns make one key by {key}: {{from: [Ref, Letter]}}."
    return error(rules.ROWS_NOT_APART, row.at(key), message, remedy, subjects[0])


def _adds(row: TableRow, first: TableRow) -> bool:
    return any(cell.strip() and cell != first.cells.get(name, "") for name, cell in row.cells.items())

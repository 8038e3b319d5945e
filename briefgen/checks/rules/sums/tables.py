"""Sums of tables: a row called “Total” holds the sums of the rows above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from briefgen.checks.engine.context import Reading, Scanned
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_TOTALS = frozenset(
    "total,totals,overall,sum,gesamt,insgesamt,summe,totale,totaal,totalt,i alt,razem,ogółem,celkem,spolu,skupaj,ukupno"
    ",összesen,kokku,yhteensä,iš viso,kopā,σύνολο,общо,iomlán,ensemble,jumla,totali,suma,summa".split(",")
)
_FEWEST_ROWS = 3

Column = list[tuple[int, Scanned, Decimal]]


@in_manuscripts(
    "SUM-007",
    Grade.ERROR,
    source="A total is read together with its parts.",
    wrong="a table with the rows Italy 397, Cyprus 111, Spain 34 and Total 508",
    right="a table with the rows Italy 397, Cyprus 111, Spain 34 and Total 542",
)
def totals_of_tables(manuscript: Manuscript, reading: Reading) -> Iterator[Fault]:
    """The row of totals of a table holds the sums of the rows above it."""
    for table in _tables(manuscript, reading).values():
        heads = {
            row: scanned.text.strip(" :\u00a0").casefold() for (row, column), scanned in table.items() if column == 1
        }
        totals = [row for row, head in heads.items() if head in _TOTALS]
        if len(totals) == 1 and totals[0] == max(heads):
            for column in _columns(table).values():
                yield from _wrong_total(column, totals[0])


def _tables(manuscript: Manuscript, reading: Reading) -> Mapping[int, dict[tuple[int, int], Scanned]]:
    """The cells of each table by row and column; only those that hold one passage."""
    tables: dict[int, dict[tuple[int, int], Scanned]] = defaultdict(dict)
    for scanned in reading.passages(manuscript):
        if cell := scanned.passage.cell:
            tables[cell.table].setdefault((cell.row, cell.column), scanned)
    return tables


def _columns(table: Mapping[tuple[int, int], Scanned]) -> Mapping[int, Column]:
    """The numbers of each column, by rows; a cell with more than a number in it is none."""
    columns: dict[int, Column] = defaultdict(list)
    for (row, column), scanned in sorted(table.items()):
        text, numbers = scanned.text.strip(), scanned.numbers
        if column > 1 and len(numbers) == 1 and text.rstrip(" \u00a0\u202f%") == numbers[0].typed:
            columns[column].append((row, scanned, numbers[0].value))
    return columns


def _wrong_total(column: Column, total_row: int) -> Iterator[Fault]:
    *parts, (row, scanned, total) = column
    values = [value for _, _, value in parts]
    sum_ = sum(values, Decimal())
    if row != total_row or len(parts) < _FEWEST_ROWS or sum_ == total:
        return
    listed = " + ".join(f"{value:f}" for value in values)
    message = f"the rows above add up to {sum_:f}, not {total:f}: {listed}"
    grade = Grade.HINT if _is_rounding(values, sum_ - total) else None
    yield scanned.at(
        0, len(scanned.text), message, "Correct the total or a row, or say that figures are rounded.", grade
    )


def _is_rounding(values: list[Decimal], difference: Decimal) -> bool:
    """Whether rounding each value at its last place can make the difference."""
    exponents = [value.as_tuple().exponent for value in values]
    last_place = Decimal(1).scaleb(min(each for each in exponents if isinstance(each, int)))
    return abs(difference) * 2 <= last_place * len(values)

"""The tables of README.md that are written by what measures them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from benchmarks.processes import ROOT

README = ROOT / "benchmarks" / "README.md"


Key = tuple[str, ...]


class Table(NamedTuple):
    """A table of the page."""

    name: str
    """Of the module that writes it."""
    head: str
    """Its first two lines."""
    order: Sequence[Key]
    """The first cells of each row that it may have; others are left out."""


def write_rows(table: Table, rows: Iterable[str], note: str) -> None:
    """Puts rows into a table, in the place of those with the same first cells; the note stands above it."""
    README.write_text(merged(README.read_text(encoding="utf-8"), table, rows, note), encoding="utf-8")


def merged(text: str, table: Table, rows: Iterable[str], note: str) -> str:
    """A page in which some rows of a table are new.

    Raises:
        ValueError: the page has no place for the table.
    """
    begin = f"<!-- written by python -m benchmarks.{table.name} --write -->"
    end = f"<!-- until here: {table.name} -->"
    before, begun, rest = text.partition(begin)
    old, ended, after = rest.partition(end)
    if not begun or not ended:
        raise ValueError(f"{README.name} has no place for the table: it stands between “{begin}” and “{end}”.")
    wide = len(table.order[0])
    kept = {_key(row, wide): row for row in (*old.splitlines(), *rows) if row.startswith("| ")}
    shown = [kept[each] for each in table.order if each in kept]
    return "\n".join([f"{before}{begun}", note, "", table.head, *shown, f"{ended}{after}"])


def _key(row: str, wide: int) -> Key:
    return tuple(cell.strip() for cell in row.split("|")[1 : 1 + wide])

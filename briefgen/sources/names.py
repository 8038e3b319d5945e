"""The names that texts may call: keys of points, figures, tables and charts, labels of notes, participants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from briefgen.sources.schema import Kind
from briefgen.sources.table import Table

if TYPE_CHECKING:
    from briefgen.frames import ExhibitSpec

_NOTE: Final = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_NUMBERED: Final = ("recital", "point")
_QUOTING: Final = ("cell", "total", "share", "leader", "rows")


def names_to_call(
    tables: Mapping[str, Table], exhibits: Iterable[ExhibitSpec], bodies: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The names by the word that calls them; for `ref` by what it refers to: "ref/table".

    A word whose table was not read whole is left out, so that nothing is missed in vain.
    """
    paragraphs = tables["paragraphs"]
    found: dict[str, frozenset[str]] = {}
    for column, table in {"point": tables["commitments"], "figure": tables["figures"]}.items():
        if table.whole:
            found[column] = keys_in(table, column)
    found |= _of_exhibits(exhibits)
    if paragraphs.whole:
        present = (row.cells for row in paragraphs.rows if row.cells.get("kind", "").strip() == "participant")
        groups = frozenset(cells.get("heading", "").strip() for cells in present)
        found |= {"counted": groups, "listed": groups}
        if "point" in found:
            found["ref/point"] = found["point"] | _numbered(paragraphs)
    if all(table.whole for table in tables.values()):
        found["ref/note"] = _labels(tables, bodies)
    return found


def keys_in(table: Table, column: str) -> frozenset[str]:
    """The keys of a column; faulty rows count too, as who refers to them is not at fault."""
    return frozenset(row.cells.get(column, "").strip() for row in table.rows) - {""}


def _of_exhibits(exhibits: Iterable[ExhibitSpec]) -> dict[str, frozenset[str]]:
    keys = {group: frozenset(each.key for each in exhibits if each.group == group) for group in ("tables", "charts")}
    named = {"table": keys["tables"], "chart": keys["charts"]}
    every = keys["tables"] | keys["charts"]
    in_full = frozenset(f"{word}/{key}" for word, found in named.items() for key in found)
    quoted = dict.fromkeys(_QUOTING, every | in_full)
    return {**named, **{f"ref/{word}": found for word, found in named.items()}, **quoted}


def _numbered(paragraphs: Table) -> frozenset[str]:
    rows = (row.cells for row in paragraphs.rows if row.cells.get("kind", "").strip() in _NUMBERED)
    return frozenset(cells.get("paragraph", "").strip() for cells in rows)


def _labels(tables: Mapping[str, Table], bodies: Mapping[str, str]) -> frozenset[str]:
    """The labels of notes that stand in one text alone; the wordings of one paragraph count as one text."""
    homes: dict[str, set[tuple[str, ...]]] = {}
    for home, text in (*_texts(tables), *(((name,), body) for name, body in bodies.items())):
        for label in _NOTE.findall(text):
            homes.setdefault(label, set()).add(home)
    return frozenset(label for label, found in homes.items() if len(found) == 1)


def _texts(tables: Mapping[str, Table]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each text of the tables that may hold a note, with the keys of its row."""
    for name, table in tables.items():
        keys = [column.name for column in table.schema.columns if column.kind is Kind.KEY]
        for column in (column.name for column in table.schema.columns if column.kind is Kind.MARKDOWN):
            for row in table.rows:
                if "[^" in (text := row.cells.get(column, "")):
                    yield (name, column, *(row.cells.get(key, "").strip() for key in keys)), text

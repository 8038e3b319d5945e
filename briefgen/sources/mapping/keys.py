"""Keys made of words: for rows that have none, or whose reference is no key as it stands ("A 12 (b)").

A key is made of the words alone, so it stays the same wherever the row stands and however often the tracker is read;
it is another one as soon as the words are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from briefgen.findings import Finding, error
from briefgen.sources import rules
from briefgen.sources.files.schema import ColumnKind, TableSchema
from briefgen.sources.files.table import TableRow
from briefgen.sources.files.values import CellProblem, key_of

LONGEST_KEY: Final = 48
_DIGEST: Final = 6
_SEPARATORS: Final = re.compile(r"[^\w.]+|_+")


def make_key(words: str) -> str:
    """The key that words make: they themselves where they are one; else small letters, joined by hyphens.

    One of more than 48 characters is cut after a word, and has six digits of the SHA-256 of all words behind it.
    """
    text = " ".join(words.split())
    try:
        return key_of(text) if len(text) <= LONGEST_KEY else _from_words(text)
    except CellProblem:
        return _from_words(text)


def _from_words(text: str) -> str:
    import unicodedata

    plain = unicodedata.normalize("NFKC", text).casefold()
    joined = _SEPARATORS.sub("-", plain).strip("-.")
    if joined and len(joined) <= LONGEST_KEY:
        return joined
    cut = joined[: LONGEST_KEY - _DIGEST]
    digest = hashlib.sha256(plain.encode()).hexdigest()[:_DIGEST]
    return "-".join(filter(None, (cut.rpartition("-")[0] or cut, digest)))


def with_keys(schema: TableSchema, rows: Sequence[TableRow]) -> tuple[list[TableRow], list[Finding]]:
    """The rows with a key in each of their key columns, and where two different cells make the same one."""
    columns = [column.name for column in schema.columns if column.kind is ColumnKind.KEY]
    made = [
        replace(row, cells={**row.cells, **{name: make_key(row.cells[name]) for name in _filled(row, columns)}})
        for row in rows
    ]
    return made, [finding for name in columns for finding in _meeting(name, rows)]


def _filled(row: TableRow, columns: Sequence[str]) -> Iterator[str]:
    return (name for name in columns if row.cells.get(name, "").strip())


def _meeting(name: str, rows: Sequence[TableRow]) -> Iterator[Finding]:
    words: dict[str, tuple[str, TableRow]] = {}
    for row in rows:
        cell = " ".join(row.cells.get(name, "").split())
        first, where = words.setdefault(make_key(cell), (cell, row)) if cell else ("", row)
        if first.casefold() != cell.casefold():
            message = f"“{cell}” makes the same key as “{first}” ({where.place}): {make_key(cell)}."
            yield error(rules.KEYS_MEET, row.at(name), message, "Write one of the two otherwise.", cell)

"""Rows added to a CSV file behind those that it has, in its own dialect: not one of its bytes is changed."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from briefgen.errors import UnreadableInputError
from briefgen.sources.files.csv import find_separator
from briefgen.sources.files.schema import FOLLOWUP, TableSchema
from briefgen.sources.files.text import decode_text

Row = Mapping[str, str]
_WIDE: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def with_rows(schema: TableSchema, content: bytes, file: str, rows: Sequence[Row]) -> bytes:
    """A CSV file with some rows behind those that it has: its separator, line ends, encoding and order of columns.

    Args:
        schema: which columns there may be.
        content: the bytes of the file; empty where there is none yet, which then has all columns.
        file: its name, for messages.
        rows: by column; those that the file has no column for are left out (see `missing_columns`).

    Raises:
        UnreadableInputError: its encoding is not known.
    """
    if not content:
        head = ("\ufeff" + ",".join(schema.column_names) + "\n").encode()
        return head + _written(rows, schema.column_names, ",", "\n").encode()
    text = decode_text(content, file)
    names = columns_of(schema, content, file)
    newline = "\r\n" if "\r\n" in text else "\n"
    joint = "" if text.endswith(("\n", "\r")) else newline
    added = joint + _written(rows, names, find_separator(text)[0], newline)
    return content + added.encode(_WIDE.get(content[:2], "utf-8"))


def columns_of(schema: TableSchema, content: bytes, file: str) -> tuple[str, ...]:
    """The names of the columns of a CSV file as ours, in its order; all of the schema's for an empty file.

    Raises:
        UnreadableInputError: its encoding is not known, or it has no header.
    """
    if not content:
        return schema.column_names
    text = decode_text(content, file)
    separator, begin = find_separator(text)
    rows = csv.reader(io.StringIO(text[begin:], newline=""), delimiter=separator)
    header = next((row for row in rows if any(cell.strip() for cell in row)), None)
    if header is None:
        raise UnreadableInputError(f"{file}: the table has no header.", "Its first row names the columns.")
    return tuple(map(schema.name_of, header))


def with_items(content: bytes, file: str, rows: Sequence[tuple[Row, str]]) -> bytes:
    """A CSV file of follow-ups with some rows in it: each behind those of the item that it names, else at the end.

    Args:
        content: the bytes of the file; empty where there is none yet.
        file: its name, for messages.
        rows: each with the key of the item that it stands behind, or "".

    Raises:
        UnreadableInputError: its encoding is not known.
    """
    for row, item in reversed(rows):
        if item:
            content = _with_row_behind(content, file, row, item)
    return with_rows(FOLLOWUP, content, file, [row for row, item in rows if not item])


def _with_row_behind(content: bytes, file: str, row: Row, item: str) -> bytes:
    text, names = decode_text(content, file), columns_of(FOLLOWUP, content, file)
    separator, begin = find_separator(text)
    records = list(_records(text[begin:]))
    items = [_cell(record, separator, names.index("item")) for record in records]
    at = items.index(item) if item in items else len(items) - 1
    while at + 1 < len(items) and items[at + 1] == items[at]:
        at += 1
    if not records[at].endswith("\n"):  # the last row of all
        return with_rows(FOLLOWUP, content, file, [row])
    newline = "\r\n" if "\r\n" in text else "\n"
    records.insert(at + 1, _written([row], names, separator, newline))
    mark = next((each for each in (codecs.BOM_UTF8, *_WIDE) if content.startswith(each)), b"")
    return mark + (text[:begin] + "".join(records)).encode(_WIDE.get(mark, "utf-8"))


def _cell(record: str, separator: str, column: int) -> str:
    cells = next(csv.reader(io.StringIO(record, newline=""), delimiter=separator), [])
    return cells[column].strip() if column < len(cells) else ""


def with_columns(schema: TableSchema, content: bytes, file: str, names: Sequence[str]) -> bytes:
    """A CSV file with some columns behind those that it has; in them its rows are empty.

    Args:
        names: of the columns; those that it has already are left out.

    Raises:
        UnreadableInputError: its encoding is not known, or it has no header.
    """
    there = columns_of(schema, content, file)
    new = [name for name in names if name not in there]
    if not content or not new:
        return content
    text = decode_text(content, file)
    separator, begin = find_separator(text)
    lines = list(_records(text[begin:]))
    head = next(at for at, line in enumerate(lines) if line.strip())
    widened = [
        _behind(line, separator + (separator.join(new) if at == head else separator * (len(new) - 1)))
        if line.strip()
        else line
        for at, line in enumerate(lines)
    ]
    mark = next((each for each in (codecs.BOM_UTF8, *_WIDE) if content.startswith(each)), b"")
    return mark + (text[:begin] + "".join(widened)).encode(_WIDE.get(mark, "utf-8"))


def _records(text: str) -> Iterator[str]:
    """The rows of a file as they stand there, with their line ends; a line end between quotation marks is none."""
    record = ""
    for line in text.splitlines(keepends=True):
        record += line
        if record.count('"') % 2 == 0:
            yield record
            record = ""
    if record:
        yield record


def _behind(line: str, added: str) -> str:
    words = line.rstrip("\r\n")
    return words + added + line[len(words) :]


def missing_columns(names: Iterable[str], rows: Iterable[Row]) -> Iterator[str]:
    """The columns that some row says something in, and that are not among those named."""
    said = dict.fromkeys(name for row in rows for name, text in row.items() if text)
    known = frozenset(names)
    return (name for name in said if name not in known)


def _written(rows: Iterable[Row], names: Sequence[str], separator: str, newline: str) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, lineterminator=newline)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return stream.getvalue()

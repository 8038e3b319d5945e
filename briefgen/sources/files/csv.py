"""CSV files, read strictly: nothing is guessed but the separator, and that from the header alone."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from briefgen.errors import UnreadableInputError
from briefgen.findings import Place
from briefgen.sources.files.schema import TableSchema
from briefgen.sources.files.table import Planner, RawRow, SourceTable, tabulate, tabulate_foreign
from briefgen.sources.files.text import decode_text

MAX_BYTES: Final = 50 << 20
MAX_ROWS: Final = 100_000
"""Below the headings."""
MAX_FIELDS: Final = 16_384
"""As many as Excel has columns, which it all writes where one far to the right was used."""
_SEPARATORS: Final = ",;\t"
_SEPARATOR_LINE: Final = re.compile(r'\s*"?sep=([^\r\n"])"?[,;\t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_HEADER: Final = re.compile(r"[\r\n]*([^\n]*)")
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')


def read_csv(schema: TableSchema, content: bytes, file: str, planner: Planner | None = None) -> SourceTable:
    """The table in a CSV file.

    The separator is a comma, a semicolon or a tab, whichever the header uses, or what a first line "sep=;" says. Rows
    are counted as Excel shows them: a cell may run over several lines, an empty line is a row, the "sep=" line is none.

    Args:
        schema: the table that the file should hold.
        content: the file's bytes.
        file: its name, for messages.
        planner: finds the headings where they are not ours.

    Raises:
        UnreadableInputError: an unknown encoding, a quotation mark that is never closed, an endless field.
    """
    records, place = read_records(content, file), Place(file)
    return tabulate_foreign(schema, place, records, planner) if planner else tabulate(schema, place, records)


def read_records(content: bytes, file: str) -> Iterator[RawRow]:
    """The rows of a CSV file, whatever columns it has.

    Raises:
        UnreadableInputError: as `read_csv`.
    """
    if len(content) > MAX_BYTES:
        message = f"{file}: the file has more than {MAX_BYTES >> 20} MB; a table of follow-up is far smaller."
        raise UnreadableInputError(message, "Check that it is the right file.")
    text = decode_text(content, file)
    separator, begin = find_separator(text)
    skipped = 1 if begin else 0
    # most files have fewer lines than there may be rows, and of cells with several lines only the rows count
    if max(content.count(b"\n"), content.count(b"\r")) > MAX_ROWS:
        _refuse_too_many(_records(_lines(content, begin), separator, file, skipped), file)
    return _records(_lines(content, begin), separator, file, skipped)


def _lines(content: bytes, begin: int) -> Iterator[str]:
    """The lines from a character on, with their ends, as they are asked for: a large text never stands there whole."""
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    stream = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    stream.read(begin)
    return stream


def _refuse_too_many(records: Iterator[RawRow], file: str) -> None:
    """Counted before they are read, which takes far longer."""
    rows = sum(not record.blank for record in records) - 1
    if rows > MAX_ROWS:
        message = f"{file}: the table has {rows} rows; at most {MAX_ROWS} are read."
        raise UnreadableInputError(message, "Check that it is the right file, or divide it among several dossiers.")


def find_separator(text: str) -> tuple[str, int]:
    """The separator of a CSV file, and where its rows begin: behind a first line that declares it, else at once."""
    declared = _SEPARATOR_LINE.match(text)
    return (declared.group(1), declared.end()) if declared else (_separator(text), 0)


def _separator(text: str) -> str:
    """The most frequent separator of the first line that is not empty; a comma where there is none."""
    first = _HEADER.match(text)
    header = _QUOTED.sub("", first[1] if first else "")
    return max(_SEPARATORS, key=header.count)


def _records(lines: Iterator[str], separator: str, file: str, skipped: int) -> Iterator[RawRow]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = 0
    while True:
        line, number = reader.line_num + skipped + 1, number + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise _broken(str(problem), file, number, line) from None
        if len(fields) > MAX_FIELDS:
            message = f"{Place(file, row=number)}: the row has {len(fields)} fields; at most {MAX_FIELDS} are read."
            raise UnreadableInputError(message, "Check that it is the right file, with a line for each row.")
        yield RawRow(number, tuple(fields), line if line != number else None)


def _broken(problem: str, file: str, number: int, line: int) -> UnreadableInputError:
    place = Place(file, row=number, line=line if line != number else None)
    if "unexpected end" in problem:
        return UnreadableInputError(
            f"{place}: a quotation mark is opened here and never closed.",
            'Close it; inside a text in quotation marks write a quotation mark twice ("").',
        )
    if "field larger" in problem:
        return UnreadableInputError(
            f"{place}: a field has more than {csv.field_size_limit()} characters.",
            "Probably a quotation mark before it is not closed.",
        )
    return UnreadableInputError(
        f"{place}: a text in quotation marks goes on after its closing quotation mark.",
        'Inside a text in quotation marks write a quotation mark twice ("").',
    )

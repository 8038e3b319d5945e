"""Where in a text file the words of a finding stand: line and column, as editors count.

Source: OASIS, SARIF 2.1.0, 3.30 (regions; columns count from 1, the end column is the one behind the last character).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import PurePath

from msgspec import Struct, field

from briefgen.errors import UnreadableInputError
from briefgen.findings import Finding, Place
from briefgen.sources.files.csv import find_separator, read_records

_TABLE = ".csv"
_NO_TEXT = frozenset({".docx", ".dotx", ".xlsx", ".xlsm"})
_LINE_END = re.compile(r"\r\n|\r|\n")


class Region(Struct, frozen=True):
    """Some characters of a file; lines and columns from 1, `end_column` behind the last character.

    Attributes:
        start_column, end_column: None where the line alone is known.
        end_line: where it is another line.
    """

    line: int
    start_column: int | None = None
    end_column: int | None = None
    end_line: int | None = None


class TextFiles(Struct):
    """The text files that findings name.

    Attributes:
        read: the bytes of a file by its name, or None where it is not there.
    """

    read: Callable[[str], bytes | None]
    _texts: dict[str, str] = field(default_factory=dict)
    _rows: dict[str, dict[int, tuple[int, int]]] = field(default_factory=dict)

    def region_of(self, finding: Finding) -> Region | None:
        """Where a finding's words stand; None in files that have no lines, and where no line is known.

        Words that a file does not hold as they are printed, such as those of a value, leave the cell or the line.
        """
        place = finding.place
        suffix = PurePath(place.file).suffix.lower()
        if suffix in _NO_TEXT or place.part or place.sheet:
            return None
        if place.line is None or (suffix == _TABLE and place.row):
            return self._in_row(place, finding.words) if suffix == _TABLE and place.row else None
        return self._in_lines(place, finding.words)

    def _in_lines(self, place: Place, words: str) -> Region:
        text, line = self._text_of(place.file), place.line or 1
        start = _start_of(text, line)
        if place.char and text.startswith(words, start + place.char - 1):
            at = start + place.char - 1
            return _region(text, at, at + len(words))
        entry = text.find("\n\n", start)
        span = _find(text, words, start, len(text) if entry < 0 else entry)
        return _region(text, *span) if span else Region(line, place.char)

    def _in_row(self, place: Place, words: str) -> Region | None:
        text, name = self._text_of(place.file), place.file
        span = self._rows_of(name).get(place.row or 0)
        if span is None:
            return None
        heads = [_unquoted(text[start:end]) for start, end in _cells(text, *self._rows_of(name).get(1, span))]
        cells = _cells(text, *span)
        cell = next((each for head, each in zip(heads, cells, strict=False) if head == place.column), None)
        found = _find(text, words, *(cell or span))
        return _region(text, *(found or cell or (span[0], span[0])))

    def _text_of(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = _LINE_END.sub("\n", (self.read(name) or b"").decode("utf-8-sig", "replace"))
        return self._texts[name]

    def _rows_of(self, name: str) -> dict[int, tuple[int, int]]:
        """Where each row of a CSV file begins and ends."""
        if name not in self._rows:
            text = self._text_of(name)
            self._rows[name] = dict(_row_spans(text, name))
        return self._rows[name]


def _row_spans(text: str, name: str) -> Iterator[tuple[int, tuple[int, int]]]:
    try:
        rows = [(row.number, row.line or row.number) for row in read_records(text.encode(), name)]
    except UnreadableInputError:
        return
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    starts = [lines[line - 1] for _, line in rows]
    ends = [*(start - 1 for start in starts[1:]), len(text.rstrip("\n"))]
    yield from ((row, (start, max(start, end))) for (row, _), start, end in zip(rows, starts, ends, strict=True))


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the cells of a row begin and end, quotation marks included."""
    separator = re.escape(find_separator(text)[0])
    cell = re.compile(rf'(?:"(?:[^"]|"")*"|[^"{separator}])*')
    found, at = [], start
    while at <= end:
        stop = max(each.end() for each in [cell.match(text, at, end)] if each)
        found.append((at, stop))
        at = stop + 1
    return found


def _unquoted(cell: str) -> str:
    return cell.strip().removeprefix('"').removesuffix('"')


def _find(text: str, words: str, start: int, end: int) -> tuple[int, int] | None:
    """Where some words stand; also as a table or a catalogue writes quotation marks."""
    for written in dict.fromkeys((words.replace('"', '""'), words.replace('"', '\\"'), words)):
        if written.strip() and (at := text.find(written, start, end)) >= 0:
            return at, at + len(written)
    return None


def _start_of(text: str, line: int) -> int:
    """Where a line begins."""
    found = list(islice(re.finditer("\n", text), line - 1))
    return found[-1].end() if found else 0


def _region(text: str, start: int, end: int) -> Region:
    line, last = text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1
    columns = (start - text.rfind("\n", 0, start), end - text.rfind("\n", 0, end))
    return Region(line, *columns, None if last == line else last)

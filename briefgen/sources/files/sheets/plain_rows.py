"""Rows of a sheet as most are written, `<row r="2" …><c r="A2" t="s"><v>7</v></c>…</row>`, read without a parser.

A parser of XML calls for the beginning and the end of each element, and these calls are most of what a large sheet
takes. Here a row is cut up at its cells; what stands behind the name of one (` t="s"><v>7</v></c>`) returns in many
cells, and is looked at once.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from briefgen.sources.files.sheets.cells import LAST_ROW, MAX_COLUMNS, AnyCell, column_letters
from briefgen.sources.files.sheets.values import CellMaker

ROW_BEGINS, ROW_ENDS = b'<row r="', b"</row>"
_CELL: Final = b'<c r="'
_ATTRIBUTES: Final = re.compile(rb"(?!.*xmlns)(?: [^<>&]*)?>", re.DOTALL)
_BEGIN: Final = re.compile(rb"(?:<row [^<>]*/>)*<row [^<>]*>")
# only characters that mean the same in each encoding
_REST: Final = re.compile(rb'(?: s="([0-9]{1,9})")?(?: t="([a-z]{1,9})")?(?:/>|></c>|><v>([0-9A-Za-z.+-]*)</v></c>)')
_COLUMNS: Final = {column_letters(number).encode(): number for number in range(1, MAX_COLUMNS + 1)}


class PlainRow(NamedTuple):
    """The number of a row, and its cells with their columns (from 1), in the order of the file."""

    number: int
    columns: list[int]
    cells: list[AnyCell]


class PlainRows:
    """Reads rows, each from its beginning up to `ROW_ENDS`, as far as they are plain."""

    def __init__(self, make: CellMaker) -> None:
        """Begin to read; `make` makes the cells."""
        self.make = make
        self.attributes: set[bytes] = set()
        self.known: dict[bytes, AnyCell] = {}

    def learn(self, row: bytes, number: int) -> None:
        """Take note of how a row begins: one that was parsed, has that number, and is not hidden.

        Whether a prefix among its attributes is declared, and what they say, the parser knows alone.
        """
        begin, _, attributes = row.partition(_CELL)[0].removeprefix(ROW_BEGINS).partition(b'"')
        if begin == str(number).encode() and _ATTRIBUTES.fullmatch(attributes):
            self.attributes.add(attributes)

    def read(self, row: bytes) -> PlainRow | None:
        """A row that begins like one that was learnt; None for one that is to be parsed."""
        begin, *pieces = row.split(_CELL, MAX_COLUMNS)
        number, _, attributes = begin.removeprefix(ROW_BEGINS).partition(b'"')
        if attributes not in self.attributes or not number.isdigit() or number.startswith(b"0"):
            return None
        found, columns, cells, cut = self.known.get, [], [], -len(number)
        for piece in pieces:
            name, _, rest = piece.partition(b'"')
            column = _COLUMNS.get(name[:cut]) if name[cut:] == number else None
            cell = found(rest)
            if cell is None:
                cell = self._looked_at(rest)
            if cell is None or column is None:
                return None
            columns.append(column)
            cells.append(cell)
        return PlainRow(int(number), columns, cells) if len(number) < 7 and int(number) <= LAST_ROW else None

    def _looked_at(self, rest: bytes) -> AnyCell | None:
        """The cell of which this stands behind the name; None where it is written otherwise, or is wrong."""
        if not (written := _REST.fullmatch(rest)):
            return None
        style, kind, stored = (each.decode() for each in written.groups(b""))
        try:
            cell = self.known[rest] = self.make.cell(kind or "n", style or "0", stored)
        except (ValueError, LookupError, OverflowError):
            return None
        return cell


def is_whole(row: bytes) -> bool:
    """Whether no other row was begun in one that has been parsed up to `ROW_ENDS`, so that none is open behind it."""
    begin = _BEGIN.match(row)
    return begin is not None and row.find(b"<row", begin.end()) < 0


def first_row(content: bytes) -> int:
    """Where the rows of a sheet begin; 0 where they may be in what is no element, such as a remark."""
    is_plain = b"<!" not in content and content.rfind(b"<?") < len(b"\xef\xbb\xbf<")
    return max(content.find(ROW_BEGINS), 0) if is_plain else 0

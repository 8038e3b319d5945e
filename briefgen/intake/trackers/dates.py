"""Dates of action tables: the order of day and month is that of each column; what is no date stays words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from briefgen.intake.words import one_line
from briefgen.sources.description.sources import plain_words
from briefgen.sources.mapping.dates import NOTHING, find_order, is_day, read_date

_SERIAL: Final = re.compile(r"[34][0-9]{4}")
_NO_DAY: Final = ("1900-", "1899-", "0001-")
_IN_BRACKETS: Final = re.compile(r"\s*\((?:\w{2,10}\.?)\)\s*$|^(?:\w{2,10}\.?,)\s+")
_DATE_AT_START: Final = re.compile(
    r"^[\s・•*\-\[(]*((?:20|19)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:20)?[0-9]{2})"
    r"(?:\s?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?[\])]?(?=[\s:;,–—-])[\s:;,–—-]*(?=\S)"
)
_FEW: Final = 2


class DateColumn(NamedTuple):
    """The dates of a column.

    Attributes:
        dates: in the forms of the ledger, one for each cell; "" where it has none.
        words: what a cell says instead of a date, or "".
        doubtful: how many cells can be read as two days, so that the order must be asked for.
        example: one of these cells.
    """

    dates: tuple[str, ...]
    words: tuple[str, ...]
    doubtful: int = 0
    example: str = ""


def read_dates(cells: Sequence[str], given: str, *, days_only: bool = False) -> DateColumn:
    """The dates of a column, whose order of day and month is settled by all of them together.

    Args:
        cells: as marked-up texts.
        given: "dmy", "mdy", or "" where the dates themselves must show it.
        days_only: whether a month or a quarter is no date here.
    """
    plain = [_bare(cell) for cell in cells]
    found = find_order(plain, given)
    doubtful = [plain[index] for index in (*found.doubtful, *found.clash)]
    dates = ["" if index in found.doubtful else _read(text, found.order) for index, text in enumerate(plain)]
    kept = [each if not days_only or is_day(each) else "" for each in dates]
    words = [
        "" if each or plain_words(text) in NOTHING or text.startswith(_NO_DAY) else one_line(cell)
        for each, text, cell in zip(kept, plain, cells, strict=True)
    ]
    return DateColumn(tuple(kept), tuple(words), len(doubtful), next(iter(doubtful), ""))


def _bare(cell: str) -> str:
    """A cell without the weekday around its date."""
    return _IN_BRACKETS.sub("", one_line(cell)).strip()


def _read(text: str, order: str) -> str:
    if text.startswith(_NO_DAY) or plain_words(text) in NOTHING:
        return ""
    if _SERIAL.fullmatch(text):
        return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    return read_date(text, order)


class DatedLine(NamedTuple):
    """An entry of a log that is kept in one cell: its day, and its words."""

    day: str
    words: str


def read_log(cell: str, given: str) -> tuple[DatedLine, ...]:
    """The entries of a cell whose lines begin with days, in order of their days; none where it is no such log."""
    pieces = list(_dated_pieces(cell))
    if len(pieces) < _FEW or any(not day for day, _ in pieces):
        return ()
    dates = read_dates([day for day, _ in pieces], given, days_only=True)
    if dates.doubtful or not all(dates.dates):
        return ()
    found = [DatedLine(day, words) for day, (_, words) in zip(dates.dates, pieces, strict=True)]
    return tuple(sorted(found, key=lambda entry: entry.day))


def _dated_pieces(cell: str) -> Iterator[tuple[str, str]]:
    """The day as typed and the words of each entry; lines without a day go on with the entry above."""
    day, lines = "", list[str]()
    for line in cell.split("\n"):
        if found := _DATE_AT_START.match(line):
            if lines:
                yield day, "\n".join(lines)
            day, lines = found[1], [line[found.end() :]]
        elif line.strip():
            lines.append(line)
    if lines:
        yield day, "\n".join(lines)

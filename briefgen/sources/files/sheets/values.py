"""The values of cells as a workbook stores them: numbers, days counted from 1900 or 1904, yes and no, errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from briefgen.sources.files.sheets.cells import (
    ERROR,
    NUMBER,
    PLAIN_STYLE,
    UNSAVED,
    AnyCell,
    CellStyle,
    CellValue,
    RichText,
    SheetCell,
    plainest,
)
from briefgen.sources.files.sheets.texts import without_escapes

FROM_1900: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # Excel knows no time zones
FROM_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
_LEAP_DAY: Final = 60
"""The day of 1900 that Excel counts and that never was: days before it are one later than they seem."""
_DAY: Final = timedelta(days=1)
_MILLISECONDS: Final = 86_400_000
_TIME: Final = re.compile(r"T?(\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)Z?")


class CellMaker(NamedTuple):
    """Makes cells of what a sheet holds.

    Attributes:
        texts: those that cells share.
        styles: by number; none where the workbook has no styles.
        epoch: the day 0.
    """

    texts: Sequence[str | RichText]
    styles: Sequence[CellStyle]
    epoch: datetime

    def cell(self, kind: str, style: str, stored: str) -> AnyCell:
        """The cell of a type (ST_CellType, 18.18.11), the number of its style and what is stored; "" is empty.

        Raises:
            ValueError: what is stored is not of the type, or there is no such text.
            IndexError: there is no such style.
        """
        look = self.style(style)
        if not stored:
            return ""
        if kind == "n":
            return self._of_number(_number(stored), look)
        if kind == "e":
            return SheetCell(stored, look, ERROR)
        return plainest(SheetCell(self._value(kind, stored), look))

    def style(self, number: str) -> CellStyle:
        """The style of a number.

        Raises:
            ValueError, IndexError: there is none.
        """
        return self.styles[_index(number)] if self.styles else PLAIN_STYLE

    def without_value(self, style: str) -> AnyCell:
        """The cell of a formula whose value was not saved."""
        return SheetCell("", self.style(style), UNSAVED)

    def _value(self, kind: str, stored: str) -> CellValue:
        if kind == "s":
            return self.texts[_index(stored)]
        if kind == "b":
            return bool(int(stored))
        return _moment(stored) if kind == "d" else without_escapes(stored)

    def _of_number(self, number: float, style: CellStyle) -> AnyCell:
        if not style.is_date:
            return SheetCell(number, style, NUMBER)
        try:
            return SheetCell(self._day(number, style), style)
        except (OverflowError, ValueError):  # no day has such a number: Excel shows #####
            return SheetCell("#VALUE!", style, ERROR)

    def _day(self, number: float, style: CellStyle) -> CellValue:
        if style.is_span:
            return timedelta(milliseconds=round(number * _MILLISECONDS))
        days, fraction = divmod(number, 1)
        rest = timedelta(milliseconds=round(fraction * _MILLISECONDS))
        if 0 <= number < 1 and rest < _DAY:
            return (self.epoch + rest).time()
        if 0 < number < _LEAP_DAY and self.epoch == FROM_1900:
            days += 1
        return self.epoch + timedelta(days=days) + rest


def _index(number: str) -> int:
    index = int(number)
    if index < 0:
        raise IndexError(number)
    return index


def _number(stored: str) -> float:
    return float(stored) if "." in stored or "e" in stored or "E" in stored else int(stored)


def _moment(stored: str) -> date | time:
    """A day, with an hour or without, or an hour alone, as ISO 8601 writes them (18.17.4.2)."""
    if found := _TIME.fullmatch(stored):
        return time.fromisoformat(found[1])
    return datetime.fromisoformat(stored).replace(tzinfo=None) if "T" in stored else date.fromisoformat(stored)

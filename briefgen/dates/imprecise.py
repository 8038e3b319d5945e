"""An exact or imprecise date: its kind, its first and last day, and its EDTF string.

EDTF (Extended Date/Time Format, ISO 8601-2:2019; Library of Congress, 4 February 2019) has codes for
quarters, halves and seasons, but none for early, mid and end: these are written as intervals with an
approximate (`~`) bound.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct


class DateKind(StrEnum):
    """The precision of a date, which its bounds alone do not show (1–31 March is not March)."""

    DAY = "day"
    DAYS = "days"
    MONTH = "month"
    MONTHS = "months"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    YEARS = "years"
    EARLY_MONTH = "early_month"
    MID_MONTH = "mid_month"
    END_MONTH = "end_month"
    EARLY_YEAR = "early_year"
    MID_YEAR = "mid_year"
    END_YEAR = "end_year"
    COMING_WEEKS = "coming_weeks"
    FROM_DAY = "from_day"
    FROM_MONTH = "from_month"
    FROM_YEAR = "from_year"
    UNTIL = "until"


class ImpreciseDate(Struct, frozen=True):
    """A day, or a range of days of which one, some or all are meant.

    Attributes:
        first: the earliest day it can mean; None for `UNTIL`, which has no beginning.
        last: the latest day it can mean; None where it has no end.
        edtf: the form to store; `parse` reads it back to an equal value.
    """

    kind: DateKind
    first: date | None
    last: date | None
    edtf: str

    @property
    def is_exact(self) -> bool:
        """Whether it is one day or a range of days, named to the day."""
        return self.kind in {DateKind.DAY, DateKind.DAYS}

    @property
    def order(self) -> tuple[date, date]:
        """A sort key: by the last day it can mean, then by the first; open ends come last."""
        return (self.last or date.max, self.first or date.min)

    def is_over(self, as_of: date) -> bool:
        """Whether every day that it can mean lies before `as_of`: as a deadline, whether it is overdue."""
        return self.last is not None and self.last < as_of


def exact(day: date) -> ImpreciseDate:
    """One day."""
    return ImpreciseDate(DateKind.DAY, day, day, day.isoformat())


def days(first: date, last: date) -> ImpreciseDate:
    """From one day to another; the same day twice is that day."""
    return exact(first) if first == last else _span(DateKind.DAYS, first, last, f"{first}/{last}")


def months(first: date, last: date) -> ImpreciseDate:
    """Whole months, from the month of `first` to the month of `last`."""
    if _month(first) == _month(last):
        return _span(DateKind.MONTH, first, _month_end(last), _month(first))
    return _span(DateKind.MONTHS, first, _month_end(last), f"{_month(first)}/{_month(last)}")


def years(first: date, last: date) -> ImpreciseDate:
    """Whole years, from the year of `first` to the year of `last`."""
    kind, edtf = DateKind.YEARS, f"{first.year:04}/{last.year:04}"
    if first.year == last.year:
        kind, edtf = DateKind.YEAR, f"{first.year:04}"
    return _span(kind, date(first.year, 1, 1), date(last.year, 12, 31), edtf)


def quarter(year: int, number: int) -> ImpreciseDate:
    """A quarter, 1 to 4 (EDTF level 2: 33 to 36)."""
    return _stretch(DateKind.QUARTER, year, 3 * number - 2, 3, f"{year:04}-{32 + number}")


def half(year: int, number: int) -> ImpreciseDate:
    """A half of a year, 1 or 2 (EDTF level 2: 40, 41)."""
    return _stretch(DateKind.HALF, year, 6 * number - 5, 6, f"{year:04}-{39 + number}")


def season(year: int, number: int) -> ImpreciseDate:
    """A season by the meteorological months, spring 1 to winter 4 (EDTF level 1: 21 to 24).

    Winter is the one that begins in December of the year named, and lasts to the end of February.
    """
    return _stretch(DateKind.SEASON, year, 3 * number, 3, f"{year:04}-{20 + number}")


def part_of_month(word: str, year: int, month: int) -> ImpreciseDate:
    """The first ten days ("early"), the middle ten ("mid") or those that remain ("end")."""
    start = date(year, month, {"early": 1, "mid": 11, "end": 21}[word])
    last = _month_end(start) if word == "end" else start + timedelta(days=9)
    marks = {"early": "{}/{}~", "mid": "{}~/{}~", "end": "{}~/{}"}[word]
    return _span(DateKind(f"{word}_month"), start, last, marks.format(start, last))


def part_of_year(word: str, year: int) -> ImpreciseDate:
    """Early (the first three months), mid (June and July) or end (the last three months) of a year."""
    start, length = {"early": (1, 3), "mid": (6, 2), "end": (10, 3)}[word]
    marks = {"early": "{}-{:02}/{}-{:02}~", "mid": "{}-{:02}~/{}-{:02}~", "end": "{}-{:02}~/{}-{:02}"}[word]
    edtf = marks.format(f"{year:04}", start, f"{year:04}", start + length - 1)
    return _stretch(DateKind(f"{word}_year"), year, start, length, edtf)


def coming_weeks(first: date, last: date) -> ImpreciseDate:
    """From a day to another that is only about right: `2023-03-18/2023-04-28~`."""
    return _span(DateKind.COMING_WEEKS, first, last, f"{first}/{last}~")


def beginning(start: ImpreciseDate) -> ImpreciseDate:
    """From a day, month or year on, without an end."""
    return ImpreciseDate(DateKind(f"from_{start.kind}"), start.first, None, f"{start.edtf}/..")


def until(last: date) -> ImpreciseDate:
    """Up to and including a day, without a beginning."""
    return ImpreciseDate(DateKind.UNTIL, None, last, f"../{last}")


def _stretch(kind: DateKind, year: int, month: int, length: int, edtf: str) -> ImpreciseDate:
    final = month + length - 1
    last = date(year + (final - 1) // 12, (final - 1) % 12 + 1, 1)
    return _span(kind, date(year, month, 1), _month_end(last), edtf)


def _span(kind: DateKind, first: date, last: date, edtf: str) -> ImpreciseDate:
    if last < first:
        raise ValueError("it ends before it begins")
    return ImpreciseDate(kind, first, last, edtf)


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])

"""Dates in words: standing alone (label), inside a sentence (when) and as a deadline (by).

The year of a day, of a range of days and of an open end is left out where it is the year of the as-of date;
imprecise dates always name theirs. `year` forces either.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from briefgen.dates import DateKind, ImpreciseDate, exact, parse
from briefgen.localise.amounts import ValueSpellingError
from briefgen.localise.house_style import HouseStyle

_DAYS = {DateKind.DAY, DateKind.DAYS, DateKind.FROM_DAY, DateKind.UNTIL}
_OPEN = {DateKind.FROM_DAY, DateKind.FROM_MONTH, DateKind.FROM_YEAR}
# a range as a deadline is its last day, month or year
_RANGES = {DateKind.DAYS: "day", DateKind.MONTHS: "month", DateKind.YEARS: "year"}


class _Form(NamedTuple):
    """Which pattern says a date, and the two days that fill it."""

    use: str
    name: str
    first: date
    last: date


def say_date(
    value: str | date | ImpreciseDate, style: HouseStyle, as_of: date, use: str, year: bool | None = None
) -> str:
    """A date in words.

    Args:
        value: a date, or its spelling as `briefgen.dates.parse` takes it.
        style: the words and patterns of the language.
        as_of: the day whose year need not be named.
        use: "label", "when" or "by".
        year: True names the year, False leaves it out, None follows the house style.

    Raises:
        ValueError: if it cannot be read, has no end to be a deadline, or is nothing without its year.
    """
    meant = _read(value)
    form = _form(meant, use, as_of)
    bare = f"{form.use}_{form.name}_bare"
    if year is False and bare not in style and meant.kind is not DateKind.COMING_WEEKS:
        raise ValueSpellingError(f"“{meant.edtf}” is nothing without its year: leave out year=false.")
    leaves_out = year is False or (year is None and meant.kind in _DAYS and _is_this_year(form, as_of))
    key = bare if leaves_out and bare in style else f"{form.use}_{form.name}"
    return style[key].format_map(_Fields(style, form.first, form.last))


def _read(value: str | date | ImpreciseDate) -> ImpreciseDate:
    match value:
        case ImpreciseDate():
            return value
        case datetime():
            return exact(value.date())
        case date():
            return exact(value)
        case str():
            return parse(value)
    raise ValueSpellingError(f'{value} is not a date: write it in quotation marks, as in "2023-03-14".')


def _is_this_year(form: _Form, as_of: date) -> bool:
    return form.first.year == form.last.year == as_of.year


def _form(meant: ImpreciseDate, use: str, as_of: date) -> _Form:
    if meant.kind is DateKind.UNTIL:
        return _until(meant)
    if meant.kind in _OPEN:
        return _open(meant, use, as_of)
    first, last = meant.first or date.min, meant.last or date.max
    if use == "by" and meant.kind in _RANGES:
        return _Form(use, _RANGES[meant.kind], last, last)
    if meant.kind is DateKind.DAYS:
        return _Form(use, _range_of_days(first, last, use), first, last)
    if meant.kind is DateKind.MONTHS:
        return _Form(use, f"months_{'in_year' if first.year == last.year else 'across_years'}", first, last)
    return _Form(use, meant.kind, first, last)


def _until(meant: ImpreciseDate) -> _Form:
    """The end of a year or month reads as such; every use of an end without a beginning is a deadline."""
    last = meant.last or date.max
    if (last.month, last.day) == (12, 31):
        return _Form("by", "end_year", last, last)
    is_month_end = (last + timedelta(days=1)).day == 1
    return _Form("by", "end_month" if is_month_end else "day", last, last)


def _open(meant: ImpreciseDate, use: str, as_of: date) -> _Form:
    if use == "by":
        raise ValueSpellingError(f"“{meant.edtf}” has no end, so nothing can be due by it.")
    first = meant.first or date.min
    name = meant.kind.replace("from", "since") if first <= as_of else str(meant.kind)
    return _Form(use, name, first, first)


def _range_of_days(first: date, last: date, use: str) -> str:
    """Two neighbouring days in a sentence are joined by "and"; longer ranges go from one day to the other."""
    days = "two_days" if use == "when" and last - first == timedelta(days=1) else "days"
    if first.year != last.year:
        return f"{days}_across_years"
    return f"{days}_in_month" if first.month == last.month else f"{days}_across_months"


class _Fields(dict[str, str]):
    """The fields of a date pattern, each looked up in the house style when the pattern asks for it."""

    def __init__(self, style: HouseStyle, first: date, last: date) -> None:
        super().__init__()
        self.style, self.first, self.last = style, first, last

    def __missing__(self, field: str) -> str:
        name, _, case = field.partition("_")
        number = _number(name.rstrip("2"), self.last if name.endswith("2") else self.first)
        key = f"{name.rstrip('2')}_{case}_{number}" if case else f"{name.rstrip('2')}_{number}"
        return self.style.get(key, str(number))


def _number(name: str, day: date) -> int:
    match name:
        case "quarter":
            return (day.month + 2) // 3
        case "half":
            return (day.month + 5) // 6
        case "season":
            return day.month // 3
    return int(getattr(day, name))

"""The text that a cell of a workbook shows, from its value, its number format and the kind of its column."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from briefgen.sources import rules
from briefgen.sources.files.schema import ColumnKind
from briefgen.sources.files.sheets.cells import MAX_CHARACTERS
from briefgen.sources.files.text import cell_lines
from briefgen.sources.files.values import CellProblem

_TRUSTED_DIGITS: Final = 10**15
_NO_LETTERS: Final = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|[_*].")
_ZEROS: Final = re.compile(r"(0+)(?:\.(0+))?(?:_\)|_-)?")
_AS_TEXT: Final = "Give the cell the format “Text” and type it once more."
_FIRST_SURE_DAY: Final = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was, so earlier serial dates are a day off for some programs."""


def format_cell(value: object, number_format: str, kind: ColumnKind) -> str:
    """The text that a cell shows.

    Args:
        value: of the cell; of a text with looks of its own its characters.
        number_format: the cell's number format.
        kind: what the cell's column holds.

    Raises:
        CellProblem: the column takes no such value, or the shown text cannot be derived from the stored one.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _text_of_number(value, number_format, kind)
    if isinstance(value, (date, time, timedelta)):
        return _text_of_date(value, number_format, kind)
    return _text_of_value(str(value))


def _text_of_value(value: str) -> str:
    if len(value) > MAX_CHARACTERS:
        message = f"the cell holds {len(value)} characters, more than Excel can."
        raise CellProblem(rules.CELL_KIND, message, "Shorten it.")
    return cell_lines(value)


def _text_of_date(value: date | time | timedelta, number_format: str, kind: ColumnKind) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if not isinstance(value, date) or isinstance(value, datetime):
        raise CellProblem(rules.CELL_KIND, f"the cell holds a time ({value}).", "Write the day alone.")
    if kind not in {ColumnKind.DATE, ColumnKind.DUE}:
        message = f"Excel has turned the cell into a date ({value})."
        raise CellProblem(rules.CELL_KIND, message, _AS_TEXT)
    if value < _FIRST_SURE_DAY:
        raise CellProblem(rules.NO_DATE, f"the cell holds a day of {value.year}.", "Check the date.")
    shown = period_shown(number_format)
    return _text_of_period(value, shown, kind) if shown else value.isoformat()


def period_shown(number_format: str) -> str:
    """What a number format shows of a date where it shows no day: "%Y-%m" (a month), "%Y" (a year), or "".

    ECMA-376 part 1, 18.8.30: d, m and y stand for day, month and year, h and s for hour and second; what is quoted,
    escaped or in square brackets stands for none of these, and what follows a semicolon is for other values.
    """
    letters = set(_NO_LETTERS.sub("", number_format.partition(";")[0]).casefold()) & set("dmyhs")
    return {frozenset("my"): "%Y-%m", frozenset("y"): "%Y"}.get(frozenset(letters), "")


def _text_of_period(day: date, shown: str, kind: ColumnKind) -> str:
    """A month that was typed ("Apr 23") is held by Excel as its first day, and a year likewise."""
    period = day.strftime(shown)
    is_typed = day == (day.replace(day=1) if "m" in shown else day.replace(month=1, day=1))
    message = f"the cell shows {period} and holds the day {day}."
    if kind is ColumnKind.DUE and not is_typed:
        raise CellProblem(rules.CELL_KIND, message, f"Give it a format that shows the day, or type {period} as text.")
    if kind is ColumnKind.DATE and is_typed:
        raise CellProblem(rules.NO_DATE, message, "This column takes a day: give the cell a format that shows it.")
    return period if is_typed else day.isoformat()


def _text_of_number(value: float, number_format: str, kind: ColumnKind) -> str:
    if kind is ColumnKind.DATE:
        raise CellProblem(rules.NO_DATE, *_bare_number(value))
    if abs(value) >= _TRUSTED_DIGITS:
        message = "the cell holds a number of more than 15 digits, of which Excel has lost the last ones."
        raise CellProblem(rules.LONG_NUMBER, message, f"{_AS_TEXT} Check the digits.")
    exact = _exact(value)
    if kind is ColumnKind.NUMBER:
        return _text_as_stored(exact, number_format)
    return _text_as_shown(exact, number_format)


def _bare_number(value: float) -> tuple[str, str]:
    meant = ""
    if 1 < value < 80_000:
        meant = f" It may be {date(1899, 12, 30) + timedelta(days=int(value))}."
    return f"the cell holds the bare number {value:g}, not a date.", f"Give the cell the format “Date”.{meant}"


def _exact(value: float) -> Decimal:
    """The number as Excel means it: 15 significant digits, no noise of binary fractions, no ".0"."""
    number = Decimal(f"{value:.15g}")
    return Decimal(format(number.quantize(1) if number == number.to_integral() else number, "f"))


def _text_as_stored(value: Decimal, number_format: str) -> str:
    if "%" in number_format:
        message = f"the cell shows a percentage but holds {value}."
        remedy = f"Write {(value * 100).normalize():f} in the format “General”, and % in the column “unit”."
        raise CellProblem(rules.CELL_KIND, message, remedy)
    return format(value, "f")


def _text_as_shown(value: Decimal, number_format: str) -> str:
    if number_format in {"General", "@", ""}:
        return format(value, "f")
    zeros = _ZEROS.fullmatch(number_format)
    if not zeros:
        message = f"the cell holds the number {value} and shows it in the format “{number_format}”."
        raise CellProblem(rules.CELL_KIND, message, _AS_TEXT)
    decimals = len(zeros.group(2) or "")
    width = len(zeros.group(1)) + (decimals + 1 if decimals else 0) + (value < 0)
    return f"{value:0{width}.{decimals}f}"

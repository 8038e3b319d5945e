"""A cell of a sheet to the text that it shows, for the kind of column that it stands in."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from briefgen.sources import rules
from briefgen.sources.files.schema import ColumnKind
from briefgen.sources.files.text import forbidden_in
from briefgen.sources.files.values import CellProblem

MAX_CHARACTERS: Final = 32_767
"""The most that Excel puts into a cell; a file with more was not made by it."""
_TRUSTED_DIGITS: Final = 10**15
_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_ZEROS: Final = re.compile(r"(0+)(?:\.(0+))?(?:_\)|_-)?")
_AS_TEXT: Final = "Give the cell the format “Text” and type it once more."
_FIRST_SURE_DAY: Final = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was, so earlier serial dates are a day off for some programs."""


def shown_text(value: object, number_format: str, kind: ColumnKind) -> str:
    """The text that a cell shows.

    Args:
        value: as openpyxl gives it.
        number_format: the cell's number format.
        kind: what the cell's column holds.

    Raises:
        CellProblem: the column takes no such value, or what is shown cannot be told from what is stored.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value, number_format, kind)
    if isinstance(value, (date, time, timedelta)):
        return _date(value, kind)
    return _text(str(value))


def _text(value: str) -> str:
    if len(value) > MAX_CHARACTERS:
        message = f"the cell holds {len(value)} characters, more than Excel can."
        raise CellProblem(rules.CELL_KIND, message, "Shorten it.")
    return _ESCAPE.sub(_unescaped, value) if "_x" in value else value


def _unescaped(found: re.Match[str]) -> str:
    """The character that XML cannot hold and that Excel therefore writes _xHHHH_ (ECMA-376 part 1, 22.9.2.19)."""
    character = chr(int(found.group(1), 16))
    # any other code was typed so: openpyxl has taken away the mark (_x005F_) that said it
    return character if character == "\r" or forbidden_in(character) else found.group()


def _date(value: date | time | timedelta, kind: ColumnKind) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if not isinstance(value, date) or isinstance(value, datetime):
        raise CellProblem(rules.CELL_KIND, f"the cell holds a time ({value}).", "Write the day alone.")
    if kind not in {ColumnKind.DATE, ColumnKind.DUE}:
        message = f"Excel has turned the cell into a date ({value})."
        raise CellProblem(rules.CELL_KIND, message, _AS_TEXT)
    if value < _FIRST_SURE_DAY:
        raise CellProblem(rules.NO_DATE, f"the cell holds a day of {value.year}.", "Check the date.")
    return value.isoformat()


def _number(value: float, number_format: str, kind: ColumnKind) -> str:
    if kind is ColumnKind.DATE:
        raise CellProblem(rules.NO_DATE, *_bare_number(value))
    if abs(value) >= _TRUSTED_DIGITS:
        message = "the cell holds a number of more than 15 digits, of which Excel has lost the last ones."
        raise CellProblem(rules.LONG_NUMBER, message, f"{_AS_TEXT} Check the digits.")
    exact = _exact(value)
    if kind is ColumnKind.NUMBER:
        return _stored(exact, number_format)
    return _shown(exact, number_format)


def _bare_number(value: float) -> tuple[str, str]:
    meant = ""
    if 1 < value < 80_000:
        meant = f" It may be {date(1899, 12, 30) + timedelta(days=int(value))}."
    return f"the cell holds the bare number {value:g}, not a date.", f"Give the cell the format “Date”.{meant}"


def _exact(value: float) -> Decimal:
    """The number as Excel means it: 15 significant digits, no noise of binary fractions, no ".0"."""
    number = Decimal(f"{value:.15g}")
    return Decimal(format(number.quantize(1) if number == number.to_integral() else number, "f"))


def _stored(value: Decimal, number_format: str) -> str:
    if "%" in number_format:
        message = f"the cell shows a percentage but holds {value}."
        remedy = f"Write {(value * 100).normalize():f} in the format “General”, and % in the column “unit”."
        raise CellProblem(rules.CELL_KIND, message, remedy)
    return format(value, "f")


def _shown(value: Decimal, number_format: str) -> str:
    if number_format in {"General", "@", ""}:
        return format(value, "f")
    zeros = _ZEROS.fullmatch(number_format)
    if not zeros:
        message = f"the cell holds the number {value} and shows it in the format “{number_format}”."
        raise CellProblem(rules.CELL_KIND, message, _AS_TEXT)
    decimals = len(zeros.group(2) or "")
    width = len(zeros.group(1)) + (decimals + 1 if decimals else 0) + (value < 0)
    return f"{value:0{width}.{decimals}f}"

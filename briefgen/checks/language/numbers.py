"""Numbers in figures, with how their thousands are set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from briefgen.localise import HouseStyle

HARD_SPACE, NARROW_SPACE = "\u00a0", "\u202f"
_SPACES = f"{HARD_SPACE}{NARROW_SPACE} "
_GROUPS = {HARD_SPACE: "hard space", NARROW_SPACE: "hard space", " ": "space", ",": "comma", ".": "point", "’": "quote"}


@dataclass(frozen=True)
class NumberSaid:
    """A number that stands in a text.

    Attributes:
        start, end: its offsets in the text.
        grouping: what sets its thousands apart: "none", "hard space", "space", "comma", "point" or "quote".
    """

    start: int
    end: int
    typed: str
    value: Decimal
    grouping: str


def numbers_in(text: str, style: HouseStyle) -> Iterator[NumberSaid]:
    """The numbers of a text in the notation of its language; a foreign grouping is read too, and named.

    Not those that are part of a word (Q2, 2a, COVID-19) or of a number with other signs in it (8622/20, 27.06.2019).
    """
    for found in _pattern(style["decimal_separator"]).finditer(text):
        number = _number(found, style["decimal_separator"])
        if number:
            yield number


@lru_cache(maxsize=8)
def _pattern(decimal: str) -> re.Pattern[str]:
    other = "," if decimal == "." else "."
    # begins with a figure and then looks behind it, so that a search goes from figure to figure
    first = rf"\d(?<![\w/{decimal}{other}\-‑].)"
    grouped = rf"\d{{0,2}}(?:(?P<sign>[{_SPACES}{other}’])\d{{3}})(?:(?P=sign)\d{{3}})*(?![\d])"
    return re.compile(rf"{first}(?:{grouped}|\d*)(?:{re.escape(decimal)}\d+)?(?![\w/‑]|[.,]\d|-\w)")


def _number(found: re.Match[str], decimal: str) -> NumberSaid | None:
    typed = found[0]
    sign = found["sign"] or ""
    digits = typed.replace(sign, "") if sign else typed
    return NumberSaid(*found.span(), typed, Decimal(digits.replace(decimal, ".")), _GROUPS.get(sign, "none"))

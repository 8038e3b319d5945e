"""House style as data: `<language>.csv` with the columns key, value, certainty, source; see `README.md`.

Certainty tells how far a cell can be trusted: P on a style-guide page, D derived from such a page, E in an official
text, C from CLDR, O own knowledge, to be checked by a native speaker.

A value is a word or a pattern. `{nbsp}` is a hard space (U+00A0), spelled out because it is invisible in a table.
In patterns for dates, `{day}`, `{month}`, `{year}`, `{quarter}`, `{half}` and `{season}` belong to the first day
and `{day2}`, `{month2}`, `{year2}` to the last; `{month}` is looked up as `month_3`, `{month_genitive}` as
`month_genitive_3`, `{day}` as `day_1` where there is such a cell, otherwise it is the figure (`HouseStyle.form_of`
tells more). What is in square brackets is left out with the year; where that is not enough, the key with `_bare` at
its end has the form without it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from briefgen.errors import BriefgenError
from briefgen.findings import did_you_mean

_TABLES = Path(__file__).parent


class UnknownLanguageError(BriefgenError):
    """A language without a house style; the remedy names those at hand."""

    def __init__(self, language: str) -> None:
        known = languages()
        suggestion = f"{did_you_mean(language, known)} Languages at hand: {', '.join(known)}."
        super().__init__(f"There is no house style for the language “{language}”.", suggestion.strip())
        self.language = language


class StyleCell(NamedTuple):
    """A cell of a house style, with how far it can be trusted and where it comes from."""

    key: str
    value: str
    certainty: str
    source: str


@dataclass(frozen=True)
class HouseStyle:
    """The words and patterns of one language, by their keys."""

    language: str
    values: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.values[key]

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def get(self, key: str, otherwise: str) -> str:
        """The cell's value, or `otherwise` where the language has no such cell."""
        return self.values.get(key, otherwise)

    def first_of(self, *keys: str) -> str:
        """The value of the first of these cells that the language has.

        Raises:
            LookupError: if it has none of them.
        """
        for key in keys:
            if key in self.values:
                return self.values[key]
        raise LookupError(f"the house style of {self.language} has none of {', '.join(keys)}")

    def form_of(self, key: str, number: int) -> str:
        """The form of a number: its own (`day_8`), that of how it ends (`year_in_ending_20`), or the rule (`year_in`).

        Where there is no rule, it is the figure.
        """
        own = self.values.get(f"{key}_{number}")
        if own is not None:
            return own.format(number=number) if "{" in own else own
        rule = self.values.get(key)
        if rule is None:
            return str(number)
        endings = (f"{key}_ending_{str(number)[-2:]}", f"{key}_ending_{number % 10}")
        return next((self.values[each] for each in endings if each in self.values), rule).format(number=number)

    def fill(self, key: str, **fields: str) -> str:
        """The pattern under `key` with its fields filled in."""
        return self.values[key].format_map(fields)


@lru_cache(maxsize=64)
def style_of(language: str) -> HouseStyle:
    """The house style of a language, read once.

    Args:
        language: a code such as "en".

    Raises:
        UnknownLanguageError: if there is no table for it.
    """
    values = {cell.key: cell.value.replace("{nbsp}", "\u00a0") for cell in cells(language)}
    return HouseStyle(language, MappingProxyType(values))


def cells(language: str) -> tuple[StyleCell, ...]:
    """All cells of a language's table, with certainty and source.

    Raises:
        UnknownLanguageError: if there is no table for it.
    """
    table = _TABLES / f"{language}.csv"
    if not re.fullmatch("[a-z]{2}", language) or not table.is_file():
        raise UnknownLanguageError(language)
    return tuple(_rows(table))


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The codes of the languages at hand, in the order of the alphabet."""
    return tuple(sorted(table.stem for table in _TABLES.glob("*.csv")))


def _rows(table: Path) -> Iterator[StyleCell]:
    with table.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, strict=True)
        next(rows)
        yield from (StyleCell(*row) for row in rows)

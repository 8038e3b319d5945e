"""An edit inside a value: which figure, date or amount is meant, if that is certain.

Nothing is guessed by reading: a value is taken only where it is printed in the very words that stand in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from msgspec import Struct, field

from briefgen.model.dossier import Figure
from briefgen.pull.characters import Say
from briefgen.text import TextError, calls

_DATES: Final = frozenset({"date", "when", "by", "since"})
_AMOUNTS: Final = frozenset({"money", "number", "percent"})
_NUMBER: Final = re.compile(r"\d[\d .,\u00a0\u202f\u2009]*\d|\d")
_CONSTANT: Final = re.compile(r"""(["'])[^"']*\1|\d+(?:\.\d+)?""")
_SCALES: Final = (1, 1000, 10**6, 10**9, 10**12)
_SCALE_WORDS: Final = ("", " thousand", " million", " billion", " trillion")
_REACH: Final = 800  # days before and after the day of the document among which a date is sought
_PARTS: Final = ("{0}-Q1", "{0}-Q2", "{0}-Q3", "{0}-Q4", "{0}-H1", "{0}-H2", "{0}", "mid-{0}", "early {0}", "end {0}")
_SEASONS: Final = ("{0}-spring", "{0}-summer", "{0}-autumn", "{0}-winter")
_OF_MONTHS: Final = ("{0}", "early {0}", "mid {0}", "end {0}")


class ValueEdit(Struct, frozen=True):
    """What somebody has written in the place of a value.

    Attributes:
        typed: the value as it was typed.
        old, new: what it said, and what stands there now.
        retyped: how it is typed now; "" where the words stand as they are.
        figure: the figure that changes, or "".
        amount: its new value.
    """

    typed: str
    old: str
    new: str
    retyped: str = ""
    figure: str = ""
    amount: Decimal | None = None


class ValueReader(Struct, frozen=True):
    """Finds what an edited value means, in the language of a document.

    Attributes:
        say: what a text with values says.
        quantity: how a figure of a value and unit is printed.
        as_of: the day of the document.
    """

    say: Say
    quantity: Callable[[Decimal, str], str]
    figures: Mapping[str, Figure]
    as_of: date
    _dates: dict[str, dict[str, str]] = field(default_factory=dict)

    def read(self, typed: str, old: str, new: str) -> ValueEdit:
        """What is meant by other words in the place of a value."""
        found = calls(typed)
        if len(found) != 1:
            return ValueEdit(typed, old, new)
        call = found[0]
        name = str(call.args[0]) if call.args else ""
        if call.word == "figure" and name in self.figures:
            return self._figure(typed, old, new, self.figures[name])
        if call.word in _DATES:
            return ValueEdit(typed, old, new, self._date(typed, new))
        if call.word in _AMOUNTS:
            return ValueEdit(typed, old, new, self._amount(typed, new))
        return ValueEdit(typed, old, new)

    def _figure(self, typed: str, old: str, new: str, figure: Figure) -> ValueEdit:
        for number in _numbers_in(new):
            for scale in _SCALES:
                if _line(self.quantity(number * scale, figure.unit)) == _line(new):
                    return ValueEdit(typed, old, new, typed, figure.figure, number * scale)
        return ValueEdit(typed, old, new)

    def _amount(self, typed: str, new: str) -> str:
        constants = (f'"{number}{scale}"' for number in _numbers_in(new) for scale in _SCALE_WORDS)
        return self._first_that_says(typed, new, constants)

    def _first_that_says(self, typed: str, new: str, constants: Iterator[str]) -> str:
        for each in constants:
            candidate = _CONSTANT.sub(lambda _, each=each: each, typed, count=1)  # type: ignore[misc]
            if _line(_said(self.say, candidate)) == _line(new):
                return candidate
        return ""

    def _date(self, typed: str, new: str) -> str:
        if typed not in self._dates:
            self._dates[typed] = dict(self._sayings(typed))
        return self._dates[typed].get(_line(new), "")

    def _sayings(self, typed: str) -> Iterator[tuple[str, str]]:
        """What the value would say of every day near and of the periods around; the nearest win: they are last."""
        for each in sorted(set(_spellings(self.as_of)), reverse=True):
            yield self._saying(typed, each)
        for distance in range(_REACH, -1, -1):
            for sign in (-1, 1):
                yield self._saying(typed, (self.as_of + timedelta(sign * distance)).isoformat())

    def _saying(self, typed: str, spelling: str) -> tuple[str, str]:
        candidate = _CONSTANT.sub(f'"{spelling}"', typed, count=1)
        return _line(_said(self.say, candidate)), candidate


def _spellings(day: date) -> Iterator[str]:
    for year in range(day.year - 2, day.year + 3):
        yield from (each.format(year) for each in (*_PARTS, *_SEASONS))
        for month in range(1, 13):
            yield from (each.format(f"{year}-{month:02}") for each in _OF_MONTHS)


def _said(say: Say, source: str) -> str:
    """What a text says; "" where it cannot be said."""
    try:
        return str(say(source))
    except TextError:
        return ""


def _numbers_in(words: str) -> Iterator[Decimal]:
    """The ways to read the number in some words; none where there are several numbers."""
    found = _NUMBER.findall(words)
    if len(found) != 1:
        return
    bare = re.sub(r"[\s\u00a0\u202f\u2009]", "", found[0])
    for typed in dict.fromkeys((re.sub(r"[.,]", "", bare), bare.replace(",", ""), _with_point(bare))):
        try:
            yield Decimal(typed)
        except InvalidOperation:
            continue


def _with_point(digits: str) -> str:
    return digits.replace(".", "").replace(",", ".")


def _line(words: str) -> str:
    return " ".join(words.split())

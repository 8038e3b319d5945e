"""How dates are typed: the friendly spellings, and the EDTF forms that they are stored in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from briefgen.dates import imprecise
from briefgen.dates.imprecise import DateKind, ImpreciseDate

ACCEPTED = (
    "2023-03-14 (a day)",
    "2023-03-07/2023-03-08 (from a day to a day)",
    "2023-04 (a month)",
    "2023",
    "2023/2025",
    "2023-Q2",
    "2023-H1",
    "2023-spring, -summer, -autumn or -winter",
    "early, mid or end 2023-04",
    "early, mid or end 2023",
    "../2023-05-31 (until that day)",
    "2023-03-18/.. (from that day on)",
)
_SEASONS = ("spring", "summer", "autumn", "winter")
_YEAR = r"([1-9][0-9]{3})"
_MONTH = r"(0[1-9]|1[0-2])"


class DateSpellingError(ValueError):
    """A date that cannot be read; the message quotes it and lists the accepted forms.

    Args:
        typed: what was typed.
        reason: why it cannot be read, where this is known.
    """

    def __init__(self, typed: str, reason: str = "") -> None:
        because = f": {reason}" if reason else ""
        super().__init__(f"“{typed}” is not a date that briefgen can read{because}. Write {'; '.join(ACCEPTED)}.")
        self.typed = typed
        self.reason = reason


@lru_cache(maxsize=4096)
def parse(spelling: str) -> ImpreciseDate:
    """Read a date, exact or imprecise, friendly or EDTF; case and outer spaces do not matter.

    Raises:
        DateSpellingError: if it is none of the accepted forms, names a day that does not exist, or ends
            before it begins.
    """
    text = spelling.strip().lower()
    try:
        date_read = _interval(text) if "/" in text else _single(text)
    except ValueError as error:
        raise DateSpellingError(spelling, str(error)) from None
    if date_read is None:
        raise DateSpellingError(spelling)
    return date_read


def _interval(text: str) -> ImpreciseDate | None:
    if "~" in text:
        return _approximate(text)
    start, _, end = text.partition("/")
    if start == "..":
        return _until(end)
    if end == "..":
        return _from(start)
    return _between(_single(start), _single(end))


def _until(end: str) -> ImpreciseDate | None:
    read = _single(end)
    return imprecise.until(read.last) if read and read.last and read.kind in _ENDS else None


def _from(start: str) -> ImpreciseDate | None:
    read = _single(start)
    return imprecise.beginning(read) if read and read.kind in _ENDS else None


# The kind of an interval is the finer of its two ends: 2015/2023-03 is an interval of months.
_ENDS: dict[DateKind, Callable[[date, date], ImpreciseDate]] = {
    DateKind.DAY: imprecise.days,
    DateKind.MONTH: imprecise.months,
    DateKind.YEAR: imprecise.years,
}


def _between(start: ImpreciseDate | None, end: ImpreciseDate | None) -> ImpreciseDate | None:
    if not (start and end and start.first and end.last and {start.kind, end.kind} <= _ENDS.keys()):
        return None
    kind = next(kind for kind in _ENDS if kind in {start.kind, end.kind})
    return _ENDS[kind](start.first, end.last)


def _approximate(text: str) -> ImpreciseDate | None:
    near = re.match(rf"{_YEAR}-{_MONTH}", text)
    if near:
        year, month = int(near[1]), int(near[2])
        for candidate in _parts(year, month):
            # both bounds of "early" may carry the mark: it means the same
            if text in {candidate.edtf, candidate.edtf.replace("/", "~/")}:
                return candidate
    return _weeks(text)


def _parts(year: int, month: int) -> list[ImpreciseDate]:
    words = ("early", "mid", "end")
    return [imprecise.part_of_month(word, year, month) for word in words] + [
        imprecise.part_of_year(word, year) for word in words
    ]


def _weeks(text: str) -> ImpreciseDate | None:
    if not re.fullmatch(r"[0-9-]{10}/[0-9-]{10}~", text):
        return None
    start, end = (_single(bound) for bound in text.removesuffix("~").split("/"))
    if start and end and start.first and end.last and start.kind is end.kind is DateKind.DAY:
        return imprecise.coming_weeks(start.first, end.last)
    return None


def _single(text: str) -> ImpreciseDate | None:
    for form, reading in _FORMS:
        if match := form.fullmatch(text):
            return reading(match)
    return None


def _day(match: re.Match[str]) -> ImpreciseDate:
    try:
        return imprecise.exact(date.fromisoformat(match[0]))
    except ValueError:
        raise ValueError("there is no such day") from None


def _code(match: re.Match[str]) -> ImpreciseDate | None:
    year, code = int(match[1]), int(match[2])
    if 1 <= code <= 12:
        return imprecise.months(date(year, code, 1), date(year, code, 1))
    if 21 <= code <= 24:
        return imprecise.season(year, code - 20)
    if 33 <= code <= 36:
        return imprecise.quarter(year, code - 32)
    return imprecise.half(year, code - 39) if 40 <= code <= 41 else None


def _whole_year(match: re.Match[str]) -> ImpreciseDate:
    start = date(int(match[1]), 1, 1)
    return imprecise.years(start, start)


def _part(match: re.Match[str]) -> ImpreciseDate:
    word, year, month = match.groups()
    if month:
        return imprecise.part_of_month(word, int(year), int(month))
    return imprecise.part_of_year(word, int(year))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], ImpreciseDate | None]], ...] = (
    (re.compile(rf"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}"), _day),
    (re.compile(rf"{_YEAR}-([0-9]{{2}})"), _code),
    (re.compile(_YEAR), _whole_year),
    (re.compile(rf"{_YEAR}-q([1-4])"), lambda match: imprecise.quarter(int(match[1]), int(match[2]))),
    (re.compile(rf"{_YEAR}-h([12])"), lambda match: imprecise.half(int(match[1]), int(match[2]))),
    (
        re.compile(rf"{_YEAR}-({'|'.join(_SEASONS)})"),
        lambda match: imprecise.season(int(match[1]), _SEASONS.index(match[2]) + 1),
    ),
    (re.compile(rf"(early|mid|end)[ -]{_YEAR}(?:-{_MONTH})?"), _part),
)

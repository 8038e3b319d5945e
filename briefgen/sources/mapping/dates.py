"""Dates as trackers have them (31/12/2026, 31 Dec 2026, Q3 2026), read into the forms of the ledger.

Whether 03/04 is in March or April is settled for a column as a whole: by `date-format`, or by a day above 12 in it;
never cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from briefgen.dates import DateSpellingError, parse
from briefgen.localise.house_style import style_of

NOTHING: Final = frozenset({"", "-", "–", "—", "/", "n/a", "n.a.", "na", "none", "nil", "?"})
"""What stands in a cell that has nothing to say."""
_NUMBERS: Final = re.compile(r"([0-9]{1,2})\s?[./\-\s]\s?([0-9]{1,2})\s?[./\-\s]\s?((?:20|19)?[0-9]{2})\.?")
_YEAR_FIRST: Final = re.compile(r"((?:20|19)[0-9]{2})[./]([0-9]{1,2})[./]([0-9]{1,2})\.?")
_WITH_TIME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]\s*[0-9]{1,2}:.*)")
_DAY_AND_MONTH: Final = re.compile(
    r"(?:\w+,\s*)?([0-9]{1,2})(?:st|nd|rd|th|er|\.|º|°)?[\s\-]*(?:de\s+)?([^\W\d_]{3,})\.?,?(?:\s+de)?[\s\-]*([0-9]{4}|[0-9]{2})\.?"
)
_MONTH_AND_DAY: Final = re.compile(r"([^\W\d_]{3,})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})")
_MONTH: Final = re.compile(r"([^\W\d_]{3,})\.?(?:\s+de)?[\s\-/]*([0-9]{4})")
_PERIOD: Final = re.compile(r"(?:(?P<part>early|mid|end|beginning|by the end|late)(?:[\s\-]+of)?[\s\-]+)?(?P<rest>.+)")
_QUARTER: Final = re.compile(
    r"([qthsк])\s?([1-4])[\s/\-.]*([0-9]{4})|([0-9]{4})[\s/\-.]*([qths])\s?([1-4])|([1-4])([qths])[\s/\-]*([0-9]{4})"
)
_SEASON: Final = re.compile(r"(spring|summer|autumn|winter|fall)\s+([0-9]{4})")
_CENTURY: Final = 2000


class DayOrder(NamedTuple):
    """In which order the days and months of a column stand.

    Attributes:
        order: "dmy", "mdy", or "" where nothing shows it.
        doubtful: the cells that it matters for, by their index.
        clash: two cells that show different orders, by their index.
    """

    order: str
    doubtful: tuple[int, ...] = ()
    clash: tuple[int, ...] = ()


def find_order(cells: Sequence[str], given: str) -> DayOrder:
    """The order of day and month in the cells of a column; `given` settles it."""
    numbers = {index: (int(found[1]), int(found[2])) for index, cell in enumerate(cells) if (found := _numeric(cell))}
    days_first = [index for index, (first, _) in numbers.items() if first > 12]
    months_first = [index for index, (_, second) in numbers.items() if second > 12]
    if given:
        return DayOrder(given)
    if days_first and months_first:
        return DayOrder("", clash=(days_first[0], months_first[0]))
    if days_first or months_first:
        return DayOrder("dmy" if days_first else "mdy")
    return DayOrder("", tuple(index for index, (first, second) in numbers.items() if first != second))


def _numeric(cell: str) -> re.Match[str] | None:
    return _NUMBERS.fullmatch(cell.strip())


def read_date(cell: str, order: str) -> str:
    """A date in a form of the ledger: a day as year-month-day, an imprecise date as it is typed there; "" for none."""
    text = " ".join(cell.split())
    if found := _WITH_TIME.fullmatch(text):
        text = found[1]
    for candidate in _candidates(text, order):
        if _is_date(candidate):
            return candidate
    return ""


def is_day(spelling: str) -> bool:
    """Whether what `read_date` gave is a day, and not a month or a quarter."""
    return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", spelling))


def _candidates(text: str, order: str) -> Iterator[str]:
    yield text
    lowered = text.casefold()
    if found := _YEAR_FIRST.fullmatch(text):
        yield _iso(found[1], found[2], found[3])
    if found := _numeric(text):
        day, month = (found[1], found[2]) if order != "mdy" else (found[2], found[1])
        yield _iso(found[3], month, day)
    if (found := _DAY_AND_MONTH.fullmatch(lowered)) and (number := _months().get(found[2])):
        yield _iso(found[3], number, found[1])
    if (found := _MONTH_AND_DAY.fullmatch(lowered)) and (number := _months().get(found[1])):
        yield _iso(found[3], number, found[2])
    yield from _periods(lowered)


def _periods(lowered: str) -> Iterator[str]:
    """Months, quarters, halves and seasons, also "end of June 2026"."""
    found = _PERIOD.fullmatch(lowered)
    if not found:
        return
    part = {"beginning": "early", "by the end": "end", "late": "end"}.get(found["part"] or "", found["part"] or "")
    for period in _bare_periods(found["rest"]):
        yield f"{part} {period}" if part else period


def _bare_periods(text: str) -> Iterator[str]:
    if re.fullmatch(r"[0-9]{4}(?:-[0-9]{2})?", text):
        yield text
    if (found := _MONTH.fullmatch(text)) and (month := _months().get(found[1])):
        yield f"{found[2]}-{month:02}"
    if found := _QUARTER.fullmatch(text):
        letter, number, year = _quarter(found)
        yield f"{year}-{'H' if letter in 'hs' else 'Q'}{number}"
    if found := _SEASON.fullmatch(text):
        yield f"{found[2]}-{found[1].replace('fall', 'autumn')}"


def _quarter(found: re.Match[str]) -> tuple[str, str, str]:
    if found[1]:
        return found[1], found[2], found[3]
    return (found[5], found[6], found[4]) if found[5] else (found[8], found[7], found[9])


def _iso(year: str, month: str | int, day: str) -> str:
    whole = int(year) + (_CENTURY if len(year) == 2 else 0)
    try:
        return date(whole, int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except DateSpellingError:
        return False
    return True


LANGUAGES: Final = tuple("bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split())


@cache
def _months() -> Mapping[str, int]:
    """The names of the months in the EU's languages; one that means two of them is in none.

    The first three letters of English, which Excel and programs write, come before other languages' words.
    """
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        style = style_of(language)
        for number in range(1, 13):
            for key in (f"month_{number}", f"month_genitive_{number}"):
                found.setdefault(style.get(key, "").casefold(), set()).add(number)
    certain = {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1 and name}
    english = [style_of("en")[f"month_{number}"].casefold() for number in range(1, 13)]
    return certain | {name[:3]: number for number, name in enumerate(english, 1)} | {"sept": 9}

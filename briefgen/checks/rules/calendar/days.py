"""Days that do not exist, and days whose weekday is another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.engine.vocabulary import Numbers, Vocabulary, with_figures
from briefgen.checks.language.dates import DateInText, MistypedDate, dates_in
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import between, has_any
from briefgen.checks.language.weekdays import LANGUAGES, WeekdayBeside, weekday_before, weekday_stems, weekdays_beside
from briefgen.findings import Grade

CALENDAR = "The calendar. A reader who plans by the letter comes on the wrong day"
_LONGEST_MONTH = 31
_YEAR_AHEAD = 80
_HALF_A_YEAR = timedelta(days=183)


@in_passages(
    "CAL-001",
    Grade.ERROR,
    source=CALENDAR,
    wrong="Registration is open until 31 June 2026.",
    right="Registration is open until 30 June 2026.",
    needs=with_figures,
)
def days_that_are_none(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """Each day exists: no 31 June, and a 29 February in leap years alone."""
    for typed in scanned.mistyped_dates:
        if max(typed.days) > typed.last_day and _is_a_date(typed):
            message = f"there is no “{typed.typed}”{_last_day(typed)}"
            yield scanned.at(typed.start, typed.end, message, "Look the day up, and correct day, month or year.")


def _is_a_date(typed: MistypedDate) -> bool:
    """A number above 31 before the name of a month is a day only where a year follows; in figures there are months."""
    return max(typed.days) <= _LONGEST_MONTH or (typed.has_year and typed.form != "figures")


def _last_day(typed: MistypedDate) -> str:
    return f": the month has {typed.last_day} days" if typed.last_day else ": there is no such month"


def with_weekdays(vocabulary: Vocabulary, language: str) -> Numbers:
    """The passages in which a weekday and a figure stand."""
    return vocabulary.holding_any_case(weekday_stems(language)) & vocabulary.with_figures


@in_passages(
    "CAL-002",
    Grade.ERROR,
    source=CALENDAR,
    wrong="The seminar begins on Tuesday, 12 October 2026.",
    right="The seminar begins on Monday, 12 October 2026.",
    languages=LANGUAGES,
    needs=with_weekdays,
)
def weekdays(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """A day has the weekday that is written beside it; a warning where its year is not named."""
    beside = weekdays_beside(scanned.text, scanned.dates, scanned.language) if scanned.dates else ()
    for found in beside:
        day, is_sure = _day_meant(found.said, scanned, context)
        if day and day.weekday() != found.number:
            named = scanned.text[found.start : found.end]
            message = f"“{named}”: {found.said.typed} is {_ARTICLE[day.weekday()]}{_of(day, found)}"
            grade = None if is_sure else Grade.WARNING
            yield scanned.at(found.start, found.end, message, "Correct the weekday or the day.", grade)
    if has_any(scanned.text, ("/20", "-20", "/19")):
        yield from _weekdays_of_figures(scanned)


_IN_FIGURES = late(r"\d(?<![\d./-].)\d?([/-])\d{1,2}\1(?:19|20)\d\d(?![\d/-])")


def _weekdays_of_figures(scanned: ScannedPassage) -> Iterator[Fault]:
    """Days in figures with strokes, “Tuesday 26/09/2024”; one that may as well begin with the month is let be."""
    for found in _IN_FIGURES.finditer(scanned.text):
        named = weekday_before(scanned.text, found.start(), scanned.language)
        day, month, year = (int(each) for each in re.split("[/-]", found[0]))
        read = [each for each in (_day(year, month, day), _day(year, day, month)) if each]
        if named and read and all(each.weekday() != named[0] for each in read):
            message = f"“{scanned.text[named[1] : found.end()]}”: {found[0]} is {_ARTICLE[read[0].weekday()]}"
            yield scanned.at(named[1], found.end(), message, "Correct the weekday or the day.")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_ARTICLE = tuple(f"a {name}" for name in "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


def _of(day: date, found: WeekdayBeside) -> str:
    return "" if found.said.has_year else f" in {day.year}"


def _day_meant(said: DateInText, scanned: ScannedPassage, context: CheckContext) -> tuple[date | None, bool]:
    """The day, and whether its year is certain: its own, or that of the date which follows in the same sentence."""
    if said.has_year:
        return (said.means.first if said.means else None), True
    following = next(iter(between(scanned.dates, said.end, said.end + _YEAR_AHEAD)), None)
    if following and following.has_year and following.means:
        return _read(said, scanned, following.means.first), True
    day = scanned.manuscript.written or scanned.day or context.day
    first = _read(said, scanned, day)
    near = (_in_year(first, first.year + year) for year in (-1, 0, 1)) if first else ()
    return next((each for each in near if each and day and abs(each - day) < _HALF_A_YEAR), None), False


def _read(said: DateInText, scanned: ScannedPassage, day: date | None) -> date | None:
    """A day without a year, in the year of another day."""
    read = next(iter(dates_in(said.typed, scanned.style, day)), None)
    return read.means.first if read and read.means else None


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None

"""Dates in words: alone (label), in a table cell, inside a sentence (when), as a deadline (by), as a beginning (since).

The year of a day, of a range of days and of an open end is left out where it is the year of the as-of date;
imprecise dates always name theirs. `year` forces either.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from msgspec import Struct

from briefgen.dates import DateKind, ImpreciseDate, exact, parse
from briefgen.localise.house_style import HouseStyle
from briefgen.localise.numbers import ValueSpellingError

_DAYS = {DateKind.DAY, DateKind.DAYS, DateKind.FROM_DAY, DateKind.UNTIL}
_GOES_WITH_THE_YEAR = re.compile(r"\[([^]]*)\]")
_OPEN = {DateKind.FROM_DAY, DateKind.FROM_MONTH, DateKind.FROM_YEAR}
_HARD_SPACE = "\u00a0"
_SPACE = f"[ {_HARD_SPACE}]"
_BETWEEN = rf"(?:(?:de|ta’|gada|m\.){_SPACE})?"  # between the figures of a date, in es and pt, mt, lv, lt
_MONTHS = "MONTHS"
_DATE_IN_WORDS = (
    rf"(?:(?<![\w.])\d[\w.º–-]*{_SPACE}{_BETWEEN}){{0,3}}(?<!\w)(?:{_MONTHS})(?!\w)"
    rf"(?:{_SPACE}{_BETWEEN}\d[\w.]*){{0,2}}(?:(?<=\d){_SPACE}[^\W\d_]{{1,2}}\.)?"  # 2023 r., 2023 г., 9 d.
)
# a range as a deadline is its last day, month or year
_RANGES = {DateKind.DAYS: "day", DateKind.MONTHS: "month", DateKind.YEARS: "year"}
# what is said where a language makes no difference
_INSTEAD = (("two_months", "months"), ("two_days", "days"), ("winter", "season"), ("from_", "since_"))


_ENDS_WITH_A_DAY = {"end_month", "end_year"}


class _Form(Struct, frozen=True):
    """The pattern that formats a date, and the two days that fill it."""

    use: str
    name: str
    first: date
    last: date


def format_date(
    value: str | date | ImpreciseDate,
    style: HouseStyle,
    as_of: date,
    use: str,
    year: bool | None = None,
    *,
    with_and: bool = False,
) -> str:
    """A date in words.

    Args:
        value: a date, or its spelling as `briefgen.dates.parse` takes it.
        style: the words and patterns of the language.
        as_of: the day whose year need not be named.
        use: "label", "cell", "when", "by" or "since".
        year: True names the year, False leaves it out, None follows the house style.
        with_and: two neighbouring days are joined by "and" also in a label, not by a dash.

    Raises:
        ValueError: if it cannot be read, has no end to be a deadline or no beginning to be since, or nothing is left of
            it without its year.
    """
    meant = _read(value)
    form = _form_of(meant, use, as_of, with_and)
    full, bare = _patterns(form, style)
    if year is False and not bare and meant.kind is not DateKind.COMING_WEEKS:
        raise ValueSpellingError(f"“{meant.edtf}” is nothing without its year: leave out year=false.")
    leaves_out = year is False or (year is None and meant.kind in _DAYS and _is_this_year(form, as_of))
    return (bare if leaves_out and bare else full).format_map(_fields(form, style))


def key_of_date(
    value: str | date | ImpreciseDate, style: HouseStyle, as_of: date, use: str, *, with_and: bool = False
) -> str:
    """The cell that a date is said by; takes and raises what `format_date` does."""
    return _key(_form_of(_read(value), use, as_of, with_and), style)


def _form_of(meant: ImpreciseDate, use: str, as_of: date, with_and: bool) -> _Form:
    return _since(meant, as_of) if use == "since" else _form(meant, use, as_of, with_and)


def fill_with_date(key: str, value: str | date | ImpreciseDate, style: HouseStyle, **fields: str) -> str:
    """A line such as a dateline around a day: its pattern may ask for the day's parts or for the long `{date}`.

    Raises:
        ValueError: if the date cannot be read.
    """
    meant = _read(value)
    first, last = meant.first or meant.last or date.min, meant.last or meant.first or date.max
    words = format_date(meant, style, date.max, "label", year=True)
    return style[key].format_map(_Fields(style, first, last, date=words, **fields))


def bind_dates(text: str, style: HouseStyle) -> str:
    """A short text, such as a title, in which no line ends within a date: its spaces are hard ones.

    Args:
        text: as it is typed, with dates in words (9 February 2023, 9 de febrero de 2023).
    """
    months = {re.escape(value) for key, value in style.values.items() if key.startswith("month_")}
    pattern = _DATE_IN_WORDS.replace(_MONTHS, "|".join(sorted(months, key=len, reverse=True)))
    return re.sub(pattern, lambda found: found[0].replace(" ", _HARD_SPACE), text)


def _patterns(form: _Form, style: HouseStyle) -> tuple[str, str]:
    """The pattern with the year and the one without it; the latter is "" where nothing would be left."""
    key = _key(form, style)
    if key in style.neutral and form.name in _ENDS_WITH_A_DAY and form.first == form.last:
        key = "by_day"  # what ends with a month ends on its last day, where nobody has given words for its end
    pattern = style[key]
    bare = _GOES_WITH_THE_YEAR.sub("", pattern) if "[" in pattern else ""
    return _GOES_WITH_THE_YEAR.sub(r"\1", pattern), style.get(f"{key}_bare", bare)


def _key(form: _Form, style: HouseStyle) -> str:
    """The cell that says a date, or one that says it less finely; in a table cell, as it stands alone."""
    exact = f"{form.use}_{form.name}"
    if exact in style:
        return exact
    names = [form.name]
    for finer in _INSTEAD:
        names += [name.replace(*finer) for name in names]
    uses = (form.use, "label") if form.use == "cell" else (form.use,)
    keys = [f"{use}_{name}" for use in uses for name in dict.fromkeys(names)]
    known = next((key for key in keys if key in style), None)
    if known is None:
        message = (
            f"The house style of “{style.tag}” has no words for such a date: write a date, or add the cell {keys[-1]}"
        )
        raise ValueSpellingError(f"{message} to a table of a house of your own.")
    return known


def _fields(form: _Form, style: HouseStyle) -> _Fields:
    """What fills the pattern; a winter names both of its years."""
    fields = _Fields(style, form.first, form.last)
    if form.name.endswith("winter") and "winter_years" in style:
        fields["year"] = style.fill("winter_years", first=str(form.first.year), last=str(form.last.year))
    return fields


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


def _form(meant: ImpreciseDate, use: str, as_of: date, with_and: bool) -> _Form:
    if meant.kind is DateKind.UNTIL:
        return _until(meant)
    if meant.kind in _OPEN:
        return _open(meant, use, as_of)
    first, last = meant.first or date.min, meant.last or date.max
    if use == "by" and meant.kind in _RANGES:
        return _Form(use, _RANGES[meant.kind], last, last)
    if meant.kind is DateKind.DAYS:
        return _Form(use, _range_of_days(first, last, with_and or use == "when"), first, last)
    if meant.kind is DateKind.MONTHS:
        return _Form(use, _range_of_months(first, last, use == "when"), first, last)
    return _Form(use, _name_of(meant), first, last)


def _name_of(meant: ImpreciseDate) -> str:
    """What the cells call the kind of a date: a season of two years is a winter."""
    is_winter = meant.kind is DateKind.SEASON and meant.first and meant.last and meant.first.year != meant.last.year
    return "winter" if is_winter else str(meant.kind)


def _until(meant: ImpreciseDate) -> _Form:
    """The end of a year or month reads as such; any use of an end without a beginning is a deadline."""
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


def _since(meant: ImpreciseDate, as_of: date) -> _Form:
    """The beginning of a date: "since" where it has begun on the as-of day, "from" where it has not."""
    if meant.first is None or meant.kind is DateKind.COMING_WEEKS:
        raise ValueSpellingError(f"“{meant.edtf}” has no beginning, so nothing can be since then.")
    name = _RANGES.get(meant.kind) or _name_of(meant).removeprefix("from_")
    last = (meant.last or meant.first) if name == "winter" else meant.first
    return _Form("when", f"{'since' if meant.first <= as_of else 'from'}_{name}", meant.first, last)


def _range_of_months(first: date, last: date, with_and: bool) -> str:
    """Two neighbouring months in a sentence are joined by "and" as well."""
    distance = 12 * (last.year - first.year) + last.month - first.month
    months = "two_months" if with_and and distance == 1 else "months"
    return f"{months}_{'in_year' if first.year == last.year else 'across_years'}"


def _range_of_days(first: date, last: date, with_and: bool) -> str:
    """Two neighbouring days in a sentence are joined by "and"; longer ranges go from one day to the other."""
    days = "two_days" if with_and and last - first == timedelta(days=1) else "days"
    if first.year != last.year:
        return f"{days}_across_years"
    return f"{days}_in_month" if first.month == last.month else f"{days}_across_months"


class _Fields(dict[str, str]):
    """The fields of a date pattern, each looked up in the house style when the pattern asks for it."""

    def __init__(self, style: HouseStyle, first: date, last: date, **fields: str) -> None:
        super().__init__(fields)
        self.style, self.first, self.last = style, first, last

    def __missing__(self, field: str) -> str:
        name, _, case = field.partition("_")
        number = _number(name.rstrip("2"), self.last if name.endswith("2") else self.first)
        return self.style.form_of(f"{name.rstrip('2')}_{case}" if case else name.rstrip("2"), number)


def _number(name: str, day: date) -> int:
    match name:
        case "quarter":
            return (day.month + 2) // 3
        case "half":
            return (day.month + 5) // 6
        case "season":
            return day.month // 3
    return int(getattr(day, name))

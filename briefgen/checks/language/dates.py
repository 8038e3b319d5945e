"""Dates that stand in a text: days, ranges of days, months, quarters, halves, seasons and years."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache

from msgspec import Struct

from briefgen.checks.language.patterns import GAP
from briefgen.dates import ImpreciseDate
from briefgen.dates.imprecise import days, exact, half, months, part_of_month, part_of_year, quarter, season
from briefgen.localise import HouseStyle

_LEAP_YEAR, _LAST_MONTH, _IN_EVERY_MONTH = 2024, 12, 28
_REACH = 60  # from the first figure of a date to the beginning of its month, at most
_HEAD = 3  # letters by which the beginning of a date is told from other words
_PARTS = ("early", "mid", "end", "q1", "q2", "q3", "q4", "h1", "h2")
_DASH = "[-–‑]"


class DateInText(Struct, frozen=True):
    """A date that stands in a text.

    Attributes:
        start, end: its offsets in the text.
        has_year: whether its year is named; else `means` takes the year of the as-of date.
        means: what it can mean; None where neither a year nor an as-of date is known.
        form: "day", "days", "month", "part of month", "quarter", "half", "season", "part of year" or "figures".
    """

    start: int
    end: int
    typed: str
    form: str
    has_year: bool
    means: ImpreciseDate | None


Maker = Callable[[re.Match[str], int, HouseStyle], ImpreciseDate]


def dates_in(text: str, style: HouseStyle, day: date | None) -> Iterator[DateInText]:
    """The dates of a text, in order; where two could be read from one place, the longer.

    Args:
        style: of the text's language, for the names of months, quarters and seasons.
        day: the as-of date, for dates without a year; None where it is not known.
    """
    return dates_among(date_candidates(text, style), style, day)


def dates_among(candidates: Iterable[re.Match[str]], style: HouseStyle, day: date | None) -> Iterator[DateInText]:
    """The dates among what looks like one, as of `dates_in`."""
    position = 0
    for found in candidates:
        if found.start() >= position and (said := _said(found, style, day)):
            position = said.end
            yield said


class MistypedDate(Struct, frozen=True):
    """What is typed like a date and is none.

    Attributes:
        form: as of `DateInText`; for "days" one of the two days may be sound.
        days: the days of the month that are typed, in order.
        last_day: how many days the month has, in a leap year if none is named; 0 where there is no such month.
        has_year: whether a year is named.
    """

    start: int
    end: int
    typed: str
    form: str
    days: tuple[int, ...]
    last_day: int
    has_year: bool


def find_mistyped_dates(candidates: Iterable[re.Match[str]], style: HouseStyle) -> tuple[MistypedDate, ...]:
    """What is typed like a day, or a range of days of one month, that no calendar has: “31 June”, “15 to 12 March”."""
    return tuple(each for found in candidates if (each := _mistyped(found, style)))


@lru_cache(maxsize=8)
def date_candidates(text: str, style: HouseStyle, *, small: bool = True) -> tuple[re.Match[str], ...]:
    """All that looks like a date; once for the sound ones and for those that are none.

    Args:
        small: whether a word of a date may stand in it that begins small; without, the search is quicker.
    """
    return tuple(_found_dates(text, style, small=small))


def _found_dates(text: str, style: HouseStyle, *, small: bool = True) -> Iterator[re.Match[str]]:
    """What the long pattern finds, which is asked only where the first letters of a date stand."""
    opening, word, at = _opening(style, small=small), _word_of_date(style), 0
    while opens := opening.search(text, at):
        start = opens.start()
        is_likely = not opens[0].isdigit() or word.search(text, start, start + _REACH)
        found = _pattern(style).match(text, start) if is_likely else None
        at = found.end() if found else start + 1
        if found:
            yield found


def _mistyped(found: re.Match[str], style: HouseStyle) -> MistypedDate | None:
    """The date that is found, where its days are not in its month or not in order."""
    form = _form_of(found)
    if form not in _WITH_DAYS or (form == "days" and found["m1_days"]):
        return None
    name = form.replace(" ", "_")
    typed = (found["d1_days"], found["d2_days"]) if form == "days" else (found[f"d_{name}"],)
    days_typed = tuple(map(int, typed))
    if form != "figures" and max(days_typed) <= _IN_EVERY_MONTH and days_typed[0] <= days_typed[-1]:
        return None
    year = _year_of(found, form)
    month = int(found["m_figures"]) if form == "figures" else _month_of(found[f"m_{name}"], style)
    last_day = monthrange(year or _LEAP_YEAR, month)[1] if 1 <= month <= _LAST_MONTH else 0
    if max(days_typed) <= last_day and days_typed == tuple(sorted(days_typed)):
        return None
    return MistypedDate(*found.span(), found[0], form, days_typed, last_day, bool(year))


def _said(found: re.Match[str], style: HouseStyle, day: date | None) -> DateInText | None:
    form = _form_of(found)
    year = _year_of(found, form)
    try:
        means = _MAKERS[form](found, year or (day.year if day else 1), style)
    except ValueError:  # the 31st of a shorter month is no date
        return None
    known = "day" if form in _YEAR_FIRST else form
    return DateInText(*found.span(), found[0], known, bool(year), means if year or day else None)


def _form_of(found: re.Match[str]) -> str:
    """By its name in `_MAKERS`; the group that closes last is the whole date."""
    return (found.lastgroup or "").replace("_", " ")


def _year_of(found: re.Match[str], form: str) -> int | None:
    typed = found[f"year_{form.replace(' ', '_')}"]
    return int(typed) if typed else None


def _day(found: re.Match[str], year: int, style: HouseStyle) -> ImpreciseDate:
    return exact(date(year, _month_of(found["m_day"], style), int(found["d_day"])))


def _days(found: re.Match[str], year: int, style: HouseStyle) -> ImpreciseDate:
    last = date(year, _month_of(found["m_days"], style), int(found["d2_days"]))
    month = _month_of(found["m1_days"], style) if found["m1_days"] else last.month
    return days(date(year, month, int(found["d1_days"])), last)


def _month(found: re.Match[str], year: int, style: HouseStyle) -> ImpreciseDate:
    first = date(year, _month_of(found["m_month"], style), 1)
    return months(first, first)


def _part_of_month(found: re.Match[str], year: int, style: HouseStyle) -> ImpreciseDate:
    word = found["w_part_of_month"].casefold().rstrip("-‑–").split()[0]
    return part_of_month(word, year, _month_of(found["m_part_of_month"], style))


def _quarter(found: re.Match[str], year: int, style: HouseStyle) -> ImpreciseDate:
    return quarter(year, _ordinal(found["n_quarter"], style, "quarter"))


def _half(found: re.Match[str], year: int, style: HouseStyle) -> ImpreciseDate:
    return half(year, _ordinal(found["n_half"], style, "half"))


def _season(found: re.Match[str], year: int, style: HouseStyle) -> ImpreciseDate:
    return season(year, _numbered(style, "season")[_plain(found["n_season"])])


def _part_of_year(found: re.Match[str], year: int, _style: HouseStyle) -> ImpreciseDate:
    return part_of_year(found["w_part_of_year"].casefold().rstrip("-‑–").split()[0], year)


def _figures(found: re.Match[str], year: int, _style: HouseStyle) -> ImpreciseDate:
    return exact(date(year, int(found["m_figures"]), int(found["d_figures"])))


def _year_first(found: re.Match[str], year: int, style: HouseStyle) -> ImpreciseDate:
    return exact(date(year, _month_of(found["m_year_first"], style), int(found["d_year_first"])))


def _month_first(found: re.Match[str], year: int, style: HouseStyle) -> ImpreciseDate:
    first = date(year, _month_of(found["m_month_first"], style), int(found["d_month_first"]))
    return days(first, first.replace(day=int(found["d2_month_first"]))) if found["d2_month_first"] else exact(first)


def _year_before(found: re.Match[str], year: int, style: HouseStyle) -> ImpreciseDate:
    return exact(date(year, _month_of(found["m_year_before"], style), int(found["d_year_before"])))


def _month_of(typed: str, style: HouseStyle) -> int:
    return _numbered(style, "month")[_plain(typed)]


def _plain(typed: str) -> str:
    """The words without regard to capitals and to which spaces are hard."""
    return " ".join(typed.casefold().split())


_MAKERS: dict[str, Maker] = {
    "days": _days,
    "day": _day,
    "year first": _year_first,
    "year before": _year_before,
    "month first": _month_first,
    "figures": _figures,
    "part of month": _part_of_month,
    "month": _month,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "part of year": _part_of_year,
}


_YEAR_FIRST = ("year first", "year before", "month first")
_WITH_DAYS = frozenset({"days", "day", "figures", *_YEAR_FIRST})


def _ordinal(typed: str, style: HouseStyle, kind: str) -> int:
    """Q2, 2 or the words of the language."""
    if typed[-1].isdigit():
        return int(typed[-1])
    spelt = re.sub(rf"{_noun(style, kind)}$", "", typed)
    return _numbered(style, kind)[_plain(spelt)]


@lru_cache(maxsize=64)
def _numbered(style: HouseStyle, kind: str) -> dict[str, int]:
    """The words for months, quarters, halves or seasons with their numbers, casefolded."""
    cells = style.values.items()
    found = ((re.fullmatch(rf"{kind}_(?:[a-z_]+_)?(\d+)", key), value) for key, value in cells)
    return {_plain(value): int(matched[1]) for matched, value in found if matched}


def _year(name: str) -> str:
    """A year behind a date, which may be left out."""
    return rf"(?:,?{GAP}(?:(?:of|de|del|di|do|da){GAP})?(?P<year_{name}>(?:19|20)\d\d)\b)?"


def _day_of_month(name: str) -> str:
    """A day of the month, which may have a full stop or an ordinal sign behind it."""
    return rf"(?<![\d.,/])\b(?P<{name}>\d{{1,2}})(?:\.|er|º)?"


@lru_cache(maxsize=64)
def _pattern(style: HouseStyle) -> re.Pattern[str]:
    """One pattern for all forms; of two that could begin at one place, the earlier one here is taken."""
    american = _month_first_form(style) if style["label_day"].startswith("{month") else {}
    pieces = {
        **american,
        **_exact_forms(_any_of(_forms(style, "month")), _behind_year(style)),
        **_imprecise_forms(style),
    }
    forms = "|".join(f"(?P<{name}>{piece})" for name, piece in pieces.items())
    return re.compile(rf"\b(?:{forms})")


def may_hold_dates(style: HouseStyle, *, small: bool = False) -> Callable[[str], object]:
    """What tells of the words of a text whether a date may stand in it: it is asked of each from space to space.

    Args:
        small: only words of dates that begin small.
    """
    return (_small_word_of_date if small else _word_of_date)(style).search


@lru_cache(maxsize=64)
def _word_of_date(style: HouseStyle) -> re.Pattern[str]:
    """What stands in every date: its month or season, the number of its quarter, “early”, “mid”, “end”, or figures."""
    signs, behind = _any_head(_heads(style, None))
    return re.compile(rf"[\d{signs}](?<!\w.)(?:{behind}|(?<=\d)\d?\.\d{{1,2}}\.(?:19|20)\d\d)")


@lru_cache(maxsize=64)
def _small_word_of_date(style: HouseStyle) -> re.Pattern[str]:
    signs, behind = _any_head(head for head in _heads(style, None) if not head[0].isupper())
    return re.compile(rf"[{signs}](?<!\w.)(?:{behind})")


def _heads(style: HouseStyle, longest: int | None) -> set[str]:
    """The words that dates have, or that many of their first letters, without what stands behind a space."""
    forms = (form for kind in ("month", "quarter", "half", "season") for form in _forms(style, kind) if form)
    return {re.split(GAP, each[:longest])[0] for form in (*forms, *_PARTS) for each in _capitals(form)}


def _any_head(heads: Iterable[str]) -> tuple[str, str]:
    """The first letters of some words for a set of a pattern, and what stands behind each of them."""
    listed = sorted(heads)
    firsts = sorted({head[0] for head in listed})
    rest = ("|".join(re.escape(head[1:]) for head in listed if head[0] == first) for first in firsts)
    behind = "|".join(f"(?<={re.escape(first)})(?:{more})" for first, more in zip(firsts, rest, strict=True))
    return re.escape("".join(firsts)), behind


@lru_cache(maxsize=64)
def _opening(style: HouseStyle, *, small: bool = True) -> re.Pattern[str]:
    """What every date begins with: a day, a year, or the first letters of a word; most of a text is no date.

    It begins with one character and then looks behind it, so that a search goes from one such character to the next.
    """
    signs, behind = _any_head(head for head in _heads(style, _HEAD) if small or head[0].isupper())
    return re.compile(rf"[\d{signs}](?<!\w.)(?:(?<=\d)(?!\d\d)|(?<=1)9\d\d|(?<=2)0\d\d|{behind})")


def _month_first_form(style: HouseStyle) -> dict[str, str]:
    """“March 17, 2023”, “March 7–10”, where the month stands before the day."""
    month = _any_of(_forms(style, "month"))
    to = rf"(?:{GAP}?{_DASH}{GAP}?|{GAP}and{GAP})"
    last = rf"(?:{to}(?P<d2_month_first>\d{{1,2}})(?!{GAP}[^\W\d_]{{5,}}))?"
    day = rf"(?P<m_month_first>{month}){GAP}(?P<d_month_first>\d{{1,2}})(?![\d.]\d|\d){last}"
    return {"month_first": rf"\b{day}{_year('month_first')}"}


def _exact_forms(month: str, behind_year: str) -> dict[str, str]:
    of = rf"{GAP}(?:(?:de|of|ta[’']){GAP})?"
    between = rf"{GAP}?(?:{_DASH}|and|to|et|au|i|und|bis){GAP}?"
    years = r"(?:19|20)\d\d"
    first = rf"{_day_of_month('d1_days')}(?:{of}(?P<m1_days>{month}))?"
    return {
        "days": rf"{first}{between}(?P<d2_days>\d{{1,2}})\.?{of}(?P<m_days>{month})\b{_year('days')}",
        "day": rf"{_day_of_month('d_day')}{of}(?P<m_day>{month})\b{_year('day')}",
        "year_first": rf"\b(?P<year_year_first>{years}){behind_year}{GAP}(?P<m_year_first>{month}){GAP}"
        r"(?P<d_year_first>\d{1,2})\b",
        "year_before": rf"\b(?P<year_year_before>{years}){behind_year}{GAP}(?P<d_year_before>\d{{1,2}})\.?"
        rf"{GAP}(?P<m_year_before>{month})\b",
        "figures": rf"(?<![\d.])\b(?P<d_figures>\d{{1,2}})\.(?P<m_figures>\d{{1,2}})\.(?P<year_figures>{years})\b",
    }


@lru_cache(maxsize=64)
def _behind_year(style: HouseStyle) -> str:
    """What stands behind a year that comes first: “2023. gada 17. marts”, “2023 m. kovo 17 d.”, else a stop at most."""
    found = re.match(r"\[\{year\}(.*?)\s*\]", style["label_day"])
    words = (re.split(GAP, found[1]) if found else []) or [""]
    return GAP.join(re.escape(word) for word in words) if any(words) else r"\.?"


def _imprecise_forms(style: HouseStyle) -> dict[str, str]:
    month = _any_of(_forms(style, "month"))
    quarters, halves, seasons = (_any_of(_forms(style, kind)) for kind in ("quarter", "half", "season"))
    part = rf"[Ee]arly|[Mm]id{_DASH}?|[Ee]nd(?:{GAP}of)?"
    return {
        "part_of_month": rf"\b(?P<w_part_of_month>{part}){GAP}?(?P<m_part_of_month>{month})\b{_year('part_of_month')}",
        "quarter": rf"\b(?P<n_quarter>Q[1-4]|(?:{quarters}){_noun(style, 'quarter')})\b{_year('quarter')}",
        "half": rf"\b(?P<n_half>H[12]|(?:{halves}){_noun(style, 'half')})\b{_year('half')}",
        "season": rf"\b(?P<n_season>{seasons})\b{_year('season')}",
        "part_of_year": rf"\b(?P<w_part_of_year>[Ee]arly|[Mm]id|[Ee]nd(?:{GAP}of)?)(?:{GAP}|{_DASH})"
        r"(?P<year_part_of_year>(?:19|20)\d\d)\b",
        "month": rf"\b(?P<m_month>{month})\b{_year('month')}",
    }


@lru_cache(maxsize=64)
def _noun(style: HouseStyle, kind: str) -> str:
    """The noun behind an ordinal: “trimestre” in “deuxième trimestre”; "" where the ordinal's cell has it itself."""
    cells = (style.values.get(f"{use}_{kind}", "") for use in ("label", "when", "by"))
    said = (found[1].strip() for cell in cells if (found := re.search(rf"\{{{kind}\w*\}}([^\[{{]*)", cell)))
    nouns = sorted({re.escape(noun) for noun in said if noun}, key=len, reverse=True)
    return rf"{GAP}(?:{'|'.join(nouns)})" if nouns else ""


def _any_of(words: Iterable[str]) -> str:
    """Any of some words, as its language writes it or with a capital: “May”, but not “may”."""
    forms = {form for word in words for form in _capitals(word)}
    by_length = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(GAP.join(map(re.escape, re.split(GAP, form))) for form in by_length) or r"(?!)"


def _capitals(word: str) -> tuple[str, str, str]:
    return word, word[:1].upper() + word[1:], word.upper()


@lru_cache(maxsize=64)
def _forms(style: HouseStyle, kind: str) -> tuple[str, ...]:
    """The words for months, quarters, halves or seasons as they are written; not those that only a noun tells apart."""
    cells = style.values.items()
    own = {value for key, value in cells if re.fullmatch(rf"{kind}_(?:[a-z_]+_)?\d+", key)}
    other = {"quarter": "half", "half": "quarter"}.get(kind) if not _noun(style, kind) else None
    shared = {value for key, value in cells if other and re.fullmatch(rf"{other}_(?:[a-z_]+_)?\d+", key)}
    return tuple(sorted(own - shared))

"""The day that a paper reports on: in its title, its first lines, or beside a label; in any language of the EU."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from briefgen.checks.language.dates import dates_in
from briefgen.dates.imprecise import DateKind
from briefgen.intake.day import DAY_LABELS, is_label
from briefgen.localise import Localiser
from briefgen.localise.house_style import languages, style_of
from briefgen.model.manuscript import Manuscript, Passage, Role

_AS_OF: Final = """
    as of | as at | state of play on | state of play | status as of | situation on | situation as of | état au | stand
    vom | zum stand | stand per | peildatum | stand van zaken | situación a | situazione al | situação em | stan na
    | stan na dzień | stav ke dni | stav ku dňu | la data de | stanje na dan
"""
_AS_OF_IF_FIRST: Final = """
    stand | au | al | per | pr | към | állapot | läget | tilanne | seisuga | ke dni | ku dňu | na dan
"""
_NUMERIC = re.compile(r"(?<![\d./-])(?:(\d{4})([-./])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-./])(\d{1,2})\6(\d{4}))(?![\d-])")
NOTED: Final = "the properties of the file"
_LONGEST_LINE: Final = 160
_LINES_SOUGHT: Final = 60


class DayFound(NamedTuple):
    """A day that a paper says of itself, and where it says it, in words.

    Attributes:
        reports: whether it is said to be the day that the paper reports on (“situation as of”), and not only its date.
        passage: the line with these words, or None; `start` and `end` are where they and the day stand in it.
    """

    day: date | None
    day_from: str = ""
    reports: bool = False
    passage: Passage | None = None
    start: int = 0
    end: int = 0


class _Said(NamedTuple):
    """A day in a line; `year` is 0 where it is not named."""

    start: int
    end: int
    year: int
    month: int
    day: int


def find_day(manuscript: Manuscript, language: str) -> DayFound:
    """The day that a paper reports on: beside words such as “situation as of”, or behind a label such as “Date:”."""
    lines = list(_lines(manuscript))
    years = Counter(said.year for _, text in lines for said in _days_in(text, language) if said.year)
    found = list(_in_lines(lines, language, years))
    reported = [each for each in found if each.reports]
    # a title that was changed by hand counts more than what briefgen had noted
    line = next((each for each in reported if each.day == manuscript.as_of), next(iter(reported), None))
    if line is None and manuscript.as_of:
        return DayFound(manuscript.as_of, NOTED, reports=True)
    return line or next(iter(found), None) or _beside_label(manuscript, language, years)


def _in_lines(lines: Sequence[tuple[Passage, str]], language: str, years: Counter[int]) -> Iterator[DayFound]:
    for pattern in (_as_of(), _label()):
        for passage, text in lines:
            for said in _days_in(text, language):
                if (words := pattern.search(text[: said.start])) and (day := _day(said, years)):
                    year = "" if said.year else f"; its year is that of other dates, {day.year}"
                    found = f"the line “{_short(text)}” ({passage.place.spot}){year}"
                    start = words.start() + len(words[0]) - len(words[0].lstrip(" (–—-"))
                    yield DayFound(day, found, pattern is _as_of(), passage, start, _end(text, said, day, language))


def _lines(manuscript: Manuscript) -> Iterator[tuple[Passage, str]]:
    """Short lines, titles and headings first, then those of the body, then headers and footers."""
    heads = [each for each in manuscript.passages if each.role in (Role.TITLE, Role.HEADING)]
    outside = [each for each in manuscript.body if each not in heads][:_LINES_SOUGHT]
    margins = [each for each in manuscript.passages if each.role in (Role.HEADER, Role.FOOTER)]
    for each in (*heads, *outside, *margins):
        if 0 < len(each.text) <= _LONGEST_LINE:
            yield each, each.text


def _days_in(text: str, language: str) -> Iterator[_Said]:
    for found in _NUMERIC.finditer(text):
        year, month, day = (found[1], found[3], found[4]) if found[1] else (found[8], found[7], found[5])
        yield _Said(*found.span(), int(year), int(month), int(day))
    for code in dict.fromkeys((language, "en")):
        for said in dates_in(text, style_of(code), date(2000, 1, 1)):
            if said.means and said.means.kind is DateKind.DAY and said.means.first and said.form != "figures":
                first = said.means.first
                yield _Said(said.start, said.end, first.year if said.has_year else 0, first.month, first.day)


def dates_of(text: str, language: str) -> Iterator[tuple[int, date]]:
    """The days in a text that name their year, with where each begins."""
    for said in _days_in(text, language):
        if said.year and (day := _day(said, Counter())):
            yield said.start, day


def _day(said: _Said, years: Counter[int]) -> date | None:
    year = said.year or (years.most_common(1)[0][0] if years else 0)
    try:
        return date(year, said.month, said.day)
    except ValueError:
        return None


@cache
def _as_of() -> re.Pattern[str]:
    own = {style_of(code).get("headline_as_of", "").split("{")[0].strip(" :.") for code in languages()}
    at_start = {*_listed(_AS_OF_IF_FIRST), *(each for each in own if each and " " not in each)}
    words = {*own, *_listed(_AS_OF)} - at_start - {""}
    before = rf"(?<!\w)(?:{_any_of(words)})|(?:^|[(–—-])\s*(?:{_any_of(at_start)})"
    return re.compile(rf"(?:{before})\.?\s*[:=]?\s*(?:\w{{1,4}}[.’']?\s*)?$", re.IGNORECASE)


def _listed(words: str) -> set[str]:
    return {" ".join(each.split()) for each in words.split("|")}


def _any_of(words: Iterable[str]) -> str:
    # titles are printed with hard spaces
    return "|".join(r"\s".join(map(re.escape, each.split())) for each in sorted(words, key=len, reverse=True))


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[\t|;]\s*)(?:{_any_of(DAY_LABELS)})\s*(?:\([^)]*\))?\s*(?:[:\t]\s*(?:\w+,?\s+)?|\s)$", re.IGNORECASE
    )


def _end(text: str, said: _Said, day: date, language: str) -> int:
    """Where a day ends, with a word behind its year, as the Polish “r.”."""
    long = Localiser(language, day, style_of(language)).long_date(day).replace("\u00a0", " ")
    is_long = text[said.start :].replace("\u00a0", " ").startswith(long)
    return max(said.end, said.start + len(long)) if is_long else said.end


def _beside_label(manuscript: Manuscript, language: str, years: Counter[int]) -> DayFound:
    """The day in the passage behind a label, as in the next cell of a table or the next line of a cell."""
    body: Sequence[Passage] = [each for each in manuscript.body if each.text.strip()]
    for passage, after in pairwise(body):
        for beside in (after, *_below(passage, body)) if is_label(passage.text) and passage.cell else ():
            day = next((day for said in _days_in(beside.text, language) if (day := _day(said, years))), None)
            if day:
                return DayFound(day, f"“{_short(beside.text)}” beside “{_short(passage.text)}” ({beside.place.spot})")
    return DayFound(None)


def _below(label: Passage, body: Sequence[Passage]) -> Iterator[Passage]:
    """What stands in the cell below a label."""
    assert label.cell is not None, "asked of cells alone"
    wanted = label.cell.table, label.cell.row + label.cell.rows, label.cell.column
    return (each for each in body if each.cell and (each.cell.table, each.cell.row, each.cell.column) == wanted)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:80]}…"

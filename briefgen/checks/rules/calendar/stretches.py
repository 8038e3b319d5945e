"""Stretches of time that run backwards, and those that mix two ways of saying from when to when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage, cache_per_passage
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.engine.vocabulary import Numbers, Vocabulary, with_figures
from briefgen.checks.language.dates import DateInText
from briefgen.checks.language.patterns import late
from briefgen.checks.language.ranges import LANGUAGES, RangeWords, betweens, openings, range_words
from briefgen.checks.language.sentences import Standing, before, has_any, outside
from briefgen.checks.rules.calendar.days import CALENDAR
from briefgen.findings import Grade

_YEARS = late(r"([12](?<![\w/.,–-].)(?:(?<=1)9|(?<=2)0)\d\d)[ \u00a0]?[–-][ \u00a0]?((?:19|20)\d\d)(?![\w/–-]|[.,]\d)")
_YEAR = late(r"[12](?<![\w/.,–-].)(?:(?<=1)9|(?<=2)0)\d\d(?![\w/–-]|[.,]\d)")
_DASHES = ("–", "-")
_REACH, _LONGEST_GAP = 60, 50
_COMPARES = late(
    r"\b(?:differ|compar|chang|gap|Unterschied|Vergleich|différen|écart|różnic)[^\W\d_]*\W+$", re.IGNORECASE
)
_EXACT = frozenset({"day", "figures"})
_DASH_BEHIND_FROM = late(
    r"\b(?:from|between)[ \u00a0](?:the period[ \u00a0])?(?:19|20)\d\d[ \u00a0]?[–-][ \u00a0]?(?:19|20)\d\d"
)
_POINT = r"\b(?:points?|pages?|paragraphs?|recitals?|rows?|Punkte?n?|Seiten?|Absätzen?|punkt\w*|stron\w*|considérants?)"
_ENDS_WITH_POINTS = late(rf"{_POINT}\Z")
_POINTS = late(
    rf"{_POINT}[ \u00a0]"
    r"(?P<first>\d{1,3})[ \u00a0]?(?:–|-|to|à|bis|do)[ \u00a0]?(?P<last>\d{1,3})\b(?![/.,]\d)"
)


class TimeStretch(Struct, frozen=True):
    """A stretch between two ends; `kind` is the word before it."""

    start: int
    end: int
    kind: str
    gap: str
    is_backwards: bool


class _Year(Struct, frozen=True):
    start: int
    end: int
    typed: str


@in_passages(
    "CAL-003",
    Grade.WARNING,
    source=CALENDAR,
    wrong="The programme runs from 2029 to 2026, and its first call from 15 to 12 March 2026.",
    right="The programme runs from 2026 to 2029, and its first call from 12 to 15 March 2026.",
    needs=with_figures,
)
def backwards(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """No stretch of days, months, years or points ends before it begins."""
    for start, end in sorted({*_backwards(scanned)}):
        typed = scanned.text[start:end]
        yield scanned.at(start, end, f"“{typed}” ends before it begins", "Exchange the two, or correct one of them.")


def _backwards(scanned: ScannedPassage) -> Iterator[tuple[int, int]]:
    text = scanned.text
    for typed in scanned.mistyped_dates:
        if typed.form == "days" and max(typed.days) <= typed.last_day:
            yield typed.start, typed.end
    if has_any(text, _DASHES):
        yield from (found.span() for found in _YEARS.finditer(text) if found[1] > found[2])
    if scanned.has_word(_ENDS_WITH_POINTS.search):
        yield from (found.span() for found in _POINTS.finditer(text) if int(found["first"]) > int(found["last"]))
    words = range_words(scanned.language)
    for each in stretches_in(scanned) if words else ():
        if each.is_backwards and _is_whole(each, words) and not _COMPARES.search(before(text, each.start)):
            yield each.start, each.end


def _is_whole(stretch: TimeStretch, words: RangeWords | None) -> bool:
    """Whether the word before and the words between its ends belong together: “from … to”, “between … and”."""
    if words is None:
        return False
    is_between = stretch.kind.casefold() in words.betweens
    return bool((words.together if is_between else words.to).match(stretch.gap))


@cache_per_passage
def stretches_in(scanned: ScannedPassage) -> Sequence[TimeStretch]:
    """What is told with words, “from January 2026 to June 2027”, in the languages that have some."""
    words = range_words(scanned.language)
    if not words:
        return ()
    if not scanned.holds_any_case(openings(scanned.language)):
        return ()
    text, dates = scanned.text, [each for each in scanned.dates if each.means]
    return (*_between_dates(text, dates, words), *_between_years(text, [*dates, *scanned.amounts], words))


def _between_dates(text: str, dates: list[DateInText], words: RangeWords) -> Iterator[TimeStretch]:
    for one, two in pairwise(dates):
        opening = _opening(text, one.start, words) if two.start - one.end <= _LONGEST_GAP else None
        if opening:
            yield TimeStretch(
                opening.start(), two.end, opening["kind"].strip(), text[one.end : two.start], _is_before(two, one)
            )


def _is_before(two: DateInText, one: DateInText) -> bool:
    """Whether the second date lies before the first; where a year is missing, only within a month is that sure."""
    if not (one.means and two.means and one.means.first and two.means.first):
        return False
    first, second = one.means.first, two.means.first
    if one.has_year and two.has_year:
        return second < first
    is_one_month = first.month == second.month and one.form in _EXACT and two.form in _EXACT
    return is_one_month and not one.has_year and second.day < first.day


def _between_years(text: str, others: Sequence[Standing], words: RangeWords) -> Iterator[TimeStretch]:
    """Years alone, which are part of no date and no amount: “from 2026 to 2029”."""
    found = [_Year(each.start(), each.end(), each[0]) for each in _YEAR.finditer(text)]
    years = outside(found, sorted(others, key=lambda each: each.start)) if len(found) > 1 else ()
    for one, two in pairwise(years):
        gap = text[one.end : two.start]
        is_joined = len(gap) <= _LONGEST_GAP and (words.to.match(gap) or words.together.match(gap))
        opening = _opening(text, one.start, words) if is_joined else None
        if opening:
            yield TimeStretch(opening.start(), two.end, opening["kind"].strip(), gap, one.typed > two.typed)


def _opening(text: str, at: int, words: RangeWords) -> re.Match[str] | None:
    return words.first.match(text, at) or words.opening.search(text, max(0, at - _REACH), at)


def _with_ends(vocabulary: Vocabulary, language: str) -> Numbers:
    """The passages with figures, and a word for “between” or a dash."""
    joined = vocabulary.holding(_DASHES) if language == "en" else frozenset()
    return (joined | vocabulary.holding_small(betweens(language))) & vocabulary.with_figures


@in_passages(
    "CAL-008",
    Grade.WARNING,
    source="Interinstitutional style guide, 6.4: from … to, between … and; a dash stands for both words",
    wrong="Each exercise lasts between 2026 to 2028.",
    right="Each exercise lasts between 2026 and 2028.",
    languages=LANGUAGES,
    needs=_with_ends,
)
def one_way(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """“between” has its “and”, and “from” its “to” and no dash."""
    words = range_words(scanned.language)
    if not words:
        return
    if scanned.holds_small(betweens(scanned.language)):
        yield from _betweens_without_and(scanned, words)
    if scanned.language == "en" and has_any(scanned.text, _DASHES):
        for found in _DASH_BEHIND_FROM.finditer(scanned.text):
            yield scanned.at(
                *found.span(),
                f"a dash stands behind “{found[0].split()[0]}”",
                "Write the word, or leave the first one out.",
            )


def _betweens_without_and(scanned: ScannedPassage, words: RangeWords) -> Iterator[Fault]:
    for each in (*stretches_in(scanned), *_clocks(scanned.text, words)):
        is_between = each.kind.casefold() in words.betweens
        if is_between and words.to.match(each.gap) and not words.together.match(each.gap):
            typed = scanned.text[each.start : each.end]
            yield scanned.at(
                each.start, each.end, f"“{typed}” has “{each.kind}” without its “and”", "Say it in one way."
            )
    for found in words.numbers.finditer(scanned.text):
        message = f"“{found[0]}” has “{found['kind']}” without its “and”"
        yield scanned.at(*found.span(), message, "Say it in one way.")


_CLOCK = late(r"\d(?<![\d.,].)\d?[.:h][ \u00a0]?\d\d(?![\d.,]*\d|[ \u00a0]?%)")


def _clocks(text: str, words: RangeWords) -> Iterator[TimeStretch]:
    """Times of day, where “between” and a word behind it hold two of them."""
    for one, two in pairwise(_CLOCK.finditer(text)):
        gap = text[one.end() : two.start()]
        opening = _opening(text, one.start(), words) if len(gap) <= _LONGEST_GAP else None
        if opening:
            yield TimeStretch(opening.start(), two.end(), opening["kind"].strip(), gap, is_backwards=False)

"""Where a passage stands among the others, and which passages are a letter and which its annex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from statistics import median

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.report_day import find_as_of_statement, find_dateline, is_letter
from briefgen.model.manuscript import Manuscript, Passage, Role

_LINE = 120
_OUTSIDE = (Role.HEADER, Role.FOOTER, Role.NOTE)
_LETTER = re.compile(r"[^\W\d_]")
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})[-/](\d{1,2})[-/]((?:19|20)\d\d)(?![\d/-])")


def is_composed(manuscript: Manuscript) -> bool:
    """Whether a document is made from the record, so that its form is the template's and not its author's."""
    return bool(manuscript.kind)


def body_of(manuscript: Manuscript) -> list[Passage]:
    """The passages of the text itself that are not empty: no headers, footers and notes."""
    return [each for each in manuscript.passages if each.role not in _OUTSIDE and (each.text.strip() or each.exhibit)]


def next_in_body(manuscript: Manuscript, passage: Passage) -> Passage | None:
    """What follows a passage in the text itself, empty passages left out; None at the end."""
    body = iter(body_of(manuscript))
    for each in body:
        if each is passage:
            return next(body, None)
    return None


@lru_cache(maxsize=256)
def all_capitals(text: str) -> bool:
    """Whether a text is set in capitals: five letters at least, and none small."""
    return text.isupper() and sum(map(str.isalpha, text)) >= 5


def all_bold(passage: Passage) -> bool:
    """Whether every letter of a passage is bold."""
    lettered = [span for span in passage.spans if _LETTER.search(span.text)]
    return bool(lettered) and all(span.bold for span in lettered)


def part_of(scanned: ScannedPassage) -> str:
    """Whether a passage belongs to a letter or to its annex.

    In a file that does not say, what stands in tables is taken as the annex and everything else as the letter.
    """
    if scanned.manuscript.kind:
        return scanned.manuscript.kind
    return "annex" if scanned.passage.cell else "letter"


def day_of(manuscript: Manuscript, context: CheckContext) -> date | None:
    """The day that a document speaks of: its own, its dateline’s, or the first in its head; None if none tells."""
    known = manuscript.as_of or manuscript.written or context.day
    if known:
        return known
    bears = find_dateline(manuscript, context.house)
    if bears and bears.said.means:
        return bears.said.means.last
    return day_in_lines([each for each in context.passages(manuscript)[:8] if len(each.text) <= _LINE])


def day_in_lines(head: Sequence[ScannedPassage]) -> date | None:
    """The first day with its year that some lines name, in words, or in figures as in “17-10-2022”."""
    named = (said.means.last for each in head for said in each.dates if said.has_year and said.means)
    return next(named, None) or next((day for each in head if (day := _day_in_figures(each.text))), None)


def _day_in_figures(text: str) -> date | None:
    """The day of “17-10-2022” or “17/10/2022”, which are no dates by any house style, but date many a paper."""
    found = _FIGURES.search(text)
    try:
        return date(*(int(each) for each in reversed(found.groups()))) if found else None
    except ValueError:
        return None


_PROSE = 60
_NOT_IN_BODY = (Role.HEADER, Role.FOOTER)


class LetterAndAnnex(Struct, frozen=True):
    """A letter and the annex that reports on it, passage by passage, in one language."""

    letter: tuple[ScannedPassage, ...]
    annex: tuple[ScannedPassage, ...]


def pair_letters_and_annexes(context: CheckContext) -> Iterator[LetterAndAnnex]:
    """Each pair of a letter and an annex.

    A file that does not say what it is counts as both if it greets somebody or has the heading of an annex, and its
    tables hold sentences: what stands outside its tables is
    the letter, what stands in them the annex. One that is all tables, as forms and annexes are, has no letter.
    """
    for language in dict.fromkeys(each.language for each in context.manuscripts):
        letter = _passages(context, "letter", language)
        annex = _passages(context, "annex", language)
        if letter and annex:
            yield LetterAndAnnex(letter, annex)
    yield from (pair for each in context.manuscripts if not each.kind for pair in _within(each, context))


def _has_annex(manuscript: Manuscript, context: CheckContext) -> bool:
    """Whether a line begins an annex, or a follow-up as of a day."""
    style = context.house.style_of_text(manuscript.language, manuscript.tag)
    named = (style.get(key, "Annex").casefold() for key in ("word_annex", "word_council_annex"))
    words = (*named, "annex")
    lines = (each.text.strip().casefold() for each in manuscript.body if not each.cell and len(each.text) <= _LINE)
    return (
        any(line.startswith(words) for line in lines)
        or find_as_of_statement(manuscript, house=context.house) is not None
    )


def _passages(context: CheckContext, kind: str, language: str) -> tuple[ScannedPassage, ...]:
    return tuple(each for manuscript in context.of_kind(kind, language) for each in context.passages(manuscript))


def _within(manuscript: Manuscript, context: CheckContext) -> Iterator[LetterAndAnnex]:
    body = [each for each in context.passages(manuscript) if each.passage.role not in _NOT_IN_BODY]
    letter = tuple(each for each in body if not each.passage.cell)
    annex = tuple(each for each in body if each.passage.cell)
    lengths = [len(each.text) for each in annex if each.amounts]
    if letter and lengths and median(lengths) >= _PROSE and (is_letter(manuscript) or _has_annex(manuscript, context)):
        yield LetterAndAnnex(letter, annex)

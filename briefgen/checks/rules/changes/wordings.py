"""A thing that is followed over time: what each paper, or the record from each day on, says of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import attrgetter

from briefgen.asof.situation import deadline_of
from briefgen.checks.language.change_words import ChangeWords, change_words_of
from briefgen.checks.language.dates import DateInText, dates_in
from briefgen.checks.language.numbers import AmountInText, NumberInText, amounts_in, numbers_in
from briefgen.checks.language.sentences import outside, sentences
from briefgen.dates import ImpreciseDate
from briefgen.findings import Place
from briefgen.localise import HouseStyle, languages, style_of

LIKE = 0.6
"""From which share of common words two sentences speak of the same."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM, _SHOWN, _LONGEST_LABEL, _LEAD = 5, 90, 60, 5
_MOST_SENTENCES = 40  # of one wording; a cell may be as long as somebody makes it


@dataclass(frozen=True)
class Said:
    """A sentence with what it says.

    Attributes:
        stems: the beginnings of its words, without dates and numbers.
        dates, numbers, amounts: what stands in it, in order; numbers are neither dates nor amounts.
    """

    text: str
    stems: frozenset[str]
    dates: tuple[DateInText, ...]
    numbers: tuple[NumberInText, ...]
    amounts: tuple[AmountInText, ...]


@dataclass(frozen=True)
class Wording:
    """What is said of a thing in one paper, or in the record from one day on.

    Attributes:
        when: the day or the paper, as the end of a sentence: "as of 6 March 2023", "in annex.docx".
        day: from which it holds; None where a paper does not tell.
        known: when it was recorded; of a paper, its day.
        text: as a reader meets it.
        state: a word of `State`, or "".
        due: the deadline as typed, or "".
        place: of the text.
        note: what is told beside it and not printed: the source.
        is_confirmed: whether it says again, on purpose, what was said before.
    """

    when: str
    day: date | None
    known: date | None
    language: str
    text: str
    place: Place
    state: str = ""
    due: str = ""
    note: str = ""
    is_confirmed: bool = False

    @property
    def words(self) -> ChangeWords:
        """The words of its language for changes."""
        return change_words_of(self.language)

    @property
    def deadline(self) -> ImpreciseDate | None:
        """What its `due` means, where that can be read."""
        meant = deadline_of(self.due)
        return meant if isinstance(meant, ImpreciseDate) else None

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Its sentences; none in a language without a house style."""
        if self.language not in languages():
            return ()
        style = style_of(self.language)
        return tuple(_said(each.text, style, self.day) for each in sentences(self.text)[:_MOST_SENTENCES])

    @property
    def label(self) -> str:
        """What stands before its first colon, if that is short; or ""."""
        lead, colon, rest = self.text.partition(":")
        return lead.strip() if colon and rest.strip() and len(lead) <= _LONGEST_LABEL else ""

    @property
    def shown(self) -> str:
        """Its text, shortened, in quotation marks."""
        return quote(self.text)

    def tells(self, pattern: re.Pattern[str]) -> bool:
        """Whether its text, or the note beside it, has certain words."""
        return bool(pattern.search(self.text) or pattern.search(self.note))


@dataclass(frozen=True)
class Thread:
    """One thing over time.

    Attributes:
        name: as findings call it, quotation marks included.
        wordings: oldest first; never empty.
        is_promise: whether it is a commitment, and not what is reported of one.
        promise: the commitment that it answers, as it stands last; None where it is not known.
        is_last: whether its last wording stands in the last paper, or on the day.
    """

    name: str
    wordings: tuple[Wording, ...]
    is_promise: bool = False
    promise: Wording | None = None
    is_last: bool = True

    @property
    def steps(self) -> Iterator[tuple[Wording, Wording]]:
        """Each wording with the next one."""
        return pairwise(self.wordings)


def like_sentences(one: Wording, other: Wording) -> Iterator[tuple[Said, Said]]:
    """Each sentence of a wording that differs from all before, with the one before that it is most like."""
    before = {each.text for each in one.said}
    for each in other.said:
        if each.text not in before:
            nearest = max(one.said, key=lambda old: likeness(old.stems, each.stems), default=None)
            if nearest and likeness(nearest.stems, each.stems) >= LIKE:
                yield nearest, each


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of common words, from 0 to 1 (Dice 1945)."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


@lru_cache(maxsize=4096)
def stems_of(text: str) -> frozenset[str]:
    """The beginnings of the words of a text, without capitals and accents."""
    return frozenset(fold(word)[:_STEM] for word in _WORD.findall(text))


def fold(word: str) -> str:
    """A word without capitals and accents."""
    return "".join(each for each in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(each))


def quote(text: str) -> str:
    """A text in quotation marks, shortened where it is long."""
    plain = " ".join(text.split())
    return f"“{plain}”" if len(plain) <= _SHOWN else f"“{plain[:_SHOWN].rpartition(' ')[0]} …”"


def quote_both(one: str, other: str) -> tuple[str, str]:
    """Two wordings, each from a few words before they begin to differ."""
    old, new = one.split(), other.split()
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, same - _LEAD)
    lead = "… " if start else ""
    before, after = (quote(lead + " ".join(words[start:])) for words in (old, new))
    return before, after


def compare_texts(one: str, other: str) -> str:
    """Both wordings, as the last words of a message; once where they are the same."""
    if one.split() == other.split():
        return f"The text of both: {quote(other)}."
    before, after = quote_both(one, other)
    return f"Before: {before}; now: {after}."


def _said(text: str, style: HouseStyle, day: date | None) -> Said:
    dates, amounts = tuple(dates_in(text, style, day)), tuple(amounts_in(text, style))
    taken: list[DateInText | AmountInText] = sorted([*dates, *amounts], key=attrgetter("start"))
    numbers = tuple(outside(outside(numbers_in(text, style), amounts), dates))
    plain, at = [], 0
    for each in taken:
        plain.append(text[at : each.start])
        at = max(at, each.end)
    return Said(text, stems_of(" ".join([*plain, text[at:]])), dates, numbers, amounts)

"""A thing that is followed over time: what each paper, or the record from each day on, says of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import attrgetter

from msgspec import Struct

from briefgen.asof.situation import deadline_of
from briefgen.checks.engine.context import lazy_property
from briefgen.checks.language.change_words import ChangeWords, change_words_of
from briefgen.checks.language.dates import DateInText, dates_in
from briefgen.checks.language.numbers import AmountInText, NumberInText, amounts_in, numbers_in
from briefgen.checks.language.sentences import outside, sentences
from briefgen.dates import ImpreciseDate
from briefgen.findings import Place
from briefgen.localise import HouseStyle, Localiser, languages, localiser, style_of

LIKE = 0.6
"""From which share of common words two sentences speak of the same."""

_DATED_VALUE = re.compile(r"\{\{\s*(?:date|when|by)\b[^}]*\}\}")
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{4,}")
_VALUE = re.compile(r"""\{\{\s*(?P<word>\w+)\(\s*(?P<q>["']?)(?P<value>[^"'(),]+)(?P=q)\s*(?:,[^()]*)?\)\s*\}\}""")
_ANY_VALUE = re.compile(r"\{\{\s*(?P<inside>.*?)\s*\}\}", re.DOTALL)
_LINK = re.compile(r"(?<!!)\[([^\]^]*)\]\([^)\s]*\)|\[\^[^\]]*\]:?")
_DATES, _OTHERS = frozenset({"date", "when", "by"}), frozenset({"money", "number", "percent"})
_STEM, _SHOWN, _LONGEST_LABEL, _LEAD = 5, 90, 60, 5
_ENOUGH, _MOST = 5, 0.85  # of a sentence that another goes on with: words, and the share that is kept
_MOST_SENTENCES = 40  # of one wording; a cell may be as long as somebody makes it


class SaidOnDay(Struct, frozen=True, dict=True):
    """A sentence; what it says is looked for when it is first asked for.

    Attributes:
        day: by which dates without a year are read.
    """

    text: str
    style: HouseStyle
    day: date | None

    @lazy_property
    def dates(self) -> tuple[DateInText, ...]:
        """The dates, in order."""
        return tuple(dates_in(self.text, self.style, self.day))

    @lazy_property
    def amounts(self) -> tuple[AmountInText, ...]:
        """The amounts of money, in order."""
        return tuple(amounts_in(self.text, self.style))

    @lazy_property
    def numbers(self) -> tuple[NumberInText, ...]:
        """The numbers in figures that are neither dates nor amounts, in order."""
        return tuple(outside(outside(numbers_in(self.text, self.style), self.amounts), self.dates))

    @lazy_property
    def stems(self) -> frozenset[str]:
        """The beginnings of its words, without those of its dates and amounts."""
        if not _FIGURE.search(self.text):
            return stems_of(self.text)
        plain, at = [], 0
        taken: list[DateInText | AmountInText] = sorted([*self.dates, *self.amounts], key=attrgetter("start"))
        for each in taken:
            plain.append(self.text[at : each.start])
            at = max(at, each.end)
        return stems_of(" ".join([*plain, self.text[at:]]))


class DatedWording(Struct, frozen=True, dict=True):
    """What is said of a thing in one paper, or in the record from one day on.

    Attributes:
        when: the day or the paper, as the end of a sentence: "as of 6 March 2023", "in annex.docx".
        day: from which it holds; None where a paper does not tell.
        known: when it was recorded; of a paper, its day.
        typed: its text; of the record as it is typed there.
        state: a word of `State`, or "".
        due: the deadline as typed, or "".
        place: of the text.
        note: what is told beside it and not printed: the source.
        is_confirmed: whether it says again, on purpose, what was said before.
        is_record: whether it is a row of the record, whose text has values and marks.
    """

    when: str
    day: date | None
    known: date | None
    language: str
    typed: str
    place: Place
    state: str = ""
    due: str = ""
    note: str = ""
    is_confirmed: bool = False
    is_record: bool = False

    @cached_property
    def text(self) -> str:
        """Its text as a reader meets it."""
        return say(self.typed, self.language, self.day) if self.is_record else self.typed

    @property
    def has_numbers(self) -> bool:
        """Whether figures stand in its text that are not those of dated values; a quick look first."""
        return _FIGURE.search(_DATED_VALUE.sub("", self.typed) if self.is_record else self.typed) is not None

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
    def said(self) -> tuple[SaidOnDay, ...]:
        """Its sentences; none in a language without a house style."""
        if self.language not in languages():
            return ()
        style = style_of(self.language)
        return tuple(SaidOnDay(each.text, style, self.day) for each in sentences(self.text)[:_MOST_SENTENCES])

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


class Thread(Struct, frozen=True):
    """One thing over time.

    Attributes:
        name: as findings call it, quotation marks included.
        wordings: oldest first; never empty.
        is_promise: whether it is a commitment, and not what is reported of one.
        promise: the commitment that it answers, as it stands last; None where it is not known.
        is_last: whether its last wording stands in the last paper, or on the day.
    """

    name: str
    wordings: tuple[DatedWording, ...]
    is_promise: bool = False
    promise: DatedWording | None = None
    is_last: bool = True

    @property
    def steps(self) -> Iterator[tuple[DatedWording, DatedWording]]:
        """Each wording with the next one."""
        return pairwise(self.wordings)


def like_sentences(one: DatedWording, other: DatedWording) -> Iterator[tuple[SaidOnDay, SaidOnDay]]:
    """Each sentence of a wording that differs from all before, with the one before that it is most like."""
    before = {each.text for each in one.said}
    for each in other.said:
        if each.text not in before:
            nearest = max(one.said, key=lambda old: likeness(old.stems, each.stems), default=None)
            if nearest and (likeness(nearest.stems, each.stems) >= LIKE or _goes_on(nearest.stems, each.stems)):
                yield nearest, each


def _goes_on(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a longer sentence says all that the shorter one does."""
    return len(one) >= _ENOUGH and len(one & other) >= _MOST * len(one)


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
    small = word.casefold()
    if small.isascii():
        return small
    return "".join(each for each in unicodedata.normalize("NFD", small) if not unicodedata.combining(each))


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


@lru_cache(maxsize=4096)
def say(text: str, language: str, day: date | None) -> str:
    """A text of the record as its reader meets it, near enough for comparing: values said, marks left out.

    A figure stays a name, since figures are followed by themselves; each date names its year.
    """
    if "{{" in text and language in languages():
        said = localiser(language, day or date.min)
        text = _VALUE.sub(lambda found: _value(found, said), text)
    text = _ANY_VALUE.sub(r"«\g<inside>»", text)
    return _LINK.sub(r"\1", text).replace("*", "").replace("\\", "")


def _value(found: re.Match[str], said: Localiser) -> str:
    word, value = found["word"], found["value"].strip()
    with suppress(ValueError):  # what cannot be read is reported where the record is
        if word in _DATES:
            return str(getattr(said, word)(value, year=True))
        if word in _OTHERS:
            return str(getattr(said, word)(value))
    return found[0]

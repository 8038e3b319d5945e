"""What the rules are asked about: the record as it stands on a day, and the documents that come of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, wraps
from operator import attrgetter
from typing import Any, Generic, TypeVar, overload

from msgspec import Struct, field

from briefgen.asof import Situation
from briefgen.checks.engine.vocabulary import Vocabulary
from briefgen.checks.language.cardinals import may_have_number_words, number_words_in
from briefgen.checks.language.dates import (
    DateInText,
    MistypedDate,
    date_candidates,
    dates_among,
    find_mistyped_dates,
    may_hold_dates,
)
from briefgen.checks.language.glossary import Glossary
from briefgen.checks.language.numbers import AmountInText, NumberInText, amounts_in, numbers_in
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import outside
from briefgen.findings import Grade, Place
from briefgen.localise import EU, House, HouseStyle, Options
from briefgen.model.manuscript import Manuscript, Passage
from briefgen.model.richtext import Span


class Fault(Struct, frozen=True):
    """A place where something is wrong, as a rule gives it.

    Attributes:
        words: the words complained of.
        grade: where it is not the rule's own.
        start: how many characters of its passage stand before the words, where the rule knows.
        language: that of the passage, where the rule knows.
    """

    place: Place
    message: str
    remedy: str = ""
    words: str = ""
    grade: Grade | None = None
    start: int | None = None
    language: str = ""


Faults = Iterator[Fault]


_Owner = TypeVar("_Owner")
_Value = TypeVar("_Value")


class lazy_property(Generic[_Owner, _Value]):  # noqa: N801  # is used like cached_property
    """A `cached_property` without its lock, which would take longer than most of what passages are asked."""

    def __init__(self, compute: Callable[[_Owner], _Value]) -> None:
        self.compute, self.name, self.__doc__ = compute, compute.__name__, compute.__doc__

    @overload
    def __get__(self, owner: None, kind: type[_Owner]) -> lazy_property[_Owner, _Value]: ...

    @overload
    def __get__(self, owner: _Owner, kind: type[_Owner]) -> _Value: ...

    def __get__(self, owner: _Owner | None, kind: type[_Owner]) -> lazy_property[_Owner, _Value] | _Value:
        """The value, computed when it is first asked for; from then on it is an attribute like any other."""
        if owner is None:
            return self
        value = owner.__dict__[self.name] = self.compute(owner)
        return value


_FIGURE = late(r"\d")
_is_raised = attrgetter("superscript")
_JOINER = "\u2060"


def _unmarked(span: Span) -> str:
    return _FIGURE.sub(_JOINER, span.text) if span.superscript else span.text


class ScannedPassage(Struct, frozen=True, dict=True):
    """A passage with what can be read out of it; each is looked for once, when first asked for.

    Its style, and so its numbers, amounts and dates, raise UnknownLanguageError where its language has no house style.

    Attributes:
        vocabulary: the words of its manuscript, which knows it by its number.
    """

    passage: Passage
    manuscript: Manuscript
    day: date | None
    house: House
    vocabulary: Vocabulary
    number: int

    @lazy_property
    def text(self) -> str:
        """The passage's characters."""
        return self.passage.text

    @lazy_property
    def unmarked(self) -> str:
        """The characters with a word joiner in place of each raised figure: such a figure is the mark of a note."""
        if not any(map(_is_raised, self.passage.spans)):
            return self.text
        return "".join(_unmarked(span) for span in self.passage.spans)

    @lazy_property
    def has_figures(self) -> bool:
        """Whether a figure stands in it."""
        return self.number in self.vocabulary.with_figures

    @lazy_property
    def language(self) -> str:
        """The language that it is written in."""
        return self.manuscript.language

    @lazy_property
    def style(self) -> HouseStyle:
        """The house style of its language."""
        return self.house.style_of_text(self.manuscript.language, self.manuscript.tag)

    @lazy_property
    def numbers(self) -> tuple[NumberInText, ...]:
        """The numbers in figures, in order; not those that are part of a date."""
        found = numbers_in(self.unmarked, self.style) if self.has_figures else ()
        return tuple(outside(found, self.dates)) if found else ()

    @lazy_property
    def number_words(self) -> Sequence[NumberInText]:
        """The numbers in words, in order."""
        may_have = may_have_number_words(self.style)
        return number_words_in(self.text, self.style) if may_have is None or self.has_word(may_have) else ()

    @lazy_property
    def amounts(self) -> tuple[AmountInText, ...]:
        """The amounts of money, in order."""
        return tuple(amounts_in(self.unmarked, self.style)) if self.may_have_amounts else ()

    @property
    def may_have_amounts(self) -> bool:
        """Whether a figure and the mark of a currency stand in it."""
        return self.number in self.vocabulary.with_amounts

    @lazy_property
    def dates(self) -> tuple[DateInText, ...]:
        """The dates, exact and imprecise, in order."""
        is_plain = self.unmarked is self.text
        candidates = self._like_dates if is_plain else date_candidates(self.unmarked, self.style)
        return tuple(dates_among(candidates, self.style, self.day))

    @lazy_property
    def mistyped_dates(self) -> tuple[MistypedDate, ...]:
        """What is typed like a day, or a range of days of one month, that no calendar has."""
        return find_mistyped_dates(self._like_dates, self.style)

    @lazy_property
    def _like_dates(self) -> Sequence[re.Match[str]]:
        if not self.has_word(may_hold_dates(self.style)):
            return ()
        return date_candidates(self.text, self.style, small=self.has_word(may_hold_dates(self.style, small=True)))

    def holds(self, *pieces: str) -> bool:
        """Whether one of some pieces of text stands in it."""
        return self.number in self.vocabulary.holding(pieces)

    def holds_small(self, pieces: tuple[str, ...]) -> bool:
        """Whether one of some pieces without spaces, given casefolded, stands in it in any capitals."""
        return self.number in self.vocabulary.holding_small(pieces)

    def holds_any_case(self, pieces: tuple[str, ...]) -> bool:
        """Whether a pattern without regard to capitals may find one of some pieces in it."""
        return self.number in self.vocabulary.holding_any_case(pieces)

    def has_word(self, is_one: Callable[[str], object]) -> bool:
        """Whether something holds of one of its words, from space to space."""
        return self.number in self.vocabulary.matching(is_one)

    def at(self, start: int, end: int, message: str, remedy: str = "", grade: Grade | None = None) -> Fault:
        """A fault of some of the passage's characters, from `start` up to `end`."""
        return Fault(self.passage.place, message, remedy, self.text[start:end], grade, start, self.language)


class RuleSettings(Struct, frozen=True):
    """What a workspace says of its checks.

    Attributes:
        stale_after: days after which an item without news counts as stale.
        unchanged_after: how many annexes in a row may print an open item in the same words, and not one more.
        slips_after: with which slip a deadline is told of.
    """

    stale_after: int = 30
    unchanged_after: int = 3
    slips_after: int = 3


class PaperSent(Struct, frozen=True):
    """A paper that went out.

    Attributes:
        as_of: the day that it reports on.
        known_on: up to which day's knowledge it can have had.
        called: how findings call it: "the annex of 6 March 2023"; "" for what was known, whether it was sent or not.
    """

    as_of: date
    known_on: date
    called: str


class CheckContext(Struct, frozen=True, dict=True):
    """All that one run looks at.

    Attributes:
        manuscripts: the documents, of the record or read from files.
        situation: the record as it stands on the day; None where only files are looked at.
        day: the as-of date, if any is known.
        glossary: the terms of the dossier and those of every dossier.
        since: the day from which on changes are asked about; None for all of the history.
        sent: the papers that went out, as the register of the dossier has them.
        house: by whose way of writing values they are read.
        options: what the workspace chooses where the house leaves a choice.
    """

    manuscripts: tuple[Manuscript, ...] = ()
    situation: Situation | None = None
    day: date | None = None
    glossary: Glossary = field(default_factory=Glossary)
    settings: RuleSettings = field(default_factory=RuleSettings)
    since: date | None = None
    sent: tuple[PaperSent, ...] = ()
    house: House = EU
    options: Options = field(default_factory=Options)

    @cached_property
    def scanned(self) -> Mapping[str, tuple[ScannedPassage, ...]]:
        """The passages of each manuscript, by its name and language."""
        return {_name(each): tuple(self._scanned(each)) for each in self.manuscripts}

    @cached_property
    def cache(self) -> dict[object, Any]:
        """What several rules ask for, computed once; see `cache_per_manuscript`."""
        return {}

    def passages(self, manuscript: Manuscript) -> tuple[ScannedPassage, ...]:
        """The passages of a manuscript, in order."""
        return self.scanned[_name(manuscript)]

    def vocabulary(self, manuscript: Manuscript) -> Vocabulary:
        """The words of a manuscript."""
        passages = self.passages(manuscript)
        return passages[0].vocabulary if passages else Vocabulary(())

    def passages_with(self, manuscript: Manuscript, *pieces: str) -> Sequence[ScannedPassage]:
        """The passages of a manuscript in which one of some pieces of text stands, in order."""
        return self.passages_at(manuscript, self.vocabulary(manuscript).holding(pieces))

    def passages_at(self, manuscript: Manuscript, numbers: Collection[int]) -> Sequence[ScannedPassage]:
        """Some passages of a manuscript, in order."""
        passages = self.passages(manuscript) if numbers else ()
        return passages if len(numbers) == len(passages) else [passages[each] for each in sorted(numbers)]

    @property
    def every_passage(self) -> Iterator[ScannedPassage]:
        """The passages of all manuscripts."""
        return (each for passages in self.scanned.values() for each in passages)

    def of_kind(self, kind: str, language: str = "") -> Iterator[Manuscript]:
        """The manuscripts of a kind ("letter", "annex"), in one language or in all."""
        return (each for each in self.manuscripts if each.kind == kind and language in ("", each.language))

    def _scanned(self, manuscript: Manuscript) -> Iterator[ScannedPassage]:
        day = manuscript.as_of or self.day
        passages = [each for each in manuscript.passages if each.text.strip()]
        vocabulary = Vocabulary([each.text for each in passages])
        for number, each in enumerate(passages):
            yield ScannedPassage(each, manuscript, day, self.house, vocabulary, number)


_Answer = TypeVar("_Answer")


def cache_per_manuscript(
    compute: Callable[[Manuscript, CheckContext], _Answer],
) -> Callable[[Manuscript, CheckContext], _Answer]:
    """Decorate a function that several rules call: it is computed once for each document of a context."""

    @wraps(compute)
    def answer(manuscript: Manuscript, context: CheckContext) -> _Answer:
        key = (compute, _name(manuscript))
        if key not in context.cache:
            context.cache[key] = compute(manuscript, context)
        return context.cache[key]  # type: ignore[no-any-return]

    return answer


def cache_per_passage(compute: Callable[[ScannedPassage], _Answer]) -> Callable[[ScannedPassage], _Answer]:
    """Decorate a function that several rules call: it is computed once for each passage of a context."""
    key = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def answer(scanned: ScannedPassage) -> _Answer:
        known = scanned.__dict__
        if key not in known:
            known[key] = compute(scanned)
        return known[key]  # type: ignore[no-any-return]

    return answer


def _name(manuscript: Manuscript) -> str:
    return f"{manuscript.name}.{manuscript.language}"

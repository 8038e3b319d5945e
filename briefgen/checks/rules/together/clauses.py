"""What the sentences of a paper say, as it is held against another paper: days, amounts, counts, and which words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain, pairwise
from operator import attrgetter

from msgspec import Struct

from briefgen.checks.engine.context import (
    CheckContext,
    ScannedPassage,
    cache_per_manuscript,
    cache_per_passage,
    lazy_property,
)
from briefgen.checks.language.dates import DateInText
from briefgen.checks.language.numbers import AmountInText
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import between, outside, sentences
from briefgen.checks.rules.changes.papers import series_in
from briefgen.checks.rules.changes.wordings import LIKE, likeness, stems_of
from briefgen.model.manuscript import Manuscript, Role

_FEWEST_WORDS, _WITHIN, _COMMON, _MOST_PASSAGES = 3, 0.8, 30, 4000
_CLAUSE = late(r"[;,]\s(?:(?<=;\s)|(?:and|et|und|oraz|y|en|och|og)\s)")
_NOT_IN_BODY = frozenset({Role.HEADER, Role.FOOTER, Role.NOTE})
_LONG_APART = 10  # days between two papers after which one may know more than the other


class CountedThing(Struct, frozen=True):
    """A number of things, in figures or in words."""

    start: int
    end: int
    typed: str
    value: Decimal


class SaidClause(Struct, frozen=True, dict=True):
    """A sentence or a clause of a passage, from `start` up to `end`."""

    scanned: ScannedPassage
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its characters."""
        return self.scanned.text[self.start : self.end]

    @lazy_property
    def dates(self) -> Sequence[DateInText]:
        """Its dates, in order; “été” alone is more often “been” than “summer”."""
        found = between(self.scanned.dates, self.start, self.end)
        return [each for each in found if each.form != "season" or each.has_year]

    @lazy_property
    def amounts(self) -> Sequence[AmountInText]:
        """Its amounts of money, in order."""
        return between(self.scanned.amounts, self.start, self.end)

    @lazy_property
    def counts(self) -> Sequence[CountedThing]:
        """Its other numbers, in figures and in words; no percentages."""
        scanned = self.scanned
        numbers = between(scanned.numbers, self.start, self.end)
        in_words = between(_counted_in_words(scanned), self.start, self.end)
        if not (numbers or in_words):
            return ()
        figures = outside(numbers, scanned.amounts)
        found = [*(CountedThing(each.start, each.end, each.typed, each.value) for each in figures), *in_words]
        return sorted((each for each in found if _counts(each, scanned.text)), key=attrgetter("start"))

    @lazy_property
    def stems(self) -> frozenset[str]:
        """The beginnings of its words, without those of its dates, amounts and numbers."""
        taken: list[DateInText | AmountInText | CountedThing] = [*self.dates, *self.amounts, *self.counts]
        if not taken:
            return stems_of(self.text)
        plain, at = [], self.start
        for each in sorted(taken, key=attrgetter("start")):
            plain.append(self.scanned.text[at : each.start])
            at = max(at, each.end)
        return stems_of(" ".join([*plain, self.scanned.text[at : self.end]]))


def _counts(number: CountedThing, text: str) -> bool:
    """Whether a number counts things: it is no percentage, and not the number of a point at the head of a text."""
    behind = text[number.end : number.end + 2]
    return not re.match(r"[ \u00a0]?%" if number.start else r"[.)]|[ \u00a0]?%", behind)


@cache_per_passage
def _counted_in_words(scanned: ScannedPassage) -> Sequence[CountedThing]:
    return tuple(CountedThing(each.start, each.end, each.typed, each.value) for each in scanned.number_words)


class Sayings(Struct, frozen=True, dict=True):
    """All that the body of a paper says, whole sentences and their clauses."""

    manuscript: Manuscript
    said: tuple[SaidClause, ...]

    @cached_property
    def index(self) -> Mapping[str, Sequence[int]]:
        """Which of its sentences say a word, by its beginning; words that stand everywhere are left out."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(self.said):
            for stem in each.stems:
                found[stem].append(number)
        return {stem: said for stem, said in found.items() if len(said) <= _COMMON}

    @cached_property
    def _found_like(self) -> dict[int, tuple[SaidClause, list[SaidClause]]]:
        return {}

    def like(self, wanted: SaidClause) -> list[SaidClause]:
        """What speaks of the same as a sentence of another paper, the likest first; several rules ask of each."""
        if id(wanted) not in self._found_like:
            self._found_like[id(wanted)] = wanted, self._like(wanted)  # held, so that no other gets its id
        return self._found_like[id(wanted)][1]

    def _like(self, wanted: SaidClause) -> list[SaidClause]:
        index = self.index
        shared = Counter(chain.from_iterable(index[stem] for stem in wanted.stems if stem in index))
        near = (self.said[number] for number, count in sorted(shared.items()) if count >= _FEWEST_WORDS)
        alike = [each for each in near if _are_like(wanted, each)]
        return sorted(alike, key=lambda each: -likeness(wanted.stems, each.stems))


def _are_like(one: SaidClause, other: SaidClause) -> bool:
    shared, fewest = len(one.stems & other.stems), min(len(one.stems), len(other.stems))
    return likeness(one.stems, other.stems) >= LIKE or (fewest > _FEWEST_WORDS and shared >= _WITHIN * fewest)


class Together(Struct, frozen=True):
    """Two papers that are held against each other.

    Attributes:
        ours: the letter, or what has fewer rows of tables; findings stand there.
        is_close: whether both speak of the same days, so that they cannot differ for good reason.
    """

    ours: Sayings
    theirs: Sayings
    is_close: bool

    @property
    def other(self) -> str:
        """How findings call the other paper."""
        return "the annex" if self.theirs.manuscript.kind else self.theirs.manuscript.name


def papers_together(context: CheckContext) -> list[Together]:
    """The letter and the annex of a record, or each two files of one language that do not follow each other in time."""
    if "together" not in context.cache:
        context.cache["together"] = list(_papers_together(context))
    found: list[Together] = context.cache["together"]
    return found


def _papers_together(context: CheckContext) -> Iterator[Together]:
    letters, annexes = list(context.of_kind("letter")), list(context.of_kind("annex"))
    for ours in letters:
        for theirs in annexes:
            if ours.language == theirs.language and context.house.writes(ours.language):
                yield Together(_sayings(ours, context), _sayings(theirs, context), is_close=True)
    files = [each for each in context.manuscripts if not each.kind and context.house.writes(each.language)]
    series = [{paper.manuscript.name for paper in each} for each in series_in(context)] if len(files) > 1 else []
    for number, one in enumerate(files):
        for other in files[number + 1 :]:
            follow = any({one.name, other.name} <= names for names in series)
            if one.language == other.language and not follow:
                ours, theirs = sorted((one, other), key=_rows)
                yield Together(_sayings(ours, context), _sayings(theirs, context), _are_close(ours, theirs))


def _rows(manuscript: Manuscript) -> int:
    return sum(each.rows for each in manuscript.tables)


def _are_close(one: Manuscript, other: Manuscript) -> bool:
    days = [each.as_of or each.written for each in (one, other)]
    return days[0] is None or days[1] is None or abs((days[0] - days[1]).days) <= _LONG_APART


@cache_per_manuscript
def _sayings(manuscript: Manuscript, context: CheckContext) -> Sayings:
    passages = [each for each in context.passages(manuscript) if each.passage.role not in _NOT_IN_BODY]
    return Sayings(manuscript, tuple(said for each in passages[:_MOST_PASSAGES] for said in _said_in(each)))


def _said_in(scanned: ScannedPassage) -> Iterator[SaidClause]:
    for each in sentences(scanned.text):
        yield SaidClause(scanned, each.start, each.end)
        cuts = [each.start, *(each.start + cut.end() for cut in _CLAUSE.finditer(each.text)), each.end]
        if len(cuts) > 2:
            yield from (SaidClause(scanned, start, end) for start, end in pairwise(cuts))

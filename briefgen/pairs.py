"""Which paragraph or row of one document is which of another: pure, in words and numbers.

What bears the same identity is the same. Without identities, equal texts and texts that are like each other are
candidates, and the pairs are the heaviest chain of candidates that runs forward in both documents: never pairs by
position alone. Source of the chain: the heaviest increasing subsequence, in n log n (Fenwick 1994).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import log2
from typing import Protocol

from msgspec import Struct

SURE = 0.75  # likeness from which a pair without identity need not be looked at
_LIKE, _LIKE_TABLES, _NUMBER = 0.5, 0.3, 0.12
_IDENTITY_WEIGHT = 1000.0
_FEW = 4000  # so many pairs are all looked at
_RARE, _NEAR = 40, 6  # words of more occurrences find nothing; so many likely partners are looked at
_LONGEST_LABEL = 60  # characters before a colon
_LONGEST_NAME = 4  # words in the first cell of a row
_BEGINNING = 5  # equal words at the start, from which a text that goes on otherwise is the same if most of it is kept
_TWINS = 3  # of texts that occur often, only occurrences of near counts are candidates
_WORD = re.compile(r"\w+")


class Matchable(Protocol):
    """What is paired: a paragraph, a row, a table or a note."""

    @property
    def kind(self) -> str:
        """Only the same kinds are paired."""

    @property
    def identity(self) -> str:
        """The identity that it bears, or ""."""

    @property
    def record(self) -> str:
        """What it comes from, as far as its identity says that, or ""; what comes from two others is not the same."""

    @property
    def number(self) -> str:
        """The number that is seen before it, or ""."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Its text; a row has one for each cell."""


class MatchedPair(Struct, frozen=True):
    """Two that are the same.

    Attributes:
        old, new: their places in the two sequences.
        likeness: from 0 to 1; 1 for equal texts.
        by_identity: whether both bear the same identity.
    """

    old: int
    new: int
    likeness: float
    by_identity: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether nobody need look at it."""
        return self.by_identity or self.likeness >= SURE


def pair(old: Sequence[Matchable], new: Sequence[Matchable]) -> list[MatchedPair]:
    """The pairs of two sequences, in order; no two cross.

    Args:
        old, new: what stands in the two documents, in order.
    """
    return _ChainPairing(old, new).find()


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared, without regard to case."""
    return _WORD.findall(text.casefold())


class _Known:
    """What is known of one member, computed when it is first asked for."""

    def __init__(self, item: Matchable) -> None:
        self.item = item
        self.kind, self.identity, self.record = item.kind, item.identity, item.record

    @cached_property
    def key(self) -> tuple[str, ...]:
        return (self.kind, *(" ".join(text.split()) for text in self.item.texts))

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(word for text in self.key[1:] for word in words_of(text))

    @cached_property
    def size(self) -> int:
        return self.words.total()

    @cached_property
    def label(self) -> str:
        """What it is known by: of a row the first cell with letters, of a paragraph what stands before a colon."""
        cells = self.key[1:]
        if len(cells) > 1:
            return next((text for text in cells if any(map(str.isalpha, text))), "")
        lead, colon, rest = cells[0].partition(":") if cells else ("", "", "")
        return lead if colon and rest and len(lead) <= _LONGEST_LABEL else ""


class _ChainPairing:
    def __init__(self, old: Sequence[Matchable], new: Sequence[Matchable]) -> None:
        self._old, self._new = list(map(_Known, old)), list(map(_Known, new))
        self._shared = {each.identity for each in self._old if each.identity}
        self._shared &= {each.identity for each in self._new}

    def find(self) -> list[MatchedPair]:
        known = list(self._by_identity())
        free_old = [i for i, each in enumerate(self._old) if each.identity not in self._shared]
        free_new = [j for j, each in enumerate(self._new) if each.identity not in self._shared]
        found = list(self._by_text(free_old, free_new)) if free_old and free_new else []
        chain = self._chain([*known, *found])
        return self._with_gaps(chain) if free_old and free_new else chain

    def _by_identity(self) -> Iterator[MatchedPair]:
        places = defaultdict(list)
        for j, each in enumerate(self._new):
            if each.identity in self._shared:
                places[each.identity, each.kind].append(j)
        for i, each in enumerate(self._old):
            for j in places[each.identity, each.kind][:_TWINS] if each.identity in self._shared else ():
                yield MatchedPair(i, j, 1.0, by_identity=True)

    def _by_text(self, old: Sequence[int], new: Sequence[int]) -> Iterator[MatchedPair]:
        if len(old) * len(new) <= _FEW:
            yield from self._all_like(old, new)
            return
        sole = set[int]()
        for one, other in self._equal(old, new):
            yield MatchedPair(one, other, 1.0)
            sole.add(one)
        yield from self._near([i for i in old if i not in sole], new)

    def _all_like(self, old: Sequence[int], new: Sequence[int]) -> Iterator[MatchedPair]:
        for i in old:
            for j in new:
                likeness = self._likeness(i, j)
                if likeness:
                    yield MatchedPair(i, j, likeness)

    def _equal(self, old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Pairs of equal texts; of those that occur often, the occurrences of near counts from either end."""
        places = defaultdict(list)
        for j in new:
            places[self._new[j].key].append(j)
        occurrences = defaultdict(list)
        for i in old:
            occurrences[self._old[i].key].append(i)
        for key, ours in occurrences.items():
            yield from _twins(ours, places.get(key, []))

    def _near(self, old: Sequence[int], new: Sequence[int]) -> Iterator[MatchedPair]:
        index = defaultdict(list)
        for j in new:
            for word in self._new[j].words:
                index[word].append(j)
        for i in old:
            shared = Counter[int]()
            for word in self._old[i].words:
                if len(index.get(word, ())) <= _RARE:
                    shared.update(index.get(word, ()))
            for j, _ in shared.most_common(_NEAR):
                if likeness := self._likeness(i, j):
                    yield MatchedPair(i, j, likeness)

    def _likeness(self, i: int, j: int) -> float:
        """How like two are; 0 where they cannot be the same."""
        one, other = self._old[i], self._new[j]
        if one.kind != other.kind or not _may_be_one(one, other):
            return 0.0
        if one.key == other.key:
            return 1.0
        return self._partly(one, other)

    def _partly(self, one: _Known, other: _Known) -> float:
        likeness = _shared(one.words, other.words)
        if one.label != other.label and len(one.key) > 2:
            likeness *= _name_factor(words_of(one.label), words_of(other.label))
        if one.label and one.label == other.label and self._labels[one.label] == 2:
            likeness = 0.6 + 0.39 * likeness
        elif likeness < _LIKE and _is_continued(one, other):
            likeness = _LIKE
        number = one.item.number
        if number and number == other.item.number:
            likeness += _NUMBER
        least = _LIKE_TABLES if one.kind.startswith("tbl") else _LIKE
        return min(likeness, 0.99) if likeness >= least else 0.0

    @cached_property
    def _labels(self) -> Counter[str]:
        """How often each label occurs on both sides, where it is the label of one row of each: 2."""
        sides = (Counter(each.label for each in side) for side in (self._old, self._new))
        once = ({label for label, count in side.items() if count == 1} for side in sides)
        return Counter(label for side in once for label in side)

    def _chain(self, candidates: Sequence[MatchedPair]) -> list[MatchedPair]:
        return _heaviest([(each, self._weight(each)) for each in candidates], len(self._new))

    def _weight(self, candidate: MatchedPair) -> float:
        """Long texts weigh more; two poor pairs do not outweigh a good one."""
        if candidate.by_identity:
            return _IDENTITY_WEIGHT
        return candidate.likeness**3 * (0.5 + log2(1 + self._old[candidate.old].size))

    def _with_gaps(self, chain: list[MatchedPair]) -> list[MatchedPair]:
        """The chain with pairs for what stands between its members and was no candidate yet."""
        found: list[MatchedPair] = []
        i = j = 0
        for each in [*chain, MatchedPair(len(self._old), len(self._new), 0.0)]:
            if i < each.old and j < each.new:
                found += self._in_gap(range(i, each.old), range(j, each.new))
            found.append(each)
            i, j = each.old + 1, each.new + 1
        return found[:-1]

    def _in_gap(self, old: range, new: range) -> list[MatchedPair]:
        if len(old) * len(new) <= _FEW:
            return self._chain(list(self._all_like(old, new)))
        equal = (MatchedPair(i, j, 1.0) for i, j in self._equal(old, new) if self._likeness(i, j))
        return self._chain(list(equal))


def _may_be_one(one: _Known, other: _Known) -> bool:
    """Whether the anchors of two allow that they are the same; another template has other places."""
    return not (one.identity and other.identity) or one.identity == other.identity or one.record == other.record


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """The share of equal words in two texts, from 0 to 1 (Dice 1945)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _name_factor(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of the likeness of two rows counts whose names differ; what is long is no name."""
    if min(len(one), len(other)) > _LONGEST_NAME:
        return 1.0
    return (1 + _shared(Counter(one), Counter(other))) / 2


def _is_continued(one: _Known, other: _Known) -> bool:
    """Whether the longer of two texts begins as the shorter one does and holds most of it."""
    least = min(one.size, other.size)
    if least < _BEGINNING or (one.words & other.words).total() < 0.8 * least:
        return False
    heads = (words_of(" ".join(each.key[1:])[:200])[:_BEGINNING] for each in (one, other))
    return next(heads) == next(heads)


def _twins(ours: Sequence[int], theirs: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(ours) * len(theirs) <= _TWINS**3:
        yield from ((i, j) for i in ours for j in theirs)
        return
    found = set[tuple[int, int]]()
    for offset in {0, len(theirs) - len(ours)}:
        for k, i in enumerate(ours):
            near = range(max(0, k + offset - _TWINS), min(len(theirs), k + offset + _TWINS + 1))
            found |= {(i, theirs[place]) for place in near}
    yield from sorted(found)


def _heaviest(candidates: Sequence[tuple[MatchedPair, float]], columns: int) -> list[MatchedPair]:
    """The heaviest chain in which both places grow."""
    tree: list[tuple[float, int]] = [(0.0, -1)] * (columns + 1)
    before: list[int] = []
    ordered = sorted(candidates, key=lambda each: (each[0].old, -each[0].new))
    for number, (candidate, weight) in enumerate(ordered):
        best, last = _best(tree, candidate.new)
        before.append(last)
        _raise(tree, candidate.new + 1, (best + weight, number))
    chain, at = [], _best(tree, columns)[1]
    while at >= 0:
        chain.append(ordered[at][0])
        at = before[at]
    return chain[::-1]


def _best(tree: Sequence[tuple[float, int]], count: int) -> tuple[float, int]:
    """The heaviest chain that ends before a place, as its weight and last member."""
    best = tree[0]
    while count > 0:
        if tree[count][0] > best[0]:
            best = tree[count]
        count &= count - 1
    return best


def _raise(tree: list[tuple[float, int]], at: int, value: tuple[float, int]) -> None:
    while at < len(tree):
        if value[0] > tree[at][0]:
            tree[at] = value
        at += at & -at

"""Which wordings of two days are one: equal ones, those that are called the same, and the likeness of the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final, NamedTuple

JOINED_FROM: Final = 0.6
"""From which likeness a reworded text is taken for the same one, where no other is nearly as like."""
TOLD_FROM: Final = 0.35
"""From which likeness two texts that were not joined are told of together."""
_MARGIN: Final = 0.1
_AT_LEAST: Final = 0.1  # of texts that are called the same


@dataclass(frozen=True)
class Wording:
    """A text that is to be found again on another day.

    Attributes:
        name: what it is called by, as a number or its head words; "" for nothing.
        is_named: whether the paper itself gives the name as an identity, so that it counts whatever the text is.
    """

    text: str
    name: str = ""
    is_named: bool = False

    @cached_property
    def plain(self) -> str:
        """The text for comparing: without case, blanks, stars and full stops."""
        return re.sub(r"[\s*\\.]+", "", self.text).casefold()

    @cached_property
    def words(self) -> list[str]:
        """Its words."""
        return re.findall(r"\w+", self.text.casefold())


class Match(NamedTuple):
    """A wording of before and one of now, by their indices, and how like they are (1 for equal).

    Attributes:
        joined: whether they are taken for one; else they are only told of.
    """

    before: int
    after: int
    likeness: float
    joined: bool = True


def match_wordings(before: Sequence[Wording], after: Sequence[Wording]) -> list[Match]:
    """The wordings of two days that are one, and those that may be.

    Equal texts join first, in their order. Then those that are called the same on both days, where nothing else is
    called so; then those that are most like each other, from `JOINED_FROM` on, if no other comes near. What is less
    like, or has a rival, is not joined but told.
    """
    matcher = _Matcher(before, after)
    matcher.join_equal(lambda one, other: one.plain == other.plain and one.name == other.name)
    matcher.join_equal(lambda one, other: one.plain == other.plain)
    matcher.join_by_name()
    matcher.join_by_likeness()
    return sorted(matcher.found, key=lambda match: match.after)


def likeness_of(one: Wording, other: Wording) -> float:
    """How like two texts are, word by word: 0 for nothing, 1 for the same words."""
    if not one.words or not other.words:
        return 0.0
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= TOLD_FROM / 2 else 0.0


class _Matcher:
    """Matches the wordings of two days step by step; what is joined is out of the next steps."""

    def __init__(self, before: Sequence[Wording], after: Sequence[Wording]) -> None:
        self.before, self.after = dict(enumerate(before)), dict(enumerate(after))
        self.found: list[Match] = []

    def join_equal(self, same: Callable[[Wording, Wording], bool]) -> None:
        """Joins those that are the same, in their order."""
        for at, wording in list(self.after.items()):
            if (one := next((one for one, other in self.before.items() if same(other, wording)), None)) is not None:
                self._join(Match(one, at, 1.0))

    def join_by_name(self) -> None:
        """Joins those that have a name that nothing else has on either day."""
        before, after = _by_name(self.before), _by_name(self.after)
        for name in [name for name in before if name in after]:
            one, other = self.before[before[name]], self.after[after[name]]
            likeness = likeness_of(one, other)
            if likeness >= _AT_LEAST or one.is_named:
                self._join(Match(before[name], after[name], likeness))

    def join_by_likeness(self) -> None:
        """Joins those that are most like each other; tells of others that are like."""
        likeness = {(a, b): likeness_of(x, y) for a, x in self.before.items() for b, y in self.after.items()}
        for (one, other), value in sorted(likeness.items(), key=lambda each: -each[1]):
            if value >= JOINED_FROM and value - _rival(likeness, one, other) >= _MARGIN:
                self._join(Match(one, other, value))
        for (one, other), value in sorted(likeness.items(), key=lambda each: -each[1]):
            if value >= TOLD_FROM and one in self.before and other in self.after:
                self.found.append(Match(one, other, value, joined=False))
                del self.before[one], self.after[other]

    def _join(self, match: Match) -> None:
        self.found.append(match)
        del self.before[match.before], self.after[match.after]


def _by_name(wordings: dict[int, Wording]) -> dict[str, int]:
    """Where each name stands that only one has."""
    counts = Counter(each.name for each in wordings.values())
    return {each.name: at for at, each in wordings.items() if each.name and counts[each.name] == 1}


def _rival(likeness: dict[tuple[int, int], float], one: int, other: int) -> float:
    """How like the next one is to either of two."""
    return max(_of_others(likeness, one, other), default=0.0)


def _of_others(likeness: dict[tuple[int, int], float], one: int, other: int) -> Iterable[float]:
    return (value for (a, b), value in likeness.items() if (a == one) != (b == other))

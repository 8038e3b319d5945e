"""What points and items are called by, and which wordings of two days are one.

Keys are made of head words, short, and each only once. Wordings are one that are equal, or that are called the same; of
others the likeness is told, word by word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain, count
from typing import Final, NamedTuple

from msgspec import Struct

from briefgen.sources.mapping.keys import make_key

_MARKED_UP = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_SIGNS = re.compile(r"\[\^[^\]]+\]|\]\([^)]*\)|[*\[\]\\#]|\{\{.*?\}\}")
_WORDS: Final = 6
_LONGEST: Final = 40
_HEAD_ENDS: Final = re.compile(r"[:;.]\s|\n")


def head_words(text: str) -> str:
    """What a text is called by: its first words in bold, those before a colon, or the first six."""
    bold = next((found[1] for found in _MARKED_UP.finditer(text[:400]) if len(found[1].split()) > 0), "")
    words = _plain(bold).strip(" .:;,–-") or _HEAD_ENDS.split(_plain(text).strip(), maxsplit=1)[0]
    return " ".join(words.split()[:_WORDS]).rstrip(" .:;,–-")


def _plain(text: str) -> str:
    return _SIGNS.sub("", text)


def make_keys(texts: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A key for each text, of its head words; one that others have already has a number behind it.

    Args:
        taken: keys that are not to be used.
    """
    used = {each.casefold() for each in taken}
    found: list[str] = []
    for text in texts:
        found.append(free_key(_shortened(head_words(text)), used))
        used.add(found[-1].casefold())
    return found


def _shortened(words: str) -> str:
    while len(words) > _LONGEST and " " in words:
        words = words.rpartition(" ")[0]
    return make_key(words).casefold() if any(each.isalnum() for each in words) else "item"


def free_key(key: str, used: Container[str]) -> str:
    """A key, with the first number behind it that makes one of its own, where others have it.

    Args:
        used: keys that are taken, in small letters, as keys are the same in any.
    """
    numbered = (f"{key}-{number}" for number in count(2))
    return next(each for each in chain([key], numbered) if each.casefold() not in used)


JOINED_FROM: Final = 0.6
"""From which likeness a reworded text is taken for the same one, where no other is nearly as like."""
TOLD_FROM: Final = 0.35
"""From which likeness two texts that were not joined are told of together."""
_MARGIN: Final = 0.1
_AT_LEAST: Final = 0.1  # of texts that are called the same


class EarlierWording(Struct, frozen=True, dict=True):
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


def match_wordings(before: Sequence[EarlierWording], after: Sequence[EarlierWording]) -> list[Match]:
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


def likeness_of(one: EarlierWording, other: EarlierWording, least: float = 0.0) -> float:
    """How like two texts are, word by word: 0 for nothing, 1 for the same words; 0 also for what is below `least`."""
    if not one.words or not other.words:
        return 0.0
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    is_worth_it = matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least
    return matcher.ratio() if is_worth_it else 0.0


class _Matcher:
    """Matches the wordings of two days step by step; what is joined is out of the next steps."""

    def __init__(self, before: Sequence[EarlierWording], after: Sequence[EarlierWording]) -> None:
        self.before, self.after = dict(enumerate(before)), dict(enumerate(after))
        self.found: list[Match] = []

    def join_equal(self, same: Callable[[EarlierWording, EarlierWording], bool]) -> None:
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
        found = ((likeness_of(x, y, TOLD_FROM), a, b) for a, x in self.before.items() for b, y in self.after.items())
        like = sorted((each for each in found if each[0] >= TOLD_FROM), key=lambda each: -each[0])
        tops = _two_best(like, 1), _two_best(like, 2)
        for value, one, other in like:
            rival = max(_next_to(value, tops[0][one]), _next_to(value, tops[1][other]))
            if value >= JOINED_FROM and value - rival >= _MARGIN:
                self._join(Match(one, other, value))
        for value, one, other in like:
            if one in self.before and other in self.after:
                self._join(Match(one, other, value, joined=False))

    def _join(self, match: Match) -> None:
        self.found.append(match)
        del self.before[match.before], self.after[match.after]


def _by_name(wordings: dict[int, EarlierWording]) -> dict[str, int]:
    """Where each name stands that only one has."""
    counts = Counter(each.name for each in wordings.values())
    return {each.name: at for at, each in wordings.items() if each.name and counts[each.name] == 1}


def _two_best(like: Iterable[tuple[float, int, int]], side: int) -> dict[int, list[float]]:
    """The two greatest likenesses of each wording of a side; the greatest come first."""
    found: dict[int, list[float]] = {}
    for each in like:
        best = found.setdefault(int(each[side]), [])
        if len(best) < 2:
            best.append(each[0])
    return found


def _next_to(value: float, best: Sequence[float]) -> float:
    """The greatest likeness of a wording beside this one."""
    return (*best, 0.0)[1] if value >= best[0] else best[0]

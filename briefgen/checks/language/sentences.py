"""Sentences of a text, by their stops.

What stands close to a place of a text, and which things lie within others.

Rules look at the words beside a place, never at all that goes before it: a passage of a file may be as long as somebody
makes it, and looking through all of it at each of its places would take hours.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Protocol, TypeVar

from msgspec import Struct

from briefgen.checks.language.patterns import late

# begins with a stop and then looks behind it, so that a search goes from stop to stop
_STOP = late(r"[.!?…](?<![.!?…].)[.!?…]*[”’\"')\]»]*(?=\s)")
_NEXT = late(r"\s*[“‘„«\"'(\[]*(?P<sign>.)", re.DOTALL)
_LAST = late(r"[\w.]+$")
_LONGEST_ORDINAL = 2
_start_of = attrgetter("start")
_ABBREVIATIONS = frozenset(
    "no nos nr art arts cf vs mr mrs ms dr st pp vol para paras ch approx ca fig tab tel abs bzw ff al jr sr prof gen "
    "inc ltd co ed eds etc mio mrd mln mld ust pkt poz tj np št čl bl str lit sog ggf vgl zob por mme".split()
)


class Sentence(Struct, frozen=True):
    """A stretch of a text, from `start` up to `end`, with its stop and without the space around it."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=8192)
def sentences(text: str) -> Sequence[Sentence]:
    """The sentences of a text. A stop after an ordinal (14. März) or a short word (No. 5, e.g. this) ends none.

    Cached for the rules that look one after the other at one passage, or at one document of a usual length.
    """
    return tuple(_sentences(text))


def sentence_at(text: str, place: int) -> Sentence:
    """The sentence that a place of a text stands in, or the last one before it."""
    listed = sentences(text)
    return listed[max(0, bisect_right(listed, place, key=lambda each: each.start) - 1)]


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, start, stop):
            yield _trimmed(text, start, stop.end())
            start = stop.end()
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    following = _NEXT.match(text, stop.end())
    if not following or not (following["sign"].isupper() or following["sign"].isdigit()):
        return False
    if stop[0][0] != ".":
        return True
    first = max(start, stop.start() - REACH)
    last = _LAST.search(text, max(first, text.rfind(" ", first, stop.start())), stop.start())
    return not last or _is_word(last[0])


def _is_word(last: str) -> bool:
    """Whether a sentence can end with it: no abbreviation, no letter, no ordinal of a day or a point."""
    if last.isdigit():
        return len(last) > _LONGEST_ORDINAL
    return len(last) > 1 and "." not in last and last.casefold() not in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> Sentence:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Sentence(start, end, piece.strip())


OPEN_END = late(
    r"\b(?:the|an?|of|and|or|to|with|for|by|in|on|at|from|that|which|our|their|its|is|are|was|were|will)\s*$"
)
"""The English words that no sentence ends with."""
REACH = 200
"""How many characters before or behind a place can matter to it."""


class Standing(Protocol):
    """What stands in a text, from `start` up to `end`."""

    @property
    def start(self) -> int:
        """The offset of its first character."""

    @property
    def end(self) -> int:
        """The offset behind its last one."""


_Thing = TypeVar("_Thing", bound=Standing)


def before(text: str, at: int) -> str:
    """The last characters before a place, `REACH` at most."""
    return text[max(0, at - REACH) : at]


def behind(text: str, at: int) -> str:
    """The first characters behind a place, `REACH` at most."""
    return text[at : at + REACH]


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of some words stands in a text; a loop, for nothing is asked more often."""
    for each in words:  # noqa: SIM110 - a generator takes twice as long
        if each in text:
            return True
    return False


def outside(things: Iterable[_Thing], taken: Sequence[Standing]) -> Iterator[_Thing]:
    """The things that begin in none of those taken; these stand in order and do not overlap."""
    if not taken:
        yield from things
        return
    starts = [each.start for each in taken]
    for each in things:
        nearest = bisect_right(starts, each.start) - 1
        if nearest < 0 or taken[nearest].end <= each.start:
            yield each


def between(things: Sequence[_Thing], start: int, end: int) -> Sequence[_Thing]:
    """Those of some things in order that begin from `start` on and before `end`."""
    if not things:
        return things
    first = bisect_left(things, start, key=_start_of)
    return things[first : bisect_left(things, end, first, key=_start_of)]

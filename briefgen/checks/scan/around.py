"""What stands close to a place of a text, and which things lie within others.

Rules look at the words beside a place, never at all that goes before it: a passage of a file may be as long as somebody
makes it, and looking through all of it at each of its places would take hours.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

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


def outside(things: Iterable[_Thing], taken: Sequence[Standing]) -> Iterator[_Thing]:
    """The things that begin in none of those taken; these stand in order and do not overlap."""
    starts = [each.start for each in taken]
    for each in things:
        nearest = bisect_right(starts, each.start) - 1
        if nearest < 0 or taken[nearest].end <= each.start:
            yield each


def between(things: Sequence[_Thing], start: int, end: int) -> Sequence[_Thing]:
    """Those of some things in order that begin from `start` on and before `end`."""
    first = bisect_left(things, start, key=lambda each: each.start)
    return things[first : bisect_left(things, end, first, key=lambda each: each.start)]

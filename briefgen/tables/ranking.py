"""Who comes first: places as in sport, so that equals share theirs, and cuts that separate no equals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def places(numbers: Sequence[Decimal]) -> tuple[int, ...]:
    """The place of each number, 1 for the largest: equals share a place, and the places after it stay empty."""
    falling = sorted(numbers, reverse=True)
    first = {number: place for place, number in reversed(list(enumerate(falling, 1)))}
    return tuple(first[number] for number in numbers)


def among_the_first(numbers: Sequence[Decimal], count: int, *, smallest: bool = False) -> tuple[bool, ...]:
    """Which numbers are among the first; those equal to the last that fits are too.

    Args:
        numbers: in any order.
        count: how many are wanted; 0 for all.
        smallest: whether the smallest come first.
    """
    if not count:
        return (True,) * len(numbers)
    return tuple(place <= count for place in places([-each for each in numbers] if smallest else numbers))

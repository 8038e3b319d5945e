"""Who comes first: places as in sport, so that equals share theirs, and cuts that separate no equals.

Shares that add up: parts of a whole, rounded so that their sum is the whole again.
"""

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


WHOLE = 100


def largest_remainder(counts: Sequence[int], units: int) -> tuple[int, ...]:
    """Whole units in proportion to the counts, adding up to exactly `units`.

    Each part first gets its quota without its fraction; the units left over go to the largest fractions, of equal
    ones to the larger count, then to the one further up (method of Hamilton, or of the largest remainder). No part is
    further than one unit from its quota, and a larger count never gets fewer units than a smaller one.

    Args:
        counts: none of them negative; where all are 0, so are the units.
        units: how many there are to give.
    """
    total = sum(counts)
    if not total:
        return (0,) * len(counts)
    given = [count * units // total for count in counts]
    by_claim = sorted(range(len(counts)), key=lambda at: (-(counts[at] * units % total), -counts[at], at))
    for at in by_claim[: units - sum(given)]:
        given[at] += 1
    return tuple(given)


def shares(counts: Sequence[int], decimals: int = 0) -> tuple[Decimal, ...]:
    """The counts as per cent of their sum, adding up to exactly 100; each with the decimals asked for."""
    return tuple(Decimal(each).scaleb(-decimals) for each in largest_remainder(counts, WHOLE * 10**decimals))

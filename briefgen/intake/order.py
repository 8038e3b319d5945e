"""One order out of those of several days, so that each day's is kept as far as they agree."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import TypeVar

_Key = TypeVar("_Key", bound=Hashable)


def merge_orders(orders: Sequence[Sequence[_Key]]) -> list[_Key]:
    """All keys in an order that keeps each of some orders; where two disagree, the later one counts.

    Args:
        orders: the keys of each day, the latest day last; each key once in a day.
    """
    behind: dict[_Key, set[_Key]] = {key: set() for order in orders for key in order}
    for order in reversed(orders):
        for before, after in pairwise(order):
            if not _leads(behind, after, before):
                behind[before].add(after)
    return _sorted(behind)


def keeps(merged: Sequence[_Key], order: Sequence[_Key]) -> bool:
    """Whether an order is kept in another one that has all its keys."""
    place = {key: at for at, key in enumerate(merged)}
    return [place[key] for key in order] == sorted(place[key] for key in order)


def _leads(behind: dict[_Key, set[_Key]], start: _Key, end: _Key) -> bool:
    """Whether one key stands before another already."""
    seen, left = {start}, [start]
    while left:
        here = left.pop()
        if here == end:
            return True
        new = behind[here] - seen
        seen |= new
        left += new
    return False


def _sorted(behind: dict[_Key, set[_Key]]) -> list[_Key]:
    """The keys so that each stands before those behind it, otherwise as they were first met."""
    waits = dict.fromkeys(behind, 0)
    for key in (key for each in behind.values() for key in each):
        waits[key] += 1
    found: list[_Key] = []
    while waits:
        key = next(key for key, count in waits.items() if not count)
        del waits[key]
        found.append(key)
        for freed in behind[key]:
            waits[freed] -= 1
    return found

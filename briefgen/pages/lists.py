"""Lists as they stand in each other, and how their numbers are said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.model.manuscript import Passage, Role

_PLAIN = re.compile(r"(\d{1,6})\.?")


@dataclass(frozen=True)
class Item:
    """An item: its paragraphs, and the lists inside it."""

    passages: tuple[Passage, ...]
    lists: tuple[Listing, ...] = ()

    @property
    def number(self) -> str:
        """The number as it is printed, or ""."""
        return self.passages[0].number


@dataclass(frozen=True)
class Listing:
    """A list.

    Attributes:
        start: the number that a list of plain numbers begins with; None where numbers are printed as they are
            ("(a)", "2.1"), or in a list of bullets.
    """

    items: tuple[Item, ...]
    ordered: bool
    start: int | None = None


def listings(passages: Sequence[Passage]) -> Iterator[Listing]:
    """The lists that some passages make: items, and paragraphs that go on behind one."""
    rest = list(passages)
    while rest:
        first = rest[0]
        count = next((index for index, each in enumerate(rest) if index and _ends(each, first)), len(rest))
        yield _listing(rest[:count], first)
        rest = rest[count:]


def _ends(passage: Passage, first: Passage) -> bool:
    """Whether a passage begins another list beside the one that began with `first`."""
    if not _is_item(passage) or passage.level > first.level:
        return False
    return passage.role is not first.role


def _listing(passages: Sequence[Passage], first: Passage) -> Listing:
    groups: list[list[Passage]] = []
    for passage in passages:
        if not groups or (_is_item(passage) and passage.level <= first.level):
            groups.append([passage])
        else:
            groups[-1].append(passage)
    items = tuple(_item(group) for group in groups)
    ordered = first.role is Role.NUMBERED
    return Listing(items, ordered, _start(items) if ordered else None)


def _item(group: Sequence[Passage]) -> Item:
    count = next((index for index, each in enumerate(group) if index and _is_item(each)), len(group))
    return Item(tuple(group[:count]), tuple(listings(group[count:])))


def _start(items: Sequence[Item]) -> int | None:
    """The first number, where all are plain and each is one more than the last; 1 where no numbers are known."""
    numbers = [item.number for item in items]
    if not any(numbers):
        return 1
    found = [_PLAIN.fullmatch(number) for number in numbers]
    counted = [int(each[1]) for each in found if each]
    expected = list(range(counted[0], counted[0] + len(items))) if counted else []
    return counted[0] if counted == expected and len(counted) == len(items) else None


def _is_item(passage: Passage) -> bool:
    return passage.role in (Role.BULLET, Role.NUMBERED)

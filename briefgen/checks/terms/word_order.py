"""Phrases that a document says in two orders: “migration management and return”, “migration and return management”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.checks.reading import Scanned
from briefgen.checks.telling import Spot

_WORDS = 5
_LONG = 4
_JOINT = "and"
_WORD_OR_STOP = re.compile(r"[^\W\d_][\w’'\-‑]*|[.;:,()–—]")

Order = tuple[str, ...]


def in_two_orders(passages: Iterable[Scanned]) -> Iterator[tuple[Spot, Spot]]:
    """Places of five words that come elsewhere in another order behind the same first word, each with the other place.

    Two things that only change places (“give help and money”, “give money and help”) are passed over.
    """
    seen: dict[tuple[str, Order], tuple[Order, Spot]] = {}
    for scanned in passages:
        for words, place in _lists(scanned):
            order, first = seen.setdefault((words[0], tuple(sorted(words))), (words, place))
            if order != words and order[1:] != _swapped(words[1:]):
                yield place, first


def _swapped(words: Order) -> Order:
    """“Help and money” as “money and help”."""
    at = words.index(_JOINT)
    return (*words[at + 1 :], _JOINT, *words[:at])


def _lists(scanned: Scanned) -> Iterator[tuple[Order, Spot]]:
    """The runs of five long words with one “and” among them, not at an end."""
    if " and " not in scanned.text:
        return
    found = list(_WORD_OR_STOP.finditer(scanned.text))
    words = [each[0].casefold() for each in found]
    for at, word in enumerate(words):
        for start in range(at - _WORDS + 2, at) if word == _JOINT else ():
            run = tuple(words[start : start + _WORDS]) if start >= 0 else ()
            if len(run) == _WORDS and run.count(_JOINT) == 1 and sum(len(each) >= _LONG for each in run) == _WORDS - 1:
                yield run, Spot(scanned, found[start].start(), found[start + _WORDS - 1].end())

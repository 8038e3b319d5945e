"""Quantities of a sentence in their order, and the runs of them that read as a list of parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from briefgen.checks.reading import Scanned
from briefgen.checks.scan.around import between, outside
from briefgen.checks.scan.sentences import Sentence, sentences
from briefgen.values import dataclass

_LINK = re.compile(r"[ \u00a0]*\)?[ \u00a0]*([^\W\d_]{1,5})(?:['’ \u00a0])")
_LONGEST_PART = 80


@dataclass(frozen=True)
class Quantity:
    """A count, an amount or a share.

    Attributes:
        unit: a currency code, "%" or "" for a count.
    """

    start: int
    end: int
    typed: str
    value: Decimal
    unit: str


@dataclass(frozen=True)
class Chain:
    """A total and the parts that follow it in one sentence: 508 relocations, 397 from Italy and 111 from Cyprus."""

    total: Quantity
    parts: tuple[Quantity, ...]
    between: str

    @property
    def sum(self) -> Decimal:
        """What the parts add up to."""
        return sum((part.value for part in self.parts), Decimal())


def quantities(scanned: Scanned) -> list[Quantity]:
    """The amounts, shares and counts of a passage, in order; no dates."""
    text = scanned.text
    amounts = [Quantity(a.start, a.end, text[a.start : a.end], a.total, a.currency) for a in scanned.amounts]
    others = outside(scanned.numbers, scanned.amounts)
    counts = [Quantity(n.start, n.end, n.typed, n.value, _unit(text, n.end)) for n in others]
    return sorted((*amounts, *counts), key=lambda each: each.start)


def _unit(text: str, end: int) -> str:
    return "%" if re.match("[ \u00a0\u202f]?%", text[end : end + 2]) else ""


def chains(scanned: Scanned) -> Iterator[Chain]:
    """The totals of a passage with their parts.

    Parts of a total come one after the other, each with the same small word behind it (from Italy, from Cyprus;
    d’Italie, de Chypre), so that meetings, workshops and forums in a row are none.
    """
    found = quantities(scanned) if len(scanned.numbers) + len(scanned.amounts) > 2 else []
    if found:
        for sentence in sentences(scanned.text):
            inside = between(found, sentence.start, sentence.end)
            yield from _chains_in(scanned.text, sentence, inside)


def _chains_in(text: str, sentence: Sentence, inside: Sequence[Quantity]) -> Iterator[Chain]:
    for number, total in enumerate(inside[:-2]):
        if number and _follows(text, inside[number - 1], total, total.unit):
            continue  # it goes on with what began before
        parts = _parts(text, islice(inside, number + 1, None), total.unit)
        if len(parts) > 1 and _is_alike(text, total, parts) and _is_closed(text, sentence, parts):
            yield Chain(total, tuple(parts), text[total.end : parts[0].start])
            return


def _parts(text: str, following: Iterable[Quantity], unit: str) -> list[Quantity]:
    parts: list[Quantity] = []
    for each in following:
        link = _linked_by(text, each)
        if each.unit != unit or not link or (parts and not _follows(text, parts[-1], each, unit)):
            break
        if parts and link[0] != (_linked_by(text, parts[0]) or " ")[0]:
            break
        parts.append(each)
    return parts


def _linked_by(text: str, quantity: Quantity) -> str:
    """The small word behind a quantity, without capitals; "" where a longer one stands there."""
    found = _LINK.match(text, quantity.end)
    return found[1] if found and found[1].islower() else ""


def _follows(text: str, before: Quantity, after: Quantity, unit: str) -> bool:
    gap = text[before.end : after.start]
    return len(gap) <= _LONGEST_PART and not re.search(r"[;:(]", gap) and before.unit == unit


def _is_alike(text: str, total: Quantity, parts: list[Quantity]) -> bool:
    """Whether the total is no part itself: no such small word stands behind it, but something divides it from them."""
    between = text[total.end : parts[0].start]
    own = _linked_by(text, total)
    first = _linked_by(text, parts[0])
    return (
        bool(re.search(r"[,:(;–—]", between)) and own != first and not any(part.value > total.value for part in parts)
    )


def _is_closed(text: str, sentence: Sentence, parts: list[Quantity]) -> bool:
    """Whether the last part ends the list: a conjunction stands before it, and no more parts come."""
    before_last = text[parts[-2].end : parts[-1].start]
    rest = text[parts[-1].end : sentence.end]
    conjunction = re.search(r"(?:\W)([^\W\d_]{1,5})\s*$", before_last)
    return bool(conjunction or re.search(r"[,;]\s*$", before_last)) and "etc" not in rest

"""One commitment has one period, wherever it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from briefgen.checks.reading import Reading, Scanned
from briefgen.checks.rule import Fault, in_reading
from briefgen.checks.scan.amounts import Amount
from briefgen.checks.tenses import sentence_around
from briefgen.findings import Grade
from briefgen.values import dataclass

_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(rf"\b(?P<first>{_YEAR})\s?(?:[-–‑/]|to|until|and|à|bis|und)\s?(?P<last>{_YEAR})\b")
_UNTIL = re.compile(
    rf"\b(?:[Uu]ntil|[Uu]p to|[Jj]usqu[’']en|[Jj]usqu[’']à|[Bb]is)(?: the end of| Ende)? (?P<last>{_YEAR})\b"
)
_WORD = re.compile(r"[^\W\d_]{6,}")


@dataclass(frozen=True)
class _Told:
    """An amount with the period that its sentence names, and the words that tell what it is for."""

    scanned: Scanned
    amount: Amount
    start: int
    end: int
    period: tuple[int | None, int]
    about: frozenset[str]

    @property
    def typed(self) -> str:
        return self.scanned.text[self.start : self.end]


@in_reading(
    "DAT-010",
    Grade.WARNING,
    source="letter and annex of 20 March 2023: EUR 480 million “until 2025” in one, “for 2023-2025” in the other",
    wrong="“EUR 480 million for resettlement until 2025”, elsewhere “EUR 480 million for resettlement in 2023–2025”",
    right="“EUR 480 million for resettlement in 2023–2025” in both",
)
def one_commitment_has_one_period(reading: Reading) -> Iterator[Fault]:
    """The same money for the same thing is promised for the same years."""
    first: dict[tuple[str, Decimal, str], dict[object, _Told]] = {}
    for told in (each for scanned in reading.every_passage for each in _told(scanned)):
        same = first.setdefault((*told.amount.key, told.scanned.language), {})
        others = same.values()
        other = next(
            (each for each in others if each.period != told.period and len(each.about & told.about) >= 2), None
        )
        same.setdefault((told.period, told.about), told)
        if other:
            message = f"“{told.typed}” here, but “{other.typed}” for the same amount at {other.scanned.passage.place}."
            yield told.scanned.at(told.start, told.end, message, "Name the same first and last year in both places.")


def _told(scanned: Scanned) -> Iterator[_Told]:
    if not (_SPAN.search(scanned.text) or _UNTIL.search(scanned.text)):
        return
    for amount in scanned.amounts:
        start, end = sentence_around(scanned.text, amount.start, amount.end)
        period = _SPAN.search(scanned.text, start, end) or _UNTIL.search(scanned.text, start, end)
        if period:
            first = int(period["first"]) if period.re is _SPAN else None
            words = frozenset(word.casefold() for word in _WORD.findall(scanned.text[start:end]))
            yield _Told(scanned, amount, *period.span(), (first, int(period["last"])), words)

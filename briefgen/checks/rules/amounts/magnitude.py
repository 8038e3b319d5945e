"""AMT-001: an amount without its magnitude, betrayed by the amounts around it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from briefgen.checks.engine.context import Reading, Scanned
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.language.amounts import Amount
from briefgen.checks.language.sentences import before, behind
from briefgen.findings import Grade

_LARGEST_SUSPECT, _MILLION = 1000, 1_000_000
_BY_THE_PIECE = re.compile(
    r"\s*(?:/|an? (?:day|month|week|year|head|hour)|(?:per|each|apiece|daily|monthly|fees?|pro|je|par|por|za)\b)"
)
_GOES_ON = re.compile(
    r"\s*(?:[-–‑/]|to\b|and\b|or\b|bis\b|und\b|à\b|et\b|a\b|e\b|y\b|i\b|do\b|og\b)\s*[A-Z€$£]{0,3}\s*\d"
)
_CHARGE = re.compile(r"(?:fees?|prices?|charges?|costs?|allowances?|tickets?)\b[^.]{0,20}$")


@dataclass(frozen=True)
class Suspect:
    """An amount that seems to lack its magnitude.

    Attributes:
        scale: the magnitude of the amounts around it, as typed.
        total: what it would be with that.
    """

    amount: Amount
    scale: str
    total: Decimal


def suspects(scanned: Scanned) -> Iterator[Suspect]:
    """Amounts under a thousand without a magnitude, beside amounts of millions in the same passage."""
    scaled = [each for each in scanned.amounts if each.scale and each.total >= _MILLION]
    if scaled:
        scale = scaled[-1]
        for each in scanned.amounts:
            if not each.scale and 0 < each.value < _LARGEST_SUSPECT and not _is_meant(scanned.text, each):
                yield Suspect(each, scale.scale, each.value * (scale.total / scale.value))


def _is_meant(text: str, amount: Amount) -> bool:
    """Whether it is a price by the piece, or shares its magnitude with the next (EUR 70 to 80 million)."""
    after = behind(text, amount.end)
    return bool(_BY_THE_PIECE.match(after) or _GOES_ON.match(after) or _CHARGE.search(before(text, amount.start)))


@in_passages(
    "AMT-001",
    Grade.WARNING,
    source="An amount has its code and its magnitude; what is printed without goes out a million times too small.",
    wrong="EUR\u00a070\u00a0million is for minors and EUR\u00a080 for other priorities.",
    right="EUR\u00a070\u00a0million is for minors and EUR\u00a080\u00a0million for other priorities.",
    needs=("€", "$", "£", "EUR", "USD", "GBP", "CHF", "euro"),
)
def magnitude(scanned: Scanned, reading: Reading) -> Iterator[Fault]:
    """An amount under a thousand beside amounts of millions is suspect: its magnitude may be missing."""
    for suspect in suspects(scanned):
        words = scanned.text[suspect.amount.start : suspect.amount.end]
        proof = _proof(scanned, suspect, reading)
        message = f"“{words}” stands without a magnitude beside amounts in {suspect.scale}"
        remedy = f"Write “{words} {suspect.scale}” if that is meant."
        grade = Grade.ERROR if proof else None
        yield scanned.at(suspect.amount.start, suspect.amount.end, f"{message}{proof}", remedy, grade)


def _proof(scanned: Scanned, suspect: Suspect, reading: Reading) -> str:
    """The sum that holds with the magnitude and equals an amount named elsewhere, or ""."""
    unit = suspect.total / suspect.amount.value
    total = _whole(scanned, reading) - suspect.amount.total + suspect.total
    if not _is_named_elsewhere(total, scanned, reading):
        return ""
    parts = [suspect.total if each is suspect.amount else each.total for each in scanned.amounts]
    sum_ = " + ".join(f"{part / unit:f}" for part in parts)
    return f": {sum_} = {total / unit:f}, which is named elsewhere, so “{suspect.scale}” is missing"


def _whole(scanned: Scanned, reading: Reading) -> Decimal:
    """What the amounts of a passage come to, as they are typed."""
    key = (_whole, id(scanned))
    if key not in reading.kept:
        reading.kept[key] = sum((each.total for each in scanned.amounts), Decimal())
    return Decimal(reading.kept[key])


def _is_named_elsewhere(total: Decimal, scanned: Scanned, reading: Reading) -> bool:
    """Whether an amount stands in another passage: of the documents made together, or of the same file."""
    together = reading.manuscripts if reading.situation else (scanned.manuscript,)
    key = (_is_named_elsewhere, *(f"{each.name}.{each.language}" for each in together))
    if key not in reading.kept:
        reading.kept[key] = defaultdict(set)
        for other in (other for manuscript in together for other in reading.passages(manuscript)):
            for amount in other.amounts:
                reading.kept[key][amount.total].add(id(other))
    return bool(reading.kept[key][total] - {id(scanned)})

"""Numbers, amounts and ranges of them, as typed. Exact throughout: binary floats are refused."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from briefgen.findings import did_you_mean

SCALES = {"million": 6, "billion": 9}
_MINUS = "-\u2212"
# a space, a hard space, a thin space or a narrow hard space between groups of three
_FIGURE = re.compile(
    rf"(?P<sign>[{_MINUS}]?)(?P<whole>[0-9]+|[0-9]{{1,3}}(?:[ \u00a0\u2009\u202f][0-9]{{3}})+)"
    r"(?P<decimals>\.[0-9]+)?"
)
_AMOUNT = re.compile(
    rf"(?P<before>[A-Z]{{3}}|€)?\s*(?P<figure>[{_MINUS}]?[0-9](?:[0-9.,\s]*[0-9])?)\s*(?P<scale>[a-z]+)?"
    r"\s*(?P<after>[A-Z]{3}|€)?"
)
_TO = re.compile(r"(?<=[0-9A-Za-z])\s*(?:[-\u2013\u2014]|\bto\b)\s*(?=[0-9])")


class ValueSpellingError(ValueError):
    """A number, amount or date that cannot be read; the message is a sentence for the drafter."""


class MoneyAmount(NamedTuple):
    """An exact sum; `currency` is an ISO 4217 code, or "" where none was named."""

    value: Decimal
    currency: str = ""


def read_number(value: str | int | Decimal, what: str = "number") -> Decimal:
    """An exact number from a figure as typed ("50 000", "12.5"), an int or a Decimal.

    Raises:
        ValueSpellingError: for anything else, also binary floats, infinities and more than 28 figures.
    """
    if isinstance(value, str):
        return _figure(value, what)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueSpellingError(f'{value!r} is not an exact {what}: give it as text, as in "12.5".')
    return _sized(Decimal(value), what)


def read_numbers(value: str | int | Decimal, what: str = "number") -> tuple[Decimal, ...]:
    """One exact number, or the two ends of a range: "12.5", "10–15", "10 to 15".

    Raises:
        ValueSpellingError: if it cannot be read, or does not rise.
    """
    ends = _TO.split(value.strip()) if isinstance(value, str) else [value]
    return _rising(tuple(read_number(end, what) for end in ends), value)


def read_amount(value: str | int | Decimal) -> MoneyAmount:
    """A sum from "480 million", "EUR 1.2 billion", "1 250 000", an int or a Decimal.

    Raises:
        ValueSpellingError: if it cannot be read as one.
    """
    if not isinstance(value, str):
        return MoneyAmount(read_number(value, "amount"))
    return _amount(value.strip(), value)


def read_amounts(value: str | int | Decimal) -> tuple[MoneyAmount, ...]:
    """One sum, or the two ends of a range: "EUR 30–40 million", "800 million to 1.2 billion".

    A scale or currency that stands once holds for both.

    Raises:
        ValueSpellingError: if it cannot be read as one, or does not rise.
    """
    ends = _TO.split(value.strip()) if isinstance(value, str) else []
    if not isinstance(value, str) or len(ends) != 2:
        return (read_amount(value),)
    scale = re.search(r"[a-z]+", ends[1])
    is_shared = scale and not re.search(r"[a-z]", ends[0])
    first = _amount(f"{ends[0]} {scale[0]}" if scale and is_shared else ends[0], value)
    last = _amount(ends[1], value)
    if first.currency and last.currency:
        raise ValueSpellingError(f"“{value}” names its currency twice: write it like EUR 30–40 million.")
    _rising((first.value, last.value), value)
    code = first.currency or last.currency
    return (MoneyAmount(first.value, code), MoneyAmount(last.value, code))


def _amount(text: str, typed: str) -> MoneyAmount:
    match = _AMOUNT.fullmatch(text)
    if match is None or (match["before"] and match["after"]):
        raise ValueSpellingError(f"“{typed}” is not an amount: write it like 480 million or 1250000.")
    figure = _figure(match["figure"], "amount")
    currency = match["before"] or match["after"] or ""
    return MoneyAmount(figure.scaleb(_power(match["scale"], typed)), "EUR" if currency == "€" else currency)


def _rising(ends: tuple[Decimal, ...], typed: object) -> tuple[Decimal, ...]:
    if len(ends) > 2 or any(first >= last for first, last in pairwise(ends)):
        raise ValueSpellingError(f"“{typed}” is not a range: write the smaller number first, as in 30–40.")
    return ends


def _figure(text: str, what: str) -> Decimal:
    match = _FIGURE.fullmatch(text.strip())
    if match is None:
        hint = " Write decimals with a point and thousands with a space or not at all." if "," in text else ""
        raise ValueSpellingError(f"“{text}” is not {_a(what)}: write it like 50000 or 12.5.{hint}")
    whole = re.sub(r"\s", "", match["whole"])
    sign = "-" if match["sign"] else ""
    return _sized(Decimal(f"{sign}{whole}{match['decimals'] or ''}"), what)


def _sized(number: Decimal, what: str) -> Decimal:
    """Decimal arithmetic is exact up to 28 figures; nobody writes a longer one but by mistake."""
    is_long = number.is_finite() and (len(number.as_tuple().digits) > 24 or abs(number.adjusted()) > 24)
    if is_long or not number.is_finite():
        raise ValueSpellingError(f"{str(number)[:40]} is not {_a(what)} that can be written out.")
    return number


def _power(scale: str | None, typed: str) -> int:
    if scale is None or scale in SCALES:
        return SCALES[scale] if scale else 0
    suggestion = did_you_mean(scale, SCALES) or "Write million or billion."
    raise ValueSpellingError(f"“{scale}” in “{typed}” is not a scale. {suggestion}")


def _a(what: str) -> str:
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"

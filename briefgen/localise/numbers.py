"""Numbers, amounts and ranges of them: read as typed, and written in figures.

Reading is exact: binary floats are refused. Writing follows the interinstitutional style guide 6.5 (punctuation in
figures): thousands in groups divided by a hard space, also with four figures.

Plural categories (one, two, few, many, other) follow the rules of CLDR, which Babel evaluates. The rules are cells of
the house style, so that they do not change with the version of Babel. Babel is imported on the first call, because
English formats its dates and amounts without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.findings import did_you_mean
from briefgen.localise.house_style import HouseStyle

if TYPE_CHECKING:
    from babel.plural import PluralRule


SCALES = {"million": 6, "billion": 9}
SPACES = " \u00a0\u2009\u202f"
"""What may divide groups of three digits: a space, a hard space, a thin space, a narrow hard space."""
_MINUS = "-\u2212"
_DIGITS = re.compile(
    rf"(?P<sign>[-+\u2212]?)(?P<whole>[0-9]+|[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+)(?P<decimals>\.[0-9]+)?"
)
_THOUSANDS_OR_DECIMALS = re.compile(r"[-+\u2212]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
CURRENCY_CODE = "[A-Z]{3}"
"""The form of an ISO 4217 code, as a regular expression: a unit of this form is a currency."""
_AMOUNT = re.compile(
    rf"(?P<before>{CURRENCY_CODE}|€)?\s*(?P<figure>[{_MINUS}]?[0-9](?:[0-9.,\s]*[0-9])?)\s*(?P<scale>[a-z]+)?"
    rf"\s*(?P<after>{CURRENCY_CODE}|€)?"
)
_TO = re.compile(r"(?<=[0-9A-Za-z])\s*(?:[-\u2013\u2014]|\bto\b)\s*(?=[0-9])")


class ValueSpellingError(ValueError):
    """A number, amount or date that cannot be read; the message is a sentence for the drafter."""


class MoneyAmount(Struct, frozen=True):
    """An exact sum; `currency` is an ISO 4217 code, or "" where none was named."""

    value: Decimal
    currency: str = ""


def is_currency(unit: str) -> bool:
    """Whether a unit is a currency code, so that a figure in it is an amount of money."""
    return re.fullmatch(CURRENCY_CODE, unit) is not None


def read_digits(text: str) -> Decimal | None:
    """The exact number that a text in digits gives: "1326000000", "-12.5", "50 000"; None for anything else.

    The one reader of numbers: with a decimal point, and groups of three divided by one of `SPACES` or not at all. A
    comma is refused, because it divides decimals in one language and thousands in another.
    """
    match = _DIGITS.fullmatch(text)
    if match is None:
        return None
    sign = "-" if match["sign"] in ("-", "\u2212") else ""
    whole = re.sub(r"\s", "", match["whole"])
    return Decimal(f"{sign}{whole}{match['decimals'] or ''}")


def point_in_doubt(digits: str, typed: str = "") -> tuple[str, str] | None:
    """What is in doubt of a number typed with a point before three digits, and what to write; None of any other.

    Nobody knows whether such a point divides decimals or thousands. `0.250` and `1250.125` can be read in one way only.

    Args:
        digits: the number.
        typed: all that was typed, with the scale or currency; by default the number alone.
    """
    if not _THOUSANDS_OR_DECIMALS.fullmatch(digits):
        return None
    message = f"“{typed or digits}” can be read as more than one number, because of the point before three digits."
    whole = digits.replace(".", " ")
    if digits.count(".") > 1:
        return message, f"Write a space (or nothing) between thousands: {whole}."
    return message, f"Write {whole} for thousands, or {digits}0 for decimals."


def read_number(value: str | int | Decimal, what: str = "number") -> Decimal:
    """An exact number from a figure as typed ("50 000", "12.5"), an int or a Decimal.

    Raises:
        ValueSpellingError: for anything else, also binary floats, infinities and more than 28 figures.
    """
    if isinstance(value, str):
        return _read_figure(value, what)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        typed = repr(value) if isinstance(value, float | bool) else "this value"
        raise ValueSpellingError(f'{typed} is not an exact {what}: give it as text, as in "12.5".')
    return _check_size(Decimal(value), what)


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

    A scale or currency that is given once applies to both.

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
    # with its scale, 1.326 billion is the style guide's own spelling (6.5), and what is printed
    figure = _read_figure(match["figure"], "amount", is_scaled=bool(match["scale"]))
    currency = match["before"] or match["after"] or ""
    return MoneyAmount(figure.scaleb(_power(match["scale"], typed)), "EUR" if currency == "€" else currency)


def _rising(ends: tuple[Decimal, ...], typed: object) -> tuple[Decimal, ...]:
    if len(ends) > 2 or any(first >= last for first, last in pairwise(ends)):
        raise ValueSpellingError(f"“{typed}” is not a range: write the smaller number first, as in 30–40.")
    return ends


def _read_figure(text: str, what: str, *, is_scaled: bool = False) -> Decimal:
    if not is_scaled and (doubt := point_in_doubt(text.strip())):
        raise ValueSpellingError(" ".join(doubt))
    number = None if text.strip().startswith("+") else read_digits(text.strip())
    if number is None:
        hint = " Write decimals with a point and thousands with a space or not at all." if "," in text else ""
        raise ValueSpellingError(f"“{text}” is not {_a(what)}: write it like 50000 or 12.5.{hint}")
    return _check_size(number, what)


def _check_size(number: Decimal, what: str) -> Decimal:
    """Decimal arithmetic is exact up to 28 figures; a longer number is a mistake."""
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


def format_number(value: str | int | Decimal, style: HouseStyle) -> str:
    """A number, or a range of numbers, with its decimals as given: 50 000, 0.250, 10–15.

    Raises:
        ValueSpellingError: if it cannot be read.
    """
    return format_range(read_numbers(value), style)


def format_percent(value: str | int | Decimal, style: HouseStyle, *, closed: bool = False) -> str:
    """A percentage: 12.5 %, or 12.5% where `closed`. The value may carry its sign already.

    Raises:
        ValueSpellingError: if it cannot be read.
    """
    figure = value.strip().removesuffix("%") if isinstance(value, str) else value
    number = format_range(read_numbers(figure, "percentage"), style)
    return style.fill("percent_closed" if closed else "percent", number=number)


def format_range(ends: tuple[Decimal, ...], style: HouseStyle) -> str:
    """One number or the two ends of a range, in figures."""
    figures = [_format_figure(end, style) for end in ends]
    return figures[0] if len(figures) == 1 else style.fill("range", first=figures[0], last=figures[1])


def without_trailing_zeros(value: Decimal) -> Decimal:
    """The same value without trailing zeros: 2.50 becomes 2.5, 2E+6 becomes 2000000."""
    shorter = value.normalize()
    return shorter if decimals_of(shorter) >= 0 else shorter.quantize(Decimal(1))


def decimals_of(value: Decimal) -> int:
    """How many decimals a finite number is given with; negative where it ends in zeros not written."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return -exponent


def _format_figure(value: Decimal, style: HouseStyle) -> str:
    separators = str.maketrans({",": style["group_separator"], ".": style["decimal_separator"]})
    sign = style["minus"] if value < 0 else ""
    figure = format(abs(value), ",f")
    if "group_after_thousands" in style:
        figure = _with_small_groups(figure)
    return sign + figure.translate(separators)


def _with_small_groups(figure: str) -> str:
    """12,34,567 of 1,234,567, as India writes it: groups of two before the last of three."""
    whole, point, decimals = figure.partition(".")
    *before, last = whole.split(",")
    digits = "".join(before)
    odd = len(digits) % 2
    groups = [digits[:odd], *(digits[at : at + 2] for at in range(odd, len(digits), 2)), last]
    return ",".join(filter(None, groups)) + point + decimals


CATEGORIES = ("zero", "one", "two", "few", "many", "other")


def plural_category(number: Decimal, style: HouseStyle) -> str:
    """The category that a number has as shown: decimals count, so 2 and 2.0 may differ.

    Source: Unicode TR 35, part 3, language plural rules.
    """
    return _rule(style, "plural_")(abs(number))


def ordinal_category(number: int, style: HouseStyle) -> str:
    """The category of an ordinal number: in English, one for 21st, two for 22nd, few for 23rd."""
    return _rule(style, "ordinal_rule_")(number)


def form_of(number: Decimal, forms: Mapping[str, str], style: HouseStyle) -> str:
    """The form for a number out of those by category; `other` replaces a category that is missing."""
    return forms.get(plural_category(number, style), forms["other"])


@lru_cache(maxsize=64)
def _rule(style: HouseStyle, prefix: str) -> PluralRule:
    from babel.plural import PluralRule

    keys = {category: f"{prefix}{category}" for category in CATEGORIES}
    return PluralRule({category: style[key] for category, key in keys.items() if key in style})

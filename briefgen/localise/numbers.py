"""Numbers, percentages and money in words and figures.

Interinstitutional style guide 6.5 (punctuation in figures) and 7.3.3 (monetary units): thousands in groups
divided by a hard space, also with four figures; up to three decimals stay with the larger scale (1.326 billion),
with more the amount goes down to the smaller one (1 326.1 million), and with more still it is written out.
"""

from __future__ import annotations

import re
from decimal import Decimal

from briefgen.localise.amounts import SCALES, ValueSpellingError, read_amount, read_number
from briefgen.localise.house_style import HouseStyle

_CELLS = {"million": "million_all", "billion": "billion_1e9_all"}


def say_number(value: str | int | Decimal, style: HouseStyle) -> str:
    """A number with its decimals as given: 50 000, 0.250.

    Raises:
        ValueSpellingError: if it cannot be read.
    """
    return _written(read_number(value), style)


def say_percent(value: str | int | Decimal, style: HouseStyle, *, closed: bool = False) -> str:
    """A percentage: 12.5 %, or 12.5% where `closed`. The value may carry its sign already.

    Raises:
        ValueSpellingError: if it cannot be read.
    """
    figure = value.strip().removesuffix("%") if isinstance(value, str) else value
    number = _written(read_number(figure, "percentage"), style)
    return style.fill("percent_closed" if closed else "percent", number=number)


def say_money(value: str | int | Decimal, currency: str | None, style: HouseStyle, *, in_full: bool = False) -> str:
    """An amount of money; nothing of its value is lost.

    Args:
        value: an exact number, or an amount as typed: "480 million".
        currency: an ISO 4217 code; None takes the one named in the value, or EUR.
        style: the words and patterns of the language.
        in_full: all figures, as the Official Journal wants them, instead of million and billion.

    Raises:
        ValueSpellingError: if the value or the code cannot be read, or the two name different currencies.
    """
    amount = read_amount(value)
    code = _agreed(currency, amount.currency)
    unit = style.get(f"currency_{code}", code)
    scale, number = ("", amount.value) if in_full else _scaled(amount.value)
    if not scale:
        return style.fill("money", currency=unit, number=_written(_with_cents(number), style))
    scale_word = style[_CELLS[scale]]
    return style.fill("money_scaled", currency=unit, number=_written(number, style), scale=scale_word)


def _agreed(asked: str | None, named: str) -> str:
    if asked is not None and not re.fullmatch("[A-Z]{3}", asked):
        raise ValueSpellingError(f"“{asked}” is not a currency: write its code in three capitals, as in EUR.")
    if asked and named and asked != named:
        raise ValueSpellingError(f"The amount is in {named}, but {asked} was asked for: leave one out.")
    return asked or named or "EUR"


def _scaled(value: Decimal) -> tuple[str, Decimal]:
    """The largest scale that the value fills and that leaves it at most three decimals; "" for none."""
    for scale in ("billion", "million"):
        scaled = _without_trailing_zeros(value.scaleb(-SCALES[scale]))
        if abs(scaled) >= 1 and -_exponent(scaled) <= 3:
            return scale, scaled
    return "", _without_trailing_zeros(value)


def _without_trailing_zeros(value: Decimal) -> Decimal:
    shorter = value.normalize()
    return shorter if _exponent(shorter) <= 0 else shorter.quantize(Decimal(1))


def _with_cents(value: Decimal) -> Decimal:
    """A fraction of a currency unit is written with two decimals at least."""
    shorter = _without_trailing_zeros(value)
    return shorter.quantize(Decimal("0.01")) if _exponent(shorter) == -1 else shorter


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _written(value: Decimal, style: HouseStyle) -> str:
    separators = str.maketrans({",": style["group_separator"], ".": style["decimal_separator"]})
    sign = style["minus"] if value < 0 else ""
    return sign + format(abs(value), ",f").translate(separators)

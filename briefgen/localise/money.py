"""Money in words and figures.

Interinstitutional style guide 6.5 and 7.3.3 (monetary units): up to three decimals stay with the larger scale (1.326
billion), with more the amount goes down to the smaller one (1 326.1 million), and with more still it is written out.
The word for the scale takes the plural of the value shown: 30 milionů, 2 miliony, 1,5 milionu.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from briefgen.localise.house_style import HouseStyle
from briefgen.localise.numbers import (
    SCALES,
    MoneyAmount,
    ValueSpellingError,
    decimals_of,
    format_range,
    is_currency,
    plural_category,
    read_amounts,
    without_trailing_zeros,
)

# English billion is 10⁹; the name of the cell includes it, because elsewhere the word means 10¹²
_CELLS = {"million": "million", "billion": "billion_1e9"}
OFFICIAL = "official_"
"""The variant of the Official Journal: all figures, no million and billion."""


class _Shown(Struct, frozen=True):
    """An amount in the scale it is written in ("" for none), and the figure that remains."""

    scale: str
    figure: Decimal
    value: Decimal


def format_money(
    value: str | int | Decimal, currency: str | None, style: HouseStyle, variants: tuple[str, ...] = ()
) -> str:
    """An amount of money or a range of amounts, exact to the last digit.

    Args:
        value: an exact number, or an amount as typed: "480 million", "30–40 million".
        currency: an ISO 4217 code; None takes the one named in the value, or EUR.
        style: the words and patterns of the language.
        variants: prefixes of cells to be preferred to those of running text, the first most: "official_" (all
            figures, as the Official Journal wants them), "table_", "general_" (the euro in words), "words_" (million
            where an abbreviation is the rule).

    Raises:
        ValueSpellingError: if the value or the code cannot be read, or the two name different currencies.
    """
    amounts = read_amounts(value)
    cells = _Cells(style, (*variants, ""))
    code = _agree_currency(currency, amounts[0].currency)
    shown = _in_one_scale(tuple(_choose_scale(amount, cells) for amount in amounts))
    if len({end.scale for end in shown}) == 1:
        return _format(shown, code, cells)
    return " – ".join(_format((end,), code, cells) for end in shown)


def format_money_heading(scale: str, currency: str, style: HouseStyle) -> str:
    """The heading above a table of amounts: (million EUR).

    Raises:
        ValueSpellingError: if the scale is not million or billion, or the currency no code.
    """
    if scale not in _CELLS:
        raise ValueSpellingError(f"“{scale}” is not a scale: write million or billion.")
    return style.fill(f"table_heading_{_CELLS[scale]}", currency=_agree_currency(currency, ""))


class _Cells:
    """The cells of a house style, with the prefixes of one variant tried first."""

    def __init__(self, style: HouseStyle, prefixes: tuple[str, ...]) -> None:
        self.style, self.prefixes = style, prefixes

    @property
    def are_official(self) -> bool:
        return OFFICIAL in self.prefixes

    def pattern(self, *names: str) -> str:
        return self.style.first_of(*(prefix + name for prefix in self.prefixes for name in names))

    def word(self, name: str, number: Decimal, otherwise: str = "") -> str:
        """The word under `name` in the form that goes with a number."""
        for prefix in self.prefixes:
            for key in (prefix + name, f"{prefix}{name}_all"):
                if key in self.style:
                    return self.style[key]
            if f"{prefix}{name}_other" in self.style:
                return self._form(prefix + name, number)
        return otherwise

    def _form(self, name: str, number: Decimal) -> str:
        if decimals_of(number) > 0 and f"{name}_decimal" in self.style:
            return self.style[f"{name}_decimal"]
        return self.style.first_of(f"{name}_{plural_category(number, self.style)}", f"{name}_other")


def _format(ends: tuple[_Shown, ...], code: str, cells: _Cells) -> str:
    last = ends[-1]
    unit = cells.word(f"currency_{code}", last.value, otherwise=code)
    if not last.scale:
        number = format_range(tuple(_with_cents(end.figure) for end in ends), cells.style)
        return _fill(cells.pattern(f"money_{code}", "money"), unit, cells.style, number=number)
    unit = cells.word(f"scaled_currency_{code}", last.value, otherwise=unit)
    number = format_range(tuple(end.figure for end in ends), cells.style)
    pattern = cells.pattern(f"money_scaled_{code}", "money_scaled")
    cell = _CELLS[last.scale]
    scale = (unit == code and cells.word(f"{cell}_with_code", last.figure)) or cells.word(cell, last.figure)
    return _fill(pattern, unit, cells.style, number=number, scale=scale, of=_of(unit, cells.style))


def _fill(pattern: str, unit: str, style: HouseStyle, **fields: str) -> str:
    """The pattern filled in; a sign may stand close to its figure, letters may not."""
    if unit[-1].isalpha():
        pattern = pattern.replace("{currency}{number}", "{currency}\u00a0{number}")
    if unit[0].isalpha():
        pattern = pattern.replace("{number}{currency}", "{number}\u00a0{currency}")
    return _with_minus_first(pattern, unit, style["minus"], fields)


def _with_minus_first(pattern: str, unit: str, minus: str, fields: dict[str, str]) -> str:
    """−£5, but EUR −5."""
    if pattern.startswith("{currency}") and not unit[-1].isalpha() and fields["number"].startswith(minus):
        return minus + pattern.format(currency=unit, **{**fields, "number": fields["number"].removeprefix(minus)})
    return pattern.format(currency=unit, **fields)


def _of(unit: str, style: HouseStyle) -> str:
    """French "de" loses its vowel before a vowel: millions d’EUR, millions de GBP."""
    return style.get("of_before_vowel" if unit[0] in "AEIOUaeiou" else "of", "")


def _agree_currency(asked: str | None, named: str) -> str:
    if asked is not None and not is_currency(asked):
        raise ValueSpellingError(f"“{asked}” is not a currency: write its code in three capitals, as in EUR.")
    if asked and named and asked != named:
        raise ValueSpellingError(f"The amount is in {named}, but {asked} was asked for: leave one out.")
    return asked or named or "EUR"


def _choose_scale(amount: MoneyAmount, cells: _Cells) -> _Shown:
    """In the largest scale that the value fills and that leaves it at most three decimals."""
    for scale, cell in () if cells.are_official else (("billion", "billion_1e9"), ("million", "million")):
        figure = without_trailing_zeros(amount.value.scaleb(-SCALES[scale]))
        # Spanish and Portuguese write 1 326 millones, but 3 mil millones
        least = Decimal(cells.style.get(f"{cell}_from", "1"))
        if abs(figure) >= least and decimals_of(figure) <= 3:
            return _Shown(scale, figure, amount.value)
    return _Shown("", without_trailing_zeros(amount.value), amount.value)


def _in_one_scale(ends: tuple[_Shown, ...]) -> tuple[_Shown, ...]:
    """The ends of a range in the scale of the last, where the first fills it as well: 1-2 mil milhões."""
    scale = ends[-1].scale
    figures = [without_trailing_zeros(end.value.scaleb(-SCALES[scale])) for end in ends] if scale else []
    is_filled = figures and all(abs(figure) >= 1 and decimals_of(figure) <= 3 for figure in figures)
    return tuple(map(_Shown, [scale] * len(ends), figures, [end.value for end in ends])) if is_filled else ends


def _with_cents(value: Decimal) -> Decimal:
    """A fraction of a currency unit is written with two decimals at least."""
    return value.quantize(Decimal("0.01")) if decimals_of(value) == 1 else value

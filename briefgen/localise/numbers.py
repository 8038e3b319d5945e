"""Numbers and percentages in figures.

Interinstitutional style guide 6.5 (punctuation in figures): thousands in groups divided by a hard space, also with
four figures.

Plural categories (one, two, few, many, other) by the rules of CLDR, which Babel reads.

The rules are cells of the house style, so that they do not change with the version of Babel. Babel is imported on
the first call: English says its dates and amounts without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from briefgen.localise.amounts import read_numbers
from briefgen.localise.house_style import HouseStyle, style_of

if TYPE_CHECKING:
    from babel.plural import PluralRule


def say_number(value: str | int | Decimal, style: HouseStyle) -> str:
    """A number, or a range of numbers, with its decimals as given: 50 000, 0.250, 10–15.

    Raises:
        ValueSpellingError: if it cannot be read.
    """
    return written(read_numbers(value), style)


def say_percent(value: str | int | Decimal, style: HouseStyle, *, closed: bool = False) -> str:
    """A percentage: 12.5 %, or 12.5% where `closed`. The value may carry its sign already.

    Raises:
        ValueSpellingError: if it cannot be read.
    """
    figure = value.strip().removesuffix("%") if isinstance(value, str) else value
    number = written(read_numbers(figure, "percentage"), style)
    return style.fill("percent_closed" if closed else "percent", number=number)


def written(ends: tuple[Decimal, ...], style: HouseStyle) -> str:
    """One number or the two ends of a range, in figures."""
    figures = [_figure(end, style) for end in ends]
    return figures[0] if len(figures) == 1 else style.fill("range", first=figures[0], last=figures[1])


def without_trailing_zeros(value: Decimal) -> Decimal:
    """The same value, without decimals that say nothing: 2.50 is 2.5, 2E+6 is 2000000."""
    shorter = value.normalize()
    return shorter if decimals_of(shorter) >= 0 else shorter.quantize(Decimal(1))


def decimals_of(value: Decimal) -> int:
    """How many decimals a finite number is given with; negative where it ends in zeros not written."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return -exponent


def _figure(value: Decimal, style: HouseStyle) -> str:
    separators = str.maketrans({",": style["group_separator"], ".": style["decimal_separator"]})
    sign = style["minus"] if value < 0 else ""
    return sign + format(abs(value), ",f").translate(separators)


CATEGORIES = ("zero", "one", "two", "few", "many", "other")


def plural_category(number: Decimal, style: HouseStyle) -> str:
    """The category that a number has as shown: decimals count, so 2 and 2.0 may differ.

    Source: Unicode TR 35, part 3, language plural rules.
    """
    return _rule(style.language, "plural_")(abs(number))


def ordinal_category(number: int, style: HouseStyle) -> str:
    """The category of an ordinal number: in English, one for 21st, two for 22nd, few for 23rd."""
    return _rule(style.language, "ordinal_rule_")(number)


def form_of(number: Decimal, forms: Mapping[str, str], style: HouseStyle) -> str:
    """The form for a number out of those by category; `other` stands in for a category that is not there."""
    return forms.get(plural_category(number, style), forms["other"])


@lru_cache(maxsize=64)
def _rule(language: str, prefix: str) -> PluralRule:
    from babel.plural import PluralRule

    style = style_of(language)
    keys = {category: f"{prefix}{category}" for category in CATEGORIES}
    return PluralRule({category: style[key] for category, key in keys.items() if key in style})

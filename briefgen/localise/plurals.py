"""Plural categories (one, two, few, many, other) by the rules of CLDR, which Babel reads.

The rules are cells of the house style, so that they do not change with the version of Babel. Babel is imported on
the first call: English says its dates and amounts without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from briefgen.localise.house_style import HouseStyle, style_of

if TYPE_CHECKING:
    from babel.plural import PluralRule

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

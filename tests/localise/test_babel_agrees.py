"""CLDR, as Babel reads it, is a second opinion on the tables: where they differ, a reason stands here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from babel.core import Locale
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from briefgen.localise import languages, localiser, style_of
from briefgen.localise.numbers import CATEGORIES, ordinal_category, plural_category
from tests.localise.spaces import plain

IDENTIFIERS = {"en": "en_IE", "pt": "pt_PT"}  # Babel's en is American, its pt Brazilian
AS_OF = date(2022, 12, 31)
EVERY_DAY = [date(2023, month, day) for month in range(1, 13) for day in (1, 2, 8, 11, 17, 28)]
# narrow space before г. (bg); no r. after the year (pl); the month in the nominative (sl); no den (sv)
HOUSE_DIFFERS = {"bg", "pl", "sl", "sv"}
# 1er, 1º, 1η
FIRST_DIFFERS = {"fr", "it", "el"}


def locale(language: str) -> Locale:
    return Locale.parse(IDENTIFIERS.get(language, language))


@pytest.mark.parametrize("language", languages())
def test_months_are_those_of_cldr(language: str) -> None:
    style, months = style_of(language), locale(language).months
    assert [style[f"month_{n}"] for n in range(1, 13)] == list(months["format"]["wide"].values())
    if "month_nominative_1" in style:
        nominative = [style[f"month_nominative_{n}"] for n in range(1, 13)]
        assert nominative == list(months["stand-alone"]["wide"].values())


@pytest.mark.parametrize("language", sorted(set(languages()) - HOUSE_DIFFERS))
def test_long_dates_are_those_of_cldr(language: str) -> None:
    say = localiser(language, AS_OF)
    days = [day for day in EVERY_DAY if day.day != 1 or language not in FIRST_DIFFERS]
    assert [plain(say.long_date(day)) for day in days] == [format_date(day, "long", locale(language)) for day in days]


@pytest.mark.parametrize("language", sorted(HOUSE_DIFFERS))
def test_where_the_house_style_differs_it_does_so_still(language: str) -> None:
    day = date(2023, 3, 17)
    assert plain(localiser(language, AS_OF).long_date(day)) != format_date(day, "long", locale(language))


@pytest.mark.parametrize("language", sorted(set(languages()) - {"mt"}))  # no comma before the Maltese u
def test_lists_are_those_of_cldr(language: str) -> None:
    patterns, say = locale(language).list_patterns["standard"], localiser(language, AS_OF)
    assert plain(say.join(["a", "b"])) == plain(patterns["2"].format("a", "b"))
    assert plain(say.join(["a", "b", "c", "d"])) == plain(patterns["end"].format("a, b, c", "d"))


@pytest.mark.parametrize("language", languages())
@given(st.integers(0, 10**9).map(Decimal) | st.decimals(0, 5000, places=2))
def test_plural_categories_are_those_of_cldr(language: str, number: Decimal) -> None:
    assert plural_category(number, style_of(language)) == locale(language).plural_form(number)


@pytest.mark.parametrize("language", ["en", "fr", "sv"])
@given(st.integers(1, 10000))
def test_ordinal_categories_are_those_of_cldr(language: str, number: int) -> None:
    assert ordinal_category(number, style_of(language)) == locale(language).ordinal_form(number)


@pytest.mark.parametrize("language", languages())
def test_millions_have_a_form_for_every_number_shown(language: str) -> None:
    style = style_of(language)
    for scale in ("million", "billion_1e9"):
        keys = [f"{scale}_{category}" for category in CATEGORIES]
        assert f"{scale}_all" in style or "other" in [key.removeprefix(f"{scale}_") for key in keys if key in style]


@pytest.mark.parametrize("language", languages())
def test_no_word_has_a_letter_that_a_font_is_not_asked_for(language: str) -> None:
    say = localiser(language, AS_OF)
    words = "".join(value for key, value in say.style.values.items() if key.startswith(("month_", "word_", "million_")))
    latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if say.script == "Latn" else ""
    beyond = {letter for letter in words.upper() if letter.isalpha()} - set(latin)
    assert beyond <= set(say.letters.upper())

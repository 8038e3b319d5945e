"""What a plain use of locale data gets wrong, and what briefgen says instead."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from briefgen.localise import Localiser, Options, ValueSpellingError, localiser
from tests.localise.spaces import plain

AS_OF = date(2023, 3, 17)


def say(language: str, **options: bool) -> Localiser:
    return localiser(language, AS_OF, options=Options(**options))


@pytest.mark.parametrize("language", ["pl", "cs", "sk", "sl", "hr", "ro"])
def test_a_binary_float_is_refused_since_its_plural_would_be_wrong(language: str) -> None:
    with pytest.raises(ValueSpellingError, match="not an exact amount"):
        say(language).money(2000000.0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "said"),
    [("pl", "2 miliony EUR"), ("cs", "2 miliony EUR"), ("sk", "2 milióny EUR"), ("sl", "2 milijona EUR")],
)
def test_the_plural_is_that_of_the_value_shown_not_of_the_decimals_given(language: str, said: str) -> None:
    for value in (2000000, Decimal("2000000.0"), "2.0 million", "2.000 million"):
        assert plain(say(language, scales_in_words=True).money(value)) == said


@pytest.mark.parametrize(("language", "said"), [("hr", "1 milijun EUR"), ("ro", "1 milion EUR")])
def test_one_million_with_decimals_of_nought_is_one(language: str, said: str) -> None:
    assert plain(say(language).money(Decimal("1000000.0"))) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [("1 million", "1 milion"), ("2 million", "2 miliony"), ("5 million", "5 milionów"), ("12 million", "12 milionów"),
     ("21 million", "21 milionów"), ("22 million", "22 miliony"), ("1.5 million", "1,5 miliona"),
     ("2 billion", "2 miliardy"), ("5 billion", "5 miliardów")],
)  # fmt: skip
def test_polish_millions_in_words(value: str, said: str) -> None:
    assert plain(say("pl", scales_in_words=True).money(value)) == f"{said} EUR"


@pytest.mark.parametrize(
    ("value", "said"),
    [("1 million", "1 million d’EUR"), ("1.5 million", "1,5 million d’EUR"), ("2 million", "2 millions d’EUR"),
     ("GBP 2 million", "2 millions de GBP"), ("USD 2 million", "2 millions d’USD")],
)  # fmt: skip
def test_french_has_the_singular_below_two_and_loses_a_vowel_before_another(value: str, said: str) -> None:
    assert plain(say("fr").money(value)) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [("1 million", "1 milijon"), ("2 million", "2 milijona"), ("3 million", "3 milijoni"), ("5 million", "5 milijonov"),
     ("101 million", "101 milijon"), ("2.5 million", "2,5 milijona"), ("2.5 billion", "2,5 milijarde")],
)  # fmt: skip
def test_slovenian_decimals_take_the_genitive_singular(value: str, said: str) -> None:
    assert plain(say("sl").money(value)) == f"{said} EUR"


def test_slovenian_days_have_the_genitive_of_their_month() -> None:
    assert plain(say("sl").long_date("2018-03-01")) == "1. marca 2018"


def test_portuguese_is_that_of_portugal() -> None:
    assert plain(say("pt").money("3.3 billion")) == "3,3 mil milhões de euros"
    assert say("pt").language_tag == "pt-PT"


@pytest.mark.parametrize(("language", "said"), [("es", "1 326 millones EUR"), ("pt", "1 326 milhões de euros")])
def test_a_thousand_million_is_not_one_thousand_million(language: str, said: str) -> None:
    assert plain(say(language).money("1.326 billion")) == said


def test_maltese_has_millions() -> None:
    assert plain(say("mt").money("30 million")) == "EUR 30 miljun"


@pytest.mark.parametrize("value", [1326000000, Decimal("1326000000"), "1.326 billion", "1326 million"])
def test_nothing_is_rounded_away(value: int | Decimal | str) -> None:
    assert plain(say("en").money(value)) == "EUR 1.326 billion"
    assert plain(say("pl").money(value)) == "1,326 mld EUR"


def test_a_million_less_one_is_not_a_thousand_million() -> None:
    assert plain(say("pl").money(999999999)) == "999 999 999 EUR"


def test_romanian_puts_de_from_twenty_on() -> None:
    said = [plain(say("ro").money(f"{millions} million")) for millions in (1, 19, 20, 101, 120)]
    assert [words.removesuffix(" EUR") for words in said] == [
        "1 milion", "19 milioane", "20 de milioane", "101 milioane", "120 de milioane",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["bg", "da", "el", "es", "fr", "hr", "it", "nl", "pl", "pt", "ro", "sl"])
def test_thousands_are_divided_by_a_hard_space_and_nothing_else(language: str) -> None:
    assert say(language).number("1234567.89") == "1\u00a0234\u00a0567,89"
    assert say(language).percent("12.5") == "12,5\u00a0%"


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("hu", "2023-03-14", "március 14."),
        ("lt", "2023-03-14", "kovo 14 d."),
        ("lv", "2023-03-14", "14. marts"),
        ("bg", "2023-03-14", "14 март"),
        ("pl", "2023-03-14", "14 marca"),
        ("hr", "2023-03-14", "14. ožujka"),
        ("hu", "2023-02-27/2023-03-02", "február 27. – március 2."),
        ("lt", "2023-03-07/2023-03-08", "kovo 7–8 d."),
        ("hu", "2022-12-30/2023-01-02", "2022. december 30. – 2023. január 2."),
        ("pl", "2022-12-30/2023-01-02", "30 grudnia 2022 r. – 2 stycznia 2023 r."),
    ],
)
def test_the_year_of_the_as_of_date_goes_with_all_that_belongs_to_it(language: str, typed: str, said: str) -> None:
    assert plain(say(language).date(typed)) == said


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("it", "2023-03-08", "l’8 marzo"),
        ("it", "2023-03-11", "l’11 marzo"),
        ("it", "2023-03-01", "il 1º marzo"),
        ("it", "2023-03-08/2023-03-11", "dall’8 all’11 marzo"),
        ("el", "2023-03-01", "την 1η Μαρτίου"),
        ("el", "2023-03-02", "στις 2 Μαρτίου"),
        ("fr", "2023-03-01/2023-03-03", "du 1er au 3 mars"),
        ("hu", "2023-03-01", "március 1-jén"),
        ("hu", "2023-03-16", "március 16-án"),
        ("hu", "2023-03-17", "március 17-én"),
        ("lv", "2023-03-17", "17. martā"),
        ("mt", "2023-03-01", "fl-1 ta’ Marzu"),
        ("mt", "2023-03-09", "fid-9 ta’ Marzu"),
        ("pl", "2023-09", "we wrześniu 2023 r."),
    ],
)
def test_a_day_in_a_sentence_has_the_article_case_or_suffix_of_its_number(language: str, typed: str, said: str) -> None:
    assert plain(say(language).when(typed)) == said


@pytest.mark.parametrize(("day", "said"), [(1, "al 1º"), (8, "all’8"), (11, "all’11"), (17, "al 17")])
def test_the_italian_headline_elides_before_eight_and_eleven(day: int, said: str) -> None:
    assert plain(localiser("it", date(2023, 3, day)).headline()) == f"Situazione {said} marzo 2023"


def test_a_swedish_date_has_den_in_a_text_and_none_in_a_table_cell() -> None:
    said = {
        typed: [plain(way(typed)) for way in (say("sv").date, say("sv").cell)]
        for typed in ("2023-03-14", "2023-03-07/2023-03-10")
    }
    assert said["2023-03-14"] == ["den 14 mars", "14 mars"]
    assert said["2023-03-07/2023-03-10"] == ["den 7–10 mars", "7–10 mars"]
    assert say("fr").date("2023-03-14") == say("fr").cell("2023-03-14")


def test_a_place_whose_case_is_not_known_stands_where_it_needs_none() -> None:
    assert plain(say("cs").dateline("Strasbourg", "2023-04-08")) == "Ve Štrasburku dne 8. dubna 2023"
    assert plain(say("cs").dateline("Brno", "2023-04-08")) == "Brno 8. dubna 2023"
    assert plain(say("fr").dateline("Praha", "2023-04-08")) == "Praha, le 8 avril 2023"

"""Capitals, the opening words of recitals, numbers in words, and stops that belong to a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.localise import ValueSpellingError, languages, style_of
from briefgen.localise.formal import find_opening, format_cardinal, keeps_its_stop, upper_case, with_stop_space
from briefgen.localise.house_style import HouseStyle


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        ("en", "calls on the Commission", "CALLS ON THE COMMISSION"),
        ("el", "Το Συμβούλιο της Ευρωπαϊκής Ένωσης", "ΤΟ ΣΥΜΒΟΥΛΙΟ ΤΗΣ ΕΥΡΩΠΑΪΚΗΣ ΕΝΩΣΗΣ"),
        ("ga", "Comhairle an Aontais, an tAontas", "COMHAIRLE AN AONTAIS, AN tAONTAS"),
        ("de", "außerdem", "AUSSERDEM"),
        ("bg", "Съветът", "СЪВЕТЪТ"),
    ],
)
def test_capitals_are_those_of_the_language(language: str, text: str, written: str) -> None:
    assert upper_case(text, style_of(language)) == written


@pytest.mark.parametrize(
    ("language", "recital", "opening"),
    [
        ("en", "recalling that", "recalling"),
        ("en", "RECALLING that", "RECALLING"),
        ("en", "Taking into account that", "Taking into account"),
        ("en", "taking into accounts", "taking"),
        ("en", "RECALLING EU law", "RECALLING EU"),
        ("en", "recalling, again,", "recalling"),
        ("en", "A recital", "A"),
        ("en", "", ""),
        ("fr", "se félicitant de", "se félicitant"),
        ("fr", "rappelant que", "rappelant"),
        ("de", "UNTER HINWEIS AUF die", "UNTER HINWEIS AUF"),
        ("de", "unter Hinweis auf die", "unter Hinweis auf"),
        ("pl", "przypominając o", "przypominając"),
    ],
)
def test_a_recital_opens_with_its_participle_or_a_phrase_of_the_language(
    language: str, recital: str, opening: str
) -> None:
    assert find_opening(recital, style_of(language)) == opening


@given(st.text(max_size=40), st.sampled_from(languages()))
def test_the_opening_is_always_how_the_recital_begins(recital: str, language: str) -> None:
    assert recital.startswith(find_opening(recital, style_of(language)))


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("en", 1, "one"),
        ("en", "9", "nine"),
        ("en", 10, "10"),
        ("en", 0, "0"),
        ("en", "7.5", "7.5"),
        ("en", 1234, "1\u00a0234"),
        ("fr", 7, "sept"),
        ("fr", 10, "10"),
        ("de", 12, "zwölf"),
        ("sv", 13, "13"),
        ("nl", 20, "twintig"),
        ("nl", 21, "21"),
    ],
)
def test_numbers_from_one_to_nine_are_said_in_words_where_the_language_has_them(
    language: str, value: int | str, said: str
) -> None:
    assert format_cardinal(value, style_of(language)) == said


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueSpellingError):
        format_cardinal("many", style_of("en"))


@pytest.mark.parametrize(
    ("language", "text", "keeps"),
    [
        ("en", "borders etc.", True),
        ("en", "in 2023.", False),
        ("hr", "u 2023.", True),
        ("pl", "17 marca 2023 r.", True),
        ("pl", "autor.", False),
        ("bg", "17 март 2023 г.", True),
        ("hu", "2023. március 17.", True),
        ("it", "confini etc.", True),
    ],
)
def test_the_stop_of_an_abbreviation_and_of_a_date_is_its_own(language: str, text: str, keeps: bool) -> None:
    assert keeps_its_stop(text, style_of(language)) is keeps


def test_a_stop_has_a_hard_space_before_it_where_the_house_sets_one() -> None:
    """The style guide sets none (6.4), in French neither; French typography does, so a house may have the cell."""
    national = HouseStyle("fr", {"spaced_stops": ":;"})
    assert [with_stop_space(stop, national) for stop in ":;,."] == ["\u00a0:", "\u00a0;", ",", "."]
    assert [with_stop_space(stop, style_of("fr")) for stop in ":;"] == [":", ";"]


@pytest.mark.parametrize(
    ("language", "value", "gender", "said"),
    [
        ("pl", 2, "feminine", "dwie"),
        ("sl", 2, "neuter", "dve"),
        ("pl", 5, "feminine", "pięć"),
        ("en", 2, "neuter", "two"),
    ],
)
def test_a_number_in_words_agrees_with_the_gender_of_what_it_counts(
    language: str, value: int, gender: str, said: str
) -> None:
    assert format_cardinal(value, style_of(language), gender=gender) == said


def test_an_unknown_gender_is_refused() -> None:
    with pytest.raises(ValueSpellingError, match="write masculine, feminine or neuter"):
        format_cardinal(2, style_of("pl"), gender="female")


@pytest.mark.parametrize("language", languages())
def test_every_language_has_words_to_twenty_for_the_beginning_of_a_sentence(language: str) -> None:
    words = [format_cardinal(number, style_of(language), begins=True) for number in range(1, 21)]
    assert len(set(words)) == 20
    assert all(word[0].isupper() for word in words)
    assert format_cardinal(21, style_of(language), begins=True) == "21"

"""Capitals, the opening words of recitals, numbers in words, and stops that belong to a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.localise import ValueSpellingError, languages, style_of
from briefgen.localise.formal import find_opening, format_cardinal, keeps_its_stop, upper_case, with_stop_space


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
        ("fr", 7, "7"),
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


@pytest.mark.parametrize(
    ("language", "stop", "written"),
    [
        ("fr", ";", "\u00a0;"),
        ("fr", ":", "\u00a0:"),
        ("fr", ",", ","),
        ("fr", ".", "."),
        ("en", ";", ";"),
        ("de", ":", ":"),
    ],
)
def test_french_alone_sets_a_hard_space_before_colon_and_semicolon(language: str, stop: str, written: str) -> None:
    assert with_stop_space(stop, style_of(language)) == written

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.dossier import State
from briefgen.sources.files.values import CellProblem, date_of, key_of, number_of, state_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1326000000", "1326000000"),
        ("12.5", "12.5"),
        ("1.10", "1.10"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("+3", "3"),
        ("50 000", "50000"),
        ("50\u00a0000", "50000"),
        ("1\u202f250\u2009000.75", "1250000.75"),
        ("480 million", "480000000"),
        ("480\u00a0million", "480000000"),
        ("1.2 billion", "1200000000"),
        ("1.2345678 million", "1234567.8"),
        (" 7 ", "7"),
    ],
)
def test_numbers_are_read_exactly(text: str, number: str) -> None:
    assert str(number_of(text)) == number


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12,5", "because of the comma"),
        ("1,326,000", "because of the comma"),
        ("1.326.000", "before three digits"),
        ("5 0000", "is not a number"),
        ("12 %", "not a bare number"),
        ("1e5", "power of ten"),
        ("EUR 5", "is not a number"),
        ("five", "is not a number"),
        ("5 millions", "is not a number"),
        ("٣", "is not a number"),
        ("1" * 29, "too many digits"),
    ],
)
def test_what_is_no_plain_number_is_refused(text: str, words: str) -> None:
    with pytest.raises(CellProblem, match=words):
        number_of(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_every_decimal_comes_back_as_it_was(number: Decimal) -> None:
    assert number_of(f"{number:f}") == number
    assert number_of(f"{number:,f}".replace(",", " ")) == number


@given(st.dates())
def test_every_iso_date_is_that_day_and_no_other_order_is_taken(day: date) -> None:
    assert date_of(day.isoformat()) == day
    for other in (f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day:%m-%d-%Y}"):
        with pytest.raises(CellProblem):
            date_of(other)


@pytest.mark.parametrize("key", ["FU-1", "dublin", "été_2.a", "007", "Ω"])
def test_keys_are_letters_digits_and_three_signs(key: str) -> None:
    assert key_of(key) == key


@pytest.mark.parametrize("key", [" FU-1", "FU-1 ", "a b", "a/b", "a\u200bb", "a\nb", "{{x}}", "FU\u20111"])
def test_other_keys_are_refused(key: str) -> None:
    with pytest.raises(CellProblem):
        key_of(key)


@given(st.text())
def test_any_text_is_a_value_or_a_problem_with_a_remedy(text: str) -> None:
    for read in (key_of, date_of, number_of, state_of):
        try:
            read(text)
        except CellProblem as problem:
            assert problem.message
            assert problem.remedy


def test_states_are_words_and_their_near_words_are_offered() -> None:
    assert [state_of(state.value) for state in State] == list(State)
    with pytest.raises(CellProblem) as problem:
        state_of("Withdrawn!")
    assert problem.value.remedy == "Did you mean “withdrawn”?"

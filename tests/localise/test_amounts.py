from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefgen.localise import Options, ValueSpellingError, localiser

SAY = localiser("en", date(2023, 3, 17))
HARD = "\u00a0"


def hard(words: str) -> str:
    """The words with hard spaces, as they must be joined."""
    return words.replace(" ", HARD)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("480 million", "EUR 480 million"),
        (1250000, "EUR 1.25 million"),
        ("EUR 480 million", "EUR 480 million"),
        ("480 million EUR", "EUR 480 million"),
        ("€480 million", "EUR 480 million"),
        ("USD 3 million", "USD 3 million"),
        ("1.2 billion", "EUR 1.2 billion"),
        ("1.326 billion", "EUR 1.326 billion"),
        ("1.3261 billion", "EUR 1 326.1 million"),
        ("1326.1 million", "EUR 1 326.1 million"),
        (1326100500, "EUR 1 326 100 500"),
        ("1824.3 billion", "EUR 1 824.3 billion"),
        ("1000 million", "EUR 1 billion"),
        ("2.500 million", "EUR 2.5 million"),
        ("0.5 million", "EUR 500 000"),
        (999999, "EUR 999 999"),
        (1000000, "EUR 1 million"),
        (1234567, "EUR 1 234 567"),
        (12500, "EUR 12 500"),
        (1550, "EUR 1 550"),
        (Decimal("12500.5"), "EUR 12 500.50"),
        (Decimal("12500.00"), "EUR 12 500"),
        (Decimal("0.125"), "EUR 0.125"),
        (0, "EUR 0"),
        (-3000000, "EUR −3 million"),
        ("-12500", "EUR −12 500"),
        ("1 250 000", "EUR 1.25 million"),
        ("1\u202f250\u00a0000", "EUR 1.25 million"),
    ],
)
def test_money(value: str | int | Decimal, said: str) -> None:
    assert SAY.money(value) == hard(said)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("30–40 million", "EUR 30–40 million"),
        ("30-40 million", "EUR 30–40 million"),
        ("30 to 40 million", "EUR 30–40 million"),
        ("EUR 30 - 40 million", "EUR 30–40 million"),
        ("30–40 million USD", "USD 30–40 million"),
        ("30 million – 40 million", "EUR 30–40 million"),
        ("1.5–2 billion", "EUR 1.5–2 billion"),
        ("12 500–13 000", "EUR 12 500–13 000"),
    ],
)
def test_a_range_of_amounts(value: str, said: str) -> None:
    assert SAY.money(value) == hard(said)


def test_a_range_over_two_scales_names_both() -> None:
    assert SAY.money("800 million to 1.2 billion") == " – ".join([hard("EUR 800 million"), hard("EUR 1.2 billion")])


def test_ranges_of_figures_take_a_hyphen_where_the_house_asks_for_it() -> None:
    say = localiser("en", date(2023, 3, 17), options=Options(hyphen_ranges=True))
    assert (say.money("30–40 million"), say.percent("10–15")) == (hard("EUR 30-40 million"), hard("10-15 %"))


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("40–30 million", "smaller number first"),
        ("30–30 million", "smaller number first"),
        ("800 000 – 1.2 million", "smaller number first"),
        ("EUR 30 million – EUR 40 million", "is not an amount"),
        ("EUR 30–40 EUR", "names its currency twice"),
        ("1-2-3 million", "is not an amount"),
        ("30–40 millon", "Did you mean “million”"),
    ],
)
def test_what_is_no_range_of_amounts_is_refused(value: str, reason: str) -> None:
    with pytest.raises(ValueSpellingError, match=reason):
        SAY.money(value)


def test_a_heading_above_a_table_of_amounts() -> None:
    assert (SAY.money_heading(), SAY.money_heading("billion", "USD")) == (hard("(million EUR)"), hard("(billion USD)"))
    with pytest.raises(ValueSpellingError, match="write million or billion"):
        SAY.money_heading("thousand")


def test_money_in_another_currency() -> None:
    assert SAY.money("480 million", "USD") == hard("USD 480 million")
    assert SAY.money("USD 480 million", "USD") == hard("USD 480 million")


def test_an_amount_that_names_another_currency_than_asked_for_is_refused() -> None:
    with pytest.raises(ValueSpellingError, match="is in USD, but EUR was asked for"):
        SAY.money("USD 480 million", "EUR")


def test_a_currency_is_a_code_of_three_capitals() -> None:
    with pytest.raises(ValueSpellingError, match="“euro” is not a currency"):
        SAY.money(1, "euro")


def test_money_in_full_for_the_official_journal() -> None:
    say = localiser("en", date(2023, 3, 17), options=Options(full_amounts=True))
    assert say.money("30 million") == hard("EUR 30 000 000")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (50000, "50 000"),
        (1550, "1 550"),
        (7, "7"),
        (-12500, "−12 500"),
        ("50 000", "50 000"),
        ("0.250", "0.250"),
        (Decimal("152231.324567"), "152 231.324567"),
        (Decimal("5E+4"), "50 000"),
        ("10-15", "10–15"),
        ("10 to 15", "10–15"),
        ("1 000–1 500", "1 000–1 500"),
    ],
)
def test_number(value: str | int | Decimal, said: str) -> None:
    assert SAY.number(value) == hard(said)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Decimal("12.5"), "12.5 %"),
        (12, "12 %"),
        ("12.5", "12.5 %"),
        ("12.5 %", "12.5 %"),
        ("12.5%", "12.5 %"),
        ("10–15 %", "10–15 %"),
    ],
)
def test_percent(value: str | int | Decimal, said: str) -> None:
    assert SAY.percent(value) == hard(said)


def test_percent_closed_up_where_the_house_asks_for_it() -> None:
    assert localiser("en", date(2023, 3, 17), options=Options(closed_percent=True)).percent("12.5") == "12.5%"


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("EUR", "EUR 1.25 million"),
        ("CHF", "CHF 1.25 million"),
        ("%", "1 250 000 %"),
        ("", "1 250 000"),
        ("persons", "1 250 000"),
    ],
)
def test_a_figure_is_said_by_its_unit(unit: str, said: str) -> None:
    assert SAY.quantity(Decimal(1250000), unit) == hard(said)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("1,250", "point and thousands with a space"),
        ("1.250", "point before three digits. Write 1 250 for thousands, or 1.2500 for decimals."),
        ("EUR 1.250", "point before three digits"),
        ("1.250–2", "point before three digits"),
        ("1.250.000", "nothing. between thousands: 1 250 000."),
        ("12 50", "is not an amount"),
        ("1 2500", "is not an amount"),
        ("abc", "is not an amount"),
        ("", "is not an amount"),
        ("EUR", "is not an amount"),
        ("EUR 3 EUR", "is not an amount"),
        ("1e6", "is not an amount"),
        ("3 millon", "Did you mean “million”"),
        ("3 k", "Write million or billion"),
        ("٣ million", "is not an amount"),
        (1.5, "not an exact amount"),
        (True, "not an exact amount"),
        (None, "not an exact amount"),
        (Decimal("NaN"), "that can be written out"),
        (Decimal("Infinity"), "that can be written out"),
        (Decimal("1E+400"), "that can be written out"),
        ("9" * 5000, "that can be written out"),
    ],
)
def test_what_is_no_amount_is_refused_in_a_sentence(value: object, reason: str) -> None:
    with pytest.raises(ValueSpellingError, match=reason):
        SAY.money(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    ["1.250", "-1.250", "10–12.500", "12,5", "", "x", "1.", ".5", "+5", 0.1, False, "15-10", "1-2-3", "2023-03", "5-"],
)
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(ValueSpellingError):
        SAY.number(value)  # type: ignore[arg-type]
    with pytest.raises(ValueSpellingError):
        SAY.percent(value)  # type: ignore[arg-type]


def test_a_phrase_is_said_by_the_catalogue_or_as_it_is() -> None:
    say = localiser("en", date(2023, 3, 17), catalogue={"Annex": "Anhang"})
    assert (say.phrase("Annex"), say.phrase("Follow-up")) == ("Anhang", "Follow-up")


def test_a_word_that_the_house_style_lacks_is_a_lookup_error() -> None:
    with pytest.raises(LookupError):
        SAY.word("anex")


numbers = st.decimals(
    min_value=Decimal("-1e14"), max_value=Decimal("1e14"), places=4, allow_nan=False, allow_infinity=False
) | st.integers(-(10**15), 10**15).map(Decimal)


@given(numbers)
def test_a_number_said_is_the_number_meant(value: Decimal) -> None:
    assert Decimal(SAY.number(value).replace(HARD, "").replace("−", "-")) == value


@given(numbers)
def test_a_number_said_can_be_typed_again(value: Decimal) -> None:
    said = SAY.number(value)
    assert SAY.number(said) == said


@given(numbers)
def test_money_loses_nothing_of_its_value(value: Decimal) -> None:
    said = SAY.money(value)
    assert said.startswith(f"EUR{HARD}")
    figure, *scale = said.removeprefix(f"EUR{HARD}").replace("−", "-").rsplit(HARD, 1)
    if scale and scale[0].isalpha():
        assert Decimal(figure.replace(HARD, "")) * {"million": 10**6, "billion": 10**9}[scale[0]] == value
    else:
        assert Decimal(said.removeprefix(f"EUR{HARD}").replace(HARD, "").replace("−", "-")) == value


@given(numbers)
def test_money_said_can_be_typed_again(value: Decimal) -> None:
    said = SAY.money(value)
    assume(not re.fullmatch(r"\D*[1-9]\d{0,2}\.\d{3}", said))  # of a drafter, nobody knows what that means
    assert SAY.money(said) == said
    assert " " not in said


@given(st.text(alphabet="0123456789 .,-EURmilonb%", max_size=20))
def test_any_text_is_an_amount_or_is_refused_but_never_breaks(typed: str) -> None:
    try:
        assert SAY.money(typed)
    except ValueSpellingError as error:
        assert str(error)

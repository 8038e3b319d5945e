"""Figures, spaces and percentages, by the house style of each language."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.findings import Grade
from briefgen.localise import style_of
from briefgen.localise.house_style import languages
from briefgen.model.manuscript import Role
from tests.checks.builders import a_bullet, a_passage, a_typed_cell, findings, words

HARD, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("over 120,000 officers", Grade.WARNING),
        ("around 50000 persons", Grade.WARNING),
        ("50 000 persons", Grade.WARNING),
    ],
)
def test_wrong_thousands_are_found(text: str, grade: Grade) -> None:
    assert [each.grade for each in findings("NUM-001", text)] == [grade]


@pytest.mark.parametrize(
    "text",
    [
        f"around 50{HARD}000 persons",
        "Regulation (EU) 2019/1240 of 20 June 2019",
        "ST 15250/18, document No 15250 of the Council",
        "Rue de la Loi 16, 1000 Brussels; 75007 Paris",
        "call +32 2 299 11 11",
        "the standard EN 301 549",
        "UNSCR 1244 and 1999",
        "in 2023 500 persons came",
    ],
)
def test_right_thousands_and_other_figures_are_let_be(text: str) -> None:
    assert words("NUM-001", text) == []


@pytest.mark.parametrize("language", languages())
def test_thousands_are_read_in_every_language(language: str) -> None:
    sign = "," if style_of(language)["decimal_separator"] == "." else "."
    assert words("NUM-001", f"120{sign}000 x", language=language) == [f"120{sign}000"]
    assert words("NUM-001", f"120{HARD}000 x", language=language) == []


@given(st.integers(10_000, 10**9))
def test_the_remedy_names_the_figure_as_it_should_be(value: int) -> None:
    (found,) = findings("NUM-001", f"about {value} persons")
    assert f"{value:,}".replace(",", HARD) in found.remedy


def test_percentages_want_a_hard_space_in_every_language() -> None:
    for language in ("en", "fr", "de", "pl"):
        assert words("NUM-002", "100% x", "50 % x", language=language) == ["100%", "50 %"]
        assert words("NUM-002", f"100{HARD}% and 50{NARROW}% x", language=language) == []


def test_long_figures_of_amounts_are_found_wherever_they_stand() -> None:
    assert words("NUM-001", "It costs EUR 50000.") == ["50000"]
    assert words("NUM-001", "It is filed under 50000.") == []


def test_many_places_of_a_file_are_one_finding() -> None:
    (found,) = findings("NUM-002", "50% (2%) and (4%)", "asylum (6%), reception (8%)")
    assert found.message.startswith("in 5 places (“50%”, “2%”, “4%” …) the text has no hard space")


def test_in_the_record_each_cell_is_told_and_what_values_print_is_not() -> None:
    cells = [a_typed_cell(f"share {n}%", key=f"followup/{n}") for n in range(5)]
    assert len(findings("NUM-002", *cells)) == 5
    assert findings("NUM-002", a_typed_cell("share 5%", source="share {{ percent(5) }}")) == []


def test_amounts_and_units_want_hard_spaces() -> None:
    assert words("SPC-001", "EUR 40 million", "a fence of 30 km") == ["EUR 40 million", "30 km"]
    assert words("SPC-001", f"EUR{HARD}40{HARD}million", f"a fence of 30{HARD}km", "in 30 kmh") == []


def test_french_signs_want_hard_spaces() -> None:
    assert words("SPC-001", "Le texte : « Oui. Voilà »", language="fr") == ["texte :", "« Oui", "Voilà »"]
    assert words("SPC-001", f"Le texte{HARD}: «{HARD}Oui{HARD}»", language="fr") == []


def test_a_word_without_end_is_passed_in_time() -> None:
    start = process_time()
    assert words("SPC-001", f"{'x' * 40_000} et {'-' * 40_000}", language="fr") == []
    assert process_time() - start < 3
    assert words("SPC-001", "The text : yes") == []


def test_a_sentence_that_begins_with_a_figure_is_found() -> None:
    assert words("NUM-003", "Work goes on. 10 Member States provide assistance.") == ["10 Member"]


@pytest.mark.parametrize(
    "text",
    [
        "14 March is the day.",
        "2023 will be hard.",
        "3. In your opinion, what helps?",
        "10 Member States",
        "See No. 10 there.",
    ],
)
def test_dates_numbers_of_points_and_heads_may_begin_so(text: str) -> None:
    assert words("NUM-003", text) == []


def test_items_of_lists_and_notes_may_begin_with_a_figure() -> None:
    assert findings("NUM-003", a_bullet("10 Member States help."), a_passage("10 of them did.", role=Role.NOTE)) == []


def test_small_numbers_before_units_of_time_stand_in_figures() -> None:
    assert words("NUM-004", "for the next five years and two working days") == ["five years", "two working days"]
    assert words("NUM-004", "for the next 5 years; six countries; twenty-five years; one month; Five years ago") == []


@pytest.mark.parametrize(
    ("language", "text"), [("en", "12,5 %"), ("fr", "12.5 %"), ("pl", "3.3 mld EUR"), ("en", "EUR 3,3 billion")]
)
def test_decimals_of_another_language_are_found(language: str, text: str) -> None:
    assert words("NUM-005", f"It is {text} now.", language=language)


@pytest.mark.parametrize(
    ("language", "text"), [("en", "12.5 %"), ("fr", "12,5 %"), ("fr", "point 3.2, 27.06.2019"), ("en", "1,500 %")]
)
def test_decimals_of_the_language_are_not(language: str, text: str) -> None:
    assert words("NUM-005", f"It is {text} now.", language=language) == []

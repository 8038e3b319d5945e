"""Figures of translations."""

from __future__ import annotations

import pytest

from briefgen.findings import Finding, Grade, Place
from briefgen.model.catalogue import Catalogue, Translation
from tests.builders import a_dossier
from tests.checks.builders import a_context, findings

HARD = "\u00a0"


def translated(source: str, text: str, language: str = "fr", fuzzy: bool = False) -> list[Finding]:
    entry = Translation("followup/x", source, text, fuzzy, Place("locale/fr.po", line=7))
    dossier = a_dossier(translations={language: Catalogue("locale/fr.po", (entry,))})
    return findings("TRL-001", a_context(dossier=dossier))


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("fr", "over 120,000 officers", f"plus de 120{HARD}000 agents"),
        ("fr", "EUR 40 million and 12.5 %", "40 millions d’euros et 12,5 %"),
        ("de", "EUR 1.2 billion", f"1{HARD}200 Mio. EUR"),
        ("fr", "for the next 5 years", "pendant les cinq prochaines années"),
        ("pl", "by the end of 2023, 20 actions", "do końca 2023 r., 20 działań"),
        ("fr", '{{ money("40 million") }} in 2023', '{{ money("40 million") }} en 2023'),
        ("de", "2018–2021 and COVID-19", "2018-2021 und COVID-19"),
    ],
)
def test_the_same_figures_in_the_notation_of_the_language_are_let_be(language: str, source: str, text: str) -> None:
    assert translated(source, text, language) == []


def test_an_amount_that_differs_is_an_error() -> None:
    (found,) = translated("EUR 40 million", "14 millions d’euros")
    assert found.grade is Grade.ERROR
    assert found.place == Place("locale/fr.po", line=7)
    assert found.message == "EUR 40000000 of the source is EUR 14000000 in the translation of followup/x"


def test_numbers_beside_equal_amounts_are_compared() -> None:
    (found,) = translated("EUR 40 million for 558 persons", "40 millions d’euros pour 524 personnes")
    assert found.message == "558 of the source is 524 in the translation of followup/x"


def test_a_magnitude_that_differs_is_an_error() -> None:
    assert [each.grade for each in translated("EUR 40 million", "40 milliards d’euros")] == [Grade.ERROR]


def test_a_percentage_that_differs_is_an_error() -> None:
    assert [each.grade for each in translated("some 16 % more", "16,5 % de plus")] == [Grade.ERROR]


@pytest.mark.parametrize("text", ["524 personnes", "des personnes", "558 personnes et 34 autres"])
def test_numbers_that_differ_are_warnings(text: str) -> None:
    assert [each.grade for each in translated("558 persons", text)] == [Grade.WARNING]


def test_what_is_fuzzy_or_not_translated_is_not_looked_at() -> None:
    assert translated("558 persons", "524 personnes", fuzzy=True) == []
    assert translated("558 persons", "") == []

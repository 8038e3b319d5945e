"""Dates, amounts and references become values where they say the same words again; all else stays as it was typed."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.dates import parse
from briefgen.findings import Place
from briefgen.intake.reading import Reading, ReadItem, ReadPoint
from briefgen.intake.values import spell, with_values

_PLACE = Place("annex.docx")


def valued(text: str, language: str = "en", day: str = "2023-03-17") -> str:
    point = ReadPoint("Dublin", _PLACE, "10", key="dublin", items=(ReadItem(text, _PLACE, "item"),))
    reading = Reading("annex.docx", (point,), date.fromisoformat(day), language=language)
    return with_values(reading).points[0].items[0].text


@pytest.mark.parametrize(
    ("typed", "given_back"),
    [
        ("Adopted on 14 March.", 'Adopted {{ when("2023-03-14") }}.'),
        ("On 14 March it was adopted.", 'On {{ date("2023-03-14") }} it was adopted.'),
        ("by the end of May 2023", '{{ by("end 2023-05") }}'),
        ("in the second quarter of 2023", '{{ when("2023-Q2") }}'),
        ("from 7 to 10 March", '{{ when("2023-03-07/2023-03-10") }}'),
        ("on 21 November 2022", '{{ when("2022-11-21") }}'),
        ("EUR 480 million", '{{ money("480 million") }}'),
        ("EUR\u00a01.5\u00a0billion", '{{ money("1.5 billion") }}'),
        ("USD 30 million", '{{ money("30 million", "USD") }}'),
        ("12.5 % of 50 000 people", "{{ percent(12.5) }} of {{ number(50000) }} people"),
        ("**see point 10**", '**see point {{ point("dublin") }}**'),
        ("on 14 March[^1]\n\n[^1]: On 14 March.", '{{ when("2023-03-14") }}[^1]\n\n[^1]: On {{ date("2023-03-14") }}.'),
    ],
)
def test_what_says_the_same_is_a_value(typed: str, given_back: str) -> None:
    assert valued(typed) == given_back


@pytest.mark.parametrize(
    "typed",
    [
        "on 14 March 2023",  # the year would not be printed
        "on 14th March",
        "€480 million",
        "480 million euro",
        "12.5% of 50,000",
        "in 2023, 15 of 27",
        "see point 11",
        "point 10 of the conclusions",
        "[14 March](https://example.eu/14 March)",
        "on 21 November",  # of last year, as likely as not
        r"\{{ 5 }} on 31 June",
    ],
)
def test_what_would_be_printed_otherwise_stays(typed: str) -> None:
    assert valued(typed).replace('[{{ date("2023-03-14") }}]', "[14 March]") == typed


def test_a_day_that_may_be_of_another_year_is_told() -> None:
    point = ReadPoint("Adopted on 21 November", _PLACE)
    reading = with_values(Reading("annex.docx", (point,), date(2023, 3, 17), language="en"))
    assert [(each.what, each.words) for each in reading.proposed] == [
        ("days without a year, which may be of another one", "21 November")
    ]


@pytest.mark.parametrize(
    ("language", "typed", "given_back"),
    [
        ("fr", "le 14 mars, 600\u00a0millions d’EUR", '{{ when("2023-03-14") }}, {{ money("600 million") }}'),
        ("de", "am 14. März", '{{ when("2023-03-14") }}'),
        ("pl", "14 marca", '{{ when("2023-03-14") }}'),
        ("hu", "(lásd 10. pont)", "(lásd 10. pont)"),
        ("fi", "12,5\u00a0%", "{{ percent(12.5) }}"),
    ],
)
def test_each_language_says_them_in_its_own_words(language: str, typed: str, given_back: str) -> None:
    assert valued(typed, language) == given_back


def test_nothing_is_a_value_without_a_day() -> None:
    reading = Reading("annex.docx", (ReadPoint("on 14 March", _PLACE),), language="en")
    assert with_values(reading) is reading


@pytest.mark.parametrize(
    "spelling",
    [
        "2023-03-14",
        "2023-Q2",
        "2023-H1",
        "2023-spring",
        "2023-winter",
        "early 2023-04",
        "mid-2023",
        "end 2023",
        "2023-03",
        "../2023-05-31",
    ],
)
def test_dates_are_spelled_as_drafters_type_them(spelling: str) -> None:
    assert parse(spell(parse(spelling))) == parse(spelling)
    assert spell(parse(spelling)) == spelling

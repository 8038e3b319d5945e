"""CAL: days that no calendar has, wrong weekdays, stretches that run backwards, orders, deadlines and acts."""

from __future__ import annotations

import pytest

from briefgen.findings import Grade
from briefgen.localise import EU, localiser
from tests.builders import day
from tests.checks.builders import a_context, a_manuscript, a_passage, findings, words

ALL = sorted(EU.languages)


def of_june(rule: str, text: str, language: str = "en", written: str = "2026-06-12") -> list[str]:
    """What a rule says of a paper of 12 June 2026, as of 10 June."""
    file = a_manuscript(text, language=language, as_of="2026-06-10", written=written)
    return words(rule, a_context(file, as_of="2026-06-10"))


@pytest.mark.parametrize("language", ALL)
def test_a_day_that_its_month_does_not_have_is_found_in_every_language(language: str) -> None:
    said = localiser(language, day("2026-06-01")).date(day("2026-06-30"), year=True)
    assert "30" in said and words("CAL-001", said.replace("30", "31"), language=language)
    assert not words("CAL-001", said, language=language)


def test_29_february_stands_in_leap_years_alone() -> None:
    assert words("CAL-001", "It closed on 29 February 2026.") == ["29 February 2026"]
    assert not words("CAL-001", "It closed on 29 February 2024, and a year before on 29 February.")


@pytest.mark.parametrize("text", ["page 45 May", "It is in Article 32 March", "30.9.2026", "No 31.4"])
def test_what_only_looks_like_a_day_is_let_be(text: str) -> None:
    assert not words("CAL-001", text)


# Monday, 12 October 2026, as each language writes it
MONDAY = {
    "bg": "понеделник, 12 октомври 2026 г.",
    "cs": "v pondělí 12. října 2026",
    "da": "mandag den 12. oktober 2026",
    "de": "am Montag, dem 12. Oktober 2026",
    "el": "τη Δευτέρα 12 Οκτωβρίου 2026",
    "en": "on Monday, 12 October 2026",
    "es": "el lunes 12 de octubre de 2026",
    "et": "esmaspäeval, 12. oktoobril 2026",
    "fi": "maanantaina 12. lokakuuta 2026",
    "fr": "le lundi 12 octobre 2026",
    "ga": "Dé Luain 12 Deireadh Fómhair 2026",
    "hr": "u ponedjeljak 12. listopada 2026.",
    "hu": "2026. október 12., hétfő",
    "it": "lunedì 12 ottobre 2026",
    "lt": "2026 m. spalio 12 d., pirmadienis",
    "lv": "pirmdien, 2026. gada 12. oktobrī",
    "mt": "it-Tnejn 12 ta’ Ottubru 2026",
    "nl": "op maandag 12 oktober 2026",
    "pl": "w poniedziałek 12 października 2026 r.",
    "pt": "segunda-feira, 12 de outubro de 2026",
    "ro": "luni, 12 octombrie 2026",
    "sk": "v pondelok 12. októbra 2026",
    "sl": "v ponedeljek, 12. oktobra 2026",
    "sv": "måndagen den 12 oktober 2026",
}


@pytest.mark.parametrize("language", ALL)
def test_a_wrong_weekday_is_found_in_every_language(language: str) -> None:
    right = MONDAY[language]
    assert of_june("CAL-002", right, language) == []
    assert len(of_june("CAL-002", right.replace("12", "13"), language)) == 1


def test_without_its_year_a_weekday_is_read_in_the_nearest_and_is_a_warning() -> None:
    file = a_manuscript("It meets on Monday, 13 October.", as_of="2026-06-10")
    assert [each.grade for each in findings("CAL-002", a_context(file, as_of="2026-06-10"))] == [Grade.WARNING]
    assert of_june("CAL-002", "The next meeting is on Monday, 12 October.") == []
    assert of_june("CAL-002", "from Monday, 12 October to Wednesday, 14 October 2026 (Wednesday)") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "from January 2027 to June 2026"),
        ("en", "from Monday, 15 April to Wednesday, 13 April 2026"),
        ("en", "on 15–12 March 2026"),
        ("de", "von 2029 bis 2026"),
        ("fr", "de janvier 2027 à juin 2026"),
        ("pl", "w latach 2029–2026"),
        ("es", "de 2029 a 2026"),
        ("cs", "od roku 2029 do roku 2026"),
        ("el", "2029-2026"),
        ("fi", "vuosina 2029–2026"),
    ],
)
def test_a_stretch_that_runs_backwards_is_found(language: str, text: str) -> None:
    assert len(of_june("CAL-003", f"Xyz {text}.", language)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "from December to February 2026",
        "from 15 December to 10 January 2027",
        "the letter of 5 May 2026 and that of 3 April 2026",
        "the difference between 2026 and 2025",
        "documents 2029-2026/1 and 5432/2026-2025",
        "points 3 to 5, pages 10–12",
        "from EUR 2029 to EUR 2026",
    ],
)
def test_what_runs_forwards_or_is_no_stretch_is_let_be(text: str) -> None:
    assert of_june("CAL-003", text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "between July 2020 to June 2022"),
        ("en", "between 6.00 to 18.30"),
        ("en", "from 2026–2029"),
        ("de", "zwischen 2020 bis 2022"),
        ("fr", "entre 2020 à 2022"),
        ("pl", "między 2020 do 2022"),
    ],
)
def test_two_ways_of_saying_from_when_to_when_are_not_mixed(language: str, text: str) -> None:
    assert len(of_june("CAL-008", text, language)) == 1


@pytest.mark.parametrize(
    "text", ["between 2020 and 2022", "from 6.00 to 18.30", "in 2026–2029", "between 2 and 3 May 2026"]
)
def test_one_way_is_let_be(text: str) -> None:
    assert of_june("CAL-008", text) == []


def test_what_is_closed_before_it_is_opened_is_found() -> None:
    text = "Der Aufruf wurde am 12. März 2026 eröffnet und am 27. Februar 2026 geschlossen."
    assert of_june("CAL-004", text, "de") == ["12. März 2026 eröffnet und am 27. Februar 2026"]
    assert of_june("CAL-004", "It was opened on 2 March 2026 and will close on 27 February 2027.") == []
    assert (
        of_june("CAL-004", "The centre was opened on 2 March 2026, after the old one was closed on 1 May 2025.") != []
    )


@pytest.mark.parametrize(
    "text",
    [
        "Countries can register until 31 July 2025.",
        "INVITES the Member States to report by the end of September 2025.",
        "I would be grateful if you could tell me by 30 April 2025.",
    ],
)
def test_a_deadline_that_is_over_when_it_is_set_is_found(text: str) -> None:
    assert len(of_june("CAL-005", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "By the end of May 2026 contracts had been signed.",
        "Countries could register until 31 July 2025, and nine did.",
        "The deadline of 31 July 2025 will not be extended.",
        "Countries can register until 31 July 2026.",
        "They will repeat what was asked before 31 July 2025.",
        "Pensions shall be paid to those who can prove it by 31 December 1998.",
    ],
)
def test_a_deadline_that_was_and_one_that_is_ahead_are_let_be(text: str) -> None:
    assert of_june("CAL-005", text) == []


def test_a_commitment_keeps_the_deadline_that_it_was_given() -> None:
    agreed = a_passage("Countries will answer by 31 July 2025.", key="commitments/answers")
    assert not words("CAL-005", a_manuscript(agreed, as_of="2026-06-10"))


@pytest.mark.parametrize(
    "text", ["Regulation (EU) 2061/679", "No 1313/2031/EU", "COM(2052) 123 final", "(EC) No 1224/2091"]
)
def test_an_act_of_a_year_to_come_is_found(text: str) -> None:
    assert len(of_june("CAL-006", text)) == 1


@pytest.mark.parametrize(
    "text", ["Regulation (EU) 2016/679", "Regulation (EC) No 2065/2001", "2021/2031", "the years 2026/2027"]
)
def test_acts_of_this_year_and_numbers_of_other_kinds_are_let_be(text: str) -> None:
    assert of_june("CAL-006", text) == []


def test_an_act_bears_the_year_of_its_number() -> None:
    text = "Directive (EU) 2022/2557 of the European Parliament and of the Council of 14 December {}"
    assert of_june("CAL-007", text.format(2012)) and not of_june("CAL-007", text.format(2022))
    assert not of_june("CAL-007", text.format(2021))  # adopted in December, published in January
    assert not of_june("CAL-007", "Regulation (EU) 2016/679, which has applied since 25 May 2018")


def test_a_year_with_its_digits_exchanged_is_found_and_a_far_aim_is_not() -> None:
    assert of_june("CAL-009", "It will be finished by the end of 2062.") == ["2062"]
    assert of_june("CAL-009", "Climate neutrality by 2050, and the budget of 2028 to 2034; room 2062/1") == []

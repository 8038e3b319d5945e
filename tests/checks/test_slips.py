"""Names, notations, numbering, tables and translations in words: what is found, and what is let be."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefgen.model.manuscript import Passage, Role
from tests.checks.builders import a_bullet, a_manuscript, a_passage, a_row, findings, words


def a_heading(text: str) -> Passage:
    return a_passage(text, role=Role.HEADING)


@pytest.mark.parametrize(
    ("rule", "language", "text", "found"),
    [
        ("NAM-001", "en", "the European Maritime Safety Agency (ESMA)", ["ESMA"]),
        ("NAM-001", "de", "Europäischen Agentur für die Sicherung des Seeverkehrs (EMSA)", None),
        ("NAM-001", "fr", "L’Agence européenne pour la sûreté maritime (AESM)", None),
        ("NAM-002", "en", "Austria and Rumania met.", ["Rumania"]),
        ("NAM-002", "fr", "La Grece et l’Italie", ["Grece"]),
        ("NAM-002", "pl", "Komisja Europeiska zaproponuje", ["Europeiska"]),
        ("NAM-003", "fr", "les Etats membres", ["Etats membres"]),
        ("NAM-003", "en", "24 of the 27 Member State train them", ["Member State"]),
        ("NAM-004", "en", "training centers for travelers", ["centers", "travelers"]),
        ("AMT-009", "fr", "proposera 15 millions d’EUR €", ["15 millions d’EUR €"]),
        ("DAT-001", "es", "El informe se publicó el 20 de marzo de 2023.", ["20 de marzo de 2023"]),
        ("DAT-001", "it", "La relazione è stata pubblicata il 20 marzo 2023.", ["20 marzo 2023"]),
        ("DAT-001", "nl", "Het verslag is op 20 maart 2023 gepubliceerd.", ["20 maart 2023"]),
        ("DAT-001", "pl", "Sprawozdanie opublikowano 20 marca 2023 r.", ["20 marca 2023"]),
        ("DAT-001", "pt", "O relatório foi publicado em 20 de março de 2023.", ["20 de março de 2023"]),
        ("DAT-001", "ro", "Raportul a fost publicat la 20 martie 2023.", ["20 martie 2023"]),
        ("DAT-001", "en", "The Council conclusions of 8 June 2032 are known.", ["8 June 2032"]),
        ("DAT-001", "en", "In 2032 the Council called on the Commission to help.", ["2032"]),
        ("DAT-013", "en", "The exercise will take place in Bratislava on Tuesday, 7 March 2023.", ["7 March 2023"]),
    ],
)
def test_a_slip_is_found(rule: str, language: str, text: str, found: list[str] | None) -> None:
    said = words(rule, text, language=language)
    assert said == found if found else len(said) == 1


@pytest.mark.parametrize(
    ("rule", "language", "text"),
    [
        ("NAM-001", "pl", "Europejskiej Agencji Bezpieczeństwa Morskiego (EMSA)"),
        ("NAM-001", "en", "the EU Agency for Asylum (EUAA); the Agency (Frontex)"),
        ("NAM-001", "fr", "de l’Agence européenne pour la sécurité maritime (AESM)"),
        ("NAM-002", "pl", "z Bułgarią, Turcją i Komisją"),
        ("NAM-002", "de", "Serben und Kroaten; der Pollen"),
        ("NAM-002", "en", "Hungry children in Poland; Commissions and Ministers"),
        ("NAM-003", "en", "a Member State; no Member State; three Member States’ experts"),
        ("NAM-003", "fr", "les États membres, un État membre, les États-Unis"),
        ("NAM-004", "en", "the Center for Strategic Studies; a centre"),
        ("AMT-009", "en", "EUR 12 million and a further EUR 3 million; EUR 5 for each of 15 million people"),
        ("DAT-001", "en", "The papers are sent out on 20 March 2023. The conclusions of 8 June 2022 are known."),
        ("DAT-001", "es", "El informe se publicará el 20 de marzo de 2023."),
        ("DAT-001", "de", "Im Jahr 2032 wird der Rat die Kommission ersuchen."),
    ],
)
def test_what_is_right_is_let_be(rule: str, language: str, text: str) -> None:
    assert words(rule, text, language=language) == []


def test_dates_of_another_way_are_found_among_others_alone() -> None:
    usual = "It opened on 12 January 2023, closed on 27 February 2023 and met on 3 March 2023."
    assert words("DAT-015", usual, "Signed on 8/3/2023.") == ["8/3/2023"]
    assert words("DAT-015", "Signed on 8/3/2023.", "Sent on 9/3/2023.") == []


def test_a_paper_has_one_clock_and_one_length_of_year_ranges() -> None:
    assert words("DAT-017", "between 6.00 and 18.30, on Mondays until 6.30 p.m.") == ["6.30 p.m."]
    assert words("DAT-017", "in 2020-21, 2021-22 and 2022-2023") == ["2022-2023"]
    assert words("DAT-017", "in 2020-21, and in 2020-11") == []


def test_headings_run_through_and_have_one_form() -> None:
    heads = [a_heading(f"{n}. Part {n}") for n in (1, 2, 4, 4)]
    assert words("REF-011", *heads) == ["4. Part 4"]
    assert words("REF-011", *(a_heading(f"{n}. Part") for n in (1, 2, 3, 4))) == []
    four = [a_heading("1. One"), a_heading("2 Two"), a_heading("3. Three"), a_heading("4. Four")]
    assert words("PUN-014", *four) == ["2 Two"]


def test_the_numbers_of_rows_run_through() -> None:
    rows = [cell for n, number in enumerate(("No", "1", "2", "4", "4", "5"), 1) for cell in a_row(n, number, "text")]
    assert words("REF-011", *rows) == ["4"]
    years = [cell for n, year in enumerate(("Year", "1", "7", "30", "45"), 1) for cell in a_row(n, year, "text")]
    assert words("REF-011", *years) == []


def test_items_and_recitals_begin_like_their_sisters() -> None:
    assert words("PUN-015", a_bullet("a school;"), a_bullet("The library;"), a_bullet("an office.")) == ["The"]
    assert words("PUN-015", a_bullet("a school;"), a_bullet("an office;"), a_bullet("a library.")) == []


def test_ranges_of_points_lead_to_points() -> None:
    points = [a_passage(f"{n}. INVITES the Member States to help.") for n in range(1, 5)]
    assert words("REF-012", *points, "when points 1 to 4 are known") == []
    assert words("REF-012", *points, "when points 1 to 9 are known") == ["points 1 to 9"]
    assert words("REF-012", *points, "see points 4 to 1") == ["points 4 to 1"]


TABLE = [
    cell
    for n, row in enumerate((("Region", "Schools"), ("North", "240"), ("South", "490"), ("Total", "730")), 1)
    for cell in a_row(n, *row)
]


@pytest.mark.parametrize(
    ("text", "found"), [("in 703 schools", ["703"]), ("in 730 schools", []), ("in 55 schools", [])]
)
def test_the_text_is_held_against_the_total_of_a_table(text: str, found: list[str]) -> None:
    assert words("SUM-008", text, *TABLE) == found


def test_a_deadline_that_the_words_of_its_row_contradict_is_found() -> None:
    head = a_row(1, "What", "Deadline", "State")
    late = a_row(2, "The draft will be sent on 20 May 2023.", "12 May 2023", "planned")
    moved = a_row(3, "The draft will be sent on 20 May 2023 instead of 12 May.", "12 May 2023", "planned")
    assert words("STA-009", *head, *late) == ["20 May 2023"]
    assert words("STA-009", *head, *moved) == []


def test_an_open_row_is_overdue_by_the_day_of_its_paper() -> None:
    head, row = a_row(1, "What", "Deadline", "State"), a_row(2, "A draft", "12 May 2022", "ongoing")
    assert words("STA-010", *head, *row) == ["12 May 2022"]
    assert words("STA-010", *head, *a_row(2, "A draft", "12 May 2022", "delayed")) == []


def test_a_paper_does_not_report_on_a_later_day_than_its_own() -> None:
    stated = a_manuscript("Situation as of 10 July 2023", as_of="2023-07-10", written="2023-06-12")
    assert [each.words for each in findings("DAT-014", stated)] == ["10 July 2023"]
    assert findings("DAT-014", replace(stated, written=None)) == []

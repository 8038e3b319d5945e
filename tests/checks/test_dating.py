"""Which day a finished document reports on and bears."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.checks.engine.report_day import day_of_writing, horizon, with_stated_days
from briefgen.model.manuscript import Manuscript
from tests.checks.builders import a_cell, a_manuscript, a_passage, a_row, a_title


def an_undated(*texts: object, **overrides: object) -> Manuscript:
    return with_stated_days(a_manuscript(*texts, as_of=None, **overrides))  # type: ignore[arg-type]


def test_a_headline_without_a_year_takes_that_of_the_dateline() -> None:
    document = an_undated(
        "Brussels, 20 March 2023", "Dear colleagues,", a_title("Follow-up (situation as of 17 March)")
    )
    assert (document.as_of, document.written) == (date(2023, 3, 17), date(2023, 3, 20))


def test_a_document_that_names_no_as_of_date_reports_on_its_own_day() -> None:
    document = an_undated("Brussels, 5 June 2020", "The Council met on 4 June.")
    assert (document.as_of, document.written) == (date(2020, 6, 5), date(2020, 6, 5))


def test_a_headline_alone_tells_the_as_of_date() -> None:
    document = an_undated(a_title("Situation as of 17 March 2023"))
    assert (document.as_of, document.written) == (date(2023, 3, 17), None)


def test_what_a_document_knows_of_itself_stays() -> None:
    known = with_stated_days(a_manuscript("Brussels, 20 March 2023", written="2023-03-16"))
    assert (known.as_of, known.written) == (date(2023, 3, 17), date(2023, 3, 16))


def test_the_as_of_date_that_briefgen_wrote_into_the_file_counts_before_its_words() -> None:
    document = an_undated(a_title("Situation as of 17 March 2023"), properties={"briefgen:as-of": "2023-03-16"})
    assert document.as_of == date(2023, 3, 16)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Brussels, 20 March 2023"),
        ("en", "The Hague, 20 March 2023"),
        ("fr", "Bruxelles, le 20 mars 2023"),
        ("de", "Brüssel, den 20. März 2023"),
    ],
)
def test_datelines_are_known_in_several_languages(language: str, text: str) -> None:
    assert an_undated(text, language=language).written == date(2023, 3, 20)


@pytest.mark.parametrize(
    "text",
    [
        "Follow-up to the special meeting of the European Council of 9 February 2023",
        "Informal video conference of the ministers, 15 March 2021",
        "On: 5 June 2020",
        "We met on 9 March 2023",
        "Brussels, 20 March",
    ],
)
def test_other_lines_that_end_in_a_date_are_no_datelines(text: str) -> None:
    assert an_undated(text).written is None


def test_a_sentence_of_the_text_is_no_headline() -> None:
    text = (
        "The figures were collected by the national authorities and Frontex together, and they show the situation as "
        "of 3 January 2023, before the new arrangements of the Solidarity Platform came into use."
    )
    assert an_undated(text).as_of is None


def test_a_report_tells_up_to_its_as_of_date_in_all_its_text() -> None:
    report = a_manuscript("A report", *a_row(1, "1. Borders"), written="2023-03-20")
    assert horizon(report, a_passage("A report"), None) == date(2023, 3, 17)
    assert day_of_writing(report, a_passage("A report"), None) == date(2023, 3, 20)


def test_a_table_tells_up_to_the_as_of_date_and_a_letter_up_to_its_own() -> None:
    document = a_manuscript("Dear Ministers,", "A letter", *a_row(1, "1. Borders"), written="2023-03-20")
    assert horizon(document, a_passage("A letter"), None) == date(2023, 3, 20)
    assert horizon(document, a_cell("1. Borders"), None) == date(2023, 3, 17)


def test_a_document_of_the_record_tells_up_to_the_as_of_date() -> None:
    letter = a_manuscript("A letter", written="2023-03-20", kind="letter")
    assert horizon(letter, a_passage("A letter"), None) == date(2023, 3, 17)

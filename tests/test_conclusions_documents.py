"""The documents that are made of the sample's conclusions, held against the record."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.model.manuscript import Role
from briefgen.word.reader import read_manuscript
from tests.sample_conclusions import (
    ADOPTED,
    CITED,
    DRAFT,
    MADE,
    clauses,
    dossier,
    made,
    numbered,
    numbers,
    of_kind,
    references,
)
from tests.sample_documents import document


@pytest.mark.parametrize("day", MADE)
def test_word_numbers_recitals_and_points_in_one_list(day: date) -> None:
    count = len(numbers(day))
    assert [each.number for each in clauses(day)] == [f"{number}." for number in range(1, count + 1)]


@pytest.mark.parametrize("day", MADE)
def test_a_reference_says_the_number_that_word_prints(day: date) -> None:
    said = {row: clause.text for row, clause in zip(numbers(day), clauses(day), strict=True)}
    found = list(references(day))
    assert len(found) == 3
    for row, target in found:
        assert f"point {numbers(day)[target]}" in said[row].replace("\u00a0", " ")
        assert clauses(day)[numbers(day)[target] - 1].number == f"{numbers(day)[target]}."


def test_references_follow_what_was_added_before_them() -> None:
    assert numbers(DRAFT)["liaison-officers"] + 1 == numbers(ADOPTED)["liaison-officers"] == 34


@pytest.mark.parametrize("day", MADE)
def test_each_clause_ends_with_its_stop(day: date) -> None:
    recitals = len(of_kind(day, "recital"))
    ends = [each.text[-1] for each in clauses(day)]
    assert ends[: recitals - 1] == [";"] * (recitals - 1)
    assert ends[recitals - 1 : recitals + 1] == [",", ":"]
    assert set(ends[recitals + 1 : -1]) == {";"}
    assert ends[-1] == "."


@pytest.mark.parametrize("day", MADE)
def test_each_recital_opens_in_capitals_and_each_point_does_not(day: date) -> None:
    recitals = len(of_kind(day, "recital"))
    openings = [each.text.split()[0] for each in clauses(day)]
    assert all(each.isupper() for each in openings[:recitals])
    assert set(openings[recitals:]) == {"to"}


def test_the_heads_are_headings_below_that_of_the_conclusions() -> None:
    headings = [(each.level, each.text) for each in made(ADOPTED).passages if each.role is Role.HEADING]
    assert [level for level, _ in headings] == [1, 1, 2, 3, 3, 3]
    assert [text for _, text in headings[:2]] == ["OUTCOME OF PROCEEDINGS", "ANNEX"]
    assert [text for level, text in headings if level == 3] == [
        f"{row.text.upper()}:" for row in of_kind(ADOPTED, "calls")
    ]


def test_the_dashes_are_a_list_under_the_first_point() -> None:
    dashes = [each for each in made(ADOPTED).passages if each.role is Role.BULLET]
    assert [each.level for each in dashes] == [1] * 11
    assert {each.text[-1] for each in dashes} == {";"}


def test_the_notes_are_numbered_in_order() -> None:
    notes = [each for each in made(ADOPTED).passages if each.role is Role.NOTE]
    assert [each.number for each in notes] == ["1", "2", "3", "4", "5", "6"]
    assert all(cited in each.text for cited, each in zip(CITED, notes, strict=True))


def head_of(day: date) -> dict[str, str]:
    cells = [each.text for each in made(day).passages if each.cell]
    return dict(zip(cells[::2], cells[1::2], strict=True))


def test_the_cover_says_what_the_record_says() -> None:
    about = dossier().documents[0].about
    assert head_of(ADOPTED) == {
        "From:": about["from"],
        "On:": "5\u00a0June 2020",
        "To:": about["to"],
        "No. prev. doc.:": about["draft"],
        "Subject:": dossier().title,
    }
    codes = [each.text for each in made(ADOPTED).passages if each.style == "Cover Code"]
    assert codes == list(about["codes"])


def test_the_cover_of_the_draft_has_the_number_of_the_draft_and_no_day_of_adoption() -> None:
    about = dossier().documents[0].about
    head = head_of(DRAFT)
    assert [each.text for each in made(DRAFT).passages if each.style == "Cover Number"] == [about["draft"]]
    assert head["Subject:"] == f"{dossier().title} (draft)"
    assert not {"On:", "No. prev. doc.:"} & head.keys()
    shown = "\n".join(each.text for each in made(DRAFT).passages)
    assert str(about["number"]) not in shown and "OUTCOME" not in shown


def test_the_french_document_has_the_same_numbers_and_references() -> None:
    french = read_manuscript(document("translated-conclusions-2020-06-05-fr"), "conclusions.docx")
    said = dict(zip(numbers(ADOPTED), numbered(french), strict=True))
    assert [each.number for each in said.values()] == [each.number for each in clauses(ADOPTED)]
    for row, target in references(ADOPTED):
        assert said[row].text.endswith(f"point\u00a0{numbers(ADOPTED)[target]};")

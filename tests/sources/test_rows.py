"""What rows and cells are held to, whatever door they came by."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.sources.folders import found, read

HEADER = "point,item,as_of,recorded,state,due,owner,text\n"


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ("dublin,a,2023-02-30,,,,,x\n", "row 2, column as_of", "there is no day 2023-02-30"),
        ("dublin,a,01/02/2026,,,,,x\n", "row 2, column as_of", "can be read as more than one day"),
        ("dublin,a,46082,,,,,x\n", "row 2, column as_of", "bare number"),
        ("dublin,a,2023-3-1,,,,,x\n", "row 2, column as_of", "is not a date"),
        ("dublin,a,,,,,,x\n", "row 2, column as_of", "the cell is empty"),
        ("dublin,a,2023-03-01,,,,,\n", "row 2, column text", "the cell is empty"),
        ("dublin,a,2023-03-01,yesterday,,,,x\n", "row 2, column recorded", "“yesterday” is not a date"),
        ("dublin,a,2023-03-01,,onging,,,x\n", "row 2, column state", "Did you mean “ongoing”?"),
        ("dublin,a,2023-03-01,,,sometime,,x\n", "row 2, column due", "“sometime” is not understood"),
        ("dublni,a,2023-03-01,,,,,x\n", "row 2, column point", "Did you mean “dublin”?"),
        ("dublin,a b,2023-03-01,,,,,x\n", "row 2, column item", "U+0020"),
        ("dublin, a,2023-03-01,,,,,x\n", "row 2, column item", "a space before or after"),
        ("dublin,a,2023-03-01,,,,,x\ndublin,a,2023-03-01,,,,,y\n", "row 3, column item", "already (row 2)"),
        ("dublin,a,2023-03-01,,,,,x\nborders,a,2023-03-02,,,,,y\n", "row 3, column point", "under “dublin” in row 2"),
        ("dublin,FU-1,2023-03-01,,,,,x\ndublin,fu-1,2023-03-02,,,,,y\n", "row 3, column item", "“FU-1” (row 2)"),
        ("dublin,a,2023-03-01,,,,,x\x85y\n", "row 2, column text", "U+0085"),
        ("dublin,a,2023-03-01,,,,,x\ufffey\n", "row 2, column text", "U+FFFE"),
        ("dublin,a,2023-03-01,,,,,x\u202ey\n", "row 2, column text", "U+202E"),
        ("dublin,a,2023-03-01,,,,,cafÃ©\n", "row 2, column text", "wrong encoding"),
        ("dublin,a,2023-03-01,,,,{{ 7*7 }},x\n", "row 2, column owner", "not put into this column"),
    ],
)
def test_a_faulty_row_is_reported_at_its_cell(tmp_path: Path, rows: str, place: str, words: str) -> None:
    findings = found(tmp_path, {"followup.csv": HEADER + rows})
    assert len(findings) == 1, findings
    assert findings[0].startswith(f"followup.csv, {place}")
    assert words in findings[0]


def test_a_history_and_late_records_are_no_faults(tmp_path: Path) -> None:
    rows = "dublin,a,2023-03-01,,,,,x\ndublin,a,2023-03-01,2023-03-09,,,,y\ndublin,a,2023-03-02,2023-03-01,,,,z\n"
    dossier, findings = read(tmp_path, {"followup.csv": HEADER + rows})
    assert findings == ()
    assert [row.text for row in dossier.follow_ups] == ["x", "y", "z"]


def test_a_withdrawn_item_needs_no_text(tmp_path: Path) -> None:
    dossier, findings = read(tmp_path, {"followup.csv": f"{HEADER}dublin,a,2023-03-01,,withdrawn,,,\n"})
    assert findings == ()
    assert dossier.follow_ups[0].text == ""


def test_an_item_that_differs_by_a_space_is_refused_beside_its_twin(tmp_path: Path) -> None:
    rows = "dublin,FU-1,2023-03-01,,,,,x\ndublin, FU-1,2023-03-02,,,,,y\ndublin,fu-1,2023-03-03,,,,,z\n"
    dossier, findings = read(tmp_path, {"followup.csv": HEADER + rows})
    assert [finding.place.row for finding in findings] == [3, 4]
    assert [row.text for row in dossier.follow_ups] == ["x"]


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ("a,1,,x\na,2,,y\n", "row 3, column point", "stands there twice (first in row 2)"),
        ("a,1,,x\nA,2,,y\n", "row 3, column point", "by its capitals only"),
        ("a,1,,x\nb,1,,y\n", "row 3, column number", "warning DATA-023"),
    ],
)
def test_points_that_stand_twice_are_reported(tmp_path: Path, rows: str, place: str, words: str) -> None:
    files = {"commitments.csv": f"point,number,part,text\n{rows}", "followup.csv": "point,item,as_of,text\n"}
    findings = found(tmp_path, files)
    assert len(findings) == 1, findings
    assert findings[0].startswith(f"commitments.csv, {place}")
    assert words in findings[0]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("a,2023-03-01,1,totl\ntotal,2023-03-01,2,\n", "Did you mean “total”?"),
        ("a,2023-03-01,1,a\n", "is part of itself"),
        ("a,2023-03-01,1,b\nb,2023-03-01,1,a\n", "is part of itself"),
        ("a,2023-03-01,1,\na,2023-03-01,2,\n", "already (row 2)"),
        ("a,2023-03-01,,\n", "the cell is empty"),
    ],
)
def test_figures_that_do_not_agree_are_reported(tmp_path: Path, rows: str, words: str) -> None:
    findings = found(tmp_path, {"figures.csv": f"figure,as_of,value,part_of\n{rows}"})
    assert findings
    assert all(words in finding for finding in findings)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("point,item,as_off,text", ["Did you mean “as_of”?", "the column “as_of” is missing"]),
        ("point,item,text", ["the column “as_of” is missing"]),
        ("point,item,as_of,text,text", ["the column “text” stands there twice"]),
        ("point,item,as_of,text,stat", ["Did you mean “state”?"]),
        ("point,item,as_of,text,zzz", ["warning DATA-001: the column “zzz” is not read."]),
        ("point,item,as_of,text,zzz,My notes", ["the columns “zzz”, “My notes” are not read."]),
    ],
)
def test_a_wrong_header_is_reported_with_the_right_columns(tmp_path: Path, header: str, words: list[str]) -> None:
    findings = found(tmp_path, {"followup.csv": f"{header}\n"})
    assert len(findings) == len(words)
    for finding, expected in zip(findings, words, strict=True):
        assert finding.startswith("followup.csv, row 1")
        assert expected in finding


@pytest.mark.parametrize("heading", ["As of", "AS_OF ", "as-of", "as  of", " As_Of"])
def test_a_heading_in_other_capitals_or_with_spaces_names_its_column(tmp_path: Path, heading: str) -> None:
    dossier, findings = read(tmp_path, {"followup.csv": f"Point,item,{heading},TEXT\ndublin,a,2023-03-01,x\n"})
    assert findings == ()
    assert [(str(row.as_of), row.text) for row in dossier.follow_ups] == [("2023-03-01", "x")]


def test_a_column_that_is_there_under_two_spellings_is_there_twice(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {"followup.csv": "point,item,As of,as_of,text\n"})
    assert "the column “as_of” stands there twice" in finding


@pytest.mark.parametrize("typed", ["Ongoing", "ONGOING", " ongoing "])
def test_a_state_in_other_capitals_is_that_state(tmp_path: Path, typed: str) -> None:
    dossier, findings = read(tmp_path, {"followup.csv": f"{HEADER}dublin,a,2023-03-01,,{typed},,,x\n"})
    assert findings == ()
    assert dossier.follow_ups[0].state == "ongoing"


def test_an_item_withdrawn_in_capitals_needs_no_text_either(tmp_path: Path) -> None:
    dossier, findings = read(tmp_path, {"followup.csv": f"{HEADER}dublin,a,2023-03-01,,WITHDRAWN,,,\n"})
    assert findings == ()
    assert dossier.follow_ups[0].state == "withdrawn"


def test_columns_of_peoples_own_leave_the_rows_as_they_are(tmp_path: Path) -> None:
    content = "point,item,as_of,text,Remarks\ndublin,a,2023-03-01,x,ask again\n"
    dossier, findings = read(tmp_path, {"followup.csv": content})
    assert [finding.grade.word for finding in findings] == ["warning"]
    assert [row.text for row in dossier.follow_ups] == ["x"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1.250", "Write 1 250 for thousands, or 1.2500 for decimals."),
        ("12.500", "because of the point before three digits"),
        ("-1.250", "because of the point before three digits"),
        ("1.250.000", "Write a space (or nothing) between thousands: 1 250 000."),
        ("1.250 million", "because of the point before three digits"),
    ],
)
def test_a_point_before_three_digits_may_be_that_of_thousands(tmp_path: Path, value: str, words: str) -> None:
    (finding,) = found(tmp_path, {"figures.csv": f"figure,as_of,value\nfunds,2023-03-01,{value}\n"})
    assert finding.startswith("figures.csv, row 2, column value: error DATA-007: ")
    assert words in finding


@pytest.mark.parametrize("value", ["0.250", "1250.125", "1 250.125", "1.25", "1.2500", "012.500"])
def test_a_point_that_can_only_be_that_of_decimals_is_read(tmp_path: Path, value: str) -> None:
    dossier, findings = read(tmp_path, {"figures.csv": f"figure,as_of,value\nfunds,2023-03-01,{value}\n"})
    assert findings == ()
    assert dossier.figures[0].value == Decimal(value.replace(" ", ""))


def test_rows_of_a_table_that_could_not_be_read_are_not_missed_elsewhere(tmp_path: Path) -> None:
    text = 'See {{ point(""borders"") }}.'
    followup = f'point,item,as_of,text\ndublin,a,2023-03-01,"{text}"\n'
    findings = found(tmp_path, {"commitments.csv": "pont,text\ndublin,x\n", "followup.csv": followup})
    assert len(findings) == 2
    assert all(finding.startswith("commitments.csv") for finding in findings)


def test_a_recipient_of_another_language_is_reported(tmp_path: Path) -> None:
    [finding] = found(tmp_path, {"recipients.csv": "recipient,language,name\nat,de,N. N.\n"})
    assert finding.startswith("recipients.csv, row 2, column language")
    assert "Its languages are: en." in finding

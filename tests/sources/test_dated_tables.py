"""Dated rows of commitments and recipients, dated letters, rows that confirm: as files, with what is wrong in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.model.dossier import State
from tests.sources.folders import found, read

BEGINNING = "point,number,as_of,recorded,state,text\n"


def commitments(*rows: str) -> dict[str, str]:
    return {
        "commitments.csv": BEGINNING + "".join(f"{row}\n" for row in rows),
        "followup.csv": "point,item,as_of,text\ndublin,FU-1,2023-03-10,Sixty transfers were made.\n",
    }


def followups(*rows: str) -> dict[str, str]:
    return {"followup.csv": "point,item,as_of,state,due,text\n" + "".join(f"{row}\n" for row in rows)}


# commitments


def test_a_commitment_has_a_row_for_each_of_its_wordings(tmp_path: Path) -> None:
    files = commitments("dublin,10,,,,Transfers", "dublin,10,2023-03-10,,,More", "dublin,,2023-04-01,,withdrawn,")
    dossier, findings = read(tmp_path, files)
    assert findings == ()
    assert [(row.as_of, row.recorded, row.state, row.text) for row in dossier.commitments] == [
        (None, None, None, "Transfers"),
        (date(2023, 3, 10), date(2023, 3, 10), None, "More"),
        (date(2023, 4, 1), date(2023, 4, 1), State.WITHDRAWN, ""),
    ]


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        (
            ("dublin,10,,,,a", "dublin,10,,,,b"),
            "row 3, column point: error DATA-022: the key “dublin” stands there twice (first in row 2).",
        ),
        (
            ("dublin,10,2023-03-01,,,a", "dublin,10,2023-03-01,,,b"),
            "row 3, column point: error DATA-024: there is a row for dublin, 2023-03-01, 2023-03-01 already (row 2).",
        ),
        (
            ("dublin,10,,,,a", "dublin,10,2023-02-30,,,b"),
            "row 3, column as_of: error DATA-006: there is no day 2023-02-30 in the calendar.",
        ),
        (
            ("dublin,10,2023-03-01,,,",),
            "row 2, column text: error DATA-005: the cell is empty; “text” is required.",
        ),
        (
            ("dublin,10,,,ongoing,a",),
            "row 2, column state: warning DATA-052: the state “ongoing” of a commitment is not read",
        ),
        (
            ("dublin,10,,,,a", "borders,10,,,,b"),
            "row 3, column number: warning DATA-023: the number “10” stands there twice (first in row 2).",
        ),
        (
            ("dublin,10,,,,a", "borders,11,,,,b", "borders,10,2023-03-10,,,b"),
            "row 4, column number: warning DATA-023: the number “10” stands there twice (first in row 2).",
        ),
    ],
)
def test_what_is_wrong_with_a_commitments_rows_is_named(tmp_path: Path, rows: tuple[str, ...], finding: str) -> None:
    findings = found(tmp_path, commitments(*rows))
    assert findings[0].startswith(f"commitments.csv, {finding}")


def test_points_may_change_their_numbers_on_a_day(tmp_path: Path) -> None:
    rows = ("dublin,1,,,,a", "borders,2,,,,b", "dublin,2,2023-03-10,,,a", "borders,1,2023-03-10,,,b")
    assert found(tmp_path, commitments(*rows)) == []


def test_one_row_that_always_held_may_correct_another(tmp_path: Path) -> None:
    assert found(tmp_path, commitments("dublin,10,,,,a", "dublin,10,,2023-04-01,,b")) == []


def test_an_item_that_is_older_than_its_point_is_pointed_out(tmp_path: Path) -> None:
    [finding] = found(tmp_path, commitments("dublin,10,2023-03-17,,,a"))
    assert finding == (
        "followup.csv, row 2, column as_of: warning DATA-051: “FU-1” holds from 2023-03-10, but its point “dublin” "
        "only from 2023-03-17.\n  It is printed from then on. If the point is older, give it a row of that day, "
        "or without a day."
    )


# rows that confirm


def test_a_later_row_without_a_text_confirms(tmp_path: Path) -> None:
    files = followups("dublin,FU-1,2023-03-01,ongoing,,Sixty.", "dublin,FU-1,2023-03-10,,2023-05,")
    dossier, findings = read(tmp_path, files)
    assert findings == ()
    assert [row.text for row in dossier.follow_ups] == ["Sixty.", ""]


@pytest.mark.parametrize(
    "rows",
    [
        ("dublin,FU-1,2023-03-01,ongoing,,",),
        ("dublin,FU-1,2023-03-01,ongoing,,", "dublin,FU-1,2023-03-10,ongoing,,Sixty."),
        ("dublin,FU-1,2023-03-01,ongoing,,", "dublin,FU-2,2023-02-10,ongoing,,Sixty."),
    ],
    ids=["alone", "before the first wording", "after that of another item"],
)
def test_a_row_without_a_text_and_without_a_wording_before_it_is_an_error(
    tmp_path: Path, rows: tuple[str, ...]
) -> None:
    dossier, findings = read(tmp_path, followups(*rows))
    [finding] = findings
    assert (finding.rule, str(finding.place)) == ("DATA-005", "followup.csv, row 2, column text")
    assert not any(row.text == "" for row in dossier.follow_ups)


def test_a_row_that_confirms_what_is_withdrawn_says_so_and_one_that_takes_it_up_again_does_not(tmp_path: Path) -> None:
    ended = ("dublin,FU-1,2023-03-01,ongoing,,Sixty.", "dublin,FU-1,2023-03-10,withdrawn,,")
    [finding] = found(tmp_path, followups(*ended, "dublin,FU-1,2023-03-20,,,"))
    assert finding.startswith(
        "followup.csv, row 4, column text: warning DATA-053: the row confirms nothing: “FU-1” is withdrawn since row 3"
    )
    for again in ("ongoing,,", ",,Seventy.", "withdrawn,,"):
        assert found(tmp_path, followups(*ended, f"dublin,FU-1,2023-03-20,{again}")) == []
    assert found(tmp_path, followups(*ended, "dublin,FU-1,2023-03-05,,,")) == []


# recipients


def test_a_recipient_has_a_row_for_each_day_from_which_it_holds(tmp_path: Path) -> None:
    rows = "recipient,name,as_of\nbe,A. Peeters,\nbe,B. Janssens,2023-03-10\n"
    dossier, findings = read(tmp_path, {"recipients.csv": rows})
    assert findings == ()
    assert [(row.name, row.as_of) for row in dossier.recipients] == [
        ("A. Peeters", None),
        ("B. Janssens", date(2023, 3, 10)),
    ]


def test_a_recipient_twice_without_a_day_is_an_error_as_ever(tmp_path: Path) -> None:
    rows = "recipient,name,as_of\nbe,A. Peeters,\nbe,B. Janssens,\n"
    [finding] = found(tmp_path, {"recipients.csv": rows})
    assert finding.startswith(
        "recipients.csv, row 3, column recipient: error DATA-022: the key “be” stands there twice"
    )


# letters


def test_a_file_with_a_day_in_its_name_is_the_letter_from_that_day_on(tmp_path: Path) -> None:
    dossier, findings = read(tmp_path, {"letter.md": "As ever.", "letter.2023-03-17.md": "In March."})
    assert findings == ()
    assert [(each.as_of, each.body, each.place.file) for each in dossier.letters] == [
        (None, "As ever.", "letter.md"),
        (date(2023, 3, 17), "In March.", "letter.2023-03-17.md"),
    ]


def test_a_dated_letter_alone_makes_a_letter_of_the_dossier(tmp_path: Path) -> None:
    dossier, _ = read(tmp_path, {"letter.2023-03-17.md": "In March."})
    assert [each.name for each in dossier.documents] == ["annex", "letter"]


def test_the_same_note_may_stand_in_the_letters_of_several_days(tmp_path: Path) -> None:
    body = 'See {{ ref("note/law") }}.[^law]\n\n[^law]: OJ L 1.\n'
    assert found(tmp_path, {"letter.md": body, "letter.2023-03-17.md": body}) == []


@pytest.mark.parametrize(
    ("name", "grade"),
    [
        ("letter.2023-02-30.md", "error"),
        ("letter.2023-3-17.md", "error"),
        ("letter-2023-03-17.md", "warning"),
        ("letter 2022.md", "warning"),
        ("letter.draft.md", "warning"),
        ("Letter.2023-03-17.MD", "error"),
    ],
)
def test_a_letter_whose_name_is_no_day_is_not_passed_over_in_silence(tmp_path: Path, name: str, grade: str) -> None:
    [finding] = found(tmp_path, {"letter.md": "As ever.", name: "Another."})
    assert finding.startswith(f"{name}: {grade} DATA-050: the file is not read.\n  Name it after the day")


@pytest.mark.parametrize("name", ["letters.md", "newsletter.2023.md", "letter.2023-03-17.txt"])
def test_files_that_are_no_letter_are_left_alone(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, {name: "x"}) == []


def test_the_faults_of_a_dated_letter_are_named_with_its_line(tmp_path: Path) -> None:
    [finding] = found(tmp_path, {"letter.2023-03-17.md": 'One.\n\nSee {{ figure("nothing") }}.\n'})
    assert finding.startswith("letter.2023-03-17.md, line 3, character")

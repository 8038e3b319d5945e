"""`followup.csv` beside another source of the follow-ups is read after it: there stands what the source cannot take."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.sources.folders import a_workbook, read

HEADER = ["point", "item", "as_of", "state", "text"]
FIRST = ["dublin", "FU-1", "2023-03-01", "ongoing", "Sixty transfers were made."]
LATER = "point,item,as_of,state,text\ndublin,FU-1,2023-04-01,done,Eighty were made.\n"


def wordings(tmp_path: Path, files: Mapping[str, str | bytes], later: str = LATER) -> tuple[list[str], list[str]]:
    """The texts of the follow-ups in order, and the rules of what was found."""
    dossier, findings = read(tmp_path, {"followup.csv": later, **files})
    return [each.text for each in dossier.follow_ups], [each.rule for each in findings]


def test_rows_beside_a_workbook_come_after_its_own(tmp_path: Path) -> None:
    found = wordings(tmp_path, {"status.xlsx": a_workbook({"followup": [HEADER, FIRST]})})
    assert found == (["Sixty transfers were made.", "Eighty were made."], [])


def test_rows_beside_a_mapped_tracker_come_after_its_own(tmp_path: Path) -> None:
    yaml = (
        "title: x\nsources:\n  followup:\n    file: t.csv\n    columns: {point: Ref, item: No, text: News}\n"
        "    constants: {as_of: 2023-03-01}\n"
    )
    found = wordings(tmp_path, {"dossier.yaml": yaml, "t.csv": "Ref,No,News\ndublin,FU-1,Sixty.\n"})
    assert found == (["Sixty.", "Eighty were made."], [])


def test_rows_beside_a_file_of_another_name_come_after_its_own(tmp_path: Path) -> None:
    other = ",".join(HEADER) + "\n" + ",".join(FIRST) + "\n"
    yaml = "title: x\nsources: {followup: other.csv}\n"
    assert wordings(tmp_path, {"dossier.yaml": yaml, "other.csv": other})[0] == [FIRST[-1], "Eighty were made."]


def test_a_source_that_names_the_file_itself_is_read_once(tmp_path: Path) -> None:
    found = wordings(tmp_path, {"dossier.yaml": "title: x\nsources: {followup: followup.csv}\n"})
    assert found == (["Eighty were made."], [])


def test_two_wordings_of_one_day_are_an_error_that_names_both_files(tmp_path: Path) -> None:
    later = LATER.replace("2023-04-01", "2023-03-01")
    _, rules = wordings(tmp_path, {"status.xlsx": a_workbook({"followup": [HEADER, FIRST]})}, later)
    assert rules == ["DATA-059"]


def test_several_columns_make_one_text_paragraph_by_paragraph(tmp_path: Path) -> None:
    yaml = (
        "title: x\nsources:\n  commitments:\n    file: t.csv\n"
        "    columns: {point: Ref, text: {from: [Title, Description]}}\n"
    )
    files = {"commitments.csv": None, "dossier.yaml": yaml, "t.csv": "Ref,Title,Description\ndublin,Roof,All of it.\n"}
    dossier, _ = read(tmp_path, files)
    assert [each.text for each in dossier.commitments] == ["Roof\n\nAll of it."]

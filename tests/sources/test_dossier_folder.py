from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from briefgen.errors import UnreadableInputError
from briefgen.findings import Grade
from briefgen.model.dossier import DocumentSpec, Signatory, State
from briefgen.sources import read_data, read_dossier, read_translations
from tests.sources.folders import a_folder, a_workbook, found, read


def test_a_whole_folder_becomes_a_dossier(tmp_path: Path) -> None:
    dossier, findings = read(
        tmp_path,
        {
            "dossier.yaml": (
                "title: Follow-up\nevent: Spring summit\nreference: D(2023) 1\nplace: Brussels\nlanguages: [en, fr]\n"
                "headings: {commitment: Agreed, follow-up: Done since}\n"
                "signatory: {name: A. Person, function: President, institution: The Institution}\n"
                "letter: {salutation: 'Dear colleagues,', closing: 'Yours sincerely,'}\n"
                "documents:\n  annex: annex.docx\n  cover: {template: cover.docx, kind: letter, title: Cover}\n"
                "settings: {footer: As of now}\n"
            ),
            "followup.csv": (
                "point,item,as_of,recorded,group,state,due,owner,source,text\n"
                "dublin,FU-1,2023-03-01,2023-03-04,Outreach,ongoing,2023-Q2,DG HOME,note 3,Sixty transfers.\n"
            ),
            "figures.csv": (
                "figure,as_of,value,unit,part_of,source,label\n"
                "all,2023-03-01,480 million,EUR,,,\nsome,2023-03-01,12.50,EUR,all,,\n"
            ),
            "recipients.csv": "recipient,language,name,salutation,address\nat,fr,N. N.,Dear N.,Street 1\nbe,,M. M.,,\n",
            "letter.md": "First.\r\n\r\nSecond.\r\n",
        },
    )
    assert findings == ()
    assert (dossier.id, dossier.title, dossier.languages) == ("spring-summit", "Follow-up", ("en", "fr"))
    assert (dossier.event, dossier.reference, dossier.dateline_place) == ("Spring summit", "D(2023) 1", "Brussels")
    assert (dossier.commitment_heading, dossier.followup_heading) == ("Agreed", "Done since")
    assert dossier.signatory == Signatory("A. Person", "President", "The Institution")
    assert dossier.documents == (
        DocumentSpec("annex", "annex", "annex.docx"),
        DocumentSpec("cover", "letter", "cover.docx", "Cover"),
    )
    assert dossier.settings == {"footer": "As of now"}
    [entry] = dossier.follow_ups
    assert (entry.as_of, entry.recorded) == (date(2023, 3, 1), date(2023, 3, 4))
    assert (entry.state, entry.due, entry.group, entry.owner) == (State.ONGOING, "2023-Q2", "Outreach", "DG HOME")
    assert (entry.place.file, entry.place.row) == ("followup.csv", 2)
    assert [figure.value for figure in dossier.figures] == [Decimal(480_000_000), Decimal("12.50")]
    assert [recipient.language for recipient in dossier.recipients] == ["fr", "en"]
    [letter] = dossier.letters
    assert (letter.salutation, letter.body) == ("Dear colleagues,", "First.\n\nSecond.\n")


def test_a_small_folder_has_an_annex_and_no_letter(tmp_path: Path) -> None:
    dossier, findings = read(tmp_path)
    assert findings == ()
    assert [document.template for document in dossier.documents] == ["annex.docx"]
    assert dossier.letters == ()
    assert dossier.follow_ups[0].recorded == date(2023, 3, 1)
    assert dossier.follow_ups[0].state is None


def test_a_letter_text_brings_the_usual_letter(tmp_path: Path) -> None:
    dossier, _ = read(tmp_path, {"letter.md": "Text."})
    assert [document.name for document in dossier.documents] == ["annex", "letter"]


def test_the_place_of_the_workspace_dates_the_letter_where_the_dossier_names_none(tmp_path: Path) -> None:
    dossier, _ = read_dossier(a_folder(tmp_path), dateline_place="Luxembourg")
    assert dossier.dateline_place == "Luxembourg"


def test_the_digest_is_of_all_that_was_read_and_of_nothing_else(tmp_path: Path) -> None:
    first = read(tmp_path)[0].digest
    (tmp_path / "spring-summit" / "notes.txt").write_text("not read")
    assert read(tmp_path)[0].digest == first
    assert read(tmp_path, {"letter.md": "Text."})[0].digest != first


def test_a_missing_table_is_named_with_a_near_name(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, {"followup.csv": None, "followups.csv": "point,item,as_of,text\n"})
    with pytest.raises(UnreadableInputError) as refusal:
        read_dossier(folder)
    assert "followup.csv" in refusal.value.message
    assert "followups.csv is not read. Did you mean “followup.csv”?" in str(refusal.value)


WORKBOOK = a_workbook({"commitments": [["point", "text"], ["dublin", "x"]]})


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("Status.xlsx", "Did you mean “status.xlsx”?"),
        ("status.XLSX", "Did you mean “status.xlsx”?"),
        ("status.xlsm", "Save it as “Excel Workbook (*.xlsx)” under the name status.xlsx."),
        ("status.ods", "Save it as “Excel Workbook (*.xlsx)” under the name status.xlsx."),
        ("commitments.xlsx", "Move its sheet into status.xlsx, or name it in dossier.yaml: sources: {commitments:"),
        ("Unit D.xlsx", "Name it under “sources” in dossier.yaml"),
    ],
)
def test_a_workbook_of_another_name_is_named_with_what_would_read_it(tmp_path: Path, name: str, remedy: str) -> None:
    with pytest.raises(UnreadableInputError) as refusal:
        read_dossier(a_folder(tmp_path, {"commitments.csv": None, name: WORKBOOK}))
    assert f"{name} is not read. {remedy}" in str(refusal.value)
    (tmp_path / "spring-summit" / "commitments.csv").write_text("point,text\ndublin,x\n")
    (finding,) = (each for each in read_dossier(tmp_path / "spring-summit")[1] if each.place.file == name)
    assert (finding.rule, finding.grade.word) == ("DATA-033", "warning")
    assert remedy in finding.remedy


def test_a_sheet_that_excel_named_is_named_with_what_would_read_it(tmp_path: Path) -> None:
    content = a_workbook({"Tabelle1": [["point", "text"], ["dublin", "x"]]})
    with pytest.raises(UnreadableInputError) as refusal:
        read_dossier(a_folder(tmp_path, {"commitments.csv": None, "status.xlsx": content}))
    assert "sources: {commitments: {file: status.xlsx, sheet: Tabelle1}}" in str(refusal.value)


@pytest.mark.parametrize("lock", ["~$followup.csv", "~$llowup.csv", ".~lock.followup.csv#"])
def test_a_file_that_is_open_elsewhere_is_named(tmp_path: Path, lock: str) -> None:
    (finding,) = read(tmp_path, {lock: b"x"})[1]
    assert (finding.rule, finding.grade.word, finding.place.file) == ("DATA-049", "hint", "followup.csv")
    assert "what is not saved there is not seen" in finding.message


@pytest.mark.parametrize("lock", ["~$other.xlsx", ".~lock.gone.csv#", "~$"])
def test_a_lock_of_a_file_that_is_not_there_says_nothing(tmp_path: Path, lock: str) -> None:
    assert read(tmp_path, {lock: b"x"})[1] == ()


def test_more_lines_than_a_table_can_have_are_refused_with_their_number(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="has 100001 rows; at most 100000 are read"):
        read_dossier(a_folder(tmp_path, {"followup.csv": "point,item,as_of,text\n" + "a\n" * 100_001}))


def test_a_letter_of_megabytes_is_refused_with_its_size(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"letter\.md: the file has 6\.0 MB; at most 1 MB are read"):
        read_dossier(a_folder(tmp_path, {"letter.md": "x " * (3 << 20)}))


def test_a_catalogue_of_megabytes_is_refused_with_its_size(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    (folder / "locale").mkdir()
    (folder / "locale" / "fr.po").write_text("# " + "x" * (5 << 20))
    with pytest.raises(UnreadableInputError, match=r"fr\.po: the file has 5\.0 MB; at most 4 MB are read"):
        read_translations(folder, "fr")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such devices")
def test_what_has_no_end_is_not_read(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, {"dossier.yaml": None})
    (folder / "locale").mkdir()
    (folder / "locale" / "fr.po").symlink_to("/dev/zero")
    assert hasattr(os, "mkfifo")
    os.mkfifo(folder / "dossier.yaml")
    (folder / "data.json").symlink_to("/dev/zero")
    attempts: tuple[Callable[[], object], ...] = (
        lambda: read_translations(folder, "fr"),
        lambda: read_dossier(folder),
        lambda: read_data(folder / "data.json"),
    )
    for attempt in attempts:
        with pytest.raises(UnreadableInputError, match="this is a pipe or a device, not a file"):
            attempt()


def test_a_folder_without_dossier_yaml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"dossier\.yml"):
        read_dossier(a_folder(tmp_path, {"dossier.yaml": None, "dossier.yml": "title: x"}))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="there is no such folder"):
        read_dossier(tmp_path / "nowhere")


def test_several_unreadable_files_are_named_in_one_refusal(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, {"followup.csv": b"point\n\x96", "commitments.csv": 'point,text\n"a,b\n'})
    with pytest.raises(UnreadableInputError) as refusal:
        read_dossier(folder)
    assert "followup.csv, line 2" in str(refusal.value)
    assert "commitments.csv, row 2" in str(refusal.value)


def test_findings_of_all_tables_come_in_one_run_and_faulty_rows_are_left_out(tmp_path: Path) -> None:
    dossier, findings = read(
        tmp_path,
        {
            "dossier.yaml": "title: x\nplase: Brussels\n",
            "commitments.csv": "point,number,part,text\ndublin,10,,Transfers\nborders,10,,\n",
            "followup.csv": (
                "point,item,as_of,state,text\n"
                "dublin,FU-1,2023-02-30,done,a\ndubln,FU-2,2023-03-01,done,b\n"
                "dublin,FU-3,2023-03-01,onging,c\ndublin,FU-4,2023-03-01,done,d\nborders,FU-5,2023-03-01,done,e\n"
            ),
            "figures.csv": 'figure,as_of,value\nfunds,2023-03-01,"12,5"\n',
            "recipients.csv": "recipient,language,name\nat,de,N. N.\n",
        },
    )
    assert {str(finding.place) for finding in findings} == {
        "dossier.yaml, line 2, character 1",
        "commitments.csv, row 3, column number",
        "commitments.csv, row 3, column text",
        "followup.csv, row 2, column as_of",
        "followup.csv, row 3, column point",
        "followup.csv, row 4, column state",
        "figures.csv, row 2, column value",
        "recipients.csv, row 2, column language",
    }
    assert [row.item for row in dossier.follow_ups] == ["FU-4"]  # FU-5 goes with its faulty point
    assert dossier.figures == ()
    assert dossier.recipients == ()


def test_a_misspelt_optional_table_is_said_and_not_silently_missing(tmp_path: Path) -> None:
    [finding] = read(tmp_path, {"figure.csv": "figure,as_of,value\n", "~$status.xlsx": "lock"})[1]
    assert (finding.grade, finding.place.file) == (Grade.WARNING, "figure.csv")
    assert "figures.csv" in finding.remedy


@pytest.mark.parametrize(
    ("yaml", "words"),
    [
        ("event: x\n", "the entry “title” is missing"),
        ("title: x\nlanguages: [english]\n", "“english” is not a language code"),
        ("title: x\nlanguages: [en, en]\n", "stands there twice"),
        ("title: [x]\n", "“title” should be a text, but is a list"),
        ("title: x\nheadings: y\n", "“headings” should be a group of entries"),
        ("title: x\nheadings: {comitment: y}\n", "Did you mean “commitment”?"),
        ("title: x\ndocuments: {report: report.docx}\n", "there is no kind of document “report”"),
        ("title: x\ndocuments: {annex: {title: y}}\n", "names no template"),
        ("title: x\nsources: {folowup: x.csv}\n", "Did you mean “followup”?"),
        ("title: x\nsources: {figures: {url: 'sqlite:///x.db'}}\n", "the source of “figures” is not understood"),
        ("- title\n", "should be a group of entries"),
        ("", "the entry “title” is missing"),
        ("title: \u202eabc\n", "U+202E"),
    ],
)
def test_what_dossier_yaml_should_not_say_is_reported(tmp_path: Path, yaml: str, words: str) -> None:
    findings = found(tmp_path, {"dossier.yaml": yaml})
    assert len(findings) == 1, findings
    assert words in findings[0]
    assert findings[0].startswith("dossier.yaml, line ")

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from briefgen.errors import UnreadableInputError
from briefgen.findings import Grade
from briefgen.model.dossier import DocumentSpec, Signatory, State
from briefgen.sources import read_dossier
from tests.sources.folders import a_folder, found, read


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
    assert dossier.letter is not None
    assert (dossier.letter.salutation, dossier.letter.body) == ("Dear colleagues,", "First.\n\nSecond.\n")


def test_a_small_folder_has_an_annex_and_no_letter(tmp_path: Path) -> None:
    dossier, findings = read(tmp_path)
    assert findings == ()
    assert [document.template for document in dossier.documents] == ["annex.docx"]
    assert dossier.letter is None
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
    assert "Did you mean “followups.csv”?" in str(refusal.value)


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

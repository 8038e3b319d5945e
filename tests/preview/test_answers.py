"""What the page is told: what there is to choose, documents with their pages, and what stands beside them."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from briefgen.outputs.pdf import read_pages
from tests.page_engines import needs_rdocx
from tests.preview.stage import ANNEX, Served, served
from tests.workspaces import Workspace

SPRING = {"dossier": "spring-summit", "document": "annex", "language": "en", "day": "2023-03-12"}


def document_xml(docx: bytes) -> str:
    with ZipFile(BytesIO(docx)) as package:
        return package.read("word/document.xml").decode()


# what there is to choose


def test_the_days_are_those_on_which_anything_changed_each_with_what_did(workspace: Workspace) -> None:
    with served(workspace) as stage:
        days = stage.get("choices").json["days"]
    assert [(each["words"], each["entries"], each["points"]) for each in days] == [
        ("1 March 2023", 4, ["dublin", "borders"]),
        ("5 March 2023", 1, ["dublin"]),
        ("10 March 2023", 1, ["dublin"]),
        ("12 March 2023", 2, ["dublin", "borders"]),
        ("22 March 2023", 0, []),  # today
    ]


def test_today_is_no_day_of_its_own_where_entries_are_later(workspace: Workspace) -> None:
    workspace.replace("followup.csv", "borders,cameras,2023-03-01,2023-03-01", "borders,cameras,2023-04-01,2023-04-01")
    with served(workspace) as stage:
        assert stage.get("choices").json["days"][-1]["day"] == "2023-04-01"


def test_what_can_be_known_are_the_days_of_recording(workspace: Workspace) -> None:
    with served(workspace) as stage:
        known = [each["day"] for each in stage.get("choices").json["known"]]
    assert known == ["2023-03-01", "2023-03-10", "2023-03-12", "2023-03-15"]


def test_documents_languages_recipients_and_points_are_those_of_the_dossier(workspace: Workspace) -> None:
    with served(workspace) as stage:
        found = stage.get("choices").json
    assert [(each["name"], each["kind"]) for each in found["documents"]] == [("annex", "annex"), ("letter", "letter")]
    assert found["languages"] == ["en"]
    assert [(each["key"], each["language"]) for each in found["recipients"]] == [("be", "en"), ("fr", "en")]
    assert [(each["number"], each["words"]) for each in found["points"]] == [
        ("10", "Transfers: more"),
        ("11", "Border controls"),
    ]


def test_editions_that_were_sent_are_marked_on_their_day(workspace: Workspace) -> None:
    workspace.run("annex", "--as-of", "2023-03-10")
    workspace.run("issued", *workspace.out.glob("*.docx"), "--sent", "2023-03-11")
    with served(workspace) as stage:
        found = stage.get("choices").json
    assert [each["day"] for each in found["days"] if each["sent"]] == ["2023-03-10"]
    assert [(each["document"], each["number"], each["words"]) for each in found["editions"]] == [
        ("annex", 1, "10 March 2023")
    ]


def test_another_dossier_can_be_chosen_and_one_that_is_gone_is_passed_over(shared: Served) -> None:
    assert shared.get("choices", {"dossier": "gone"}).json["dossier"] == "february-2023-european-council"


def test_a_workspace_without_a_dossier_says_what_to_do(tmp_path: str, workspace: Workspace) -> None:
    (workspace.data / "dossier.yaml").unlink()
    with served(workspace) as stage:
        answer = stage.get("choices")
    assert answer.code == 422
    assert "briefgen new" in answer.json["problem"] + answer.json["remedy"]


# documents and their pages


@needs_rdocx
def test_a_document_comes_with_its_first_page_and_how_many_follow(shared: Served) -> None:
    look = shared.get("look", ANNEX).json
    assert look["name"] == "annex-2023-03-17.en.docx"
    assert not look["draft"]
    assert look["count"] >= 6
    assert "President’s " in look["first"]


@needs_rdocx
def test_other_pages_and_typefaces_come_when_they_are_asked_for(shared: Served) -> None:
    look = shared.get("look", ANNEX).json
    last = shared.get(f"page/{look['key']}/{look['count'] - 1}").json
    assert last["svg"].startswith("<svg")
    assert last["svg"] != look["first"]
    for face in [*look["typefaces"], *last["typefaces"]]:
        assert face["family"] in look["first"] + last["svg"]
        assert shared.get(f"font/{face['family']}").body[:4] in (b"\x00\x01\x00\x00", b"OTTO", b"true")
    assert shared.get(f"page/{look['key']}/{look['count']}").code == 422


@needs_rdocx
def test_a_letter_says_how_many_pages_follow(shared: Served) -> None:
    look = shared.get("look", {**ANNEX, "document": "letter", "day": "2023-03-20", "recipient": "be"}).json
    assert look["count"] > 1
    assert "./.." in look["first"]


def test_every_page_can_be_read_as_text_without_an_engine(shared: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.preview.drawings.is_installed", lambda: False)
    assert not shared.get("choices").json["pages"]
    look = shared.get("look", {**ANNEX, "day": "2023-03-16"}).json
    assert (look["name"], "count" in look) == ("annex-2023-03-16.en.docx", False)
    assert "<h1>" in shared.get("text", ANNEX).text


def test_a_document_with_errors_is_shown_as_a_draft(workspace: Workspace) -> None:
    workspace.replace("followup.csv", "Joint patrols will begin.", '"Patrols: {{ figure(""gone"") }}"')
    with served(workspace) as stage:
        assert stage.get("look", SPRING).json["draft"]
        assert "DRAFT" in stage.get("text", SPRING).text
        assert stage.get("file", SPRING).headers["content-disposition"].endswith("annex-2023-03-12.en.DRAFT.docx")


def test_what_the_rules_refuse_is_given_out_as_a_draft_only(workspace: Workspace) -> None:
    workspace.replace("followup.csv", "Joint patrols will begin.", '"Patrols began {{ when(""2023-05-02"") }}."')
    with served(workspace) as stage:
        grades = {each["grade"] for each in stage.get("findings", SPRING).json}
        name = stage.get("file", SPRING).headers["content-disposition"]
    assert "error" in grades
    assert name.endswith("DRAFT.docx")


def test_a_template_with_faults_is_told_with_all_of_them(workspace: Workspace) -> None:
    workspace.template("annex.docx", (workspace.root / "templates" / "letter.docx").read_bytes()[:-200])
    with served(workspace) as stage:
        answer = stage.get("look", SPRING)
    assert answer.code == 422
    assert "annex.docx" in answer.json["problem"]


def test_faults_of_a_table_are_told_with_their_places(workspace: Workspace) -> None:
    workspace.write("followup.csv", "point,item,as_of,text\ngone,x,2023-03-01,Text.\n")
    with served(workspace) as stage:
        findings = stage.get("findings", SPRING).json
    assert "followup.csv, row 2, column point" in {each["place"] for each in findings}


def test_what_was_not_known_on_a_day_is_left_out(workspace: Workspace) -> None:
    with served(workspace) as stage:
        assert "A report was sent" in stage.get("text", SPRING).text
        assert "A report was sent" not in stage.get("text", {**SPRING, "known": "2023-03-12"}).text


# compared with an earlier day


def test_two_days_are_compared_by_a_redline(workspace: Workspace) -> None:
    compared = {**SPRING, "since": "2023-03-01"}
    with served(workspace) as stage:
        look = stage.get("look", compared).json
        text, word = stage.get("text", compared).text, stage.get("file", compared)
    assert look["changes"].endswith(" out")
    assert look["note"] == ""
    assert re.search("<s>[^<]*Sixty", text)
    assert re.search("<u>[^<]*Eighty", text)
    assert word.headers["content-disposition"].endswith("redline-annex-2023-03-01-2023-03-12.en.docx")
    assert "<w:del " in document_xml(word.body)


def test_where_there_is_no_redline_the_marks_of_the_template_are_shown_and_it_is_said(workspace: Workspace) -> None:
    workspace.write("letter.md", 'We have {{ figure("funding") }}.\n')
    compared = {**SPRING, "document": "letter", "since": "2022-12-01"}
    with served(workspace) as stage:
        look = stage.get("look", compared).json
    assert look["note"].startswith("No redline: ")
    assert look["changes"] == ""


# to take away


def test_the_word_file_is_what_the_command_makes(workspace: Workspace) -> None:
    workspace.run("annex", "--as-of", "2023-03-12")
    with served(workspace) as stage:
        assert stage.get("file", SPRING).body == workspace.document("annex-2023-03-12.en.docx")


@needs_rdocx
def test_the_pdf_has_the_words_of_the_document(workspace: Workspace) -> None:
    with served(workspace) as stage:
        pdf = stage.get("file", {**SPRING, "format": "pdf"})
    assert pdf.headers["content-disposition"].endswith("annex-2023-03-12.en.pdf")
    assert "Joint patrols will begin" in " ".join(" ".join(read_pages(pdf.body)).split())


# beside the pages


def test_a_finding_says_where_it_is_and_what_stands_there_on_the_page(workspace: Workspace) -> None:
    workspace.replace("followup.csv", "Cameras are being bought.", "Cameras  are being bought in in Athens.")
    with served(workspace) as stage:
        found = [each for each in stage.get("findings", SPRING).json if each["place"].startswith("followup.csv, row 8")]
    assert found
    assert all("Athens" in each["text"] for each in found)
    assert not any(each["elsewhere"] for each in found)


def test_findings_of_other_documents_are_told_apart(shared: Served) -> None:
    found = shared.get("findings", {**ANNEX, "day": "2023-03-06"}).json
    of_letter = [each for each in found if each["place"].startswith("letter.md")]
    assert of_letter
    assert all(each["elsewhere"] for each in of_letter)
    of_letter = shared.get("findings", {**ANNEX, "document": "letter", "day": "2023-03-06"}).json
    assert not any(each["elsewhere"] for each in of_letter if each["place"].startswith("letter.md"))


def test_a_fault_of_the_template_is_among_the_findings(workspace: Workspace) -> None:
    path = workspace.root / "templates" / "annex.docx"
    with ZipFile(path) as package:
        parts = {each: package.read(each) for each in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"headline_in_brackets", b"headline_in_braces")
    with ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    with served(workspace) as stage:
        found = [each for each in stage.get("findings", SPRING).json if each["rule"] == "TPL-008"]
        answer = stage.get("template", SPRING)
    assert "annex.docx" in found[0]["place"]
    assert answer.code == 422


def test_the_points_stand_as_the_status_has_them(workspace: Workspace) -> None:
    with served(workspace) as stage:
        rows = stage.get("status", {**SPRING, "since": "2023-03-01"}).json
    first = rows[0]
    assert (first["number"], first["text"], first["state"], first["items"]) == ("10", "Transfers: more", "ongoing", 2)
    assert first["updated"] == "10 March 2023"
    assert "withdrawn" in first["changes"]
    assert stage_row(rows, "11")["due"] == "2023-04-10"


def stage_row(rows: list[dict[str, str]], number: str) -> dict[str, str]:
    return next(each for each in rows if each["number"] == number)


def test_the_template_is_told_of_with_meanings_and_values_of_the_day(workspace: Workspace) -> None:
    with served(workspace) as stage:
        found = stage.get("template", SPRING).json
    fields = {each["path"]: each for each in found["fields"]}
    assert found["name"] == "annex.docx"
    assert fields["dossier.title"]["value"] == "Follow-up to the spring summit"
    assert fields["headline_in_brackets"]["value"] == "situation as of 12 March 2023"
    assert fields["point_tables[]"]["value"] == "1 of them"
    assert fields["dossier.commitment_heading"]["says"] == "the heading of the left column"


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"day": ""}, "names no day"),
        ({"day": "2023-02-30"}, "“2023-02-30” is not a day"),
        ({"document": "anex"}, "no document “anex”"),
        ({"language": "xx"}, "not made in the language “xx”"),
        ({"document": "letter", "recipient": "gone"}, "no recipient “gone”"),
    ],
)
def test_what_is_not_there_is_named(shared: Served, parameters: dict[str, str], said: str) -> None:
    answer = shared.get("look", {**ANNEX, **parameters})
    assert (answer.code, said in answer.json["problem"]) == (422, True)

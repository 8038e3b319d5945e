"""`briefgen new` and `briefgen init --empty`: from an empty folder to a document of one's own."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from briefgen.blank import NewDossier, files_of
from briefgen.cli import new as command
from briefgen.cli.group import group
from briefgen.cli.options import today
from tests.sample_dossier import FOLDER
from tests.workspaces import Run, Workspace, run

TITLE = ("--title", "Follow-up to the board: 12 June")


OR_IMPORT = "Or, with a tracker or an annex that you have: briefgen import FILE\n"


def an_empty_workspace(tmp_path: Path) -> Workspace:
    assert run("init", "ours", "--empty", "-q", cwd=tmp_path).code == 0
    return Workspace(tmp_path / "ours", "board")


def make(workspace: Workspace, kind: str, dossier: str = "board") -> Run:
    return workspace.run("make", kind, "--as-of", "today", "--dossier", dossier)


def test_an_empty_workspace_has_templates_and_no_dossier(tmp_path: Path) -> None:
    made = run("init", "ours", "--empty", cwd=tmp_path)
    assert (made.code, made.err) == (0, f"Now try: cd ours && briefgen new NAME\n{OR_IMPORT}")
    assert (tmp_path / "ours" / "templates" / "annex.docx").is_file()
    assert not (tmp_path / "ours" / "data").exists()
    refused = run("annex", "--as-of", "today", cwd=tmp_path / "ours")
    assert (refused.code, "Make one: briefgen new NAME" in refused.err) == (2, True)


def test_samples_and_no_dossier_at_all_cannot_be_had_together(tmp_path: Path) -> None:
    assert run("init", "ours", "--empty", "--samples", cwd=tmp_path).code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_first_annex_of_a_new_dossier_is_made_at_once(tmp_path: Path) -> None:
    workspace = an_empty_workspace(tmp_path)
    made = workspace.run("new", "board", *TITLE)
    assert [path.name for path in made.paths] == ["commitments.csv", "followup.csv", "dossier.yaml"]
    assert made.err == "Now try: briefgen annex --as-of today\n"
    done = workspace.run("annex", "--as-of", "today")
    assert (done.code, done.err) == (0, "")
    assert workspace.made() == [f"annex-{today()}.en.docx"]


@pytest.mark.parametrize("xlsx", [(), ("--xlsx",)], ids=["csv", "xlsx"])
@pytest.mark.parametrize("kind", command.KINDS)
def test_every_kind_of_document_works_at_once_and_nothing_is_found_wrong(
    tmp_path: Path, kind: str, xlsx: Sequence[str]
) -> None:
    workspace = an_empty_workspace(tmp_path)
    assert workspace.run("new", "board", "--kind", kind, *TITLE, *xlsx).code == 0
    done = make(workspace, kind)
    assert (done.code, done.err) == (0, "")
    checked = workspace.run("check", "--as-of", "today", "-v")
    assert (checked.code, checked.out + checked.err) == (0, f"board as of {today()}, in en: nothing found\n")


def test_several_kinds_share_a_dossier(tmp_path: Path) -> None:
    workspace = an_empty_workspace(tmp_path)
    workspace.run("new", "board", "--kind", "annex", "--kind", "letter", "--kind", "tracker", *TITLE)
    assert len(make(workspace, "all").paths) == 3
    assert workspace.run("letter", "--as-of", "today", "--to", "example").code == 0


def test_without_a_sample_the_new_dossier_is_the_default(tmp_path: Path) -> None:
    run("init", "ours", "-q", cwd=tmp_path)
    workspace = Workspace(tmp_path / "ours", "board")
    shutil.rmtree(workspace.root / "data" / FOLDER.name)
    refused = workspace.run("annex", "--as-of", "today")
    assert (refused.code, "make one: briefgen new NAME" in refused.err) == (2, True)
    before = (workspace.root / "briefgen.toml").read_text()
    assert workspace.run("new", "board", *TITLE).code == 0
    after = (workspace.root / "briefgen.toml").read_text()
    assert after == before.replace(FOLDER.name, "board")
    assert workspace.run("annex", "--as-of", "today").code == 0


def test_beside_another_dossier_it_is_named_with_dossier(tmp_path: Path) -> None:
    run("init", "ours", "-q", cwd=tmp_path)
    workspace = Workspace(tmp_path / "ours", "board")
    before = (workspace.root / "briefgen.toml").read_bytes()
    made = workspace.run("new", "board", *TITLE)
    assert made.err == "Now try: briefgen annex --as-of today --dossier board\n"
    assert (workspace.root / "briefgen.toml").read_bytes() == before


def test_a_settings_file_without_a_default_gets_one_and_keeps_all_else(tmp_path: Path) -> None:
    workspace = an_empty_workspace(tmp_path)
    (workspace.root / "briefgen.toml").write_text('place = "Ghent"\n[house-style]\npercent-space = true\n')
    workspace.run("new", "board", *TITLE)
    expected = 'dossier = "board"\nplace = "Ghent"\n[house-style]\npercent-space = true\n'
    assert (workspace.root / "briefgen.toml").read_text() == expected


def test_a_dossier_is_never_written_over(tmp_path: Path) -> None:
    workspace = an_empty_workspace(tmp_path)
    workspace.run("new", "board", *TITLE)
    workspace.write("followup.csv", "mine")
    again = workspace.run("new", "board", *TITLE, "--xlsx")
    assert (again.code, again.out) == (2, "")
    assert "There is a dossier “board” already, or a part of one" in again.err
    assert (workspace.data / "followup.csv").read_text() == "mine"
    assert not (workspace.data / "status.xlsx").exists()


def test_other_files_in_the_folder_stay(tmp_path: Path) -> None:
    workspace = an_empty_workspace(tmp_path)
    workspace.data.mkdir(parents=True)
    workspace.write("notes.txt", "mine")
    assert workspace.run("new", "board", *TITLE).code == 0
    assert (workspace.data / "notes.txt").read_text() == "mine"


def test_a_template_that_the_workspace_lacks_comes_with_the_dossier(tmp_path: Path) -> None:
    workspace = an_empty_workspace(tmp_path)
    (workspace.root / "templates" / "note.docx").unlink()
    made = workspace.run("new", "board", "--kind", "note", *TITLE)
    assert Path("templates/note.docx") in made.paths
    assert make(workspace, "note").code == 0


@pytest.mark.parametrize("name", ["..", ".hidden", "con", "a/b", "a b", "board.", ""])
def test_a_name_that_no_folder_should_have_is_refused(tmp_path: Path, name: str) -> None:
    workspace = an_empty_workspace(tmp_path)
    refused = workspace.run("new", name, *TITLE)
    assert (refused.code, "cannot be the name of a dossier" in refused.err) == (2, True)
    assert not (workspace.root / "data").exists()


def test_a_language_without_house_style_is_refused(tmp_path: Path) -> None:
    refused = an_empty_workspace(tmp_path).run("new", "board", *TITLE, "-l", "fr", "-l", "xx")
    assert (refused.code, "no house style for the language “xx”" in refused.err) == (2, True)


def test_without_a_terminal_the_line_to_type_is_told(tmp_path: Path) -> None:
    refused = an_empty_workspace(tmp_path).run("new", "board")
    assert refused.code == 2
    assert 'Type: briefgen new board --title "Follow-up to …"' in refused.err


def test_in_a_terminal_what_is_not_given_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = an_empty_workspace(tmp_path)
    monkeypatch.setattr(command, "_has_terminal", lambda: True)
    monkeypatch.chdir(workspace.root)
    done = CliRunner().invoke(
        group, ["new", "board"], input="The “board”: {1}\nen, fr\nGhent\n", catch_exceptions=False
    )
    assert done.exit_code == 0
    text = (workspace.data / "dossier.yaml").read_text(encoding="utf-8")
    assert 'title: "The “board”: {1}"\nplace: "Ghent"\nlanguages: [en, fr]\n' in text
    assert workspace.run("annex", "--as-of", "today").code == 0


def test_who_gives_no_answer_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = an_empty_workspace(tmp_path)
    monkeypatch.setattr(command, "_has_terminal", lambda: True)
    monkeypatch.chdir(workspace.root)
    assert CliRunner().invoke(group, ["new", "board"], input="\n").exit_code == 1
    assert not workspace.data.exists()


# the workbook


def a_status_workbook(*kinds: str) -> dict[str, Worksheet]:
    new = NewDossier("Board", ["en"], kinds, date(2026, 6, 15))
    book = load_workbook(io.BytesIO(files_of(new, xlsx=True)["status.xlsx"]))
    return {sheet.title: sheet for sheet in book.worksheets}


def test_the_workbook_has_drop_downs_formats_notes_and_heads_that_stay() -> None:
    sheets = a_status_workbook("annex", "letter")
    assert list(sheets) == ["commitments", "followup", "recipients"]
    sheet = sheets["followup"]
    assert sheet.freeze_panes == "A2"
    lists = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation if each.type == "list"}
    assert lists == {"F2:F5000": '"done,ongoing,planned,delayed,blocked,withdrawn"'}
    assert (sheet["C2"].value.date(), sheet["C2"].number_format) == (date(2026, 6, 15), "yyyy-mm-dd")
    assert sheet.column_dimensions["A"].number_format == "@"
    assert all(cell.comment for cell in sheet[1])


def test_a_sheet_of_paragraphs_offers_the_kinds_that_its_documents_print() -> None:
    sheet = a_status_workbook("summary", "main-results")["paragraphs"]
    lists = [each.formula1 for each in sheet.data_validations.dataValidation if each.type == "list"]
    kinds = "heading,subheading,paragraph,bullet,dash,quotation,link,participant,withdrawn"
    assert [set(each.strip('"').split(",")) for each in lists] == [set(kinds.split(","))]


def test_the_same_dossier_gives_the_same_bytes() -> None:
    new = NewDossier("Board", ["en"], command.KINDS, date(2026, 6, 15))
    assert files_of(new, xlsx=True) == files_of(new, xlsx=True)


def test_the_notes_on_the_columns_are_no_comments_and_those_of_others_are(tmp_path: Path) -> None:
    workspace = an_empty_workspace(tmp_path)
    workspace.run("new", "board", "--xlsx", *TITLE)
    path = workspace.data / "status.xlsx"
    book = load_workbook(path)
    comment = book["followup"]["C1"].comment
    assert comment is not None
    comment.author = "A. Peeters"
    book.save(path)
    checked = workspace.run("check", "--as-of", "today", "-v")
    assert checked.err.count("DATA-047") == 1

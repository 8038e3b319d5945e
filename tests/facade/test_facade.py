"""The facade as a program uses it: the same material gives what the command line gives, and errors carry findings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import briefgen
from briefgen.facade.requests import day_of, names_of
from briefgen.facade.table import MOST_ROWS, ShownRow, write_html, write_text
from briefgen.redline import ChangeSource  # the room, beside the function of the same name
from tests.page_engines import needs_rdocx
from tests.workspaces import Workspace, a_workspace

DAY = "2023-03-20"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return a_workspace(tmp_path)


def situation(workspace: Workspace, day: str = DAY) -> briefgen.Situation:
    return briefgen.open(workspace.root).dossier().as_of(day)


class TestASituation:
    def test_has_points_with_their_items(self, workspace: Workspace) -> None:
        dublin, borders = situation(workspace).points
        assert (dublin.key, dublin.number, dublin.words, dublin.state) == ("dublin", "10", "Transfers: more", "ongoing")
        assert [item.key for item in dublin.items] == ["transfers", "report"]
        assert [item.owner for item in borders.items] == ["", ""]

    def test_says_a_text_as_typed_and_as_its_reader_meets_it(self, workspace: Workspace) -> None:
        item = situation(workspace).items[0]
        assert item.text == 'Eighty transfers, at {{ figure("funding") }}, were made.'
        assert item.words == "Eighty transfers, at EUR\N{NO-BREAK SPACE}480\N{NO-BREAK SPACE}million, were made."

    def test_sees_only_what_was_known(self, workspace: Workspace) -> None:
        dossier = briefgen.open(workspace.root).dossier()
        keys = [item.key for item in dossier.as_of(date(2023, 3, 14), known_on="2023-03-14").items]
        assert "report" not in keys
        assert "report" in [item.key for item in dossier.as_of(date(2023, 3, 14)).items]

    def test_has_exact_figures(self, workspace: Workspace) -> None:
        assert situation(workspace).figures["funding"].value == Decimal(480_000_000)

    def test_becomes_a_frame(self, workspace: Workspace) -> None:
        assert list(situation(workspace).to_frame()["item"]) == ["transfers", "report", "patrols", "cameras"]
        assert list(situation(workspace).to_frame("figures")["figure"]) == ["funding"]

    def test_of_what_is_no_frame_is_refused_with_what_to_write(self) -> None:
        rows: Any = [{"point": "a"}]
        with pytest.raises(briefgen.BriefgenError, match="“followup” is given as a list") as refused:
            briefgen.Dossier.from_frames(commitments=pd.DataFrame({"point": ["a"]}), followup=rows)
        assert "followup=pandas.DataFrame(…)" in str(refused.value)

    def test_shows_itself_as_a_table(self, workspace: Workspace) -> None:
        shown = str(situation(workspace))
        assert shown.startswith("Follow-up to the spring summit: situation as of 2023-03-20\n\nNo.  Text")
        assert "\n10   Transfers: more" in shown
        assert "\n       A report was sent on 5 March." in shown.replace("\N{NO-BREAK SPACE}", " ")
        assert repr(situation(workspace)) == shown

    def test_shows_itself_in_a_notebook_and_runs_nothing_of_the_record(self, workspace: Workspace) -> None:
        workspace.replace("followup.csv", "Joint patrols", "<script>alert(1)</script>")
        page = situation(workspace)._repr_html_()
        assert "&lt;script&gt;" in page
        assert "<script>" not in page
        assert page.count("<tr>") == 1 + 2 + 4

    def test_is_refused_where_the_tables_have_errors(self, workspace: Workspace) -> None:
        workspace.replace("followup.csv", "ongoing", "onging")
        with pytest.raises(briefgen.BriefgenError) as refused:
            situation(workspace)
        assert {each.rule for each in refused.value.findings} == {"DATA-008"}
        assert briefgen.open(workspace.root).dossier().findings == refused.value.findings

    def test_goes_on_as_a_draft_without_the_rows_that_have_errors(self, workspace: Workspace) -> None:
        workspace.replace("followup.csv", "borders,patrols,2023-03-12", "borders,patrols,2023-03-92")
        draft = briefgen.open(workspace.root).dossier().as_of(DAY, draft=True)
        assert "patrols" not in [item.key for item in draft.items]
        assert draft.annex(draft=True).name == "annex-2023-03-20.en.DRAFT.docx"
        with pytest.raises(briefgen.FindingsError):
            draft.annex()

    def test_is_refused_before_the_first_entry(self, workspace: Workspace) -> None:
        with pytest.raises(briefgen.FindingsError) as refused:
            situation(workspace, "2023-02-28")
        assert [each.rule for each in refused.value.findings] == ["ASOF-002"]


class TestDocuments:
    def test_are_those_of_the_command_line(self, workspace: Workspace) -> None:
        workspace.run("make", "all", "--to", "all", "--as-of", DAY)
        made = {each.name: each.docx for each in situation(workspace).make_all(to="all")}
        assert made == {name: workspace.document(name) for name in workspace.made()}
        assert sorted(made) == [
            "annex-2023-03-20.en.docx",
            "letter-2023-03-20.be.en.docx",
            "letter-2023-03-20.fr.en.docx",
        ]

    def test_are_marked_as_drafts_in_spite_of_errors(self, workspace: Workspace) -> None:
        workspace.replace("letter.md", 'point("dublin")', 'figure("none")')
        found = briefgen.open(workspace.root).dossier().as_of(DAY, draft=True)
        with pytest.raises(briefgen.FindingsError):
            found.letter(to="be")
        draft = found.letter(to="be", draft=True)
        assert draft.name == "letter-2023-03-20.be.en.DRAFT.docx"
        assert any(each.grade is briefgen.Grade.ERROR for each in draft.findings)

    def test_that_there_are_not_are_refused(self, workspace: Workspace) -> None:
        with pytest.raises(briefgen.UsageProblemError, match=r"no document “anex”.*\n.*annex"):
            situation(workspace).make("anex")

    def test_of_a_situation_are_made_in_memory(self, workspace: Workspace) -> None:
        assert situation(workspace).annex().docx.startswith(b"PK")
        assert workspace.made() == []


class TestADocument:
    @pytest.mark.parametrize("ending", ["docx", "html", "md"])
    def test_is_saved_in_the_format_of_its_name(self, workspace: Workspace, tmp_path: Path, ending: str) -> None:
        annex = situation(workspace).annex()
        saved = annex.save(tmp_path / f"mine.{ending}").read_bytes()
        assert saved == {"docx": annex.docx, "html": annex.html.encode(), "md": annex.markdown.encode()}[ending]

    def test_is_saved_under_its_own_name_in_a_folder(self, workspace: Workspace, tmp_path: Path) -> None:
        assert situation(workspace).annex().save(str(tmp_path)) == tmp_path / "annex-2023-03-20.en.docx"

    def test_is_not_saved_over_an_edited_one(self, workspace: Workspace, tmp_path: Path) -> None:
        path = tmp_path / "annex.md"
        path.write_text("Typed by hand", encoding="utf-8")
        with pytest.raises(briefgen.OutputError):
            situation(workspace).annex().save(path)
        situation(workspace).annex().save(path, force=True)
        assert (tmp_path / "annex.edited-1.md").read_text(encoding="utf-8") == "Typed by hand"

    def test_is_not_saved_under_a_name_without_a_format(self, workspace: Workspace, tmp_path: Path) -> None:
        with pytest.raises(briefgen.UsageProblemError, match=r"does not say in which format(.|\n)*\.docx, \.pdf"):
            situation(workspace).annex().save(tmp_path / "annex.odt")

    @needs_rdocx
    def test_is_a_pdf_with_what_is_to_be_known_of_it(self, workspace: Workspace, tmp_path: Path) -> None:
        annex = situation(workspace).annex(engine="rdocx")
        assert annex.pdf.startswith(b"%PDF")
        assert annex.save(tmp_path / "annex.pdf").read_bytes() == annex.pdf


AGREED = pd.DataFrame({"point": ["dublin"], "number": [10], "text": ["**Transfers**"]})
DONE: Mapping[str, list[object]] = {
    "point": ["dublin", "dublin"],
    "item": ["a", "b"],
    "as_of": [pd.Timestamp(2023, 3, 1), date(2023, 3, 2)],
    "state": ["done", "delayed"],
    "text": ["Ten were made.", "Others wait."],
}


class TestFrames:
    def test_make_an_annex_with_the_templates_of_briefgen(self) -> None:
        dossier = briefgen.Dossier.from_frames(commitments=AGREED, followup=pd.DataFrame(DONE), title="Summit")
        annex = dossier.as_of(pd.Timestamp(2023, 3, 17)).annex()
        assert "Ten were made." in annex.markdown
        assert "| **Commitments** | **Follow-up** |" in annex.markdown
        assert str(dossier.as_of("2023-03-17")).startswith("Summit: situation as of 2023-03-17")

    def test_make_letters_with_a_description(self) -> None:
        people = pd.DataFrame(
            {
                "recipient": ["be"],
                "language": ["en"],
                "name": ["B. Peeters"],
                "salutation": ["Dear B.,"],
                "address": ["-"],
            }
        )
        dossier = briefgen.Dossier.from_frames(
            commitments=AGREED,
            followup=pd.DataFrame(DONE),
            description={
                "place": "Brussels",
                "signatory": {"name": "A. Peeters"},
                "letter": {"closing": "Yours sincerely,"},
            },
            tables={"recipients": people},
            bodies={"letter.md": "We met."},
        )
        assert "We met." in dossier.as_of("2023-03-17").letter(to="be").markdown

    def test_with_mistakes_are_refused_with_all_of_them(self) -> None:
        wrong = pd.DataFrame({**DONE, "state": ["doen", "dealyed"]})
        with pytest.raises(briefgen.BriefgenError) as refused:
            briefgen.Dossier.from_frames(commitments=AGREED, followup=wrong).as_of("2023-03-17")
        assert [each.remedy for each in refused.value.findings] == ["Did you mean “done”?", "Did you mean “delayed”?"]


class TestFiles:
    def test_are_checked_by_path_by_bytes_and_as_documents(self, workspace: Workspace, tmp_path: Path) -> None:
        workspace.replace("followup.csv", "Joint patrols will", "Joint patrols  will will")
        annex = situation(workspace).annex()
        found = briefgen.check(annex)
        assert found
        assert briefgen.check(annex.save(tmp_path / annex.name)) == found
        assert {each.place.file for each in briefgen.check(annex.docx)} == {"document.docx"}

    def test_that_are_none_are_refused(self) -> None:
        with pytest.raises(briefgen.BriefgenError, match=r"document\.docx"):
            briefgen.check(b"no Word file")

    def test_are_redlined(self, workspace: Workspace, tmp_path: Path) -> None:
        old, new = situation(workspace, "2023-03-05").annex(), situation(workspace).annex()
        marked = briefgen.redline(old, new.save(tmp_path / "new.docx"))
        assert (marked.name, briefgen.redline(old.docx, new.docx).name) == ("redline-new.docx", "redline.docx")
        assert marked.docx == briefgen.redline(old.docx, new).docx
        assert ChangeSource("a", "b").comment == ""

    def test_are_never_the_redline_itself(self, workspace: Workspace, tmp_path: Path) -> None:
        path = situation(workspace).annex().save(tmp_path / "new.docx")
        with pytest.raises(briefgen.OutputError):
            briefgen.redline(situation(workspace, "2023-03-05").annex(), path).save(path)


class TestTables:
    def test_show_the_beginning_and_say_how_much_is_left_out(self) -> None:
        rows = [ShownRow(str(number), "Text") for number in range(MOST_ROWS + 5)]
        for shown in (write_text("Heading", rows), write_html("Heading", rows)):
            assert "and 5 more rows" in shown
        assert write_html("Heading", rows).count("<tr>") == MOST_ROWS + 1

    def test_break_long_texts_and_keep_the_columns(self) -> None:
        shown = write_text("Heading", [ShownRow("1", "word " * 40, "done", "2023-Q2", "HOME", is_point=True)])
        lines = shown.splitlines()
        assert max(map(len, lines)) <= 100
        assert lines[3].endswith("done   2023-Q2  HOME")


def test_days_are_dates_texts_and_moments() -> None:
    days = (date(2023, 3, 17), "2023-03-17", pd.Timestamp(2023, 3, 17, 12))
    assert {day_of(day) for day in days} == {date(2023, 3, 17)}
    with pytest.raises(briefgen.UsageProblemError, match="“17 March” is not a day"):
        day_of("17 March")


def test_one_name_or_several_are_a_list() -> None:
    assert (names_of(None), names_of("en"), names_of(["en", "fr"])) == ((), ("en",), ("en", "fr"))

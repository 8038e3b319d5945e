"""The table `paragraphs`, and documents with bodies and heads of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.asof import date_findings, situation_as_of
from briefgen.errors import UnreadableInputError
from briefgen.sources import read_dossier
from tests.sources.folders import SOUND, a_folder, a_workbook, found, read

NOTE = """\
title: Mapping
documents:
  note: {template: note.docx, body: note.md}
  web: {template: web.docx, kind: main-results}
"""
HEADER = "document,paragraph,as_of,recorded,kind,heading,text,name,function,href,source\n"
ALONE = {"commitments.csv": None, "followup.csv": None}
SMALL = {**ALONE, "dossier.yaml": NOTE, "note.md": "The text.\n"}


def paragraphs(*rows: str) -> str:
    return HEADER + "".join(f"{row}\n" for row in rows)


def test_rows_are_read_with_every_column(tmp_path: Path) -> None:
    rows = paragraphs("web,q,2021-03-15,2021-03-16,quotation,Said,Now!,E. Cabrita,Minister,,press")
    dossier, findings = read(tmp_path, {**SMALL, "paragraphs.csv": rows})
    (row,) = dossier.paragraphs
    assert findings == ()
    assert (row.document, row.paragraph, row.as_of, row.recorded) == ("web", "q", date(2021, 3, 15), date(2021, 3, 16))
    assert (row.kind, row.heading, row.text, row.name, row.function, row.source) == (
        "quotation",
        "Said",
        "Now!",
        "E. Cabrita",
        "Minister",
        "press",
    )


def test_five_columns_are_enough_in_a_sheet_too(tmp_path: Path) -> None:
    sheet = [["document", "paragraph", "as_of", "kind", "text"], ["web", "a", "2021-03-15", "paragraph", "Text."]]
    dossier, findings = read(tmp_path, {**SMALL, "status.xlsx": a_workbook({"paragraphs": sheet})})
    assert findings == ()
    assert (dossier.paragraphs[0].recorded, dossier.paragraphs[0].heading) == (date(2021, 3, 15), "")


@pytest.mark.parametrize(
    ("row", "rule", "said"),
    [
        ("web,a,2021-03-15,,quotaton,,Text.,,,,", "DATA-037", "Did you mean “quotation”?"),
        ("wbe,a,2021-03-15,,paragraph,,Text.,,,,", "DATA-038", "Did you mean “web”?"),
        ("web,a,2021-03-15,,recital,,Text.,,,,", "DATA-039", "prints no paragraph “recital”"),
        ("web,a,2021-03-15,,paragraph,,,,,,", "DATA-005", "“text” is required"),
        ("web,a,2021-03-15,,link,,The pact,,,,", "DATA-045", "does not say where it goes"),
        ("web,a,2021-03-15,,link,,The pact,,,ftp://x.eu,", "DATA-045", "“ftp://x.eu” is no address"),
    ],
)
def test_what_is_wrong_with_a_row_is_found(tmp_path: Path, row: str, rule: str, said: str) -> None:
    dossier, findings = read(tmp_path, {**SMALL, "paragraphs.csv": paragraphs(row)})
    assert [finding.rule for finding in findings] == [rule]
    assert said in str(findings[0])
    assert findings[0].place.row == 2
    assert dossier.paragraphs == ()


def test_a_withdrawn_paragraph_and_a_participant_need_no_text(tmp_path: Path) -> None:
    yaml = "title: x\ndocuments: {sum: {template: s.docx, kind: summary}}\n"
    rows = paragraphs("sum,a,2021-03-15,,withdrawn,,,,,,", "sum,fr,2021-03-15,,participant,countries,,France,,,")
    assert found(tmp_path, {**ALONE, "dossier.yaml": yaml, "paragraphs.csv": rows}) == []


def test_a_participant_without_a_name_and_text_is_found(tmp_path: Path) -> None:
    yaml = "title: x\ndocuments: {sum: {template: s.docx, kind: summary}}\n"
    rows = paragraphs("sum,fr,2021-03-15,,participant,countries,,,,,")
    (finding,) = found(tmp_path, {**ALONE, "dossier.yaml": yaml, "paragraphs.csv": rows})
    assert "“text” is required" in finding


def test_one_key_may_stand_in_two_documents_but_has_one_wording_a_day(tmp_path: Path) -> None:
    same = "a,2021-03-15,,paragraph,,Text.,,,,"
    yaml = "title: x\ndocuments: {one: {template: s.docx, kind: summary}, two: {template: s.docx, kind: summary}}\n"
    files = {**ALONE, "dossier.yaml": yaml}
    assert found(tmp_path, {**files, "paragraphs.csv": paragraphs(f"one,{same}", f"two,{same}")}) == []
    (clash,) = found(tmp_path, {**files, "paragraphs.csv": paragraphs(f"one,{same}", f"one,{same}")})
    assert "there is a row for one, a, 2021-03-15, 2021-03-15 already" in clash


class TestWhatStands:
    ROWS = (
        "web,b,2021-03-10,,paragraph,,Early.,,,,",
        "web,a,2021-03-10,,paragraph,,First.,,,,",
        "web,b,2021-03-12,2021-03-20,paragraph,,Late.,,,,",
        "web,a,2021-03-15,,withdrawn,,,,,,",
        "web,a,2021-03-18,,paragraph,,Again.,,,,",
    )

    @pytest.mark.parametrize(
        ("as_of", "known_on", "standing"),
        [
            ("2021-03-09", None, []),
            ("2021-03-11", None, ["Early.", "First."]),
            ("2021-03-12", None, ["Late.", "First."]),
            ("2021-03-12", "2021-03-13", ["Early.", "First."]),
            ("2021-03-15", None, ["Late."]),
            ("2021-03-18", None, ["Late.", "Again."]),
        ],
    )
    def test_is_the_last_wording_in_the_order_of_the_file(
        self, tmp_path: Path, as_of: str, known_on: str | None, standing: list[str]
    ) -> None:
        dossier, _ = read(tmp_path, {**SMALL, "paragraphs.csv": paragraphs(*self.ROWS)})
        known = date.fromisoformat(known_on) if known_on else None
        situation = situation_as_of(dossier, date.fromisoformat(as_of), known)
        assert [row.text for row in situation.paragraphs("web")] == standing
        assert situation.paragraphs("note") == ()

    def test_is_nothing_before_the_first_day(self, tmp_path: Path) -> None:
        dossier, _ = read(tmp_path, {**SMALL, "paragraphs.csv": paragraphs(*self.ROWS)})
        (finding,) = date_findings(dossier, date(2021, 3, 9), date(2021, 4, 1))
        assert "the first entry, “b”, holds from 2021-03-10" in finding.message


class TestTheTablesOfAnAnnex:
    def test_are_not_needed_without_an_annex(self, tmp_path: Path) -> None:
        assert found(tmp_path, SMALL) == []

    @pytest.mark.parametrize("documents", ["", "documents: {annex: a.docx, note: {template: n.docx, body: note.md}}\n"])
    def test_are_missed_with_one(self, tmp_path: Path, documents: str) -> None:
        files = {**SMALL, "dossier.yaml": f"title: x\n{documents}"}
        with pytest.raises(UnreadableInputError, match=r"commitments\.csv: the dossier spring-summit has no table"):
            read(tmp_path, files)

    def test_are_not_missed_where_paragraphs_without_a_document_are_the_mistake(self, tmp_path: Path) -> None:
        rows = paragraphs("web,a,2021-03-15,,paragraph,,Text.,,,,")
        (finding,) = found(tmp_path, {**ALONE, "paragraphs.csv": rows})
        assert "there is no document “web” in dossier.yaml" in finding
        assert "Name it under “documents”" in finding


class TestBodiesAndHeads:
    def test_are_read_with_their_document(self, tmp_path: Path) -> None:
        about = "{number: 7896/20, codes: [A 1, B 2]}"
        yaml = f"title: x\ndocuments: {{note: {{template: n.docx, body: note.md, about: {about}}}}}\n"
        (note,) = read(tmp_path, {**SMALL, "dossier.yaml": yaml})[0].documents
        assert (note.body, note.body_file) == ("The text.\n", "note.md")
        assert note.about == {"number": "7896/20", "codes": ("A 1", "B 2")}

    def test_change_the_digest(self, tmp_path: Path) -> None:
        before = read(tmp_path, SMALL)[0].digest
        assert read(tmp_path, {**SMALL, "note.md": "Another text.\n"})[0].digest != before

    def test_are_checked_like_the_letter(self, tmp_path: Path) -> None:
        (finding,) = found(tmp_path, {**SMALL, "note.md": "One.\n\nOn {{ dat(5) }}.\n"})
        assert finding.startswith("note.md, line 3, character 4")

    def test_are_missed_by_their_name(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableInputError, match=r"note\.md: there is no such file"):
            read(tmp_path, {**SMALL, "note.md": None})

    @pytest.mark.parametrize("file", ["../note.md", "note.docx", "C:\\note.md"])
    def test_stand_in_the_folder_as_markdown(self, tmp_path: Path, file: str) -> None:
        yaml = f"title: x\ndocuments: {{note: {{template: n.docx, body: '{file}'}}}}\n"
        (finding,) = found(tmp_path, {**SMALL, "dossier.yaml": yaml})
        assert "cannot be the body of a document" in finding

    def test_have_their_values_checked(self, tmp_path: Path) -> None:
        yaml = "title: x\ndocuments: {note: {template: n.docx, body: note.md, about: {to: ['{{ dat(5) }}']}}}\n"
        (finding,) = found(tmp_path, {**SMALL, "dossier.yaml": yaml})
        assert "“dat” is not a word of the vocabulary" in finding


class TestNames:
    @pytest.mark.parametrize(
        ("body", "said"),
        [
            ('See {{ ref("table/areas") }}.', "“areas” is not under “tables” or “charts”"),
            ('{{ cell("areas", "asylum") }}', "“areas” is not under “tables” or “charts”"),
            ('See {{ ref("point/a") }}.', "“a” is not a point of the tables"),
            ('See {{ ref("note/m") }}[^n].\n\n[^n]: Note.', "“m” is not the label of one footnote alone"),
            ('{{ counted("countries") }}', "“countries” is not a heading of participants"),
        ],
    )
    def test_that_name_nothing_are_found_before_any_date_is_known(self, tmp_path: Path, body: str, said: str) -> None:
        (finding,) = found(tmp_path, {**SMALL, "note.md": body})
        assert said in finding
        assert finding.startswith("note.md, line 1")

    def test_of_notes_are_found_wherever_they_stand_alone(self, tmp_path: Path) -> None:
        body = 'See footnote {{ ref("note/n") }}[^n].\n\n[^n]: Note.'
        assert found(tmp_path, {**SMALL, "note.md": body}) == []
        row = 'web,a,2021-03-15,,paragraph,,"Text[^n].\n\n[^n]: Another.",,,,'
        (finding,) = found(tmp_path, {**SMALL, "note.md": body, "paragraphs.csv": paragraphs(row)})
        assert "“n” is not the label of one footnote alone" in finding

    def test_of_points_are_those_of_recitals_too(self, tmp_path: Path) -> None:
        yaml = "title: x\ndocuments: {con: {template: c.docx, kind: conclusions}}\n"
        rows = paragraphs(
            "con,a,2020-06-05,,recital,,noting,,,,", 'con,b,2020-06-05,,point,,"see {{ ref(""point/a"") }}",,,,'
        )
        assert found(tmp_path, {**ALONE, "dossier.yaml": yaml, "paragraphs.csv": rows}) == []


def test_an_annex_and_a_note_stand_in_one_folder(tmp_path: Path) -> None:
    yaml = "title: x\ndocuments: {annex: a.docx, note: {template: n.docx, body: note.md}}\n"
    folder = a_folder(tmp_path, {**SOUND, "dossier.yaml": yaml, "note.md": "Text.\n"})
    dossier, findings = read_dossier(folder)
    assert findings == ()
    assert [document.kind for document in dossier.documents] == ["annex", "note"]

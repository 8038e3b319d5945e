"""A template out of an imported annex: it has no faults, and what is made with it has the words of the import."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from briefgen.compose import WORDS
from briefgen.intake.histories import join_readings
from briefgen.intake.word import NoAnnexError, read_annex, template_of
from briefgen.word import lint
from briefgen.word.template import Template
from tests.corpus.authoring import an_empty_document, note_mark, notes, saved
from tests.intake.rebuilt import annexed, shown
from tests.intake.word.papers import add_table, an_annex
from tests.intake.word.test_seed import columns
from tests.outline import outline
from tests.sample_documents import document
from tests.seeds.transcription import WHERE_THEY_ARE, seed_document

_TITLE = "Follow-up (situation as of 17 March 2023)"


def made_again(docx: bytes, folder: Path) -> bytes:
    """What the template of a file makes of its own reading."""
    template = template_of(docx, "annex.docx").data
    assert Template.check(template, "annex.docx", tuple(WORDS))[1] == []
    assert {each.code for each in lint(template)} <= {"TEMPLATE_TAG_LEFT", *(each.code for each in lint(docx))}
    read = read_annex(docx, "annex.docx")
    return annexed(join_readings([read]), read, folder, template)


@pytest.mark.parametrize(
    "name", ["annex-2023-03-17", "translated-annex-2023-03-17-fr", "translated-annex-2023-03-17-pl"]
)
def test_the_samples_are_made_again(name: str, tmp_path: Path) -> None:
    assert shown(made_again(document(name), tmp_path)) == shown(document(name))


@WHERE_THEY_ARE
def test_the_annex_of_the_real_letter_is_made_again(tmp_path: Path) -> None:
    assert columns(made_again(seed_document("000"), tmp_path)) == columns(seed_document("000"))


def test_sections_in_the_table_and_groups_keep_their_look(tmp_path: Path) -> None:
    rows = (
        ("In force",),
        ("1. Ports", ["• Done.", "**OUTREACH**", "• Egypt."]),
        ("In preparation",),
        ("2. Roads", ["• Soon."]),
    )
    paper = an_annex(*rows, title=_TITLE)
    assert shown(made_again(paper, tmp_path)) == shown(paper)


def test_headings_between_tables_make_a_table_for_each_part(tmp_path: Path) -> None:
    paper = an_empty_document()
    paper.add_heading(_TITLE, 1)
    paper.add_paragraph("This paper tells what was done.")
    for part, number in (("In force", "1"), ("In preparation", "2")):
        paper.add_heading(part, 2)
        add_table(paper, ("Commitment", "Follow-up"), (f"{number}. Ports", "• Done."))
    made = made_again(saved(paper), tmp_path)
    assert [each[:4] for each in shown(made)] == [each[:4] for each in shown(saved(paper))]


def test_columns_of_their_own_get_tags_of_their_own(tmp_path: Path) -> None:
    heads = ("No", "Commitment", "Follow-up", "Lead")
    paper = an_annex(("1.", "Ports", "• Done.", "HOME"), ("2.", "Roads", "• Soon.", "MOVE"), heads=heads, title=_TITLE)
    assert [each[:4] for each in shown(made_again(paper, tmp_path))] == [each[:4] for each in shown(paper)]


def test_a_line_of_its_own_with_the_day_is_a_tag(tmp_path: Path) -> None:
    paper = an_empty_document()
    paper.add_heading("Follow-up", 1)
    paper.add_paragraph("Situation as of 17 March 2023")
    add_table(paper, ("Commitment", "Follow-up"), ("1. Ports", "• Done."))
    assert "{{ headline }}" in outline(template_of(saved(paper), "annex.docx").data)
    assert shown(made_again(saved(paper), tmp_path)) == shown(saved(paper))


def test_braces_of_the_file_are_no_tags() -> None:
    paper = an_empty_document()
    paper.add_heading("Follow-up", 1)
    paper.add_paragraph("Not a {{ tag }} nor {% one %}.")
    add_table(paper, ("Commitment", "Follow-up"), ("1. Ports", "• Done."))
    assert "Not a {_{ tag }_} nor {_% one %_}." in outline(template_of(saved(paper), "annex.docx").data)


def test_notes_of_rows_go(tmp_path: Path) -> None:
    paper = an_empty_document()
    paper.add_heading(_TITLE, 1)
    table = add_table(paper, ("Commitment", "Follow-up"), ("1. Ports", "• Said"))
    notes(paper, "A secret of last month")
    note_mark(table.cell(1, 1).paragraphs[0])
    assert b"secret" not in b"".join(_parts(template_of(saved(paper), "annex.docx").data))
    assert shown(made_again(saved(paper), tmp_path)) == shown(saved(paper))


def _parts(docx: bytes) -> list[bytes]:

    with ZipFile(BytesIO(docx)) as packed:
        return [packed.read(name) for name in packed.namelist()]


def test_a_file_without_an_annex_makes_no_template() -> None:
    with pytest.raises(NoAnnexError, match="no table with commitments"):
        template_of(an_annex(("A", "B"), heads=("Name", "Place")), "list.docx")

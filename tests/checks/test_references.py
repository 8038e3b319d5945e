"""REF: captions, references, annexes, footnotes, legal references, the note on Kosovo, numbered points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.findings import Grade, Place
from briefgen.model.exhibits import Table
from briefgen.model.manuscript import Manuscript, Passage, PictureForm, Role, TableForm
from briefgen.model.richtext import Span, plain
from tests.builders import a_commitment, a_dossier, a_follow_up
from tests.checks.builders import (
    a_bullet,
    a_cell,
    a_context,
    a_manuscript,
    a_passage,
    a_row,
    a_typed_cell,
    findings,
    words,
)

NOTE = "* This designation is without prejudice to positions, in line with UNSCR 1244/1999, on the status of Kosovo."


def a_caption(text: str) -> Passage:
    return a_passage(text, role=Role.CAPTION)


def a_note(number: int, text: str) -> Passage:
    return a_passage(text, role=Role.NOTE, number=str(number))


def a_table(number: int = 1, **form: object) -> TableForm:
    return replace(TableForm(number, Place("note.docx", spot=f"table {number}")), **form)


# captions


def test_a_number_of_a_caption_that_stands_twice_is_an_error_at_both_places() -> None:
    captions = [f"Table {number}" for number in (12, 13, 13, 14)]
    found = findings("REF-001", *captions)
    assert [each.words for each in found] == ["Table 13", "Table 13"]
    assert {each.grade for each in found} == {Grade.ERROR}
    assert "2 captions are called “Table 13”" in found[0].message


def test_a_number_left_out_is_a_doubt() -> None:
    [found] = findings("REF-001", a_caption("Table 1"), a_caption("Table 3: Returns, by month"))
    assert found.grade is Grade.WARNING
    assert "“Table 3” comes after “Table 1”" in found.message


def test_tables_and_charts_are_numbered_each_for_themselves() -> None:
    assert words("REF-001", "Chart 1", "Table 1", "Chart 2", "Table 2: Activities") == []


@pytest.mark.parametrize(
    ("language", "word"), [("de", "Tabelle"), ("fr", "Tableau"), ("cs", "Tabulka"), ("el", "Πίνακας")]
)
def test_captions_of_other_languages_are_counted_too(language: str, word: str) -> None:
    assert words("REF-001", f"{word} 1", f"{word} 1", language=language) == [f"{word} 1", f"{word} 1"]


@given(st.integers(1, 40))
def test_captions_numbered_through_are_never_complained_of(count: int) -> None:
    assert words("REF-001", *(a_caption(f"Table {number}: Title") for number in range(1, count + 1))) == []


def test_what_is_announced_and_does_not_follow_is_found() -> None:
    text = "For the three partners the results are as follows:"
    assert findings("REF-002", text, "Furthermore, the kinds of help are told for each partner by itself.")
    assert findings("REF-002", text)


@pytest.mark.parametrize("after", [a_bullet("Albania: 7"), a_caption("Table 8"), a_cell("Albania")])
def test_what_is_announced_and_follows_is_right(after: Passage) -> None:
    assert findings("REF-002", "The results are as follows:", after) == []


def test_a_table_without_a_caption_among_captioned_ones_is_found() -> None:
    cells = [a_caption("Table 1"), a_cell("Albania", 1)]
    form = a_table(rows=4)
    assert findings("REF-002", a_manuscript(*cells, tables=(form,)))
    assert findings("REF-002", a_manuscript(*cells, tables=(replace(form, captioned=True),))) == []


def test_the_table_that_is_the_head_of_a_note_needs_no_caption() -> None:
    head_first = a_manuscript(a_cell("From: Presidency"), a_caption("Table 1"), tables=(a_table(rows=3),))
    assert findings("REF-002", head_first) == []


def test_no_table_needs_a_caption_where_none_has_one() -> None:
    assert findings("REF-002", a_manuscript(a_cell("Albania"), tables=(a_table(rows=3),))) == []


def test_captions_without_a_title_are_told_once_with_their_number() -> None:
    [found] = findings("REF-004", a_caption("Chart 1"), a_caption("Table 1"), a_caption("Table 2: Returns"))
    assert found.grade is Grade.HINT
    assert "2 of 3 captions" in found.message


def test_a_row_without_a_number_between_numbered_ones_is_found() -> None:
    rows = [a_row(1, "Point", "News")]
    rows += [a_row(n, f"{n}. The Commission will act", "Done.") for n in (2, 3)]
    rows += [a_row(4, "Deployment of border guards", "Planned."), a_row(5, "4. Returns", "Done.")]
    passages = [each for row in rows for each in row]
    assert words("REF-004", a_manuscript(*passages, tables=(a_table(rows=5),))) == ["Deployment of border guards"]


def test_a_head_row_typed_again_and_the_rest_of_a_broken_row_need_no_number() -> None:
    rows = [a_row(1, "Point", "News")]
    rows += [a_row(n, f"{n}. The Commission will act", "Done.") for n in (2, 3)]
    rows += [a_row(4, "Point", "News"), a_row(5, "of origin more efficiently.", ""), a_row(6, "4. Returns", "Done.")]
    passages = [each for row in rows for each in row]
    assert words("REF-004", a_manuscript(*passages, tables=(a_table(rows=6),))) == []


# references


def test_a_reference_that_two_captions_answer_is_an_error() -> None:
    [found] = findings("REF-005", "They help most (see Table 13).", "Table 13", "Table 13")
    assert found.grade is Grade.ERROR
    assert "can mean 2 places" in found.message


def test_a_reference_that_no_caption_answers_is_an_error() -> None:
    assert words("REF-005", "They help most (see Tables 1 and 2).", "Table 1") == ["Tables 1 and 2"]


def test_references_that_lead_to_one_place_are_right() -> None:
    text = "See Tables 1 and 2, Chart 1, footnote 1 (see point 10) and (point 11)."
    document = ("Table 1", "Table 2", "Chart 1", a_note(1, "A note."), "10. Dublin", "11. Partners")
    assert words("REF-005", text, *document) == []


@pytest.mark.parametrize(
    "text", ["See Table 3 of the report.", "More was told then (see point 9 in the letter of last year)."]
)
def test_references_to_other_documents_are_not_followed(text: str) -> None:
    assert words("REF-005", text, "Table 1", "1. Borders", "2. Returns") == []


def test_a_document_without_captions_and_points_has_nothing_to_miss() -> None:
    assert words("REF-005", "See point 4 and Table 7.", "A text without captions, points or notes.") == []


def test_a_point_that_is_not_there_is_missed_only_where_the_document_has_points() -> None:
    points = ("1. Borders", "2. Returns")
    assert words("REF-005", "More will follow (see point 12).", *points) == ["point 12"]
    assert words("REF-005", "He had a point 12 years ago.", *points) == []


def test_two_forms_of_one_reference_are_told() -> None:
    assert words("REF-003", "First (see point 10).", "Then (point 11).") == ["point 10", "point 11"]
    assert words("REF-003", "First (see point 1).", "Then (see point 2).", "Last (point 3).") == ["point 3"]
    assert words("REF-003", "First (see point 10).", "Then (see point 11).") == []


def test_the_few_references_that_are_not_italic_are_told() -> None:
    def reference(number: int, *, italic: bool) -> Passage:
        spans = (Span("It grew (see "), Span(f"Table {number}", italic=italic), Span(")."))
        return replace(a_passage(""), spans=spans, place=Place("note.docx", spot=str(number)))

    mixed = [reference(1, italic=True), reference(2, italic=True), reference(3, italic=False)]
    assert words("REF-003", *mixed) == ["Table 3"]
    assert words("REF-003", *mixed[:2]) == []


def test_a_note_whose_mark_is_typed_behind_a_reference_is_told() -> None:
    assert words("REF-003", "It grew (see Table 16⁶).") == ["Table 16⁶"]


def test_a_point_typed_in_the_record_is_told_with_what_to_type_instead() -> None:
    dossier = a_dossier(a_commitment(point="dublin", number="10"), a_follow_up(point="dublin"))
    typed = a_typed_cell("It goes on (see point 10).")
    live = a_typed_cell("It goes on (see point 10).", source='It goes on (see point {{ point("dublin") }}).')
    foreign = a_typed_cell("As in point 10 of the conclusions.")

    def found(passage: Passage) -> list[str]:
        context = a_context(a_manuscript(passage, kind="annex"), dossier=dossier)
        return [each.remedy for each in findings("REF-003", context)]

    assert found(typed) == ['Write: point {{ point("dublin") }}']
    assert found(live) == found(foreign) == []


# annexes


def test_an_annex_that_is_named_and_not_there_is_found() -> None:
    assert words("REF-006", "Delegations will find in Annex what was agreed.") == ["find in Annex"]
    assert words("REF-006", "The list is in the Annex to this letter.") != []


@pytest.mark.parametrize("heading", ["ANNEX", "Annex I", "ANNEX: Follow-up"])
def test_an_annex_that_is_there_is_right(heading: str) -> None:
    assert findings("REF-006", "You will find in Annex what was agreed.", heading) == []


def test_an_annex_of_another_act_is_not_looked_for() -> None:
    assert findings("REF-006", "The form is set out in Annex II to Regulation (EU) 2019/1896.") == []


def test_what_follows_a_letter_is_to_be_called_an_annex() -> None:
    heading = a_passage("Follow-up to the summit", role=Role.HEADING, level=2)
    [found] = findings("REF-006", "Dear colleagues,", "Yours sincerely,", "The President", heading)
    assert "not called an annex" in found.message
    called = replace(heading, spans=(Span("Annex: Follow-up to the summit"),))
    assert findings("REF-006", "Dear colleagues,", "Yours sincerely,", called) == []


def test_a_letter_of_the_record_has_its_annex_beside_it() -> None:
    assert findings("REF-006", a_manuscript("You will find in Annex what was agreed.", kind="letter")) == []


# footnotes


def test_footnotes_without_a_full_stop_are_told_together() -> None:
    [found] = findings("REF-007", a_note(1, "ST 5312/20"), a_note(2, "ST 7704/17"), a_note(3, "COM(2019) 293 final."))
    assert "Of 3 footnotes, notes 1, 2 do not end with a full stop." in found.message


def test_a_cited_act_without_year_and_number_is_told() -> None:
    [found] = findings("REF-007", a_note(1, "Commission Communication of 29 April on recovery."))
    assert (found.words, "no year and no number" in found.message) == ("29 April", True)
    assert findings("REF-007", a_note(1, "Commission Communication of 29 April 2020, COM(2020) 315.")) == []


# legal references


@pytest.mark.parametrize("text", ["Set up by EU 2019/1240.", "Article 25a: the next report is due in autumn."])
def test_an_incomplete_legal_reference_is_found(text: str) -> None:
    assert findings("REF-008", text)


@pytest.mark.parametrize(
    "text",
    [
        "Regulation (EU) 2019/1240 set it up.",
        "The report under Article 25a of the Visa Code is due.",
        "The Visa Code asks for a report. Article 25a says when.",
        "Article 79(2) TFEU is the basis.",
    ],
)
def test_a_complete_legal_reference_is_right(text: str) -> None:
    assert findings("REF-008", text) == []


# Kosovo


def test_kosovo_without_its_asterisk_is_found_once_for_a_part() -> None:
    assert words("REF-009", "Seven of them help Kosovo.", "In Kosovo it grew.") == ["Kosovo"]


def test_kosovo_with_asterisk_and_note_is_right() -> None:
    assert words("REF-009", "Seven help Kosovo*.", "In Kosovo it grew.", NOTE) == []
    assert words("REF-009", "Seven help Kosovo*.", "In Kosovo it grew.", a_note(1, NOTE)) == []
    noted = replace(a_passage(""), spans=(Span("Seven help Kosovo"), Span("", note=plain(NOTE)), Span(".")))
    assert words("REF-009", noted) == []


def test_an_asterisk_without_its_note_is_found() -> None:
    [found] = findings("REF-009", "Seven of them help Kosovo*.")
    assert "no note" in found.message


def test_the_note_may_stand_below_a_table_of_the_record() -> None:
    table = a_passage("", exhibit=Table("partners", notes=(plain(NOTE),)))
    assert words("REF-009", a_manuscript("Seven of them help Kosovo*.", table, kind="note")) == []


def test_a_part_behind_the_note_needs_an_asterisk_of_its_own_and_so_do_headings() -> None:
    text = ("They help Kosovo*.", NOTE, "Most of them help Kosovo least.", a_bullet("Kosovo"), "Kosovo has seven.")
    assert words("REF-009", *text) == ["Kosovo", "Kosovo"]


# numbered points


def test_typed_points_with_a_gap_or_a_double_are_found() -> None:
    assert words("REF-010", "1. Borders", "2. Returns", "4. Partners") == ["4. Partners"]
    assert words("REF-010", "1. Borders", "2. Returns", "2. Partners") == ["2. Partners"]


def test_points_numbered_through_and_lists_that_begin_anew_are_right() -> None:
    assert words("REF-010", "1. Borders", "2. Returns", "3. Partners", "1. First", "2. Second", "3. Third") == []
    assert words("REF-010", "1. Borders", "2a. Sea", "2b. Land", "3. Returns") == []


def test_rules_on_form_leave_documents_of_the_record_alone() -> None:
    composed: Manuscript = a_manuscript("1. Borders", "2. Returns", "4. Partners", "Table 1", kind="annex")
    pictured = replace(composed, pictures=(PictureForm(Place("annex"), is_chart=True),))
    assert [each for rule in ("REF-002", "REF-004", "REF-010") for each in findings(rule, pictured)] == []


def test_points_that_begin_with_0_are_others_than_those_before() -> None:
    points = ("1. First of all", "2. Then", "3. And", "0. Terms", "1. Use", "2. Fees")
    assert findings("REF-010", a_manuscript(*points)) == []
    assert words("REF-010", a_manuscript(*points[:-1], "3. Fees")) == ["3. Fees"]

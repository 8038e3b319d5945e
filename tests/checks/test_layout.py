"""LAY: how a finished file is built."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefgen.checks import CheckContext, check
from briefgen.findings import Grade, Place
from briefgen.model.manuscript import Manuscript, Passage, PictureForm, Role, TableForm
from briefgen.model.richtext import Span
from tests.checks.builders import a_bullet, a_cell, a_manuscript, a_passage, a_row, findings, words

PROSE = "The Commission and the Member States agreed on the measures, and on the steps that follow from them. " * 2
HEAD = ("What was agreed", "What was done")


def a_table(*rows: tuple[str | tuple[str, ...], ...], **form: object) -> Manuscript:
    """A file with one table; its rows may break and its head is not marked, unless the form says otherwise."""
    passages = [each for number, row in enumerate(rows, 1) for each in a_row(number, *row)]
    table = TableForm(1, Place("note.docx", spot="table 1"), len(rows), len(rows[0]))
    return a_manuscript(*passages, tables=(replace(table, **form),))


def bold(text: str, **overrides: object) -> Passage:
    return replace(a_passage(text, **overrides), spans=(Span(text, bold=True),))


# rows


def test_long_rows_that_may_break_are_told_once_for_a_table() -> None:
    [found] = findings("LAY-001", a_table(HEAD, (PROSE * 2, "Done."), (PROSE * 2, "Done."), splitting=(1, 2, 3)))
    assert "2 long rows of this table may break over a page, the first of them row 2" in found.message
    [found] = findings("LAY-001", a_table(HEAD, (PROSE * 2, "Done."), splitting=(1, 2)))
    assert found.message.startswith("A long row of this table, row 2, may break")


def test_short_rows_and_rows_that_stay_whole_are_right() -> None:
    assert findings("LAY-001", a_table(HEAD, ("Borders", "Done."), splitting=(1, 2))) == []
    assert findings("LAY-001", a_table(HEAD, (PROSE * 3, "Done."), splitting=(1,))) == []


def test_a_row_cut_in_two_by_hand_is_found_even_with_the_head_typed_between() -> None:
    rows = (("7. The agency will support the", "Done."), HEAD, ("countries that ask for it.", ""))
    assert words("LAY-001", a_table(HEAD, *rows)) == ["7. The agency will support the"]
    assert words("LAY-001", a_table(HEAD, ("7. Borders", "Done."), ("8. Returns", "Done."))) == []


def test_a_head_row_that_is_not_marked_is_found() -> None:
    rows = (HEAD, ("Borders.", "Done."), ("Returns.", "Done."))
    assert len(findings("LAY-002", a_table(*rows))) == 1
    assert findings("LAY-002", a_table(*rows, heads=1)) == []


def test_a_head_row_typed_again_is_told_once_with_its_number() -> None:
    rows = (HEAD, ("Borders.", "Done."), HEAD, ("Returns.", "Done."), HEAD)
    [found] = findings("LAY-002", a_table(*rows, heads=1))
    assert "typed again 2 times more" in found.message


def test_rows_of_sentences_are_no_head_rows() -> None:
    rows = (("It began.", "It ended."), ("Borders.", "Done."), ("It began.", "It ended."))
    assert findings("LAY-002", a_table(*rows)) == []


def test_a_table_that_goes_on_under_the_same_head_is_one_table() -> None:
    first = a_table(HEAD, ("Borders.", "Done."), heads=1)
    cells = [replace(each, cell=replace(each.cell, table=2)) for each in first.passages if each.cell]
    again = replace(first.tables[0], number=2, place=Place("note.docx", spot="table 2"))
    adjoining = replace(first, passages=(*first.passages, *cells), tables=(*first.tables, again))
    apart = replace(adjoining, passages=(*first.passages, a_passage("Table 2: Returns"), *cells))
    assert [each.place.spot for each in findings("LAY-002", adjoining)] == ["table 2"]
    assert findings("LAY-002", apart) == []


# lists


def test_typed_bullets_numbers_and_dashes_are_told_once_for_a_kind() -> None:
    texts = ("• Kosovo", "1. Borders are first", "2. Returns are second", "- promoting it", "- increasing it")
    assert sorted(words("LAY-003", *texts)) == ["- promoting it", "1. Borders are first", "• Kosovo"]


def test_a_single_dash_or_number_is_no_list() -> None:
    assert words("LAY-003", "- In force", "1. Borders are first") == []


def test_real_lists_are_right_and_empty_items_are_not() -> None:
    assert findings("LAY-003", a_bullet("promoting it"), a_bullet("increasing it")) == []
    assert len(findings("LAY-003", a_bullet("promoting it"), a_bullet(" "))) == 1


# headings


def test_a_line_alone_above_a_paragraph_acts_as_a_heading() -> None:
    assert words("LAY-004", PROSE, bold("How it was done"), PROSE) == ["How it was done"]
    assert words("LAY-004", PROSE, "How it was done", PROSE) == ["How it was done"]


@pytest.mark.parametrize(
    "line",
    [
        a_passage("How it was done", role=Role.HEADING),
        a_passage("It was done well."),
        a_passage("Yours sincerely,"),
        a_bullet("How it was done"),
    ],
)
def test_headings_sentences_and_items_are_what_they_are(line: Passage) -> None:
    assert words("LAY-004", PROSE, line, PROSE) == []


def test_the_head_of_a_document_has_lines_of_its_own() -> None:
    assert words("LAY-004", "European Commission", "The President", PROSE) == []


def test_a_line_in_capitals_in_a_cell_is_a_hint() -> None:
    capitals = replace(a_cell("OUTREACH"), spans=(Span("OUTREACH", bold=True),))
    [found] = findings("LAY-004", a_cell("Talks go on."), capitals, a_cell("More follow."))
    assert found.grade is Grade.HINT


def test_the_heading_that_looks_unlike_its_sisters_is_found() -> None:
    def section(heading: Passage) -> tuple[Passage, Passage]:
        return heading, a_passage(PROSE)

    sisters = [replace(bold(name), role=Role.BULLET) for name in ("Albania", "Montenegro", "Serbia")]
    odd = a_bullet("Moldova")
    document = [each for heading in (*sisters, odd) for each in section(heading)]
    assert words("LAY-004", *document) == ["Moldova"]
    assert words("LAY-004", *document[:6]) == []


def test_rows_without_a_head_are_told_once_for_a_table() -> None:
    rows = (HEAD, ("Borders.", "Done."), ("", "Also done."), ("", ""))
    [found] = findings("LAY-004", a_table(*rows, empty_firsts=(3, 4)))
    assert "empty in row 3 of this table" in found.message


# marks, links, sentences, pictures


@pytest.mark.parametrize(("text", "mark"), [("How many take part?**", "**"), ("./..", "./.."), ("A NEW PACT =", "=")])
def test_stray_marks_are_found(text: str, mark: str) -> None:
    assert [each.strip() for each in words("LAY-005", text)] == [mark]


@pytest.mark.parametrize("text", ["Kosovo* has seven.", "5 = 2 + 3 holds.", "and so on …", "see snake__case"])
def test_signs_that_belong_to_the_text_are_right(text: str) -> None:
    assert words("LAY-005", text) == []


def test_a_banner_that_stands_in_the_text_again_is_told_once() -> None:
    assert words("LAY-005", "A ROUTES PARTNERSHIP", PROSE, "A ROUTES PARTNERSHIP") == ["A ROUTES PARTNERSHIP"]
    assert words("LAY-005", "THE COUNCIL", PROSE) == []


def test_links_that_lead_nowhere_are_told_together() -> None:
    def link(href: str, style: str = "") -> Passage:
        return replace(a_passage("x"), spans=(Span("See "), Span("the page", href=href, style=style)))

    [found] = findings("LAY-006", link("#"), link("https://"), link("", style="Hyperlink"))
    assert "3 links lead nowhere" in found.message
    assert findings("LAY-006", link("https://www.consilium.europa.eu"), link("mailto:a@b.eu")) == []


def test_a_sentence_broken_over_two_paragraphs_is_found() -> None:
    before = "Work goes on, and the Commission is in touch with the Member States most concerned on the"
    assert findings("LAY-007", before, "Action Plans for the Mediterranean.")
    assert findings("LAY-007", before.removesuffix(" on the"), "and with their partners.")
    banner = "A ROUTES PARTNERSHIP"
    assert findings("LAY-007", before.removesuffix(" on the"), banner, "and with their partners.")


def test_lists_headings_and_whole_sentences_are_not_broken() -> None:
    before = "Work goes on, and the Commission is in touch with all the Member States that have"
    assert findings("LAY-007", before, a_bullet("asked for it")) == []
    assert findings("LAY-007", PROSE, "and so on.") == []
    assert findings("LAY-007", "How it was done", "and why.") == []
    assert (
        findings(
            "LAY-007", "(b) the network names a contact in each of the capitals of its members, and", "(c) it meets."
        )
        == []
    )


def test_pictures_without_an_alternative_text_are_told_together() -> None:
    bare = PictureForm(Place("note.docx", spot="paragraph 3"), is_chart=True)
    told = replace(bare, description="Bars: border management 32 %, return 7 %.")
    [found] = findings("LAY-008", a_manuscript("A text.", pictures=(bare, told, bare)))
    assert "2 of 3 pictures have no alternative text" in found.message
    assert findings("LAY-008", a_manuscript("A text.", pictures=(told,))) == []


def test_documents_of_the_record_have_the_templates_form() -> None:
    passages = (a_passage("./.."), a_bullet(""), a_passage("1. Borders are first"), a_passage("2. Returns"))
    composed = a_manuscript(*passages, kind="annex")
    assert [each for number in range(1, 9) for each in findings(f"LAY-00{number}", composed)] == []


# language


@pytest.mark.parametrize("language", ["uk", "tr", "ar", "zh", "no", "mylanguage", ""])
def test_a_file_in_a_language_without_rules_is_read_by_those_that_need_none(language: str) -> None:
    text = (
        "50 000 осіб, EUR 40 million, 5% on 3 March 2023..",
        "Article 5, see point 4",
        "(a",
        "- один",
        "- два",
        "- три",
    )
    file = a_manuscript(*text, a_passage("x", spans=(Span("links", href="#"),)), language=language)
    found = check(CheckContext((file,)))
    assert {"LAY-009", "LAY-006", "LAY-003"} <= {each.rule for each in found}
    assert not {"NUM", "SPC", "PUN", "GRM"} & {each.rule[:3] for each in found}
    [said] = (each for each in found if each.rule == "LAY-009")
    assert f"“{language}”" in said.message and said.grade is Grade.WARNING


@pytest.mark.parametrize("language", ["en", "mt", "bg", "ga"])
def test_of_the_languages_with_rules_nothing_is_said(language: str) -> None:
    assert findings("LAY-009", "One.", language=language) == []

"""Minutes and action lists: every table as a grid, those with actions, the day of the meeting."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.intake.trackers.tables import recognise
from briefgen.intake.word import read_minutes
from tests.corpus.authoring import an_empty_document, saved
from tests.intake.word.papers import a_box, add_table, merge_down


def the_minutes(*heads: str, day: str = "2-12-2020") -> bytes:
    document = an_empty_document()
    document.add_heading("Meeting of the board", 1)
    add_table(document, ("vergaderdatum", "aanwezig"), (day, "A. Jansen"))
    document.add_heading("Actions", 2)
    add_table(document, heads, ("**Draft** the [plan]", "• Anna\n• Ben", "open"), ("", "", ""))
    return saved(document)


def test_tables_are_grids_of_marked_up_text_with_the_heading_above() -> None:
    first, second = read_minutes(the_minutes("Action", "Owner", "Status"), "minutes.docx").grids
    assert [row.cells for row in first.rows] == [("vergaderdatum", "aanwezig"), ("2-12-2020", "A. Jansen")]
    assert (first.title, second.title) == ("Meeting of the board", "Actions")
    assert [row.cells for row in second.rows] == [
        ("Action", "Owner", "Status"),
        ("**Draft** the [plan]", "- Anna\n- Ben", "open"),
        ("", "", ""),
    ]
    assert str(second.rows[1].place).startswith("minutes.docx, table 2, row 2, column 1")


def test_a_joined_cell_has_its_text_in_each_place() -> None:
    document = an_empty_document()
    table = add_table(document, ("Topic", "Action", "Owner"), ("All",), ("Ports", "Draft", "A"), ("", "Talk", "B"))
    merge_down(table, 0, 2, 3)
    [grid] = read_minutes(saved(document), "list.docx").grids
    assert [row.cells for row in grid.rows[1:]] == [("All",) * 3, ("Ports", "Draft", "A"), ("Ports", "Talk", "B")]


def test_ticked_boxes_are_read() -> None:
    document = an_empty_document()
    table = add_table(document, ("Action", "Done"), ("Draft", ""), ("Talk", ""))
    for row, ticked in ((1, True), (2, False)):
        a_box(table.cell(row, 1).paragraphs[0], ticked=ticked)
    [grid] = read_minutes(saved(document), "card.docx").grids
    assert [row.cells[1] for row in grid.rows] == ["Done", "☒", "☐"]


def test_lists_of_actions_are_chosen_by_their_headings_and_the_rest_is_told() -> None:
    read = read_minutes(the_minutes("Actiepunt", "Wie", "Status"), "minutes.docx")
    found = recognise(read.grids)
    assert [table.grid.title for table in found.tables] == ["Actions"]
    assert [grid.title for grid, _ in found.skipped] == ["Meeting of the board"]
    assert (read.day.day, read.title) == (date(2020, 12, 2), "Meeting of the board")
    assert "beside “vergaderdatum”" in read.day.day_from
    assert [(each.what, each.words) for each in read.told] == [
        ("paragraphs outside the tables", "Meeting of the board"),
        ("paragraphs outside the tables", "Actions"),
    ]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Date: 2 December 2020", date(2020, 12, 2)),
        ("Meeting date\t02/12/2020", date(2020, 12, 2)),
        ("Datum: 2. Dezember 2020", None),  # German words in an English file
        ("Datum: 2.12.2020", date(2020, 12, 2)),
        ("State of play: 2020-12-02", date(2020, 12, 2)),
        ("The date of 2 December 2020 was agreed", None),
    ],
)
def test_the_day_stands_behind_a_label(line: str, day: date | None) -> None:
    document = an_empty_document()
    document.add_paragraph(line)
    add_table(document, ("Action", "Owner"), ("Draft", "A"))
    assert read_minutes(saved(document), "minutes.docx").day.day == day

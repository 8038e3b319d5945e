"""The table of a paper, and its columns, are found by the headings, wherever they stand and in whatever language."""

from __future__ import annotations

import pytest

from briefgen.intake.trackers.columns import Choices
from briefgen.intake.trackers.tables import ActionTable, recognise
from tests.intake.papers import HALL, HEADER, ROOF, a_grid, items, only_point, points, sheets, texts, told, tracker


def table_of(*rows: tuple[str, ...]) -> ActionTable:
    [table] = recognise([a_grid(rows)]).tables
    return table


def read_as(table: ActionTable) -> dict[str, str]:
    """What each column is read as."""
    return {each.heading: " ".join(each.fields) for each in table.columns}


def test_headings_are_found_below_titles_and_in_any_column() -> None:
    table = table_of(("", "Board of works"), ("",), ("", "as agreed"), ("", *HEADER), ("", *ROOF))
    assert table.header == (3,)
    assert read_as(table) == {
        "Ref": "point number",
        "Action": "commitment",
        "Lead DG": "owner",
        "Status": "state",
        "Deadline": "due",
        "Remarks": "text",
    }


@pytest.mark.parametrize(
    "header",
    [
        ("N°", "Action", "Responsable", "État", "Échéance", "Commentaires"),
        ("Nr.", "Maßnahme", "Verantwortlich", "Status", "Frist", "Bemerkungen"),
        ("Nr", "Actiepunt", "Wie", "Status", "Deadline", "Opmerkingen"),
        ("Nº", "Acción", "Responsable", "Estado", "Plazo", "Observaciones"),
        ("Lp.", "Działanie", "Odpowiedzialny", "Status", "Termin realizacji", "Uwagi"),
        ("№", "Мярка", "Отговорник", "Състояние", "Краен срок", "Забележки"),
        ("No", "課題内容", "担当者", "ステータス", "期限", "備考"),
        ("Α/Α", "Δράση", "Υπεύθυνος", "Κατάσταση", "Προθεσμία", "Παρατηρήσεις"),
    ],
)
def test_headings_of_other_languages_mean_the_same(header: tuple[str, ...]) -> None:
    [found] = items(tracker(ROOF, header=header))
    assert (found.owner, found.state, found.due, found.text) == (
        "Buildings",
        "ongoing",
        "2026-09-30",
        "Scaffolding stands.",
    )


def test_lists_of_participants_and_of_values_are_not_taken() -> None:
    people = a_grid([("Name", "Organisation", "Present"), ("A. Peeters", "HOME", "yes")], "People")
    values = a_grid([("Severity", "Status", "Category"), ("High", "Open", "Works")], "Values")
    read = sheets(people, a_grid([HEADER, ROOF], "Actions"), values)
    assert texts(read) == ["Scaffolding stands."]
    assert told(read.reading) == {
        "“People”, skipped: no row has the headings of an action list": 2,
        "headings and what stands above them": 1,
        "“Values”, skipped: no row has the headings of an action list": 2,
    }


def test_columns_that_mean_nothing_are_left_behind_with_their_samples() -> None:
    table = table_of((*HEADER, "Severity"), (*ROOF, "High"))
    [left] = [each for each in table.columns if not each.fields]
    assert (left.heading, left.samples) == ("Severity", ("High",))


def test_a_heading_in_two_rows_is_one_heading() -> None:
    upper = ("Ref", "Action", "Responsible", "Responsible", "Status")
    lower = ("Ref", "Action", "Owner", "Raised by", "Status")
    table = table_of(upper, lower, ("1", "Repair the roof", "Buildings", "Board", "done"))
    assert table.header == (0, 1)
    assert table.headings[2] == "Responsible Owner"
    assert only_point(sheets(table.grid)).items[0].state == "done"


def test_equal_headings_of_a_joined_cell_are_one_column() -> None:
    table = table_of((*HEADER, "Remarks"), (*ROOF, ROOF[-1]))
    assert table.headings[-2:] == ("Remarks", "")


def test_where_rows_share_a_group_and_none_reports_the_group_is_the_point() -> None:
    header = ("Area", "Action", "Owner", "Status")
    read = tracker(
        ("Roof", "Repair it", "A", "done"), ("Roof", "Clean it", "B", ""), ("Hall", "Paint it", "", ""), header=header
    )
    assert points(read) == [("", "Roof"), ("", "Hall")]
    assert [(each.text, each.state) for each in items(read)] == [
        ("Repair it", "done"),
        ("Clean it", ""),
        ("Paint it", ""),
    ]


def test_where_a_report_stands_beside_the_action_is_the_point_and_the_group_its_part() -> None:
    header = ("Area", "Action", "Status", "Remarks")
    read = tracker(("Roof", "Repair it", "done", "All tiles."), ("Roof", "Clean it", "", "Next week."), header=header)
    assert [(point.part, point.text) for point in read.reading.points] == [("Roof", "Repair it"), ("Roof", "Clean it")]
    assert texts(read) == ["All tiles.", "Next week."]


def test_titles_of_sections_are_the_groups_of_the_rows_below_them() -> None:
    title = ("Outside",) * 4
    header = ("No", "Action", "Owner", "Status")
    read = tracker(
        title, ("1", "Repair the roof", "A", "done"), ("Inside",) * 4, ("2", "Paint the hall", "B", ""), header=header
    )
    assert points(read) == [("", "Outside"), ("", "Inside")]
    assert texts(read) == ["Repair the roof", "Paint the hall"]


def test_without_groups_and_reports_the_meeting_is_the_point() -> None:
    grid = a_grid([("Actiepunt", "Wie", "Status"), ("Dak herstellen", "Jan", "loopt"), ("Hal verven", "Piet", "")])
    read = sheets(grid, meeting="Werkoverleg")
    assert points(read) == [("", "Werkoverleg")]
    assert [(each.text, each.owner, each.state) for each in items(read)] == [
        ("Dak herstellen", "Jan", "ongoing"),
        ("Hal verven", "Piet", ""),
    ]


def test_of_a_risk_and_the_action_against_it_the_risk_is_the_point() -> None:
    header = ("Risk ID", "Risk Description", "Mitigation Plan", "Owner", "Status")
    read = tracker(("R-1", "Rain", "Cover the roof.", "A", "Closed"), header=header)
    point = only_point(read)
    assert (point.text, point.items[0].text, point.items[0].state) == ("Rain", "Cover the roof.", "done")


def test_sheets_of_different_kinds_are_the_parts() -> None:
    header = ("ID", "Description", "Owner", "Status", "Remarks")
    risks, issues = (
        a_grid([header, (key, "x " + key, "A", "done", "y")], title) for key, title in (("R", "Risks"), ("I", "Issues"))
    )
    assert [point.part for point in sheets(risks, issues).reading.points] == ["Risks", "Issues"]


def test_the_same_number_on_an_open_and_a_closed_sheet_is_one_point() -> None:
    opened = a_grid([HEADER, ROOF], "Open")
    closed = a_grid([HEADER, (*ROOF[:3], "Closed", "", "Scaffolding is gone.")], "Closed")
    point = only_point(sheets(opened, closed))
    assert (point.part, [each.text for each in point.items]) == ("", ["Scaffolding stands.", "Scaffolding is gone."])


def test_choices_say_what_headings_of_another_make_mean() -> None:
    choices = Choices({"commitment": ("Zzz",), "text": ("Yyy",)}, header_row=2)
    read = tracker(("zzz", "yyy"), ("Repair the roof", "Scaffolding."), header=("a", "b"), choices=choices)
    assert (points(read), texts(read)) == ([("", "Repair the roof")], ["Scaffolding."])


def test_a_heading_that_was_named_and_is_not_there_is_told() -> None:
    choices = Choices({"commitment": ("Action",), "owner": ("Chief",)})
    [table] = recognise([a_grid([HEADER, ROOF])], choices).tables
    assert table.missing == ("Chief",)


def test_of_a_column_per_language_the_first_is_read() -> None:
    header = ("No", "name_en", "name_mn", "status", "status_description_en", "status_description_mn")
    read = tracker(("1", "Roof", "дээвэр", "done", "All tiles.", "бүх"), header=header)
    assert (points(read), texts(read)) == ([("1", "Roof")], ["All tiles."])


def test_numbers_with_a_letter_beside_them_are_read_together() -> None:
    header = ("No", "part of it", "Action", "Status", "Remarks")
    read = tracker(("1", "a", "Roof", "", "x"), ("1", "b", "Hall", "", "y"), header=header)
    assert points(read) == [("1a", "Roof"), ("1b", "Hall")]


def test_columns_of_earlier_years_are_earlier_wordings() -> None:
    header = ("No", "Action", "Status", "Status 2024", "Remarks")
    [earlier, now] = items(tracker(("1", "Roof", "done", "In progress", "All tiles."), header=header))
    assert (earlier.as_of, earlier.state, earlier.text) == ("2024-12-31", "ongoing", "In progress")
    assert (now.as_of, now.state, now.text) == ("", "done", "All tiles.")


def test_a_log_of_changes_tells_of_earlier_states() -> None:
    log = a_grid(
        [
            ("Date", "ID", "Field", "Old", "New"),
            ("2026-01-05", "W 1", "Status", "", "Not started"),
            ("2026-01-06", "W 1", "Owner", "A", "B"),
        ],
        "Log",
    )
    read = sheets(a_grid([HEADER, ROOF], "Actions"), log)
    assert [(each.as_of, each.state) for each in items(read)] == [("2026-01-05", "planned"), ("", "ongoing")]
    assert told(read.reading)["changes of other things than the state, in a log of changes"] == 1


def test_two_rows_that_differ_only_in_their_place_count_once() -> None:
    read = tracker(HALL, HALL)
    assert points(read) == [("W 2", "Paint the hall")]
    assert told(read.reading)["rows that say again what another row says"] == 1

"""`briefgen status`: for people, for programs, for spreadsheets."""

import csv
import io
import json

import pytest

from tests.workspaces import Workspace, start


@pytest.fixture
def workspace(workspace: Workspace) -> Workspace:
    """The usual one, with an item that is overdue on 20 March."""
    workspace.replace("followup.csv", "ongoing,2023-04-10", "ongoing,2023-03-10")
    return workspace


def test_the_table_fits_a_narrow_window_and_says_all_that_matters(workspace: Workspace) -> None:
    run = start("status", "--as-of", "2023-03-20", cwd=workspace.root, COLUMNS="80")
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert "situation as of 20\u00a0March 2023" in lines[0]
    headings = ("No.", "Point", "State", "Items", "Last update", "Next due", "Overdue")
    assert all(heading in lines[2] for heading in headings)
    assert lines[4].split() == ["10", "Transfers:", "more", "ongoing", "2", "2023-03-10", "–", "–"]
    assert lines[5].split() == ["11", "Border", "controls", "ongoing", "2", "2023-03-12", "2023-04", "1"]


def test_every_column_of_the_sample_can_be_read_in_80_characters(sample: Workspace) -> None:
    run = start("status", "--as-of", "2023-04-17", cwd=sample.root, COLUMNS="80")
    lines = run.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert sum("ongoing" in line for line in lines) >= 14
    assert any("Securing key" in line for line in lines)
    assert any("EU Action Plans: In" in line for line in lines)
    assert any(line.rstrip().endswith(" 3") for line in lines)


def test_a_wide_window_shows_how_many_items_are_in_each_state(workspace: Workspace) -> None:
    run = start("status", "--as-of", "2023-03-20", cwd=workspace.root, COLUMNS="140")
    assert "1 planned, 1 ongoing" in run.out


def test_square_brackets_in_a_text_are_text(workspace: Workspace) -> None:
    workspace.replace("commitments.csv", "Border controls", r"[red]Border[/red] \\[x")
    assert "[red]Border[/red]" in workspace.run("status", "--as-of", "2023-03-20").out


def test_json_holds_every_point(workspace: Workspace) -> None:
    run = workspace.run("status", "--as-of", "2023-03-20", "--format", "json")
    found = json.loads(run.out)
    assert found["as_of"] == "2023-03-20"
    assert [point["point"] for point in found["points"]] == ["dublin", "borders"]
    assert found["points"][1] == {
        "point": "borders",
        "number": "11",
        "part": "",
        "text": "Border controls",
        "state": "ongoing",
        "items": 2,
        "last_update": "2023-03-12",
        "next_due": "2023-04",
        "first_due": "2023-04",
        "moves": 0,
        "overdue": 1,
        "moved": {},
        "states": {"planned": 1, "ongoing": 1},
    }


def test_csv_is_a_row_for_each_point(workspace: Workspace) -> None:
    run = workspace.run("status", "--as-of", "2023-03-20", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert [(row["number"], row["state"], row["overdue"]) for row in rows] == [
        ("10", "ongoing", "0"),
        ("11", "ongoing", "1"),
    ]


def test_csv_gives_a_spreadsheet_no_formula(workspace: Workspace) -> None:
    workspace.replace("commitments.csv", "Border controls", "=1+1")
    rows = list(csv.DictReader(io.StringIO(workspace.run("status", "--as-of", "2023-03-20", "--format", "csv").out)))
    assert rows[1]["text"] == "'=1+1"


def test_what_was_recorded_later_is_not_counted_by_known_on(workspace: Workspace) -> None:
    asked = ("status", "--as-of", "2023-03-09", "--format", "json")
    items = [
        json.loads(workspace.run(*asked, *more).out)["points"][0]["items"]
        for more in ((), ("--known-on", "2023-03-09"))
    ]
    assert items == [3, 2]


@pytest.mark.parametrize("day", ["2023-02-28", "2999-01-01"])
def test_a_day_without_a_situation_is_refused(workspace: Workspace, day: str) -> None:
    run = workspace.run("status", "--as-of", day)
    assert (run.code, run.out) == (1, "")
    assert "ASOF-00" in run.err
    assert run.err.endswith("Stopped: 1 error.\n")


def test_nothing_is_written(workspace: Workspace) -> None:
    workspace.run("status", "--as-of", "2023-03-20")
    assert not (workspace.root / "out").exists()


def test_a_dossier_without_points_says_so(workspace: Workspace) -> None:
    for name in ("commitments.csv", "followup.csv", "letter.md"):
        (workspace.data / name).unlink()
    workspace.write("dossier.yaml", "title: Results\ndocuments: {summary: annex.docx}\n")
    run = workspace.run("status", "--as-of", "2023-03-20")
    assert run.code == 0
    assert "The dossier has no points" in run.err

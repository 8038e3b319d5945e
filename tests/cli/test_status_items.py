"""`briefgen status --items`, `--owner`, `--overdue`: items below their points, for people and for programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.workspaces import Workspace, start

DAY = ("status", "--as-of", "2023-03-20")


@pytest.fixture
def workspace(workspace: Workspace) -> Workspace:
    """The usual one, with an item that is overdue on 20 March, and owners."""
    workspace.replace("followup.csv", "ongoing,2023-04-10,,", "ongoing,2023-03-10,Frontex; Commission,")
    workspace.replace("followup.csv", "planned,2023-04,,", "planned,2023-04,Commission,")
    return workspace


def keys(workspace: Workspace, *options: str) -> list[str]:
    run = workspace.run(*DAY, "--format", "json", *options)
    assert (run.code, run.err) == (0, "")
    return [item["key"] for item in json.loads(run.out)["items"]]


def test_all_items_those_of_an_owner_and_those_overdue(workspace: Workspace) -> None:
    assert keys(workspace, "--items") == ["transfers", "report", "patrols", "cameras"]
    assert keys(workspace, "--owner", "commission") == ["patrols", "cameras"]
    assert keys(workspace, "--owner", "FRONTEX", "--owner", "Commission") == ["patrols", "cameras"]
    assert keys(workspace, "--overdue") == ["cameras"]
    assert keys(workspace, "--overdue", "--owner", "Frontex") == ["cameras"]


def test_the_table_has_each_below_its_point_and_fits_80_columns(workspace: Workspace) -> None:
    run = start(*DAY, "--items", cwd=workspace.root, COLUMNS="80")
    lines = run.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[2].split() == ["No.", "Text", "State", "Due", "Owner"]
    assert [line[:2] for line in lines if line[:1].isdigit()] == ["10", "11"]
    assert any("ongoing, late  2023-03-10" in line for line in lines)


def test_csv_has_the_words_as_a_reader_meets_them(workspace: Workspace) -> None:
    rows = list(csv.DictReader(io.StringIO(workspace.run(*DAY, "--items", "--format", "csv").out)))
    assert rows[0]["text"].startswith("Eighty transfers, at EUR")
    assert (rows[3]["key"], rows[3]["overdue"], rows[3]["as_of"], rows[3]["confirmed"]) == (
        *("cameras", "True", "2023-03-01", ""),
    )


def test_a_workbook_has_the_same_with_days_as_days_and_is_made_anew_unless_somebody_worked_on_it(
    workspace: Workspace,
) -> None:
    run = workspace.run(*DAY, "--items", "--format", "xlsx")
    assert (run.code, run.err, run.paths) == (0, "", [Path("out/spring-summit/items-2023-03-20.xlsx")])
    sheet = load_workbook(workspace.root / run.paths[0]).active
    assert sheet
    table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert table[0][:6] == ["point", "number", "key", "text", "state", "due"]
    assert [row[2] for row in table[1:]] == ["transfers", "report", "patrols", "cameras"]
    assert str(table[4][12]) == "2023-03-01 00:00:00"
    assert workspace.run(*DAY, "--overdue", "--format", "xlsx").code == 0
    (workspace.root / run.paths[0]).write_bytes(b"edited")
    assert "was edited by hand" in workspace.run(*DAY, "--items", "--format", "xlsx").err


def test_points_are_written_where_asked_with_formulas_as_text(workspace: Workspace) -> None:
    workspace.replace("commitments.csv", "Border controls", "=1+1")
    assert workspace.run(*DAY, "-o", "points.xlsx").paths == [Path("points.xlsx")]
    sheet = load_workbook(workspace.root / "points.xlsx").active
    assert sheet
    assert ("=1+1", "s") in [(cell.value, cell.data_type) for row in sheet.iter_rows() for cell in row]
    for options in (("-o", "points.docx"), ("-o", "points.xlsx", "--format", "csv")):
        assert workspace.run(*DAY, *options).code == 2


def test_who_has_not_answered_is_a_workbook_too(workspace: Workspace) -> None:
    assert workspace.run("export", "--as-of", "2023-03-20", "--each-owner").code == 0
    run = workspace.run("status", "--chase", "-o", "waiting.xlsx")
    assert (run.code, run.paths) == (0, [Path("waiting.xlsx")])


def test_an_owner_without_an_item_is_refused_with_the_nearest(workspace: Workspace) -> None:
    run = workspace.run(*DAY, "--owner", "Frontx")
    assert run.code == 2
    assert "Nobody called “Frontx” has an item on 2023-03-20.\n  Did you mean “Frontex”?" in run.err


def test_nothing_overdue_is_said(workspace: Workspace) -> None:
    run = workspace.run("status", "--as-of", "2023-03-02", "--overdue")
    assert (run.code, run.err) == (0, "No item is among them.\n")


def test_a_day_ahead_is_refused_as_for_points(workspace: Workspace) -> None:
    run = workspace.run("status", "--as-of", "2999-01-01", "--items")
    assert run.code == 1
    assert "ASOF-001" in run.err


def test_since_belongs_to_points(workspace: Workspace) -> None:
    run = workspace.run(*DAY, "--items", "--since", "2023-03-10")
    assert run.code == 2
    assert "briefgen changes" in run.err

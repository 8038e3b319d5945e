"""`briefgen changes`, and what `briefgen status --since` marks."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.workspaces import Run, Workspace, start

DAYS = ("--since", "2023-03-06", "--as-of", "2023-03-20")
HARD = "\u00a0"


def changes(workspace: Workspace, *options: str) -> Run:
    """What changed in the usual workspace from 6 to 20 March."""
    run = workspace.run("changes", *DAYS, *options)
    assert (run.code, run.err) == (0, "")
    return run


def as_objects(workspace: Workspace, *options: str) -> dict[str, Any]:
    """The changes as JSON has them, by key."""
    found = json.loads(changes(workspace, "--format", "json", *options).out)
    return {each["key"]: each for each in found["changes"]}


TEXT = f"""\
Follow-up to the spring summit: changes from 6\u00a0March 2023 to 20\u00a0March 2023

New (2)
  10 report (done; recorded later, on 2023-03-15)
      + A report was sent on 5\u00a0March.
  11 patrols (planned)
      deadline: April 2023
      + Joint patrols will begin.

Reworded (1)
  10 transfers (ongoing)
      − Sixty transfers were made.
      + Eighty transfers, at EUR{HARD}480{HARD}million, were made.

Withdrawn (1)
  10 talks (withdrawn)
      deadline: 5\u00a0March
      − Talks will be held.
"""


def test_the_list_tells_what_happened_with_what_was_said_before_and_after(workspace: Workspace) -> None:
    assert changes(workspace).out == TEXT


def test_the_list_fits_the_window_and_has_no_blanks_at_the_ends_of_lines(workspace: Workspace) -> None:
    run = start("changes", *DAYS, cwd=workspace.root, COLUMNS="50")
    lines = run.out.splitlines()
    assert max(map(len, lines)) <= 50
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("by", "titles"),
    [
        ("kind", ["New (2)", "Reworded (1)", "Withdrawn (1)"]),
        ("state", ["Done (1)", "Ongoing (1)", "Planned (1)", "Withdrawn (1)"]),
        ("owner", ["HOME (1)", "Nobody in charge (3)"]),
        ("point", ["Point 10 (dublin) (3)", "Point 11 (borders) (1)"]),
    ],
)
def test_the_changes_are_grouped_as_asked(workspace: Workspace, by: str, titles: list[str]) -> None:
    workspace.replace("followup.csv", "planned,2023-04,,,Joint", "planned,2023-04,HOME,,Joint")
    lines = changes(workspace, "--by", by).out.splitlines()
    assert [line for line in lines[1:] if line and not line.startswith(" ")] == titles


def test_a_change_of_deadline_or_owner_alone_says_both_values_and_which_item_it_is(workspace: Workspace) -> None:
    moved = "borders,cameras,2023-03-10,,Outreach,ongoing,2023-06,HOME,,\nborders,cameras,2023-03-15,,,,2023-09,,,\n"
    path = workspace.data / "followup.csv"
    workspace.write("followup.csv", path.read_text(encoding="utf-8") + moved)
    assert (
        "Another deadline (1)\n  11 cameras (ongoing; HOME)\n"
        "      deadline: 10\u00a0April → September 2023\n"
        "      owner: – → HOME\n"
        "      “Cameras are being bought.”\n"
    ) in changes(workspace).out
    told = workspace.run("changes", "--since", "2023-03-10", "--as-of", "2023-03-20").out.split()
    assert "June 2023 → September 2023 (first announced for 10 April, moved twice)" in " ".join(told)


def test_what_is_known_only_since_a_day_can_be_left_out(workspace: Workspace) -> None:
    assert "report" in as_objects(workspace)
    assert "report" not in as_objects(workspace, "--known-on", "2023-03-14")


def test_a_figure_and_what_quotes_it_are_told_with_both_values(workspace: Workspace) -> None:
    figures = (
        "figure,as_of,value,unit,label\nfunding,2023-03-01,480000000,EUR,\nfunding,2023-03-15,500000000,EUR,Support\n"
    )
    workspace.write("figures.csv", figures)
    assert (
        f"Figures (1)\n  funding: EUR{HARD}480{HARD}million → EUR{HARD}500{HARD}million (Support)"
        in changes(workspace).out
    )
    since = workspace.run("changes", "--since", "2023-03-12", "--as-of", "2023-03-20", "--by", "point").out
    assert f"− Eighty transfers, at EUR{HARD}480{HARD}million, were made." in since
    assert f"+ Eighty transfers, at EUR{HARD}500{HARD}million, were made." in since


def test_of_another_letter_the_paragraphs_that_differ_are_shown(workspace: Workspace) -> None:
    workspace.write("letter.md", "We met.\n\nMore is to come.\n")
    workspace.write("letter.2023-03-15.md", "We met.\n\nAll is done.\n")
    assert as_objects(workspace)[""]["differences"] == [
        {"field": "text", "before": "More is to come.", "after": "All is done."}
    ]


def test_a_letter_that_could_not_be_written_on_the_older_day_is_no_news_by_itself(workspace: Workspace) -> None:
    workspace.write("figures.csv", "figure,as_of,value,unit\nfunding,2023-03-10,480000000,EUR\n")
    workspace.write("letter.md", 'We gave {{ figure("funding") }}.\n')
    assert "" not in as_objects(workspace)


def test_a_reworded_commitment_is_told(workspace: Workspace) -> None:
    rows = "point,number,text,as_of\ndublin,10,**Transfers:** more,\nborders,11,Border controls,\n"
    workspace.write("commitments.csv", f"{rows}borders,12,Borders,2023-03-15\n")
    change = as_objects(workspace)["borders"]
    assert (change["subject"], change["kinds"], change["day"]) == ("commitment", ["reworded", "place"], "2023-03-15")
    assert change["differences"] == [
        {"field": "number", "before": "11", "after": "12"},
        {"field": "text", "before": "Border controls", "after": "Borders"},
    ]


def test_json_has_all_that_is_known_of_a_change(workspace: Workspace) -> None:
    assert as_objects(workspace)["report"] == {
        "kind": "new",
        "kinds": ["new"],
        "subject": "item",
        "point": "dublin",
        "number": "10",
        "key": "report",
        "state": "done",
        "owner": "",
        "day": "2023-03-05",
        "recorded": "2023-03-15",
        "recorded_later": True,
        "first_due": "",
        "moves": 0,
        "source": "",
        "text": "A report was sent on 5\u00a0March.",
        "differences": [
            {"field": "point", "before": "", "after": "10"},
            {"field": "state", "before": "", "after": "done"},
            {"field": "text", "before": "", "after": "A report was sent on 5\u00a0March."},
        ],
    }


def test_csv_is_a_row_for_each_field_that_differs_and_gives_a_spreadsheet_no_formula(workspace: Workspace) -> None:
    workspace.replace("followup.csv", "Joint patrols will begin.", "=1+1")
    rows = list(csv.DictReader(io.StringIO(changes(workspace, "--format", "csv").out)))
    told = [(row["field"], row["before"], row["after"]) for row in rows if row["key"] == "patrols"]
    assert told == [
        ("point", "", "11"),
        ("group", "", "Outreach"),
        ("state", "", "planned"),
        ("due", "", "April 2023"),
        ("text", "", "'=1+1"),
    ]


def test_markdown_is_a_list_in_which_no_text_is_markup(workspace: Workspace) -> None:
    workspace.replace("followup.csv", "Joint patrols will begin.", r"Joint \*patrols\* begin.")
    lines = changes(workspace, "--format", "md").out.splitlines()
    assert lines[0].startswith("# Follow-up to the spring summit: changes from 6\u00a0March 2023")
    assert lines[lines.index("## Reworded") :][:5] == [
        "## Reworded",
        "",
        "- **10 transfers (ongoing)**",
        "  - was: Sixty transfers were made.",
        f"  - now: Eighty transfers, at EUR{HARD}480{HARD}million, were made.",
    ]
    assert r"  - Joint \*patrols\* begin." in lines


@pytest.mark.parametrize(
    ("view", "reads"),
    [
        ("text", lambda out: out.endswith("Nothing has changed.\n")),
        ("md", lambda out: out.endswith("Nothing has changed.\n")),
        ("json", lambda out: json.loads(out)["changes"] == []),
        ("csv", lambda out: len(out.splitlines()) == 1),
    ],
)
def test_where_nothing_has_changed_that_is_said(workspace: Workspace, view: str, reads: Callable[[str], bool]) -> None:
    run = workspace.run("changes", "--since", "2023-03-18", "--as-of", "2023-03-20", "--format", view)
    assert (run.code, run.err) == (0, "")
    assert reads(run.out)


def test_the_day_of_the_list_is_today_where_none_is_given(workspace: Workspace) -> None:
    run = workspace.run("changes", "--since", "2023-03-06", "--format", "json")
    assert json.loads(run.out)["as_of"] > "2023-03-20"


def test_a_day_that_does_not_lie_before_the_other_is_refused(workspace: Workspace) -> None:
    run = workspace.run("changes", "--since", "2023-03-20", "--as-of", "2023-03-06")
    assert run.code == 1
    assert "--since: error ASOF-004" in run.err


# status --since


def test_status_counts_what_has_happened_to_each_point(workspace: Workspace) -> None:
    run = workspace.run("status", "--as-of", "2023-03-20", "--since", "2023-03-06", "--format", "json")
    moved = {point["point"]: point["moved"] for point in json.loads(run.out)["points"]}
    assert moved == {"dublin": {"new": 1, "withdrawn": 1, "reworded": 1}, "borders": {"new": 1}}


@pytest.mark.parametrize(
    ("columns", "heading", "dublin", "borders"),
    [("80", "Moved", "3", "1"), ("150", "Since 2023-03-06", "1 new, 1 withdrawn, 1 reworded", "1 new")],
)
def test_status_marks_what_moved(workspace: Workspace, columns: str, heading: str, dublin: str, borders: str) -> None:
    days = ("--as-of", "2023-03-20", "--since", "2023-03-06")
    lines = start("status", *days, cwd=workspace.root, COLUMNS=columns).out.splitlines()
    assert lines[2].rstrip().endswith(heading)
    assert [line.rstrip().endswith(f" {moved}") for line, moved in zip(lines[4:], (dublin, borders), strict=False)]
    assert lines[4].rstrip().endswith(f" {dublin}")
    assert lines[5].rstrip().endswith(f" {borders}")


def test_a_wide_status_tells_the_first_date_promised_for_the_next_deadline(workspace: Workspace) -> None:
    path = workspace.data / "followup.csv"
    workspace.write("followup.csv", path.read_text(encoding="utf-8") + "borders,patrols,2023-03-15,,,,2023-05,,,\n")
    workspace.replace("followup.csv", "ongoing,2023-04-10", "ongoing,")
    out = start("status", "--as-of", "2023-03-20", cwd=workspace.root, COLUMNS="150").out
    assert "2023-05 (first 2023-04)" in out
    row = json.loads(workspace.run("status", "--as-of", "2023-03-20", "--format", "json").out)["points"][1]
    assert (row["next_due"], row["first_due"], row["moves"]) == ("2023-05", "2023-04", 1)

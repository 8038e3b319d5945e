"""`briefgen make tracker`: the supplied template, filled."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from briefgen.word import accessibility, lint
from tests.word.docx_templates import part, texts
from tests.workspaces import Workspace, a_workspace

FOLLOW_UP = """\
point,item,as_of,state,due,owner,text
dublin,transfers,2023-03-01,ongoing,2023-03-10,Commission,Transfers are made.
dublin,report,2023-03-05,done,2023-03-05,Agency,A report was sent.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace whose dossier has two trackers, of two points with two follow-ups."""
    made = a_workspace(tmp_path, {"followup.csv": FOLLOW_UP})
    trackers = "  tracker: tracker.docx\n  owners: {template: tracker.docx, kind: tracker, group: owner}\n"
    made.replace("dossier.yaml", "  letter: letter.docx\n", trackers)
    return made


def made_of(workspace: Workspace, name: str) -> list[str]:
    done = workspace.run("make", name, "--as-of", "2023-03-17")
    assert (done.code, [rule for rule in ("STA-005", "STA-006") if rule in done.err]) == (0, ["STA-005", "STA-006"])
    document = workspace.document(f"{name}-2023-03-17.en.docx")
    assert (lint(document), accessibility(document)) == ([], [])
    return [text for text in texts(document) if text]


def test_a_tracker_has_a_row_for_each_follow_up_and_marks_what_is_overdue(workspace: Workspace) -> None:
    title, *found = made_of(workspace, "tracker")
    counts, cells = found[:16], found[16:]
    assert title == "Follow-up to the spring summit (situation\u00a0as\u00a0of\u00a017\u00a0March\u00a02023)"
    states = ("Done ●", "Ongoing ►", "Planned ○", "Delayed ▲", "Blocked ■", "No state", "Total", "Overdue")
    assert dict(zip(states, counts[8:], strict=True)) == {
        **dict.fromkeys(states, "0"),
        "Done ●": "1",
        "Ongoing ►": "1",
        "Total": "2",
        "Overdue": "1",
    }
    assert counts[:8] == list(states)
    assert cells == [
        *("No", "Agreed", "Done since", "In charge", "Deadline", "State"),
        *("10", "Transfers: more", "Transfers are made.", "Commission", "10\u00a0March", "Ongoing ►", "Overdue"),
        *("10", "A report was sent.", "Agency", "5\u00a0March", "Done ●"),
        *("11", "Border controls", "No follow-up recorded by 17\u00a0March 2023."),
    ]


def test_since_a_day_it_marks_what_is_new_or_changed_and_strikes_out_what_has_ended(workspace: Workspace) -> None:
    rows = (
        "transfers,2023-03-06,done,,Agency,Made.",
        "report,2023-03-07,withdrawn,,,",
        "seats,2023-03-08,planned,,,Seats.",
    )
    workspace.write("followup.csv", FOLLOW_UP + "".join(f"dublin,{row}\n" for row in rows))
    workspace.run("make", "tracker", "--as-of", "2023-03-17", "--since", "2023-03-05")
    document = workspace.document("tracker-2023-03-17.en.docx")
    _, table = rows_of_tables(document)
    assert "Changes since 5\u00a0March 2023 are marked [new], [updated] or [ended]." in texts(document)
    assert [row[2:] for row in table[1:-1]] == [
        ["[updated] Made.", "Agency", "", "Done ●"],
        ["[new] Seats.", "", "", "Planned ○"],
        ["[ended] A report was sent.", "Agency", "5\u00a0March", "–"],
    ]
    assert '<w:rStyle w:val="EndedText"/></w:rPr><w:t xml:space="preserve">A report was sent.</w:t>' in part(document)


def rows_of_tables(document: bytes) -> list[list[list[str]]]:
    tables = docx.Document(io.BytesIO(document)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def test_by_owner_each_office_has_a_table_of_its_own(workspace: Workspace) -> None:
    found = made_of(workspace, "owners")
    assert [text for text in found if text in ("Commission", "Agency", "Nobody in charge yet")] == [
        *("Commission", "Commission", "Agency", "Agency", "Nobody in charge yet"),
    ]


def test_a_group_that_is_none_is_refused_at_its_place(workspace: Workspace) -> None:
    workspace.replace("dossier.yaml", "group: owner", "group: owners")
    done = workspace.run("make", "owners", "--as-of", "2023-03-17")
    assert done.code == 1
    assert "dossier.yaml" in done.err
    assert "“group” of a document cannot be “owners”." in done.err
    assert "Did you mean “owner”?" in done.err


def test_a_dossier_with_a_tracker_alone_needs_its_points(workspace: Workspace) -> None:
    (workspace.data / "commitments.csv").unlink()
    workspace.replace("dossier.yaml", "  annex: annex.docx\n", "")
    done = workspace.run("make", "tracker", "--as-of", "2023-03-17")
    assert (done.code, "commitments" in done.err) == (2, True)

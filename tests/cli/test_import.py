"""`briefgen import`: from a tracker that people have to the first annex; shown first, and asked where it is needed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from briefgen.cli import import_dossier as command
from briefgen.cli.options import today
from tests.cli.test_new import an_empty_workspace
from tests.sources.folders import a_csv, a_workbook
from tests.workspaces import Run, Workspace

HEADINGS = "headings and what stands above them"
MADE = "They make 2 points with 2 items, from 2 rows"
NO_LIST = "no row has the headings of an action list"
ROWS = [
    ["Works tracker", "", "", "", "", "", ""],
    ["Situation as of 15 June 2026", "", "", "", "", "", ""],
    ["Ref", "Area", "Action", "Lead DG", "Status", "Deadline", "Remarks"],
    [
        "W 1",
        "Outside",
        "Repair the roof",
        "Buildings",
        "In progress",
        "30/09/2026",
        "Scaffolding stands; 1,500 tiles came.",
    ],
    ["W 2", "Inside", "Paint the hall", "Buildings", "Completed", "15/08/2026", ""],
]


def with_file(tmp_path: Path, name: str, content: bytes | str) -> Workspace:
    """An empty workspace with a file that somebody has sent."""
    workspace = an_empty_workspace(tmp_path)
    (workspace.root / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return Workspace(workspace.root, Path(name).stem)


def a_tracker(tmp_path: Path, rows: list[list[str]] | None = None) -> Workspace:
    return with_file(tmp_path, "works.xlsx", a_workbook({"Actions": rows or ROWS, "How to": [["Fill it in"]]}))


def made(run: Run) -> list[str]:
    return [path.name for path in run.paths]


def table(workspace: Workspace, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((workspace.data / name).read_text("utf-8-sig"))))


def test_a_tracker_stays_the_source_and_the_first_annex_is_made(tmp_path: Path) -> None:
    workspace = a_tracker(tmp_path)
    done = workspace.run("import", "works.xlsx")
    assert (done.code, made(done)) == (0, ["baseline.toml", "works.xlsx", "dossier.yaml"])
    assert (workspace.data / "works.xlsx").read_bytes() == (workspace.root / "works.xlsx").read_bytes()
    annex = workspace.run("annex", "--as-of", "2026-06-15")
    assert (annex.code, annex.err) == (0, "")


def test_what_was_understood_is_told_before_anything_is_written(tmp_path: Path) -> None:
    told = a_tracker(tmp_path).run("import", "works.xlsx").err.splitlines()
    assert told == [
        "works.xlsx, “Actions”: headings in row 3; each row is a point",
        "  Ref       point, number  “W 1”, “W 2”",
        "  Area      part          “Outside”, “Inside”",
        "  Action    commitment    “Repair the roof”, “Paint the hall”",
        "  Lead DG   owner         “Buildings”",
        "  Status    state         “In progress”, “Completed”",
        "  Deadline  due           “30/09/2026”, “15/08/2026”",
        "  Remarks   follow-up     “Scaffolding stands; 1,500 tiles c…”",
        f"works.xlsx, “How to”: not read, {NO_LIST}",
        "States: In progress → ongoing (1), Completed → done (1)",
        "As of: 2026-06-15 (row 2 of “Actions”: “Situation as of 15 June 2026”)",
        f"Rows read: 6. {MADE}; not from 4: {HEADINGS} (3); “How to”, skipped: {NO_LIST} (1)",
        "works.xlsx stays the source: data/works/dossier.yaml says what its headings and words mean.",
        "Findings in its texts, which may stay (baseline.toml): 1: NUM-001 (1).",
        "Now try: briefgen annex --as-of 2026-06-15",
    ]


def test_copied_rows_are_a_ledger_and_how_they_were_understood_is_kept(tmp_path: Path) -> None:
    workspace = a_tracker(tmp_path)
    done = workspace.run("import", "works.xlsx", "--copy", "--name", "works")
    assert made(done) == ["baseline.toml", "commitments.csv", "followup.csv", "import.yaml", "dossier.yaml"]
    assert [(row["point"], row["number"], row["part"], row["text"]) for row in table(workspace, "commitments.csv")] == [
        ("w-1", "W 1", "Outside", "Repair the roof"),
        ("w-2", "W 2", "Inside", "Paint the hall"),
    ]
    assert [(row["item"], row["state"], row["due"], row["text"]) for row in table(workspace, "followup.csv")] == [
        ("w-1", "ongoing", "2026-09-30", "Scaffolding stands; 1,500 tiles came."),
        ("w-2", "done", "2026-08-15", "Completed"),
    ]
    assert workspace.run("annex", "--as-of", "2026-06-15").code == 0


def test_without_a_terminal_the_line_to_type_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    rows = ["Ref,Action,Status,Deadline,Remarks", "1,Roof,Open,03/04/2026,x", "2,Hall,Open,,y"]
    workspace = with_file(tmp_path, "works.csv", "\n".join(rows))
    refused = workspace.run("import", "works.csv")
    assert refused.code == 2
    assert "the state “Open” has no plain counterpart (2 cells)" in refused.err
    assert "“03/04/2026” under “Deadline” can be read as two days (1 cell)" in refused.err
    line = "briefgen import works.csv --state Open=STATE --date-format dmy --as-of YYYY-MM-DD"
    assert refused.err.splitlines()[-1] == f"Nothing was written. Type: {line}"
    assert not workspace.data.exists()
    again = workspace.run("import", "works.csv", "--as-of", "2026-03-01", "--state", "Open=planned", "--copy")
    typed = "import works.csv --as-of 2026-03-01 --state Open=planned --copy --date-format dmy"
    assert again.err.splitlines()[-1] == f"Nothing was written. Type: briefgen {typed}"
    answers = ("--state", "Open=planned", "--date-format", "dmy", "--as-of", "2026-03-01")
    assert workspace.run("import", "works.csv", *answers).code == 0


def test_in_a_terminal_what_is_not_known_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = with_file(tmp_path, "works.csv", "Ref,Action,Status,Remarks\n1,Roof,Open,x\n")
    answers = iter(["planned", "2026-03-01"])
    monkeypatch.setattr(command, "_has_terminal", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **options: options["type"].convert(next(answers), None, None))
    monkeypatch.setattr("click.confirm", lambda *_, **__: True)
    assert workspace.run("import", "works.csv").code == 0
    assert workspace.run("annex", "--as-of", "2026-03-01").code == 0


def test_in_a_terminal_nothing_is_written_without_a_yes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = a_tracker(tmp_path)
    monkeypatch.setattr(command, "_has_terminal", lambda: True)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    done = workspace.run("import", "works.xlsx")
    assert (done.code, done.out, workspace.data.exists()) == (0, "", False)


def test_a_review_shows_the_mapping_and_is_read_back_as_it_was_corrected(tmp_path: Path) -> None:
    workspace = a_tracker(tmp_path)
    dry = workspace.run("import", "works.xlsx", "--dry-run", "-o", "review.xlsx")
    assert (dry.code, made(dry)) == (0, ["review.xlsx"])
    assert "Correct it in Excel, then: briefgen import works.xlsx --map review.xlsx" in dry.err
    assert not workspace.data.exists()
    review = load_workbook(workspace.root / "review.xlsx")
    assert review.sheetnames == ["columns", "states", "settings", "points", "items", "told of"]
    columns = {row[1].value: row[2] for row in review["columns"].iter_rows(min_row=2)}
    columns["Area"].value, columns["Lead DG"].value = None, "group"
    states = {row[0].value: row[2] for row in review["states"].iter_rows(min_row=2)}
    states["Completed"].value = "withdrawn"
    review.save(workspace.root / "review.xlsx")
    assert workspace.run("import", "works.xlsx", "--map", "review.xlsx", "--copy").code == 0
    assert {row["part"] for row in table(workspace, "commitments.csv")} == {""}
    assert [(row["group"], row["state"]) for row in table(workspace, "followup.csv")] == [
        ("Buildings", "ongoing"),
        ("Buildings", "withdrawn"),
    ]


def test_a_tracker_whose_headings_are_not_known_is_offered_for_review(tmp_path: Path) -> None:
    own = [["No", "What we promised", "Who", "Where are we?"], ["1", "Repair the roof", "Buildings", "Begun."]]
    workspace = with_file(tmp_path, "works.xlsx", a_workbook({"Plan": own}))
    refused = workspace.run("import", "works.xlsx", "--as-of", "2026-06-01")
    line = "briefgen import works.xlsx --as-of 2026-06-01 --dry-run -o review.xlsx"
    assert (refused.code, refused.err.splitlines()[-2].endswith(line)) == (1, True)
    assert workspace.run("import", "works.xlsx", "--dry-run", "-o", "review.xlsx").code == 0
    review = load_workbook(workspace.root / "review.xlsx")
    columns = {row[1].value: row[2] for row in review["columns"].iter_rows(min_row=2)}
    assert {heading: cell.value for heading, cell in columns.items()} == {
        "No": "point, number",
        "What we promised": None,
        "Who": "owner",
        "Where are we?": None,
    }
    columns["What we promised"].value, columns["Where are we?"].value = "commitment", "text"
    review.save(workspace.root / "review.xlsx")
    chosen = ("--as-of", "2026-06-01", "--map", "review.xlsx")
    assert workspace.run("import", "works.xlsx", *chosen, "--copy").code == 0
    assert [row["text"] for row in table(workspace, "commitments.csv")] == ["Repair the roof"]
    assert [(row["owner"], row["text"]) for row in table(workspace, "followup.csv")] == [("Buildings", "Begun.")]


def test_choices_may_be_typed_as_in_dossier_yaml(tmp_path: Path) -> None:
    workspace = with_file(tmp_path, "works.csv", "a,b,c\n1,Roof,y\n2,Hall,n\n")
    (workspace.root / "map.yaml").write_text(
        "followup:\n  columns: {point: a, text: c, state: c}\n"
        "  states: {y: done, n: planned}\n  constants: {as_of: 2026-06-01}\n"
        "commitments: {from: followup, columns: {point: a, text: b}}\n"
    )
    assert workspace.run("import", "works.csv", "--map", "map.yaml", "--copy").code == 0
    assert [(row["as_of"], row["state"]) for row in table(workspace, "followup.csv")] == [
        ("2026-06-01", "done"),
        ("2026-06-01", "planned"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Action", "Owner", "Status"], ["[Task]", "[Name]", "[Red|Yellow|Green]"]],
        [["Action", "Owner", "Status"]],
        [["Name", "Organisation"], ["A. Peeters", "HOME"]],
        [],
    ],
)
def test_an_empty_template_is_nothing_to_import(tmp_path: Path, rows: list[list[str]]) -> None:
    workspace = with_file(tmp_path, "works.csv", a_csv(rows))
    refused = workspace.run("import", "works.csv", "--as-of", "2026-06-15")
    assert (refused.code, refused.out) == (1, "")
    assert "There is nothing to import, and nothing was written." in refused.err
    assert not workspace.data.exists()


@pytest.mark.parametrize("name", ["works.xls", "works.pdf", "works.doc", "works.ods"])
def test_a_format_that_cannot_be_read_is_refused_by_name(tmp_path: Path, name: str) -> None:
    refused = with_file(tmp_path, name, b"x").run("import", name)
    assert (refused.code, f"{name}: files that end in" in refused.err) == (2, True)


def test_a_dossier_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    workspace = a_tracker(tmp_path)
    workspace.run("import", "works.xlsx")
    before = (workspace.data / "dossier.yaml").read_bytes()
    again = workspace.run("import", "works.xlsx", "--title", "Other")
    assert (again.code, "There is a dossier “works” already" in again.err) == (2, True)
    assert (workspace.data / "dossier.yaml").read_bytes() == before


def test_what_sources_cannot_say_is_copied_and_the_reason_told(tmp_path: Path) -> None:
    workspace = a_tracker(
        tmp_path, [*ROWS, ["W 3", "", "Plant trees", "", "Closed, see minutes", "soon", "Oaks {{ x }}"]]
    )
    done = workspace.run("import", "works.xlsx", "-v")
    assert (done.code, "followup.csv" in made(done)) == (0, True)
    assert "IMP-009: its rows were copied, as the tracker cannot be read in place" in done.err
    [_, _, trees] = table(workspace, "followup.csv")
    assert trees["text"] == "Oaks \\{{ x }}\n\nClosed, see minutes\n\nDeadline: soon"
    assert workspace.run("annex", "--as-of", "2026-06-15").code == 0


def test_contradicting_days_are_told(tmp_path: Path) -> None:
    workspace = with_file(tmp_path, "works_2025-06-15.xlsx", a_workbook({"Actions": ROWS}))
    done = workspace.run("import", "works_2025-06-15.xlsx", "--name", "works")
    assert "IMP-004: 2026-06-15 was taken as its day" in done.err
    assert "2025-06-15 (the name of the file" in done.err


def test_what_the_rules_find_in_the_texts_of_others_neither_stops_nor_repeats(tmp_path: Path) -> None:
    workspace = a_tracker(tmp_path)
    workspace.run("import", "works.xlsx")
    checked = workspace.run("check", "--as-of", "2026-06-15")
    assert checked.code == 0
    assert "1 more is known" in checked.out
    (workspace.data / "baseline.toml").unlink()
    refused = workspace.run("annex", "--as-of", "2026-06-15")
    assert (refused.code, "NUM-001" in refused.err) == (1, True)


def test_check_writes_the_baseline_anew(tmp_path: Path) -> None:
    workspace = a_tracker(tmp_path)
    workspace.run("import", "works.xlsx")
    (workspace.data / "baseline.toml").unlink()
    written = workspace.run("check", "--as-of", "2026-06-15", "--write-baseline")
    assert (written.code, made(written), written.err) == (0, ["baseline.toml"], "1 finding may stay now.\n")
    assert f"known on {today()}" in (workspace.data / "baseline.toml").read_text()
    assert workspace.run("annex", "--as-of", "2026-06-15").code == 0


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        workspace = a_tracker(tmp_path / name)
        workspace.run("import", "works.xlsx", "--copy")
        contents.append({path.name: path.read_bytes() for path in workspace.data.iterdir()})
    assert contents[0] == contents[1]


def test_later_files_are_put_to_the_dossier_shown_first(tmp_path: Path) -> None:
    workspace = a_tracker(tmp_path)
    workspace.run("import", "works.xlsx", "--copy")
    later = [row[:] for row in ROWS]
    later[1][0], later[3][6] = "Situation as of 15 July 2026", "The roof is closed."
    later.append(["W 3", "Outside", "Plant trees", "Garden", "Not started", "", "Holes are dug."])
    (workspace.root / "july.xlsx").write_bytes(a_workbook({"Actions": later}))
    before = {path.name: path.read_bytes() for path in workspace.data.iterdir()}
    shown = workspace.run("import", "july.xlsx", "--into", "works")
    assert shown.code == 0
    assert [line.split()[:3] for line in shown.out.splitlines()] == [
        ["new", "point", "w-3"],
        ["changed", "w-1", "2026-07-15"],
        ["confirmed", "w-2", "2026-07-15"],
        ["new", "item", "w-3"],
    ]
    assert {path.name: path.read_bytes() for path in workspace.data.iterdir()} == before
    written = workspace.run("import", "july.xlsx", "--into", "works", "--write")
    assert made(written)[-2:] == ["commitments.csv", "followup.csv"]
    for name in ("commitments.csv", "followup.csv"):
        assert (workspace.data / name).read_bytes().startswith(before[name])
    assert workspace.run("annex", "--as-of", "2026-07-15").code == 0
    assert workspace.run("import", "july.xlsx", "--into", "works").err.endswith("For works: nothing new.\n")


def test_rows_for_a_tracker_that_stays_the_source_go_behind_it(tmp_path: Path) -> None:
    workspace = a_tracker(tmp_path)
    workspace.run("import", "works.xlsx")
    later = [row[:] for row in ROWS]
    later[1][0], later[3][6] = "Situation as of 15 July 2026", "The roof is closed."
    (workspace.root / "july.xlsx").write_bytes(a_workbook({"Actions": later}))
    written = workspace.run("import", "july.xlsx", "--into", "works", "--write")
    assert (written.code, "followup.csv" in made(written)) == (0, True)
    assert workspace.run("annex", "--as-of", "2026-07-15").code == 0


def test_the_next_file_is_read_as_the_last_one_was(tmp_path: Path) -> None:
    for way in ((), ("--copy",)):
        folder = tmp_path / ("copied" if way else "source")
        folder.mkdir()
        workspace = with_file(folder, "works.csv", "Ref,Action,Status,Remarks\n1,Roof,Open,x\n")
        assert workspace.run("import", "works.csv", "--as-of", "2026-06-15", "--state", "Open=planned", *way).code == 0
        (workspace.root / "july.csv").write_text("Ref,Action,Status,Remarks\n1,Roof,Open,y\n")
        shown = workspace.run("import", "july.csv", "--into", "works", "--as-of", "2026-07-15")
        assert (shown.code, shown.out.split()) == (0, ["changed", "1", "2026-07-15", "planned", "y"])

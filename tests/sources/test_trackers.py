"""A tracker with headings and words of its own gives the tables that the same rows in ours would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from briefgen.errors import UnreadableInputError
from briefgen.model.dossier import Dossier, State
from tests.sources.folders import a_csv, a_workbook, found, read

WHEN = datetime.fromisoformat("2026-09-30T14:05")
HEADER = ("Ref", "Action", "Lead DG", "Status", "Deadline")
ROWS = (
    ("A 1", "Draft the strategy", "HOME", "In progress", "30/09/2026"),
    ("A 2", "Hold a workshop", "JUST", "Completed", ""),
)
STATES = "states: {In progress: ongoing, Completed: done}"
COLUMNS = "columns: {point: Ref, text: Status, state: Status, owner: Lead DG, due: Deadline}"
COMMITMENTS = "commitments: {from: followup, columns: {point: Ref, number: Ref, text: Action}}"


def sources(*entries: str, commitments: str = COMMITMENTS, file: str = "tracker.csv") -> str:
    """A dossier.yaml whose tracker has these entries beside its file."""
    listed = ", ".join((f"file: {file}", *entries))
    return f"title: Board\nsources:\n  followup: {{{listed}}}\n  {commitments}\n"


MAPPED = sources(COLUMNS, STATES, "constants: {as_of: 2026-06-15}")


def files(rows: Sequence[Sequence[Any]], yaml: str = MAPPED, **more: str | bytes) -> dict[str, str | bytes | None]:
    """A dossier's folder whose two tables come from a tracker, in CSV."""
    tracker = a_csv([HEADER, *rows])
    return {"commitments.csv": None, "followup.csv": None, "dossier.yaml": yaml, "tracker.csv": tracker, **more}


def tracker(tmp_path: Path, rows: Sequence[Sequence[Any]], yaml: str = MAPPED) -> tuple[Dossier, list[str]]:
    dossier, findings = read(tmp_path, files(rows, yaml))
    return dossier, [str(each) for each in findings]


def test_a_tracker_with_one_row_per_action_gives_both_tables(tmp_path: Path) -> None:
    dossier, findings = tracker(tmp_path, ROWS)
    assert findings == []
    assert [(each.point, each.number, each.text) for each in dossier.commitments] == [
        ("a-1", "A 1", "Draft the strategy"),
        ("a-2", "A 2", "Hold a workshop"),
    ]
    assert [(each.point, each.item, each.state, each.owner, each.due) for each in dossier.follow_ups] == [
        ("a-1", "a-1", State.ONGOING, "HOME", "2026-09-30"),
        ("a-2", "a-2", State.DONE, "JUST", ""),
    ]
    assert {each.as_of for each in dossier.follow_ups} == {date(2026, 6, 15)}


def test_a_workbook_is_read_by_its_headings_wherever_they_stand(tmp_path: Path) -> None:
    rows: list[Sequence[Any]] = [["Tracker of the board"], [], HEADER, ["A 1", "x", "", "Completed", WHEN]]
    content = a_workbook({"Guide": [["How to fill it in"]], "Actions": rows})
    yaml = MAPPED.replace("tracker.csv", "tracker.xlsx")
    dossier, findings = read(tmp_path, {**files([], yaml), "tracker.csv": None, "tracker.xlsx": content})
    assert findings == ()
    [item] = dossier.follow_ups
    assert (item.due, str(item.place)) == ("2026-09-30", "tracker.xlsx, sheet Actions, row 4")


def test_header_row_says_where_the_headings_are(tmp_path: Path) -> None:
    rows = [[*HEADER], ["as agreed with all units", "", "", "", ""], [*HEADER], *ROWS]
    text = a_csv(rows)
    yaml = sources("header-row: 3", COLUMNS, STATES, "constants: {as_of: 2026-06-15}")
    dossier, findings = read(tmp_path, {**files([], yaml), "tracker.csv": text})
    assert findings == ()
    assert [each.place.row for each in dossier.follow_ups] == [4, 5]


def test_the_place_of_a_finding_has_the_heading_that_the_drafter_sees(tmp_path: Path) -> None:
    rows = [ROWS[0], ("A 2", "Hold a workshop", "{{ date }}", "Completed", "")]
    _, [finding] = tracker(tmp_path, rows)
    assert finding.startswith("tracker.csv, row 3, column Lead DG: error DATA-031")


def test_an_unknown_state_is_told_of_once_with_the_line_to_write(tmp_path: Path) -> None:
    rows = [
        *ROWS,
        ("A 3", "x", "", "Not started", ""),
        ("A 4", "y", "", "not  started", ""),
        ("A 5", "z", "", "Open", ""),
    ]
    _, findings = tracker(tmp_path, rows)
    assert findings == [
        (
            "tracker.csv, row 4, column Status: error DATA-054: the state “Not started” is not known (2 rows, the "
            "first of them row 4).\n  Write under “states”: Not started: planned"
        ),
        (
            "tracker.csv, row 6, column Status: error DATA-054: the state “Open” is not known (1 row).\n"
            "  Write under “states”: Open: … (… is one of done, ongoing, planned, delayed, blocked, withdrawn, or "
            "nothing where it is no state)"
        ),
    ]


def test_a_word_may_stand_for_no_state(tmp_path: Path) -> None:
    yaml = MAPPED.replace("states: {", "states: {Open: '', ")
    dossier, findings = tracker(tmp_path, [("A 1", "x", "", "Open", ""), ("A 2", "y", "", "n/a", "")], yaml)
    assert findings == []
    assert [each.state for each in dossier.follow_ups] == [None, None]


def test_a_column_of_words_that_are_no_states_is_asked_about_and_not_listed_to_the_end(tmp_path: Path) -> None:
    rows = [(f"A {number}", "x", "", f"word number {number}", "") for number in range(40)]
    _, findings = tracker(tmp_path, rows)
    assert len(findings) == 13
    assert "28 further words are no states either. Is it the right column?" in findings[-1]


def test_a_day_above_twelve_settles_the_dates_of_its_column(tmp_path: Path) -> None:
    rows = [("A 1", "x", "", "Completed", "03/04/2026"), ("A 2", "y", "", "Completed", "31.12.26")]
    dossier, findings = tracker(tmp_path, rows)
    assert findings == []
    assert [each.due for each in dossier.follow_ups] == ["2026-04-03", "2026-12-31"]


@pytest.mark.parametrize(("order", "due"), [("dmy", "2026-04-03"), ("mdy", "2026-03-04")])
def test_dates_in_doubt_are_asked_about_once_and_settled_by_date_format(tmp_path: Path, order: str, due: str) -> None:
    rows = [("A 1", "x", "", "Completed", "03/04/2026"), ("A 2", "y", "", "Completed", "01/02/2026")]
    _, [finding] = tracker(tmp_path, rows)
    assert "column Deadline: error DATA-055: “03/04/2026” can be read as two days" in finding
    assert "Write date-format: dmy where the day comes first" in finding
    yaml = MAPPED.replace("constants:", f"date-format: {order}, constants:")
    dossier, findings = tracker(tmp_path, rows, yaml)
    assert (findings, dossier.follow_ups[0].due) == ([], due)


def test_dates_of_both_orders_in_one_column_are_told_of(tmp_path: Path) -> None:
    rows = [("A 1", "x", "", "Completed", "31/12/2026"), ("A 2", "y", "", "Completed", "12/31/2026")]
    _, [finding] = tracker(tmp_path, rows)
    assert "“31/12/2026” has its day first, and “12/31/2026” (tracker.csv, row 3, column Deadline) its month" in finding


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("2026-06-30", "2026-06-30"),
        ("2026/6/30", "2026-06-30"),
        ("30 June 2026", "2026-06-30"),
        ("30-Jun-26", "2026-06-30"),
        ("June 30, 2026", "2026-06-30"),
        ("1er juin 2026", "2026-06-01"),
        ("30. Juni 2026", "2026-06-30"),
        ("30 de junio de 2026", "2026-06-30"),
        ("30 czerwca 2026", "2026-06-30"),
        ("juin 2026", "2026-06"),
        ("Jun-2026", "2026-06"),
        ("Q3 2026", "2026-Q3"),
        ("2026 Q3", "2026-Q3"),
        ("T3 2026", "2026-Q3"),
        ("3Q2026", "2026-Q3"),
        ("H2/2026", "2026-H2"),
        ("end of June 2026", "end 2026-06"),
        ("end 2026", "end 2026"),
        ("Autumn 2026", "2026-autumn"),
        ("2026-06-30 14:30", "2026-06-30"),
        ("TBC", ""),
        ("31/02/2026", ""),
        ("listopad 2026", ""),  # November in Polish and Czech, October in Croatian
    ],
)
def test_deadlines_are_read_as_people_write_them(tmp_path: Path, typed: str, due: str) -> None:
    dossier, findings = tracker(tmp_path, [("A 1", "x", "", "Completed", typed)])
    assert [each.due for each in dossier.follow_ups] == [due]
    assert ["DATA-056" in each for each in findings] == ([] if due else [True])


def test_deadlines_in_words_are_left_out_with_one_warning(tmp_path: Path) -> None:
    rows = [
        ("A 1", "x", "", "Completed", "asap"),
        ("A 2", "y", "", "Completed", "tbc"),
        ("A 3", "z", "", "Completed", "-"),
    ]
    dossier, [finding] = tracker(tmp_path, rows)
    assert "warning DATA-056: “asap”, “tbc” is no date that can be read (2 rows, the first of them row 2)" in finding
    assert len(dossier.follow_ups) == 3


def test_a_day_that_is_not_understood_is_an_error_as_no_row_can_be_placed_without(tmp_path: Path) -> None:
    yaml = sources(COLUMNS.replace("due: ", "as_of: "), STATES)
    _, [finding] = tracker(tmp_path, [("A 1", "x", "", "Completed", "June 2026")], yaml)
    assert "error DATA-006: “June 2026” is no day that can be read" in finding


def test_constants_fill_what_is_empty(tmp_path: Path) -> None:
    yaml = MAPPED.replace("{as_of: 2026-06-15}", "{as_of: 2026-06-15, owner: all units}")
    dossier, _ = tracker(tmp_path, [("A 1", "x", "", "Completed", ""), ROWS[1]], yaml)
    assert [each.owner for each in dossier.follow_ups] == ["all units", "JUST"]


def test_the_first_column_that_is_filled_counts(tmp_path: Path) -> None:
    yaml = MAPPED.replace("text: Status", "text: [Lead DG, Status]")
    dossier, _ = tracker(tmp_path, [ROWS[0], ("A 2", "x", "", "Completed", "")], yaml)
    assert [each.text for each in dossier.follow_ups] == ["HOME", "Completed"]


def test_rows_that_say_nothing_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [("Section I", "", "", "", ""), *ROWS, ("A 3", "", "", "", ""), ("A 4", "", "", "", "")]
    dossier, [finding] = tracker(tmp_path, rows)
    assert len(dossier.follow_ups) == len(dossier.commitments) == 2
    assert "row 2: warning DATA-057: 3 rows say nothing" in finding
    assert finding.splitlines()[0].endswith("cannot be printed: rows 2, 5–6.")


def test_a_commitment_without_follow_up_is_no_row_that_says_nothing(tmp_path: Path) -> None:
    dossier, findings = tracker(tmp_path, [ROWS[0], ("A 2", "Hold a workshop", "", "", "")])
    assert (len(dossier.commitments), len(dossier.follow_ups), findings) == (2, 1, [])


def test_texts_that_are_missing_are_told_of_once(tmp_path: Path) -> None:
    rows = [(*ROWS[0][:4], "x"), ("A 2", "x", "HOME", "Completed", ""), ("A 3", "y", "JUST", "Completed", "")]
    yaml = MAPPED.replace("text: Status", "text: Deadline").replace(", due: Deadline", "")
    _, [finding] = tracker(tmp_path, rows, yaml)
    assert "row 3, column Deadline: error DATA-005: there is no text (2 rows, the first of them row 3)" in finding


def test_a_row_with_a_name_alone_reports_nothing(tmp_path: Path) -> None:
    dossier, [finding] = tracker(tmp_path, [ROWS[0], ("A 2", "x", "HOME", "", "")])
    assert "row 3, column Status: warning DATA-057: there is no text and no state (1 row)" in finding
    assert (len(dossier.commitments), len(dossier.follow_ups)) == (2, 1)


def test_a_row_with_a_word_that_is_no_state_yet_has_something_to_report(tmp_path: Path) -> None:
    rows = [(*ROWS[0][:4], "x"), ("A 2", "x", "HOME", "Open", "")]
    yaml = MAPPED.replace("text: Status", "text: Deadline").replace(", due: Deadline", "")
    rules = [each.split(": ")[1] for each in tracker(tmp_path, rows, yaml)[1]]
    assert rules == ["error DATA-005", "error DATA-054"]


def test_commitments_without_words_are_told_of_once(tmp_path: Path) -> None:
    rows = [ROWS[0], ("A 2", "", "HOME", "Completed", ""), ("A 3", "", "HOME", "Completed", "")]
    _, [finding] = tracker(tmp_path, rows)
    assert "row 3, column Action: error DATA-005: there is no text (2 rows, the first of them row 3)" in finding


def test_the_words_of_a_commitment_may_stand_in_one_of_its_rows(tmp_path: Path) -> None:
    yaml = MAPPED.replace("point: Ref, text: Status", "point: Ref, item: {from: Deadline}, text: Deadline")
    yaml = yaml.replace(", due: Deadline", "")
    rows = [("A", "", "", "Completed", "one"), ("A", "All of it", "", "Completed", "two")]
    dossier, findings = tracker(tmp_path, rows, yaml)
    assert ([each.text for each in dossier.commitments], findings) == (["All of it"], [])


def test_rows_of_one_point_with_other_words_are_told_of_once_and_two_columns_make_a_key(tmp_path: Path) -> None:
    yaml = MAPPED.replace("point: Ref, text: Status", "point: Ref, item: {from: [Ref, Lead DG]}, text: Status")
    yaml = yaml.replace("number: Ref, ", "")
    rows = [("A", action, letter, "Completed", "") for action, letter in (("one", "a"), ("two", "b"), ("three", "c"))]
    dossier, [finding] = tracker(tmp_path, rows, yaml)
    assert "DATA-060: there are further rows of “A” that say something else (2 rows, the first" in finding
    assert [each.item for each in dossier.follow_ups] == ["a-a-a", "a-a-b", "a-a-c"]
    joined = yaml.replace("{point: Ref,", "{point: {from: [Ref, Lead DG]},")
    dossier, findings = tracker(tmp_path, rows, joined)
    assert ([each.point for each in dossier.commitments], findings) == (["a-a", "a-b", "a-c"], [])


def test_several_rows_of_a_point_need_a_column_that_tells_them_apart(tmp_path: Path) -> None:
    rows = [("A", "one", "", "Completed", ""), ("A", "two", "", "In progress", "")]
    commitments = "commitments: {from: followup, columns: {point: Ref, text: Ref}}"
    columns = "columns: {point: Ref, state: Status, text: Action, owner: Lead DG, due: Deadline}"
    yaml = sources(columns, STATES, "constants: {as_of: 2026-06-15}", commitments=commitments)
    _, [finding] = tracker(tmp_path, rows, yaml)
    assert "row 3, column Ref: error DATA-060: there are several rows of one day under one point (“A”" in finding
    assert "item: {from: …}" in finding
    for source in ("text", "Action"):  # our name, or theirs
        told_apart = yaml.replace("text: Action", f"text: Action, item: {{from: {source}}}")
        dossier, findings = tracker(tmp_path, rows, told_apart)
        assert ([each.item for each in dossier.follow_ups], findings) == (["a-one", "a-two"], [])
        assert [each.text for each in dossier.commitments] == ["A"]


def test_keys_are_made_of_the_words_alone(tmp_path: Path) -> None:
    long = "Draft a strategy for the external borders of the Union, with all Member States"
    rows = [("A/1 (b)", long, "", "Completed", ""), ("007", "x", "", "Completed", "")]
    yaml = MAPPED.replace("point: Ref, text", "point: Ref, item: {from: Action}, text")
    dossier, findings = tracker(tmp_path, rows, yaml)
    assert findings == []
    assert [each.point for each in dossier.commitments] == ["a-1-b", "007"]
    assert dossier.follow_ups[0].item == "a-1-b-draft-a-strategy-for-the-external-d5a482"
    assert tracker(tmp_path, rows[::-1], yaml)[0].follow_ups[1].item == dossier.follow_ups[0].item


@pytest.mark.parametrize("other", ["A (1)", "A|1", "a 1"])
def test_words_that_make_the_same_key_are_told_of(tmp_path: Path, other: str) -> None:
    findings = tracker(tmp_path, [(other, "x", "", "Completed", ""), ("A/1", "y", "", "Completed", "")])[1]
    assert any(
        f"DATA-058: “A/1” makes the same key as “{other}” (tracker.csv, row 2): a-1" in each for each in findings
    )


def test_a_history_in_rows_is_one(tmp_path: Path) -> None:
    yaml = sources(COLUMNS.replace("due: ", "as_of: "), STATES)
    rows = [("A 1", "x", "", "In progress", "15/05/2026"), ("A 1", "x", "", "Completed", "20/06/2026")]
    dossier, findings = tracker(tmp_path, rows, yaml)
    assert findings == []
    days = [(each.item, each.as_of.isoformat()) for each in dossier.follow_ups]
    assert days == [("a-1", "2026-05-15"), ("a-1", "2026-06-20")]
    assert len(dossier.commitments) == 1


@pytest.mark.parametrize("file", ["[a.csv, b.csv]", '"?.csv"', "contributions/*.csv"])
def test_files_of_several_contributors_are_one_table(tmp_path: Path, file: str) -> None:
    folder = "contributions/" if "/" in file else ""
    (tmp_path / "spring-summit" / "contributions").mkdir(parents=True)
    yaml = sources(COLUMNS, STATES, "constants: {as_of: 2026-06-15}", file=file)
    content = {f"{folder}{name}.csv": a_csv([HEADER, row]) for name, row in zip("ab", ROWS, strict=True)}
    dossier, findings = read(tmp_path, {**files([], yaml), "tracker.csv": None, **content})
    assert findings == ()
    assert [(each.item, each.place.file) for each in dossier.follow_ups] == [
        ("a-1", f"{folder}a.csv"),
        ("a-2", f"{folder}b.csv"),
    ]


def test_what_two_files_say_differently_is_a_clash_and_what_they_say_alike_counts_once(tmp_path: Path) -> None:
    yaml = sources(COLUMNS, STATES, "constants: {as_of: 2026-06-15}", file="[a.csv, b.csv]")
    other = ("A 2", "Hold a workshop", "HOME", "In progress", "")
    content = {"a.csv": a_csv([HEADER, *ROWS]), "b.csv": a_csv([HEADER, ROWS[0], other])}
    dossier, findings = read(tmp_path, {**files([], yaml), "tracker.csv": None, **content})
    clash, alike = sorted(str(each).splitlines()[0] for each in findings)[::-1]
    assert clash == (
        "b.csv, row 3, column Ref: error DATA-059: two files speak of “a-2” on the same day, and differ in “Status”, "
        "“Lead DG”: see also a.csv, row 3."
    )
    assert alike.startswith("b.csv, row 2: hint DATA-061: what is said here stands in another file in the same words")
    assert len(dossier.commitments) == 2


def test_a_date_order_is_settled_for_each_file_by_itself(tmp_path: Path) -> None:
    yaml = sources(COLUMNS, STATES, "constants: {as_of: 2026-06-15}", file="[a.csv, b.csv]")
    one = [("A 1", "x", "", "Completed", "31/01/2026"), ("A 2", "x", "", "Completed", "01/02/2026")]
    two = [("B 1", "x", "", "Completed", "01/31/2026"), ("B 2", "x", "", "Completed", "01/02/2026")]
    content = {"a.csv": a_csv([HEADER, *one]), "b.csv": a_csv([HEADER, *two])}
    dossier, findings = read(tmp_path, {**files([], yaml), "tracker.csv": None, **content})
    assert findings == ()
    assert [each.due for each in dossier.follow_ups] == ["2026-01-31", "2026-02-01", "2026-01-31", "2026-01-02"]


@pytest.mark.parametrize("file", ["none-*.csv", "../*.csv", "/etc/*.csv", "**/*.csv"])
def test_a_pattern_without_files_or_out_of_the_folder_is_refused(tmp_path: Path, file: str) -> None:
    with pytest.raises(UnreadableInputError, match=r"is no pattern for files|there is no such file"):
        read(tmp_path, files([], sources(COLUMNS, file=f'"{file}"')))


def test_cells_merged_downwards_count_in_each_row(tmp_path: Path) -> None:
    def merge(workbook: Workbook) -> None:
        workbook["Actions"].merge_cells("A2:A3")

    columns = "columns: {point: Ref, item: {from: Action}, text: Action, state: Status, owner: Lead DG, due: Deadline}"
    commitments = "commitments: {from: followup, columns: {point: Ref, text: Ref}}"
    yaml = sources(columns, STATES, "constants: {as_of: 2026-06-15}", commitments=commitments, file="t.xlsx")
    content = a_workbook({"Actions": [HEADER, ("A", "one", "", "Completed"), ("", "two", "", "Completed")]}, merge)
    dossier, findings = read(tmp_path, {**files([], yaml), "tracker.csv": None, "t.xlsx": content})
    assert findings == ()
    assert [each.item for each in dossier.follow_ups] == ["a-one", "a-two"]


def test_bold_words_of_a_text_are_bold_and_those_of_a_state_are_a_state(tmp_path: Path) -> None:
    from openpyxl.styles import Font

    def embolden(workbook: Workbook) -> None:
        workbook["Actions"]["D2"].font = Font(bold=True)

    content = a_workbook({"Actions": [HEADER, ("A", "one", "", "Completed")]}, embolden)
    yaml = MAPPED.replace("tracker.csv", "t.xlsx")
    dossier, _ = read(tmp_path, {**files([], yaml), "tracker.csv": None, "t.xlsx": content})
    assert (dossier.follow_ups[0].text, dossier.follow_ups[0].state) == ("**Completed**", State.DONE)


MISTAKES: Mapping[str, tuple[str, str]] = {
    "a heading misspelt": (
        MAPPED.replace("Lead DG", "Lead GD"),
        "tracker.csv, row 1: error DATA-062: there is no column “Lead GD”, which dossier.yaml names.",
    ),
    "nothing said of the day": (
        sources(COLUMNS, STATES),
        (
            "for “followup” the column “as_of” is missing.\n  Write in dossier.yaml, under “sources”, “followup”: "
            "constants: {as_of: 2026-06-15}"
        ),
    ),
    "nothing said at all": (
        f"title: x\nsources: {{followup: tracker.csv, {COMMITMENTS}}}",
        (
            "for “followup” the columns “point”, “item”, “as_of” and “text” are missing.\n  Write in dossier.yaml, "
            "under “sources”, “followup”: columns: {point: Ref, text: Status, state: Status, due: Deadline, "
            "owner: Lead DG} and constants: {as_of: 2026-06-15} (the day that it says how things stand on)."
        ),
    ),
    "a column of ours misspelt": (MAPPED.replace("owner:", "ownr:"), "there is no entry “ownr” under “columns”"),
    "a state that is none": (MAPPED.replace(": done", ": finished"), "“Completed” cannot mean “finished”"),
    "an order that is none": (
        MAPPED.replace("states:", "date-format: ymd, states:"),
        "“ymd” is not the order of a date",
    ),
    "a row that is none": (MAPPED.replace("states:", "header-row: top, states:"), "“top” is not the number of a row"),
    "a row that is not there": (MAPPED.replace("states:", "header-row: 9, states:"), "there is no row 9 with headings"),
    "from nowhere": (MAPPED.replace("from: followup", "from: folowup"), "“commitments” is to come from “folowup”"),
    "from itself": (
        MAPPED.replace("from: followup", "from: commitments"),
        "“commitments” is to come from “commitments”",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mapping_that_does_not_fit_is_told_of(tmp_path: Path, mistake: str) -> None:
    yaml, words = MISTAKES[mistake]
    try:
        assert words in "\n".join(tracker(tmp_path, ROWS, yaml)[1])
    except UnreadableInputError as refusal:  # where “commitments” are nowhere then
        assert "commitments.csv: the dossier spring-summit has no table" in str(refusal)
        assert mistake.startswith("from")


def test_a_table_beside_a_tracker_that_is_missing_may_be_in_its_rows(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"commitments: \{from: followup, columns: \{point: Ref"):
        tracker(tmp_path, ROWS, MAPPED.replace(COMMITMENTS, ""))


def test_a_heading_that_stands_there_twice_is_asked_about_only_if_it_is_named(tmp_path: Path) -> None:
    header = ("Ref", "Action", "Lead DG", "Status", "Deadline", "Note", "Note")
    content = a_csv([header, (*ROWS[0], "", "")])
    assert [each for each in found(tmp_path, {**files([]), "tracker.csv": content}) if "error" in each] == []
    yaml = MAPPED.replace("owner: Lead DG", "owner: note")
    [finding] = found(tmp_path, {**files([], yaml), "tracker.csv": content})
    assert "error DATA-062: the heading “note” stands there 2 times" in finding


def test_columns_that_are_not_read_are_a_hint(tmp_path: Path) -> None:
    content = a_csv([(*HEADER, "Priority"), (*ROWS[0], "high")])
    [finding] = found(tmp_path, {**files([]), "tracker.csv": content})
    assert finding.startswith("tracker.csv, row 1: hint DATA-001: the table has a column that is not read: “Priority”.")


def test_our_own_headings_below_a_title_are_found(tmp_path: Path) -> None:
    text = "Our tracker,,,\npoint,item,as_of,text\ndublin,a,2023-03-01,x\n"
    dossier, findings = read(tmp_path, {"followup.csv": text})
    assert findings == ()
    assert [each.place.row for each in dossier.follow_ups] == [3]


PROPOSALS: Mapping[tuple[str, ...], str] = {
    ("Nr.", "Maßnahme", "Zuständig", "Status", "Frist", "Sachstand"): (
        "point: Nr., text: Sachstand, state: Status, due: Frist, owner: Zuständig"
    ),
    ("N°", "Mesure", "Chef de file", "Statut", "Échéance", "État d’avancement"): (
        'point: "N°", text: État d’avancement, state: Statut, due: Échéance, owner: Chef de file'
    ),
    ("Lp.", "Działanie", "Jednostka", "Stan", "Termin", "Uwagi"): "point: Lp., text: Uwagi, state: Stan, due: Termin",
    ("Ref. No.", "Action", "LEAD DG:", "Status (R/A/G)", "Due\nDate", "Remarks"): (
        "point: Ref. No., text: Remarks, state: Status (R/A/G), due: Due Date, owner: LEAD DG:"
    ),
}


@pytest.mark.parametrize("header", PROPOSALS)
def test_headings_that_plainly_mean_ours_are_proposed_in_the_languages_of_the_union(
    tmp_path: Path, header: tuple[str, ...]
) -> None:
    yaml = f"title: x\nsources: {{followup: tracker.csv, {COMMITMENTS.replace('Ref', 'Nr')}}}"
    content = a_csv([header, ("1", "x", "y", "z", "", "w")])
    remedy = "\n".join(found(tmp_path, {**files([], yaml), "tracker.csv": content}))
    for pair in PROPOSALS[header].split(", "):
        column, _, heading = pair.partition(": ")
        assert f"{column}: {heading}" in remedy or f'{column}: "{heading}"' in remedy, pair


def test_a_second_table_from_the_same_rows_has_their_states_too(tmp_path: Path) -> None:
    yaml = MAPPED.replace("states: {", "states: {Dropped: withdrawn, ")
    yaml = yaml.replace("text: Action}", "text: Action, state: Status}")
    dossier, findings = tracker(tmp_path, [("A 1", "x", "", "Dropped", "")], yaml)
    assert ([each.state for each in dossier.commitments], findings) == ([State.WITHDRAWN], [])

"""What the rows of a tracker say: states with remarks, days, logs in a cell; and which rows are no items."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.intake.trackers.columns import Choices
from briefgen.intake.trackers.states import count_words, read_state
from briefgen.intake.trackers.tracker import read_action_grid
from briefgen.intake.words import alike, read_plain, write_plain
from briefgen.text import rich_text
from tests.intake.papers import (
    HEADER,
    ROOF,
    a_grid,
    items,
    only_point,
    rows_accounted_for,
    sheets,
    texts,
    told,
    tracker,
)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("Completed", "done"),
        ("IN PROGRESS", "ongoing"),
        ("not_started", "planned"),
        ("100%", "done"),
        ("40 %", "ongoing"),
        ("0%", "planned"),
        ("gesloten", "done"),
        ("完了", "done"),
        ("Superseded", "withdrawn"),
        ("", ""),
        ("N/A", ""),
        ("unknown", ""),
        ("?", ""),
    ],
)
def test_a_word_means_its_state(cell: str, state: str) -> None:
    assert read_state(cell, {}) == (state, "", "")


@pytest.mark.parametrize(
    "cell", ["gesloten, zie verslag", "Closed (see minutes)", "The tiles came. Closed", "closed? ask Jan"]
)
def test_a_remark_beside_the_word_is_kept(cell: str) -> None:
    assert read_state(cell, {}) == ("done", cell, "")


@pytest.mark.parametrize(
    "cell", ["2026 H1", "31/12/2026", "We wait for the tiles that were ordered in spring from abroad"]
)
def test_what_is_no_state_is_kept_as_words(cell: str) -> None:
    assert read_state(cell, {}) == ("", cell, "")


def test_a_word_without_counterpart_is_asked_for_once_with_its_count() -> None:
    known, unknown = count_words(["Open", "open", "Closed", ""], {})
    assert (dict(known), dict(unknown)) == ({("Closed", "done"): 1}, {"Open": 2})
    assert read_state("Open", {"open": "planned"}).state == "planned"
    assert read_state("Open", {"open": ""}) == ("", "", "")


def test_a_remark_in_the_cell_of_the_state_is_printed_with_the_report() -> None:
    row = (*ROOF[:3], "Closed, see minutes", *ROOF[4:])
    assert texts(tracker(row)) == ["Scaffolding stands.\n\nClosed, see minutes"]


def test_where_nothing_is_reported_the_word_of_the_state_is() -> None:
    assert texts(tracker((*ROOF[:5], ""), ROOF)) == ["In progress", "Scaffolding stands."]


def test_an_action_of_which_only_its_owner_is_known_has_a_dash_beside_it() -> None:
    [first, _] = items(tracker((*ROOF[:3], "", "", ""), ROOF))
    assert (first.text, first.owner) == ("–", "Buildings")


def test_the_order_of_day_and_month_is_that_of_the_column() -> None:
    read = tracker((*ROOF[:4], "03/04/2026", ""), (*ROOF[:4], "30/09/2026", "x"))
    assert [each.due for each in items(read)] == ["2026-04-03", "2026-09-30"]
    assert read.doubts == ()


def test_an_order_that_nothing_shows_is_asked_for() -> None:
    row = (*ROOF[:4], "03/04/2026", "x")
    assert [(each.heading, each.cells, each.example) for each in tracker(row).doubts] == [("Deadline", 1, "03/04/2026")]
    [item] = items(tracker(row, choices=Choices(day_order="mdy")))
    assert item.due == "2026-03-04"


@pytest.mark.parametrize("words", ["<30 days", "as soon as possible", "Plan by Q4 2026", "1 - 3 Months"])
def test_a_deadline_in_words_stays_in_the_text(words: str) -> None:
    [item] = items(tracker((*ROOF[:4], words, "Waiting.")))
    assert (item.due, item.text) == ("", f"Waiting.\n\nDeadline: {words}")


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("Q3 2026", "2026-Q3"),
        ("2026-07-01 (Wed)", "2026-07-01"),
        ("1900-12-30", ""),
        ("N/A", ""),
        ("45000", "2023-03-15"),
        ("2026", "2026"),
        ("end of June 2026", "end 2026-06"),
    ],
)
def test_imprecise_dates_are_kept_and_empty_ones_mean_nothing(typed: str, due: str) -> None:
    [item] = items(tracker((*ROOF[:4], typed, "x")))
    assert (item.due, item.text) == (due, "x")


def test_dated_lines_of_a_cell_are_a_history() -> None:
    log = "2026-05-02: Tiles came.\n・2026-04-01 Tiles ordered\nfrom abroad"
    [earlier, later] = items(tracker((*ROOF[:5], log)))
    assert (earlier.as_of, earlier.text, earlier.state) == ("2026-04-01", "Tiles ordered\nfrom abroad", "")
    assert (later.as_of, later.text, later.state) == ("2026-05-02", "Tiles came.", "ongoing")


def test_a_closing_day_is_that_of_what_is_done_and_else_a_contradiction() -> None:
    header = ("ID", "Action", "Status", "Date Closed", "Remarks")
    read = tracker(
        ("1", "Roof", "Closed", "13.05.2026", "x"), ("2", "Hall", "In progress", "14.05.2026", "y"), header=header
    )
    assert [each.as_of for each in items(read)] == ["2026-05-13", ""]
    assert read.ended_but_open == 1


def test_rows_that_are_no_items_are_told_of_by_their_kind() -> None:
    read = tracker(
        ("e.g.", "Say what is to be done", "Who", "Open", "", "How it goes"),
        ROOF,
        ("",) * 6,
        ("W 2", "", "", "", "", ""),
        ("", "", "Buildings", "Closed", "", ""),
        HEADER,
        ("Total", "", "", "12", "", ""),
        ("", "[Task]", "[Name]", "", "[dd/mm/yyyy]", "[Remark]"),
    )
    assert texts(read) == ["Scaffolding stands."]
    assert told(read.reading) == {
        "headings and what stands above them": 2,
        "samples and placeholders": 2,
        "empty rows": 1,
        "rows prepared for later, without a text": 1,
        "rows without a text": 1,
        "totals": 1,
    }


def test_a_row_that_goes_on_belongs_to_the_action_above() -> None:
    point = only_point(tracker(ROOF, ("", "", "", "", "", "And the tiles came.")))
    assert [each.text for each in point.items] == ["Scaffolding stands.", "And the tiles came."]


def test_numbers_that_begin_anew_are_printed_and_name_nothing() -> None:
    rows = [("1", "Roof", "", "", "", "a"), ("1", "Hall", "", "", "", "b")]
    assert [(each.key, each.number) for each in tracker(*rows).reading.points] == [("roof", "1"), ("hall", "1")]


def test_owners_and_sources_stay_as_typed_line_by_line() -> None:
    header = ("Ref", "Action", "Owner", "Status", "Links", "More info")
    [item] = items(tracker(("1", "Roof", "A/B\nC, D", "done", "https://a.eu", "N/A"), header=header))
    assert (item.owner, item.source) == ("A/B\nC, D", "https://a.eu")


@pytest.mark.parametrize(
    "typed",
    [
        "5*3*2",
        "{{ x }}",
        "{% if %}",
        "{# note #}",
        "= SUM",
        "# 4",
        "## Title",
        "[a](b)",
        "[^1]",
        "\\server",
        "a\\",
        "**",
        "***b***",
        "-",
        "- -",
        "1.",
        "[[b]c](d)",
    ],
)
def test_what_only_looks_like_markup_is_printed_as_it_was_typed(typed: str) -> None:
    assert printed(write_plain(typed)) == typed
    assert read_plain(write_plain(typed)) == typed
    assert not write_plain(typed).startswith("=")


def printed(text: str) -> str:
    """What a text of the ledger prints."""
    return "\n".join("".join(span.text for span in block.spans) for block in rich_text(text, {}).blocks)


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30).filter(alike))
def test_any_line_that_is_no_bullet_is_printed_as_it_was_typed(typed: str) -> None:
    if not typed[0].isdigit() and typed[0] not in "-+*":
        assert printed(write_plain(typed)) == typed


CELLS = st.sampled_from(
    [
        "",
        "",
        "Repair the roof",
        "Total",
        "[Task]",
        "1",
        "Closed",
        "Open, see minutes",
        "12.05.2026",
        "Roof",
        "N/A",
        "e.g.",
        "x",
    ]
)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=7), max_size=12), st.permutations(HEADER), st.integers(0, 3))
def test_every_row_is_an_item_or_told_of(rows: list[list[str]], header: list[str], above: int) -> None:
    grid = a_grid([*rows[:above], header, *rows[above:]])
    reading = read_action_grid(grid)
    assert reading.rows == len(grid.rows) == rows_accounted_for(reading)


@settings(deadline=None)
@given(st.lists(st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=6), max_size=3))
def test_every_row_of_every_sheet_is_an_item_or_told_of(books: list[list[list[str]]]) -> None:
    grids = [a_grid([HEADER, *rows] if at % 2 else rows, f"Sheet {at}") for at, rows in enumerate(books)]
    reading = sheets(*grids).reading
    assert reading.rows == sum(len(grid.rows) for grid in grids) == rows_accounted_for(reading)

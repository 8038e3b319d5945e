"""The day of a paper: from its labels in any language, its titles, its name, and the day on which it was saved."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.intake.day import DayWitness, find_days, settle_day
from briefgen.intake.trackers.tables import recognise
from tests.intake.papers import HEADER, ROOF, a_grid

TODAY = date(2026, 11, 29)


def days(
    *above: tuple[str, ...], file: str = "tracker.xlsx", saved: date | None = None, title: str = ""
) -> list[DayWitness]:
    grids = [a_grid([*above, HEADER, ROOF], title)]
    return list(find_days(file, grids, recognise(grids).tables, saved))


@pytest.mark.parametrize(
    "above",
    [
        ("Situation as of 17 March 2026",),
        ("Stand: 17.03.2026",),
        ("Stand vom", "17. März 2026"),
        ("Situation au 17 mars 2026",),
        ("Stan na dzień 17 marca 2026",),
        ("Last Updated:", "", "2026-03-17"),
        ("vergaderdatum", "17-3-2026"),
        ("Fecha", "17/03/2026"),
        ("作成日", "2026年3月17日"),
    ],
)
def test_the_day_stands_behind_a_label(above: tuple[str, ...]) -> None:
    assert [(each.day, each.strength) for each in days(above)] == [(date(2026, 3, 17), 3)]


def test_a_day_in_a_title_in_the_sheets_name_in_the_files_name_and_in_its_properties_counts_less() -> None:
    found = days(("Works of 17 March 2026",), file="t_20260318.xlsx", saved=date(2026, 3, 20), title="19.03.2026")
    assert [(each.day.day, each.strength) for each in found] == [(17, 2), (19, 2), (18, 1), (20, 0)]


def test_the_strongest_wins_and_the_others_are_told() -> None:
    inside = DayWitness(date(2026, 3, 17), "row 1", 3)
    named = DayWitness(date(2025, 3, 17), "the name", 1)
    saved = DayWitness(date(2026, 3, 20), "saved", 0)
    settled = settle_day([named, saved, inside], TODAY)
    assert (settled.day, settled.where, settled.others) == (inside.day, "row 1", (named,))


def test_a_day_in_the_future_is_none() -> None:
    assert settle_day([DayWitness(date(2027, 1, 1), "row 1", 3)], TODAY).day is None


def test_a_day_that_can_be_read_in_two_ways_is_read_day_first() -> None:
    assert [each.day for each in days(("Date", "03/04/2026"))] == [date(2026, 4, 3)]

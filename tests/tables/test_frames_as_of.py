from __future__ import annotations

from msgspec.structs import replace

from briefgen.asof import situation_as_of
from briefgen.asof.overview import frames_of
from briefgen.model.data_tables import DataRow, DataTable
from tests.builders import a_dossier, day
from tests.tables.samples import a_row


def standing(*rows: DataRow, as_of: str, known_on: str = "", columns: tuple[str, ...] = ("name",)) -> list[str]:
    dossier = replace(a_dossier(), frames={"activities": DataTable("activities", columns, rows)})
    situation = situation_as_of(dossier, day(as_of), day(known_on) if known_on else None)
    return [row.cells[0] for row in frames_of(situation)["activities"].rows]


def test_a_row_without_dates_always_stands() -> None:
    assert standing(a_row("a"), as_of="1999-01-01", known_on="1999-01-01") == ["a"]


def test_a_row_stands_from_its_day_on() -> None:
    rows = (a_row("a", as_of="2020-03-01"), a_row("b", as_of="2020-03-02"))
    assert standing(*rows, as_of="2020-02-29") == []
    assert standing(*rows, as_of="2020-03-01") == ["a"]
    assert standing(*rows, as_of="2020-03-02") == ["a", "b"]


def test_a_row_recorded_later_is_not_seen() -> None:
    row = a_row("a", as_of="2020-03-01", recorded="2020-04-01")
    assert standing(row, as_of="2020-05-01", known_on="2020-03-31") == []
    assert standing(row, as_of="2020-05-01", known_on="2020-04-01") == ["a"]
    assert standing(row, as_of="2020-05-01") == ["a"]


def test_rows_without_a_key_never_take_each_others_place() -> None:
    assert standing(a_row("a", as_of="2020-03-01"), a_row("a", as_of="2020-03-02"), as_of="2020-05-01") == ["a", "a"]


class TestRowsOfOneKey:
    def test_are_its_history(self) -> None:
        rows = (a_row("new", key="k", as_of="2020-03-02"), a_row("old", key="k", as_of="2020-03-01"))
        assert standing(*rows, as_of="2020-03-01") == ["old"]
        assert standing(*rows, as_of="2020-03-02") == ["new"]

    def test_of_one_day_the_one_recorded_later_stands(self) -> None:
        rows = (
            a_row("corrected", key="k", as_of="2020-03-01", recorded="2020-03-09"),
            a_row("first", key="k", as_of="2020-03-01", recorded="2020-03-02"),
        )
        assert standing(*rows, as_of="2020-05-01") == ["corrected"]
        assert standing(*rows, as_of="2020-05-01", known_on="2020-03-08") == ["first"]

    def test_of_the_same_dates_the_one_further_down_stands(self) -> None:
        rows = (a_row("a", key="k", as_of="2020-03-01"), a_row("b", key="k", as_of="2020-03-01"))
        assert standing(*rows, as_of="2020-05-01") == ["b"]

    def test_keep_the_place_of_the_first_seen(self) -> None:
        rows = (
            a_row("a", key="a", as_of="2020-03-01"),
            a_row("b", key="b", as_of="2020-03-01"),
            a_row("a2", key="a", as_of="2020-03-05"),
        )
        assert standing(*rows, as_of="2020-05-01") == ["a2", "b"]

    def test_end_when_the_standing_one_is_withdrawn(self) -> None:
        columns = ("name", "state")
        rows = (a_row("a", "", key="a", as_of="2020-03-01"), a_row("a", "withdrawn", key="a", as_of="2020-03-05"))
        assert standing(*rows, as_of="2020-03-04", columns=columns) == ["a"]
        assert standing(*rows, as_of="2020-03-05", columns=columns) == []


def test_a_dossier_without_frames_has_items_and_points_all_the_same() -> None:
    situation = situation_as_of(a_dossier(), day("2023-05-01"))
    assert situation.frames == {}
    assert [len(frames_of(situation)[key].rows) for key in ("items", "points")] == [1, 1]

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from briefgen.model.data_tables import Axis, Measure, OrderKind, ValueKind
from briefgen.model.dossier import State
from briefgen.model.exhibits import ChartKind, Table
from tests.builders import a_commitment, a_follow_up
from tests.tables.samples import ACTIVITIES, COUNT, SHARE, a_frame, a_spec, computed_of, distinct, texts

LATER = date(2023, 5, 1)
NB = "\u00a0"
LARGEST, NAME, SMALLEST = OrderKind.LARGEST, OrderKind.NAME, OrderKind.SMALLEST


def letters_of(letters: str, axis: Axis, **options: Any) -> str:
    table = computed_of(a_spec(axis, **options), frame=a_frame([("x", "y", each) for each in letters])).tables["areas"]
    return " ".join(f"{row[0].text}{row[1].text}" for row in table.rows)


class TestValues:
    def test_rows_are_counted(self) -> None:
        assert texts(computed_of(a_spec())) == [["Border management", "4"], ["Asylum", "1"], ["Return", "1"]]

    def test_shares_add_up_to_a_hundred(self) -> None:
        shares = texts(computed_of(a_spec(values=(SHARE,))))
        assert shares == [["Border management", f"67{NB}%"], ["Asylum", f"17{NB}%"], ["Return", f"16{NB}%"]]

    def test_shares_can_have_decimals(self) -> None:
        rows = texts(computed_of(a_spec(values=(SHARE,), decimals=1)))
        assert [row[1] for row in rows] == [f"66.7{NB}%", f"16.7{NB}%", f"16.6{NB}%"]

    def test_different_values_are_counted_once(self) -> None:
        assert texts(computed_of(a_spec("partner", values=(distinct("member_state"),)))) == [
            ["Serbia", "2"], ["Albania", "1"], ["Kosovo", "1"],
        ]  # fmt: skip

    def test_an_empty_cell_is_no_value_of_its_own(self) -> None:
        frame = a_frame([("", "Serbia", "asylum"), ("Austria", "Serbia", "asylum")])
        assert texts(computed_of(a_spec(values=(distinct("member_state"),)), frame=frame)) == [["Asylum", "1"]]

    def test_several_values_stand_side_by_side(self) -> None:
        computed = computed_of(a_spec(values=(COUNT, SHARE), total=True))
        assert texts(computed)[0] == ["Border management", "4", f"67{NB}%"]
        assert texts(computed)[-1] == ["Total", "6", f"100{NB}%"]

    def test_only_rows_that_meet_the_condition_count(self) -> None:
        spec = a_spec(where={"partner": ("Albania", "Kosovo"), "member_state": ("Belgium",)})
        assert texts(computed_of(spec)) == [["Border management", "1"], ["Return", "1"]]

    def test_a_category_without_a_name_is_counted_and_said(self) -> None:
        frame = a_frame([("Austria", "Serbia", ""), ("Austria", "Serbia", "asylum")])
        assert texts(computed_of(a_spec(), frame=frame)) == [["Not stated", "1"], ["Asylum", "1"]]

    def test_zero_can_be_a_dash(self) -> None:
        spec = a_spec(Axis("area", include=("reception",)), dashed=True)
        assert texts(computed_of(spec))[-1] == ["Reception", "–"]

    def test_an_empty_frame_gives_a_table_without_rows(self) -> None:
        computed = computed_of(a_spec(total=True, values=(COUNT, SHARE, distinct("partner"))), frame=a_frame(()))
        assert texts(computed) == [["Total", "0", f"0{NB}%", "0"]]
        assert (
            computed.tables["areas"].description
            == "Number, Share and Number of different entries by area: nothing to count."
        )


class TestTotals:
    def test_the_total_of_different_values_is_counted_anew(self) -> None:
        rows = texts(computed_of(a_spec("partner", values=(distinct("member_state"),), total=True)))
        assert [row[1] for row in rows] == ["2", "1", "1", "3"]  # and not 4: Belgium is in two rows

    def test_a_cross_table_has_totals_on_both_sides(self) -> None:
        rows = texts(computed_of(a_spec("partner", "area", total=True)))
        assert rows == [
            ["Serbia", "2", "1", "0", "3"],
            ["Albania", "1", "0", "1", "2"],
            ["Kosovo", "1", "0", "0", "1"],
            ["Total", "4", "1", "1", "6"],
        ]

    def test_different_values_in_a_cross_table_are_counted_anew_at_each_edge(self) -> None:
        rows = texts(computed_of(a_spec("partner", "area", values=(distinct("member_state"),), total=True)))
        assert rows[0] == ["Serbia", "2", "1", "0", "2"]
        assert rows[-1] == ["Total", "3", "1", "1", "3"]

    def test_totals_are_set_off(self) -> None:
        [total] = computed_of(a_spec(total=True)).tables["areas"].totals
        assert all(cell.emphasis for cell in total)

    def test_without_being_asked_for_there_are_none(self) -> None:
        assert computed_of(a_spec()).tables["areas"].totals == ()


class TestSharesInCrossTables:
    def shares(self, base: str) -> list[list[str]]:
        measure = Measure(ValueKind.SHARE, base=base)
        rows = texts(computed_of(a_spec("partner", "area", values=(measure,), total=True)))
        return [[cell.replace(f"{NB}%", "") for cell in row[1:]] for row in rows]

    def test_of_all(self) -> None:
        cells = self.shares("all")
        assert sum(int(cell) for row in cells[:-1] for cell in row[:-1]) == 100
        assert [row[-1] for row in cells] == ["50", "33", "17", "100"]

    def test_of_each_row(self) -> None:
        assert self.shares("rows")[:-1] == [
            ["67", "33", "0", "100"],
            ["50", "0", "50", "100"],
            ["100", "0", "0", "100"],
        ]

    def test_of_each_column(self) -> None:
        assert [row[0] for row in self.shares("columns")] == ["50", "25", "25", "100"]
        assert self.shares("columns")[-1] == ["100", "100", "100", "100"]

    def test_that_do_not_add_up_to_their_totals_are_explained(self) -> None:
        rows = [("x", partner, area) for partner in "ABCDEF" for area in "gh"]
        [note] = (
            computed_of(a_spec("partner", "area", values=(SHARE,), total=True), frame=a_frame(rows))
            .tables["areas"]
            .notes
        )
        assert str(note) == "Figures may not add up to the totals because of rounding."

    def test_that_do_not_add_up_downwards_are_explained_too(self) -> None:
        rows = [("x", "A", "right"), ("x", "B", "left"), *[("x", "B", "right")] * 4]
        table = computed_of(a_spec("partner", "area", values=(SHARE,), total=True), frame=a_frame(rows)).tables["areas"]
        assert [[str(cell.text)[:-2] for cell in row[1:]] for row in (*table.rows, *table.totals)] == [
            ["17", "0", "17"],
            ["67", "16", "83"],
            ["83", "17", "100"],
        ]
        assert len(table.notes) == 1

    def test_that_add_up_need_no_note(self) -> None:
        rows = [("x", partner, area) for partner in "AB" for area in "de"]
        table = computed_of(a_spec("partner", "area", values=(SHARE,), total=True), frame=a_frame(rows)).tables["areas"]
        assert table.notes == ()


class TestOrder:
    @pytest.mark.parametrize(
        ("order", "expected"),
        [
            (OrderKind.FILE, "C2 A1 B2 D1"),
            (LARGEST, "B2 C2 A1 D1"),
            (SMALLEST, "A1 D1 B2 C2"),
            (NAME, "A1 B2 C2 D1"),
        ],
    )
    def test_goes_by(self, order: OrderKind, expected: str) -> None:
        assert letters_of("CABDCB", Axis("area", order)) == expected

    def test_can_be_listed_and_the_rest_follows(self) -> None:
        assert letters_of("CABDCB", Axis("area", OrderKind.LISTED, listed=("D", "B"))) == "D1 B2 C2 A1"

    def test_of_names_is_that_of_the_language(self) -> None:
        spec, frame = a_spec(Axis("area", NAME)), a_frame([("x", "y", each) for each in ("Åland", "Zagreb")])
        assert [row[0] for row in texts(computed_of(spec, frame=frame))] == ["Åland", "Zagreb"]
        assert [row[0] for row in texts(computed_of(spec, frame=frame, language="sv"))] == ["Zagreb", "Åland"]

    def test_of_names_is_that_of_what_is_printed(self) -> None:
        spec = a_spec(Axis("area", NAME), labels={"asylum": "zzz"})
        assert [row[0] for row in texts(computed_of(spec))] == ["Border management", "Return", "Zzz"]

    def test_of_the_file_is_not_turned_round_by_a_condition(self) -> None:
        rows = [("x", "Serbia", "B"), ("x", "Albania", "A"), ("x", "Albania", "B")]
        spec = a_spec(where={"partner": ("Albania",)})
        assert [row[0] for row in texts(computed_of(spec, frame=a_frame(rows)))] == ["B", "A"]

    def test_of_columns_is_their_own(self) -> None:
        spec = a_spec("partner", Axis("area", NAME))
        heads = computed_of(spec).tables["areas"].heads
        assert [str(cell.text) for cell in heads[0]] == ["Partner", "Asylum", "Border management", "Return"]

    def test_of_shares_goes_by_what_they_are_shares_of(self) -> None:
        letters = "A" * 497 + "B" * 498 + "C" * 5  # A and B are both 50 %
        assert letters_of(letters, Axis("area", LARGEST), values=(SHARE,)).startswith("B")


class TestCategories:
    def test_without_rows_can_be_included(self) -> None:
        assert letters_of("AA", Axis("area", include=("Z", "A"))) == "A2 Z0"

    def test_of_the_whole_frame_can_be_included(self) -> None:
        spec = a_spec(Axis("area", include=("*",)), where={"partner": ("Kosovo",)})
        assert texts(computed_of(spec)) == [["Border management", "1"], ["Asylum", "0"], ["Return", "0"]]

    def test_beyond_the_first_are_cut_off(self) -> None:
        assert letters_of("AAABBC", Axis("area", LARGEST), top=2) == "A3 B2"

    def test_that_equal_the_last_one_are_kept_and_it_is_said(self) -> None:
        spec = a_spec(Axis("area", LARGEST), top=2)
        table = computed_of(spec).tables["areas"]
        assert [row[0].text for row in table.rows] == ["Border management", "Asylum", "Return"]
        assert [str(note) for note in table.notes] == ["More than 2 are shown, because the last ones are equal."]

    def test_cut_off_count_in_the_shares_of_the_others(self) -> None:
        assert letters_of("AAAB", Axis("area", LARGEST), top=1, values=(SHARE,)) == f"A75{NB}%"

    def test_are_the_largest_whatever_the_order(self) -> None:
        assert letters_of("ABBCCC", Axis("area", NAME), top=2) == "B2 C3"

    def test_can_be_the_smallest(self) -> None:
        assert letters_of("ABBCCC", Axis("area", SMALLEST), top=2) == "A1 B2"

    def test_can_be_printed_otherwise(self) -> None:
        rows = texts(computed_of(a_spec("partner", labels={"Kosovo": "Kosovo*"})))
        assert rows[-1] == ["Kosovo*", "1"]

    def test_keep_the_capitals_that_they_have(self) -> None:
        frame = a_frame([("x", "y", each) for each in ("eu-LISA", "asylum")])
        assert [row[0] for row in texts(computed_of(a_spec(), frame=frame))] == ["eu-LISA", "Asylum"]


class TestRankedLists:
    SPEC = a_spec(Axis("area", head="Area"), "partner", ranked=True, top=2)

    def test_name_the_first_of_each_row_with_equals_together(self) -> None:
        assert texts(computed_of(self.SPEC)) == [
            ["Border management", "Serbia (2)", "Albania, Kosovo (1)"],
            ["Asylum", "Serbia (1)", "–"],
            ["Return", "Albania (1)", "–"],
        ]

    def test_say_that_places_are_shared(self) -> None:
        notes = computed_of(self.SPEC).tables["areas"].notes
        assert [str(note) for note in notes] == ["Those that stand together share a place."]

    def test_have_a_head_for_each_place(self) -> None:
        [heads] = computed_of(self.SPEC).tables["areas"].heads
        assert [cell.text for cell in heads] == ["Area", "First", "Second"]


class TestHeads:
    def heads(self, table: Table) -> list[list[tuple[object, int]]]:
        return [[(cell.text, cell.span) for cell in row] for row in table.heads]

    def test_are_the_names_of_columns_unless_given(self) -> None:
        assert self.heads(computed_of(a_spec("member_state")).tables["areas"]) == [[("Member state", 1), ("Number", 1)]]

    def test_can_be_given(self) -> None:
        spec = a_spec(Axis("area", head="Field"), values=(Measure(head="Activities"),))
        assert self.heads(computed_of(spec).tables["areas"]) == [[("Field", 1), ("Activities", 1)]]

    def test_of_a_cross_table_can_stand_under_a_common_one(self) -> None:
        spec = a_spec("partner", Axis("area", head="Field"), total=True)
        assert self.heads(computed_of(spec).tables["areas"]) == [
            [("", 1), ("Field", 3), ("", 1)],
            [("Partner", 1), ("Border management", 1), ("Asylum", 1), ("Return", 1), ("Total", 1)],
        ]

    def test_of_several_values_stand_under_their_column(self) -> None:
        spec = a_spec("member_state", "partner", values=(COUNT, SHARE))
        table = computed_of(spec).tables["areas"]
        assert self.heads(table)[0] == [("", 1), ("Serbia", 2), ("Albania", 2), ("Kosovo", 2)]
        assert self.heads(table)[1] == [("Member state", 1), *[("Number", 1), ("Share", 1)] * 3]

    @pytest.mark.parametrize("total", [False, True])
    @pytest.mark.parametrize("head", ["", "Field"])
    @pytest.mark.parametrize("values", [(COUNT,), (COUNT, SHARE)])
    def test_and_rows_are_as_wide_as_the_columns(self, values: tuple[Measure, ...], head: str, total: bool) -> None:
        table = computed_of(a_spec("partner", Axis("area", head=head), values=values, total=total)).tables["areas"]
        widths = {sum(cell.span for cell in row) for row in (*table.heads, *table.rows, *table.totals)}
        assert widths == {len(table.columns)}

    def test_names_stand_left_and_numbers_right(self) -> None:
        columns = computed_of(a_spec(widths=(5, 2), values=(COUNT, SHARE))).tables["areas"].columns
        assert [(column.width, column.align) for column in columns] == [(5, "left"), (2, "right"), (2, "right")]


class TestCharts:
    def test_draw_counts_as_numbers(self) -> None:
        chart = computed_of(a_spec(chart="bar", title="Fields", unit="activities")).charts["areas"]
        assert (chart.kind, chart.title, chart.unit, chart.number_format) == (
            ChartKind.BAR,
            "Fields",
            "activities",
            "0",
        )
        assert chart.categories == ("Border management", "Asylum", "Return")
        assert chart.series[0].values == (Decimal(4), Decimal(1), Decimal(1))
        assert chart.language == "en-IE"

    def test_draw_shares_as_word_counts_them(self) -> None:
        chart = computed_of(a_spec(chart="pie", values=(SHARE,))).charts["areas"]
        assert chart.series[0].values == (Decimal("0.67"), Decimal("0.17"), Decimal("0.16"))
        assert chart.number_format == f"0{NB}%"

    def test_write_decimals_as_the_definition_says(self) -> None:
        chart = computed_of(a_spec(chart="pie", values=(SHARE,), decimals=1), language="fr").charts["areas"]
        assert chart.number_format == f"0.0{NB}%"

    def test_draw_a_series_for_each_category_of_the_second_axis(self) -> None:
        chart = computed_of(a_spec("partner", "area", chart="stacked")).charts["areas"]
        assert [(each.name, [int(value or 0) for value in each.values]) for each in chart.series] == [
            ("Border management", [2, 1, 1]), ("Asylum", [1, 0, 0]), ("Return", [0, 1, 0]),
        ]  # fmt: skip

    def test_draw_a_series_for_each_value(self) -> None:
        chart = computed_of(a_spec(chart="column", values=(COUNT, distinct("partner", "Partners")))).charts["areas"]
        assert [each.name for each in chart.series] == ["Number", "Partners"]

    def test_group_thousands(self) -> None:
        frame = a_frame([ACTIVITIES[0]] * 1000)
        assert computed_of(a_spec(chart="bar"), frame=frame).charts["areas"].number_format == "#,##0"


class TestFramesOfEverySituation:
    PARTS = (
        a_commitment(point="dublin", part="Solidarity"),
        a_follow_up(item="a", state="done"),
        a_follow_up(item="b", state="ongoing", due="2020-01-01"),
        a_follow_up(item="c", state="ongoing", due="2024-06"),
        a_follow_up(item="d", owner="Frontex"),
    )

    def table(self, frame: str, rows: str, **options: Any) -> list[list[str]]:
        return texts(computed_of(a_spec(rows, frame=frame, **options), parts=self.PARTS, as_of=LATER))

    def test_items_are_counted_by_state(self) -> None:
        assert self.table("items", "state") == [["Done", "1"], ["Ongoing", "2"], ["Not stated", "1"]]

    def test_items_can_be_overdue(self) -> None:
        assert self.table("items", "item", where={"overdue": ("yes",)}) == [["B", "1"]]

    def test_deadlines_are_said_as_dates(self) -> None:
        assert [row[0] for row in self.table("items", "due")] == ["Not stated", "1\u00a0January 2020", "June 2024"]

    def test_points_have_the_gravest_state_of_their_items(self) -> None:
        assert self.table("points", "state") == [["Ongoing", "1"]]

    def test_a_state_is_marked_for_its_colour(self) -> None:
        computed = computed_of(a_spec("state", frame="items"), parts=self.PARTS, as_of=LATER)
        assert [row[0].state for row in computed.tables["areas"].rows] == [State.DONE, State.ONGOING, ""]

"""What the benchmarks make of their figures; none is timed here."""

from __future__ import annotations

import pytest

from benchmarks.aims import TABLE, Aim, row_of
from benchmarks.growth import power
from benchmarks.page import README, Table, merged
from benchmarks.processes import Cost

SMALL = Table("small", "| who | rounds |\n|---|---|", [("one",), ("two",), ("three",)])
PAGE = """\
# Title

<!-- written by python -m benchmarks.small --write -->
yesterday

| who | rounds |
|---|---|
| three | 3 |
| one | 1 |
| gone | 9 |
<!-- until here: small -->

After it.
"""


def test_new_rows_replace_those_of_the_same_name_in_the_order_of_the_table() -> None:
    found = merged(PAGE, SMALL, ["| two | 2 |", "| one | 15 |"], "today")
    assert found == PAGE.replace("yesterday", "today").replace(
        "| three | 3 |\n| one | 1 |\n| gone | 9 |", "| one | 15 |\n| two | 2 |\n| three | 3 |"
    )


def test_a_page_without_a_place_for_the_table_is_told_what_it_needs() -> None:
    with pytest.raises(
        ValueError, match=r"it stands between “<!-- written by python -m benchmarks\.small --write -->”"
    ):
        merged("# Title\n", SMALL, [], "today")


def test_the_page_has_a_row_of_each_kind_that_the_table_of_aims_may_have_at_most_once() -> None:
    rows = [line.split(" | ")[:2] for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    found: list[tuple[str, ...]] = [(first.removeprefix("| "), second) for first, second in rows]
    assert all(found.count(key) <= 1 for key in TABLE.order)


@pytest.mark.parametrize(
    ("aim", "said"),
    [
        (Aim("work", "ours", "theirs", 0.5), "| 0.50 | 0.25 | ≤ 0.5 | held |"),
        (Aim("work", "ours", "theirs", 0.4), "| 0.50 | 0.25 | ≤ 0.4 | **MISSED**, of CPU held |"),
        (Aim("work", "ours", "theirs", 2, faster=True), "| 2.00 | 4.00 | ≥ 2 | held |"),
        (Aim("work", "ours", "theirs", 1.5, kind="peak"), "| 3.00 |  | ≤ 1.5 | **MISSED** |"),
        (Aim("work", "ours", "theirs"), "| 0.50 | 0.25 | – |  |"),
    ],
)
def test_a_figure_is_held_to_its_aim_by_the_clock_and_of_the_processors(aim: Aim, said: str) -> None:
    ours, theirs = [Cost(1, 1, 30), Cost(5, 5, 30), Cost(2, 1, 30)], [Cost(2, 4, 10), Cost(5, 5, 10), Cost(9, 8, 10)]
    assert row_of(aim, ours, theirs).endswith(said)


def test_a_figure_without_another_is_held_to_the_aim_itself() -> None:
    assert row_of(Aim("work", "ours", bound=3), [Cost(4, 2, 9)], ()).endswith("| ≤ 3 s | **MISSED**, of CPU held |")


@pytest.mark.parametrize("steep", [0.5, 1.0, 2.0])
def test_the_power_of_growth_is_told_without_what_the_smallest_size_costs(steep: float) -> None:
    costs = {size: Cost(0, 0.5 + 0.01 * (size - 10) ** steep, 0) for size in (10, 100, 1_000, 10_000)}
    assert power(costs, "cpu") == pytest.approx(steep)


def test_growth_that_cannot_be_told_from_chance_has_no_power() -> None:
    assert power({10: Cost(0, 0.5, 0), 100: Cost(0, 0.53, 0), 1_000: Cost(0, 0.7, 0)}, "cpu") is None

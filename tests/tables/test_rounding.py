from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.tables.figures import largest_remainder, shares

COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=40)
SOME = COUNTS.filter(any)
UNITS = st.sampled_from((1, 7, 100, 1000, 10_000))


@given(SOME, UNITS)
def test_the_units_add_up(counts: list[int], units: int) -> None:
    assert sum(largest_remainder(counts, units)) == units


@given(SOME, UNITS)
def test_no_part_is_a_whole_unit_from_its_quota(counts: list[int], units: int) -> None:
    for count, given_ in zip(counts, largest_remainder(counts, units), strict=True):
        assert abs(Fraction(count * units, sum(counts)) - given_) < 1


@given(SOME, UNITS)
def test_a_larger_count_never_gets_less(counts: list[int], units: int) -> None:
    pairs = sorted(zip(counts, largest_remainder(counts, units), strict=True))
    for (count, units_), (next_count, next_units) in pairwise(pairs):
        assert count == next_count or units_ <= next_units


@given(SOME, st.integers(0, 4))
def test_percentages_add_up_to_exactly_100(counts: list[int], decimals: int) -> None:
    found = shares(counts, decimals)
    assert sum(found) == 100
    assert {-int(each.as_tuple().exponent) for each in found} <= {decimals}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((1, 1, 1), (34, 33, 33)),  # of equal claims the one further up
        ((2, 1, 3), (33, 17, 50)),
        ((5, 0), (100, 0)),
        ((0, 0), (0, 0)),
        ((), ()),
    ],
)
def test_what_is_left_over_goes_to_the_largest_fraction(counts: tuple[int, ...], expected: tuple[int, ...]) -> None:
    assert largest_remainder(counts, 100) == expected


def test_of_equal_fractions_the_larger_count_comes_first() -> None:
    assert largest_remainder((1, 3), 2) == (0, 2)


def test_shares_have_their_decimals() -> None:
    assert shares((1, 2), 1) == (Decimal("33.3"), Decimal("66.7"))

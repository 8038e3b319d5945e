from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from briefgen.tables.figures import among_the_first, places

NUMBERS = st.lists(st.integers(0, 9).map(Decimal), max_size=30)


def decimals(*numbers: int) -> list[Decimal]:
    return list(map(Decimal, numbers))


def test_equals_share_a_place_and_the_next_one_stays_empty() -> None:
    assert places(decimals(13, 7, 13, 10)) == (1, 4, 1, 3)


@given(NUMBERS)
def test_a_place_is_one_more_than_those_ahead(numbers: list[Decimal]) -> None:
    ahead = tuple(1 + sum(other > each for other in numbers) for each in numbers)
    assert places(numbers) == ahead


@given(NUMBERS, st.integers(1, 40))
def test_a_cut_separates_no_equals_and_keeps_at_least_what_was_asked_for(numbers: list[Decimal], count: int) -> None:
    kept = [each for each, is_kept in zip(numbers, among_the_first(numbers, count), strict=True) if is_kept]
    lost = [each for each, is_kept in zip(numbers, among_the_first(numbers, count), strict=True) if not is_kept]
    assert len(kept) >= min(count, len(numbers))
    assert not lost or min(kept) > max(lost)
    assert len([each for each in kept if each != min(kept)]) < count  # and no more than the ties make necessary


def test_no_count_keeps_all() -> None:
    assert among_the_first(decimals(1, 2), 0) == (True, True)


def test_the_smallest_can_come_first() -> None:
    assert among_the_first(decimals(3, 1, 2, 1), 1, smallest=True) == (False, True, False, True)

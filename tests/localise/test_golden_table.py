"""The golden table: how every language says the same dates and figures, reviewed against the facts."""

from __future__ import annotations

import pytest

from briefgen.localise import languages
from tests.localise.golden_table import DATES, MONEY, NUMBERS, PERCENTAGES, golden_table
from tests.outline import assert_golden


@pytest.mark.parametrize("language", languages())
def test_a_language_says_what_its_golden_table_has(language: str) -> None:
    assert_golden(f"languages/{language}", golden_table(language))


def test_the_table_has_thirty_dates_and_thirty_figures() -> None:
    assert len(set(DATES)) == len(DATES) >= 30
    assert len({*MONEY, *NUMBERS, *PERCENTAGES}) >= 30

"""Cells that no table was made from, written down before the tables were corrected."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from briefgen.localise import languages

LIST = Path(__file__).with_name("fresh_cells.csv")


def fresh_cells() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_language_has_fifteen_fresh_cells_each_with_its_source() -> None:
    rows = fresh_cells()
    assert min(Counter(row["language"] for row in rows)[language] for language in languages()) >= 15
    assert all(row["expected"] and row["source"] for row in rows)

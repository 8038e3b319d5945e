"""What stands below a table or chart: the notes of its definition, and what has to be said of ties and rounding."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from briefgen.model.catalogue import ROUNDED, TIED_PLACES, TIES, filled
from briefgen.model.data_tables import ValueKind
from briefgen.tables.figures import Figures, Numbers
from briefgen.tables.wording import Sayer


def notes_of(figures: Figures, sayer: Sayer) -> Iterator[str]:
    """Each a paragraph."""
    for number, note in enumerate(figures.spec.notes, 1):
        yield sayer.text(note, f"notes/{number}")
    phrase = sayer.localiser.phrase
    if figures.tied:
        yield filled(phrase(TIES), number=sayer.localiser.number(figures.spec.top))
    if figures.spec.ranked and any(_has_shared_place(figures, row) for row in figures.rows):
        yield phrase(TIED_PLACES)
    if figures.spec.total and any(not _adds_up(figures, numbers) for numbers in _shares_of_all(figures)):
        yield phrase(ROUNDED)


def _has_shared_place(figures: Figures, row: str) -> bool:
    shown = [place for place, _ in figures.leaders_within(row) if place <= figures.spec.top]
    return len(shown) > len(set(shown))


def _shares_of_all(figures: Figures) -> Iterator[Numbers]:
    """Shares whose cells should add up to the totals at the edges; those of rows or columns are of many wholes."""
    for measure, numbers in zip(figures.spec.values, figures.values, strict=True):
        if measure.kind is ValueKind.SHARE and measure.base == "all" and figures.columns:
            yield numbers


def _adds_up(figures: Figures, numbers: Numbers) -> bool:
    across = all(_sum(numbers.at(row, column) for column in figures.columns) == numbers.at(row) for row in figures.rows)
    down = all(
        _sum(numbers.at(row, column) for row in figures.rows) == numbers.at(None, column) for column in figures.columns
    )
    return across and down


def _sum(numbers: Iterator[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0))

"""The alternative text: what is shown, and its figures in words, for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from briefgen.model.catalogue import EMPTY, IN_ALL, LARGEST, SAID, SMALLEST, filled
from briefgen.model.data_tables import ValueKind
from briefgen.tables.figures import Figures
from briefgen.tables.wording import Sayer

MOST_FIGURES = 24
"""A cross table of more is told by its totals and its extremes: nobody listens to a hundred figures."""


def description(figures: Figures, sayer: Sayer) -> str:
    """What is shown with every figure, or of a large cross table the totals and the extremes."""
    if not figures.rows:
        return filled(sayer.localiser.phrase(EMPTY), what=sayer.subject())
    if figures.spec.ranked:
        told = [_ranked_row(figures, sayer, row) for row in figures.rows]
    elif not figures.columns:
        told = [_plain_row(figures, sayer, row) for row in figures.rows]
    elif len(figures.rows) * len(figures.columns) * len(figures.values) <= MOST_FIGURES:
        told = [_crossed_row(figures, sayer, row) for row in figures.rows]
    else:
        return " ".join(_outline(figures, sayer))
    sentences = [_sentence(sayer, sayer.subject(), _lines(told))]
    if figures.spec.total:
        sentences.append(_in_all(figures, sayer))
    return " ".join(sentences)


def _sentence(sayer: Sayer, what: str, said: str) -> str:
    return filled(sayer.localiser.phrase(SAID), what=what.rstrip("."), figures=said)


def _lines(told: Sequence[str]) -> str:
    # what has commas of its own is set apart by semicolons
    return ("; " if any(", " in each for each in told) else ", ").join(told)


def _in_all(figures: Figures, sayer: Sayer) -> str:
    pairs = zip(figures.spec.values, figures.values, strict=True)
    said = ", ".join(sayer.number(measure, numbers.at()) for measure, numbers in pairs)
    return filled(sayer.localiser.phrase(IN_ALL), figure=said)


def _plain_row(figures: Figures, sayer: Sayer, row: str) -> str:
    return f"{sayer.label(figures.spec.rows.column, row)} {_at(figures, sayer, row)}"


def _at(figures: Figures, sayer: Sayer, row: str | None, column: str | None = None) -> str:
    """All values at a point: 73 (32 %)."""
    pairs = zip(figures.spec.values, figures.values, strict=True)
    first, *others = (sayer.number(measure, numbers.at(row, column)) for measure, numbers in pairs)
    return f"{first} ({', '.join(others)})" if others else first


def _crossed_row(figures: Figures, sayer: Sayer, row: str) -> str:
    cells = [
        f"{sayer.label(figures.spec.columns.column, column)} {_at(figures, sayer, row, column)}"
        for column in figures.columns
    ]
    return f"{sayer.label(figures.spec.rows.column, row)} – {', '.join(cells)}"


def _ranked_row(figures: Figures, sayer: Sayer, row: str) -> str:
    column = figures.spec.columns.column
    told = [
        f"{sayer.label(column, each)} {_at(figures, sayer, row, each)}"
        for place, each in figures.leaders_within(row)
        if place <= figures.spec.top
    ]
    said = ", ".join(told) or sayer.number(figures.spec.values[0], Decimal(0))
    return f"{sayer.label(figures.spec.rows.column, row)} – {said}"


def _outline(figures: Figures, sayer: Sayer) -> Iterator[str]:
    yield _sentence(sayer, sayer.subject(), _lines([_plain_row(figures, sayer, row) for row in figures.rows]))
    across = [_plain_column(figures, sayer, each) for each in figures.columns]
    yield _sentence(sayer, sayer.head(figures.spec.columns), _lines(across))
    points = list(product(figures.rows, figures.columns))
    numbers = figures.values[0]
    for phrase, pick in ((LARGEST, max), (SMALLEST, min)):
        found = pick(points, key=lambda point: numbers.at(*point))
        yield filled(sayer.localiser.phrase(phrase), figure=_point(figures, sayer, *found))
    if ValueKind.COUNT in {each.kind for each in figures.spec.values} or figures.spec.total:
        yield _in_all(figures, sayer)


def _plain_column(figures: Figures, sayer: Sayer, column: str) -> str:
    return f"{sayer.label(figures.spec.columns.column, column)} {_at(figures, sayer, None, column)}"


def _point(figures: Figures, sayer: Sayer, row: str, column: str) -> str:
    said = sayer.number(figures.spec.values[0], figures.values[0].at(row, column))
    rows, columns = figures.spec.rows.column, figures.spec.columns.column
    return f"{sayer.label(rows, row)}, {sayer.label(columns, column)}: {said}"
